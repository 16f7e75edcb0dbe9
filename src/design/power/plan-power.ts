import type { DeviceInput, PlacementPlan } from '../placement/placement-plan';
import { checkPowerInput } from './check-power-input';
import { feedLoads } from './feed-loads';
import { feedLosses } from './feed-losses';
import type { LoadPoint } from './load-point';
import type { FeedLoad, PowerPlan, PowerZoneInput, PowerZonePlan } from './power-plan';
import { shareOf } from './share-of';

/** What a power plan starts from. */
export interface PowerInput {
  readonly zones: readonly PowerZoneInput[];
  readonly placement: PlacementPlan;
  readonly devices: readonly DeviceInput[];
}

/**
 * Loads of zones and feeds, normally and with one feed lost, and what devices do then. It reports numbers; policies judge them.
 *
 * A load is a device's highest draw at its input, so that no supply's efficiency is applied to it. A device that lost part of its supplies is taken
 * to draw as much as before from the rest. Loads are whole watts: those of the feeds add up to that of the zone.
 *
 * @throws DesignError `power/invalid-number`, `power/invalid-share`, `power/feed-count`, `power/duplicate-feed`, `power/duplicate-zone`,
 * `power/unknown-zone`, `power/unknown-device`, `power/invalid-supplies`
 */
export function planPower(input: PowerInput): PowerPlan {
  checkPowerInput(input);
  const { zones, placement, devices } = input;
  const byName = new Map(devices.map((device) => [device.name, device]));
  const plans = zones.map((zone) => planZone(zone, placement, byName));
  return { basis: 'nameplate', zones: plans, loadWatts: plans.reduce((sum, { loadWatts }) => sum + loadWatts, 0) };
}

function planZone(
  zone: PowerZoneInput,
  placement: PlacementPlan,
  byName: ReadonlyMap<string, DeviceInput>,
): PowerZonePlan {
  const racks = placement.racks.filter((rack) => rack.zone === zone.name);
  const points = racks.flatMap((rack) =>
    rack.devices.flatMap(({ name }): LoadPoint[] => {
      const device = byName.get(name);
      return device === undefined || device.kind === 'panel' ? [] : [{ device, rack }];
    }),
  );
  return {
    ...zone,
    limitWatts: shareOf(zone.ratingWatts, zone.limitShare),
    loadWatts: points.reduce((sum, { device }) => sum + device.maxWatts, 0),
    racks: racks.map(({ name }) => name),
    feedLoads: loadsOfFeeds(zone, points),
    losses: feedLosses(zone, points, zone.ratingWatts),
  };
}

/** Normal load of each feed, and the highest with one other feed lost. */
function loadsOfFeeds(zone: PowerZoneInput, points: readonly LoadPoint[]): FeedLoad[] {
  const normal = feedLoads(zone, points, new Set());
  const withLoss = zone.feeds.map((_, lost) => feedLoads(zone, points, new Set([lost])));
  return zone.feeds.map((feed, index) => {
    const normalWatts = normal[index] ?? 0;
    const others = withLoss.filter((_, lost) => lost !== index).map((loads) => loads[index] ?? 0);
    return { feed, normalWatts, worstWatts: Math.max(normalWatts, ...others) };
  });
}
