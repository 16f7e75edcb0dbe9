import fc from 'fast-check';

import { splitHeat } from '../../../src/design/cooling/gather-heat';
import type { CoolingPlan, DeviceCooling } from '../../../src/model/cooling-plan';
import {
  airLoop,
  cooled,
  deschutes,
  facilityLoop,
  loopOf,
  type RackLoad,
  technologyLoop,
  unitsOf,
} from './cooling-fixture';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const cooling: fc.Arbitrary<DeviceCooling | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.record({ liquidShare: share }),
  fc.record({
    liquidShare: share,
    statedHeat: fc.record({
      liquidWatts: fc.integer({ min: 0, max: 200_000 }),
      airWatts: fc.integer({ min: 1, max: 50_000 }),
    }),
    flowMillilitresPerSecondPerKilowatt: fc.double({ min: 15, max: 30, noNaN: true }),
  }),
);
const racks: fc.Arbitrary<RackLoad[]> = fc
  .array(
    fc.record({
      watts: fc.integer({ min: 0, max: 250_000 }),
      cooling,
      row: fc.constantFrom('hall-1/A', 'hall-1/B', 'hall-2/A'),
    }),
    { maxLength: 40 },
  )
  .map((loads) =>
    loads.map(({ cooling: of, ...load }, index) => ({
      ...load,
      name: `R${index}`,
      ...(of === undefined ? {} : { cooling: of }),
    })),
  );

const LOOPS = [
  technologyLoop({ rows: ['hall-1/A', 'hall-2/A'], rejectsTo: 'fws', riseMillicelsius: 10_000 }),
  airLoop({ rows: ['hall-1/A', 'hall-1/B'], rejectsTo: 'fws', riseMillicelsius: 12_000 }),
  facilityLoop({ riseMillicelsius: 8_000 }),
];

/** A plan in which units of liquid are counted or sized, of small capacity so that there are many. */
function planned(loads: readonly RackLoad[], count?: number): CoolingPlan {
  return cooled({
    loops: LOOPS,
    units: [
      deschutes({
        capacityWatts: 300_000,
        flowMillilitresPerSecond: 5_000,
        ...(count === undefined ? {} : { count }),
      }),
    ],
    racks: loads,
  });
}

test('the heat of a device adds up to its draw, and grows with it on both sides', () => {
  fc.assert(
    fc.property(
      cooling,
      fc.integer({ min: 0, max: 300_000 }),
      fc.integer({ min: 0, max: 1_000 }),
      (of, watts, more) => {
        const [less, larger] = [splitHeat(watts, of), splitHeat(watts + more, of)];
        expect(less.liquidWatts + less.airWatts).toBe(watts);
        expect(less.unstatedWatts).toBeLessThanOrEqual(less.airWatts);
        expect(larger.liquidWatts).toBeGreaterThanOrEqual(less.liquidWatts);
        expect(larger.airWatts).toBeGreaterThanOrEqual(less.airWatts - 1);
      },
    ),
  );
});

test('all draw becomes heat: what loops take and what none takes add up to it', () => {
  fc.assert(
    fc.property(racks, (loads) => {
      const plan = planned(loads);
      const drawn = loads.reduce((sum, { watts }) => sum + watts, 0);
      expect(plan.liquidWatts + plan.airWatts).toBe(drawn);
      const lost = plan.sources.reduce(
        (sum, { liquidWatts, airWatts, technologyLoop: tcs, airLoop: air }) =>
          sum + (tcs === undefined ? liquidWatts : 0) + (air === undefined ? airWatts : 0),
        0,
      );
      expect(loopOf(plan, 'tcs').heatWatts + loopOf(plan, 'hall-air').heatWatts + lost).toBe(drawn);
    }),
  );
});

test('a facility loop takes the heat of its loops and the draw of their units, to the watt', () => {
  fc.assert(
    fc.property(racks, (loads) => {
      const plan = planned(loads);
      const [tcs, air] = [loopOf(plan, 'tcs'), loopOf(plan, 'hall-air')];
      expect(loopOf(plan, 'fws').heatWatts).toBe(
        tcs.heatWatts + air.heatWatts + (unitsOf(plan, 'cdus').drawnWatts ?? 0),
      );
    }),
  );
});

test('units that are sized carry heat and flow after the loss of one, and with one less they would not', () => {
  fc.assert(
    fc.property(racks, (loads) => {
      const plan = planned(loads);
      const { heatWatts, flowMillilitresPerSecond: flow } = loopOf(plan, 'tcs');
      for (const loss of plan.losses) expect([loss.shortWatts, loss.shortMillilitresPerSecond]).toEqual([0, 0]);
      const { units, spare } = unitsOf(plan, 'cdus');
      if (units === 0) {
        expect([heatWatts, flow]).toEqual([0, 0]);
        return;
      }
      const fewer = units - spare - 1;
      expect(fewer * 300_000 < heatWatts || fewer * 5_000 < flow).toBe(true);
    }),
  );
});

test('one unit more never makes a loss worse', () => {
  fc.assert(
    fc.property(racks, fc.integer({ min: 1, max: 20 }), (loads, count) => {
      const [fewer, more] = [planned(loads, count).losses[0], planned(loads, count + 1).losses[0]];
      expect(more?.shortWatts).toBeLessThanOrEqual(fewer?.shortWatts ?? -1);
      expect(more?.shortMillilitresPerSecond).toBeLessThanOrEqual(fewer?.shortMillilitresPerSecond ?? -1);
      expect(more?.lostRacks.length).toBeLessThanOrEqual(fewer?.lostRacks.length ?? -1);
    }),
  );
});

test('a rack more never asks for less, and the order of racks changes no sum', () => {
  fc.assert(
    fc.property(racks, (loads) => {
      const [all, fewer, turned] = [planned(loads), planned(loads.slice(1)), planned([...loads].reverse())];
      for (const name of ['tcs', 'hall-air', 'fws']) {
        const [of, less, other] = [loopOf(all, name), loopOf(fewer, name), loopOf(turned, name)];
        expect(less.heatWatts).toBeLessThanOrEqual(of.heatWatts);
        expect(other.heatWatts).toBe(of.heatWatts);
      }
      expect(unitsOf(fewer, 'cdus').units).toBeLessThanOrEqual(unitsOf(all, 'cdus').units);
      expect(unitsOf(turned, 'cdus').units).toBe(unitsOf(all, 'cdus').units);
    }),
  );
});
