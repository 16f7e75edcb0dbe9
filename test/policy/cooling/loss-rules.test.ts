import type { CoolingUnitsInput } from '../../../src/model/cooling-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { deschutes, facilityLoop, racksOf, technologyLoop } from '../../design/cooling/cooling-fixture';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { cooledPlan } from './cooled-plan';

const plan = (watts: number, units: Partial<CoolingUnitsInput>, perKilowatt?: number): SitePlan =>
  cooledPlan({
    loops: [technologyLoop()],
    units: [deschutes(units)],
    racks: racksOf('A', 10, {
      watts,
      cooling: {
        liquidShare: 1,
        ...(perKilowatt === undefined ? {} : { flowMillilitresPerSecondPerKilowatt: perKilowatt }),
      },
    }),
  });

describe('cooling/heat-after-loss', () => {
  // 3 x 2 MW, one lost: 4 MW are left.
  test('holds where those that are left take all heat', () => {
    expectPassed('cooling/heat-after-loss', plan(400_000, { count: 3 }));
  });

  test('is broken where they do not', () => {
    expectFinding('cooling/heat-after-loss', plan(400_100, { count: 3 }), {
      object: "cooling loop 'tcs' without one of 3 units 'cdus'",
      shortfall: '1 kW',
      arithmetic: '6 MW - 2 MW = 4 MW; 4.001 MW - 4 MW = 1 kW; 10 racks on it',
    });
  });

  test('is left to the rule of heat where units are short before a loss', () => {
    expectNothing(
      'cooling/heat-after-loss',
      plan(700_000, { count: 3 }),
      'no units of such a loop promise a spare one',
    );
  });
});

describe('cooling/rejection-after-loss', () => {
  const rejected = (count: number): SitePlan =>
    cooledPlan({
      loops: [technologyLoop({ rejectsTo: 'fws' }), facilityLoop()],
      units: [
        deschutes({ drawWatts: 0 }),
        deschutes({ name: 'towers', kind: 'cooling-tower', loop: 'fws', count, capacityWatts: 500_000 }),
      ],
      racks: racksOf('A', 10, { watts: 100_000, cooling: { liquidShare: 1 } }),
    });

  test('holds with one unit to spare', () => {
    expectPassed('cooling/rejection-after-loss', rejected(3));
  });

  test('is broken with none: every rack whose heat ends there is named', () => {
    expectFinding('cooling/rejection-after-loss', rejected(2), {
      object: "cooling loop 'fws' without one of 2 units 'towers'",
      arithmetic: '1 MW - 500 kW = 500 kW; 1 MW - 500 kW = 500 kW; 10 racks on it',
    });
  });
});

describe('cooling/flow-after-loss', () => {
  // 10 x 100 kW x 25 ml/s = 25,000 ml/s: one of two units moves it, if it moves as much.
  test('holds where those that are left move all coolant', () => {
    expectPassed('cooling/flow-after-loss', plan(100_000, { count: 2, flowMillilitresPerSecond: 25_000 }, 25));
  });

  test('is broken where they do not, though they take the heat', () => {
    const short = plan(100_000, { count: 2, flowMillilitresPerSecond: 20_000 }, 25);
    expectPassed('cooling/heat-after-loss', short);
    expectFinding('cooling/flow-after-loss', short, {
      found: '1,500 L/min asked for and 1,200 L/min left',
      arithmetic: 'without one of 1,200 L/min: 1,500 L/min - 1,200 L/min = 300 L/min; 10 racks on it',
    });
  });
});

describe('cooling/no-spare', () => {
  test('holds for units without a promised spare whose loss the others carry', () => {
    expectPassed('cooling/no-spare', plan(200_000, { count: 2, spare: 0 }));
  });

  test('is broken where racks are lost', () => {
    expectFinding('cooling/no-spare', plan(200_001, { count: 2, spare: 0 }), {
      found: "the loss of one of 2 leaves 10 W untaken: 10 racks, 'A01', 'A02', 'A03' and 7 more",
      severity: 'warning',
    });
  });
});

describe('cooling/spare-short', () => {
  // 2 MW take one unit; two spare ones make three.
  test('holds where all spare units are there', () => {
    expectPassed('cooling/spare-short', plan(200_000, { count: 3, spare: 2 }));
  });

  test('is broken where one is missing, though the loss of one is carried', () => {
    const short = plan(200_000, { count: 2, spare: 2 });
    expectPassed('cooling/heat-after-loss', short);
    expectFinding('cooling/spare-short', short, {
      found: '2 units',
      arithmetic: 'max(1 by heat, 0 by flow) + 2 spare = 3; 3 - 2 = 1',
    });
  });
});

describe('losses of one loop', () => {
  // 10 x 400.1 kW = 4,001 kW of heat and 100,025 ml/s; without a unit 4 MW and 80,000 ml/s.
  test('are one finding where heat and flow are short, and the promise of two spare units with them', () => {
    const short = plan(400_100, { count: 3, spare: 2, flowMillilitresPerSecond: 40_000 }, 25);
    expectFinding('cooling/heat-after-loss', short, {
      found: '4.001 MW of heat and 4 MW left to take it, and 1,201.5 L/min of flow short',
      shortfall: '1 kW',
    });
    expectNothing('cooling/flow-after-loss', short, 'the same loops are short of heat taken');
    expectNothing('cooling/spare-short', short, 'the loss of one of the same units is not carried');
  });

  const two = (spare: number): SitePlan =>
    cooledPlan({
      loops: [technologyLoop()],
      units: ['a', 'b'].map((name) => deschutes({ name, count: 1, spare, capacityWatts: 600_000 })),
      racks: racksOf('A', 10, { watts: 100_000, cooling: { liquidShare: 1 } }),
    });

  test('of two groups are one finding, with both named', () => {
    expectFinding('cooling/no-spare', two(0), {
      object: "cooling units 'a' on cooling loop 'tcs'",
      found:
        "the loss of one of 1 leaves 400 kW untaken: 10 racks, 'A01', 'A02', 'A03' and 7 more; the like without one of 'b'",
    });
    expectFinding('cooling/heat-after-loss', two(1), {
      found: "1 MW of heat and 600 kW left to take it; the like without one of 'b'",
    });
  });
});
