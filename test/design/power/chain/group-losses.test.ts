import fc from 'fast-check';

import { GROUP_SCHEMES, type GroupScheme } from '../../../../src/model/power-node';
import { sizeGroup } from '../../../../src/design/power/chain/group-losses';

// Units and highest normal load: APC White Paper 75 and the arithmetic of each scheme, for 6 units of load.
test.each<[GroupScheme, number, number, number | undefined, number]>([
  // scheme, units, highest normal share, factor on survivors, units that may be lost
  ['N', 6, 1, undefined, 0],
  ['N+1', 7, 6 / 7, 7 / 6, 1],
  ['2N', 12, 0.5, 2, 6],
  ['2N+1', 13, 6 / 13, 13 / 6, 7],
  ['3N/2', 9, 0.6667, 1.5, 3],
  ['4N/3', 8, 0.75, 1.3333, 2],
  ['block', 7, 1, 1, 1],
])('%s takes %i units for 6, of which each carries at most %d', (scheme, units, share, factor, survives) => {
  const size = sizeGroup(scheme, 6);
  expect([size.units, size.survives]).toEqual([units, survives]);
  expect(size.normalShare).toBeCloseTo(share, 4);
  if (factor === undefined) expect(size.lossFactor).toBeUndefined();
  else expect(size.lossFactor).toBeCloseTo(factor, 4);
});

test.each<[GroupScheme, number, number]>([
  ['3N/2', 5, 9], // 3 x ceil(5/2)
  ['4N/3', 7, 12], // 4 x ceil(7/3)
  ['2N+1', 1, 3],
])('%s takes whole sides: %i units of load take %i', (scheme, needed, units) => {
  expect(sizeGroup(scheme, needed).units).toBe(units);
});

test('what is left after the loss that a scheme survives carries all of the load', () => {
  fc.assert(
    fc.property(fc.constantFrom(...GROUP_SCHEMES), fc.integer({ min: 1, max: 500 }), (scheme, needed) => {
      const { units, survives, normalShare, lossFactor = 1 } = sizeGroup(scheme, needed);
      expect(units - survives).toBeGreaterThanOrEqual(needed);
      expect(normalShare * lossFactor).toBeCloseTo(1, 9);
    }),
  );
});

test.each([0, -1, 1.5, NaN])('fails on %d units of load', (needed) => {
  expect(() => sizeGroup('N+1', needed)).toThrow(
    `redundancy N+1: 'needed' is ${needed}; give a whole number of 1 or more [power/invalid-number]`,
  );
});
