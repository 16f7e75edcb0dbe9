import { planFabric } from '../../../src/design/fabric/plan-fabric';
import type { SitePlan } from '../../../src/model/site-plan';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { cluster, hostGroup, ibSwitch, names, sitePlan, storageTier } from '../site-plan-fixture';

const withTier = (plan: ReturnType<typeof storageTier>, parts: Partial<SitePlan> = {}): SitePlan =>
  sitePlan({ storage: [{ path: 'stack/scratch', plan }], ...parts });

describe('the storage network', () => {
  const tier = storageTier(4, {});
  /** 8 storage nodes and 4 hosts, with so many links of 400 Gb/s each. */
  const withLinks = (nodeLinks: number, hostLinks: number, readBitsPerSecond: number): SitePlan => {
    const ports = (count: number) => ({
      portNames: names('s', count),
      portCages: Array.from({ length: count }, (_, index) => index),
    });
    const hosts = names('b', 4);
    const plan = planFabric({
      name: 'storage',
      kind: 'infiniband',
      role: 'storage',
      shape: 'shared-leaf',
      groups: [
        hostGroup(hosts, 1, ports(hostLinks)),
        hostGroup(tier.nodes, 1, { name: 'scratch', ...ports(nodeLinks) }),
      ],
      leaf: ibSwitch,
      tiers: 2,
    });
    return withTier(
      { ...tier, demand: { readBitsPerSecond } },
      { fabrics: [{ path: 'stack/storage', plan }], clusters: [cluster(hosts)] },
    );
  };

  // 8 nodes x 1 x 400 Gb/s = 3.2 Tb/s = 400 GB/s; 4 hosts x 2 x 400 Gb/s likewise.
  test('passes where both sides carry the demand', () => {
    expectPassed('storage/node-links-short', withLinks(1, 2, 3.2e12));
    expectPassed('storage/host-links-short', withLinks(1, 2, 3.2e12));
  });

  test('nodes with too few links are a warning', () => {
    expectFinding('storage/node-links-short', withLinks(1, 2, 3.28e12), {
      severity: 'warning',
      object: "storage tier 'scratch', links of its nodes",
      required: '410 GB/s',
      available: '400 GB/s',
      shortfall: '10 GB/s',
      arithmetic: '8 links x 400 Gb/s = 3.2 Tb/s = 400 GB/s; 410 GB/s - 400 GB/s = 10 GB/s',
    });
  });

  test('systems with too few links are a warning', () => {
    expectPassed('storage/node-links-short', withLinks(2, 1, 1.68e12));
    expectFinding('storage/host-links-short', withLinks(2, 1, 1.68e12), {
      object: "storage tier 'scratch', links of the systems",
      arithmetic: '4 links x 400 Gb/s = 1.6 Tb/s = 200 GB/s; 210 GB/s - 200 GB/s = 10 GB/s',
    });
  });

  test('is not known where the tier is on no storage fabric', () => {
    expectFinding('storage/node-links-short', withTier(tier), {
      outcome: 'indeterminate',
      found: "which network carries 160 GB/s: no fabric of role 'storage' has a link of 8 nodes of the tier",
      remedy: "add the tier to the 'hosts' of a fabric of role 'storage'",
    });
  });
});

// DGX H100 reference architecture, Table 6, one unit: good 15, better 40, best 125 GB/s.
describe('storage/below-best-level', () => {
  const withRead = (gigabytes: number, systems = 32): SitePlan =>
    withTier(
      { ...storageTier(1, {}), readBitsPerSecond: gigabytes * 8e9 },
      { clusters: [cluster(names('b', systems))] },
    );

  test('a unit that reads 125 GB/s passes', () => {
    expectPassed('storage/below-best-level', withRead(125));
  });

  test.each([
    [124, "124 GB/s, level 'better'"],
    [40, "40 GB/s, level 'better'"],
    [39, "39 GB/s, level 'good'"],
    [14, "14 GB/s, below 'good'"],
  ])('a unit that reads %i GB/s is an info that names its level', (gigabytes, found) => {
    expectFinding('storage/below-best-level', withRead(gigabytes), {
      severity: 'info',
      object: 'storage of 32 systems in 1 tier',
      found,
      limit: "125 GB/s, level 'best'",
    });
  });

  // 64 is as far from 32 as from 128: the larger one, which asks for more. 5 is nearer to 1 than to 32 (5 < 6.4).
  test.each([
    [5, 'nearest published size 1 system: good 4, better 8, best 40 GB/s'],
    [6, 'nearest published size 32 systems: good 15, better 40, best 125 GB/s'],
    [63, 'nearest published size 32 systems: good 15, better 40, best 125 GB/s'],
    [64, 'nearest published size 128 systems: good 60, better 160, best 500 GB/s'],
  ])('%i systems are compared with the nearest size', (systems, text) => {
    expectFinding('storage/below-best-level', withRead(1, systems), {
      arithmetic: expect.stringContaining(text) as unknown as string,
    });
  });

  test('a site without systems has nothing to compare', () => {
    expectNothing(
      'storage/below-best-level',
      withTier(storageTier(1, {})),
      'the site has no storage tier, or no system that reads from it',
    );
  });
});
