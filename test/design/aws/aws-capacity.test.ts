import fc from 'fast-check';
import { quotaNeeds, planEfaLayout, onLustreGrid, sizeLustre } from '../../../src/design/aws/aws-capacity';
import { cluster, pool } from '../../policy/aws/aws-plan-fixture';
import type { InstanceSpec } from '../../../src/catalog/system-spec';
import { instances } from '../../../src/catalog/aws-instances';
import { LUSTRE_RATES, type EfaLayout } from '../../../src/model/aws-plan';

const NONE = { pools: [], lustre: [], clusters: [], directConnects: [] };

test('nothing takes nothing', () => {
  expect(quotaNeeds('ap-northeast-2', NONE)).toEqual([]);
});

test('of the groups of a cluster the largest counts, wherever it stands', () => {
  const nodeGroups = [2, 5, 3].map((nodes) => ({ name: `g${nodes}`, nodes }));
  const needs = quotaNeeds('ap-northeast-2', { ...NONE, clusters: [cluster({ nodeGroups })] });
  expect(needs.map(({ what, needed, arithmetic }) => [what, needed, arithmetic])).toEqual([
    ["node groups of cluster 'ai'", 3, '3 groups'],
    ["nodes of one group of cluster 'ai'", 5, "5 of group 'g5'"],
  ]);
});

// p5en: 17 interfaces and 192 vCPU each; blocks take no vCPU on demand, and what HyperPod runs is not the account's.
test('pools take interfaces and vCPU at their largest', () => {
  const pools = [
    pool({ count: 1, maxCount: 4 }),
    pool({ name: 'block', maxCount: 2, capacity: 'capacity-block' }),
    pool({ name: 'hyper', maxCount: 8, consumer: 'hyperpod' }),
  ];
  expect(
    quotaNeeds('ap-northeast-2', { ...NONE, pools }).map(({ needed, arithmetic }) => [needed, arithmetic]),
  ).toEqual([
    [102, "4 x 17 of pool 'train' + 2 x 17 of pool 'block'"],
    [768, "4 x 192 of pool 'train'"],
  ]);
});

function layoutOf(spec: InstanceSpec, kind: 'efa-only' | 'efa' = 'efa-only'): EfaLayout {
  return planEfaLayout({
    instance: spec.id,
    cards: spec.networkCards.value,
    efaInterfaces: spec.efaInterfaces?.value ?? 0,
    isCard0Efa: spec.isCard0Efa?.value ?? true,
    card0Interfaces: spec.card0Interfaces?.value ?? 1,
    cardInterfaces: spec.cardInterfaces?.value ?? 1,
    addressesPerInterface: spec.addressesPerInterface?.value ?? 1,
    kind,
  });
}

// Interfaces, EFA interfaces and pods by ENI as the reference table of the EC2 answers lists them; one address each, that of the ENA interface.
// Pods of p5en: (4 usable on card 0 - 1 EFA-only) x (50 - 1) + 2 = 149; of p6-b300, without EFA on card 0: 4 x 49 + 2 = 198.
test.each([
  [instances.P4D_24XLARGE, 5, 4, 688],
  [instances.P4DE_24XLARGE, 5, 4, 688],
  [instances.P5_4XLARGE, 2, 1, 89],
  [instances.P5_48XLARGE, 33, 32, 51],
  [instances.P5E_48XLARGE, 33, 32, 51],
  [instances.P5EN_48XLARGE, 17, 16, 149],
  [instances.P6_B200_48XLARGE, 9, 8, 149],
  [instances.P6_B300_48XLARGE, 17, 16, 198],
  [instances.G6E_48XLARGE, 5, 4, 443],
  [instances.G7_48XLARGE, 3, 2, 695],
  [instances.G7E_24XLARGE, 3, 2, 569],
  [instances.G7E_48XLARGE, 5, 4, 569],
  [instances.TRN1_32XLARGE, 9, 8, 198],
  [instances.TRN1N_32XLARGE, 17, 16, 198],
  [instances.TRN2_48XLARGE, 17, 16, 51],
])('$id has %i interfaces, %i of EFA, and %i pods by interface', (spec, interfaces, efa, pods) => {
  const layout = layoutOf(spec);
  expect(layout.interfaces).toHaveLength(interfaces);
  expect(layout.efaInterfaces).toBe(efa);
  expect(layout.addresses).toBe(1);
  expect(layout.podsByInterface).toBe(pods);
});

test('p5 has ENA and EFA on card 0, then device 0 of each card', () => {
  expect(layoutOf(instances.P5_48XLARGE).interfaces.slice(0, 4)).toEqual([
    { card: 0, device: 0, kind: 'interface' },
    { card: 0, device: 1, kind: 'efa-only' },
    { card: 1, device: 0, kind: 'efa-only' },
    { card: 2, device: 0, kind: 'efa-only' },
  ]);
});

test('p6-b300 has EFA on cards 1 to 16 alone', () => {
  const { interfaces } = layoutOf(instances.P6_B300_48XLARGE);
  expect(interfaces.filter(({ kind }) => kind === 'efa-only').map(({ card, device }) => [card, device])).toEqual(
    Array.from({ length: 16 }, (_, index) => [index + 1, 0]),
  );
});

test('a type without EFA has one interface', () => {
  expect(layoutOf(instances.G6E_XLARGE).interfaces).toEqual([{ card: 0, device: 0, kind: 'interface' }]);
});

// 1 EFA on card 0 and 31 on the others, each with an address; on p6-b300 one more, since card 0 has ENA alone.
test.each([
  [instances.P5_48XLARGE, 32, 32],
  [instances.P5EN_48XLARGE, 16, 16],
  [instances.P6_B300_48XLARGE, 17, 17],
])('$id for PCS has %i interfaces, and as many addresses', (spec, interfaces, addresses) => {
  const layout = layoutOf(spec, 'efa');
  expect(layout.interfaces).toHaveLength(interfaces);
  expect(layout.addresses).toBe(addresses);
});

// Where card 0 takes EFA the primary interface is one, and further cards count from device 1; where it takes none, from 0.
test.each([
  [
    instances.P5_48XLARGE,
    [
      { card: 0, device: 0, kind: 'efa' },
      { card: 1, device: 1, kind: 'efa' },
      { card: 2, device: 1, kind: 'efa' },
    ],
  ],
  [
    instances.P6_B300_48XLARGE,
    [
      { card: 0, device: 0, kind: 'interface' },
      { card: 1, device: 0, kind: 'efa' },
      { card: 2, device: 0, kind: 'efa' },
    ],
  ],
  [instances.G6E_XLARGE, [{ card: 0, device: 0, kind: 'interface' }]],
])('$id for PCS begins with these devices', (spec, first) => {
  expect(layoutOf(spec, 'efa').interfaces.slice(0, 3)).toEqual(first);
});

// Card 0 has one interface, which is ENA, so that the EFA interface goes to card 1: 1 x (50 - 1) + 2 = 51 pods.
test('a card 0 of one interface leaves EFA to the next card', () => {
  const facts = { instance: 'x.large', cards: 2, card0Interfaces: 1, cardInterfaces: 1, addressesPerInterface: 50 };
  expect(planEfaLayout({ ...facts, efaInterfaces: 1, isCard0Efa: true, kind: 'efa-only' })).toEqual({
    interfaces: [
      { card: 0, device: 0, kind: 'interface' },
      { card: 1, device: 0, kind: 'efa-only' },
    ],
    efaInterfaces: 1,
    addresses: 1,
    podsByInterface: 51,
  });
});

test('every type: each place once, at most one EFA a card, no card over its limit, EFA never primary', () => {
  for (const spec of Object.values(instances) as InstanceSpec[]) {
    if (spec.card0Interfaces === undefined || spec.cardInterfaces === undefined) continue;
    const { interfaces } = layoutOf(spec);
    expect(new Set(interfaces.map(({ card, device }) => `${card}.${device}`)).size).toBe(interfaces.length);
    expect(interfaces[0]).toEqual({ card: 0, device: 0, kind: 'interface' });
    for (let card = 0; card < spec.networkCards.value; card += 1) {
      const here = interfaces.filter((one) => one.card === card);
      expect(here.filter(({ kind }) => kind !== 'interface').length).toBeLessThanOrEqual(1);
      const limit = card === 0 ? spec.card0Interfaces.value : spec.cardInterfaces.value;
      expect(here.length).toBeLessThanOrEqual(limit);
    }
  }
});

test('all EFA interfaces of a type are placed wherever the cards take them', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      fc.nat(40),
      fc.constantFrom('efa', 'efa-only'),
      (cards, isCard0Efa, wanted, kind) => {
        const efaInterfaces = Math.min(wanted, isCard0Efa ? cards : cards - 1);
        const layout = planEfaLayout({
          instance: 'any',
          cards,
          efaInterfaces,
          isCard0Efa,
          card0Interfaces: 4,
          cardInterfaces: 4,
          addressesPerInterface: 50,
          kind,
        });
        expect(layout.efaInterfaces).toBe(efaInterfaces);
        expect(layout.interfaces.filter(({ kind: one }) => one !== 'efa-only').length).toBe(layout.addresses);
      },
    ),
  );
});

test('fails on more EFA interfaces than the cards take', () => {
  const facts = { instance: 'x.large', cards: 2, card0Interfaces: 4, cardInterfaces: 4, addressesPerInterface: 50 };
  expect(() => planEfaLayout({ ...facts, efaInterfaces: 2, isCard0Efa: false, kind: 'efa-only' })).toThrow(
    "instance type 'x.large': 2 EFA interfaces on 2 network cards, which take 1; correct the facts of the type: a card takes one EFA interface [aws/efa-does-not-fit]",
  );
});

const TIB = 1_099_511_627_776;
const GIGABYTES = 8e9;

// Published: 1,200 GiB or multiples of 2,400; with EFA multiples of 38,400 (125), 19,200 (250), 9,600 (500) and 4,800 (1,000).
test.each([
  [1, 125, false, 1_200],
  [1_200, 125, false, 1_200],
  [1_201, 125, false, 2_400],
  [2_401, 1_000, false, 4_800],
  [1, 125, true, 38_400],
  [1, 250, true, 19_200],
  [1, 500, true, 9_600],
  [1, 1_000, true, 4_800],
  [4_801, 1_000, true, 9_600],
  [38_401, 125, true, 76_800],
] as const)('%i GiB at %i MB/s a TiB, EFA %s, is %i GiB', (gibibytes, rate, hasEfa, expected) => {
  expect(onLustreGrid(gibibytes, rate, hasEfa)).toBe(expected);
});

// 40 GB/s / 1,000 MB/s = 40 TiB; 60 TiB = 61,440 GiB is more, and 13 x 4,800 = 62,400. At 500 MB/s it would be 80 TiB: 9 x 9,600 = 86,400.
test('a system with EFA for 60 TiB and 40 GB/s takes the rate that needs least storage', () => {
  expect(
    sizeLustre({ name: 'a', capacityBytes: 60 * TIB, rateBitsPerSecond: 40 * GIGABYTES, hasEfa: true }),
  ).toMatchObject({ storageGibibytes: 62_400, perTebibyte: 1_000, stepGibibytes: 4_800 });
});

// 10 TiB = 10,240 GiB: 12,000 on the grid at every rate, so the lowest.
test('of rates that need the same storage the lowest is taken', () => {
  expect(sizeLustre({ name: 'a', capacityBytes: 10 * TIB, hasEfa: false })).toMatchObject({
    storageGibibytes: 12_000,
    perTebibyte: 125,
    // 12,000 / 1,024 x 125 MB/s = 1,464.84 MB/s
    rateBitsPerSecond: 11_718_750_000,
  });
});

test('whatever is asked for is met, on the grid, and one step less would not meet it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 1, max: 400 }),
      fc.boolean(),
      fc.constantFrom(...LUSTRE_RATES),
      (tebibytes, gigabytes, hasEfa, perTebibyte) => {
        const demand = { capacityBytes: tebibytes * TIB, rateBitsPerSecond: gigabytes * GIGABYTES };
        const sizing = sizeLustre({ name: 'a', ...demand, hasEfa, perTebibyte });
        const meets = (gibibytes: number): boolean =>
          gibibytes * 2 ** 30 >= demand.capacityBytes &&
          (gibibytes / 1_024) * perTebibyte * 8e6 >= demand.rateBitsPerSecond;
        expect(meets(sizing.storageGibibytes)).toBe(true);
        expect(onLustreGrid(sizing.storageGibibytes, perTebibyte, hasEfa)).toBe(sizing.storageGibibytes);
        const less = sizing.storageGibibytes - sizing.stepGibibytes;
        if (less > 0) expect(meets(less)).toBe(false);
      },
    ),
  );
});

// 4,800 GiB with EFA is on the grid at 1,000 MB/s a TiB alone; 38,400 at every rate, and at 250 it gives 37.5 x 250 = 9,375 MB/s.
test('storage by hand has the lowest rate that it can have and that meets the demand', () => {
  expect(sizeLustre({ name: 'a', storageGibibytes: 4_800, hasEfa: true })).toMatchObject({ perTebibyte: 1_000 });
  const by = (gigabytes: number): number =>
    sizeLustre({ name: 'a', storageGibibytes: 38_400, rateBitsPerSecond: gigabytes * GIGABYTES, hasEfa: true })
      .perTebibyte;
  expect([4.6, 4.7, 9.3, 9.4, 37.5, 38].map(by)).toEqual([125, 250, 250, 500, 1_000, 1_000]);
});

test('fails where nothing is asked for', () => {
  expect(() => sizeLustre({ name: 'a', hasEfa: true })).toThrow(
    "Lustre 'a' has nothing to meet; ask for 'capacity' or 'rate', or set 'storage' [aws/lustre-no-demand]",
  );
});

test('fails on storage beside the grid', () => {
  expect(() => sizeLustre({ name: 'a', storageGibibytes: 10_000, perTebibyte: 500, hasEfa: true })).toThrow(
    "Lustre 'a': 'storage' is 10000 GiB, and with EFA at 500 MB/s a TiB it comes in multiples of 9600 GiB; give 19200 GiB, or leave it out [aws/lustre-off-grid]",
  );
  expect(() => sizeLustre({ name: 'a', storageGibibytes: 3_600, perTebibyte: 125, hasEfa: false })).toThrow(
    "Lustre 'a': 'storage' is 3600 GiB, and it comes as 1200 GiB or in multiples of 2400 GiB; give 4800 GiB, or leave it out [aws/lustre-off-grid]",
  );
});

test('fails on a rate that is not on offer', () => {
  expect(() => sizeLustre({ name: 'a', capacityBytes: TIB, perTebibyte: 300 as 250, hasEfa: false })).toThrow(
    "Lustre 'a': 'perTebibyte' is 300; give one of 125, 250, 500, 1000 MB/s a TiB [aws/lustre-bad-rate]",
  );
});
