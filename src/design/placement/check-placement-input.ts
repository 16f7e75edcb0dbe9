import { DesignError, DesignErrors, wholeNumberError } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import type { DeviceInput, HallInput, RackLimits, RackPosition, RowInput } from '../../model/placement-plan';
import { isUnnamedHall, rackName } from './floor';

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
