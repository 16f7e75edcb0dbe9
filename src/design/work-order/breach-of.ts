import type { WorkBreach, WorkPromise } from './work-order-plan';
import type { BrokenPromise } from './work-state';

/** A finding about a promise that a step breaks. @param job - what the step is part of */
export function breachOf(broken: BrokenPromise, job: string, accept: readonly WorkPromise[]): WorkBreach {
  const { promise, step } = broken;
  return {
    promise,
    code: `work-order/${promise}`,
    step,
    isAccepted: accept.includes(promise),
    ...factsOf(broken, job),
  };
}

/** `25 %`, with one decimal at most. */
export function percentText(share: number): string {
  return `${Math.round(share * 1_000) / 10} %`;
}

type Facts = Pick<WorkBreach, 'object' | 'found' | 'arithmetic' | 'remedy'>;

function factsOf({ over, group, feed, step }: BrokenPromise, job: string): Facts {
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
    const healthy = healthyPsus === undefined ? '' : `, ${healthyPsus} supplies healthy of ${neededPsus ?? '?'} needed`;
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
