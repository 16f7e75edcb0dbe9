import { deviceSurvival } from './device-survival';
import { feedLoads } from './feed-loads';
import { type FeedScheme, type LoadGroup, feedWeights } from './load-group';
import type { FeedLoss } from '../../model/power-plan';

/** Devices of a zone and its feeds: what a state of the zone is reckoned from. */
export interface ZoneLoads extends FeedScheme {
  readonly ratingWatts: number;
  readonly groups: readonly LoadGroup[];
  /** Draw of tenants' blocks, W. */
  readonly tenantWatts: number;
}

/** What a group of devices does, with its supplies where they are known. */
export type Outcome = Pick<FeedLoss, 'survival' | 'healthyPsus' | 'neededPsus'>;

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
 * Where supplies are split over the feeds, their number decides. Where a switch or a common bus moves the whole load, devices keep all supplies, and
 * run on if the feeds that carry them then stay within their rating; a feed above it trips, and they are down. Devices that are down still count as load
 * of the feeds that are left, as far as these carry them: the reckoning is on the safe side.
 */
export function zoneState(zone: ZoneLoads, lost: ReadonlySet<number>): ZoneState {
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
