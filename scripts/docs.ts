import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { docsPages } from './docs-pages';

for (const { path, render } of docsPages) {
  const file = join(__dirname, '..', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, render());
}
