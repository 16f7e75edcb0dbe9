import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { offerNodes } from '../../../src/design/tenancy/offer';
import { bookTenancy, freeNodes, planTenancy } from '../../../src/design/tenancy/plan-tenancy';
import { expandNodes, type Tenancy, type TenancyTenant } from '../../../src/design/tenancy/tenancy';
import { daysAfter } from '../../../src/model/phase';
import type { SitePlan } from '../../../src/model/site-plan';
import { renderSiteJson } from '../../../src/report/site/site-json';
import { memberSteps } from '../../../src/export/tenancy/tenancy-files';
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
    const make = (): unknown =>
      planTenancy(SITE, { ...EMPTY, tenants: [{ ...tenant('one', 'haein-001', '2027-01-01'), pkey }] }, '2027-01-01');
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
      memberSteps(SITE, tenancy, '2027-02-03', '2027-01-31').map(({ action, node, pkey }) => [action, node, pkey]),
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
                ({ nodes, since, until = '' }) =>
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
