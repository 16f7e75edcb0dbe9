import { loadsOf, site, UNITS } from './cooled-chain';
import { stateOf } from '../power/chain/chain-fixtures';

test('cooling is load of every node above it: 900 / 0.96 + 404 = 1,341.5 kW on utility, switch and generator', () => {
  const { power, cooling } = site();
  expect(cooling?.drawnWatts).toBe(404_000);
  expect(power.chain?.mechanical?.map(({ name, loadWatts }) => [name, loadWatts])).toEqual([
    ['crah', 54_000],
    ['chillers', 318_000],
    ['pumps', 32_000],
  ]);
  expect(loadsOf({ power })).toEqual({ grid: 1_341_500, gen: 0, ats: 1_341_500, ups: 900_000 });
  expect(loadsOf({ power }, 'grid')).toEqual({ grid: 0, gen: 1_341_500, ats: 1_341_500, ups: 900_000 });
  const overload = stateOf(power.chain!, 'grid').overloads.find((each) => each.node === 'gen');
  expect(overload?.share).toBeCloseTo(1.34, 2);
  // 13,000 / (1,341.5 x 0.27) = 35.9 h, and not 13,000 / (937.5 x 0.27) = 51.4 h.
  expect(power.continuity?.fuel[0]?.hours).toBeCloseTo(35.9, 1);
  expect(power.continuity?.transfers[0]?.blocks.flatMap(({ members }) => members)).toEqual([
    'ups',
    'crah',
    'chillers',
    'pumps',
  ]);
  expect(power.chain).toMatchObject({ sourceWatts: 1_341_500, lossWatts: 37_500 });
  // 900 of IT, 37.5 of losses and 404 of cooling.
  expect(cooling?.pue).toBeCloseTo(1_341.5 / 900, 6);
});

test('a UPS inside the loops is heat too: 37.5 kW more of it, a third of that more draw', () => {
  const { power, cooling } = site({ ups: { heatTo: 'air' } });
  expect(cooling?.loops.map(({ name, heatWatts, nodeWatts }) => [name, heatWatts, nodeWatts])).toEqual([
    ['air', 937_500, 37_500],
    ['water', 991_500, undefined],
  ]);
  // (900 + 37.5 + 54) / 3 = 330.5: 12.5 more than 318.
  expect(cooling?.drawnWatts).toBe(416_500);
  expect(loadsOf({ power })['grid']).toBe(1_354_000);
});

test('cooling behind the UPS that it cools goes round until no watt changes', () => {
  const { power, cooling } = site({
    ups: { heatTo: 'air' },
    units: UNITS.map((each) => ({ ...each, fedFrom: [['ups']] })),
  });
  // x = draw: loss = (900 + x) / 0.96 - (900 + x); x = 86 + (954 + loss) / 3, so x = 422.85 kW and loss = 55.12 kW.
  const [draw, loss] = [cooling!.drawnWatts, power.chain!.lossWatts];
  expect(Math.abs(loss - (900_000 + draw) / 24)).toBeLessThanOrEqual(0.5);
  // Each of ten chillers takes whole watts: 5 W of heat at most, 1.7 W of draw, and half a watt.
  expect(Math.abs(draw - 86_000 - (954_000 + loss) / 3)).toBeLessThanOrEqual(2.2);
  expect(loadsOf({ power })['grid']).toBe(900_000 + draw + loss);
  expect(power.chain!.mechanical!.reduce((sum, { loadWatts }) => sum + loadWatts, 0)).toBe(draw);
});

test('units without a count grow with the heat of the nodes that feed them', () => {
  const open = UNITS.map(({ count, ...each }) => ({
    ...each,
    ...(each.name === 'crah' ? { capacityWatts: 100_000 } : { count: count! }),
  }));
  const of = (heatTo: string) =>
    site({ ups: { heatTo }, units: open }).cooling!.loops[0]!.units.map(({ units: count, drawnWatts }) => [
      count,
      drawnWatts,
    ]);
  expect(of('outside')).toEqual([[10, 54_000]]);
  // 937.5 kW take 10 of 100 kW, and one spare.
  expect(of('air')).toEqual([[11, 59_400]]);
});

test('draws and losses that raise each other without end are an error', () => {
  const hungry = UNITS.map((each) =>
    each.name === 'chillers' ? { ...each, coefficientOfPerformance: 0.5, fedFrom: [['ups']] } : each,
  );
  expect(() => site({ ups: { efficiency: 0.6, heatTo: 'air' }, units: hungry })).toThrow(
    "cooling loops 'air', 'water': the draw of units 'crah', 'chillers', 'pumps' and the losses of the nodes that feed them raise each other without end",
  );
});

test('names that are no node and no loop are refused at once', () => {
  const wrong = UNITS.map((each) => (each.name === 'pumps' ? { ...each, fedFrom: [['atz']] } : each));
  expect(() => site({ ups: { heatTo: 'airr' }, units: wrong })).toThrow(
    /'atz', which is no power node.*did you mean 'ats'\?[^]*'airr', which is no cooling loop.*did you mean 'air'\?/,
  );
});

describe('a name that the site does not have', () => {
  const units = UNITS.map((each) => (each.name === 'crah' ? { ...each, fedFrom: [['atz']] } : each));
  test.each<[string, Parameters<typeof site>[0], string]>([
    [
      'of a node',
      { units },
      "cooling units 'crah': 'fedFrom' names 'atz', which is no power node of the site; did you mean 'ats'?",
    ],
    [
      'of a loop',
      { ups: { heatTo: 'watr' } },
      "power node 'ups': 'heatTo' names 'watr', which is no cooling loop of the site; did you mean 'water'?",
    ],
  ])('%s fails', (_, parts, message) => {
    expect(() => site(parts)).toThrow(message);
  });

  // Of a phase the constructs of later ones are not there, and what names them is no fault.
  test('is no fault of a part of what was checked', () => {
    expect(() => site({ ups: { heatTo: 'watr' }, isChecked: true })).not.toThrow();
    expect(() => site({ ups: { heatTo: 'watr' }, isChecked: false })).toThrow('which is no cooling loop');
  });
});
