import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { markdownTable } from '../src/report/markup';
import before from './public-names-before.json';

/** A name that a program can import. */
export interface PublicName {
  readonly name: string;
  readonly kind: 'value' | 'type';
  /** What the declaration says of its end. Absent for a name that stays. */
  readonly deprecated?: string;
}

const ROOT = join(__dirname, '..');
const PACKAGE = 'cdktf-ai-factory';

/** Entry points of the package, and the file of each. */
export const ENTRY_POINTS: Readonly<Record<string, string>> = {
  '.': 'src/index.ts',
  './engines': 'src/engines.ts',
  './operations': 'src/operations.ts',
  './reports': 'src/reports.ts',
  './catalog': 'src/catalog/index.ts',
  './aws': 'src/constructs/aws/index.ts',
  './site-file': 'src/constructs/site-file/site-file.ts',
  './economics': 'src/constructs/economics/index.ts',
  './site-design': 'src/constructs/site-design/index.ts',
  './dsx': 'src/constructs/dsx/index.ts',
  './tenancy': 'src/constructs/tenancy/index.ts',
  './testing': 'src/testing/index.ts',
};

/** Names that a barrel exports, those of files that it exports as a whole included. */
export function publicNames(file: string, root = ROOT): readonly PublicName[] {
  const path = join(root, file);
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
  return source.statements.flatMap((statement) => namesOf(statement, file, root));
}

function namesOf(statement: ts.Statement, file: string, root: string): readonly PublicName[] {
  if (ts.isExportDeclaration(statement)) {
    const { exportClause, isTypeOnly, moduleSpecifier } = statement;
    if (exportClause === undefined && moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier)) {
      const ending = file.endsWith('.d.ts') ? '.d.ts' : '.ts';
      return publicNames(join(file, '..', `${moduleSpecifier.text}${ending}`), root);
    }
    if (exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
    return exportClause.elements.map((element) =>
      publicName(element.name.text, isTypeOnly || element.isTypeOnly ? 'type' : 'value', element),
    );
  }
  const isExported = ts.canHaveModifiers(statement) && isPublic(ts.getModifiers(statement));
  if (!isExported) return [];
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => publicName(name.getText(), 'value', statement));
  }
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
    return [publicName(statement.name.text, 'type', statement)];
  }
  if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name !== undefined) {
    return [publicName(statement.name.text, 'value', statement)];
  }
  return [];
}

function isPublic(modifiers: readonly ts.Modifier[] | undefined): boolean {
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

function publicName(name: string, kind: PublicName['kind'], node: ts.Node): PublicName {
  const source = node.getFullText();
  const [, deprecated] = /@deprecated ([^*]*?)\s*\*\//.exec(source) ?? [];
  return { name, kind, ...(deprecated !== undefined && { deprecated }) };
}

/** The page of public names: each with the entry point that it was in, and where it is now. */
export function renderPublicNames(): string {
  const now = new Map(
    Object.entries(ENTRY_POINTS).map(([entry, file]) => [entry, publicNames(file).filter(isStaying)]),
  );
  const counts = [...now].map(([entry, names]) => [
    `\`${entry.replace('.', PACKAGE)}\``,
    String(namesBefore(entry).length),
    String(names.length),
  ]);
  const kinds = new Map(
    Object.values(ENTRY_POINTS)
      .flatMap((file) => publicNames(file))
      .map(({ name, kind }) => [name, kind]),
  );
  const rows = [...kinds]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, kind]) => {
      const then = Object.keys(ENTRY_POINTS).filter((entry) => namesBefore(entry).includes(name));
      const found = [...now].filter(([, names]) => names.some((each) => each.name === name)).map(([entry]) => entry);
      return [`\`${name}\``, kind, places(then) ?? 'new', places(found) ?? 'no longer public'];
    });
  return `# Public names

What a program can import, before the entry points were split and now. This page is printed from the sources. A name that left the main entry point stays importable
from there for one release, marked \`@deprecated\`, and is not counted there.

${markdownTable(['entry point', 'names before', 'names now'], counts)}

\`.\` is what a designer writes, \`engines\` plans and judges a part of a site on its own, \`operations\` is for a site that is built, \`reports\` makes texts of what these plan.

${markdownTable(['name', 'kind', 'before', 'now'], rows)}
`;
}

function isStaying({ deprecated }: PublicName): boolean {
  return deprecated === undefined;
}

function places(entries: readonly string[]): string | undefined {
  return entries.length === 0 ? undefined : entries.map((entry) => `\`${entry}\``).join(', ');
}

/** Names that an entry point had in the version before. */
export function namesBefore(entry: string): readonly string[] {
  return (before as Readonly<Record<string, readonly string[]>>)[entry] ?? [];
}
