import fc from 'fast-check';
import { emptyLock } from '../../../src/design/lock/lock-text';
import type { SiteLock } from '../../../src/model/site-lock';
import type { DeviceInput, HallInput, PlacementPlan } from '../../../src/model/placement-plan';
import { planPlacement } from '../../../src/design/placement/plan-placement';
import { planFloor } from '../../../src/design/site/plan-floor';
import { hall, row, system } from '../placement/placement-fixtures';

/** A site that is planned, and the lock that it leaves. */
interface Run {
  readonly placement: PlacementPlan;
  readonly halls: readonly HallInput[];
  readonly lock: SiteLock;
}

function run(halls: readonly HallInput[], devices: readonly DeviceInput[], lock = emptyLock('lab')): Run {
  const floor = planFloor({ name: 'lab', halls, lock });
  const placement = planPlacement({ halls: floor.halls, devices, lock: floor.lock.positions });
  const positions = { ...floor.lock.positions, ...Object.fromEntries(placement.positions) };
  return {
    placement,
    halls: floor.halls,
    lock: { ...floor.lock, positions, slots: { ...floor.lock.slots, ...floor.slots } },
  };
}

/** Racks with their places, and devices with theirs, by name. */
function factsOf({ placement }: Run): ReadonlyMap<string, string> {
  return new Map([
    ...placement.racks.map((rack) => [rack.name, `${rack.xMillimetres} ${rack.yMillimetres}`] as const),
    ...[...placement.positions].map(([name, { rack, u }]) => [name, `${rack} U${u}`] as const),
  ]);
}

function moved(before: Run, after: Run): string[] {
  const now = factsOf(after);
  return [...factsOf(before)].flatMap(([name, value]) => {
    const later = now.get(name);
    return later === undefined || later === value ? [] : [`${name}: ${value} -> ${later}`];
  });
}

const ROWS = ['A', 'B', 'C', 'D'];
const HALLS = ['h1', 'h2', 'h3'];

/** Halls by name, with names of rows, in any order. */
const layout = fc
  .uniqueArray(fc.constantFrom(...HALLS), { minLength: 1, maxLength: 3 })
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc
          .uniqueArray(fc.constantFrom(...ROWS), { minLength: 1, maxLength: 4 })
          .map((rows) => [name, rows] as readonly [string, readonly string[]]),
      ),
    ),
  );

function built(layouts: readonly (readonly [string, readonly string[]])[]): HallInput[] {
  return layouts.map(([name, rows]) =>
    hall(
      name,
      rows.map((each) => row(each, { racks: 3 })),
    ),
  );
}

const count = fc.integer({ min: 0, max: 30 });
const devicesOf = (prefix: string, number: number): DeviceInput[] =>
  Array.from({ length: number }, (_, index) => system(`${prefix}-${index}`, { unit: `${prefix}/${index % 3}` }));

/** The same layout with other halls and rows anywhere, in any order. */
function grown(
  before: readonly (readonly [string, readonly string[]])[],
  more: readonly (readonly [string, readonly string[]])[],
  order: readonly number[],
): HallInput[] {
  const rows = new Map<string, string[]>(before.map(([name, own]) => [name, [...own]]));
  for (const [name, own] of more) {
    rows.set(name, [...new Set([...own, ...(rows.get(name) ?? [])])]);
  }
  const names = [...rows.keys()];
  names.sort((a, b) => (order[HALLS.indexOf(a)] ?? 0) - (order[HALLS.indexOf(b)] ?? 0));
  return built(names.map((name) => [name, rows.get(name) ?? []]));
}

test('nothing moves when halls, rows and devices come anywhere in the program', () => {
  fc.assert(
    fc.property(
      layout,
      layout,
      fc.array(fc.nat(9), { minLength: 3, maxLength: 3 }),
      count,
      count,
      (first, more, order, old, fresh) => {
        const devices = devicesOf('old', old);
        const before = run(built(first), devices);
        const after = run(grown(first, more, order), [...devicesOf('new', fresh), ...devices.reverse()], before.lock);
        expect(moved(before, after)).toEqual([]);
        expect(after.placement.displaced).toBeUndefined();
        for (const rack of before.placement.racks)
          expect(after.placement.racks.some(({ name }) => name === rack.name)).toBe(true);
      },
    ),
  );
});

test('what is taken away comes back to its own place', () => {
  fc.assert(
    fc.property(layout, layout, count, (first, other, number) => {
      const devices = devicesOf('old', number);
      const before = run(built(first), devices);
      const kept = new Set(other.map(([name]) => name));
      const less = first.filter(([name]) => kept.has(name));
      // Devices of halls that are gone stand nowhere meanwhile.
      const without = less.length === 0 ? before : run(built(less), [], before.lock);
      const again = run(built([...first].reverse()), devices, without.lock);
      expect(moved(before, again)).toEqual([]);
    }),
  );
});

test('no position is given to two rows, and racks have names of their own', () => {
  fc.assert(
    fc.property(layout, layout, fc.array(fc.nat(9), { minLength: 3, maxLength: 3 }), (first, more, order) => {
      const { placement } = run(grown(first, more, order), [], run(built(first), []).lock);
      const places = placement.racks.map((rack) => `${rack.hall} ${rack.xMillimetres} ${rack.yMillimetres}`);
      expect(new Set(places).size).toBe(places.length);
      expect(new Set(placement.racks.map(({ name }) => name)).size).toBe(places.length);
    }),
  );
});

describe('what was renamed', () => {
  const devices = devicesOf('old', 20);
  const before = run([hall('h', [row('A', { racks: 3 }), row('B', { racks: 3 })])], devices);
  const rackOf = ({ placement }: Run, name: string): string | undefined => placement.positions.get(name)?.rack;
  const renamed = (first: Run, pattern: RegExp, to: string): string[] =>
    devices.map(({ name }) => (rackOf(first, name) ?? 'none').replace(pattern, to));

  test('keeps its place and what is in it, in this run and in the next', () => {
    const halls = [hall('h', [row('C', { racks: 3 }), row('Z', { racks: 3, formerly: 'A' }), row('B', { racks: 3 })])];
    const once = run(halls, devices, before.lock);
    const twice = run(halls, devices, once.lock);
    for (const after of [once, twice]) {
      expect(devices.map(({ name }) => rackOf(after, name))).toEqual(renamed(before, /^A/, 'Z'));
      expect(after.placement.displaced).toBeUndefined();
      expect(after.lock.slots['rows of h']).toEqual({ Z: 0, B: 1, C: 2 });
    }
  });

  test('is a hall with all its rows', () => {
    const rows = [row('A', { racks: 3 }), row('B', { racks: 3 })];
    const two = run([hall('h1', rows), hall('h2', rows)], devices);
    const after = run(
      [hall('h3', rows), { ...hall('north', rows), formerly: 'h1' }, hall('h2', rows)],
      devices,
      two.lock,
    );
    expect(devices.map(({ name }) => rackOf(after, name))).toEqual(renamed(two, /^h1/, 'north'));
    expect(after.placement.displaced).toBeUndefined();
  });

  test('is the only hall, beside which another one comes in the same run', () => {
    const rows = [row('A', { racks: 3 }), row('B', { racks: 3 })];
    const after = run(
      [hall('h', rows), { ...hall('north', rows), formerly: 'g' }],
      devices,
      run([hall('g', rows)], devices).lock,
    );
    expect(devices.map(({ name }) => rackOf(after, name))).toEqual(devices.map(({ name }) => rackOf(before, name)));
    expect(after.lock.slots['hall without prefix']).toEqual({ north: 0 });
  });

  test('leaves a row that has the old name now alone', () => {
    const halls = [hall('h', [row('A', { racks: 3 }), row('Z', { racks: 3, formerly: 'A' }), row('B', { racks: 3 })])];
    const after = run(halls, devices, before.lock);
    expect(after.lock.slots['rows of h']).toEqual({ Z: 0, B: 1, A: 2 });
    expect(after.placement.racks.find(({ name }) => name === 'A01')?.devices).toEqual([]);
  });

  test('without a word of it, moves what stood in the row and nothing else', () => {
    const after = run([hall('h', [row('Z', { racks: 3 }), row('B', { racks: 3 })])], devices, before.lock);
    const stayed = devices.filter(({ name }) => rackOf(before, name)?.startsWith('B'));
    expect(stayed.length).toBeGreaterThan(0);
    for (const { name } of stayed) expect(rackOf(after, name)).toBe(rackOf(before, name));
    expect(after.placement.displaced).toHaveLength(devices.length - stayed.length);
  });

  test('fails where two rows, or two halls, were one', () => {
    const rows = [row('Y', { formerly: 'A' }), row('Z', { formerly: 'A' })];
    expect(() => run([hall('h', rows)], [])).toThrow(
      "rows 'Y' and 'Z' were both called 'A' ('formerly'); say so of one of them [space/renamed-twice]",
    );
    const halls = ['n', 's'].map((name) => ({ ...hall(name, [row('A')]), formerly: 'h' }));
    expect(() => run(halls, [])).toThrow("halls 'n' and 's' were both called 'h' ('formerly')");
  });
});

describe('the floor of a site', () => {
  test('leaves halls as they are where the lock holds nothing', () => {
    const halls = [hall('h', [row('A'), row('B')])];
    expect(planFloor({ name: 'lab', halls, lock: emptyLock('lab') })).toEqual({
      halls,
      lock: emptyLock('lab'),
      slots: { 'hall without prefix': { h: 0 }, 'rows of h': { A: 0, B: 1 } },
    });
  });

  test('keeps the names of racks that stood beside a hall that is gone', () => {
    const two = [hall('h1', [row('A')]), hall('h2', [row('A')])];
    const { lock } = run(two, []);
    expect(run(two.slice(1), [], lock).placement.racks[0]?.name).toBe('h2-A01');
  });

  const loop = { name: 'tcs', path: 'p', kind: 'technology' as const, coolant: 'pg25' as const };
  const halls = [hall('h', [row('A'), row('B')])];
  const tenant = { name: 'guest', path: 'p', racks: 2, loadWatts: 1, liquidShare: 0 };

  test('knows rows on a technology loop, and rows that a tenant takes', () => {
    const floor = planFloor({
      name: 'lab',
      halls,
      lock: emptyLock('lab'),
      coolingLoops: [{ ...loop, rows: ['B'] }],
      tenantLoads: [{ ...tenant, rows: ['h/A'] }],
    });
    expect(floor.halls[0]?.rows.map(({ isOnLoop, tenant: by }) => [isOnLoop, by])).toEqual([
      [false, 'guest'],
      [true, undefined],
    ]);
  });

  test('fails for a row that there is not, and for one that two tenants take', () => {
    const tenantLoads = [
      { ...tenant, rows: ['A', 'h/C'] },
      { ...tenant, name: 'other', rows: ['h/A'] },
    ];
    expect(() => planFloor({ name: 'lab', halls, lock: emptyLock('lab'), tenantLoads })).toThrow(
      /tenant load 'guest' takes row 'h\/C', which site 'lab' does not have; did you mean 'h\/A'\? \[space\/unknown-row\][\s\S]*row 'h\/A' is taken by tenant loads 'guest' and 'other'; name it in one of them \[space\/row-let-twice\]/,
    );
  });
});
