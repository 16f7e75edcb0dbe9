import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

const LIBRARY = join(__dirname, '..', '..', 'node_modules', '@cdktf', 'provider-aws', 'lib');

/** Arguments that Terraform takes everywhere, and cdktf's own notes. */
const META = new Set(['//', 'provider', 'depends_on', 'lifecycle', 'count', 'for_each', 'provisioner', 'connection']);

const NONE: ReadonlySet<string> = new Set();

/** Whether the bindings are here to compare with. */
export const hasAwsBindings = existsSync(LIBRARY);

interface Member {
  readonly isRequired: boolean;
  /** Type as the bindings write it, without the alternative of a token. */
  readonly type: string;
}

type Shape = ReadonlyMap<string, Member>;
type Shapes = ReadonlyMap<string, Shape>;

const known = new Map<string, Shapes>();

/** Breaches of the argument schema of the bindings by a stack's JSON: unknown and missing arguments, and wrong types. */
export function schemaBreaches(json: object): string[] {
  const { resource = {}, data = {}, provider = {} } = json as Record<string, Record<string, Record<string, unknown>>>;
  const blocks = [
    ...Object.entries(resource).map(([type, items]) => ({ type, prefix: '', items })),
    ...Object.entries(data).map(([type, items]) => ({ type, prefix: 'data-', items })),
  ].filter(({ type }) => type.startsWith('aws_'));
  const providers = ((provider['aws'] ?? []) as unknown as object[]).flatMap((one, index) =>
    breachesOf(`provider.aws[${index}]`, one, 'AwsProviderConfig', shapesOf('provider')),
  );
  return [
    ...providers,
    ...blocks.flatMap(({ type, prefix, items }) => {
      const module = moduleOf(type, prefix);
      const shapes = shapesOf(module);
      const config = [...shapes.keys()].find((name) => name.endsWith('Config') && isConfig(module, name));
      if (config === undefined) return [`${type}: there is no configuration in ${module}`];
      return Object.entries(items).flatMap(([name, value]) =>
        breachesOf(`${prefix === '' ? '' : 'data.'}${type}.${name}`, value as object, config, shapes, META),
      );
    }),
  ];
}

function moduleOf(type: string, prefix: string): string {
  const name = type.replace(/^aws_/, '').replaceAll('_', '-');
  return prefix === '' ? name : `data-aws-${name}`;
}

/** The one interface that extends cdktf's own arguments. */
function isConfig(module: string, name: string): boolean {
  return textOf(module).includes(`export interface ${name} extends cdktf.TerraformMetaArguments`);
}

function textOf(module: string): string {
  return readFileSync(join(LIBRARY, module, 'index.d.ts'), 'utf8');
}

function shapesOf(module: string): Shapes {
  const found = known.get(module);
  if (found !== undefined) return found;
  const source = ts.createSourceFile(`${module}.d.ts`, textOf(module), ts.ScriptTarget.ES2022, true);
  const shapes = new Map<string, Shape>();
  source.forEachChild((node) => {
    if (!ts.isInterfaceDeclaration(node)) return;
    const members = node.members.filter(ts.isPropertySignature).map((member): [string, Member] => [
      argumentOf(member),
      {
        isRequired: member.questionToken === undefined,
        type: (member.type?.getText() ?? '').replace(/ \| cdktf\.IResolvable/g, '').replace(/\s+/g, ' '),
      },
    ]);
    shapes.set(node.name.text, new Map(members));
  });
  known.set(module, shapes);
  return shapes;
}

/** Name in Terraform, as the comment's link to the registry spells it. */
function argumentOf(member: ts.PropertySignature): string {
  const name = member.name.getText();
  return (
    /#([a-z0-9_]+) [A-Za-z]+#/.exec(member.getFullText())?.[1] ??
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  );
}

function breachesOf(path: string, value: object, shapeName: string, shapes: Shapes, meta = NONE): string[] {
  const shape = shapes.get(shapeName);
  if (shape === undefined) return [`${path}: no shape ${shapeName}`];
  const entries = Object.entries(value).filter(
    ([key, member]) => !meta.has(key) && member !== undefined && member !== null,
  );
  const missing = [...shape]
    .filter(([key, { isRequired }]) => isRequired && !entries.some(([name]) => name === key))
    .map(([key]) => `${path}: '${key}' is missing`);
  return [
    ...missing,
    ...entries.flatMap(([key, member]) => {
      const argument = shape.get(key);
      if (argument === undefined) return [`${path}: there is no argument '${key}'`];
      return typeBreaches(`${path}.${key}`, member, argument.type, shapes);
    }),
  ];
}

function typeBreaches(path: string, value: unknown, type: string, shapes: Shapes): string[] {
  if (typeof value === 'string' && /^\$\{[\s\S]*\}$/.test(value)) return [];
  const wrong = (): string[] => [`${path}: ${JSON.stringify(value)} is no ${type}`];
  if (type === 'string') return typeof value === 'string' ? [] : wrong();
  if (type === 'number') return typeof value === 'number' ? [] : wrong();
  if (type === 'boolean') return typeof value === 'boolean' ? [] : wrong();
  if (type.startsWith('{ [key: string]')) {
    const inner = /: (\w+);? ?\}/.exec(type)?.[1] ?? 'string';
    if (typeof value !== 'object' || value === null) return wrong();
    return Object.entries(value).flatMap(([key, member]) => typeBreaches(`${path}.${key}`, member, inner, shapes));
  }
  if (type.endsWith('[]')) {
    if (!Array.isArray(value)) return wrong();
    return value.flatMap((member, index) => typeBreaches(`${path}[${index}]`, member, type.slice(0, -2), shapes));
  }
  if (Array.isArray(value)) {
    return value.flatMap((member, index) => typeBreaches(`${path}[${index}]`, member, type, shapes));
  }
  return typeof value === 'object' && value !== null ? breachesOf(path, value, type, shapes) : wrong();
}
