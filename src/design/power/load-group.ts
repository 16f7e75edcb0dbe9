import {
  type DeviceInput,
  type LoadFigure,
  type PowerSupplies,
  type RackPlan,
  wattsOf,
} from '../../model/placement-plan';
import type { PowerZonePlan } from '../../model/power-plan';
import { suppliesByFeed } from './device-survival';

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
}

/** How a zone's sources meet its loads: the part of a zone that decides who carries what. */
export type FeedScheme = Pick<PowerZonePlan, 'feeds' | 'redundancy' | 'rackFeed'>;

/** What the groups of a zone are made from. */
export interface LoadGroupSource {
  /** Racks of the zone. */
  readonly racks: readonly RackPlan[];
  readonly byName: ReadonlyMap<string, DeviceInput>;
  readonly basis: LoadFigure;
}

/**
 * The devices in the racks of a zone, those together that its feeds see alike, so that a failure is reckoned by groups and not by devices.
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
      if (group.racks[group.racks.length - 1] !== rack.name) group.racks.push(rack.name);
    }
  }
  return [...groups.values()];
}

/**
 * Weight of each feed in carrying a group while the feeds of `lost` are out; all 0 where nothing carries it.
 *
 * N+1: parallel sources behind one path share all loads alike. Static switch: a rack draws whole from feed (its number in the row - 1) modulo the feeds,
 * or from the next one that is left. Split: a device draws from each of its supplies alike, which are on the feeds that `psuFeeds` names or in turn over
 * them; a device of unknown supplies draws from each feed alike.
 */
export function feedWeights(
  { feeds, redundancy, rackFeed }: FeedScheme,
  { supplies, turn }: LoadGroup,
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
  const group: GrowingGroup = { model, psus, supplies, turn, watts: 0, devices: 0, racks: [] };
  groups.set(key, group);
  return group;
}

/** Supplies of a device on each of its zone's feeds; one on each where they are not known. */
function suppliesOn({ psus, psuFeeds }: DeviceInput, feeds: readonly string[]): readonly number[] {
  if (psuFeeds !== undefined) return feeds.map((feed) => psuFeeds[feed] ?? 0);
  return psus === undefined ? feeds.map(() => 1) : suppliesByFeed(psus.count, feeds.length);
}
