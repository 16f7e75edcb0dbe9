import type { LimitsPlan } from '../../design/limits/limits-plan';
import type { BillLine } from '../../model/bill-plan';
import type { RackPlan } from '../../model/placement-plan';
import type { Assumption, SitePlan, UsedDefault } from '../../model/site-plan';
import { count, counted, load, titled } from '../in-figures';
import { element, htmlPage, type Markup } from '../markup';
import { RackLoads } from '../space/rack-colours';
import {
  addressesSection,
  awsSection,
  clustersSection,
  fabricsSection,
  pairsSection,
  powerSection,
  storageSection,
} from './design-sections';
import { BOOK_STYLE, BookFiles, bookTable, type DrawingSize, figure, fileHref, words } from './book-table';
import {
  chainParts,
  coolingSection,
  limitsSection,
  lossParts,
  partnersTable,
  milestonesTable,
  phasesSection,
} from './facility-sections';
import { addTo } from '../../units/present';

/** What a book tells beside the plan. */
export interface SiteBookExtras {
  /**
   * What the policies found.
   *
   * @default - the book has no chapter on findings
   */
  readonly findings?: SiteFindings;
  /**
   * Files beside the book, relative to it: it links them and shows the drawings among them.
   *
   * @default - the book has no drawings and no links
   */
  readonly files?: Iterable<string>;
  /**
   * Width and height of the drawings among `files`, by path.
   *
   * @default - a drawing takes its room when it is loaded, and a link that is followed before lands short of its chapter
   */
  readonly sizes?: ReadonlyMap<string, DrawingSize>;
  /**
   * What the site runs out of.
   *
   * @default - the book has no chapter on limits
   */
  readonly limits?: LimitsPlan;
}

/**
 * Writes the site book: one page of HTML that needs nothing but the drawings beside it, for screen and paper.
 */
export function renderSiteBook(
  plan: SitePlan,
  { findings, files = [], sizes = new Map(), limits }: SiteBookExtras = {},
): string {
  const { cooling, phases = [], milestones = [], asOf, converged = [], aws, defaults = [], assumptions = [] } = plan;
  const known = new BookFiles(files, sizes);
  const chapters: { id: string; title: string; parts: Markup[] }[] = [
    ...(findings === undefined ? [] : [{ id: 'findings', title: 'Findings', parts: findingsSection(findings) }]),
    ...(limits === undefined
      ? []
      : [{ id: 'limits', title: 'What runs out first', parts: limitsSection(limits, known) }]),
    { id: 'clusters', title: 'Clusters', parts: clustersSection(plan) },
    { id: 'fabrics', title: 'Fabrics', parts: fabricsSection(plan, known) },
    ...(converged.length === 0 ? [] : [{ id: 'pairs', title: 'Core pairs', parts: pairsSection(converged, known) }]),
    {
      id: 'power',
      title: 'Power',
      parts: [...powerSection(plan, known), ...chainParts(plan, known), ...lossParts(plan)],
    },
    ...(cooling === undefined ? [] : [{ id: 'cooling', title: 'Cooling', parts: coolingSection(cooling, known) }]),
    ...(phases.length === 0 ? [] : [{ id: 'phases', title: 'Phases', parts: phasesSection(phases, asOf, known) }]),
    ...(milestones.length === 0
      ? []
      : [{ id: 'milestones', title: 'Milestones', parts: [milestonesTable(milestones)] }]),
    { id: 'racks', title: 'Racks', parts: racksSection(plan, known) },
    { id: 'storage', title: 'Storage', parts: storageSection(plan) },
    ...(aws === undefined ? [] : [{ id: 'aws', title: 'AWS', parts: awsSection(aws) }]),
    { id: 'addresses', title: 'Addresses', parts: addressesSection(plan) },
    ...(assumptions.length === 0
      ? []
      : [{ id: 'assumptions', title: 'Assumptions', parts: [assumptionsTable(assumptions, asOf)] }]),
    ...(defaults.length === 0 ? [] : [{ id: 'defaults', title: 'Defaults in use', parts: [defaultsTable(defaults)] }]),
    { id: 'bill', title: 'BOM', parts: billSection(plan) },
    ...(known.paths.length === 0 ? [] : [{ id: 'files', title: 'Files', parts: filesSection(known) }]),
  ];
  return htmlPage(
    { title: `Site ${plan.name}`, style: BOOK_STYLE },
    element(
      'body',
      {},
      element('a', { class: 'skip', href: '#content' }, 'Skip to the content'),
      '\n',
      bookHeader(plan, findings, known.has('book/index.html')),
      '\n',
      element(
        'nav',
        { 'aria-label': 'Chapters' },
        element(
          'ul',
          {},
          ...chapters.map(({ id, title }) => element('li', {}, element('a', { href: `#${id}` }, title))),
        ),
      ),
      '\n',
      element(
        'main',
        { id: 'content' },
        ...chapters.map(({ id, title, parts }) => [
          element('section', { id }, element('h2', {}, title), ...parts.map((part) => ['\n', part])),
          '\n',
        ]),
      ),
    ),
  );
}

/** What is assumed, who replaces it and by when; what is past its day says so. */
function assumptionsTable(assumptions: readonly Assumption[], asOf: string | undefined): Markup {
  // Columns of words are narrow beside a long reason: they break between words, and a day in no place.
  return element(
    'div',
    { class: 'worded' },
    bookTable(
      'Figures that nobody knows yet',
      ['Object', 'Prop', 'Assumed value', 'Why', 'Replaced by', 'Until'].map(words),
      assumptions.map(({ object, prop, value, why, owner, until }) => [
        object,
        element('code', {}, prop),
        value,
        why,
        owner,
        element('span', { class: 'day' }, asOf !== undefined && asOf > until ? `${until}, past` : until),
      ]),
    ),
  );
}

/** What the program leaves out, and what exists for it. */
function defaultsTable(defaults: readonly UsedDefault[]): Markup {
  return bookTable(
    'Figures that the program does not state',
    [words('Object'), words('Prop'), words('Value'), words('Basis')],
    defaults.map(({ object, prop, value, basis }) => [object, element('code', {}, prop), value, basis]),
  );
}

function bookHeader(plan: SitePlan, findings: SiteFindings | undefined, hasApp: boolean): Markup {
  const { name, path, totals, power, placement, assumptions = [] } = plan;
  const loads = new RackLoads(plan);
  const letOut = placement.racks.filter((rack) => loads.letTo(rack) !== undefined).length;
  const figures: (readonly [string, string])[] = [
    ['GPUs', count(totals.gpus)],
    ['Systems', count(totals.systems)],
    ['GPUs in service', count(totals.gpusInService)],
    ['Switches', count(totals.switches)],
    ['Cables', count(totals.cables)],
    ['Racks in use', `${count(totals.racksUsed)} of ${count(totals.racks)}`],
    ...(letOut === 0 ? [] : [['Racks let', count(letOut)] as const]),
    [`Load (${power.basis})`, load(totals.loadWatts)],
    ...(assumptions.length === 0 ? [] : [['Assumed figures', count(assumptions.length)] as const]),
  ];
  return element(
    'header',
    {},
    element('h1', {}, `Site ${name}`),
    element(
      'p',
      { class: 'lead' },
      `${path}: ${counted(totals.gpus, 'GPU')} in ${counted(totals.systems, 'system')}`,
      findings === undefined ? undefined : `; ${findingCounts(findings)}`,
      hasApp ? ['; ', element('a', { href: 'book/index.html' }, 'search it, rack by rack')] : undefined,
    ),
    element(
      'dl',
      { class: 'totals' },
      ...figures.map(([term, value]) => element('div', {}, element('dt', {}, term), element('dd', {}, value))),
    ),
  );
}

const HALL_PLANS = [
  ['power', 'power'],
  ['zone', 'power zone'],
  ['phase', 'phase'],
] as const;

/** The hall plan, what found no place, and a gallery of rack elevations a row. */
function racksSection(plan: SitePlan, files: BookFiles): Markup[] {
  const { placement, halls } = plan;
  const loads = new RackLoads(plan);
  const rows = new Map<string, RackPlan[]>();
  for (const rack of placement.racks) {
    const title = `${titled('hall', rack.hall)}, ${titled('row', rack.row)}`;
    addTo(rows, title, rack);
  }
  return [
    ...files.drawing('hall.svg', 'Racks of all halls by load'),
    ...halls.flatMap(({ name }) =>
      HALL_PLANS.flatMap(([end, what]) =>
        files.drawing(`halls/${name}-${end}.svg`, `Plan of ${titled('hall', name)}: racks by ${what}`),
      ),
    ),
    ...(placement.unplaced.length === 0
      ? []
      : [
          bookTable(
            'Devices without a place',
            [words('Device'), words('Why')],
            placement.unplaced.map(({ device, detail }) => [device, detail]),
          ),
        ]),
    ...partnersTable(plan),
    ...[...rows].map(([title, racks]) => rowGallery(title, racks, loads, files)),
  ];
}

/** The BOM by category, and what it lacks. */
function billSection({ bill }: SitePlan): Markup[] {
  return [
    bookTable(
      'BOM by category',
      [words('Category'), figure('Lines'), figure('Quantity'), figure('Without part number')],
      billByCategory(bill.lines),
    ),
    element('h3', {}, 'Gaps'),
    bill.gaps.length === 0
      ? element('p', { class: 'none' }, 'Every line has a part number.')
      : element('ul', {}, ...bill.gaps.map((gap) => element('li', {}, gap))),
  ];
}

/** Links to all files beside the book. */
function filesSection({ paths }: BookFiles): Markup[] {
  const items = paths
    .filter((file) => !file.startsWith('racks/'))
    .map((file) => element('li', {}, element('a', { href: fileHref(file) }, file)));
  return [element('ul', { class: 'files' }, ...items)];
}

function rowGallery(title: string, racks: readonly RackPlan[], loads: RackLoads, files: BookFiles): Markup {
  const { watts, used, tenant } = loads.ofRow(racks);
  const facts =
    tenant === undefined
      ? [`${count(used)} of ${counted(racks.length, 'rack')} in use`, `${load(watts)}${loads.suffix}`]
      : [`let to ${tenant}`, counted(racks.length, 'rack'), load(watts)];
  const drawings = racks
    .filter(({ devices }) => devices.length > 0)
    .flatMap(({ name }) => files.drawing(`racks/${name}.svg`, `Elevation of rack ${name}`));
  return element(
    'details',
    {},
    element('summary', {}, `${title}: ${facts.join(', ')}`),
    drawings.length === 0
      ? element('p', { class: 'none' }, tenant === undefined ? 'No rack in use.' : 'Nothing of this site stands in it.')
      : element('div', { class: 'gallery' }, ...drawings),
  );
}

function billByCategory(lines: readonly BillLine[]): string[][] {
  const categories = [...new Set(lines.map(({ category }) => category))];
  return categories.map((category) => {
    const own = lines.filter((line) => line.category === category);
    const pieces = own.reduce((sum, { quantity }) => sum + quantity, 0);
    const gaps = own.filter(({ partNumber }) => partNumber === undefined).length;
    return [category, count(own.length), count(pieces), count(gaps)];
  });
}

const NAMES = { error: 'error', warning: 'warning', info: 'note' } as const;

const NOT_KNOWN = 'not known';

const COLUMNS = ['Severity', 'Rule', 'Object', 'Found', 'Limit', 'Remedy'].map(words);

const NOT_KNOWN_COLUMNS = ['Rule', 'Object', 'Not known', 'Given by'].map(words);

/** What could not be judged, which is no note and no pass; then findings, gravest first; then those that someone waived. */
export function findingsSection({ findings, acknowledged }: SiteFindings): Markup[] {
  const unknown = findings.filter(isUnknown);
  return [
    element('p', { class: 'lead' }, findingCounts({ findings, acknowledged })),
    ...(unknown.length === 0 ? [] : [bookTable('Not known', NOT_KNOWN_COLUMNS, unknown.map(unknownCells))]),
    bookTable('Findings', COLUMNS, findings.filter((finding) => !isUnknown(finding)).map(findingCells)),
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
  /** What the site runs out of, where it is known already. Absent: it is not. */
  readonly limits?: LimitsPlan;
}
