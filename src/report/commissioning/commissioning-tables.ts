import type {
  CommissioningLines,
  LevelLine,
  ListedPoint,
  PunchLine,
  ScriptLine,
} from '../../design/commissioning/commissioning-lines';
import { type CommissioningPlan, LOAD_STEPS } from '../../design/commissioning/plan-commissioning';
import { DesignError, spellingHint } from '../../errors/design-error';
import { csvCell, type CsvRecord, peopleCsv, readCsv, separatorOf } from '../csv';
import { plainDecimals } from '../in-figures';

const SCRIPT = [
  'step',
  'test',
  'halls',
  'time_limit_s',
  'when',
  'object',
  'quantity',
  'what',
  'expected',
  'least',
  'most',
  'unit',
  'not_known',
  'measured',
  'at',
  'remark',
] as const;

const LEVELS = [
  'hall',
  'level',
  'object',
  'check',
  'criterion',
  'not_known',
  'result',
  'by',
  'date',
  'remark',
] as const;

const PUNCH = ['id', 'halls', 'level', 'object', 'what', 'category', 'owner', 'due', 'state'] as const;

const BANKS = [
  'hall',
  'row',
  'zone',
  'racks',
  'load_kw',
  'liquid_kw',
  'liquid_loop',
  'air_kw',
  'air_loop',
  'split_not_stated_kw',
  'not_known',
] as const;

/**
 * Writes the script of the integrated test as CSV (quoted as RFC 4180 says), a line a step in the order in which it is run; `measured` and `at` are to be filled. A test that
 * must not be run has one line that says why.
 */
export function renderScriptCsv({ tests }: CommissioningPlan): string {
  let number = 0;
  const rows = tests.flatMap(({ name, halls, limitSeconds, heldBy, steps }) => {
    const facts = [name, halls.join(' '), limitSeconds ?? ''];
    if (heldBy !== undefined) return [['', ...facts, '', '', 'held', `not to be run: ${heldBy.join('; ')}`]];
    return steps.map(({ when, object, quantity, what, expected, least, most, unit, unknown = [] }) => {
      number += 1;
      const bounds = [expected ?? '', least ?? '', most ?? ''];
      return [number, ...facts, when, object, quantity, what, ...bounds, unit, unknown.join('; '), '', '', ''];
    });
  });
  return peopleCsv([SCRIPT, ...rows.map((row) => [...row, ...SCRIPT.slice(row.length).map(() => '')])]);
}

/** Writes what each node carries at each step of the load banks as CSV; conditions stand in lines of their own below, and what is measured is to be filled. */
export function renderLoadStepsCsv({ loadSteps: { conditions, nodes } }: CommissioningPlan): string {
  const steps = LOAD_STEPS.map((share) => `${share * 100}`);
  const head = ['node', 'kind', ...steps.flatMap((step) => [`expected_kw_${step}`, `measured_kw_${step}`])];
  const rows = nodes.map(({ node, kind, watts }) => [
    node,
    kind,
    ...watts.flatMap((each) => [Math.round(each / 100) / 10, '']),
  ]);
  const below = conditions.map((condition) => [condition, 'condition', ...head.slice(2).map(() => '')]);
  return peopleCsv([head, ...rows, ...below]);
}

/** Writes the checks by level of each hall as CSV, as `renderScriptCsv`; `result` is `pass` or `fail`, with who and the day. */
export function renderLevelsCsv({ checks }: CommissioningPlan): string {
  const rows = checks.map(({ hall, level, object, check, criterion, unknown = [] }) => [
    ...[hall, level, object, check, criterion, unknown.join('; ')],
    ...['', '', '', ''],
  ]);
  return peopleCsv([LEVELS, ...rows]);
}

/** Writes load banks by row, zone and loop as CSV. */
export function renderLoadBanksCsv({ loadBanks }: CommissioningPlan): string {
  const rows = loadBanks.map((bank) => [
    ...[bank.hall, bank.row, bank.zone, bank.racks, kilowatts(bank.loadWatts)],
    ...[kilowatts(bank.liquidWatts), bank.liquidLoop ?? '', kilowatts(bank.airWatts), bank.airLoop ?? ''],
    ...[kilowatts(bank.unstatedWatts), (bank.unknown ?? []).join('; ')],
  ]);
  return peopleCsv([BANKS, ...rows]);
}

/** Writes a punch list as CSV: points of the plan, and those that came back. */
export function renderPunchCsv(
  points: readonly (Omit<ListedPoint, 'isOpen'> & { readonly isOpen?: boolean })[],
): string {
  const rows = points.map(({ id, halls, level, object, what, category, owner = '', due = '', isOpen = true }) => [
    ...[id, halls.join(' '), level, object, what, category, owner, due],
    isOpen ? 'open' : 'closed',
  ]);
  return peopleCsv([PUNCH, ...rows]);
}

function kilowatts(watts: number): string {
  return plainDecimals(watts / 1_000, 1);
}

/** Kinds of table with the columns that are read; others may stand there. */
const TABLES = {
  script: ['test', 'when', 'object', 'quantity', 'expected', 'unit', 'measured', 'at'],
  levels: ['hall', 'level', 'object', 'check', 'result', 'by', 'date'],
  punch: PUNCH,
} as const;

type TableKind = keyof typeof TABLES;

/** Columns by which a kind of table is told. */
const TOLD_BY: readonly (readonly [TableKind, string])[] = [
  ['script', 'measured'],
  ['levels', 'check'],
  ['punch', 'category'],
];

/**
 * Reads a table of a commissioning that came back: the script, the checks by level or the punch list, told by their columns, in any order.
 *
 * @param text - the file
 * @param file - its name, for messages
 * @throws DesignError `commissioning/bad-csv`, `commissioning/unknown-table`, `commissioning/missing-column`
 */
export function readCommissioningTable(text: string, file: string): CommissioningLines {
  const rows: CsvRecord[] = [];
  const notCsv = (line: string): DesignError =>
    new DesignError('commissioning/bad-csv', {
      problem: `${line} of '${file}' is not CSV: a quote is not closed, or stands within a value`,
      remedy: 'put the whole value in quotes, and write a quote inside it twice',
      object: file,
    });
  readCsv(text, notCsv, (row) => rows.push(row), separatorOf(text));
  const [head, ...body] = rows;
  const columns = (head?.cells ?? []).map((cell) => cell.toLowerCase());
  const kind = TOLD_BY.find(([, column]) => columns.includes(column))?.[0];
  if (kind === undefined) {
    throw new DesignError('commissioning/unknown-table', {
      problem: `'${file}' is no table of a commissioning: its first line names none of ${TOLD_BY.map(([, column]) => `'${column}'`).join(', ')}`,
      remedy: "give the script, the checks by level or the punch list, as 'aifactory commission --out' wrote them",
      object: file,
    });
  }
  const missing = TABLES[kind].filter((column) => !columns.includes(column));
  const [first] = missing;
  if (first !== undefined) {
    const hint = spellingHint(first, columns);
    throw new DesignError('commissioning/missing-column', {
      problem: `'${file}' lacks the ${missing.length === 1 ? 'column' : 'columns'} ${missing.map((column) => `'${column}'`).join(', ')}`,
      remedy: hint === undefined ? 'keep the first line as it was written' : `is '${hint}' '${first}'?`,
      object: file,
    });
  }
  const lines = body.map(({ cells, line }) => {
    const members = TABLES[kind].map((column) => [column, csvCell(cells[columns.indexOf(column)] ?? '')]);
    return { file, line, ...Object.fromEntries(members) } as unknown;
  });
  return {
    script: kind === 'script' ? (lines as ScriptLine[]).filter(({ quantity }) => quantity !== 'held') : [],
    levels: kind === 'levels' ? (lines as LevelLine[]) : [],
    punch: kind === 'punch' ? (lines as PunchLine[]) : [],
  };
}

/** Lines of several tables together. */
export function joinedLines(tables: readonly CommissioningLines[]): CommissioningLines {
  return {
    script: tables.flatMap(({ script }) => script),
    levels: tables.flatMap(({ levels }) => levels),
    punch: tables.flatMap(({ punch }) => punch),
  };
}
