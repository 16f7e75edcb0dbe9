import { planCurtailment, withShedOrder } from '../../../src/design/shift/plan-curtailment';
import { proofOf } from '../../../src/design/shift/prove-curtailment';
import { curtailmentCommands } from '../../../src/export/schedulers/scheduler-files';
import type { SitePlan } from '../../../src/model/site-plan';
import { gasanPlan } from '../orders/ordered-sites';

const PLAN = gasanPlan();
const window = { from: '2026-12-05T18:00', to: '2026-12-05T20:00' };
const ORDERED = withShedOrder(PLAN, [{ priority: 1, objects: ['haein/su-04'] }]);

describe('a curtailment of the default site', () => {
  const before = planCurtailment(PLAN, { toWatts: 1e9, window }).before;

  test('without need nothing is done', () => {
    const { steps, after } = planCurtailment(PLAN, { toWatts: before.siteWatts, window });
    expect([steps, after]).toEqual([[], before]);
  });

  test('the fewest racks of the order come down to the figure, losses and cooling with them', () => {
    const toWatts = before.siteWatts - 100_000;
    const { steps, after } = planCurtailment(ORDERED, { toWatts, window });
    expect(after.siteWatts).toBeLessThanOrEqual(toWatts);
    // Racks of three systems of 14.3 kW. Losses and cooling fall too: less is shed of IT than the meter must fall.
    expect(steps.every(({ watts }) => watts <= 3 * 14_300)).toBe(true);
    expect(before.itWatts - after.itWatts).toBe(steps.at(-1)?.totalWatts);
    expect(before.siteWatts - after.siteWatts).toBeGreaterThan(before.itWatts - after.itWatts);
    const oneLess = steps.slice(0, -1).at(-1)?.totalWatts ?? 0;
    expect(before.siteWatts - toWatts).toBeGreaterThan(oneLess);
  });

  test('caps come before shutdown, and a rack that is shut down is not capped before', () => {
    const capped = withShedOrder(PLAN, [{ priority: 1, objects: ['A01'], capWatts: 10_200 }]);
    const { steps, tenants } = planCurtailment(capped, { toWatts: before.siteWatts - 30_000, window });
    // Three systems: 3 x (14.3 - 10.2) = 12.3 kW by the cap are too little, so that they are shut down: 3 x 14.3 = 42.9 kW.
    expect(steps.map(({ action, rack, watts }) => [action, rack, watts])).toEqual([['drain', 'A01', 42_900]]);
    expect(tenants).toEqual([{ tenants: ['rental', 'research'], cluster: 'haein', gpusCapped: 0, gpusDrained: 24 }]);
    const caps = planCurtailment(capped, { toWatts: before.siteWatts - 12_300, window, by: 'caps' });
    expect(caps.steps.map(({ action }) => action)).toEqual(['cap']);
    expect(caps.tenants).toMatchObject([{ gpusCapped: 24, gpusDrained: 0 }]);
  });

  test('with a ramp each step begins so early that all are done when the window begins', () => {
    const { steps } = planCurtailment(ORDERED, {
      toWatts: before.siteWatts - 100_000,
      window,
      rampWattsPerMinute: 42_900,
    });
    // 42.9 kW a rack at 42.9 kW a minute: a minute each, the last one minute before.
    expect(steps.map(({ watts }) => watts)).toEqual(steps.map(() => 42_900));
    expect(steps.at(-1)?.at).toBe('2026-12-05T17:59');
    expect(steps[0]?.at).toBe(`2026-12-05T17:${60 - steps.length}`);
  });

  test('fails for a figure that all that may be shed does not reach', () => {
    expect(() => planCurtailment(ORDERED, { toWatts: 100_000, window })).toThrow(
      /does not come down to 100 kW; .* \[shift\/out-of-reach\]$/,
    );
  });

  test('fails where nothing may be shed', () => {
    expect(() => planCurtailment(PLAN, { toWatts: 1_000_000, window })).toThrow(
      "site 'gasan' has no system that may be shed; give 'shedPriority' (and 'powerCap') to clusters, or an order with '--order' [shift/nothing-to-shed]",
    );
  });

  test('commands drain in the order and come back in the other, every name in quotes', () => {
    const { steps } = planCurtailment(ORDERED, { toWatts: before.siteWatts - 50_000, window });
    const { slurm, slurmReturn, kubernetes } = curtailmentCommands({
      site: "o'hara $(id)",
      window,
      toWatts: 1_000,
      steps,
    });
    const [first] = slurm;
    expect(first).toMatch(/^scontrol update NodeName='haein-\[\d+-\d+\]' State=DRAIN Reason='/);
    expect(first).toContain(`Reason='curtailment of o'\\''hara $(id) to 1 kW until 2026-12-05T20:00'`);
    expect(slurmReturn.map((line) => line.replace(' State=RESUME', ''))).toEqual(
      [...slurm].reverse().map((line) => line.replace(/ State=DRAIN.*/, '')),
    );
    expect(kubernetes[0]).toMatch(/^kubectl drain 'haein-\d+' --ignore-daemonsets --delete-emptydir-data$/);
  });

  test('fails for a name that Slurm takes for more than a name', () => {
    const [step] = planCurtailment(ORDERED, { toWatts: before.siteWatts - 10_000, window }).steps;
    if (step === undefined) throw new Error('a step is needed');
    const hostile = [{ ...step, hosts: ["a';reboot;'"] }];
    expect(() => curtailmentCommands({ site: 'gasan', window, toWatts: 1, steps: hostile })).toThrow(
      /takes no name .*export\/name-not-taken/,
    );
    const capital = curtailmentCommands({ site: 'gasan', window, toWatts: 1, steps: [{ ...step, hosts: ['Host_1'] }] });
    expect(capital.kubernetes).toEqual(["# 'Host_1' is no name of a node of Kubernetes"]);
  });
});

test('a system under no priority is never shed, and the first row that names it counts', () => {
  const plan: SitePlan = withShedOrder(PLAN, [
    { priority: 2, objects: ['haein-001'] },
    { priority: 1, objects: ['A01'] },
  ]);
  const priorities = plan.devices.flatMap(({ name, shedPriority }) =>
    shedPriority === undefined ? [] : [[name, shedPriority]],
  );
  expect(priorities).toEqual([
    ['haein-001', 2],
    ['haein-002', 1],
    ['haein-003', 1],
  ]);
});

describe('proof by meters', () => {
  const at = (minute: number, watts: number, meter?: string): Parameters<typeof proofOf>[0][number] => ({
    time: `2026-12-05T18:${String(minute).padStart(2, '0')}`,
    watts,
    ...(meter === undefined ? {} : { meter }),
  });
  const hour = { from: '2026-12-05T18:00', to: '2026-12-05T19:00' };

  test('four quarters at or below the figure hold it', () => {
    const proof = proofOf(
      [0, 15, 30, 45].map((minute) => at(minute, 100)),
      100,
      hour,
    );
    expect(proof).toMatchObject({
      outcome: 'held',
      readings: 4,
      readSeconds: 3_600,
      aboveSeconds: 0,
      meanWatts: 100,
      gaps: [],
    });
    expect(proof.worst).toMatchObject({ aboveWatts: 0 });
  });

  test('one quarter above does not, by how much and from when it was held', () => {
    const proof = proofOf([at(0, 90), at(15, 112), at(30, 95), at(45, 95)], 100, hour);
    expect(proof).toMatchObject({ outcome: 'not held', aboveSeconds: 900, heldFrom: '2026-12-05T18:30' });
    expect(proof.worst).toEqual({ time: '2026-12-05T18:15', watts: 112, aboveWatts: 12 });
    // (90 + 112 + 95 + 95) / 4
    expect(proof.meanWatts).toBe(98);
  });

  test.each([
    ['nothing is read', []],
    ['the beginning is not', [at(15, 90), at(30, 90), at(45, 90)]],
    ['a gap of three quarters is in it', [at(0, 90), at(5, 90), at(10, 90), at(55, 90)]],
    [
      'one of two meters is missing',
      [
        at(0, 40, 'a'),
        at(0, 40, 'b'),
        at(15, 40, 'a'),
        at(30, 40, 'a'),
        at(30, 40, 'b'),
        at(45, 40, 'a'),
        at(45, 40, 'b'),
      ].filter(({ time, meter }) => !(time.endsWith('45') && meter === 'b')),
    ],
  ])('it is not known where %s', (_, samples) => {
    expect(proofOf(samples, 100, hour).outcome).toBe('not known');
  });

  test('several meters are summed', () => {
    const samples = [0, 15, 30, 45].flatMap((minute) => [at(minute, 60, 'a'), at(minute, 60, 'b')]);
    expect(proofOf(samples, 100, hour)).toMatchObject({ outcome: 'not held', worst: { watts: 120, aboveWatts: 20 } });
  });
});
