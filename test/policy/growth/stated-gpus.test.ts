import fc from 'fast-check';
import { systems } from '../../../src/catalog/systems';
import { fitWithin } from '../../../src/design/limits/space-limits';
import { evaluate } from '../../../src/policy/evaluate';
import { statedGpus, type StatedGpus } from '../../../src/policy/growth/growth-pack';
import { Power } from '../../../src/units/power';
import { sitePlan } from '../site-plan-fixture';

const STATED: StatedGpus = {
  id: 'ulsan/stated-gpus',
  gpus: 60_000,
  source: 'press, about 60,000',
  within: Power.megawatts(103),
  pue: 1.1,
  system: systems.GB300_NVL72,
  systemPower: Power.kilowatts(142),
};

// 103 MW / 1.1 = 93.636 MW; / 142 kW = 659.4, so 659 racks of 72 GPUs.
test('what fits is what PUE leaves, by whole systems', () => {
  expect(fitWithin({ siteWatts: 103e6, pue: 1.1, systemWatts: 142_000, gpusPerSystem: 72 })).toEqual({
    itWatts: 93_636_363,
    systems: 659,
    gpus: 47_448,
  });
});

test('the gap is a warning with its arithmetic', () => {
  const { findings } = evaluate(sitePlan(), { rules: [statedGpus(STATED)] });
  expect(findings).toEqual([
    expect.objectContaining({
      severity: 'warning',
      found: '47,448 GPUs fit',
      limit: '60,000 stated',
      shortfall: '12,552 GPUs',
      arithmetic: '103 MW / PUE 1.1 = 93,636.363 kW; by 142 kW = 659 systems x 72 GPUs = 47,448',
    }),
  ]);
});

test('a number that just fits passes, one more does not', () => {
  const failing = (gpus: number): number =>
    evaluate(sitePlan(), { rules: [statedGpus({ ...STATED, gpus })] }).findings.length;
  expect([failing(47_448), failing(47_449)]).toEqual([0, 1]);
});

test('what is beside takes its part', () => {
  const beside = { ...STATED, beside: Power.megawatts(20) };
  const [finding] = evaluate(sitePlan(), { rules: [statedGpus(beside)] }).findings;
  expect(finding?.arithmetic).toContain('= 93,636.363 kW - 20 MW beside; by 142 kW = 518 systems');
});

test('fails for a PUE below 1 and a power of nothing, both at once', () => {
  expect(() => fitWithin({ siteWatts: 0, pue: 0.9, systemWatts: 142_000, gpusPerSystem: 72 })).toThrow(
    /'siteWatts' is 0; give a power above 0 \[limits\/bad-fit\][^]*'pue' is 0\.9; give 1 or more/,
  );
});

test('one system more never fits', () => {
  const watts = fc.integer({ min: 1_000, max: 1_000_000_000 });
  fc.assert(
    fc.property(
      watts,
      fc.double({ min: 1, max: 2, noNaN: true }),
      fc.integer({ min: 1, max: 300_000 }),
      (siteWatts, pue, systemWatts) => {
        const { itWatts, systems: count } = fitWithin({ siteWatts, pue, systemWatts, gpusPerSystem: 8 });
        expect(count * systemWatts).toBeLessThanOrEqual(itWatts);
        expect((count + 1) * systemWatts).toBeGreaterThan(itWatts);
      },
    ),
  );
});
