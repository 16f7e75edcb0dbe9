import { needsLiquid } from '../../../src/design/placement/rack-state';
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
