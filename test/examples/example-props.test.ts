import Ajv from 'ajv/dist/2020';

import { propsSchema, propTables } from '../../src/constructs/prop-tables';
import type * as CheckProps from '../../src/constructs/props/check-props';
import { PROGRAMS, withProgram } from '../support/changed-programs';

/** Props that the programs gave, with the table that they were checked by. */
const mockGiven: (readonly [table: object, owner: string, props: object])[] = [];

jest.mock('../../src/constructs/props/check-props', () => {
  const actual = jest.requireActual<typeof CheckProps>('../../src/constructs/props/check-props');
  const checkProps: typeof actual.checkProps = (owner, props, names, ...more) => {
    mockGiven.push([names, owner, props]);
    actual.checkProps(owner, props, names, ...more);
  };
  return { ...actual, checkProps };
});

const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema(propsSchema(), 'props');

test.each(PROGRAMS)('the props of %s satisfy the schema', async (name) => {
  mockGiven.length = 0;
  await withProgram(name, {}, () => undefined);
  expect(mockGiven.length).toBeGreaterThan(0);
  const wrong = mockGiven.flatMap(([table, owner, props]) => {
    const construct = Object.entries(propTables()).find(([, each]) => each === table)?.[0];
    if (construct === undefined) return [];
    const check = ajv.getSchema(`props#/$defs/${construct}`);
    return check?.(props) === true
      ? []
      : [
          `${owner}: ${(check?.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`).join('; ')}`,
        ];
  });
  expect(wrong).toEqual([]);
});
