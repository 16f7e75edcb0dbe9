import { planPower } from '../../../../src/design/power/plan-power';
import type { PowerNodeInput } from '../../../../src/model/power-node';
import type { ChainInput, PowerZoneInput } from '../../../../src/model/power-plan';
import { placed } from '../power-fixtures';
import { withoutField } from '../without-field';
import { node, parallelZone, utility } from './chain-fixtures';

const grid = utility('grid');

function messageOf(
  powerNodes: readonly PowerNodeInput[],
  zones: readonly PowerZoneInput[] = [],
  more: ChainInput = {},
): string {
  try {
    planPower({ zones, placement: placed([]), devices: [], powerNodes, ...more });
  } catch (error) {
    return error instanceof Error ? error.message : 'not an error';
  }
  return 'nothing thrown';
}

test('a chain of all kinds passes', () => {
  const nodes = [
    utility('grid', { volts: 154_000 }),
    node('plant', [], { kind: 'plant', volts: 22_900 }),
    node('gen', [], { kind: 'generator' }),
    node('sub', ['grid'], { kind: 'substation', volts: 22_900 }),
    node('mv', ['sub', 'plant'], { volts: 22_900 }),
    node('tx', ['mv'], { kind: 'transformer' }),
    node('ats', ['tx', 'gen'], { kind: 'transfer-switch', draws: 'first-live' }),
    node('ups', ['ats'], { kind: 'ups' }),
    node('bess', ['ats'], { kind: 'bess' }),
    node('sts', ['ups', 'bess'], { kind: 'static-switch', draws: 'first-live' }),
    node('busway', ['sts'], { kind: 'busway' }),
    node('rpp', ['sts'], { kind: 'rpp' }),
    node('tap', ['busway'], { kind: 'tap-off' }),
    node('pdu', ['tap'], { kind: 'pdu', phases: 1, volts: 230 }),
    node('shelf', ['pdu'], { kind: 'power-shelf', current: 'dc', phases: 1, volts: 50 }),
    node('sst', ['mv'], { kind: 'transformer', current: 'dc', phases: 1, volts: 800 }),
    node('rectifier', ['rpp'], { kind: 'rectifier', current: 'dc', phases: 1, volts: 800 }),
    node('dc-busway', ['rectifier', 'sst'], { kind: 'busway', current: 'dc', phases: 1, volts: 800 }),
  ];
  expect(messageOf(nodes)).toBe('nothing thrown');
});

test.each<[string, Partial<PowerNodeInput>, string]>([
  [
    'of an unknown kind',
    { kind: 'switchbord' as never },
    "'kind' is 'switchbord'; did you mean 'switchboard'? [power/unknown-kind]",
  ],
  [
    'of a kind that is none',
    { kind: 'windmill' as never },
    "'kind' is 'windmill'; choose one of utility, plant, generator, substation, transformer, transfer-switch, static-switch, ups, bess, rectifier, switchboard, busway, rpp, pdu, tap-off, power-shelf [power/unknown-kind]",
  ],
  ['rated 0 W', { ratingWatts: 0 }, 'its rating is 0 W; give a whole number of 1 or more [power/invalid-node]'],
  [
    'rated NaN VA',
    { ratingVoltAmperes: NaN },
    'its rating is NaN VA; give a whole number of 1 or more [power/invalid-node]',
  ],
  ['of 0 V', { volts: 0 }, "'volts' is 0; give a voltage above 0 [power/invalid-node]"],
  [
    'of a power factor of 95',
    { powerFactor: 95 },
    "'powerFactor' is 95; give a number above 0 and up to 1 [power/invalid-node]",
  ],
  ['of no efficiency', { efficiency: 0 }, "'efficiency' is 0; give a number above 0 and up to 1 [power/invalid-node]"],
  [
    'with a limit share of 80',
    { limitShare: 80 },
    "'limitShare' is 80; give a number above 0 and up to 1 [power/invalid-node]",
  ],
  [
    'with a failure limit share of 120',
    { failureLimitShare: 120 },
    "'failureLimitShare' is 120; give a share above 0 and up to 2, such as 1.2 for an emergency rating [power/invalid-node]",
  ],
  ['of two phases', { phases: 2 as never }, "'phases' is 2; give 1 or 3 [power/invalid-node]"],
  [
    'of a current of its own',
    { current: 'three' as never },
    "'current' is 'three'; choose 'ac' or 'dc' [power/invalid-node]",
  ],
])('fails on a node %s', (_, props, text) => {
  expect(messageOf([grid, node('board', ['grid'], props)])).toContain(`power node 'board': ${text}`);
});

test('fails on a node without a rating', () => {
  const bare = withoutField(node('board', ['grid']), 'ratingWatts');
  expect(messageOf([grid, bare])).toBe(
    "power node 'board': it has no rating; give 'rating' or 'apparentPower' [power/node-without-rating]",
  );
});

test('fails on direct current with phases or a power factor', () => {
  const dc = { kind: 'rectifier', current: 'dc' } as const;
  expect(messageOf([grid, node('r', ['grid'], dc)])).toBe(
    "power node 'r': direct current has 'phases' 3; leave out 'phases' and 'powerFactor' [power/direct-current]",
  );
  expect(messageOf([grid, node('r', ['grid'], { ...dc, phases: 1, powerFactor: 0.9 })])).toBe(
    "power node 'r': direct current has 'powerFactor' 0.9; leave out 'phases' and 'powerFactor' [power/direct-current]",
  );
});

test('fails on names given twice, among nodes and zones', () => {
  expect(messageOf([grid, grid])).toBe(
    "more than one power node or zone is named 'grid'; give each a name of its own [power/duplicate-node]",
  );
  expect(messageOf([grid], [parallelZone('grid', ['grid'])])).toBe(
    "more than one power node or zone is named 'grid'; give each a name of its own [power/duplicate-node]",
  );
});

test('fails on a source that is fed, and a node that is not', () => {
  expect(messageOf([grid, node('gen', ['grid'], { kind: 'generator' })])).toBe(
    "power node 'gen': a generator is a source, and 'fedFrom' names 'grid'; leave out 'fedFrom' [power/fed-source]",
  );
  expect(messageOf([node('board', [])])).toBe(
    "power node 'board': nothing feeds it: 'fedFrom' is empty; name the nodes that feed it [power/unfed-node]",
  );
  expect(messageOf([grid, node('board', ['grid', 'grid'])])).toBe(
    "power node 'board': 'fedFrom' names 'grid' more than once; name each node once [power/fed-twice]",
  );
});

test('fails on names that are no node, with a hint', () => {
  expect(messageOf([grid, node('board', ['grids'])])).toBe(
    "power node 'board': 'fedFrom' names 'grids', which is no power node of the site; did you mean 'grid'? [power/unknown-node]",
  );
  expect(messageOf([grid], [parallelZone('z', ['nothing'])])).toBe(
    "power zone 'z': 'sources' of feed 'nothing' names 'nothing', which is no power node of the site; name a power node of the site [power/unknown-node]",
  );
  expect(
    messageOf([grid], [], { powerStudies: [{ name: 's', path: 's', together: [['grid', 'x']], maintenance: ['y'] }] }),
  ).toBe(
    [
      '2 problems [design/several]',
      "- failure study 's': 'together' names 'x', which is no power node of the site; name a power node of the site [power/unknown-node]",
      "- failure study 's': 'maintenance' names 'y', which is no power node of the site; name a power node of the site [power/unknown-node]",
    ].join('\n'),
  );
});

test('fails on nodes lost together that are not several', () => {
  const study = (...together: string[][]): ChainInput => ({
    powerStudies: [{ name: 's', path: 's', together, maintenance: [] }],
  });
  const remedy = 'name two nodes or more, each once; the loss of each single one is judged anyway [power/not-together]';
  expect(messageOf([grid], [], study(['grid', 'grid']))).toBe(
    `failure study 's': 'together' has a set of 'grid' and 'grid'; ${remedy}`,
  );
  expect(messageOf([grid], [], study([]))).toBe(`failure study 's': 'together' has a set of no node; ${remedy}`);
});

test('fails on circles, each of them once', () => {
  const nodes = [
    grid,
    node('below', ['a']),
    node('a', ['c', 'grid']),
    node('b', ['a']),
    node('c', ['b']),
    node('self', ['self']),
  ];
  expect(messageOf(nodes)).toBe(
    [
      '2 problems [design/several]',
      "- power nodes feed each other in a circle: 'a' from 'c' from 'b' from 'a'; take one of them out of the 'fedFrom' of the other [power/node-cycle]",
      "- power nodes feed each other in a circle: 'self' from 'self'; take one of them out of the 'fedFrom' of the other [power/node-cycle]",
    ].join('\n'),
  );
});

describe('between nodes', () => {
  const dc = { current: 'dc', phases: 1 } as const;

  test('fails where direct and alternating current meet', () => {
    expect(messageOf([grid, node('busway', ['grid'], { kind: 'busway', ...dc })])).toBe(
      "power node 'busway' is a busway of direct current, and 'grid' gives alternating current; put a rectifier between them [power/current-mismatch]",
    );
    expect(messageOf([grid, node('r', ['grid'], { kind: 'rectifier', ...dc }), node('board', ['r'])])).toBe(
      "power node 'board' is a switchboard of alternating current, and 'r' gives direct current; correct 'wiring', or put an inverting UPS between them [power/current-mismatch]",
    );
  });

  test('fails where voltages differ without a transformer', () => {
    expect(messageOf([utility('grid', { volts: 22_900 }), node('board', ['grid'])])).toBe(
      "power node 'board' is a switchboard of 400 V, and 'grid' gives 22900 V; correct 'volts', or put a transformer between them [power/voltage-mismatch]",
    );
  });

  test('fails on three phases from one, and takes one from three between lines or to neutral', () => {
    const pdu = (volts: number) => node('pdu', ['grid'], { kind: 'pdu', phases: 1, volts });
    expect(messageOf([grid, pdu(400)])).toBe('nothing thrown');
    expect(messageOf([grid, pdu(230)])).toBe('nothing thrown');
    expect(messageOf([grid, pdu(240)])).toBe(
      "power node 'pdu' is a pdu of 240 V, and 'grid' gives 400 V, 231 V to neutral; correct 'volts', or put a transformer between them [power/voltage-mismatch]",
    );
    expect(messageOf([grid, pdu(400), node('board', ['pdu'])])).toBe(
      "power node 'board' has three phases, and 'pdu' gives one; correct 'wiring', or feed it from a node of three phases [power/phase-mismatch]",
    );
  });
});

describe('groups', () => {
  const group = (scheme: string): ChainInput => ({ powerGroups: [{ name: 'g', path: 'g', scheme: scheme as 'N' }] });
  const members = (...feeds: (string | undefined)[]) =>
    feeds.map((feed, index) => node(`n${index}`, ['grid'], { group: 'g', ...(feed === undefined ? {} : { feed }) }));

  test.each<[string, (string | undefined)[], string]>([
    ['N', [], 'one member or more, and it has 0'],
    ['N+1', [undefined], 'two members or more, and it has 1'],
    ['2N', ['A', 'B', 'B'], "members of two feeds, as many of each (set 'feed' of each), and it has 3 of 2 feeds"],
    ['2N+1', ['A', 'A', 'B', 'B'], 'an odd number of members, three or more, and it has 4 of 2 feeds'],
    ['3N/2', ['A', 'B'], "three members, or members of three feeds (set 'feed' of each), and it has 2"],
    [
      '4N/3',
      ['A', 'B', 'C', 'C'],
      "four members, or members of four feeds (set 'feed' of each), and it has 4 of 3 feeds",
    ],
    ['block', ['A'], 'two members or more, one of them the reserve, and it has 1'],
  ])('fails on a group of %s with members of feeds %j', (scheme, feeds, text) => {
    expect(messageOf([grid, ...members(...feeds)], [], group(scheme))).toBe(
      `redundancy group 'g': scheme ${scheme} takes ${text}; give the missing nodes its 'group', or choose another scheme [power/group-members]`,
    );
  });

  test('fails on an unknown scheme, a group that is not there and one that is there twice', () => {
    expect(messageOf([grid], [], group('2M'))).toBe(
      "redundancy group 'g': 'scheme' is '2M'; choose one of N, N+1, 2N, 2N+1, 3N/2, 4N/3, block [power/unknown-scheme]",
    );
    expect(messageOf([grid, ...members(undefined)])).toBe(
      "power node 'n0': 'group' is 'g', which is no redundancy group of the site; name a redundancy group of the site [power/unknown-group]",
    );
    const { powerGroups = [] } = group('N');
    expect(messageOf([grid, ...members(undefined)], [], { powerGroups: [...powerGroups, ...powerGroups] })).toBe(
      "more than one redundancy group is named 'g'; give each group a name of its own [power/duplicate-group]",
    );
  });
});

test('fails on feeds that a zone does not have, and on feeds without a node', () => {
  expect(messageOf([grid], [parallelZone('z', ['A', 'Bus'], { sources: { A: ['grid'], Buss: ['grid'] } })])).toBe(
    [
      '2 problems [design/several]',
      "- power zone 'z': 'sources' has 'Buss', which is none of its feeds ('A', 'Bus'); did you mean 'Bus'? [power/unknown-feed]",
      "- power zone 'z': 'sources' names no node for feed 'Bus'; name what feeds it, or leave 'sources' out [power/feed-without-source]",
    ].join('\n'),
  );
});
