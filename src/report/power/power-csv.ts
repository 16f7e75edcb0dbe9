import { planRackFeeds } from '../../design/power/rack/plan-rack-feeds';
import { assumedKind, assumedLoads, type Assumption, CHAIN_KINDS, CORDED, type SitePlan } from '../../model/site-plan';
import type { CoolingPlan, CoolingStop } from '../../model/cooling-plan';
import type { ChainState, NodeOverload, PowerChainPlan } from '../../model/power-node';
import type { SharedLoss, SharedLossKind } from '../../model/shared-loss';
import { addTo, present } from '../../units/present';
import { assumedCsv } from '../csv';
import { assumedByKind, assumedCell, assumedOfDevices, counted, load, plainDecimals } from '../in-figures';
import { devicesByName } from '../../model/placement-plan';

/** A state of the power chain with what it does, for people. */
export interface FailureRow {
  readonly state: ChainState;
  /** What is out: `ups-1`, `ups-1 and ups-2`, `ups-1 while msb-A is maintained`, `nothing`. */
  readonly what: string;
  readonly racksLost: number;
  readonly worstOverload?: NodeOverload;
  /** What it does to cooling loops, a text each: `hall-air stops for good`. Empty: nothing. */
  readonly cooling: readonly string[];
  /** Racks of the loops that stop for good. */
  readonly racksUncooled: number;
  readonly hasEffect: boolean;
}

/**
 * All states of a chain, the gravest first: by racks lost, power lost, devices down, racks of loops that stop for good, heat that cooling does not take then, the worst overload, loops that stop for a time, devices that cannot be judged or
 * run more slowly.
 */
export function failureRows(
  { states }: Pick<PowerChainPlan, 'states'>,
  cooling?: Pick<CoolingPlan, 'loops' | 'stops'>,
): FailureRow[] {
  const racksOf = new Map((cooling?.loops ?? []).map(({ name, racks }) => [name, racks.length]));
  const stops = new Map<string, CoolingStop[]>();
  for (const stop of cooling?.stops ?? []) {
    const key = outKey([stop.lost, ...(stop.alsoOut ?? [])]);
    addTo(stops, key, stop);
  }
  const rows = states.map((state) => {
    const row = failureRow(state, stops.get(outKey(state.out)) ?? [], racksOf);
    return { row, keys: severityOf(row) };
  });
  return rows.sort((left, right) => bySeverity(left.keys, right.keys)).map(({ row }) => row);
}

/** Rows with an effect, then how many there are without one. */
export function splitByEffect(rows: readonly FailureRow[]): { grave: FailureRow[]; harmless: number } {
  const grave = rows.filter(({ hasEffect }) => hasEffect);
  return { grave, harmless: rows.length - grave.length };
}

function outKey(out: readonly string[]): string {
  return JSON.stringify([...out].sort());
}

/** Stops of loops to the racks with what they cool, then loops that lack units and have no stop of their own. */
function coolingTexts(
  { shortLoops = [] }: ChainState,
  stops: readonly CoolingStop[],
  racksOf: ReadonlyMap<string, number>,
): string[] {
  const told = new Set(stops.flatMap(({ loop, at }) => [loop, at]));
  const stopped = stops.filter(isFelt).map(({ loop, isLasting, outSeconds }) => {
    const racks = counted(racksOf.get(loop) ?? 0, 'rack');
    if (isLasting) return `${loop} stops for good: ${racks}`;
    const time = outSeconds === undefined ? 'time not known' : `${plainDecimals(outSeconds, 1)} s`;
    return `${loop} stops, ${time}: ${racks}`;
  });
  const short = shortLoops
    .filter(({ loop }) => !told.has(loop))
    .map(({ loop, shortWatts }) => (shortWatts > 0 ? `${loop}: ${load(shortWatts)} short` : `${loop}: flow short`));
  return [...new Set([...stopped, ...short])];
}

/** Whether racks feel a stop, or may: loops that hold for as long as cooling is out let them feel nothing. */
function isFelt({ isLasting, outSeconds, holdSeconds }: CoolingStop): boolean {
  return isLasting || outSeconds === undefined || outSeconds > holdSeconds;
}

function failureRow(
  state: ChainState,
  stops: readonly CoolingStop[],
  racksOf: ReadonlyMap<string, number>,
): FailureRow {
  const { overloads, lostRacks, lostWatts, devices, unfedZones } = state;
  const worst = overloads.reduce<NodeOverload | undefined>(
    (most, each) => (most === undefined || each.share > most.share ? each : most),
    undefined,
  );
  const { degraded, down, indeterminate } = devices;
  const cooling = coolingTexts(state, stops, racksOf);
  return {
    state,
    what: whatIsOut(state),
    racksLost: lostRacks.length,
    ...present({ worstOverload: worst }),
    cooling,
    racksUncooled: [...new Set(stops.flatMap(({ loop, isLasting }) => (isLasting ? [loop] : [])))].reduce(
      (sum, loop) => sum + (racksOf.get(loop) ?? 0),
      0,
    ),
    hasEffect:
      cooling.length +
        overloads.length +
        lostRacks.length +
        unfedZones.length +
        degraded +
        down +
        indeterminate +
        lostWatts >
      0,
  };
}

function whatIsOut({ kind, out }: ChainState): string {
  if (out.length === 0) return 'nothing (normal state)';
  const [first = '', ...rest] = out;
  if (kind === 'group') return `group: ${listed(out)}`;
  if (kind !== 'maintenance') return listed(out);
  return rest.length === 0 ? `${first} maintained` : `${listed(rest)} while ${first} is maintained`;
}

/** The first names, and how many more. */
function listed(names: readonly string[]): string {
  const most = 4;
  const shown = names.slice(0, most);
  if (names.length > most) return `${shown.join(', ')} and ${names.length - most} more`;
  return shown.length === 1 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

function severityOf({ state, racksLost, racksUncooled, worstOverload, cooling }: FailureRow): number[] {
  const { lostWatts, devices, shortLoops = [] } = state;
  const short = shortLoops.reduce((sum, { shortWatts }) => sum + shortWatts, 0);
  return [
    racksLost,
    lostWatts,
    devices.down,
    racksUncooled,
    short,
    worstOverload?.share ?? 0,
    cooling.length,
    devices.indeterminate,
    devices.degraded,
  ];
}

function bySeverity(left: readonly number[], right: readonly number[]): number {
  const index = left.findIndex((value, place) => value !== right[place]);
  return index === -1 ? 0 : (right[index] ?? 0) - (left[index] ?? 0);
}

const HEADER = [
  'state',
  'out',
  'racks_lost',
  'lost_kw',
  'devices_full',
  'devices_degraded',
  'devices_down',
  'devices_indeterminate',
  'zones_unfed',
  'overloads',
  'worst_overload',
  'worst_overload_kw',
  'worst_overload_limit_kw',
  'worst_overload_percent_of_rating',
];

/** Cells of what is assumed: of things of some names with its props, then by kind of what else of the chain. */
function chainMarks(assumptions: readonly Assumption[]): (names: Iterable<string>) => string {
  const ofChain = assumedLoads(assumptions);
  const byName = new Map<string, Assumption[]>();
  for (const each of ofChain) {
    if (CHAIN_KINDS.has(assumedKind(each))) addTo(byName, /'([^]*)'$/.exec(each.object)?.[1] ?? '', each);
  }
  const all = assumedByKind(ofChain).map(([objects]) => objects);
  return (names) => {
    const own = [...new Set(names)].flatMap((name) => byName.get(name) ?? []);
    const told = new Set(own.map(({ object }) => object));
    const rest = all.filter((objects) => !told.has(objects)).join(', ');
    return [assumedCell(own), rest].filter((part) => part !== '').join('; ');
  };
}

/**
 * Writes every state of the power chain as CSV (quoted as RFC 4180 says), the gravest first, with `cooling` where units of cooling are on it, and `assumed` where figures of the chain are; names within a cell are parted by semicolons.
 */
export function renderFailuresCsv(
  chain: PowerChainPlan,
  cooling?: Pick<CoolingPlan, 'loops' | 'stops'>,
  assumptions: readonly Assumption[] = [],
): string {
  const hasCooling = chain.mechanical !== undefined;
  const markOf = chainMarks(assumptions);
  const states = failureRows(chain, cooling);
  const rows = states.map(({ state, racksLost, worstOverload, cooling: texts }) => [
    state.kind,
    state.out.join('; '),
    racksLost,
    kilowatts(state.lostWatts),
    state.devices.full,
    state.devices.degraded,
    state.devices.down,
    state.devices.indeterminate,
    state.unfedZones.join('; '),
    state.overloads.length,
    worstOverload?.node ?? '',
    kilowatts(worstOverload?.loadWatts),
    kilowatts(worstOverload?.limitWatts),
    worstOverload === undefined ? '' : plainDecimals(worstOverload.share * 100, 1),
    ...(hasCooling ? [texts.join('; ')] : []),
  ]);
  const marks = states.map(({ state, worstOverload }) => markOf([...state.out, worstOverload?.node ?? '']));
  return assumedCsv(hasCooling ? [...HEADER, 'cooling'] : HEADER, rows, marks);
}

const LOSS_COLUMNS = [
  'lost',
  'name',
  'shared',
  'takes',
  'racks_in_it',
  'racks_without_power',
  'racks_without_cooling',
  'loops_short',
  'tenants_kw',
];

/** Writes what the loss of each compartment, common cause, cooling loop and group of pumps does as CSV, as `renderFailuresCsv`. */
export function renderLossesCsv(losses: readonly SharedLoss[], assumptions: readonly Assumption[] = []): string {
  const markOf = chainMarks(assumptions);
  const rows = losses.map((loss) => [
    loss.kind,
    loss.name,
    loss.what ?? '',
    takenText(loss),
    loss.racks.length,
    loss.unpowered.length,
    loss.uncooled.length,
    loss.loops.join('; '),
    kilowatts(loss.tenantWatts),
  ]);
  const marks = losses.map(({ name, things, loops }) => markOf([name, ...things.map((thing) => thing.name), ...loops]));
  return assumedCsv(LOSS_COLUMNS, rows, marks);
}

/** What can be lost whole, in words. */
const LOST_WORDS: Readonly<Record<SharedLossKind, string>> = {
  compartment: 'compartment',
  cause: 'common cause',
  study: 'failure study',
  loop: 'cooling loop',
  section: 'section of a loop',
  pumps: 'all pumps',
};

/** What a shared loss is: what things share where it is said, else its kind. */
export function lostWord({ kind, what }: SharedLoss): string {
  return what ?? LOST_WORDS[kind];
}

/** What a loss takes, names parted by semicolons; of part of a group how many units. */
export function takenText({ things }: SharedLoss): string {
  return things.map(({ name, units }) => (units === undefined ? name : `${units} of ${name}`)).join('; ');
}

function kilowatts(watts: number | undefined): string {
  return watts === undefined ? '' : plainDecimals(watts / 1_000, 3);
}

const RACK_FEEDS = [
  'zone',
  'rack',
  'feed',
  'figure',
  'load_kw',
  'worst_load_kw',
  'cords',
  'volts',
  'phases',
  'cord_a',
  'worst_cord_a',
  'breaker_a',
  'l1_kw',
  'l2_kw',
  'l3_kw',
];

/**
 * Writes the racks on their feeds as CSV (quoted as RFC 4180 says): load, current of a cord, breaker, and lines where supplies are single-phase. Empty where
 * no zone says how its racks are connected; an empty breaker is one that no given size carries. `assumed` is there where the draw or the supplies of a rack, or what connects it, are assumed.
 */
export function renderRackFeedsCsv(plan: SitePlan): string {
  const zones = planRackFeeds(plan);
  if (zones.every(({ feeds }) => feeds.length === 0)) return '';
  const rows = zones.flatMap(({ zone, spec, feeds }) =>
    feeds.map((each) => [
      zone,
      each.rack,
      each.feed,
      plan.power.basis,
      kilowatts(each.normalWatts),
      kilowatts(each.worstWatts),
      spec.cords,
      plainDecimals(spec.volts, 1),
      spec.phases,
      plainDecimals(each.normalAmperes, 2),
      plainDecimals(each.worstAmperes, 2),
      each.breakerAmperes === undefined ? '' : plainDecimals(each.breakerAmperes, 2),
      ...[0, 1, 2].map((line) => (each.legWatts === undefined ? '' : kilowatts(each.legWatts[line] ?? 0))),
    ]),
  );
  const { assumptions = [] } = plan;
  const devices = devicesByName(plan.devices);
  const standing = new Map(plan.placement.racks.map((rack) => [rack.name, rack.devices]));
  const marks = zones.flatMap(({ path, feeds }) => {
    const own = assumptions.filter(
      (each) => each.path === path && assumedKind(each) === 'power zone' && each.prop !== 'leadTime',
    );
    const cells = new Map<string, string>();
    return feeds.map(({ rack }) => {
      const inRack = (standing.get(rack) ?? []).flatMap(({ name }) => devices.get(name) ?? []);
      const cell = cells.get(rack) ?? assumedCell(own, assumedOfDevices(assumptions, inRack, CORDED));
      cells.set(rack, cell);
      return cell;
    });
  });
  return assumedCsv(RACK_FEEDS, rows, marks);
}
