import type { DeviceInput, PlacementPlan, RackPlan } from '../placement/placement-plan';
import { checkPowerInput } from './check-power-input';
import { feedLoads } from './feed-loads';
import { feedLosses } from './feed-losses';
import type { LoadFigure } from './load-figure';
import type { LoadPoint } from './load-point';
import type { FeedLoad, PowerPlan, PowerZoneInput, PowerZonePlan } from './power-plan';
import { shareOf } from './share-of';
import type { TenantLoadInput } from './tenant-load';
import { tenantWattsByZone } from './tenant-watts';
import { wattsOf } from './watts-of';

/** What a power plan starts from. */
export interface PowerInput {
  readonly zones: readonly PowerZoneInput[];
  readonly placement: PlacementPlan;
  readonly devices: readonly DeviceInput[];
  /** Figure by which loads are reckoned. Default: `nameplate`. */
  readonly basis?: LoadFigure;
  /** Blocks of others. Default: none. */
  readonly tenantLoads?: readonly TenantLoadInput[];
}

/**
 * Loads of zones and feeds, normally and with one feed lost, and what devices do then. It reports numbers; policies judge them.
 *
 * A load is a device's draw at its input by one figure for all, so that no supply's efficiency and no power factor is applied to it; where a device lacks
 * the figure, its nameplate stands for it. A device that lost part of its supplies is taken to draw as much as before from the rest. A tenant's block
 * draws alike from all feeds of its zone that live, and runs on while one does. Loads are whole watts: those of the feeds add up to that of the zone.
 *
 * @throws DesignError `power/invalid-number`, `power/invalid-share`, `power/feed-count`, `power/duplicate-feed`, `power/duplicate-zone`,
 * `power/unknown-zone`, `power/unknown-device`, `power/invalid-supplies`
 */
export function planPower(input: PowerInput): PowerPlan {
  checkPowerInput(input);
  const { zones, placement, devices, basis = 'nameplate', tenantLoads = [] } = input;
  const byName = new Map(devices.map((device) => [device.name, device]));
  const tenantWatts = tenantWattsByZone(tenantLoads, placement.racks);
  const plans = zones.map((zone) => {
    const points = pointsOf(zone, { racks: placement.racks, byName, basis });
    return planZone(zone, points, tenantWatts.get(zone.name) ?? 0);
  });
  return {
    basis,
    zones: plans,
    loadWatts: plans.reduce((sum, { loadWatts }) => sum + loadWatts, 0),
    ...(tenantLoads.length === 0 ? {} : { tenantLoads }),
  };
}

/** What a zone's points are found from. */
interface PointSource {
  readonly racks: readonly RackPlan[];
  readonly byName: ReadonlyMap<string, DeviceInput>;
  readonly basis: LoadFigure;
}

/** Devices in the racks of a zone, with their draw. */
function pointsOf({ name: zone }: PowerZoneInput, { racks, byName, basis }: PointSource): ZonePoints {
  const own = racks.filter((rack) => rack.zone === zone);
  const points = own.flatMap((rack) =>
    rack.devices.flatMap(({ name }): LoadPoint[] => {
      const device = byName.get(name);
      if (device === undefined || device.kind === 'panel') return [];
      return [{ device, rack, watts: wattsOf(device, basis) }];
    }),
  );
  return { racks: own.map(({ name }) => name), points };
}

/** Racks of a zone by name, and the devices in them. */
interface ZonePoints {
  readonly racks: readonly string[];
  readonly points: readonly LoadPoint[];
}

function planZone(zone: PowerZoneInput, { racks, points }: ZonePoints, tenantWatts: number): PowerZonePlan {
  return {
    ...zone,
    limitWatts: shareOf(zone.ratingWatts, zone.limitShare),
    loadWatts: points.reduce((sum, { watts }) => sum + watts, tenantWatts),
    ...(tenantWatts === 0 ? {} : { tenantWatts }),
    racks,
    feedLoads: loadsOfFeeds(zone, points, tenantWatts),
    losses: feedLosses(zone, points, zone.ratingWatts, tenantWatts),
  };
}

/** Normal load of each feed, and the highest with one other feed lost. */
function loadsOfFeeds(zone: PowerZoneInput, points: readonly LoadPoint[], tenantWatts: number): FeedLoad[] {
  const normal = feedLoads(zone, points, new Set(), tenantWatts);
  const withLoss = zone.feeds.map((_, lost) => feedLoads(zone, points, new Set([lost]), tenantWatts));
  return zone.feeds.map((feed, index) => {
    const normalWatts = normal[index] ?? 0;
    const others = withLoss.filter((_, lost) => lost !== index).map((loads) => loads[index] ?? 0);
    return { feed, normalWatts, worstWatts: Math.max(normalWatts, ...others) };
  });
}
