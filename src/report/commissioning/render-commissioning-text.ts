import {
  type CheckKind,
  type CheckPlace,
  type CommissioningCheck,
  NO_RESULT,
  type UnitReport,
} from '../../design/commissioning/commissioning-report';
import { oneLine } from '../../errors/visible-text';
import { counted } from '../in-figures';

/** Failures that are written; the rest is in JSON and on the page. */
const SHOWN = 200;

const NAMED = 6;

/** Writes what was measured in units for those who fix it: the outcome, what failed and where it is, then figures and notes. */
export function renderCommissioningText(reports: readonly UnitReport[]): string {
  return reports.map((report) => `${linesOf(report).join('\n')}\n`).join('\n');
}

function linesOf(report: UnitReport): string[] {
  const { unit, status, devices, dark, counts, failures, figures, notMeasured, notes } = report;
  const lines = [`unit ${unit}: ${statusWords(report)}`];
  const rest = dark.length === 0 ? '' : `, ${dark.length} dark`;
  lines.push(`  ${counted(devices, 'device')}${rest}`);
  for (const { kind, passed, failed } of counts)
    lines.push(`  ${KIND_WORDS[kind]}: ${passed} passed, ${failed} failed`);
  if (status !== 'dark' && notMeasured.length > 0) {
    lines.push(`  not measured: ${notMeasured.map((kind) => KIND_WORDS[kind]).join(', ')}`);
  }
  const failed = failureLines(failures);
  if (failed.length > 0) lines.push('failed:', ...failed.slice(0, SHOWN).map((line) => `  ${line}`));
  if (failed.length > SHOWN) lines.push(`  and ${counted(failed.length - SHOWN, 'more failure')}`);
  const passed = figures.filter(({ isPassed }) => isPassed);
  if (passed.length > 0) lines.push('passed with figures:', ...passed.map((check) => `  ${sentence(check)}`));
  if (notes.length > 0) lines.push('notes:', ...notes.map((note) => `  ${note}`));
  return lines.map(oneLine);
}

/** A line a failure; what no file tells of is one line a kind. */
function failureLines(failures: readonly CommissioningCheck[]): string[] {
  const untold = new Map<CheckKind, string[]>();
  const lines: string[] = [];
  for (const check of failures) {
    if (check.measured !== NO_RESULT) lines.push(sentence(check));
    else untold.set(check.kind, [...(untold.get(check.kind) ?? []), check.object]);
  }
  for (const [kind, hosts] of untold) {
    const names = hosts.length > NAMED ? `${hosts.slice(0, NAMED).join(', ')} ..` : hosts.join(', ');
    lines.push(`${KIND_WORDS[kind]}: no file tells of ${counted(hosts.length, 'host')}: ${names}`);
  }
  return lines;
}

function sentence({ kind, object, port, place, expected, measured, arithmetic }: CommissioningCheck): string {
  const where = placeText(place);
  const what = port === undefined ? object : `${object} ${port}`;
  const figures = arithmetic === undefined ? '' : ` (${arithmetic})`;
  return `${KIND_WORDS[kind]}: ${where === '' ? '' : `${where} `}${what}: ${measured}, expected ${expected}${figures}`;
}

/** Kinds of measurement in words. */
export const KIND_WORDS: Readonly<Record<CheckKind, string>> = {
  links: 'links',
  counters: 'error counters',
  adapters: 'adapters',
  firmware: 'firmware',
  nccl: 'NCCL',
  storage: 'storage',
  diagnostics: 'GPU diagnostics',
  power: 'power',
  temperatures: 'temperatures',
  health: 'health of PSUs and fans',
  gpus: 'GPU state',
  pairs: 'RDMA pairs',
  signal: 'signal quality',
  'burn-in': 'burn-in',
};

/** What became of a unit, in words. */
const STATUS_WORDS: Readonly<Record<UnitReport['status'], string>> = {
  accepted: 'accepted, as far as it was measured',
  refused: 'not accepted',
  dark: 'dark, nothing to accept yet',
  'not-measured': 'not accepted: the files measure nothing of it',
};

/** What became of a unit, in words; one that meets its acceptance plan is accepted without more. */
export function statusWords({ status, isByPlan }: Pick<UnitReport, 'status' | 'isByPlan'>): string {
  return status === 'accepted' && isByPlan === true
    ? 'accepted: all that its acceptance plan requires'
    : STATUS_WORDS[status];
}

/** A place as people walk to it: `hall-1 A01 U21`. */
export function placeText(place: CheckPlace | undefined): string {
  if (place === undefined || place.rack === '') return '';
  return `${place.hall} ${place.rack} U${place.u}`;
}
