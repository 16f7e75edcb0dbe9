import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { docsPages } from '../scripts/docs-pages';

test.each(docsPages)("$path is what 'npm run docs' writes", ({ path, render }) => {
  expect(readFileSync(join(__dirname, '..', path), 'utf8')).toBe(render());
});
