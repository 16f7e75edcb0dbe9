import type { WorkBreach, WorkOrderPlan, WorkRename, WorkStep } from '../../design/work-order/work-order-plan';
import { counted, finePercent } from '../in-figures';
import { markdownTable, markdownText } from '../markdown-table';
import { lossText, stepText } from './step-text';

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
export function renameText({ kind, name, formerly, devices, cables }: WorkRename): string {
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
