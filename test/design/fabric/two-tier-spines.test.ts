import fc from 'fast-check';
import { either, twoTierSpines } from '../../../src/design/fabric/three-tier-pods';

// 24 leaves x 32 uplinks / 64 ports = 12 spines, but 32 uplinks do not divide by 12, so 16.
test.each([
  [8, 4],
  [16, 8],
  [24, 16],
  [32, 16],
  [64, 32],
])('%i leaves of 32 uplinks need %i spines of 64 ports', (leaves, spines) => {
  expect(twoTierSpines({ fabric: 'compute', leaves, up: 32, radix: 64 })).toBe(spines);
});

test('no smaller count has the ports and divides the uplinks', () => {
  const demands = fc
    .record({ up: fc.integer({ min: 1, max: 72 }), radix: fc.integer({ min: 1, max: 144 }) })
    .chain(({ up, radix }) => fc.integer({ min: 1, max: radix }).map((leaves) => ({ fabric: 'f', up, radix, leaves })));
  fc.assert(
    fc.property(demands, (demand) => {
      const spines = twoTierSpines(demand);
      const isGood = (count: number): boolean =>
        demand.up % count === 0 && count * demand.radix >= demand.leaves * demand.up;
      expect(Array.from({ length: spines }, (_, at) => at + 1).filter(isGood)).toEqual([spines]);
    }),
  );
});

test('choices are listed in words', () => {
  expect([either([4]), either([4, 8]), either([4, 8, 16])]).toEqual(['4', '4 or 8', '4, 8 or 16']);
});
