import { JSON_SCHEMA, load, YAMLException } from 'js-yaml';

import { DesignError, oneLine } from '../../errors/design-error';
import { DataRate } from '../../units/data';
import { Length, Mass } from '../../units/dimensions';
import { Power } from '../../units/power';
import { type CatalogEntry, catalogEntries } from '../../catalog/catalog-entries';
import type { Fact, YearMonth } from '../../catalog/fact';
import { addTo } from '../../units/present';

/** Where a file is from: it is a `secondary` source, named by path and commit. */
export interface ImportSource {
  /** Path of the file in its repository. */
  readonly path: string;
  /** Commit at which it was read: 7 to 40 hex digits. */
  readonly commit: string;
  /** Month in which it was read. */
  readonly asOf: YearMonth;
}

/** A device type, a rack type or a platform as a file states it. */
export interface ImportedType {
  readonly form: 'netbox-device' | 'netbox-rack' | 'sonic-platform';
  readonly manufacturer: string;
  readonly model: string;
  /** Entry of the catalogue of that model. Absent: it has none. */
  readonly entry?: string;
  /** What the file states and the catalogue does not, by the name of the fact. All are `secondary`. */
  readonly facts: Readonly<Record<string, Fact<unknown>>>;
  /** What the catalogue has already: its value stays. `differs` where the file has another. */
  readonly kept: readonly {
    readonly fact: string;
    readonly own: string;
    readonly file: string;
    readonly differs: boolean;
  }[];
  /** Ports of a kind, in the order of the file. */
  readonly ports: readonly {
    readonly type: string;
    readonly count: number;
    readonly first: string;
    readonly last: string;
  }[];
  /** What should be looked at before it is used: gaps, heights unlike those of its siblings, types that are not known. */
  readonly doubts: readonly string[];
  /** Members of the file that were not taken. */
  readonly left: readonly string[];
}

/** Rate and socket of interfaces as NetBox calls them, of those that fabrics use. */
const INTERFACES: Readonly<Record<string, readonly [gigabits: number, connector?: string]>> = {
  '100base-tx': [0.1, 'RJ45'],
  '1000base-t': [1, 'RJ45'],
  '1000base-x-sfp': [1],
  '10gbase-t': [10, 'RJ45'],
  '10gbase-x-sfpp': [10, 'SFP+'],
  '25gbase-x-sfp28': [25, 'SFP28'],
  '40gbase-x-qsfpp': [40],
  '50gbase-x-sfp56': [50],
  '100gbase-x-qsfp28': [100, 'QSFP28'],
  '200gbase-x-qsfp56': [200, 'QSFP56'],
  '400gbase-x-qsfp112': [400, 'QSFP112'],
  '400gbase-x-qsfpdd': [400, 'QSFP-DD'],
  '400gbase-x-osfp': [400, 'OSFP'],
  '800gbase-x-qsfpdd': [800, 'QSFP-DD'],
  '800gbase-x-osfp': [800, 'OSFP'],
  'infiniband-edr': [100],
  'infiniband-hdr': [200],
  'infiniband-ndr': [400],
  'infiniband-xdr': [800],
};

const GRAMS: Readonly<Record<string, number>> = { kg: 1_000, g: 1, lb: 453.592_37, oz: 28.349_523_125 };
const MILLIMETRES: Readonly<Record<string, number>> = { mm: 1, in: 25.4 };
const COMMIT = /^[0-9a-f]{7,40}$/;
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

type Members = Readonly<Record<string, unknown>>;

/** What is gathered of a file before it is held against the catalogue. */
interface Gathered extends Pick<ImportedType, 'form' | 'manufacturer' | 'model' | 'ports' | 'left'> {
  readonly values: ReadonlyMap<string, unknown>;
  readonly doubts: string[];
}

/**
 * Reads a device type or a rack type of NetBox's library (YAML), or a `platform.json` of SONiC. What it states becomes `secondary` facts with path and commit;
 * a fact that the catalogue has stays as it is.
 *
 * @param text - content of the file
 * @param source - path, commit and month of the file
 * @throws DesignError `import/bad-source`, `import/not-readable`, `import/unknown-form`
 * @see https://github.com/netbox-community/devicetype-library
 * @see https://github.com/sonic-net/sonic-buildimage
 */
export function importDeviceType(text: string, source: ImportSource): ImportedType {
  const { path, commit, asOf } = source;
  if (path.trim() === '' || !COMMIT.test(commit) || !MONTH.test(asOf)) {
    throw new DesignError('import/bad-source', {
      problem: `the source of an imported type is '${oneLine(path)}' at '${oneLine(commit)}', read in '${oneLine(asOf)}'`,
      remedy: "give the path in its repository, the commit as 7 to 40 hex digits and the month as '2026-11'",
      object: oneLine(path),
    });
  }
  const gathered = gather(membersOf(text, path), path);
  const where = `${oneLine(path)} at ${commit}`;
  const entry = catalogEntries().find(({ item }) => plain(item.model) === plain(gathered.model));
  const known = (entry?.item ?? {}) as unknown as Members;
  const facts: Record<string, Fact<unknown>> = {};
  const kept: ImportedType['kept'][number][] = [];
  for (const [fact, value] of gathered.values) {
    const own = known[fact];
    if (typeof own === 'object' && own !== null && 'value' in own) {
      const [was, is] = [shown(own.value), shown(value)];
      kept.push({ fact, own: was, file: is, differs: was !== is });
    } else {
      facts[fact] = { value, source: where, status: 'secondary', asOf };
    }
  }
  const { form, manufacturer, model, ports, left, doubts, values } = gathered;
  return {
    ...{ form, manufacturer, model },
    ...(entry === undefined ? {} : { entry: entry.item.id }),
    ...{ facts, kept, ports, left },
    doubts: [...doubts, ...siblingDoubts(model, values.get('heightU'), entry)],
  };
}

function membersOf(text: string, path: string): Members {
  let data: unknown;
  try {
    data = load(text, { schema: JSON_SCHEMA });
  } catch (error) {
    const where = error instanceof YAMLException ? `: ${oneLine(error.reason)}` : '';
    throw unreadable(path, `is neither YAML nor JSON${where}`);
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw unreadable(path, 'holds no members');
  return data as Members;
}

function unreadable(path: string, what: string): DesignError {
  return new DesignError('import/not-readable', {
    problem: `'${oneLine(path)}' ${what}`,
    remedy: "give a device type or rack type of NetBox's library, or a platform.json of SONiC",
    object: oneLine(path),
  });
}

function gather(members: Members, path: string): Gathered {
  const isNamed = typeof members['manufacturer'] === 'string' && typeof members['model'] === 'string';
  if (typeof members['chassis'] === 'object' && typeof members['interfaces'] === 'object')
    return platform(members, path);
  if (isNamed && ('form_factor' in members || 'outer_unit' in members || 'max_weight' in members))
    return rackType(members);
  if (isNamed) return deviceType(members);
  throw new DesignError('import/unknown-form', {
    problem: `'${oneLine(path)}' is neither a device type, nor a rack type, nor a platform: it has ${oneLine(Object.keys(members).slice(0, 5).join(', ')) || 'no members'}`,
    remedy: "give a file with 'manufacturer' and 'model' (NetBox), or with 'chassis' and 'interfaces' (SONiC)",
    object: oneLine(path),
  });
}

/** Members that are taken, or say nothing of the hardware. */
const READ = new Set(['manufacturer', 'model', 'slug', 'part_number', 'comments', 'description']);

function deviceType(members: Members): Gathered {
  const values = new Map<string, unknown>();
  const doubts: string[] = [];
  const taken = new Set([...READ, 'u_height', 'weight', 'weight_unit', 'power-ports', 'interfaces']);
  body(members, values, doubts);
  const supplies = listOf(members['power-ports']);
  if (supplies.length > 0) values.set('psus', { count: supplies.length });
  const draws = new Set(supplies.map((supply) => supply['maximum_draw']).filter((draw) => typeof draw === 'number'));
  const [draw] = draws;
  if (draws.size === 1 && draw !== undefined && draw > 0) values.set('psuMaxDraw', Power.watts(draw));
  if (draws.size > 1) doubts.push('power-ports draw unlike amounts: none was taken');
  const data = listOf(members['interfaces']).filter((port) => port['mgmt_only'] !== true);
  const ports = portGroups(data.map((port) => [textOf(port['type']), textOf(port['name'])]));
  doubts.push(...portDoubts(data.map((port) => textOf(port['name']))));
  for (const { type, count } of ports) {
    if (!Object.hasOwn(INTERFACES, type))
      doubts.push(`the type '${type}' of ${count} interfaces is not known: its rate was not taken`);
  }
  // Most ports are those of the cages; what is beside them is extra, where it is of one kind.
  const groups = ports.filter(({ type }) => Object.hasOwn(INTERFACES, type)).sort((a, b) => b.count - a.count);
  const [main, extra, ...more] = groups;
  if (main !== undefined) {
    const [gigabits = 0, connector] = INTERFACES[main.type] ?? [];
    values.set('cages', main.count);
    values.set('portsPerCage', 1);
    values.set('portRate', DataRate.megabitsPerSecond(gigabits * 1_000));
    if (connector !== undefined) values.set('connector', connector);
  }
  if (extra !== undefined && more.length === 0) {
    const [gigabits = 0] = INTERFACES[extra.type] ?? [];
    values.set('extraPorts', { count: extra.count, rate: DataRate.megabitsPerSecond(gigabits * 1_000) });
  }
  return { form: 'netbox-device', ...named(members), values, ports, doubts, left: leftOf(members, taken) };
}

function rackType(members: Members): Gathered {
  const values = new Map<string, unknown>();
  const doubts: string[] = [];
  const sizes = ['outer_width', 'outer_height', 'outer_depth'] as const;
  const taken = new Set([...READ, ...sizes, 'u_height', 'weight', 'weight_unit', 'max_weight', 'outer_unit']);
  body(members, values, doubts);
  const grams = GRAMS[textOf(members['weight_unit'])];
  const most = members['max_weight'];
  if (typeof most === 'number' && most > 0 && grams !== undefined)
    values.set('maxLoad', Mass.grams(Math.round(most * grams)));
  const unit = MILLIMETRES[textOf(members['outer_unit'])];
  const dimensions = Object.fromEntries(
    sizes.flatMap((size) => {
      const amount = members[size];
      if (typeof amount !== 'number' || amount <= 0 || unit === undefined) return [];
      return [[size.replace('outer_', ''), Length.millimetres(Math.round(amount * unit))] as const];
    }),
  );
  if (Object.keys(dimensions).length > 0) values.set('dimensions', dimensions);
  else if (sizes.some((size) => size in members))
    doubts.push(`the unit '${textOf(members['outer_unit'])}' of its size is not known`);
  return { form: 'netbox-rack', ...named(members), values, ports: [], doubts, left: leftOf(members, taken) };
}

function platform(members: Members, path: string): Gathered {
  const values = new Map<string, unknown>();
  const doubts: string[] = [];
  const chassis = members['chassis'] as Members;
  const interfaces = Object.entries(members['interfaces'] as Members).filter(
    (entry): entry is [string, Members] => typeof entry[1] === 'object' && entry[1] !== null,
  );
  const modesOf = (each: Members): string => Object.keys(each['breakout_modes'] ?? {}).join(' ');
  const cages = interfaces.map(([name, each]) => ({
    name,
    modes: modesOf(each),
    number: textOf(each['index']).split(',')[0] ?? '',
  }));
  const ports = portGroups(cages.map(({ modes, name }) => [modes, name]));
  doubts.push(...portDoubts(cages.map(({ number }) => number)));
  const [main, extra, ...more] = [...ports].sort((a, b) => b.count - a.count);
  if (main !== undefined) {
    values.set('cages', main.count);
    const modes = breakouts(main.type);
    if (modes.length > 0) values.set('breakouts', modes);
    else doubts.push(`no breakout of '${main.first}' was understood: '${main.type}'`);
  }
  const [beside] = extra === undefined ? [] : breakouts(extra.type);
  if (extra !== undefined && beside !== undefined && more.length === 0) {
    values.set('extraPorts', { count: extra.count * beside.ports, rate: beside.rate });
  }
  const psus = listOf(chassis['psus']);
  if (psus.length > 0) values.set('psus', { count: psus.length });
  const model = textOf(chassis['name']);
  if (model === '') throw unreadable(path, "has no 'name' of its chassis");
  // The file names no vendor: it stands in the path.
  const [, vendor = ''] = /(?:^|\/)device\/([^/]+)\//.exec(path) ?? [];
  return {
    ...{ form: 'sonic-platform', manufacturer: vendor, model, values, ports, doubts },
    left: Object.keys(chassis)
      .filter((key) => !['name', 'psus'].includes(key))
      .map((key) => `chassis.${key}`),
  };
}

/** `1x800G[400G,200G]`, `2x400G`: ports and their rate; what stands in brackets is slower. */
function breakouts(modes: string): { readonly ports: number; readonly rate: DataRate }[] {
  return [...modes.matchAll(/(?:^|\s)(\d+)x(\d+)G(?=[[\s]|$)/g)].map(([, ports, gigabits]) => ({
    ports: Number(ports),
    rate: DataRate.gigabitsPerSecond(Number(gigabits)),
  }));
}

function body(members: Members, values: Map<string, unknown>, doubts: string[]): void {
  const height = members['u_height'];
  if (typeof height === 'number' && height > 0) values.set('heightU', height);
  const { weight, weight_unit: unit } = members;
  if (typeof weight !== 'number' || weight <= 0) return;
  const grams = GRAMS[textOf(unit)];
  if (grams === undefined) doubts.push(`the unit '${textOf(unit)}' of its weight is not known: it was not taken`);
  else values.set('weight', Mass.grams(Math.round(weight * grams)));
}

function named(members: Members): Pick<Gathered, 'manufacturer' | 'model'> {
  return { manufacturer: textOf(members['manufacturer']), model: textOf(members['model']) };
}

function leftOf(members: Members, taken: ReadonlySet<string>): string[] {
  return Object.keys(members)
    .filter((key) => !taken.has(key))
    .map(oneLine);
}

function portGroups(ports: readonly (readonly [type: string, name: string])[]): ImportedType['ports'][number][] {
  const groups = new Map<string, string[]>();
  for (const [type, name] of ports) addTo(groups, type, name);
  return [...groups].map(([type, names]) => ({
    type,
    count: names.length,
    first: names[0] ?? '',
    last: names.at(-1) ?? '',
  }));
}

/** Gaps and doubles in the numbers of ports that begin alike. */
function portDoubts(names: readonly string[]): string[] {
  const series = new Map<string, number[]>();
  for (const name of names) {
    const [, start = '', number] = /^(.*?)(\d+)$/.exec(name) ?? [];
    if (number !== undefined) addTo(series, start, Number(number));
  }
  const doubts: string[] = [];
  for (const [start, numbers] of series) {
    const has = new Set(numbers);
    const [least, most] = [Math.min(...has), Math.max(...has)];
    if (has.size < numbers.length)
      doubts.push(`${numbers.length - has.size} ports '${start}…' have the number of another`);
    const lacking = most - least + 1 - has.size;
    if (lacking === 0 || has.size < 2) continue;
    let first = least;
    while (has.has(first)) first += 1;
    doubts.push(`ports '${start}${least}' to '${start}${most}' lack ${lacking}, first '${start}${first}'`);
  }
  return doubts;
}

/** A height unlike that of all models that are called alike: letters and the first two digits. */
function siblingDoubts(model: string, height: unknown, entry: CatalogEntry | undefined): string[] {
  const family = /^[a-z]+\d\d/.exec(plain(model))?.[0];
  if (typeof height !== 'number' || family === undefined) return [];
  const heights = catalogEntries().flatMap(({ item }) => {
    const own = (item as unknown as Members)['heightU'];
    const isSibling = item !== entry?.item && plain(item.model).startsWith(family);
    if (!isSibling || typeof own !== 'object' || own === null || !('value' in own)) return [];
    return [`${item.model} ${String(own.value)} U`];
  });
  if (heights.length === 0 || heights.some((text) => text.endsWith(` ${height} U`))) return [];
  return [`its height is ${height} U, unlike ${heights.join(', ')}`];
}

function plain(model: string): string {
  return model.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function listOf(value: unknown): Members[] {
  return Array.isArray(value) ? value.filter((each): each is Members => typeof each === 'object' && each !== null) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? oneLine(String(value)) : '';
}

/** A value as it is compared and shown. */
function shown(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'string') return String(value);
  if (Array.isArray(value)) return value.map(shown).join('; ');
  if (typeof value !== 'object' || value === null) return '';
  if ('toString' in value && value.toString !== Object.prototype.toString)
    return (value as { toString(): string }).toString();
  return Object.entries(value)
    .map(([name, member]) => `${name} ${shown(member)}`)
    .join(', ');
}

/** A value of a fact for people. */
export function factText({ value }: Pick<Fact<unknown>, 'value'>): string {
  return shown(value);
}
