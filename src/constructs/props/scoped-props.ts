import { DesignError } from '../../errors/design-error';
import type { Construct } from '../../host';
import { checkProps } from './check-props';
import type { ImpliedProp, PropNames, PropTable } from './prop-rule';

/** Props that must be known, from the props themselves or from the scope. */
type Needed = 'site' | 'loop' | 'region' | 'vpc';

/** Props together with what the scope of their construct implies. */
export type ScopedProps<P> = P & { readonly [K in Extract<keyof P, Needed>]-?: NonNullable<P[K]> };

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
  checkProps<P>(owner, props, names, () => (errors.length > 0 ? errors : (also?.(props) ?? [])));
  return props;
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
): readonly [ScopedProps<P>, readonly DesignError[]] {
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
  return [props as ScopedProps<P>, errors];
}

/** What the nearest ancestor that says anything says. */
function impliedBy(
  scope: Construct | undefined,
  given: Readonly<Record<string, unknown>>,
  { read }: ImpliedProp,
): unknown {
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
