import { convert } from 'xmlbuilder2';

import { evaluate } from '../../../src/policy/evaluate';
import { defineRule, failed } from '../../../src/policy/engine/rule';
import { renderJunit } from '../../../src/report/policy/policy-files';
import { sitePlan } from '../../policy/site-plan-fixture';
import { reportFixture } from './report-fixture';

test('a suite for each pack, a case for each rule; errors fail, warnings are output', () => {
  expect(renderJunit(reportFixture())).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="policies of site 'gasan'" tests="9" failures="1" skipped="4">
      <testsuite name="addressing" tests="3" failures="0" skipped="2" errors="0">
        <testcase classname="addressing" name="addressing/pool-nearly-full">
          <system-out>warning: pool 'oob' (10.0.0.0/22, oob) at 'stack/gasan': 950 addresses, 95 %, limit 900 addresses, 90 %, short by 50 addresses (1,000 x 90 % = 900; 950 / 1,000 = 95 %); add a second pool of the same purpose to 'addressPools' [addressing/pool-nearly-full]</system-out>
        </testcase>
        <testcase classname="addressing" name="addressing/tenant-without-pool">
          <skipped message="the site has no tenant"/>
        </testcase>
        <testcase classname="addressing" name="addressing/vlan-used-twice">
          <skipped message="no address pool has a VLAN"/>
        </testcase>
      </testsuite>
      <testsuite name="policy" tests="2" failures="0" skipped="0" errors="0">
        <testcase classname="policy" name="policy/acknowledgement-expired"/>
        <testcase classname="policy" name="policy/acknowledgement-unused">
          <system-out>warning: acknowledgement of 'power/zone-headroom' (not built yet) at 'stack/zone-b': 0 findings covered, limit at least 1 finding; take the acknowledgement away, or correct its 'path' [policy/acknowledgement-unused]</system-out>
        </testcase>
      </testsuite>
      <testsuite name="power" tests="4" failures="1" skipped="2" errors="0">
        <testcase classname="power" name="power/down-on-feed-loss">
          <skipped message="1 not known"/>
          <system-out>info: power zone 'a' without feed A: 5 devices of model 'dgx-b200' at 'stack/zone-a': not known: how many PSUs they have and need; define the model with its 'psus', 'count' and 'needed' [power/down-on-feed-loss]</system-out>
        </testcase>
        <testcase classname="power" name="power/feeds-unbalanced"/>
        <testcase classname="power" name="power/rack-over-budget">
          <failure message="the devices of a rack draw at most its power budget: 1 error" type="error">error: rack 'A01' with 'b1', 'b2', 'b3' and 2 more at 'stack/gasan': 71.5 kW by nameplate, limit 60 kW, short by 11.5 kW (5 devices draw 71.5 kW; 71.5 kW - 60 kW = 11.5 kW); take a device out of the rack ('places' or the lock), or raise 'power' of the rack [power/rack-over-budget]</failure>
        </testcase>
        <testcase classname="power" name="power/zone-headroom">
          <skipped message="the second zone takes over in May (until 2027-05-31)"/>
          <system-out>acknowledged: power zone 'a' at 'stack/zone-a': 50 kW free by nameplate, 2.5 % of the limit, limit 5 % of the limit, short by 50 kW (2 MW - 1.95 MW = 50 kW; 2 MW x 5 % = 100 kW); move a rack to another zone, or raise 'rating' [power/zone-headroom]</system-out>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `);
});

test('in strict mode what is not known fails', () => {
  expect(renderJunit(reportFixture(true))).toContain('tests="9" failures="2"');
});

test('names with marks of XML and control characters give well-formed XML', () => {
  const rule = defineRule({
    id: 'house/marks',
    severity: 'error',
    title: 'a < b & "c"',
    why: { text: 'Because.', source: 'House' },
    check: () => [failed({ path: 's', object: '<x> & \u0000 ]]>', found: '1', limit: '0', remedy: '"quote" it' })],
  });
  const xml = renderJunit(evaluate(sitePlan(), { rules: [rule] }));
  const [house] = (
    convert(xml, { format: 'object' }) as { testsuites: { testsuite: { testcase: { failure: object } }[] } }
  ).testsuites.testsuite;
  expect(house?.testcase.failure).toEqual({
    '@message': 'a &lt; b &amp; &quot;c&quot;: 1 error',
    '@type': 'error',
    '#': 'error: &lt;x&gt; &amp; \\u0000 ]]&gt; at \'s\': 1, limit 0; "quote" it [house/marks]',
  });
});
