import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What an error says, with `<name>` for what differs from case to case. */
interface CodeText {
  readonly problem: string;
  readonly remedy: string;
  /** File of the sources that throws it. */
  readonly source: string;
}

const CODE = /^[a-z][a-z0-9-]*\/[a-z0-9-]+$/;

/**
 * The texts of every error code, and the remedies of every rule, read from the sources: `aifactory explain` prints them.
 *
 * @param folder - folder of the sources
 */
export function errorCodes(folder: string): {
  readonly codes: ReadonlyMap<string, readonly CodeText[]>;
  readonly remedies: ReadonlyMap<string, readonly string[]>;
} {
  const codes = new Map<string, CodeText[]>();
  const remedies = new Map<string, string[]>();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.includes('generated'),
  );
  for (const file of files.sort()) {
    const source = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.ES2022, true);
    visit(source, source);
  }
  return { codes: sorted(codes), remedies: sorted(remedies) };

  function visit(node: ts.Node, source: ts.SourceFile): void {
    const id = ts.isObjectLiteralExpression(node) ? member(node, 'id') : undefined;
    if (id !== undefined && ts.isStringLiteral(id) && CODE.test(id.text) && has(id.parent.parent, 'severity')) {
      keepRemedies(id.parent.parent, id.text, source, new Set());
    }
    if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
      const [code, second, third] = node.arguments ?? [];
      // A code that stands alone: its texts are made elsewhere.
      if (
        code !== undefined &&
        ts.isNewExpression(node) &&
        ts.isStringLiteral(code) &&
        CODE.test(code.text) &&
        second !== undefined &&
        !ts.isObjectLiteralExpression(second)
      ) {
        keep(codes, code.text, { problem: AS_THE_MESSAGE, remedy: AS_THE_MESSAGE, source: fileOf(source) });
      } else if (code !== undefined && second !== undefined && ts.isStringLiteral(code) && CODE.test(code.text)) {
        const [problem, remedy] = ts.isObjectLiteralExpression(second)
          ? [member(second, 'problem'), member(second, 'remedy')]
          : [second, third];
        if (ts.isNewExpression(node) || isText(second) || (remedy !== undefined && isText(remedy))) {
          keep(codes, code.text, { problem: known(problem), remedy: known(remedy), source: fileOf(source) });
        }
      }
    }
    if (source.fileName.startsWith('constructs')) keepOfTable(node, source);
    ts.forEachChild(node, (child) => visit(child, source));
  }

  /** Codes that a table of props names: what its reader says of a value is the same for all. */
  function keepOfTable(node: ts.Node, source: ts.SourceFile): void {
    const [code, remedy] = ts.isObjectLiteralExpression(node)
      ? [member(node, 'code') ?? member(node, 'count'), member(node, 'remedy')]
      : ts.isCallExpression(node) && node.expression.getText() === 'written'
        ? node.arguments.slice(1)
        : [];
    if (code === undefined || !ts.isStringLiteral(code) || !CODE.test(code.text)) return;
    const problem = "<owner>: '<prop>' is <value>";
    keep(codes, code.text, { problem, remedy: known(remedy), source: fileOf(source) });
  }

  /** Remedies within a rule, and within what it calls by a name of its file. */
  function keepRemedies(node: ts.Node, rule: string, source: ts.SourceFile, known: Set<string>): void {
    const isRemedy = ts.isPropertyAssignment(node) && node.name.getText() === 'remedy';
    if (isRemedy && isText(node.initializer)) keep(remedies, rule, textOf(node.initializer));
    if (ts.isIdentifier(node) && !known.has(node.text)) {
      known.add(node.text);
      const declared = declaredIn(source, node.text);
      if (declared !== undefined) keepRemedies(declared, rule, source, known);
    }
    ts.forEachChild(node, (child) => keepRemedies(child, rule, source, known));
  }
}

function fileOf({ fileName }: ts.SourceFile): string {
  return `src/${fileName.replaceAll('\\', '/')}`;
}

/** The function, or the value that is no rule, that a file declares by a name. */
function declaredIn(source: ts.SourceFile, name: string): ts.Node | undefined {
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) return statement;
    if (!ts.isVariableStatement(statement)) continue;
    const found = statement.declarationList.declarations.find((each) => each.name.getText() === name);
    const value = found?.initializer;
    if (value !== undefined && (ts.isArrowFunction(value) || isText(value))) return value;
  }
  return undefined;
}

/** A text that is made elsewhere is in the message alone. */
function known(node: ts.Expression | undefined): string {
  return node !== undefined && isText(node) ? textOf(node) : AS_THE_MESSAGE;
}

const AS_THE_MESSAGE = 'as the message says';

function has(node: ts.Node, name: string): boolean {
  return ts.isObjectLiteralExpression(node) && node.properties.some((property) => property.name?.getText() === name);
}

function member(node: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const found = node.properties.find((property) => property.name?.getText() === name);
  return found !== undefined && ts.isPropertyAssignment(found) ? found.initializer : undefined;
}

function isText(node: ts.Expression): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isTemplateExpression(node) ||
    ts.isConditionalExpression(node) ||
    ts.isBinaryExpression(node)
  );
}

/** A text with `<name>` in place of each value; of a choice all sides. */
function textOf(node: ts.Expression): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isParenthesizedExpression(node)) return textOf(node.expression);
  if (ts.isTemplateExpression(node)) {
    return (
      node.head.text + node.templateSpans.map(({ expression, literal }) => valueOf(expression) + literal.text).join('')
    );
  }
  if (ts.isConditionalExpression(node))
    return [...new Set([textOf(node.whenTrue), textOf(node.whenFalse)])].join(' | ');
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return textOf(node.left) + textOf(node.right);
  return valueOf(node);
}

function valueOf(node: ts.Expression): string {
  if (ts.isConditionalExpression(node) || ts.isStringLiteralLike(node)) return textOf(node);
  if (ts.isPropertyAccessExpression(node)) return `<${node.name.text}>`;
  if (ts.isIdentifier(node)) return `<${node.text}>`;
  if (ts.isCallExpression(node)) {
    const [first] = node.arguments;
    if (first !== undefined && (ts.isIdentifier(first) || ts.isPropertyAccessExpression(first))) return valueOf(first);
    return valueOf(ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : node.expression);
  }
  return '<...>';
}

function keep<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key) ?? [];
  if (!known.some((each) => JSON.stringify(each) === JSON.stringify(value))) known.push(value);
  map.set(key, known);
}

function sorted<T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The file `docs/codes.json`: a line a code. */
export function renderCodes(folder: string): string {
  const { codes, remedies } = errorCodes(folder);
  const object = (map: ReadonlyMap<string, unknown>): string =>
    [...map].map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(',\n');
  return `{\n  "codes": {\n${object(codes)}\n  },\n  "remedies": {\n${object(remedies)}\n  }\n}\n`;
}
