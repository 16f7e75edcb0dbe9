import choices from '../../../src/export/netbox/netbox-choices-4.6.json';
import { interfaceType, type PortFacts } from '../../../src/export/netbox/device-ports';

const GIGABIT = 1e9;

function typeOf(kind: PortFacts['kind'], gigabits: number, cageLanes?: number, portsPerCage = 1): string {
  return interfaceType({
    kind,
    rateBits: gigabits * GIGABIT,
    portsPerCage,
    isTwistedPair: cageLanes === 1,
    ...(cageLanes === undefined ? {} : { cageLanes }),
  });
}

// An OSFP cage has eight lanes, a QSFP cage four.
test.each([
  ['a twin port of 400 Gb/s', 400, 8, 2, 'infiniband-ndr'],
  ['a port of 200 Gb/s over two lanes', 200, 8, 4, 'infiniband-ndr'],
  ['a twin port of 800 Gb/s', 800, 8, 2, 'infiniband-xdr'],
  ['a port of 200 Gb/s over four lanes', 200, 4, 1, 'infiniband-hdr'],
  ['a port of 100 Gb/s over four lanes', 100, 4, 1, 'infiniband-edr'],
  ['a port of 56 Gb/s over four lanes', 56, 4, 1, 'infiniband-fdr'],
])('%s is named after the rate of a lane', (_, gigabits, lanes, ports, type) => {
  expect(typeOf('infiniband', gigabits, lanes, ports)).toBe(type);
});

test.each([
  [800, 8, 1, '800gbase-x-osfp'],
  [400, 8, 2, '400gbase-x-osfp'],
  [400, 4, 1, '400gbase-x-qsfp112'],
  [200, 4, 1, '200gbase-x-qsfp56'],
  [100, 4, 1, '100gbase-x-qsfp28'],
  [1600, 8, 1, '1.6tbase-x-osfp1600'],
  [25, undefined, 1, '25gbase-x-sfp28'],
  [1, 1, 1, '1000base-t'],
  [10, 1, 1, '10gbase-t'],
  // NetBox has no type for these.
  [200, 8, 4, 'other'],
  [7, undefined, 1, 'other'],
] as const)('Ethernet of %d Gb/s in a cage of %s lanes and %d ports is %s', (gigabits, lanes, ports, type) => {
  expect(typeOf('ethernet', gigabits, lanes, ports)).toBe(type);
});

test('every type is one that NetBox takes', () => {
  for (const kind of ['infiniband', 'ethernet'] as const) {
    for (const lanes of [undefined, 1, 4, 8]) {
      for (const rate of [1, 2.5, 5, 10, 25, 40, 50, 100, 200, 400, 800, 1600]) {
        for (const ports of [1, 2, 4, 8])
          expect(choices.InterfaceTypeChoices).toContain(typeOf(kind, rate, lanes, ports));
      }
    }
  }
});
