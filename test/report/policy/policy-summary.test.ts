import { planLimits } from '../../../src/design/limits/plan-limits';
import { renderPolicySummary } from '../../../src/report/policy/policy-summary';
import { sitePlan } from '../../policy/site-plan-fixture';
import { reportFixture } from './report-fixture';

const files = [['site book', 'cdktf.out/site/gasan/index.html']] as const;

test('a summary has counts, the three worst findings with place and remedy, and the site book', () => {
  expect(renderPolicySummary(reportFixture(), { files })).toMatchInlineSnapshot(`
    "site 'gasan': 1 error, 2 warnings, 1 not known, 1 acknowledged
      not known, first in the report: 1 of power
      error power/rack-over-budget: rack 'A01' with 'b1', 'b2', 'b3' and 2 more at 'stack/gasan': 71.5 kW by nameplate, limit 60 kW; take a device out of the rack ('places' or the lock), or raise 'power' of the rack
      warning addressing/pool-nearly-full: pool 'oob' (10.0.0.0/22, oob) at 'stack/gasan': 950 addresses, 95 %, limit 900 addresses, 90 %; add a second pool of the same purpose to 'addressPools'
      warning policy/acknowledgement-unused: acknowledgement of 'power/zone-headroom' (not built yet) at 'stack/zone-b': 0 findings covered, limit at least 1 finding; take the acknowledgement away, or correct its 'path'
      site book: cdktf.out/site/gasan/index.html
    "
  `);
});

test('it says what runs out first, where the report has limits', () => {
  const report = { ...reportFixture(), findings: [], limits: { ...planLimits(sitePlan()), levels: [] } };
  expect(renderPolicySummary(report, { files })).not.toContain('runs out');
  const [finding] = reportFixture().findings;
  const row = {
    domain: 'power',
    level: 'zone',
    object: "power zone 'a'",
    used: 1,
    capacity: 2,
    headroom: 1,
    unit: 'W',
  };
  const level = { domain: 'power', level: 'zone', rows: [row] } as const;
  const text = renderPolicySummary(
    {
      ...report,
      findings: finding === undefined ? [] : [finding],
      limits: { site: 'gasan', levels: [level as never] },
    },
    { files },
  );
  expect(text.split('\n').at(-3)).toBe("  site 'gasan' has no cluster: the fullest is power zone 'a'");
});

test('findings of one rule are one line with their number, and subjects of what is not known come first', () => {
  const report = reportFixture();
  const [error] = report.findings;
  if (error === undefined) throw new Error('the fixture has no finding');
  const unknown = report.findings.filter(({ outcome }) => outcome === 'indeterminate');
  const lines = renderPolicySummary({ ...report, findings: [...unknown, error, error, error] }, { files }).split('\n');
  expect(lines.map((line) => line.slice(0, 55))).toEqual([
    "site 'gasan': 1 error, 2 warnings, 1 not known, 1 ackno",
    '  not known, first in the report: 1 of power',
    "  error power/rack-over-budget (and 2 more): rack 'A01'",
    "  not known power/down-on-feed-loss: power zone 'a' wit",
    '  site book: cdktf.out/site/gasan/index.html',
    '',
  ]);
});

test('what is not known is an error of a strict site', () => {
  const text = renderPolicySummary(reportFixture(true), { files });
  expect(text).toMatch(/^site 'gasan': 2 errors, 2 warnings, 1 not known \(errors: strict\), 1 acknowledged\n/);
  expect(text).toContain('\n  error power/down-on-feed-loss:');
});

test('for a terminal, severities have colours; a name of the site has none', () => {
  const text = renderPolicySummary({ ...reportFixture(), site: 'ga\u001b[31msan' }, { files, isColoured: true });
  expect(text.split('\n')[0]).toBe(
    "\u001b[1msite 'ga\\u001b[31msan': 1 error, 2 warnings, 1 not known, 1 acknowledged\u001b[0m",
  );
  expect(text).toContain('\n  \u001b[31merror\u001b[0m power/rack-over-budget: ');
  expect(text).toContain('\n  \u001b[33mwarning\u001b[0m addressing/pool-nearly-full: ');
});

test('counts alone leave findings and limits out', () => {
  expect(renderPolicySummary(reportFixture(), { files, hasCountsAlone: true }).split('\n')).toEqual([
    "site 'gasan': 1 error, 2 warnings, 1 not known, 1 acknowledged",
    '  site book: cdktf.out/site/gasan/index.html',
    '',
  ]);
});
