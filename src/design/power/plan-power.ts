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

/** What of a row a tenant's block takes: numbers of its rack positions, by their power zone. */
type RowPart = ReadonlyMap<string, ReadonlySet<number>>;

/** Racks as tenants' blocks are found in them. */
type TenantRacks = readonly Pick<RackPlan, 'hall' | 'row' | 'number' | 'zone'>[];

/** Rack positions of each block, by row in the order of its rows and then of its positions; rows that are not there are left out. */
function rowParts(
  tenantLoads: readonly TenantLoadInput[],
  racks: TenantRacks,
): readonly ReadonlyMap<string, RowPart>[] {
  const rows = new Map<string, Map<string, Set<number>>>();
  const zones = new Map<string, string>();
  const isByRack = tenantLoads.some(({ places = [] }) => places.length > 0);
  const add = (part: Map<string, Set<number>>, zone: string, number: number): void => {
    part.set(zone, (part.get(zone) ?? new Set<number>()).add(number));
  };
  for (const { hall, row, number, zone } of racks) {
    const key = `${hall}/${row}`;
    const known = rows.get(key) ?? new Map<string, Set<number>>();
    rows.set(key, known);
    add(known, zone, number);
    if (isByRack) zones.set(`${key}/${number}`, zone);
  }
  return tenantLoads.map(({ rows: own, places = [] }) => {
    const parts = new Map<string, Map<string, Set<number>>>();
    for (const row of own) {
      const whole = rows.get(row);
      if (whole !== undefined) parts.set(row, new Map([...whole].map(([zone, numbers]) => [zone, new Set(numbers)])));
    }
    for (const { hall, row, number } of places) {
      const key = `${hall}/${row}`;
      const zone = zones.get(`${key}/${number}`);
      if (zone === undefined) continue;
      const part = parts.get(key) ?? new Map<string, Set<number>>();
      parts.set(key, part);
      add(part, zone, number);
    }
    return parts;
  });
}

/** A tenant's block in one row and one power zone: what it draws and gives off there. */
export interface TenantPart {
  /** Unique in the site: `<tenant load>@<hall>/<row>`, with the zone behind it where the racks of the row are in several. */
  readonly name: string;
  /** Name of the tenant load. */
  readonly tenant: string;
  /** `<hall>/<row>`. */
  readonly row: string;
  readonly zone: string;
  /** Whether other racks of the row are in another zone. */
  readonly isRowShared: boolean;
  /** Numbers of its positions in the row. */
  readonly positions: readonly number[];
  /** Racks that it has there: all its racks shared out by its positions. */
  readonly racks: number;
  readonly watts: number;
  readonly liquidShare: number;
}

/** Tenants' blocks by row and power zone: draw and racks are shared out by rack positions, in whole numbers that add up to those of the block. */
export function tenantParts(tenantLoads: readonly TenantLoadInput[], racks: TenantRacks): readonly TenantPart[] {
  if (tenantLoads.length === 0) return [];
  const zones = new Map<string, Set<string>>();
  for (const { hall, row, zone } of racks) {
    const key = `${hall}/${row}`;
    zones.set(key, (zones.get(key) ?? new Set<string>()).add(zone));
  }
  const blocks = rowParts(tenantLoads, racks);
  return tenantLoads.flatMap(({ name: tenant, loadWatts, liquidShare, racks: count }, index) => {
    const rows = [...(blocks[index] ?? [])];
    const sizes = rows.map(([, part]) => [...part.values()].map(({ size }) => size));
    const shares = (whole: number): readonly (readonly number[])[] =>
      apportion(
        whole,
        sizes.map((own) => own.reduce((sum, size) => sum + size, 0)),
      ).map((share, at) => apportion(share, sizes[at] ?? []));
    const [watts, counts] = [shares(loadWatts), shares(count)];
    return rows.flatMap(([row, part], at) => {
      const isRowShared = (zones.get(row)?.size ?? 0) > 1;
      return [...part].map(([zone, numbers], place): TenantPart => ({
        name: isRowShared ? `${tenant}@${row} (${zone})` : `${tenant}@${row}`,
        ...{ tenant, row, zone, isRowShared, liquidShare },
        positions: [...numbers],
        racks: counts[at]?.[place] ?? 0,
        watts: watts[at]?.[place] ?? 0,
      }));
    });
  });
}

/** Draw of tenants' blocks in each power zone, W, by the name of the zone, as `tenantParts` shares it out; a zone without any is absent. */
export function tenantWattsByZone(
  tenantLoads: readonly TenantLoadInput[],
  racks: TenantRacks,
): ReadonlyMap<string, number> {
  const byZone = new Map<string, number>();
  for (const { zone, watts } of tenantParts(tenantLoads, racks)) byZone.set(zone, (byZone.get(zone) ?? 0) + watts);
  return byZone;
}
