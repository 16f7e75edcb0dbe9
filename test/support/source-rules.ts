import * as ts from 'typescript';

/**
 * Layers from the lowest to the highest: a layer imports from itself and from those before it.
 * A layer is a folder of `src/`, or a file straight in `src/`.
 */
export const LAYERS = [
  'errors',
  'units',
  'catalog',
  'model',
  'design',
  'policy',
  'report',
  'export',
  'files',
  'host',
  'targets',
  'constructs',
  'cli',
  'testing',
  'engines',
  'operations',
  'reports',
  'deprecated',
  'index',
] as const;

/** A layer's name. */
export type Layer = (typeof LAYERS)[number];

/** Layers that give the same bytes for the same input: no clock, chance, environment, locale or files. */
const PURE: ReadonlySet<Layer> = new Set<Layer>([
  'errors',
  'units',
  'catalog',
  'model',
  'design',
  'policy',
  'report',
  'export',
]);

const MAY_IMPORT_HOST: ReadonlySet<Layer> = new Set<Layer>(['targets', 'constructs', 'testing']);

/** Packages that a layer may import; a layer that is not here may import any but the host's and the providers'. */
const PACKAGES: Readonly<Partial<Record<Layer, readonly string[]>>> = {
  errors: [],
  units: [],
  catalog: [],
  model: ['ipaddr.js'],
  design: ['ajv', 'ipaddr.js', 're2js'],
  policy: [],
};

const HOST_PACKAGES = ['cdktf', 'constructs'];

/** Parts of Node that reach outside the program. */
const OUTSIDE_WORLD = /^(node:)?(fs|os|child_process|net|http|https|http2|dns|dgram|tls|worker_threads|process)(\/|$)/;

const BANNED_NAMES = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'misc']);

/** The layer that a file of `src/` belongs to, undefined where it belongs to none. */
export function layerOf(path: string): Layer | undefined {
  const name = path.split('/')[1]?.replace(/\.ts$/, '');
  return LAYERS.find((layer) => layer === name);
}

/** Functions of `node:fs` that change files: only the writer calls them. */
const CHANGES_FILES =
  /^(appendFile|chmod|chown|copyFile|cp|createWriteStream|fchmod|fchown|link|lchown|mkdir|mkdtemp|open|rename|rm|rmdir|symlink|truncate|ftruncate|unlink|utimes|write|writeFile|writev)(Sync)?$/;

/** What programs do with folders of their own below the system's temporary one. */
const TEMPORARY = new Set(['mkdtempSync', 'rmSync']);

/**
 * Programs that hand an open file to Terraform: a log that is followed while it grows, and a plan file that nobody else may read. A draft that takes its
 * name when it is whole is no way to do either.
 */
const OPEN_FILES = new Set(['scripts/start/run-command.ts', 'scripts/start/deploy-stack.ts']);

/** Breaches of the one writer: a file outside `src/files/` that changes files itself. */
export function checkWriting(path: string, text: string): string[] {
  if (path.startsWith('src/files/') || OPEN_FILES.has(path)) return [];
  const isScript = !path.startsWith('src/');
  const names = [
    ...text.matchAll(/(?:import|const)\s*\{([^}]*)\}\s*(?:from|=\s*require\()\s*'(?:node:)?fs(?:\/promises)?'/g),
  ].flatMap(([, list = '']) => list.split(',').map((name) => name.trim().split(/[\s:]/)[0] ?? ''));
  const whole = /import\s+(?:\*\s+as\s+)?\w+\s+from\s+'(?:node:)?fs(?:\/promises)?'/.test(text)
    ? ['all of node:fs']
    : [];
  const own = names.filter((name) => CHANGES_FILES.test(name) && !(isScript && TEMPORARY.has(name)));
  return [...own, ...whole].map((name) => `${path}: '${name}' changes files past the one writer of src/files/`);
}

/** Breaches of the naming rules by a path such as `src/design/power/power-plan.ts`. */
export function checkPath(path: string): string[] {
  const breaches: string[] = [];
  for (const segment of path.split('/')) {
    const name = segment.replace(/(\.(test|bench|d))?\.ts$/, '');
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) breaches.push(`${path}: '${segment}' is not in kebab case`);
    if (BANNED_NAMES.has(name)) breaches.push(`${path}: '${segment}' says nothing about what it holds`);
  }
  return breaches;
}

/** Breaches of the layer and purity rules by one file of `src/`; `path` is relative to the root, with forward slashes. */
export function checkSource(path: string, text: string): string[] {
  const layer = layerOf(path);
  if (layer === undefined) return [`${path}: belongs to no layer`];
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const breaches: string[] = [];
  const report = (node: ts.Node, problem: string): void => {
    breaches.push(`${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${problem}`);
  };
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) {
      const problem = importProblem(path, layer, specifier);
      if (problem !== undefined) report(node, problem);
    }
    if (PURE.has(layer)) {
      const problem = impurity(node);
      if (problem !== undefined) report(node, `'${problem}' has no place in the pure layer '${layer}'`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return breaches;
}

/** What an import, a re-export, `import()`, `require()` or `import('x').T` names. */
function specifierOf(node: ts.Node): string | undefined {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined) {
    return (node.moduleSpecifier as ts.StringLiteral).text;
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return node.argument.literal.text;
  }
  if (ts.isExternalModuleReference(node) && ts.isStringLiteral(node.expression)) return node.expression.text;
  if (ts.isCallExpression(node)) {
    const isLoader = node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require';
    const [argument] = node.arguments;
    if (isLoader && argument !== undefined && ts.isStringLiteralLike(argument)) return argument.text;
  }
  return undefined;
}

function importProblem(path: string, layer: Layer, specifier: string): string | undefined {
  return specifier.startsWith('.')
    ? relativeImportProblem(path, layer, specifier)
    : packageImportProblem(layer, specifier);
}

function relativeImportProblem(path: string, layer: Layer, specifier: string): string | undefined {
  const target = resolve(path, specifier);
  if (!target.startsWith('src/')) return `imports '${specifier}' from outside src/`;
  const targetLayer = layerOf(target);
  if (targetLayer === undefined) return `imports '${specifier}', which belongs to no layer`;
  if (targetLayer === 'host' && !MAY_IMPORT_HOST.has(layer)) return `layer '${layer}' may not import the host`;
  if (LAYERS.indexOf(targetLayer) > LAYERS.indexOf(layer)) {
    return `layer '${layer}' imports '${specifier}' from the higher layer '${targetLayer}'`;
  }
  return undefined;
}

function packageImportProblem(layer: Layer, specifier: string): string | undefined {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  if (name === 'cdktf-ai-factory') return `imports its own package by name`;
  if (HOST_PACKAGES.includes(name)) return layer === 'host' ? undefined : `only src/host.ts imports '${name}'`;
  if (name.startsWith('@cdktf/') && layer !== 'targets')
    return `only targets import provider bindings such as '${name}'`;
  if (PURE.has(layer) && OUTSIDE_WORLD.test(specifier))
    return `'${specifier}' has no place in the pure layer '${layer}'`;
  const allowed = PACKAGES[layer];
  if (allowed !== undefined && !allowed.includes(name)) return `layer '${layer}' may not import the package '${name}'`;
  return undefined;
}

function resolve(path: string, specifier: string): string {
  const segments = path.split('/').slice(0, -1);
  for (const segment of specifier.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  // `src` alone is its barrel.
  return segments.join('/') === 'src' ? 'src/index' : segments.join('/');
}

/** What makes a result differ between two runs or two machines, undefined where nothing does. */
function impurity(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const owner = node.expression.getText().replace(/^globalThis\./, '');
    const member = `${owner}.${node.name.text}`;
    if (['Date.now', 'Math.random', 'performance.now', 'crypto.randomUUID'].includes(member)) return member;
    if (owner === 'process') return member;
  }
  if (ts.isElementAccessExpression(node) && node.expression.getText() === 'process') return 'process[]';
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0) {
    return 'new Date()';
  }
  if (ts.isCallExpression(node)) return impureCall(node);
  return undefined;
}

/** Calls whose result hangs on the clock or, without a named locale, on the machine's language. */
function impureCall({ expression, arguments: given }: ts.CallExpression): string | undefined {
  if (ts.isIdentifier(expression) && expression.text === 'Date') return 'Date()';
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  const method = expression.name.text;
  if (method === 'localeCompare' && given.length < 2) return `${method} without a locale`;
  if (/^toLocale/.test(method) && given.length === 0) return `${method} without a locale`;
  return undefined;
}

/** Files that each file of the library imports, types included: relative paths without their ending. */
export function importsOf(files: ReadonlyMap<string, string>): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map([...files.keys()].map((path) => [path.replace(/\.ts$/, ''), path]));
  return new Map(
    [...files].map(([path, text]) => {
      const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
      const found = new Set<string>();
      const visit = (node: ts.Node): void => {
        const specifier = specifierOf(node);
        const target = specifier?.startsWith('.') === true ? resolve(path, specifier) : undefined;
        const file = target === undefined ? undefined : (known.get(target) ?? known.get(`${target}/index`));
        if (file !== undefined && file !== path) found.add(file);
        ts.forEachChild(node, visit);
      };
      visit(source);
      return [path, found];
    }),
  );
}

/** Circles of files, each with its members: none of them can be read, or tested, without the others. */
export function circlesOf(imports: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[] = [];
  const visit = (file: string): number => {
    const own = order.size;
    order.set(file, own);
    open.push(file);
    let low = own;
    for (const next of imports.get(file) ?? []) {
      if (!order.has(next)) low = Math.min(low, visit(next));
      else if (open.includes(next)) low = Math.min(low, order.get(next) ?? own);
    }
    lowest.set(file, low);
    if (low === own) {
      const members = open.splice(open.indexOf(file));
      if (members.length > 1) circles.push(members.sort().join(', '));
    }
    return low;
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return circles.sort();
}

/** Pairs of folders of which each imports from the other. What exists straight in `src` is no folder: the barrel and the one door to the host. */
export function mutualFolders(imports: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
  const edges = new Set<string>();
  for (const [path, targets] of imports) {
    for (const target of targets)
      if (target.split('/').length > 2) edges.add(`${folderOf(path)} > ${folderOf(target)}`);
  }
  return [...edges]
    .map((edge) => edge.split(' > ') as [string, string])
    .filter(([from, to]) => from < to && edges.has(`${to} > ${from}`))
    .map(([from, to]) => `${from} and ${to}`)
    .sort();
}
