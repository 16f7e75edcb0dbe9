import * as fc from 'fast-check';

import { type AddressingInput, planAddresses } from '../../../src/design/addressing/plan-addresses';
import type { AddressWant, PoolInput } from '../../../src/model/address-plan';

const oob: PoolInput = { name: 'oob', purpose: 'oob', cidr: '10.20.0.0/29' };

const bmc = (...devices: readonly string[]): AddressWant[] =>
  devices.map((device) => ({ device, interface: 'bmc', purpose: 'oob' }));

const numbered = (count: number): string[] => Array.from({ length: count }, (_, i) => `n${String(i).padStart(6, '0')}`);

const plan = (input: Partial<AddressingInput>): ReturnType<typeof planAddresses> =>
  planAddresses({ pools: [oob], wants: [], asNumberFor: [], tenants: [], ...input });

const addressesOf = (input: Partial<AddressingInput>): Record<string, string> =>
  Object.fromEntries(plan(input).addresses.map((entry) => [`${entry.device}/${entry.interface}`, entry.address]));

const lockOf = (addresses: Record<string, string>): Partial<AddressingInput> => ({
  lock: { addresses, asNumbers: {}, partitions: {} },
});

describe('addresses', () => {
  // A /29 has 8 addresses: .0 is the network, .1 the gateway, .7 the broadcast address; .2 to .6 are 5 for interfaces.
  test('network, gateway and broadcast address stay free', () => {
    const { pools, addresses } = plan({ wants: bmc('a', 'b', 'c', 'd', 'e') });
    expect(pools).toEqual([{ ...oob, gateway: '10.20.0.1', capacity: 5, used: 5 }]);
    expect(addresses.map(({ address }) => address)).toEqual([2, 3, 4, 5, 6].map((number) => `10.20.0.${number}/29`));
  });

  test('the order of the wants decides, and the list is sorted by device, then interface', () => {
    const wants: AddressWant[] = [
      { device: 'b', interface: 'bmc', purpose: 'oob' },
      { device: 'a', interface: 'nic', purpose: 'oob' },
      { device: 'a', interface: 'bmc', purpose: 'oob' },
    ];
    expect(plan({ wants }).addresses).toEqual([
      { device: 'a', interface: 'bmc', pool: 'oob', address: '10.20.0.4/29' },
      { device: 'a', interface: 'nic', pool: 'oob', address: '10.20.0.3/29' },
      { device: 'b', interface: 'bmc', pool: 'oob', address: '10.20.0.2/29' },
    ]);
  });

  // Usable by RFC 3021 and RFC 6164 both addresses of a pair; the gateway takes one, but not of loopbacks.
  test.each([
    ['oob', '10.0.0.0/30', '10.0.0.1', 1, '10.0.0.2/30'],
    ['oob', '10.0.0.0/31', '10.0.0.0', 1, '10.0.0.1/31'],
    ['oob', '2001:db8::/126', '2001:db8::1', 2, '2001:db8::2/126'],
    ['oob', '2001:db8::/127', '2001:db8::', 1, '2001:db8::1/127'],
    ['oob', '2001:db8::/64', '2001:db8::1', Number.MAX_SAFE_INTEGER, '2001:db8::2/64'],
    ['loopback', '10.0.0.0/30', undefined, 2, '10.0.0.1/32'],
    ['loopback', '10.0.0.0/31', undefined, 2, '10.0.0.0/32'],
    ['loopback', '10.0.0.9/32', undefined, 1, '10.0.0.9/32'],
    ['loopback', '2001:db8::/120', undefined, 255, '2001:db8::1/128'],
  ] as const)(
    'of purpose %s, %s has gateway %s and %s addresses from %s',
    (purpose, cidr, gateway, capacity, first) => {
      const made = plan({
        pools: [{ name: 'p', purpose, cidr }],
        wants: [{ device: 'a', interface: 'x', purpose }],
      });
      expect(made.pools[0]).toMatchObject({ capacity, used: 1 });
      expect(made.pools[0]?.gateway).toBe(gateway);
      expect(made.addresses[0]?.address).toBe(first);
    },
  );

  test('pools of one purpose are used in their order', () => {
    const second: PoolInput = { name: 'more', purpose: 'oob', cidr: '10.19.0.0/30' };
    const { addresses } = plan({ pools: [oob, second], wants: bmc('a', 'b', 'c', 'd', 'e', 'f') });
    expect(addresses.at(-1)).toEqual({ device: 'f', interface: 'bmc', pool: 'more', address: '10.19.0.2/30' });
  });

  test('a tenant has addresses from its own pools alone', () => {
    const pool = (tenant: string, cidr: string): PoolInput => ({ name: tenant, purpose: 'tenant', tenant, cidr });
    const want = (tenant: string): AddressWant => ({ device: tenant, interface: 'x', purpose: 'tenant', tenant });
    const pools = [pool('acme', '10.1.0.0/24'), pool('globex', '10.2.0.0/24')];
    expect(addressesOf({ pools, wants: [want('globex'), want('acme')] })).toEqual({
      'acme/x': '10.1.0.2/24',
      'globex/x': '10.2.0.2/24',
    });
  });
});

describe('addresses with a lock', () => {
  test('what is locked stays, and what is new comes above the highest', () => {
    const locked = lockOf({ 'c/bmc': '10.20.0.4/29', 'a/bmc': '10.20.0.2/29' });
    expect(addressesOf({ wants: bmc('new', 'a', 'c'), ...locked })).toEqual({
      'a/bmc': '10.20.0.2/29',
      'c/bmc': '10.20.0.4/29',
      'new/bmc': '10.20.0.5/29',
    });
  });

  test('what is gone keeps its address until it is released', () => {
    const { addresses, pools } = plan({ wants: bmc('new'), ...lockOf({ 'gone/bmc': '10.20.0.2/29' }) });
    expect(addresses.map(({ address }) => address)).toEqual(['10.20.0.3/29']);
    expect(pools[0]?.used).toBe(2);
  });

  test('gaps are filled from the lowest once nothing is free above', () => {
    const locked = lockOf({ 'last/bmc': '10.20.0.6/29', 'a/bmc': '10.20.0.3/29' });
    expect(addressesOf({ wants: bmc('last', 'a', 'x', 'y'), ...locked })).toMatchObject({
      'x/bmc': '10.20.0.2/29',
      'y/bmc': '10.20.0.4/29',
    });
  });

  test('a pool that grows around its addresses moves none of them', () => {
    const pools = [{ ...oob, cidr: '10.20.0.0/28' }];
    expect(addressesOf({ pools, wants: bmc('a', 'b'), ...lockOf({ 'a/bmc': '10.20.0.6/29' }) })).toEqual({
      'a/bmc': '10.20.0.6/28',
      'b/bmc': '10.20.0.7/28',
    });
  });

  test('an address of what is gone in a pool that is gone stands in nobody’s way', () => {
    expect(addressesOf({ wants: bmc('a'), ...lockOf({ 'gone/bmc': '192.168.0.2/24' }) })).toEqual({
      'a/bmc': '10.20.0.2/29',
    });
  });

  test('fails where a locked address lies in no pool of its purpose', () => {
    expect(() => plan({ wants: bmc('a'), ...lockOf({ 'a/bmc': '192.168.0.2/24' }) })).toThrow(
      "the lock holds 192.168.0.2/24 for 'a/bmc', which lies in no pool for purpose 'oob'; restore the pool, or release it: 'aifactory lock release a' [addressing/locked-elsewhere]",
    );
  });

  test('fails where a locked address became the gateway of a pool that shrank', () => {
    const pools = [{ ...oob, cidr: '10.20.0.4/30' }];
    expect(() => plan({ pools, wants: bmc('a'), ...lockOf({ 'a/bmc': '10.20.0.5/29' }) })).toThrow(
      "the lock holds 10.20.0.5/29 for 'a/bmc', which pool 'oob' keeps free; restore the pool, or release it: 'aifactory lock release a' [addressing/locked-reserved]",
    );
  });

  test('fails where the lock holds one address for two', () => {
    expect(() => plan({ wants: bmc('a'), ...lockOf({ 'a/bmc': '10.20.0.5/29', 'b/bmc': '10.20.0.5/28' }) })).toThrow(
      "the lock holds 10.20.0.5/28 for 'b/bmc', and for 'a/bmc' too; restore the pool, or release it: 'aifactory lock release b' [addressing/locked-twice]",
    );
  });

  test('addresses are unique, inside their pools, and unmoved by growth, in both families', () => {
    const pools: PoolInput[] = [
      { name: 'four', purpose: 'oob', cidr: '10.0.0.0/25' },
      { name: 'six', purpose: 'oob', cidr: '2001:db8::/120' },
    ];
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { maxLength: 170 });
    fc.assert(
      fc.property(names, names, (before, after) => {
        const first = addressesOf({ pools, wants: bmc(...before) });
        const wants = bmc(...after);
        fc.pre(new Set([...before, ...after]).size <= 125 + 254);
        const second = addressesOf({ pools, wants, ...lockOf(first) });
        for (const key of Object.keys(second)) if (key in first) expect(second[key]).toBe(first[key]);
        const all = new Set(Object.values({ ...first, ...second }));
        expect(all.size).toBe(new Set([...before, ...after]).size);
        for (const address of all) expect(address).toMatch(/^(10\.0\.0\.\d+\/25|2001:db8::[0-9a-f]+\/120)$/);
        const again = { ...first, ...second };
        expect(addressesOf({ pools, wants: [...wants].reverse(), ...lockOf(again) })).toEqual(second);
      }),
      { numRuns: 30 },
    );
  });
});

describe('refusals of pools', () => {
  // A /29 has 5 addresses for interfaces; 6 need a /28, which has 16 - 3 = 13.
  test('fails on a pool that is too small by one', () => {
    expect(() => plan({ wants: bmc(...numbered(6)) })).toThrow(
      "address pools for purpose 'oob' have 5 addresses, and 6 are needed; make 'oob' (10.20.0.0/29) a /28, or add a pool [addressing/pool-too-small]",
    );
  });

  // 5 + 1 of the second pool; 9 wants and 1 kept need 10, so the second must have 5: a /29.
  test('fails on two pools that are too small together, and says what the lock keeps', () => {
    const pools: PoolInput[] = [oob, { name: 'more', purpose: 'oob', cidr: '10.19.0.0/30' }];
    expect(() => plan({ pools, wants: bmc(...numbered(9)), ...lockOf({ 'gone/bmc': '10.20.0.2/29' }) })).toThrow(
      "address pools for purpose 'oob' have 6 addresses, and 10 are needed (1 of them kept for interfaces that are gone); make 'more' (10.19.0.0/30) a /29, or add a pool [addressing/pool-too-small]",
    );
  });

  test('the prefix length that is named holds exactly what is needed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 600 }), (count) => {
        const wants = bmc(...numbered(count));
        const tiny = { ...oob, cidr: '10.20.0.0/30' };
        const named = /a \/(\d+), or add/.exec(messageOf(() => plan({ pools: [tiny], wants })))?.[1];
        const fits = (length: number): boolean =>
          messageOf(() => plan({ pools: [{ ...oob, cidr: `10.0.0.0/${length}` }], wants })) === '';
        expect(fits(Number(named))).toBe(true);
        expect(fits(Number(named) + 1)).toBe(false);
      }),
      { numRuns: 20 },
    );
  });

  test('fails on overlapping pools, also across purposes', () => {
    const pools: PoolInput[] = [
      { name: 'all', purpose: 'in-band', cidr: '10.0.0.0/8' },
      oob,
      { name: 'far', purpose: 'oob', cidr: '10.200.0.0/16' },
    ];
    expect(messageOf(() => plan({ pools }))).toBe(
      [
        '2 problems [design/several]',
        "- address pools 'all' (10.0.0.0/8) and 'oob' (10.20.0.0/29) overlap; give each pool a block of its own [addressing/pools-overlap]",
        "- address pools 'all' (10.0.0.0/8) and 'far' (10.200.0.0/16) overlap; give each pool a block of its own [addressing/pools-overlap]",
      ].join('\n'),
    );
  });

  test('pools of two families never overlap, nor do neighbours', () => {
    const cidrs = ['0.0.0.0/1', '128.0.0.0/1', '::/1', '8000::/1'];
    const pools = cidrs.map((cidr): PoolInput => ({ name: cidr, purpose: 'oob', cidr }));
    expect(plan({ pools }).pools).toHaveLength(4);
  });

  test.each([
    ['10.20.0.5/29', '10.20.0.0/29'],
    ['10.20.3.255/22', '10.20.0.0/22'],
    ['2001:db8::1/64', '2001:db8::/64'],
  ])('fails on %s, which has host bits', (cidr, corrected) => {
    expect(() => plan({ pools: [{ ...oob, cidr }] })).toThrow(
      `address pool 'oob': 'cidr' ${cidr} has bits set behind its prefix; write it as ${corrected} [addressing/host-bits]`,
    );
  });

  test.each(['10.20.0.0', '10.20/16', '10.20.0.0/33', '010.20.0.0/24', 'fe80::%eth0/64', '2001:db8::/129', 'x/24', ''])(
    "fails on '%s', which is no block",
    (cidr) => {
      expect(() => plan({ pools: [{ ...oob, cidr }] })).toThrow(
        `address pool 'oob': 'cidr' is '${cidr}'; write a network as '10.20.0.0/22' or '2001:db8:20::/64' [addressing/bad-cidr]`,
      );
    },
  );

  test.each([
    [
      [oob, { ...oob, cidr: '10.21.0.0/29' }],
      "two address pools have the name 'oob'; rename one of them [addressing/pool-twice]",
    ],
    [
      [{ ...oob, vlan: 4095 }],
      "address pool 'oob': 'vlan' is 4095; give a whole number from 1 to 4094 [addressing/bad-vlan]",
    ],
    [
      [{ ...oob, tenant: 'acme' }],
      "address pool 'oob' of purpose 'oob' names tenant 'acme'; leave 'tenant' out, or make the purpose 'tenant' [addressing/needless-tenant]",
    ],
  ])('fails on pools that contradict themselves', (pools, message) => {
    expect(() => plan({ pools })).toThrow(message);
  });

  test('fails on a purpose without a pool', () => {
    expect(() => plan({ pools: [], wants: bmc('a') })).toThrow(
      "an address pool is missing: purpose 'oob' for 'a/bmc' (1 address, a /31 of IPv4); add one to 'addressPools', or let 'addressPlan: AddressPlan.within(...)' carve what is needed from a /30 or larger [addressing/no-pool]",
    );
    const wants = bmc('a', 'b', 'c').map((want): AddressWant => ({ ...want, purpose: 'tenant', tenant: 'acme' }));
    expect(() => plan({ wants })).toThrow(
      "an address pool is missing: purpose 'tenant' of tenant 'acme' for 'a/bmc' and 2 more (3 addresses, a /29 of IPv4); add one to 'addressPools', or let 'addressPlan: AddressPlan.within(...)' carve what is needed from a /28 or larger [addressing/no-pool]",
    );
  });

  test('fails on an interface that wants two addresses', () => {
    expect(() => plan({ wants: bmc('a', 'a') })).toThrow(
      "interface 'bmc' of 'a' wants two addresses; give the interface another name in one of its networks [addressing/want-twice]",
    );
  });
});

describe('AS numbers and partition keys', () => {
  test('both are given in order, above what the lock holds', () => {
    const lock = { addresses: {}, asNumbers: { gone: 4_200_000_007 }, partitions: { acme: 3 } };
    const made = plan({
      asNumberFor: [{ device: 'leaf-02' }, { device: 'leaf-01' }],
      tenants: ['globex', 'acme'],
      lock,
    });
    expect(made.asNumbers).toEqual([
      { device: 'leaf-01', asNumber: 4_200_000_009 },
      { device: 'leaf-02', asNumber: 4_200_000_008 },
    ]);
    expect(made.partitions).toEqual([
      { tenant: 'acme', pkey: 3 },
      { tenant: 'globex', pkey: 4 },
    ]);
  });

  test('are shared by a group, whose name the lock keeps, also when the group grows', () => {
    const spines = ['spine-01', 'spine-02', 'spine-03'].map((device) => ({ device, group: 'spine' }));
    const first = plan({ asNumberFor: [{ device: 'leaf-01' }, ...spines.slice(0, 2)] });
    expect(first.asNumbers).toEqual([
      { device: 'leaf-01', asNumber: 4_200_000_000 },
      { device: 'spine-01', group: 'spine', asNumber: 4_200_000_001 },
      { device: 'spine-02', group: 'spine', asNumber: 4_200_000_001 },
    ]);
    const lock = { addresses: {}, asNumbers: { 'leaf-01': 4_200_000_000, spine: 4_200_000_001 }, partitions: {} };
    const grown = plan({ asNumberFor: [{ device: 'leaf-00' }, { device: 'leaf-01' }, ...spines], lock });
    expect(grown.asNumbers.map(({ asNumber }) => asNumber)).toEqual([
      4_200_000_002, 4_200_000_000, 4_200_000_001, 4_200_000_001, 4_200_000_001,
    ]);
  });

  test('without a lock they begin at the first private AS number and at key 1', () => {
    const made = plan({ asNumberFor: [{ device: 'leaf' }, { device: 'leaf' }], tenants: ['acme'] });
    expect(made.asNumbers).toEqual([{ device: 'leaf', asNumber: 4_200_000_000 }]);
    expect(made.partitions).toEqual([{ tenant: 'acme', pkey: 0x0001 }]);
  });

  test('the default partition 0x7fff is never given out', () => {
    const held = (pkey: number): Partial<AddressingInput> => ({
      tenants: ['new'],
      lock: { addresses: {}, asNumbers: {}, partitions: { acme: pkey } },
    });
    expect(plan(held(0x7ffd)).partitions).toEqual([{ tenant: 'new', pkey: 0x7ffe }]);
    expect(plan(held(0x7ffe)).partitions).toEqual([{ tenant: 'new', pkey: 1 }]);
  });

  test('fails when the AS numbers above the base run out', () => {
    expect(() => plan({ asNumberFor: [{ device: 'a' }, { device: 'b' }], asNumberBase: 4_294_967_294 })).toThrow(
      "there is no AS number left for 'b': all from 4294967294 to 4294967294 are taken; release names that are gone with 'aifactory lock release' [addressing/as-numbers-exhausted]",
    );
  });

  test('fails when all partition keys are taken', () => {
    expect(() => plan({ tenants: numbered(0x7fff) })).toThrow(
      "there is no partition key left for 'n032766': all from 1 to 32766 are taken; release names that are gone with 'aifactory lock release' [addressing/partitions-exhausted]",
    );
  });

  test.each([64_512, 4_294_967_295, 4_200_000_000.5])('fails on the base %s', (asNumberBase) => {
    expect(() => plan({ asNumberBase })).toThrow(
      `'asNumberBase' is ${asNumberBase}; give a private AS number of four bytes: 4200000000 to 4294967294 [addressing/bad-as-number]`,
    );
  });
});

test('a hundred thousand interfaces fill a /15 in order', () => {
  const made = plan({ pools: [{ ...oob, cidr: '10.0.0.0/15' }], wants: bmc(...numbered(100_000)) });
  // 100,000th address: offset 100,001 (after network and gateway) = 1 x 65,536 + 134 x 256 + 161.
  expect(made.addresses.at(-1)?.address).toBe('10.1.134.161/15');
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return '';
}
