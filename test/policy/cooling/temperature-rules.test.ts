import type { CoolingLoopInput, CoolingUnitsInput } from '../../../src/model/cooling-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import {
  airLoop,
  deschutes,
  facilityLoop,
  GB300_COOLING,
  racksOf,
  technologyLoop,
} from '../../design/cooling/cooling-fixture';
import { expectFinding, expectPassed } from '../judge';
import { cooledPlan } from './cooled-plan';

const RACKS = racksOf('A', 2, { watts: 135_300, cooling: GB300_COOLING });

/** GB300 racks on units of Deschutes: supply = facility supply + 3 degC. */
const plan = (
  facility: number | undefined,
  loop: Partial<CoolingLoopInput> = {},
  units: Partial<CoolingUnitsInput> = {},
): SitePlan =>
  cooledPlan({
    loops: [
      technologyLoop({ rejectsTo: 'fws', ...loop }),
      facilityLoop(facility === undefined ? {} : { supplyMillicelsius: facility }),
    ],
    units: [deschutes(units)],
    racks: RACKS,
  });

describe('cooling/supply-too-warm', () => {
  test('holds at the class of the racks: 42 + 3 = 45 degC', () => {
    expectPassed('cooling/supply-too-warm', plan(42_000));
  });

  test('is broken a tenth of a degree above', () => {
    expectFinding('cooling/supply-too-warm', plan(42_100), {
      found: 'a supply of 45.1 degC',
      limit: "45 degC of 'A01-system' (gb300-nvl72)",
      arithmetic: '45.1 degC - 45 degC = 0.1 degC too warm',
    });
  });

  test('is not judged where no supply is known, and where a device states no limit', () => {
    expectFinding('cooling/supply-too-warm', plan(undefined), {
      outcome: 'indeterminate',
      found: 'its supply temperature',
    });
    const silent = cooledPlan({
      loops: [technologyLoop({ supplyMillicelsius: 30_000 })],
      racks: racksOf('A', 2, { watts: 100_000, cooling: { liquidShare: 1 } }),
    });
    expectFinding('cooling/supply-too-warm', silent, {
      outcome: 'indeterminate',
      object: "2 devices on cooling loop 'tcs'",
      found: 'the warmest supply that they allow',
    });
  });
});

describe('cooling/supply-at-dew-point', () => {
  test('holds just above the dew point', () => {
    expectPassed('cooling/supply-at-dew-point', plan(14_100, { dewPointMillicelsius: 17_000 }));
  });

  test('is broken at the dew point', () => {
    expectFinding('cooling/supply-at-dew-point', plan(14_000, { dewPointMillicelsius: 17_000 }), {
      found: 'a supply of 17 degC',
      limit: 'above 17 degC',
    });
  });

  test('is not judged where no dew point is given', () => {
    expectFinding('cooling/supply-at-dew-point', plan(14_000), {
      outcome: 'indeterminate',
      found: 'the dew point of the air around it',
    });
  });
});

describe('cooling/supply-below-approach', () => {
  test('holds where the supply is what the units reach', () => {
    expectPassed('cooling/supply-below-approach', plan(26_800, { supplyMillicelsius: 29_800 }));
  });

  test('is broken where it is set colder', () => {
    expectFinding('cooling/supply-below-approach', plan(26_800, { supplyMillicelsius: 29_700 }), {
      found: 'set to 29.7 degC',
      arithmetic: "26.8 degC of 'fws' + 3 degC approach = 29.8 degC; 29.8 degC - 29.7 degC = 0.1 degC",
    });
  });
});

describe('cooling/beyond-rated-water', () => {
  test('holds at the water that the capacity is stated for', () => {
    expectPassed('cooling/beyond-rated-water', plan(26_800, {}, { ratedAtMillicelsius: 26_800 }));
  });

  test('is broken above', () => {
    expectFinding('cooling/beyond-rated-water', plan(30_000, {}, { ratedAtMillicelsius: 26_800 }), {
      found: 'facility water of 30 degC',
      arithmetic: '30 degC - 26.8 degC = 3.2 degC warmer than stated',
      severity: 'warning',
    });
  });

  test('is not judged where the water is not known', () => {
    expectFinding('cooling/beyond-rated-water', plan(undefined, {}, { ratedAtMillicelsius: 26_800 }), {
      outcome: 'indeterminate',
    });
  });
});

// DGX H100: 5 to 30 degC at the inlet.
const aired = (supply: number | undefined): SitePlan =>
  cooledPlan({
    loops: [airLoop(supply === undefined ? {} : { supplyMillicelsius: supply })],
    racks: racksOf('A', 2, {
      watts: 10_200,
      cooling: { liquidShare: 0, airInlet: { leastMillicelsius: 5_000, mostMillicelsius: 30_000 } },
    }),
  });

describe('cooling/air-inlet', () => {
  test.each([5_000, 30_000])('holds at %i thousandths of a degree', (supply) => {
    expectPassed('cooling/air-inlet', aired(supply));
  });

  test.each([
    [4_900, "5 degC of 'A01-system' (gb300-nvl72)", '5 degC - 4.9 degC = 0.1 degC too cold'],
    [30_100, "30 degC of 'A01-system' (gb300-nvl72)", '30.1 degC - 30 degC = 0.1 degC too warm'],
  ])('is broken at %i', (supply, limit, arithmetic) => {
    expectFinding('cooling/air-inlet', aired(supply), { limit, arithmetic });
  });

  test('is not judged where no supply is known', () => {
    expectFinding('cooling/air-inlet', aired(undefined), { outcome: 'indeterminate', found: 'its supply temperature' });
  });
});

describe('cooling/air-outside-recommended', () => {
  test.each([18_000, 27_000])('holds at %i thousandths of a degree', (supply) => {
    expectPassed('cooling/air-outside-recommended', aired(supply));
  });

  test.each([17_900, 27_100])('is broken at %i', (supply) => {
    expectFinding('cooling/air-outside-recommended', aired(supply), { limit: '18 degC to 27 degC', severity: 'info' });
  });
});
