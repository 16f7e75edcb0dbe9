import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

const SRC = join(__dirname, '../../src');

interface Source {
  readonly file: string;
  readonly tree: ts.SourceFile;
}

const sources: readonly Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('generated'))
  .map((file) => ({
    file: file.replaceAll('\\', '/'),
    tree: ts.createSourceFile(file, readFileSync(join(SRC, file), 'utf8'), ts.ScriptTarget.Latest, true),
  }));

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** What users write: props by their tables, members of what has no table, and facts of the catalogue. */
function writable(): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { file, tree } of sources) {
    walk(tree, (node) => {
      if (ts.isVariableDeclaration(node) && node.type?.getText(tree).startsWith('PropNames<') === true) {
        if (node.initializer === undefined || !ts.isObjectLiteralExpression(node.initializer)) return;
        for (const { name } of node.initializer.properties) if (name !== undefined) names.add(name.getText(tree));
      }
      const isFact = file.startsWith('catalog/');
      const isNested = NESTED.includes(file);
      const isOption = file.startsWith('constructs/');
      if (ts.isPropertySignature(node) && (isFact || isNested || isOption)) names.add(node.name.getText(tree));
    });
  }
  return names;
}

/** Files of the model whose types props hold: supplies of power nodes, reservations and credentials of AWS. */
const NESTED: readonly string[] = ['model/continuity-plan.ts', 'model/aws-plan.ts', 'targets/aws/hybrid-resources.ts'];

/** Words that props take: texts of literal types. */
function takenWords(): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { tree } of sources) {
    walk(tree, (node) => {
      if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) words.add(node.literal.text);
    });
  }
  return words;
}

const REMEDY = /^(remedy|givenBy|cure|REMEDIES)$/;

/** The remedy that a node gives: a member or variable of that name, or the third argument of `refuse`. */
function remedyOf(node: ts.Node, tree: ts.SourceFile): ts.Node | undefined {
  if (ts.isCallExpression(node)) return node.expression.getText(tree) === 'refuse' ? node.arguments[2] : undefined;
  if (!ts.isPropertyAssignment(node) && !ts.isVariableDeclaration(node)) return undefined;
  return REMEDY.test(node.name.getText(tree)) ? node.initializer : undefined;
}

/** What remedies put in quotes as one word, and the files that do. */
function quoted(): ReadonlyMap<string, ReadonlySet<string>> {
  const words = new Map<string, Set<string>>();
  for (const { file, tree } of sources) {
    walk(tree, (node) => {
      const remedy = remedyOf(node, tree);
      if (remedy === undefined) return;
      walk(remedy, (part) => {
        const isPiece =
          ts.isStringLiteralLike(part) || ts.isTemplateHead(part) || ts.isTemplateMiddleOrTemplateTail(part);
        if (!isPiece) return;
        for (const [, word = ''] of part.text.matchAll(/'([A-Za-z][A-Za-z.]*)(?:: [^']*)?'/g)) {
          words.set(word, (words.get(word) ?? new Set()).add(file));
        }
      });
    });
  }
  return words;
}

/** Words in quotes that are no props, and what they are. */
const OTHERS: Readonly<Record<string, string>> = {
  ...of('word that a prop takes', ['false', 'lag', 'prime', 'continuous', 'mobile', 'satellite']),
  ...of('name as an example', ['gasan', 'haein', 'train']),
  ...of('option of cdktf', ['outdir', 'hclOutput']),
  ...of('function, list or class of the library', [
    ...['cdus', 'defineCdu', 'defineStorageSystem', 'defineSystem', 'Ups', 'Bess'],
  ]),
  ...of('member of a file, or its name', [
    'digest',
    'schema',
    'site.json',
    'ibnetdiscover',
    'objects',
    'kw',
    'mw',
    'namespace',
    'no',
    'servesId',
    'chassis',
  ]),
};

function of(what: string, words: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(words.map((word) => [word, what]));
}

const props = writable();

const choices = takenWords();

test('every prop that a remedy names is one that a program can give', () => {
  const strange = [...quoted()]
    .filter(([word]) => !word.split('.').every((part) => props.has(part)) && !choices.has(word))
    .filter(([word]) => OTHERS[word] === undefined)
    .map(([word, files]) => `${word} (${[...files].join(', ')})`);
  expect(strange).toEqual([]);
});

test('words that are no props are still in some remedy', () => {
  const words = quoted();
  expect(Object.keys(OTHERS).filter((word) => !words.has(word) || choices.has(word))).toEqual([]);
});
