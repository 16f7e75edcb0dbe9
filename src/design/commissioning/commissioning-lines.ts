import { DesignError, spellingHint, shortText } from '../../errors/design-error';
import { isCalendarDay } from '../../model/phase';
import { present } from '../../units/present';
import type { CommissioningPlan } from './plan-commissioning';
import {
  COMMISSIONING_LEVELS,
  type CommissioningLevel,
  type OpenPoint,
  POINT_CATEGORIES,
  type StepUnit,
} from './test-scope';

/** Where a line of a table stands. */
interface TableLine {
  readonly file: string;
  readonly line: number;
}

/** A line of the script as it came back. Texts are as they stand there. */
export interface ScriptLine extends TableLine {
  readonly test: string;
  readonly when: string;
  readonly object: string;
  readonly quantity: string;
  readonly expected: string;
  readonly unit: string;
  readonly measured: string;
  /** Time of the reading, `2027-03-02T09:14`. Empty: not told. */
  readonly at: string;
}

/** A line of the checks by level as it came back. */
export interface LevelLine extends TableLine {
  readonly hall: string;
  readonly level: string;
  readonly object: string;
  readonly check: string;
  /** `pass`, `fail` or empty. */
  readonly result: string;
  readonly by: string;
  readonly date: string;
}

/** A line of the punch list as it came back. */
export interface PunchLine extends TableLine {
  readonly id: string;
  /** Names parted by spaces. */
  readonly halls: string;
  readonly level: string;
  readonly object: string;
  readonly what: string;
  readonly category: string;
  readonly owner: string;
  readonly due: string;
  /** `open` or `closed`. */
  readonly state: string;
}

/** What came back of the tables of a commissioning. */
export interface CommissioningLines {
  readonly script: readonly ScriptLine[];
  readonly levels: readonly LevelLine[];
  readonly punch: readonly PunchLine[];
}

/** A point of the punch list with who closes it. */
export interface ListedPoint extends OpenPoint {
  readonly owner?: string;
  /** Day by which it is closed. */
  readonly due?: string;
  readonly isOpen: boolean;
}

/** A reading of a step. */
export interface Reading extends TableLine {
  /** Figure in the unit of the step; 1 for yes, 0 for no. Absent: nothing was read. */
  readonly value?: number;
  /** Milliseconds of the calendar. Absent: no time is told. */
  readonly at?: number;
}

/** Readings of the script by step. */
export type Readings = ReadonlyMap<string, Reading>;

/** Names a step: no two of a plan are alike. */
export function stepKey(
  test: string,
  { when, object, quantity }: Pick<ScriptLine, 'when' | 'object' | 'quantity'>,
): string {
  return JSON.stringify([test, when, object, quantity]);
}

/** Readings of the script; what is wrong with its lines is added to `errors`. */
export function readScript(plan: CommissioningPlan, lines: readonly ScriptLine[], errors: DesignError[]): Readings {
  const steps = new Map(
    plan.tests.flatMap(({ name, steps: own }) => own.map((step) => [stepKey(name, step), step] as const)),
  );
  const found = new Map<string, Reading>();
  for (const each of lines) {
    const { file, line, test, object, quantity, expected, unit, measured, at } = each;
    const where = `line ${line} of '${file}'`;
    const add = (code: string, problem: string, remedy: string): void => {
      errors.push(new DesignError(`commissioning/${code}`, { problem: `${where}: ${problem}`, remedy, object: file }));
    };
    const key = stepKey(test, each);
    const step = steps.get(key);
    if (step === undefined) {
      const hint = spellingHint(
        test,
        plan.tests.map(({ name }) => name),
      );
      const remedy =
        hint === undefined || hint === test
          ? 'write the script anew from this plan, and copy what was measured'
          : `did you mean '${hint}'?`;
      add('unknown-step', `the script of this plan has no step '${quantity}' of '${object}' in test '${test}'`, remedy);
      continue;
    }
    if (expected.trim() !== '' && step.expected !== undefined && Number(expected) !== step.expected) {
      add(
        'stale-script',
        `'${object}' is expected at ${expected} ${unit}, and by the plan at ${step.expected} ${step.unit}`,
        'the plan has changed since the script was written: write it anew, and test again what has changed',
      );
      continue;
    }
    const reading = parseReading(measured, unit, step.unit);
    if ('problem' in reading) {
      add('bad-reading', `'${object}': ${reading.problem}`, reading.remedy);
      continue;
    }
    const time = at.trim() === '' ? undefined : timeOf(at.trim());
    if (Number.isNaN(time)) {
      add('bad-time', `'${at.trim()}' is no time`, "write it as '2027-03-02T09:14', or leave it empty");
      continue;
    }
    const before = found.get(key);
    if (before?.value !== undefined && reading.value !== undefined && before.value !== reading.value) {
      add(
        'step-twice',
        `'${object}' in test '${test}' was read in line ${before.line} of '${before.file}' too, as ${before.value}`,
        'keep the reading that counts',
      );
      continue;
    }
    if (before?.value === undefined) found.set(key, { file, line, ...present({ value: reading.value, at: time }) });
  }
  return found;
}

const TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?$/;

function timeOf(text: string): number {
  const [, day = '', hours = '', minutes = '', seconds = '00'] = TIME.exec(text) ?? [];
  if (!isCalendarDay(day) || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return NaN;
  return Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`);
}

/** Names a check of a hall. */
export function checkKey(hall: string, level: string, object: string, check: string): string {
  return JSON.stringify([hall, level, object, check]);
}

const RESULTS: ReadonlyMap<string, boolean | undefined> = new Map([
  ['', undefined],
  ['pass', true],
  ['fail', false],
]);

/** Results of the checks by level; what is wrong with lines is added to `errors`. */
export function readLevels(
  plan: CommissioningPlan,
  lines: readonly LevelLine[],
  errors: DesignError[],
): ReadonlyMap<string, boolean> {
  const known = new Set(plan.checks.map(({ hall, level, object, check }) => checkKey(hall, level, object, check)));
  const found = new Map<string, boolean>();
  for (const { file, line, hall, level, object, check, result, by, date } of lines) {
    const add = (code: string, problem: string, remedy: string): void => {
      errors.push(
        new DesignError(`commissioning/${code}`, {
          problem: `line ${line} of '${file}': ${problem}`,
          remedy,
          object: file,
        }),
      );
    };
    const key = checkKey(hall, level, object, check);
    const word = result.trim().toLowerCase();
    if (!known.has(key)) {
      add(
        'unknown-check',
        `the plan has no check '${check}' of '${object}' at ${level} in hall '${hall}'`,
        'write the table anew from this plan, and copy its results',
      );
    } else if (!RESULTS.has(word))
      add('bad-result', `result '${result}' is unknown`, "write 'pass' or 'fail', or leave it empty");
    else if (word !== '' && (by.trim() === '' || !isCalendarDay(date.trim()))) {
      add(
        'bad-result',
        `'${check}' of '${object}' has a result, and not both who found it and the day`,
        "fill 'by', and 'date' as '2027-03-02'",
      );
    } else {
      const isGood = RESULTS.get(word);
      // Of two tables the worse counts.
      if (isGood !== undefined) found.set(key, isGood && found.get(key) !== false);
    }
  }
  return found;
}

/** Points of the punch list: those of the plan, with owner and day of the list, and its own; what is wrong with lines is added to `errors`. */
export function readPoints(plan: CommissioningPlan, lines: readonly PunchLine[], errors: DesignError[]): ListedPoint[] {
  const points = new Map<string, ListedPoint>(plan.open.map((point) => [point.id, { ...point, isOpen: true }]));
  const own = new Set(points.keys());
  for (const { file, line, id, halls, level, object, what, category, owner, due, state } of lines) {
    const facts = [
      ...(id.trim() === '' ? ['it has no id'] : []),
      ...(COMMISSIONING_LEVELS.some((each) => each === level) ? [] : [`level '${level}' is unknown`]),
      ...(POINT_CATEGORIES.some((each) => each === category) ? [] : [`category '${category}' is unknown`]),
      ...(state === 'open' || state === 'closed' ? [] : [`state '${state}' is unknown`]),
      ...(due === '' || isCalendarDay(due) ? [] : [`'${due}' is no day`]),
      ...(category !== 'A' && state === 'open' && (owner === '' || due === '')
        ? [`a point of category ${category} has an owner and a day`]
        : []),
    ];
    if (facts.length > 0) {
      errors.push(
        new DesignError('commissioning/bad-point', {
          problem: `line ${line} of '${file}': ${facts.join(', ')}`,
          remedy:
            "give an id, a level L1 to L5, category A, B or C, state 'open' or 'closed', and days as '2027-03-02'",
          object: file,
        }),
      );
      continue;
    }
    // A point of the plan is closed by the plan alone: it is gone there once it is settled.
    if (id.startsWith('plan/') && !own.has(id)) continue;
    const before = points.get(id);
    points.set(id, {
      id,
      halls: before?.halls ?? halls.split(/\s+/).filter((hall) => hall !== ''),
      level: (before?.level ?? level) as CommissioningLevel,
      object: before?.object ?? object,
      what: before?.what ?? what,
      category: category as ListedPoint['category'],
      ...(owner !== '' && { owner }),
      ...(due !== '' && { due }),
      isOpen: own.has(id) || state === 'open',
    });
  }
  return [...points.values()];
}

/** Units that each unit of a step may be written in, with what one of them is in it. */
const FACTORS: Readonly<Record<Exclude<StepUnit, 'yes'>, ReadonlyMap<string, number>>> = {
  kW: new Map([
    ['kw', 1],
    ['w', 1e-3],
    ['mw', 1e3],
  ]),
  s: new Map([
    ['s', 1],
    ['sec', 1],
    ['ms', 1e-3],
    ['min', 60],
    ['h', 3_600],
  ]),
  racks: new Map([
    ['racks', 1],
    ['rack', 1],
  ]),
};

/** What people write where nothing was read: absent, and not 0. */
const ABSENT = /^(?:|-+|n\/?a|none|tbd|not (?:measured|read)|\?)$/i;

const FIGURE = /^(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*([A-Za-z]*)$/;

const WORDS: ReadonlyMap<string, number> = new Map([
  ...['yes', 'y', 'done', 'ok', 'true'].map((word) => [word, 1] as const),
  ...['no', 'n', 'not done', 'nok', 'false'].map((word) => [word, 0] as const),
]);

/**
 * Reads a cell that somebody filled: a figure in the unit of its column or with its own, or a word of a confirmation.
 *
 * @param text - the cell
 * @param unit - unit of its line, as it stands in the file
 * @param wanted - unit of the step
 * @returns the figure in the unit of the step, 1 for yes and 0 for no; nothing where nothing was read; or what is wrong
 */
function parseReading(
  text: string,
  unit: string,
  wanted: StepUnit,
): { readonly value?: number } | { readonly problem: string; readonly remedy: string } {
  const cell = text.trim();
  if (ABSENT.test(cell)) return {};
  if (wanted === 'yes') {
    const value = WORDS.get(cell.toLowerCase());
    if (value !== undefined) return { value };
    return { problem: `'${shortText(cell)}' is neither yes nor no`, remedy: "write 'yes' or 'no', or leave it empty" };
  }
  const units = FACTORS[wanted];
  const [, figure, own = ''] = FIGURE.exec(cell) ?? [];
  if (figure === undefined) {
    return {
      problem: `'${shortText(cell)}' is no figure`,
      remedy: `write a figure in ${wanted}, such as 12.5, or leave it empty`,
    };
  }
  const named = own === '' ? unit.trim() : own;
  // 'mW' is a thousandth of a watt, and no meter of a switchboard reads one.
  const factor = named === 'mW' ? undefined : units.get(named.toLowerCase());
  if (factor === undefined) {
    return {
      problem: `'${shortText(cell)}' is in '${shortText(named)}', and the step in ${wanted}`,
      remedy: `give it in ${wanted}`,
    };
  }
  return { value: Number((Number(figure.replaceAll(',', '')) * factor).toPrecision(12)) };
}
