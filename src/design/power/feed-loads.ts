import { type Shares, addShares, roundTogether, shares } from './shares';
import { type FeedScheme, type LoadPoint, feedWeights } from './load-point';

/**
 * Load of each feed, whole watts, while the feeds of `lost` are out. They add up to the load of all devices that still have a source.
 *
 * @param tenantWatts - draw of tenants' blocks, which the feeds that live share alike
 */
export function feedLoads(
  scheme: FeedScheme,
  points: readonly LoadPoint[],
  lost: ReadonlySet<number>,
  tenantWatts = 0,
): number[] {
  const wattsByWeights = new Map<string, { watts: number; readonly weights: readonly number[] }>();
  for (const point of points) {
    const weights = feedWeights(scheme, point, lost);
    const key = weights.join('|');
    const known = wattsByWeights.get(key);
    if (known === undefined) wattsByWeights.set(key, { watts: point.watts, weights });
    else known.watts += point.watts;
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
