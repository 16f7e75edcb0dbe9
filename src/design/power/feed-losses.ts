import { deviceSurvival } from './device-survival';
import { feedLoads } from './feed-loads';
import { type FeedScheme, type LoadPoint, feedWeights } from './load-point';
import type { DeviceSurvival, FeedLoss } from './power-plan';

/**
 * What each model does when a feed is lost, sorted by feed, then model, survival and supplies.
 *
 * Where supplies are split over the feeds, their number decides. Where a switch or a common bus moves the whole load, devices keep all supplies, and
 * run on if the feeds that carry them then stay within their rating; a feed above it trips, and they are down. Tenants' blocks load the feeds, and are
 * no devices that could be listed.
 */
export function feedLosses(
  scheme: FeedScheme,
  points: readonly LoadPoint[],
  ratingWatts: number,
  tenantWatts = 0,
): FeedLoss[] {
  return scheme.feeds.flatMap((feed, index) => {
    const lost = new Set([index]);
    const loads = feedLoads(scheme, points, lost, tenantWatts);
    const isTripped = (load: number): boolean => load > ratingWatts;
    const groups = new Map<string, FeedLoss>();
    for (const point of points) {
      const outcome = outcomeOf(scheme, point, lost, loads.map(isTripped));
      const { model } = point.device;
      const key = JSON.stringify([model, outcome]);
      groups.set(key, { lost: feed, model, devices: (groups.get(key)?.devices ?? 0) + 1, ...outcome });
    }
    return [...groups.values()].sort(byModel);
  });
}

type Outcome = Pick<FeedLoss, 'survival' | 'healthyPsus' | 'neededPsus'>;

function outcomeOf(
  scheme: FeedScheme,
  point: LoadPoint,
  lost: ReadonlySet<number>,
  tripped: readonly boolean[],
): Outcome {
  const { psus } = point.device;
  const weights = feedWeights(scheme, point, lost);
  const isFed = weights.some((weight) => weight > 0);
  const movesWhole = scheme.redundancy === 'N+1' || scheme.rackFeed === 'static-switch';
  if (movesWhole || !isFed) {
    const isCarried = isFed && !weights.some((weight, feed) => weight > 0 && tripped[feed] === true);
    const healthyPsus = isCarried ? psus?.count : 0;
    return withSupplies(isCarried ? 'full' : 'down', point, healthyPsus);
  }
  const healthy = weights.reduce((sum, weight) => sum + weight, 0);
  return psus === undefined
    ? { survival: 'indeterminate' }
    : withSupplies(deviceSurvival(psus, healthy), point, healthy);
}

function withSupplies(survival: DeviceSurvival, { device }: LoadPoint, healthyPsus: number | undefined): Outcome {
  if (device.psus === undefined || healthyPsus === undefined) return { survival };
  return { survival, healthyPsus, neededPsus: device.psus.needed };
}

function byModel(a: FeedLoss, b: FeedLoss): number {
  return (
    compare(a.model, b.model) ||
    compare(a.survival, b.survival) ||
    (a.healthyPsus ?? -1) - (b.healthyPsus ?? -1) ||
    (a.neededPsus ?? -1) - (b.neededPsus ?? -1)
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
