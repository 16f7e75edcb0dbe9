import fc from 'fast-check';

import { type PlacementInput, planPlacement } from '../../../src/design/placement/plan-placement';
import { planPower } from '../../../src/design/power/plan-power';
import type { DeviceInput, PlacementPlan } from '../../../src/model/placement-plan';
import type { PowerZoneInput } from '../../../src/model/power-plan';
import { zone } from '../power/power-fixtures';
import { hall, leaf, many, row, system } from './placement-fixtures';

/** A DGX H100 of 10.2 kW, 8 U, 4 of 6 PSUs needed. */
const h100 = (name: string, props: Partial<DeviceInput> = {}): DeviceInput =>
  system(name, { model: 'dgx-h100', heightU: 8, maxWatts: 10_200, psus: { count: 6, needed: 4 }, ...props });

/** Two 2N zones of 200 kW a feed: 160 kW usable each. Rows A and B of ten racks of 60 kW, one in each zone. */
const ZONES = ['zone-a', 'zone-b'].map((name) => zone({ name, ratingWatts: 200_000 }));
const FLOOR = [hall('hall-1', [row('A'), row('B', { zone: 'zone-b' })])];

const place = (devices: readonly DeviceInput[], input: Partial<PlacementInput> = {}): PlacementPlan =>
  planPlacement({ halls: FLOOR, zones: ZONES, devices, ...input });

/** How many devices stand in each zone. */
function counts({ racks }: PlacementPlan): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { zone: name, devices } of racks) found[name] = (found[name] ?? 0) + devices.length;
  return found;
}

describe('a zone within its limit', () => {
  // 15 x 10.2 kW = 153 kW <= 160 kW; 16 x 10.2 kW = 163.2 kW > 160 kW.
  test('the sixteenth system goes to the zone that has room', () => {
    expect(counts(place(many(15, 'n', (name) => h100(name))))).toEqual({ 'zone-a': 15, 'zone-b': 0 });
    expect(counts(place(many(16, 'n', (name) => h100(name))))).toEqual({ 'zone-a': 15, 'zone-b': 1 });
  });

  test('the limit itself is room, and a watt more is none', () => {
    const eight = (watts: number): DeviceInput[] => many(8, 'n', (name) => h100(name, { maxWatts: watts }));
    expect(counts(place(eight(20_000)))).toEqual({ 'zone-a': 8, 'zone-b': 0 });
    expect(counts(place(eight(20_001)))).toEqual({ 'zone-a': 7, 'zone-b': 1 });
  });

  test('where no zone has room, devices stand where they stood before, for a rule to say so', () => {
    // 31 x 10.2 kW = 316.2 kW of 320 kW: 15 in each zone, and one that no zone has room for.
    expect(counts(place(many(31, 'n', (name) => h100(name))))).toEqual({ 'zone-a': 16, 'zone-b': 15 });
  });

  test('it is the load after the loss of a feed where the zone is redundant, else that of each feed', () => {
    // N: one feed of 160 kW. 3N/2: 3 feeds, 2 PSUs on each; one lost, each of the others carries half: 2 x 160 kW = 320 kW.
    const only = (props: Partial<PowerZoneInput>): PowerZoneInput[] => [
      zone({ name: 'zone-a', ratingWatts: 200_000, ...props }),
      zone({ name: 'zone-b', ratingWatts: 2_000_000 }),
    ];
    const devices = many(40, 'n', (name) => h100(name));
    const with3 = only({ feeds: ['A', 'B', 'C'], redundancy: '3N/2' });
    expect(counts(place(devices, { zones: only({ feeds: ['A'], redundancy: 'N' }) }))['zone-a']).toBe(15);
    expect(counts(place(devices, { zones: with3 }))['zone-a']).toBe(31); // 31 x 10.2 / 2 = 158.1; 32 x 10.2 / 2 = 163.2
    const parallel = only({ feeds: ['A', 'B', 'C'], redundancy: 'N+1' });
    expect(counts(place(devices, { zones: parallel }))['zone-a']).toBe(31); // two left share alike
  });

  test('behind static switches each rack is on the feed of its turn', () => {
    // Racks A01, A03 … on feed A and A02, A04 … on feed B; one feed lost, the other carries all: 160 kW.
    const zones = [zone({ name: 'zone-a', ratingWatts: 200_000, rackFeed: 'static-switch' }), ...ZONES.slice(1)];
    expect(
      counts(
        place(
          many(16, 'n', (name) => h100(name)),
          { zones },
        ),
      ),
    ).toEqual({ 'zone-a': 15, 'zone-b': 1 });
  });

  test('loads are those of the figure of the site', () => {
    // 16 x 8 kW = 128 kW by TDP.
    const devices = many(16, 'n', (name) => h100(name, { figures: { tdp: 8_000 } }));
    expect(counts(place(devices, { basis: 'tdp' }))).toEqual({ 'zone-a': 16, 'zone-b': 0 });
  });

  test("a tenant's block takes its part of its zone", () => {
    // 160 kW - 30 kW = 130 kW: 12 x 10.2 kW = 122.4 kW, 13 would be 132.6 kW.
    const tenantLoads = [{ name: 't', path: 's/t', racks: 2, rows: ['hall-1/T'], loadWatts: 30_000, liquidShare: 0 }];
    const halls = [hall('hall-1', [...FLOOR[0]!.rows, row('T', { tenant: 't' })])];
    const devices = many(16, 'n', (name) => h100(name));
    expect(counts(place(devices, { halls, tenantLoads }))).toEqual({ 'zone-a': 12, 'zone-b': 4 });
  });

  test('switches and what stands in for each other keep to it too', () => {
    // 15 x 10.2 kW + 4 x 1.7 kW = 159.8 kW; a fifth switch is 161.5 kW.
    const devices = [...many(15, 'n', (name) => h100(name)), ...many(5, 'l', (name) => leaf(name))];
    expect(counts(place(devices))).toEqual({ 'zone-a': 19, 'zone-b': 1 });
    const partners = { set: 's', kind: 'leaf', of: "fabric 'f'", mostPerRack: 1, mostLost: 1 } as const;
    const apart = devices.map((each) => (each.kind === 'switch' ? { ...each, partners } : each));
    expect(counts(place(apart))).toEqual({ 'zone-a': 19, 'zone-b': 1 });
  });

  test('what the lock holds, or is fixed, never moves, and counts', () => {
    const devices = many(16, 'n', (name) => h100(name));
    const lock = Object.fromEntries(planPlacement({ halls: FLOOR, devices }).positions);
    expect(counts(place(devices, { lock }))).toEqual({ 'zone-a': 16, 'zone-b': 0 });
    const fixed = devices.map((each, index) => ({ ...each, fixed: { rack: `A0${1 + (index % 4)}` } }));
    expect(counts(place(fixed))).toEqual({ 'zone-a': 16, 'zone-b': 0 });
    expect(counts(place([...fixed, h100('more')]))).toEqual({ 'zone-a': 16, 'zone-b': 1 });
  });

  test('other zones than those that a device may use, halls without a way, and rows off the loop are no room', () => {
    const devices = many(16, 'n', (name) => h100(name));
    const own = devices.map((each) => ({ ...each, zones: ['zone-a'] }));
    expect(counts(place(own))).toEqual({ 'zone-a': 16, 'zone-b': 0 });
    const halls = [hall('hall-1', [row('A')]), hall('hall-2', [row('B', { zone: 'zone-b' })])];
    expect(counts(place(devices, { halls, joinedHalls: [] }))['zone-a']).toBe(16);
    expect(counts(place(devices, { halls, joinedHalls: [['hall-2', 'hall-1']] }))['zone-a']).toBe(15);
    const wet = devices.map((each) => ({ ...each, cooling: { liquidShare: 0.8 } }) as DeviceInput);
    const loops = [hall('hall-1', [row('A', { isOnLoop: true }), row('B', { zone: 'zone-b', isOnLoop: false })])];
    expect(counts(place(wet, { halls: loops }))['zone-a']).toBe(16);
  });

  test('a rating that is none is left to the plan of power', () => {
    const zones = [zone({ name: 'zone-a', ratingWatts: Number.NaN }), ...ZONES.slice(1)];
    expect(
      counts(
        place(
          many(16, 'n', (name) => h100(name)),
          { zones },
        ),
      ),
    ).toEqual({ 'zone-a': 16, 'zone-b': 0 });
  });
});

describe('a unit stays whole', () => {
  const unitOf =
    (size: number, units: number) =>
    (name: string, index: number): DeviceInput =>
      h100(name, { unit: `u${Math.min(units, Math.floor(index / size) + 1)}`, unitDevices: size });

  test('it goes to the zone that takes all of it, where the first cannot', () => {
    // Units of 8 x 10.2 kW = 81.6 kW; two are 163.2 kW > 160 kW.
    expect(counts(place(many(8, 'n', unitOf(8, 1))))).toEqual({ 'zone-a': 8, 'zone-b': 0 });
    expect(counts(place(many(16, 'n', unitOf(8, 2))))).toEqual({ 'zone-a': 8, 'zone-b': 8 });
    // Two units of 7 are 142.8 kW.
    expect(counts(place(many(14, 'n', unitOf(7, 2))))).toEqual({ 'zone-a': 14, 'zone-b': 0 });
  });

  test('over several rows of a zone too', () => {
    const rows = [
      row('A', { racks: 2 }),
      row('B', { racks: 2, zone: 'zone-b' }),
      row('C', { racks: 2, zone: 'zone-b' }),
    ];
    const zones = [zone({ name: 'zone-a', ratingWatts: 50_000 }), ...ZONES.slice(1)]; // 40 kW: 3 of the 10 that fit into A
    expect(counts(place(many(12, 'n', unitOf(12, 1)), { halls: [hall('h', rows)], zones }))).toEqual({
      'zone-a': 0,
      'zone-b': 12,
    });
  });

  test('one that no zone takes fills the first', () => {
    expect(counts(place(many(16, 'n', unitOf(16, 1))))).toEqual({ 'zone-a': 15, 'zone-b': 1 });
  });
});

describe('balance', () => {
  const order = { zonePlacement: 'balance' } as const;

  test('a unit goes whole to the zone that is loaded least', () => {
    const unit = (name: string, index: number): DeviceInput =>
      h100(name, { unit: `u${Math.floor(index / 3)}`, unitDevices: 3 });
    expect(counts(place(many(12, 'n', unit)))).toEqual({ 'zone-a': 12, 'zone-b': 0 });
    const plan = place(many(12, 'n', unit), order);
    expect(counts(plan)).toEqual({ 'zone-a': 6, 'zone-b': 6 });
    const zonesOf = (from: number): Set<string> =>
      new Set([0, 1, 2].map((at) => plan.positions.get(`n-${String(from + at).padStart(2, '0')}`)!.rack.slice(0, 1)));
    expect([1, 4, 7, 10].map((from) => [...zonesOf(from)].join())).toEqual(['A', 'B', 'A', 'B']);
  });

  test('a unit that no zone takes is shared out device by device', () => {
    const unit = (name: string): DeviceInput => h100(name, { unitDevices: 16 });
    expect(counts(place(many(16, 'n', unit), order))).toEqual({ 'zone-a': 8, 'zone-b': 8 });
  });

  test('by the share of the limit, not by watts', () => {
    // 40 kW and 160 kW: of ten systems two and eight carry 51 % each.
    const zones = [zone({ name: 'zone-a', ratingWatts: 50_000 }), ...ZONES.slice(1)];
    const unit = (name: string): DeviceInput => h100(name, { unitDevices: 32 });
    expect(counts(place(many(10, 'n', unit), { ...order, zones }))).toEqual({ 'zone-a': 2, 'zone-b': 8 });
  });

  test('halls without a way between are filled one after the other', () => {
    const halls = [hall('hall-1', [row('A')]), hall('hall-2', [row('B', { zone: 'zone-b' })])];
    const unit = (name: string, index: number): DeviceInput => h100(name, { unit: `u${index}`, unitDevices: 1 });
    expect(counts(place(many(4, 'n', unit), { ...order, halls, joinedHalls: [] }))['zone-a']).toBe(4);
    expect(counts(place(many(4, 'n', unit), { ...order, halls }))['zone-a']).toBe(2);
  });
});

const rating = fc.integer({ min: 20_000, max: 300_000 });
const scheme = fc.constantFrom<Partial<PowerZoneInput>>(
  { feeds: ['A'], redundancy: 'N' },
  { feeds: ['A', 'B'], redundancy: '2N' },
  { feeds: ['A', 'B', 'C'], redundancy: 'N+1' },
  { feeds: ['A', 'B', 'C'], redundancy: '3N/2' },
  { feeds: ['A', 'B', 'C', 'D'], redundancy: '4N/3' },
  { feeds: ['A', 'B'], redundancy: '2N', rackFeed: 'static-switch' },
);
const zones = fc
  .array(fc.tuple(rating, scheme), { minLength: 2, maxLength: 3 })
  .map((list) =>
    list.map(([ratingWatts, props], index) => zone({ name: `z${index}`, ratingWatts, limitShare: 0.8, ...props })),
  );
const devices = fc
  .array(
    fc.record({
      maxWatts: fc.integer({ min: 100, max: 15_000 }),
      unit: fc.constantFrom('u1', 'u2', 'u3'),
      psus: fc.constantFrom({ count: 6, needed: 4 }, { count: 2, needed: 1 }, { count: 4, needed: 2 }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((list) => list.map((each, index) => h100(`n${index}`, { heightU: 4, unitDevices: 8, ...each })));

/** Load of the fullest feed of a zone over its limit, by the plan of power: what its rules judge. */
function overWatts(zoned: readonly PowerZoneInput[], placement: PlacementPlan, all: readonly DeviceInput[]): number[] {
  return planPower({ zones: zoned, placement, devices: all }).zones.map(({ feedLoads, limitWatts, redundancy }) =>
    feedLoads.reduce(
      (most, { normalWatts, worstWatts }) =>
        Math.max(most, (redundancy === 'N' ? normalWatts : worstWatts) - limitWatts),
      -limitWatts,
    ),
  );
}

test('property: no zone is above its limit while another has room for a device of it', () => {
  fc.assert(
    fc.property(zones, devices, fc.constantFrom('fill', 'balance'), (zoned, all, zonePlacement) => {
      const rows = zoned.map(({ name }, index) => row('ABC'[index]!, { zone: name, racks: 20 }));
      const halls = [hall('hall', rows)];
      const plan = planPlacement({ halls, zones: zoned, devices: all, zonePlacement });
      expect(plan.unplaced).toEqual([]);
      const over = overWatts(zoned, plan, all);
      const names = new Set(zoned.filter((_, index) => over[index]! > 0).map(({ name }) => name));
      if (names.size === 0) return;
      // The last device of a zone above its limit would be within it nowhere else.
      for (const name of names) {
        const here = new Set(
          plan.racks.filter((rack) => rack.zone === name).flatMap((rack) => rack.devices.map((d) => d.name)),
        );
        const last = [...all].reverse().find((each) => here.has(each.name))!;
        const before = all.slice(0, all.indexOf(last));
        for (const other of zoned.filter((each) => !names.has(each.name))) {
          const at = plan.racks.filter((rack) => rack.zone === other.name && rack.usedU <= 40);
          const moved = at.map((target) => ({
            ...plan,
            racks: plan.racks.map((rack) => ({
              ...rack,
              devices: [
                ...rack.devices.filter((each) => before.some((one) => one.name === each.name)),
                ...(rack.name === target.name ? [{ name: last.name, u: 41, heightU: 4 }] : []),
              ],
            })),
          }));
          for (const one of moved) expect(overWatts(zoned, one, all)[zoned.indexOf(other)]).toBeGreaterThan(0);
        }
      }
    }),
    { numRuns: 60 },
  );
});
