import { departuresOf, nothingAdopted } from '../../model/adopted-site';
import { gatherAws } from '../../model/aws-plan';
import type { CableTable, PatchedLinks } from '../../model/cabling-plan';
import type { ConvergedInSite } from '../../model/core-pair';
import { PhaseOrder } from '../../model/phase';
import type { DeviceInput, PlacementPlan, RackPlan } from '../../model/placement-plan';
import type { SiteInput } from '../../model/site-input';
import type { SiteLock } from '../../model/site-lock';
import { type PlannedSite, type SitePlan, siteTotals } from '../../model/site-plan';
import { trayHolders } from '../../model/site-cables';
import { present } from '../../units/present';
import type { PoolInput, PoolNeed } from '../../model/address-plan';
import { carvePools, poolNeeds } from '../addressing/carve-pools';
import { numberHolder, planAddresses } from '../addressing/plan-addresses';
import { withAdoptedLinks } from '../adopt/adopt-cables';
import { adoptHall, plannedPositions } from '../adopt/adopt-hall';
import { mergeAssets } from '../assets/merge-assets';
import { panelModels } from '../bill/bill-items';
import { planBill } from '../bill/plan-bill';
import { pairNeeds, planUnderlays, withPairs } from '../underlay/plan-underlay';
import { planCables } from '../cabling/plan-cables';
import { type Patching, planPatching, standingPanels } from '../cabling/plan-patching';
import { planConvergedCables } from '../converged/plan-converged-cables';
import { planPlacement } from '../placement/plan-placement';
import { checkPhases, type PhasesInput } from './check-phases';
import { planMilestones, planPhases } from './phase-view';
import { planFloor } from './plan-floor';
import { planLoads, tenantLoadsOnRows } from './plan-loads';

/**
 * Plans the whole of a site from what its constructs declared: placement, then cables, power, addresses and the BOM.
 *
 * With the files of a running hall it is planned twice: as declared, and with what the hall has otherwise.
 *
 * Pure: the lock goes in with `input` and comes out with the plan; the caller keeps it.
 *
 * @throws DesignError of any engine, for what is impossible in itself
 */
export function planSite(declared: SiteInput): PlannedSite {
  const { hall, ...input } = declared;
  if (hall === undefined) return planDeclared(input);
  const plan = planDeclared(input);
  return planDeclared({ ...input, lock: adoptHall(hall, plan) });
}

function planDeclared(start: SiteInput): PlannedSite {
  const declared = withHall(start);
  const floor = planFloor(declared);
  const tenantLoads = tenantLoadsOnRows(declared.tenantLoads ?? [], floor.halls);
  const input: SiteInput = { ...declared, halls: floor.halls, tenantLoads, lock: floor.lock };
  const phases = input.phases ?? [];
  checkPhases(phasesInput(input));
  const { placement, cables, converged, devices, panelSlots } = planSiteCabling(input);
  const loads = planLoads({ ...input, placement, devices });
  const pools = sitePools(input);
  const given = planAddresses({
    pools: [...input.pools, ...pools.carved],
    needs: pools.needs,
    wants: input.wants,
    asNumberFor: input.asNumberFor,
    tenants: input.tenants,
    lock: input.lock,
    ...present({ asNumberBase: input.asNumberBase }),
  });
  const fabrics = planUnderlays(input.fabrics, given);
  const addresses = { ...given, pools: withPairs(given.pools, fabrics) };
  const bill = planBill({
    devices,
    placement,
    models: new Map([...input.models, ...panelModels(input.patching ?? [])]),
    fabrics: fabrics.map(({ plan }) => plan),
    cables,
    converged,
    phase: input.phase,
    paths: fabrics.map(({ path }) => path),
    phases,
    ...present({ purchases: input.purchases, spares: input.spares }),
  });
  const assets = mergeAssets(input.assetRecords, {
    devices: devices.map(({ name }) => name),
    trays: [...trayHolders({ clusters: input.clusters }).keys()],
  });
  const aws = gatherAws(input.aws ?? []);
  const lock = nextLock(input, {
    placement,
    addresses,
    carved: pools.carved,
    slots: { ...panelSlots, ...floor.slots },
  });
  const plan: PlannedSite = {
    name: input.name,
    path: input.path,
    halls: input.halls,
    clusters: input.clusters,
    devices,
    fabrics,
    ...(converged.length === 0 ? {} : { converged }),
    storage: input.storage,
    placement,
    cables,
    ...loads,
    ...present({
      supply: input.supply,
      climate: input.climate,
      compartments: input.compartments,
      consumables: input.consumables?.length === 0 ? undefined : input.consumables,
      zonePlacement: input.zonePlacement,
    }),
    addresses,
    bill,
    assets,
    tenants: input.tenants,
    ...present({ aws }),
    totals: siteTotals({ clusters: input.clusters, fabrics, converged, placement, cables, assets, ...loads }),
    ...present({ adopted: lock.adopted }),
    lock,
    ...present({
      asOf: input.asOf,
      defaults: input.defaults,
      assumptions: input.assumptions,
      renamed: input.renamed,
    }),
  };
  return withMilestones(
    phases.length === 0 ? plan : { ...plan, phases: planPhases(plan, new PhaseOrder(phases), input.purchases ?? []) },
    input,
  );
}

function withMilestones(plan: PlannedSite, { phases = [], milestones = [] }: SiteInput): PlannedSite {
  if (milestones.length === 0) return plan;
  return { ...plan, milestones: planMilestones(milestones, new PhaseOrder(phases), plan) };
}

/**
 * The site without what an adopted hall has otherwise, for rules that tell a fact of the hall from a fault of the plan; undefined where the hall has
 * nothing otherwise.
 */
export function planWithoutHall(
  { hall: _hall, ...input }: SiteInput,
  { lock, adopted }: PlannedSite,
): PlannedSite | undefined {
  if (adopted === undefined || departuresOf(adopted).length === 0) return undefined;
  const asPlanned: SiteLock = { ...lock, adopted: nothingAdopted() };
  return planDeclared({ ...input, lock: { ...asPlanned, positions: plannedPositions(lock.positions, adopted) } });
}

/** The site with its cables as the hall has them. */
function withHall(input: SiteInput): SiteInput {
  const { adopted } = input.lock;
  if (adopted === undefined) return input;
  return { ...input, fabrics: input.fabrics.map((each) => ({ ...each, plan: withAdoptedLinks(each.plan, adopted) })) };
}

/** Everything that may name a phase. */
function phasesInput({ phases = [], purchases = [], milestones = [], ...input }: SiteInput): PhasesInput {
  return {
    phases,
    purchases,
    phased: {
      hall: input.halls,
      device: input.devices,
      'power node': input.powerNodes ?? [],
      'tenant load': input.tenantLoads ?? [],
      'cooling loop': input.coolingLoops ?? [],
      'cooling units': input.coolingUnits ?? [],
      'what waits for milestone': milestones.flatMap(({ name, phases: of }) => of.map((phase) => ({ name, phase }))),
    },
  };
}

/** What is there now, beside what the lock held for names that are gone: those keep their gap until they are released. */
function nextLock(
  input: SiteInput,
  {
    placement,
    addresses,
    carved,
    slots,
  }: Pick<SitePlan, 'placement' | 'addresses'> & Pick<SiteLock, 'slots'> & Pick<SitePools, 'carved'>,
): SiteLock {
  return {
    version: 2,
    site: input.name,
    positions: { ...input.lock.positions, ...Object.fromEntries(placement.positions) },
    addresses: {
      ...input.lock.addresses,
      ...Object.fromEntries(addresses.addresses.map((entry) => [`${entry.device}/${entry.interface}`, entry.address])),
    },
    asNumbers: {
      ...input.lock.asNumbers,
      ...Object.fromEntries(addresses.asNumbers.map((entry) => [numberHolder(entry), entry.asNumber])),
    },
    partitions: {
      ...input.lock.partitions,
      ...Object.fromEntries(addresses.partitions.map(({ tenant, pkey }) => [tenant, pkey])),
    },
    slots: { ...input.lock.slots, ...slots },
    fabrics: input.lock.fabrics,
    stacks: input.lock.stacks,
    ...lockedPools(input.lock, carved),
    ...present({ adopted: input.lock.adopted }),
  };
}

/** Pools of a site beside those given, and what all are needed for. */
interface SitePools {
  readonly carved: readonly PoolInput[];
  readonly needs: readonly PoolNeed[];
}

/** @throws DesignError those of `carvePools` */
function sitePools({ pools, supernet, wants, fabrics, clusters, tenants, lock }: SiteInput): SitePools {
  const needs = poolNeeds({ wants, fabrics, clusters, tenants, shapes: lock.fabrics, pairs: pairNeeds(fabrics) });
  return {
    carved: supernet === undefined ? [] : carvePools({ supernet, given: pools, needs, wants, lock }),
    needs,
  };
}

function lockedPools({ pools: before }: SiteLock, carved: readonly PoolInput[]): Pick<SiteLock, 'pools'> {
  if (before === undefined && carved.length === 0) return {};
  const now = carved.map(
    ({ name, purpose, cidr, tenant }) => [name, { purpose, cidr, ...present({ tenant }) }] as const,
  );
  return { pools: { ...before, ...Object.fromEntries(now) } };
}

/** Where everything stands, and the cables between. */
interface SiteCabling extends Cabled {
  /** Devices of the site, its patch panels after all others. */
  readonly devices: readonly DeviceInput[];
  /** Ports of panels, for the lock. */
  readonly panelSlots: Patching['slots'];
}

interface Cabled {
  readonly placement: PlacementPlan;
  /** One for each fabric, in the same order. */
  readonly cables: readonly CableTable[];
  /** One for each pair of cores. */
  readonly converged: readonly ConvergedInSite[];
}

/** How far partners may stand from the first of their set, mm, by set. */
type Spread = ReadonlyMap<string, number>;

/**
 * Places the devices of a site and plans its cables. Partners stand apart as far as cables reach: where a cable reaches no more, its partners stand as near
 * to each other as needed.
 *
 * With patched ways it does so twice: how many panels there are follows from the cables without them. Panels of the lock keep their places; new ones come after all
 * devices, which they do not move.
 *
 * @throws DesignError of either engine
 */
export function planSiteCabling(input: SiteInput): SiteCabling {
  const { halls, devices, patching: ways = [], lock, zones, loadFigure, tenantLoads, zonePlacement } = input;
  const hasCables = input.fabrics.length > 0 || (input.converged ?? []).length > 0;
  const joinedHalls = hasCables ? input.hallRoutes.map(({ halls: ends }) => ends) : undefined;
  const power = { zones, ...present({ basis: loadFigure, tenantLoads, zonePlacement, joinedHalls }) };
  const standing = standingPanels({ ways, slots: lock.slots });
  const adopted = new Set(lock.adopted?.devices);
  const place = (all: readonly DeviceInput[], spreadWithin: Spread): PlacementPlan =>
    planPlacement({ halls, devices: all, lock: lock.positions, adopted, spreadWithin, ...power });
  const cabled = (spread: Spread): Cabled => {
    const placement = place([...devices, ...standing], spread);
    return { placement, cables: cablesOf(input, placement, []), converged: pairCables(input, placement) };
  };
  const { spread, ...result } = withinReach(input, cabled);
  if (ways.length === 0) return { ...result, devices, panelSlots: {} };
  const fabrics = input.fabrics.map(({ plan }) => plan);
  const { placement, cables } = result;
  const patching = planPatching({ ways, fabrics, cables, placement, slots: lock.slots });
  const all = [...devices, ...patching.panels];
  const placed = place(all, spread);
  return {
    placement: placed,
    cables: cablesOf(input, placed, patching.links),
    converged: pairCables(input, placed),
    devices: all,
    panelSlots: patching.slots,
  };
}

const EVERYWHERE: Spread = new Map();

/** The widest spread of partners with which as many cables reach as with all partners together. */
function withinReach(input: SiteInput, cabled: (spread: Spread) => Cabled): Cabled & { readonly spread: Spread } {
  const wide = cabled(EVERYWHERE);
  const sets = setsOutOfReach(input, wide);
  const ways = waysWithin(input, wide.placement, sets);
  if (ways.length < 2) return { ...wide, spread: EVERYWHERE };
  const spreadOf = (way: number): Spread => new Map([...sets].map((set) => [set, way]));
  const together = cabled(spreadOf(0));
  const least = outOfReach(together);
  if (least >= outOfReach(wide)) return { ...wide, spread: EVERYWHERE };
  let best = { ...together, spread: spreadOf(0) };
  let [low, high] = [0, ways.length - 1];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const spread = spreadOf(ways[middle] ?? 0);
    const one = cabled(spread);
    if (outOfReach(one) > least) {
      high = middle;
    } else {
      best = { ...one, spread };
      low = middle;
    }
  }
  return best;
}

/** Cables that no medium reaches along. */
function outOfReach({ cables, converged }: Cabled): number {
  return (
    cables.reduce((sum, { unreached }) => sum + unreached.length, 0) +
    converged.reduce((sum, pair) => sum + unreachedIn(pair), 0)
  );
}

function unreachedIn({ cables }: ConvergedInSite): number {
  return cables.filter(({ choice, reachMillimetres }) => choice === undefined && reachMillimetres !== undefined).length;
}

/** Sets with a member in a network some of whose cables reach nothing. */
function setsOutOfReach({ devices, fabrics }: SiteInput, { cables, converged }: Cabled): ReadonlySet<string> {
  const names = new Set<string>();
  fabrics.forEach(({ plan }, index) => {
    if ((cables[index]?.unreached.length ?? 0) === 0) return;
    for (const { name } of plan.switches) names.add(name);
    for (const { name, device = name } of plan.endpoints) names.add(device);
  });
  for (const pair of converged) {
    if (unreachedIn(pair) === 0) continue;
    for (const { a, b } of pair.cables) names.add(a.device).add(b.device);
  }
  if (names.size === 0) return names;
  return new Set(
    devices.flatMap(({ name, partners }) => (partners !== undefined && names.has(name) ? partners.set : [])),
  );
}

/** Distances of members of these sets from the first of each, ascending, each once; 0 first. */
function waysWithin({ devices }: SiteInput, placement: PlacementPlan, sets: ReadonlySet<string>): readonly number[] {
  if (sets.size === 0) return [];
  const racks = new Map(placement.racks.map((rack) => [rack.name, rack]));
  const homes = new Map<string, RackPlan>();
  const ways = new Set([0]);
  for (const { name, partners } of devices) {
    const rack = racks.get(placement.positions.get(name)?.rack ?? '');
    if (rack === undefined || partners === undefined || !sets.has(partners.set)) continue;
    const home = homes.get(partners.set) ?? rack;
    homes.set(partners.set, home);
    ways.add(Math.abs(rack.xMillimetres - home.xMillimetres) + Math.abs(rack.yMillimetres - home.yMillimetres));
  }
  return [...ways].sort((a, b) => a - b);
}

function pairCables(input: SiteInput, placement: PlacementPlan): ConvergedInSite[] {
  const { halls, slackMillimetres, lengthStepMillimetres, hallRoutes } = input;
  const holders = trayHolders({ clusters: input.clusters });
  return (input.converged ?? []).map(({ media, ...pair }) => ({
    ...pair,
    ...planConvergedCables({
      plan: pair.plan,
      placement,
      holders,
      halls,
      slackMillimetres,
      lengthStepMillimetres,
      hallRoutes,
      ...present({ media }),
    }),
  }));
}

function cablesOf(
  input: SiteInput,
  placement: PlacementPlan,
  patched: readonly (PatchedLinks | undefined)[],
): CableTable[] {
  const { halls, slackMillimetres, lengthStepMillimetres, hallRoutes } = input;
  return input.fabrics.map(({ plan, media }, index) => {
    const links = patched[index];
    return planCables({
      fabric: plan,
      placement,
      halls,
      media,
      slackMillimetres,
      lengthStepMillimetres,
      hallRoutes,
      ...present({ patched: links }),
    });
  });
}
