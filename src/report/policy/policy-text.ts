import type { LimitLevel } from '../../design/limits/limits-plan';
import { oneLine } from '../../errors/design-error';
import {
  SEVERITIES,
  type AcknowledgedFinding,
  type Finding,
  type PolicyReport,
  type RuleOutcome,
  type RuleInfo,
} from '../../policy/engine/rule';
import { amountText, bindingText, nextLimitText } from '../limits/limits-text';
import { acknowledgementRules } from '../../policy/acknowledgement';
import { defaultRules } from '../../policy/rule-packs';
import { count } from '../in-figures';
import { markdownTable } from '../markup';

const WIDTH = 110;

/** Levels of limits that the text shows; the JSON has them all. */
const LEVELS_SHOWN = 8;

/** The report for people: counts, then what is not known, for no count below covers it, then each finding, then what is waived and what had no object. */
export function renderPolicyText(report: PolicyReport): string {
  const { findings, acknowledged } = report;
  const known = findings.filter(({ outcome }) => outcome === 'failed');
  const unknown = findings.filter(({ outcome }) => outcome === 'indeterminate');
  const blocks = [
    heading(report),
    ...unknown.map((finding) => findingBlock(finding, report.isStrict ? 'ERROR, NOT KNOWN' : 'NOT KNOWN')),
    ...known.map((finding) => findingBlock(finding, finding.severity.toUpperCase())),
    ...acknowledged.map(acknowledgedBlock),
    limitsBlock(report),
    idleBlock(report),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function heading({ site, path, asOf, isStrict, counts, findings, acknowledged: waived }: PolicyReport): string[] {
  const { severities, outcomes, acknowledged, assumed = 0 } = counts;
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
        `Not applicable: ${counted(outcomes['not-applicable'], 'rule')}.`,
      WIDTH,
    ),
    ...(asOf === undefined ? [] : [`Acknowledgements judged as of ${asOf}.`]),
    ...wideLines(waived),
    ...(assumed === 0 ? [] : [`Judged by ${counted(assumed, 'assumed figure')}: see 'Assumptions' in the site book.`]),
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
  const { reason, until } = finding.acknowledgement;
  return [
    ...findingBlock(
      finding,
      finding.outcome === 'failed' ? `ACKNOWLEDGED ${finding.severity}` : 'ACKNOWLEDGED, NOT KNOWN',
    ),
    ...row('reason', reason),
    ...row('until', `${until}, ${reachOf(finding)}`),
  ];
}

/** What an acknowledgement covers: `for 'lab-stack/lab' and below, 12 findings`. */
export function reachOf({ acknowledgement: { path, covers } }: AcknowledgedFinding): string {
  return covers === undefined ? `for '${path}'` : `for '${path}' and below, ${counted(covers, 'finding')}`;
}

/** Each acknowledgement that covers what is below its construct, with the number of its findings. */
function wideLines(acknowledged: readonly AcknowledgedFinding[]): string[] {
  const wide = acknowledged.filter(({ acknowledgement }) => acknowledgement.covers !== undefined);
  const lines = wide.map((finding) => `Acknowledged: ${finding.ruleId} ${reachOf(finding)}.`);
  return [...new Set(lines)].flatMap((line) => wrapped('', line, WIDTH));
}

function limitsBlock({ limits }: PolicyReport): string[] {
  if (limits === undefined || limits.levels.length === 0) return [];
  return [
    'What runs out first',
    ...wrapped('  ', nextLimitText(limits), WIDTH),
    ...(limits.binds === undefined ? [] : wrapped('  ', bindingText(limits), WIDTH)),
    ...limits.levels.slice(0, LEVELS_SHOWN).flatMap(levelLine),
  ];
}

function levelLine({ domain, level, rows, moreSystems, ratioSystems }: LimitLevel): string[] {
  const [row] = rows;
  if (row === undefined) return [];
  const more = moreSystems === undefined ? ratioText(ratioSystems) : `, ${counted(moreSystems, 'more system')}`;
  return wrapped(
    `  ${domain}: `,
    `${level}: ${amountText(row.used, row.unit)} of ${amountText(row.capacity, row.unit)}${more}`,
    WIDTH,
  );
}

function ratioText(systems: number | undefined): string {
  return systems === undefined ? '' : `, ${count(systems)} more at the ratio of today`;
}

/** What was not applicable, a line a domain: the reason that most of its rules have, and how many other reasons there are. */
function idleBlock({ rules }: PolicyReport): string[] {
  const idle = rules.filter(({ result }) => result === 'not-applicable');
  if (idle.length === 0) return [];
  const packs = [...new Set(idle.map(({ pack }) => pack))].sort();
  return [
    'Not applicable',
    ...packs.map((pack) => {
      const own = idle.filter((rule) => rule.pack === pack);
      const [first = '', ...others] = reasonsOf(own);
      const more = others.length === 0 ? '' : `, and ${counted(others.length, 'other reason')}`;
      return oneLine(`  ${pack}: ${counted(own.length, 'rule')}: ${first}${more}`);
    }),
  ];
}

/** Reasons of rules, the most frequent first. */
function reasonsOf(rules: readonly RuleOutcome[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const reason of rules.flatMap(({ reasons }) => reasons)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort(([a, many], [b, less]) => less - many || (a < b ? -1 : 1)).map(([reason]) => reason);
}

function row(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : wrapped(`  ${name.padEnd(9)}  `, value, WIDTH);
}

function counted(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}

/** Breaks text at spaces so that no line is longer than `width`, save for longer words; lines after the first are indented. */
export function wrapped(first: string, text: string, width: number): string[] {
  const indent = ' '.repeat(first.length);
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of oneLine(text.replace(/\s+/g, ' '))
    .split(' ')
    .filter((part) => part !== '')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line.trimEnd()];
}

/** A finding in one line, for the output of a synthesis: object, values, arithmetic, remedy, rule. */
export function findingLine(finding: Finding): string {
  const { object, path, remedy, ruleId } = finding;
  return oneLine(`${object} at '${path}'${inPhases(finding)}: ${findingFacts(finding)}; ${remedy} [${ruleId}]`);
}

/** The phases of a finding, to follow its object; nothing for a site without phases. */
export function inPhases({ phases = [] }: Finding): string {
  return phases.length === 0 ? '' : ` in ${phases.length === 1 ? 'phase' : 'phases'} ${phases.join(', ')}`;
}

/** What was found, with limit, shortfall and arithmetic. */
export function findingFacts({ outcome, found, limit, shortfall, arithmetic }: Finding): string {
  if (outcome === 'indeterminate') return `not known: ${found}`;
  const facts = [
    found,
    ...(limit === undefined ? [] : [`limit ${limit}`]),
    ...(shortfall === undefined ? [] : [`short by ${shortfall}`]),
  ].join(', ');
  return arithmetic === undefined ? facts : `${facts} (${arithmetic})`;
}

/**
 * The page `docs/policies.md`: every rule by pack, with its severity, what must hold, why, and the source.
 *
 * @param rules - rules of the page; those of the library where none are given
 * @param examples - what a rule says of a site that breaks it, by its id; without any the page has no column for it
 */
export function renderRuleList(
  rules: readonly RuleInfo[] = [...defaultRules, ...acknowledgementRules],
  examples: Readonly<Record<string, string>> = {},
): string {
  const packs = [...new Set(rules.map(({ pack }) => pack))];
  const counts = SEVERITIES.map(
    (severity) => `${rules.filter((rule) => rule.severity === severity).length} ${severity}`,
  );
  const lines = [
    '# Policies',
    '',
    'This page is printed from the rules. A finding of severity `error` stops a synthesis; the others do not.',
    'Every rule has one of four outcomes for each object: passed, failed, not applicable, or not known (an error in strict mode).',
    'A finding of a construct is waived until a day with `Policy.acknowledge(construct, ruleId, { reason, until })`; `andBelow: true` covers what is created below it too, and the report says how many findings that are.',
    '',
    ...(Object.keys(examples).length === 0
      ? []
      : [
          'What a rule says of a site that breaks it stands beside it: the tests hold that site, and one beside it that does not.',
          '',
        ]),
    `${rules.length} rules: ${counts.join(', ')}.`,
  ];
  for (const pack of packs) {
    const own = rules.filter((rule) => rule.pack === pack);
    const hasExamples = own.some(({ id }) => examples[id] !== undefined);
    const rows = own.map(({ id, severity, title }) => [
      ...[`\`${id}\``, severity, title],
      ...(hasExamples ? [examples[id] ?? ''] : []),
    ]);
    const head = ['rule', 'severity', 'what must hold', ...(hasExamples ? ['fails, for example, where'] : [])];
    lines.push('', `## ${pack}`, '', markdownTable(head, rows), '');
    for (const { id, why } of own) lines.push(`- \`${id}\`: ${why.text} Source: ${why.source}.`);
  }
  return `${lines.join('\n')}\n`;
}
