import { planFabric } from '../../../src/design/fabric/plan-fabric';
import { sizeFabric } from '../../../src/design/fabric/size-fabric';
import type { FabricInput } from '../../../src/model/fabric-plan';
import { dgxFabric, group, karyFabric, plainSwitch } from './sample-fabrics';
import { maxFlow } from './max-flow';

/** Hosts of one port each on shared leaves of `radix` ports. */
function singlePort(hosts: number, radix: number, parts: Partial<FabricInput> = {}): FabricInput {
  const nodes = group(hosts, { name: 'node', unitHosts: radix / 2, rails: 1, ports: 1 });
  return { name: 'tree', kind: 'ethernet', role: 'compute', groups: [nodes], leaf: plainSwitch(radix), ...parts };
}

describe('a k-ary fat tree', () => {
  // hosts k^3/4, edge and aggregation k^2/2 each, core (k/2)^2, links 3k^3/4
  test.each([
    { k: 4, hosts: 16, edge: 8, core: 4, switches: 20, links: 48 },
    { k: 48, hosts: 27_648, edge: 1_152, core: 576, switches: 2_880, links: 82_944 },
  ])(
    'of $k ports has $hosts hosts, $switches switches and $links links',
    ({ k, hosts, edge, core, switches, links }) => {
      const plan = planFabric(karyFabric(k));
      expect(plan.tiers).toBe(3);
      expect(plan.counts).toMatchObject({ hosts, leaf: edge, spine: edge, core });
      expect(plan.switches).toHaveLength(switches);
      expect(plan.links.count).toBe(links);
      expect(plan.counts).toMatchObject({ freeLeafDownPorts: 0, freeSpinePorts: 0, freeCorePorts: 0 });
    },
  );

  test('of 4 ports carries half of its hosts to the other half at full rate', () => {
    const plan = planFabric(karyFabric(4));
    const left = plan.endpoints.filter(({ unit = 0 }) => unit <= 2).map(({ name }) => name);
    expect(left).toHaveLength(8);
    expect(maxFlow(plan, left)).toBe(8);
  });
});

describe('the most endpoints', () => {
  test.each([
    { radix: 64, endpoints: 64 },
    { radix: 128, endpoints: 128 },
  ])('of one $radix-port switch are $endpoints', ({ radix, endpoints }) => {
    expect(sizeFabric(singlePort(endpoints, radix))).toMatchObject({ tiers: 1, counts: { leaf: 1, spine: 0 } });
    expect(sizeFabric(singlePort(endpoints + 1, radix)).tiers).toBe(2);
  });

  // R^2 / 2
  test.each([
    { radix: 64, endpoints: 2_048 },
    { radix: 128, endpoints: 8_192 },
  ])('of two tiers of $radix ports are $endpoints', ({ radix, endpoints }) => {
    expect(sizeFabric(singlePort(endpoints, radix))).toMatchObject({
      tiers: 2,
      counts: { leaf: radix, spine: radix / 2 },
    });
    expect(sizeFabric(singlePort(endpoints + 1, radix)).tiers).toBe(3);
  });

  // R^3 / 4
  test.each([
    { radix: 64, endpoints: 65_536 },
    { radix: 128, endpoints: 524_288 },
  ])('of three tiers of $radix ports are $endpoints', ({ radix, endpoints }) => {
    const { tiers, counts } = sizeFabric(singlePort(endpoints, radix));
    expect(tiers).toBe(3);
    // 2N/R leaves, 2N/R spines, N/R cores: 5N/R switches
    const [leaf, core] = [(2 * endpoints) / radix, endpoints / radix];
    expect(counts).toMatchObject({ leaf, spine: leaf, core, freeCorePorts: 0 });
    expect(() => sizeFabric(singlePort(endpoints + 1, radix))).toThrow('fabric/too-many-hosts');
  });
});

describe('full bisection', () => {
  test('of 2,048 endpoints on 64 ports takes 64 leaves and 32 spines', () => {
    // 3N/R = 96 switches, 2 x 2,048 links
    expect(sizeFabric(singlePort(2_048, 64)).counts).toMatchObject({ leaf: 64, spine: 32, leafSpineLinks: 2_048 });
  });

  test('of 4,096 endpoints on 64 ports takes 128 leaves, 128 spines, 64 cores and 12,288 cables', () => {
    // 5N/R = 320 switches, 3 x 4,096 links
    const plan = planFabric(singlePort(4_096, 64));
    expect(plan.counts).toMatchObject({ leaf: 128, spine: 128, core: 64 });
    expect(plan.links.count).toBe(12_288);
  });
});

describe('routing of fat trees', () => {
  // OpenSM: all switches of a rank have equally many port groups up and down, and equally many ports in each group.
  test.each([128, 256, 512, 1_024])('accepts the fabric of %i systems', (hosts) => {
    const { links, switches } = planFabric(dgxFabric(hosts));
    const groups = new Map<string, number>();
    for (let row = 0; row < links.count; row += 1) {
      const [tier = 0, a = 0, b = 0] = [links.tier[row], links.aNode[row], links.bNode[row]];
      if (tier === 0) continue;
      for (const key of [`${a} up ${b}`, `${b} down ${a}`]) groups.set(key, (groups.get(key) ?? 0) + 1);
    }
    const perSwitch = new Map<string, number[]>();
    for (const [key, ports] of groups) {
      const [at = '', way = ''] = key.split(' ');
      const name = `${at} ${way}`;
      perSwitch.set(name, [...(perSwitch.get(name) ?? []), ports]);
    }
    const shapes = new Map<string, Set<string>>();
    for (const [key, ports] of perSwitch) {
      const [at = '', way = ''] = key.split(' ');
      const rank = `${switches[Number(at)]?.tier} ${way}`;
      shapes.set(rank, (shapes.get(rank) ?? new Set()).add(`${ports.length} groups of ${[...new Set(ports)].join()}`));
    }
    expect([...shapes.values()].map(({ size }) => size)).toEqual([...shapes].map(() => 1));
    expect([...shapes.keys()].sort()).toEqual(
      hosts > 256 ? ['core down', 'leaf up', 'spine down', 'spine up'] : ['leaf up', 'spine down'],
    );
  });
});

describe('rail-only', () => {
  const nodes = (count: number): FabricInput => ({
    name: 'rails',
    kind: 'ethernet',
    role: 'compute',
    groups: [group(count, { rails: 4, ports: 4 })],
    leaf: plainSwitch(64),
    tiers: 1,
  });

  test('takes as many nodes as a switch has ports, and one switch a rail', () => {
    const plan = planFabric(nodes(64));
    expect(plan.switches.map(({ name }) => name)).toEqual([
      'rails-leaf-r1',
      'rails-leaf-r2',
      'rails-leaf-r3',
      'rails-leaf-r4',
    ]);
    expect(plan.counts).toMatchObject({ hostLinks: 256, leafSpineLinks: 0, freeLeafDownPorts: 0 });
    expect(plan.ratios).toEqual([]);
  });

  test('fails on one node more', () => {
    expect(() => planFabric(nodes(65))).toThrow(
      "fabric 'rails': with one tier each of its leaves a plane takes 64 host links, and the hosts bring 65; use fewer hosts, a leaf with more ports, or 'tiers: 2' [fabric/too-many-hosts]",
    );
  });
});
