import type { Command } from 'commander';

import { compareSites } from '../design/changes/compare-sites';
import { planWorkOrder } from '../design/work-order/plan-work-order';
import type { WorkOrderOptions, WorkPromise } from '../design/work-order/work-order-plan';
import type { SitePlan } from '../model/site-plan';
import { stateChanges } from '../model/state-changes';
import { evaluate, siteLimits } from '../policy/evaluate';
import type { Finding } from '../policy/engine/rule';
import { type FindingChanges, renderSiteChangesMarkdown } from '../report/site/site-changes-markdown';
import { renderWorkOrderCsv } from '../report/work-order/work-order-markdown';
import { breachText, renderWorkOrderMarkdown } from '../report/work-order/work-order-markdown';
import { addTo, present } from '../units/present';
import { type CliContext, UsageError } from './cli-context';
import { readTwoPlans } from './read-plan';

/**
 * Adds `aifactory diff`.
 *
 * @param program - the command line
 * @param context - where results go
 * @param end - takes the exit code of a work order: 0 written, 1 no order keeps the promises
 */
export function addDiffVerb(program: Command, context: CliContext, end: (code: 0 | 1) => void): void {
  program
    .command('diff')
    .argument('[before]', "plan before: the 'site.json' of a synthesis")
    .argument('[after]', 'plan after, of a later synthesis (default: of the only site in the output folder)')
    .usage('[options] <before> [after]')
    .option('--json', 'print JSON')
    .option('--work-order', 'print what people do, step by step, with what is lost at each step and whose GPUs')
    .option('--csv', 'work order as CSV')
    .option(
      '--most-lost <percent>',
      'most that an endpoint may lose of its bandwidth (default: what the loss of any one switch takes of it)',
    )
    .option('--accept <promise...>', 'promises that the work order may break: bandwidth, feeds, group, window')
    .option('--window-minutes <minutes>', 'length of a change window, with --step-minutes')
    .option('--step-minutes <minutes>', 'time of one step, with --window-minutes')
    .addHelpText(
      'after',
      `
Findings are judged by the rules of the library; acknowledgements are the program's and do not count here.

Examples:
  $ aifactory diff main/site.json cdktf.out/site/gasan/site.json
  $ aifactory diff main/site.json cdktf.out/site/gasan/site.json > review.md
  $ aifactory diff main/site.json cdktf.out/site/gasan/site.json --work-order > order.md`,
    )
    .action((before: string | undefined, after: string | undefined, flags: WorkOrderFlags) => {
      checkWorkOrderFlags(flags);
      const { json, workOrder } = flags;
      const [was, is] = readTwoPlans(before, after, context.cwd ?? process.cwd());
      if (workOrder === true) {
        const { out, err, code } = workOrderOutput(was, is, flags);
        if (out !== '') context.out(out);
        if (err !== '') context.err(err);
        end(code);
        return;
      }
      const changes = compareSites(was, is, (plan) => siteLimits(plan));
      const findings = findingChanges(was, is);
      context.out(
        json === true
          ? `${JSON.stringify({ ...changes, findings }, undefined, 2)}\n`
          : renderSiteChangesMarkdown(changes, findings),
      );
    });
}

/** Errors, warnings and what is not known that one plan has and the other has not; one and the same object of a rule is one finding, whatever its numbers. */
function findingChanges(before: SitePlan, after: SitePlan): FindingChanges {
  const changes = stateChanges(findingsOf(before), findingsOf(after), () => true);
  return {
    come: changes.flatMap((change) => (change.before === undefined ? (change.after ?? []) : [])),
    gone: changes.flatMap((change) => (change.after === undefined ? (change.before ?? []) : [])),
  };
}

/** Findings of a rule about one object, by both; what fails and what cannot be judged are two, even of one object. */
function findingsOf(plan: SitePlan): ReadonlyMap<string, readonly Finding[]> {
  const { asOf } = plan;
  const found = new Map<string, Finding[]>();
  for (const finding of evaluate(plan, present({ asOf })).findings) {
    const { ruleId, path, object, outcome, severity } = finding;
    if (severity === 'info' && outcome !== 'indeterminate') continue;
    const key = JSON.stringify([ruleId, path, object, outcome]);
    addTo(found, key, finding);
  }
  return found;
}

const PROMISES: readonly WorkPromise[] = ['bandwidth', 'feeds', 'group', 'window'];

/** Options of `aifactory diff` about its work order. */
interface WorkOrderFlags {
  /** Whether to print the work order. */
  readonly workOrder?: true;
  /** Whether to print it as CSV. */
  readonly csv?: true;
  readonly json?: true;
  /** Most that an endpoint may lose, percent. */
  readonly mostLost?: string;
  readonly accept?: string[];
  readonly windowMinutes?: string;
  readonly stepMinutes?: string;
}

/** What is printed, and the exit code. */
interface WorkOrderOutput {
  readonly out: string;
  readonly err: string;
  readonly code: 0 | 1;
}

/**
 * The work order between two plans, whole or not at all: where no order keeps the promises, only the breaches are told.
 *
 * @throws UsageError for options that make no sense
 */
function workOrderOutput(before: SitePlan, after: SitePlan, flags: WorkOrderFlags): WorkOrderOutput {
  const order = planWorkOrder(before, after, optionsOf(flags));
  if (!order.isAllowed) {
    const broken = order.breaches.filter(({ isAccepted }) => !isAccepted);
    const text = broken.map(
      (breach) => `error: ${breachText(breach).replaceAll('`', '')}\n  remedy: ${breach.remedy}\n`,
    );
    return { out: '', err: `no order keeps the promises of the design\n${text.join('')}`, code: 1 };
  }
  if (flags.json === true) return { out: `${JSON.stringify(order, undefined, 2)}\n`, err: '', code: 0 };
  return { out: flags.csv === true ? renderWorkOrderCsv(order) : renderWorkOrderMarkdown(order), err: '', code: 0 };
}

/**
 * Refuses options of work orders where none is asked for.
 *
 * @throws UsageError
 */
function checkWorkOrderFlags({
  workOrder,
  csv,
  json,
  mostLost,
  accept,
  windowMinutes,
  stepMinutes,
}: WorkOrderFlags): void {
  if (workOrder === true && csv === true && json === true) {
    throw new UsageError("'--csv' and '--json' are both given", 'give one of them');
  }
  if (workOrder === true) return;
  const given = Object.entries({
    '--csv': csv,
    '--most-lost': mostLost,
    '--accept': accept,
    '--window-minutes': windowMinutes,
    '--step-minutes': stepMinutes,
  }).find(([, value]) => value !== undefined);
  if (given !== undefined) throw new UsageError(`'${given[0]}' is given without '--work-order'`, "add '--work-order'");
}

function optionsOf({ mostLost, accept = [], windowMinutes, stepMinutes }: WorkOrderFlags): WorkOrderOptions {
  const strange = accept.find((name) => !(PROMISES as readonly string[]).includes(name));
  if (strange !== undefined) {
    throw new UsageError(
      `'--accept' is '${strange}'`,
      `give one or more of ${PROMISES.map((name) => `'${name}'`).join(', ')}`,
    );
  }
  if ((windowMinutes === undefined) !== (stepMinutes === undefined)) {
    const missing = windowMinutes === undefined ? '--window-minutes' : '--step-minutes';
    throw new UsageError(
      `'${missing}' is missing`,
      'give minutes of a window and of a step, or neither for one window',
    );
  }
  return {
    accept: accept as WorkPromise[],
    ...present({
      mostLostShare: mostLost === undefined ? undefined : numberOf('--most-lost', mostLost, 100) / 100,
      windowMinutes: windowMinutes === undefined ? undefined : minutesOf('--window-minutes', windowMinutes),
      minutesPerStep: stepMinutes === undefined ? undefined : minutesOf('--step-minutes', stepMinutes),
    }),
  };
}

function minutesOf(option: string, text: string): number {
  const minutes = numberOf(option, text, 1_000_000);
  if (minutes > 0) return minutes;
  throw new UsageError(`'${option}' is '${text}'`, 'give minutes above 0');
}

function numberOf(option: string, text: string, most: number): number {
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (number <= most) return number;
  throw new UsageError(`'${option}' is '${text}'`, `give a number from 0 to ${most}`);
}
