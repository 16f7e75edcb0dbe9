import type { AsBuiltFinding, AsBuiltReport } from '../../design/as-built/as-built-report';
import type { CableEnd } from '../../model/cabling-plan';
import { oneLine } from '../../errors/visible-text';
import { count, counted, rate } from '../in-figures';

const SHOWN_STRANGERS = 5;

/** Parts of a sentence stand below one another, right of the kind. */
const NEXT_LINE = `\n${' '.repeat(13)}`;

/** Writes what stands against what is planned as text for those who mend it: a sentence a finding, then what was not judged and why. */
export function renderAsBuiltText(reports: readonly AsBuiltReport[]): string {
  return reports.map((report) => `${reportLines(report).join('\n')}\n`).join('\n');
}

/** A finding as a sentence: label, rack, unit, device and port at both ends. */
export function findingSentence(finding: AsBuiltFinding): string {
  const { kind, label, planned, found, partner } = finding;
  if (planned === undefined)
    return `link ${label}: ${goes(found?.a)} goes to ${goes(found?.b)}, which no plan asks for`;
  const due = `cable ${label}: ${goes(planned.a)} should go to ${goes(planned.b)}`;
  switch (kind) {
    case 'missing':
      return `${due}, but there is no link`;
    case 'half-down':
      return `${due}, but there is no link; the other link of its cage, ${finding.mate ?? ''}, is up`;
    case 'swapped': {
      const rails = finding.crossedRails?.join(' and ');
      const other = `cable ${partner?.label ?? ''}: ${goes(partner?.planned.a)} should go to ${goes(partner?.planned.b)}`;
      return (
        `${due}, but goes to ${goes(found?.b)}; ${other}, but goes to ${goes(partner?.found.b)}; ` +
        `exchange the two at the far end${rails === undefined ? '' : `, rails ${rails} are crossed`}`
      );
    }
    case 'misplaced':
      return isSame(found?.a, planned.a)
        ? `${due}, but goes to ${goes(found?.b)}`
        : `${due}, but a cable from ${goes(found?.b)} ends there`;
    default:
      return `cable ${label}: ${goes(planned.a)} goes to ${goes(planned.b)} as planned, but runs at ${speedOf(finding)}`;
  }
}

function reportLines({ fabric, counts, findings, strangers }: AsBuiltReport): string[] {
  const { planned, asPlanned, differing, notYet, unseen, leftOut, extra, ignored } = counts;
  const lines = [
    `fabric ${fabric}: ${counted(planned, 'cable')} planned, ${count(asPlanned)} as planned, ${count(differing)} not, ${count(extra)} extra`,
    ...findings.map(
      (finding) => `  ${finding.kind.padEnd(9)}  ${oneLine(findingSentence(finding)).replaceAll('; ', NEXT_LINE)}`,
    ),
  ];
  const rest = [
    [notYet, 'not due: an end is not cabled yet, or out of service, by the asset file'],
    [unseen, 'not judged: no dump tells of either end'],
    [leftOut, 'not asked for'],
  ] as const;
  for (const [cables, why] of rest) if (cables > 0) lines.push(`  ${counted(cables, 'cable')} ${why}`);
  if (ignored > 0) lines.push(`  ${counted(ignored, 'link')} on ports that the model in the plan has not: passed over`);
  if (strangers.length > 0) {
    const shown = strangers.slice(0, SHOWN_STRANGERS).map((name) => `'${oneLine(name)}'`);
    const more = strangers.length > SHOWN_STRANGERS ? ' ..' : '';
    lines.push(
      `  ${counted(strangers.length, 'name')} of no device of the site: ${shown.join(', ')}${more}; map names with '--map'`,
    );
  }
  return lines;
}

function goes(end: CableEnd | undefined): string {
  if (end === undefined) return 'nothing';
  const place = end.rack === '' ? '' : `rack ${end.rack} U${end.u} `;
  return `${place}${end.device} port ${end.port}`;
}

function isSame(one: CableEnd | undefined, other: CableEnd): boolean {
  return one?.device === other.device && one.port === other.port;
}

function speedOf({ foundRateBits = 0, plannedRateBits = 0, speed }: AsBuiltFinding): string {
  const word = speed === undefined ? '' : ` (${speed})`;
  return `${rate(foundRateBits)}${word} instead of ${rate(plannedRateBits)}`;
}
