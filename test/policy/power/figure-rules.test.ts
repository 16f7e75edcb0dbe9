import { type LoadFigure, LOAD_FIGURES } from '../../../src/model/placement-plan';
import { byFigure } from '../../../src/policy/engine/in-words';
import { expectFinding, expectNothing, expectPassed, judge } from '../judge';
import { device, powerZone, rack, siteWithRacks, siteWithZone } from '../site-plan-fixture';

const site = (basis: LoadFigure, capped: readonly string[]) => {
  const devices = ['a', 'b'].map((name) => device(name, capped.includes(name) ? { figures: { capped: 12_000 } } : {}));
  return { ...siteWithRacks([rack(['a', 'b'])], devices), power: { basis, zones: [], loadWatts: 0 } };
};

describe('power/figure-unknown', () => {
  test('a site whose devices all have the figure passes', () => {
    expectPassed('power/figure-unknown', site('capped', ['a', 'b']));
  });

  test('devices that count with their nameplate are listed by model', () => {
    expectFinding('power/figure-unknown', site('capped', ['a']), {
      severity: 'info',
      outcome: 'indeterminate',
      path: 'stack/haein',
      object: "model 'dgx-b200', loads by cap",
      found: "no figure 'capped' of 1 device of 2: the nameplate counts",
      remedy: "give it in 'figures' (or 'powerCap') of the cluster, or judge by another 'loadFigure'",
    });
  });

  test('loads by nameplate lack nothing', () => {
    expectNothing(
      'power/figure-unknown',
      site('nameplate', []),
      'loads are calculated by nameplate, which every device has',
    );
  });
});

test('the power rules say by which figure a load is calculated', () => {
  const plan = siteWithZone(powerZone(2_100_000));
  const found = (basis: LoadFigure) =>
    judge('power/zone-overload-on-feed-loss', { ...plan, power: { ...plan.power, basis } }).findings[0]?.found;
  expect(LOAD_FIGURES.map(found)).toEqual([
    '2.1 MW by nameplate',
    '2.1 MW by peak (EDPp)',
    '2.1 MW by TDP',
    '2.1 MW by cap',
    '2.1 MW as measured',
    '2.1 MW at idle',
  ]);
  expect(new Set(LOAD_FIGURES.map((basis) => byFigure({ basis }))).size).toBe(LOAD_FIGURES.length);
});
