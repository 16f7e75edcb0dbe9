import type { CurtailmentPlan, CurtailmentStep } from '../../design/shift/plan-curtailment';
import type { CurtailmentProof } from '../../design/shift/prove-curtailment';
import type {
  ImpactClash,
  ImpactEnd,
  ImpactHarm,
  ImpactLink,
  ImpactObject,
  ImpactPlan,
  NextFailure,
} from '../../design/shift/plan-impact';
import { PARTNER_WORDS } from '../../model/placement-plan';
import { addTo } from '../../units/present';
import { assumedMark, assumedTable, count, counted, load, percent, textTable } from '../in-figures';
import { lossText } from '../work-order/work-order-markdown';

/** Rows that a table of the text shows: the rest is counted, and JSON has them all. */
const SHOWN = 10;

/** What becomes of a site while objects are out, for people. */
export function renderImpactText(impact: ImpactPlan): string {
  const { site, phase, window, objects, outAlready } = impact;
  const when = window === undefined ? '' : `, ${window.from} to ${window.to}`;
  const head = [
    `site ${site}${phase === undefined ? '' : ` in phase ${phase}`}: ${objects.map(objectText).join(', ')} out${when}`,
    ...(outAlready.length === 0 ? [] : [`out already, by the asset file: ${shortList(outAlready)}`]),
  ];
  const blocks = [
    `${head.join('\n')}\n`,
    section('who is touched', tenantsTable(impact)),
    section('jobs', jobsText(impact)),
    section('what is lost', lines(lostLines(impact))),
    section(`links down: ${count(impact.links.length)}`, linksTable(impact.links)),
    section('what is left', lines(leftLines(impact))),
    section(
      `what would hurt next, and does no harm otherwise (${count(impact.tried)} single failures tried)`,
      harmLines(alike(impact.next), nextText),
    ),
    ...(impact.clashes === undefined ? [] : [section('booked at the same time', harmLines(impact.clashes, clashText))]),
    ...(impact.unknown.length === 0 ? [] : [section('not known', lines(impact.unknown))]),
    // Where no load is told, nothing is marked.
    ...(impact.cooling.length + impact.overloads.length === 0 ? [] : [assumedTable(impact.assumed)]),
  ];
  return blocks.filter((block) => block !== '').join('\n');
}

function section(title: string, body: string): string {
  return body === '' ? '' : `${title}\n${body.replace(/^(?=.)/gm, '  ')}`;
}

function lines(list: readonly string[]): string {
  return list.map((line) => `${line}\n`).join('');
}

function objectText({ kind, name, place, ends }: ImpactObject): string {
  if (ends !== undefined) return `cable ${name} (${ends.map(endText).join(' to ')})`;
  return `${kind} ${name}${place === undefined ? '' : ` (${place.rack} U${place.u})`}`;
}

function endText({ rack, u, device, port }: ImpactEnd): string {
  return `${rack === '' ? 'no rack' : `${rack} U${u}`} ${device} port ${port}`;
}

function tenantsTable({ tenants, blocks }: ImpactPlan): string {
  const others = lines(blocks.map((name) => `tenant's block ${name}: out or without power`));
  if (tenants.length === 0) return others === '' ? 'no GPU of a tenant\n' : others;
  const rows = tenants.map((one) => [
    one.tenants.length === 0 ? '-' : one.tenants.join(', '),
    one.cluster,
    ...[one.gpusOut, one.gpusCutOff, one.gpusUncooled, one.gpusSlower, one.gpusShort, one.gpusExposed].map(count),
  ]);
  const heads = [
    'tenants',
    'cluster',
    'GPUs out',
    'cut off',
    'uncooled',
    'slower',
    'short of bandwidth',
    'a feed less',
  ];
  return textTable([heads, ...rows], ['left', 'left', ...heads.slice(2).map(() => 'right' as const)]) + others;
}

function jobsText({ jobs }: ImpactPlan): string {
  if (jobs === undefined) return 'not known\n';
  if (jobs.length === 0) return 'none of those that run\n';
  const shown = jobs.slice(0, SHOWN).map(({ job, hosts }) => `${job}: ${shortList(hosts)}`);
  return lines([...shown, ...more(jobs.length)]);
}

function lostLines({ lost, cooling, assumed }: ImpactPlan): readonly string[] {
  const network = lossText(lost).split('; ');
  const loops = cooling.map(({ loop, shortWatts, heatWatts, heldSeconds, racks }) => {
    const held =
      heldSeconds === undefined
        ? 'how long it holds is not known'
        : `it holds ${count(Math.floor(heldSeconds))} s without any unit`;
    return `loop ${loop}: ${load(shortWatts)} of ${load(heatWatts)}${assumedMark(assumed)} of heat without cooling, ${counted(racks.length, 'rack')}; ${held}`;
  });
  return network[0] === 'nothing' && loops.length > 0 ? loops : [...network, ...loops];
}

function leftLines({ feeds, overloads, partners, storage, assumed }: ImpactPlan): readonly string[] {
  return [
    ...feeds.map(({ zone, lost, left }) =>
      left.length === 0
        ? `zone ${zone}: no feed (${lost.join(', ')} lost)`
        : `zone ${zone}: feed ${left.join(', ')} of ${[...lost, ...left].sort().join(', ')}`,
    ),
    ...overloads.map(
      ({ node, loadWatts, limitWatts, failureLimitWatts }) =>
        `${node} carries ${load(loadWatts)}${assumedMark(assumed)}, above the ${load(limitWatts)} that it may carry for hours${
          failureLimitWatts !== undefined && loadWatts > failureLimitWatts
            ? ` and the ${load(failureLimitWatts)} of a failure`
            : ''
        }`,
    ),
    ...partners.map(
      ({ kind, of, left, total, set }) =>
        `${PARTNER_WORDS[kind].many} of ${of} (${set}): ${count(left)} of ${count(total)}`,
    ),
    ...storage.map(({ tier, blocks, blocksLost, shareLeft, isTolerated }) => {
      const data =
        isTolerated === undefined
          ? "whether its data stays readable is not stated ('tolerates')"
          : isTolerated
            ? 'its data stays readable'
            : 'more than its data protection tolerates';
      return `tier ${tier}: ${count(blocks - blocksLost)} of ${counted(blocks, 'block')}, ${percent(shareLeft)}; ${data}`;
    }),
  ];
}

function linksTable(links: readonly ImpactLink[]): string {
  const rows = links.slice(0, SHOWN).map(({ cable, a, b }) => [cable, endText(a), endText(b)]);
  return rows.length === 0 ? '' : textTable(rows, ['left', 'left', 'left']) + lines(more(links.length));
}

function harmLines<T>(list: readonly T[], tell: (one: T) => string): string {
  if (list.length === 0) return 'nothing\n';
  return lines([...list.slice(0, SHOWN).map(tell), ...more(list.length)]);
}

/** Failures that take the same, as one line. */
function alike(next: readonly NextFailure[]): readonly (readonly NextFailure[])[] {
  const groups = new Map<string, NextFailure[]>();
  for (const one of next) addTo(groups, JSON.stringify([one.kind, one.takes, one.gpus, one.tenants]), one);
  return [...groups.values()];
}

function nextText(group: readonly NextFailure[]): string {
  const [first] = group;
  if (first === undefined) return '';
  const any = group.length === 1 ? '' : `any of ${count(group.length)}: `;
  return `${first.kind} ${any}${shortList(group.map(({ name }) => name))}: ${harmText(first)}`;
}

function clashText(clash: ImpactClash): string {
  const { window, from, to, by, same, isHarmful } = clash;
  const who = by === undefined ? '' : ` (${by})`;
  const shared = same.length === 0 ? '' : `; both take ${same.map(({ kind, name }) => `${kind} ${name}`).join(', ')}`;
  const what = isHarmful ? `CLASH, together: ${harmText(clash)}` : 'together no more than each by itself';
  return `${window}${who}, ${from} to ${to}: ${what}${shared}`;
}

function harmText({ takes, gpus, tenants }: ImpactHarm): string {
  const whose = gpus === 0 ? '' : `; ${counted(gpus, 'GPU')}${tenants.length === 0 ? '' : ` of ${tenants.join(', ')}`}`;
  return `${takes.join('; ')}${whose}`;
}

function more(all: number): readonly string[] {
  return all > SHOWN ? [`and ${count(all - SHOWN)} more; '--json' has all`] : [];
}

function shortList(names: readonly string[]): string {
  const rest = names.length - SHOWN;
  return `${names.slice(0, SHOWN).join(', ')}${rest > 0 ? ` and ${count(rest)} more` : ''}`;
}

/** How a site comes down to a figure for a time, for people. */
export function renderCurtailmentText(curtailment: CurtailmentPlan): string {
  const { site, toWatts, window, basis, before, after, steps, tenants, proof, unknown, rampWattsPerMinute, assumed } =
    curtailment;
  const mark = assumedMark(assumed);
  const least = after.isLeast ? ' at least' : '';
  const ramp = rampWattsPerMinute === undefined ? '' : `, at ${load(rampWattsPerMinute)} a minute`;
  const head = [
    `site ${site}: at most ${load(toWatts)} from ${window.from} to ${window.to}, by the figure '${basis}'${ramp}`,
    `  now    ${load(before.siteWatts)}${mark}${least} at the point of supply, ${load(before.itWatts)}${mark} of IT`,
    `  then   ${load(after.siteWatts)}${mark}${least} at the point of supply, ${load(after.itWatts)}${mark} of IT`,
  ];
  const blocks = [
    `${head.join('\n')}\n`,
    steps.length === 0
      ? 'nothing is to be done\n'
      : `steps, and back in the other order after ${window.to}\n${stepTable(steps)}`,
    ...tenants.map(
      (one) =>
        `tenants ${one.tenants.length === 0 ? '-' : one.tenants.join(', ')} (cluster ${one.cluster}): ${counted(one.gpusDrained, 'GPU')} out of work, ${counted(one.gpusCapped, 'GPU')} slower\n`,
    ),
    ...(proof === undefined ? [] : [proofText(proof, toWatts)]),
    ...(unknown.length === 0 ? [] : [`not known\n${unknown.map((line) => `  ${line}\n`).join('')}`]),
    ...(assumed === undefined ? [] : [assumedTable(assumed)]),
  ];
  return blocks.join('\n');
}

function stepTable(steps: readonly CurtailmentStep[]): string {
  const heads = ['step', 'at', 'what', 'rack', 'priority', 'systems', 'GPUs', 'less', 'less in all'];
  const rows = steps.map((step) => [
    String(step.order),
    step.at,
    step.action,
    step.rack,
    String(step.priority),
    shortList(step.devices),
    count(step.gpus),
    load(step.watts),
    load(step.totalWatts),
  ]);
  const right = new Set(['step', 'priority', 'GPUs', 'less', 'less in all']);
  const table = textTable(
    [heads, ...rows],
    heads.map((head) => (right.has(head) ? 'right' : 'left')),
  );
  return table.replace(/^(?=.)/gm, '  ');
}

function proofText(proof: CurtailmentProof, toWatts: number): string {
  const { outcome, readings, readSeconds, aboveSeconds, heldFrom, worst, meanWatts, gaps } = proof;
  const words = {
    held: 'the site held',
    'not held': 'the site did NOT hold',
    'not known': 'it is not known whether the site held',
  };
  const lines = [
    `meters: ${words[outcome]} ${load(toWatts)}`,
    `  ${counted(readings, 'reading')}, ${minutes(readSeconds)} read, ${minutes(aboveSeconds)} above`,
    ...(worst === undefined
      ? []
      : [
          `  highest ${load(worst.watts)} at ${worst.time}: ${load(Math.abs(worst.aboveWatts))} ${worst.aboveWatts > 0 ? 'above' : 'below'} the figure`,
        ]),
    ...(meanWatts === undefined ? [] : [`  mean ${load(meanWatts)}`]),
    ...(outcome === 'not held'
      ? [heldFrom === undefined ? '  never held to the end' : `  held from ${heldFrom} on`]
      : []),
    ...gaps.map(({ from, to, why }) => `  ${from} to ${to}: ${why}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function minutes(seconds: number): string {
  return `${count(Math.round((seconds / 60) * 10) / 10)} min`;
}
