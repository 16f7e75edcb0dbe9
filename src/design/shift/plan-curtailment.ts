import { DesignError } from '../../errors/design-error';
import { secondsAfter } from '../../model/phase';
import { type DeviceInput, wattsOf } from '../../model/placement-plan';
import { type Assumption, restsOn, type SitePlan } from '../../model/site-plan';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import { shedOrder, type ShedStep } from '../power/flexibility/shed';
import { drawOfSite } from '../power/plan-power';
import { loadsThere } from '../site/phase-view';
import { planLoads } from '../site/plan-loads';
import type { ImpactWindow } from './plan-impact';
import { OutageObjects } from './outage-objects';
import { type CurtailmentProof, type MeterSample, proofOf } from './prove-curtailment';

/** What is asked of a site for a time. */
export interface CurtailmentRequest {
  /** Highest draw at the point of supply, W. */
  readonly toWatts: number;
  readonly window: ImpactWindow;
  /** How fast the load may fall and return, W a minute. Absent: by the limit `load-ramp` of the supply, or not known. */
  readonly rampWattsPerMinute?: number;
  /** What may be done: systems are held at their cap, shut down, or both, caps first. Default: both. */
  readonly by?: 'caps' | 'drains';
  /** What meters at the point of supply read. Absent: nothing is proved. */
  readonly meters?: readonly MeterSample[];
}

/** A rack whose systems of one priority are capped, or drained and shut down. */
export interface CurtailmentStep extends ShedStep {
  readonly action: 'cap' | 'drain';
  readonly tenants: readonly string[];
  /** Nodes of the schedulers: the systems, or their trays. */
  readonly hosts: readonly string[];
  /** When it begins. */
  readonly at: string;
}

/** Draw of a site by its plan. */
export interface CurtailmentDraw {
  readonly itWatts: number;
  /** At the point of supply, with losses and cooling as far as they are planned, W. */
  readonly siteWatts: number;
  /** Whether a part of it is not known, so that the site draws at least this. */
  readonly isLeast: boolean;
}

/** GPUs of tenants that a curtailment touches. */
export interface CurtailedTenants {
  readonly tenants: readonly string[];
  readonly cluster: string;
  readonly gpusCapped: number;
  readonly gpusDrained: number;
}

/** How a site comes down to a figure for a time, and back. */
export interface CurtailmentPlan {
  /** Name of the site. */
  readonly site: string;
  /** What was asked, W. */
  readonly toWatts: number;
  /** When it is asked. */
  readonly window: ImpactWindow;
  /** Figure of devices that loads go by. */
  readonly basis: SitePlan['power']['basis'];
  /** Draw without it. */
  readonly before: CurtailmentDraw;
  /** Draw with all of its steps done. */
  readonly after: CurtailmentDraw;
  /** In the order in which they are done; back in the other order. */
  readonly steps: readonly CurtailmentStep[];
  /** Absent: nobody states how fast the load may fall. */
  readonly rampWattsPerMinute?: number;
  /** A cluster each. */
  readonly tenants: readonly CurtailedTenants[];
  /** Absent: no meter was read. */
  readonly proof?: CurtailmentProof;
  /** What is not known, with what settles it. */
  readonly unknown: readonly string[];
  /** What its loads rest on that is assumed. Absent: nothing is. */
  readonly assumed?: readonly Assumption[];
}

/** Objects whose systems are shed together, where the program states no order or another one. */
export interface ShedOrderRow {
  readonly priority: number;
  /** Objects as people name them. */
  readonly objects: readonly string[];
  /** Cap of each of their systems, W. Absent: the plan's, or none. */
  readonly capWatts?: number;
}

/**
 * A plan whose systems are shed in another order: those that no row names are never shed, and of rows that name one system the first counts.
 *
 * @throws DesignError `shift/unknown-object`, `shift/ambiguous-object`
 */
export function withShedOrder(plan: SitePlan, rows: readonly ShedOrderRow[]): SitePlan {
  const names = new OutageObjects(plan);
  const rowOf = new Map<string, ShedOrderRow>();
  for (const row of rows) {
    for (const name of names.partsOf(names.find(row.objects)).devices) if (!rowOf.has(name)) rowOf.set(name, row);
  }
  const devices = plan.devices.map(({ shedPriority: _priority, ...device }): DeviceInput => {
    const row = device.kind === 'system' ? rowOf.get(device.name) : undefined;
    if (row === undefined) return device;
    const figures = row.capWatts === undefined ? device.figures : { ...device.figures, capped: row.capWatts };
    return { ...device, shedPriority: row.priority, ...present({ figures }) };
  });
  return { ...plan, devices };
}

/**
 * How a site comes down to a figure at its point of supply: racks in the planned shed order, first held at their caps, then drained and shut down, as many as the
 * figure takes. Losses and cooling follow the load by the plan's own graph, with the units of cooling that are installed.
 *
 * @throws DesignError `shift/out-of-reach`, `shift/nothing-to-shed`
 */
export function planCurtailment(plan: SitePlan, request: CurtailmentRequest): CurtailmentPlan {
  const { toWatts, window, by, meters } = request;
  const order = stepsOf(plan, by);
  const before = drawAfter(plan, []);
  if (before.siteWatts > toWatts && order.length === 0) throw nothingToShed(plan, by);
  const [count, after] = before.siteWatts <= toWatts ? [0, before] : fewest(plan, order, toWatts);
  if (after.siteWatts > toWatts) throw outOfReach(plan, toWatts, before, after);
  const ramp = request.rampWattsPerMinute ?? rampOf(plan);
  const taken = asDone(order.slice(0, count));
  return {
    site: plan.name,
    toWatts,
    window,
    basis: plan.power.basis,
    before,
    after,
    steps: inTime(plan, taken, window.from, ramp),
    ...present({ rampWattsPerMinute: ramp }),
    tenants: tenantsOf(plan, taken),
    ...(meters === undefined ? {} : { proof: proofOf(meters, toWatts, window) }),
    unknown: unknownOf(plan, after, taken, ramp),
    ...restsOn(plan),
  };
}

type Step = ShedStep & Pick<CurtailmentStep, 'action'>;

/** All that may be done: caps of all racks in the shed order, then their shutdown, each less what its cap gave. */
function stepsOf(plan: SitePlan, by: CurtailmentRequest['by']): readonly Step[] {
  const caps = by === 'drains' ? [] : shedOrder(plan, 'capped').steps;
  const off = by === 'caps' ? [] : shedOrder(plan, 'off').steps;
  const capped = new Map(caps.map(({ rack, priority, watts }) => [`${rack} ${priority}`, watts]));
  const steps = [
    ...caps.map((step) => ({ ...step, action: 'cap' as const })),
    ...off.map((step) => ({
      ...step,
      action: 'drain' as const,
      watts: step.watts - (capped.get(`${step.rack} ${step.priority}`) ?? 0),
    })),
  ].filter(({ watts }) => watts > 0);
  return numbered(steps);
}

/** Steps as people do them: a rack that is shut down is not held at its cap before. */
function asDone(steps: readonly Step[]): readonly Step[] {
  const keyOf = ({ rack, priority }: Step): string => `${rack} ${priority}`;
  const drained = new Set(steps.filter(({ action }) => action === 'drain').map(keyOf));
  const caps = new Map(steps.filter(({ action }) => action === 'cap').map((step) => [keyOf(step), step.watts]));
  return numbered(
    steps
      .filter((step) => step.action === 'drain' || !drained.has(keyOf(step)))
      .map((step) => (step.action === 'cap' ? step : { ...step, watts: step.watts + (caps.get(keyOf(step)) ?? 0) })),
  );
}

function numbered(steps: readonly Step[]): readonly Step[] {
  let totalWatts = 0;
  return steps.map((step, at) => {
    totalWatts += step.watts;
    return { ...step, order: at + 1, totalWatts };
  });
}

/** The fewest steps that reach a draw, by bisection: each step lowers it. All of them, where they do not. */
function fewest(plan: SitePlan, order: readonly Step[], toWatts: number): readonly [number, CurtailmentDraw] {
  let [low, high] = [1, order.length];
  let best = drawAfter(plan, order);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const draw = drawAfter(plan, order.slice(0, middle));
    if (draw.siteWatts > toWatts) low = middle + 1;
    else [high, best] = [middle, draw];
  }
  return [high, best];
}

/** What the site draws with some steps done: planned again, as a phase is, with lower draws of the devices. */
function drawAfter(plan: SitePlan, steps: readonly Step[]): CurtailmentDraw {
  const { placement, halls, cooling } = plan;
  const basis = plan.power.basis;
  const actions = new Map(steps.flatMap(({ action, devices }) => devices.map((name) => [name, action] as const)));
  const devices = plan.devices.map((device) => lowered(device, basis, actions.get(device.name)));
  const input = loadsThere(plan, { devices, placement, halls, isThere: () => true });
  const installed = new Map(
    (cooling?.loops ?? []).flatMap(({ units }) => units.map((group) => [group.name, group.units])),
  );
  const coolingUnits = input.coolingUnits?.map((group) => ({
    ...group,
    count: installed.get(group.name) ?? group.count ?? 0,
  }));
  const loads = steps.length === 0 ? plan : planLoads({ ...input, causes: [], ...present({ coolingUnits }) });
  const { watts, isLeast } = drawOfSite({ ...plan, ...loads });
  return { itWatts: loads.power.loadWatts, siteWatts: watts, isLeast };
}

/** A device under its cap, or shut down. What its vendor states of its heat goes down with its draw. */
function lowered(
  device: DeviceInput,
  basis: SitePlan['power']['basis'],
  action: CurtailmentStep['action'] | undefined,
): DeviceInput {
  if (action === undefined) return device;
  const now = wattsOf(device, basis);
  const then = action === 'drain' ? 0 : Math.min(now, device.figures?.capped ?? now);
  const { cooling, ...rest } = device;
  const share = now === 0 ? 0 : then / now;
  const statedHeat = cooling?.statedHeat && {
    liquidWatts: Math.round(cooling.statedHeat.liquidWatts * share),
    airWatts: Math.round(cooling.statedHeat.airWatts * share),
  };
  return {
    ...rest,
    maxWatts: then,
    figures: {},
    ...(cooling === undefined ? {} : { cooling: { ...cooling, ...present({ statedHeat }) } }),
  };
}

/** Units of a limit of the ramp, in W a minute. */
const RAMP_UNITS: Readonly<Record<string, number>> = { 'W/min': 1, 'kW/min': 1_000, 'MW/min': 1_000_000 };

function rampOf({ supply }: SitePlan): number | undefined {
  const limit = supply?.limits.find(({ kind, most }) => kind === 'load-ramp' && most !== undefined);
  const factor = RAMP_UNITS[limit?.unit ?? ''];
  return limit?.most === undefined || factor === undefined ? undefined : limit.most * factor;
}

/** Steps with their times: the last of them is done when the window begins. Without a ramp all begin then. */
function inTime(
  plan: SitePlan,
  steps: readonly Step[],
  from: string,
  ramp: number | undefined,
): readonly CurtailmentStep[] {
  const total = steps.at(-1)?.totalWatts ?? 0;
  const clusterOf = new Map(plan.clusters.flatMap((cluster) => cluster.hosts.map((host) => [host, cluster] as const)));
  return steps.map((step) => {
    const left = total - step.totalWatts + step.watts;
    const clusters = new Set(step.devices.map((name) => clusterOf.get(name)));
    return {
      ...step,
      tenants: [...new Set([...clusters].flatMap((cluster) => cluster?.tenants ?? []))].sort(),
      hosts: step.devices.flatMap((name) => {
        const domain = clusterOf.get(name)?.scaleUpDomains?.find((one) => one.name === name);
        return domain === undefined ? [name] : domain.hosts;
      }),
      at: ramp === undefined ? from : secondsAfter(from, -Math.ceil((left / ramp) * 60)),
    };
  });
}

function tenantsOf({ clusters }: SitePlan, steps: readonly Step[]): readonly CurtailedTenants[] {
  const actions = new Map(steps.flatMap(({ action, devices }) => devices.map((name) => [name, action] as const)));
  return clusters.flatMap(({ name, tenants, hosts, gpusPerHost }) => {
    const gpus = (action: CurtailmentStep['action']): number =>
      hosts.filter((host) => actions.get(host) === action).length * gpusPerHost;
    const [gpusCapped, gpusDrained] = [gpus('cap'), gpus('drain')];
    return gpusCapped + gpusDrained === 0 ? [] : [{ tenants, cluster: name, gpusCapped, gpusDrained }];
  });
}

function unknownOf(
  plan: SitePlan,
  { isLeast }: CurtailmentDraw,
  steps: readonly Step[],
  ramp: number | undefined,
): readonly string[] {
  const drains = steps.some(({ action }) => action === 'drain');
  return [
    ...(isLeast
      ? [
          "what losses and cooling draw beside this: give the power chain and cooling with 'drawWatts', or 'peakRatio' of the supply",
        ]
      : []),
    ...(plan.supply?.pue === undefined
      ? []
      : ["whether the stated 'peakRatio' holds at a lower load: plan cooling and the power chain"]),
    ...(drains
      ? [
          'what systems that are shut down still draw (standby of supplies and BMC): the plan has no figure, and counts 0 W',
        ]
      : []),
    ...(steps.length > 0 && ramp === undefined
      ? ["how fast the load may fall and return: give '--ramp', or the limit 'load-ramp' of the supply"]
      : []),
    ...(steps.length > 0 ? ['how long jobs take to end or to write a checkpoint: drain that much earlier'] : []),
  ];
}

function outOfReach({ name }: SitePlan, toWatts: number, before: CurtailmentDraw, after: CurtailmentDraw): DesignError {
  const [to, now, most] = [toWatts, before.siteWatts, after.siteWatts].map((watts) => Power.watts(watts).toString());
  return new DesignError('shift/out-of-reach', {
    problem: `site '${name}' draws ${now}, and ${most} with all done that may be shed: it does not come down to ${to}`,
    remedy: "give 'shedPriority' to further clusters, let systems be shut down too, or ask for less",
    object: name,
    value: `${most}`,
    limit: `${to}`,
  });
}

function nothingToShed({ name }: SitePlan, by: CurtailmentRequest['by']): DesignError {
  return new DesignError('shift/nothing-to-shed', {
    problem: `site '${name}' has no system that may be ${by === 'caps' ? 'capped: none with a priority has a cap' : 'shed'}`,
    remedy: "give 'shedPriority' (and 'powerCap') to clusters, or an order with '--order'",
    object: name,
  });
}
