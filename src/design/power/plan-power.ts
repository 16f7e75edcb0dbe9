import type { RackPlan } from '../../model/placement-plan';
import {
  type FeedLoad,
  PowerInput,
  type PowerPlan,
  type PowerZoneInput,
  type PowerZonePlan,
} from '../../model/power-plan';
import { planChain } from './chain/plan-chain';
import { checkPowerInput } from './check-power-input';
import { feedLosses } from './feed-losses';
import { loadGroups } from './load-group';
import { shareOf } from './share-of';
import { tenantWattsByZone } from './tenant-watts';
import { ZoneStates } from './zone-states';

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
  if (input.isChecked !== true) checkPowerInput(input);
  const { zones, placement, devices, basis = 'nameplate', tenantLoads = [] } = input;
  const byName = new Map(devices.map((device) => [device.name, device]));
  const racksOf = racksByZone(placement.racks);
  const tenantWatts = tenantWattsByZone(tenantLoads, placement.racks);
  const stated = zones.map((given) => {
    const zone = zoneInput(given);
    const racks = racksOf.get(zone.name) ?? [];
    const groups = loadGroups(zone, { racks, byName, basis });
    const states = new ZoneStates({ ...zone, groups, tenantWatts: tenantWatts.get(zone.name) ?? 0 });
    return { zone, racks, states };
  });
  const plans = stated.map(({ zone, racks, states }) => planZone(zone, racks, states));
  const chain = planChain(input, stated);
  return {
    basis,
    zones: plans,
    loadWatts: plans.reduce((sum, { loadWatts }) => sum + loadWatts, 0),
    ...(chain === undefined ? {} : { chain }),
    ...(tenantLoads.length === 0 ? {} : { tenantLoads }),
  };
}

/** What a zone was declared with, and nothing of a plan that it may have come from. */
function zoneInput(zone: PowerZoneInput): PowerZoneInput {
  const { name, path, ratingWatts, feeds, redundancy, limitShare, rackFeed, sources, rackFeedSpec } = zone;
  return {
    name,
    path,
    ratingWatts,
    feeds,
    redundancy,
    limitShare,
    rackFeed,
    ...(sources === undefined ? {} : { sources }),
    ...(rackFeedSpec === undefined ? {} : { rackFeedSpec }),
  };
}

function racksByZone(racks: readonly RackPlan[]): ReadonlyMap<string, readonly RackPlan[]> {
  const byZone = new Map<string, RackPlan[]>();
  for (const rack of racks) {
    const known = byZone.get(rack.zone);
    if (known === undefined) byZone.set(rack.zone, [rack]);
    else known.push(rack);
  }
  return byZone;
}

function planZone(zone: PowerZoneInput, racks: readonly RackPlan[], states: ZoneStates): PowerZonePlan {
  const { groups, tenantWatts } = states.zone;
  return {
    ...zone,
    limitWatts: shareOf(zone.ratingWatts, zone.limitShare),
    loadWatts: groups.reduce((sum, { watts }) => sum + watts, tenantWatts),
    ...(tenantWatts === 0 ? {} : { tenantWatts }),
    racks: racks.map(({ name }) => name),
    feedLoads: loadsOfFeeds(states),
    losses: feedLosses(states),
  };
}

/** Normal load of each feed, and the highest with one other feed lost. */
function loadsOfFeeds(states: ZoneStates): FeedLoad[] {
  const { feeds } = states.zone;
  const normal = states.without([]).loads;
  return feeds.map((feed, index) => {
    const normalWatts = normal[index] ?? 0;
    const others = feeds.flatMap((_, lost) => (lost === index ? [] : [states.without([lost]).loads[index] ?? 0]));
    return { feed, normalWatts, worstWatts: Math.max(normalWatts, ...others) };
  });
}
