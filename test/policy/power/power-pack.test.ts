import type { FeedLoss } from '../../../src/model/power-plan';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { powerZone, rack, sitePlan, siteWithRacks, siteWithZone } from '../site-plan-fixture';

// 2.5 MW x 80 % = 2 MW.
describe('power/zone-overload', () => {
  const zoneWith = (normalWatts: number) =>
    powerZone(normalWatts, { feeds: ['A'], redundancy: 'N', feedLoads: [{ feed: 'A', normalWatts, worstWatts: 0 }] });

  test('a feed at its limit passes', () => {
    expectPassed('power/zone-overload', siteWithZone(zoneWith(2_000_000)));
  });

  test('a feed one watt above its limit fails, with the arithmetic', () => {
    expectFinding('power/zone-overload', siteWithZone(zoneWith(2_000_001)), {
      severity: 'error',
      path: 'stack/zone-a',
      object: "power zone 'a', feed A",
      found: '2,000.001 kW by nameplate',
      limit: '2 MW',
      required: '2,000.001 kW',
      available: '2 MW',
      shortfall: '1 W',
      arithmetic: '2.5 MW x 80 % = 2 MW; 2,000.001 kW - 2 MW = 1 W',
      remedy: "move racks to another zone, or raise 'rating'",
    });
  });

  test('a site without zones has nothing to judge', () => {
    expectNothing('power/zone-overload', sitePlan(), 'the site has no power zone');
  });
});

describe('power/zone-overload-on-feed-loss', () => {
  test('a 2N zone passes where one feed carries all at its limit', () => {
    expectPassed('power/zone-overload-on-feed-loss', siteWithZone(powerZone(2_000_000)));
  });

  test('a 2N zone fails once where neither of two feeds can carry all', () => {
    expectFinding('power/zone-overload-on-feed-loss', siteWithZone(powerZone(2_100_000)), {
      object: "power zone 'a', feeds A, B after a loss",
      found: '2.1 MW by nameplate',
      shortfall: '100 kW',
    });
  });

  test('of feeds with different loads the fullest counts, and each is told', () => {
    const [a, b] = powerZone(2_100_000).feedLoads;
    const zone = powerZone(2_100_000, { feedLoads: [a!, { ...b!, worstWatts: 2_200_000 }] });
    expectFinding('power/zone-overload-on-feed-loss', siteWithZone(zone), {
      found: '2.2 MW by nameplate at the most: A 2.1 MW, B 2.2 MW',
      shortfall: '200 kW',
    });
  });

  test('feeds that are too full before a loss are one finding, with what they carry after it', () => {
    const site = siteWithZone(powerZone(4_200_000));
    expectFinding('power/zone-overload', site, {
      object: "power zone 'a', feeds A, B",
      found: '2.1 MW by nameplate; 4.2 MW after the loss of a feed',
      shortfall: '2.2 MW',
    });
    expectNothing('power/zone-overload-on-feed-loss', site, 'the same zones are above their limit before a loss');
  });

  test('a zone without redundancy promises nothing', () => {
    expectNothing(
      'power/zone-overload-on-feed-loss',
      siteWithZone(powerZone(2_100_000, { redundancy: 'N' })),
      'no power zone promises to carry on when a feed is lost',
    );
  });
});

describe('power/limit-share', () => {
  test('80 % of the rating passes', () => {
    expectPassed('power/limit-share', siteWithZone(powerZone(0)));
  });

  test('81 % of the rating is a warning', () => {
    expectFinding('power/limit-share', siteWithZone(powerZone(0, { limitShare: 0.81, limitWatts: 2_025_000 })), {
      severity: 'warning',
      found: 'a limit of 81 % of the rating',
      limit: '80 %',
      shortfall: '25 kW',
      arithmetic: '2.5 MW x 80 % = 2 MW',
    });
  });
});

// 5 % of 2 MW is 100 kW.
describe('power/zone-headroom', () => {
  test('a zone with 100 kW of 2 MW free passes', () => {
    expectPassed('power/zone-headroom', siteWithZone(powerZone(1_900_000)));
  });

  test('a zone with one watt less is a warning', () => {
    expectFinding('power/zone-headroom', siteWithZone(powerZone(1_900_001)), {
      object: "power zone 'a'",
      found: '99.999 kW free by nameplate, 5 % of the limit',
      required: '100 kW',
      available: '99.999 kW',
      shortfall: '1 W',
      arithmetic: '2 MW - 1,900.001 kW = 99.999 kW; 2 MW x 5 % = 100 kW',
    });
  });

  test('a zone above its limit is left to the rule about overload', () => {
    expectNothing('power/zone-headroom', siteWithZone(powerZone(2_000_001)), 'no power zone is within its limit');
  });
});

// Mean 1 MW, 10 % of it 100 kW.
describe('power/feeds-unbalanced', () => {
  const zoneWith = (a: number, b: number) =>
    powerZone(a + b, {
      feedLoads: [
        { feed: 'A', normalWatts: a, worstWatts: a + b },
        { feed: 'B', normalWatts: b, worstWatts: a + b },
      ],
    });

  test('feeds 100 kW apart around 1 MW pass', () => {
    expectPassed('power/feeds-unbalanced', siteWithZone(zoneWith(1_050_000, 950_000)));
  });

  test('feeds 102 kW apart around 1 MW are a warning', () => {
    expectFinding('power/feeds-unbalanced', siteWithZone(zoneWith(949_000, 1_051_000)), {
      severity: 'warning',
      found: 'feed B carries 1.051 MW, feed A 949 kW by nameplate',
      limit: '100 kW apart',
      arithmetic: '1.051 MW - 949 kW = 102 kW; mean 1 MW x 10 % = 100 kW',
    });
  });
});

test('behind static switches the remedy does not propose them again', () => {
  const feedLoads = [
    { feed: 'A', normalWatts: 949_000, worstWatts: 2_000_000 },
    { feed: 'B', normalWatts: 1_051_000, worstWatts: 2_000_000 },
  ];
  expectFinding(
    'power/feeds-unbalanced',
    siteWithZone(powerZone(2_000_000, { feedLoads, rackFeed: 'static-switch' })),
    {
      severity: 'warning',
      remedy: 'load racks alike: behind static switches they draw from the feeds in turn, by their number in the row',
    },
  );
});

describe('power/single-feed', () => {
  test('a zone of two feeds passes', () => {
    expectPassed('power/single-feed', siteWithZone(powerZone(0)));
  });

  test('a zone of one feed is a warning', () => {
    expectFinding('power/single-feed', siteWithZone(powerZone(500_000, { feeds: ['A'] })), {
      severity: 'warning',
      found: '1 feed',
      limit: 'at least 2 feeds',
      shortfall: '1 feed',
      arithmetic: '2 - 1 = 1; 500 kW by nameplate go down with the feed',
    });
  });
});

// A DGX B200 has six supplies and needs five: over two feeds, three stay.
describe('the loss of a feed', () => {
  const zoneWith = (loss: Partial<FeedLoss>) =>
    siteWithZone(powerZone(0, { losses: [{ lost: 'A', model: 'dgx-b200', devices: 12, survival: 'full', ...loss }] }));
  const split = { healthyPsus: 3, neededPsus: 5 };

  test('passes where every device keeps the supplies that it needs', () => {
    expectPassed('power/down-on-feed-loss', zoneWith({ healthyPsus: 5, neededPsus: 5 }));
    expectPassed('power/degraded-on-feed-loss', zoneWith({ healthyPsus: 5, neededPsus: 5 }));
  });

  test('is an error where devices stop', () => {
    expectFinding('power/down-on-feed-loss', zoneWith({ survival: 'down', ...split }), {
      severity: 'error',
      object: "power zone 'a' without feed A: 12 devices of model 'dgx-b200'",
      found: '3 PSUs left in each: they stop',
      limit: '5 PSUs needed for full load',
      required: '5 PSUs',
      available: '3 PSUs',
      shortfall: '2 PSUs',
      arithmetic: '5 needed - 3 healthy = 2 short, in each of 12 devices; loads by nameplate',
    });
  });

  test('is a warning where devices run at reduced performance', () => {
    const plan = zoneWith({ model: 'dgx-h100', survival: 'degraded', healthyPsus: 3, neededPsus: 4 });
    expectPassed('power/down-on-feed-loss', plan);
    expectFinding('power/degraded-on-feed-loss', plan, {
      severity: 'warning',
      found: '3 PSUs left in each: they run at reduced performance',
      shortfall: '1 PSU',
    });
  });

  test('says so where the counts are not known but the effect is', () => {
    expectFinding('power/down-on-feed-loss', zoneWith({ survival: 'down' }), {
      found: 'they stop, loads by nameplate',
      limit: 'full performance',
    });
  });

  test('fails where the vendor does not say what 3 of 5 PSUs carry', () => {
    expectFinding('power/down-on-feed-loss', zoneWith({ survival: 'indeterminate', ...split }), {
      severity: 'error',
      outcome: 'failed',
      found: "3 PSUs left in each: they run outside the vendor's specification, or stop",
      limit: '5 PSUs needed for full load',
      shortfall: '2 PSUs',
    });
  });

  test('is not known where a model has no supplies stated', () => {
    expectFinding('power/down-on-feed-loss', zoneWith({ survival: 'indeterminate' }), {
      found: 'how many PSUs they have and need',
      remedy: "define the model with its 'psus', 'count' and 'needed'",
    });
  });
});

describe('power/rack-over-budget', () => {
  test('a rack at its budget passes', () => {
    expectPassed('power/rack-over-budget', siteWithRacks([rack(['b1'], { loadWatts: 60_000 })]));
  });

  test('a rack above its budget fails with the devices in it', () => {
    // 5 x 14.3 kW = 71.5 kW.
    expectFinding('power/rack-over-budget', siteWithRacks([rack(['b1', 'b2', 'b3', 'b4', 'b5'])]), {
      severity: 'error',
      path: 'stack/gasan',
      object: "rack 'A01' with 'b1', 'b2', 'b3' and 2 more",
      found: '71.5 kW by nameplate',
      limit: '60 kW',
      shortfall: '11.5 kW',
      arithmetic: '5 devices draw 71.5 kW; 71.5 kW - 60 kW = 11.5 kW',
    });
  });

  test('an empty rack is not judged', () => {
    expectNothing('power/rack-over-budget', siteWithRacks([rack([])]), 'no rack holds a device');
  });
});

// NEC: 2.5 MW x 80 % = 2 MW.
describe('power/busway-overload', () => {
  const run = (watts: number) =>
    siteWithZone(powerZone(watts, { limitShare: 1, busway: { code: 'NEC', deviceWatts: 2_500_000, share: 0.8 } }));

  test('a run at the share of its device passes', () => {
    expectPassed('power/busway-overload', run(2_000_000));
  });

  test('a run one watt above it fails', () => {
    expectFinding('power/busway-overload', run(2_000_001), {
      severity: 'error',
      object: "busway run 'a'",
      arithmetic: 'smaller of 2.5 MW x 100 % and 2.5 MW x 80 %: 2 MW; 2,000.001 kW - 2 MW = 1 W',
    });
  });
});
