import { planPlacement } from '../../../src/design/placement/plan-placement';
import type { DeviceInput, HallInput, PlacementPlan } from '../../../src/model/placement-plan';
import { hall, leaf, many, row, system } from './placement-fixtures';

/** Row of each device, by its name. */
function rowsOf({ racks }: PlacementPlan): Record<string, string> {
  return Object.fromEntries(
    racks.flatMap(({ row: name, devices }) => devices.map((device) => [device.name, name] as const)),
  );
}

/** Rows of each unit, in order of their first device. */
function rowsOfUnits(halls: readonly HallInput[], devices: readonly DeviceInput[]): string[] {
  const rows = rowsOf(planPlacement({ halls, devices }));
  const units = new Map<string, Set<string>>();
  for (const { name, unit } of devices) units.set(unit, (units.get(unit) ?? new Set()).add(rows[name] ?? 'none'));
  return [...units].map(([unit, names]) => `${unit} ${[...names].join('+')}`);
}

/** Units of 4 systems that are to stand together, one rack full. */
function units(count: number): DeviceInput[] {
  return Array.from({ length: count }, (_, unit) =>
    many(4, `u${unit + 1}`, (name) => system(name, { unit: `u/${unit + 1}`, unitDevices: 4 })),
  ).flat();
}

describe('a rack that is kept for a unit', () => {
  const kept = (reservedFor: string): HallInput =>
    hall('h', [row('A', { racks: 2 }), row('B', { racks: 2, positions: [{ number: 2, reservedFor }] })]);

  test('takes the devices of the unit before all other racks', () => {
    const { positions } = planPlacement({ halls: [kept('u/2')], devices: units(2) });
    expect(['u1-01', 'u2-01', 'u2-04'].map((name) => positions.get(name)?.rack)).toEqual(['A01', 'B02', 'B02']);
  });

  test('takes all units of an owner', () => {
    const { positions } = planPlacement({ halls: [kept('u')], devices: units(2) });
    expect(['u1-01', 'u2-01'].map((name) => positions.get(name)?.rack)).toEqual(['B02', 'A01']);
  });

  test('stays empty where its unit has not come, and the reason of who finds no place does not name it', () => {
    // Three racks take 4 systems of 14.3 kW each: 12 stand, 4 do not.
    const { racks, unplaced } = planPlacement({ halls: [kept('v')], devices: units(4) });
    expect(racks.map(({ name, devices }) => [name, devices.length])).toEqual([
      ['A01', 4],
      ['A02', 4],
      ['B01', 4],
      ['B02', 0],
    ]);
    expect(unplaced).toHaveLength(4);
    expect(unplaced[0]?.detail).toMatch(/^needs .*; the closest rack, A01 in row A, has /);
  });

  test('says so where all racks are kept for others', () => {
    const { unplaced } = planPlacement({
      halls: [hall('h', [row('A', { reservedFor: 'v' })])],
      devices: [system('n')],
    });
    expect(unplaced).toEqual([
      { device: 'n', reason: 'no-row-accepts-it', detail: 'all 10 racks where it may stand are kept for others' },
    ]);
  });

  test('moves nothing that stands in it by the lock, or by hand', () => {
    const lock = { 'u1-01': { rack: 'B02', u: 1 } };
    const devices = [...units(1), system('by-hand', { fixed: { rack: 'B02' } })];
    const { positions, displaced } = planPlacement({ halls: [kept('v')], devices, lock });
    expect(positions.get('u1-01')).toEqual({ rack: 'B02', u: 1 });
    expect(positions.get('by-hand')?.rack).toBe('B02');
    expect(displaced).toBeUndefined();
  });
});

describe('a blocked position', () => {
  const blocked = hall('h', [row('A', { racks: 3, positions: [{ number: 2, blockedBy: 'a column' }] })]);

  test('has no rack, and its neighbours keep their names and places', () => {
    const { racks } = planPlacement({ halls: [blocked], devices: [] });
    expect(racks.map(({ name, number, xMillimetres }) => [name, number, xMillimetres])).toEqual([
      ['A01', 1, 300],
      ['A03', 3, 1_500],
    ]);
  });

  test('tells who wants it why not', () => {
    const { unplaced } = planPlacement({ halls: [blocked], devices: [system('n', { fixed: { rack: 'A02' } })] });
    expect(unplaced[0]).toEqual({
      device: 'n',
      reason: 'no-such-rack',
      detail: "position 'A02' holds no rack: a column",
    });
  });

  test('moves a device that stood there, and says so', () => {
    const plan = planPlacement({ halls: [blocked], devices: [system('n')], lock: { n: { rack: 'A02', u: 1 } } });
    expect(plan.positions.get('n')).toEqual({ rack: 'A01', u: 1 });
    expect(plan.displaced?.[0]?.detail).toBe("position 'A02' holds no rack: a column");
  });
});

describe('a row that a tenant takes', () => {
  const halls = [hall('h', [row('A', { tenant: 'guest' }), row('B')])];

  test('takes no device, and keeps what is there', () => {
    const devices = [system('n'), system('m')];
    expect(rowsOf(planPlacement({ halls, devices }))).toEqual({ n: 'B', m: 'B' });
    expect(rowsOf(planPlacement({ halls, devices, lock: { n: { rack: 'A01', u: 1 } } }))).toEqual({ n: 'A', m: 'B' });
  });
});

describe('a system that gives heat to liquid', () => {
  const halls = [hall('h', [row('A', { isOnLoop: false }), row('B', { isOnLoop: true })])];
  const liquid = (name: string): DeviceInput => system(name, { unit: 'l', cooling: { liquidShare: 0.8 } });

  test('stands in a row on a loop, and one cooled by air in the first row', () => {
    expect(rowsOf(planPlacement({ halls, devices: [system('n'), liquid('m')] }))).toEqual({ n: 'A', m: 'B' });
  });

  test('stands elsewhere where no row on a loop has room: a rule says so', () => {
    const devices = many(41, 'm', liquid);
    const rows = rowsOf(planPlacement({ halls, devices }));
    // 10 racks take 4 each.
    expect(Object.values(rows).filter((name) => name === 'B')).toHaveLength(40);
    expect(rows['m-41']).toBe('A');
  });

  test('stands in the first row of a site without loops', () => {
    expect(rowsOf(planPlacement({ halls: [hall('h', [row('A'), row('B')])], devices: [liquid('m')] }))).toEqual({
      m: 'A',
    });
  });
});

describe('the row of a new unit', () => {
  const network = row('N', { racks: 4, accepts: ['switch'] });
  const four = [row('A', { racks: 2 }), row('B', { racks: 2 }), row('C', { racks: 2 }), row('D', { racks: 2 })];

  test('is the first with room', () => {
    expect(rowsOfUnits([hall('h', four)], units(5))).toEqual(['u/1 A', 'u/2 A', 'u/3 B', 'u/4 B', 'u/5 C']);
  });

  test('alternates between mirrored rows from the outside in, where the hall is to be symmetric', () => {
    expect(rowsOfUnits([{ ...hall('h', four), placement: 'symmetric' }], units(8))).toEqual(
      ['A', 'D', 'A', 'D', 'B', 'C', 'B', 'C'].map((name, index) => `u/${index + 1} ${name}`),
    );
  });

  test('mirrors rows by their places, not by their order in the program', () => {
    const rows = four.map((each, index) => ({ ...each, slot: [1, 0, 3, 2][index] ?? 0 }));
    expect(rowsOfUnits([{ ...hall('h', rows), placement: 'symmetric' }], units(2))).toEqual(['u/1 B', 'u/2 C']);
  });

  test('is the one nearest to the switches, where the hall asks for it', () => {
    const rows = [four[0], four[1], network, four[2]].map((each) => each ?? network);
    expect(rowsOfUnits([{ ...hall('h', rows), placement: 'near-switches' }], units(5))).toEqual(
      ['B', 'B', 'C', 'C', 'A'].map((name, index) => `u/${index + 1} ${name}`),
    );
  });

  test('keeps the turn of halls, of which each has an order of its own', () => {
    const halls = [hall('one', [row('A', { racks: 1 })]), { ...hall('two', four), placement: 'symmetric' as const }];
    expect(rowsOfUnits(halls, units(3))).toEqual(['u/1 A', 'u/2 A', 'u/3 D']);
  });

  test('of switches alone does not matter', () => {
    const { positions } = planPlacement({ halls: [hall('h', [network])], devices: [leaf('l')] });
    expect(positions.get('l')?.rack).toBe('N01');
  });
});

describe('what is wrong with a position', () => {
  const messageOf = (positions: NonNullable<ReturnType<typeof row>['positions']>): string => {
    try {
      planPlacement({ halls: [hall('h', [row('A', { racks: 3, positions })])], devices: [] });
    } catch (error) {
      return error instanceof Error ? error.message : 'not an error';
    }
    return 'nothing thrown';
  };

  test.each([0, 4, 1.5])('fails for number %p of three', (number) => {
    expect(messageOf([{ number }])).toBe(
      `position ${number} of row 'A' of hall 'h': the row has positions 1 to 3; correct its number, or raise 'racks' of the row [space/no-such-position]`,
    );
  });

  test('fails for a position that is given twice', () => {
    expect(messageOf([{ number: 2 }, { number: 2, blockedBy: 'a column' }])).toBe(
      "row 'A' of hall 'h': position 2 is given 2 times; say all about a position at once [space/duplicate-position]",
    );
  });

  test('fails for a body that is no body', () => {
    const rack = { model: 'r', heightU: 48, budgetWatts: 1, body: { widthMillimetres: 0 } };
    expect(messageOf([{ number: 2, rack }])).toBe(
      "position 2 of row 'A' of hall 'h': 'rack.body.widthMillimetres' is 0; give a whole number of 1 or more [space/invalid-number]",
    );
  });
});

// 10 U at U39 end with the last of 48. Only what was adopted may stand in a row that takes switches alone.
test.each([
  [1, true],
  [39, true],
  [40, false],
  [0, false],
])('a place of a running hall at U%i is kept: %p', (u, isKept) => {
  const halls = [hall('h', [row('A', { racks: 1 }), row('N', { racks: 1, accepts: ['switch'] })])];
  const lock = { 'a-1': { rack: 'N01', u } };
  const { positions } = planPlacement({ halls, devices: [system('a-1')], lock, adopted: new Set(['a-1']) });
  expect(positions.get('a-1')).toEqual(isKept ? lock['a-1'] : { rack: 'A01', u: 1 });
});

test('a place of a running hall that another one holds is not kept', () => {
  const halls = [hall('h', [row('N', { racks: 2 })])];
  const lock = { 'a-1': { rack: 'N01', u: 1 }, 'a-2': { rack: 'N01', u: 10 } };
  const devices = [system('a-1'), system('a-2')];
  const { positions } = planPlacement({ halls, devices, lock, adopted: new Set(['a-1']) });
  expect(positions.get('a-1')).toEqual(lock['a-1']);
  expect(positions.get('a-2')).not.toEqual(lock['a-2']);
});
