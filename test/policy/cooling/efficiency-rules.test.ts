import type { EnergyTargetInput } from '../../../src/model/cooling-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { deschutes, facilityLoop, racksOf, technologyLoop } from '../../design/cooling/cooling-fixture';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { cooledPlan } from './cooled-plan';

const RACKS = racksOf('A', 10, { watts: 100_000, cooling: { liquidShare: 1 } });
const target = (parts: Partial<EnergyTargetInput> = {}): EnergyTargetInput => ({
  name: 'energy',
  path: 'stack/energy',
  otherWatts: 0,
  ...parts,
});

/** IT of 1 MW, losses of 50 kW and one unit of cooling without a spare. */
const drawing = (drawWatts: number, parts: Partial<EnergyTargetInput> = {}): SitePlan =>
  cooledPlan({
    loops: [technologyLoop()],
    units: [deschutes({ count: 1, spare: 0, drawWatts })],
    racks: RACKS,
    lossWatts: 50_000,
    target: target(parts),
  });

/** Towers that evaporate so many ml for each kWh of the 1 MW that they take. */
const evaporating = (waterMillilitresPerKilowattHour: number, parts: Partial<EnergyTargetInput> = {}): SitePlan =>
  cooledPlan({
    loops: [technologyLoop({ rejectsTo: 'fws' }), facilityLoop()],
    units: [
      deschutes({ drawWatts: 0 }),
      deschutes({
        name: 'towers',
        kind: 'cooling-tower',
        loop: 'fws',
        count: 1,
        spare: 0,
        waterMillilitresPerKilowattHour,
      }),
    ],
    racks: RACKS,
    target: target(parts),
  });

describe('cooling/pue-above-target', () => {
  // (1,000 + 50 + 90) / 1,000 = 1.14.
  test('holds at the target', () => {
    expectPassed('cooling/pue-above-target', drawing(90_000, { pue: 1.14 }));
  });

  test('is broken above', () => {
    expectFinding('cooling/pue-above-target', drawing(91_000, { pue: 1.14 }), {
      found: 'a PUE of 1.141',
      limit: '1.14',
      arithmetic: 'IT, losses, cooling and building: (1 MW + 50 kW + 91 kW + 0 W) / 1 MW = 1.141',
    });
  });

  test('is not judged where losses are not known', () => {
    const silent = cooledPlan({
      loops: [technologyLoop()],
      units: [deschutes()],
      racks: RACKS,
      target: target({ pue: 1.14 }),
    });
    expectFinding('cooling/pue-above-target', silent, {
      outcome: 'indeterminate',
      found: 'the losses of the power chain',
    });
  });
});

describe('cooling/wue-above-target', () => {
  test('holds at the target', () => {
    expectPassed('cooling/wue-above-target', evaporating(600, { wue: 0.6 }));
  });

  test('is broken above', () => {
    expectFinding('cooling/wue-above-target', evaporating(610, { wue: 0.6 }), {
      found: 'a WUE of 0.61 L/kWh',
      arithmetic: '610 L/h / 1 MW = 0.61 L/kWh',
    });
  });
});

// AI specialised: PUE 1.09 to 1.19, WUE 0.52 to 0.73.
describe('figures against the published', () => {
  test('a PUE of 1.19 holds, 1.191 does not', () => {
    expectPassed('cooling/pue-above-published', drawing(140_000));
    expectFinding('cooling/pue-above-published', drawing(141_000), { found: 'a PUE of 1.191', severity: 'info' });
  });

  test('a WUE of 0.73 holds, 0.74 does not', () => {
    expectPassed('cooling/wue-above-published', evaporating(730));
    expectFinding('cooling/wue-above-published', evaporating(740), { found: 'a WUE of 0.74 L/kWh', severity: 'info' });
  });

  test('a PUE that is not known is not compared', () => {
    expectNothing('cooling/pue-above-published', evaporating(730), 'the PUE of the site is not known');
  });
});
