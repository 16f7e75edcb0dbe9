import { planPlacement } from '../../../src/design/placement/plan-placement';
import type { DeviceInput, PlacementPlan } from '../../../src/model/placement-plan';
import { RACK, hall, leaf, many, row, system } from './placement-fixtures';

function placesOf(plan: PlacementPlan): Record<string, string> {
  return Object.fromEntries([...plan.positions].map(([name, { rack, u }]) => [name, `${rack} U${u}`]));
}

describe('systems', () => {
  test('fill a rack from the bottom until the next one passes its budget, then the next rack', () => {
    // 60 kW / 14.3 kW = 4.2, so four of 10 U a rack: U1, U11, U21, U31.
    const plan = planPlacement({ halls: [hall('h', [row('A')])], devices: many(5, 'n', (name) => system(name)) });
    expect(placesOf(plan)).toEqual({
      'n-01': 'A01 U1',
      'n-02': 'A01 U11',
      'n-03': 'A01 U21',
      'n-04': 'A01 U31',
      'n-05': 'A02 U1',
    });
    expect(plan.racks[0]).toEqual({
      name: 'A01',
      hall: 'h',
      row: 'A',
      number: 1,
      zone: 'zone-a',
      limits: RACK,
      xMillimetres: 300,
      yMillimetres: 0,
      devices: [
        { name: 'n-01', u: 1, heightU: 10 },
        { name: 'n-02', u: 11, heightU: 10 },
        { name: 'n-03', u: 21, heightU: 10 },
        { name: 'n-04', u: 31, heightU: 10 },
      ],
      usedU: 40,
      loadWatts: 57_200,
      weightGrams: 569_600,
    });
    expect(plan).not.toHaveProperty('displaced');
  });

  test('stop at the load that a rack bears, and weigh nothing where no limit is given', () => {
    // 300 kg / 142.4 kg = 2.1, so two a rack.
    const devices = many(3, 'n', (name) => system(name));
    const limited = row('A', { rack: { ...RACK, maxLoadGrams: 300_000 } });
    expect(placesOf(planPlacement({ halls: [hall('h', [limited])], devices }))['n-03']).toBe('A02 U1');
    expect(placesOf(planPlacement({ halls: [hall('h', [row('A')])], devices }))['n-03']).toBe('A01 U21');
  });

  test('stop at the count a rack that any device of their kind in it allows', () => {
    const devices = [system('a', { maxPerRack: 2 }), system('b'), system('c'), leaf('d')];
    expect(placesOf(planPlacement({ halls: [hall('h', [row('A')])], devices }))).toEqual({
      a: 'A01 U1',
      b: 'A01 U11',
      c: 'A02 U1',
      d: 'A01 U48',
    });
  });

  test('take the zone they prefer, then the next one', () => {
    const rows = [row('A', { racks: 1 }), row('B', { racks: 1, zone: 'zone-b' })];
    const devices = many(5, 'n', (name) => system(name, { zones: ['zone-b', 'zone-a'] }));
    const places = placesOf(planPlacement({ halls: [hall('h', rows)], devices }));
    expect(places['n-01']).toBe('B01 U1');
    expect(places['n-05']).toBe('A01 U1');
  });

  test('of a unit go on in the row where the unit stands, though an earlier row has room', () => {
    const rows = [row('A'), row('B')];
    const devices = [
      system('first', { unit: 'u2', fixed: { rack: 'B03' } }),
      system('other', { unit: 'u1' }),
      system('second', { unit: 'u2' }),
    ];
    expect(placesOf(planPlacement({ halls: [hall('h', rows)], devices }))).toEqual({
      first: 'B03 U1',
      other: 'A01 U1',
      second: 'B01 U1',
    });
  });
});

describe('units that say how large they become', () => {
  // Rows of 2 racks; 60 kW a rack take 4 systems of 14.3 kW (57.2 kW), so a row takes 8. A unit of 5 leaves 3 places in its row.
  const rows = ['A', 'B', 'C'].map((name) => row(name, { racks: 2 }));
  const unitOf = (unit: string, count: number): DeviceInput[] =>
    Array.from({ length: count }, (_, index) => system(`${unit}-${index + 1}`, { unit, unitDevices: 5 }));

  test('begin in a row with room for all of them', () => {
    const { positions } = planPlacement({ halls: [hall('h', rows)], devices: [...unitOf('a', 5), ...unitOf('b', 5)] });
    expect(positions.get('a-1')?.rack).toBe('A01');
    expect(positions.get('b-1')?.rack).toBe('B01');
    expect(positions.get('b-5')?.rack).toBe('B02');
  });

  test('fall back on the first rack with room where no row takes all', () => {
    const units = ['a', 'b', 'c', 'd'].flatMap((unit) => unitOf(unit, 5));
    const { positions, unplaced } = planPlacement({ halls: [hall('h', rows)], devices: units });
    expect(unplaced).toEqual([]);
    expect(positions.get('d-1')?.rack).toBe('A02');
    expect(positions.get('d-4')?.rack).toBe('B02');
  });
});

describe('switches', () => {
  // Eight systems of a unit stand in A01 and A02, the other unit in A03 and A04.
  const systems = [
    ...many(8, 'n', (name) => system(name, { unit: 'su-01' })),
    ...many(8, 'm', (name) => system(name, { unit: 'su-02' })),
  ];

  test('take the top of the rack nearest to the middle of their unit', () => {
    // 60 kW - 4 x 14.3 kW leaves 2.8 kW, so one switch of 1.7 kW beside four systems; A05 is next.
    const devices = [...systems, ...many(4, 'leaf', (name) => leaf(name, { unit: 'su-02' }))];
    const places = placesOf(planPlacement({ halls: [hall('h', [row('A')])], devices }));
    expect([places['leaf-01'], places['leaf-02'], places['leaf-03'], places['leaf-04']]).toEqual([
      'A03 U48',
      'A04 U48',
      'A02 U48',
      'A05 U48',
    ]);
  });

  test('stand in the nearest row that takes them where the row of their unit does not', () => {
    const rows = [
      row('N', { accepts: ['switch'], racks: 2 }),
      row('A', { accepts: ['system'], racks: 2 }),
      row('B', { accepts: ['system'], racks: 4 }),
      row('M', { accepts: ['switch'], racks: 2 }),
    ];
    const devices = [
      ...systems,
      leaf('of-1', { unit: 'su-01' }),
      leaf('of-2', { unit: 'su-02' }),
      leaf('spine', { unit: 'spines' }),
    ];
    const places = placesOf(planPlacement({ halls: [hall('h', rows)], devices }));
    // Row A is 1 from N and 2 from M; row B is 2 from N and 1 from M. A spine has no unit yet: first fit.
    expect([places['of-1'], places['of-2'], places['spine']]).toEqual(['N01 U48', 'M01 U48', 'N01 U47']);
  });

  test('without a unit that stands anywhere fill the first rack from the top down', () => {
    const places = placesOf(
      planPlacement({ halls: [hall('h', [row('A')])], devices: many(3, 's', (name) => leaf(name)) }),
    );
    expect(places).toEqual({ 's-01': 'A01 U48', 's-02': 'A01 U47', 's-03': 'A01 U46' });
  });
});

describe('halls', () => {
  test('name racks by row and number, with the hall in front where there are several', () => {
    const one = planPlacement({ halls: [hall('hall-1', [row('A', { racks: 100 })])], devices: [] });
    expect([one.racks[0]?.name, one.racks[9]?.name, one.racks[99]?.name]).toEqual(['A01', 'A10', 'A100']);
    const two = planPlacement({ halls: [hall('hall-1', [row('A')]), hall('hall-2', [row('A')])], devices: [] });
    expect([two.racks[0]?.name, two.racks[10]?.name]).toEqual(['hall-1-A01', 'hall-2-A01']);
  });

  test('put the centre of a rack half a pitch into the row, and rows a pitch apart', () => {
    const plan = planPlacement({ halls: [hall('h', [row('A'), row('B'), row('C')])], devices: [] });
    const rack = plan.racks.find(({ name }) => name === 'C04');
    // x: 3 x 600 + 300, y: 2 x 3,000.
    expect([rack?.xMillimetres, rack?.yMillimetres]).toEqual([2_100, 6_000]);
  });

  test('keep the places of the first hall when a second one is added, and when it is taken away again', () => {
    const devices = many(3, 'n', (name) => system(name));
    const first = planPlacement({ halls: [hall('hall-1', [row('A')])], devices });
    const halls = [hall('hall-1', [row('A')]), hall('hall-2', [row('A')])];
    const second = planPlacement({ halls, devices, lock: Object.fromEntries(first.positions) });
    expect(placesOf(second)).toEqual({ 'n-01': 'hall-1-A01 U1', 'n-02': 'hall-1-A01 U11', 'n-03': 'hall-1-A01 U21' });
    const third = planPlacement({ halls: halls.slice(0, 1), devices, lock: Object.fromEntries(second.positions) });
    expect(third).toEqual(first);
  });
});

describe('devices without a place', () => {
  test('say what the closest rack lacks in units', () => {
    const rows = [
      row('A', { racks: 2, rack: { ...RACK, heightU: 16 } }),
      row('B', { racks: 1, rack: { ...RACK, heightU: 12 } }),
    ];
    const devices = many(4, 'n', (name) => system(name));
    expect(planPlacement({ halls: [hall('h', rows)], devices }).unplaced).toEqual([
      {
        device: 'n-04',
        reason: 'units',
        detail: 'needs 10 U in one piece; the closest rack, A01 in row A, has 6 U free',
      },
    ]);
  });

  test('say what the closest rack lacks in power, load and count', () => {
    const detailFor = (rack: Partial<typeof RACK>, device: Partial<DeviceInput>): string | undefined =>
      planPlacement({
        halls: [hall('h', [row('A', { racks: 1, rack: { ...RACK, ...rack } })])],
        devices: [system('a', device), system('b', device)],
      }).unplaced[0]?.detail;
    expect(detailFor({ budgetWatts: 20_000 }, {})).toBe(
      'needs 14.3 kW; the closest rack, A01 in row A, has 5.7 kW of 20 kW free',
    );
    expect(detailFor({ maxLoadGrams: 200_000 }, {})).toBe(
      'needs 142.4 kg; the closest rack, A01 in row A, has 57.6 kg of 200 kg free',
    );
    expect(detailFor({}, { maxPerRack: 1 })).toBe(
      "needs a rack with fewer than 1 of kind 'system'; the closest rack, A01 in row A, has 1 of them",
    );
  });

  test('say that no row takes them', () => {
    const halls = [hall('h', [row('A', { accepts: [] })])];
    const devices = [system('a'), system('b', { zones: ['zone-x'] })];
    expect(planPlacement({ halls, devices }).unplaced).toEqual([
      { device: 'a', reason: 'no-row-accepts-it', detail: "no row takes kind 'system'" },
      { device: 'b', reason: 'no-row-accepts-it', detail: "no row in zone 'zone-x' takes kind 'system'" },
    ]);
    expect(planPlacement({ halls: [], devices: [system('a')] }).unplaced).toHaveLength(1);
    expect(planPlacement({ halls, devices: [system('a', { fixed: { rack: 'A01' } })] }).unplaced[0]?.detail).toBe(
      "row A of rack A01 takes nothing, not 'system'",
    );
  });
});

// A system alone fills a rack of 15 kW: what finds no room beside the first one goes on in the nearest row, of two alike the first, then to other halls in order.
test('a unit goes on in the nearest row', () => {
  const small = { ...RACK, budgetWatts: 15_000 };
  const one = (name: string): ReturnType<typeof row> => row(name, { racks: 1, rack: small });
  const halls = [hall('h', [one('A'), one('B'), one('C'), one('D')]), hall('i', [one('E')]), hall('j', [one('F')])];
  const devices = many(6, 'n', (name, index) => system(name, index === 0 ? { fixed: { rack: 'h-B01' } } : {}));
  const plan = planPlacement({ halls, devices });
  expect([...plan.positions.values()].map(({ rack }) => rack)).toEqual([
    'h-B01',
    'h-A01',
    'h-C01',
    'h-D01',
    'i-E01',
    'j-F01',
  ]);
});
