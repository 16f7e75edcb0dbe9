import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { bookedByDay, offerNodes } from '../../../src/design/tenancy/offer';
import { planTenancy } from '../../../src/design/tenancy/plan-tenancy';
import { bookTenancy, freeNodes } from '../../../src/design/tenancy/tenancy-book';
import { expandNodes, type PoolShare, type Tenancy, type TenancyTenant } from '../../../src/design/tenancy/tenancy';
import { daysAfter } from '../../../src/model/phase';
import type { SitePlan } from '../../../src/model/site-plan';
import { renderSiteJson } from '../../../src/report/site/site-json';
import { memberSteps } from '../../../src/export/tenancy/partition-members';
import { gasanPlan } from '../orders/ordered-sites';

const GASAN = gasanPlan();
/** All nodes in service, none of them spare. */
const SITE: SitePlan = {
  ...GASAN,
  clusters: GASAN.clusters.map((cluster) => ({ ...cluster, spareSystems: 0 })),
  assets: new Map(
    GASAN.clusters.flatMap(({ hosts }) => hosts.map((device) => [device, { device, state: 'in-service' as const }])),
  ),
};
const EMPTY: Tenancy = { site: 'gasan', sanitisingDays: 2, tenants: [], proofs: [] };

const tenant = (
  name: string,
  nodes: string,
  since: string,
  more: Partial<TenancyTenant['leases'][number]> = {},
): TenancyTenant => ({
  name,
  isolation: ['account'],
  account: name,
  leases: [{ name: `${name}-1`, nodes: [nodes], since, ...more }],
});

const rules = (tenancy: Tenancy, site: SitePlan = SITE): readonly string[] =>
  planTenancy(site, tenancy, '2027-01-01').findings.map(({ rule }) => rule);

test('ranges of nodes', () => {
  expect(expandNodes('a-[08-10,12]-x')).toEqual(['a-08-x', 'a-09-x', 'a-10-x', 'a-12-x']);
  expect(expandNodes('a')).toEqual(['a']);
  for (const text of ['a-[1', 'a-[2-1]', 'a-[x]', 'a-[]', 'a]']) expect(expandNodes(text)).toBeUndefined();
});

describe('what does not hold', () => {
  const first = tenant('one', 'haein-[001-010]', '2027-01-01', { until: '2027-02-01' });

  test.each([
    ['a node of two tenants, by one day', '2027-01-31', ['tenancy/two-tenants']],
    ['a turn-over that is a day too short', '2027-02-02', ['tenancy/no-turn-over']],
    ['a turn-over of two days', '2027-02-03', []],
  ])('%s', (_, since, expected) => {
    expect(rules({ ...EMPTY, tenants: [first, tenant('two', 'haein-[010-020]', since)] })).toEqual(expected);
  });

  test('one cause is one finding with its nodes', () => {
    const { findings } = planTenancy(
      SITE,
      { ...EMPTY, tenants: [first, tenant('two', 'haein-[001-020]', '2027-01-15')] },
      '2027-01-01',
    );
    expect(findings.map(({ message }) => message)).toEqual([
      "10 nodes (haein-001 to haein-010) are also of lease 'one-1' of tenant 'one' until 2027-02-01",
    ]);
  });

  test('GPUs without nodes are on the fabrics of their cluster', () => {
    const counted = tenant('one', '', '2027-01-01', { nodes: [], gpus: 8 });
    const fabrics = SITE.fabrics.filter(({ plan }) => plan.kind === 'infiniband');
    const own = { ...counted, isolation: ['account', 'vrf'] as const, vni: 7_001 };
    expect(rules({ ...EMPTY, tenants: [own] }, { ...SITE, fabrics })).toContain('tenancy/no-such-fabric');
  });

  test('nodes that are none are one refusal, however many they are', () => {
    const make = (nodes: string) => (): unknown => rules({ ...EMPTY, tenants: [tenant('one', nodes, '2027-01-01')] });
    expect(make('haein-[100-999999]')).toThrow(
      "lease 'one-1' names node 'haein-128', which is no system of the site (and 999871 more like it)",
    );
    expect(make('haein-128')).toThrow(/no system of the site; /);
  });

  test('a lease runs into the one that ends last, whatever is between', () => {
    const short = tenant('two', 'haein-001', '2027-01-05', { until: '2027-01-06' });
    const third = tenant('three', 'haein-001', '2027-01-20');
    const { findings } = planTenancy(SITE, { ...EMPTY, tenants: [first, short, third] }, '2027-01-01');
    expect(findings.map(({ object }) => object)).toEqual([
      "lease 'two-1' of tenant 'two'",
      "lease 'three-1' of tenant 'three'",
    ]);
  });

  test('a hold between two tenants is no turn-over', () => {
    const held = tenant('two', 'haein-001', '2027-02-03', { heldUntil: '2027-02-03' });
    const tenancy = { ...EMPTY, sanitisingDays: 5, tenants: [first, held, tenant('three', 'haein-001', '2027-02-04')] };
    expect(rules(tenancy)).toEqual(['tenancy/no-turn-over', 'tenancy/no-turn-over']);
  });

  test('evidence of a node that is none, a hold that ends before it begins, and two sizes of a lease', () => {
    const proofs = [{ node: 'haein-01', date: '2027-01-01', proven: [] }];
    const held = tenant('two', 'haein-020', '2027-02-03', { heldUntil: '2027-02-02' });
    const both = tenant('three', 'haein-[030-031]', '2027-01-01', { gpus: 16 });
    const make = (more: Partial<Tenancy>) => (): unknown => planTenancy(SITE, { ...EMPTY, ...more }, '2027-01-01');
    expect(make({ proofs })).toThrow("evidence of node 'haein-01': it is no system of the site");
    expect(make({ tenants: [held] })).toThrow('it would never be');
    expect(make({ tenants: [both] })).toThrow('would be promised beside those of the nodes');
  });

  test('an account that is not stated is the name, which no other tenant has as its account', () => {
    const named: TenancyTenant = { name: 'one', isolation: ['account'], leases: first.leases };
    const other = { ...tenant('two', 'haein-020', '2027-01-01'), account: 'One' };
    expect(() => rules({ ...EMPTY, tenants: [named, other] })).toThrow('both have the account One');
  });

  test('a tenant has one share of a pool at a time', () => {
    const share = (since: string, until?: string): PoolShare => ({
      pool: 'common',
      guaranteed: 8,
      since,
      ...(until === undefined ? {} : { until }),
    });
    const make = (...shares: readonly PoolShare[]): unknown =>
      rules({
        ...EMPTY,
        tenants: [{ name: 'one', isolation: ['account'], account: 'one', leases: [], shares }],
        pools: [{ name: 'common', leases: [{ name: 'P', nodes: ['haein-001'], since: '2027-01-01' }] }],
      });
    expect(make(share('2027-02-01'), share('2027-01-01', '2027-02-01'))).toEqual([]);
    expect(() => make(share('2027-02-01'), share('2027-01-01', '2027-02-02'))).toThrow('begins before the one from');
    expect(() => make(share('2027-02-01'), share('2027-01-01'))).toThrow('[tenancy/two-shares]');
  });

  test('a lease of the same tenant follows without a turn-over', () => {
    const renewed = {
      ...first,
      leases: [...first.leases, { name: 'one-2', nodes: ['haein-[001-010]'], since: '2027-02-01' }],
    };
    const tenancy = { ...EMPTY, tenants: [renewed] };
    expect(rules(tenancy)).toEqual([]);
    expect(planTenancy(SITE, tenancy, '2027-02-01').nodes[0]).toMatchObject({ use: 'leased', tenant: 'one' });
  });

  test('nodes that are out or spare', () => {
    const assets = new Map(SITE.assets).set('haein-005', { device: 'haein-005', state: 'drained' });
    const clusters = SITE.clusters.map((cluster) => ({ ...cluster, spareSystems: 2 }));
    const tenancy = { ...EMPTY, tenants: [tenant('one', 'haein-[005-005,126]', '2027-01-01')] };
    expect(rules(tenancy, { ...SITE, assets, clusters })).toEqual(['tenancy/node-out', 'tenancy/spare-promised']);
  });

  test('what no phase and no state puts into service, and spares that nobody states, are not known', () => {
    const leased = { ...EMPTY, tenants: [tenant('one', 'haein-[001-002]', '2027-01-01')] };
    expect(rules(leased)).toEqual([]);
    expect(rules(EMPTY, GASAN)).toEqual([]);
    const { findings } = planTenancy(GASAN, leased, '2027-01-01');
    expect(findings.map(({ rule, severity, message }) => [rule, severity, message])).toEqual([
      [
        'tenancy/service-not-known',
        'not-known',
        '2 nodes (haein-001 to haein-002) are let, and in service from a day that nothing says',
      ],
      [
        'tenancy/spares-not-stated',
        'not-known',
        'nothing says how many of its systems are spare, and all are let or free',
      ],
    ]);
  });

  test('nodes before their phase', () => {
    const device = SITE.devices.map((each) => (each.name === 'haein-127' ? { ...each, phase: 'second' } : each));
    const phase = { path: '', systems: 0, gpus: 0, racksUsed: 0, loadWatts: 0, purchases: [] };
    const phases = [
      { ...phase, name: 'first', date: '2026-06-01' },
      { ...phase, name: 'second', date: '2027-06-01' },
    ];
    const site = { ...SITE, devices: device, phases };
    expect(rules({ ...EMPTY, tenants: [tenant('one', 'haein-[126-127]', '2027-05-31')] }, site)).toEqual([
      'tenancy/before-service',
    ]);
    expect(rules({ ...EMPTY, tenants: [tenant('one', 'haein-[126-127]', '2027-06-01')] }, site)).toEqual([]);
  });

  test('isolation that is not stated, or that no fabric gives', () => {
    const plain = tenant('one', 'haein-001', '2027-01-01');
    expect(rules({ ...EMPTY, tenants: [{ ...plain, isolation: [] }] })).toEqual(['tenancy/isolation-not-stated']);
    expect(rules({ ...EMPTY, tenants: [{ ...plain, isolation: ['vrf', 'storage', 'namespace'] }] })).toEqual(
      Array<string>(3).fill('tenancy/identity-not-stated'),
    );
    const clusters = SITE.clusters.map((cluster) => ({ ...cluster, fabrics: ['in-band'] }));
    expect(rules({ ...EMPTY, tenants: [{ ...plain, isolation: ['pkey'], pkey: 9 }] }, { ...SITE, clusters })).toEqual([
      'tenancy/no-such-fabric',
    ]);
  });

  test.each([
    [0, 1],
    [1, 0],
    [0x7ffe, 0],
    [0x7fff, 1],
    [0x8001, 1],
  ])('key %i: %i refusals', (pkey, refusals) => {
    const site = { ...SITE, addresses: { ...SITE.addresses, partitions: [] } };
    const make = (): unknown =>
      planTenancy(site, { ...EMPTY, tenants: [{ ...tenant('one', 'haein-001', '2027-01-01'), pkey }] }, '2027-01-01');
    if (refusals === 0) expect(make).not.toThrow();
    else expect(make).toThrow("'pkey' is");
  });
});

describe('turn-over', () => {
  const tenants = [
    {
      ...tenant('one', 'haein-[001-002]', '2027-01-01', { until: '2027-02-01' }),
      isolation: ['pkey' as const],
      pkey: 5,
    },
    { ...tenant('two', 'haein-[001-002]', '2027-02-03'), isolation: ['pkey' as const], pkey: 6 },
  ];
  const proven = { node: 'haein-001', date: '2027-02-02', proven: ['disk', 'bmc', 'nic', 'firmware'] as const };
  const early = { ...proven, node: 'haein-002', date: '2027-01-31' };

  test('what is not proven after its last tenant stays closed, and in no key', () => {
    const tenancy = { ...EMPTY, tenants, proofs: [proven, early] };
    const uses = (day: string): readonly unknown[] =>
      planTenancy(SITE, tenancy, day)
        .nodes.slice(0, 2)
        .map(({ use, lacks }) => [use, lacks]);
    expect(uses('2027-02-01')).toEqual([
      ['closed', ['disk', 'bmc', 'nic', 'firmware']],
      ['closed', ['disk', 'bmc', 'nic', 'firmware']],
    ]);
    expect(uses('2027-02-02')[0]).toEqual(['sanitising', undefined]);
    expect(uses('2027-02-03')).toEqual([
      ['leased', undefined],
      ['closed', ['disk', 'bmc', 'nic', 'firmware']],
    ]);
    expect(
      memberSteps(SITE, tenancy, '2027-02-03', '2027-01-31')
        .filter(({ fabric }) => fabric === 'compute')
        .map(({ action, node, pkey }) => [action, node, pkey]),
    ).toEqual([
      ['remove', 'haein-001', '0x0005'],
      ['remove', 'haein-002', '0x0005'],
      ['verify', 'haein-001', '0x0005'],
      ['verify', 'haein-002', '0x0005'],
      ['add', 'haein-001', '0x0006'],
    ]);
  });

  test('a change of tenants changes nothing of the site', () => {
    const before = renderSiteJson(SITE);
    memberSteps(SITE, { ...EMPTY, tenants }, '2027-02-03', '2027-01-31');
    expect(renderSiteJson(SITE)).toBe(before);
  });
});

describe('offers', () => {
  const wish = { gpus: 512, since: '2027-01-01', isolation: ['pkey' as const] };

  test('whole units are taken where they fit', () => {
    expect(offerNodes(SITE, EMPTY, { ...wish, gpus: 250 })).toMatchObject({
      isPossible: true,
      offered: { gpus: 256, units: 1 },
    });
    expect(offerNodes(SITE, EMPTY, { ...wish, gpus: 1_017 })).toMatchObject({ isPossible: false, displaces: [] });
  });

  test('a hold is named where the wish fits in its place, and the day on which it lapses', () => {
    const tenancy = {
      ...EMPTY,
      tenants: [tenant('one', 'haein-[001-100]', '2026-12-01', { heldUntil: '2027-01-15' })],
    };
    // A hold that has lapsed was never used: there is nothing to clean.
    expect(offerNodes(SITE, tenancy, wish)).toMatchObject({
      isPossible: false,
      from: '2027-01-16',
      displaces: ["lease 'one-1' of tenant 'one', held until 2027-01-15"],
    });
  });

  test.each([0, 2])('a wish without end takes no node that is let later, with %i days between', (sanitisingDays) => {
    const tenancy = { ...EMPTY, sanitisingDays, tenants: [tenant('one', 'haein-[001-100]', '2031-01-01')] };
    // 27 of 127 nodes are free for good; until the day on which the others must be clean, all are.
    expect(offerNodes(SITE, tenancy, { ...wish, gpus: 27 * 8 })).toMatchObject({ isPossible: true });
    expect(offerNodes(SITE, tenancy, { ...wish, gpus: 28 * 8 })).toMatchObject({ isPossible: false });
    const until = daysAfter('2031-01-01', -sanitisingDays);
    expect(offerNodes(SITE, tenancy, { ...wish, gpus: 127 * 8, until })).toMatchObject({ isPossible: true });
    expect(offerNodes(SITE, tenancy, { ...wish, gpus: 127 * 8, until: daysAfter(until, 1) })).toMatchObject({
      isPossible: false,
    });
  });

  test('a hold that begins within the days of sanitising after a wish is displaced by it', () => {
    const tenancy = {
      ...EMPTY,
      tenants: [tenant('one', 'haein-[001-127]', '2027-02-01', { heldUntil: '2027-03-01' })],
    };
    expect(offerNodes(SITE, tenancy, { ...wish, until: '2027-02-01' })).toMatchObject({
      isPossible: false,
      displaces: ["lease 'one-1' of tenant 'one', held until 2027-03-01"],
    });
  });

  test('a hold of GPUs without nodes is displaced too, and one of another time is not', () => {
    const held = (name: string, since: string): TenancyTenant =>
      tenant(name, '', since, { nodes: [], gpus: 127 * 8, heldUntil: daysAfter(since, 20) });
    const tenancy = { ...EMPTY, tenants: [held('one', '2026-12-20'), held('two', '2027-06-01')] };
    expect(offerNodes(SITE, tenancy, { ...wish, until: '2027-02-01' })).toMatchObject({
      isPossible: false,
      from: '2027-01-10',
      displaces: ["lease 'one-1' of tenant 'one', held until 2027-01-09"],
    });
  });

  test('GPUs without nodes are kept back as many as are promised at once, in whole nodes', () => {
    const counted = (name: string, gpus: number, since: string, until: string): TenancyTenant =>
      tenant(name, '', since, { nodes: [], gpus, until });
    const one = counted('one', 64 * 8, '2027-01-01', '2027-02-01');
    const offer = (gpus: number, ...tenants: readonly TenancyTenant[]): boolean =>
      offerNodes(SITE, { ...EMPTY, tenants }, { ...wish, gpus, until: '2027-04-01' }).isPossible;
    // 64 nodes in January and 64 in March are 64 at once; two days of sanitising are between.
    expect(offer(63 * 8, one, counted('two', 64 * 8, '2027-02-03', '2027-04-01'))).toBe(true);
    expect(offer(64 * 8, one, counted('two', 64 * 8, '2027-02-03', '2027-04-01'))).toBe(false);
    expect(offer(63 * 8, one, counted('two', 64 * 8, '2027-02-02', '2027-04-01'))).toBe(false);
    // Twice half a node are two nodes.
    const halves = [counted('one', 4, '2027-01-01', '2027-02-01'), counted('two', 4, '2027-01-01', '2027-02-01')];
    expect(offer(125 * 8, ...halves)).toBe(true);
    expect(offer(126 * 8, ...halves)).toBe(false);
  });

  test('what is not known of the offered nodes is told', () => {
    const { notKnown } = offerNodes(GASAN, EMPTY, { ...wish, gpus: 16 });
    expect(notKnown.map((each) => each.split(':')[0])).toEqual(['service', 'spares']);
    expect(offerNodes(SITE, EMPTY, { ...wish, gpus: 16 }).notKnown).toEqual([]);
  });

  test('free GPUs that leases without nodes are promised are told by day', () => {
    const counted = tenant('one', '', '2027-02-01', { nodes: [], gpus: 60, until: '2027-03-01' });
    // 60 GPUs take 8 whole nodes, as offers keep them back.
    const days = bookedByDay(SITE, { ...EMPTY, tenants: [counted] }, '2027-01-01', '2027-12-31');
    expect(days.map(({ day, counts }) => [day, counts['free'], counts['promised']])).toEqual([
      ['2027-01-01', 1_016, undefined],
      ['2027-02-01', 1_016, 64],
      ['2027-03-01', 1_016, undefined],
    ]);
  });

  test('what leaves counts once it is proven', () => {
    const tenancy = { ...EMPTY, tenants: [tenant('one', 'haein-[001-100]', '2026-12-01', { until: '2027-03-01' })] };
    const offer = offerNodes(SITE, tenancy, wish);
    expect(offer.from).toBeUndefined();
    expect(offer.fromIfProven).toBe('2027-03-03');
  });

  test('what is offered is free on every day, by a plain count', () => {
    const days = integer({ min: 0, max: 60 });
    const leases = array(
      record({
        from: days,
        length: integer({ min: 1, max: 40 }),
        first: integer({ min: 1, max: 127 }),
        nodes: integer({ min: 1, max: 60 }),
        name: constantFrom('a', 'b'),
      }),
      { maxLength: 6 },
    );
    const day = (number: number): string => daysAfter('2027-01-01', number);
    assert(
      property(
        leases,
        integer({ min: 1, max: 1_016 }),
        days,
        integer({ min: 1, max: 30 }),
        (booked, gpus, from, length) => {
          const names = (first: number, count: number): string[] =>
            SITE.clusters[0]?.hosts.slice(first - 1, first - 1 + count) ?? [];
          const tenancy: Tenancy = {
            ...EMPTY,
            evidence: [],
            tenants: ['a', 'b'].map((name) => ({
              ...tenant(name, 'haein-001', '2027-01-01'),
              leases: booked
                .map((each, index) => ({ ...each, index }))
                .filter((each) => each.name === name)
                .map((each) => ({
                  name: `l${each.index}`,
                  nodes: names(each.first, each.nodes),
                  since: day(each.from),
                  until: day(each.from + each.length),
                })),
            })),
          };
          const isFree = (node: string): boolean =>
            tenancy.tenants.every(({ leases: own }) =>
              own.every(
                ({ nodes = [], since, until = '' }) =>
                  !nodes.includes(node) ||
                  daysAfter(until, 2) <= day(from) ||
                  since >= daysAfter(day(from + length), 2),
              ),
            );
          const free = SITE.clusters[0]?.hosts.filter(isFree) ?? [];
          expect(freeNodes(bookTenancy(SITE, tenancy), day(from), day(from + length)).map(({ node }) => node)).toEqual(
            free,
          );
          const offer = offerNodes(SITE, tenancy, { ...wish, gpus, since: day(from), until: day(from + length) });
          expect(offer.isPossible).toBe(free.length * 8 >= gpus);
          if (offer.offered === undefined) return;
          expect(offer.offered.gpus).toBe(8 * Math.ceil(gpus / 8));
          expect(offer.offered.nodes.every(isFree)).toBe(true);
        },
      ),
      { numRuns: 60, seed: 5 },
    );
  });
});

describe('pools and shares', () => {
  const share = (name: string, more: Partial<PoolShare>): TenancyTenant => ({
    name,
    isolation: ['namespace'],
    namespace: name,
    leases: [],
    shares: [{ pool: 'common', guaranteed: 0, since: '2027-01-01', ...more }],
  });
  const pool = { name: 'common', leases: [{ name: 'P1', nodes: ['haein-[001-126]'], since: '2027-01-01' }] };

  test('ceilings by worked figures', () => {
    // 576 + 288 + 144 = 1,008 of 126 nodes with 8: nothing is left. The first may borrow min(144, 100 + 144) = 144, the second 576 + 144, the third 576 + 100.
    const tenants = [
      share('one', { guaranteed: 576, burst: 144 }),
      share('two', { guaranteed: 288, lends: 100 }),
      share('three', { guaranteed: 144 }),
    ];
    const { pools, findings } = planTenancy(SITE, { ...EMPTY, tenants, pools: [pool] }, '2027-01-01');
    expect(findings).toEqual([]);
    expect(pools).toMatchObject([{ usable: 1_008, guaranteed: 1_008, rest: 0 }]);
    expect(pools?.[0]?.shares.map(({ ceiling }) => ceiling)).toEqual([720, 1_008, 820]);
  });

  test('what is guaranteed to nobody may be borrowed by all', () => {
    const tenants = [share('one', { burst: 8 }), share('two', {})];
    const { pools } = planTenancy(SITE, { ...EMPTY, tenants, pools: [pool] }, '2027-01-01');
    expect(pools?.[0]).toMatchObject({ rest: 1_008, shares: [{ ceiling: 8 }, { ceiling: 1_008 }] });
  });

  test.each([
    ['usable GPUs', {}, 1_008, []],
    ['one more', {}, 1_009, ['tenancy/over-promised']],
    ['drained ones', { 'haein-001': 'drained' as const }, 1_008, ['tenancy/node-out', 'tenancy/over-promised']],
    ['failed ones', { 'haein-001': 'failed' as const }, 1_000, ['tenancy/node-out']],
  ])('guarantees of %s', (_, states, guaranteed, expected) => {
    const assets = new Map(SITE.assets);
    for (const [device, state] of Object.entries(states)) assets.set(device, { device, state });
    expect(rules({ ...EMPTY, tenants: [share('one', { guaranteed })], pools: [pool] }, { ...SITE, assets })).toEqual(
      expected,
    );
  });

  test('spares are not usable, and neither is what a pool has only later', () => {
    const clusters = SITE.clusters.map((cluster) => ({ ...cluster, spareSystems: 2 }));
    const tenancy = { ...EMPTY, tenants: [share('one', { guaranteed: 1_008 })], pools: [pool] };
    expect(rules(tenancy, { ...SITE, clusters })).toEqual(['tenancy/spare-promised', 'tenancy/over-promised']);
    const early = { ...tenancy, tenants: [share('one', { guaranteed: 8, since: '2026-12-31' })] };
    expect(planTenancy(SITE, early, '2027-01-01').findings.map(({ message }) => message)).toEqual([
      'from 2026-12-31 on 8 GPUs are guaranteed, and 0 are usable: 8 too many',
    ]);
  });

  test('a node of a pool that came from a tenant and is not proven is not usable on the day', () => {
    const before = tenant('before', 'haein-001', '2026-01-01', { until: '2026-12-01' });
    const tenancy = { ...EMPTY, tenants: [before, share('one', { guaranteed: 1_008 })], pools: [pool] };
    expect(planTenancy(SITE, tenancy, '2027-01-01').findings.map(({ message }) => message)).toEqual([
      '1008 GPUs are guaranteed, and 1000 are usable while others of its nodes are not proven clean',
    ]);
  });

  test('what keeps whole nodes apart keeps nobody apart in a pool', () => {
    const one = { ...share('one', {}), isolation: ['pkey' as const], pkey: 3 };
    expect(rules({ ...EMPTY, tenants: [one], pools: [pool] })).toEqual(['tenancy/not-apart-in-pool']);
    const both = { ...one, isolation: ['pkey' as const, 'namespace' as const] };
    expect(planTenancy(SITE, { ...EMPTY, tenants: [both], pools: [pool] }, '2027-01-01').findings).toMatchObject([
      { rule: 'tenancy/not-apart-in-pool', severity: 'warning' },
    ]);
  });

  test('nodes that two schedulers would give away', () => {
    const both = { ...tenant('one', 'haein-001', '2027-01-01'), isolation: ['account' as const, 'namespace' as const] };
    expect(rules({ ...EMPTY, tenants: [{ ...both, namespace: 'one' }] })).toEqual(['tenancy/two-schedulers']);
    const slurm = { ...share('two', {}), isolation: ['account' as const], account: 'two' };
    expect(rules({ ...EMPTY, tenants: [share('one', {}), slurm], pools: [pool] })).toEqual(['tenancy/two-schedulers']);
    expect(rules({ ...EMPTY, tenants: [share('one', {}), share('two', {})], pools: [pool] })).toEqual([]);
  });

  test('a ceiling is never above what is there, and each may have it alone, by a plain count', () => {
    const gpus = integer({ min: 0, max: 400 });
    const shares = array(record({ guaranteed: gpus, burst: gpus, lent: gpus }), { minLength: 1, maxLength: 5 });
    assert(
      property(shares, (list) => {
        const tenants = list.map(({ guaranteed, burst, lent }, index) =>
          share(`t${index}`, { guaranteed, burst, lends: Math.min(lent, guaranteed) }),
        );
        const { pools, findings } = planTenancy(SITE, { ...EMPTY, tenants, pools: [pool] }, '2027-01-01');
        const total = list.reduce((sum, { guaranteed }) => sum + guaranteed, 0);
        expect(findings.length).toBe(total > 1_008 ? 1 : 0);
        if (total > 1_008) return;
        pools?.[0]?.shares.forEach(({ ceiling, guaranteed, burst = 0 }, index) => {
          const kept = list.reduce(
            (sum, each, at) => sum + (at === index ? 0 : each.guaranteed - Math.min(each.lent, each.guaranteed)),
            0,
          );
          expect(ceiling).toBe(Math.min(guaranteed + burst, 1_008 - kept));
        });
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

test.each([
  ['GPUs without nodes', { leases: [{ name: 'L', gpus: 64, since: '2027-01-01' }] }, 'GPUs of a lease without nodes'],
  ['GPUs of a pool', { shares: [{ pool: 'common', guaranteed: 8, since: '2027-01-01' }] }, 'its GPUs of pools'],
])('a largest loss is not judged of %s', (_, more, words) => {
  const pools = [{ name: 'common', leases: [{ name: 'P', nodes: ['haein-001'], since: '2027-01-01' }] }];
  const own: TenancyTenant = { ...tenant('one', 'haein-020', '2027-01-01'), largestLoss: 1, ...more };
  const { findings } = planTenancy(SITE, { ...EMPTY, tenants: [own], pools }, '2027-01-01');
  const told = findings.filter(({ rule, message }) => rule === 'tenancy/largest-loss' && message.includes(words));
  expect(told.map(({ severity }) => severity)).toEqual(['not-known']);
});

describe('leases of racks and of GPUs', () => {
  test('a rack is all of its systems', () => {
    const rack = SITE.placement.racks.find(({ devices }) => devices.some(({ name }) => name === 'haein-001'));
    const systems = rack?.devices.flatMap(({ name }) => (name.startsWith('haein-') ? [name] : [])) ?? [];
    const own = tenant('one', '', '2027-01-01', { nodes: [], racks: [rack?.name ?? ''] });
    const { nodes } = planTenancy(SITE, { ...EMPTY, tenants: [own] }, '2027-01-01');
    expect(nodes.filter(({ use }) => use === 'leased').map(({ node }) => node)).toEqual(systems.sort());
    const make = (racks: readonly string[]) => (): unknown =>
      planTenancy(SITE, { ...EMPTY, tenants: [tenant('one', '', '2027-01-01', { nodes: [], racks })] }, '2027-01-01');
    expect(make(['A99'])).toThrow("names rack 'A99', which the site does not have");
    expect(make([])).toThrow('names no nodes, no racks and no GPUs');
  });

  test.each([
    [27 * 8, ['tenancy/not-placed']],
    [27 * 8 + 1, ['tenancy/not-placed', 'tenancy/over-promised']],
  ])('%i GPUs without nodes beside 100 nodes that are let', (gpus, expected) => {
    const counted = tenant('two', '', '2027-01-01', { nodes: [], gpus });
    const tenancy = { ...EMPTY, tenants: [tenant('one', 'haein-[001-100]', '2026-01-01'), counted] };
    expect(rules(tenancy)).toEqual(expected);
    const wish = { gpus: 8, since: '2027-01-01', isolation: [] };
    expect(offerNodes(SITE, tenancy, wish).isPossible).toBe(false);
    expect(offerNodes(SITE, { ...EMPTY, tenants: [counted] }, { ...wish, gpus: 800 }).isPossible).toBe(gpus === 216);
  });
});

describe('identities', () => {
  const plain = tenant('one', 'haein-001', '2027-01-01');
  const other = tenant('two', 'haein-002', '2027-01-01');

  test.each([
    ['a key of a tenant of the site', { pkey: GASAN.addresses.partitions[0]?.pkey ?? 0 }, {}, "that of tenant '"],
    ['a VLAN of a pool of the site', { vlan: 100 }, {}, "VLAN 100, which is that of pool 'management' of the site"],
    ['a VNI that is the number of a VLAN', { vni: 300 }, {}, 'the number of a VLAN'],
    ['accounts that differ by capitals', { account: 'Team' }, { account: 'team' }, 'both have the account team'],
    ['an export within another', { export: '/a/b' }, { export: '/a/' }, "lies in that of tenant 'two'"],
    ['the same export', { export: '/a' }, { export: '/a/' }, 'both have the export /a'],
    ['the same NVLink partition', { nvlink: 'x' }, { nvlink: 'x' }, 'both have the NVLink partition x'],
    [
      'a share of no pool',
      { shares: [{ pool: 'x', guaranteed: 1, since: '2027-01-01' }] },
      {},
      'there is no such pool',
    ],
  ])('fails on %s', (_, more, others, message) => {
    const make = (): unknown =>
      planTenancy(
        SITE,
        {
          ...EMPTY,
          tenants: [
            { ...plain, ...more },
            { ...other, ...others },
          ],
        },
        '2027-01-01',
      );
    expect(make).toThrow(message);
  });

  test('folders beside each other are apart', () => {
    const tenants = [
      { ...plain, export: '/a' },
      { ...other, export: '/ab' },
    ];
    expect(rules({ ...EMPTY, tenants })).toEqual([]);
  });
});

describe('what one loss takes', () => {
  test('of a rack, worked by hand, and against what is promised', () => {
    const rack = SITE.placement.racks.find(({ devices }) => devices.some(({ name }) => name === 'haein-001'));
    const inRack = rack?.devices.filter(({ name }) => name.startsWith('haein-')).length ?? 0;
    const own = tenant('one', 'haein-[001-010]', '2027-01-01');
    const { losses } = planTenancy(SITE, { ...EMPTY, tenants: [own] }, '2027-01-01');
    expect(losses[0]).toEqual({ tenant: 'one', kind: 'rack', thing: rack?.name, gpus: inRack * 8, of: 80 });
    const share = (inRack * 8) / 80;
    const found = (largestLoss: number): readonly string[] =>
      planTenancy(SITE, { ...EMPTY, tenants: [{ ...own, largestLoss }] }, '2027-01-01')
        .findings.filter(({ severity, message }) => severity === 'error' && message.includes('rack'))
        .map(({ rule }) => rule);
    expect(found(share)).toEqual([]);
    expect(found(share - 0.01)).toEqual(['tenancy/largest-loss']);
  });
});
