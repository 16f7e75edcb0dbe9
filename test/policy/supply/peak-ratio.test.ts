import type { SiteSupply } from '../../../src/model/power-plan';
import type { Verdict } from '../../../src/policy/engine/rule';
import { supplyPack } from '../../../src/policy/supply/supply-pack';
import { site } from '../../design/site/cooled-chain';
import '../judge';
import { sitePlan } from '../site-plan-fixture';

/** The plan draws 1,341.5 kW for 900 kW of IT: 1.4906. */
function judged(supply: Partial<SiteSupply>): readonly Verdict[] {
  const plan = sitePlan({ ...site(), supply: { rules: 'neutral', limits: [], ...supply } });
  return supplyPack.find(({ id }) => id === 'supply/peak-ratio-below-plan')!.check(plan);
}

test('a stated ratio of the peak is at least that of the plan', () => {
  expect(judged({ pue: 1.491 })).toEqual([{ outcome: 'passed', count: 1 }]);
  expect(judged({ pue: 1.37 })).toMatchObject([
    { outcome: 'failed', found: '1.37', limit: '1.4906 by the plan of power and cooling' },
  ]);
});

test('a figure of a year is not compared with it', () => {
  expect(judged({ annualPue: 1.1 })).toMatchObject([{ outcome: 'not-applicable' }]);
});
