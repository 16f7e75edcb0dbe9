import { planWorkOrder } from '../design/work-order/plan-work-order';
import type { WorkOrderOptions, WorkPromise } from '../design/work-order/work-order-plan';
import type { SitePlan } from '../model/site-plan';
import { renderWorkOrderCsv } from '../report/work-order/work-order-csv';
import { breachText, renderWorkOrderMarkdown } from '../report/work-order/work-order-markdown';
import { UsageError } from './usage-error';

const PROMISES: readonly WorkPromise[] = ['bandwidth', 'feeds', 'group', 'window'];

/** Options of `aifactory diff` about its work order. */
export interface WorkOrderFlags {
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
export interface WorkOrderOutput {
  readonly out: string;
  readonly err: string;
  readonly code: 0 | 1;
}

/**
 * The work order between two plans, whole or not at all: where no order keeps the promises, only the breaches are told.
 *
 * @throws UsageError for options that make no sense
 */
export function workOrderOutput(before: SitePlan, after: SitePlan, flags: WorkOrderFlags): WorkOrderOutput {
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
export function checkWorkOrderFlags({
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
    ...(mostLost === undefined ? {} : { mostLostShare: numberOf('--most-lost', mostLost, 100) / 100 }),
    ...(windowMinutes === undefined ? {} : { windowMinutes: minutesOf('--window-minutes', windowMinutes) }),
    ...(stepMinutes === undefined ? {} : { minutesPerStep: minutesOf('--step-minutes', stepMinutes) }),
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
