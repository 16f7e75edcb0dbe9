import * as fc from 'fast-check';
import { cordLimitWatts, lineAmperes } from '../../../../src/design/power/rack/plan-rack-feeds';

const three = { volts: 415, phases: 3, powerFactor: 1, loads: 'three-phase' } as const;

// The power-failure panel of the DSX blueprint prints 329 kW as 458 A and 439 kW as 611 A at 415 V and power factor 1.
test.each([
  [165_000, 230],
  [329_000, 458],
  [439_000, 611],
  [1_316_000, 1_831],
])('%i W at 415 V are %i A', (watts, amperes) => {
  expect(lineAmperes(three, [watts]).map(Math.round)).toEqual([amperes, amperes, amperes]);
});

test('a single-phase circuit has one line: 2,300 W at 230 V and power factor 0.95 are 10.53 A', () => {
  const [one, ...others] = lineAmperes({ ...three, volts: 230, phases: 1, powerFactor: 0.95 }, [2_300]);
  expect(one).toBeCloseTo(10.526, 3);
  expect(others).toEqual([]);
});

test('loads to neutral load their own line: 400 V / sqrt(3) = 230.94 V', () => {
  const lines = lineAmperes({ ...three, volts: 400, loads: 'line-to-neutral' }, [2_309.4, 0, 4_618.8]);
  expect(lines.map((ampere) => Number(ampere.toFixed(3)))).toEqual([10, 0, 20]);
});

// Legs 1-2, 2-3, 3-1 at 208 V with 10 A, 0 A and 0 A: lines 1 and 2 carry 10 A, line 3 none.
test('a load between two lines loads both', () => {
  const lines = lineAmperes({ ...three, volts: 208, loads: 'line-to-line' }, [2_080, 0, 0]);
  expect(lines.map((ampere) => Number(ampere.toFixed(6)))).toEqual([10, 10, 0]);
});

test('even legs between lines carry sqrt(3) of the leg, as a three-phase load of the same power does', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 100, max: 800 }), (watts, volts) => {
      const legs = lineAmperes({ ...three, volts, loads: 'line-to-line' }, [watts, watts, watts]);
      const neutral = lineAmperes({ ...three, volts, loads: 'line-to-neutral' }, [watts, watts, watts]);
      const whole = lineAmperes({ ...three, volts }, [3 * watts]);
      legs.forEach((ampere, line) => {
        expect(ampere).toBeCloseTo(whole[line] ?? 0, 6);
        expect(neutral[line]).toBeCloseTo(whole[line] ?? 0, 6);
      });
    }),
  );
});

// Whips of 33 kW (60 A feeder) and 57.5 kW are published without their voltages: 60 A x 80 % x sqrt(3) x 400 V = 33.255 kW and
// 100 A x 80 % x sqrt(3) x 415 V = 57.504 kW come to the same.
test.each([
  [400, 60, 33_255],
  [415, 100, 57_504],
])('a cord at %i V with a breaker of %i A carries %i W', (volts, breaker, watts) => {
  expect(Math.round(cordLimitWatts({ volts, phases: 3, powerFactor: 1, limitShare: 0.8 }, breaker))).toBe(watts);
});
