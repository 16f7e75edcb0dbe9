import { parseCableScope } from '../../../src/design/as-built/as-built-report';
import { compareFabric, type CompareOptions } from '../../../src/design/as-built/compare-fabric';
import type { DiscoveredFabric, DiscoveredNode } from '../../../src/design/as-built/discovered-fabric';
import type { Asset, AssetState } from '../../../src/model/asset';
import type { FabricPlan } from '../../../src/model/fabric-plan';
import { findingSentence } from '../../../src/report/as-built/as-built-text';
import { tinyFabric, tinyPlacement } from '../cabling/tiny-fabric';

/** Two hosts with two ports each in one cage, on two leaves with a spine above: host port p goes to leaf p. */
const PORTS = { portNames: ['p1', 'p2'], portCages: [0, 0] };
const PLAN: FabricPlan = tinyFabric({
  endpoints: [
    { name: 'h1', group: 'h', unit: 1, ...PORTS },
    { name: 'h2', group: 'h', unit: 2, ...PORTS },
  ],
  switches: [
    { name: 'leaf-1', tier: 'leaf' },
    { name: 'leaf-2', tier: 'leaf' },
    { name: 'spine-1', tier: 'spine' },
  ],
  links: [
    [0, 0, 0, 0, 1],
    [0, 0, 1, 1, 1],
    [0, 1, 0, 0, 2],
    [0, 1, 1, 1, 2],
    [1, 0, 5, 2, 1],
    [1, 1, 5, 2, 2],
  ],
});

type Row = readonly [a: string, b: string, rateBits?: number];

/** As planned, in the words of a subnet's dump. */
const STANDING: readonly Row[] = [
  ['h1 p1', 'leaf-1/1'],
  ['h1 p2', 'leaf-2/1'],
  ['h2 p1', 'leaf-1/2'],
  ['h2 p2', 'leaf-2/2'],
  ['leaf-1/5', 'spine-1/1'],
  ['leaf-2/5', 'spine-1/2'],
];

/** Adapters have a space in their name, switches a slash before the port. */
function dump(rows: readonly Row[]): DiscoveredFabric {
  const nodes: DiscoveredNode[] = ['leaf-1', 'leaf-2', 'spine-1'].map((name) => ({
    name,
    kind: 'switch',
    view: 'subnet',
  }));
  const end = (text: string): { node: number; port: string } => {
    const [name = '', port = '1'] = text.split('/');
    const at = nodes.findIndex((node) => node.name === name);
    if (at >= 0) return { node: at, port };
    return { node: nodes.push({ name, kind: 'adapter', view: 'subnet', ports: 1 }) - 1, port };
  };
  const links = rows.map(([a, b, rateBits]) => ({
    a: end(a),
    b: end(b),
    ...(rateBits !== undefined && { rateBits }),
  }));
  return { nodes, links };
}

/** The standing links but for those whose lower end is replaced; undefined takes one out. */
function changed(changes: Readonly<Record<string, Row | undefined>>, ...more: Row[]): DiscoveredFabric {
  const rows = STANDING.flatMap((row) => {
    const [a] = row;
    const change = a in changes ? changes[a] : row;
    return change === undefined ? [] : [change];
  });
  return dump([...rows, ...more]);
}

function sentences(found: DiscoveredFabric, options: CompareOptions = {}): string[] {
  return compareFabric(PLAN, found, options).findings.map((finding) => `${finding.kind}: ${findingSentence(finding)}`);
}

describe('a cable in words', () => {
  test('that is gone, while the other of its cage is up', () => {
    expect(sentences(changed({ 'h1 p2': undefined }))).toEqual([
      'half-down: cable compute/h1:p2: h1 port p2 should go to leaf-2 port 1/1, but there is no link; the other link of its cage, compute/h1:p1, is up',
    ]);
  });

  test('that is gone with the other of its cage', () => {
    expect(sentences(changed({ 'h1 p1': undefined, 'h1 p2': undefined }))).toEqual([
      'absent: h1: no file shows it, and none of its 2 cables has a link; compute/h1:p1, compute/h1:p2',
    ]);
  });

  test('that is exchanged with another', () => {
    expect(sentences(changed({ 'h1 p1': ['h1 p1', 'leaf-2/1'], 'h1 p2': ['h1 p2', 'leaf-1/1'] }))).toEqual([
      'swapped: cable compute/h1:p1: h1 port p1 should go to leaf-1 port 1/1, but goes to leaf-2 port 1/1; cable compute/h1:p2: h1 port p2 should go to leaf-2 port 1/1, but goes to leaf-1 port 1/1; exchange the two at the far end',
    ]);
  });

  test('that ends in another port above', () => {
    expect(sentences(changed({ 'h1 p1': ['h1 p1', 'leaf-1/3'] }))).toEqual([
      'misplaced: cable compute/h1:p1: h1 port p1 should go to leaf-1 port 1/1, but goes to leaf-1 port 2/1',
    ]);
  });

  test('that ends in another port below', () => {
    expect(sentences(changed({ 'leaf-1/5': ['leaf-1/6', 'spine-1/1'] }))).toEqual([
      'misplaced: cable compute/leaf-1:3/1: leaf-1 port 3/1 should go to spine-1 port 1/1, but a cable from leaf-1 port 3/2 ends there',
    ]);
  });

  test('that goes around three ports is three findings', () => {
    const found = changed({
      'h1 p1': ['h1 p1', 'leaf-2/1'],
      'h1 p2': ['h1 p2', 'leaf-1/2'],
      'h2 p1': ['h2 p1', 'leaf-1/1'],
    });
    expect(compareFabric(PLAN, found).findings.map(({ kind, label }) => [kind, label])).toEqual([
      ['misplaced', 'compute/h1:p1'],
      ['misplaced', 'compute/h1:p2'],
      ['misplaced', 'compute/h2:p1'],
    ]);
  });

  test('that took the place of another which is gone', () => {
    const found = changed({ 'h1 p1': ['h1 p1', 'leaf-1/2'], 'h2 p1': undefined });
    expect(compareFabric(PLAN, found).findings.map(({ kind, label }) => [kind, label])).toEqual([
      ['misplaced', 'compute/h1:p1'],
      ['half-down', 'compute/h2:p1'],
    ]);
  });

  test('that is slower than planned, unlike one that is faster or of unknown speed', () => {
    const found = changed({
      'h1 p1': ['h1 p1', 'leaf-1/1', 200e9],
      'h1 p2': ['h1 p2', 'leaf-2/1', 400e9],
      'h2 p1': ['h2 p1', 'leaf-1/2', 800e9],
    });
    expect(sentences(found)).toEqual([
      'slow: cable compute/h1:p1: h1 port p1 goes to leaf-1 port 1/1 as planned, but runs at 200 Gb/s instead of 400 Gb/s',
    ]);
  });

  test('that no plan asks for, in the port of the plan first', () => {
    expect(sentences(changed({}, ['laptop mlx5_0', 'leaf-1/3'], ['leaf-2/7', 'leaf-1/7']))).toEqual([
      'extra: link compute/leaf-1:2/1: leaf-1 port 2/1 goes to laptop mlx5_0 port 1, which no plan asks for',
      'extra: link compute/leaf-1:4/1: leaf-1 port 4/1 goes to leaf-2 port 4/1, which no plan asks for',
    ]);
  });

  test('with rack and unit where the site places its devices', () => {
    const placement = tinyPlacement({ h1: ['A01', 11], 'leaf-1': ['B02', 40] });
    const site = { placement, assets: new Map(), devices: [] };
    expect(sentences(changed({ 'h1 p1': ['h1 p1', 'leaf-1/3'] }), { site })).toEqual([
      'misplaced: cable compute/h1:p1: rack A01 U11 h1 port p1 should go to rack B02 U40 leaf-1 port 1/1, but goes to rack B02 U40 leaf-1 port 2/1',
    ]);
  });
});

describe('adapters without the name of a port', () => {
  /** Hosts with adapters of these names, in turn on leaf 1 and leaf 2; a third one of h1 on port 3 of leaf 1. */
  const adapters = (h1: readonly string[], h2: readonly string[]): DiscoveredFabric =>
    dump([
      ...h1.map((name, at): Row => [`h1 ${name}`, `leaf-${(at % 2) + 1}/${at < 2 ? 1 : 3}`]),
      ...h2.map((name, at): Row => [`h2 ${name}`, `leaf-${at + 1}/2`]),
      ['leaf-1/5', 'spine-1/1'],
      ['leaf-2/5', 'spine-1/2'],
    ]);

  test('are the ports in the order of their names, by number', () => {
    expect(sentences(adapters(['mlx5_2', 'mlx5_10'], ['mlx5_2', 'mlx5_10']))).toEqual([]);
    // The other way round on every host: the order that they show is one finding, whether it is the right one or each host is exchanged alike.
    expect(sentences(adapters(['mlx5_10', 'mlx5_2'], ['mlx5_10', 'mlx5_2']))).toEqual([
      "order: adapters of compute/h: all 2 hosts show this order, and the cables were judged by it; if it is right, give it with '--ports' as a table 'port,adapter': p1,mlx5_10 p2,mlx5_2; if not, the cables of every host are exchanged alike",
    ]);
  });

  test('are no order where one of the hosts names a port', () => {
    // h1 tells its ports by name: what h2 shows is not known to be a port, so its two cables are missing and two links are of no plan.
    const found = compareFabric(PLAN, adapters(['p1', 'p2'], ['mlx5_0', 'mlx5_1'])).findings;
    expect(found.filter(({ kind }) => kind !== 'extra').map(({ label }) => label)).toEqual([
      'compute/h2:p1',
      'compute/h2:p2',
    ]);
  });

  test('count where they meet the plan on most hosts, and not where fewer do', () => {
    // mlx5_0 and mlx5_1 meet the plan on both hosts, mlx5_9 is one more of one of them.
    expect(sentences(adapters(['mlx5_0', 'mlx5_1', 'mlx5_9'], ['mlx5_0', 'mlx5_1']))).toEqual([
      'extra: link compute/leaf-1:2/1: leaf-1 port 2/1 goes to h1 port mlx5_9, which no plan asks for',
    ]);
    // A single host shows none of its own, for it may be cabled wrongly.
    expect(() => sentences(adapters(['mlx5_0', 'mlx5_1', 'mlx5_9'], []))).toThrow(
      "the hosts of 'h' show 3 adapters (mlx5_0, mlx5_1, mlx5_9) for 2 ports (p1, p2); say which adapter is which port in a table 'port,adapter', and give it with '--ports' [as-built/adapter-order]",
    );
    expect(() => sentences(adapters(['mlx5_0'], ['mlx5_0']))).toThrow(/show 1 adapter \(mlx5_0\) for 2 ports/);
  });
});

describe('what is not judged', () => {
  test('is a link on a port that the model has not', () => {
    const { counts, findings } = compareFabric(PLAN, changed({}, ['Aggregation Node', 'leaf-1/9']));
    expect([findings, counts.ignored]).toEqual([[], 1]);
  });

  test('is a cable of which no device that wrote a dump is an end', () => {
    const own: DiscoveredFabric = {
      nodes: [
        { name: 'leaf-1', kind: 'device', view: 'own' },
        { name: 'h1', kind: 'device', view: 'named' },
      ],
      links: [{ a: { node: 0, port: '1/1' }, b: { node: 1, port: 'p1' } }],
    };
    const { counts, findings } = compareFabric(PLAN, own);
    // Leaf 1 tells of h1, which is there, of h2 and of the spine, which are not; the three cables of leaf 2 are unseen.
    expect(findings.map(({ label }) => label)).toEqual(['compute/h2:p1', 'compute/leaf-1:3/1']);
    expect(counts).toMatchObject({ planned: 6, asPlanned: 1, differing: 2, unseen: 3 });
  });

  test('is told once where both ends report it', () => {
    const nodes = ['leaf-1', 'spine-1'].map((name) => ({ name, kind: 'device' as const, view: 'own' as const }));
    const ends = [
      { node: 0, port: '3/2' },
      { node: 1, port: '2/2' },
    ] as const;
    const links = [
      { a: ends[0], b: ends[1] },
      { a: ends[1], b: ends[0] },
    ];
    expect(compareFabric(PLAN, { nodes, links }).counts.extra).toBe(1);
  });

  test.each<[AssetState, string[]]>([
    ['planned', []],
    ['racked', []],
    ['cabled', ['compute/h1:p2']],
    ['in-service', ['compute/h1:p2']],
    ['failed', []],
    ['retired', []],
  ])('is a missing cable of a device that is %s, unless that is cabled', (state, labels) => {
    const assets = new Map<string, Asset>([
      ['h1', { device: 'h1', state }],
      ['h2', { device: 'h2', state: 'in-service' }],
    ]);
    const site = { placement: tinyPlacement({}), assets, devices: [] };
    const { findings, counts } = compareFabric(PLAN, changed({ 'h1 p2': undefined }), { site });
    expect(findings.map(({ label }) => label)).toEqual(labels);
    expect(counts.notYet).toBe(1 - labels.length);
  });

  test('is what lies outside of the scope', () => {
    const placement = tinyPlacement({ h1: ['A01', 11], h2: ['A02', 11], 'leaf-1': ['B02', 40] });
    const site = { placement, assets: new Map(), devices: [], fabrics: [{ path: '', plan: PLAN }] };
    const found = changed({ 'h1 p1': undefined, 'h2 p2': undefined });
    const labels = (text: string): string[] =>
      compareFabric(PLAN, found, { site, only: parseCableScope(text, site) }).findings.map(({ label }) => label);
    expect(labels('rack=A01')).toEqual(['compute/h1:p1']);
    expect(labels('rack=A01, rack=A02')).toEqual(['compute/h1:p1', 'compute/h2:p2']);
    expect(labels('rack=B02')).toEqual(['compute/h1:p1']);
    expect(labels('unit=2')).toEqual(['compute/h2:p2']);
    expect(labels('device=leaf-2')).toEqual(['compute/h2:p2']);
    expect(labels('device=spine-1')).toEqual([]);
  });
});

describe('names of adapters', () => {
  const renamed = (names: Readonly<Record<string, string>>): DiscoveredFabric =>
    dump(STANDING.map(([a, b]) => [names[a] ?? a, b]));
  const mlx = { 'h1 p1': 'h1 mlx5_2', 'h1 p2': 'h1 mlx5_10', 'h2 p1': 'h2 mlx5_2', 'h2 p2': 'h2 mlx5_10' };

  test('are the ports in order, by number', () => {
    expect(sentences(renamed(mlx))).toEqual([]);
  });

  test('are taken over all hosts that are alike, so that one may be missing', () => {
    const names: Readonly<Record<string, string>> = mlx;
    const found = dump(STANDING.slice(1).map(([a, b]) => [names[a] ?? a, b]));
    expect(compareFabric(PLAN, found).findings.map(({ label }) => label)).toEqual(['compute/h1:p1']);
  });

  test('of one host that is cabled to the wrong fabric do not spoil the order', () => {
    const hosts = Array.from({ length: 5 }, (_, at) => ({ name: `n${at}`, group: 'n', ...PORTS }));
    const plan = tinyFabric({
      endpoints: hosts,
      switches: [
        {
          name: 'leaf-1',
          tier: 'leaf',
          model: { id: 'm', cages: 20, portsPerCage: 1, portRateBits: 4e11, portNaming: 'ib' },
        },
      ],
      links: hosts.flatMap((_, at) => [[0, at, 0, 0, 2 * at + 1] as const, [0, at, 1, 0, 2 * at + 2] as const]),
    });
    const rows = hosts.flatMap(({ name }, at): Row[] => [
      [`${name} mlx5_1`, `leaf-1/${2 * at + 1}`],
      [`${name} mlx5_2`, `leaf-1/${2 * at + 2}`],
    ]);
    const { findings } = compareFabric(plan, dump([...rows, ['n3 mlx5_0', 'leaf-1/20']]));
    expect(findings.map(({ kind, found }) => [kind, found?.b.device, found?.b.port])).toEqual([
      ['extra', 'n3', 'mlx5_0'],
    ]);
  });

  test('come from a table, or from ids of the asset file before all else', () => {
    const crossed = renamed({ 'h1 p1': 'h1 mlx5_1', 'h1 p2': 'h1 mlx5_0', 'h2 p1': 'h2 mlx5_1', 'h2 p2': 'h2 mlx5_0' });
    const ports = new Map([
      ['mlx5_1', 'p1'],
      ['mlx5_0', 'p2'],
    ]);
    expect(sentences(crossed, { map: { ports } })).toEqual([]);
    const strange = renamed({ 'h1 p1': 'localhost' });
    const nodes = strange.nodes.map((node) => (node.name === 'localhost' ? { ...node, id: '0c42a10300000001' } : node));
    const ids = new Map([['0c42a10300000001', { device: 'h1', port: 'p1' }]]);
    expect(sentences({ ...strange, nodes }, { map: { ids } })).toEqual([]);
    expect(sentences({ ...strange, nodes }, { map: { table: new Map([['localhost', 'h1 p1']]) } })).toEqual([]);
    expect(sentences({ ...strange, nodes }, { map: { table: new Map([['0c42a10300000001', 'h1 p1']]) } })).toEqual([]);
  });

  test('fail where they are not as many as the ports', () => {
    const found = renamed({ ...mlx, 'h1 p2': 'h1 mlx5_2', 'h2 p2': 'h2 mlx5_2' });
    expect(() => compareFabric(PLAN, found)).toThrow(
      "the hosts of 'h' show 1 adapter (mlx5_2) for 2 ports (p1, p2); say which adapter is which port in a table 'port,adapter', and give it with '--ports' [as-built/adapter-order]",
    );
  });
});

test('an endpoint inside another device stands where that device does, and is in scope with its rack', () => {
  const plan: FabricPlan = {
    ...PLAN,
    endpoints: PLAN.endpoints.map((endpoint) => ({ ...endpoint, device: `rack-of-${endpoint.name}` })),
  };
  const site = {
    devices: [],
    assets: new Map<string, Asset>(),
    placement: tinyPlacement({ 'rack-of-h1': ['A01', 1], 'rack-of-h2': ['A02', 1], 'leaf-1': ['N01', 40] }),
  };
  const { findings } = compareFabric(plan, changed({ 'h1 p1': undefined, 'h2 p1': undefined }), {
    site,
    only: { racks: ['A01'], units: [], devices: [] },
  });
  expect(findings.map(({ label }) => label)).toEqual(['compute/h1:p1']);
  expect(findings.map((finding) => findingSentence(finding))).toEqual([
    expect.stringContaining('rack A01 U1 h1 port p1'),
  ]);
});

describe('links beside the plan', () => {
  const of = (rows: readonly Row[], options: CompareOptions = {}): unknown => {
    const { counts, findings } = compareFabric(PLAN, changed({}, ...rows), options);
    return [counts.beside, findings.map(({ label, found }) => `${label} to ${found?.b.device} ${found?.b.port}`)];
  };

  test('of a stranger on a port whose cable is in place are counted', () => {
    expect(of([['firmware x', 'leaf-1/1']])).toEqual([1, []]);
    expect(of([['leaf-1/1', 'firmware/x']])).toEqual([1, []]);
    expect(
      of([
        ['firmware x', 'leaf-1/1'],
        ['other x', 'leaf-2/2'],
      ]),
    ).toEqual([2, []]);
  });

  test('of a stranger on a free port, or of two ports of the plan, are extra', () => {
    expect(of([['firmware x', 'leaf-1/3']])).toEqual([undefined, ['compute/leaf-1:2/1 to firmware x 1']]);
    expect(of([['leaf-1/1', 'leaf-2/3']])).toEqual([undefined, ['compute/leaf-1:1/1 to leaf-2 2/1']]);
  });

  test('are told from the end that the plan knows, or the first of two, and sorted by it', () => {
    const rows: readonly Row[] = [
      ['leaf-2/7', 'leaf-1/7'],
      ['leaf-2/3', 'laptop/b'],
      ['laptop/a', 'leaf-1/3'],
    ];
    const told = [
      'compute/leaf-1:2/1 to laptop a',
      'compute/leaf-1:4/1 to leaf-2 4/1',
      'compute/leaf-2:2/1 to laptop b',
    ];
    expect(of(rows)).toEqual([undefined, told]);
    expect(of([...rows].reverse())).toEqual([undefined, told]);
  });

  test('count where one of their ends is in scope', () => {
    const only = { devices: ['leaf-2'], racks: [], units: [] };
    expect(
      of(
        [
          ['leaf-2/7', 'leaf-1/7'],
          ['x y', 'leaf-1/3'],
          ['x z', 'leaf-1/1'],
        ],
        { only },
      ),
    ).toEqual([undefined, ['compute/leaf-1:4/1 to leaf-2 4/1']]);
  });
});

test('a link that is up and short of Active is one finding, whatever its speed', () => {
  const links = dump(STANDING).links.map((link, at) => (at === 0 ? { ...link, state: 'Armed', rateBits: 1 } : link));
  const { findings, counts } = compareFabric(PLAN, { ...dump(STANDING), links });
  expect(findings).toMatchObject([{ kind: 'not-active', label: 'compute/h1:p1', state: 'Armed' }]);
  expect(counts).toMatchObject({ asPlanned: 5, differing: 1, extra: 0 });
});

// A swap of two leaves of other rails joins rails; within one rail it does not.
test.each([
  [0, 1, [0, 1]],
  [1, 1, undefined],
  [undefined, 1, undefined],
])('a swap between switches of rails %p and %p', (one, other, crossed) => {
  const switches = PLAN.switches.map((each, at) => {
    const rail = [one, other][at];
    return { ...each, ...(rail !== undefined && { rail }) };
  });
  const found = changed({ 'h1 p1': ['h1 p1', 'leaf-2/1'], 'h1 p2': ['h1 p2', 'leaf-1/1'] });
  const { findings } = compareFabric({ ...PLAN, switches }, found);
  expect(findings.map(({ kind, crossedRails }) => [kind, crossedRails])).toEqual([['swapped', crossed]]);
});

describe('adapters in another order than that of their names', () => {
  /** So many hosts of two ports on one leaf each, of which the first ones are cabled crosswise. */
  const of = (hosts: number, crosswise: number): string[] => {
    const endpoints = Array.from({ length: hosts }, (_, at) => ({ name: `n${at}`, group: 'n', ...PORTS }));
    const model = { id: 'm', cages: 20, portsPerCage: 1, portRateBits: 4e11, portNaming: 'ib' } as const;
    const switches = ['leaf-1', 'leaf-2'].map((name) => ({ name, tier: 'leaf', model }) as const);
    const links = endpoints.flatMap((_, at) => [[0, at, 0, 0, at + 1] as const, [0, at, 1, 1, at + 1] as const]);
    const rows = endpoints.flatMap(({ name }, at): Row[] =>
      ['mlx5_0', 'mlx5_1'].map((adapter, port) => [
        `${name} ${adapter}`,
        `leaf-${at < crosswise ? 2 - port : port + 1}/${at + 1}`,
      ]),
    );
    return compareFabric(tinyFabric({ endpoints, switches, links }), dump(rows)).findings.map(({ kind }) => kind);
  };

  test.each<[number, number, string[]]>([
    [2, 0, []],
    [2, 2, ['order']],
    // One host may be cabled wrongly, and half of them say nothing.
    [1, 1, ['swapped']],
    [2, 1, ['swapped']],
    [4, 2, ['swapped', 'swapped']],
    // More than half: the order is told, and the one that is not of it.
    [3, 2, ['order', 'swapped']],
  ])('of %i hosts that %i show', (hosts, crosswise, kinds) => {
    expect(of(hosts, crosswise)).toEqual(kinds);
  });
});
