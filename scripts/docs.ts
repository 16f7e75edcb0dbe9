import { join } from 'node:path';

import { writeFile } from '../src/files/file-writer';
import { docsPages } from './docs-pages';

for (const { path, render } of docsPages) writeFile(join(__dirname, '..', path), render());
