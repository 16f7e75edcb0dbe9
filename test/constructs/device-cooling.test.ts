import { FlowRate, Power } from 'cdktf-ai-factory';
import { systems, userFact } from 'cdktf-ai-factory/catalog';
import { coolingOf } from '../../src/constructs/cluster/device-from-spec';

const KILOWATTS = Power.kilowatts(100);

test('a GB300 NVL72 carries its two stated heats, and not the ratio that does not agree with them', () => {
  expect(coolingOf(systems.GB300_NVL72, Power.kilowatts(142))).toEqual({
    cooling: {
      liquidShare: 116_000 / 135_300,
      statedHeat: { liquidWatts: 116_000, airWatts: 19_300 },
      mostSupplyMillicelsius: 45_000,
    },
  });
});

test('a Vera Rubin NVL72 goes into liquid whole, at 45 degC at most', () => {
  expect(coolingOf(systems.VR_NVL72, Power.kilowatts(230))).toEqual({
    cooling: { liquidShare: 1, mostSupplyMillicelsius: 45_000 },
  });
});

// 1,105 CFM x 28.316846592 l = 31,290.1 l/min = 521,502 ml/s.
test('a DGX H100 is cooled by air, which it moves and bears as its guide says', () => {
  expect(coolingOf(systems.DGX_H100, Power.kilowatts(10.2))).toEqual({
    cooling: {
      liquidShare: 0,
      airMillilitresPerSecond: 521_502,
      airInlet: { leastMillicelsius: 5_000, mostMillicelsius: 30_000 },
    },
  });
});

test('a model that states no split carries no cooling, whatever else it states', () => {
  expect(systems.GB200_NVL72.flowPerKilowatt).toBeDefined();
  expect(coolingOf(systems.GB200_NVL72, KILOWATTS)).toEqual({});
});

// 1.5 L/min = 25 ml/s.
test('with a split given by the user its other facts count', () => {
  const spec = { ...systems.GB200_NVL72, liquidFraction: userFact(0.85, 'quote of the vendor', '2026-11') };
  expect(coolingOf(spec, KILOWATTS)).toEqual({
    cooling: { liquidShare: 0.85, flowMillilitresPerSecondPerKilowatt: 25 },
  });
});

test('one stated heat leaves the rest of the draw to the other', () => {
  const fact = <T>(value: T): ReturnType<typeof userFact<T>> => userFact(value, 'quote of the vendor', '2026-11');
  expect(coolingOf({ liquidHeat: fact(Power.kilowatts(80)) }, KILOWATTS)).toEqual({
    cooling: { liquidShare: 0.8, statedHeat: { liquidWatts: 80_000, airWatts: 20_000 } },
  });
  expect(
    coolingOf({ airHeat: fact(Power.kilowatts(10)), airflow: fact(FlowRate.litresPerMinute(60)) }, KILOWATTS),
  ).toEqual({
    cooling: {
      liquidShare: 0.9,
      statedHeat: { liquidWatts: 90_000, airWatts: 10_000 },
      airMillilitresPerSecond: 1_000,
    },
  });
});

test.each([
  ['W32', 32_000],
  ['S40', 40_000],
  ['W+', undefined],
  ['of its own', undefined],
])('class %s limits the supply to %p', (name, limit) => {
  const spec = { liquidFraction: userFact(1, 'vendor', '2026-11'), waterClass: userFact(name, 'vendor', '2026-11') };
  expect(coolingOf(spec, KILOWATTS).cooling?.mostSupplyMillicelsius).toBe(limit);
});
