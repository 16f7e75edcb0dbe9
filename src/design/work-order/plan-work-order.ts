import { DesignError, DesignErrors } from '../../errors/design-error';
import type { SitePlan, SiteRename } from '../../model/site-plan';
import { renamesBetween, underNewNames } from '../site/renames';
import { addressChanges } from './address-steps';
import { breachOf } from './breach-of';
import { siteDifference } from './site-difference';
import { splitWindows, windowsOf } from './split-windows';
import { workCables } from './work-cables';
import type { WorkBreach, WorkOrderOptions, WorkOrderPlan, WorkRename } from './work-order-plan';
import { WorkSchedule } from './work-schedule';
import { type BrokenPromise, WorkState } from './work-state';

/**
 * Steps that lead from one state of a site to another: devices, cables, feeds and addresses, in an order in which at most what the design promises to
 * survive is out at any time, with what is lost at each step and whose GPUs it touches. What only adds comes before what takes away, and what must be
 * taken out first is; each device is done in one piece. Within that, as one walks: halls, rows and racks as the plan lists them.
 *
 * An order that breaks a promise is given all the same, with `breaches` that say which, where, and by how much; `isAllowed` is then false.
 *
 * @throws DesignError `work-order/two-sites`, `work-order/bad-share`, `work-order/bad-minutes`, `work-order/no-way`
 */
export function planWorkOrder(standing: SitePlan, after: SitePlan, options: WorkOrderOptions = {}): WorkOrderPlan {
  const before = underNewNames(standing, after);
  const { accept = [], mostLostShare, windowMinutes, minutesPerStep } = options;
  checkOptions(before, after, options);
  const difference = siteDifference(before, after);
  const state = new WorkState(before, after, difference, mostLostShare);
  new WorkSchedule(state, difference, before, after).run();
  for (const { name, place, from, to } of addressChanges(before, after, (device) => difference.devices.has(device))) {
    const values = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    state.step(`addresses of ${name.split('/')[0] ?? name}`, { kind: 'address', name, place, ...values });
  }
  const split =
    windowMinutes === undefined || minutesPerStep === undefined
      ? { steps: state.steps, windows: windowsOf(state.steps), breaches: [] }
      : splitWindows(state.steps, windowMinutes, minutesPerStep);
  const found = worstOfEachJob(state).map(([broken, job]) => breachOf(broken, job, accept));
  const breaches: WorkBreach[] = [
    ...found,
    ...split.breaches.map((breach) => ({ ...breach, isAccepted: accept.includes('window') })),
  ].sort((a, b) => a.step - b.step || (a.code < b.code ? -1 : 1));
  const renamed = renamesBetween(standing, after);
  return {
    site: after.name,
    ...(renamed.length === 0 ? {} : { renamed: renamed.map((rename) => withLabels(rename, standing)) }),
    steps: split.steps,
    windows: split.windows,
    breaches,
    isAllowed: breaches.every(({ isAccepted }) => isAccepted),
  };
}

/** A rename moves nothing: what changes are the labels of devices and cables. */
function withLabels(rename: SiteRename, standing: SitePlan): WorkRename {
  const now = underNewNames(standing, { renamed: [rename] });
  const [labels, labelsNow] = [workCables(standing), workCables(now)];
  return {
    ...rename,
    devices: now.devices.filter(({ name }, index) => name !== standing.devices[index]?.name).length,
    cables: [...labelsNow.keys()].filter((label) => !labels.has(label)).length,
  };
}

/** The step of each job that breaks a promise furthest. */
function worstOfEachJob({ broken, steps }: WorkState): (readonly [BrokenPromise, string])[] {
  const worst = new Map<string, readonly [BrokenPromise, string]>();
  for (const one of broken) {
    const job = steps[one.step - 1]?.job ?? '';
    const key = JSON.stringify([one.promise, job, one.feed?.feed ?? one.group?.name]);
    const known = worst.get(key);
    if (known === undefined || one.excess > known[0].excess) worst.set(key, [one, job]);
  }
  return [...worst.values()];
}

function checkOptions(before: SitePlan, after: SitePlan, options: WorkOrderOptions): void {
  const { mostLostShare: share, windowMinutes, minutesPerStep } = options;
  const errors: DesignError[] = [];
  if (before.name !== after.name) {
    errors.push(
      new DesignError('work-order/two-sites', {
        problem: `the plan before is of site '${before.name}', and the plan after of '${after.name}'`,
        remedy: 'give two plans of one site',
      }),
    );
  }
  if (share !== undefined && !(share >= 0 && share <= 1)) {
    errors.push(
      new DesignError('work-order/bad-share', {
        problem: `'mostLostShare' is ${share}`,
        remedy: 'give a share from 0 to 1, or leave it out for what the loss of any one switch takes',
        value: `${share}`,
      }),
    );
  }
  for (const [name, minutes] of Object.entries({ windowMinutes, minutesPerStep })) {
    if (minutes === undefined || (minutes > 0 && Number.isFinite(minutes))) continue;
    errors.push(
      new DesignError('work-order/bad-minutes', {
        problem: `'${name}' is ${minutes}`,
        remedy: 'give minutes above 0',
        object: name,
        value: `${minutes}`,
      }),
    );
  }
  if ((windowMinutes === undefined) !== (minutesPerStep === undefined)) {
    const [given, missing] =
      windowMinutes === undefined ? ['minutesPerStep', 'windowMinutes'] : ['windowMinutes', 'minutesPerStep'];
    errors.push(
      new DesignError('work-order/bad-minutes', {
        problem: `'${given}' is given, and '${missing}' is not`,
        remedy: 'give both, or neither for one window',
        object: missing,
      }),
    );
  }
  DesignErrors.throwAll(errors);
}
