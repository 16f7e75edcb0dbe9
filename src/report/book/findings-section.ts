import { counted } from '../in-figures';
import { element, type Markup } from '../markup';
import { bookTable, words } from './book-table';

const NAMES = { error: 'error', warning: 'warning', info: 'note' } as const;

const NOT_KNOWN = 'not known';

const COLUMNS = ['Severity', 'Rule', 'Object', 'Found', 'Limit', 'Remedy'].map(words);

const NOT_KNOWN_COLUMNS = ['Rule', 'Object', 'Not known', 'Given by'].map(words);

/** Findings, gravest first; then what could not be judged, which is no note and no pass; then those that someone waived. */
export function findingsSection({ findings, acknowledged }: SiteFindings): Markup[] {
  const unknown = findings.filter(isUnknown);
  return [
    element('p', { class: 'lead' }, findingCounts({ findings, acknowledged })),
    bookTable('Findings', COLUMNS, findings.filter((finding) => !isUnknown(finding)).map(findingCells)),
    ...(unknown.length === 0 ? [] : [bookTable('Not known', NOT_KNOWN_COLUMNS, unknown.map(unknownCells))]),
    ...(acknowledged.length === 0
      ? []
      : [
          element(
            'details',
            {},
            element('summary', {}, counted(acknowledged.length, 'acknowledged finding')),
            bookTable(
              'Acknowledged findings',
              [...COLUMNS, words('Reason'), words('Until')],
              acknowledged.map((finding) => [
                ...findingCells(finding),
                finding.acknowledgement.reason,
                finding.acknowledgement.until,
              ]),
            ),
          ),
        ]),
  ];
}

/**
 * Counts in one line: `1 error, 2 warnings, 0 notes, 4 not known, 3 acknowledged`. What could not be judged is of no severity here; where a strict evaluation
 * takes it for errors, the line says so.
 */
export function findingCounts({ findings, acknowledged }: SiteFindings): string {
  const unknown = findings.filter(isUnknown);
  const counts = (['error', 'warning', 'info'] as const).map((severity) =>
    counted(findings.filter((finding) => finding.severity === severity && !isUnknown(finding)).length, NAMES[severity]),
  );
  const isStrict = unknown.some(({ severity }) => severity === 'error');
  return [
    ...counts,
    `${unknown.length} ${NOT_KNOWN}${isStrict ? ' (which count as errors)' : ''}`,
    `${acknowledged.length} acknowledged`,
  ].join(', ');
}

function isUnknown({ outcome }: SiteFinding): boolean {
  return outcome === 'indeterminate';
}

function unknownCells(finding: SiteFinding): (string | Markup)[] {
  const [, rule = '', object = '', found = '', , remedy = ''] = findingCells(finding);
  return [rule, object, found, remedy];
}

function findingCells(finding: SiteFinding): (string | Markup)[] {
  const { severity, outcome, ruleId, object, path, found, limit, remedy } = finding;
  return [
    element('span', { class: `severity ${severity}` }, outcome === 'indeterminate' ? NOT_KNOWN : NAMES[severity]),
    element('code', {}, ruleId),
    element('span', {}, object, element('br', {}), element('span', { class: 'path' }, path)),
    found,
    limit ?? '',
    remedy,
  ];
}

/** What a site book tells of a finding. */
interface SiteFinding {
  readonly severity: 'error' | 'warning' | 'info';
  /** Whether it does not hold, or cannot be judged. Absent: it does not hold. */
  readonly outcome?: 'failed' | 'indeterminate';
  readonly ruleId: string;
  readonly object: string;
  /** Construct path. */
  readonly path: string;
  readonly found: string;
  readonly limit?: string;
  readonly remedy: string;
}

/** A finding that someone waived for a time. */
interface BorneFinding extends SiteFinding {
  readonly acknowledgement: {
    readonly reason: string;
    /** Last day on which it holds. */
    readonly until: string;
  };
}

/** Findings of a site; a policy report is one. */
export interface SiteFindings {
  /** Findings that count, gravest first. */
  readonly findings: readonly SiteFinding[];
  readonly acknowledged: readonly BorneFinding[];
}
