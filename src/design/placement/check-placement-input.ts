import { DesignError, DesignErrors, wholeNumberError, spellingHint } from '../../errors/design-error';
import {
  type DeviceInput,
  type HallInput,
  type RackLimits,
  rackName,
  type RackPlan,
  type RackPosition,
  type RowInput,
} from '../../model/placement-plan';
import { isUnnamedHall } from './floor';

const ROW_NAME = /^[A-Za-z][A-Za-z0-9-]*$/;

const HALL_NAME = /^[A-Za-z0-9][A-Za-z0-9-]*$/;

/** More racks in a row, or units in a rack, than any hall has: above it a number is a slip, and naming them all would take for ever. */
const MOST = 10_000;

/**
 * Checks what a placement starts from, all problems at once.
 *
 * @throws DesignError `space/invalid-number`, `space/invalid-name`, `space/duplicate-hall`, `space/duplicate-row`, `space/duplicate-rack`,
 * `space/duplicate-device`, `space/device-too-tall`, `space/duplicate-position`, `space/no-such-position`
 */
export function checkPlacementInput(halls: readonly HallInput[], devices: readonly DeviceInput[]): void {
  const hallErrors = [...duplicates('hall', halls, 'halls'), ...halls.flatMap(checkHall)];
  const rackErrors = hallErrors.length === 0 ? duplicateRacks(halls) : [];
  const tallest = halls.flatMap(({ rows }) => rows).reduce((most, row) => Math.max(most, tallestOf(row)), 0);
  const deviceErrors = [
    ...duplicates('device', devices, 'devices'),
    ...devices.flatMap((each) => checkDevice(each, tallest)),
  ];
  DesignErrors.throwAll([...hallErrors, ...rackErrors, ...deviceErrors]);
}

function tallestOf({ rack, positions = [] }: RowInput): number {
  return positions.reduce((most, position) => Math.max(most, position.rack?.heightU ?? 0), rack.heightU);
}

function checkHall(hall: HallInput): DesignError[] {
  const owner = `hall '${hall.name}'`;
  return [
    ...checkName(owner, hall.name, HALL_NAME, 'a letter or digit'),
    ...duplicates('row', hall.rows, owner),
    ...wholeNumbers(owner, [
      ['rowPitchMillimetres', hall.rowPitchMillimetres, 1],
      ['rackPitchMillimetres', hall.rackPitchMillimetres, 1],
      ['riserMillimetres', hall.riserMillimetres, 0],
      ...given(hall, ['widthMillimetres', 'depthMillimetres', 'floorGramsPerSquareMetre', 'doorMillimetres'], 1),
    ]),
    ...hall.rows.flatMap((row) => checkRow(hall, row)),
  ];
}

function checkRow(hall: HallInput, { name, racks, rack, positions = [], ...row }: RowInput): DesignError[] {
  const owner = `row '${name}' of hall '${hall.name}'`;
  return [
    ...checkName(owner, name, ROW_NAME, 'a letter'),
    ...wholeNumbers(owner, [['racks', racks, 1], ...given(row, ['slot', 'yMillimetres'], 0)]),
    ...checkRack(owner, rack),
    ...tooMany(owner, 'racks', racks),
    ...positions.flatMap((position) => checkPosition(`position ${position.number} of ${owner}`, position, racks)),
    ...repeated(positions.map(({ number }) => `${number}`)).map(
      ({ name: number, times }) =>
        new DesignError('space/duplicate-position', {
          problem: `${owner}: position ${number} is given ${times} times`,
          remedy: 'say all about a position at once',
          object: owner,
        }),
    ),
  ];
}

function checkPosition(owner: string, { number, rack }: RackPosition, racks: number): DesignError[] {
  const errors = rack === undefined ? [] : checkRack(owner, rack);
  if (Number.isInteger(number) && number >= 1 && number <= racks) return errors;
  const none = new DesignError('space/no-such-position', {
    problem: `${owner}: the row has positions 1 to ${racks}`,
    remedy: "correct its number, or raise 'racks' of the row",
    object: owner,
    value: String(number),
    limit: String(racks),
  });
  return [none, ...errors];
}

function checkRack(owner: string, { heightU, budgetWatts, body, ...rack }: RackLimits): DesignError[] {
  const sizes = ['widthMillimetres', 'depthMillimetres', 'heightMillimetres'] as const;
  const others = ['weightGrams', 'frontClearanceMillimetres', 'rearClearanceMillimetres'] as const;
  return [
    ...wholeNumbers(owner, [
      ['rack.heightU', heightU, 1],
      ['rack.budgetWatts', budgetWatts, 0],
      ...given(rack, ['maxLoadGrams'], 0, 'rack.'),
      ...(body === undefined ? [] : [...given(body, sizes, 1, 'rack.body.'), ...given(body, others, 0, 'rack.body.')]),
    ]),
    ...tooMany(owner, 'rack.heightU', heightU),
  ];
}

/** Numbers that are given, each with the least that it may be. */
function given<K extends string>(
  owner: { readonly [P in K]?: number },
  fields: readonly K[],
  least: number,
  prefix = '',
): (readonly [string, number, number])[] {
  return fields.flatMap((field) => {
    const value = owner[field];
    return value === undefined ? [] : [[`${prefix}${field}`, value, least] as const];
  });
}

function checkDevice(device: DeviceInput, tallest: number): DesignError[] {
  const owner = `device '${device.name}'`;
  const { heightU, maxWatts, weightGrams, maxPerRack, fixed } = device;
  const errors = wholeNumbers(owner, [
    ['heightU', heightU, 1],
    ['maxWatts', maxWatts, 0],
    ...(weightGrams === undefined ? [] : [['weightGrams', weightGrams, 0] as const]),
    ...(maxPerRack === undefined ? [] : [['maxPerRack', maxPerRack, 1] as const]),
    ...(fixed?.u === undefined ? [] : [['fixed.u', fixed.u, 1] as const]),
  ]);
  if (tallest === 0 || !(heightU > tallest)) return errors;
  const tooTall = new DesignError('space/device-too-tall', {
    problem: `${owner} is ${heightU} U tall, and the tallest rack has ${tallest} U`,
    remedy: "add a row of taller racks, or correct 'heightU'",
    object: device.name,
    value: `${heightU} U`,
    limit: `${tallest} U`,
  });
  return [...errors, tooTall];
}

function wholeNumbers(owner: string, fields: readonly (readonly [string, number, number])[]): DesignError[] {
  return fields
    .map(([field, value, least]) => wholeNumberError({ code: 'space/invalid-number', owner, field, value, least }))
    .filter((error) => error !== undefined);
}

function tooMany(owner: string, field: string, value: number): DesignError[] {
  if (!(value > MOST)) return [];
  return [
    new DesignError('space/invalid-number', {
      problem: `${owner}: '${field}' is ${value}`,
      remedy: `give at most ${MOST}`,
      object: owner,
      value: String(value),
      limit: String(MOST),
    }),
  ];
}

function checkName(owner: string, name: string, pattern: RegExp, start: string): DesignError[] {
  if (pattern.test(name)) return [];
  return [
    new DesignError('space/invalid-name', {
      problem: `${owner}: '${name}' cannot begin the name of a rack`,
      remedy: `use letters, digits and '-', beginning with ${start}`,
      object: owner,
      value: name,
    }),
  ];
}

function duplicates(kind: string, list: readonly { readonly name: string }[], owner: string): DesignError[] {
  return repeated(list.map(({ name }) => name)).map(
    ({ name, times }) =>
      new DesignError(`space/duplicate-${kind}`, {
        problem: `${owner}: ${times} are named '${name}'`,
        remedy: `give each ${kind} a name of its own`,
        object: name,
      }),
  );
}

/** Rows `A` with 101 racks and `A1` both have a rack `A101`. */
function duplicateRacks(halls: readonly HallInput[]): DesignError[] {
  const all = halls.flatMap((hall) =>
    hall.rows.flatMap((row) =>
      Array.from({ length: row.racks }, (_, index) =>
        rackName(isUnnamedHall(hall, halls) ? undefined : hall.name, row.name, index + 1),
      ),
    ),
  );
  return repeated(all).map(
    ({ name, times }) =>
      new DesignError('space/duplicate-rack', {
        problem: `${times} racks are named '${name}'`,
        remedy: 'rename a row so that its name and a number do not read as another row and number',
        object: name,
      }),
  );
}

function repeated(names: readonly string[]): { name: string; times: number }[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].filter(([, times]) => times > 1).map(([name, times]) => ({ name, times }));
}

/** A hall with the names of its rows. */
export interface NamedRows {
  readonly name: string;
  readonly rows: readonly { readonly name: string }[];
}

/** Ways to name a row: `<hall>/<row>` always, `<row>` where one hall alone has a row of that name. */
export class RowNames {
  private readonly known = new Map<string, string>();

  public constructor(halls: readonly NamedRows[]) {
    const times = new Map<string, number>();
    for (const { rows } of halls) for (const { name } of rows) times.set(name, (times.get(name) ?? 0) + 1);
    for (const hall of halls) {
      for (const { name } of hall.rows) {
        const key = `${hall.name}/${name}`;
        this.known.set(key, key);
        if (times.get(name) === 1) this.known.set(name, key);
      }
    }
  }

  /** `<hall>/<row>` of a row that is named in either way; undefined where there is none, or where several halls have it. */
  public keyOf(name: string): string | undefined {
    return this.known.get(name);
  }

  /** What to do about a name that is not known, in the words of a message. */
  public remedyFor(name: string, site: string): string {
    const hint = spellingHint(name, [...this.known.keys()]);
    return hint === undefined
      ? `name a row of site '${site}': ${[...this.known.keys()].join(', ')}`
      : `did you mean '${hint}'?`;
  }
}

/** A rack position by hall, row and number. */
export type RackPlace = Pick<RackPlan, 'hall' | 'row' | 'number'>;

/** A position as a name finds it. */
interface KnownPlace extends RackPlace {
  readonly blockedBy?: string;
  /** Positions of its row. */
  readonly racks: number;
}

/** What a name of racks stands for: the racks, or why there are none, in the words of a message. */
type FoundRacks = { readonly racks: readonly RackPlace[] } | { readonly wrong: string; readonly remedy: string };

/** Between the ends of a run of racks. */
const RUN = '..';

/**
 * Ways to name racks: `A03` where one hall alone has such a rack, `<hall>/A03` and `<hall>-A03` always; and a run of racks of one row by its ends: `A01..A08`. A run
 * leaves out positions that hold no rack.
 */
export class RackNames {
  private readonly known = new Map<string, KnownPlace>();
  private readonly shared = new Set<string>();

  public constructor(halls: readonly HallInput[]) {
    for (const { name: hall, rows } of halls) {
      for (const { name: row, racks, positions = [] } of rows) {
        const blocked = new Map(positions.map(({ number, blockedBy }) => [number, blockedBy]));
        for (let number = 1; number <= Math.min(racks, MOST); number += 1) {
          const blockedBy = blocked.get(number);
          const place = { hall, row, number, racks, ...(blockedBy === undefined ? {} : { blockedBy }) };
          const short = rackName(undefined, row, number);
          if (this.known.has(short)) this.shared.add(short);
          for (const name of [short, `${hall}/${short}`, `${hall}-${short}`]) this.known.set(name, place);
        }
      }
    }
  }

  /** Racks of a name, in the order of their numbers. */
  public find(name: string, site: string): FoundRacks {
    const ends = name.split(RUN);
    const [first, last = first] = ends.map((end, index) => this.endOf(end, index === 0 ? undefined : ends[0]));
    if (first === undefined || last === undefined || ends.length > 2) return this.unknown(name, ends, site);
    if (ends.length === 1) {
      const { blockedBy } = first;
      if (blockedBy === undefined) return { racks: [first] };
      return { wrong: `rack '${name}', where no rack stands: ${blockedBy}`, remedy: 'take it away' };
    }
    if (first.hall !== last.hall || first.row !== last.row) {
      return { wrong: `racks '${name}', which are not of one row`, remedy: 'name a run for each row' };
    }
    if (first.number > last.number) {
      return { wrong: `racks '${name}', of which the last comes before the first`, remedy: 'name the lower end first' };
    }
    const all = Array.from({ length: last.number - first.number + 1 }, (_, index) => first.number + index);
    const places = all.map((number) => this.known.get(placeName({ ...first, number })));
    return { racks: places.filter((place) => place !== undefined && place.blockedBy === undefined) as RackPlace[] };
  }

  /** A rack by its name; the second end of a run may leave out the hall of the first. */
  private endOf(name: string, first: string | undefined): KnownPlace | undefined {
    const start = first === undefined ? undefined : this.endOf(first, undefined);
    const beside = start === undefined ? undefined : this.known.get(`${start.hall}/${name}`);
    return beside ?? (this.shared.has(name) ? undefined : this.known.get(name));
  }

  private unknown(name: string, ends: readonly string[], site: string): FoundRacks {
    const end = ends.find((each, index) => this.endOf(each, index === 0 ? undefined : ends[0]) === undefined) ?? name;
    if (this.shared.has(end)) {
      return {
        wrong: `rack '${end}', which several halls of site '${site}' have`,
        remedy: `name its hall too, such as '${[...this.known.keys()].find((key) => key.endsWith(`/${end}`)) ?? end}'`,
      };
    }
    const { row, racks = 0 } = this.known.get(end.replace(/\d+$/, '01')) ?? {};
    const hint = spellingHint(end, [...this.known.keys()]);
    const wrong = `rack '${end}', which site '${site}' does not have`;
    if (row !== undefined) {
      return {
        wrong,
        remedy: `row '${row}' has racks '${rackName(undefined, row, 1)}' to '${rackName(undefined, row, racks)}'`,
      };
    }
    return {
      wrong,
      remedy:
        hint === undefined ? "name racks by row and number, such as 'A03' or 'A01..A08'" : `did you mean '${hint}'?`,
    };
  }
}

/** Name of a rack position whichever halls have such a row: `hall-1/A03`. */
export function placeName({ hall, row, number }: RackPlace): string {
  return `${hall}/${rackName(undefined, row, number)}`;
}

/** Racks in short, for people: `hall-1/A01..A08`, `hall-1/B03`. */
export function runsOf(places: readonly RackPlace[]): readonly string[] {
  const runs: { readonly first: RackPlace; last: RackPlace }[] = [];
  for (const place of places) {
    const run = runs.at(-1);
    const isNext = run?.last.hall === place.hall && run.last.row === place.row && run.last.number + 1 === place.number;
    if (run !== undefined && isNext) run.last = place;
    else runs.push({ first: place, last: place });
  }
  return runs.map(({ first, last }) =>
    first === last ? placeName(first) : `${placeName(first)}${RUN}${rackName(undefined, last.row, last.number)}`,
  );
}

/** Positions of a row with a word for each of some racks, by number: the zone that feeds it, or the tenant that takes it. */
export function positionsWith(
  { positions = [] }: RowInput,
  words: ReadonlyMap<number, string>,
  key: 'zone' | 'tenant',
): readonly RackPosition[] {
  const byNumber = new Map(positions.map((position) => [position.number, position]));
  for (const [number, word] of words) byNumber.set(number, { ...(byNumber.get(number) ?? { number }), [key]: word });
  return [...byNumber.values()].sort((a, b) => a.number - b.number);
}
