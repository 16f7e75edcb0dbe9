import { linkEnds, linkLabel } from '../../../src/model/switch-ports';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import type { FabricPlan } from '../../../src/model/fabric-plan';
import { NDR, QM9700, SN2201, SN5600, dgxFabric, group, hostNames, plainSwitch, ufm } from './sample-fabrics';
import { maxFlow } from './max-flow';

/** Links of a device as `port -> device port`, in the order of the plan. */
function linksOf(plan: FabricPlan, device: string): string[] {
  return Array.from({ length: plan.links.count }, (_, row) => linkEnds(plan, row))
    .filter(({ a }) => a.device === device)
    .map(({ a, b }) => `${a.port} -> ${b.device} ${b.port}`);
}

describe('a rail-optimised fabric', () => {
  const plan = planFabric(dgxFabric(127));

  test('takes each rail of a host to the leaf of its unit and rail, on the port of its slot', () => {
    // Slot 33 (from 0) is place 1 of unit 2: leaf port 2, which is the second port of cage 1.
    expect(linksOf(plan, 'dgx-034')).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((r) => `mlx5_${r - 1} -> compute-leaf-su02-r${r} 1/2`),
    );
  });

  test('takes the uplinks of a leaf to every spine alike, from the upper half of its ports', () => {
    // 32 uplinks over 16 spines are two each; su01-r2 is the second leaf, so it has the spines' ports 3 and 4: cage 2.
    const links = linksOf(plan, 'compute-leaf-su01-r2');
    expect(links).toHaveLength(32);
    expect(links.slice(0, 3)).toEqual([
      '17/1 -> compute-spine-01 2/1',
      '17/2 -> compute-spine-01 2/2',
      '18/1 -> compute-spine-02 2/1',
    ]);
    expect(links.at(-1)).toBe('32/2 -> compute-spine-16 2/2');
  });

  test('labels a link by its lower end', () => {
    expect(linkLabel(plan, 0)).toBe('compute/dgx-001:mlx5_0');
    expect(linkLabel(plan, 1_016)).toBe('compute/compute-leaf-su01-r1:17/1');
  });

  test('carries half of one unit to the other half at full rate', () => {
    // 32 systems: 16 x 8 links
    const unit = planFabric(dgxFabric(32));
    expect(maxFlow(unit, hostNames(16, 'dgx'))).toBe(128);
  });

  test('has several leaves a rail where a unit is larger than a leaf', () => {
    // GB200 NVL72: 144 trays on 4 rails; 144 / 32 = 4.5, so five leaves a rail, with 144 / 5 = 28.8 hosts each. Of 29, 30, 31 and 32 uplinks 30 spread over the fewest
    // spines: 20 x 30 / 64 = 9.4, and 10 divides 30. The tier carries 30 ports below then: 20 x 30 - 576 = 24 are free.
    const { counts, switches } = planFabric(
      dgxFabric(1, { groups: [group(144, { unitHosts: 144, rails: 4, ports: 4 })] }),
    );
    expect(counts).toMatchObject({ leaf: 20, hostLinks: 576, spine: 10, freeLeafDownPorts: 24 });
    expect(switches.slice(3, 7).map(({ name }) => name)).toEqual([
      'compute-leaf-su01-r1-4',
      'compute-leaf-su01-r1-5',
      'compute-leaf-su01-r2-1',
      'compute-leaf-su01-r2-2',
    ]);
  });

  test('puts spare leaf ports before those of hosts when services come', () => {
    // The fifth leaf of each rail has 24 hosts, and 6 of 30 ports that no slot has.
    const groups = [group(144, { unitHosts: 144, rails: 4, ports: 4 })];
    const trays = planFabric(dgxFabric(1, { groups, services: ufm(2) }));
    expect(linksOf(trays, 'ufm-1')).toEqual(['p1 -> compute-leaf-su01-r1-5 15/2']);
    expect(linksOf(trays, 'ufm-2')).toEqual(['p1 -> compute-leaf-su01-r2-5 15/2']);
  });

  test('names leaves, spines and cores of every plane and pod', () => {
    const groups = [group(64, { unitHosts: 64, ports: 16 })];
    const twin = planFabric(dgxFabric(1, { groups, planes: 2, leaf: SN5600 }));
    expect(twin.switches.map(({ name }) => name).filter((_, at) => at % 8 === 0)).toEqual([
      'compute-leaf-su01-r1-p1',
      'compute-leaf-su01-r1-p2',
      'compute-spine-p1-01',
    ]);
    const pods = planFabric(dgxFabric(512)).switches;
    expect(pods[128]).toEqual({ name: 'compute-spine-pod01-01', tier: 'spine', plane: 1, unit: 1, model: QM9700 });
    expect(pods[160]?.name).toBe('compute-spine-pod02-01');
    expect(pods[256]).toEqual({ name: 'compute-core-01', tier: 'core', plane: 1, model: QM9700 });
  });

  test('joins every core to a spine of every pod by one link, where the cores allow it', () => {
    // 16 units: four pods of 32 spines with 32 uplinks; two groups of 32 cores, each above 16 spines of every pod: 64 ports.
    const large = planFabric(dgxFabric(512));
    const links = linksOf(large, 'compute-spine-pod02-17');
    expect(links).toHaveLength(32);
    expect(links.slice(0, 2)).toEqual(['17/1 -> compute-core-33 9/1', '17/2 -> compute-core-34 9/1']);
  });
});

describe('services', () => {
  test('spread over planes and leaves before they share a leaf', () => {
    const groups = [group(63, { unitHosts: 64, rails: 2, ports: 4 })];
    const gateways = ['gw-1', 'gw-2'].map((name) => ({ name, portNames: ['p1', 'p2'] }));
    // One slot is free: a port on each of the two rails in each of the two planes.
    const plan = planFabric(dgxFabric(1, { groups, planes: 2, tiers: 2, leaf: SN5600, services: gateways }));
    expect(linksOf(plan, 'gw-1')).toEqual([
      'p1 -> compute-leaf-su01-r1-p1 swp32s1',
      'p2 -> compute-leaf-su01-r1-p2 swp32s1',
    ]);
    expect(linksOf(plan, 'gw-2')).toEqual([
      'p1 -> compute-leaf-su01-r2-p1 swp32s1',
      'p2 -> compute-leaf-su01-r2-p2 swp32s1',
    ]);
  });

  test('share a leaf where there are more links than leaves with a free port', () => {
    const plan = planFabric(dgxFabric(30, { services: ufm(9) }));
    expect(linksOf(plan, 'ufm-8')).toEqual(['p1 -> compute-leaf-su01-r8 16/2']);
    expect(linksOf(plan, 'ufm-9')).toEqual(['p1 -> compute-leaf-su01-r1 16/1']);
  });
});

describe('groups', () => {
  test('of several kinds stand in units of their own', () => {
    const storage = group(8, { name: 'store', unitHosts: 8, rails: 2, ports: 2 });
    const plan = planFabric(dgxFabric(33, { groups: [group(33), storage] }));
    expect(plan.counts).toMatchObject({ units: 3, hosts: 41, leaf: 18 });
    expect(plan.endpoints.at(-1)).toMatchObject({ name: 'store-008', group: 'store', unit: 3 });
    expect(linksOf(plan, 'store-001')).toEqual([
      'mlx5_0 -> compute-leaf-su03-r1 1/1',
      'mlx5_1 -> compute-leaf-su03-r2 1/1',
    ]);
  });
});

describe('one tier', () => {
  test('is one switch with all rails as long as it takes every link', () => {
    // BasePOD: 8 systems x 8 rails = 64 ports
    const plan = planFabric(dgxFabric(8));
    expect(plan.switches.map(({ name }) => name)).toEqual(['compute-leaf-1']);
    expect(plan).toMatchObject({ tiers: 1, downPerLeaf: 64, upPerLeaf: 0, bisectionBits: 32 * NDR });
    expect(linksOf(plan, 'dgx-002')[0]).toBe('mlx5_0 -> compute-leaf-1 5/1');
    expect(planFabric(dgxFabric(9)).tiers).toBe(2);
  });

  test('is not taken where spines are asked for, or kept for a whole unit', () => {
    expect(planFabric(dgxFabric(8, { spines: 4 })).counts).toMatchObject({ leaf: 8, spine: 4 });
    expect(planFabric(dgxFabric(8, { reserveUnits: 1 })).tiers).toBe(2);
  });

  test('gives services the last ports', () => {
    const plan = planFabric(dgxFabric(7, { services: ufm(2) }));
    expect(linksOf(plan, 'ufm-1')).toEqual(['p1 -> compute-leaf-1 32/2']);
    expect(linksOf(plan, 'ufm-2')).toEqual(['p1 -> compute-leaf-1 32/1']);
  });
});

describe('a shared-leaf fabric', () => {
  const servers = group(40, { name: 'srv', unitHosts: 40, rails: 1, ports: 2 });

  test('takes the two ports of a host to two leaves', () => {
    // 40 hosts bring 40 links to either leaf; a leaf of 64 ports has 32 down, so there are two pairs with 20 each.
    const plan = planFabric(dgxFabric(1, { name: 'net', groups: [servers] }));
    expect(plan).toMatchObject({ shape: 'shared-leaf', counts: { leaf: 4 } });
    expect(linksOf(plan, 'srv-001')).toEqual(['mlx5_0 -> net-leaf-su01-1 1/1', 'mlx5_1 -> net-leaf-su01-2 1/1']);
    expect(linksOf(plan, 'srv-021')).toEqual(['mlx5_0 -> net-leaf-su01-3 1/1', 'mlx5_1 -> net-leaf-su01-4 1/1']);
  });

  test('with one tier has the two leaves alone', () => {
    const plan = planFabric(dgxFabric(1, { name: 'net', groups: [servers], tiers: 1 }));
    expect(plan.switches.map(({ name }) => name)).toEqual(['net-leaf-1', 'net-leaf-2']);
    expect(linksOf(plan, 'srv-040')).toEqual(['mlx5_0 -> net-leaf-1 20/2', 'mlx5_1 -> net-leaf-2 20/2']);
  });

  test('takes uplinks of another kind and rate to the spines', () => {
    // SN2201: 48 x 1G down, 4 x 100G up. Three units of 40 hosts: 3 leaves x 4 uplinks over two spines, of which one may be lost.
    const oob = group(120, { name: 'bmc', unitHosts: 40, rails: 1, ports: 1 });
    const spine = { ...plainSwitch(64), portRateBits: 100_000_000_000, portNaming: 'cumulus' as const };
    const plan = planFabric(
      dgxFabric(1, { name: 'oob', role: 'oob', kind: 'ethernet', groups: [oob], leaf: SN2201, spine }),
    );
    expect(plan).toMatchObject({ downPerLeaf: 48, upPerLeaf: 4, trunkRateBits: 100_000_000_000 });
    expect(plan.counts).toMatchObject({
      leaf: 3,
      spine: 2,
      leafSpineLinks: 12,
      freeLeafDownPorts: 24,
      freeSpinePorts: 116,
    });
    // 48 x 1G / 4 x 100G
    expect(plan.ratios).toEqual([
      { tier: 'leaf', down: 48, downRateBits: 1_000_000_000, up: 4, upRateBits: 100_000_000_000, ratio: 0.12 },
    ]);
    expect(linksOf(plan, 'oob-leaf-su02-1')[0]).toBe('swp49 -> oob-spine-01 swp3');
  });
});

describe('overrides', () => {
  test('of the ports of a leaf decide leaves and oversubscription', () => {
    // 48 down, 16 up: 3:1. One unit of 48 hosts has 8 leaves with 16 uplinks, 8 x 16 / 64 = 2
    // spines, and 4 so that one may be lost.
    const groups = [group(48, { unitHosts: 48 })];
    const plan = planFabric(dgxFabric(1, { groups, downPerLeaf: 48 }));
    expect(plan).toMatchObject({ downPerLeaf: 48, upPerLeaf: 16, counts: { leaf: 8, spine: 4 } });
    expect(plan.ratios[0]?.ratio).toBe(3);
    // 384 / 2 x 400G / 3
    expect(plan.bisectionBits).toBe((192 * NDR) / 3);
  });

  test('of the uplinks alone leave at most half of the ports to hosts', () => {
    expect(planFabric(dgxFabric(64, { upPerLeaf: 16 }))).toMatchObject({ downPerLeaf: 32, upPerLeaf: 16 });
    expect(planFabric(dgxFabric(64, { upPerLeaf: 40 }))).toMatchObject({ downPerLeaf: 24, upPerLeaf: 40 });
  });

  test('of the host rate need fewer uplinks', () => {
    // 32 x 200G fill 16 x 400G
    const plan = planFabric(dgxFabric(128, { hostRateBits: NDR / 2 }));
    expect(plan).toMatchObject({ upPerLeaf: 16, counts: { spine: 8 }, bisectionBits: 512 * (NDR / 2) });
    expect(plan.ratios[0]?.ratio).toBe(1);
  });

  test('of spines take any even count that has the ports', () => {
    expect(planFabric(dgxFabric(96, { spines: 32 })).counts.freeSpinePorts).toBe(32 * 64 - 768);
  });

  test('of cores below full bisection oversubscribe the spines', () => {
    // 32 cores in place of 64: 16 of 32 uplinks of a spine are left, 2:1.
    const plan = planFabric(dgxFabric(512, { cores: 32 }));
    expect(plan.counts).toMatchObject({ core: 32, spineCoreLinks: 2_048 });
    expect(plan.ratios[1]).toMatchObject({ tier: 'spine', down: 32, up: 16, ratio: 2 });
    expect(plan.bisectionBits).toBe((2_048 * NDR) / 2);
  });

  test('of spines under cores make more pods', () => {
    // 16 units are 128 leaves: four pods of 32, or five of 26 with 32 spines each.
    expect(planFabric(dgxFabric(512, { spines: 160 })).counts).toMatchObject({ leaf: 128, spine: 160 });
  });

  test('of tiers add a tier that is not needed', () => {
    expect(planFabric(dgxFabric(32, { tiers: 3 })).counts).toMatchObject({ leaf: 8, core: 4 });
  });
});
