import { inOrder } from '../../../src/design/cabling/choose-media';
import { switches } from '../../../src/catalog/switches';
import { systems } from '../../../src/catalog/systems';
import { userFact } from '../../../src/catalog/fact';
import {
  type LinkKind,
  mediaFor,
  type MediaParts,
  portCages,
  switchCages,
} from '../../../src/design/cabling/media-for';
import type { CableMedia } from '../../../src/model/cabling-plan';
import { DataRate } from '../../../src/units/data';
import { Length } from '../../../src/units/dimensions';
import { GIGABIT } from './tiny-fabric';

const quantum = switchCages(switches.QM9700, 2);
const dgx = portCages(systems.DGX_H100.computePorts!.value);
const adapter = portCages({ count: 1, rate: DataRate.gigabitsPerSecond(400), connector: 'QSFP112' });

const parts = (kind: LinkKind, from?: MediaParts): (string | undefined)[][] =>
  mediaFor(kind, from).map(({ medium, cablePart, aTransceiver, bTransceiver }) => [
    medium,
    cablePart,
    aTransceiver,
    bTransceiver,
  ]);

const TWIN_FIBRES = [
  ['multimode', 'MFP7E10', 'MMA4Z00-NS', 'MMA4Z00-NS'],
  ['single-mode', 'MFP7E30', 'MMS4X00-NS', 'MMS4X00-NS'],
  ['single-mode', undefined, 'MMS4X50-NM', 'MMS4X50-NM'],
];

// Two links of 400G are the 800G of the one copper cable whose ends and rate the catalogue states.
test('twin-port cages take the 800G cable for two links, and like optics at both ends', () => {
  const kind = { rateBits: 400 * GIGABIT, lower: quantum, upper: quantum };
  expect(parts(kind)).toEqual([['passive-copper', 'MCP4Y10', undefined, undefined], ...TWIN_FIBRES]);
  expect(parts({ ...kind, lower: dgx })).toEqual(parts(kind));
});

test('reach and lengths are those of the catalogue, the lesser of module and fibre', () => {
  const media = mediaFor({ rateBits: 400 * GIGABIT, lower: dgx, upper: quantum });
  expect(media.map(({ reachMillimetres }) => reachMillimetres)).toEqual([2_000, 50_000, 100_000, 2_000_000]);
  expect(media[0]).toMatchObject({ lengthsMillimetres: [500, 1_000, 1_500, 2_000], linksPerCable: 2, aCages: 1 });
  expect(media[1]).toMatchObject({ linksPerCable: 1, linksPerATransceiver: 2, linksPerBTransceiver: 2 });
  expect(new Set(media.map(({ joins }) => joins))).toEqual(new Set(['endpoint']));
});

test('a single-port adapter meets a twin-port switch over like optics', () => {
  expect(parts({ rateBits: 400 * GIGABIT, lower: adapter, upper: quantum })).toEqual([
    ['multimode', 'MFP7E10', 'MMA1Z00-NS400', 'MMA4Z00-NS'],
  ]);
});

test('single-port modules do not go into switches', () => {
  const single = switchCages(switches.QM9700, 1);
  expect(parts({ rateBits: 400 * GIGABIT, lower: dgx, upper: single })).toEqual([]);
});

test.each([
  ['another rate', { rateBits: 800 * GIGABIT, lower: quantum, upper: quantum }],
  ['an unknown socket', { rateBits: 400 * GIGABIT, lower: { linksPerCage: 2, isSwitch: false }, upper: quantum }],
])('%s has no media', (_, kind) => {
  expect(parts(kind)).toEqual([]);
});

test('tops are flat in systems, finned in air-cooled and flat in liquid-cooled switches, open where nobody says', () => {
  const tops = (cooling?: 'air' | 'liquid'): (string | undefined)[] => {
    const spec = cooling === undefined ? {} : { cooling: userFact(cooling, 'test', '2026-11') };
    const upper = switchCages({ ...switches.QM9700, ...spec }, 2);
    const fibre = mediaFor({ rateBits: 400 * GIGABIT, lower: dgx, upper })[1];
    return [fibre?.aTop, fibre?.bTop];
  };
  expect([tops('air'), tops('liquid'), tops()]).toEqual([
    ['flat', 'finned'],
    ['flat', 'flat'],
    ['flat', undefined],
  ]);
});

test('a splitter cable joins a twin-port cage to two single ones where its rate is stated', () => {
  const osfp = portCages({ count: 1, rate: DataRate.gigabitsPerSecond(400), connector: 'OSFP' });
  const splitter = {
    id: 'splitter',
    model: 'SPLITTER',
    manufacturer: 'vendor',
    medium: 'passive-copper',
    from: userFact('OSFP' as const, 'test', '2026-11'),
    to: userFact({ connector: 'OSFP' as const, count: 2 }, 'test', '2026-11'),
    rate: userFact(DataRate.gigabitsPerSecond(800), 'test', '2026-11'),
    lengths: userFact([Length.metres(1)], 'test', '2026-11'),
  } as const;
  const media = (kind: LinkKind): CableMedia[] => mediaFor(kind, { cables: [splitter], transceivers: [], fibres: [] });
  expect(media({ rateBits: 400 * GIGABIT, lower: osfp, upper: quantum, endpoints: ['haein'] })).toEqual([
    {
      rateBits: 400 * GIGABIT,
      joins: 'endpoint',
      endpoints: ['haein'],
      medium: 'passive-copper',
      cablePart: 'SPLITTER',
      reachMillimetres: 1_000,
      lengthsMillimetres: [1_000],
      linksPerCable: 2,
      linksPerATransceiver: 1,
      linksPerBTransceiver: 2,
      aCages: 2,
    },
  ]);
  expect(media({ rateBits: 400 * GIGABIT, lower: dgx, upper: quantum })).toEqual([]);
});

describe('links by their standard', () => {
  const kind = (gigabits: number, connector: 'RJ45' | 'SFP28' | 'QSFP28' | 'OSFP') => ({
    rateBits: gigabits * 1e9,
    lower: { connector, linksPerCage: 1, isSwitch: false },
    upper: { connector, linksPerCage: 1, isSwitch: true },
  });

  test.each([
    [1, 'RJ45', 'twisted-pair 90'],
    [10, 'RJ45', 'twisted-pair 90'],
    [25, 'SFP28', 'passive-copper 5, multimode 100, single-mode 10000'],
    [100, 'QSFP28', 'multimode 100, single-mode 500, single-mode 10000'],
    [40, 'QSFP28', ''],
    [100, 'OSFP', ''],
  ] as const)('of %i Gb/s in %s are %s', (gigabits, connector, expected) => {
    const media = mediaFor(kind(gigabits, connector));
    expect(media.map(({ medium, reachMillimetres }) => `${medium} ${reachMillimetres / 1_000}`).join(', ')).toBe(
      expected,
    );
    expect(media.every((one) => one.isStandard === true && one.cablePart === undefined)).toBe(true);
  });

  test('give way to any medium that a site names', () => {
    const standard = mediaFor(kind(1, 'RJ45'));
    const cord = { ...standard[0], isStandard: undefined, cablePart: 'Cat6A', reachMillimetres: 20_000 };
    const ordered = inOrder(
      [...standard, cord].map((media, index) => ({ index, media: media as CableMedia, lengthsMillimetres: undefined })),
    );
    expect(ordered.map(({ media }) => media.cablePart)).toEqual(['Cat6A']);
  });
});
