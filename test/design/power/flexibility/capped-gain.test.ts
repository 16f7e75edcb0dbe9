import * as fc from 'fast-check';
import { cappedGain } from '../../../../src/design/power/flexibility/capped-gain';

describe('a cap in a power-limited site', () => {
  // 10 MW / 142 kW = 70.42, so 70 racks and 60 kW left; 10 MW / 132 kW = 75.75, so 75 racks and 100 kW left.
  // 5 racks of 72 GPUs more are 360 GPUs, 36 a megawatt.
  test('gives whole systems more, and GPUs a megawatt', () => {
    const input = { limitWatts: 10_000_000, systemWatts: 142_000, cappedWatts: 132_000, gpusPerSystem: 72 };
    expect(cappedGain(input)).toEqual({
      systems: 70,
      cappedSystems: 75,
      gpusGained: 360,
      gpusGainedPerMegawatt: 36,
      spareWatts: 60_000,
      cappedSpareWatts: 100_000,
    });
  });

  // Published for Max-Q: 97 % of the work at 15 % less energy. 1 MW / 14.3 kW = 69; 1 MW / 12.155 kW = 82. 82 x 0.97 / 69 = 1.1528.
  test('gives more work in all where each system loses little', () => {
    const gain = cappedGain({
      limitWatts: 1_000_000,
      systemWatts: 14_300,
      cappedWatts: 12_155,
      gpusPerSystem: 8,
      performance: 0.97,
    });
    expect(gain.gpusGained).toBe(104);
    expect(gain.workRatio).toBeCloseTo(1.1528, 4);
  });

  test('gives no ratio of work where no system fits without the cap', () => {
    const gain = cappedGain({ limitWatts: 100, systemWatts: 101, cappedWatts: 50, gpusPerSystem: 8, performance: 1 });
    expect(gain).toMatchObject({ systems: 0, cappedSystems: 2, gpusGained: 16 });
    expect(gain.workRatio).toBeUndefined();
  });

  test('never gives fewer systems, and what is left is less than one system', () => {
    const watts = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(watts, watts, watts, (limitWatts, one, other) => {
        const [cappedWatts = 1, systemWatts = 1] = [one, other].sort((a, b) => a - b);
        const gain = cappedGain({ limitWatts, systemWatts, cappedWatts, gpusPerSystem: 8 });
        expect(gain.gpusGained).toBeGreaterThanOrEqual(0);
        expect(gain.spareWatts).toBeLessThan(systemWatts);
        expect(gain.cappedSpareWatts).toBeLessThan(cappedWatts);
      }),
    );
  });

  test('fails for a cap above the draw and for what is no number, all at once', () => {
    const input = { limitWatts: 0, systemWatts: 100, cappedWatts: 101, gpusPerSystem: 8, performance: 1.1 };
    expect(() => cappedGain(input)).toThrow(
      [
        '3 problems [design/several]',
        "- gain of a cap: 'limitWatts' is 0; give a whole number of at least 1 [power/bad-cap]",
        "- gain of a cap: 'cappedWatts' of 101 is above 'systemWatts' of 100; give a cap below the draw [power/bad-cap]",
        "- gain of a cap: 'performance' is 1.1; give a share above 0 and up to 1, such as 0.97 [power/bad-cap]",
      ].join('\n'),
    );
  });
});
