import { DesignError, DesignErrors } from '../../errors/design-error';
import { SitePlaces } from '../../model/site-cables';
import type { SitePlan, SiteRename } from '../../model/site-plan';
import { present } from '../../units/present';
import { numberHolder } from '../addressing/plan-addresses';
import { renamesBetween, underNewNames } from '../site/renames';
import { workCables } from './network-model';
import { siteDifference } from './site-difference';
import {
  walkingOrder,
  type WorkBreach,
  type WorkLoss,
  type WorkOrderOptions,
  type WorkOrderPlan,
  type WorkPlace,
  type WorkPromise,
  type WorkRename,
  type WorkStep,
  type WorkWindow,
} from './work-order-plan';
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
    const values = present({ from, to });
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

/** An address, AS number or partition key that changes. */
interface AddressChange {
  /** `<device>/<interface>`, holder of an AS number, or tenant. */
  readonly name: string;
  readonly place: WorkPlace;
  readonly from?: string;
  readonly to?: string;
}

/**
 * Addresses, AS numbers and partition keys of what is in both states, as one walks. An address that another still has is given after that one let it go;
 * where they wait for each other in a ring, the first lets go of its own first. Those of devices that come or go come and go with them.
 */
function addressChanges(before: SitePlan, after: SitePlan, isChanged: (device: string) => boolean): AddressChange[] {
  const rank = walkingOrder([after, before]);
  const places = new SitePlaces(after);
  const [was, is] = [heldIn(before, isChanged), heldIn(after, isChanged)];
  const changes = [...new Set([...was.keys(), ...is.keys()])].flatMap((key): Pending[] => {
    const [from, to] = [was.get(key), is.get(key)];
    const holder = to ?? from;
    if (holder === undefined || from?.value === to?.value) return [];
    const values = { ...(from && { from: from.value }), ...(to && { to: to.value }) };
    return [{ key, scope: holder.scope, name: holder.name, place: places.of(holder.device), ...values }];
  });
  changes.sort((a, b) => rank(a.place) - rank(b.place) || (a.key < b.key ? -1 : 1));
  return inTurn(changes);
}

interface Held {
  /** Values of one scope are unique, or may be shared where the scope is empty. */
  readonly scope: string;
  readonly name: string;
  readonly device: string;
  readonly value: string;
}

interface Pending extends AddressChange {
  readonly key: string;
  readonly scope: string;
}

function heldIn({ addresses }: SitePlan, isChanged: (device: string) => boolean): Map<string, Held> {
  const held = new Map<string, Held>();
  for (const { device, interface: port, pool, address } of addresses.addresses) {
    if (isChanged(device)) continue;
    const name = `${device}/${port}`;
    held.set(`address ${name}`, { scope: `pool ${pool}`, name, device, value: address });
  }
  for (const entry of addresses.asNumbers) {
    const name = numberHolder(entry);
    if (!isChanged(name))
      held.set(`as ${name}`, { scope: '', name: `AS number of ${name}`, device: name, value: `${entry.asNumber}` });
  }
  for (const { tenant, pkey } of addresses.partitions) {
    const value = `0x${pkey.toString(16).padStart(4, '0')}`;
    held.set(`partition ${tenant}`, { scope: 'partition', name: `partition of ${tenant}`, device: '', value });
  }
  return held;
}

function inTurn(changes: readonly Pending[]): AddressChange[] {
  const holders = new Map<string, Pending>();
  for (const change of changes)
    if (change.from !== undefined && change.scope !== '') holders.set(slot(change, change.from), change);
  const done = new Set<Pending>();
  const made: AddressChange[] = [];
  for (const start of changes) {
    const chain: Pending[] = [];
    let next: Pending | undefined = start;
    while (next !== undefined && !done.has(next) && !chain.includes(next)) {
      chain.push(next);
      next = next.to === undefined || next.scope === '' ? undefined : holders.get(slot(next, next.to));
    }
    // The last of the chain takes a free value; in a ring, the first must let go of its own before the last takes it.
    const isRing = next !== undefined && next === chain[0] && chain.length > 1;
    if (isRing) made.push(factsOf(start, { from: start.from }));
    for (const change of chain.reverse()) {
      done.add(change);
      made.push(factsOf(change, isRing && change === start ? { to: change.to } : change));
    }
  }
  return made;
}

function slot({ scope }: Pending, value: string): string {
  return `${scope} ${value}`;
}

function factsOf(
  { name, place }: Pending,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): AddressChange {
  return { name, place, ...present({ from, to }) };
}

/** Steps with their windows. */
interface SplitOrder {
  readonly steps: readonly WorkStep[];
  readonly windows: readonly WorkWindow[];
  readonly breaches: readonly Omit<WorkBreach, 'isAccepted'>[];
}

/**
 * Splits an order into windows, each as full as it gets. A window ends only where nothing is lost and all stands as planned between two jobs; what lies
 * between two such moments is not parted, and is a breach where it is longer than a window.
 */
function splitWindows(steps: readonly WorkStep[], windowMinutes: number, minutesPerStep: number): SplitOrder {
  const breaches: Omit<WorkBreach, 'isAccepted'>[] = [];
  const most = Math.floor(windowMinutes / minutesPerStep);
  const made: WorkStep[] = [];
  let window = 1;
  let used = 0;
  for (const block of blocksOf(steps)) {
    if (used > 0 && used + block.length > most) {
      window += 1;
      used = 0;
    }
    if (block.length > most) breaches.push(tooLong(block, windowMinutes, minutesPerStep));
    used += block.length;
    for (const step of block) made.push({ ...step, window });
  }
  return { steps: made, windows: windowsOf(made, minutesPerStep), breaches };
}

/** First and last steps of the windows. */
function windowsOf(steps: readonly WorkStep[], minutesPerStep?: number): WorkWindow[] {
  const windows = new Map<number, WorkWindow>();
  for (const { number, window } of steps) {
    const { firstStep = number } = windows.get(window) ?? {};
    const minutes = present({
      minutes: minutesPerStep === undefined ? undefined : (number - firstStep + 1) * minutesPerStep,
    });
    windows.set(window, { number: window, firstStep, lastStep: number, ...minutes });
  }
  return [...windows.values()];
}

function blocksOf(steps: readonly WorkStep[]): WorkStep[][] {
  const blocks: WorkStep[][] = [];
  let block: WorkStep[] = [];
  for (const [index, step] of steps.entries()) {
    block.push(step);
    const next = steps[index + 1];
    const isBetween = next?.job !== step.job || step.kind === 'cable-in' || step.kind === 'address';
    if (next !== undefined && !(isBetween && isWhole(step.after))) continue;
    blocks.push(block);
    block = [];
  }
  return blocks;
}

function isWhole({ bandwidth, drained, feeds, devicesOut }: WorkLoss): boolean {
  return bandwidth.length + drained.length + feeds.length + devicesOut.length === 0;
}

function tooLong(
  block: readonly WorkStep[],
  windowMinutes: number,
  minutesPerStep: number,
): Omit<WorkBreach, 'isAccepted'> {
  const [first, last] = [block[0], block[block.length - 1]];
  const minutes = block.length * minutesPerStep;
  return {
    promise: 'window',
    code: 'work-order/window',
    step: first?.number ?? 0,
    object: first?.job ?? '',
    found: `steps ${first?.number ?? 0} to ${last?.number ?? 0} (from ${first?.job ?? ''}) take ${minutes} minutes, and nothing is whole in between; a window has ${windowMinutes}`,
    arithmetic: `${block.length} steps x ${minutesPerStep} minutes = ${minutes} > ${windowMinutes}`,
    remedy: 'give a longer window or fewer minutes a step, or change less at once',
  };
}

/** A finding about a promise that a step breaks. @param job - what the step is part of */
function breachOf(broken: BrokenPromise, job: string, accept: readonly WorkPromise[]): WorkBreach {
  const { promise, step } = broken;
  return {
    promise,
    code: `work-order/${promise}`,
    step,
    isAccepted: accept.includes(promise),
    ...breachFacts(broken, job),
  };
}

/** `25 %`, with one decimal at most. */
function percentText(share: number): string {
  return `${Math.round(share * 1_000) / 10} %`;
}

type Facts = Pick<WorkBreach, 'object' | 'found' | 'arithmetic' | 'remedy'>;

function breachFacts({ over, group, feed, step }: BrokenPromise, job: string): Facts {
  if (over !== undefined) {
    const { endpoint, lostShare, limitShare, switchName, linksIn, linksPlanned } = over;
    const [lost, most] = [percentText(lostShare), percentText(limitShare)];
    const whose = endpoint.gpus > 0 ? `${endpoint.owner}'s '${endpoint.name}'` : `'${endpoint.name}'`;
    const promised =
      switchName === undefined
        ? `the most that is allowed is ${most}`
        : `the design promises to survive one switch, of which '${switchName}' takes most: ${most}`;
    return {
      object: endpoint.name,
      found: `step ${step} (${job}): ${whose} loses ${lost} of its bandwidth in '${endpoint.network.name}'; ${promised}`,
      arithmetic: `${linksIn} of ${linksPlanned} links are in, and carry ${percentText(1 - lostShare)} with what their switches carry; 100 % - ${percentText(1 - lostShare)} = ${lost} > ${most}`,
      remedy:
        'split the change so that one of the two is whole again before the other is taken, over a free place or port in a window of its own; or drain the host, or accept the loss',
    };
  }
  if (group !== undefined) {
    return {
      object: group.name,
      found: `step ${step} (${job}): all of ${group.name} are off at once: ${group.members.map((name) => `'${name}'`).join(', ')}`,
      arithmetic: `${group.members.length} - ${group.members.length} = 0 < 1`,
      remedy: 'move one of them to a free place in a window of its own first, or accept that the service stops',
    };
  }
  const [zone, name] = [feed?.zone, feed?.feed ?? ''];
  const others = (zone?.feeds.length ?? 1) - 1;
  const lost = (zone?.losses ?? []).filter(
    ({ lost: which, survival }) => which === name && (survival === 'down' || survival === 'indeterminate'),
  );
  const devices = lost.reduce((sum, one) => sum + one.devices, 0);
  const supplies = lost.map(({ devices: count, model, survival, healthyPsus, neededPsus }) => {
    const healthy = healthyPsus === undefined ? '' : `, ${healthyPsus} PSUs healthy of ${neededPsus ?? '?'} needed`;
    return `${count} x '${model}'${healthy}: ${survival === 'down' ? 'down' : 'not known to run'}`;
  });
  const object = `power zone '${zone?.name ?? ''}'`;
  return {
    object,
    found:
      others === 0
        ? `step ${step} (${job}): ${object} has no feed but '${name}', which is off`
        : `step ${step} (${job}): ${devices} devices of ${object} are not known to run without feed '${name}'`,
    arithmetic: others === 0 ? '1 feed - 1 = 0' : supplies.join('; '),
    remedy:
      'move the racks to another zone first, in a window of their own, or shut the devices of the zone down and accept the loss',
  };
}
