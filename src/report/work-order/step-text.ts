import type { WorkCable, WorkLink, WorkLoss, WorkStep } from '../../design/work-order/work-order-plan';
import { counted, finePercent, metres } from '../in-figures';

/** What is done in a step, as one instruction. */
export function stepText({ kind, name, from, to, cable, isKept, feeds, job }: WorkStep): string {
  switch (kind) {
    case 'drain':
      return `drain ${name}: no new jobs, wait until the last one ends`;
    case 'feed-off':
    case 'feed-on': {
      const which =
        feeds === undefined
          ? 'its feeds'
          : `${feeds.names.length === 1 ? 'feed' : 'feeds'} ${feeds.names.join(', ')} of zone ${feeds.zone}`;
      const whole =
        job === `zone ${name}` ? 'for the whole zone' : `for ${job === `rack ${name}` ? 'rack ' : ''}${name}`;
      return `switch ${which} ${kind === 'feed-off' ? 'off' : 'on'} ${whole}`;
    }
    case 'cable-out':
    case 'cable-in':
      return `${kind === 'cable-out' ? 'unplug' : 'plug in'} ${cable === undefined ? name : cableText(cable, isKept === true, kind === 'cable-out')}`;
    case 'device-out':
      return `take ${name} out of ${from ?? 'its place'}${to === undefined ? '' : `, to go to ${to}`}`;
    case 'device-in':
      return `put ${name} into ${to ?? 'its place'}${from === undefined ? '' : `, from ${from}`}`;
    case 'return':
      return `put ${name} back to work`;
    case 'address':
      if (from === undefined) return `give ${name} ${to ?? ''}`;
      return to === undefined ? `take ${from} from ${name}` : `change ${name} from ${from} to ${to}`;
  }
}

/** What is lost, in one cell; `nothing` where all stands as planned. */
export function lossText({ bandwidth, drained, feeds, devicesOut }: WorkLoss): string {
  const parts = [
    ...drained.map(
      ({ owner, tenants, systems, gpus }) =>
        `${owner}${whose(tenants)}: ${systems.join(', ')} out of work (${counted(gpus, 'GPU')})`,
    ),
    ...devicesOut.map((device) => `${device} off`),
    ...bandwidth.map(({ network, owner, tenants, endpoints, gpus, worst, lostShare, limitShare }) => {
      const who =
        gpus === 0 ? counted(endpoints, 'endpoint') : `${counted(endpoints, 'host')} (${counted(gpus, 'GPU')})`;
      const limit = limitShare === undefined ? 'not judged' : `at most ${finePercent(limitShare)}`;
      return `${network}: ${owner}${gpus === 0 ? '' : whose(tenants)}: ${who} short, ${worst} by ${finePercent(lostShare)} (${limit})`;
    }),
    ...feeds.map(({ zone, feed, rack, devices, gpus, owners, tenants }) => {
      const where = rack === undefined ? `zone ${zone}` : `rack ${rack} of zone ${zone}`;
      const gpuText = gpus === 0 ? '' : `, ${counted(gpus, 'GPU')} of ${owners.join(', ')}${whose(tenants)}`;
      return `${where}: ${counted(devices, 'device')} without feed ${feed}${gpuText}`;
    }),
  ];
  return parts.length === 0 ? 'nothing' : parts.join('; ');
}

/** Ends of a link with place: `A01 U1 haein-001 port ib0`. */
export function endText({ rack, u, device, port, face }: WorkLink['a']): string {
  return `${rack} U${u} ${device} port ${port}${face === undefined ? '' : ` ${face}`}`;
}

function cableText(
  { label, links, medium, part, lengthMillimetres }: WorkCable,
  isKept: boolean,
  isOut: boolean,
): string {
  const [first] = links;
  const ends = first === undefined ? '' : `, ${endText(first.a)} to ${endText(first.b)}`;
  const more =
    links.length > 1
      ? ` (with ${links
          .slice(1)
          .map((link) => link.label)
          .join(', ')})`
      : '';
  const piece = [medium, part, lengthMillimetres === 0 ? undefined : `${metres(lengthMillimetres)} m`];
  const kept = isKept ? (isOut ? '; keep it' : '; the one that was kept') : '';
  return `cable ${label}${more}${ends} (${piece.filter((text) => text !== undefined).join(', ')}${kept})`;
}

function whose(tenants: readonly string[]): string {
  return tenants.length === 0 ? '' : ` [${tenants.join(', ')}]`;
}
