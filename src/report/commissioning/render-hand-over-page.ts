import type { CommissioningCheck, UnitReport } from '../../design/commissioning/commissioning-report';
import { BOOK_STYLE, bookTable, figure, words } from '../book/book-table';
import { count, counted } from '../in-figures';
import { element, htmlPage, type Markup } from '../markup';
import { KIND_WORDS, placeText, statusWords } from './render-commissioning-text';

const STYLE = `
.unit { break-after: page; padding-top: 1rem; } .unit:last-of-type { break-after: auto; }
.status { font-size: 1.15rem; font-weight: 700; margin: .25rem 0 0; }
.signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; margin: 2.5rem 0; break-inside: avoid; }
.signatures div { border-top: 1px solid var(--text); padding-top: .35rem; color: var(--faint); }
`;

/** Writes the hand-over of units as one page of HTML that needs nothing else: a sheet a unit, for screen and paper. */
export function renderHandOverPage(reports: readonly UnitReport[]): string {
  const [first] = reports;
  const title =
    reports.length === 1 ? `Hand-over of ${first?.unit ?? ''}` : `Hand-over of ${counted(reports.length, 'unit')}`;
  return htmlPage(
    { title: `${title}, site ${first?.site ?? ''}`, style: `${BOOK_STYLE}${STYLE}` },
    element('body', {}, element('main', { id: 'content' }, ...reports.flatMap((report) => [sheet(report), '\n']))),
    '\n',
  );
}

function sheet(report: UnitReport): Markup {
  const { site, unit, status, devices, dark, counts, failures, figures, notMeasured, notes } = report;
  const tone = status === 'accepted' ? 'good' : status === 'dark' ? 'info' : 'error';
  const parts: Markup[] = [
    element('h1', {}, `Unit ${unit}`),
    element('p', { class: 'lead' }, `Site ${site}: ${counted(devices, 'device')}, ${count(dark.length)} dark`),
    element('p', { class: `status ${tone}` }, capital(statusWords(report))),
  ];
  if (status !== 'dark') {
    const rows = [
      ...counts.map(({ kind, passed, failed }) => [KIND_WORDS[kind], count(passed), count(failed)]),
      ...notMeasured.map((kind) => [KIND_WORDS[kind], 'not measured', '']),
    ];
    parts.push(
      element('h2', {}, 'What was measured'),
      bookTable('Checks', [words('Of'), figure('Passed'), figure('Failed')], rows),
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
  parts.push(
    element(
      'div',
      { class: 'signatures' },
      element('div', {}, 'Handed over: name, date'),
      element('div', {}, 'Taken over: name, date'),
    ),
  );
  return element('section', { class: 'unit' }, ...parts.flatMap((part) => [part, '\n']));
}

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
  const outcome = element('span', { class: isPassed ? 'good' : 'error' }, isPassed ? 'passed' : 'failed');
  return [object, outcome, expected, measured, arithmetic ?? ''];
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
