import { planPlacement, type PlacementInput } from '../../../src/design/placement/plan-placement';
import type { DeviceInput, PlacementPlan, RackPosition } from '../../../src/model/placement-plan';
import { zone } from '../power/power-fixtures';
import { hall, leaf, many, row, system } from './placement-fixtures';

const run = (first: number, last: number, more: Omit<RackPosition, 'number'>): RackPosition[] =>
  Array.from({ length: last - first + 1 }, (_, index) => ({ number: first + index, ...more }));

/** Two busway runs of 100 kW in row A: racks 1 to 5 and 6 to 10; what each carries with a feed lost: 80 kW, five systems of 14.3 kW. */
const ZONES = ['zone-a', 'zone-b'].map((name) => zone({ name, ratingWatts: 100_000 }));
const FLOOR = [hall('hall-1', [row('A', { positions: run(6, 10, { zone: 'zone-b' }) })])];

const place = (devices: readonly DeviceInput[], input: Partial<PlacementInput> = {}): PlacementPlan =>
  planPlacement({ halls: FLOOR, zones: ZONES, devices, ...input });

/** Racks in use with what stands there, in the order of their numbers. */
function used({ racks }: PlacementPlan): Record<string, number> {
  return Object.fromEntries(
    racks.flatMap((rack) => (rack.devices.length === 0 ? [] : [[rack.name, rack.devices.length]])),
  );
}

const alone = { maxPerRack: 1, unit: 'u' };

describe('a row whose racks are in two zones', () => {
  test('each rack has the zone of its position', () => {
    expect(place([]).racks.map((rack) => rack.zone)).toEqual([
      ...Array.from({ length: 5 }, () => 'zone-a'),
      ...Array.from({ length: 5 }, () => 'zone-b'),
    ]);
  });

  // 5 x 14.3 kW = 71.5 kW <= 80 kW; 6 x 14.3 kW = 85.8 kW > 80 kW.
  test('the sixth system goes to the run that has room, though the first has racks', () => {
    expect(used(place(many(6, 'n', (name) => system(name, { unit: 'u' }))))).toEqual({ A01: 4, A02: 1, A06: 1 });
  });

  test('a unit that one run feeds whole stays in it', () => {
    const first = many(3, 'a', (name) => system(name, { unit: 'a', unitDevices: 3 }));
    const second = many(4, 'b', (name) => system(name, { unit: 'b', unitDevices: 4 }));
    // 3 in the first run leave room for 2 there: the four of the second unit stand together in the other.
    expect(used(place([...first, ...second]))).toEqual({ A01: 3, A06: 4 });
  });

  test('balance takes the run that is loaded least', () => {
    const units = ['a', 'b', 'c', 'd'].map((unit) => system(unit, { unit, unitDevices: 1 }));
    expect(used(place(units, { zonePlacement: 'balance' }))).toEqual({ A01: 2, A06: 2 });
  });

  test('what may stand in one zone alone stands in racks of it, and nowhere when they are full', () => {
    const plan = place(many(6, 'n', (name) => system(name, { ...alone, zones: ['zone-b'] })));
    expect(used(plan)).toEqual({ A06: 1, A07: 1, A08: 1, A09: 1, A10: 1 });
    expect(plan.unplaced).toEqual([
      {
        device: 'n-06',
        reason: 'count',
        detail: "needs a rack with fewer than 1 of kind 'system'; the closest rack, A06 in row A, has 1 of them",
      },
    ]);
  });

  test('of two zones the first that it names comes first', () => {
    const plan = place(many(6, 'n', (name) => system(name, { ...alone, zones: ['zone-b', 'zone-a'] })));
    expect(used(plan)).toEqual({ A01: 1, A06: 1, A07: 1, A08: 1, A09: 1, A10: 1 });
  });

  test('a switch of its unit stands at the middle of the unit, in the zones that it may stand in', () => {
    const systems = many(4, 'n', (name) => system(name, { ...alone, zones: ['zone-b'] }));
    const switches = [leaf('any', { unit: 'u' }), leaf('in-a', { unit: 'u', zones: ['zone-a'] })];
    const { positions } = place([...systems, ...switches]);
    expect([positions.get('any')?.rack, positions.get('in-a')?.rack]).toEqual(['A07', 'A05']);
  });

  test('partners that are spread over zones stand in both', () => {
    const partners = { set: 's', kind: 'leaf', of: 'x', mostPerRack: 1, mostLost: 1, over: 'zones' } as const;
    const plan = place(many(4, 'n', (name) => leaf(name, { unit: 'u', partners })));
    expect(plan.racks.filter(({ devices }) => devices.length > 0).map((rack) => rack.zone)).toEqual([
      'zone-a',
      'zone-a',
      'zone-b',
      'zone-b',
    ]);
  });

  test('a place of the lock in a rack of another zone is given up', () => {
    const lock = { n: { rack: 'A02', u: 1 } };
    const plan = place([system('n', { zones: ['zone-b'] })], { lock });
    expect(plan.positions.get('n')?.rack).toBe('A06');
    expect(plan.displaced).toEqual([
      { device: 'n', reason: 'no-row-accepts-it', detail: "rack A02 is in zone 'zone-a', not in 'zone-b'" },
    ]);
  });

  test('a row that names its zone at every position is placed as one that names it once', () => {
    const devices = many(12, 'n', (name) => system(name, { unit: 'u', unitDevices: 12 }));
    const named = [hall('hall-1', [row('A', { zone: 'zone-b', positions: run(1, 10, { zone: 'zone-a' }) })])];
    const once = place(devices, { halls: [hall('hall-1', [row('A')])] });
    expect([...place(devices, { halls: named }).positions]).toEqual([...once.positions]);
  });
});

describe('racks that a tenant takes in a row', () => {
  const let6 = [hall('hall-1', [row('A', { positions: run(1, 6, { tenant: 'guest' }) })])];

  test('take no device of the site', () => {
    expect(
      used(
        place(
          many(4, 'n', (name) => system(name, alone)),
          { halls: let6 },
        ),
      ),
    ).toEqual({ A07: 1, A08: 1, A09: 1, A10: 1 });
  });

  test('leave what finds no place beside them without one', () => {
    const plan = place(
      many(5, 'n', (name) => system(name, alone)),
      { halls: let6 },
    );
    expect(plan.unplaced.map(({ device }) => device)).toEqual(['n-05']);
    const all = [hall('hall-1', [row('A', { positions: run(1, 10, { tenant: 'guest' }) })])];
    expect(place([system('n')], { halls: all }).unplaced.map(({ detail }) => detail)).toEqual([
      'all 10 racks where it may stand are kept for others',
    ]);
  });

  // 60 kW of the guest over 6 of 6 racks of zone A: 80 - 60 = 20 kW left there, for one system of 14.3 kW.
  test('draw from the zones of their racks', () => {
    const halls = [
      hall('hall-1', [row('A', { positions: [...run(1, 3, { tenant: 'guest' }), ...run(6, 10, { zone: 'zone-b' })] })]),
    ];
    const guest = { name: 'guest', path: 'guest', racks: 3, rows: [], loadWatts: 60_000, liquidShare: 0 };
    const places = [1, 2, 3].map((number) => ({ hall: 'hall-1', row: 'A', number }));
    const plan = place(
      many(3, 'n', (name) => system(name, { unit: 'u' })),
      { halls, tenantLoads: [{ ...guest, places }] },
    );
    expect(used(plan)).toEqual({ A04: 1, A06: 2 });
  });
});
