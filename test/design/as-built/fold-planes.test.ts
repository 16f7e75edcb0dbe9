import { compareFabric } from '../../../src/design/as-built/compare-fabric';
import type { DiscoveredFabric } from '../../../src/design/as-built/discovered-fabric';
import { foldPlanes } from '../../../src/design/as-built/fold-planes';
import { parseDiscovered, parseIbnetdiscover } from '../../../src/design/as-built/parse-discovered';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import { dgxFabric, group } from '../fabric/sample-fabrics';

function guid(number: number): string {
  return number.toString(16).padStart(16, '0');
}

/** A switch of four chips with two hosts, a router and an aggregation node, as ibnetdiscover prints them with ports above 144. */
function switchOfChips({
  name = (chip: number) => `MF0;leaf-1:Q3400_RA/U${chip}`,
  down = [] as readonly string[],
} = {}): string {
  const hosts = ['node-1 mlx5_0', 'node-2 mlx5_0'];
  const isUp = (chip: number, port: number): boolean => !down.includes(`${chip}/${port}`);
  const chips = [1, 2, 3, 4].map((chip) =>
    [
      'vendid=0x2c9',
      'devid=0xd2f4',
      `sysimgguid=0x${guid(0xb900)}`,
      `switchguid=0x${guid(0xb900 + chip)}(${guid(0xb900 + chip)})`,
      `Switch\t150 "S-${guid(0xb900 + chip)}"\t\t# "${name(chip)}" enhanced port 0 lid ${chip} lmc 0`,
      ...hosts.flatMap((host, at) =>
        isUp(chip, at + 1)
          ? [
              `[${at + 1}]\t"H-${guid(0xa0 + 16 * at)}"[${chip}](${guid(0xa0 + 16 * at)}) \t\t# "${host}" lid ${10 + at} 1xXDR`,
            ]
          : [],
      ),
      `[149]\t"R-${guid(0xc0 + chip)}"[1](${guid(0xc0 + chip)}) \t\t# "MF0;leaf-1:Q3400_RA/U${chip}/RT" lid 9 1xXDR`,
      `[150]\t"H-${guid(0xd0 + chip)}"[1](${guid(0xd0 + chip)}) \t\t# "Mellanox Technologies Aggregation Node" lid 8 1xXDR`,
    ].join('\n'),
  );
  const adapters = hosts.map((host, at) =>
    [
      `caguid=0x${guid(0xa0 + 16 * at)}`,
      `Ca\t4 "H-${guid(0xa0 + 16 * at)}"\t\t# "${host}"`,
      ...[1, 2, 3, 4].flatMap((chip) =>
        isUp(chip, at + 1)
          ? [
              `[${chip}](${guid(0xa0 + 16 * at)}) \t"S-${guid(0xb900 + chip)}"[${at + 1}]\t\t# lid ${10 + at} lmc 0 "${name(chip)}" lid ${chip} 1xXDR`,
            ]
          : [],
      ),
    ].join('\n'),
  );
  const router = `rtguid=0x${guid(0xc2)}\nRt\t8 "R-${guid(0xc2)}"\t\t# "MF0;leaf-1:Q3400_RA/U2/RT"\n[1](${guid(0xc2)}) \t"S-${guid(0xb902)}"[149]\t\t# lid 9 lmc 0 "MF0;leaf-1:Q3400_RA/U2" lid 8 1xXDR`;
  return `${[...chips, ...adapters, router].join('\n\n')}\n`;
}

/** Links of cages in words. */
function cables({ nodes, links }: DiscoveredFabric): string[] {
  return links
    .map(({ a, b, speed, planes }) => {
      const ends = [a, b].map(({ node, port }) => `${nodes[node]?.name ?? ''} ${port}`).sort();
      return `${ends.join(' - ')}: ${speed ?? ''} ${planes?.join(',') ?? ''}`;
    })
    .filter((text) => text.includes('node-'))
    .sort();
}

const WHOLE = [
  'MF0;leaf-1:Q3400_RA/U1 1 - node-1 mlx5_0 1: 4 x 1xXDR 1,2,3,4',
  'MF0;leaf-1:Q3400_RA/U1 2 - node-2 mlx5_0 1: 4 x 1xXDR 1,2,3,4',
];

describe('planes of a port', () => {
  test('are one link, and the chips of a switch are one node', () => {
    const folded = foldPlanes(parseIbnetdiscover(switchOfChips()));
    expect(cables(folded)).toEqual(WHOLE);
    expect(folded.nodes.filter(({ kind }) => kind === 'switch')).toHaveLength(1);
    expect(folded.nodes.find(({ kind }) => kind === 'switch')?.others).toEqual([
      guid(0xb902),
      guid(0xb903),
      guid(0xb904),
    ]);
    // An adapter with a port a plane has one port.
    expect(folded.nodes.filter(({ name }) => name.startsWith('node-')).map(({ ports }) => ports)).toEqual([1, 1]);
    expect(folded.links.find(({ planes }) => planes?.length === 4)?.rateBits).toBe(800e9);
  });

  test('are told where one is down', () => {
    expect(cables(foldPlanes(parseIbnetdiscover(switchOfChips({ down: ['3/2'] }))))).toEqual([
      WHOLE[0],
      'MF0;leaf-1:Q3400_RA/U1 2 - node-2 mlx5_0 1: 3 x 1xXDR 1,2,4',
    ]);
  });

  test('are known by the id of the box where the chips all bear one name', () => {
    const folded = foldPlanes(parseIbnetdiscover(switchOfChips({ name: () => 'leaf-1' })));
    expect(cables(folded)).toEqual(WHOLE.map((text) => text.replace('MF0;leaf-1:Q3400_RA/U1', 'leaf-1')));
  });

  test('are compared with a plan, whose model has no ports for routers and aggregation nodes', () => {
    const leaf = {
      id: 'q3400',
      cages: 72,
      portsPerCage: 2,
      portRateBits: 800e9,
      portNaming: 'xdr',
      planeChips: 4,
    } as const;
    const plan = planFabric(
      dgxFabric(1, {
        leaf,
        switchNames: 'leaf-{n}',
        groups: [group(2, { name: 'x', hosts: ['node-1', 'node-2'], rails: 1, ports: 1 })],
      }),
    );
    const { findings, counts, strangers } = compareFabric(plan, parseIbnetdiscover(switchOfChips()));
    expect(findings).toEqual([]);
    // Four routers, and the aggregation nodes of one port.
    expect(counts).toMatchObject({ planned: 2, asPlanned: 2, ignored: 5, extra: 0 });
    expect(strangers).toEqual(['Mellanox Technologies Aggregation Node']);
  });

  test('are read of iblinkinfo and db_csv alike', () => {
    const lines = [1, 2, 3, 4].map(
      (chip) =>
        `Switch: 0x${guid(0xb900 + chip)} MF0;leaf-1:Q3400_RA/U${chip}:\n` +
        [1, 2]
          .map(
            (port) =>
              `         ${chip}   ${port}[  ] ==( 1X     212.5 Gbps Active/  LinkUp)==>      ${9 + port}    ${chip}[  ] "node-${port} mlx5_0" ( )`,
          )
          .join('\n'),
    );
    const found = foldPlanes(parseDiscovered(lines.join('\n'), { file: 'x', device: 'x' }));
    expect(found.links.map(({ planes, rateBits }) => [planes, rateBits])).toEqual([
      [[1, 2, 3, 4], 800e9],
      [[1, 2, 3, 4], 800e9],
    ]);
    const nodes = [1, 2, 3, 4].map(
      (chip) =>
        `"MF0;leaf-1:Q3400_RA/U${chip}",150,2,1,1,0x${guid(0xb900)},0x${guid(0xb900 + chip)},0x${guid(0xb900 + chip)}`,
    );
    const csv = [
      'START_NODES',
      'NodeDesc,NumPorts,NodeType,ClassVersion,BaseVersion,SystemImageGUID,NodeGUID,PortGUID',
      ...nodes,
      `"node-1 mlx5_0",4,1,1,1,0xa0,0xa0,0xa0`,
      'END_NODES',
      'START_LINKS',
      'NodeGUID1,PortNum1,NodeGUID2,PortNum2',
      ...[1, 2, 3, 4].map((chip) => `0x${guid(0xb900 + chip)},1,0xa0,${chip}`),
      'END_LINKS',
      '',
    ].join('\n');
    const folded = foldPlanes(parseDiscovered(csv, { file: 'x', device: 'x' }));
    expect(folded.links.map(({ planes }) => planes)).toEqual([[1, 2, 3, 4]]);
  });
});

describe('chips that are no planes', () => {
  test('of a chassis stay nodes of their own: their ports go to others', () => {
    const nodes = [
      { name: 'MF0;dir:CS8500/L01/U1', kind: 'switch', view: 'subnet', id: guid(1), system: guid(9) },
      { name: 'MF0;dir:CS8500/L01/U2', kind: 'switch', view: 'subnet', id: guid(2), system: guid(9) },
      ...['n1', 'n2', 'n3', 'n4'].map((name) => ({
        name,
        kind: 'adapter' as const,
        view: 'subnet' as const,
        ports: 1,
      })),
    ] as const;
    const links = [
      { a: { node: 0, port: '1' }, b: { node: 2, port: '1' } },
      { a: { node: 0, port: '2' }, b: { node: 3, port: '1' } },
      { a: { node: 1, port: '1' }, b: { node: 4, port: '1' } },
      { a: { node: 1, port: '2' }, b: { node: 5, port: '1' } },
    ];
    expect(foldPlanes({ nodes, links })).toEqual({ nodes, links });
  });

  test('of switches with one chip are what they were', () => {
    const found = parseIbnetdiscover(switchOfChips().split('\n\n')[0] ?? '');
    const one: DiscoveredFabric = { ...found, links: found.links.map((link) => ({ ...link, speed: '4xNDR' })) };
    expect(foldPlanes(one)).toEqual(one);
  });
});
