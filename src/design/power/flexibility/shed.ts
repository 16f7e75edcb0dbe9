import { DesignError, DesignErrors } from '../../../errors/design-error';
import { type DeviceInput, devicesByName, wattsOf } from '../../../model/placement-plan';
import type { SitePlan } from '../../../model/site-plan';
import { Power } from '../../../units/power';
import { shareOf } from '../zones/load-group';

/** How much less a site shall draw, and for how long. */
export interface ShedRequest {
  /** Share of the site's load, above 0 and up to 1. */
  readonly share: number;
  readonly hours: number;
  /** What becomes of a system that is shed: it is shut down, suspended to its idle draw, or held at its cap. Default: `off`. */
  readonly to?: 'off' | 'idle' | 'capped';
}

/** A rack whose systems of one priority are shed together. */
export interface ShedStep {
  /** From 1. */
  readonly order: number;
  readonly priority: number;
  readonly rack: string;
  readonly devices: readonly string[];
  readonly gpus: number;
  /** Less draw by this step, W. */
  readonly watts: number;
  /** Less draw by all steps up to this one, W. */
  readonly totalWatts: number;
}

/** Which racks are shed, in which order. */
export interface ShedPlan {
  /** Draw that was asked to be shed, W. */
  readonly targetWatts: number;
  /** Less draw of all steps, W: at least the target. */
  readonly shedWatts: number;
  /** How long, h. */
  readonly hours: number;
  /** Energy that is not drawn, Wh. */
  readonly shedWattHours: number;
  /** GPUs that run slower or stand still, of all steps. */
  readonly gpus: number;
  /** What is shed, in the order of its priority. */
  readonly steps: readonly ShedStep[];
  /** Systems with a priority that could not be counted, for the figure to which they are shed is not known. Sorted. */
  readonly uncounted: readonly string[];
}

/**
 * Plans demand flexibility: racks are shed one after the other, by the priority of their systems (1 first) and then as they stand in the halls, until the
 * site draws the share less. Systems without a priority are never shed, nor are switches, storage and tenants' blocks; their draw counts into the load.
 * A rack that holds systems of two priorities is a step of each.
 *
 * By the figure of the power plan. Fans and cooling draw less as well: that is not counted, so that the plan promises no more than it holds.
 *
 * @throws DesignError `power/bad-shed`, `power/shed-out-of-reach`
 */
export function shed(plan: SitePlan, { share, hours, to = 'off' }: ShedRequest): ShedPlan {
  checkRequest(plan.name, { share, hours, to });
  const targetWatts = plan.power.loadWatts - shareOf(plan.power.loadWatts, Number((1 - share).toPrecision(15)));
  const { steps: all, uncounted } = shedOrder(plan, to);
  const last = all.findIndex(({ totalWatts }) => totalWatts >= targetWatts);
  const steps = last < 0 ? all : all.slice(0, last + 1);
  const total = steps.at(-1)?.totalWatts ?? 0;
  if (total < targetWatts) throw outOfReach(plan, { targetWatts, total, share });
  return {
    targetWatts,
    shedWatts: total,
    hours,
    shedWattHours: total * hours,
    gpus: steps.reduce((sum, { gpus }) => sum + gpus, 0),
    steps,
    uncounted,
  };
}

/** All that may be shed, in its order, and what could not be counted. */
export function shedOrder(plan: SitePlan, to: NonNullable<ShedRequest['to']>): Pick<ShedPlan, 'steps' | 'uncounted'> {
  const { candidates, uncounted } = candidatesOf(plan, to);
  const steps: ShedStep[] = [];
  let totalWatts = 0;
  for (const candidate of candidates) {
    totalWatts += candidate.watts;
    steps.push({ order: steps.length + 1, ...candidate, totalWatts });
  }
  return { steps, uncounted };
}

type Candidate = Omit<ShedStep, 'order' | 'totalWatts'>;

function candidatesOf(
  plan: SitePlan,
  to: NonNullable<ShedRequest['to']>,
): {
  readonly candidates: readonly Candidate[];
  readonly uncounted: readonly string[];
} {
  const byName = devicesByName(plan.devices);
  const gpusOf = gpusByDevice(plan);
  const uncounted: string[] = [];
  const candidates = plan.placement.racks.flatMap((rack): Candidate[] => {
    const byPriority = new Map<number, { devices: string[]; gpus: number; watts: number }>();
    for (const { name } of rack.devices) {
      const device = byName.get(name);
      if (device?.shedPriority === undefined) continue;
      const watts = savingOf(device, plan, to);
      if (watts === undefined) {
        uncounted.push(name);
        continue;
      }
      const group = byPriority.get(device.shedPriority) ?? { devices: [], gpus: 0, watts: 0 };
      byPriority.set(device.shedPriority, group);
      group.devices.push(name);
      group.gpus += gpusOf.get(name) ?? 0;
      group.watts += watts;
    }
    return [...byPriority]
      .filter(([, { watts }]) => watts > 0)
      .map(([priority, group]) => ({ priority, rack: rack.name, ...group }));
  });
  // The sort is stable: racks of one priority stay as they stand.
  return { candidates: candidates.sort((a, b) => a.priority - b.priority), uncounted: uncounted.sort() };
}

/** Less draw of a device that is shed, W; undefined where the figure to which it is shed is not known. */
function savingOf(device: DeviceInput, { power }: SitePlan, to: 'off' | 'idle' | 'capped'): number | undefined {
  const now = wattsOf(device, power.basis);
  if (to === 'off') return now;
  const then = device.figures?.[to];
  return then === undefined ? undefined : Math.max(now - then, 0);
}

/** GPUs of each system, by the name of the device that is placed: a rack of trays holds those of all its trays. */
function gpusByDevice({ clusters }: SitePlan): ReadonlyMap<string, number> {
  const gpus = new Map<string, number>();
  for (const { hosts, gpusPerHost } of clusters) for (const host of hosts) gpus.set(host, gpusPerHost);
  return gpus;
}

function checkRequest(site: string, { share, hours, to }: Required<ShedRequest>): void {
  const errors: DesignError[] = [];
  const refuse = (problem: string, remedy: string): void => {
    errors.push(new DesignError('power/bad-shed', { problem: `shedding of site '${site}': ${problem}`, remedy }));
  };
  if (!(share > 0 && share <= 1)) {
    refuse(`'share' is ${share}`, 'give a share above 0 and up to 1, such as 0.25');
  }
  if (!(hours > 0 && Number.isFinite(hours))) refuse(`'hours' is ${hours}`, 'give hours above 0');
  if (!['off', 'idle', 'capped'].includes(to)) refuse(`'to' is '${to}'`, "choose 'off', 'idle' or 'capped'");
  DesignErrors.throwAll(errors);
}

function outOfReach(
  { name, power }: SitePlan,
  { targetWatts, total, share }: { readonly targetWatts: number; readonly total: number; readonly share: number },
): DesignError {
  const [target, load, most] = [targetWatts, power.loadWatts, total].map((watts) => Power.watts(watts).toString());
  return new DesignError('power/shed-out-of-reach', {
    problem: `shedding of site '${name}': ${Number((share * 100).toFixed(6))} % of ${load} are ${target}, and all systems that may be shed bring ${most}`,
    remedy: "give 'shedPriority' to further clusters, shed them further ('to'), or ask for less",
    object: name,
    value: `${target}`,
    limit: `${most}`,
  });
}
