import {
  type DeviceInput,
  devicesByName,
  type LoadFigure,
  type PowerShelves,
  type RackFeedSpec,
  type RackPlan,
  wattsOf,
} from '../../../model/placement-plan';
import type { PowerZonePlan } from '../../../model/power-plan';
import type { SitePlan } from '../../../model/site-plan';
import { present } from '../../../units/present';
import { feedWeights, type LoadGroup, loadGroups } from '../zones/load-group';

/** Lines of a three-phase circuit. */
const LINES = 3;

/** A rack on one feed of its zone. */
export interface RackFeed {
  readonly rack: string;
  readonly feed: string;
  /** Load on that feed in the normal state, and the highest while one other feed is out, W. */
  readonly normalWatts: number;
  readonly worstWatts: number;
  /** Highest current of a line of each cord in either state, A. */
  readonly normalAmperes: number;
  readonly worstAmperes: number;
  /** Smallest of the given breakers that carries the worst continuously. Absent: none does. */
  readonly breakerAmperes?: number;
  /** Load on each line (or leg between lines) in the normal state, W. Absent: the loads are three-phase, or there is one phase. */
  readonly legWatts?: readonly number[];
}

/** Racks of a zone on its feeds. */
export interface ZoneRackFeeds {
  readonly zone: string;
  /** Construct path. */
  readonly path: string;
  readonly spec: RackFeedSpec;
  /** In order of racks, then of feeds; racks without a device are left out. */
  readonly feeds: readonly RackFeed[];
  /** Load of each line of each feed of the zone in the normal state, by feed, W. Empty: the loads are three-phase, or there is one phase. */
  readonly legWatts: Readonly<Record<string, readonly number[]>>;
}

/**
 * Cords and breakers of the racks of each zone that says how its racks are connected, in order of zones.
 *
 * A rack's load on a feed is that of its devices' supplies there, normally and while one other feed is out. Single-phase PSUs are put on the lines in turn,
 * from the bottom of a rack up, beginning with the line of the rack's number, so that neighbouring racks begin on different lines. The current of a cord is
 * that of its heaviest line; a breaker carries at most its size times the limit share.
 */
export function planRackFeeds({ power, placement, devices }: SitePlan): ZoneRackFeeds[] {
  const zones = power.zones.filter(({ rackFeedSpec }) => rackFeedSpec !== undefined);
  if (zones.length === 0) return [];
  const byName = devicesByName(devices);
  const racksByZone = new Map<string, RackPlan[]>();
  for (const rack of placement.racks) {
    const list = racksByZone.get(rack.zone) ?? [];
    racksByZone.set(rack.zone, list);
    list.push(rack);
  }
  return zones.flatMap((zone): ZoneRackFeeds[] => {
    const { name, path, rackFeedSpec: spec, feeds } = zone;
    if (spec === undefined) return [];
    // Alike racks that begin on the same line and the same feed have the same currents.
    const known = new Map<string, readonly RackFeed[]>();
    const planned = (racksByZone.get(name) ?? []).flatMap((rack) => {
      const places = rack.devices.map((placed) => kindOf(byName.get(placed.name), power.basis));
      const key = [rack.number % LINES, rack.number % feeds.length, ...places].join('/');
      const alike = known.get(key);
      if (alike !== undefined) return alike.map((feed) => ({ ...feed, rack: rack.name }));
      // A group of each device, from the bottom up: the lines are taken in turn.
      const groups = rack.devices.flatMap((placed) =>
        loadGroups(zone, { racks: [{ ...rack, devices: [placed] }], byName, basis: power.basis }),
      );
      const own = groups.length === 0 ? [] : rackFeeds(zone, spec, rack, groups);
      known.set(key, own);
      return own;
    });
    const legs = feeds.map((feed) => [feed, legsOf(planned.filter((one) => one.feed === feed))] as const);
    return [{ zone: name, path, spec, feeds: planned, legWatts: isByLine(spec) ? Object.fromEntries(legs) : {} }];
  });
}

/** What of a device decides its share of a feed, as text. */
function kindOf(device: DeviceInput | undefined, basis: LoadFigure): string {
  if (device === undefined || device.kind === 'panel') return '';
  const feeds = device.psuFeeds === undefined ? '' : JSON.stringify(device.psuFeeds);
  return `${wattsOf(device, basis)}:${device.psus?.count ?? 0}${feeds}`;
}

function legsOf(feeds: readonly RackFeed[]): readonly number[] {
  return [0, 1, 2].map((leg) => feeds.reduce((sum, { legWatts }) => sum + (legWatts?.[leg] ?? 0), 0));
}

/** Whether loads are single-phase ones on three lines. */
function isByLine({ phases, loads }: RackFeedSpec): boolean {
  return phases === 3 && loads !== 'three-phase';
}

function rackFeeds(zone: PowerZonePlan, spec: RackFeedSpec, rack: RackPlan, groups: readonly LoadGroup[]): RackFeed[] {
  const states = [new Set<number>(), ...(zone.feeds.length > 1 ? zone.feeds.map((_, lost) => new Set([lost])) : [])];
  const legsByState = states.map((lost) => legsOfRack(zone, spec, groups, lost, rack.number));
  return zone.feeds.map((feed, index): RackFeed => {
    const loads = legsByState.map((legsByFeed) => {
      const legs = legsByFeed[index] ?? [];
      const perCord = legs.map((watts) => watts / spec.cords);
      return { legs, watts: Math.round(sumOf(legs)), amperes: Math.max(...lineAmperes(spec, perCord)) };
    });
    const [normal] = loads;
    const worstAmperes = Math.max(...loads.map(({ amperes }) => amperes));
    const breaker = spec.breakerAmperes.find((size) => worstAmperes <= size * spec.limitShare + 1e-9);
    return {
      rack: rack.name,
      feed,
      normalWatts: normal?.watts ?? 0,
      worstWatts: Math.max(...loads.map(({ watts }) => watts)),
      normalAmperes: normal?.amperes ?? 0,
      worstAmperes,
      ...present({ breakerAmperes: breaker }),
      ...(isByLine(spec) ? { legWatts: (normal?.legs ?? []).map(Math.round) } : {}),
    };
  });
}

/** Load on each leg of each feed of a rack while some feeds are out. */
function legsOfRack(
  zone: PowerZonePlan,
  spec: RackFeedSpec,
  groups: readonly LoadGroup[],
  lost: ReadonlySet<number>,
  firstLine: number,
): number[][] {
  const legCount = isByLine(spec) ? LINES : 1;
  const legs = zone.feeds.map(() => Array.from({ length: legCount }, () => 0));
  const next = zone.feeds.map(() => firstLine - 1);
  for (const group of groups) {
    const weights = feedWeights(zone, group, lost);
    const all = sumOf(weights);
    zone.feeds.forEach((_, feed) => {
      const connections = connectionsOf(zone, group, feed);
      const each = all === 0 || connections === 0 ? 0 : (group.watts * (weights[feed] ?? 0)) / all / connections;
      const own = legs[feed];
      const start = next[feed] ?? 0;
      for (let supply = 0; own !== undefined && supply < connections; supply += 1) {
        const leg = (start + supply) % legCount;
        own[leg] = (own[leg] ?? 0) + each;
      }
      next[feed] = start + connections;
    });
  }
  return legs;
}

/** Plugs of a device on a feed: its PSUs there, or all of them where a switch or a common bus moves it whole. */
function connectionsOf({ redundancy, rackFeed }: PowerZonePlan, { psus, supplies }: LoadGroup, feed: number): number {
  const movesWhole = redundancy === 'N+1' || rackFeed === 'static-switch';
  return movesWhole ? (psus?.count ?? 1) : (supplies[feed] ?? 0);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

const SQRT_3 = Math.sqrt(3);

/**
 * Currents of the lines of one cord, A: one for a single-phase circuit, three for a three-phase one.
 *
 * Three-phase loads: I = P / (sqrt(3) V pf). Line to neutral: I = P / (V / sqrt(3) pf) of what is on the line. Line to line: the legs 1-2, 2-3 and 3-1
 * carry P / (V pf), and a line the sum of two currents 60 degrees apart: sqrt(a² + b² + a b), all of one power factor.
 *
 * @param legWatts - load of the cord on each leg: one entry for a single-phase circuit, three for a three-phase one
 */
export function lineAmperes(
  { volts, phases, powerFactor, loads }: Pick<RackFeedSpec, 'volts' | 'phases' | 'powerFactor' | 'loads'>,
  legWatts: readonly number[],
): number[] {
  const total = legWatts.reduce((sum, watts) => sum + watts, 0);
  if (phases === 1) return [total / (volts * powerFactor)];
  if (loads === 'three-phase') return [0, 1, 2].map(() => total / (SQRT_3 * volts * powerFactor));
  if (loads === 'line-to-neutral') return legWatts.map((watts) => watts / ((volts / SQRT_3) * powerFactor));
  const legs = legWatts.map((watts) => watts / (volts * powerFactor));
  return legs.map((leg, index) => {
    const before = legs[(index + legs.length - 1) % legs.length] ?? 0;
    return Math.sqrt(leg * leg + before * before + leg * before);
  });
}

/** Power that one cord may carry continuously with a breaker of a size, loads in balance, W. */
export function cordLimitWatts(
  { volts, phases, powerFactor, limitShare }: Pick<RackFeedSpec, 'volts' | 'phases' | 'powerFactor' | 'limitShare'>,
  breakerAmperes: number,
): number {
  return breakerAmperes * limitShare * volts * powerFactor * (phases === 3 ? SQRT_3 : 1);
}

/** What a rack asks of its shelves, W of direct current. */
export interface ShelfLoad {
  readonly watts: number;
  /** Whether it is the draw at the input, which only bounds it: the losses of the shelves are not known. */
  readonly isBound: boolean;
}

/**
 * Load of a device on its shelves by a figure: its input less the losses of the shelves, where their efficiency is stated. Without it, the design power
 * on the side of direct current for nameplate and TDP, and for other figures the draw at the input as a bound.
 */
export function shelfLoad(
  device: Pick<DeviceInput, 'maxWatts' | 'figures'>,
  { efficiency, designWatts }: PowerShelves,
  figure: LoadFigure,
): ShelfLoad {
  const input = wattsOf(device, figure);
  if (efficiency !== undefined) return { watts: Math.ceil(input * efficiency - 1e-6), isBound: false };
  if (designWatts !== undefined && (figure === 'nameplate' || figure === 'tdp'))
    return { watts: designWatts, isBound: false };
  return { watts: input, isBound: true };
}

/** What is out. */
export interface ShelvesOut {
  /** Shelves without a feed. */
  readonly shelves: number;
  /** Supplies that fail in one of the shelves that live. */
  readonly supplies: number;
}

/**
 * What shelves give together, W of direct current, with some of them and one of their PSUs out: of each shelf at most what its PSUs without the
 * spare ones give, and what its vendor prints of a shelf where all of them count.
 */
export function shelfBudgetWatts(
  { count, suppliesEach, sparesEach = 0, supplyWatts, shelfWatts }: PowerShelves,
  { shelves, supplies }: ShelvesOut,
): number {
  const live = count - shelves;
  if (live <= 0) return 0;
  const counted = suppliesEach - sparesEach;
  const lame = Math.max(Math.min(counted, suppliesEach - supplies), 0);
  const whole = sparesEach === 0 ? (shelfWatts ?? counted * supplyWatts) : counted * supplyWatts;
  return (live - 1) * whole + (lame === suppliesEach ? whole : lame * supplyWatts);
}
