import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as ts from 'typescript';

const ROOM = join(__dirname, '..', 'src', 'report', 'book-app');

/**
 * The script of the interactive book as a module of the library: TypeScript's own compiler makes of each file of the page what a browser runs, and a few lines find them by name. A page
 * of `file://` takes no modules, and a script this small needs no packer.
 */
export function renderBookApp(): string {
  const files = [
    join(ROOM, 'book-data.ts'),
    ...readdirSync(join(ROOM, 'client'))
      .filter((name) => name.endsWith('.ts'))
      .sort()
      .map((name) => join(ROOM, 'client', name)),
  ];
  const parts = files.map(
    (file) => `${JSON.stringify(basename(file, '.ts'))}: (require, exports) => {\n${compiled(file)}}`,
  );
  const script = `(() => {
'use strict';
const files = {
${parts.join(',\n')}
};
const made = {};
const require = (path) => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (made[name] === undefined) files[name](require, (made[name] = {}));
  return made[name];
};
require('main');
})();
`;
  return `/** Script of the interactive book, printed from the files of \`client/\` by \`npm run docs\`. */\nexport const BOOK_APP_SCRIPT = ${JSON.stringify(script)};\n`;
}

function compiled(file: string): string {
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      removeComments: true,
      strict: true,
    },
  });
  return outputText.replace(/^"use strict";\n/, '').replace(/^Object\.defineProperty\(exports, "__esModule".*\n/m, '');
}
