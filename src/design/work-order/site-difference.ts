import { type DeviceInput, devicesByName } from '../../model/placement-plan';
import type { PowerZonePlan } from '../../model/power-plan';
import { SitePlaces } from '../../model/site-cables';
import type { SitePlan } from '../../model/site-plan';
import { type StateChange, stateChanges } from '../../model/state-changes';
import { deviceSurvival, suppliesByFeed } from '../power/zones/load-group';
import { isSameCable, workCables } from './network-model';
import { type WorkCable, type WorkPlace } from './work-order-plan';

/** A device that comes, goes or moves; one whose model changes goes and comes at its place. */
export type DeviceChange = StateChange<DeviceAt>;

/** A device at a place of one state. */
export interface DeviceAt {
  readonly device: DeviceInput;
  readonly place: WorkPlace;
  /** Absent: the zone of its rack is not known. */
  readonly zone?: PowerZonePlan;
}

/** A cable that comes, goes or changes, by its label. */
export type CableChange = StateChange<WorkCable>;

/** A rack whose feeds come from another zone, or are other feeds. */
export interface RackChange {
  readonly rack: string;
  readonly place: WorkPlace;
  readonly before: PowerZonePlan;
  readonly after: PowerZonePlan;
  /** Devices that stand in it in both states. */
  readonly devices: readonly DeviceInput[];
}

/** A feed of a zone that is fed by other nodes of the power chain. */
export interface FeedChange {
  readonly zone: PowerZonePlan;
  readonly feed: string;
  readonly place: WorkPlace;
}

/** What people must change between two states of a site. */
export interface SiteDifference {
  readonly devices: ReadonlyMap<string, DeviceChange>;
  /** All cables that stand before. */
  readonly cablesBefore: ReadonlyMap<string, WorkCable>;
  readonly cablesAfter: ReadonlyMap<string, WorkCable>;
  /** By label, without those that only devices in motion take out and in. */
  readonly cables: readonly CableChange[];
  readonly racks: readonly RackChange[];
  readonly feeds: readonly FeedChange[];
}

/** Compares two states of a site by names. */
export function siteDifference(before: SitePlan, after: SitePlan): SiteDifference {
  const [was, is] = [devicesAt(before), devicesAt(after)];
  const devices = new Map(stateChanges(was, is, isStanding).map((change) => [change.name, change]));
  const [cablesBefore, cablesAfter] = [workCables(before), workCables(after)];
  const cables = stateChanges(cablesBefore, cablesAfter, isSameCable);
  return {
    devices,
    cablesBefore,
    cablesAfter,
    cables,
    racks: rackChanges(before, after, (name) => devices.has(name)),
    feeds: feedChanges(before, after),
  };
}

/**
 * Feeds of a zone without any of which the device may not run: it must be shut down before that feed is taken. Where its PSUs move whole from feed to
 * feed, one other feed is enough.
 */
export function fatalFeeds({ psus, psuFeeds, kind }: DeviceInput, zone: PowerZonePlan): readonly string[] {
  const { feeds, redundancy, rackFeed } = zone;
  if (kind === 'panel') return [];
  if (feeds.length > 1 && (redundancy === 'N+1' || rackFeed === 'static-switch')) return [];
  if (psus === undefined) return feeds;
  const spread =
    psuFeeds === undefined ? suppliesByFeed(psus.count, feeds.length) : feeds.map((feed) => psuFeeds[feed] ?? 0);
  return feeds.filter((_, index) => {
    const survival = deviceSurvival(psus, psus.count - (spread[index] ?? 0));
    return survival === 'down' || survival === 'indeterminate';
  });
}

function devicesAt(plan: SitePlan): Map<string, DeviceAt> {
  const places = new SitePlaces(plan);
  const zones = new Map(plan.power.zones.map((zone) => [zone.name, zone]));
  return new Map(
    plan.devices.flatMap((device) => {
      const place = places.of(device.name);
      if (place.rack === '') return [];
      const zone = zones.get(places.racks.get(place.rack)?.zone ?? '');
      return [[device.name, { device, place, ...(zone && { zone }) }] as const];
    }),
  );
}

function isStanding(from: DeviceAt, to: DeviceAt): boolean {
  return (
    from.place.rack === to.place.rack &&
    from.place.u === to.place.u &&
    from.device.model === to.device.model &&
    from.device.heightU === to.device.heightU
  );
}

function rackChanges(before: SitePlan, after: SitePlan, isChanged: (device: string) => boolean): RackChange[] {
  const zonesBefore = new Map(before.power.zones.map((zone) => [zone.name, zone]));
  const zonesAfter = new Map(after.power.zones.map((zone) => [zone.name, zone]));
  const racksBefore = new Map(before.placement.racks.map((rack) => [rack.name, rack]));
  const devices = devicesByName(after.devices);
  return after.placement.racks.flatMap((rack) => {
    const was = racksBefore.get(rack.name);
    const [from, to] = [zonesBefore.get(was?.zone ?? ''), zonesAfter.get(rack.zone)];
    if (from === undefined || to === undefined) return [];
    if (from.name === to.name && from.feeds.join('\n') === to.feeds.join('\n')) return [];
    const standing = rack.devices.flatMap(({ name }) => (isChanged(name) ? [] : (devices.get(name) ?? [])));
    const drawing = standing.filter(({ kind }) => kind !== 'panel');
    if (drawing.length === 0) return [];
    const place = { hall: rack.hall, row: rack.row, rack: rack.name, u: 0 };
    return [{ rack: rack.name, place, before: from, after: to, devices: drawing }];
  });
}

function feedChanges(before: SitePlan, after: SitePlan): FeedChange[] {
  const zones = new Map(after.power.zones.map((zone) => [zone.name, zone]));
  const racks = new Map(before.placement.racks.map((rack) => [rack.name, rack]));
  return before.power.zones.flatMap((zone) => {
    const next = zones.get(zone.name);
    const first = racks.get(zone.racks[0] ?? '');
    const place = { hall: first?.hall ?? '', row: first?.row ?? '', rack: first?.name ?? '', u: 0 };
    return zone.feeds
      .filter((feed) => next?.feeds.includes(feed) === true)
      .filter((feed) => JSON.stringify(zone.sources?.[feed]) !== JSON.stringify(next?.sources?.[feed]))
      .map((feed) => ({ zone, feed, place }));
  });
}
