import { DesignError, DesignErrors, wholeNumberError } from '../../../errors/design-error';
import {
  type DeviceInput,
  type LoadFigure,
  type PowerSupplies,
  type RackPlan,
  wattsOf,
} from '../../../model/placement-plan';
import type { BuswayDevice, DeviceSurvival, FeedLoss, PowerZoneInput, PowerZonePlan } from '../../../model/power-plan';
import { fractionOf } from '../../../units/scale';

/** Devices of a zone that its feeds see alike: one model, the same supplies, on the same feeds. */
export interface LoadGroup {
  readonly model: string;
  readonly psus: PowerSupplies | undefined;
  /** Supplies on each feed of the zone; one on each where they are not known. */
  readonly supplies: readonly number[];
  /** Feed that their racks draw from first behind a static switch. */
  readonly turn: number;
  /** Their draw by the figure of the power plan. */
  readonly watts: number;
  readonly devices: number;
  /** Racks that they stand in. */
  readonly racks: readonly string[];
  /** The devices by name, in order of the racks. */
  readonly names: readonly string[];
}

/** How a zone's sources meet its loads: the part of a zone that decides who carries what. */
export type FeedScheme = Pick<PowerZonePlan, 'feeds' | 'redundancy' | 'rackFeed'>;

/** What the groups of a zone are made from. */
interface LoadGroupSource {
  /** Racks of the zone. */
  readonly racks: readonly RackPlan[];
  readonly byName: ReadonlyMap<string, DeviceInput>;
  readonly basis: LoadFigure;
}

/**
 * The devices in the racks of a zone, those together that its feeds see alike, so that a failure is calculated by groups and not by devices.
 * Panels draw nothing and are left out.
 */
export function loadGroups(scheme: FeedScheme, { racks, byName, basis }: LoadGroupSource): readonly LoadGroup[] {
  const groups = new Map<string, GrowingGroup>();
  const last: { readonly device: DeviceInput; readonly group: GrowingGroup }[] = [];
  for (const rack of racks) {
    const turn = scheme.rackFeed === 'static-switch' ? (rack.number - 1) % scheme.feeds.length : 0;
    for (const { name } of rack.devices) {
      const device = byName.get(name);
      if (device === undefined || device.kind === 'panel') continue;
      const before = last[turn];
      const group =
        before !== undefined && areAlike(before.device, device) ? before.group : groupOf(groups, scheme, device, turn);
      if (group !== before?.group) last[turn] = { device, group };
      group.watts += wattsOf(device, basis);
      group.devices += 1;
      group.names.push(name);
      if (group.racks[group.racks.length - 1] !== rack.name) group.racks.push(rack.name);
    }
  }
  return [...groups.values()];
}

/**
 * Weight of each feed in carrying a group while the feeds of `lost` are out; all 0 where nothing carries it.
 *
 * N+1: parallel sources behind one path share all loads alike. Static switch: a rack draws whole from feed (its number in the row - 1) modulo the feeds,
 * or from the next one that is left. Split: a device draws from each of its PSUs alike, which are on the feeds that `psuFeeds` names or in turn over
 * them; a device of unknown supplies draws from each feed alike.
 */
export function feedWeights(
  { feeds, redundancy, rackFeed }: FeedScheme,
  { supplies, turn }: Pick<LoadGroup, 'supplies' | 'turn'>,
  lost: ReadonlySet<number>,
): number[] {
  const alive = (feed: number): number => (lost.has(feed) ? 0 : 1);
  if (redundancy === 'N+1') return feeds.map((_, feed) => alive(feed));
  if (rackFeed === 'static-switch') {
    const inTurn = feeds.map((_, step) => (turn + step) % feeds.length);
    const chosen = inTurn.find((feed) => !lost.has(feed));
    return feeds.map((_, feed) => (feed === chosen ? 1 : 0));
  }
  return supplies.map((count, feed) => count * alive(feed));
}

interface GrowingGroup extends LoadGroup {
  watts: number;
  devices: number;
  readonly racks: string[];
  readonly names: string[];
}

function areAlike(one: DeviceInput, other: DeviceInput): boolean {
  return one.model === other.model && one.psus === other.psus && one.psuFeeds === other.psuFeeds;
}

function groupOf(
  groups: Map<string, GrowingGroup>,
  { feeds }: FeedScheme,
  device: DeviceInput,
  turn: number,
): GrowingGroup {
  const { model, psus } = device;
  const supplies = suppliesOn(device, feeds);
  const key = JSON.stringify([model, psus?.count, psus?.needed, psus?.degradedFrom, supplies, turn]);
  const known = groups.get(key);
  if (known !== undefined) return known;
  const group: GrowingGroup = { model, psus, supplies, turn, watts: 0, devices: 0, racks: [], names: [] };
  groups.set(key, group);
  return group;
}

/** Supplies of a device on each of its zone's feeds; one on each where they are not known. */
export function suppliesOn(
  { psus, psuFeeds }: Pick<DeviceInput, 'psus' | 'psuFeeds'>,
  feeds: readonly string[],
): readonly number[] {
  if (psuFeeds !== undefined) return feeds.map((feed) => psuFeeds[feed] ?? 0);
  return psus === undefined ? feeds.map(() => 1) : suppliesByFeed(psus.count, feeds.length);
}

/** A load that several parts of a system share, as exact fractions of one denominator. */
export interface Shares {
  readonly numerators: readonly bigint[];
  readonly denominator: bigint;
}

/** The exact share of each weight in a total. */
export function shares(total: number, weights: readonly number[]): Shares {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return {
    numerators: weights.map((weight) => BigInt(total) * BigInt(weight)),
    denominator: BigInt(sum === 0 ? 1 : sum),
  };
}

/** Sums shares part by part, without rounding. */
export function addShares(a: Shares, b: Shares): Shares {
  if (a.denominator === b.denominator) {
    return { ...a, numerators: a.numerators.map((part, index) => part + (b.numerators[index] ?? 0n)) };
  }
  return {
    numerators: a.numerators.map((part, index) => part * b.denominator + (b.numerators[index] ?? 0n) * a.denominator),
    denominator: a.denominator * b.denominator,
  };
}

/** Whole parts whose sum is that of the shares, each less than 1 away from its share. The sum must be whole. */
export function roundTogether({ numerators, denominator }: Shares): number[] {
  const floors = numerators.map((part) => part / denominator);
  const total = numerators.reduce((sum, part) => sum + part, 0n);
  let rest = total / denominator - floors.reduce((sum, part) => sum + part, 0n);
  const byRemainder = numerators
    .map((part, index) => ({ index, remainder: part % denominator }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder) {
    if (rest === 0n) break;
    floors[index] = (floors[index] ?? 0n) + 1n;
    rest -= 1n;
  }
  return floors.map(Number);
}

/**
 * Splits a whole number in proportion to whole weights, so that the parts are whole and add up to it exactly.
 *
 * Method: largest remainder (Hamilton); of equal remainders the earlier part gets the unit. All weights 0: all parts are 0.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  return roundTogether(shares(total, weights));
}

/** A share of whole watts, rounded down; the share counts as the decimal that it prints as, so that 57 % of 100 W are 57 W. */
export function shareOf(watts: number, share: number): number {
  const fraction = FRACTIONS.get(share) ?? fractionOf(String(share)) ?? { numerator: 0n, denominator: 1n };
  if (FRACTIONS.size < MOST_FRACTIONS) FRACTIONS.set(share, fraction);
  const { numerator, denominator } = fraction;
  const product = watts * Number(numerator);
  // Below 2^53 a quotient that is not whole is never rounded up to one that is.
  if (watts >= 0 && product >= 0 && Number.isSafeInteger(product) && denominator <= MOST_SAFE) {
    return Math.floor(product / Number(denominator));
  }
  return Number((BigInt(watts) * numerator) / denominator);
}

/** Shares of a site are few, and each is read once. */
const FRACTIONS = new Map<number, NonNullable<ReturnType<typeof fractionOf>>>();
const MOST_FRACTIONS = 1_000;
const MOST_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * What each feed of a zone may carry: its rating times the limit share; of a busway run no more than the share of its protective device, as far as both are
 * known. What is not known of the device does not lower it: a load above it is too high whatever the device is.
 */
export function zoneLimit({
  ratingWatts,
  limitShare,
  busway: { deviceWatts, share = 1 } = {},
}: Pick<PowerZoneInput, 'ratingWatts' | 'limitShare'> & { readonly busway?: Partial<BuswayDevice> }): number {
  const own = shareOf(ratingWatts, limitShare);
  return deviceWatts === undefined ? own : Math.min(own, shareOf(deviceWatts, share));
}

/**
 * Load of each source that is left when `failed` of equal parallel sources are lost: `L*m/(m-k)` for a load of L on each of m sources.
 * Whole watts that add up to the load.
 *
 * @throws DesignError `power/no-source-left`, `power/invalid-number`
 */
export function redistribute(loadWatts: number, sources: number, failed: number): number[] {
  const code = 'power/invalid-number';
  const numbers = { loadWatts, sources, failed };
  DesignErrors.throwAll(
    Object.entries(numbers)
      .map(([field, value]) => wholeNumberError({ code, owner: 'parallel sources', field, value, least: 0 }))
      .filter((error) => error !== undefined),
  );
  if (failed >= sources) {
    throw new DesignError('power/no-source-left', {
      problem: `${failed} of ${sources} sources fail, and none is left to carry the load`,
      remedy: "let 'failed' be less than 'sources'",
      value: String(failed),
      limit: String(sources - 1),
    });
  }
  return apportion(
    loadWatts,
    Array.from({ length: sources - failed }, () => 1),
  );
}

/**
 * What a device does with so many healthy PSUs. With `needed` or more it runs in full. Below that it is `degraded` down to `degradedFrom` and
 * `down` under it; where the vendor states no `degradedFrom`, only the loss of all PSUs is certain.
 *
 * @see https://docs.nvidia.com/dgx/dgxh100-user-guide/ (4 of 6 needed, 3 run it slower, fewer only its BMC)
 */
export function deviceSurvival({ needed, degradedFrom }: PowerSupplies, healthy: number): DeviceSurvival {
  if (healthy >= needed) return 'full';
  if (healthy === 0) return 'down';
  if (degradedFrom === undefined) return 'indeterminate';
  return healthy >= degradedFrom ? 'degraded' : 'down';
}

/** Supplies of a device on each of its feeds: supply k is on feed k modulo the feeds. */
export function suppliesByFeed(count: number, feeds: number): number[] {
  return Array.from({ length: feeds }, (_, feed) => Math.floor(count / feeds) + (feed < count % feeds ? 1 : 0));
}

/** Devices of a zone and its feeds: what a state of the zone is calculated from. */
interface ZoneLoads extends FeedScheme {
  readonly ratingWatts: number;
  readonly groups: readonly LoadGroup[];
  /** Draw of tenants' blocks, W. */
  readonly tenantWatts: number;
}

/** What a group of devices does, with its PSUs where they are known. */
type Outcome = Pick<FeedLoss, 'survival' | 'healthyPsus' | 'neededPsus'>;

/** A zone with some of its feeds out. */
export interface ZoneState {
  /** Load of each feed, whole watts. */
  readonly loads: readonly number[];
  /** One for each group of devices, in their order. */
  readonly outcomes: readonly Outcome[];
}

/**
 * A zone while the feeds of `lost` are out.
 *
 * Where supplies are split over the feeds, their number decides. Where a switch or a common bus moves the whole load, devices keep all PSUs, and
 * run on if the feeds that carry them then stay within their rating; a feed above it trips, and they are down. Devices that are down still count as load
 * of the feeds that are left, as far as these carry them: the calculation is on the safe side.
 */
function zoneState(zone: ZoneLoads, lost: ReadonlySet<number>): ZoneState {
  const loads = feedLoads(zone, zone.groups, lost, zone.tenantWatts);
  const tripped = loads.map((load) => lost.size > 0 && load > zone.ratingWatts);
  return { loads, outcomes: zone.groups.map((group) => outcomeOf(zone, group, lost, tripped)) };
}

function outcomeOf(
  scheme: FeedScheme,
  group: LoadGroup,
  lost: ReadonlySet<number>,
  tripped: readonly boolean[],
): Outcome {
  const { psus, supplies } = group;
  const weights = feedWeights(scheme, group, lost);
  const isFed = weights.some((weight) => weight > 0);
  const movesWhole = scheme.redundancy === 'N+1' || scheme.rackFeed === 'static-switch';
  if (movesWhole || !isFed) {
    const isCarried = isFed && !weights.some((weight, feed) => weight > 0 && tripped[feed] === true);
    return withSupplies(isCarried ? 'full' : 'down', group, isCarried ? psus?.count : 0);
  }
  const healthy = sum(weights);
  if (psus !== undefined) return withSupplies(deviceSurvival(psus, healthy), group, healthy);
  return { survival: healthy === sum(supplies) ? 'full' : 'indeterminate' };
}

function withSupplies(survival: Outcome['survival'], { psus }: LoadGroup, healthyPsus: number | undefined): Outcome {
  if (psus === undefined || healthyPsus === undefined) return { survival };
  return { survival, healthyPsus, neededPsus: psus.needed };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** States of one zone by the feeds that are out, each calculated once. */
export class ZoneStates {
  private readonly known = new Map<string, ZoneState>();

  public constructor(public readonly zone: ZoneLoads) {}

  /** The zone while feeds are out. @param lost - their places in `feeds`, rising */
  public without(lost: readonly number[]): ZoneState {
    const key = lost.join(' ');
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const state = zoneState(this.zone, new Set(lost));
    this.known.set(key, state);
    return state;
  }
}

/**
 * Load of each feed, whole watts, while the feeds of `lost` are out. They add up to the load of all devices that still have a source.
 * `tenantWatts` is the draw of tenants' blocks, which the feeds that live share alike.
 */
function feedLoads(
  scheme: FeedScheme,
  groups: readonly LoadGroup[],
  lost: ReadonlySet<number>,
  tenantWatts = 0,
): number[] {
  const wattsByWeights = new Map<string, { watts: number; readonly weights: readonly number[] }>();
  for (const group of groups) {
    const weights = feedWeights(scheme, group, lost);
    const key = weights.join('|');
    const known = wattsByWeights.get(key);
    if (known === undefined) wattsByWeights.set(key, { watts: group.watts, weights });
    else known.watts += group.watts;
  }
  let sum: Shares = shares(
    0,
    scheme.feeds.map(() => 0),
  );
  if (tenantWatts > 0) {
    const alive = scheme.feeds.map((_, feed) => (lost.has(feed) ? 0 : 1));
    sum = addShares(sum, shares(alive.includes(1) ? tenantWatts : 0, alive));
  }
  for (const { watts, weights } of wattsByWeights.values()) sum = addShares(sum, shares(watts, weights));
  return roundTogether(sum);
}
