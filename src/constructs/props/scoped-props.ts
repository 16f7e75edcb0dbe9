import { DesignError } from '../../errors/design-error';
import type { Construct } from '../../host';
import { noteAssumptions } from './assumptions';
import { checkProps } from './check-props';
import type { ImpliedProp, PropKind, PropNames, PropTable } from './prop-rule';

/** Props that must be known, from the props themselves or from the scope. */
type Needed = 'site' | 'loop' | 'region' | 'vpc';

/** Props as their construct reads them: what may be a quantity or, for one release more, a bare number is the quantity. */
export type PlainProps<P> = { readonly [K in keyof P]: Plain<P[K]> };

type Plain<T> = OneOfTwo<T, number, object> extends true ? Exclude<T, number> : PlainList<T>;

type PlainList<T> = T extends readonly (infer E)[]
  ? OneOfTwo<E, number, object> extends true
    ? { readonly [K in keyof T]: Exclude<T[K], number> }
    : OneOfTwo<E, string, Named> extends true
      ? readonly Exclude<E, Named>[]
      : T
  : T;

/** Whether a type may be either of two. */
type OneOfTwo<T, A, B> = [Extract<T, A>] extends [never] ? false : [Extract<T, B>] extends [never] ? false : true;

/** A row, a rack or a hall, which a prop may hold in place of its name. */
type Named =
  | { readonly fullName: string }
  | { readonly siteName: string; readonly position: unknown }
  | { readonly name: string; readonly rack: unknown };

/** Props together with what the scope of their construct implies, as the construct reads them. */
export type ScopedProps<P> = PlainProps<P> & { readonly [K in Extract<keyof P, Needed>]-?: NonNullable<P[K]> };

/**
 * Completes props by what their scope implies, as their table says, and checks them: `site` from the site that the construct is created in, and so on. What is
 * given goes before what is implied; one thing that is given and is not what the scope says is refused.
 *
 * @param scope - scope of the construct
 * @param owner - whose props they are, in the words of a message: `cluster 'haein'`
 * @param given - what was given
 * @param names - their table
 * @param also - what else is wrong with them; asked where all are there and of their kind, so that it may read them
 * @throws DesignError `props/other-scope`, and those of `checkProps`
 */
export function scopedProps<P extends object>(
  scope: Construct,
  owner: string,
  given: P,
  names: PropNames<P>,
  also?: (props: ScopedProps<P>) => readonly DesignError[],
): ScopedProps<P> {
  const [props, errors] = completed(scope, owner, given, names);
  const plain = plainProps(props, names) as ScopedProps<P>;
  checkProps<P>(owner, props, names, () => (errors.length > 0 ? errors : (also?.(plain) ?? [])), true);
  noteAssumptions(siteOf(plain), { object: owner, path: pathOf(scope, owner) }, props);
  return plain;
}

/** The site of props: their own, or that of what they belong to. */
function siteOf(props: object): object {
  const members = Object.values(props as Readonly<Record<Needed, { readonly site?: unknown } | undefined>>);
  const { site } = props as { readonly site?: object };
  return site ?? (members.find((member) => isSite(member?.site))?.site as object | undefined) ?? props;
}

function isSite(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'addPart' in value;
}

/** Path that the construct of these props will have: its name stands in the words for it. */
function pathOf({ node }: Construct, owner: string): string {
  const [, name] = /'([^]*)'$/.exec(owner) ?? [];
  return name === undefined ? node.path : `${node.path}/${name}`;
}

/**
 * Props as their construct reads them, at any depth: what is given in a former way, under a former name or as a bare number, is the quantity that takes its place,
 * a construct of a prop that takes names is its name, and what an engine takes as a bare number is that number under the engine's name. What is of the wrong kind
 * stays as it is.
 */
export function plainProps<P extends object>(props: P, table: PropTable): PlainProps<P> {
  // A program that runs without type-check may give anything.
  if (typeof (props as unknown) !== 'object' || (props as object | null) === null) return props as PlainProps<P>;
  const plain = new Map<string, unknown>(Object.entries(props));
  let isSame = true;
  for (const [prop, entry] of Object.entries(table)) {
    if (typeof entry === 'string') continue;
    const { formerName, readAs = prop } = entry;
    const former = formerName === undefined ? undefined : plain.get(formerName);
    const given = plain.get(prop);
    const value = given ?? (former === undefined ? undefined : readFormer(former, entry));
    if (value === undefined || value === null) continue;
    const read = plainValue(value, entry);
    if (read === given && readAs === prop) continue;
    isSame = false;
    if (formerName !== undefined) plain.delete(formerName);
    if (readAs !== prop) plain.delete(prop);
    plain.set(readAs, read);
  }
  return (isSame ? props : Object.fromEntries(plain)) as PlainProps<P>;
}

/** What takes the place of a value that is given in a former way; the value itself where it is none, as one that the table refuses. */
function readFormer(value: unknown, { fromFormer }: PropKind): unknown {
  try {
    return fromFormer?.(value as never) ?? value;
  } catch (error) {
    if (error instanceof DesignError || error instanceof TypeError) return value;
    throw error;
  }
}

function plainValue(value: unknown, entry: PropKind): unknown {
  const { readIn, each, of: table, as, fromFormer, formerName } = entry;
  if (fromFormer !== undefined && formerName === undefined && typeof value === 'number')
    return readFormer(value, entry);
  if (readIn !== undefined && typeof value === 'object' && value !== null && readIn in value)
    return (value as Readonly<Record<string, unknown>>)[readIn];
  if (Array.isArray(value)) {
    const list = value as readonly unknown[];
    const read = (one: unknown): unknown =>
      each !== undefined ? plainValue(one, each) : table === undefined ? one : plainProps(one as object, table);
    const plain = list.map(read);
    return plain.every((one, index) => one === list[index]) ? value : plain;
  }
  return table === undefined || as !== undefined ? value : plainProps(value as object, table);
}

/** A class of constructs; its constructor may be protected. */
interface ScopeClass<T> {
  readonly prototype: T;
}

/** What the nearest ancestor of a class says of a prop: itself, unless `read` says otherwise. */
export function fromNearest<T extends object>(
  { prototype }: ScopeClass<T>,
  word: string,
  read: (ancestor: T) => unknown = (ancestor) => ancestor,
): ImpliedProp {
  return {
    word,
    read: (ancestor) => (Object.prototype.isPrototypeOf.call(prototype, ancestor) ? read(ancestor as T) : undefined),
  };
}

function completed<P extends object>(
  scope: Construct | undefined,
  owner: string,
  given: P,
  table: PropTable,
): readonly [P, readonly DesignError[]] {
  // A program that runs without type-check may give no props.
  const values = ((given as P | null | undefined) ?? {}) as Readonly<Record<string, unknown>>;
  const errors: DesignError[] = [];
  const implied: Record<string, unknown> = {};
  for (const [prop, entry] of Object.entries(table)) {
    if (typeof entry === 'string' || entry.implied === undefined) continue;
    const found = impliedBy(scope, values, entry.implied);
    if (found === undefined) continue;
    const value = values[prop];
    if (value === undefined || value === null) implied[prop] = found;
    else if (!Array.isArray(found) && value !== found) errors.push(otherScope(owner, prop, found, entry.implied));
  }
  // What is needed and still missing is refused by the check that follows.
  const props: unknown = Object.keys(implied).length === 0 ? given : { ...given, ...implied };
  return [props as P, errors];
}

/** What the nearest ancestor that says anything says. */
function impliedBy(
  scope: Construct | undefined,
  given: Readonly<Record<string, unknown>>,
  { read, unless }: ImpliedProp,
): unknown {
  if (unless !== undefined && given[unless] !== undefined) return undefined;
  // A program that runs without type-check may give anything as scope.
  const { node } = (scope ?? {}) as Partial<Construct>;
  for (const ancestor of [...(node?.scopes ?? [])].reverse()) {
    const found = read(ancestor, given);
    if (found !== undefined) return found;
  }
  return undefined;
}

function otherScope(owner: string, prop: string, found: unknown, { word }: ImpliedProp): DesignError {
  const name = (found as Partial<Construct>).node?.id ?? '';
  return new DesignError('props/other-scope', {
    problem: `${owner}: '${prop}' is another one than ${word} '${name}', in which it is created`,
    remedy: `leave '${prop}' out, or create it in what '${prop}' names`,
    object: owner,
  });
}
