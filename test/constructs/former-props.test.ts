import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

import { propTables } from '../../src/constructs/prop-tables';
import type { PropTable } from '../../src/constructs/props/prop-rule';

const SRC = join(__dirname, '../../src');

/** Names that props had and names that they have, at any depth of the tables. */
function namesOf(tables: readonly PropTable[]): { readonly former: Set<string>; readonly present: Set<string> } {
  const [former, present] = [new Set<string>(), new Set<string>()];
  const walk = (table: PropTable): void => {
    const rows = Object.entries(table);
    const here = rows.flatMap(([, row]) =>
      typeof row === 'string' || row.formerName === undefined ? [] : [row.formerName],
    );
    for (const name of here) former.add(name);
    for (const [name, row] of rows) {
      if (!here.includes(name)) present.add(name);
      if (typeof row === 'string') continue;
      if (row.of !== undefined) walk(row.of);
      for (const each of Object.values(row.ofKind ?? {})) walk(each);
    }
  };
  tables.forEach(walk);
  return { former, present };
}

const { former, present } = namesOf(Object.values(propTables()));

/** Names that are of no prop any more. */
const gone = [...former].filter((name) => !present.has(name));

/** What texts of a file put in quotes, by word: `'start' of 'gen'`, `'supply.volts'`. */
function quotedIn(file: string): readonly string[] {
  const tree = ts.createSourceFile(file, readFileSync(join(SRC, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      for (const [, word = ''] of node.text.matchAll(/'(?:[a-zA-Z]+\.)*([a-zA-Z]+)(?:: [^']*)?'/g)) words.push(word);
      // A name that is put into a text by a variable is a text of its own; keys of types and of tables are none.
      const { parent } = node;
      const isFigure = ts.isPropertyAssignment(parent) && parent.name.getText(tree) === 'figure';
      const isKey = ts.isLiteralTypeNode(parent) || isFigure;
      const isTable = file.startsWith('constructs');
      if (ts.isStringLiteral(node) && !isKey && !isTable) words.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return words;
}

test('the tables say which names props had', () => {
  expect(gone).toEqual(expect.arrayContaining(['startSeconds', 'restartSeconds', 'breakerAmperes']));
});

test('no text names a prop by a name that it has no more', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.includes('generated'),
  );
  const found = files.flatMap((file) =>
    quotedIn(file.replaceAll('\\', '/'))
      .filter((word) => gone.includes(word))
      .map((word) => `${file}: '${word}'`),
  );
  expect(found).toEqual([]);
});
