import type { Connector } from '../../../src/catalog/shapes';
import { splitterMedia, type SplitLink } from '../../../src/design/cabling/media-for';

const GIGABIT = 1_000_000_000;

/** Two links of 200G behind each of the two connectors of a cage of 2 x 400G. */
function split(connector: Connector, own: Partial<SplitLink> = {}): ReturnType<typeof splitterMedia> {
  return splitterMedia({
    rateBits: 200 * GIGABIT,
    lower: { connector, linksPerCage: 1, isSwitch: false, top: 'flat' },
    upper: { connector: 'OSFP', linksPerCage: 4, isSwitch: true, top: 'finned' },
    split: { fromRateBits: 400 * GIGABIT, into: 2 },
    connectorsPerCage: 2,
    ...own,
  });
}

test('an adapter with QSFP112 takes the multimode splitter, between modules of SR4 that are stated to run at 200G', () => {
  expect(split('QSFP112')).toEqual([
    {
      rateBits: 200 * GIGABIT,
      joins: 'endpoint',
      medium: 'multimode',
      cablePart: 'MFP7E20',
      aTransceiver: 'MMA1Z00-NS400',
      bTransceiver: 'MMA4Z00-NS',
      aTop: 'flat',
      bTop: 'finned',
      reachMillimetres: 50_000,
      linksPerCable: 2,
      linksPerATransceiver: 1,
      // One twin-port module serves both connectors: 2 x 2 links.
      linksPerBTransceiver: 4,
    },
  ]);
});

test('an adapter with OSFP takes either fibre, each with the optics of its mode', () => {
  const made = split('OSFP').map(({ cablePart, aTransceiver, bTransceiver, reachMillimetres }) => [
    cablePart,
    aTransceiver,
    bTransceiver,
    reachMillimetres,
  ]);
  expect(made).toEqual([
    ['MFP7E20', 'MMA4Z00-NS400', 'MMA4Z00-NS', 50_000],
    // A whole link over a single-mode splitter is 50 m at most, though its modules reach 100 m.
    ['MFP7E40', 'MMS4X00-NS400', 'MMS4X00-NS', 50_000],
  ]);
});

test.each([
  ['a split into four', { rateBits: 100 * GIGABIT, split: { fromRateBits: 400 * GIGABIT, into: 4 } }],
  ['ends of 400G', { rateBits: 400 * GIGABIT, split: { fromRateBits: 800 * GIGABIT, into: 2 } }],
  ['cages of one connector', { connectorsPerCage: 1 }],
  ['a switch of other cages', { upper: { connector: 'QSFP28', linksPerCage: 4, isSwitch: true } }],
] as const)('nothing of the catalogue is known for %s', (_, own) => {
  expect(split('QSFP112', own)).toEqual([]);
});

test('nothing is known for a socket without a module of 400G', () => {
  expect([...split('RJ45'), ...split('QSFP28')]).toEqual([]);
});
