import { planPlacement } from '../../../src/design/placement/plan-placement';
import type { DeviceInput, HallInput } from '../../../src/model/placement-plan';
import { RACK, hall, row, system } from './placement-fixtures';

function messageOf(halls: readonly HallInput[], devices: readonly DeviceInput[] = []): string {
  try {
    planPlacement({ halls, devices });
  } catch (error) {
    return error instanceof Error ? error.message : 'not an error';
  }
  return 'nothing thrown';
}

test.each([
  ['racks that are not a number', NaN, "'racks' is NaN; give a whole number of 1 or more"],
  ['a part of a rack', 2.5, "'racks' is 2.5; give a whole number of 1 or more"],
  ['fewer racks than none', -1, "'racks' is -1; give a whole number of 1 or more"],
  ['no racks', 0, "'racks' is 0; give a whole number of 1 or more"],
  ['racks beyond any hall', 10_001, "'racks' is 10001; give at most 10000"],
])('fails on %s', (_case, racks, text) => {
  expect(messageOf([hall('h', [row('A', { racks })])])).toBe(`row 'A' of hall 'h': ${text} [space/invalid-number]`);
});

test.each([
  ['1A', 'a row that begins with a digit'],
  ['', 'a row without a name'],
  ['A 1', 'a row with a space in its name'],
])("fails on name '%s': %s", (name) => {
  expect(messageOf([hall('h', [row(name)])])).toBe(
    `row '${name}' of hall 'h': '${name}' cannot begin the name of a rack; use letters, digits and '-', beginning with a letter [space/invalid-name]`,
  );
});

test('fails on a hall whose name could not stand in a rack name', () => {
  expect(messageOf([hall('hall 1', [row('A')])])).toBe(
    "hall 'hall 1': 'hall 1' cannot begin the name of a rack; use letters, digits and '-', beginning with a letter or digit [space/invalid-name]",
  );
});

test('fails on names given twice', () => {
  expect(messageOf([hall('h', [row('A')]), hall('h', [row('A')])])).toBe(
    "halls: 2 are named 'h'; give each hall a name of its own [space/duplicate-hall]",
  );
  expect(messageOf([hall('h', [row('A'), row('A'), row('A')])])).toBe(
    "hall 'h': 3 are named 'A'; give each row a name of its own [space/duplicate-row]",
  );
  expect(messageOf([hall('h', [row('A')])], [system('n'), system('n')])).toBe(
    "devices: 2 are named 'n'; give each device a name of its own [space/duplicate-device]",
  );
});

test('fails on rows that would both have a rack of one name', () => {
  // Row A, number 101, and row A1, number 01.
  expect(messageOf([hall('h', [row('A', { racks: 101 }), row('A1', { racks: 1 })])])).toBe(
    "2 racks are named 'A101'; rename a row so that its name and a number do not read as another row and number [space/duplicate-rack]",
  );
  expect(messageOf([hall('h', [row('A', { racks: 100 }), row('A1', { racks: 1 })])])).toBe('nothing thrown');
});

test('fails on a device taller than the tallest rack', () => {
  const halls = [hall('h', [row('A'), row('B', { rack: { ...RACK, heightU: 42 } })])];
  expect(messageOf(halls, [system('n', { heightU: 49 })])).toBe(
    "device 'n' is 49 U tall, and the tallest rack has 48 U; add a row of taller racks, or correct 'heightU' [space/device-too-tall]",
  );
  expect(messageOf(halls, [system('n', { heightU: 48 })])).toBe('nothing thrown');
});

test('fails with all problems at once', () => {
  const halls = [
    {
      ...hall('h', [row('A', { rack: { model: 'm', heightU: 0, budgetWatts: NaN, maxLoadGrams: 1.5 } })]),
      rowPitchMillimetres: 0,
      rackPitchMillimetres: -600,
      riserMillimetres: -1,
    },
  ];
  const devices = [
    system('n', { heightU: 0, maxWatts: NaN, weightGrams: -1, maxPerRack: 0, fixed: { rack: 'A01', u: 0.5 } }),
  ];
  expect(messageOf(halls, devices).split('\n')).toEqual([
    '11 problems [design/several]',
    "- hall 'h': 'rowPitchMillimetres' is 0; give a whole number of 1 or more [space/invalid-number]",
    "- hall 'h': 'rackPitchMillimetres' is -600; give a whole number of 1 or more [space/invalid-number]",
    "- hall 'h': 'riserMillimetres' is -1; give a whole number of 0 or more [space/invalid-number]",
    "- row 'A' of hall 'h': 'rack.heightU' is 0; give a whole number of 1 or more [space/invalid-number]",
    "- row 'A' of hall 'h': 'rack.budgetWatts' is NaN; give a whole number of 0 or more [space/invalid-number]",
    "- row 'A' of hall 'h': 'rack.maxLoadGrams' is 1.5; give a whole number of 0 or more [space/invalid-number]",
    "- device 'n': 'heightU' is 0; give a whole number of 1 or more [space/invalid-number]",
    "- device 'n': 'maxWatts' is NaN; give a whole number of 0 or more [space/invalid-number]",
    "- device 'n': 'weightGrams' is -1; give a whole number of 0 or more [space/invalid-number]",
    "- device 'n': 'maxPerRack' is 0; give a whole number of 1 or more [space/invalid-number]",
    "- device 'n': 'fixed.u' is 0.5; give a whole number of 1 or more [space/invalid-number]",
  ]);
});
