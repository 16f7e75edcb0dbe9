import { shelfBudgetWatts, shelfLoad } from '../../../../src/design/power/rack/plan-rack-feeds';

/** GB200 and GB300: 8 shelves of 6 PSUs of 5.5 kW. */
const shelves = { count: 8, suppliesEach: 6, supplyWatts: 5_500 };

// 6 x 5.5 = 33 kW a shelf. N+1 counts five of six: 27.5 kW.
test.each([
  ['all live', {}, { shelves: 0, supplies: 0 }, 264_000],
  ['one supply out', {}, { shelves: 0, supplies: 1 }, 258_500],
  ['half of them without a feed', {}, { shelves: 4, supplies: 0 }, 132_000],
  ['that, and one supply out', {}, { shelves: 4, supplies: 1 }, 126_500],
  ['all without a feed', {}, { shelves: 8, supplies: 0 }, 0],
  ['N+1, all live', { sparesEach: 1 }, { shelves: 0, supplies: 0 }, 220_000],
  ['N+1, one supply out', { sparesEach: 1 }, { shelves: 0, supplies: 1 }, 220_000],
  ['N+1, two supplies of one shelf out', { sparesEach: 1 }, { shelves: 0, supplies: 2 }, 214_500],
  ['N+1, a feed and one supply out', { sparesEach: 1 }, { shelves: 4, supplies: 1 }, 110_000],
] as const)('shelves give, %s', (_, parts, out, watts) => {
  expect(shelfBudgetWatts({ ...shelves, ...parts }, out)).toBe(watts);
});

describe('the load on the shelves of a GB300 rack', () => {
  const rack = { maxWatts: 142_000, figures: { capped: 132_000 } };
  const withDesign = { ...shelves, designWatts: 136_000 };

  test('is its draw less the losses, where the efficiency is stated', () => {
    // 142 kW x 97.5 % = 138.45 kW.
    expect(shelfLoad(rack, { ...withDesign, efficiency: 0.975 }, 'nameplate')).toEqual({
      watts: 138_450,
      isBound: false,
    });
  });

  test('is its design power for the nameplate, and its draw as a bound for other figures, where it is not', () => {
    expect(shelfLoad(rack, withDesign, 'nameplate')).toEqual({ watts: 136_000, isBound: false });
    expect(shelfLoad(rack, withDesign, 'capped')).toEqual({ watts: 132_000, isBound: true });
    expect(shelfLoad(rack, shelves, 'nameplate')).toEqual({ watts: 142_000, isBound: true });
  });
});
