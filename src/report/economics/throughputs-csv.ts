import { type CountedTokens, type Scenario, SCENARIOS, type Throughput } from '../../catalog/economics';
import { DesignError, DesignErrors, spellingHint, visibleText } from '../../errors/design-error';
import { isCalendarDay } from '../../model/phase';
import { present } from '../../units/present';
import { readCsv } from '../csv';

/** What a cell may be. */
type Kind = 'text' | 'whole' | 'number' | 'share' | 'counts' | 'scenario' | 'day';

interface Column {
  readonly member: keyof Throughput;
  readonly kind: Kind;
  readonly isRequired?: true;
}

const COLUMNS: Readonly<Record<string, Column>> = {
  model: { member: 'model', kind: 'text', isRequired: true },
  gpu: { member: 'gpu', kind: 'text', isRequired: true },
  gpus: { member: 'gpus', kind: 'whole', isRequired: true },
  tokens_per_second: { member: 'tokensPerSecond', kind: 'number', isRequired: true },
  counts: { member: 'counts', kind: 'counts', isRequired: true },
  scenario: { member: 'scenario', kind: 'scenario', isRequired: true },
  precision: { member: 'precision', kind: 'text' },
  input_tokens: { member: 'inputTokens', kind: 'number' },
  output_tokens: { member: 'outputTokens', kind: 'number' },
  cache_hits: { member: 'cacheHits', kind: 'share' },
  speed: { member: 'speed', kind: 'number' },
  first_token_s: { member: 'firstTokenSeconds', kind: 'number' },
  token_s: { member: 'tokenSeconds', kind: 'number' },
  system: { member: 'system', kind: 'text' },
  source: { member: 'source', kind: 'text', isRequired: true },
  date: { member: 'date', kind: 'day', isRequired: true },
};

const NAMES = Object.keys(COLUMNS);
const NEEDED = NAMES.filter((name) => COLUMNS[name]?.isRequired === true);
const COUNTS: readonly CountedTokens[] = ['output', 'input', 'total'];
const MOST_ERRORS = 20;
const MOST_LINES = 10_000;
const NUMBER = /^\d{1,15}(\.\d{1,9})?$/;

/** How each kind of cell is read; undefined: it is none. */
const READ: Readonly<Record<Kind, (text: string) => string | number | undefined>> = {
  text: (text) => text,
  whole: (text) => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined),
  number: (text) => (NUMBER.test(text) && Number(text) > 0 ? Number(text) : undefined),
  share: (text) => (NUMBER.test(text) && Number(text) < 1 ? Number(text) : undefined),
  counts: (text) => COUNTS.find((one) => one === text),
  scenario: (text) => SCENARIOS.find((one: Scenario) => one === text),
  day: (text) => (isCalendarDay(text) ? text : undefined),
};

const REMEDIES: Readonly<Record<Kind, string>> = {
  text: 'give a text',
  whole: 'give a whole number of at least 1',
  number: 'give a number above 0, with a point for decimals',
  share: 'give a share from 0 to below 1',
  counts: `give one of ${COUNTS.join(', ')}`,
  scenario: `give one of ${SCENARIOS.join(', ')}`,
  day: "write the day as '2026-11-20'",
};

function refuse(code: string, problem: string, remedy: string, object: string): DesignError {
  return new DesignError(`economics/${code}`, { problem, remedy, object });
}

/**
 * Reads throughputs of own measurements: a header, then a line a run. Tokens a second are of all GPUs of the run; times are 99th percentiles in seconds, `speed` is
 * output tokens a second that a user sees. An empty cell is not known.
 *
 * @param text - the file
 * @param file - its name, for messages
 * @throws DesignError `economics/bad-csv`, `economics/bad-column`, `economics/bad-measurement`, all of a kind at once
 */
export function readThroughputsCsv(text: string, file: string): Throughput[] {
  const errors: DesignError[] = [];
  const rows: Throughput[] = [];
  let columns: readonly string[] | undefined;
  const notCsv = (line: string): DesignError =>
    refuse(
      'bad-csv',
      `${line} of '${file}' is not CSV: a quote is not closed, or stands within a value`,
      'put the whole value in quotes, and write a quote inside it twice',
      file,
    );
  readCsv(text, notCsv, ({ cells, line }) => {
    if (columns === undefined) {
      columns = cells;
      DesignErrors.throwAll(columnErrors(cells, file));
      return;
    }
    if (line > MOST_LINES) {
      throw refuse('bad-csv', `'${file}' has more than ${MOST_LINES} lines`, 'give a line a run', file);
    }
    if (errors.length >= MOST_ERRORS) return;
    const found = rowOf(columns, cells, `line ${line} of '${file}'`);
    if (Array.isArray(found)) errors.push(...found);
    else rows.push(found);
  });
  if (columns === undefined) errors.push(...columnErrors([], file));
  DesignErrors.throwAll(errors);
  return rows;
}

function columnErrors(columns: readonly string[], file: string): DesignError[] {
  const place = `line 1 of '${file}'`;
  const missing = NEEDED.filter((name) => !columns.includes(name));
  return [
    ...(missing.length === 0
      ? []
      : [
          refuse(
            'bad-column',
            `${place}: ${missing.length === 1 ? 'column' : 'columns'} ${missing.map((name) => `'${name}'`).join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
            `begin the file with a header such as '${NEEDED.join(',')}'`,
            file,
          ),
        ]),
    ...columns
      .filter((name) => !NAMES.includes(name))
      .slice(0, MOST_ERRORS)
      .map((name) => {
        const hint = spellingHint(name, NAMES);
        const remedy = hint === undefined ? `use the columns ${NAMES.join(', ')}` : `did you mean '${hint}'?`;
        return refuse('bad-column', `${place}: column '${visibleText(name)}' is unknown`, remedy, file);
      }),
    ...NAMES.filter((name) => columns.indexOf(name) !== columns.lastIndexOf(name)).map((name) =>
      refuse('bad-column', `${place}: column '${name}' stands there twice`, 'keep one of them', file),
    ),
  ];
}

function rowOf(columns: readonly string[], cells: readonly string[], where: string): Throughput | DesignError[] {
  if (cells.length !== columns.length) {
    const problem = `${where}: ${cells.length} values, and the header has ${columns.length} columns`;
    return [
      refuse('bad-measurement', problem, 'give each column a value, or leave it empty between its commas', where),
    ];
  }
  const errors: DesignError[] = [];
  const found: Record<string, string | number | undefined> = {};
  columns.forEach((name, index) => {
    const column = COLUMNS[name];
    const text = (cells[index] ?? '').trim();
    if (column === undefined || (text === '' && column.isRequired === undefined)) return;
    const value = text === '' ? undefined : READ[column.kind](text);
    if (value === undefined) {
      const problem = `${where}: '${name}' is '${visibleText(text)}'`;
      errors.push(refuse('bad-measurement', problem, REMEDIES[column.kind], where));
    } else found[column.member] = value;
  });
  if (errors.length > 0) return errors;
  return { ...(present(found) as unknown as Throughput), availability: 'own' };
}
