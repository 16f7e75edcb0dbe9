import { type FeedScheme, type LoadGroup, feedWeights } from './load-group';
import { type Shares, addShares, roundTogether, shares } from './shares';

/**
 * Load of each feed, whole watts, while the feeds of `lost` are out. They add up to the load of all devices that still have a source.
 * `tenantWatts` is the draw of tenants' blocks, which the feeds that live share alike.
 */
export function feedLoads(
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
