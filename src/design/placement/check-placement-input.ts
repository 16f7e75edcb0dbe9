import { DesignError } from '../../errors/design-error';
import { DesignErrors } from '../../errors/design-errors';
import { rackName } from './floor';
import type { DeviceInput, HallInput, RowInput } from './placement-plan';
import { wholeNumberError } from './whole-number';

const ROW_NAME = /^[A-Za-z][A-Za-z0-9-]*$/;
const HALL_NAME = /^[A-Za-z0-9][A-Za-z0-9-]*$/;

/** More racks in a row, or units in a rack, than any hall has: above it a number is a slip, and naming them all would take for ever. */
const MOST = 10_000;

/**
 * Checks what a placement starts from, all problems at once.
 *
 * @throws DesignError `space/invalid-number`, `space/invalid-name`, `space/duplicate-hall`, `space/duplicate-row`, `space/duplicate-rack`,
 * `space/duplicate-device`, `space/device-too-tall`
 */
export function checkPlacementInput(halls: readonly HallInput[], devices: readonly DeviceInput[]): void {
  const hallErrors = [...duplicates('hall', halls, 'halls'), ...halls.flatMap(checkHall)];
  const rackErrors = hallErrors.length === 0 ? duplicateRacks(halls) : [];
  const tallest = halls.flatMap(({ rows }) => rows).reduce((most, { rack }) => Math.max(most, rack.heightU), 0);
  const deviceErrors = [
    ...duplicates('device', devices, 'devices'),
    ...devices.flatMap((each) => checkDevice(each, tallest)),
  ];
  DesignErrors.throwAll([...hallErrors, ...rackErrors, ...deviceErrors]);
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
    ]),
    ...hall.rows.flatMap((row) => checkRow(hall, row)),
  ];
}

function checkRow(hall: HallInput, { name, racks, rack }: RowInput): DesignError[] {
  const owner = `row '${name}' of hall '${hall.name}'`;
  return [
    ...checkName(owner, name, ROW_NAME, 'a letter'),
    ...wholeNumbers(owner, [
      ['racks', racks, 1],
      ['rack.heightU', rack.heightU, 1],
      ['rack.budgetWatts', rack.budgetWatts, 0],
      ...(rack.maxLoadGrams === undefined ? [] : [['rack.maxLoadGrams', rack.maxLoadGrams, 0] as const]),
    ]),
    ...tooMany(owner, 'racks', racks),
    ...tooMany(owner, 'rack.heightU', rack.heightU),
  ];
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
  const all = halls.flatMap(({ name, rows }) =>
    rows.flatMap((row) =>
      Array.from({ length: row.racks }, (_, index) =>
        rackName(halls.length > 1 ? name : undefined, row.name, index + 1),
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
