import { DesignError, DesignErrors, textErrors, spellingHint, shortText } from '../../errors/design-error';
import { sameSiteErrors, kindErrors, shown, WrongKind } from './prop-values';
import { unlistedErrors } from './assumptions';
import type { PropKind, PropNames, PropRule, PropTable } from './prop-rule';
import { nameErrors, type NameKind } from '../../design/names';

/**
 * Refuses props that lack one that must be given, hold one that does not exist or is of the wrong kind, at any depth, and names and texts that a consumer
 * does not take, all at once: a program that runs without type-check would else meet them as something that is undefined.
 *
 * @param owner - whose props they are, in the words of a message: `cluster 'haein'`
 * @param props - what was given
 * @param names - their table
 * @param also - what else is wrong with them; asked where all are there and of their kind, so that it may read them
 * @param listsAssumptions - whether the caller lists what they assume with their site
 * @throws DesignError `props/missing`, `props/unknown`, `props/wrong-kind`, `props/no-such-choice`, `site/other-site`, `names/...`
 */
export function checkProps<P extends object>(
  owner: string,
  props: P,
  names: PropNames<P>,
  also?: () => readonly DesignError[],
  listsAssumptions = false,
): void {
  const unlisted = listsAssumptions || !isObject(props) ? [] : unlistedErrors(owner, props);
  const errors = [...propErrors(owner, props, names), ...unlisted];
  const isReadable = errors.every((error) => error.code !== 'props/missing' && !(error instanceof WrongKind));
  DesignErrors.throwAll([...errors, ...(isReadable && also !== undefined ? alsoWrong(also, errors.length > 0) : [])]);
}

/** What else is wrong. Where the table refused something, what trips over that is not told in its place. */
function alsoWrong(also: () => readonly DesignError[], isRefused: boolean): readonly DesignError[] {
  if (!isRefused) return also();
  try {
    return also();
  } catch (error) {
    if (error instanceof DesignErrors) return error.errors;
    return error instanceof DesignError ? [error] : [];
  }
}

/** What is wrong with props by their table, texts included. */
function propErrors(owner: string, props: object, table: PropTable): readonly DesignError[] {
  const errors = tableErrors(owner, props, table);
  return isObject(props) ? [...errors, ...declaredErrors(owner, props, table)] : errors;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function tableErrors(owner: string, props: object, table: PropTable, siteAbove?: unknown): readonly DesignError[] {
  if (typeof (props as unknown) !== 'object' || (props as object | null) === null) {
    const remedy = `give ${listed(table)}`;
    return [new DesignError('props/missing', { problem: `${owner}: its props are missing`, remedy })];
  }
  const values = props as Readonly<Record<string, unknown>> & {
    readonly site?: unknown;
    readonly loop?: { readonly site?: unknown } | null;
  };
  const site = values.site ?? values.loop?.site ?? siteAbove;
  const errors = [...nameSlips(owner, values, table)];
  if (isWrongSite(props, table)) {
    const remedy = 'give the Site itself, not its name';
    errors.push(new WrongKind('props/wrong-kind', { problem: `${owner}: 'site' is no Site`, remedy, object: owner }));
  }
  for (const [prop, entry] of Object.entries(table)) {
    const value = values[prop];
    if (typeof entry === 'string' || value === undefined || (value === null && entry.need === 'required')) continue;
    const wrong = kindErrors({ owner, prop }, value, entry);
    errors.push(...wrong, ...nestedErrors(owner, prop, value, entry, site));
    if (entry.each?.isOfSite === true && Array.isArray(value)) {
      const constructs = (value as readonly unknown[]).filter((one) => typeof one === 'object' && one !== null);
      errors.push(...siteErrors(owner, prop, constructs, site));
    }
    if (entry.isOfSite === true && !wrong.some((error) => error instanceof WrongKind)) {
      const list = Array.isArray(value) ? (value as readonly object[]) : [];
      // A name is of no site.
      const single = entry.oneOf !== undefined && typeof value !== 'object' ? [] : [value as object];
      const members = entry.isList === true ? list : single;
      errors.push(...siteErrors(owner, prop, members, site));
    }
  }
  return errors;
}

/** Props that are missing, and props that there are not. */
export function nameSlips(
  owner: string,
  props: Readonly<Record<string, unknown>>,
  table: PropTable,
): readonly DesignError[] {
  const given = Object.entries(props).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const unknown = given.filter((name) => !Object.hasOwn(table, name));
  const missing = Object.entries(table).flatMap(([name, entry]) => {
    const { need, implied, ...kind }: PropRule<string> = typeof entry === 'string' ? { need: entry } : entry;
    const value = props[name] ?? (kind.formerName === undefined ? undefined : props[kind.formerName]);
    const isImplied = implied?.isNeeded === true && (implied.unless === undefined || !given.includes(implied.unless));
    const isNeeded = need === 'required' || kind.isNeeded === true || isImplied;
    return isNeeded && (value === undefined || value === null) ? [{ name, implied }] : [];
  });
  const twice = Object.entries(table).flatMap(([name, entry]) => {
    const former = typeof entry === 'string' ? undefined : entry.formerName;
    return former !== undefined && given.includes(name) && given.includes(former) ? [{ name, former }] : [];
  });
  const slips = new Set<string>();
  const errors = missing.map(({ name, implied }) => {
    const slip = spellingHint(name, unknown);
    if (slip !== undefined) slips.add(slip);
    const give = implied === undefined ? `give '${name}'` : `create it in its ${implied.word}, or give '${name}'`;
    const remedy = slip === undefined ? give : `rename '${slip}' to '${name}'`;
    return new DesignError('props/missing', { problem: `${owner}: '${name}' is missing`, remedy, object: owner });
  });
  for (const { name, former } of twice) {
    const problem = `${owner}: both '${name}' and '${former}', its former name, are given`;
    errors.push(new DesignError('props/given-twice', { problem, remedy: `take '${former}' away`, object: owner }));
  }
  for (const name of unknown.filter((one) => !slips.has(one))) {
    const hint = spellingHint(name, Object.keys(table)) ?? meant(name, table);
    const remedy = hint === undefined ? `take it away; there are ${listed(table)}` : `did you mean '${hint}'?`;
    errors.push(
      new DesignError('props/unknown', { problem: `${owner}: there is no prop '${name}'`, remedy, object: owner }),
    );
  }
  return errors;
}

/** Other words of the field for some props. */
const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  room: ['compartment', 'compartments'],
  rooms: ['compartments', 'compartment'],
  location: ['compartment'],
  fireZone: ['compartment', 'compartments'],
  isolation: ['sections'],
  valves: ['sections'],
  weather: ['climate'],
  hottestOutdoor: ['climate'],
};

/** The prop that another word of the field stands for. */
function meant(name: string, table: PropTable): string | undefined {
  const words = Object.hasOwn(OTHER_WORDS, name) ? (OTHER_WORDS[name] ?? []) : [];
  return words.find((word) => Object.hasOwn(table, word));
}

/** What is wrong with the objects that one prop holds. */
function nestedErrors(
  owner: string,
  prop: string,
  value: unknown,
  rule: PropKind,
  site: unknown,
): readonly DesignError[] {
  const { of: table, as, called, where: whose, isCheckedApart = false } = rule;
  if (rule.ofKind !== undefined) return kindTableErrors(owner, prop, value, rule, site);
  if (table === undefined || (isCheckedApart && !isObject(value))) return [];
  if (as === undefined) {
    if (!isObject(value)) return [noObject(owner, prop, value, `give an object with ${listed(table)}`)];
    return tableErrors(whose?.(owner) ?? `${called ?? `'${prop}'`} of ${owner}`, value, table, site);
  }
  if (as === 'list' && !Array.isArray(value))
    return isCheckedApart || rule.isList === true ? [] : listKindErrors(owner, { [prop]: value });
  if (!isObject(value)) return [noObject(owner, prop, value, 'give an object of names')];
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  return entries.flatMap(([key, entry], index) => {
    if (typeof entry !== 'object' || entry === null) {
      const place = as === 'map' ? `${prop}.${key}` : `${prop}[${index}]`;
      return isCheckedApart ? [] : [noObject(owner, place, entry, `give an object with ${listed(table)}`)];
    }
    const place = { called, key: as === 'map' ? key : undefined, index, of: entries.length };
    return tableErrors(`${entryName(prop, entry, place)} of ${owner}`, entry, table, site);
  });
}

/** What is wrong with an object whose props depend on its kind. */
function kindTableErrors(
  owner: string,
  prop: string,
  value: unknown,
  { ofKind: tables = {}, code = 'props/no-such-choice' }: PropKind,
  site: unknown,
): readonly DesignError[] {
  const kinds = Object.keys(tables).map((one) => `'${one}'`);
  if (typeof value !== 'object' || value === null) {
    return [noObject(owner, prop, value, `give an object of the kind ${kinds.join(' or ')}`)];
  }
  const { kind } = value as { readonly kind?: unknown };
  const where = `'${prop}' of ${owner}`;
  const table = typeof kind === 'string' && Object.hasOwn(tables, kind) ? tables[kind] : undefined;
  if (table !== undefined) return tableErrors(where, value, table, site);
  const problem = `${where}: 'kind' is ${shown(kind)}`;
  return [new WrongKind(code, { problem, remedy: `give ${kinds.join(' or ')}`, object: owner, value: shown(kind) })];
}

/** Where an entry stands. */
export interface EntryPlace {
  readonly called: string | undefined;
  readonly key: string | undefined;
  readonly index: number;
  readonly of: number;
}

/** One entry in the words of a message: by its name or key where it has one, else by its place. */
export function entryName(prop: string, entry: object, { called, key, index, of }: EntryPlace): string {
  const { name: given, kind } = entry as { readonly name?: unknown; readonly kind?: unknown };
  const name = key ?? given ?? kind;
  if (called !== undefined && typeof name === 'string') return `${called} '${shortText(name, 60)}'`;
  if (key !== undefined) return `'${key}' of '${prop}'`;
  return of === 1 ? `entry of '${prop}'` : `entry ${index + 1} of '${prop}'`;
}

function noObject(owner: string, place: string, value: unknown, remedy: string): DesignError {
  return new WrongKind('props/wrong-kind', {
    problem: `${owner}: '${place}' is ${shown(value)}`,
    remedy,
    object: owner,
  });
}

function siteErrors(owner: string, prop: string, members: readonly object[], site: unknown): readonly DesignError[] {
  return typeof site === 'object' && site !== null ? sameSiteErrors(owner, site, { [prop]: members }) : [];
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

function listKindErrors(owner: string, lists: Readonly<Record<string, unknown>>): readonly DesignError[] {
  return Object.entries(lists).flatMap(([prop, given]) => {
    if (given === undefined || Array.isArray(given)) return [];
    return [
      new WrongKind('props/wrong-kind', {
        problem: `${owner}: '${prop}' is ${shown(given)}`,
        remedy: 'give a list, such as [one, other]',
        object: owner,
      }),
    ];
  });
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

/** Props that hold names, wherever they stand, and what has them. */
const NAME_PROPS: Readonly<Record<string, NameKind>> = {
  tenants: 'tenant',
  tenant: 'tenant',
  feeds: 'label',
  feed: 'label',
};

/** Props whose texts are files of their own, such as certificates. */
const LONG_PROPS: Readonly<Record<string, number>> = { bundle: 100_000 };

/** What is wrong with the id of a construct, and with the names and texts of its props. */
export function declaredErrors(owner: string, props: object, table: PropTable): DesignError[] {
  // AWS takes fewer characters, which its constructs say.
  const isOfAws = Object.hasOwn(table, 'region') || Object.hasOwn(table, 'vpc');
  // Props of props name their owner too.
  const isConstruct = ['site', 'sites', 'loop', 'tokenVariable'].some((prop) => Object.hasOwn(table, prop));
  const [, kind = '', name = ''] = /^([a-zA-Z ]+) '([^]*)'$/.exec(owner) ?? [];
  const bears = isConstruct && !isOfAws && Object.hasOwn(KIND_OF, kind) ? KIND_OF[kind] : undefined;
  const ofName = bears === undefined ? [] : nameErrors(kind, bears, name);
  return [...ofName, ...deepErrors(owner, props, { path: [], named: namedPaths(table) })];
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
  'common cause': 'resource',
  'training swing': 'resource',
  'tenant load': 'resource',
  'cooling loop': 'resource',
  'cooling units': 'resource',
  'energy target': 'resource',
  phase: 'resource',
  milestone: 'resource',
  consumable: 'resource',
  portfolio: 'resource',
  'inference service': 'resource',
  costs: 'resource',
  NetboxSharedObjects: 'resource',
};

/** What has the names of props, by their path without numbers, such as `links.ports`. */
function namedPaths(table: PropTable): ReadonlyMap<string, NameKind> {
  return new Map(
    Object.entries(table).flatMap(([prop, entry]): [string, NameKind][] => {
      if (typeof entry === 'string') return [];
      const below = entry.of === undefined ? [] : [...namedPaths(entry.of)];
      return [
        ...(entry.names === undefined ? [] : [[prop, entry.names] as [string, NameKind]]),
        ...below.map(([path, kind]): [string, NameKind] => [`${prop}.${path}`, kind]),
      ];
    }),
  );
}

/** Where a value stands, and which props hold names. */
interface Place {
  readonly path: readonly string[];
  readonly named: ReadonlyMap<string, NameKind>;
}

/** Texts of plain data: constructs, quantities and catalogue entries were checked when they were made. */
function deepErrors(owner: string, value: unknown, { path, named }: Place): DesignError[] {
  const steps = path.filter((step) => !/^\d+$/.test(step));
  const prop = steps.at(-1) ?? '';
  const where = path.length === 0 ? owner : `${owner}, '${path.join('.')}'`;
  if (typeof value === 'string') {
    const kind = named.get(steps.join('.')) ?? own(NAME_PROPS, prop === 'name' ? (steps.at(-2) ?? prop) : prop);
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
