import { planFabric } from '../../../src/design/fabric/plan-fabric';
import type { AddressPlan, PoolPlan } from '../../../src/model/address-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { managementFabric, railFabric, withUnderlay } from '../../export/ethernet-site';
import { expectFinding, expectNothing, expectPassed, judge } from '../judge';
import { cluster, computeInput, names, pool, sitePlan } from '../site-plan-fixture';

const withAddresses = (addresses: Partial<AddressPlan>, parts: Partial<SitePlan> = {}): SitePlan =>
  sitePlan({ addresses: { ...sitePlan().addresses, ...addresses }, ...parts });

describe('addressing/pool-nearly-full', () => {
  test('900 of 1,000 addresses pass', () => {
    expectPassed('addressing/pool-nearly-full', withAddresses({ pools: [pool(900)] }));
  });

  test('901 of 1,000 addresses are a warning', () => {
    expectFinding('addressing/pool-nearly-full', withAddresses({ pools: [pool(901)] }), {
      severity: 'warning',
      object: "pool 'oob' (10.0.0.0/22, oob)",
      found: '901 addresses, 90.1 %',
      limit: '900 addresses, 90 %',
      shortfall: '1 address',
      arithmetic: '1,000 x 90 % = 900; 901 / 1,000 = 90.1 %',
    });
  });

  test('pools that are cut into pairs by switch and port are not judged', () => {
    const pairs = pool(1_000, { name: 'links', purpose: 'fabric-link' });
    expectPassed('addressing/pool-nearly-full', withAddresses({ pools: [pool(900), pairs] }));
  });

  test('a pool without an address passes while none is used', () => {
    expectPassed('addressing/pool-nearly-full', withAddresses({ pools: [pool(0, { capacity: 0 })] }));
  });
});

describe('addressing/vlan-used-twice', () => {
  const first = pool(1, { vlan: 100 });

  test('an IPv4 and an IPv6 pool of one network pass', () => {
    const pools = [first, pool(1, { vlan: 100, name: 'oob-6', cidr: '2001:db8::/64' })];
    expectPassed('addressing/vlan-used-twice', withAddresses({ pools }));
  });

  test.each([
    ['of one family', { name: 'oob-2', cidr: '10.1.0.0/22' }, "pool 'oob-2' (10.1.0.0/22, oob)"],
    ['of two purposes', { name: 's', cidr: '2001:db8::/64', purpose: 'storage' }, "pool 's' (2001:db8::/64, storage)"],
    ['of a tenant', { name: 't', cidr: '2001:db8::/64', tenant: 'blue' }, "pool 't' (2001:db8::/64, oob of 'blue')"],
  ] as const)('two pools %s fail', (_name, other, shown) => {
    expectFinding('addressing/vlan-used-twice', withAddresses({ pools: [first, pool(1, { vlan: 100, ...other })] }), {
      severity: 'error',
      object: 'VLAN 100',
      found: `pool 'oob' (10.0.0.0/22, oob) and ${shown}`,
      limit: '1 network a VLAN',
      arithmetic: '2 pools on VLAN 100',
    });
  });

  test('pools without a VLAN are not judged', () => {
    expectNothing('addressing/vlan-used-twice', withAddresses({ pools: [pool(1)] }), 'no address pool has a VLAN');
  });
});

describe('addressing/tenant-without-pool', () => {
  const own = pool(1, { purpose: 'tenant', tenant: 'blue' });

  test('a tenant with a pool passes', () => {
    expectPassed('addressing/tenant-without-pool', withAddresses({ pools: [own] }, { tenants: ['blue'] }));
  });

  test('a tenant without a pool is a warning', () => {
    expectFinding('addressing/tenant-without-pool', withAddresses({ pools: [own] }, { tenants: ['red'] }), {
      severity: 'warning',
      object: "tenant 'red'",
      found: '0 pools',
      arithmetic: "0 of 1 pool for tenants are of 'red'",
      remedy: "add a pool of purpose 'tenant' with 'tenant: red' to 'addressPools', or let 'addressPlan' carve one",
    });
  });
});

describe('addressing/tenant-without-partition', () => {
  const fabric = planFabric(computeInput(names('b', 2)));
  const site = (kind: 'infiniband' | 'ethernet'): SitePlan =>
    withAddresses(
      { partitions: [{ tenant: 'blue', pkey: 1 }] },
      {
        fabrics: [{ path: 'stack/compute', plan: { ...fabric, kind } }],
        clusters: [cluster(names('b', 2), { tenants: ['blue'] })],
      },
    );

  test('a tenant with a partition passes', () => {
    expectPassed('addressing/tenant-without-partition', site('infiniband'));
  });

  test('a tenant without a partition fails', () => {
    const plan = { ...site('infiniband'), clusters: [cluster(names('b', 2), { tenants: ['red'] })] };
    expectFinding('addressing/tenant-without-partition', plan, {
      severity: 'error',
      path: 'stack/haein',
      object: "tenant 'red' of cluster 'haein'",
      found: "0 partitions, on 'compute'",
      arithmetic: "0 of 1 partition are of 'red'",
    });
  });

  test('tenants on Ethernet need none', () => {
    expectNothing('addressing/tenant-without-partition', site('ethernet'), 'no tenant is on an InfiniBand fabric');
  });
});

describe('addressing/host-port-vlan', () => {
  const oob = withUnderlay(managementFabric());
  const vlan = { purpose: 'oob' as const, vlan: 100 };
  const judged = (pools: readonly PoolPlan[], fabrics: SitePlan['fabrics'] = [oob]): SitePlan =>
    withAddresses({ pools }, { fabrics });

  test('a pool with a VLAN passes', () => {
    expectPassed('addressing/host-port-vlan', judged([pool(1, vlan)]));
  });

  test.each([
    ['without a VLAN', [pool(1)], "'vlan' of pool 'oob' in 'addressPools'"],
    [
      'one of two without a VLAN',
      [pool(1, vlan), pool(1, { name: 'more' })],
      "'vlan' of pool 'more' in 'addressPools'",
    ],
    [
      'of another purpose',
      [pool(1, { purpose: 'storage', vlan: 1 })],
      "a pool of purpose 'oob' with a 'vlan' in 'addressPools'",
    ],
  ])('pools %s leave it unknown', (_, pools, givenBy) => {
    const { outcome, findings } = judge('addressing/host-port-vlan', judged(pools));
    expect(outcome.result).toBe('indeterminate');
    expect(findings).toHaveLength(1);
    expect(JSON.stringify(findings[0])).toContain('the VLAN of its host ports, on 2 leaves');
    expect(JSON.stringify(findings[0])).toContain(givenBy);
  });

  test('fabrics whose host ports are routed, or carry compute, are not judged', () => {
    const rails = withUnderlay(railFabric(), { railPool: 'rails' });
    for (const fabrics of [[rails], [withUnderlay(railFabric())], []]) {
      expectNothing('addressing/host-port-vlan', judged([pool(1)], fabrics), 'no fabric has host ports in a VLAN');
    }
  });
});

describe('addressing/partition-used-twice', () => {
  const partitions = [
    { tenant: 'blue', pkey: 0x1a },
    { tenant: 'red', pkey: 0x1b },
  ];

  test('a key for each tenant passes', () => {
    expectPassed('addressing/partition-used-twice', withAddresses({ partitions }), 2);
  });

  test('one key for two tenants fails', () => {
    const same = partitions.map((one) => ({ ...one, pkey: 0x1a }));
    expectFinding('addressing/partition-used-twice', withAddresses({ partitions: same }), {
      severity: 'error',
      object: 'partition key 0x001a',
      found: "tenants 'blue', 'red'",
      arithmetic: '2 tenants - 1 = 1 too many',
    });
  });
});
