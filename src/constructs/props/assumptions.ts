import { assumedIn, type AssumptionReason } from '../../catalog/fact';
import { DesignError } from '../../errors/design-error';
import type { Assumption } from '../../model/site-plan';
import { textOrder } from '../../design/text';
import { Quantity } from '../../units/quantity';

/** Whose props they are. */
interface PropOwner {
  /** In the words of a message: `cluster 'haein'`. */
  readonly object: string;
  /** Construct path. */
  readonly path: string;
}

/** Assumptions of each site, as its constructs were made. */
const NOTED = new WeakMap<object, Map<string, Assumption>>();

/** Keeps what is assumed in props with the site that they belong to. */
export function noteAssumptions(site: object, owner: PropOwner, props: object): void {
  const found = assumptionsIn(owner, props);
  if (found.length === 0) return;
  const noted = NOTED.get(site) ?? new Map<string, Assumption>();
  // A model of several constructs is assumed once.
  for (const one of found) {
    const key = JSON.stringify([one.object, one.prop, one.value, one.why, one.owner, one.until]);
    if (!noted.has(key)) noted.set(key, one);
  }
  NOTED.set(site, noted);
}

/** What is assumed in a site, in order of the last day, then of object and prop. */
export function assumptionsOf(site: object): readonly Assumption[] {
  return [...(NOTED.get(site)?.values() ?? [])].sort(
    (a, b) => textOrder(a.until, b.until) || textOrder(a.object, b.object) || textOrder(a.prop, b.prop),
  );
}

/** Refuses what is assumed in props that no site lists. @throws nothing */
export function unlistedErrors(owner: string, props: object): readonly DesignError[] {
  return assumptionsIn({ object: owner, path: '' }, props).map(
    ({ prop }) =>
      new DesignError('props/assumption-not-listed', {
        problem: `${owner}: '${prop}' is assumed, and no site lists what these props assume`,
        remedy: 'give the value itself; assume props of the constructs of a site, or facts of its models',
        object: owner,
      }),
  );
}

/** What is assumed in props, at any depth: props that `assumed` marks, and facts of that status in entries of the catalogue. */
export function assumptionsIn(owner: PropOwner, props: object): readonly Assumption[] {
  const found: Assumption[] = [];
  const seen = new Set<object>();
  const walk = (value: unknown, object: string, path: string, depth: number): void => {
    if (!isPlain(value) || seen.has(value) || depth > DEEPEST) return;
    seen.add(value);
    const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
    const note = (prop: string, figure: unknown, { why, owner: replacedBy, until }: AssumptionReason): void => {
      found.push({ object, path: owner.path, prop, value: valueText(figure), why, owner: replacedBy, until });
    };
    for (const { figures, reason } of assumedIn(value)) {
      for (const [key, figure] of Object.entries(figures)) {
        // What a later member of the object gives otherwise is not assumed any more.
        if ((value as Members)[key] === figure && figure !== undefined) note(at(key), figure, reason);
      }
    }
    if (Array.isArray(value)) {
      value.forEach((entry, index) => {
        walk(entry, object, `${path}[${index}]`, depth + 1);
      });
      return;
    }
    const model = modelOf(value as Members);
    for (const [key, member] of Object.entries(value as Members)) {
      const reason = isPlain(member) ? assumedReason(member as Members) : undefined;
      if (reason !== undefined) {
        if (model === undefined) note(at(key), (member as Members)['value'], reason);
        else found.push({ ...factOf(member as Members, reason), object: model, path: owner.path, prop: key });
        continue;
      }
      walk(member, object, at(key), depth + 1);
    }
  };
  walk(props, owner.object, '', 0);
  return found;
}

const DEEPEST = 12;

type Members = Readonly<Record<string, unknown>>;

/** Lists and plain objects: constructs and quantities hold no props. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** An entry of the catalogue in the words of a message; undefined for any other object. */
function modelOf({ id, model, manufacturer }: Members): string | undefined {
  const isEntry = [id, model, manufacturer].every((text) => typeof text === 'string');
  return isEntry ? `model '${String(id)}'` : undefined;
}

function assumedReason({ status, source, replaced }: Members): AssumptionReason | undefined {
  if (status !== 'assumed' || typeof source !== 'string' || !isPlain(replaced)) return undefined;
  const { owner, until } = replaced as Members;
  return { why: source, owner: String(owner), until: String(until) };
}

function factOf({ value }: Members, reason: AssumptionReason): Omit<Assumption, 'object' | 'path' | 'prop'> {
  return { value: valueText(value), ...reason };
}

/** A value for people: `count 6, needed 3, rating 5.25 kW`. */
function valueText(value: unknown): string {
  if (value instanceof Quantity || typeof value !== 'object' || value === null) return String(value);
  const { node } = value as { readonly node?: { readonly id?: unknown } };
  if (typeof node?.id === 'string') return `'${node.id}'`;
  if (Array.isArray(value)) return value.map(valueText).join('; ');
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => `${key} ${valueText(member)}`)
    .join(', ');
}
