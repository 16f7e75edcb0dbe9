type Members = Readonly<Record<string, unknown>>;

/** Arguments that Terraform itself reads. */
const META_ARGUMENTS = new Set([
  'connection',
  'count',
  'depends_on',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
]);

/**
 * What `terraform validate` would say of a stack, without the provider: unknown resources and arguments, missing ones, values of the wrong type,
 * blocks too many or too few, values that the server does not take, and references to what the stack does not hold. Empty: it is sound.
 *
 * @param terraform - a stack as `synthesized` returns it, or the parsed `cdk.tf.json`
 * @param schema - the provider's schema, for example `netboxSchema()`
 */
export function providerProblems(terraform: unknown, schema: ProviderSchema): string[] {
  const root = membersOf(terraform);
  const problems = [
    ...kindProblems(membersOf(root['resource']), schema.resources, schema, ''),
    ...kindProblems(membersOf(root['data']), schema.dataSources, schema, 'data.'),
  ];
  for (const [index, block] of listOf(membersOf(root['provider'])[schema.name]).entries()) {
    // Terraform itself reads the alias of a configuration.
    const own = Object.fromEntries(Object.entries(membersOf(block)).filter(([key]) => key !== 'alias'));
    problems.push(...blockProblems(own, schema.provider, `provider.${schema.name}[${index}]`));
  }
  return [...problems, ...referenceProblems(root, schema.name)];
}

function kindProblems(
  types: Members,
  schemas: Readonly<Record<string, SchemaBlock>>,
  { name, values }: ProviderSchema,
  prefix: string,
): string[] {
  return Object.entries(types).flatMap(([type, resources]) => {
    if (!type.startsWith(`${name}_`)) return [];
    const block = schemas[type];
    if (block === undefined)
      return [`${prefix}${type}: the provider has no such ${prefix === '' ? 'resource' : 'data source'}`];
    return Object.entries(membersOf(resources)).flatMap(([address, config]) => {
      const where = `${prefix}${type}.${address}`;
      const own = Object.fromEntries(Object.entries(membersOf(config)).filter(([key]) => !isMeta(key)));
      return [...blockProblems(own, block, where), ...valueProblems(own, type, values, where)];
    });
  });
}

function isMeta(key: string): boolean {
  return META_ARGUMENTS.has(key) || key === '//';
}

function blockProblems(config: Members, { attributes = {}, block_types = {} }: SchemaBlock, where: string): string[] {
  const problems: string[] = [];
  for (const [key, value] of Object.entries(config)) {
    if (value === undefined) continue;
    const attribute = attributes[key];
    const nested = block_types[key];
    if (attribute !== undefined) problems.push(...attributeProblems(value, attribute, `${where}.${key}`));
    else if (nested !== undefined) problems.push(...nestedProblems(value, nested, `${where}.${key}`));
    else problems.push(`${where}: there is no argument '${key}'`);
  }
  for (const [key, { required }] of Object.entries(attributes)) {
    if (required === true && (config[key] ?? undefined) === undefined) problems.push(`${where}: '${key}' is missing`);
  }
  for (const [key, { min_items: least = 0 }] of Object.entries(block_types)) {
    if (config[key] === undefined && least > 0) problems.push(`${where}: block '${key}' is missing`);
  }
  return problems;
}

function attributeProblems(value: unknown, { type, required, optional }: SchemaAttribute, where: string): string[] {
  if (required !== true && optional !== true) return [`${where}: the provider computes it, and takes no value`];
  if (type === undefined || value === null || fits(value, type)) return [];
  return [`${where}: ${JSON.stringify(value)} is no ${inWords(type)}`];
}

function nestedProblems(value: unknown, nested: SchemaNestedBlock, where: string): string[] {
  const { nesting_mode: mode, block, min_items: least = 0, max_items: most = 0 } = nested;
  const members = mode === 'map' ? Object.values(membersOf(value)) : listOf(value);
  const problems: string[] = [];
  if (members.length < least) problems.push(`${where}: ${members.length} blocks, and at least ${least} are needed`);
  const limit = mode === 'single' || mode === 'group' ? 1 : most;
  if (limit > 0 && members.length > limit)
    problems.push(`${where}: ${members.length} blocks, and at most ${limit} are taken`);
  return [
    ...problems,
    ...members.flatMap((member, index) => blockProblems(membersOf(member), block, `${where}[${index}]`)),
  ];
}

function valueProblems(config: Members, type: string, values: ProviderSchema['values'], where: string): string[] {
  return Object.entries(config).flatMap(([key, value]) => {
    const taken = values[`${type}.${key}`];
    if (taken === undefined || value === null || isExpression(value)) return [];
    return taken.some((one) => one === value)
      ? []
      : [`${where}.${key}: ${JSON.stringify(value)} is none of its values`];
  });
}

/** Whether Terraform takes a value for a type; what holds an expression may become anything. */
function fits(value: unknown, type: SchemaType): boolean {
  if (isExpression(value)) return true;
  if (typeof type === 'string') return type === 'dynamic' || typeof value === (type === 'bool' ? 'boolean' : type);
  const [kind, inner] = type;
  if (kind === 'list' || kind === 'set')
    return Array.isArray(value) && value.every((one) => fits(one, inner as SchemaType));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if (kind === 'map') return Object.values(value).every((one) => fits(one, inner as SchemaType));
  const members = inner as Readonly<Record<string, SchemaType>>;
  return Object.entries(value).every(([key, one]) => members[key] !== undefined && fits(one, members[key]));
}

function isExpression(value: unknown): boolean {
  return typeof value === 'string' && /(^|[^$])\$\{/.test(value);
}

function inWords(type: SchemaType): string {
  if (typeof type === 'string') return type;
  const [kind, inner] = type;
  return kind === 'object' ? 'object of its members' : `${kind} of ${inWords(inner as SchemaType)}`;
}

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

/** An expression within a text; `$${` is a text and no expression. */
const EXPRESSION = /(?<!\$)\$\{(?:[^{}]|\{[^{}]*\})*\}/g;

/** References to what a stack does not hold: resources and data sources of a provider, locals and variables. */
function referenceProblems(root: Members, provider: string): string[] {
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

/** A type as Terraform's schema has it: `"string"`, `["set", "number"]`, `["object", { ... }]`. */
export type SchemaType = string | readonly [string, SchemaType | Readonly<Record<string, SchemaType>>];

/** An argument or attribute. */
export interface SchemaAttribute {
  readonly type?: SchemaType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
}

/** A block within a block. */
export interface SchemaNestedBlock {
  readonly nesting_mode: 'single' | 'group' | 'list' | 'set' | 'map';
  readonly block: SchemaBlock;
  readonly min_items?: number;
  readonly max_items?: number;
}

/** Arguments and blocks of a resource, data source or provider. */
export interface SchemaBlock {
  readonly attributes?: Readonly<Record<string, SchemaAttribute>>;
  readonly block_types?: Readonly<Record<string, SchemaNestedBlock>>;
}

/** What `terraform providers schema -json` prints of a provider, and the values that it leaves to the server. */
export interface ProviderSchema {
  /** Name of the provider in Terraform: types begin with it. */
  readonly name: string;
  readonly provider: SchemaBlock;
  readonly resources: Readonly<Record<string, SchemaBlock>>;
  readonly dataSources: Readonly<Record<string, SchemaBlock>>;
  /** Values of arguments by `type.argument`. */
  readonly values: Readonly<Record<string, readonly (string | number)[]>>;
}
