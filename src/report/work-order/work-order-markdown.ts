import type {
  WorkBreach,
  WorkCable,
  WorkLink,
  WorkLoss,
  WorkOrderPlan,
  WorkRename,
  WorkStep,
} from '../../design/work-order/work-order-plan';
import { peopleCsv } from '../csv';
import { counted, finePercent, metres } from '../in-figures';
import { markdownTable, markdownText } from '../markup';

/** A work order as Markdown: what it takes, breaches that were accepted, and a table for each job in each window. */
export function renderWorkOrderMarkdown(order: WorkOrderPlan): string {
  const { site, steps, windows, breaches, renamed = [] } = order;
  const renames = renamed.map((one) => `- ${markdownText(renameText(one))}`).join('\n');
  const labels = renamed.length === 0 ? [] : ['## Renamed', renames];
  if (steps.length === 0) {
    const nothing = renamed.length === 0 ? 'Nothing is to be done.' : 'Nothing is to be moved.';
    return `${[`# Work order of site ${markdownText(site)}`, nothing, ...labels].join('\n\n')}\n`;
  }
  const blocks = [
    `# Work order of site ${markdownText(site)}`,
    summary(order),
    ...labels,
    ...(breaches.length === 0
      ? []
      : ['## Accepted breaches', breaches.map((breach) => `- ${markdownText(breachText(breach))}`).join('\n')]),
    ...windows.flatMap(({ number, firstStep, lastStep, minutes }) => [
      ...(windows.length === 1 ? [] : [`## Window ${number}${minutes === undefined ? '' : `, ${minutes} minutes`}`]),
      ...jobsOf(steps.slice(firstStep - 1, lastStep)).flatMap(([job, list]) => [
        `### ${markdownText(`${job[0]?.toUpperCase() ?? ''}${job.slice(1)}`)}`,
        stepTable(list),
      ]),
    ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** What was renamed as one line, with what gets new labels. */
function renameText({ kind, name, formerly, devices, cables }: WorkRename): string {
  const labels = [
    ...(devices === 0 ? [] : [counted(devices, 'device')]),
    ...(cables === 0 ? [] : [counted(cables, 'cable')]),
  ];
  const what = labels.length === 0 ? '' : `: new labels for ${labels.join(' and ')}`;
  return `${kind} \`${formerly}\` is \`${name}\` now${what}; nothing of it moves`;
}

/** A breach as one line: code, sentence, arithmetic. */
export function breachText({ code, found, arithmetic }: Pick<WorkBreach, 'code' | 'found' | 'arithmetic'>): string {
  return `\`${code}\`: ${found} (${arithmetic})`;
}

function summary({ steps, windows }: WorkOrderPlan): string {
  const count = (kind: WorkStep['kind']): number => steps.filter((step) => step.kind === kind).length;
  const parts = [
    counted(count('cable-out'), 'cable') + ' out',
    counted(count('cable-in'), 'cable') + ' in',
    counted(count('device-out'), 'device') + ' out',
    counted(count('device-in'), 'device') + ' in',
    counted(count('address'), 'address', 'addresses'),
  ].filter((part) => !part.startsWith('0 '));
  const worst = steps.flatMap(({ number, during }) => during.bandwidth.map((loss) => ({ ...loss, number })));
  const judged = worst.filter(({ limitShare }) => limitShare !== undefined);
  const top = judged.reduce<(typeof judged)[number] | undefined>(
    (most, one) => (most === undefined || one.lostShare > most.lostShare ? one : most),
    undefined,
  );
  const lost =
    top === undefined
      ? 'No endpoint in service loses bandwidth in a network that carries data.'
      : `The most that an endpoint in service loses is ${finePercent(top.lostShare)} of ${markdownText(top.worst)} in ${markdownText(top.network)}, in step ${top.number}.`;
  return `${counted(steps.length, 'step')} in ${counted(windows.length, 'window')}: ${parts.length === 0 ? 'feeds alone' : parts.join(', ')}. ${lost}`;
}

function jobsOf(steps: readonly WorkStep[]): (readonly [string, WorkStep[]])[] {
  const jobs: (readonly [string, WorkStep[]])[] = [];
  for (const step of steps) {
    const last = jobs[jobs.length - 1];
    if (last?.[0] === step.job) last[1].push(step);
    else jobs.push([step.job, [step]]);
  }
  return jobs;
}

function stepTable(steps: readonly WorkStep[]): string {
  return markdownTable(
    ['step', 'where', 'what', 'lost meanwhile', 'lost after'],
    steps.map((step) => [
      `${step.number}`,
      step.place.rack === '' ? '-' : `${step.place.rack}${step.place.u === 0 ? '' : ` U${step.place.u}`}`,
      stepText(step),
      lossText(step.during),
      step.after === step.during && lossText(step.after) !== 'nothing' ? 'the same' : lossText(step.after),
    ]),
  );
}

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

const HEADER = [
  'step',
  'window',
  'job',
  'kind',
  'hall',
  'row',
  'rack',
  'u',
  'name',
  'from',
  'to',
  'a_end',
  'b_end',
  'medium',
  'length_m',
  'part_number',
  'zone',
  'feeds',
  'what',
  'lost_meanwhile',
  'lost_after',
];

/** A work order as CSV (quoted as RFC 4180 says), a row a step. */
export function renderWorkOrderCsv({ steps }: Pick<WorkOrderPlan, 'steps'>): string {
  return peopleCsv([HEADER, ...steps.map(rowOf)]);
}

function rowOf(step: WorkStep): (string | number)[] {
  const { number, window, job, kind, place, name, from = '', to = '', cable, feeds } = step;
  const [link] = cable?.links ?? [];
  const ends = link === undefined ? ['', ''] : [endText(link.a), endText(link.b)];
  const length = cable === undefined || cable.lengthMillimetres === 0 ? '' : metres(cable.lengthMillimetres);
  return [
    ...[number, window, job, kind, place.hall, place.row, place.rack, place.u === 0 ? '' : place.u, name, from, to],
    ...[...ends, cable?.medium ?? '', length, cable?.part ?? '', feeds?.zone ?? '', feeds?.names.join(' ') ?? ''],
    ...[stepText(step), lossText(step.during), lossText(step.after)],
  ];
}
