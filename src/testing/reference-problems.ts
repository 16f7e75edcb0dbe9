type Members = Readonly<Record<string, unknown>>;

/** An expression within a text; `$${` is a text and no expression. */
const EXPRESSION = /(?<!\$)\$\{(?:[^{}]|\{[^{}]*\})*\}/g;

/** References to what a stack does not hold: resources and data sources of a provider, locals and variables. */
export function referenceProblems(root: Members, provider: string): string[] {
  const held = heldBy(root, provider);
  const reference = new RegExp(
    `(?<![A-Za-z0-9_.-])((?:data\\.)?${provider}_[a-z0-9_]+\\.[A-Za-z0-9_-]+|local\\.[A-Za-z0-9_-]+|var\\.[A-Za-z0-9_-]+)`,
    'g',
  );
  const problems = new Set<string>();
  const look = (text: string, where: string): void => {
    for (const [, name = ''] of text.matchAll(reference)) {
      if (!held.has(name)) problems.add(`${where}: '${name}' is not in the stack`);
    }
  };
  const visit = (value: unknown, where: string, isReference: boolean): void => {
    if (typeof value === 'string') {
      if (isReference) look(value, where);
      // Names in quotes within an expression are keys, not references.
      else for (const [expression] of value.matchAll(EXPRESSION)) look(expression.replace(/"[^"]*"/g, '""'), where);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      visit(member, where === '' ? key : `${where}.${key}`, isReference || key === 'depends_on');
    }
  };
  for (const key of ['resource', 'data', 'locals', 'output', 'provider']) visit(root[key], key, false);
  for (const block of asList(root['import'])) look(String((block as Members)['to']), 'import');
  for (const block of asList(root['moved'])) look(String((block as Members)['to']), 'moved');
  return [...problems];
}

function heldBy(root: Members, provider: string): ReadonlySet<string> {
  const held = new Set<string>();
  for (const [kind, prefix] of [
    ['resource', ''],
    ['data', 'data.'],
  ] as const) {
    for (const [type, members] of Object.entries((root[kind] ?? {}) as Members)) {
      if (!type.startsWith(`${provider}_`)) continue;
      for (const name of Object.keys(members as Members)) held.add(`${prefix}${type}.${name}`);
    }
  }
  for (const name of Object.keys(root['locals'] ?? {})) held.add(`local.${name}`);
  for (const name of Object.keys(root['variable'] ?? {})) held.add(`var.${name}`);
  return held;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
