import { devicesByName, type RackPlan } from '../../model/placement-plan';
import {
  type FeedLoad,
  type FeedLoss,
  type PowerInput,
  type PowerPlan,
  type PowerZoneInput,
  type PowerZonePlan,
  type SupplyFigures,
  type TenantLoadInput,
} from '../../model/power-plan';
import type { PlannedSite } from '../../model/site-plan';
import { addTo, present } from '../../units/present';
import { textOrder } from '../text';
import { openChain, planChain, type StatedZone } from './chain/plan-chain';
import { checkPowerInput } from './check-power-input';
import { apportion, loadGroups, zoneLimit, ZoneStates } from './zones/load-group';

/**
 * Loads of zones and feeds, normally and with one feed lost, and what devices do then. It reports numbers; policies judge them.
 *
 * A load is a device's draw at its input by one figure for all, so that no PSU's efficiency and no power factor is applied to it; where a device lacks
 * the figure, its nameplate stands for it. A device that lost part of its PSUs is taken to draw as much as before from the rest. A tenant's block
 * draws alike from all feeds of its zone that live, and runs on while one does. Loads are whole watts: those of the feeds add up to that of the zone.
 *
 * @throws DesignError `power/invalid-number`, `power/invalid-share`, `power/feed-count`, `power/duplicate-feed`, `power/duplicate-zone`,
 * `power/unknown-zone`, `power/unknown-device`, `power/invalid-supplies`
 */
export function planPower(input: PowerInput): PowerPlan {
  const stated = stateZones(input);
  const chain = openChain(input, stated);
  return powerOf(input, stated, chain === undefined ? undefined : planChain(input, chain));
}

/** A zone with the states of its feeds and its racks. */
export interface StatedPower extends StatedZone {
  readonly racks: readonly RackPlan[];
}

/** The zones of a site with the loads that their feeds see. @param before - zones of an earlier phase @throws DesignError as `planPower` */
export function stateZones(input: PowerInput, before: ZoneMemory = new Map()): readonly StatedPower[] {
  if (input.isChecked !== true) checkPowerInput(input);
  const { zones, placement, devices, basis = 'nameplate', tenantLoads = [] } = input;
  const byName = devicesByName(devices);
  const racksOf = racksByZone(placement.racks);
  const tenantWatts = tenantWattsByZone(tenantLoads, placement.racks);
  return zones.map((given) => {
    const zone = zoneInput(given);
    const racks = racksOf.get(zone.name) ?? [];
    const tenants = tenantWatts.get(zone.name) ?? 0;
    const known = before.get(given);
    if (known !== undefined && known.states.zone.tenantWatts === tenants && areSame(known.racks, racks)) return known;
    const groups = loadGroups(zone, { racks, byName, basis });
    const stated = { zone, racks, states: new ZoneStates({ ...zone, groups, tenantWatts: tenants }) };
    before.set(given, stated);
    return stated;
  });
}

/** Zones as they were stated last, by what they are stated from: phases of a site share those that did not change. */
export type ZoneMemory = Map<PowerZoneInput, StatedPower>;

/** Whether two lists hold the same racks: a rack whose devices change is another object. */
function areSame(one: readonly RackPlan[], other: readonly RackPlan[]): boolean {
  return one.length === other.length && one.every((rack, place) => rack === other[place]);
}

/** The power plan of zones and their chain. */
export function powerOf(
  { basis = 'nameplate', tenantLoads = [] }: Pick<PowerInput, 'basis' | 'tenantLoads'>,
  stated: readonly StatedPower[],
  chain: PowerPlan['chain'],
): PowerPlan {
  const plans = stated.map((each) => {
    const plan = ZONE_PLANS.get(each) ?? planZone(each.zone, each.racks, each.states);
    ZONE_PLANS.set(each, plan);
    return plan;
  });
  return {
    basis,
    zones: plans,
    loadWatts: plans.reduce((sum, { loadWatts }) => sum + loadWatts, 0),
    ...present({ chain }),
    ...(tenantLoads.length === 0 ? {} : { tenantLoads }),
  };
}

const ZONE_PLANS = new WeakMap<StatedPower, PowerZonePlan>();

/** What a zone was declared with, and nothing of a plan that it may have come from. */
function zoneInput(zone: PowerZoneInput): PowerZoneInput {
  const { name, path, ratingWatts, feeds, redundancy, limitShare, rackFeed, sources, rackFeedSpec, busway } = zone;
  return {
    name,
    path,
    ratingWatts,
    feeds,
    redundancy,
    limitShare,
    rackFeed,
    ...present({ sources, rackFeedSpec, busway }),
  };
}

function racksByZone(racks: readonly RackPlan[]): ReadonlyMap<string, readonly RackPlan[]> {
  const byZone = new Map<string, RackPlan[]>();
  for (const rack of racks) {
    addTo(byZone, rack.zone, rack);
  }
  return byZone;
}

function planZone(zone: PowerZoneInput, racks: readonly RackPlan[], states: ZoneStates): PowerZonePlan {
  const { groups, tenantWatts } = states.zone;
  return {
    ...zone,
    limitWatts: zoneLimit(zone),
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

/** What a site draws at its point of supply, and what that was calculated from. */
interface SiteDrawPlan {
  readonly watts: number;
  /** Power usage effectiveness that it was calculated with: as stated, or by the plan of cooling. Absent: neither is known. */
  readonly pue?: { readonly value: number; readonly isStated: boolean };
  /** Whether a part of it is not known, so that the site draws at least this. */
  readonly isLeast: boolean;
}

/** What is left of a product in binary fractions, W: no watt is added for it. */
const BINARY_REST = 1e-6;

/**
 * Draw of a site at its point of supply: the load of IT times the PUE that is stated or that the plan of cooling gives, which holds the losses of the power
 * chain already. Without a PUE what the power chain draws, else the load of IT alone: both are the least that the site draws.
 */
export function drawOfSite(plan: Pick<PlannedSite, 'power' | 'supply' | 'cooling' | 'aws'>): SiteDrawPlan {
  const { power, supply, cooling } = plan;
  const cloud = cloudWattsOf(plan);
  const value = supply?.pue ?? cooling?.pue;
  if (value === undefined) return { watts: (power.chain?.sourceWatts ?? power.loadWatts) + cloud, isLeast: true };
  const watts = Math.ceil((power.loadWatts + cloud) * value - BINARY_REST);
  return { watts, pue: { value, isStated: supply?.pue !== undefined }, isLeast: false };
}

/** Draw of zones of a cloud that stand on the site, W; those elsewhere draw nothing here. */
export function cloudWattsOf({ aws }: Pick<PlannedSite, 'aws'>): number {
  return (aws?.zones ?? []).reduce((sum, { onSiteWatts }) => sum + onSiteWatts, 0);
}

/** Contract, IT and energised power that hold for a plan: those of its last phase where it has phases, else those of the site. */
export function figuresOf({
  supply,
  phases,
}: Pick<PlannedSite, 'supply' | 'phases'>): SupplyFigures & { readonly path: string | undefined } {
  const phase = phases?.at(-1);
  return { ...(phase ?? supply), path: phase?.path };
}

/**
 * What each model does when a feed is lost, sorted by feed, then model, survival and supplies. Tenants' blocks load the feeds, and are no devices that
 * could be listed.
 */
function feedLosses(states: ZoneStates): FeedLoss[] {
  const { zone } = states;
  return zone.feeds.flatMap((feed, index) => {
    const { outcomes } = states.without([index]);
    const found = new Map<string, FeedLoss>();
    zone.groups.forEach(({ model, devices }, number) => {
      const outcome = outcomes[number] ?? { survival: 'indeterminate' };
      const key = JSON.stringify([model, outcome]);
      found.set(key, { lost: feed, model, devices: (found.get(key)?.devices ?? 0) + devices, ...outcome });
    });
    return [...found.values()].sort(byModel);
  });
}

function byModel(a: FeedLoss, b: FeedLoss): number {
  return (
    textOrder(a.model, b.model) ||
    textOrder(a.survival, b.survival) ||
    (a.healthyPsus ?? -1) - (b.healthyPsus ?? -1) ||
    (a.neededPsus ?? -1) - (b.neededPsus ?? -1)
  );
}

/** What of a row a tenant's block takes: its rack positions, by their power zone. */
type RowPart = ReadonlyMap<string, number>;

/** Rack positions of each block, by row in the order of its rows and then of its positions; rows that are not there are left out. */
function rowParts(
  tenantLoads: readonly TenantLoadInput[],
  racks: readonly Pick<RackPlan, 'hall' | 'row' | 'number' | 'zone'>[],
): readonly ReadonlyMap<string, RowPart>[] {
  const rows = new Map<string, Map<string, number>>();
  const zones = new Map<string, string>();
  const isByRack = tenantLoads.some(({ places = [] }) => places.length > 0);
  for (const { hall, row, number, zone } of racks) {
    const key = `${hall}/${row}`;
    const known = rows.get(key) ?? new Map<string, number>();
    rows.set(key, known.set(zone, (known.get(zone) ?? 0) + 1));
    if (isByRack) zones.set(`${key}/${number}`, zone);
  }
  return tenantLoads.map(({ rows: own, places = [] }) => {
    const parts = new Map(own.flatMap((row) => (rows.has(row) ? [[row, new Map(rows.get(row))] as const] : [])));
    for (const { hall, row, number } of places) {
      const key = `${hall}/${row}`;
      const zone = zones.get(`${key}/${number}`);
      if (zone === undefined) continue;
      const part = parts.get(key) ?? new Map<string, number>();
      parts.set(key, part.set(zone, (part.get(zone) ?? 0) + 1));
    }
    return parts;
  });
}

function racksIn(part: RowPart): number {
  return [...part.values()].reduce((sum, racks) => sum + racks, 0);
}

/** Power zones of the racks that each block takes. */
export function zonesOfTenants(
  tenantLoads: readonly TenantLoadInput[],
  racks: readonly Pick<RackPlan, 'hall' | 'row' | 'number' | 'zone'>[],
): readonly ReadonlySet<string>[] {
  if (tenantLoads.length === 0) return [];
  return rowParts(tenantLoads, racks).map((parts) => new Set([...parts.values()].flatMap((part) => [...part.keys()])));
}

/**
 * Draw of tenants' blocks in each power zone, W, by the name of the zone; a zone without any is absent.
 *
 * A block whose racks are in several zones is shared out in proportion to its rack positions in each, in whole watts that add up to it.
 */
export function tenantWattsByZone(
  tenantLoads: readonly TenantLoadInput[],
  racks: readonly Pick<RackPlan, 'hall' | 'row' | 'number' | 'zone'>[],
): ReadonlyMap<string, number> {
  const watts = new Map<string, number>();
  if (tenantLoads.length === 0) return watts;
  rowParts(tenantLoads, racks).forEach((parts, index) => {
    const byZone = new Map<string, number>();
    for (const part of parts.values()) {
      for (const [zone, count] of part) byZone.set(zone, (byZone.get(zone) ?? 0) + count);
    }
    const shares = apportion(tenantLoads[index]?.loadWatts ?? 0, [...byZone.values()]);
    [...byZone.keys()].forEach((zone, place) => watts.set(zone, (watts.get(zone) ?? 0) + (shares[place] ?? 0)));
  });
  return watts;
}

/** What a tenant's block draws in one of its rows. */
export interface TenantRow {
  /** Name of the tenant load. */
  readonly tenant: string;
  /** `<hall>/<row>`. */
  readonly row: string;
  readonly watts: number;
  readonly liquidShare: number;
  /** Its draw by power zone. */
  readonly byZone: readonly (readonly [zone: string, watts: number])[];
}

/** Draw of each tenant's block in each of its rows, shared out by rack positions in whole watts that add up to it. */
export function tenantRows(
  tenantLoads: readonly TenantLoadInput[],
  racks: readonly Pick<RackPlan, 'hall' | 'row' | 'number' | 'zone'>[],
): readonly TenantRow[] {
  if (tenantLoads.length === 0) return [];
  const blocks = rowParts(tenantLoads, racks);
  return tenantLoads.flatMap(({ name, loadWatts, liquidShare }, index) => {
    const parts = [...(blocks[index] ?? [])];
    const shares = apportion(
      loadWatts,
      parts.map(([, part]) => racksIn(part)),
    );
    return parts.map(([row, part], place): TenantRow => {
      const watts = shares[place] ?? 0;
      const inZones = apportion(watts, [...part.values()]);
      const byZone = [...part.keys()].map((zone, number) => [zone, inZones[number] ?? 0] as const);
      return { tenant: name, row, watts, liquidShare, byZone };
    });
  });
}
