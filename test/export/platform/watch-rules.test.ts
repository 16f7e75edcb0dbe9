import { planSeries, watchRules } from '../../../src/export/platform/watch-rules';
import { HOSTILE_TEXTS } from '../../support/hostile-texts';
import { SMALL, siteOf } from '../../report/site-fixture';

const SITE = siteOf(SMALL);

test('both ends of every link have their cable', () => {
  const lines = planSeries(SITE)
    .split('\n')
    .filter((line) => line.startsWith('aifactory_plan_link{'));
  const links = SITE.fabrics.reduce((sum, { plan }) => sum + plan.links.count, 0);
  expect(lines).toHaveLength(2 * links);
  expect(new Set(lines).size).toBe(lines.length);
});

test('the share of feeds is watched only by a stated difference', () => {
  const alerts = (choices = {}): readonly string[] =>
    watchRules(choices).groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));
  expect(alerts()).not.toContain('FeedsUnbalanced');
  expect(alerts({ feedImbalance: 0.1 })).toContain('FeedsUnbalanced');
});

test('a figure that no device has gives no series', () => {
  const devices = SITE.devices.map(({ cooling: _, ...device }) => device);
  expect(planSeries({ ...SITE, devices })).not.toContain('celsius');
});

test.each(HOSTILE_TEXTS)('the label %j is one label on one line', (text) => {
  const lines = planSeries(SITE, () => text)
    .split('\n')
    .filter((line) => line.includes('tenant="'));
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toMatch(/^\w+\{(\w+="(?:[^"\\]|\\.)*",?)+\} [\d.]+$/s);
});

test('what is compared with a measurement is told where there is none', () => {
  const rules = watchRules({ feedImbalance: 0.1 }).groups.flatMap((group) => group.rules);
  const measured = (expr: string): readonly string[] =>
    [...expr.matchAll(/aifactory_(?!plan_)\w+/g)].map(([name]) => name);
  const silent = rules.flatMap(({ expr }) => (expr.includes(' unless ') ? measured(expr) : []));
  const compared = rules.flatMap(({ expr }) => (expr.includes(' unless ') ? [] : measured(expr)));
  expect(new Set(silent)).toEqual(new Set(compared));
});
