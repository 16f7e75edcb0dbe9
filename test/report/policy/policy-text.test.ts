import { evaluate } from '../../../src/policy/evaluate';
import { defineRule, indeterminate } from '../../../src/policy/engine/rule';
import { renderPolicyText } from '../../../src/report/policy/policy-text';
import { sitePlan } from '../../policy/site-plan-fixture';
import { reportFixture } from './report-fixture';

test('the text names counts, then what is not known, then each finding with its sum and remedy, waived ones last', () => {
  expect(renderPolicyText(reportFixture())).toMatchInlineSnapshot(`
    "Policy report of site 'gasan' (stack/gasan)

    1 error, 2 warnings, 0 infos, 1 not known, 1 acknowledged
    Objects: 5 passed, 3 failed, 1 not known. Not applicable: 2 rules.
    Acknowledgements judged as of 2026-11-24.

    NOT KNOWN power/down-on-feed-loss: the loss of one feed leaves every device enough healthy PSUs to run
      object     power zone 'a' without feed A: 5 devices of model 'dgx-b200'
      path       stack/zone-a
      not known  how many PSUs they have and need
      remedy     define the model with its 'psus', 'count' and 'needed'

    ERROR power/rack-over-budget: the devices of a rack draw at most its power budget
      object     rack 'A01' with 'b1', 'b2', 'b3' and 2 more
      path       stack/gasan
      found      71.5 kW by nameplate
      limit      60 kW
      required   71.5 kW
      available  60 kW
      shortfall  11.5 kW
      sum        5 devices draw 71.5 kW; 71.5 kW - 60 kW = 11.5 kW
      remedy     take a device out of the rack ('places' or the lock), or raise 'power' of the rack

    WARNING addressing/pool-nearly-full: at most 90 % of an address pool are given out
      object     pool 'oob' (10.0.0.0/22, oob)
      path       stack/gasan
      found      950 addresses, 95 %
      limit      900 addresses, 90 %
      required   950 addresses
      available  900 addresses
      shortfall  50 addresses
      sum        1,000 x 90 % = 900; 950 / 1,000 = 95 %
      remedy     add a second pool of the same purpose to 'addressPools'

    WARNING policy/acknowledgement-unused: every acknowledgement covers a finding
      object     acknowledgement of 'power/zone-headroom' (not built yet)
      path       stack/zone-b
      found      0 findings covered
      limit      at least 1 finding
      remedy     take the acknowledgement away, or correct its 'path'

    ACKNOWLEDGED warning power/zone-headroom: a power zone keeps at least 5 % of its limit free
      object     power zone 'a'
      path       stack/zone-a
      found      50 kW free by nameplate, 2.5 % of the limit
      limit      5 % of the limit
      required   100 kW
      available  50 kW
      shortfall  50 kW
      sum        2 MW - 1.95 MW = 50 kW; 2 MW x 5 % = 100 kW
      remedy     move a rack to another zone, or raise 'rating'
      reason     the second zone takes over in May
      until      2027-05-31, for 'stack/zone-a'

    Not applicable
      addressing: 2 rules: no address pool has a VLAN, and 1 other reason
    "
  `);
});

test('in strict mode what is not known is counted as an error', () => {
  const text = renderPolicyText(reportFixture(true));
  expect(text).toContain('2 errors, 2 warnings, 0 infos, 1 not known (counted as errors: strict), 1 acknowledged');
  expect(text).toContain('ERROR, NOT KNOWN power/down-on-feed-loss');
});

test('what is not known and waived says both', () => {
  const rule = defineRule({
    id: 'house/weight',
    severity: 'warning',
    title: 'weights are known',
    why: { text: 'Because.', source: 'House' },
    check: () => [indeterminate({ path: 's/a', object: 'rack', unknown: 'its weight', givenBy: "give 'weight'" })],
  });
  const acknowledgements = [
    { path: 's', ruleId: rule.id, reason: 'weighed soon', until: '2027-01-31', andBelow: true },
  ];
  const report = evaluate(sitePlan(), { rules: [rule], acknowledgements, asOf: '2026-12-01' });
  expect(renderPolicyText(report)).toContain("Acknowledged: house/weight for 's' and below, 1 finding.\n");
  expect(renderPolicyText(report)).toContain(
    [
      'ACKNOWLEDGED, NOT KNOWN house/weight: weights are known',
      '  object     rack',
      '  path       s/a',
      '  not known  its weight',
      "  remedy     give 'weight'",
      '  reason     weighed soon',
      "  until      2027-01-31, for 's' and below, 1 finding",
    ].join('\n'),
  );
});

test('no line is wider than 110 characters', () => {
  const widths = renderPolicyText(reportFixture())
    .split('\n')
    .map(({ length }) => length);
  expect(Math.max(...widths)).toBeLessThanOrEqual(110);
});

test('a clean site gives counts alone', () => {
  expect(renderPolicyText(evaluate(sitePlan(), { rules: [] }))).toBe(
    [
      "Policy report of site 'gasan' (stack/gasan)",
      '',
      '0 errors, 0 warnings, 0 infos, 0 not known, 0 acknowledged',
      'Objects: 0 passed, 0 failed, 0 not known. Not applicable: 2 rules.',
      '',
      'Not applicable',
      '  policy: 2 rules: the site has no acknowledgements',
      '',
    ].join('\n'),
  );
});
