import type { AcknowledgedFinding, Finding, PolicyReport } from '../../policy/policy-report';
import type { LimitLevel } from '../../design/limits/limits-plan';
import { amountText } from '../limits/amount-text';
import { nextLimitText } from '../limits/limits-text';
import { wrapped } from './wrapped';

const WIDTH = 110;
/** Levels of limits that the text shows; the JSON has them all. */
const LEVELS_SHOWN = 8;

/** The report for people: counts first, then each finding, then what is borne and what could not be judged at all. */
export function renderPolicyText(report: PolicyReport): string {
  const { findings, acknowledged } = report;
  const known = findings.filter(({ outcome }) => outcome === 'failed');
  const unknown = findings.filter(({ outcome }) => outcome === 'indeterminate');
  const blocks = [
    heading(report),
    ...known.map((finding) => findingBlock(finding, finding.severity.toUpperCase())),
    ...unknown.map((finding) => findingBlock(finding, report.isStrict ? 'ERROR, NOT KNOWN' : 'NOT KNOWN')),
    ...acknowledged.map(acknowledgedBlock),
    limitsBlock(report),
    idleBlock(report),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function heading({ site, path, asOf, isStrict, counts, findings }: PolicyReport): string[] {
  const { severities, outcomes, acknowledged } = counts;
  const unknown = findings.filter(({ outcome }) => outcome === 'indeterminate').length;
  const infos = isStrict ? severities.info : severities.info - unknown;
  return [
    `Policy report of site '${site}' (${path})`,
    '',
    [
      counted(severities.error, 'error'),
      counted(severities.warning, 'warning'),
      counted(infos, 'info'),
      `${unknown} not known${isStrict ? ' (counted as errors: strict)' : ''}`,
      `${acknowledged} acknowledged`,
    ].join(', '),
    ...wrapped(
      '',
      `Objects: ${outcomes.passed} passed, ${outcomes.failed} failed, ${outcomes.indeterminate} not known. ` +
        `Rules without an object: ${outcomes['not-applicable']}.`,
      WIDTH,
    ),
    ...(asOf === undefined ? [] : [`Acknowledgements judged as of ${asOf}.`]),
  ];
}

function findingBlock(finding: Finding, label: string): string[] {
  const { ruleId, title, path, object, phases, found, limit, required, available, shortfall, arithmetic, remedy } =
    finding;
  const isUnknown = finding.outcome === 'indeterminate';
  return [
    ...wrapped(`${label} ${ruleId}: `, title, WIDTH).map((line, index) =>
      index === 0 ? line : `  ${line.trimStart()}`,
    ),
    ...row('object', object),
    ...row('path', path),
    ...row('phases', phases?.join(', ')),
    ...row(isUnknown ? 'not known' : 'found', found),
    ...row('limit', limit),
    ...row('required', required),
    ...row('available', available),
    ...row('shortfall', shortfall),
    ...row('sum', arithmetic),
    ...row('remedy', remedy),
  ];
}

function acknowledgedBlock(finding: AcknowledgedFinding): string[] {
  const { reason, until, path } = finding.acknowledgement;
  return [
    ...findingBlock(
      finding,
      finding.outcome === 'failed' ? `ACKNOWLEDGED ${finding.severity}` : 'ACKNOWLEDGED, NOT KNOWN',
    ),
    ...row('reason', reason),
    ...row('until', `${until}, for '${path}' and below`),
  ];
}

function limitsBlock({ limits }: PolicyReport): string[] {
  if (limits === undefined || limits.levels.length === 0) return [];
  return [
    'What runs out first',
    ...wrapped('  ', nextLimitText(limits), WIDTH),
    ...limits.levels.slice(0, LEVELS_SHOWN).flatMap(levelLine),
  ];
}

function levelLine({ domain, level, rows, moreSystems }: LimitLevel): string[] {
  const [row] = rows;
  if (row === undefined) return [];
  const more = moreSystems === undefined ? '' : `, ${counted(moreSystems, 'more system')}`;
  return wrapped(
    `  ${domain}: `,
    `${level}: ${amountText(row.used, row.unit)} of ${amountText(row.capacity, row.unit)}${more}`,
    WIDTH,
  );
}

function idleBlock({ rules }: PolicyReport): string[] {
  const idle = rules.filter(({ result }) => result === 'not-applicable');
  if (idle.length === 0) return [];
  return [
    'Rules without an object',
    ...idle.flatMap(({ id, reasons }) => wrapped(`  ${id}: `, reasons.join('; '), WIDTH)),
  ];
}

function row(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : wrapped(`  ${name.padEnd(9)}  `, value, WIDTH);
}

function counted(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}
