import { counted } from '../in-figures';
import { element, type Markup } from '../markup';
import { bookTable, words } from './book-table';

const NAMES = { error: 'error', warning: 'warning', info: 'note' } as const;

const COLUMNS = ['Severity', 'Rule', 'Object', 'Found', 'Limit', 'Remedy'].map(words);

/** Findings, gravest first, then those that someone bears. */
export function findingsSection({ findings, acknowledged }: SiteFindings): Markup[] {
  return [
    element('p', { class: 'lead' }, findingCounts({ findings, acknowledged })),
    bookTable('Findings', COLUMNS, findings.map(findingCells)),
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

/** Counts in one line: `1 error, 2 warnings, 3 acknowledged`. */
export function findingCounts({ findings, acknowledged }: SiteFindings): string {
  const counts = (['error', 'warning', 'info'] as const).map((severity) =>
    counted(findings.filter((finding) => finding.severity === severity).length, NAMES[severity]),
  );
  return [...counts, `${acknowledged.length} acknowledged`].join(', ');
}

function findingCells({ severity, ruleId, object, path, found, limit, remedy }: SiteFinding): (string | Markup)[] {
  return [
    element('span', { class: `severity ${severity}` }, NAMES[severity]),
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
  readonly ruleId: string;
  readonly object: string;
  /** Construct path. */
  readonly path: string;
  readonly found: string;
  readonly limit?: string;
  readonly remedy: string;
}

/** A finding that someone bears for a time. */
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
