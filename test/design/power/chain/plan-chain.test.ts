import { planPower } from '../../../../src/design/power/plan-power';
import type { ChainState } from '../../../../src/model/power-node';
import { bareDevice, placed, zone } from '../power-fixtures';
import { withoutField } from '../without-field';
import { chainOf, loadOf, node, nodeOf, parallelZone, stateOf, utility } from './chain-fixtures';

const single = (name: string, source: string) => parallelZone(name, [source]);

describe('loads', () => {
  test('grow by the losses of each node on the way up, and add up', () => {
    // 90 kW behind a UPS of 0.9 (100 kW) behind a transformer of 0.8 (125 kW): 35 kW of losses.
    const chain = chainOf(
      [
        utility('grid', { volts: 22_900 }),
        node('tx', ['grid'], { kind: 'transformer', efficiency: 0.8 }),
        node('ups', ['tx'], { kind: 'ups', efficiency: 0.9 }),
        node('board', ['ups']),
      ],
      [{ zone: single('z', 'board'), watts: 90_000 }],
    );
    expect(chain.nodes.map(({ loadWatts, inputWatts }) => [loadWatts, inputWatts])).toEqual([
      [125_000, 125_000],
      [100_000, 125_000],
      [90_000, 100_000],
      [90_000, 90_000],
    ]);
    expect([chain.sourceWatts, chain.lossWatts]).toEqual([125_000, 35_000]);
  });

  test('are rounded to the nearest watt, at the sources too', () => {
    // 100 / 0.96 = 104.17 W, 110 / 0.96 = 114.58 W.
    const drawn = (watts: number) => {
      const { sourceWatts, lossWatts, nodes } = chainOf(
        [utility('grid'), node('ups', ['grid'], { kind: 'ups', efficiency: 0.96 })],
        [{ zone: single('z', 'ups'), watts }],
      );
      return [sourceWatts, lossWatts, nodes[0]?.loadWatts];
    };
    expect([drawn(100), drawn(110)]).toEqual([
      [104, 4, 104],
      [115, 5, 115],
    ]);
  });

  test('of parallel feeders are in proportion to their ratings, and to those left when one is lost', () => {
    // 900 kW over 1 MW and 2 MW: 300 and 600 kW.
    const chain = chainOf(
      [
        utility('grid'),
        node('small', ['grid'], { ratingWatts: 1_000_000 }),
        node('large', ['grid'], { ratingWatts: 2_000_000 }),
        node('board', ['small', 'large']),
      ],
      [{ zone: single('z', 'board'), watts: 900_000 }],
    );
    expect([nodeOf(chain, 'small').loadWatts, nodeOf(chain, 'large').loadWatts]).toEqual([300_000, 600_000]);
    expect(loadOf(chain, 'large', 'small')).toBe(900_000);
    expect(nodeOf(chain, 'small').worst).toEqual({ loadWatts: 900_000, out: ['large'] });
  });

  test('go whole to the first feeder that lives, and to a generator only when nothing before it does', () => {
    const chain = chainOf(
      [
        utility('grid'),
        node('tx', ['grid']),
        node('gen', [], { kind: 'generator' }),
        node('ats', ['tx', 'gen'], { kind: 'transfer-switch', draws: 'first-live' }),
      ],
      [{ zone: single('z', 'ats'), watts: 500_000 }],
    );
    expect([nodeOf(chain, 'tx').loadWatts, nodeOf(chain, 'gen').loadWatts]).toEqual([500_000, 0]);
    for (const lost of ['grid', 'tx']) {
      expect([loadOf(chain, 'tx', lost), loadOf(chain, 'gen', lost)]).toEqual([0, 500_000]);
      expect(stateOf(chain, lost)).toMatchObject({ lostRacks: [], lostWatts: 0, unfedZones: [] });
    }
    expect(stateOf(chain, 'ats')).toMatchObject({
      lostRacks: ['z-A01'],
      lostWatts: 500_000,
      unfedZones: ['z'],
      devices: { full: 0, degraded: 0, down: 1, indeterminate: 0 },
    });
    expect(stateOf(chain, 'ats').loadWatts).toEqual([0, 0, 0, 0]);
  });

  test('of a feed with several nodes come from the first that lives', () => {
    const chain = chainOf(
      [utility('grid'), node('busway-1', ['grid']), node('busway-2', ['grid'])],
      [{ zone: parallelZone('z', ['A'], { sources: { A: ['busway-1', 'busway-2'] } }), watts: 10_000 }],
    );
    expect([loadOf(chain, 'busway-1'), loadOf(chain, 'busway-2')]).toEqual([10_000, 0]);
    expect([loadOf(chain, 'busway-1', 'busway-1'), loadOf(chain, 'busway-2', 'busway-1')]).toEqual([0, 10_000]);
  });
});

describe('current', () => {
  test.each([
    // 1 MW / (sqrt(3) x 415 V x 0.95) = 1,464.43 A; / (240 V x 0.95) = 4,385.96 A; / 800 V = 1,250 A.
    ['three phases', { volts: 415, powerFactor: 0.95 }, 1_464.43],
    ['one phase', { volts: 240, powerFactor: 0.95, phases: 1 as const }, 4_385.96],
    ['direct current', { volts: 800, current: 'dc' as const, phases: 1 as const, kind: 'rectifier' as const }, 1_250],
  ])('of %s follows from voltage and power factor', (_, props, amperes) => {
    const chain = chainOf(
      [utility('grid', { volts: 415 }), node('out', ['grid'], props)],
      [{ zone: single('z', 'out'), watts: 1_000_000 }],
    );
    expect(nodeOf(chain, 'out').loadAmperes).toBe(amperes);
  });
});

describe('limits', () => {
  // 1 MVA x 0.95 = 950 kW; x 0.8 = 760 kW, and in a failure 950 kW.
  const rated = { ratingVoltAmperes: 1_000_000, powerFactor: 0.95, limitShare: 0.8, failureLimitShare: 1 } as const;
  const pair = (watts: number) => {
    const board = withoutField(node('x', ['grid'], rated), 'ratingWatts');
    return chainOf(
      [utility('grid'), { ...board, name: 'one' }, { ...board, name: 'two' }, node('bus', ['one', 'two'])],
      [{ zone: single('z', 'bus'), watts }],
    );
  };

  test('follow from volt-amperes and power factor', () => {
    expect(nodeOf(pair(1), 'one').limitWatts).toBe(760_000);
  });

  test('are those of failure while something is out', () => {
    expect(stateOf(pair(950_000), 'one').overloads).toEqual([]);
    expect(stateOf(pair(950_001), 'one').overloads).toEqual([
      { node: 'two', loadWatts: 950_001, ratingWatts: 950_000, limitWatts: 950_000, share: 950_001 / 950_000 },
    ]);
  });

  test('are the continuous ones normally', () => {
    expect(stateOf(pair(1_520_000)).overloads.map(({ node: name }) => name)).toEqual(['bus']);
    expect(stateOf(pair(1_520_002)).overloads.map(({ node: name }) => name)).toEqual(['one', 'two', 'bus']);
  });

  test('take the lower of two ratings', () => {
    const chain = chainOf(
      [
        utility('grid'),
        node('ups', ['grid'], { kind: 'ups', ratingVoltAmperes: 1_000_000, ratingWatts: 900_000, powerFactor: 0.95 }),
      ],
      [{ zone: single('z', 'ups'), watts: 1 }],
    );
    expect(nodeOf(chain, 'ups').limitWatts).toBe(900_000);
  });
});

describe('states', () => {
  const kinds = (states: readonly ChainState[]): string[] => states.map(({ kind, out }) => [kind, ...out].join(' '));
  const nodes = [
    utility('grid'),
    node('a', ['grid'], { group: 'g', feed: 'A' }),
    node('a2', ['grid'], { group: 'g', feed: 'A' }),
    node('b', ['grid'], { group: 'g', feed: 'B' }),
    node('b2', ['grid'], { group: 'g', feed: 'B' }),
  ];
  const zones = [
    {
      zone: parallelZone('z', ['A', 'B'], { redundancy: '2N', sources: { A: ['a', 'a2'], B: ['b', 'b2'] } }),
      watts: 1_000,
    },
  ];
  const groups = [{ name: 'g', path: 'site/g', scheme: '2N' as const }];
  const study = { name: 's', path: 'site/s', together: [['b', 'a']], maintenance: ['b'] };

  test('are the normal one, each node and feed lost, what groups promise, sets lost together, and losses in maintenance', () => {
    const chain = chainOf(nodes, zones, { powerGroups: groups, powerStudies: [study] });
    expect(kinds(chain.states)).toEqual([
      'normal',
      'loss grid',
      'loss a',
      'loss a2',
      'loss b',
      'loss b2',
      'loss z/A',
      'loss z/B',
      'group a a2',
      'group b b2',
      'pair a b',
      'maintenance b grid',
      'maintenance b a',
      'maintenance b a2',
      'maintenance b b2',
    ]);
    expect([loadOf(chain, 'a'), loadOf(chain, 'b')]).toEqual([500, 500]);
    expect([loadOf(chain, 'a', 'z/A'), loadOf(chain, 'b', 'z/A')]).toEqual([0, 1_000]);
    expect([loadOf(chain, 'b', 'a', 'a2'), loadOf(chain, 'a2', 'a', 'b'), loadOf(chain, 'b2', 'a', 'b')]).toEqual([
      1_000, 500, 500,
    ]);
  });

  test('of nodes that are not there yet leave them out, and never lose them', () => {
    const chain = chainOf(nodes, zones, { powerGroups: groups, powerStudies: [study], absentNodes: ['a', 'a2', 'b2'] });
    expect(kinds(chain.states)).toEqual([
      'normal',
      'loss grid',
      'loss b',
      'loss z/A',
      'loss z/B',
      'maintenance b grid',
    ]);
    expect([loadOf(chain, 'a'), loadOf(chain, 'b')]).toEqual([0, 1_000]);
    expect(chain.absent).toEqual(['a', 'a2', 'b2']);
  });
});

describe('devices', () => {
  const feeds = { sources: { A: ['a'], B: ['b'] }, redundancy: '2N' as const, ratingWatts: 1_000_000 };
  const nodes = [utility('grid'), node('a', ['grid']), node('b', ['grid'])];
  const without = (device: NonNullable<Parameters<typeof bareDevice>[1]>, zoneProps = {}) =>
    stateOf(
      chainOf(nodes, [{ zone: parallelZone('z', ['A', 'B'], { ...feeds, ...zoneProps }), watts: 10_000, device }]),
      'a',
    );

  test.each([
    // 6 supplies, 3 on each feed.
    ['full', { count: 6, needed: 3 }],
    ['degraded', { count: 6, needed: 4, degradedFrom: 3 }],
    ['down', { count: 6, needed: 5, degradedFrom: 4 }],
    ['indeterminate', { count: 6, needed: 5 }],
  ])('are %s by their healthy PSUs %j', (survival, psus) => {
    const state = without({ psus });
    expect(state.devices[survival as 'full']).toBe(1);
    expect(state.lostRacks).toEqual(survival === 'down' ? ['z-A01'] : []);
  });

  test('have their supplies on the feeds that they name', () => {
    const psus = { count: 6, needed: 4, degradedFrom: 3 };
    expect(without({ psus, psuFeeds: { A: 2, B: 4 } }).devices.full).toBe(1);
    expect(without({ psus, psuFeeds: { A: 4, B: 2 } }).devices.down).toBe(1);
  });

  test('behind a static switch run on in full, until the feed that is left passes its rating', () => {
    const psus = { count: 6, needed: 5 };
    expect(without({ psus }, { rackFeed: 'static-switch', ratingWatts: 10_000 }).devices.full).toBe(1);
    expect(without({ psus }, { rackFeed: 'static-switch', ratingWatts: 9_999 }).devices.down).toBe(1);
  });

  test('on three feeds keep 4 of 6 PSUs when one is lost', () => {
    const three = ['a', 'b', 'c'].map((name) => node(name, ['grid']));
    const chain = chainOf(
      [utility('grid'), ...three],
      [
        {
          zone: parallelZone('z', ['a', 'b', 'c'], { redundancy: '3N/2' }),
          watts: 9_000,
          device: { psus: { count: 6, needed: 4 }, psuFeeds: { a: 2, b: 2, c: 2 } },
        },
      ],
    );
    expect(stateOf(chain, 'b')).toMatchObject({ devices: { full: 1 }, loadWatts: [9_000, 4_500, 0, 4_500] });
  });
});

test('racks lost by several zones come sorted, tenants count by their draw', () => {
  const racks = placed([[bareDevice('d')], [bareDevice('e')]]).racks.map((rack, index) => ({
    ...rack,
    zone: index === 0 ? 'y' : 'x',
    row: index === 0 ? 'B' : 'A',
    name: index === 0 ? 'B01' : 'A02',
  }));
  const { chain } = planPower({
    zones: ['y', 'x', 'w'].map((name) => parallelZone(name, ['grid'])),
    placement: {
      racks: [...racks, { ...racks[0]!, name: 'C01', row: 'C', zone: 'w', devices: [] }],
      positions: new Map([
        ['d', { rack: 'B01', u: 1 }],
        ['e', { rack: 'A02', u: 1 }],
      ]),
      unplaced: [],
    },
    devices: [bareDevice('d'), bareDevice('e')],
    powerNodes: [utility('grid')],
    tenantLoads: [{ name: 't', path: 'site/t', racks: 1, rows: ['hall/C'], loadWatts: 5_000, liquidShare: 0 }],
  });
  expect(stateOf(chain!, 'grid')).toMatchObject({
    lostRacks: ['A02', 'B01'],
    lostWatts: 2 * 14_300 + 5_000,
    unfedZones: ['y', 'x', 'w'],
  });
});

test('a site without nodes has no chain', () => {
  expect('chain' in planPower({ zones: [zone()], placement: placed([]), devices: [] })).toBe(false);
});
