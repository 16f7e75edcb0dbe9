import { gpuHours, kepcoContract, throughputs } from '../../../src/catalog/economics';
import {
  billedKilowatts,
  breakEvenUtilisation,
  carbonTonnes,
  type CostCase,
  costOf,
  decliningRate,
  depreciation,
  internalRate,
  kepcoBill,
  kepcoHours,
  paybackYears,
  presentValue,
  recoveryFactor,
  revenueOfMegawatt,
  tokensOfPower,
} from '../../../src/design/economics/finance';
import { kepcoPrice } from '../../../src/design/economics/costs';
import { perMillionTokens, replacementPays } from '../../../src/model/costs-plan';
import { perGpu } from '../../../src/design/economics/serving';

const server = (gpu: string, gpus: number): number => {
  const row = throughputs().find(
    (one) => one.model === 'deepseek-r1' && one.scenario === 'server' && one.gpu === gpu && one.gpus === gpus,
  );
  if (row === undefined) throw new Error(gpu);
  return perGpu(row);
};

/** A GPU of a rack of 3.4 M US$ of compute and 2.5 M of infrastructure, 72 GPUs. */
const GB300: CostCase = {
  gpus: 1,
  itCapital: 3_400_000 / 72,
  infrastructureCapital: 2_500_000 / 72,
  itYears: 5,
  infrastructureYears: 15,
  interest: 0.1,
  operations: 0.03 * (5_900_000 / 72),
  kilowatts: 2.1,
  idleShare: 0.3,
  energyPrice: 0.13,
  utilisation: 0.7,
  price: 3.3,
  residual: 0.1,
};

describe('tokens and money', () => {
  test('E13: GB300 and B200 of MLPerf v6.0 at prices of a neocloud', () => {
    for (const [gpu, gpus, perMegawatt, perMillion, joules] of [
      ['gb300', 72, 3_806_740, 0.114667, 0.262692],
      ['b200', 8, 2_977_700, 0.100594, 0.33583],
    ] as const) {
      const { allInKilowatts, neocloud } = gpuHours[gpu]?.value ?? { allInKilowatts: 0, neocloud: 0 };
      const rate = server(gpu, gpus);
      const power = tokensOfPower(rate, allInKilowatts);
      expect(Math.abs(power.perMegawatt - perMegawatt)).toBeLessThan(10);
      expect(power.joulesPerToken).toBeCloseTo(joules, 5);
      expect(perMillionTokens(neocloud, { output: rate }).output).toBeCloseTo(perMillion, 6);
    }
  });

  test('E14: three readings of one cost, never added', () => {
    const readings = perMillionTokens(2.34, { total: 9_000, input: 8_000, output: 1_000 });
    expect(readings.total).toBeCloseTo(0.0722222, 7);
    expect(readings.input).toBeCloseTo(0.08125, 7);
    expect(readings.output).toBeCloseTo(0.65, 7);
  });

  test('E16: a GPU-hour from capital', () => {
    expect(recoveryFactor(0.1, 5)).toBeCloseTo(0.263797, 6);
    expect(recoveryFactor(0.1, 15)).toBeCloseTo(0.131474, 6);
    expect(recoveryFactor(0, 4)).toBe(0.25);
    const { perSoldHourWithoutIdle, fixedPerHour, energyFull } = costOf(GB300);
    expect(perSoldHourWithoutIdle).toBeCloseTo(3.44986, 4);
    expect(fixedPerHour).toBeCloseTo(2.2238, 4);
    expect(energyFull).toBeCloseTo(0.273, 6);
  });

  test('E17: break-even utilisation with idle energy', () => {
    expect(costOf(GB300).breakEven).toBeCloseTo(0.741645, 5);
    expect(costOf({ ...GB300, price: 2.5 }).breakEven).toBeCloseTo(0.998615, 5);
    expect(breakEvenUtilisation({ fixed: 1, full: 0.3, idle: 0.1, price: 0.15 })).toBeUndefined();
  });

  // E19: capital alone, US$/h = capital x CRF / (8760 x 0.7), and per million of 7,994 tok/s.
  test.each([
    [3, 3.09667, 0.107602],
    [4, 2.42942, 0.0844166],
    [5, 2.03149, 0.0705894],
    [6, 1.76819, 0.0614405],
  ])('E19: a life of %i years makes %d US$ an hour', (itYears, perHour, perMillion) => {
    const none = { infrastructureCapital: 0, operations: 0, energyPrice: 0 };
    const cost = costOf({ ...GB300, ...none, itYears }).perSoldHour;
    expect(cost).toBeCloseTo(perHour, 4);
    expect(perMillionTokens(cost, { output: server('gb300', 72) }).output).toBeCloseTo(perMillion, 5);
  });

  test('E26: return of that GPU', () => {
    const { presentValue: value, internalRate: rate, paybackYears: years, cash } = costOf(GB300);
    expect(cash).toBeCloseTo(15_888, 0);
    expect(value).toBeCloseTo(-18_784.3, 0);
    expect(rate).toBeCloseTo(0.00864266, 6);
    expect(years).toBeCloseTo(5.15763, 4);
  });

  test('rates and paybacks that there are not', () => {
    expect(internalRate([-100, -1, -1])).toBeUndefined();
    expect(internalRate([])).toBeUndefined();
    expect(internalRate([-100, 110])).toBeCloseTo(0.1, 9);
    expect(paybackYears(100, 0)).toBeUndefined();
    expect(presentValue([-100, 110], 0.1)).toBeCloseTo(0, 9);
  });

  test('revenue of a MW and year', () => {
    // 3.8 M tok/s x 3600 x 8760 x 0.5 / 1e6 x 0.1
    expect(revenueOfMegawatt(3_800_000, 0.5, 0.1)).toBeCloseTo(5_991_840, 0);
  });

  test('a new generation pays where its tokens cost less than energy and operation of the standing one', () => {
    // 0.6 / (2,000 x 0.0036) = 0.0833; 3.45 / (16,331.8 x 0.0036) = 0.0587.
    const input = { standingPerHour: 0.6, standingPerGpu: 2_000, nextPerGpu: 16_331.8, nextPerSoldHour: 3.45 };
    expect(replacementPays(input)).toMatchObject({ pays: true });
    expect(replacementPays({ ...input, standingPerGpu: 7_994 }).pays).toBe(false);
  });
});

describe('depreciation', () => {
  const rounded = (charges: readonly number[]): number[] => charges.map((one) => Math.round(one * 100) / 100);

  test('E18: straight, declining by the Korean form, MACRS', () => {
    expect(depreciation('straight', 40_000, 5)).toEqual([8_000, 8_000, 8_000, 8_000, 8_000]);
    expect(rounded(depreciation('declining-korea', 40_000, 5))).toEqual([
      18_040, 9_903.96, 5_437.27, 2_985.06, 3_633.7,
    ]);
    expect(rounded(depreciation('macrs-5', 40_000, 5))).toEqual([8_000, 12_800, 7_680, 4_608, 4_608, 2_304]);
    for (const method of ['straight', 'declining-korea', 'macrs-5', 'macrs-15'] as const) {
      expect(depreciation(method, 40_000, 5).reduce((sum, one) => sum + one, 0)).toBeCloseTo(40_000, 6);
    }
  });

  test('with the printed rates an asset is written off in the years of its life', () => {
    expect([3, 4, 5, 6, 10].map(decliningRate)).toEqual([0.632, 0.528, 0.451, 0.394, 0.259]);
    expect([4, 5, 6].map((years) => depreciation('declining-korea', 100, years).length)).toEqual([4, 5, 6]);
    // Not printed: 1 - 0.05^(1/12) = 0.22092, rounded up.
    expect(decliningRate(12)).toBe(0.221);
  });

  test('of parts of a year, and with a residual', () => {
    expect(depreciation('straight', 55, 5.5)).toEqual([10, 10, 10, 10, 10, 5]);
    expect(depreciation('straight', 100, 5, 0.1)).toEqual([18, 18, 18, 18, 18]);
  });
});

describe('electricity', () => {
  const contract = kepcoContract('industrial-b-hv-b-2');

  test('E23: a bill of KEPCO for 10 MW in June', () => {
    const bill = kepcoBill({
      contract,
      month: 6,
      days: 30,
      kilowatts: 10_000,
      billedKilowatts: 10_000,
      hours: [10, 8, 6],
      surcharge: 14,
      fund: 0.027,
      vat: 0.1,
    });
    expect(bill).toMatchObject({ kilowattHours: 7_200_000, base: 73_800_000, surcharge: 100_800_000 });
    expect(bill.energy).toBeCloseTo(1_232_700_000, 0);
    expect(bill.total).toBeCloseTo(1_586_027_100, 0);
    expect((bill.base + bill.energy + bill.surcharge) / bill.kilowattHours).toBeCloseTo(195.458, 3);
    expect(bill.total / bill.kilowattHours).toBeCloseTo(220.282, 3);
  });

  test('days of light load and half-price hours cost less', () => {
    const april = { contract, month: 4, days: 30, kilowatts: 1, billedKilowatts: 1, hours: [10, 8, 6] as const };
    const of = (changes: object): number => kepcoBill({ ...april, surcharge: 0, fund: 0, vat: 0, ...changes }).energy;
    // 30 x (10 x 127.6 + 8 x 144.8 + 6 x 161.9); eight days at light load all day; of these three hours at half of 127.6.
    expect(of({})).toBeCloseTo(30 * 3_405.8, 6);
    expect(of({ lightDays: 8 })).toBeCloseTo(22 * 3_405.8 + 8 * 24 * 127.6, 6);
    expect(of({ lightDays: 8, halfPriceDays: 8 })).toBeCloseTo(22 * 3_405.8 + 8 * 24 * 127.6 - 8 * 3 * 63.8, 6);
  });

  test('billed demand is the highest of this month and of six others, not below 30 % of the contract', () => {
    const peaks = new Map([
      [6, 900],
      [8, 4_000],
      [11, 5_000],
    ]);
    expect(billedKilowatts(10_000, 6, peaks)).toBe(4_000);
    expect(billedKilowatts(10_000, 11, peaks)).toBe(5_000);
    expect(billedKilowatts(20_000, 6, peaks)).toBe(6_000);
  });

  test('hours of winter are not known until they are given, and so is the price of a year', () => {
    expect([3, 8, 10].map((month) => kepcoHours(month))).toEqual([
      [10, 8, 6],
      [10, 8, 6],
      [10, 8, 6],
    ]);
    expect(kepcoHours(12)).toBeUndefined();
    expect(kepcoPrice({ kind: 'kepco', contract }, 10_000, 10_000)).toBeUndefined();
    const year = kepcoPrice({ kind: 'kepco', contract, winterHours: [10, 8, 6] }, 10_000, 10_000) ?? 0;
    // Between the cheapest season and the dearest, levy included: (127.6 to 239.1) with base and surcharge.
    expect(year).toBeGreaterThan(170);
    expect(year).toBeLessThan(210);
    expect(kepcoPrice({ kind: 'kepco', contract, winterHours: [10, 8, 6] }, 10_000, 100_000)).toBeGreaterThan(year);
  });

  test('E24: carbon of 100 MW of IT', () => {
    const megawattHours = 100 * 1.25 * 0.85 * 8_760;
    expect(megawattHours).toBe(930_750);
    expect(Math.round(carbonTonnes(megawattHours, 0.4173))).toBe(388_402);
    expect(Math.round(carbonTonnes(megawattHours, 0.4541))).toBe(422_654);
    // 0.2627 J a token: grams a million tokens.
    expect((0.2627 / 3_600) * 0.4173 * 1e6).toBeCloseTo(30.4513, 3);
  });
});

describe('refusals', () => {
  test.each([
    [
      'a utilisation of 1.2',
      { utilisation: 1.2 },
      'the utilisation is 1.2; give sold hours over all hours, above 0 and up to 1 [economics/bad-utilisation]',
    ],
    [
      'a life of 0',
      { itYears: 0 },
      'the life is 0 years; give a number of years above 0 and up to 100 [economics/bad-life]',
    ],
    [
      'an interest of 10',
      { interest: 10 },
      'the interest is 10; give a share a year from 0 to 1, such as 0.1 [economics/bad-interest]',
    ],
  ])('fails for %s', (_, changes, message) => {
    expect(() => costOf({ ...GB300, ...changes })).toThrow(message);
  });

  test('fails for a contract that there is not', () => {
    expect(() => kepcoContract('industrial-b-hv-b-4')).toThrow('[catalog/unknown-contract]');
  });
});
