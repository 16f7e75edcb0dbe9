import ts from 'typescript';

/** One small fault that can be put into a file. */
export interface Mutant {
  /** Path from the root, with forward slashes. */
  readonly file: string;
  readonly line: number;
  /** The functions, classes and constants around it, outermost first: `checkLinks > isRead`. */
  readonly inside: string;
  /** What is there and what is put in its place, on one line each. */
  readonly from: string;
  readonly to: string;
  /** Which of several like it in one place, from 1. */
  readonly nth: number;
  /** Characters of the file that are replaced, and by what. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Characters of the expression that is run where the mutant is reached. */
  readonly whole: Span;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A mutant that no test can tell from the program, and why. */
export interface Equivalent {
  readonly file: string;
  readonly inside: string;
  readonly from: string;
  readonly to: string;
  /** @default 1 */
  readonly nth?: number;
  readonly reason: string;
}

/** Operators and those that take their place: the limit itself, the other side of it, the opposite. */
const OPERATORS: Readonly<Partial<Record<ts.SyntaxKind, readonly string[]>>> = {
  [ts.SyntaxKind.LessThanToken]: ['<=', '>='],
  [ts.SyntaxKind.LessThanEqualsToken]: ['<', '>'],
  [ts.SyntaxKind.GreaterThanToken]: ['>=', '<='],
  [ts.SyntaxKind.GreaterThanEqualsToken]: ['>', '<'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: ['!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: ['==='],
  [ts.SyntaxKind.PlusToken]: ['-'],
  [ts.SyntaxKind.MinusToken]: ['+'],
  [ts.SyntaxKind.AsteriskToken]: ['/'],
  [ts.SyntaxKind.SlashToken]: ['*'],
  [ts.SyntaxKind.PercentToken]: ['*'],
  [ts.SyntaxKind.PlusEqualsToken]: ['-='],
  [ts.SyntaxKind.MinusEqualsToken]: ['+='],
  [ts.SyntaxKind.AmpersandAmpersandToken]: ['||'],
  [ts.SyntaxKind.BarBarToken]: ['&&'],
  [ts.SyntaxKind.QuestionQuestionToken]: ['&&'],
};

/** Methods and those that take their place; nothing: the call is left out, and what it was called on stays. */
const METHODS: Readonly<Record<string, string>> = {
  'Math.ceil': 'floor',
  'Math.floor': 'ceil',
  'Math.round': 'floor',
  'Math.min': 'max',
  'Math.max': 'min',
  some: 'every',
  every: 'some',
  filter: '',
};

/** Every mutant of a file, in the order of the text. */
export function findMutants(file: string, source: string): readonly Mutant[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
  const found: Mutant[] = [];
  const seen = new Map<string, number>();

  const add = (whole: ts.Node, at: Span, text: string): void => {
    const [begin, end] = [whole.getStart(tree), whole.getEnd()];
    const from = onOneLine(source.slice(begin, end));
    const to = onOneLine(source.slice(begin, at.start) + text + source.slice(at.end, end));
    const inside = insideOf(whole);
    const key = [inside, from, to].join('\n');
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    const line = tree.getLineAndCharacterOfPosition(at.start).line + 1;
    const chain = chainOf(whole);
    const run = { start: chain.getStart(tree), end: chain.getEnd() };
    found.push({ file, line, inside, from, to, nth, ...at, text, whole: run });
  };
  const replace = (node: ts.Node, text: string, whole = node): void => {
    add(whole, { start: node.getStart(tree), end: node.getEnd() }, text);
  };

  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    for (const { at, text, whole } of replacements(node, tree)) replace(at, text, whole);
    // A loop that counts otherwise does not end.
    ts.forEachChild(node, (child) => {
      if (!ts.isForStatement(node) || child !== node.incrementor) visit(child);
    });
  };
  visit(tree);
  return found.sort((a, b) => a.start - b.start || a.end - b.end || (a.text < b.text ? -1 : 1));
}

interface Replacement {
  readonly at: ts.Node;
  readonly text: string;
  readonly whole: ts.Node;
}

function replacements(node: ts.Node, tree: ts.SourceFile): readonly Replacement[] {
  const by = (at: ts.Node, ...texts: readonly string[]): Replacement[] =>
    texts.map((text) => ({ at, text, whole: node }));
  if (ts.isBinaryExpression(node)) {
    const { operatorToken, left, right } = node;
    if (operatorToken.kind === ts.SyntaxKind.PlusToken && [left, right].some(isText)) return [];
    return by(operatorToken, ...(OPERATORS[operatorToken.kind] ?? []));
  }
  if (
    ts.isNumericLiteral(node) &&
    (isForTypesAlone(node) || (ts.isPropertyAssignment(node.parent) && node.parent.name === node))
  )
    return [];
  if (ts.isNumericLiteral(node)) return by(node, node.text === '0' ? '1' : `(${node.getText(tree)} + 1)`);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return by(node, 'false');
  if (node.kind === ts.SyntaxKind.FalseKeyword) return by(node, 'true');
  if (ts.isPrefixUnaryExpression(node)) {
    const { operator, operand } = node;
    const isLeftOut = operator === ts.SyntaxKind.ExclamationToken || operator === ts.SyntaxKind.MinusToken;
    return isLeftOut ? by(node, operand.getText(tree)) : [];
  }
  if (ts.isIfStatement(node)) return by(node.expression, 'true', 'false').map((each) => ({ ...each, whole: each.at }));
  if (ts.isConditionalExpression(node)) return by(node.condition, 'true', 'false');
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression: of, name } = node.expression;
    const other = METHODS[`${of.getText(tree)}.${name.text}`] ?? METHODS[name.text];
    if (other === undefined) return [];
    return other === '' ? by(node, of.getText(tree)) : by(name, other);
  }
  const claim = claimOf(node);
  return claim === undefined ? [] : [{ at: claim, text: `!(${claim.getText(tree)})`, whole: claim }];
}

/** `0` of `list[at] ?? 0`: the compiler asks for it wherever an element is read, and what is read is there. */
function isForTypesAlone({ parent }: ts.NumericLiteral): boolean {
  return (
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken &&
    ts.isElementAccessExpression(parent.left)
  );
}

/** The whole of `a?.b().c()` for its parts: a part of it that stands apart no longer stops with it. */
function chainOf(node: ts.Node): ts.Node {
  let at = node;
  while (ts.isOptionalChain(at.parent) && at.parent.expression === at) at = at.parent;
  return at;
}

/** What a function returns that is declared to return a boolean. */
function claimOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return isClaim(node) ? node.body : undefined;
  if (!ts.isReturnStatement(node) || node.expression === undefined) return undefined;
  const of = ts.findAncestor(node, ts.isFunctionLike);
  return of !== undefined && isClaim(of) ? node.expression : undefined;
}

function isClaim({ type }: ts.SignatureDeclaration): boolean {
  return type !== undefined && (type.kind === ts.SyntaxKind.BooleanKeyword || ts.isTypePredicateNode(type));
}

function isText(node: ts.Expression): boolean {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}

/** Names of what a node stands in, which outlast lines that are put in above it. */
function insideOf(node: ts.Node): string {
  const names: string[] = [];
  for (let at = node.parent as ts.Node | undefined; at !== undefined; at = at.parent) {
    if (isNamed(at) && at.name !== undefined && ts.isIdentifier(at.name)) names.unshift(at.name.text);
  }
  return names.join(' > ');
}

function isNamed(
  node: ts.Node,
): node is
  ts.FunctionDeclaration | ts.MethodDeclaration | ts.ClassDeclaration | ts.VariableDeclaration | ts.PropertyAssignment {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isPropertyAssignment(node)
  );
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** The source, in which each mutant's expression first says that it is run: `globalThis.reached` has the numbers of those that a test came to. */
export function withReachNoted(
  source: string,
  mutants: readonly { readonly number: number; readonly whole: Span }[],
): string {
  const put = mutants.flatMap(({ number, whole }) => [
    { at: whole.start, isEnd: 0, text: `(globalThis.reached?.add(${number}), ` },
    { at: whole.end, isEnd: 1, text: ')' },
  ]);
  let text = source;
  for (const each of put.sort((a, b) => b.at - a.at || a.isEnd - b.isEnd)) {
    text = text.slice(0, each.at) + each.text + text.slice(each.at);
  }
  return text;
}

/** So many of the mutants, by chance of a seed: the same for the same sources. */
export function sampleMutants(mutants: readonly Mutant[], count: number, seed: number): readonly Mutant[] {
  const chance = chanceOf(seed);
  const left = [...mutants];
  const taken: Mutant[] = [];
  while (taken.length < count && left.length > 0) taken.push(...left.splice(Math.floor(chance() * left.length), 1));
  return taken;
}

/** Numbers from 0 up to 1: a linear congruential generator with the constants of Numerical Recipes, whose high bits are good enough for a sample. */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The entry of the list that speaks of a mutant. */
export function equivalentOf(
  { file, inside, from, to, nth }: Mutant,
  equivalents: readonly Equivalent[],
): Equivalent | undefined {
  return equivalents.find(
    (each) =>
      each.file === file && each.inside === inside && each.from === from && each.to === to && (each.nth ?? 1) === nth,
  );
}
