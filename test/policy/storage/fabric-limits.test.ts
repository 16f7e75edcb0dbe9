import { planFabric } from '../../../src/design/fabric/plan-fabric';
import { storageLeaves } from '../../../src/design/storage/storage-losses';
import type { SitePlan } from '../../../src/model/site-plan';
import type { StoragePlan } from '../../../src/model/storage-plan';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { cluster, hostGroup, ibSwitch, names, sitePlan, storageTier } from '../site-plan-fixture';

const GB_PER_S = 8e9;

/** A tier of 8 nodes and 24 systems, one link of 400 Gb/s each, on leaves with so many ports down and 4 uplinks. */
function fabric(downPerLeaf: number) {
  const tier = storageTier(4, {});
  const hosts = names('b', 24);
  const plan = planFabric({
    name: 'storage',
    kind: 'infiniband',
    role: 'storage',
    shape: 'shared-leaf',
    groups: [hostGroup(hosts, 1, { unitHosts: 24 }), hostGroup(tier.nodes, 1, { name: 'scratch', unitHosts: 8 })],
    leaf: ibSwitch,
    tiers: 2,
    downPerLeaf,
    upPerLeaf: 4,
  });
  return { tier, hosts, plan };
}

function site(demand: StoragePlan['demand'], parts: Partial<StoragePlan> = {}): SitePlan {
  const { tier, hosts, plan } = fabric(24);
  return sitePlan({
    clusters: [cluster(hosts)],
    fabrics: [{ path: 'stack/storage', plan }],
    storage: [{ path: 'stack/scratch', plan: { ...tier, demand, ...parts } }],
  });
}

test('a leaf of all nodes and one of all systems exchange everything', () => {
  const { tier, hosts, plan } = fabric(24);
  const leaves = storageLeaves([plan], { nodes: new Set(tier.nodes), clients: new Set(hosts) });
  expect(leaves).toMatchObject([
    { nodeLinks: 0, clientLinks: 24, uplinks: 4, uplinkBits: 1.6e12, outShare: 0, inShare: 1 },
    { nodeLinks: 8, clientLinks: 0, uplinks: 4, uplinkBits: 1.6e12, outShare: 1, inShare: 0 },
  ]);
});

test('what leaves all leaves enters others, and is no more than the whole', () => {
  const { tier, hosts, plan } = fabric(16);
  const leaves = storageLeaves([plan], { nodes: new Set(tier.nodes), clients: new Set(hosts) });
  const sum = (key: 'outShare' | 'inShare'): number => leaves.reduce((total, leaf) => total + leaf[key], 0);
  expect(sum('outShare')).toBeCloseTo(sum('inShare'), 12);
  expect(sum('outShare')).toBeLessThanOrEqual(1);
});

// 4 uplinks x 400 Gb/s = 1.6 Tb/s = 200 GB/s, and all of what is read crosses them.
describe('storage/uplinks-short', () => {
  test('passes where the uplinks carry the rate', () => {
    expectPassed('storage/uplinks-short', site({ readBitsPerSecond: 200 * GB_PER_S }));
  });

  test('a rate above them is a warning that names the leaf', () => {
    expectFinding('storage/uplinks-short', site({ readBitsPerSecond: 201 * GB_PER_S }), {
      severity: 'warning',
      path: 'stack/scratch',
      found: '200 GB/s',
      limit: '201 GB/s',
      shortfall: '1 GB/s',
      arithmetic:
        '0 links of nodes and 24 of systems: 100 % of reads of 201 GB/s cross = 201 GB/s; 4 uplinks x 400 Gb/s = 200 GB/s; 201 GB/s - 200 GB/s = 1 GB/s',
    });
  });

  test('a checkpoint counts as what is written', () => {
    const checkpoint = {
      sizeBytes: 1,
      sizeBecause: '',
      withinMilliseconds: 1,
      limitedBy: 'writeWithin' as const,
      withinBecause: '',
      demandBitsPerSecond: 240 * GB_PER_S,
      writeSeconds: 1,
    };
    expectFinding('storage/uplinks-short', site({ readBitsPerSecond: GB_PER_S }, { checkpoint }), {
      arithmetic: expect.stringContaining('100 % of writes of 240 GB/s cross') as unknown as string,
    });
  });

  test('a tier that serves no system of the fabric has nothing to cross', () => {
    expectNothing(
      'storage/uplinks-short',
      site({}, { serves: ['others'] }),
      'no storage tier is on a storage fabric of leaves and spines together with its systems',
    );
  });
});

// 8 nodes x 400 Gb/s = 400 GB/s; 24 systems x 400 Gb/s = 1,200 GB/s.
describe('links under writes', () => {
  test('storage/node-links-short-for-writes', () => {
    expectPassed('storage/node-links-short-for-writes', site({ writeBitsPerSecond: 400 * GB_PER_S }));
    expectFinding('storage/node-links-short-for-writes', site({ writeBitsPerSecond: 401 * GB_PER_S }), {
      severity: 'warning',
      arithmetic: '8 links x 400 Gb/s = 3.2 Tb/s = 400 GB/s; 401 GB/s - 400 GB/s = 1 GB/s',
    });
  });

  test('storage/host-links-short-for-writes', () => {
    expectPassed('storage/host-links-short-for-writes', site({ writeBitsPerSecond: 1_200 * GB_PER_S }));
    expectFinding('storage/host-links-short-for-writes', site({ writeBitsPerSecond: 1_201 * GB_PER_S }), {
      severity: 'warning',
      remedy: "raise 'portsPerHost' or 'portRate' of the storage fabric, or lower 'write'",
    });
  });

  test('only the links of the systems that a tier serves count', () => {
    const { tier, hosts, plan } = fabric(24);
    const halves = [cluster(hosts.slice(0, 12), { name: 'one' }), cluster(hosts.slice(12), { name: 'two' })];
    const with600 = (rate: number): SitePlan =>
      sitePlan({
        clusters: halves,
        fabrics: [{ path: 'stack/storage', plan }],
        storage: [{ path: 'stack/scratch', plan: { ...tier, demand: { readBitsPerSecond: rate }, serves: ['two'] } }],
      });
    expectPassed('storage/host-links-short', with600(600 * GB_PER_S));
    expectFinding('storage/host-links-short', with600(601 * GB_PER_S), { available: '600 GB/s' });
  });

  test.each(['node', 'host'])('links of a %s are not judged where nothing is asked to be written', (side) => {
    expectNothing(
      `storage/${side}-links-short-for-writes`,
      site({ readBitsPerSecond: 1 }),
      'no storage tier on a storage fabric is asked to write',
    );
  });
});

// Nodes and systems also meet on a compute fabric, and systems alone on another storage fabric: neither carries what the tier gives.
describe('fabrics that do not serve a tier', () => {
  const { tier, hosts, plan } = fabric(24);
  const on = (plans: readonly (typeof plan)[], demand: StoragePlan['demand']): SitePlan =>
    sitePlan({
      clusters: [cluster(hosts)],
      fabrics: plans.map((each) => ({ path: 'stack/fabric', plan: each })),
      storage: [{ path: 'stack/scratch', plan: { ...tier, demand } }],
    });
  const compute: typeof plan = { ...plan, role: 'compute' };
  const ofSystems: typeof plan = { ...plan, endpoints: plan.endpoints.filter(({ name }) => hosts.includes(name)) };
  const RATES = { readBitsPerSecond: 1_201 * GB_PER_S, writeBitsPerSecond: 1_201 * GB_PER_S };

  test.each(['storage/host-links-short', 'storage/host-links-short-for-writes'])('are not counted by %s', (rule) => {
    expectFinding(rule, on([compute, plan, ofSystems], RATES), { available: '1,200 GB/s', shortfall: '1 GB/s' });
  });

  test.each([
    ['a compute fabric', compute],
    ['a storage fabric of the systems', ofSystems],
  ])('leave the rates not known where there is only %s', (_what, other) => {
    expectFinding('storage/node-links-short', on([other], RATES), { outcome: 'indeterminate' });
    expectNothing(
      'storage/host-links-short',
      on([other], RATES),
      'no storage tier is on a storage fabric: storage/node-links-short says so',
    );
    expectNothing(
      'storage/host-links-short-for-writes',
      on([other], RATES),
      'no storage tier on a storage fabric is asked to write',
    );
    expectNothing(
      'storage/uplinks-short',
      on([other], RATES),
      'no storage tier is on a storage fabric of leaves and spines together with its systems',
    );
  });
});

// 4 blocks x 2 ports x 400 Gb/s = 4 x 100 GB/s = 400 GB/s.
describe('storage/block-ports-short', () => {
  const withPorts = (readGigabytes: number): SitePlan => {
    const tier = storageTier(4, { readBitsPerSecond: readGigabytes * GB_PER_S });
    return sitePlan({
      storage: [{ path: 'stack/scratch', plan: { ...tier, block: { ...tier.block, portBitsPerSecond: 800e9 } } }],
    });
  };

  test('passes where the ports carry the demand', () => {
    expectPassed('storage/block-ports-short', withPorts(400));
  });

  test('a demand above them is a warning with the blocks that it takes', () => {
    expectFinding('storage/block-ports-short', withPorts(401), {
      severity: 'warning',
      object: "storage tier 'scratch', ports of its blocks",
      shortfall: '1 GB/s',
      arithmetic: '4 blocks x 800 Gb/s = 4 x 100 GB/s = 400 GB/s; 401 GB/s - 400 GB/s = 1 GB/s',
      remedy: "raise 'blocks' from 4 to 5, use a block with more ports, or lower 'read'",
    });
  });

  test('ports that no source states are not judged', () => {
    expectNothing(
      'storage/block-ports-short',
      sitePlan({ storage: [{ path: 'stack/scratch', plan: storageTier(1, {}) }] }),
      'no storage tier is of a system that states its ports',
    );
  });
});

describe('storage/level-of-other-system', () => {
  const of = (system: string, tier = storageTier(1, {})): SitePlan =>
    sitePlan({
      clusters: [cluster(names('b', 33), { system })],
      storage: [{ path: 'stack/scratch', plan: tier }],
    });

  test('levels hold for DGX H100', () => {
    expectPassed('storage/level-of-other-system', of('dgx-h100'));
  });

  test('for another system they are an assumption to acknowledge, with the size whose row is used', () => {
    expectFinding('storage/level-of-other-system', of('dgx-b200'), {
      severity: 'info',
      path: 'stack/haein',
      object: "cluster 'haein' of 33 systems 'DGX B200'",
      found: "compared with the levels of 'dgx-h100'",
      limit: "levels are published for 'dgx-h100' alone",
      arithmetic: '264 GPUs / 8 a system = 33, nearest published size 32',
    });
  });

  test('a tier that is sized by a level is named', () => {
    const level = {
      grade: 'good' as const,
      systems: 33,
      scope: '1 SU' as const,
      scopeNodes: 32,
      isPublishedScope: false,
      readBitsPerSecond: 15 * GB_PER_S,
      writeBitsPerSecond: 7 * GB_PER_S,
    };
    expectFinding('storage/level-of-other-system', of('dgx-b200', { ...storageTier(1, {}), level }), {
      found: "'scratch' sized by the levels of 'dgx-h100'",
    });
  });
});

test('a rack of 72 GPUs counts as nine systems of the table, and the finding says what a GPU gets', () => {
  // 9 is nearer to 32 than to 1: 9 x 9 >= 32. 40 GB/s / 72 GPUs = 0.556 GB/s.
  const plan = sitePlan({
    clusters: [cluster(['gb-001'], { system: 'gb200-nvl72', gpusPerHost: 72 })],
    storage: [{ path: 'stack/scratch', plan: storageTier(1, {}) }],
  });
  expectFinding('storage/below-best-level', plan, {
    object: 'storage of 1 system in 1 tier',
    found: "40 GB/s, level 'better'",
    arithmetic:
      "nearest published size 32 systems: good 15, better 40, best 125 GB/s; 125 GB/s - 40 GB/s = 85 GB/s; 40 GB/s / 72 GPUs = 0.556 GB/s a GPU; 'gb200-nvl72' taken to need what 'dgx-h100' does",
  });
});
