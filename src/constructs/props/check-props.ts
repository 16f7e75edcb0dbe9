import { nameErrors, type NameKind } from '../../design/names';
import { textErrors } from '../../errors/text-errors';
import { DesignError, DesignErrors } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';

/** Every prop of `P`, and whether it must be given: a prop that is forgotten here does not compile. */
export type PropNames<P> = {
  readonly [K in keyof P]-?: Record<string, never> extends Pick<P, K> ? 'optional' : 'required';
};

/**
 * Refuses props that lack one that must be given, or hold one that does not exist, and names and texts that a consumer does not take, all at once:
 * a program that runs without type-check would else meet them as something that is undefined.
 *
 * @param owner - whose props they are, in the words of a message: `cluster 'haein'`
 * @param props - props to check
 * @param names - every prop, and whether it must be given
 * @param named - props that hold names, by their path without numbers, such as `links.ports`, and what bears the names
 * @throws DesignError `props/missing`, `props/unknown`, `props/wrong-kind` for a site that is none, `names/...`
 */
export function checkProps<P extends object>(
  owner: string,
  props: P,
  names: PropNames<P>,
  named: Readonly<Record<string, NameKind>> = {},
): void {
  if (typeof props !== 'object' || (props as P | null) === null) {
    throw new DesignError('props/missing', {
      problem: `${owner}: its props are missing`,
      remedy: `give ${listed(names)}`,
    });
  }
  const given = Object.entries(props).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const unknown = given.filter((name) => !Object.hasOwn(names, name));
  const missing = Object.entries(names).flatMap(([name, need]) => {
    const value = (props as Readonly<Record<string, unknown>>)[name];
    return need === 'required' && (value === undefined || value === null) ? [name] : [];
  });
  const slips = new Set<string>();
  const errors = missing.map((name) => {
    const slip = spellingHint(name, unknown);
    if (slip !== undefined) slips.add(slip);
    const remedy = slip === undefined ? `give '${name}'` : `rename '${slip}' to '${name}'`;
    return new DesignError('props/missing', { problem: `${owner}: '${name}' is missing`, remedy, object: owner });
  });
  for (const name of unknown.filter((one) => !slips.has(one))) {
    const hint = spellingHint(name, Object.keys(names));
    const remedy = hint === undefined ? `take it away; there are ${listed(names)}` : `did you mean '${hint}'?`;
    errors.push(
      new DesignError('props/unknown', { problem: `${owner}: there is no prop '${name}'`, remedy, object: owner }),
    );
  }
  if (isWrongSite(props, names)) {
    errors.push(
      new DesignError('props/wrong-kind', {
        problem: `${owner}: 'site' is no Site`,
        remedy: 'give the Site itself, not its name',
        object: owner,
      }),
    );
  }
  DesignErrors.throwAll([...errors, ...declaredErrors(owner, props, names, named)]);
}

/** Props that hold names, wherever they stand, and what bears them. */
const NAME_PROPS: Readonly<Record<string, NameKind>> = {
  tenants: 'tenant',
  tenant: 'tenant',
  feeds: 'label',
  feed: 'label',
};

/** Props whose texts are files of their own, such as certificates. */
const LONG_PROPS: Readonly<Record<string, number>> = { bundle: 100_000 };

/** What is wrong with the id of a construct, and with the names and texts of its props. */
function declaredErrors(
  owner: string,
  props: object,
  names: object,
  named: Readonly<Record<string, NameKind>>,
): DesignError[] {
  // AWS takes fewer characters, which its constructs say.
  const isOfAws = Object.hasOwn(names, 'region') || Object.hasOwn(names, 'vpc');
  // Props of props name their owner too.
  const isConstruct = ['site', 'loop', 'tokenVariable'].some((prop) => Object.hasOwn(names, prop));
  const [, kind = '', name = ''] = /^([a-zA-Z ]+) '([^]*)'$/.exec(owner) ?? [];
  const bears = isConstruct && !isOfAws && Object.hasOwn(KIND_OF, kind) ? KIND_OF[kind] : undefined;
  const ofName = bears === undefined ? [] : nameErrors(kind, bears, name);
  return [...ofName, ...deepErrors(owner, props, { path: [], named })];
}

/** Constructs by the word for them: what names devices, files, or a resource of the inventory. The site says itself what its id may be. */
const KIND_OF: Readonly<Record<string, NameKind>> = {
  cluster: 'devices',
  fabric: 'devices',
  'storage tier': 'devices',
  'management network': 'devices',
  'core pair': 'devices',
  'power zone': 'resource',
  'power node': 'resource',
  'redundancy group': 'resource',
  'failure study': 'resource',
  'training swing': 'resource',
  'tenant load': 'resource',
  'cooling loop': 'resource',
  'cooling units': 'resource',
  'energy target': 'resource',
  phase: 'resource',
  NetboxSharedObjects: 'resource',
};

/** Where a value stands, and which props hold names. */
interface Place {
  readonly path: readonly string[];
  readonly named: Readonly<Record<string, NameKind>>;
}

/** Texts of plain data: constructs, quantities and catalogue entries were checked when they were made. */
function deepErrors(owner: string, value: unknown, { path, named }: Place): DesignError[] {
  const steps = path.filter((step) => !/^\d+$/.test(step));
  const prop = steps.at(-1) ?? '';
  const where = path.length === 0 ? owner : `${owner}, '${path.join('.')}'`;
  if (typeof value === 'string') {
    const kind = own(named, steps.join('.')) ?? own(NAME_PROPS, prop);
    return kind === undefined ? textErrors(where, value, own(LONG_PROPS, prop)) : nameErrors(where, kind, value);
  }
  if (typeof value !== 'object' || value === null || path.length > DEEPEST) return [];
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    ...(key === '__proto__' ? nameErrors(where, 'label', key) : textErrors(where, key)),
    ...deepErrors(owner, member, { path: [...path, key], named }),
  ]);
}

const DEEPEST = 12;

/** Member of a table; a key of the user's, such as `constructor`, is none of its own. */
function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** A site takes parts; whatever takes none cannot be one. */
function isWrongSite(props: object, names: object): boolean {
  if (!Object.hasOwn(names, 'site')) return false;
  const { site } = props as { readonly site?: unknown };
  if (site === undefined || site === null) return false;
  return typeof site !== 'object' || typeof (site as { readonly addPart?: unknown }).addPart !== 'function';
}

function listed(names: object): string {
  return Object.keys(names)
    .map((name) => `'${name}'`)
    .join(', ');
}

/**
 * Refuses props that are no list where one is asked for, all at once: a program that runs without type-check may give a single thing.
 *
 * @param owner - whose props they are, in the words of a message
 * @param lists - what was given, by prop; what is not given is right
 * @throws DesignError `props/wrong-kind`
 */
export function checkLists(owner: string, lists: Readonly<Record<string, unknown>>): void {
  DesignErrors.throwAll(
    Object.entries(lists).flatMap(([prop, given]) => {
      if (given === undefined || Array.isArray(given)) return [];
      return [
        new DesignError('props/wrong-kind', {
          problem: `${owner}: '${prop}' is ${typeof given === 'object' ? 'no list' : JSON.stringify(given)}`,
          remedy: 'give a list, such as [one, other]',
          object: owner,
        }),
      ];
    }),
  );
}

/** More of anything than a site has: above it a number is a slip, and naming them all would take for ever. */
const MOST = 1_000_000;

/** Props that count something, by name; those that are not given are right. */
type Counts = Readonly<Record<string, number | undefined>>;

/**
 * Refuses counts that are not whole numbers from 1 to a million, all of them at once.
 *
 * @throws DesignError with the given code
 */
export function checkCounts(code: string, owner: string, counts: Counts): void {
  DesignErrors.throwAll(countErrors(code, owner, counts));
}

/** An error for each count that is not a whole number from 1 to a million. */
export function countErrors(code: string, owner: string, counts: Counts): readonly DesignError[] {
  return Object.entries(counts).flatMap(([prop, value]) => {
    if (value === undefined || (Number.isSafeInteger(value) && value >= 1 && value <= MOST)) return [];
    const isTooMany = value > MOST;
    return [
      new DesignError(code, {
        problem: `${owner}: '${prop}' is ${value}`,
        remedy: isTooMany ? `give at most ${MOST}` : 'give a whole number of at least 1',
        object: owner,
        value: String(value),
        limit: String(isTooMany ? MOST : 1),
      }),
    ];
  });
}

/** An error where a prop holds a word that is none of the choices, as a program that runs without type-check may: `props/no-such-choice`. */
export function choiceErrors(
  owner: string,
  prop: string,
  value: string,
  choices: readonly string[],
): readonly DesignError[] {
  if (choices.includes(value)) return [];
  const hint = spellingHint(value, choices);
  return [
    new DesignError('props/no-such-choice', {
      problem: `${owner}: '${prop}' is '${value}'`,
      remedy:
        hint === undefined ? `choose ${choices.map((one) => `'${one}'`).join(' or ')}` : `did you mean '${hint}'?`,
      object: owner,
      value,
    }),
  ];
}

/** A class of quantities, as `Length`. */
interface QuantityClass {
  readonly name: string;
  readonly prototype: object;
}

/**
 * Whether each prop that is given is of its kind; notes those that are not, as `props/wrong-kind`: a program that runs without type-check may
 * give a bare number, or a quantity of another kind.
 *
 * @param where - whose props they are, in the words of a message
 * @param props - props to check
 * @param kinds - class of each prop that is a quantity
 * @param refuse - takes what is wrong
 */
export function areQuantities<P extends object>(
  where: string,
  props: P,
  kinds: Readonly<Partial<Record<keyof P, QuantityClass>>>,
  refuse: Refuse,
): boolean {
  let areAll = true;
  for (const [prop, kind] of Object.entries(kinds) as [keyof P & string, QuantityClass][]) {
    const value: unknown = props[prop];
    if (value === undefined || isOf(kind, value)) continue;
    areAll = false;
    refuse('props/wrong-kind', `${where}: '${prop}' is ${shown(value)}`, `give a ${kind.name}`);
  }
  return areAll;
}

function isOf({ prototype }: QuantityClass, value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.prototype.isPrototypeOf.call(prototype, value);
}

function shown(value: unknown): string {
  return typeof value === 'object' && value?.toString === Object.prototype.toString
    ? 'an object'
    : `'${String(value)}'`;
}

/** Notes one thing that is wrong: code, problem, remedy. */
export type Refuse = (code: string, problem: string, remedy: string) => void;

/** One thing, or a list of them, as a list. */
export function listOf<T>(given: T | readonly T[]): readonly T[] {
  return Array.isArray(given) ? (given as readonly T[]) : [given as T];
}

/** `haein-007`: the number padded to at least `digits`, so that names sort and never change as a group grows. */
export function numberedName(prefix: string, number: number, digits: number): string {
  return `${prefix}-${String(number).padStart(digits, '0')}`;
}
