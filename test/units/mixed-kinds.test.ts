import { Length } from '../../src/units/dimensions';
import { Power } from '../../src/units/power';

test('fails where two kinds of quantity meet', () => {
  expect(() => Power.watts(1).plus(Length.metres(1) as never)).toThrow(
    '1 W and 1 m are not quantities of one kind; give a Power [units/mixed-kinds]',
  );
  expect(() => Power.watts(1).isLessThan(undefined as never)).toThrow(
    '1 W and undefined are not quantities of one kind; give a Power [units/mixed-kinds]',
  );
});
