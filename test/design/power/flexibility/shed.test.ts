import * as fc from 'fast-check';
import { shed } from '../../../../src/design/power/flexibility/shed';
import type { DeviceInput } from '../../../../src/model/placement-plan';
import type { SitePlan } from '../../../../src/model/site-plan';
import { cluster, device, rack, sitePlan } from '../../../policy/site-plan-fixture';

/** Racks A01 and so on, each with the given devices, all by nameplate. */
function site(racks: readonly (readonly DeviceInput[])[], loadWatts?: number): SitePlan {
  const devices = racks.flat();
  const plans = racks.map((own, index) =>
    rack(
      own.map(({ name }) => name),
      { name: `A0${index + 1}` },
    ),
  );
  return sitePlan({
    devices,
    clusters: [cluster(devices.map(({ name }) => name))],
    placement: { racks: plans, positions: new Map(), unplaced: [] },
    power: {
      basis: 'nameplate',
      zones: [],
      loadWatts: loadWatts ?? devices.reduce((sum, { maxWatts }) => sum + maxWatts, 0),
    },
  });
}

const system = (name: string, shedPriority?: number, parts: Partial<DeviceInput> = {}): DeviceInput =>
  device(name, { maxWatts: 10_000, ...(shedPriority === undefined ? {} : { shedPriority }), ...parts });

describe('shedding', () => {
  // 4 racks of 20 kW are 80 kW; 50 % of them are 40 kW: two racks.
  const plan = site([
    [system('a', 2), system('b', 2)],
    [system('c', 1), system('d', 1)],
    [system('e'), system('f')],
    [system('g', 2), system('h', 2)],
  ]);

  test('takes priority 1 first, then racks as they stand, until the share is reached', () => {
    expect(shed(plan, { share: 0.5, hours: 3 })).toEqual({
      targetWatts: 40_000,
      shedWatts: 40_000,
      hours: 3,
      shedWattHours: 120_000,
      gpus: 32,
      steps: [
        { order: 1, priority: 1, rack: 'A02', devices: ['c', 'd'], gpus: 16, watts: 20_000, totalWatts: 20_000 },
        { order: 2, priority: 2, rack: 'A01', devices: ['a', 'b'], gpus: 16, watts: 20_000, totalWatts: 40_000 },
      ],
      uncounted: [],
    });
  });

  test('takes one rack more where the share is a watt more', () => {
    expect(shed(plan, { share: 0.500_013, hours: 1 }).steps.map(({ rack: name }) => name)).toEqual([
      'A02',
      'A01',
      'A04',
    ]);
  });

  test('takes systems of two priorities in one rack as two steps, and leaves the others running', () => {
    const mixed = site([[system('a', 2), system('b', 1), system('c')]]);
    expect(shed(mixed, { share: 0.6, hours: 1 }).steps.map(({ devices, watts }) => [devices, watts])).toEqual([
      [['b'], 10_000],
      [['a'], 10_000],
    ]);
  });

  test('counts only what is saved when systems are suspended or capped, and lists those whose figure is not known', () => {
    const idling = site([[system('a', 1, { figures: { idle: 3_000, capped: 8_000 } }), system('b', 1)]]);
    expect(shed(idling, { share: 0.35, hours: 1, to: 'idle' })).toMatchObject({ shedWatts: 7_000, uncounted: ['b'] });
    expect(shed(idling, { share: 0.1, hours: 1, to: 'capped' })).toMatchObject({ shedWatts: 2_000, gpus: 8 });
  });

  test.each([
    [{ share: 0, hours: 1 }, "'share' is 0; give a share above 0 and up to 1, such as 0.25"],
    [{ share: 1.01, hours: 1 }, "'share' is 1.01; give a share above 0 and up to 1, such as 0.25"],
    [{ share: 0.5, hours: 0 }, "'hours' is 0; give hours above 0"],
    [{ share: 0.5, hours: Infinity }, "'hours' is Infinity; give hours above 0"],
  ])('fails for %j', (request, text) => {
    expect(() => shed(plan, request)).toThrow(`shedding of site 'gasan': ${text} [power/bad-shed]`);
  });

  test('fails where all that may be shed is less than what is asked for', () => {
    expect(() => shed(plan, { share: 0.76, hours: 1 })).toThrow(
      "shedding of site 'gasan': 76 % of 80 kW are 60.8 kW, and all systems that may be shed bring 60 kW; " +
        "give 'shedPriority' to further clusters, shed them further ('to'), or ask for less [power/shed-out-of-reach]",
    );
    expect(shed(plan, { share: 0.75, hours: 1 }).shedWatts).toBe(60_000);
  });

  test('fails for a share, hours and a state that there are not, all at once', () => {
    expect(() => shed(plan, { share: 0, hours: -1, to: 'standby' as never })).toThrow(
      [
        '3 problems [design/several]',
        "- shedding of site 'gasan': 'share' is 0; give a share above 0 and up to 1, such as 0.25 [power/bad-shed]",
        "- shedding of site 'gasan': 'hours' is -1; give hours above 0 [power/bad-shed]",
        "- shedding of site 'gasan': 'to' is 'standby'; choose 'off', 'idle' or 'capped' [power/bad-shed]",
      ].join('\n'),
    );
  });

  test('never stops short of the target, and never takes a rack more than it needs', () => {
    const priorities = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(priorities, fc.integer({ min: 1, max: 100 }), (given, percent) => {
        const all = site(given.map((priority, index) => [system(`s${index}`, priority)]));
        const { steps, targetWatts, shedWatts } = shed(all, { share: percent / 100, hours: 1 });
        expect(shedWatts).toBeGreaterThanOrEqual(targetWatts);
        expect(shedWatts - (steps.at(-1)?.watts ?? 0)).toBeLessThan(targetWatts);
        const order = steps.map(({ priority }) => priority);
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
    );
  });
});
