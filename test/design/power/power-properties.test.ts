import fc from 'fast-check';

import { apportion } from '../../../src/design/power/zones/load-group';
import { planPower } from '../../../src/design/power/plan-power';
import type { DeviceInput } from '../../../src/model/placement-plan';
import type { PowerZoneInput } from '../../../src/model/power-plan';
import { bareDevice, placed, zone } from './power-fixtures';

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

const zones: fc.Arbitrary<PowerZoneInput> = fc
  .record({
    redundancy: fc.constantFrom<PowerZoneInput['redundancy'][]>('N', 'N+1', '2N', '3N/2', '4N/3'),
    more: fc.integer({ min: 0, max: 4 }),
    rackFeed: fc.constantFrom<PowerZoneInput['rackFeed'][]>('split', 'static-switch'),
    ratingWatts: fc.integer({ min: 1, max: 100_000 }),
  })
  .map(({ redundancy, more, ...props }) => {
    const count = { N: 1, 'N+1': 2 + more, '2N': 2, '3N/2': 3, '4N/3': 4 }[redundancy];
    return zone({ ...props, redundancy, feeds: Array.from({ length: count }, (_, index) => `F${index}`) });
  });
const racks: fc.Arbitrary<DeviceInput[][]> = fc
  .array(
    fc.array(
      fc.record({
        maxWatts: fc.integer({ min: 0, max: 15_000 }),
        supplies: fc.option(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.nat(), fc.nat())),
        model: fc.constantFrom('m1', 'm2'),
      }),
      { maxLength: 6 },
    ),
    { maxLength: 6 },
  )
  .map((list) =>
    list.map((devices, rack) =>
      devices.map(({ maxWatts, supplies, model }, index) => {
        const bare = bareDevice(`${rack}-${index}`, { maxWatts, model });
        if (supplies === null) return bare;
        const needed = 1 + (supplies[1] % supplies[0]);
        return { ...bare, psus: { count: supplies[0], needed, degradedFrom: 1 + (supplies[2] % needed) } };
      }),
    ),
  );

test('the loads of the feeds add up to that of the zone, and that to its devices, to the watt', () => {
  fc.assert(
    fc.property(zones, racks, (input, devices) => {
      const plan = planPower({ zones: [input], placement: placed(devices), devices: devices.flat() });
      const [only] = plan.zones;
      expect(only!.loadWatts).toBe(total(devices.flat().map(({ maxWatts }) => maxWatts)));
      expect(total(only!.feedLoads.map(({ normalWatts }) => normalWatts))).toBe(only!.loadWatts);
      expect(plan.loadWatts).toBe(only!.loadWatts);
    }),
  );
});

test('every device is in one outcome of each loss, and no feed carries less at worst than normally or more than the zone', () => {
  fc.assert(
    fc.property(zones, racks, (input, devices) => {
      const [plan] = planPower({ zones: [input], placement: placed(devices), devices: devices.flat() }).zones;
      for (const feed of input.feeds) {
        const losses = plan!.losses.filter(({ lost }) => lost === feed);
        expect(total(losses.map((loss) => loss.devices))).toBe(devices.flat().length);
        expect(new Set(losses.map((loss) => JSON.stringify(loss))).size).toBe(losses.length);
      }
      for (const { normalWatts, worstWatts } of plan!.feedLoads) {
        expect(worstWatts).toBeGreaterThanOrEqual(normalWatts);
        expect(worstWatts).toBeLessThanOrEqual(plan!.loadWatts);
      }
    }),
  );
});

test('the order of devices changes nothing', () => {
  fc.assert(
    fc.property(zones, racks, (input, devices) => {
      const reversed = devices.map((each) => [...each].reverse());
      const zonesOf = (list: DeviceInput[][]): unknown =>
        planPower({ zones: [input], placement: placed(list), devices: list.flat() }).zones;
      expect(zonesOf(reversed)).toEqual(zonesOf(devices));
    }),
  );
});

test('parts are whole, add up, and are less than 1 away from their share', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: Number.MAX_SAFE_INTEGER }),
      fc.array(fc.nat({ max: 1_000 }), { minLength: 1, maxLength: 8 }).filter((weights) => total(weights) > 0),
      (amount, weights) => {
        const parts = apportion(amount, weights);
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(amount));
        parts.forEach((part, index) => {
          const off = BigInt(part) * BigInt(total(weights)) - BigInt(amount) * BigInt(weights[index]!);
          expect(off > -BigInt(total(weights)) && off < BigInt(total(weights))).toBe(true);
        });
      },
    ),
  );
  expect(apportion(5, [0, 0])).toEqual([0, 0]);
});
