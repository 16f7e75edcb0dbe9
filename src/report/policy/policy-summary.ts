import { textOrder } from '../../design/text';
import { oneLine } from '../../errors/design-error';
import type { Finding, PolicyReport } from '../../policy/engine/rule';
import { counted } from '../in-figures';
import { nextLimitText } from '../limits/limits-text';
import { inPhases } from './policy-text';
import { addTo } from '../../units/present';

/** Findings that a summary shows, one a rule. */
const SHOWN = 3;

/** What a summary says beside the report. */
interface SummaryOptions {
  /** Files to open, each with what it is: `['site book', 'cdktf.out/site/gasan/index.html']`. */
  readonly files: readonly (readonly [what: string, path: string])[];
  /**
   * Whether words are coloured, for a terminal.
   *
   * @default false
   */
  readonly isColoured?: boolean;
  /**
   * Whether it is counts and files, without findings.
   *
   * @default false
   */
  readonly hasCountsAlone?: boolean;
}

/**
 * The report in about seven lines: counts, subjects of which something is not known, the worst findings with place and remedy, what runs out first, where to read on.
 *
 * The worst are errors, then warnings, then infos, then what is not known. A rule is shown once, with how many more findings it has.
 */
export function renderPolicySummary(report: PolicyReport, options: SummaryOptions): string {
  const { files, isColoured = false, hasCountsAlone = false } = options;
  const paint = isColoured ? coloured : (text: string): string => text;
  const findings = worst(report).map(
    ({ finding, more }) => `  ${paint(label(finding, report), colourOf(finding))} ${lineOf(finding, more)}`,
  );
  const { limits } = report;
  if (limits !== undefined && limits.levels.length > 0) findings.push(`  ${nextLimitText(limits)}`);
  return [
    paint(`site '${oneLine(report.site)}': ${countsText(report)}`, BOLD),
    ...(hasCountsAlone ? [] : [...unknownLine(report), ...findings]),
    ...files.map(([what, path]) => `  ${what}: ${path}`),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** Counts of a report on one line; what is zero is left out, but for errors and warnings. */
function countsText({ counts, findings, isStrict }: PolicyReport): string {
  const { severities, acknowledged, assumed = 0 } = counts;
  const unknown = findings.filter(({ outcome }) => outcome === 'indeterminate').length;
  const infos = isStrict ? severities.info : severities.info - unknown;
  return [
    counted(severities.error, 'error'),
    counted(severities.warning, 'warning'),
    ...(infos > 0 ? [counted(infos, 'info')] : []),
    ...(unknown > 0 ? [`${unknown} not known${isStrict ? ' (errors: strict)' : ''}`] : []),
    ...(acknowledged > 0 ? [`${acknowledged} acknowledged`] : []),
    ...(assumed > 0 ? [counted(assumed, 'assumed figure')] : []),
  ].join(', ');
}

/** Of which subjects something is not known, which no count of what holds covers. */
function unknownLine({ findings }: PolicyReport): readonly string[] {
  const packs = new Map<string, number>();
  for (const { outcome, pack } of findings)
    if (outcome === 'indeterminate') packs.set(pack, (packs.get(pack) ?? 0) + 1);
  if (packs.size === 0) return [];
  const subjects = [...packs].sort(([left], [right]) => textOrder(left, right));
  return [`  not known, first in the report: ${subjects.map(([pack, many]) => `${many} of ${pack}`).join(', ')}`];
}

interface ShownFinding {
  readonly finding: Finding;
  /** Findings of the same rule and weight beside it. */
  readonly more: number;
}

/** Findings come sorted by severity; what is not known comes after what is. */
function worst({ findings, isStrict }: PolicyReport): readonly ShownFinding[] {
  const isLast = ({ outcome }: Finding): boolean => outcome === 'indeterminate' && !isStrict;
  const byRule = new Map<string, Finding[]>();
  for (const finding of [...findings.filter((one) => !isLast(one)), ...findings.filter(isLast)]) {
    const key = `${finding.ruleId} ${finding.outcome} ${finding.severity}`;
    addTo(byRule, key, finding);
  }
  return [...byRule.values()]
    .slice(0, SHOWN)
    .flatMap(([finding, ...others]) => (finding === undefined ? [] : [{ finding, more: others.length }]));
}

function label({ severity, outcome }: Finding, { isStrict }: PolicyReport): string {
  return outcome === 'indeterminate' && !isStrict ? 'not known' : severity;
}

/** Rule, place, what was found against its limit, and what to do, on one line. */
function lineOf(finding: Finding, more: number): string {
  const { ruleId, object, path, found, limit, remedy } = finding;
  const rest = more === 0 ? '' : ` (and ${more} more)`;
  const facts = limit === undefined ? found : `${found}, limit ${limit}`;
  return oneLine(`${ruleId}${rest}: ${object} at '${path}'${inPhases(finding)}: ${facts}; ${remedy}`);
}

const BOLD = 1;
const RED = 31;
const YELLOW = 33;
const CYAN = 36;

function colourOf({ severity }: Finding): number {
  if (severity === 'error') return RED;
  return severity === 'warning' ? YELLOW : CYAN;
}

function coloured(text: string, code: number): string {
  return `\u001b[${code}m${text}\u001b[0m`;
}
