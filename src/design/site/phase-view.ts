import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import {
  type MilestoneGate,
  type MilestoneInput,
  type MilestonePlan,
  type NamedThing,
  type PhaseOrder,
  type PhasePlan,
  type PurchaseInput,
  type PurchasePlan,
  weeksAfter,
  weeksBefore,
} from '../../model/phase';
import { devicesByName, type PlacementPlan, type RackPlan } from '../../model/placement-plan';
import { type ClusterPlan, type PlannedSite, siteTotals } from '../../model/site-plan';
import { PartOfMap, present } from '../../units/present';
import { declaredCauses } from '../../model/shared-loss';
import { coolingThere } from '../cooling/plan-cooling';
import { chainAt } from '../power/chain/plan-chain';
import { drawOfSite, type ZoneMemory } from '../power/plan-power';
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
  const things = thingsOf(plan, order);
  const devices = things.devicesBy(number);
  const names: Names = { has: (name) => things.isThere(name, number), size: devices.length };
  const placement = placementOf(plan, things, { number, names, halls: new Set(halls.map(({ name }) => name)) });
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
    ...loadsOnce(plan, number, (zoneMemory) =>
      // By the last phase everything is there.
      number === order.phases.length - 1
        ? { power: plan.power, ...present({ cooling: plan.cooling, losses: plan.losses }) }
        : {
            ...(plan.losses === undefined ? {} : { losses: [] }),
            ...planLoads({ ...loadsThere(plan, { devices, placement, halls, isThere }), zoneMemory }),
          },
    ),
  };
  return { ...view, totals: siteTotals(view) };
}

/** Loads of a site by the number of a phase, with what they were planned from. */
interface PhaseLoads {
  readonly of: readonly unknown[];
  readonly byPhase: Map<number, ReturnType<typeof planLoads>>;
  readonly zoneMemory: ZoneMemory;
}

const LOADS = new WeakMap<PlannedSite['power'], PhaseLoads>();

/** The loads of a phase, planned once for a plan and everything that is made from it, such as its evaluation. */
function loadsOnce(
  { power, devices, placement, cooling, halls }: PlannedSite,
  number: number,
  plan: (zoneMemory: ZoneMemory) => ReturnType<typeof planLoads>,
): ReturnType<typeof planLoads> {
  const of = [devices, placement, cooling, halls];
  const before = LOADS.get(power);
  const isOfIt = before?.of.every((part, index) => part === of[index]) === true;
  const known: PhaseLoads = isOfIt ? before : { of, byPhase: new Map(), zoneMemory: new Map() };
  LOADS.set(power, known);
  const loads = known.byPhase.get(number) ?? plan(known.zoneMemory);
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

/** Names of the devices of a site that are there. */
interface Names {
  has(name: string): boolean;
  readonly size: number;
}

/** Assets without those of devices that come later; a row that names no device of the site stays. */
function assetsOf({ assets, devices }: PlannedSite, names: Names): PlannedSite['assets'] {
  if (assets.size === 0 || names.size === devices.length) return assets;
  // Every device has an asset: as many assets as devices are theirs alone.
  const all = assets.size > devices.length ? devicesByName(devices) : undefined;
  return new PartOfMap(assets, (name) => names.has(name) || (all !== undefined && !all.has(name)));
}

function placementOf(
  { placement, devices }: PlannedSite,
  things: PhasedThings,
  { number, names, halls }: { readonly number: number; readonly names: Names; readonly halls: ReadonlySet<string> },
): PlacementPlan {
  if (names.size === devices.length) {
    return {
      ...placement,
      racks: placement.racks.filter(({ hall }) => halls.has(hall)),
      unplaced: placement.unplaced.filter(({ device }) => names.has(device)),
    };
  }
  const racks: RackPlan[] = [];
  placement.racks.forEach((rack, place) => {
    if (halls.has(rack.hall)) racks.push(things.rackBy(rack, place, number));
  });
  return {
    ...placement,
    racks,
    positions: new PartOfMap(placement.positions, (name) => names.has(name)),
    unplaced: placement.unplaced.filter(({ device }) => names.has(device)),
  };
}

const THINGS = new WeakMap<PlannedSite['devices'], PhasedThings>();

/** Devices and racks of a site by phase, found once for a plan and everything that is made from it. */
function thingsOf({ devices, placement }: PlannedSite, order: PhaseOrder): PhasedThings {
  const before = THINGS.get(devices);
  const things = before?.isOf(placement, order) === true ? before : new PhasedThings(devices, placement, order);
  THINGS.set(devices, things);
  return things;
}

/** When the devices of a site are there, and what its racks hold then: a rack that holds the same in two phases is one object. */
class PhasedThings {
  private readonly numbers = new Map<string, number>();
  private readonly firsts: Uint16Array;
  private readonly lasts: Uint16Array;
  private readonly empty = new Map<number, RackPlan>();
  private readonly part = new Map<number, RackPlan>();

  public constructor(
    private readonly devices: PlannedSite['devices'],
    private readonly placement: PlacementPlan,
    private readonly order: PhaseOrder,
  ) {
    for (const device of devices) this.numbers.set(device.name, order.numberOf(device));
    const { racks } = placement;
    this.firsts = new Uint16Array(racks.length).fill(NEVER);
    this.lasts = new Uint16Array(racks.length);
    racks.forEach(({ devices: held }, place) => {
      for (const { name } of held) {
        const number = this.numbers.get(name) ?? NEVER;
        if (number < (this.firsts[place] ?? 0)) this.firsts[place] = number;
        if (number > (this.lasts[place] ?? 0)) this.lasts[place] = number;
      }
    });
  }

  public isOf(placement: PlacementPlan, { phases }: PhaseOrder): boolean {
    const own = this.order.phases;
    return (
      placement === this.placement &&
      phases.length === own.length &&
      phases.every(({ name }, index) => name === own[index]?.name)
    );
  }

  public isThere(device: string, number: number): boolean {
    return (this.numbers.get(device) ?? NEVER) <= number;
  }

  public devicesBy(number: number): PlannedSite['devices'] {
    return this.devices.filter((device) => this.order.numberOf(device) <= number);
  }

  /** A rack with what it holds by a phase. */
  public rackBy(rack: RackPlan, place: number, number: number): RackPlan {
    if ((this.lasts[place] ?? 0) <= number) return rack;
    if ((this.firsts[place] ?? 0) > number) {
      const known = this.empty.get(place) ?? { ...rack, devices: [], usedU: 0, loadWatts: 0, weightGrams: 0 };
      this.empty.set(place, known);
      return known;
    }
    const there = rack.devices.filter(({ name }) => this.isThere(name, number));
    const before = this.part.get(place);
    if (before?.devices.length === there.length) return before;
    const byName = devicesByName(this.devices);
    const sum = (figure: 'maxWatts' | 'weightGrams'): number =>
      there.reduce((total, { name }) => total + (byName.get(name)?.[figure] ?? 0), 0);
    const part: RackPlan = {
      ...rack,
      devices: there,
      usedU: there.reduce((total, { heightU }) => total + heightU, 0),
      loadWatts: sum('maxWatts'),
      weightGrams: sum('weightGrams'),
    };
    this.part.set(place, part);
    return part;
  }
}

/** Number above that of any phase. */
const NEVER = 65_535;

/** The cluster with the systems that are there; the trays of a rack are there with it. */
function clusterOf(cluster: ClusterPlan, names: Names): ClusterPlan {
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

/**
 * What waits for each milestone and when it starts, and the day of the milestone.
 *
 * @throws DesignError `milestones/unknown-hand-over`
 */
export function planMilestones(
  milestones: readonly MilestoneInput[],
  order: PhaseOrder,
  plan: Pick<PlannedSite, 'halls' | 'clusters' | 'devices' | 'phases' | 'path'>,
): readonly MilestonePlan[] {
  DesignErrors.throwAll(milestones.flatMap((milestone) => unknownHandOvers(milestone, plan)));
  const purchases = (plan.phases ?? []).flatMap((phase) => phase.purchases.map((each) => ({ ...each, phase })));
  return milestones.map(({ phases, handOver, orders, ...milestone }) => {
    const { reachedOn, date, appliedOn, leadTimeWeeks } = milestone;
    const gates = [
      ...order.phases
        .filter(({ name }) => phases.includes(name))
        .map((each): MilestoneGate => ({
          what: 'phase',
          name: `phase '${each.name}'`,
          path: each.path,
          phase: each.name,
          date: each.date,
        })),
      ...handOver.flatMap((thing) => handOverGates(thing, order, plan)),
      ...orders.flatMap(({ name, path }): MilestoneGate[] => {
        const own = purchases.filter((purchase) => purchase.path === path);
        if (own.length === 0) return [{ what: 'order', name: `'${name}'`, path }];
        return own.map(({ name: what, lastOrderDate, phase }) => ({
          what: 'order',
          name: what,
          path,
          phase: phase.name,
          date: lastOrderDate,
        }));
      }),
    ].sort((left, right) => textOrder(left.date ?? NO_DAY, right.date ?? NO_DAY) || textOrder(left.name, right.name));
    const applied =
      appliedOn === undefined || leadTimeWeeks === undefined ? undefined : weeksAfter(appliedOn, leadTimeWeeks);
    const day = reachedOn ?? date ?? applied;
    const first = gates[0]?.date;
    const isOpen = day === undefined && leadTimeWeeks !== undefined && first !== undefined;
    return {
      ...milestone,
      ...present({ day, lastApplication: isOpen ? weeksBefore(first, leadTimeWeeks) : undefined }),
      gates,
    };
  });
}

/** After every day. */
const NO_DAY = '~';

/** A hall is handed over by the date of its phase, and a cluster in the deliveries of its systems. */
function handOverGates(
  thing: NamedThing,
  order: PhaseOrder,
  { halls, clusters, devices, path: site }: Pick<PlannedSite, 'halls' | 'clusters' | 'devices' | 'path'>,
): MilestoneGate[] {
  const gate = (name: string, path: string, number: number): MilestoneGate => {
    const phase = order.phases[number];
    return { what: 'hand-over', name, path, ...present({ phase: phase?.name, date: phase?.date }) };
  };
  return [
    ...halls
      .filter((hall) => isMeant(thing, hall))
      .map((hall) => gate(`hall '${hall.name}'`, hall.path ?? site, order.numberOf(hall))),
    ...clusters
      .filter((cluster) => isMeant(thing, cluster))
      .flatMap(({ name, path, hosts }) => {
        const own = new Set(hosts);
        const systems = new Map<number, number>();
        for (const device of devices) {
          const number = order.numberOf(device);
          if (own.has(device.name)) systems.set(number, (systems.get(number) ?? 0) + 1);
        }
        return [...systems].map(([number, count]) => {
          const what = systems.size === 1 ? '' : `${count} ${count === 1 ? 'system' : 'systems'} of `;
          return gate(`${what}cluster '${name}'`, path, number);
        });
      }),
  ];
}

/** Whether a thing is meant by its path, or by its name where no path is given. */
function isMeant({ name, path }: NamedThing, thing: NamedThing): boolean {
  return path === undefined ? thing.name === name : thing.path === path;
}

function unknownHandOvers(
  { name, handOver }: MilestoneInput,
  { halls, clusters }: Pick<PlannedSite, 'halls' | 'clusters'>,
): DesignError[] {
  const known = [...halls, ...clusters];
  return handOver
    .filter((thing) => !known.some((each) => isMeant(thing, each)))
    .map((thing) => {
      const hint = spellingHint(
        thing.name,
        known.map((each) => each.name),
      );
      return new DesignError('milestones/unknown-hand-over', {
        problem: `milestone '${name}': 'handOver' names '${thing.name}', which is no hall and no cluster of the site`,
        remedy: hint === undefined ? 'name halls and clusters of the site' : `did you mean '${hint}'?`,
        object: name,
        value: thing.name,
      });
    });
}
