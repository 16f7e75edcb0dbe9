import { planPlacement } from '../../../src/design/placement/plan-placement';
import type { DeviceInput, PlacementPlan } from '../../../src/design/placement/placement-plan';
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

describe('fixed places', () => {
  const halls = [hall('h', [row('A'), row('N', { accepts: ['switch'], zone: 'zone-b' })])];
  const unplaced = (devices: readonly DeviceInput[]): unknown => planPlacement({ halls, devices }).unplaced;

  test('are taken before any other device, in a rack or at a unit', () => {
    const devices = [
      system('a'),
      system('b', { fixed: { rack: 'A01' } }),
      system('c', { fixed: { rack: 'A01', u: 30 } }),
    ];
    expect(placesOf(planPlacement({ halls, devices }))).toEqual({ a: 'A01 U11', b: 'A01 U1', c: 'A01 U30' });
  });

  test.each([
    ['of a rack that is not there', { rack: 'A11' }, 'no-such-rack', "there is no rack 'A11', but one 'A01'"],
    ['of a rack unlike any other', { rack: 'somewhere' }, 'no-such-rack', "there is no rack 'somewhere'"],
    ['past the top', { rack: 'A01', u: 40 }, 'units', 'U40 to U49 are not in rack A01, which has 48 U'],
    ['in a row of other kinds', { rack: 'N01' }, 'no-row-accepts-it', "row N of rack N01 takes 'switch', not 'system'"],
  ])('leave the device out where they are %s', (_case, fixed, reason, detail) => {
    expect(unplaced([system('a', { fixed })])).toEqual([{ device: 'a', reason, detail }]);
  });

  test('leave the device out where they are in another zone', () => {
    expect(unplaced([leaf('a', { zones: ['zone-a', 'zone-c'], fixed: { rack: 'N01' } })])).toEqual([
      { device: 'a', reason: 'no-row-accepts-it', detail: "rack N01 is in zone 'zone-b', not in 'zone-a', 'zone-c'" },
    ]);
  });

  test('leave the device out where another one stands', () => {
    expect(
      unplaced([system('a', { fixed: { rack: 'A01', u: 1 } }), system('b', { fixed: { rack: 'A01', u: 10 } })]),
    ).toEqual([{ device: 'b', reason: 'fixed-place-taken', detail: "'a' stands in U10 to U19 of rack A01" }]);
  });

  test('leave the device out where the rack is short of units, power, load or count', () => {
    const fixed = { rack: 'A01' };
    const rack = { ...RACK, maxLoadGrams: 300_000 };
    const plan = planPlacement({
      halls: [hall('h', [row('A', { rack })])],
      devices: [
        system('a', { fixed, heightU: 40, maxPerRack: 1 }),
        system('b', { fixed, maxWatts: 50_000, weightGrams: 200_000 }),
        leaf('c', { fixed, maxWatts: 50_000 }),
      ],
    });
    expect(plan.unplaced).toEqual([
      {
        device: 'b',
        reason: 'units',
        detail:
          "needs 10 U in one piece and 50 kW and 200 kg and a rack with fewer than 1 of kind 'system'; " +
          'rack A01 has 8 U free and 45.7 kW of 60 kW free and 157.6 kg of 300 kg free and 1 of them',
      },
      { device: 'c', reason: 'power', detail: 'needs 50 kW; rack A01 has 45.7 kW of 60 kW free' },
    ]);
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

describe('the lock', () => {
  const halls = [hall('h', [row('A')])];

  test('keeps places whatever is declared in front of them', () => {
    const lock = { b: { rack: 'A02', u: 5 } };
    const plan = planPlacement({ halls, devices: [system('a'), system('b')], lock });
    expect(placesOf(plan)).toEqual({ a: 'A01 U1', b: 'A02 U5' });
  });

  test.each([
    ['its rack is gone', { rack: 'B01', u: 1 }, "there is no rack 'B01', but one 'A01'", 'no-such-rack'],
    ['it passes the top', { rack: 'A02', u: 45 }, 'U45 to U54 are not in rack A02, which has 48 U', 'units'],
    ['it is no unit', { rack: 'A02', u: 0 }, 'U0 to U9 are not in rack A02, which has 48 U', 'units'],
    ['another device has it', { rack: 'A01', u: 5 }, "'a' stands in U5 to U14 of rack A01", 'fixed-place-taken'],
  ])('gives way only where %s', (_case, place, detail, reason) => {
    const plan = planPlacement({
      halls,
      devices: [system('a'), system('b')],
      lock: { a: { rack: 'A01', u: 1 }, b: place },
    });
    expect(placesOf(plan)).toEqual({ a: 'A01 U1', b: 'A01 U11' });
    expect(plan.displaced).toEqual([{ device: 'b', reason, detail }]);
  });

  test('gives way to a place that the user fixed since, but not to that of another device', () => {
    const lock = { a: { rack: 'A01', u: 1 }, b: { rack: 'A01', u: 11 } };
    const moved = planPlacement({ halls, devices: [system('a', { fixed: { rack: 'A03', u: 2 } }), system('b')], lock });
    expect(placesOf(moved)).toEqual({ a: 'A03 U2', b: 'A01 U11' });
    const kept = planPlacement({
      halls,
      devices: [system('a'), system('b'), system('c', { fixed: { rack: 'A01', u: 11 } })],
      lock,
    });
    expect(kept.unplaced).toEqual([
      { device: 'c', reason: 'fixed-place-taken', detail: "'b' stands in U11 to U20 of rack A01" },
    ]);
    const same = planPlacement({ halls, devices: [system('a'), system('b', { fixed: { rack: 'A01' } })], lock });
    expect(placesOf(same)).toEqual({ a: 'A01 U1', b: 'A01 U11' });
  });

  test('leaves a gap where a device is gone, up to what stands above it, until it is released', () => {
    const lock = {
      a: { rack: 'A01', u: 1 },
      b: { rack: 'A01', u: 11 },
      c: { rack: 'A01', u: 21 },
      gone: { rack: 'X01', u: 1 },
    };
    const plan = planPlacement({ halls, devices: [system('a'), system('new'), system('c')], lock });
    expect(placesOf(plan)).toEqual({ a: 'A01 U1', c: 'A01 U21', new: 'A01 U31' });
    expect(plan.racks[0]?.gaps).toEqual([{ name: 'b', u: 11, heightU: 10 }]);
    expect(plan.racks[0]?.usedU).toBe(30);
    const released = planPlacement({
      halls,
      devices: [system('a'), system('new'), system('c')],
      lock: { a: lock.a, c: lock.c },
    });
    expect(placesOf(released)['new']).toBe('A01 U11');
    const short = planPlacement({
      halls: [hall('h', [row('A', { racks: 1 })])],
      devices: [system('a'), system('c'), system('d', { heightU: 40 })],
      lock,
    });
    expect(short.unplaced[0]?.detail).toBe(
      'needs 40 U in one piece; the closest rack, A01 in row A, has 18 U free and 10 U kept for devices that are gone',
    );
  });
});
