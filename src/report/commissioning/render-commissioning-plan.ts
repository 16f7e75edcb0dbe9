import type { ListedPoint } from '../../design/commissioning/commissioning-lines';
import type {
  CommissioningFinding,
  CommissioningReport,
  LossCalibration,
} from '../../design/commissioning/judge-commissioning';
import { type CommissioningPlan, LOAD_STEPS } from '../../design/commissioning/plan-commissioning';
import {
  COMMISSIONING_LEVELS,
  type IntegratedTest,
  type LoadBank,
  type TestStep,
} from '../../design/commissioning/test-scope';
import { oneLine } from '../../errors/design-error';
import type { Assumption } from '../../model/site-plan';
import { addTo } from '../../units/present';
import { BOOK_STYLE, bookTable, figure, words } from '../book/book-table';
import { assumedMark, assumedTable, count, counted, decimals, load, percent } from '../in-figures';
import { element, htmlPage, type Markup } from '../markup';

/** Findings of one kind that are written; the rest is counted, and in JSON. */
const SHOWN = 40;

/** Writes what the commissioning of a site takes: tests, load banks by zone and loop, checks by level, and what is open. */
export function commissioningPlanText(plan: CommissioningPlan): string {
  const { site, tests, loadBanks, checks, open, tolerance, assumed } = plan;
  const run = tests.filter(({ heldBy }) => heldBy === undefined);
  const steps = run.reduce((sum, each) => sum + each.steps.length, 0);
  const lines = [
    `site ${site}: ${counted(run.length, 'test')} of ${counted(steps, 'step')}, one at a time; a reading may differ by ${percent(tolerance)}`,
    ...heldLines(tests),
    ...bankLines(loadBanks, assumedMark(assumed)),
    ...stepLines(plan),
    ...levelLines(plan),
    ...(checks.length === 0 ? ['no hall'] : []),
    ...(open.length === 0 ? ['nothing is open by the plan'] : ['open by the plan:', ...open.map(pointLine)]),
  ];
  return `${lines.map(oneLine).join('\n')}\n${assumedTable(assumed)}`;
}

function heldLines(tests: readonly IntegratedTest[]): string[] {
  const held = tests.filter(({ heldBy }) => heldBy !== undefined);
  if (held.length === 0) return [];
  return [
    'not to be run:',
    ...held.slice(0, SHOWN).map(({ name, heldBy = [] }) => `  ${name}: ${heldBy.join('; ')}`),
    ...restLine(held.length),
  ];
}

/** What the sources carry at each step of the load banks; the rest is in the table. */
function stepLines({ loadSteps: { nodes, conditions } }: CommissioningPlan): string[] {
  const sources = nodes.filter(
    ({ kind, watts }) => (kind === 'utility' || kind === 'plant') && (watts.at(-1) ?? 0) > 0,
  );
  if (sources.length === 0) return [];
  return [
    `expected in the normal state at ${LOAD_STEPS.map((share) => `${share * 100} %`).join(', ')} of the load ('load-steps.csv' has every node):`,
    ...sources.map(({ node, watts }) => `  ${node}: ${watts.map(load).join(', ')}`),
    ...conditions.map((condition) => `  condition: ${condition}`),
  ];
}

function restLine(all: number): string[] {
  return all > SHOWN ? [`  and ${count(all - SHOWN)} more`] : [];
}

function bankLines(banks: readonly LoadBank[], mark: string): string[] {
  const zones = new Map<string, LoadBank[]>();
  for (const bank of banks) addTo(zones, bank.zone, bank);
  return [
    'load banks:',
    ...[...zones].map(([zone, own]) => {
      const loops = new Map<string, number>();
      for (const { liquidWatts, liquidLoop, airWatts, airLoop } of own) {
        if (liquidWatts > 0) {
          const key = `liquid to ${liquidLoop ?? 'a loop that is not known'}`;
          loops.set(key, (loops.get(key) ?? 0) + liquidWatts);
        }
        if (airWatts > 0) {
          const key = `air to ${airLoop ?? 'a loop that is not known'}`;
          loops.set(key, (loops.get(key) ?? 0) + airWatts);
        }
      }
      const parts = [...loops].map(([loop, watts]) => `${load(watts)} ${loop}`);
      const all = sumOf(own);
      return `  zone ${zone}: ${load(all)}${mark}, ${parts.length === 0 ? 'liquid and air not known' : parts.join(', ')}`;
    }),
  ];
}

function sumOf(banks: readonly LoadBank[]): number {
  return banks.reduce((sum, { loadWatts }) => sum + loadWatts, 0);
}

function levelLines({ checks, tests }: CommissioningPlan): string[] {
  const halls = [...new Set(checks.map(({ hall }) => hall))];
  return halls.map((hall) => {
    const levels = COMMISSIONING_LEVELS.map((level) => {
      const own = checks.filter((each) => each.hall === hall && each.level === level).length;
      const tested = level === 'L5' ? tests.filter(({ halls: of }) => of.includes(hall)).length : 0;
      return `${level} ${count(own + tested)}`;
    });
    return `checks of ${hall}: ${levels.join(', ')}`;
  });
}

function pointLine({ id, category, what }: Pick<ListedPoint, 'id' | 'category' | 'what'>): string {
  return `  ${category} ${id}: ${what}`;
}

/** Writes what came back of a commissioning: each hall by level, what failed or is missing, and losses as they were measured. */
export function commissioningReportText(report: CommissioningReport): string {
  const { site, tests, findings, calibrations, points, halls, tolerance } = report;
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const open = points.filter(({ isOpen }) => isOpen);
  const lines = [
    `site ${site}: ${count(passed)} of ${counted(tests.length, 'test')} passed; a reading may differ by ${percent(tolerance)}`,
    ...halls.flatMap(({ hall, levels, isReady, why }) => [
      `hall ${hall}: ${isReady ? 'may be handed over' : 'not to be handed over'}; ${levels.map(({ level, isPassed }) => `${level} ${isPassed ? 'passed' : 'open'}`).join(', ')}`,
      ...why.map((reason) => `  ${reason}`),
    ]),
    ...findingLines('failed', findings),
    ...findingLines('indeterminate', findings),
    ...missingLines(findings),
    ...(open.length === 0 ? [] : ['open points:', ...open.slice(0, SHOWN).map(listedLine), ...restLine(open.length)]),
    ...(calibrations.length === 0 ? [] : ['losses as measured, to be written into the program:']),
    ...calibrations.map((each) => `  ${calibrationText(each)}`),
  ];
  return `${lines.map(oneLine).join('\n')}\n`;
}

const HEADS = { failed: 'failed:', indeterminate: 'not judged:' } as const;

function findingLines(outcome: 'failed' | 'indeterminate', findings: readonly CommissioningFinding[]): string[] {
  const own = findings.filter((each) => each.outcome === outcome);
  if (own.length === 0) return [];
  const lines = own.slice(0, SHOWN).map(({ test, found, from }) => {
    return `  ${test}: ${found}${from === undefined ? '' : ` [${from}]`}`;
  });
  return [HEADS[outcome], ...lines, ...restLine(own.length)];
}

/** Missing readings, a line a test. */
function missingLines(findings: readonly CommissioningFinding[]): string[] {
  const byTest = new Map<string, string[]>();
  for (const { outcome, test, object } of findings) if (outcome === 'missing') addTo(byTest, test, object);
  if (byTest.size === 0) return [];
  const lines = [...byTest].slice(0, SHOWN).map(([test, objects]) => {
    const names = [...new Set(objects)];
    const shown = names.slice(0, 4).join(', ');
    return `  ${test}: ${counted(objects.length, 'step')} not read: ${shown}${names.length > 4 ? ' ..' : ''}`;
  });
  return ['missing:', ...lines, ...restLine(byTest.size)];
}

function listedLine(point: ListedPoint): string {
  const { owner, due } = point;
  return `${pointLine(point)}${owner === undefined ? '' : `; ${owner}`}${due === undefined ? '' : ` by ${due}`}`;
}

function calibrationText(each: LossCalibration): string {
  const { node, prop, planned, measured, inputKilowatts, outputKilowatts, loadShare, error, from, replaces } = each;
  const figures = `${decimals(inputKilowatts, 1)} kW in, ${decimals(outputKilowatts, 1)} kW out, ${percent(loadShare)} of its rating`;
  const off = error === undefined ? 'error of the meters not stated' : `± ${error}`;
  const place = replaces === undefined ? '' : `; in place of what is assumed (owner: ${replaces})`;
  return `'${node}': ${prop}: ${measured}, // measured, ${off}: ${figures}, ${from}; plan ${planned}${place}`;
}

const STYLE = `
.test { break-inside: avoid; } .held { font-weight: 700; }
td.blank, th.blank { min-width: 6rem; }
`;

/** Writes the script as one page of HTML that needs nothing else: load banks, then each test with room for what is measured, checks by level, and the punch list. */
export function renderCommissioningPage(plan: CommissioningPlan): string {
  const { site, tests, loadBanks, checks, open, tolerance, assumed } = plan;
  const halls = [...new Set(checks.map(({ hall }) => hall))];
  const parts: Markup[] = [
    element('h1', {}, `Commissioning of site ${site}`),
    element(
      'p',
      { class: 'lead' },
      `${counted(tests.length, 'test')}, one at a time in the whole site: from the normal state, and back to it. A reading may differ from the plan by ${percent(tolerance)}, and by 1 kW at least; nothing carries more than it may.`,
    ),
    ...(assumed === undefined ? [] : assumedParts(assumed)),
    element('h2', {}, 'Load banks'),
    bookTable('Load by row, zone and loop', BANK_COLUMNS, loadBanks.map(bankCells)),
    element('h2', {}, 'Integrated test'),
    ...tests.map(testSection),
    ...halls.flatMap((hall) => [
      element('h2', {}, `Checks of ${hall}`),
      bookTable(
        `Checks of ${hall} by level`,
        CHECK_COLUMNS,
        checks
          .filter((each) => each.hall === hall)
          .map(({ level, object, check, criterion, unknown = [] }) => [
            `${level} ${object}`,
            check,
            unknown.length === 0 ? criterion : `${criterion}; not known: ${unknown.join(', ')}`,
            '',
            '',
          ]),
      ),
    ]),
    element('h2', {}, 'Punch list'),
    bookTable(
      'Open by the plan',
      [words('Point'), words('Category'), words('What'), words('Owner'), words('By')],
      open.map(({ id, category, what }) => [id, category, what, '', '']),
    ),
  ];
  return htmlPage(
    { title: `Commissioning of site ${site}`, style: `${BOOK_STYLE}${STYLE}` },
    element('body', {}, element('main', { id: 'content' }, ...parts.flatMap((part) => [part, '\n']))),
    '\n',
  );
}

function assumedParts(assumed: readonly Assumption[]): Markup[] {
  return [
    element(
      'p',
      { class: 'held' },
      'Loads rest on figures that are assumed: replace these before readings are judged by them.',
    ),
    bookTable(
      'What loads rest on that is assumed',
      ['Of', 'Prop', 'Assumed value', 'Why', 'Replaced by', 'Until'].map(words),
      assumed.map(({ object, prop, value, why, owner, until }) => [object, prop, value, why, owner, until]),
    ),
  ];
}

const BANK_COLUMNS = [
  words('Row'),
  words('Zone'),
  figure('Racks'),
  figure('kW'),
  figure('Liquid kW'),
  words('Loop'),
  figure('Air kW'),
  words('Loop'),
  words('Not known'),
];

const CHECK_COLUMNS = [words('Of'), words('Check'), words('Criterion'), words('Result'), words('By, day')];

const STEP_COLUMNS = [
  words('Step'),
  figure('Expected'),
  figure('Least'),
  figure('Most'),
  words('Unit'),
  words('Not known'),
  words('Measured'),
];

function bankCells(bank: LoadBank): string[] {
  const {
    hall,
    row,
    zone,
    racks,
    loadWatts,
    liquidWatts,
    liquidLoop = '',
    airWatts,
    airLoop = '',
    unknown = [],
  } = bank;
  const kilowatts = (watts: number): string => decimals(watts / 1_000, 1);
  return [
    ...[`${hall} ${row}`, zone, count(racks), kilowatts(loadWatts), kilowatts(liquidWatts), liquidLoop],
    ...[kilowatts(airWatts), airLoop, unknown.join('; ')],
  ];
}

function testSection({ name, title, halls, limitSeconds, limitBy = '', heldBy, steps }: IntegratedTest): Markup {
  const facts = [`Test ${name}`, `halls ${halls.join(', ')}`];
  if (limitSeconds !== undefined) facts.push(`back within ${timeText(limitSeconds)}: ${limitBy}`);
  return element(
    'section',
    { class: 'test' },
    element('h3', {}, title),
    element('p', {}, `${facts.join('; ')}.`),
    heldBy === undefined
      ? bookTable(`Steps of ${name}`, STEP_COLUMNS, steps.map(stepCells))
      : element('p', { class: 'held' }, `Not to be run: ${heldBy.join('; ')}.`),
  );
}

function timeText(seconds: number): string {
  const hours = seconds / 3_600;
  return hours >= 1 ? `${decimals(Math.floor(hours * 10) / 10, 1)} h` : `${decimals(seconds, 1)} s`;
}

function stepCells({ what, expected, least, most, unit, unknown = [] }: TestStep): string[] {
  const text = (value: number | undefined): string => (value === undefined ? '' : decimals(value, 1));
  return [what, text(expected), text(least), text(most), unit === 'yes' ? 'yes, no' : unit, unknown.join('; '), ''];
}
