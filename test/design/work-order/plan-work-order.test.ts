import { planWorkOrder } from '../../../src/design/work-order/plan-work-order';
import { siteOf } from '../../report/site-fixture';
import { replay, stateOf } from './order-replay';
import { withPlaces, withSwappedLinks } from './site-changes';

const SITE = siteOf({ systems: 40, rows: 3, racksPerRow: 12 });

test('two states that are alike need no step', () => {
  expect(planWorkOrder(SITE, SITE)).toEqual({ site: 'gasan', steps: [], windows: [], breaches: [], isAllowed: true });
});

test('two exchanged cables: both out before the first is in again', () => {
  const after = withSwappedLinks(SITE, 'compute', 0, 1);
  const { steps, isAllowed } = planWorkOrder(SITE, after);
  expect(replay(SITE, steps)).toEqual(stateOf(after));
  expect(isAllowed).toBe(true);
});

test('a system that moves is drained', () => {
  const after = withPlaces(SITE, [['haein-001', 'C12', 1]]);
  const { steps, isAllowed } = planWorkOrder(SITE, after);
  expect(replay(SITE, steps)).toEqual(stateOf(after));
  expect(isAllowed).toBe(true);
});
