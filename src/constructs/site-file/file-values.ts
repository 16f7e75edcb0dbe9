import { assumed, type AssumptionReason } from '../../catalog/fact';
import { DesignError, shortText, spellingHint } from '../../errors/design-error';
import { entryName, nameSlips } from '../props/check-props';
import type { Choice, PropKind, PropTable, QuantityClass } from '../props/prop-rule';
import { ASSUMED } from '../prop-tables';
import { EXAMPLES, kindErrors } from '../props/prop-values';
import type { FileFaults } from './located-yaml';
import { type Located, type LocatedMap, memberOf, plainOf } from './located-yaml';

/** What a name of a site file may mean. */
export interface FileNames {
  /** The construct of a name; undefined where the file states none of it, or none that can be made. */
  readonly construct: (name: string, kind: PropKind) => object | undefined;
  /** Names of the constructs of the file. */
  readonly constructNames: () => readonly string[];
  /** The entry of the catalogue, or of `define`, of an id, that has these members. */
  readonly entry: (id: string, has: readonly string[]) => object | undefined;
  /** Ids of entries that have these members. */
  readonly entryIds: (has: readonly string[]) => readonly string[];
  /** Whether constructs exist: without them, what takes one is not called. */
  readonly isBuilding: boolean;
}

/** Whose value it is in the words of a message, and of which prop. */
interface Place {
  readonly owner: string;
  readonly prop: string;
}

/** Values of a site file, read by the tables of props. */
export class FileValues {
  public constructor(
    private readonly names: FileNames,
    private readonly faults: FileFaults,
    /** Whether it is asked which of several kinds takes a value: faults are counted then, and not told. */
    private readonly isTrial = false,
  ) {}

  /** Props of an object by their table; what is wrong with them is noted. */
  public props(owner: string, table: PropTable, node: Located): Readonly<Record<string, unknown>> {
    if (node.kind !== 'map') {
      const problem = `${owner} is ${this.shown(node)}`;
      this.faults.add('yaml/no-object', problem, 'give an object, a member on each line', node.at);
      return {};
    }
    const given = node.entries.filter(({ key }) => key !== ASSUMED);
    this.slips(owner, table, node);
    const values = given.flatMap(({ key, value }) => {
      const rule = Object.hasOwn(table, key) ? table[key] : undefined;
      if (rule === undefined) return [];
      const read = this.value({ owner, prop: key }, typeof rule === 'string' ? {} : rule, value);
      return read === undefined ? [] : [[key, read] as const];
    });
    const reasons = reasonsOf(memberOf(node, ASSUMED)?.value);
    const assumptions = reasons.map((reason) => this.assumed(owner, table, reason));
    return { ...Object.fromEntries(values), ...(Object.assign({}, ...assumptions) as object) };
  }

  /** A value of the kind that a table says; undefined where it is refused. */
  public value(place: Place, kind: PropKind, node: Located): unknown {
    if (node.kind === 'scalar' && node.value === null) {
      const problem = `${place.owner}: '${place.prop}' has no value`;
      this.faults.add('yaml/no-value', problem, 'give one, or take the name away', node.at);
      return undefined;
    }
    const before = this.faults.count;
    const value = this.raw(place, kind, node);
    if (value === undefined || this.faults.count > before) return value;
    for (const error of kindErrors(place, value, kind)) this.faults.addError(node.at, error);
    return value;
  }

  private raw(place: Place, kind: PropKind, node: Located): unknown {
    const { quantity, oneOf, object, of: table, as, each, ways } = kind;
    if (ways !== undefined) return this.way(place, kind, node);
    if (quantity !== undefined) return this.quantity(place, quantity, node);
    if (oneOf !== undefined) return this.oneOf(place, kind, oneOf, node);
    if (kind.isText === true) return this.text(node);
    if (kind.choices !== undefined) return this.choice(kind.choices, node);
    if (kind.number !== undefined || kind.count !== undefined || kind.isFlag === true) return plainOf(node);
    if (object !== undefined) return node.kind === 'scalar' ? this.named(place, kind, node) : this.open(node);
    if (kind.isOfSite === true && each === undefined) {
      if (node.kind !== 'list') return kind.isList === true ? plainOf(node) : this.named(place, kind, node);
      return this.each(place, node.items, (inner, item) => this.named(inner, kind, item));
    }
    if (each !== undefined && node.kind === 'list')
      return this.each(place, node.items, (inner, item) => this.value(inner, each, item));
    if (each !== undefined && node.kind === 'map')
      return this.members(node, (key, item) => this.value({ ...place, prop: `${place.prop}.${key}` }, each, item));
    if (kind.ofKind !== undefined && node.kind === 'map') return this.ofKind(place, kind.ofKind, node);
    if (table === undefined) return this.open(node);
    if (as === undefined) return this.props(kind.where?.(place.owner) ?? this.within(place, kind), table, node);
    if (as === 'map' && node.kind === 'map')
      return this.members(node, (key, item) => this.props(this.entry(place, kind, item, { key }), table, item));
    if (as !== 'list' || node.kind !== 'list') return plainOf(node);
    const count = node.items.length;
    return node.items.map((item, index) => this.props(this.entry(place, kind, item, { index, count }), table, item));
  }

  /** Words for an object that a prop holds. */
  private within({ owner, prop }: Place, { called }: PropKind): string {
    return `${called ?? `'${prop}'`} of ${owner}`;
  }

  /** Words for one of several objects that a prop holds. */
  private entry(
    { owner, prop }: Place,
    { called }: PropKind,
    item: Located,
    { key, index = 0, count = 2 }: { readonly key?: string; readonly index?: number; readonly count?: number },
  ): string {
    const plain = item.kind === 'map' ? { name: textOf(item, 'name'), kind: textOf(item, 'kind') } : {};
    return `${entryName(prop, plain, { called, key, index, of: count })} of ${owner}`;
  }

  private each(
    { owner, prop }: Place,
    items: readonly Located[],
    read: (place: Place, item: Located) => unknown,
  ): readonly unknown[] {
    return items.map((item, index) => read({ owner, prop: `${prop}[${index}]` }, item));
  }

  private members(node: LocatedMap, read: (key: string, item: Located) => unknown): Readonly<Record<string, unknown>> {
    return Object.fromEntries(node.entries.map(({ key, value }) => [key, read(key, value)]));
  }

  /** An object whose props hang on its kind. */
  private ofKind(place: Place, tables: Readonly<Record<string, PropTable>>, node: LocatedMap): unknown {
    const kind = textOf(node, 'kind') ?? '';
    const owner = `'${place.prop}' of ${place.owner}`;
    if (Object.hasOwn(tables, kind)) return this.props(owner, tables[kind] ?? {}, node);
    const names = Object.keys(tables);
    const problem = `${owner}: 'kind' is '${shortText(kind, 60)}'`;
    const at = memberOf(node, 'kind')?.value.at ?? node.at;
    this.faults.add('props/no-such-choice', problem, remedyOf(kind, names, `give ${quoted(names)}`), at);
    return undefined;
  }

  /** A prop that is missing, or that there is not: at the name of the one, at the object of the other. */
  private slips(owner: string, table: PropTable, node: LocatedMap): void {
    const given = Object.fromEntries(node.entries.filter(({ key }) => key !== ASSUMED).map(({ key }) => [key, true]));
    const assumedProps = reasonsOf(memberOf(node, ASSUMED)?.value).flatMap((reason) => {
      const props = reason.kind === 'map' ? memberOf(reason, 'props')?.value : undefined;
      return props?.kind === 'map' ? props.entries : [];
    });
    const names = Object.fromEntries(assumedProps.map(({ key }) => [key, true]));
    // What the scope says is known when the construct is made.
    const stated = Object.fromEntries(
      Object.entries(table).map(([prop, entry]) => [
        prop,
        typeof entry === 'string' || entry.implied === undefined ? entry : ('optional' as const),
      ]),
    );
    for (const error of nameSlips(owner, { ...names, ...given }, stated)) {
      const words = [...error.message.matchAll(/'([^']+)'/g)].map(([, word = '']) => word);
      const entry = node.entries.find(({ key }) => words.includes(key) && !Object.hasOwn(table, key));
      const twice =
        error.code === 'props/given-twice' ? node.entries.find(({ key }) => words.includes(key)) : undefined;
      this.faults.addError((entry ?? twice)?.at ?? node.at, error);
    }
  }

  /** Props that are assumed, with the reason. */
  private assumed(owner: string, table: PropTable, node: Located): object {
    const { props = {}, ...reason } = this.props(`'${ASSUMED}' of ${owner}`, REASON_NAMES, node);
    const inner = node.kind === 'map' ? memberOf(node, 'props')?.value : undefined;
    if (inner?.kind !== 'map' || typeof props !== 'object') return {};
    const loose = Object.fromEntries(
      Object.entries(table).map(([prop, entry]) => [
        prop,
        typeof entry === 'string' ? ('optional' as const) : { ...entry, need: 'optional' as const, implied: undefined },
      ]),
    ) as PropTable;
    const figures = this.props(owner, loose, inner);
    try {
      return assumed(figures, reason as unknown as AssumptionReason);
    } catch (error) {
      if (!(error instanceof DesignError)) throw error;
      this.faults.addError(node.at, error);
      return {};
    }
  }

  private quantity({ owner, prop }: Place, kind: QuantityClass, node: Located): unknown {
    const example = exampleOf(kind);
    const where = `${owner}: '${prop}'`;
    if (node.kind !== 'scalar' || typeof node.value !== 'string') {
      const problem = `${where} is ${this.shown(node)}, without a unit`;
      this.faults.add('yaml/no-unit', problem, `write number and unit, such as '${example}'`, node.at);
      return undefined;
    }
    try {
      return (kind as QuantityClass & { parse: (text: string) => unknown }).parse(node.value);
    } catch (error) {
      if (!(error instanceof DesignError)) throw error;
      const { code, problem, remedy } = error;
      this.faults.addError(node.at, new DesignError(code, { problem: `${where}: ${problem}`, remedy, object: owner }));
      return undefined;
    }
  }

  /** The first kind that takes the value without a fault; where none does, the faults of the one that was most likely meant. */
  private oneOf(place: Place, { remedy }: PropKind, kinds: readonly PropKind[], node: Located): unknown {
    const readAs = (isTrial: boolean): { kind: PropKind; faults: FileFaults; value: unknown }[] =>
      kinds.map((kind) => {
        const faults = this.faults.another();
        return { kind, faults, value: new FileValues(this.names, faults, isTrial).value(place, kind, node) };
      });
    // Which name was meant is looked for among all of a file, and only where none of the kinds takes it.
    const tried = readAs(true);
    const taken = tried.find(({ faults }) => faults.count === 0);
    if (taken !== undefined) return taken.value;
    const read = this.isTrial ? tried : readAs(false);
    const meant = read.find(({ kind }) => isMeant(kind, node));
    if (meant !== undefined) this.faults.addAll(meant.faults);
    else {
      const words = remedy ?? read.flatMap(({ faults }) => faults.errors()[0]?.remedy ?? []).join(', or ');
      const problem = `${place.owner}: '${place.prop}' is ${this.shown(node)}`;
      this.faults.add('props/wrong-kind', problem, words, node.at);
    }
    return undefined;
  }

  /** What a program makes by a function: `{ within: { cidr: 10.64.0.0/12 } }`, or the name of one that takes nothing. */
  private way(place: Place, { ways = {} }: PropKind, node: Located): unknown {
    const names = Object.keys(ways);
    const [first, second] = node.kind === 'map' ? node.entries : [];
    const name = node.kind === 'scalar' ? String(node.value) : (first?.key ?? '');
    const way = Object.hasOwn(ways, name) ? ways[name] : undefined;
    if (way === undefined || second !== undefined || node.kind === 'list') {
      const problem = `${place.owner}: '${place.prop}' is ${way === undefined && name !== '' ? `'${shortText(name, 60)}'` : this.shown(node)}`;
      const give = `give one of ${quoted(names)}, with what it takes below it`;
      this.faults.add('yaml/no-such-way', problem, remedyOf(name, names, give), (second ?? first ?? node).at);
      return undefined;
    }
    const before = this.faults.count;
    const given = first?.value ?? { kind: 'map', at: node.at, entries: [] };
    const props = this.props(`'${name}' of '${place.prop}' of ${place.owner}`, way.of, given);
    if (this.faults.count > before || !this.names.isBuilding) return STAND_IN;
    return way.make(props as never);
  }

  /** The text as it is written, so that `1.30` is a version; an object or a list stays what it is, to be refused. */
  private text(node: Located): unknown {
    return node.kind === 'scalar' && node.value !== null ? node.source : plainOf(node);
  }

  private choice(choices: readonly Choice[], node: Located): unknown {
    if (node.kind !== 'scalar') return plainOf(node);
    return choices.some((one) => one === node.value)
      ? node.value
      : choices.includes(node.source)
        ? node.source
        : node.value;
  }

  /** A construct or an entry of the catalogue, by its name. */
  private named({ owner, prop }: Place, kind: PropKind, node: Located): unknown {
    const has = kind.object?.has ?? ['node'];
    if (node.kind !== 'scalar' || typeof node.value !== 'string') return plainOf(node);
    const name = node.value;
    const isConstruct = kind.isOfSite === true || has.includes('node');
    const found = (isConstruct ? undefined : this.names.entry(name, has)) ?? this.names.construct(name, kind);
    if (found !== undefined) return found;
    const ids = isConstruct || this.isTrial ? [] : this.names.entryIds(has);
    const constructs = this.isTrial ? [] : this.names.constructNames();
    const known = [...ids, ...constructs];
    const what = ids.length > 0 ? "neither the catalogue nor 'define' has it" : 'the file states nothing of that name';
    const some = ids.length > 0 ? ids : constructs;
    const all = some.length > 12 ? `${quoted(some.slice(0, 12))} or one of ${some.length - 12} more` : quoted(some);
    const remedy = remedyOf(name, known, some.length === 0 ? `state it` : `give ${all}`);
    this.faults.add('yaml/unknown-name', `${owner}: '${prop}' is '${shortText(name, 60)}': ${what}`, remedy, node.at);
    return undefined;
  }

  /** What no table describes: names of constructs and entries are those, the rest is as it is written. */
  private open(node: Located): unknown {
    if (node.kind === 'list') return node.items.map((item) => this.open(item));
    if (node.kind === 'map') return this.members(node, (_, item) => this.open(item));
    if (typeof node.value !== 'string') return node.value;
    return this.names.construct(node.value, {}) ?? this.names.entry(node.value, []) ?? node.value;
  }

  private shown(node: Located): string {
    if (node.kind === 'list') return 'a list';
    if (node.kind === 'map') return 'an object';
    return typeof node.value === 'string' ? `'${shortText(node.value, 60)}'` : String(node.value);
  }
}

/** Objects of `assumed`: one, or a list of them. */
function reasonsOf(node: Located | undefined): readonly Located[] {
  if (node === undefined) return [];
  return node.kind === 'list' ? node.items : [node];
}

/** Stands for a construct before it is made: it has every member. */
export const STAND_IN: object = new Proxy({}, { has: () => true, get: () => undefined });

/** What `assumed` says beside the props. */
const REASON_NAMES: PropTable = {
  why: { need: 'required', isText: true },
  owner: { need: 'required', isText: true },
  until: { need: 'required', isText: true },
  props: { need: 'required', isMap: true },
};

/** Whether a kind is the one that a value of this shape was meant for. */
function isMeant({ quantity, isText, object, isOfSite, isList, as, of: table }: PropKind, node: Located): boolean {
  if (node.kind === 'list') return isList === true || as === 'list';
  if (node.kind === 'map') return table !== undefined && as === undefined;
  if (typeof node.value !== 'string') return false;
  return quantity !== undefined || isText === true || object !== undefined || isOfSite === true;
}

/** How a quantity is written in a file: `14 kW`. */
export function exampleOf({ name }: { readonly name: string }): string {
  const [, call = '', amount = '1'] = /\.(\w+)\(([\d_.]+)\)/.exec(EXAMPLES[name] ?? '') ?? [];
  return `${amount.replaceAll('_', '')} ${UNIT_OF[call] ?? ''}`.trim();
}

/** Units of the examples. */
const UNIT_OF: Readonly<Record<string, string>> = {
  kilovoltAmperes: 'kVA',
  decibels: 'dB',
  litresPerKilowattHour: 'L/kWh',
  amperes: 'A',
  gigabitsPerSecond: 'Gb/s',
  petabytes: 'PB',
  minutes: 'min',
  kilowattHours: 'kWh',
  kilogramsPerSquareMetre: 'kg/m2',
  hertz: 'Hz',
  litresPerMinute: 'L/min',
  metres: 'm',
  kilograms: 'kg',
  kilowatts: 'kW',
  celsius: '°C',
  litres: 'L',
  volts: 'V',
};

/** The text of a member of a map. */
export function textOf(node: LocatedMap, key: string): string | undefined {
  const value = memberOf(node, key)?.value;
  return value?.kind === 'scalar' && value.value !== null ? value.source : undefined;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}

/** The name that was meant, or what to do where none is near. */
export function remedyOf(name: string, names: readonly string[], other: string): string {
  const hint = spellingHint(name, names);
  return hint === undefined ? other : `did you mean '${hint}'?`;
}
