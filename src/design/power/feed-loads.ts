import { type Shares, addShares, roundTogether, shares } from './shares';
import { type FeedScheme, type LoadPoint, feedWeights } from './load-point';

/** Load of each feed, whole watts, while the feeds of `lost` are out. They add up to the load of all devices that still have a source. */
export function feedLoads(scheme: FeedScheme, points: readonly LoadPoint[], lost: ReadonlySet<number>): number[] {
  const wattsByWeights = new Map<string, { watts: number; readonly weights: readonly number[] }>();
  for (const point of points) {
    const weights = feedWeights(scheme, point, lost);
    const key = weights.join('|');
    const known = wattsByWeights.get(key);
    if (known === undefined) wattsByWeights.set(key, { watts: point.device.maxWatts, weights });
    else known.watts += point.device.maxWatts;
  }
  let sum: Shares = shares(
    0,
    scheme.feeds.map(() => 0),
  );
  for (const { watts, weights } of wattsByWeights.values()) sum = addShares(sum, shares(watts, weights));
  return roundTogether(sum);
}
