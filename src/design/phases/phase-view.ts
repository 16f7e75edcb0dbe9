import { coolingThere } from '../cooling/cooling-there';
import type { PlacementPlan, Position, RackPlan } from '../placement/placement-plan';
import { chainAt } from '../power/chain/chain-at';
import { planLoads } from '../site/plan-loads';
import type { ClusterPlan, PlannedSite } from '../site/site-plan';
import { siteTotals } from '../site/site-totals';
import type { PhaseOrder } from './phase-order';

/**
 * A site as it is by the date of a phase: halls, devices, nodes of the power chain and cooling units that are there, with their loads reckoned anew.
 *
 * A fabric is built whole, with its first switch; one that has no switch yet is not there. Addresses, the bill and the lock stay those of the whole.
 */
export function phaseView<P extends PlannedSite>(plan: P, order: PhaseOrder, number: number): P {
  const isThere = order.isThereBy(number);
  const halls = plan.halls.filter(isThere);
  const devices = plan.devices.filter(isThere);
  const names = new Set(devices.map(({ name }) => name));
  const placement = placementOf(plan, new Set(halls.map(({ name }) => name)), names);
  const isBuilt = plan.fabrics.map(({ plan: { switches } }) => switches.some(({ name }) => names.has(name)));
  const view = {
    ...plan,
    ...(plan.phases === undefined ? {} : { phases: plan.phases.slice(0, number + 1) }),
    halls,
    devices,
    placement,
    clusters: plan.clusters.map((cluster) => clusterOf(cluster, names)).filter(({ hosts }) => hosts.length > 0),
    fabrics: plan.fabrics.filter((_, index) => isBuilt[index] === true),
    cables: plan.cables.filter((_, index) => isBuilt[index] === true),
    assets: assetsOf(plan, isThere),
    storage: plan.storage.filter(({ plan: { nodes } }) => nodes.some((name) => names.has(name))),
    ...planLoads(loadsThere(plan, { devices, placement, isThere })),
  };
  return { ...view, totals: siteTotals(view) };
}

/** What loads are reckoned from, as far as it is there. */
function loadsThere(
  { power, cooling }: PlannedSite,
  {
    devices,
    placement,
    isThere,
  }: Pick<PlannedSite, 'devices' | 'placement'> & { readonly isThere: ReturnType<PhaseOrder['isThereBy']> },
): Parameters<typeof planLoads>[0] {
  const { zones, basis, chain, continuity, tenantLoads = [] } = power;
  return {
    zones,
    devices,
    placement,
    loadFigure: basis,
    powerSwings: continuity?.swingInputs ?? [],
    tenantLoads: tenantLoads.filter(isThere),
    ...chainAt(chain, isThere),
    ...(cooling === undefined ? {} : coolingThere(cooling, isThere)),
  };
}

/** Assets without those of devices that come later; a row that names no device of the site stays. */
function assetsOf(
  { assets, devices }: PlannedSite,
  isThere: ReturnType<PhaseOrder['isThereBy']>,
): PlannedSite['assets'] {
  if (assets.size === 0) return assets;
  const later = new Set(devices.filter((device) => !isThere(device)).map(({ name }) => name));
  return later.size === 0 ? assets : new Map([...assets].filter(([name]) => !later.has(name)));
}

function placementOf(
  { placement, devices }: PlannedSite,
  halls: ReadonlySet<string>,
  names: ReadonlySet<string>,
): PlacementPlan {
  const areAllThere = names.size === devices.length;
  let byName: ReadonlyMap<string, PlannedSite['devices'][number]> | undefined;
  const racks = placement.racks
    .filter(({ hall }) => halls.has(hall))
    .map((rack): RackPlan => {
      if (areAllThere || rack.devices.every(({ name }) => names.has(name))) return rack;
      // Only racks that fill over several phases ask for it.
      const known = (byName ??= new Map(devices.map((device) => [device.name, device])));
      const there = rack.devices.filter(({ name }) => names.has(name));
      const sum = (figure: 'maxWatts' | 'weightGrams'): number =>
        there.reduce((total, { name }) => total + (known.get(name)?.[figure] ?? 0), 0);
      return {
        ...rack,
        devices: there,
        usedU: there.reduce((total, { heightU }) => total + heightU, 0),
        loadWatts: sum('maxWatts'),
        weightGrams: sum('weightGrams'),
      };
    });
  return {
    ...placement,
    racks,
    positions: areAllThere ? placement.positions : positionsOf(placement, names),
    unplaced: placement.unplaced.filter(({ device }) => names.has(device)),
  };
}

function positionsOf({ positions: all }: PlacementPlan, names: ReadonlySet<string>): ReadonlyMap<string, Position> {
  const positions = new Map<string, Position>();
  for (const [name, position] of all) if (names.has(name)) positions.set(name, position);
  return positions;
}

/** The cluster with the systems that are there; the trays of a rack are there with it. */
function clusterOf(cluster: ClusterPlan, names: ReadonlySet<string>): ClusterPlan {
  const { hosts, scaleUpDomains } = cluster;
  const there = { ...cluster, hosts: hosts.filter((host) => names.has(host)) };
  if (scaleUpDomains === undefined) return there;
  return { ...there, scaleUpDomains: scaleUpDomains.filter(({ name }) => names.has(name)) };
}
