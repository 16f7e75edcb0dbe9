import { redistribute } from '../../../../src/design/power/zones/load-group';

// DSX blueprint, EDP 1.2: 4 remote power panels of 500 kW carry up to 1,316 kW, 8 whips (2 a panel) up to 146 kW. Rounded half up to kW.
test.each([
  [50, 0, 165, false, 9],
  [50, 1, 219, false, 12],
  [50, 2, 329, false, 18],
  [50, 3, 658, true, 37],
  [80, 0, 263, false, 15],
  [80, 1, 351, false, 19],
  [80, 2, 526, true, 29],
  [80, 3, 1_053, true, 58],
  [100, 0, 329, false, 18],
  [100, 1, 439, false, 24],
  [100, 2, 658, true, 37],
  [100, 3, 1_316, true, 73],
])(
  'at %i %% load with %i of 4 panels lost each carries %i kW (overloaded: %s), each whip %i kW',
  (percent, failed, kilowatts, isOverloaded, whip) => {
    const panels = redistribute(percent * 13_160, 4, failed);
    expect(panels).toHaveLength(4 - failed);
    expect(panels.map((watts) => Math.round(watts / 1_000))).toEqual(panels.map(() => kilowatts));
    expect(panels.some((watts) => watts > 500_000)).toBe(isOverloaded);
    const whips = redistribute(percent * 1_460, 8, failed * 2);
    expect(whips.map((watts) => Math.round(watts / 1_000))).toEqual(whips.map(() => whip));
  },
);

// Highest normal load of a source that survives the loss of one: n/(n+1) of N+1, 3/4 of 4-to-make-3, 2/3 of 3-to-make-2, half of 2N.
test.each([
  ['N+1 for 4 loads', 5, 4],
  ['4-to-make-3', 4, 3],
  ['3-to-make-2', 3, 2],
  ['2N, one side to the other', 2, 1],
])('%s: %i sources carry %i ratings through the loss of one, and not a watt more', (_scheme, sources, ratings) => {
  const rating = 300_000;
  expect(redistribute(ratings * rating, sources, 1)).toEqual(Array.from({ length: ratings }, () => rating));
  expect(redistribute(ratings * rating + 1, sources, 1)[0]).toBe(rating + 1);
});

test.each([
  ['4-to-make-3', 4, 1.3333],
  ['3-to-make-2', 3, 1.5],
])('%s: each source that is left carries %i/%i as much as before', (_scheme, sources, factor) => {
  const before = redistribute(3_600_000, sources, 0)[0]!;
  expect(redistribute(3_600_000, sources, 1)[0]! / before).toBeCloseTo(factor, 4);
});

test('fails where no source is left', () => {
  expect(() => redistribute(1, 4, 4)).toThrow(
    new Error(
      "4 of 4 sources fail, and none is left to carry the load; let 'failed' be less than 'sources' [power/no-source-left]",
    ),
  );
});

test('fails on numbers that are not whole', () => {
  expect(() => redistribute(0.5, NaN, -1)).toThrow(
    new Error(
      [
        '3 problems [design/several]',
        "- parallel sources: 'loadWatts' is 0.5; give a whole number of 0 or more [power/invalid-number]",
        "- parallel sources: 'sources' is NaN; give a whole number of 0 or more [power/invalid-number]",
        "- parallel sources: 'failed' is -1; give a whole number of 0 or more [power/invalid-number]",
      ].join('\n'),
    ),
  );
});
