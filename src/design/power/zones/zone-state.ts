import type { FeedLoss } from '../../../model/power-plan';
import {
  addShares,
  deviceSurvival,
  type FeedScheme,
  feedWeights,
  type LoadGroup,
  roundTogether,
  type Shares,
  shares,
} from './load-group';

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
