import type { DeviceInput, RackPlan } from '../placement/placement-plan';
import type { PowerZonePlan } from './power-plan';
import { suppliesByFeed } from './device-survival';

/** A device as its zone's feeds see it. */
export interface LoadPoint {
  readonly device: DeviceInput;
  /** Its draw by the figure of the power plan. */
  readonly watts: number;
  readonly rack: RackPlan;
}

/** How a zone's sources meet its loads: the part of a zone that decides who carries what. */
export type FeedScheme = Pick<PowerZonePlan, 'feeds' | 'redundancy' | 'rackFeed'>;

/**
 * Weight of each feed in carrying a device while the feeds of `lost` are out; all 0 where nothing carries it.
 *
 * N+1: parallel sources behind one path share all loads alike. Static switch: a rack draws whole from feed (its number in the row - 1) modulo the feeds,
 * or from the next one that is left. Split: a device draws from each of its supplies alike, which are on the feeds that `psuFeeds` names or in turn over
 * them; a device of unknown supplies draws from each feed alike.
 */
export function feedWeights(scheme: FeedScheme, { device, rack }: LoadPoint, lost: ReadonlySet<number>): number[] {
  const { feeds } = scheme;
  const alive = (feed: number): number => (lost.has(feed) ? 0 : 1);
  if (scheme.redundancy === 'N+1') return feeds.map((_, feed) => alive(feed));
  if (scheme.rackFeed === 'static-switch') {
    const inTurn = feeds.map((_, step) => (rack.number - 1 + step) % feeds.length);
    const chosen = inTurn.find((feed) => !lost.has(feed));
    return feeds.map((_, feed) => (feed === chosen ? 1 : 0));
  }
  return suppliesOn(device, feeds).map((count, feed) => count * alive(feed));
}

/** Supplies of a device on each of its zone's feeds; one on each where they are not known. */
function suppliesOn({ psus, psuFeeds }: DeviceInput, feeds: readonly string[]): readonly number[] {
  if (psuFeeds !== undefined) return feeds.map((feed) => psuFeeds[feed] ?? 0);
  return psus === undefined ? feeds.map(() => 1) : suppliesByFeed(psus.count, feeds.length);
}
