import { named, present } from '../../units/present';
import { assetIds, resolveNodes } from '../as-built/name-map';
import { type CheckBook, type CommissioningCheck, gpusByHost, knownNames, placesOf } from './commissioning-report';
import { type DrawReading, filesOf, type JudgeInput } from './measurement';

const GIGA = 1_000_000_000;

/** GPUs of the unit's hosts: as many as the plan has, each at the width and speed of its link, without uncorrected errors, faults or XIDs. */
export function judgeGpus({ site, scope, files, options: { burnInHours } }: JudgeInput, book: CheckBook): void {
  const all = filesOf(files, 'gpus');
  const given = all.filter(({ device = '' }) => scope.hosts.has(device));
  const due = gpusByHost(site);
  const placeOf = placesOf(site);
  for (const { file, device = '', measurement } of given) {
    const place = placeOf(device);
    const facts = { kind: 'gpus', object: device, ...present({ place }), file } as const;
    const planned = due.get(device);
    const { attached, gpus, isWhole } = measurement;
    // A tool that counts its GPUs right may still have lost one in its list.
    const count = attached !== undefined && attached !== planned ? attached : gpus.length;
    if (isWhole && planned !== undefined && count !== planned) {
      book.add({
        ...facts,
        isPassed: false,
        expected: `${planned} GPUs`,
        measured: `${count} ${count === 1 ? 'GPU' : 'GPUs'}`,
      });
    }
    if (!isWhole) judgeLog({ ...facts, span: measurement.spanSeconds, faulty: gpus.length, hours: burnInHours }, book);
    const untold = gpus.filter(({ isUntold }) => isUntold === true);
    if (untold.length > 0) {
      book.note(
        `${device}: ${untold.length} of ${gpus.length} GPUs are listed without their link, memory errors or state, and are not judged`,
      );
    }
    const isLinkTold = gpus.some(({ width }) => width !== undefined);
    const linkless = isWhole && isLinkTold ? gpus.filter(({ width }) => width === undefined).length : 0;
    if (linkless > 0) book.note(`${device}: the PCIe link of ${linkless} of ${gpus.length} GPUs is not told`);
    for (const gpu of gpus) {
      const { id, width, mostWidth, generation, mostGeneration, uncorrectable = 0, isIdle, faults, isUntold } = gpu;
      if (isUntold === true) continue;
      const wrong = [
        ...(width !== undefined && mostWidth !== undefined && width < mostWidth
          ? [`PCIe x${width} of x${mostWidth}`]
          : []),
        ...(generation !== undefined && mostGeneration !== undefined && generation < mostGeneration && !isIdle
          ? [`PCIe generation ${generation} of ${mostGeneration}`]
          : []),
        ...(uncorrectable > 0 ? [`${uncorrectable} uncorrected memory errors`] : []),
        ...faults,
      ];
      const judged = {
        isPassed: wrong.length === 0,
        expected: 'full PCIe link, no errors',
        measured: wrong.join(', '),
      };
      book.add({ ...facts, port: `GPU ${id}`, ...judged });
    }
  }
}

/** A log of the kernel without an XID says something of the time that it covers, and nothing of any other. */
function judgeLog(
  {
    span,
    faulty,
    hours,
    ...facts
  }: Pick<CommissioningCheck, 'kind' | 'object' | 'file' | 'place'> & {
    readonly span: number | undefined;
    readonly faulty: number;
    readonly hours: number | undefined;
  },
  book: CheckBook,
): void {
  const covered = span === undefined ? 'a time that its lines do not tell' : `${round(span / SECONDS_OF_HOUR)} hours`;
  const { object } = facts;
  if (faulty === 0) book.note(`${object}: the log of the kernel has no XID, and covers ${covered}`);
  if (hours !== undefined) {
    const isPassed = span !== undefined && span >= hours * SECONDS_OF_HOUR;
    book.add({ ...facts, isPassed, expected: `a log of ${hours} hours`, measured: `it covers ${covered}` });
  } else if (faulty === 0 && span !== undefined && span > 0) book.pass('gpus', 1);
}

const SECONDS_OF_HOUR = 3_600;

/** Values of which a median says something. */
export const LEAST_VALUES = 4;

/** Each host's draw and rate against the median of the unit, where a share of it is asked for; who is far below is slow, whatever the mark. */
export function judgeStragglers(
  { scope, options: { stragglerShare } }: Pick<JudgeInput, 'scope' | 'options'>,
  values: ReadonlyMap<string, number>,
  what: string,
  book: CheckBook,
): void {
  const own = [...values].filter(([host]) => scope.hosts.has(host));
  if (stragglerShare === undefined || own.length < LEAST_VALUES) return;
  const middle = median(own.map(([, value]) => value));
  for (const [object, value] of own) {
    if (value >= middle * stragglerShare) continue;
    const expected = `${round((middle * stragglerShare) / GIGA)} GB/s, ${stragglerShare} of the median of the unit`;
    book.add({ kind: 'storage', object, isPassed: false, expected, measured: `${what} ${round(value / GIGA)} GB/s` });
  }
}

/**
 * Highest ratio of wrong bits behind the correction: what the InfiniBand specification asks of a link.
 *
 * @see https://www.infinibandta.org/ibta-specification/
 */
const MOST_BER = 1e-12;

/** Names of nodes and ports by their GUIDs, from whatever file tells both: counters, links, and adapters of a host. */
function namesByGuid(files: JudgeInput['files']): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { measurement } of filesOf(files, 'counters')) {
    for (const { guid, name } of measurement.readings)
      if (guid !== undefined && name !== undefined) names.set(guid, name);
  }
  for (const { measurement } of filesOf(files, 'links')) {
    const { nodes, links } = measurement.discovered;
    for (const { id, name } of nodes) if (id !== undefined && name !== '') names.set(id, name);
    for (const end of links.flatMap(({ a, b }) => [a, b])) {
      const node = nodes[end.node];
      if (end.id !== undefined && node !== undefined && node.name !== '') names.set(end.id, node.name);
    }
  }
  for (const { device, measurement } of filesOf(files, 'adapters')) {
    if (device === undefined) continue;
    for (const { guid, adapter } of measurement.adapters)
      if (guid !== undefined) names.set(guid, `${device} ${adapter}`);
  }
  return names;
}

/** Signals of the ports of the unit's hosts and leaves: active, up, and with few wrong bits. Ports are known by the GUIDs of the asset file and of other files. */
export function judgeSignals({ site, scope, files, options }: JudgeInput, book: CheckBook): void {
  const given = filesOf(files, 'signal');
  if (given.length === 0) return;
  const names = namesByGuid(files);
  const ids = options.map.ids ?? assetIds(site);
  const known = knownNames(site);
  const placeOf = placesOf(site);
  const limit = options.mostBer ?? MOST_BER;
  let strangers = 0;
  for (const { file, measurement } of given) {
    for (const { guid, port, state, physicalState, effectiveBer, symbolBer } of measurement.ports) {
      const node = { name: names.get(guid) ?? guid, kind: 'device', view: 'subnet', id: guid } as const;
      const [resolved] = resolveNodes([node], { ...options.map, ids }, (name) => known.has(name));
      const { device = '', adapter, isKnown = false } = resolved ?? {};
      if (!isKnown) strangers += 1;
      if (!scope.hosts.has(device) && !scope.leaves.has(device)) continue;
      const wrong = [
        ...(/^ACT/i.test(state) || state === '' ? [] : [`state ${state}`]),
        ...(/^LINK_?UP$/i.test(physicalState) || physicalState === '' ? [] : [physicalState]),
        ...(effectiveBer !== undefined && effectiveBer > limit ? [`effective BER ${effectiveBer}`] : []),
        ...(symbolBer !== undefined && symbolBer > limit ? [`symbol BER ${symbolBer}`] : []),
      ];
      const place = placeOf(device);
      book.add({
        kind: 'signal',
        object: device,
        port: adapter ?? port,
        ...present({ place }),
        isPassed: wrong.length === 0,
        expected: `active, BER of at most ${limit}`,
        measured: wrong.join(', '),
        file,
      });
    }
  }
  if (strangers > 0) {
    book.note(
      `${strangers} ${strangers === 1 ? 'port' : 'ports'} of net_dump_ext ${strangers === 1 ? 'has' : 'have'} a GUID that no file names; give 'ibdiagnet2.db_csv', ibnetdiscover or ibstat beside it, or GUIDs in the asset file`,
    );
  }
}

/** Middle of some values, of an even number the mean of both. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Draw of a whole device, and how it was told. */
interface Draw {
  readonly watts: number;
  readonly isAverage: boolean;
  /** Supplies that were added. Absent: one reading tells the whole. */
  readonly supplies?: number;
}

/** Draw of each rack against the plan of the devices that were read, temperatures against the limits of their own sensors, and the health of supplies and fans. */
export function judgeSensors({ site, scope, files }: JudgeInput, book: CheckBook): void {
  const all = filesOf(files, 'sensors');
  if (all.length === 0) return;
  const placeOf = placesOf(site);
  const isOfUnit = (device: string): boolean => scope.devices.has(device) || scope.hosts.has(device);
  const dark = new Set(scope.dark.map(({ device }) => device));
  const readings = new Map<string, DrawReading[]>();
  const limitless: string[] = [];
  for (const { file, device = '', measurement } of all) {
    if (!isOfUnit(device) || dark.has(device)) continue;
    const { temperatures, draws, health } = measurement.sensors;
    const place = placeOf(device);
    const facts = { object: device, ...present({ place }), file };
    readings.set(device, [...(readings.get(device) ?? []), ...draws]);
    for (const { sensor, celsius, limitCelsius, isGood, status } of temperatures) {
      if (limitCelsius === undefined && NO_STATUS.test(status)) {
        limitless.push(`${device} ${sensor} ${celsius} °C`);
        continue;
      }
      book.add({
        kind: 'temperatures',
        ...facts,
        port: sensor,
        isPassed: isGood && (limitCelsius === undefined || celsius <= limitCelsius),
        expected: limitCelsius === undefined ? 'a good status of the sensor' : `at most ${limitCelsius} °C`,
        measured: `${celsius} °C, ${status}`,
      });
    }
    for (const { sensor, isGood, status } of health) {
      const judged = { port: sensor, isPassed: isGood, expected: 'good health', measured: status };
      book.add({ kind: 'health', ...facts, ...judged });
    }
  }
  if (limitless.length > 0) {
    book.note(
      `${limitless.length} ${limitless.length === 1 ? 'temperature has' : 'temperatures have'} neither a limit nor a status, and ${limitless.length === 1 ? 'is' : 'are'} not judged: ${limitless.slice(0, 3).join(', ')}`,
    );
  }
  const draws = new Map<string, Draw>();
  for (const [device, told] of [...readings].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const draw = drawOfDevice({ site, device, told, book });
    if (draw === undefined) continue;
    draws.set(device, draw);
    book.tell('power', device);
  }
  judgeRacks({ site, scope }, draws, dark, book);
  const systems = [...scope.devices].filter((name) => !scope.leaves.has(name) && !dark.has(name));
  const unread = systems.filter((name) => !draws.has(name) && site.placement.positions.has(name));
  if (unread.length > 0) book.note(`no draw is told of ${unread.length} devices: ${unread.slice(0, 5).join(', ')}`);
}

/** Where a tool tells no status at all: nothing can be held against it without a limit. */
const NO_STATUS = /^no (?:status|health)$/;

/** Readings of a whole device that differ by more than this share are noted: they are of different times, or one is wrong. */
const SPREAD = 0.1;

/**
 * Draw of the whole device from all that its files tell, in whatever order: the highest present reading of the whole, else the highest average, else the inputs of all
 * of its supplies added. What else was seen is said.
 */
function drawOfDevice({
  site,
  device,
  told,
  book,
}: Pick<JudgeInput, 'site'> & {
  readonly device: string;
  readonly told: readonly DrawReading[];
  readonly book: CheckBook;
}): Draw | undefined {
  const wholes = told.filter(({ of }) => of === 'device');
  const now = wholes.filter(({ isAverage }) => isAverage !== true);
  const [best] = [...(now.length > 0 ? now : wholes)].sort((a, b) => b.watts - a.watts);
  if (best !== undefined) {
    const least = Math.min(...now.map(({ watts }) => watts));
    if (now.length > 1 && best.watts - least > best.watts * SPREAD) {
      book.note(`${device}: ${now.length} readings of the whole device differ, the highest counts: ${listOf(now)}`);
    }
    return { watts: best.watts, isAverage: best.isAverage === true };
  }
  const supplies = new Map<string, number>();
  const inputs = told.filter(({ of }) => of === 'supply');
  const isNamedInput = ({ name }: DrawReading): boolean => /in(?:put)?(?:[^a-z]|$)/i.test(name);
  for (const reading of inputs.some(isNamedInput) ? inputs.filter(isNamedInput) : inputs) {
    const key = reading.supply ?? reading.name;
    supplies.set(key, Math.max(supplies.get(key) ?? 0, reading.watts));
  }
  const planned = named(site.devices, device)?.psus?.count;
  if (supplies.size > 0 && planned !== undefined && supplies.size < planned) {
    const place = placesOf(site)(device);
    book.add({
      kind: 'power',
      object: device,
      port: 'PSUs',
      ...present({ place }),
      isPassed: false,
      expected: `input of ${planned} PSUs`,
      measured: `${supplies.size}: ${listOf(inputs)}; their sum is not the draw of the device`,
    });
    return undefined;
  }
  if (supplies.size > 0) {
    const watts = [...supplies.values()].reduce((sum, each) => sum + each, 0);
    return { watts, isAverage: false, supplies: supplies.size };
  }
  if (told.length > 0) {
    book.note(`${device}: readings in watts were seen, and none is of the whole device: ${listOf(told)}`);
  }
  return undefined;
}

const WORDS: Readonly<Record<DrawReading['of'], string>> = {
  device: 'whole device',
  supply: 'input of a supply',
  output: 'output',
  part: 'a part',
  limit: 'a limit',
  unknown: 'not understood',
};

/** Readings that are listed; the rest is counted. */
const SHOWN = 6;

function listOf(readings: readonly DrawReading[]): string {
  const shown = readings.slice(0, SHOWN).map(({ name, watts, of }) => `${name} ${watts} W (${WORDS[of]})`);
  const rest = readings.length - shown.length;
  return [...shown.sort(), ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ');
}

function judgeRacks(
  { site, scope }: Pick<JudgeInput, 'site' | 'scope'>,
  draws: ReadonlyMap<string, Draw>,
  dark: ReadonlySet<string>,
  book: CheckBook,
): void {
  if (draws.size === 0) return;
  const planned = new Map(site.devices.map(({ name, maxWatts }) => [name, maxWatts]));
  for (const rack of site.placement.racks) {
    const own = rack.devices.map(({ name }) => name).filter((name) => scope.devices.has(name) && !dark.has(name));
    const read = own.filter((name) => draws.has(name));
    if (read.length === 0) continue;
    const measured = read.reduce((sum, name) => sum + (draws.get(name)?.watts ?? 0), 0);
    const due = read.reduce((sum, name) => sum + (planned.get(name) ?? 0), 0);
    const isAverage = read.some((name) => draws.get(name)?.isAverage === true);
    book.add(
      {
        kind: 'power',
        object: `rack ${rack.name}`,
        place: { hall: rack.hall, row: rack.row, rack: rack.name, u: rack.devices[0]?.u ?? 0 },
        isPassed: measured <= due,
        expected: `at most ${kilowatts(due)}`,
        measured: `${kilowatts(measured)}${isAverage ? ', average' : ''}`,
        arithmetic: `${read.length} of ${own.length} devices of the unit read: ${read.map((name) => told(name, draws.get(name))).join(', ')}`,
      },
      true,
    );
  }
}

function told(name: string, draw: Draw | undefined): string {
  if (draw?.supplies === undefined) return draw?.isAverage === true ? `${name} (average)` : name;
  return `${name} (${draw.supplies} PSUs add up to ${grouped(draw.watts)} W)`;
}

function grouped(watts: number): string {
  return `${Math.round(watts)}`.replace(/\B(?=(\d{3})+$)/g, ',');
}

function kilowatts(watts: number): string {
  return `${Math.round(watts / 10) / 100} kW`;
}
