import fc from 'fast-check';
import type { InstanceSpec } from '../../../src/catalog/system-spec';
import { instances } from '../../../src/catalog/aws-instances';
import { planEfaLayout } from '../../../src/design/aws/efa-layout';
import { type EfaLayout } from '../../../src/model/aws-plan';

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
