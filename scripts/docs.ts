import { join } from 'node:path';

import { writeFile } from '../src/files/file-writer';
import { docsPages } from './docs-pages';
import { renderCodes } from './error-codes';

for (const { path, render } of docsPages) writeFile(join(__dirname, '..', path), render());

const root = join(__dirname, '..');
writeFile(join(root, 'docs', 'codes.json'), renderCodes(join(root, 'src')));
