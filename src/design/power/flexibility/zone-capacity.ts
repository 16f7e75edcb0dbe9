import type { PowerZonePlan } from '../power-plan';

/** What a zone is judged by: its load, its limit and its scheme. */
type Capable = Pick<PowerZonePlan, 'feeds' | 'redundancy' | 'limitWatts'>;

/**
 * Load that a zone may carry and keep its promise: that of its feeds after the loss of one. N: one feed. 2N: one feed, for either carries all.
 * N+1: all feeds but one.
 */
export function zoneCapacityWatts({ feeds, redundancy, limitWatts }: Capable): number {
  return redundancy === 'N+1' ? limitWatts * Math.max(feeds.length - 1, 1) : limitWatts;
}
