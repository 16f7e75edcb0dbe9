import type { SitePlan } from '../../../src/model/site-plan';
import type { GroupScheme, PowerNodeInput } from '../../../src/model/power-node';
import { expectFinding, expectNothing, expectPassed, judge } from '../judge';
import { cluster, names, sitePlan } from '../site-plan-fixture';
import { chainSite, node, plainZone, twinZone } from './chain-site';

const NO_CHAIN = 'the site names no node of the power chain';
const grid = node('grid', [], { ratingWatts: 100_000_000 });
const gen = node('gen', [], { kind: 'generator', ratingWatts: 100_000_000 });
/** Two ways without a node in common but for a transfer switch each. */
const twoWays = [
  grid,
  gen,
  node('a', ['grid', 'gen'], { kind: 'transfer-switch', draws: 'first-live' }),
  node('b', ['grid', 'gen'], { kind: 'transfer-switch', draws: 'first-live' }),
];

describe('redundancy/overload-on-loss', () => {
  // Failure limit 1 MW x 120 % = 1.2 MW.
  const nodes = [
    grid,
    gen,
    ...['a', 'b'].map((name) =>
      node(name, ['grid', 'gen'], { kind: 'transfer-switch', draws: 'first-live', failureLimitShare: 1.2 }),
    ),
  ];

  test('a node at its limit for failures passes', () => {
    expectPassed('redundancy/overload-on-loss', chainSite(nodes, [[twinZone('a', 'b'), 1_200_000]]), 4);
  });

  test('nodes one watt above it fail, each once', () => {
    const { findings } = judge('redundancy/overload-on-loss', chainSite(nodes, [[twinZone('a', 'b'), 1_200_001]]));
    expect(findings.map(({ object }) => object)).toEqual(["power node 'a' without 'b'", "power node 'b' without 'a'"]);
    expect(findings[0]).toMatchObject({
      severity: 'error',
      path: 'stack/a',
      // The loss of `b` and that of the feed behind it.
      found: "1,200.001 kW by nameplate, 120 % of its rating; above its limit in 2 losses: 'b', 'z/B'",
      limit: '1.2 MW',
      shortfall: '1 W',
      arithmetic: '1 MW x 120 % = 1.2 MW; 600.001 kW normally, 1,200.001 kW then; 1,200.001 kW - 1.2 MW = 1 W',
    });
  });

  test('a site without nodes has nothing to judge', () => {
    expectNothing('redundancy/overload-on-loss', sitePlan(), NO_CHAIN);
  });
});

describe('redundancy/racks-lost-on-loss', () => {
  test('a zone with a way past every node passes', () => {
    expectPassed('redundancy/racks-lost-on-loss', chainSite(twoWays, [[twinZone('a', 'b'), 20_000]]), 4);
  });

  test('a zone of 2N behind one utility fails', () => {
    const nodes = [grid, node('a', ['grid']), node('b', ['grid'])];
    expectFinding('redundancy/racks-lost-on-loss', chainSite(nodes, [[twinZone('a', 'b'), 20_000]]), {
      severity: 'error',
      path: 'stack/grid',
      object: "loss of power node 'grid'",
      found: "2 racks lost: 'Z01', 'Z02'",
      limit: 'no rack lost',
      arithmetic: "2 devices and 20 kW down; no feed is left of 'z'",
    });
  });

  test('a zone fails whose devices have too few supplies on the feed that is left', () => {
    const zone = twinZone('a', 'b', { rackFeed: 'split' });
    const psus = { count: 6, needed: 5, degradedFrom: 4 };
    const { findings } = judge('redundancy/racks-lost-on-loss', chainSite(twoWays, [[zone, 20_000, { psus }]]));
    expect(findings.map(({ object }) => object)).toEqual(["loss of power node 'a'", "loss of power node 'b'"]);
    expect(findings[0]?.arithmetic).toBe(
      '2 devices and 20 kW down; feeds are left, and carry too few of their supplies, or more than their rating',
    );
  });

  test('zones without redundancy promise nothing', () => {
    expectNothing(
      'redundancy/racks-lost-on-loss',
      chainSite([grid], [[plainZone('grid'), 1]]),
      'no power zone promises to carry on when a feed is lost',
    );
    expectNothing('redundancy/racks-lost-on-loss', sitePlan(), NO_CHAIN);
  });
});

describe('redundancy/single-point-of-failure', () => {
  test('two ways pass', () => {
    expectPassed('redundancy/single-point-of-failure', chainSite(twoWays, [[twinZone('a', 'b'), 20_000]]), 4);
  });

  test('a node that all feeds pass fails, with all zones behind it', () => {
    const zones = [
      [twinZone('board', 'board'), 20_000] as const,
      [twinZone('board', 'board', { name: 'b', path: 'stack/zone-b' }), 5_000] as const,
      [twinZone('board', 'board', { name: 'c', path: 'stack/zone-c' }), 0] as const,
    ];
    const nodes = [grid, gen, node('board', ['grid', 'gen'], { draws: 'first-live' })];
    expectFinding('redundancy/single-point-of-failure', chainSite(nodes, zones), {
      severity: 'warning',
      path: 'stack/board',
      object: "power node 'board'",
      found: "without it 2 power zones have no feed: 'z', 'b'",
      arithmetic: '20 kW + 5 kW = 25 kW down',
    });
  });

  // The zone hangs on 'static', which draws from two units, and both hang on 'board': the second is a cause of its own.
  test('the one way of a zone of one feed is told by power/single-feed, and what stands above it here', () => {
    const nodes = [
      grid,
      node('board', ['grid']),
      node('u1', ['board']),
      node('u2', ['board']),
      node('static', ['u1', 'u2'], { draws: 'first-live' }),
    ];
    const site = chainSite(nodes, [[plainZone('static'), 5_000]]);
    expect(judge('redundancy/single-point-of-failure', site).findings.map(({ object }) => object)).toEqual([
      "power node 'board'",
      "power node 'grid'",
    ]);
    expect(judge('redundancy/concurrently-maintainable', site).findings.map(({ object }) => object)).toEqual([
      "maintenance of power node 'board'",
      "maintenance of power node 'grid'",
    ]);
    expectFinding('power/single-feed', site, {
      found: "1 feed, over 'static': without one of them it stops",
    });
  });

  test('a zone of one feed over nodes in a row is one finding, which names them', () => {
    const nodes = [grid, node('board', ['grid']), node('ups', ['board'])];
    const site = chainSite(nodes, [[plainZone('ups'), 5_000]]);
    expectFinding('power/single-feed', site, {
      found: "1 feed, over 'ups', 'board', 'grid': without one of them it stops",
    });
    for (const id of ['redundancy/single-point-of-failure', 'redundancy/concurrently-maintainable'])
      expect(judge(id, site).findings).toEqual([]);
  });

  test('a site without nodes has nothing to judge', () => {
    expectNothing('redundancy/single-point-of-failure', sitePlan(), NO_CHAIN);
  });
});

describe('redundancy/concurrently-maintainable', () => {
  const id = 'redundancy/concurrently-maintainable';
  const eased = twoWays.map((one) => ({ ...one, limitShare: 0.8, failureLimitShare: 1 }));

  test('a site passes whose other way carries all within its continuous limit', () => {
    // 1 MW x 80 % = 800 kW.
    expectPassed(id, chainSite(eased, [[twinZone('a', 'b'), 800_000]]), 4);
  });

  test('devices that run slower, or stand still, in the normal state too are not those that maintenance harms', () => {
    const site = chainSite(eased, [[twinZone('a', 'b'), 800_000]]);
    const { chain } = site.power;
    if (chain === undefined) throw new Error('the site has a chain');
    const states = chain.states.map((state) => ({
      ...state,
      devices: { ...state.devices, down: state.devices.down + 1, degraded: state.devices.degraded + 2 },
    }));
    expectPassed(id, { ...site, power: { ...site.power, chain: { ...chain, states } } }, 4);
  });

  test('a site fails whose other way would carry more than that for hours', () => {
    const { findings } = judge(id, chainSite(eased, [[twinZone('a', 'b'), 800_001]]));
    expect(findings.map(({ object }) => object)).toEqual([
      "power node 'a' during maintenance of power node 'b'",
      "power node 'b' during maintenance of power node 'a'",
    ]);
    expect(findings[0]).toMatchObject({
      severity: 'warning',
      path: 'stack/a',
      found: 'it carries 800.001 kW, 80 % of its rating',
      limit: '800 kW',
      arithmetic: '1 MW x 80 % = 800 kW; 800.001 kW - 800 kW = 1 W',
    });
  });

  test('devices that run slower, or stop, fail; what is not known is asked for once', () => {
    const zone = twinZone('a', 'b', { rackFeed: 'split' });
    const site = (psus: { count: number; needed: number; degradedFrom?: number }) =>
      judge(id, chainSite(twoWays, [[zone, 20_000, { psus }]])).findings;
    expect(site({ count: 6, needed: 4, degradedFrom: 3 })[0]).toMatchObject({
      found: '2 devices at reduced performance',
      limit: 'all devices in full',
    });
    expect(site({ count: 6, needed: 5, degradedFrom: 4 })[0]).toMatchObject({
      found: '2 devices down',
      arithmetic: '20 kW of devices down',
    });
    const unknown = site({ count: 6, needed: 5 });
    expect(unknown).toHaveLength(1);
    expect(unknown[0]).toMatchObject({ outcome: 'indeterminate', object: "maintenance of 'a', 'b'" });
  });

  test('a site without nodes has nothing to judge', () => {
    expectNothing(id, sitePlan(), NO_CHAIN);
  });
});

describe('redundancy/group-scheme', () => {
  const id = 'redundancy/group-scheme';
  const groups = (scheme: GroupScheme) => ({ powerGroups: [{ name: 'g', path: 'stack/g', scheme }] });
  const member = (name: string, props: Partial<PowerNodeInput> = {}) =>
    node(name, ['grid'], { kind: 'ups', group: 'g', ratingWatts: 300_000, ...props });
  /** Units of 300 kW in parallel before a bus. */
  const parallel = (scheme: GroupScheme, units: number, watts: number) => {
    const names = Array.from({ length: units }, (_, index) => `u${index + 1}`);
    const bus = node('bus', names, { ratingWatts: 100_000_000 });
    return chainSite([grid, ...names.map((name) => member(name)), bus], [[plainZone('bus'), watts]], groups(scheme));
  };
  /** Sides of one unit of 300 kW, each a feed of a zone whose devices have one supply on each. */
  const sides = (scheme: 'N+1' | '2N' | '3N/2' | '4N/3', count: number, watts: number) => {
    const feeds = ['A', 'B', 'C', 'D'].slice(0, count);
    const zone = twinZone('', '', {
      redundancy: scheme,
      feeds,
      rackFeed: 'split',
      sources: Object.fromEntries(feeds.map((feed) => [feed, [`u${feed}`]])),
    });
    return chainSite(
      [grid, ...feeds.map((feed) => member(`u${feed}`, { feed }))],
      [[zone, watts, { psus: { count, needed: 1 } }]],
      groups(scheme),
    );
  };

  test.each([
    // n units of 300 kW are left: N+1 3 of 4, 2N+1 2 of 5.
    ['N+1', 4, 900_000],
    ['2N+1', 5, 600_000],
  ] as const)('%s of %i units carries %i W through what it promises, and not a watt more', (scheme, units, watts) => {
    expectPassed(id, parallel(scheme, units, watts));
    expect(judge(id, parallel(scheme, units, watts + 2 * units)).findings).toHaveLength(1);
  });

  test.each([
    // One side of 300 kW of two, two of three, three of four.
    ['2N', 2, 300_000],
    ['3N/2', 3, 600_000],
    ['4N/3', 4, 900_000],
  ] as const)('%s of %i sides carries %i W through what it promises, and not a watt more', (scheme, count, watts) => {
    expectPassed(id, sides(scheme, count, watts));
    expect(judge(id, sides(scheme, count, watts + 2 * count)).findings).toHaveLength(1);
  });

  test('says what is left and what it must carry', () => {
    expectFinding(id, parallel('N+1', 4, 1_200_000), {
      severity: 'error',
      path: 'stack/g',
      object: "redundancy group 'g' of N+1 without 'u1'",
      found: "'u2' carries 400 kW, 133.3 % of its rating; broken in 4 losses: 'u1', 'u2', 'u3' and 1 more",
      limit: '300 kW',
      shortfall: '100 kW',
      arithmetic:
        '300 kW x 100 % = 300 kW; 400 kW - 300 kW = 100 kW; the group carries 1.2 MW normally, and the limits of the 3 members left are 900 kW',
    });
  });

  test('2N+1 over two feeds survives a side and one more', () => {
    const units = ['A1', 'A2', 'A3', 'B1', 'B2'].map((name) => member(name, { feed: name.slice(0, 1) }));
    const bus = node(
      'bus',
      units.map(({ name }) => name),
      { ratingWatts: 100_000_000 },
    );
    const site = (watts: number) => chainSite([grid, ...units, bus], [[plainZone('bus'), watts]], groups('2N+1'));
    expectPassed(id, site(600_000));
    expectFinding(id, site(600_002), { object: "redundancy group 'g' of 2N+1 without 'A1', 'A2' and 'A3'" });
  });

  test('block passes with a reserve of the largest block, and fails with a smaller one', () => {
    const site = (reserveWatts: number) => {
      const blocks = ['u1', 'u2'];
      const switches = blocks.map((name) =>
        node(`sts-${name}`, [name, 'reserve'], { kind: 'static-switch', draws: 'first-live' }),
      );
      const zones = blocks.map(
        (name) => [plainZone(`sts-${name}`, { name, path: `stack/${name}-zone` }), 300_000] as const,
      );
      return chainSite(
        [grid, ...blocks.map((name) => member(name)), member('reserve', { ratingWatts: reserveWatts }), ...switches],
        zones.map(([zone, watts]) => [{ ...zone, name: `z-${zone.name}` }, watts]),
        groups('block'),
      );
    };
    expectPassed(id, site(300_000));
    expectFinding(id, site(299_999), {
      object: "redundancy group 'g' of block without 'u1'",
      found: "'reserve' carries 300 kW, 100 % of its rating; broken in 2 losses: 'u1', 'u2'",
    });
  });

  test('members that do not reach each other’s loads fail', () => {
    const site = chainSite(
      [grid, member('u1'), member('u2')],
      [
        [plainZone('u1'), 1_000],
        [plainZone('u2', { name: 'b', path: 'stack/zone-b' }), 1_000],
      ],
      groups('N+1'),
    );
    expectFinding(id, site, {
      object: "redundancy group 'g' of N+1 without 'u1'",
      found: "no feed is left of 'z'; broken in 2 losses: 'u1', 'u2'",
      remedy: 'let what the group feeds draw from its other members too',
    });
  });

  describe('of standby sets', () => {
    /** Utility and three sets of 400 kW as N+1 behind a transfer switch. */
    const standby = (watts: number, more: Parameters<typeof chainSite>[2] = {}) => {
      const sets = ['g1', 'g2', 'g3'].map((name) =>
        node(name, [], { kind: 'generator', group: 'g', ratingWatts: 400_000 }),
      );
      const bus = node('bus', ['g1', 'g2', 'g3'], { ratingWatts: 100_000_000 });
      const ats = node('ats', ['grid', 'bus'], {
        kind: 'transfer-switch',
        draws: 'first-live',
        ratingWatts: 2_000_000,
      });
      return chainSite([grid, ...sets, bus, ats], [[plainZone('ats'), watts]], { ...groups('N+1'), ...more });
    };

    test('two of three carry 800 kW while the utility is lost, and not a watt more', () => {
      expectPassed(id, standby(800_000));
      expect(judge(id, standby(800_002)).findings).toHaveLength(1);
    });

    test('1,000 kW fail: 800 kW are left where one set does not start', () => {
      expectFinding(id, standby(1_000_000), {
        severity: 'error',
        object: "redundancy group 'g' of N+1 without 'g1' while 'grid' is lost",
        found:
          "'g2' carries 500 kW, 125 % of its rating; broken in 3 losses: 'g1 and grid', 'g2 and grid', 'g3 and grid'",
        limit: '400 kW',
        shortfall: '100 kW',
        arithmetic:
          '400 kW x 100 % = 400 kW; 500 kW - 400 kW = 100 kW; the 2 members left carry 1 MW, and their limits together are 800 kW',
      });
    });

    test('a set that a study loses with the utility counts as the one that is missing', () => {
      const study = { name: 's', path: 'stack/s', together: [['grid', 'g1']], maintenance: [] };
      expectPassed(id, standby(800_000, { powerStudies: [study] }));
    });
  });

  test('groups of N promise nothing', () => {
    expectNothing(id, parallel('N', 2, 1), 'no redundancy group of the site promises to survive a loss');
    expectNothing(id, sitePlan(), NO_CHAIN);
  });
});

describe('one overload is one finding', () => {
  const RULES = [
    'power/node-overload',
    'redundancy/group-scheme',
    'redundancy/overload-on-loss',
    'redundancy/concurrently-maintainable',
  ];
  const counts = (plan: SitePlan): readonly number[] => RULES.map((rule) => judge(rule, plan).findings.length);
  const found = (rule: string, plan: SitePlan): readonly string[] =>
    judge(rule, plan).findings.map((one) => `${one.object}: ${one.found}`);

  // Four units of 300 kW in N+1 for 1,000 kW: 333.3 kW each while one is out, four times.
  test('a group that is short is one finding, and not one for each of its members and losses', () => {
    const names = ['u1', 'u2', 'u3', 'u4'];
    const units = names.map((name) => node(name, ['grid'], { kind: 'ups', group: 'g', ratingWatts: 300_000 }));
    const bus = node('bus', names, { ratingWatts: 100_000_000 });
    const site = chainSite([grid, gen, ...units, bus], [[plainZone('bus'), 1_000_000]], {
      powerGroups: [{ name: 'g', path: 'stack/g', scheme: 'N+1' }],
    });
    expect(counts(site).slice(0, 3)).toEqual([0, 1, 0]);
    expect(found('redundancy/concurrently-maintainable', site).filter((text) => text.includes('u1'))).toEqual([]);
  });

  // 2 x 500 kW on ways of 600 kW in 2N: 1 MW on the one that is left, by the loss of a node and by that of its feed.
  test('a 2N group is one finding, the loss of its feed among it', () => {
    const ways = ['a', 'b'].map((name) =>
      node(name, ['grid', 'gen'], { draws: 'first-live', group: 'g', feed: name.toUpperCase(), ratingWatts: 600_000 }),
    );
    const site = chainSite([grid, gen, ...ways], [[twinZone('a', 'b'), 1_000_000]], {
      powerGroups: [{ name: 'g', path: 'stack/g', scheme: '2N' }],
    });
    expect(counts(site)).toEqual([0, 1, 0, 0]);
  });

  // `c` takes 450 kW of either of two ways beside its own 400 kW: 850 kW with one out, on a limit of 800 kW for hours.
  const reserve = (limits: { limitShare?: number; failureLimitShare?: number }, watts = 450_000) => {
    const ways = ['a', 'b'].map((name) => node(name, ['grid', 'gen'], { draws: 'first-live' }));
    const third = node('c', ['grid', 'gen'], { draws: 'first-live', ...limits });
    const switches = ['a', 'b'].map((name) => node(`sts-${name}`, [name, 'c'], { draws: 'first-live' }));
    return chainSite(
      [grid, gen, ...ways, third, ...switches],
      [
        [plainZone('sts-a'), watts],
        [plainZone('sts-b', { name: 'y', path: 'stack/zone-y' }), watts],
        [plainZone('c', { name: 'x', path: 'stack/zone-x' }), 400_000],
      ],
    );
  };

  test('a node that two losses overload is one finding, and maintenance says nothing more of it', () => {
    const site = reserve({ limitShare: 0.8, failureLimitShare: 0.8 });
    expect(found('redundancy/overload-on-loss', site)).toEqual([
      "power node 'c' without 'a': 850 kW by nameplate, 85 % of its rating; above its limit in 2 losses: 'a', 'b'",
    ]);
    expect(
      found('redundancy/concurrently-maintainable', site).filter((text) => text.includes("node 'c' during")),
    ).toEqual([]);
  });

  test('a node that only maintenance overloads is one finding with all of it', () => {
    const site = reserve({ limitShare: 0.8 });
    expect(found('redundancy/overload-on-loss', site)).toEqual([]);
    expect(found('redundancy/concurrently-maintainable', site)).toContain(
      "power node 'c' during maintenance of power node 'a': it carries 850 kW, 85 % of its rating; above its limit while one of 'a', 'b' is maintained",
    );
  });

  // 400 kW are above both limits of 250 kW before any loss, 850 kW after one.
  test('a node that is overloaded before any loss is one finding that says what it carries then', () => {
    const site = reserve({ limitShare: 0.25, failureLimitShare: 0.25 });
    expect(found('power/node-overload', site)).toEqual([
      "power node 'c': 400 kW by nameplate, 40 % of its rating; 850 kW (85 %) without 'a'",
    ]);
    expect(found('redundancy/overload-on-loss', site)).toEqual([]);
  });

  test('a node above its continuous limit that a loss brings above that for failures has two causes', () => {
    const site = reserve({ limitShare: 0.3, failureLimitShare: 0.6 });
    expect(found('power/node-overload', site)).toEqual(["power node 'c': 400 kW by nameplate, 40 % of its rating"]);
    expect(found('redundancy/overload-on-loss', site)).toHaveLength(1);
  });
});

describe('failure studies', () => {
  const study = (together: string[][], maintenance: string[] = []) => ({
    powerStudies: [{ name: 's', path: 'stack/s', together, maintenance }],
  });
  const three = ['a', 'b', 'c'].map((name) => node(name, ['grid', 'gen'], { draws: 'first-live' }));
  const zone = twinZone('', '', {
    redundancy: '3N/2',
    feeds: ['a', 'b', 'c'],
    rackFeed: 'split',
    sources: { a: ['a'], b: ['b'], c: ['c'] },
  });
  const site = (watts: number, more: ReturnType<typeof study>) =>
    chainSite([grid, gen, ...three], [[zone, watts, { psus: { count: 3, needed: 1 } }]], more);

  test('a pair passes that leaves one way for all', () => {
    expectPassed('redundancy/loss-together', site(1_000_000, study([['a', 'b']])));
  });

  test('a pair fails that leaves one way with a watt too much', () => {
    expectFinding('redundancy/loss-together', site(1_000_001, study([['a', 'b']])), {
      severity: 'error',
      path: 'stack/s',
      object: "loss of power nodes 'a' and 'b' together",
      found: "'c' carries 1,000.001 kW",
      limit: "1 MW on 'c'",
      arithmetic: '1 MW x 100 % = 1 MW; 1,000.001 kW - 1 MW = 1 W',
    });
  });

  test('a set fails that leaves no way', () => {
    expectFinding('redundancy/loss-together', site(20_000, study([['grid', 'gen']])), {
      found: "2 racks lost: 'Z01', 'Z02'",
      limit: 'no rack lost',
      arithmetic: '20 kW of devices down',
    });
  });

  test('a site without such sets has nothing to judge', () => {
    expectNothing('redundancy/loss-together', sitePlan(), 'no failure study names things that are lost together');
  });

  test('maintenance passes while any loss leaves one way for all', () => {
    expectPassed('redundancy/loss-in-maintenance', site(1_000_000, study([], ['a'])));
  });

  test('maintenance fails once, for the worst loss', () => {
    expectFinding('redundancy/loss-in-maintenance', site(1_000_001, study([], ['a'])), {
      severity: 'warning',
      path: 'stack/s',
      object: "maintenance of power node 'a' while 'b' is lost",
      found: "'c' carries 1,000.001 kW; 2 of 4 losses meanwhile do harm",
    });
    expectFinding('redundancy/loss-in-maintenance', site(20_000, study([], ['grid'])), {
      object: "maintenance of power node 'grid' while 'gen' is lost",
      found: "2 racks lost: 'Z01', 'Z02'; 1 of 4 losses meanwhile do harm",
    });
  });

  test('a site without such studies has nothing to judge', () => {
    expectNothing('redundancy/loss-in-maintenance', sitePlan(), 'no failure study names nodes for maintenance');
  });
});

describe('redundancy/spare-systems', () => {
  const RULE = 'redundancy/spare-systems';
  const hours = (count: number): number => count * 3_600;
  // Llama 3: 16,384 GPUs are 2,048 systems. 419 stops in 54 days: 2,048 x 54 x 24 h / 419 = 6,334.6 h between two failures of a system.
  const llama = { mtbfSeconds: hours((2_048 * 54 * 24) / 419), repairSeconds: hours(48) };
  const site = (count: number, parts: Parameters<typeof cluster>[1]): SitePlan =>
    sitePlan({ clusters: [cluster(names('b', count), parts)] });

  test('stops a day of Llama 3, and the spares that its cluster needs', () => {
    // 2,048 x 24 / 6,334.6 = 7.76 stops a day. 2,048 x 48 / 6,334.6 = 15.52 in repair; sqrt(15.52) = 3.94, so that 22 are 1.6 of them above.
    expectFinding(RULE, site(2_048, { ...llama, spareSystems: 0 }), {
      severity: 'warning',
      object: "cluster 'haein' of 2,048 systems",
      found: 'more than 0 systems in repair for 8,760 h a year',
      limit: '438 h a year (5 %)',
      required: '22 spare systems',
      available: '0 spare systems',
      shortfall: '22 spare systems',
      arithmetic:
        '2,048 systems x 24 h / 6,334.6 h = 7.76 stops a day; 2,048 systems x 48 h / 6,334.6 h = 15.52 in repair on average; more than 0 for 100 % of 8,760 h (Poisson)',
      remedy: "raise 'spareSystems' to 22, or shorten the repair ('systemRepair')",
    });
    expectPassed(RULE, site(2_048, { ...llama, spareSystems: 22 }));
    expect(judge(RULE, site(2_048, { ...llama, spareSystems: 21 })).findings).toHaveLength(1);
  });

  test('by hand: 32 systems, 0.24 in repair', () => {
    // 32 x 48 / 6,400 = 0.24. None in repair: e^-0.24 = 0.7866, so that one is for 21.3 %; one at most: 0.7866 x 1.24 = 0.9754, so that two are for 2.5 %.
    const parts = { mtbfSeconds: hours(6_400), repairSeconds: hours(48) };
    expectPassed(RULE, site(32, { ...parts, spareSystems: 1 }));
    expectFinding(RULE, site(32, { ...parts, spareSystems: 0 }), {
      found: 'more than 0 systems in repair for 1,869 h a year',
      required: '1 spare system',
    });
  });

  test('a mean whose first term is no number any more', () => {
    const parts = { mtbfSeconds: hours(1_000), repairSeconds: hours(100) };
    expect(judge(RULE, site(20_000, { ...parts, spareSystems: 100 })).findings).toHaveLength(1);
    expectPassed(RULE, site(20_000, { ...parts, spareSystems: 2_100 }));
  });

  test('nothing stated is not known, and what is stated is shown', () => {
    const [finding] = judge(RULE, site(32, {})).findings;
    expect(finding).toMatchObject({
      outcome: 'indeterminate',
      found: 'how long it is without a spare system when one fails',
      remedy: "'spareSystems', 'systemMtbf', 'systemRepair' of the cluster",
    });
    expect(judge(RULE, site(32, { spareSystems: 2, mtbfSeconds: hours(6_400) })).findings[0]).toMatchObject({
      outcome: 'indeterminate',
      found:
        'how long it is without a spare system when one fails; a job of 30 systems x 24 h / 6,400 h = 0.11 stops a day',
      remedy: "'systemRepair' of the cluster",
    });
  });

  test('none is kept, and nothing shows that none is needed', () => {
    expectFinding(RULE, site(32, { spareSystems: 0 }), {
      outcome: 'failed',
      found: '0 spare systems',
      limit: 'at least 1 spare system',
      arithmetic: 'a job of 32 systems waits for the repair of each system that fails',
      remedy: "keep 'spareSystems' of the cluster, or show by 'systemMtbf' and 'systemRepair' that none is needed",
    });
  });

  test('one system has no job of several', () => {
    expectNothing(RULE, site(1, {}), 'no cluster has several systems');
  });
});
