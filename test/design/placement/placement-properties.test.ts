import fc from 'fast-check';

import { planPlacement } from '../../../src/design/placement/plan-placement';
import type { DeviceInput, HallInput, PlacementPlan, RowInput } from '../../../src/model/placement-plan';
import { hall } from './placement-fixtures';

const ZONES = ['zone-a', 'zone-b'];
const rows: fc.Arbitrary<RowInput[]> = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('A', 'B', 'C', 'D'),
    racks: fc.integer({ min: 1, max: 6 }),
    zone: fc.constantFrom(...ZONES),
    accepts: fc.constantFrom<RowInput['accepts'][]>(
      ['system'],
      ['switch', 'ufm'],
      ['system', 'switch', 'storage', 'ufm'],
    ),
    rack: fc.record({
      model: fc.constant('rack'),
      heightU: fc.integer({ min: 12, max: 48 }),
      budgetWatts: fc.integer({ min: 0, max: 60_000 }),
      maxLoadGrams: fc.integer({ min: 200_000, max: 900_000 }),
    }),
  }),
  { minLength: 1, maxLength: 4, selector: ({ name }) => name },
) as fc.Arbitrary<RowInput[]>;
const halls: fc.Arbitrary<HallInput[]> = fc
  .array(rows, { minLength: 1, maxLength: 2 })
  .map((list) => list.map((each, index) => hall(`hall-${index + 1}`, each)));

const shape = fc.record(
  {
    kind: fc.constantFrom('system', 'switch', 'storage', 'ufm'),
    heightU: fc.integer({ min: 1, max: 12 }),
    maxWatts: fc.integer({ min: 0, max: 15_000 }),
    weightGrams: fc.integer({ min: 0, max: 150_000 }),
    unit: fc.constantFrom('u1', 'u2', 'u3'),
    maxPerRack: fc.integer({ min: 1, max: 4 }),
    zones: fc.constantFrom(ZONES, ['zone-b', 'zone-a'], ['zone-b']),
    fixed: fc.record({ rack: fc.constantFrom('A01', 'B02', 'hall-1-A02') }),
    partners: fc.record({
      set: fc.constantFrom('p1', 'p2'),
      kind: fc.constant('server'),
      of: fc.constant("'s'"),
      mostPerRack: fc.integer({ min: 1, max: 3 }),
      mostLost: fc.constant(1),
      over: fc.constantFrom('rows', 'zones'),
    }),
  },
  { requiredKeys: ['kind', 'heightU', 'maxWatts', 'weightGrams', 'unit'] },
);
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;
const named = (prefix: string) => (list: Shape[]) =>
  list.map((each, index) => ({ ...each, name: `${prefix}${index}`, model: 'm', path: 'p' }) as DeviceInput);
const devicesNamed = (prefix: string): fc.Arbitrary<DeviceInput[]> =>
  fc.array(shape, { maxLength: 40 }).map(named(prefix));
const unfixed = (devices: readonly DeviceInput[]): DeviceInput[] => devices.map(({ fixed: _fixed, ...rest }) => rest);

function checkLimits(plan: PlacementPlan, devices: readonly DeviceInput[]): void {
  const byName = new Map(devices.map((device) => [device.name, device]));
  for (const rack of plan.racks) {
    const taken = new Set<number>();
    const here = rack.devices.map(({ name }) => byName.get(name)!);
    for (const { u, heightU } of [...rack.devices, ...(rack.gaps ?? [])]) {
      for (let each = u; each < u + heightU; each += 1) {
        expect(each >= 1 && each <= rack.limits.heightU && !taken.has(each)).toBe(true);
        taken.add(each);
      }
    }
    const sum = (of: (device: DeviceInput) => number): number => here.reduce((total, device) => total + of(device), 0);
    expect(rack.usedU).toBe(sum(({ heightU }) => heightU));
    expect(rack.loadWatts).toBe(sum(({ maxWatts }) => maxWatts));
    expect(rack.weightGrams).toBe(sum(({ weightGrams }) => weightGrams ?? 0));
    expect(rack.loadWatts <= rack.limits.budgetWatts && rack.weightGrams <= rack.limits.maxLoadGrams!).toBe(true);
    for (const { kind, maxPerRack, zones } of here) {
      expect(here.filter((other) => other.kind === kind).length).toBeLessThanOrEqual(maxPerRack ?? Infinity);
      expect(zones?.includes(rack.zone) ?? true).toBe(true);
    }
  }
  const standing = plan.racks.flatMap((rack) =>
    rack.devices.map(({ name, u }) => [name, { rack: rack.name, u }] as const),
  );
  expect(new Map(standing)).toEqual(plan.positions);
  const all = [...standing.map(([name]) => name), ...plan.unplaced.map(({ device }) => device)];
  expect(all.sort()).toEqual(devices.map(({ name }) => name).sort());
}

test('no two devices share a unit, limits hold, and each device stands once or is listed as unplaced', () => {
  fc.assert(
    fc.property(halls, devicesNamed('d'), (floor, devices) =>
      checkLimits(planPlacement({ halls: floor, devices }), devices),
    ),
  );
});

test('a device is unplaced only where no rack has room for it', () => {
  fc.assert(
    fc.property(halls, devicesNamed('d').map(unfixed), (floor, devices) => {
      const plan = planPlacement({ halls: floor, devices });
      const lock = Object.fromEntries(plan.positions);
      for (const { device, detail } of plan.unplaced) {
        expect(detail).toMatch(/^(needs .+; the closest rack, .+ in row .+, has .+|no row .*takes kind '.+')$/);
        const { name, ...alike } = devices.find((each) => each.name === device)!;
        for (const { name: rack } of plan.racks) {
          const again = planPlacement({
            halls: floor,
            devices: [...devices, { ...alike, name: `${name}-again`, fixed: { rack } }],
            lock,
          });
          expect(again.positions.has(`${name}-again`)).toBe(false);
        }
      }
    }),
    { numRuns: 20 },
  );
});

test('appending devices changes nothing earlier', () => {
  fc.assert(
    fc.property(halls, devicesNamed('d'), devicesNamed('e').map(unfixed), (floor, devices, more) => {
      const before = planPlacement({ halls: floor, devices });
      const after = planPlacement({ halls: floor, devices: [...devices, ...more] });
      for (const [name, place] of before.positions) expect(after.positions.get(name)).toEqual(place);
    }),
  );
});

test('under the lock nothing moves, whatever is inserted, removed and brought back', () => {
  fc.assert(
    fc.property(
      halls,
      devicesNamed('d').map(unfixed),
      devicesNamed('e').map(unfixed),
      fc.array(fc.nat()),
      (floor, devices, more, order) => {
        const before = planPlacement({ halls: floor, devices });
        const lock = Object.fromEntries(before.positions);
        // Every third device goes, the new ones come in at arbitrary places.
        const changed = devices.filter((_, index) => index % 3 !== 0);
        more.forEach((device, index) => changed.splice((order[index] ?? 0) % (changed.length + 1), 0, device));
        const after = planPlacement({ halls: floor, devices: changed, lock });
        checkLimits(after, changed);
        expect(after.displaced).toBeUndefined();
        for (const { name } of changed) {
          const place = before.positions.get(name);
          if (place !== undefined) expect(after.positions.get(name)).toEqual(place);
        }
        // Those that went still find their units free.
        for (const rack of after.racks) {
          const taken = new Set(
            rack.devices.flatMap(({ u, heightU }) => Array.from({ length: heightU }, (_, index) => u + index)),
          );
          for (const { name, heightU } of devices.filter(({ name }) => !changed.some((each) => each.name === name))) {
            const place = before.positions.get(name);
            if (place?.rack === rack.name)
              for (let u = place.u; u < place.u + heightU; u += 1) expect(taken.has(u)).toBe(false);
          }
        }
      },
    ),
  );
});

test('the same input gives the same plan', () => {
  fc.assert(
    fc.property(halls, devicesNamed('d'), (floor, devices) => {
      const plan = planPlacement({ halls: floor, devices });
      expect(planPlacement({ halls: structuredClone(floor), devices: structuredClone(devices) })).toEqual(plan);
      expect(planPlacement({ halls: floor, devices, lock: Object.fromEntries(plan.positions) }).positions).toEqual(
        plan.positions,
      );
    }),
  );
});
