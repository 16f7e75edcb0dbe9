import { instances } from '../../catalog/aws/instances';
import { DesignError, DesignErrors } from '../../errors/design-error';
import { Quantity } from '../../units/quantity';

/** A class, for its instances; its constructor may be private. */
export interface Class {
  readonly name: string;
  readonly prototype: object;
}

/** What a prop must be: plain data, an instance of a class, an instance type of the catalogue, or a list of such. */
export type Kind = 'text' | 'number' | 'boolean' | 'object' | 'instance type' | Class | readonly [Kind];

/**
 * Refuses props that are of another kind than theirs, all at once: a program that runs without type-check would else meet them as a fault of the runtime.
 *
 * @throws DesignError `props/wrong-kind`
 */
export function checkKinds<P extends object>(owner: string, props: P, kinds: { readonly [K in keyof P]?: Kind }): void {
  const errors = Object.entries(kinds as Readonly<Record<string, Kind>>).flatMap(([prop, kind]) => {
    const value = (props as Readonly<Record<string, unknown>>)[prop];
    return value === undefined ? [] : kindErrors(owner, prop, value, kind);
  });
  DesignErrors.throwAll(errors);
}

function kindErrors(owner: string, prop: string, value: unknown, kind: Kind): readonly DesignError[] {
  if (isList(kind)) {
    if (!Array.isArray(value)) return [wrongKind(owner, prop, value, `a list of ${nameOf(kind[0])}s`)];
    return value.flatMap((member: unknown, index) => kindErrors(owner, `${prop}[${index}]`, member, kind[0]));
  }
  if (holds(value, kind)) return [];
  const known = kind === 'instance type' ? entryOf(value) : undefined;
  return [wrongKind(owner, prop, value, known ?? `${article(nameOf(kind))} ${nameOf(kind)}`)];
}

function holds(value: unknown, kind: Exclude<Kind, readonly [Kind]>): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
    case 'boolean':
      return typeof value === kind;
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Quantity);
    case 'instance type':
      return typeof value === 'object' && value !== null && 'accelerators' in value && 'networkCards' in value;
    default:
      return typeof value === 'object' && value !== null && Object.prototype.isPrototypeOf.call(kind.prototype, value);
  }
}

/** The entry of the catalogue whose id was given instead of it. */
function entryOf(value: unknown): string | undefined {
  const key = Object.entries(instances).find(([, { id }]) => id === value)?.[0];
  return key === undefined ? undefined : `instances.${key}`;
}

function wrongKind(owner: string, prop: string, value: unknown, wanted: string): DesignError {
  const text = shown(value);
  return new DesignError('props/wrong-kind', {
    problem: `${owner}: '${prop}' is ${text}`,
    remedy: `give ${wanted}`,
    object: owner,
    value: text,
  });
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (value instanceof Quantity) return value.toString();
  if (typeof value === 'function') return `the ${value.name === '' ? 'function' : value.name}`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return 'a list';
  const name = value.constructor.name;
  return name === 'Object' ? 'an object' : `${article(name)} ${name}`;
}

function nameOf(kind: Kind): string {
  if (isList(kind)) return 'list';
  return typeof kind === 'string' ? kind : kind.name;
}

function article(word: string): string {
  return /^[aeiou]/i.test(word) ? 'an' : 'a';
}

function isList(kind: Kind): kind is readonly [Kind] {
  return Array.isArray(kind);
}
