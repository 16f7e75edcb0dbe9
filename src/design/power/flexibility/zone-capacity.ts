import type { PowerZonePlan } from '../../../model/power-plan';

/** What a zone is judged by: its limit and its scheme. */
type Capable = Pick<PowerZonePlan, 'feeds' | 'redundancy' | 'limitWatts'>;

/** Feeds of a zone that carry its load when it keeps its promise: one of redundancy N, else all but the one that may be lost. */
export function carryingFeeds({ feeds, redundancy }: Pick<Capable, 'feeds' | 'redundancy'>): number {
  return redundancy === 'N' ? 1 : Math.max(feeds.length - 1, 1);
}

/** Load that a zone may carry and keep its promise, W: the limits of the feeds that are left after a loss. */
export function zoneCapacityWatts(zone: Capable): number {
  return zone.limitWatts * carryingFeeds(zone);
}
