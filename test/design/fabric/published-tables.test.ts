import { planFabric } from '../../../src/design/fabric/plan-fabric';
import { cableUnits, sizeFabric } from '../../../src/design/fabric/size-fabric';
import { dgxFabric, group, NDR, plainSwitch, SN5600, ufm } from './sample-fabrics';

// DGX SuperPOD Reference Architecture, DGX H100 (RA-11333-001 V11), Table 3, and DGX B200, network fabrics.
const H100_AND_B200 = [
  { su: 2, nodes: 64, leaf: 16, spine: 8, core: 0, nodeLeaf: 512, leafSpine: 512, spineCore: 0 },
  { su: 4, nodes: 128, leaf: 32, spine: 16, core: 0, nodeLeaf: 1024, leafSpine: 1024, spineCore: 0 },
  { su: 8, nodes: 256, leaf: 64, spine: 32, core: 0, nodeLeaf: 2048, leafSpine: 2048, spineCore: 0 },
  { su: 16, nodes: 512, leaf: 128, spine: 128, core: 64, nodeLeaf: 4096, leafSpine: 4096, spineCore: 4096 },
  { su: 32, nodes: 1024, leaf: 256, spine: 256, core: 128, nodeLeaf: 8192, leafSpine: 8192, spineCore: 8192 },
  { su: 64, nodes: 2048, leaf: 512, spine: 512, core: 256, nodeLeaf: 16384, leafSpine: 16384, spineCore: 16384 },
];

describe('DGX H100 and B200, QM9700 with 64 ports', () => {
  test.each(H100_AND_B200)('$su units have $leaf leaves, $spine spines and $core cores', (row) => {
    const { counts, ratios, tiers } = planFabric(dgxFabric(row.nodes));
    expect(counts).toMatchObject({
      units: row.su,
      hosts: row.nodes,
      leaf: row.leaf,
      spine: row.spine,
      core: row.core,
      hostLinks: row.nodeLeaf,
      leafSpineLinks: row.leafSpine,
      spineCoreLinks: row.spineCore,
    });
    expect(tiers).toBe(row.core > 0 ? 3 : 2);
    expect(ratios.map(({ ratio }) => ratio)).toEqual(row.core > 0 ? [1, 1] : [1]);
  });

  // Table 4: UFM takes four leaf ports, so one system is left out and node-leaf cables become nodes x 8 + 4.
  test.each([
    { su: 1, nodes: 31, leaf: 8, spine: 4, edge: 252, leafSpine: 256 },
    { su: 2, nodes: 63, leaf: 16, spine: 8, edge: 508, leafSpine: 512 },
    { su: 3, nodes: 95, leaf: 24, spine: 16, edge: 764, leafSpine: 768 },
    { su: 4, nodes: 127, leaf: 32, spine: 16, edge: 1020, leafSpine: 1024 },
  ])('$su units with UFM hold $nodes systems on $leaf leaves and $spine spines', (row) => {
    const { counts, links } = planFabric(dgxFabric(row.nodes, { services: ufm(4) }));
    expect(counts).toMatchObject({ units: row.su, leaf: row.leaf, spine: row.spine, leafSpineLinks: row.leafSpine });
    expect(counts.hostLinks + counts.serviceLinks).toBe(row.edge);
    expect(links.count).toBe(row.edge + row.leafSpine);
  });

  test('the four UFM links of a full fabric end on four leaves of the last unit', () => {
    const { endpoints, links, switches } = planFabric(dgxFabric(127, { services: ufm(4) }));
    const rows = [...links.aNode.keys()].filter((row) => links.tier[row] === 0 && (links.aNode[row] ?? 0) >= 127);
    expect(rows.map((row) => endpoints[links.aNode[row] ?? 0]?.name)).toEqual(['ufm-1', 'ufm-2', 'ufm-3', 'ufm-4']);
    expect(rows.map((row) => `${switches[links.bNode[row] ?? 0]?.name} ${links.bPort[row]}`)).toEqual([
      'compute-leaf-su04-r1 32',
      'compute-leaf-su04-r2 32',
      'compute-leaf-su04-r3 32',
      'compute-leaf-su04-r4 32',
    ]);
  });

  test('fails on 128 systems with UFM on four units, saying how many systems fit', () => {
    // 4 units x 8 leaves x 32 ports = 1,024 = 128 x 8: nothing is left for the four UFM links; one system frees eight.
    expect(() => planFabric(dgxFabric(128, { services: ufm(4) }))).toThrow(
      "fabric 'compute': services ask for 4 leaf ports, and 128 hosts leave 0 of 1024; use 127 hosts (1 fewer), or add a unit [fabric/no-service-port]",
    );
  });

  test('four units have a bisection of 204.8 Tb/s', () => {
    // 1,024 / 2 x 400 Gb/s
    expect(sizeFabric(dgxFabric(128)).bisectionBits).toBe(204_800_000_000_000);
  });
});

describe('DGX B300 with Spectrum-4, two planes of 128 ports', () => {
  // Leaves and spines are sums over both planes; the table counts cables of 800G, which are two 400G links each.
  test.each([
    { su: 1, nodes: 64, leaf: 16, spine: 8, nodeLeaf: 512, leafSpine: 512 },
    { su: 2, nodes: 128, leaf: 32, spine: 16, nodeLeaf: 1024, leafSpine: 1024 },
    { su: 4, nodes: 256, leaf: 64, spine: 32, nodeLeaf: 2048, leafSpine: 2048 },
    { su: 8, nodes: 512, leaf: 128, spine: 64, nodeLeaf: 4096, leafSpine: 4096 },
    { su: 16, nodes: 1024, leaf: 256, spine: 128, nodeLeaf: 8192, leafSpine: 8192 },
  ])('$su units have $leaf leaves and $spine spines', (row) => {
    const groups = [group(row.nodes, { unitHosts: 64, ports: 16 })];
    const { counts } = planFabric(dgxFabric(row.nodes, { kind: 'ethernet', planes: 2, leaf: SN5600, groups }));
    expect(counts).toMatchObject({ leaf: row.leaf, spine: row.spine, core: 0, hostLinks: 2 * row.nodeLeaf });
    expect(cableUnits(counts, 2)).toEqual({ hosts: row.nodeLeaf, leafSpine: row.leafSpine, spineCore: 0 });
  });
});

describe('Llama 3 with 24,576 GPUs', () => {
  // The Llama 3 Herd of Models, 3.3.1: a rack is two servers of 8 GPUs under one leaf, a pod is 192 racks at full bisection,
  // eight pods are 7:1 oversubscribed. A spine has a port for each of 192 leaves; 192 / 7 = 27.4, so 28 ports up: 6.86:1.
  const servers = group(3_072, { name: 'server', unitHosts: 384 });
  const uplinks = { ports: 28, rateBits: NDR };
  const plan = planFabric({
    name: 'llama',
    kind: 'ethernet',
    role: 'compute',
    shape: 'shared-leaf',
    groups: [servers],
    leaf: plainSwitch(32),
    spine: { ...plainSwitch(192), uplinks },
    core: plainSwitch(128),
  });

  test('has 1,536 leaves in eight pods, and pods are units', () => {
    const spines = plan.switches.filter(({ tier }) => tier === 'spine');
    expect(plan.counts).toMatchObject({ hostLinks: 24_576, leaf: 1_536, units: 8 });
    expect(new Set(spines.map(({ unit }) => unit)).size).toBe(8);
    expect(spines).toHaveLength(8 * 16);
  });

  test('has full bisection in a pod and 6.86:1 between pods', () => {
    expect(plan.ratios.map(({ down, up }) => `${down}:${up}`)).toEqual(['16:16', '192:28']);
    expect(plan.ratios[1]?.ratio.toFixed(2)).toBe('6.86');
    const pod = { ...servers, hosts: servers.hosts.slice(0, 384) };
    const alone = { name: 'pod', kind: 'ethernet', role: 'compute', shape: 'shared-leaf', groups: [pod] } as const;
    // 3,072 / 2 x 400 Gb/s
    const sizing = sizeFabric({ ...alone, leaf: plainSwitch(32), spine: plainSwitch(192) });
    expect(sizing).toMatchObject({ tiers: 2, bisectionBits: 614_400_000_000_000, counts: { leaf: 192, spine: 16 } });
  });
});

describe('cable units', () => {
  test('services count among the cables of hosts, and half a cable is a cable', () => {
    const { counts } = sizeFabric(dgxFabric(31, { services: ufm(3) }));
    // 31 x 8 + 3 = 251 links
    expect(cableUnits(counts, 1)).toEqual({ hosts: 251, leafSpine: 256, spineCore: 0 });
    expect(cableUnits(counts, 2)).toEqual({ hosts: 126, leafSpine: 128, spineCore: 0 });
  });
});
