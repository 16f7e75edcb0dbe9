import {
  type CheckKind,
  type CheckPlace,
  type CommissioningCheck,
  NO_RESULT,
  type UnitReport,
} from '../../design/commissioning/commissioning-report';
import { oneLine } from '../../errors/design-error';
import { count, counted } from '../in-figures';
import { BOOK_STYLE, bookTable, figure, words } from '../book/book-table';

import { element, htmlPage, type Markup } from '../markup';
import { addTo } from '../../units/present';

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
  if (status !== 'dark') lines.push(`  ${lower(releaseText(report)).replace(/\.$/, '')}`);
  for (const { kind, passed, failed } of counts)
    lines.push(`  ${KIND_WORDS[kind]}: ${passed} passed, ${failed} failed${partText(kind, report)}`);
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

function partText(kind: CheckKind, { partly = [] }: UnitReport): string {
  const part = partly.find((each) => each.kind === kind);
  return part === undefined ? '' : `, on ${part.told} of ${part.of} hosts`;
}

/** A line a failure; what no file tells of is one line a kind. */
function failureLines(failures: readonly CommissioningCheck[]): string[] {
  const untold = new Map<CheckKind, string[]>();
  const lines: string[] = [];
  for (const check of failures) {
    if (check.measured !== NO_RESULT) lines.push(sentence(check));
    else addTo(untold, check.kind, check.object);
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
const KIND_WORDS: Readonly<Record<CheckKind, string>> = {
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
  commissioning: 'commissioning of the hall',
};

/** What became of a unit, in words. */
const STATUS_WORDS: Readonly<Record<UnitReport['status'], string>> = {
  accepted: 'accepted, as far as it was measured',
  refused: 'not accepted',
  dark: 'dark, nothing to accept yet',
  'not-measured': 'not accepted: the files measure nothing of it',
};

/** What became of a unit, in words; one that meets its acceptance plan is accepted without more. */
function statusWords({ status, isByPlan, notMeasured }: UnitReport): string {
  if (status !== 'accepted') return STATUS_WORDS[status];
  if (isByPlan === true) return 'accepted: all that its acceptance plan requires';
  return `${STATUS_WORDS[status]}${notMeasured.includes('commissioning') ? '; commissioning not shown' : ''}`;
}

/** A place as people walk to it: `hall-1 A01 U21`. */
function placeText(place: CheckPlace | undefined): string {
  if (place === undefined || place.rack === '') return '';
  return `${place.hall} ${place.rack} U${place.u}`;
}

const STYLE = `
.unit { break-after: page; padding-top: 1rem; } .unit:last-of-type { break-after: auto; }
.status { font-size: 1.15rem; font-weight: 700; margin: .25rem 0 0; }
.signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; margin: 2.5rem 0; break-inside: avoid; }
.signatures div { border-bottom: 1px solid var(--text); padding-bottom: 2.5rem; }
.signatures span { display: block; color: var(--faint); }
.release { font-weight: 700; }
`;

/** Who hands over and who takes over, and when. What is left out is a line to be filled by hand. */
export interface HandOver {
  /** Day, `2027-03-02`. */
  readonly day?: string;
  /** Who hands over. */
  readonly by?: string;
  /** Who takes over. Absent: the tenants of the unit by the plan. */
  readonly to?: string;
}

/**
 * Writes the hand-over of units as one page of HTML that needs nothing else: a sheet a unit, for screen and paper, with what was measured against what was promised, what is
 * open, and who signs it when.
 */
export function renderHandOverPage(reports: readonly UnitReport[], handOver: HandOver = {}): string {
  const [first] = reports;
  const title =
    reports.length === 1 ? `Hand-over of ${first?.unit ?? ''}` : `Hand-over of ${counted(reports.length, 'unit')}`;
  return htmlPage(
    { title: `${title}, site ${first?.site ?? ''}`, style: `${BOOK_STYLE}${STYLE}` },
    element(
      'body',
      {},
      element('main', { id: 'content' }, ...reports.flatMap((report) => [sheet(report, handOver), '\n'])),
    ),
    '\n',
  );
}

function sheet(report: UnitReport, handOver: HandOver): Markup {
  const { site, unit, status, devices, dark, failures, figures, notes, halls, tenants } = report;
  const isShown = !report.notMeasured.includes('commissioning');
  const tone = status === 'accepted' ? (isShown ? 'good' : 'info') : status === 'dark' ? 'info' : 'error';
  const parts: Markup[] = [
    element('h1', {}, `Unit ${unit}`),
    element('p', { class: 'lead' }, `Site ${site}: ${counted(devices, 'device')}, ${count(dark.length)} dark`),
    element('p', { class: `status ${tone}` }, capital(statusWords(report))),
  ];
  if (tenants.length > 0) parts.push(element('p', {}, `For ${tenants.join(', ')}; in ${halls.join(', ')}.`));
  parts.push(element('p', { class: 'release' }, releaseText(report)));
  if (status !== 'dark') {
    parts.push(
      element('h2', {}, 'Measured against promised'),
      bookTable('Checks', PROMISE_COLUMNS, promiseRows(report)),
    );
    parts.push(element('h2', {}, 'What failed'), bookTable('Failures', FAILURE_COLUMNS, failures.map(cellsOf)));
    if (figures.length > 0) {
      parts.push(element('h2', {}, 'Figures'), bookTable('Runs and racks', FIGURE_COLUMNS, figures.map(figureCells)));
    }
  }
  if (dark.length > 0) {
    const rows = dark.map(({ device, state, place }) => [placeText(place) || 'no rack', device, state]);
    parts.push(
      element('h2', {}, 'Not judged'),
      bookTable('Devices that are dark', [words('Place'), words('Device'), words('State')], rows),
    );
  }
  if (notes.length > 0) {
    parts.push(element('h2', {}, 'Notes'), element('ul', {}, ...notes.map((note) => element('li', {}, note))));
  }
  parts.push(element('h2', {}, 'Open points'), ...pointsOf(report));
  const { day, by, to = tenants.join(', ') } = handOver;
  const signer = (word: string, name: string | undefined): Markup =>
    element(
      'div',
      {},
      `${word}: ${name === undefined || name === '' ? 'name' : name}, ${day ?? 'date'}`,
      element('span', {}, 'signature'),
    );
  parts.push(element('div', { class: 'signatures' }, signer('Handed over', by), signer('Taken over', to)));
  return element('section', { class: 'unit' }, ...parts.flatMap((part) => [part, '\n']));
}

const PROMISE_COLUMNS = [words('Of'), words('Promised'), words('Outcome'), figure('Passed'), figure('Failed')];

/** Every kind with its promise: what was measured of it, and what was not. */
function promiseRows(report: UnitReport): (string | Markup)[][] {
  const { counts, promises, notMeasured } = report;
  const promised = new Map(promises.map((each) => [each.kind, each.promised]));
  return [
    ...counts.map(({ kind, passed, failed }) => [
      KIND_WORDS[kind],
      promised.get(kind) ?? '',
      outcomeOf(failed === 0, partText(kind, report)),
      count(passed),
      count(failed),
    ]),
    ...notMeasured.map((kind) => [KIND_WORDS[kind], promised.get(kind) ?? '', 'not measured', '', '']),
  ];
}

function outcomeOf(isPassed: boolean, part = ''): Markup {
  return element('span', { class: isPassed ? 'good' : 'error' }, `${isPassed ? 'passed' : 'failed'}${part}`);
}

/** Whether the unit may be handed over: never before level 5 of its halls. */
function releaseText({ status, notMeasured, failures, halls }: UnitReport): string {
  if (status === 'dark') return 'Nothing to hand over yet.';
  const where = halls.length === 0 ? 'its hall' : halls.join(', ');
  if (notMeasured.includes('commissioning')) return `Not to be handed over yet: L1 to L5 of ${where} are not shown.`;
  const late = failures.filter(({ kind }) => kind === 'commissioning');
  if (late.length > 0) return `Not to be handed over: ${late.map(({ measured }) => measured).join('; ')}.`;
  return status === 'accepted'
    ? `May be handed over: L1 to L5 of ${where} passed.`
    : 'Not to be handed over: it is not accepted.';
}

/** The punch list of its halls; that none was given is said. */
function pointsOf({ points }: UnitReport): Markup[] {
  if (points === undefined) {
    return [element('p', {}, 'No punch list of its hall was given: what is open there is not known.')];
  }
  const rows = points.map(({ id, category, level, what, owner, due }) => [
    id,
    category,
    level,
    what,
    owner ?? 'nobody named',
    due ?? 'no day',
  ]);
  return [bookTable('Punch list', POINT_COLUMNS, rows)];
}

const POINT_COLUMNS = [words('Point'), words('Category'), words('Level'), words('What'), words('Who'), words('By')];

const FAILURE_COLUMNS = [
  words('Place'),
  words('What'),
  words('Port or sensor'),
  words('Check'),
  words('Expected'),
  words('Measured'),
  words('File'),
];
const FIGURE_COLUMNS = [words('What'), words('Outcome'), words('Expected'), words('Measured'), words('Arithmetic')];

function cellsOf({ kind, object, port, place, expected, measured, file }: CommissioningCheck): string[] {
  return [placeText(place), object, port ?? '', KIND_WORDS[kind], expected, measured, file ?? ''];
}

function figureCells({ object, isPassed, expected, measured, arithmetic }: CommissioningCheck): (string | Markup)[] {
  return [object, outcomeOf(isPassed), expected, measured, arithmetic ?? ''];
}

function lower(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
