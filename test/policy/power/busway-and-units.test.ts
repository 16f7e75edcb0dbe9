import type { SitePlan } from '../../../src/model/site-plan';
import { site as cooledSite } from '../../design/site/cooled-chain';
import { expectFinding, expectNothing, expectPassed, judge } from '../judge';
import { powerZone, sitePlan, siteWithZone } from '../site-plan-fixture';

describe('power/busway-overload', () => {
  /** A 2N run with a limit of 2 MW, of which each feed carries all after a loss. */
  const run = (watts: number, busway: object, parts: object = {}): SitePlan =>
    siteWithZone(powerZone(watts, { busway: { code: 'IEC', deviceWatts: 2_000_000, share: 1, ...busway }, ...parts }));

  test('passes at its limit', () => {
    expectPassed('power/busway-overload', run(2_000_000, {}));
  });

  test('fails a watt above it, by the smaller of the two sides', () => {
    expectFinding('power/busway-overload', run(2_000_001, {}), {
      object: "busway run 'a'",
      shortfall: '1 W',
      arithmetic: 'smaller of 2.5 MW x 80 % and 2 MW x 100 %: 2 MW; 2,000.001 kW - 2 MW = 1 W',
    });
  });

  test('fails above its limit whether or not its device is known', () => {
    expectFinding('power/busway-overload', run(2_000_001, { deviceWatts: undefined, share: undefined }), {
      arithmetic: 'smaller of 2.5 MW x 80 %: 2 MW; 2,000.001 kW - 2 MW = 1 W',
    });
  });

  // With one feed, and where the scheme promises nothing, what it carries in the normal state decides.
  test.each([
    ['of one feed', { feeds: ['A'] }],
    ['that promises nothing', { redundancy: 'N' }],
  ])('takes the normal load %s', (_, parts) => {
    expectPassed('power/busway-overload', run(2_000_001, {}, parts));
  });

  test.each([
    [{ deviceWatts: undefined }, "give 'device' of 'busway'", 'the rating of its protective device'],
    [{ share: undefined }, "give 'share' of 'busway'", 'by IEC'],
  ])('is not known with %j', (busway, givenBy, unknown) => {
    const { outcome, findings } = judge('power/busway-overload', run(1, busway));
    expect(outcome.result).toBe('indeterminate');
    expect(JSON.stringify([outcome, findings])).toContain(givenBy);
    expect(JSON.stringify([outcome, findings])).toContain(unknown);
  });

  test('is of runs alone, and other rules of zones are not of them', () => {
    expectNothing('power/busway-overload', siteWithZone(powerZone(1)), 'no power zone is a busway run');
    expectNothing('power/zone-overload', run(9_000_000, {}), 'the site has no power zone');
    expectPassed('power/limit-share', run(1, {}, { limitShare: 1 }));
  });
});

describe('power/cooling-unfed', () => {
  test('units on a node that a source reaches pass', () => {
    expectPassed('power/cooling-unfed', sitePlan(cooledSite({})), 3);
  });

  test('units whose nodes are not there yet fail, each with its way out', () => {
    const plan = sitePlan(cooledSite({}));
    const { chain } = plan.power;
    const without: SitePlan = { ...plan, power: { ...plan.power, chain: { ...chain!, absent: ['ats'] } } };
    const { findings } = judge('power/cooling-unfed', without);
    expect(findings).toHaveLength(3);
    expect(findings.find(({ object }) => object.includes('crah'))).toMatchObject({
      object: "cooling units 'crah'",
      found: 'no node that lives, for 10 units',
      arithmetic: "they draw from 'ats'; none of them is there with a source",
    });
  });

  test('a site without such units has nothing to judge', () => {
    const off = sitePlan(cooledSite({ units: [] }));
    expectNothing('power/cooling-unfed', off, 'no units of cooling draw from the power chain');
  });
});
