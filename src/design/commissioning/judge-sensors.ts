import { present } from '../../units/present';
import type { CheckBook } from './commissioning-report';
import { type DrawReading, filesOf, type JudgeInput } from './measurement';
import { placesOf } from './unit-scope';

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
    if (draw !== undefined) draws.set(device, draw);
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
  const planned = site.devices.find(({ name }) => name === device)?.psus?.count;
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
