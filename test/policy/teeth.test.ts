import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { defaultRules } from '../../src/policy/rule-packs';
import { teeth } from './teeth';

// Each file of tests holds the rows that name it: the sites are there, one that breaks the rule and one beside it that does not.
test('every rule of every pack has a site on which it fails, and one beside it on which it holds', () => {
  const table = teeth();
  expect(Object.keys(table)).toEqual(defaultRules.map(({ id }) => id).sort());
  const files = [...new Set(Object.values(table).map(({ file }) => file))];
  expect(files.filter((file) => !existsSync(join(__dirname, file)))).toEqual([]);
  expect(Object.values(table).filter(({ example }) => example === '')).toEqual([]);
});
