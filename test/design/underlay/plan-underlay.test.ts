import fc from 'fast-check';
import { asNumberWants, planUnderlay, planUnderlays } from '../../../src/design/underlay/plan-underlay';
import { pairAddress, switchesInUse, type SwitchInUse } from '../../../src/design/underlay/switches-in-use';
import type { FabricPlan } from '../../../src/model/fabric-plan';
import type { UnderlayOptions } from '../../../src/model/underlay-plan';
import { addressesOf, managementFabric, railFabric, withUnderlay } from '../../export/ethernet-site';
import { computeFabric } from '../../report/site-fixture';

const PAIRS = { linkPool: 'links', railPool: 'rails' };

function inUse(fabric: FabricPlan, options: UnderlayOptions = {}): SwitchInUse[] {
  return [...switchesInUse(fabric, withUnderlay(fabric, options).underlay, () => undefined)];
}

describe('AS numbers', () => {
  test('are of a leaf alone, and shared by the spines of a plane', () => {
    const { underlay } = withUnderlay(railFabric());
    const numbers = new Map(underlay.switches.map(({ name, asNumber }) => [name, asNumber]));
    const leaves = [...numbers].filter(([name]) => name.includes('leaf')).map(([, number]) => number);
    expect(new Set(leaves).size).toBe(8);
    expect([...numbers].filter(([name]) => name.includes('spine'))).toEqual([
      ['compute-spine-p1-01', 4_200_000_008],
      ['compute-spine-p1-02', 4_200_000_008],
      ['compute-spine-p2-01', 4_200_000_009],
      ['compute-spine-p2-02', 4_200_000_009],
    ]);
  });

  test('are shared by the spines of a pod and by the cores where there are three tiers', () => {
    const wants = asNumberWants(computeFabric(8_128));
    const groups = new Set(wants.map(({ group }) => group));
    // 64 pods, the cores, and leaves that have no group.
    expect(groups.size).toBe(64 + 1 + 1);
    expect(groups).toContain('compute-spine-pod64');
    expect(wants.filter(({ group }) => group === 'compute-core').length).toBeGreaterThan(1);
  });

  test('never let a path return to where it has been: both ends of every link differ', () => {
    for (const { underlay, ports } of inUse(railFabric())) {
      expect(ports.filter(({ peerAsNumber }) => peerAsNumber === underlay.asNumber)).toEqual([]);
    }
  });
});

describe('links between switches', () => {
  test('are unnumbered where no pool is named', () => {
    const ports = inUse(railFabric()).flatMap((each) => each.ports);
    expect(ports.every(({ address }) => address === undefined)).toBe(true);
  });

  test('take a pair each from the pool, the upper switch the even address', () => {
    const [leaf] = inUse(railFabric(), PAIRS);
    // The first spine has slot 0, so its port 1 has the first pair.
    expect(leaf?.ports.find(({ towards }) => towards === 'up')).toMatchObject({
      peer: 'compute-spine-p1-01',
      peerPort: 'swp1s0',
      address: '10.2.0.1/31',
      peerAddress: '10.2.0.0/31',
    });
  });

  test('agree on both ends, and share no address', () => {
    const all = inUse(railFabric(), PAIRS);
    const ends = new Map(
      all.flatMap(({ plan, ports }) => ports.map((port) => [`${plan.name} ${port.name}`, port] as const)),
    );
    const own: string[] = [];
    for (const port of ends.values()) {
      own.push(port.address ?? '');
      if (port.towards === 'host') own.push(port.peerAddress ?? '');
      else expect(ends.get(`${port.peer} ${port.peerPort}`)?.address).toBe(port.peerAddress);
    }
    expect(new Set(own).size).toBe(own.length);
  });
});

describe('rail subnets', () => {
  test('cut the pool into one a rail and plane', () => {
    const { underlay } = withUnderlay(railFabric(), PAIRS);
    // 4 rails and planes of a /23 have a /25 each: 128 addresses for leaves of 16 ports, 32 addresses each.
    expect(underlay.rails.map(({ rail, plane, cidr, pairsPerSwitch }) => [rail, plane, cidr, pairsPerSwitch])).toEqual([
      [1, 1, '10.3.0.0/25', 16],
      [1, 2, '10.3.0.128/25', 16],
      [2, 1, '10.3.1.0/25', 16],
      [2, 2, '10.3.1.128/25', 16],
    ]);
  });

  test('give the second leaf of a rail the pairs after the first', () => {
    const leaf = inUse(railFabric(), PAIRS).find(({ plan }) => plan.name === 'compute-leaf-su02-r2-p1');
    expect(leaf?.ports[0]).toMatchObject({ peer: 'gpu-005', address: '10.3.1.32/31', peerAddress: '10.3.1.33/31' });
  });
});

describe('growth', () => {
  test('moves no address and no AS number of what exists, whatever the slots of the lock', () => {
    const small = inUse(railFabric(4), PAIRS);
    const names = railFabric(8).switches.map(({ name }) => name);
    const slots = Object.fromEntries(
      withUnderlay(railFabric(4), PAIRS).underlay.switches.map((each) => [
        each.name,
        each.linkSlot ?? each.railSlot ?? 0,
      ]),
    );
    const grown = new Map(inUse(railFabric(8), { ...PAIRS, slots }).map((each) => [each.plan.name, each]));
    expect(names.length).toBeGreaterThan(small.length);
    for (const { plan, ports } of small) {
      const addresses = new Map(grown.get(plan.name)?.ports.map(({ name, address }) => [name, address]));
      for (const { name, address } of ports) expect(addresses.get(name)).toBe(address);
    }
  });

  test('gives every slot and port a pair of its own', () => {
    const pool = { pool: 'links', cidr: '10.2.0.0/16', pairsPerSwitch: 64 };
    const place = fc.record({ slot: fc.nat(500), port: fc.integer({ min: 1, max: 64 }) });
    fc.assert(
      fc.property(place, place, (a, b) => {
        const same = a.slot === b.slot && a.port === b.port;
        const [first, second] = [pairAddress(pool, a.slot, a.port), pairAddress(pool, b.slot, b.port)];
        expect(new Set([first.owner, first.peer, second.owner, second.peer]).size).toBe(same ? 2 : 4);
      }),
    );
  });
});

describe('VLANs', () => {
  test('are those of the pools of the role of the fabric', () => {
    expect(withUnderlay(managementFabric()).underlay.vlans).toEqual([
      { pool: 'bmc', vlan: 100, cidr: '10.1.0.0/24', gateway: '10.1.0.1' },
    ]);
    expect(withUnderlay(railFabric()).underlay.vlans).toEqual([]);
  });
});

describe('an underlay', () => {
  const fabric = railFabric();
  const addresses = addressesOf(fabric);
  const plan = (options: UnderlayOptions): unknown => planUnderlay({ fabric, addresses, options });

  test.each<[string, UnderlayOptions, string]>([
    [
      'a pool that is not there',
      { linkPool: 'link' },
      "fabric 'compute': 'linkPool' names pool 'link', which is not there; did you mean 'links'? [underlay/unknown-pool]",
    ],
    [
      'a pool of another purpose',
      { railPool: 'bmc' },
      "fabric 'compute': 'railPool' names pool 'bmc', whose purpose is 'oob'; name a pool of purpose 'rail' of 'addressPools' [underlay/wrong-pool]",
    ],
    [
      'a packet that is too small',
      { mtuBytes: 64 },
      "fabric 'compute': 'mtuBytes' is 64; give a whole number from 576 to 65535 [underlay/bad-mtu]",
    ],
    [
      'a release without a word',
      { switchRelease: ' ' },
      "fabric 'compute': 'switchRelease' is empty; give the release as the switches print it, such as 'Cumulus Linux 5.9.1', or leave it out [underlay/bad-release]",
    ],
    [
      'a priority that does not exist',
      { roce: { priority: 8, dscp: 26 } },
      "fabric 'compute': 'roce' has priority 8 and code point 26; give a 'priority' from 0 to 7 and a 'dscp' from 0 to 63, whole numbers both [underlay/bad-roce]",
    ],
    [
      // 9 slots of 16 ports, two addresses each, are 288; a /24 has 256.
      'a slot beyond the pool of links',
      { linkPool: 'links', slots: { 'compute-spine-p1-01': 8 } },
      "fabric 'compute': pool 'links' has 256 addresses for links between switches, and 288 are needed (9 switches of 16 ports, two a port); make its 'cidr' in 'addressPools' a /23 [underlay/pool-too-small]",
    ],
    [
      // 5 slots of 16 ports are 160 addresses; a quarter of a /23 has 128.
      'a slot beyond the subnet of a rail',
      { railPool: 'rails', slots: { 'compute-leaf-su01-r1-p1': 4 } },
      "fabric 'compute': pool 'rails' has 128 addresses for one of 4 rails and planes, and 160 are needed (5 switches of 16 ports, two a port); make its 'cidr' in 'addressPools' a /22 [underlay/pool-too-small]",
    ],
  ])('fails on %s', (_, options, message) => {
    expect(() => plan(options)).toThrow(new Error(message));
  });

  test('fails for InfiniBand, and without AS numbers', () => {
    const infiniband = computeFabric(32);
    expect(() => planUnderlay({ fabric: infiniband, addresses: addressesOf(infiniband) })).toThrow(
      "fabric 'compute' is of kind infiniband, and only Ethernet has an underlay; plan it for Ethernet fabrics alone [underlay/not-ethernet]",
    );
    expect(() => planUnderlay({ fabric, addresses: { ...addresses, asNumbers: [] } })).toThrow(
      "fabric 'compute': 12 of 12 switches have no AS number, 'compute-leaf-su01-r1-p1' first; name them in 'asNumberFor' [underlay/no-as-number]",
    );
  });

  test('fails where two fabrics take pairs from one pool', () => {
    const twice = ['a', 'b'].map((name) => ({
      path: `stack/${name}`,
      plan: { ...fabric, name },
      media: [],
      underlay: { linkPool: 'links' },
    }));
    expect(() => planUnderlays(twice, addresses)).toThrow(
      "fabrics 'a' and 'b' take pairs from one pool, 'links'; give each fabric a pool of its own [underlay/shared-pool]",
    );
  });
});
