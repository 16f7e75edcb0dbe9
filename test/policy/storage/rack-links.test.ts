import { trayNames } from '../../../src/model/fabric-plan';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import { expectFinding, expectPassed } from '../judge';
import { cluster, computeInput, hostGroup, names, sitePlan, storageTier } from '../site-plan-fixture';

/** One rack of 18 trays with a storage link of 400 Gb/s each (900 GB/s), beside a tier of two nodes a block. */
function site(readGigabytes: number) {
  const tier = storageTier(1, { readBitsPerSecond: readGigabytes * 8e9 });
  const trays = trayNames(['gb-001'], 18);
  const domains = Object.fromEntries(trays.map((tray) => [tray, 'gb-001']));
  const groups = [
    hostGroup(trays, 1, { name: 'gb', unitHosts: 18, domains, domainHosts: 18 }),
    hostGroup(tier.nodes, 1, { name: 'scratch' }),
  ];
  const plan = planFabric(computeInput(names('b', 1), { name: 'storage', role: 'storage', groups }));
  return sitePlan({
    clusters: [cluster(['gb-001'], { name: 'gb', fabrics: ['storage'] })],
    fabrics: [{ path: 'stack/storage', plan }],
    storage: [{ path: 'stack/scratch', plan: tier }],
  });
}

describe('storage/host-links-short counts the links of the trays of a rack', () => {
  test('18 x 400 Gb/s carry 900 GB/s', () => {
    expectPassed('storage/host-links-short', site(900));
  });

  test('and no 901 GB/s', () => {
    expectFinding('storage/host-links-short', site(901), { path: 'stack/scratch' });
  });
});

describe('storage/host-links-short counts what adapters carry', () => {
  // Four ports of 400 Gb/s on two cards of 400 Gb/s: 2 hosts x 800 Gb/s = 200 GB/s, and not 2 x 1,600 Gb/s = 400 GB/s.
  const shared = (readGigabytes: number, adapterRateBits?: number) => {
    const tier = storageTier(1, { readBitsPerSecond: readGigabytes * 8e9 });
    const groups = [hostGroup(names('h', 2), 4, { name: 'h' }), hostGroup(tier.nodes, 1, { name: 'scratch' })];
    const plan = planFabric(computeInput(names('h', 2), { name: 'storage', role: 'storage', groups }));
    const of = cluster(names('h', 2), { name: 'h', fabrics: ['storage'] });
    return sitePlan({
      clusters: [adapterRateBits === undefined ? of : { ...of, adapterRateBits }],
      fabrics: [{ path: 'stack/storage', plan }],
      storage: [{ path: 'stack/scratch', plan: tier }],
    });
  };

  test('200 GB/s pass', () => {
    expectPassed('storage/host-links-short', shared(200, 800e9));
    expectPassed('storage/host-links-short', shared(400));
  });

  test('and no 201 GB/s', () => {
    expectFinding('storage/host-links-short', shared(201, 800e9), {
      available: '200 GB/s',
      arithmetic:
        "8 links x 400 Gb/s - 1.6 Tb/s (adapters of 'h' carry 800 Gb/s a host) = 1.6 Tb/s = 200 GB/s; 201 GB/s - 200 GB/s = 1 GB/s",
    });
  });
});
