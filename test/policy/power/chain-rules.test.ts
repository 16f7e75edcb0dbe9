import { withoutField } from '../../design/power/without-field';
import { expectFinding, expectNothing, expectPassed, judge } from '../judge';
import { chainSite, node, plainZone, twinZone } from '../redundancy/chain-site';
import { powerZone, sitePlan, siteWithZone } from '../site-plan-fixture';

const NO_CHAIN = 'the site names no node of the power chain';

describe('power/node-overload', () => {
  // 1 MVA x 0.95 = 950 kW; 950 kW x 80 % = 760 kW.
  const site = (watts: number) => {
    const board = withoutField(
      node('board', ['grid'], { ratingVoltAmperes: 1_000_000, powerFactor: 0.95, limitShare: 0.8 }),
      'ratingWatts',
    );
    return chainSite([node('grid', [], { ratingWatts: 2_000_000 }), board], [[plainZone('board'), watts]]);
  };

  test('a node at its limit passes', () => {
    expectPassed('power/node-overload', site(760_000), 2);
  });

  test('a node one watt above its limit fails, with the arithmetic', () => {
    expectFinding('power/node-overload', site(760_001), {
      severity: 'error',
      path: 'stack/board',
      object: "power node 'board'",
      found: '760.001 kW by nameplate, 80 % of its rating',
      limit: '760 kW',
      required: '760.001 kW',
      available: '760 kW',
      shortfall: '1 W',
      arithmetic: '1 MVA x 0.95 = 950 kW; 950 kW x 80 % = 760 kW; 760.001 kW - 760 kW = 1 W',
      remedy: "move a load to another node, add one beside it, or raise 'rating'",
    });
  });

  test('a site without nodes has nothing to judge', () => {
    expectNothing('power/node-overload', siteWithZone(powerZone(1)), NO_CHAIN);
  });
});

describe('power/contract-exceeded', () => {
  const supply = { contractWatts: 600_000 };
  const site = (watts: number) =>
    chainSite(
      [node('east', [], { supply }), node('west', []), node('tx', ['east', 'west'])],
      [[plainZone('tx'), watts]],
    );

  test('a supply at its contract, alone after the loss of the other, passes', () => {
    expectPassed('power/contract-exceeded', site(600_000));
  });

  test('a supply one watt above its contract after a loss fails', () => {
    expectFinding('power/contract-exceeded', site(600_001), {
      severity: 'error',
      path: 'stack/east',
      object: "power node 'east' without 'west'",
      found: '600.001 kW',
      limit: '600 kW by contract',
      shortfall: '1 W',
      arithmetic: 'load and losses behind it 600.001 kW; 600.001 kW - 600 kW = 1 W',
    });
  });

  test('a supply above its contract already normally fails as such', () => {
    expectFinding('power/contract-exceeded', site(1_200_002), {
      object: "power node 'east' in the normal state",
      found: '600.001 kW',
    });
  });

  test('supplies without a contract are not judged', () => {
    expectNothing(
      'power/contract-exceeded',
      chainSite([node('grid', [])], [[plainZone('grid'), 1]]),
      'no supply of the site states a contract',
    );
  });
});

describe('power/zone-unfed', () => {
  const site = (absentNodes: string[], watts = 20_000) =>
    chainSite([node('grid', []), node('one', ['grid']), node('two', ['grid'])], [[twinZone('one', 'two'), watts]], {
      absentNodes,
    });

  test('a zone with one of its nodes there passes', () => {
    expectPassed('power/zone-unfed', site(['one']));
  });

  test('a zone without any of them fails, unless nothing stands in it yet', () => {
    expectFinding('power/zone-unfed', site(['one', 'two']), {
      severity: 'error',
      path: 'stack/zone-z',
      object: "power zone 'z'",
      found: 'no feed that lives, for 20 kW in 2 racks',
      limit: 'a feed that a source reaches',
      arithmetic: "feeds 'A', 'B' draw from 'one', 'two'; none of them is there with a source",
    });
    expectPassed('power/zone-unfed', site(['one', 'two'], 0));
  });

  test('a site without nodes has nothing to judge', () => {
    expectNothing('power/zone-unfed', sitePlan(), NO_CHAIN);
  });
});

describe('power/zone-off-chain', () => {
  test('a zone with sources passes, one without fails', () => {
    const nodes = [node('grid', [])];
    expectPassed('power/zone-off-chain', chainSite(nodes, [[plainZone('grid'), 1_000]]));
    const off = withoutField(plainZone('grid', { name: 'b', path: 'stack/zone-b' }), 'sources');
    expectFinding('power/zone-off-chain', chainSite(nodes, [[off, 1_000]]), {
      severity: 'warning',
      path: 'stack/zone-b',
      found: '1 kW on no node of the chain',
      remedy: "name the nodes that its feeds draw from in 'sources'",
    });
  });

  test('a site without nodes has nothing to judge', () => {
    expectNothing('power/zone-off-chain', siteWithZone(powerZone(1)), NO_CHAIN);
  });
});

describe('power/node-feeds-nothing', () => {
  test('a node that a switch could draw from passes, one that nothing names fails', () => {
    const nodes = [
      node('grid', []),
      node('gen', [], { kind: 'generator' }),
      node('ats', ['grid', 'gen'], { kind: 'transfer-switch', draws: 'first-live' }),
    ];
    expectPassed('power/node-feeds-nothing', chainSite(nodes, [[plainZone('ats'), 1]]), 3);
    expectFinding('power/node-feeds-nothing', chainSite([...nodes, node('spare', ['ats'])], [[plainZone('ats'), 1]]), {
      severity: 'warning',
      object: "power node 'spare'",
      found: 'nothing draws from it',
    });
  });
});

describe('power/crossed-feeds', () => {
  const nodes = (b: string) => [
    node('grid', []),
    node('board-a', ['grid'], { feed: 'A' }),
    node('board-b', ['grid'], { feed: 'B' }),
    node('busway-a', ['board-a'], { feed: 'A' }),
    node('busway-b', [b], { feed: 'B' }),
  ];

  test('feeds that keep to their nodes pass', () => {
    expectPassed('power/crossed-feeds', chainSite(nodes('board-b'), [[twinZone('busway-a', 'busway-b'), 1]]), 2);
  });

  test('a feed that draws from a node of the other fails', () => {
    expectFinding('power/crossed-feeds', chainSite(nodes('board-a'), [[twinZone('busway-a', 'busway-b'), 1]]), {
      severity: 'warning',
      path: 'stack/zone-z',
      object: "power zone 'z', feed B",
      found: "it draws from 'board-a' of feed A",
      limit: 'nodes of feed B',
    });
  });

  test('behind a static switch both feeds may be', () => {
    const sts = node('sts', ['busway-a', 'busway-b'], { kind: 'static-switch', draws: 'first-live' });
    expectPassed('power/crossed-feeds', chainSite([...nodes('board-b'), sts], [[twinZone('sts', 'busway-b'), 1]]), 2);
  });

  test('feeds that no node bears are not judged', () => {
    expect(
      judge('power/crossed-feeds', chainSite([node('grid', [])], [[plainZone('grid'), 1]])).outcome.reasons,
    ).toEqual(['no power zone draws from nodes of two feeds']);
  });
});
