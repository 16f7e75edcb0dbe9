import { join } from 'node:path';
import { writeFolder } from '../src/files/folder-writer';
import { cdktnPackage } from './packages/cdktn-package';

const root = join(__dirname, '..');

writeFolder(join(root, 'dist-cdktn'), cdktnPackage(root));
