import * as fc from 'fast-check';
import { FreeRacks, needsLiquid } from '../../../src/design/placement/rack-state';
import type { DeviceInput } from '../../../src/model/placement-plan';

// Heats that are stated go before the share.
test.each<[DeviceInput['cooling'], boolean]>([
  [undefined, false],
  [{ liquidShare: 0 }, false],
  [{ liquidShare: 0.01 }, true],
  [{ liquidShare: 0.5, statedHeat: { liquidWatts: 0, airWatts: 900 } }, false],
  [{ liquidShare: 0, statedHeat: { liquidWatts: 1, airWatts: 900 } }, true],
])('with %j a device stands on a technology loop: %s', (cooling, stands) => {
  expect(needsLiquid(cooling === undefined ? {} : { cooling })).toBe(stands);
});

test('a row finds its open racks as a plain list does', () => {
  const step = fc.oneof(
    fc.record({ close: fc.nat(11) }),
    fc.record({ twiceMiddle: fc.integer({ min: -4, max: 28 }), passed: fc.uniqueArray(fc.nat(11)) }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.array(step, { maxLength: 30 }), (count, steps) => {
      const racks = new FreeRacks(count);
      const open = new Set(Array.from({ length: count }, (_, index) => index));
      for (const each of steps) {
        if ('close' in each) {
          if (each.close >= count) continue;
          racks.close(each.close);
          open.delete(each.close);
          continue;
        }
        const isPassed = (index: number): boolean => each.passed.includes(index);
        const left = [...open].filter((index) => !isPassed(index));
        // Nearest to the middle, which lies within the row; of two at one distance the lower one.
        const middle = Math.min(Math.max(each.twiceMiddle / 2, 0), count - 1);
        const nearest = [...left].sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle) || a - b)[0];
        expect(racks.nearest(each.twiceMiddle, isPassed)).toBe(nearest);
        expect(racks.first(isPassed)).toBe(left.length === 0 ? undefined : Math.min(...left));
      }
    }),
  );
});
