import fc from 'fast-check';

import { planPlacement } from '../../../src/design/placement/plan-placement';
import type { DeviceInput, PartnerSet, PlacementPlan } from '../../../src/model/placement-plan';
import { hall, leaf, many, row, system } from './placement-fixtures';

function set(name: string, mostPerRack: number, more: Partial<PartnerSet> = {}): PartnerSet {
  return { set: name, kind: 'spine', of: "fabric 'c'", mostPerRack, mostLost: mostPerRack, ...more };
}

function racksOf({ positions }: PlacementPlan, prefix: string): string[] {
  return [...positions].filter(([name]) => name.startsWith(prefix)).map(([, { rack }]) => rack);
}

test('two managers stand in two racks, the second in the next one', () => {
  const devices = many(2, 'ufm', (name) => system(name, { kind: 'ufm', heightU: 1, partners: set('ufm', 1) }));
  expect(racksOf(planPlacement({ halls: [hall('h', [row('N', { racks: 3 })])], devices }), 'ufm')).toEqual([
    'N01',
    'N02',
  ]);
});

// 16 spines, a quarter of them in a rack: 4 + 4 + 4 + 4. With three racks 6 + 5 + 5: all have 4 first, then each gets one in turn.
test.each([
  [6, ['N01', 'N02', 'N03', 'N04'], [4, 4, 4, 4]],
  [3, ['N01', 'N02', 'N03'], [6, 5, 5]],
  [1, ['N01'], [16]],
])('sixteen spines over %i racks', (racks, names, counts) => {
  const devices = many(16, 'spine', (name) => leaf(name, { unit: 'c/spine', partners: set('c/spine', 4) }));
  const placed = racksOf(planPlacement({ halls: [hall('h', [row('N', { racks })])], devices }), 'spine');
  expect(names.map((name) => placed.filter((each) => each === name).length)).toEqual(counts);
});

test('leaves of a pair stand beside each other, as near to their unit as racks have room', () => {
  const systems = many(8, 'dgx', (name) => system(name, { unit: 'haein/su-01' }));
  const leaves = many(2, 'leaf', (name) => leaf(name, { unit: 'haein/su-01', partners: set('pair', 1) }));
  const rows = [row('A', { racks: 4, accepts: ['system'] }), row('N', { racks: 3, accepts: ['switch'] })];
  // Systems fill A01 and A02 (four a rack by height): their middle is the second rack, and of the two beside it the lower is taken.
  expect(racksOf(planPlacement({ halls: [hall('h', rows)], devices: [...systems, ...leaves] }), 'leaf')).toEqual([
    'N01',
    'N02',
  ]);
});

test('spread over rows or zones takes the row or zone with the fewest first', () => {
  const rows = [row('M', { racks: 3 }), row('N', { racks: 3 }), row('O', { racks: 3, zone: 'zone-b' })];
  const placed = (over: PartnerSet['over']): string[] => {
    const partners = { ...set('core', 1), ...(over === undefined ? {} : { over }) };
    return racksOf(
      planPlacement({ halls: [hall('h', rows)], devices: many(3, 'core', (name) => leaf(name, { partners })) }),
      'core',
    );
  };
  expect(placed(undefined)).toEqual(['M01', 'M02', 'M03']);
  expect(placed('rows')).toEqual(['M01', 'N01', 'O01']);
  expect(placed('zones')).toEqual(['M01', 'O01', 'M02']);
});

test('partners stay in the hall of the first place, for no way to another hall may be known', () => {
  const halls = [hall('h1', [row('N', { racks: 1 })]), hall('h2', [row('N', { racks: 4 })])];
  const devices = many(2, 'core', (name) => leaf(name, { partners: set('core', 1) }));
  expect(racksOf(planPlacement({ halls, devices }), 'core')).toEqual(['h1-N01', 'h1-N01']);
});

test('racks kept for a fabric hold its partners, however few the racks are', () => {
  const rows = [row('N', { racks: 4, positions: [{ number: 2, reservedFor: 'c' }] })];
  const devices = many(2, 'core', (name) => leaf(name, { unit: 'c/core', partners: set('core', 1) }));
  expect(racksOf(planPlacement({ halls: [hall('h', rows)], devices }), 'core')).toEqual(['N02', 'N02']);
});

test('partners within a distance of the first stand no further, and together at 0', () => {
  const devices = many(4, 'core', (name) => leaf(name, { partners: set('core', 1) }));
  const placed = (within: number): string[] =>
    racksOf(
      planPlacement({ halls: [hall('h', [row('N')])], devices, spreadWithin: new Map([['core', within]]) }),
      'core',
    );
  expect(placed(0)).toEqual(['N01', 'N01', 'N01', 'N01']);
  // Racks are 600 mm apart: two of them are within 600 mm.
  expect(placed(600)).toEqual(['N01', 'N02', 'N01', 'N02']);
  expect(placed(1_800)).toEqual(['N01', 'N02', 'N03', 'N04']);
});

const sets = fc.array(
  fc.record({
    kind: fc.constantFrom<DeviceInput['kind'][]>('switch', 'ufm', 'storage'),
    count: fc.integer({ min: 2, max: 9 }),
    heightU: fc.integer({ min: 1, max: 4 }),
    maxWatts: fc.integer({ min: 0, max: 9_000 }),
    mostPerRack: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 5 },
);
const rowsOf = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('A', 'B', 'C'),
    racks: fc.integer({ min: 1, max: 6 }),
    zone: fc.constant('zone-a'),
    accepts: fc.constantFrom<DeviceInput['kind'][][]>(
      ['switch', 'ufm', 'storage'],
      ['switch', 'system'],
      ['system', 'ufm', 'storage'],
    ),
    rack: fc.record({
      model: fc.constant('r'),
      heightU: fc.integer({ min: 10, max: 20 }),
      budgetWatts: fc.integer({ min: 10_000, max: 60_000 }),
    }),
  }),
  { minLength: 1, maxLength: 3, selector: ({ name }) => name },
);
const floor = fc
  .array(rowsOf, { minLength: 1, maxLength: 2 })
  .map((list) => list.map((rows, index) => hall(`hall-${index + 1}`, rows)));
const members = (list: typeof sets extends fc.Arbitrary<infer T> ? T : never): DeviceInput[] =>
  list.flatMap(({ count, mostPerRack, ...shape }, index) =>
    many(count, `s${index}`, (name) =>
      system(name, { ...shape, unit: `u${index}`, partners: set(`set-${index}`, mostPerRack) }),
    ),
  );
const others = (count: number): DeviceInput[] => many(count, 'sys', (name) => system(name, { unit: 'x/su-01' }));

// The reference is a plain count over the finished plan: racks only fill, so that a rack which has room at the end had it all the time.
test('no more partners than wanted stand in one rack while another of the hall has room and holds fewer', () => {
  fc.assert(
    fc.property(floor, sets, fc.nat(12), (halls, list, systems) => {
      const devices = [...others(systems), ...members(list)];
      const plan = planPlacement({ halls, devices });
      const inputs = new Map(
        halls.flatMap(({ name, rows }) => rows.map((each) => [`${name}/${each.name}`, each] as const)),
      );
      list.forEach(({ kind, heightU, maxWatts, mostPerRack }, index) => {
        const held = (names: readonly { readonly name: string }[]): number =>
          names.filter(({ name }) => name.startsWith(`s${index}-`)).length;
        for (const rack of plan.racks) {
          const here = held(rack.devices);
          if (here <= mostPerRack) continue;
          for (const other of plan.racks) {
            const takes = inputs.get(`${other.hall}/${other.row}`)?.accepts?.includes(kind) === true;
            if (other.hall !== rack.hall || !takes || other.loadWatts + maxWatts > other.limits.budgetWatts) continue;
            const free = Array.from({ length: other.limits.heightU }, (_, at) =>
              other.devices.every(({ u, heightU: high }) => at + 1 < u || at + 1 >= u + high),
            );
            const hasRoom = free.some(
              (_, at) => at + heightU <= free.length && free.slice(at, at + heightU).every(Boolean),
            );
            if (hasRoom) expect(held(other.devices) + 1).toBeGreaterThanOrEqual(here);
          }
        }
      });
    }),
  );
});

test('under the lock partners stay where they are, whatever stands beside them', () => {
  fc.assert(
    fc.property(floor, sets, fc.nat(12), (halls, list, systems) => {
      const all = [...others(systems), ...members(list)];
      const alone = all.map(({ partners: _partners, ...rest }): DeviceInput => rest);
      const before = planPlacement({ halls, devices: alone });
      const lock = Object.fromEntries(before.positions);
      const after = planPlacement({ halls, devices: all, lock });
      for (const [name, place] of before.positions) expect(after.positions.get(name)).toEqual(place);
      expect(after.displaced).toBeUndefined();
    }),
  );
});

test('units stand where they stood: partners spread, systems do not', () => {
  fc.assert(
    fc.property(floor, sets, fc.nat(12), (halls, list, systems) => {
      const first = others(systems);
      const plan = planPlacement({ halls, devices: [...first, ...members(list)] });
      const alone = planPlacement({ halls, devices: first });
      for (const [name, place] of alone.positions) expect(plan.positions.get(name)).toEqual(place);
    }),
  );
});
