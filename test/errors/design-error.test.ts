import { DesignError, DesignErrors } from '../../src/errors/design-error';

const narrow = new DesignError('rack/too-narrow', { problem: "rack 'r1' is 600 mm wide", remedy: 'take a wider one' });
const heavy = new DesignError('rack/too-heavy', {
  problem: "rack 'r1' weighs 1.5 t",
  remedy: 'spread it',
  object: 'r1',
  value: '1.5 t',
  limit: '1.2 t',
});

test('a design error says what is wrong, what to change and its code', () => {
  expect(heavy).toBeInstanceOf(Error);
  expect(heavy.message).toBe("rack 'r1' weighs 1.5 t; spread it [rack/too-heavy]");
  expect({ ...heavy }).toMatchObject({ code: 'rack/too-heavy', object: 'r1', value: '1.5 t', limit: '1.2 t' });
});

test('parts that were not given are undefined', () => {
  expect([narrow.object, narrow.value, narrow.limit]).toEqual([undefined, undefined, undefined]);
});

test('no collected error throws nothing', () => {
  expect(() => DesignErrors.throwAll([])).not.toThrow();
});

test('fails with the error itself where only one was collected', () => {
  expect(() => DesignErrors.throwAll([narrow])).toThrow(narrow);
});

test('fails with all collected errors, one a line', () => {
  const several = new DesignErrors([narrow, heavy]);
  expect(() => DesignErrors.throwAll([narrow, heavy])).toThrow(several);
  expect(several.errors).toEqual([narrow, heavy]);
  expect(several.message).toBe(
    [
      '2 problems [design/several]',
      "- rack 'r1' is 600 mm wide; take a wider one [rack/too-narrow]",
      "- rack 'r1' weighs 1.5 t; spread it [rack/too-heavy]",
    ].join('\n'),
  );
});
