import * as fc from 'fast-check';

import { carvePools, type CarvingInput, lackingPools } from '../../../src/design/addressing/carve-pools';
import { checkPools } from '../../../src/design/addressing/address-pool';
import { planAddresses } from '../../../src/design/addressing/plan-addresses';
import { DesignError } from '../../../src/errors/design-error';
import {
  blockAround,
  parseCidr,
  type AddressBlock,
  type AddressWant,
  type CarvedPool,
  type PoolInput,
  type PoolNeed,
  type PoolPurpose,
} from '../../../src/model/address-plan';

const PURPOSES: readonly PoolPurpose[] = ['loopback', 'oob', 'in-band', 'storage', 'fabric-link', 'rail'];

const need = (purpose: PoolPurpose, addresses: number, more: Partial<PoolNeed> = {}): PoolNeed => ({
  name: purpose,
  purpose,
  addresses,
  reserve: addresses,
  from: `'${purpose}'`,
  ...(purpose === 'fabric-link' || purpose === 'rail' ? { isPool: true } : {}),
  ...more,
});

const carve = (cidr: string, needs: readonly PoolNeed[], more: Partial<CarvingInput> = {}): readonly PoolInput[] =>
  carvePools({ supernet: { cidr, growth: 2 }, given: [], needs, wants: [], ...more });

const lockOf = (
  pools: readonly PoolInput[],
  addresses: Record<string, string> = {},
): NonNullable<CarvingInput['lock']> => ({
  pools: Object.fromEntries(pools.map(({ name, purpose, cidr }): [string, CarvedPool] => [name, { purpose, cidr }])),
  addresses,
});

const blockOf = (cidr: string): AddressBlock => {
  const { address, prefixLength } = parseCidr(cidr) ?? { address: { bits: 32 as const, number: 0n }, prefixLength: 0 };
  return blockAround(address, prefixLength);
};

const cidrs = (pools: readonly PoolInput[]): Record<string, string> =>
  Object.fromEntries(pools.map(({ name, cidr }) => [name, cidr]));

describe('carved pools', () => {
  // 127 x 2 = 254 and a gateway are 255 of the 254 that a /24 has, so a /23; 16 x 2 = 32 of the 30 of a /27, so a /26.
  test('have room for the growth, the largest first and each at the lowest place', () => {
    expect(cidrs(carve('10.64.0.0/12', [need('loopback', 16), need('oob', 127)]))).toEqual({
      oob: '10.64.0.0/23',
      loopback: '10.64.2.0/26',
    });
  });

  test('have room for the units that fabrics keep, where these are more than the growth', () => {
    expect(cidrs(carve('10.64.0.0/12', [need('oob', 100, { reserve: 600 })]))).toEqual({ oob: '10.64.0.0/22' });
  });

  test('are a power of two of addresses where a fabric cuts them, and 64 bits each of IPv6', () => {
    expect(cidrs(carve('10.64.0.0/12', [need('rail', 4_096)]))).toEqual({ rail: '10.64.0.0/19' });
    expect(cidrs(carve('fd00:64::/48', [need('oob', 127), need('rail', 4_096)]))).toEqual({
      oob: 'fd00:64::/64',
      rail: 'fd00:64:0:1::/64',
    });
  });

  test('go round pools given by hand, which serve their purpose alone', () => {
    const given: PoolInput[] = [{ name: 'mine', purpose: 'oob', cidr: '10.64.0.0/25' }];
    expect(cidrs(carve('10.64.0.0/12', [need('oob', 100), need('storage', 100)], { given }))).toEqual({
      storage: '10.64.1.0/24',
    });
  });

  // A /29 of four addresses and a gateway is 10.64.0.0 to 10.64.0.7.
  test.each([
    ['10.64.0.0/32', '10.64.0.8/29'],
    ['10.64.0.7/32', '10.64.0.8/29'],
    ['10.64.0.8/32', '10.64.0.0/29'],
    ['10.64.0.0/30', '10.64.0.8/29'],
  ])('go round a pool of one address at %s', (cidr, free) => {
    const given: PoolInput[] = [{ name: 'mine', purpose: 'loopback', cidr }];
    expect(cidrs(carve('10.64.0.0/12', [need('oob', 2)], { given }))).toEqual({ oob: free });
  });

  test('add what pools given by hand do not hold', () => {
    const given: PoolInput[] = [{ name: 'oob', purpose: 'oob', cidr: '10.64.0.0/29' }];
    // 5 of the /29 and 15 more, with room for as many again: 30 and a gateway, a /26.
    expect(cidrs(carve('10.64.0.0/12', [need('oob', 20)], { given }))).toEqual({ 'oob-2': '10.64.0.64/26' });
  });

  test('stay as they are when a site grows, and get a second one for what they do not hold', () => {
    const before = carve('10.64.0.0/12', [need('oob', 100), need('storage', 10)]);
    const needs = [need('oob', 300), need('storage', 12), need('in-band', 4)];
    const after = carve('10.64.0.0/12', needs, { lock: lockOf(before) });
    expect(cidrs(after)).toEqual({
      ...cidrs(before),
      // 300 less 253 are 47, twice that is 94: a /25.
      'oob-2': '10.64.1.128/25',
      'in-band': '10.64.1.32/28',
    });
  });

  test('count addresses that the lock keeps for what is gone', () => {
    const before = carve('10.64.0.0/12', [need('oob', 2)]);
    expect(cidrs(before)).toEqual({ oob: '10.64.0.0/29' });
    const gone = Object.fromEntries([2, 3, 4].map((n) => [`gone-${n}/bmc`, `10.64.0.${n}/29`]));
    expect(cidrs(carve('10.64.0.0/12', [need('oob', 3)], { lock: lockOf(before, gone) }))).toEqual({
      oob: '10.64.0.0/29',
      'oob-2': '10.64.0.8/29',
    });
  });

  test('have the VLANs that are given for their names', () => {
    const supernet = { cidr: '10.64.0.0/12', growth: 1, vlans: { oob: 110 } };
    expect(carve('', [need('oob', 1)], { supernet })).toEqual([
      { name: 'oob', purpose: 'oob', cidr: '10.64.0.0/31', vlan: 110 },
    ]);
  });

  test('fails for a VLAN of a pool that is not carved', () => {
    const supernet = { cidr: '10.64.0.0/12', growth: 1, vlans: { storage: 120 } };
    expect(() => carve('', [need('oob', 1)], { supernet })).toThrow(
      "'vlans' of 'addressPlan' names pool 'storage', and carved are 'oob'; correct the name, or leave it out [addressing/unknown-carved-pool]",
    );
    const given: PoolInput[] = [{ name: 'storage', purpose: 'storage', cidr: '10.64.0.0/25' }];
    expect(() => carve('', [need('storage', 1)], { supernet, given })).toThrow(
      "'vlans' of 'addressPlan' names pool 'storage', and no pool is carved; give the 'vlan' of the pool in 'addressPools' [addressing/unknown-carved-pool]",
    );
  });

  test('fails in a block that is too small, and says which would do', () => {
    expect(() => carve('10.64.0.0/24', [need('oob', 80), need('storage', 60)])).toThrow(
      "'addressPlan' 10.64.0.0/24 does not hold the pools that are needed: 'oob' a /24, 'storage' a /25; make 'addressPlan' 10.64.0.0/23, or lower its 'growth' of 2 [addressing/supernet-too-small]",
    );
    expect(() => carve('fd00:64::/64', [need('oob', 127), need('storage', 60)])).toThrow(
      "'addressPlan' fd00:64::/64 does not hold the pools that are needed: 'oob' a /64, 'storage' a /64; make 'addressPlan' fd00:64::/63 [addressing/supernet-too-small]",
    );
    const given: PoolInput[] = [{ name: 'mine', purpose: 'oob', cidr: '10.64.0.0/25' }];
    expect(() => carve('10.64.0.0/25', [need('storage', 60)], { given })).toThrow(
      "'addressPlan' 10.64.0.0/25 does not hold the pools that are needed, beside 1 that stands in it: 'storage' a /25; make 'addressPlan' 10.64.0.0/24 [addressing/supernet-too-small]",
    );
  });
});

const counts = fc.array(fc.integer({ min: 1, max: 2_000 }), { minLength: 1, maxLength: PURPOSES.length });

const byHand = fc
  .array(fc.record({ third: fc.integer({ min: 0, max: 255 }), length: fc.integer({ min: 24, max: 30 }) }), {
    maxLength: 4,
  })
  .map((list) =>
    [...new Map(list.map((each) => [each.third, each])).values()].map(({ third, length }, index): PoolInput => ({
      name: `hand-${index}`,
      purpose: 'pods',
      cidr: `10.64.${third}.0/${length}`,
    })),
  );

const cases = fc.record({
  counts,
  more: fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 6, maxLength: 6 }),
  growth: fc.double({ min: 1, max: 4, noNaN: true }),
  given: byHand,
  isIpv6: fc.boolean(),
});

const needsOf = (list: readonly number[]): PoolNeed[] =>
  list.flatMap((count, index) => {
    const purpose = PURPOSES[index];
    return purpose === undefined ? [] : [need(purpose, count)];
  });

describe('whatever is needed,', () => {
  test('pools lie in the block, meet no other, hold what is needed, and come out alike in any order', () => {
    fc.assert(
      fc.property(cases, ({ counts: list, growth, given, isIpv6 }) => {
        const cidr = isIpv6 ? 'fd00:64::/48' : '10.64.0.0/12';
        const supernet = { cidr, growth };
        const needs = needsOf(list);
        const pools = carve(cidr, needs, { supernet, given });
        const whole = blockOf(cidr);
        // checkPools refuses pools that overlap.
        const checked = checkPools([...given, ...pools]).slice(given.length);
        for (const { block, range, input } of checked) {
          expect(block.first >= whole.first && block.last <= whole.last).toBe(true);
          const wanted = needs.find(({ purpose }) => purpose === input.purpose)?.addresses ?? Infinity;
          expect(range.capacity >= BigInt(wanted) || block.last - block.first + 1n >= BigInt(wanted)).toBe(true);
        }
        expect(checked).toHaveLength(needs.length);
        expect(carve(cidr, [...needs].reverse(), { supernet, given: [...given].reverse() })).toEqual(pools);
      }),
      { numRuns: 100 },
    );
  });

  test('growth by any step moves no pool and no address', () => {
    const wantsOf = (list: readonly number[]): AddressWant[] =>
      list.flatMap((count, index) => {
        const purpose = PURPOSES[index];
        if (purpose === undefined || index > 3) return [];
        return Array.from({ length: count % 300 }, (_, n) => ({ device: `n${n}`, interface: purpose, purpose }));
      });
    fc.assert(
      fc.property(cases, ({ counts: list, more, growth, given, isIpv6 }) => {
        const cidr = isIpv6 ? 'fd00:64::/48' : '10.64.0.0/12';
        let lock: { pools: Record<string, CarvedPool>; addresses: Record<string, string> } = {
          pools: {},
          addresses: {},
        };
        const grown = list.map((count, index) => (count % 300) + ((more[index] ?? 0) % 250));
        for (const step of [list.map((count) => count % 300), grown, grown.map((count) => count + 40)]) {
          const wants = wantsOf(step.map((count) => Math.min(count, 299)));
          const byPurpose = PURPOSES.slice(0, 4).flatMap((purpose) => {
            const count = wants.filter((want) => want.purpose === purpose).length;
            return count === 0 ? [] : [need(purpose, count)];
          });
          const carved = carve(cidr, byPurpose, { supernet: { cidr, growth }, given, wants, lock });
          const now = cidrs(carved);
          for (const [name, pool] of Object.entries(lock.pools)) expect(now[name]).toBe(pool.cidr);
          const plan = planAddresses({
            pools: [...given, ...carved],
            wants,
            asNumberFor: [],
            tenants: [],
            lock: { addresses: lock.addresses, asNumbers: {}, partitions: {} },
          });
          const addresses = Object.fromEntries(
            plan.addresses.map(({ device, interface: port, address }) => [`${device}/${port}`, address]),
          );
          for (const [key, address] of Object.entries(lock.addresses)) expect(addresses[key]).toBe(address);
          lock = { pools: lockOf(carved).pools ?? {}, addresses };
        }
      }),
      { numRuns: 30 },
    );
  });

  test('a block that is too small names one that does, and none smaller would', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 20, max: 32 }), ({ counts: list, given }, length) => {
        const cidr = `10.64.0.0/${length}`;
        const error = refusal(() => carve(cidr, needsOf(list), { given }));
        if (error === undefined) return;
        const [, larger = ''] = /make 'addressPlan' ([0-9./]+)/.exec(error.message) ?? [];
        expect(() => carve(larger, needsOf(list), { given })).not.toThrow();
        const [network, prefix] = larger.split('/');
        const half = `${network ?? ''}/${Number(prefix) + 1}`;
        expect(refusal(() => carve(half, needsOf(list), { given }))?.code).toBe('addressing/supernet-too-small');
      }),
      { numRuns: 100 },
    );
  });
});

function refusal(run: () => unknown): DesignError | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof DesignError) return error;
    throw error;
  }
}

describe('pools that are missing', () => {
  test('are told all at once, with sizes', () => {
    const pools = checkPools([{ name: 'oob', purpose: 'oob', cidr: '10.0.0.0/24' }]);
    const needs = [
      need('oob', 300),
      need('storage', 127, { from: "'haein-001/storage' and 126 more" }),
      need('fabric-link', 512, { name: 'links', from: "'linkPool' of fabric 'storage'" }),
    ];
    expect(lackingPools(needs, pools)?.message).toBe(
      "2 address pools are missing: purpose 'storage' for 'haein-001/storage' and 126 more (127 addresses, a /24 of IPv4); 'links' of purpose 'fabric-link' for 'linkPool' of fabric 'storage' (512 addresses, a /23 of IPv4); add them to 'addressPools', or let 'addressPlan: AddressPlan.within(...)' carve what is needed from a /21 or larger [addressing/no-pool]",
    );
  });

  test('are no slips of the pen', () => {
    const pools = checkPools([{ name: 'links', purpose: 'fabric-link', cidr: '10.0.0.0/24' }]);
    expect(lackingPools([need('fabric-link', 512, { name: 'linkz' })], pools)).toBeUndefined();
    expect(
      carve('10.64.0.0/12', [need('fabric-link', 512, { name: 'linkz' })], { given: pools.map((p) => p.input) }),
    ).toEqual([]);
  });
});
