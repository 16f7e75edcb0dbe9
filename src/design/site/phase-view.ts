import { type PhaseOrder, type PhasePlan, type PurchaseInput, type PurchasePlan, weeksBefore } from '../../model/phase';
import type { PlacementPlan, RackPlan } from '../../model/placement-plan';
import { type ClusterPlan, type PlannedSite, siteTotals } from '../../model/site-plan';
import { present } from '../../units/present';
import { declaredCauses } from '../../model/shared-loss';
import { coolingThere } from '../cooling/plan-cooling';
import { chainAt } from '../power/chain/plan-chain';
import { drawOfSite } from '../power/plan-power';
import { textOrder } from '../text';
import { planLoads } from './plan-loads';

/**
 * A site as it is by the date of a phase: halls, devices, nodes of the power chain and cooling units that are there, with their loads calculated again.
 *
 * A fabric is built whole, with its first switch; one that has no switch yet is not there. Addresses, the BOM and the lock stay those of the whole.
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
    ...present({ phases: plan.phases === undefined ? undefined : plan.phases.slice(0, number + 1) }),
    halls,
    devices,
    placement,
    clusters: plan.clusters.map((cluster) => clusterOf(cluster, names)).filter(({ hosts }) => hosts.length > 0),
    fabrics: plan.fabrics.filter((_, index) => isBuilt[index] === true),
    cables: plan.cables.filter((_, index) => isBuilt[index] === true),
    assets: assetsOf(plan, names),
    storage: plan.storage.filter(({ plan: { nodes } }) => nodes.some((name) => names.has(name))),
    ...loadsOnce(plan, number, () =>
      // By the last phase everything is there.
      number === order.phases.length - 1
        ? { power: plan.power, ...present({ cooling: plan.cooling, losses: plan.losses }) }
        : {
            ...(plan.losses === undefined ? {} : { losses: [] }),
            ...planLoads(loadsThere(plan, { devices, placement, halls, isThere })),
          },
    ),
  };
  return { ...view, totals: siteTotals(view) };
}

/** Loads of a site by the number of a phase, with what they were planned from. */
interface PhaseLoads {
  readonly of: readonly unknown[];
  readonly byPhase: Map<number, ReturnType<typeof planLoads>>;
}

const LOADS = new WeakMap<PlannedSite['power'], PhaseLoads>();

/** The loads of a phase, planned once for a plan and everything that is made from it, such as its evaluation. */
function loadsOnce(
  { power, devices, placement, cooling, halls }: PlannedSite,
  number: number,
  plan: () => ReturnType<typeof planLoads>,
): ReturnType<typeof planLoads> {
  const of = [devices, placement, cooling, halls];
  const before = LOADS.get(power);
  const isOfIt = before?.of.every((part, index) => part === of[index]) === true;
  const known: PhaseLoads = isOfIt ? before : { of, byPhase: new Map() };
  LOADS.set(power, known);
  const loads = known.byPhase.get(number) ?? plan();
  known.byPhase.set(number, loads);
  return loads;
}

/** What loads of a planned site are calculated from, as far as it is there. */
export function loadsThere(
  { power, cooling, losses = [] }: Pick<PlannedSite, 'power' | 'cooling' | 'losses'>,
  {
    devices,
    placement,
    halls,
    isThere,
  }: Pick<PlannedSite, 'devices' | 'placement' | 'halls'> & {
    readonly isThere: ReturnType<PhaseOrder['isThereBy']>;
  },
): Parameters<typeof planLoads>[0] {
  const { zones, basis, chain, continuity, tenantLoads = [] } = power;
  return {
    zones,
    devices,
    placement,
    halls,
    causes: declaredCauses(losses),
    loadFigure: basis,
    isChecked: true,
    powerSwings: continuity?.swingInputs ?? [],
    tenantLoads: tenantLoads.filter(isThere),
    ...chainAt(chain, isThere),
    ...(cooling === undefined ? {} : coolingThere(cooling, isThere)),
  };
}

/** Assets without those of devices that come later; a row that names no device of the site stays. */
function assetsOf({ assets, devices }: PlannedSite, names: ReadonlySet<string>): PlannedSite['assets'] {
  if (assets.size === 0 || names.size === devices.length) return assets;
  // Every device has an asset: as many assets as devices are theirs alone.
  const all = assets.size > devices.length ? new Set(devices.map(({ name }) => name)) : undefined;
  return kept(assets, (name) => names.has(name) || (all !== undefined && !all.has(name)));
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
      if (areAllThere) return rack;
      const there = rack.devices.filter(({ name }) => names.has(name));
      if (there.length === rack.devices.length) return rack;
      if (there.length === 0) return { ...rack, devices: there, usedU: 0, loadWatts: 0, weightGrams: 0 };
      // Only racks that fill over several phases ask for it.
      const known = (byName ??= new Map(devices.map((device) => [device.name, device])));
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
    positions: areAllThere ? placement.positions : kept(placement.positions, (name) => names.has(name)),
    unplaced: placement.unplaced.filter(({ device }) => names.has(device)),
  };
}

/** The entries of a map whose names are kept. */
function kept<T>(all: ReadonlyMap<string, T>, isKept: (name: string) => boolean): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  for (const [name, value] of all) if (isKept(name)) map.set(name, value);
  return map;
}

/** The cluster with the systems that are there; the trays of a rack are there with it. */
function clusterOf(cluster: ClusterPlan, names: ReadonlySet<string>): ClusterPlan {
  const { hosts, scaleUpDomains } = cluster;
  const there = { ...cluster, hosts: hosts.filter((host) => names.has(host)) };
  if (scaleUpDomains === undefined) return there;
  return { ...there, scaleUpDomains: scaleUpDomains.filter(({ name }) => names.has(name)) };
}

/**
 * What each phase brings the site to, and when its purchases must be ordered: the date of the phase less the lead time.
 *
 * @param plan - the whole site
 * @param order - its phases
 * @param purchases - what is bought; a purchase that names no phase is one of the first
 */
export function planPhases(
  plan: PlannedSite,
  order: PhaseOrder,
  purchases: readonly PurchaseInput[],
): readonly PhasePlan[] {
  return order.phases.map((phase, number) => {
    const view = phaseView(plan, order, number);
    const { totals } = view;
    const { systems, gpus, racksUsed, loadWatts } = totals;
    return {
      ...phase,
      systems,
      gpus,
      racksUsed,
      loadWatts,
      drawWatts: drawOfSite(view).watts,
      purchases: purchases
        .filter((purchase) => order.numberOf(purchase) === number)
        .map((purchase): PurchasePlan => ({
          ...purchase,
          lastOrderDate: weeksBefore(phase.date, purchase.leadTimeWeeks),
        }))
        .sort((left, right) => textOrder(left.lastOrderDate, right.lastOrderDate) || textOrder(left.name, right.name)),
    };
  });
}
