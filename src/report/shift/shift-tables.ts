import type { BookedWindow, ImpactWindow, RunningJob } from '../../design/shift/plan-impact';
import type { ShedOrderRow } from '../../design/shift/plan-curtailment';
import type { MeterSample } from '../../design/shift/prove-curtailment';
import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import { momentOf } from '../../model/phase';
import { present } from '../../units/present';
import { csvCell, type CsvRecord, readCsv, separatorOf } from '../csv';

/** More problems of one file than this are not told. */
const MOST_ERRORS = 20;

/** A row of a table by the names of its columns, with where it stands for messages. */
interface TableRow<C extends string> {
  readonly where: string;
  readonly cell: (column: C) => string;
}

/** Columns of a table: those that it must have, and those that it may have. */
interface TableColumns<C extends string> {
  readonly required: readonly C[];
  readonly optional?: readonly C[];
  /** A header as an example. */
  readonly header: string;
}

/**
 * Rows of a table with a header; columns may come in any order.
 *
 * @throws DesignError `shift/bad-csv`, `shift/missing-column`, `shift/unknown-column`, `shift/bad-row`, all of a file at once
 */
export function readTable<C extends string>(
  text: string,
  file: string,
  columns: TableColumns<C>,
): readonly TableRow<C>[] {
  const { required, optional = [], header } = columns;
  const rows: CsvRecord[] = [];
  const notCsv = (line: string): DesignError =>
    new DesignError('shift/bad-csv', {
      problem: `${line} of '${file}' is not CSV: a quote is not closed, or stands within a value`,
      remedy: 'put the whole value in quotes, and write a quote inside it twice',
    });
  readCsv(text, notCsv, (row) => rows.push(row), separatorOf(text));
  const [first, ...rest] = rows;
  const names = (first?.cells ?? []).map((name) => name.toLowerCase());
  const known: readonly string[] = [...required, ...optional];
  DesignErrors.throwAll([
    ...required
      .filter((name) => !names.includes(name))
      .map(
        (name) =>
          new DesignError('shift/missing-column', {
            problem: `line 1 of '${file}': column '${name}' is missing`,
            remedy: `begin the file with a header such as '${header}'`,
            object: name,
          }),
      ),
    ...names
      .filter((name) => !known.includes(name))
      .slice(0, MOST_ERRORS)
      .map((name) => {
        const hint = spellingHint(name, known);
        return new DesignError('shift/unknown-column', {
          problem: `line 1 of '${file}': column '${name}' is unknown`,
          remedy: hint === undefined ? `use the columns ${known.join(', ')}` : `did you mean '${hint}'?`,
          object: name,
        });
      }),
  ]);
  const wrong = rest.filter(({ cells }) => cells.length !== names.length).slice(0, MOST_ERRORS);
  DesignErrors.throwAll(
    wrong.map(
      ({ cells, line }) =>
        new DesignError('shift/bad-row', {
          problem: `line ${line} of '${file}' has ${cells.length} values under ${names.length} columns`,
          remedy: 'give each column one value, which may be empty, and put a value with a comma in quotes',
        }),
    ),
  );
  return rest.map(({ cells, line }) => ({
    where: `line ${line} of '${file}'`,
    cell: (column) => csvCell(cells[names.indexOf(column)] ?? ''),
  }));
}

/**
 * A moment of a table or of the command line; `where` says what states it, for the message.
 *
 * @throws DesignError `shift/bad-time`
 */
export function timeOf(text: string, where: string): string {
  const moment = momentOf(text);
  if (moment !== undefined) return moment;
  throw new DesignError('shift/bad-time', {
    problem: `${where}: '${text}' is no day and no time`,
    remedy: "write it as '2026-12-05T22:00', by the site's clock, or with a zone, as '2026-12-05T22:00+09:00'",
    value: text,
  });
}

/**
 * A span of time that ends after it begins.
 *
 * @throws DesignError `shift/bad-time`, `shift/two-clocks`, `shift/no-time`
 */
export function windowOf(from: string, to: string, where: string): ImpactWindow {
  const window = { from: timeOf(from, where), to: timeOf(to, where) };
  oneClock([window.from, window.to], where);
  if (window.from < window.to) return window;
  throw new DesignError('shift/no-time', {
    problem: `${where}: it ends at ${window.to}, and begins at ${window.from}`,
    remedy: "let 'to' be after 'from'",
  });
}

/** Times of the site's own clock and times with a zone cannot be compared: the plan knows no zone. */
function oneClock(times: readonly string[], where: string): void {
  if (new Set(times.map((time) => time.endsWith('Z'))).size < 2) return;
  throw new DesignError('shift/two-clocks', {
    problem: `${where}: one time says its zone, and another does not`,
    remedy: 'give all times with their zone, or all by the clock of the site',
  });
}

/**
 * Reads windows that are booked: `window`, `from`, `to`, `objects` (parted by blanks or semicolons), and who booked it in `by`.
 *
 * Their clock is that of the window `asked`, which they are compared with.
 *
 * @throws DesignError as `readTable` and `windowOf`, `shift/no-objects`
 */
export function readWindowsCsv(text: string, file: string, asked: ImpactWindow): readonly BookedWindow[] {
  const header = 'window,from,to,objects,by';
  return readTable(text, file, { required: ['window', 'from', 'to', 'objects'], optional: ['by'], header }).map(
    ({ where, cell }) => {
      const window = windowOf(cell('from'), cell('to'), where);
      oneClock([asked.from, window.from], where);
      const objects = cell('objects')
        .split(/[;\s]+/)
        .filter((name) => name !== '');
      if (objects.length === 0) {
        throw new DesignError('shift/no-objects', {
          problem: `${where}: window '${cell('window')}' names no object`,
          remedy: "name in 'objects' what is out, parted by blanks",
        });
      }
      return {
        name: cell('window'),
        ...window,
        objects,
        ...present({ by: cell('by') === '' ? undefined : cell('by') }),
      };
    },
  );
}

/**
 * Reads the jobs that run: `job` and `hosts`, as a list of Slurm (`haein-[001-004,010]`) or parted by blanks.
 *
 * @throws DesignError as `readTable`, `shift/bad-host-list`
 * @see https://slurm.schedmd.com/scontrol.html (hostnames)
 */
export function readJobsCsv(text: string, file: string): readonly RunningJob[] {
  const header = 'job,hosts';
  return readTable(text, file, { required: ['job', 'hosts'], header }).map(({ where, cell }) => ({
    job: cell('job'),
    hosts: hostsOf(cell('hosts'), where),
  }));
}

/** Hosts that one entry may stand for: more is no list of a site. */
const MOST_HOSTS = 100_000;

/** Host names of a list: entries parted by commas or blanks, numbers of equal width in brackets. */
function hostsOf(text: string, where: string): readonly string[] {
  const bad = (value: string): DesignError =>
    new DesignError('shift/bad-host-list', {
      problem: `${where}: '${value}' is no list of hosts`,
      remedy: "write it as Slurm does, such as 'haein-[001-004,010]'",
      value,
    });
  // A bracket that is not closed would make two names of one.
  if (/[[\]]/.test(text.replace(/\[[^[\]]*\]/g, ''))) throw bad(text);
  const entries = text.match(/(?:[^,\s[\]]+|\[[^[\]]*\])+/g) ?? [];
  return entries.flatMap((entry) => {
    const [, before, inside, after] = /^([^[\]]*)\[([^[\]]*)\](.*)$/.exec(entry) ?? [];
    if (before === undefined || inside === undefined || after === undefined) return [entry];
    return inside.split(',').flatMap((range) => {
      const [, first, last = first] = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(range) ?? [];
      const count = Number(last) - Number(first) + 1;
      if (first === undefined || last === undefined || !(count > 0 && count <= MOST_HOSTS)) {
        throw bad(entry);
      }
      return Array.from(
        { length: count },
        (_, at) => `${before}${String(Number(first) + at).padStart(first.length, '0')}${after}`,
      ).flatMap((name) => hostsOf(name, where));
    });
  });
}

const POWER = /^(\d+(?:\.\d+)?)\s*(W|kW|MW|GW)$/i;

const WATTS: Readonly<Record<string, number>> = { w: 1, kw: 1_000, mw: 1_000_000, gw: 1_000_000_000 };

/**
 * A power of the command line or a table, W; `where` says what states it, for the message.
 *
 * @throws DesignError `shift/bad-power`
 */
export function powerOf(text: string, where: string): number {
  const [, amount, unit = ''] = POWER.exec(text.trim()) ?? [];
  const watts = Math.round(Number(amount) * (WATTS[unit.toLowerCase()] ?? 0));
  if (amount !== undefined && watts > 0 && Number.isSafeInteger(watts)) return watts;
  throw new DesignError('shift/bad-power', {
    problem: `${where}: '${text}' is no power above 0`,
    remedy: "write it with its unit, such as '60MW' or '850 kW'",
    value: text,
  });
}

/** Columns of readings, and the watts of one of each. */
const READINGS = { watts: 1, kw: 1_000, mw: 1_000_000 } as const;

/**
 * Reads what meters at the point of supply said: `time`, one of `watts`, `kw` and `mw`, and `meter` where there are several. An empty reading is none.
 *
 * Their clock is that of the window `asked`.
 *
 * @throws DesignError as `readTable` and `timeOf`, `shift/missing-column`, `shift/two-clocks`, `shift/bad-reading`
 */
export function readMetersCsv(text: string, file: string, asked: ImpactWindow): readonly MeterSample[] {
  const names = Object.keys(READINGS) as (keyof typeof READINGS)[];
  const rows = readTable(text, file, { required: ['time'], optional: [...names, 'meter'], header: 'time,kw' });
  const column = names.find((name) => rows.some(({ cell }) => cell(name) !== ''));
  if (column === undefined) {
    throw new DesignError('shift/missing-column', {
      problem: `'${file}' has no reading`,
      remedy: "give a column 'kw', 'mw' or 'watts', as in 'time,kw'",
    });
  }
  const seen = new Set<string>();
  return rows.flatMap(({ where, cell }) => {
    const reading = cell(column).replaceAll(',', '');
    if (reading === '') return [];
    const time = timeOf(cell('time'), where);
    oneClock([asked.from, time], where);
    const key = `${time} ${cell('meter')}`;
    const watts = /^\d+(\.\d+)?$/.test(reading) ? Math.round(Number(reading) * READINGS[column]) : NaN;
    if (Number.isNaN(watts) || seen.has(key)) {
      const problem = Number.isNaN(watts)
        ? `'${reading}' is no reading`
        : `meter '${cell('meter')}' is read twice at ${time}`;
      throw new DesignError('shift/bad-reading', {
        problem: `${where}: ${problem}`,
        remedy: 'give one number for each meter and time, and leave empty what was not read',
        value: reading,
      });
    }
    seen.add(key);
    return [{ time, watts, ...present({ meter: cell('meter') === '' ? undefined : cell('meter') }) }];
  });
}

/**
 * Reads an order of shedding: `priority` from 1, `objects` parted by blanks or semicolons, and the `cap` of each of their systems.
 *
 * @throws DesignError as `readTable` and `powerOf`, `shift/bad-priority`
 */
export function readShedOrderCsv(text: string, file: string): readonly ShedOrderRow[] {
  const header = 'priority,objects,cap';
  return readTable(text, file, { required: ['priority', 'objects'], optional: ['cap'], header }).map(
    ({ where, cell }) => {
      if (!/^[1-9]\d{0,5}$/.test(cell('priority'))) {
        throw new DesignError('shift/bad-priority', {
          problem: `${where}: priority is '${cell('priority')}'`,
          remedy: 'give a whole number from 1; 1 is shed first',
          value: cell('priority'),
        });
      }
      const objects = cell('objects')
        .split(/[;\s]+/)
        .filter((name) => name !== '');
      return {
        priority: Number(cell('priority')),
        objects,
        ...present({ capWatts: cell('cap') === '' ? undefined : powerOf(cell('cap'), where) }),
      };
    },
  );
}
