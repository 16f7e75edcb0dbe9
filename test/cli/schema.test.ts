import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from './run-in-process';

test('lists the schemas, and prints one as it is kept with the package', async () => {
  const list = await run('schema');
  expect(list.code).toBe(0);
  expect(list.out.split('\n')).toEqual(expect.arrayContaining(['lock', 'props', 'site']));
  const { code, out } = await run('schema props');
  expect(code).toBe(0);
  expect(out).toBe(readFileSync(join(__dirname, '../../docs/schemas/props.schema.json'), 'utf8'));
});

test('fails for a schema that there is not', async () => {
  const { code, err } = await run('schema prop');
  expect(code).toBe(2);
  expect(err).toContain("there is no schema 'prop'");
  expect(err).toContain("did you mean 'props'?");
});
