import type { DeviceCooling } from '../../../src/model/cooling-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { airLoop, deschutes, racksOf, technologyLoop } from '../../design/cooling/cooling-fixture';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { cooledPlan } from './cooled-plan';

/** Racks of 100 kW into liquid at some flow for a kilowatt, ml/s. */
const flowing = (perKilowatt: number): { watts: number; cooling: DeviceCooling } => ({
  watts: 100_000,
  cooling: { liquidShare: 1, flowMillilitresPerSecondPerKilowatt: perKilowatt },
});

describe('cooling/flow-short', () => {
  const plan = (parts: object, perKilowatt = 25): SitePlan =>
    cooledPlan({
      loops: [technologyLoop()],
      units: [deschutes({ count: 1, ...parts })],
      racks: racksOf('A', 10, flowing(perKilowatt)),
    });

  // 1,000 kW at 1.5 L/min a kW: 1,500 L/min, 25,000 ml/s.
  test('holds at what the units move', () => {
    expectPassed('cooling/flow-short', plan({ flowMillilitresPerSecond: 25_000 }));
  });

  test('is broken just above, though the heat is taken', () => {
    const tooLittle = plan({ flowMillilitresPerSecond: 24_999 });
    expectPassed('cooling/heat-short', tooLittle);
    expectFinding('cooling/flow-short', tooLittle, {
      found: '1,500 L/min asked for',
      limit: '1,499.94 L/min',
      arithmetic: '1 x 1,499.94 L/min = 1,499.94 L/min; 1,500 L/min - 1,499.94 L/min = 60 mL/min',
    });
  });

  test('is not judged where racks state no flow and the loop no rise', () => {
    const silent = cooledPlan({
      loops: [technologyLoop()],
      units: [deschutes()],
      racks: racksOf('A', 2, { watts: 100_000, cooling: { liquidShare: 1 } }),
    });
    expectFinding('cooling/flow-short', silent, {
      outcome: 'indeterminate',
      found: 'the flow that 200 kW of its heat ask for',
      remedy: "give 'rise' of the loop, or define the systems with 'flowPerKilowatt'",
    });
  });

  test('is not judged where the units state no flow', () => {
    const silent = cooledPlan({
      loops: [technologyLoop()],
      units: [{ name: 'cdus', path: 'stack/cdus', kind: 'cdu', loop: 'tcs', spare: 1, capacityWatts: 2_000_000 }],
      racks: racksOf('A', 2, flowing(25)),
    });
    expectFinding('cooling/flow-short', silent, {
      outcome: 'indeterminate',
      found: "the flow that its units 'cdus' move",
    });
  });
});

describe('cooling/airflow-short', () => {
  // DGX H100: 1,105 CFM each, 0.521502 m3/s; ten draw 5.21502 m3/s.
  const plan = (airMillilitresPerSecond: number): SitePlan =>
    cooledPlan({
      loops: [airLoop()],
      units: [
        {
          name: 'crahs',
          path: 'stack/crahs',
          kind: 'crah',
          loop: 'hall-air',
          spare: 0,
          count: 1,
          capacityWatts: 200_000,
          airMillilitresPerSecond,
        },
      ],
      racks: racksOf('A', 10, { watts: 10_200, cooling: { liquidShare: 0, airMillilitresPerSecond: 521_502 } }),
    });

  test('holds at what the racks draw', () => {
    expectPassed('cooling/airflow-short', plan(5_215_020));
  });

  test('is broken below it', () => {
    expectFinding('cooling/airflow-short', plan(5_200_000), {
      found: '5.215 m3/s asked for',
      limit: '5.2 m3/s',
      shortfall: '0.015 m3/s',
    });
  });
});

describe('cooling/pipe-velocity', () => {
  // 100 mm: 7,853.98 mm2; 18,850 ml/s flow at 2,400 mm/s.
  const plan = (count: number, parts: object = {}): SitePlan =>
    cooledPlan({
      loops: [technologyLoop({ pipeDiameterMillimetres: 100, ...parts })],
      racks: racksOf('A', 1, { ...flowing(10), watts: count * 10_000 }),
    });

  test('holds at 2.4 m/s', () => {
    expectPassed('cooling/pipe-velocity', plan(188.5));
  });

  // 18,860 ml/s: 2,401 mm/s; 100 x sqrt(2,401 / 2,400) = 100.02 mm.
  test('is broken above', () => {
    expectFinding('cooling/pipe-velocity', plan(188.6), {
      found: '2.401 m/s',
      limit: '2.4 m/s',
      arithmetic: '1,131.6 L/min / (3.1416 x (100 mm)^2 / 4) = 2.401 m/s',
      remedy: "raise 'pipeDiameter' to 101 mm, or split the loop",
    });
  });

  test('is not judged without a flow, and does not apply without a diameter', () => {
    const racks = racksOf('A', 1, { watts: 100_000, cooling: { liquidShare: 1 } });
    const loops = [technologyLoop({ pipeDiameterMillimetres: 100 })];
    expectFinding('cooling/pipe-velocity', cooledPlan({ loops, racks }), {
      outcome: 'indeterminate',
      found: 'its flow',
    });
    const reason = "no cooling loop states its 'pipeDiameter'";
    expectNothing('cooling/pipe-velocity', cooledPlan({ loops: [technologyLoop()], racks }), reason);
  });
});

describe('cooling/flow-per-kilowatt', () => {
  const plan = (perKilowatt: number): SitePlan =>
    cooledPlan({ loops: [technologyLoop()], racks: racksOf('A', 10, flowing(perKilowatt)) });

  test.each([20, 25])('holds at %i ml/s a kW: 1.2 and 1.5 L/min', (perKilowatt) => {
    expectPassed('cooling/flow-per-kilowatt', plan(perKilowatt));
  });

  test.each([
    [19.9, '1.194 L/min a kW'],
    [25.1, '1.506 L/min a kW'],
  ])('is broken at %d ml/s a kW', (perKilowatt, found) => {
    expectFinding('cooling/flow-per-kilowatt', plan(perKilowatt), { found, severity: 'info' });
  });
});
