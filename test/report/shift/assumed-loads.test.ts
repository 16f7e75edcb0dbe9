import { planCommissioning } from '../../../src/design/commissioning/plan-commissioning';
import { planCurtailment } from '../../../src/design/shift/plan-curtailment';
import { planImpact } from '../../../src/design/shift/plan-impact';
import type { Assumption, SitePlan } from '../../../src/model/site-plan';
import {
  commissioningPlanText,
  renderCommissioningPage,
} from '../../../src/report/commissioning/render-commissioning-plan';
import { renderCurtailmentText, renderImpactText } from '../../../src/report/shift/shift-text';
import { gasanPlan } from '../../design/orders/ordered-sites';

const PLAN: SitePlan = { ...gasanPlan(), assumptions: [] };
const RATING: Assumption = {
  object: "power node 'ups-a'",
  path: 'gasan/ups-a',
  prop: 'rating',
  value: '3 MW',
  why: 'tender',
  owner: 'Kim',
  until: '2026-12-31',
};
const LEAD: Assumption = { ...RATING, prop: 'leadTime', value: '30 weeks' };
const TITLE: Assumption = { ...RATING, object: "site 'gasan'", prop: 'address' };
const ASSUMING: SitePlan = { ...PLAN, assumptions: [RATING, LEAD, TITLE] };
const TABLE =
  "* rests on figures that are assumed; '--json' has each with its value, why and owner\n  of                  props   until\n  power node 'ups-a'  rating  2026-12-31\n";
const WINDOW = { from: '2026-12-05T18:00', to: '2026-12-05T20:00' };

describe('loads that rest on something assumed', () => {
  test('impact marks loads, and lists what bears on loads alone', () => {
    const impact = planImpact(ASSUMING, { objects: ['chillers/1', 'chillers/2'] });
    expect(impact.assumed).toEqual([RATING]);
    const text = renderImpactText(impact);
    expect(text).toMatch(/loop \S+: \S+ [kM]W of \S+ [kM]W \* of heat without cooling/);
    expect(text.endsWith(TABLE)).toBe(true);
  });

  test('curtailment marks the draw before and after', () => {
    const curtailment = planCurtailment(ASSUMING, { toWatts: 5_000_000, window: WINDOW });
    expect(curtailment.assumed).toEqual([RATING]);
    const text = renderCurtailmentText(curtailment);
    expect(text.match(/MW \* at the point of supply, \S+ MW \* of IT/g)).toHaveLength(2);
    expect(text.endsWith(TABLE)).toBe(true);
  });

  test('the script of commissioning marks load banks, on paper too', () => {
    const plan = planCommissioning(ASSUMING);
    expect(plan.assumed).toEqual([RATING]);
    expect(commissioningPlanText(plan)).toMatch(/ {2}zone east: \S+ [kM]W \*, /);
    expect(commissioningPlanText(plan).endsWith(TABLE)).toBe(true);
    expect(renderCommissioningPage(plan)).toContain('What loads rest on that is assumed');
  });

  test('where nothing is assumed nothing is marked', () => {
    const texts = [
      renderImpactText(planImpact(PLAN, { objects: ['chillers/1', 'chillers/2'] })),
      renderCurtailmentText(planCurtailment(PLAN, { toWatts: 5_000_000, window: WINDOW })),
      commissioningPlanText(planCommissioning(PLAN)),
      renderCommissioningPage(planCommissioning(PLAN)),
    ];
    expect(renderImpactText(planImpact(ASSUMING, { objects: ['haein-001'] }))).not.toContain('assumed');
    for (const text of texts) expect(text).not.toMatch(/ \*|assumed/);
  });
});
