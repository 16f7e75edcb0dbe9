import { Current, Duration, Power, Ups, Utility, Voltage } from 'cdktf-ai-factory';
import { planEnvelopes } from '../../../src/design/dsx/plan-envelopes';
import { evaluate } from '../../../src/policy/evaluate';
import { parseSiteJson, renderSiteJson } from '../../../src/report/site/site-json';
import { type EnvelopeCase, envelopeSite } from '../../support/envelope-site';
import { expectFinding, expectPassed, judge } from '../judge';
import { sitePlan } from '../site-plan-fixture';

const kW = (amount: number): Power => Power.kilowatts(amount);
const plan = (given: EnvelopeCase = {}): ReturnType<typeof envelopeSite>['plan'] => envelopeSite(given).plan;

/** Six racks: without a feed the other carries 6 x 190 = 1,140 kW, 114 % of 1 MW. */
const SIX = { racks: 6 } as const;

test('a site without an envelope is judged by none of these rules, and one with an envelope by all', () => {
  const ofDsx = (one: Parameters<typeof evaluate>[0]): number =>
    evaluate(one).rules.filter(({ pack }) => pack === 'dsx').length;
  expect([ofDsx(sitePlan()), ofDsx(plan())]).toEqual([0, 9]);
});

describe('dsx/envelope-overdrawn', () => {
  test('passes at 4 x 190 kW on feeds of 800 kW, which carry no 4 x 227 kW', () => {
    // The envelope itself and its two feeds.
    expectPassed('dsx/envelope-overdrawn', plan(), 3);
    const [envelope] = planEnvelopes(plan()).envelopes;
    expect(envelope).toMatchObject({ activeWatts: 760_000, highestWatts: 908_000, lowestWatts: 240_000, systems: 4 });
    expect(envelope?.feeds.map(({ normalWatts, worstWatts }) => [normalWatts, worstWatts])).toEqual([
      [380_000, 760_000],
      [380_000, 760_000],
    ]);
  });

  test('fails where the sum is above the operating limit', () => {
    expectFinding('dsx/envelope-overdrawn', plan({ envelope: { limit: kW(700) } }), {
      outcome: 'failed',
      object: "power envelope 'hall-1'",
      found: '760 kW',
      limit: '700 kW',
      shortfall: '60 kW',
      arithmetic: '4 x 190 kW = 760 kW',
    });
  });

  test('fails where a feed carries more, by active limits and not by highest ones', () => {
    const one = { redundancy: 'N', rackFeed: 'split', rating: kW(900) } as const;
    // 80 % of 900 kW are 720 kW.
    expectFinding('dsx/envelope-overdrawn', plan({ zone: one }), {
      object: "feed A of power zone 'zone-a'",
      found: '760 kW',
      limit: '720 kW',
    });
  });

  test('does not know without a limit, and takes the cap of the cluster', () => {
    const open = plan({ member: { limit: undefined } as never });
    expectFinding('dsx/envelope-overdrawn', open, {
      outcome: 'indeterminate',
      remedy: "give 'limit' of the member, or 'powerCap' of its cluster",
    });
    const capped = plan({ member: { limit: undefined } as never, cluster: { powerCap: kW(180) } });
    expect(planEnvelopes(capped).envelopes[0]?.activeWatts).toBe(720_000);
  });
});

describe('dsx/cap-too-late', () => {
  test('passes where the survivor carries all, and where it is within its rating until the cap holds', () => {
    expectPassed('dsx/cap-too-late', plan());
    // 5 x 190 = 950 kW: above the 800 kW that a continuous load may take, below the rating of 1 MW.
    expectPassed('dsx/cap-too-late', plan({ racks: 5 }), 2);
  });

  test('does not know what a feed stands above its rating, and names the prop', () => {
    const { findings } = judge('dsx/cap-too-late', plan(SIX));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      outcome: 'indeterminate',
      object: "feed A of power zone 'zone-a' without another feed; feed B of power zone 'zone-a' without another feed",
      found: expect.stringContaining(
        "how long it stands 1.14 MW of a rating of 1 MW (114 %); limits of power envelope 'hall-1' are lower after 40 s out of band (assumed: measured on DGX A100)",
      ) as string,
    });
  });

  test('fails out of band after 40 s where feeds stand 30 s, and passes by the brake after 5 s', () => {
    const stands = [{ of: 'feed' as const, share: 1.25, time: Duration.seconds(30) }];
    const { findings } = judge('dsx/cap-too-late', plan({ ...SIX, envelope: { stands } }));
    expect(findings).toHaveLength(2);
    expect(findings[0]).toMatchObject({ outcome: 'failed', required: '40 s', available: '30 s', shortfall: '10 s' });
    expectPassed('dsx/cap-too-late', plan({ ...SIX, envelope: { stands, capBy: 'brake' } }), 2);
    expectPassed('dsx/cap-too-late', plan({ ...SIX, envelope: { stands, outOfBandTime: Duration.seconds(30) } }), 2);
  });

  test('what stands less, or something else, says nothing of it', () => {
    const less = [{ share: 1.1, time: Duration.hours(1) }];
    const other = [{ of: 'ups' as const, share: 1.5, time: Duration.hours(1) }];
    for (const stands of [less, other]) {
      expect(judge('dsx/cap-too-late', plan({ ...SIX, envelope: { stands } })).outcome.result).toBe('indeterminate');
    }
  });

  test('a UPS on the chain is judged by what it stands', () => {
    const given = (rating: Power, stands?: readonly { share: number; time: Duration }[]): EnvelopeCase => ({
      ...SIX,
      zone: { rating: kW(2_000), sources: { A: 'ups-a', B: 'ups-b' } },
      more: (site) => {
        const grid = new Utility(site, 'grid', { volts: Voltage.volts(480), rating: kW(5_000), powerFactor: 1 });
        for (const name of ['ups-a', 'ups-b']) {
          new Ups(site, name, {
            volts: Voltage.volts(480),
            rating,
            powerFactor: 1,
            efficiency: 0.97,
            fedFrom: grid,
            limitShare: 1,
          });
        }
      },
      envelope: stands === undefined ? {} : { stands },
    });
    expectPassed('dsx/cap-too-late', plan(given(kW(1_200))));
    const short = judge('dsx/cap-too-late', plan(given(kW(1_000))));
    expect(short.findings.map(({ object, outcome }) => [object, outcome])).toEqual([
      ["power node 'ups-a' without 'ups-b'; power node 'ups-b' without 'ups-a'", 'indeterminate'],
    ]);
    // A UPS that rides through 10 s: only the brake fits.
    const ten = [{ share: 1.25, time: Duration.seconds(10) }];
    expect(judge('dsx/cap-too-late', plan(given(kW(1_000), ten))).outcome.failed).toBe(2);
  });
});

describe('dsx/cap-not-deep-enough', () => {
  test('passes where 6 x 60 kW are carried', () => {
    expectPassed('dsx/cap-not-deep-enough', plan(SIX), 2);
  });

  test('fails where lowest limits are too high', () => {
    // 6 x 140 = 840 kW against 800 kW.
    const { findings } = judge('dsx/cap-not-deep-enough', plan({ ...SIX, member: { lowest: kW(140) } }));
    expect(findings).toHaveLength(2);
    expect(findings[0]).toMatchObject({ found: '840 kW', limit: '800 kW', shortfall: '40 kW' });
  });

  test('does not know without a lowest limit', () => {
    const { findings } = judge('dsx/cap-not-deep-enough', plan({ ...SIX, member: { lowest: undefined } as never }));
    expect(findings[0]).toMatchObject({ outcome: 'indeterminate', remedy: "give 'lowest' of the member" });
  });
});

describe('dsx/manager-lost', () => {
  const stands = [{ share: 1.2, time: Duration.seconds(30) }];

  test('passes by a brake of hardware, and where nothing needs a cap', () => {
    expectPassed('dsx/manager-lost', plan({ ...SIX, envelope: { stands } }), 2);
    expectPassed('dsx/manager-lost', plan({ envelope: { brakeBy: 'manager' } }));
  });

  test('fails where the manager alone lowers limits: racks keep their last ones', () => {
    const { findings } = judge('dsx/manager-lost', plan({ ...SIX, envelope: { stands, brakeBy: 'manager' } }));
    expect(findings[0]).toMatchObject({
      severity: 'warning',
      found: '1.14 MW of a rating of 1 MW (114 %), and nothing lowers it: racks keep their last limits',
      limit: '800 kW',
    });
    const slow = [{ share: 1.2, time: Duration.seconds(4) }];
    expect(judge('dsx/manager-lost', plan({ ...SIX, envelope: { stands: slow } })).outcome.failed).toBe(2);
  });

  test('does not know what sets off the brake', () => {
    const { findings } = judge('dsx/manager-lost', plan({ ...SIX, envelope: { brakeBy: undefined } as never }));
    expect(findings[0]).toMatchObject({ outcome: 'indeterminate' });
  });
});

describe('dsx/limits-after-reset', () => {
  test('passes at 190 kW a rack, and fails where racks come up at MaxP', () => {
    expectPassed('dsx/limits-after-reset', plan(), 2);
    const one = { redundancy: 'N', rackFeed: 'split' } as const;
    // 4 x 227 = 908 kW on one feed of 800 kW.
    expectFinding('dsx/limits-after-reset', plan({ zone: one, member: { afterReset: kW(227) } }), {
      outcome: 'failed',
      found: '908 kW',
      limit: '800 kW',
    });
  });

  test('fails at a node above the feeds, which carry what it does not', () => {
    const more: EnvelopeCase['more'] = (site) => {
      const node = { volts: Voltage.volts(480), powerFactor: 1 };
      const grid = new Utility(site, 'grid', { ...node, rating: kW(5_000) });
      new Ups(site, 'ups', { ...node, rating: kW(850), efficiency: 1, fedFrom: grid, limitShare: 1 });
    };
    const zone = { rating: kW(2_000), sources: { A: 'ups', B: 'ups' } };
    expectPassed('dsx/limits-after-reset', plan({ zone, more }), 2);
    // 4 x 227 = 908 kW through one UPS of 850 kW.
    expectFinding('dsx/limits-after-reset', plan({ zone, more, member: { afterReset: kW(227) } }), {
      outcome: 'failed',
      object: "power node 'ups' after a reset",
      found: '908 kW',
      limit: '850 kW',
    });
  });

  test('does not know what no document states', () => {
    expectFinding('dsx/limits-after-reset', plan({ member: { afterReset: undefined } as never }), {
      outcome: 'indeterminate',
      found: 'what limits its systems have after a reset of their controllers',
      remedy: "give 'afterReset' of the member",
    });
  });
});

describe('dsx/shelves-below-highest', () => {
  const split = { rackFeed: 'split', rating: kW(2_000) } as const;

  test('fails: two of four shelves of 110 kW leave 220 kW, below 227 kW in MaxP', () => {
    expectFinding('dsx/shelves-below-highest', plan({ zone: split, cluster: { psuFeeds: { A: 2, B: 2 } } }), {
      outcome: 'failed',
      found: '227 kW',
      limit: '220 kW',
      shortfall: '7 kW',
      arithmetic:
        "2 shelves x 110 kW = 220 kW; 227 kW - 220 kW = 7 kW; losses of the shelves are not counted ('shelfEfficiency')",
    });
  });

  test('passes in MaxQ, behind a switch, and where losses bring MaxP below what shelves give', () => {
    expectPassed('dsx/shelves-below-highest', plan({ zone: split, member: { highest: kW(190) } }));
    expectPassed('dsx/shelves-below-highest', plan());
    // 227 kW x 0.965 = 219.1 kW of direct current.
    expectPassed('dsx/shelves-below-highest', plan({ zone: split, cluster: { shelfEfficiency: 0.965 } }));
  });
});

describe('dsx/cords-below-highest', () => {
  test('passes with 4 cords of 100 A, and fails with 3 although the active limit fits', () => {
    // 227 kW / 4 / (sqrt(3) x 480 V x 0.98) = 69.7 A of 80 A; three cords carry 92.9 A each.
    expectPassed('dsx/cords-below-highest', plan(), 8);
    const spec = { volts: Voltage.volts(480), phases: 3, powerFactor: 0.98, cords: 3, breaker: Current.amperes(100) };
    const three = plan({
      zone: { rackFeedSpec: spec as never },
      cluster: { powerCap: kW(190) },
      site: { loadFigure: 'capped' },
    });
    const { findings } = judge('dsx/cords-below-highest', three);
    expect(findings[0]).toMatchObject({ outcome: 'failed', found: '92.87 A', limit: '80 A' });
    // By the cap alone: 190 kW are 77.7 A.
    expectPassed('power/rack-breaker', three, 8);
  });

  test('does not know cords that nobody states', () => {
    expectFinding('dsx/cords-below-highest', plan({ zone: { rackFeedSpec: undefined } as never }), {
      outcome: 'indeterminate',
    });
  });
});

describe('dsx/rack-cooling-below-highest', () => {
  test('passes at 230 kW, fails at 200 kW, and does not know without a figure', () => {
    expectPassed('dsx/rack-cooling-below-highest', plan());
    expectFinding('dsx/rack-cooling-below-highest', plan({ member: { rackCooling: kW(200) } }), {
      found: '227 kW',
      limit: '200 kW',
    });
    expectFinding('dsx/rack-cooling-below-highest', plan({ member: { rackCooling: undefined } as never }), {
      outcome: 'indeterminate',
    });
  });
});

describe('dsx/loop-below-envelope', () => {
  test('passes where one loop takes the envelope: what moves within it adds nothing', () => {
    expectPassed('dsx/loop-below-envelope', plan({ cooling: kW(760) }));
  });

  test('fails where two of four racks may draw 2 x 227 kW on a loop of 400 kW', () => {
    const { findings } = judge('dsx/loop-below-envelope', plan({ second: 2, cooling: kW(400) }));
    expect(findings.map(({ object, found, limit }) => [object, found, limit])).toEqual([
      ["cooling loop 'tcs-a'", '454 kW', '400 kW'],
      ["cooling loop 'tcs-b'", '454 kW', '400 kW'],
    ]);
    expect(findings[0]?.arithmetic).toBe("380 kW at active limits + 74 kW that 'hall-1' may move to it = 454 kW");
    // Not below 170 kW elsewhere: 760 - 2 x 170 = 420 kW are left for it.
    const held = judge('dsx/loop-below-envelope', plan({ second: 2, cooling: kW(400), member: { lowest: kW(170) } }));
    expect(held.findings[0]?.found).toBe('420 kW');
    expectPassed('dsx/loop-below-envelope', plan({ second: 2, cooling: kW(455) }), 2);
  });

  test('does not know without a loop', () => {
    expectFinding('dsx/loop-below-envelope', plan({ cooling: 'none' }), { outcome: 'indeterminate' });
  });
});

test('an envelope by the caps of a site is planned from its own loads, and the file keeps it', () => {
  const capped = plan({
    member: { limit: undefined } as never,
    cluster: { powerCap: kW(190) },
    site: { loadFigure: 'capped' },
  });
  const [envelope] = planEnvelopes(capped).envelopes;
  expect(envelope?.feeds[0]).toMatchObject({ normalWatts: 380_000, worstWatts: 760_000 });
  const read = parseSiteJson(renderSiteJson(capped));
  expect(read.dsx).toEqual(capped.dsx);
  expect(capped.defaults).toContainEqual({
    object: "power envelope 'hall-1'",
    prop: 'outOfBandTime',
    value: '40 s',
    basis: 'assumed: POLCA, ASPLOS 2024, measured on DGX A100',
  });
});
