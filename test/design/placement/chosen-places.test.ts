import { planPlacement } from '../../../src/design/placement/plan-placement';
import type { DeviceInput, PlacementPlan } from '../../../src/model/placement-plan';
import { RACK, hall, leaf, row, system } from './placement-fixtures';

function placesOf(plan: PlacementPlan): Record<string, string> {
  return Object.fromEntries([...plan.positions].map(([name, { rack, u }]) => [name, `${rack} U${u}`]));
}

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
  ])('gives way only where %s', (_case, place, detail, reason) => {
    const plan = planPlacement({
      halls,
      devices: [system('a'), system('b')],
      lock: { a: { rack: 'A01', u: 1 }, b: place },
    });
    expect(placesOf(plan)).toEqual({ a: 'A01 U1', b: 'A01 U11' });
    expect(plan.displaced).toEqual([{ device: 'b', reason, detail }]);
  });

  test.each([
    ['a lowered budget', { ...RACK, budgetWatts: 20_000 }, {}],
    ['a raised nameplate', RACK, { maxWatts: 40_000 }],
    ['a lowered load', { ...RACK, maxLoadGrams: 200_000 }, {}],
  ])('moves nothing for %s: the rack is over, and rules tell', (_case, rack, more) => {
    const devices = [system('a', more), system('b', more)];
    const lock = { a: { rack: 'A01', u: 1 }, b: { rack: 'A01', u: 11 } };
    const plan = planPlacement({ halls: [hall('h', [row('A', { rack })])], devices, lock });
    expect(placesOf(plan)).toEqual({ a: 'A01 U1', b: 'A01 U11' });
    expect(plan.displaced).toBeUndefined();
    expect(plan.racks[0]).toMatchObject({ loadWatts: 2 * (devices[0]?.maxWatts ?? 0), weightGrams: 284_800 });
  });

  test.each([
    [1, "'a' in U1 to U10 and 'b' in U1 to U10"],
    [5, "'a' in U1 to U10 and 'b' in U5 to U14"],
    [10, "'a' in U1 to U10 and 'b' in U10 to U19"],
  ])('fails where it has two devices in the same units, and moves neither (U%i)', (u, overlap) => {
    const lock = { b: { rack: 'A01', u }, a: { rack: 'A01', u: 1 } };
    expect(() => planPlacement({ halls, devices: [system('a'), system('b')], lock })).toThrow(
      `the lock has ${overlap} of rack 'A01', which overlap; restore the lock from version control, or let one of them find another place: 'aifactory lock release b' [space/locked-places-collide]`,
    );
    const adopted = new Set(['a', 'b']);
    expect(() => planPlacement({ halls, devices: [system('a'), system('b')], lock, adopted })).toThrow('which overlap');
  });

  test('fails on all that overlap at once', () => {
    const lock = Object.fromEntries(['a', 'b', 'c'].map((name, at) => [name, { rack: 'A01', u: 1 + at }]));
    expect(() => planPlacement({ halls, devices: ['a', 'b', 'c'].map((name) => system(name)), lock })).toThrow(
      '2 problems',
    );
  });

  test('lets a planned device give way to one of the hall, and what the user fixes stand where one was', () => {
    const lock = { a: { rack: 'A01', u: 1 }, b: { rack: 'A01', u: 5 } };
    const devices = [system('a'), system('b')];
    const hallFirst = planPlacement({ halls, devices, lock, adopted: new Set(['b']) });
    expect(placesOf(hallFirst)).toEqual({ a: 'A01 U15', b: 'A01 U5' });
    const fixed = planPlacement({ halls, devices: [system('a', { fixed: { rack: 'A02', u: 1 } }), system('b')], lock });
    expect(placesOf(fixed)).toEqual({ a: 'A02 U1', b: 'A01 U5' });
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

  test('leaves a gap where a device is gone, up to what exists above it, until it is released', () => {
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
