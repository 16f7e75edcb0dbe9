import { type CageKind, mediaFor } from '../../../src/design/cabling/media-for';
import { type CablingInput, planCables } from '../../../src/design/cabling/plan-cables';
import type { CableMedia, CableTable } from '../../../src/model/cabling-plan';
import { GIGABIT, tinyFabric, tinyPlacement, TWIN } from './tiny-fabric';

const SWITCH: CageKind = { connector: 'OSFP', linksPerCage: 2, isSwitch: true, top: 'finned' };
const HOST: CageKind = { connector: 'OSFP', linksPerCage: 2, isSwitch: false, top: 'flat' };
const rateBits = 400 * GIGABIT;
const MEDIA = [
  ...mediaFor({ rateBits, lower: SWITCH, upper: SWITCH }),
  ...mediaFor({ rateBits, lower: HOST, upper: SWITCH }),
];

const cable = (input: Pick<CablingInput, 'fabric' | 'placement'> & Partial<CablingInput>): CableTable =>
  planCables({
    halls: [
      { name: 'hall-1', riserMillimetres: 1_500 },
      { name: 'hall-2', riserMillimetres: 1_000 },
    ],
    media: MEDIA,
    slackMillimetres: 500,
    lengthStepMillimetres: 1_000,
    ...input,
  });

/** Medium of each link. */
const mediaOf = ({ cableOf, choice, choices }: CableTable): (string | undefined)[] =>
  [...cableOf].map((number) => choices[choice[number]!]?.medium);

const trunk = (...links: readonly (readonly [number, number])[]): ReturnType<typeof tinyFabric> =>
  tinyFabric({
    switches: [
      { name: 'leaf', tier: 'leaf' },
      { name: 'spine', tier: 'spine' },
    ],
    links: links.map(([a, b]) => [1, 0, a, 1, b] as const),
  });

describe('routes', () => {
  // Two risers of 1,500 + two racks of 800 + one row of 3,000 + slack 500 = 8,100 mm, ordered as 9 m.
  test('a route climbs to the tray, follows and crosses the rows, and comes down', () => {
    const table = cable({ fabric: trunk([1, 1]), placement: tinyPlacement({ leaf: ['A01', 40], spine: ['B03', 1] }) });
    expect([...table.routeMillimetres]).toEqual([8_100]);
    expect([...table.lengthMillimetres]).toEqual([9_000]);
  });

  // |41 - 2| x 44.45 = 1,733.55 mm, rounded to 1,734, + slack 500 = 2,234 mm.
  test('within a rack a route takes the difference in height', () => {
    const table = cable({ fabric: trunk([1, 1]), placement: tinyPlacement({ leaf: ['A01', 41], spine: ['A01', 2] }) });
    expect([...table.routeMillimetres]).toEqual([2_234]);
  });

  // Risers 1,500 and 1,000 + way 20,000 + slack 500 = 23,000 mm: exactly 23 steps.
  test('between halls a route takes the way that is given, in either direction', () => {
    const placement = tinyPlacement({ leaf: ['A01', 1], spine: ['Z01', 1] });
    for (const halls of [['hall-1', 'hall-2'] as const, ['hall-2', 'hall-1'] as const]) {
      const table = cable({ fabric: trunk([1, 1]), placement, hallRoutes: [{ halls, lengthMillimetres: 20_000 }] });
      expect([...table.routeMillimetres]).toEqual([23_000]);
      expect([...table.lengthMillimetres]).toEqual([23_000]);
    }
  });

  test('fails between halls without a way', () => {
    const placement = tinyPlacement({ leaf: ['A01', 1], spine: ['Z01', 1] });
    expect(() => cable({ fabric: trunk([1, 1]), placement })).toThrow(
      "link 'compute/leaf:1/1' joins halls 'hall-1' and 'hall-2' (it is the only one), and no way between them is known; give the fabric's devices zones of one hall, or name the two halls in 'hallRoutes' [cabling/between-halls]",
    );
    expect(() => cable({ fabric: trunk([1, 1], [3, 3]), placement })).toThrow(
      "link 'compute/leaf:1/1' joins halls 'hall-1' and 'hall-2' (it is the first of 2), and no way between them is known; give the fabric's devices zones of one hall, or name the two halls in 'hallRoutes' [cabling/between-halls]",
    );
  });
});

describe('media between switches', () => {
  // Ten units apart: 10 x 44.45 = 444.5, rounded to 445, + 500 = 945 mm: the 1 m cable is the shortest that covers it.
  const near = tinyPlacement({ leaf: ['A01', 11], spine: ['A01', 1] });

  test('two links of one cage to one cage share a copper cable', () => {
    const table = cable({ fabric: trunk([1, 1], [2, 2], [3, 5], [4, 6]), placement: near });
    expect([...table.cableOf]).toEqual([0, 0, 1, 1]);
    expect([...table.lengthMillimetres]).toEqual([1_000, 1_000]);
    expect(table.choices).toEqual([
      {
        medium: 'passive-copper',
        reachMillimetres: 2_000,
        cablePart: 'MCP4Y10',
        linksPerCable: 2,
        linksPerATransceiver: 2,
        linksPerBTransceiver: 2,
      },
    ]);
  });

  test.each([
    ['to two cages', trunk([1, 1], [2, 3])],
    ['whose lanes cross', trunk([1, 2], [2, 1])],
    ['of which only one is there', trunk([1, 1])],
  ])('links of one cage %s take fibre', (_, fabric) => {
    const table = cable({ fabric, placement: near });
    expect(new Set(mediaOf(table))).toEqual(new Set(['multimode']));
    expect(table.count).toBe(fabric.links.count);
  });

  // 34 U x 44.45 = 1,511.3, rounded to 1,511, + 500 = 2,011 mm: just beyond the 2 m cable. 33 U: 1,467 + 500 = 1,967 mm.
  test.each([
    [33, 'passive-copper', 2_000],
    [34, 'multimode', 3_000],
  ])('%i units apart they take %s of %i mm', (units, medium, length) => {
    const placement = tinyPlacement({ leaf: ['A01', 1 + units], spine: ['A01', 1] });
    const table = cable({ fabric: trunk([1, 1], [2, 2]), placement });
    expect(mediaOf(table)).toEqual([medium, medium]);
    expect(table.lengthMillimetres[0]).toBe(length);
  });
});

describe('media of hosts', () => {
  // Rails 1 and 2 share the first cage of each host and end on two leaves, each of which serves both hosts from one cage.
  const hosts = tinyFabric({
    endpoints: [{ name: 'h1' }, { name: 'h2' }],
    switches: [
      { name: 'leaf-1', tier: 'leaf' },
      { name: 'leaf-2', tier: 'leaf' },
    ],
    links: [
      [0, 0, 0, 0, 1],
      [0, 0, 1, 1, 1],
      [0, 1, 0, 0, 2],
      [0, 1, 1, 1, 2],
    ],
  });

  test('a cage with two rails takes no copper, however near the leaves are', () => {
    const placement = tinyPlacement({ h1: ['A01', 1], h2: ['A01', 2], 'leaf-1': ['A01', 3], 'leaf-2': ['A01', 4] });
    expect(cable({ fabric: hosts, placement }).choices).toEqual([
      {
        medium: 'multimode',
        reachMillimetres: 50_000,
        cablePart: 'MFP7E10',
        aTransceiver: 'MMA4Z00-NS',
        bTransceiver: 'MMA4Z00-NS',
        aTop: 'flat',
        bTop: 'finned',
        linksPerCable: 1,
        linksPerATransceiver: 2,
        linksPerBTransceiver: 2,
      },
    ]);
  });

  // h1 to leaf-1: 3,000 + 60 x 800 + 500 = 51.5 m, beyond 50 m of multimode. Its modules also serve h1 to leaf-2 and h2 to
  // leaf-1, and the far modules of those serve h2 to leaf-2: all four are single-mode, though three are 3.5 m or within a rack.
  test('one link beyond multimode makes all links that hang on its transceivers single-mode', () => {
    const placement = tinyPlacement({ h1: ['A01', 1], h2: ['A61', 1], 'leaf-1': ['A61', 3], 'leaf-2': ['A01', 4] });
    const table = cable({ fabric: hosts, placement });
    expect(mediaOf(table)).toEqual(Array(4).fill('single-mode'));
    expect(table.choices[0]?.aTransceiver).toBe('MMS4X00-NS');
    // 133.35 + 500 = 633 mm within A01, 2 x 44.45 + 500 = 589 mm within A61.
    expect([...table.routeMillimetres]).toEqual([51_500, 633, 589, 51_500]);
  });

  test('links of other cages stay multimode', () => {
    const fabric = tinyFabric({
      endpoints: [{ name: 'h1' }],
      switches: [
        { name: 'far', tier: 'leaf' },
        { name: 'near', tier: 'leaf' },
      ],
      links: [
        [0, 0, 0, 0, 1],
        [0, 0, 2, 1, 1],
      ],
    });
    const placement = tinyPlacement({ h1: ['A01', 1], far: ['A61', 1], near: ['A02', 1] });
    expect(mediaOf(cable({ fabric, placement }))).toEqual(['single-mode', 'multimode']);
  });

  // FR4 reaches 2 km and DR4 100 m: 3,000 + 121 x 800 + 500 = 100.3 m is beyond the 100 m.
  test('beyond DR4 only FR4 is left, whose fibre the catalogue does not name', () => {
    const placement = tinyPlacement({ h1: ['A01', 1], h2: ['A01', 2], 'leaf-1': ['A122', 3], 'leaf-2': ['A01', 4] });
    const [choice] = cable({ fabric: hosts, placement }).choices;
    expect(choice).toMatchObject({ medium: 'single-mode', aTransceiver: 'MMS4X50-NM' });
    expect(choice?.cablePart).toBeUndefined();
  });

  test('what is beyond everything is listed, and what shares its transceivers is built all the same', () => {
    const placement = tinyPlacement({ h1: ['A01', 1], h2: ['A01', 2], 'leaf-1': ['A122', 3], 'leaf-2': ['A01', 4] });
    const media = MEDIA.filter(({ aTransceiver }) => aTransceiver !== 'MMS4X50-NM');
    const table = cable({ fabric: hosts, placement, media });
    expect(table.unreached).toEqual([
      { label: 'compute/h1:p1', routeMillimetres: 100_300, reachMillimetres: 100_000 },
      { label: 'compute/h2:p1', routeMillimetres: 100_300, reachMillimetres: 100_000 },
    ]);
    expect(mediaOf(table)).toEqual([undefined, 'single-mode', undefined, 'single-mode']);
    expect([...table.choice]).toEqual([255, 0, 255, 0]);
    expect([...table.lengthMillimetres]).toEqual([101_000, 1_000, 101_000, 1_000]);
  });

  test('where no medium fits the cages, its reach is 0', () => {
    const placement = tinyPlacement({ h1: ['A01', 1], h2: ['A01', 2], 'leaf-1': ['A01', 3], 'leaf-2': ['A01', 4] });
    const media = MEDIA.filter(({ medium }) => medium === 'passive-copper').map(({ joins: _, ...entry }) => entry);
    expect(cable({ fabric: hosts, placement, media }).unreached[0]).toEqual({
      label: 'compute/h1:p1',
      routeMillimetres: 589,
      reachMillimetres: 0,
    });
  });

  test('a link with an end in no rack has no length and no medium, and is not called unreached', () => {
    const placement = tinyPlacement({ h1: ['A01', 1], 'leaf-1': ['A01', 3], 'leaf-2': ['A01', 4] });
    const table = cable({ fabric: hosts, placement });
    expect(mediaOf(table)).toEqual(['multimode', 'multimode', undefined, undefined]);
    expect([...table.routeMillimetres].slice(2)).toEqual([0, 0]);
    expect(table.unreached).toEqual([]);
  });

  test('where no medium has the rate, the length is known and the cable is a gap', () => {
    const placement = tinyPlacement({ h1: ['A01', 1], h2: ['A02', 1], 'leaf-1': ['A02', 3], 'leaf-2': ['A02', 4] });
    const table = cable({ fabric: { ...hosts, hostRateBits: GIGABIT }, placement });
    expect(table.choices).toEqual([
      { medium: 'unknown', linksPerCable: 1, linksPerATransceiver: 1, linksPerBTransceiver: 1 },
    ]);
    // 3,000 + 800 + 500 = 4,300 mm, ordered as 5 m.
    expect(table.lengthMillimetres[0]).toBe(5_000);
    expect(table.unreached).toEqual([]);
  });
});

describe('media that users give', () => {
  const loose: CableMedia = {
    medium: 'twisted-pair',
    rateBits: GIGABIT,
    cablePart: 'CAT6A',
    reachMillimetres: 100_000,
    linksPerCable: 1,
    linksPerATransceiver: 1,
    linksPerBTransceiver: 1,
  };
  const patch: CableMedia = { ...loose, lengthsMillimetres: [10_000, 3_000, 5_000] };
  const oob = tinyFabric({
    endpoints: [
      { name: 'h1', group: 'haein' },
      { name: 'ufm-01', portCages: [0, 1, 2, 3] },
    ],
    switches: [{ name: 'leaf', tier: 'leaf', model: { ...TWIN, portsPerCage: 1 } }],
    links: [
      [0, 0, 0, 0, 1],
      [0, 1, 0, 0, 2],
    ],
    hostRateBits: GIGABIT,
  });
  const placement = tinyPlacement({ h1: ['A01', 1], 'ufm-01': ['A01', 2], leaf: ['A02', 1] });

  test('lengths on sale are taken from the shortest up', () => {
    expect([...cable({ fabric: oob, placement, media: [patch] }).lengthMillimetres]).toEqual([5_000, 5_000]);
  });

  test('the cheapest wins where all have prices, else the simplest', () => {
    const fibre: CableMedia = { ...patch, medium: 'multimode', cablePart: 'OM4', priceMinor: 100 };
    const part = (media: CableMedia[]): string | undefined =>
      cable({ fabric: oob, placement, media }).choices[0]?.cablePart;
    expect(part([{ ...patch, priceMinor: 101 }, fibre])).toBe('OM4');
    expect(part([{ ...patch, priceMinor: 99 }, fibre])).toBe('CAT6A');
    expect(part([fibre, patch])).toBe('CAT6A');
  });

  test('media for one group or service are for it alone', () => {
    const parts = (endpoints: string[]): (string | undefined)[] => {
      const own: CableMedia = { ...patch, cablePart: 'OWN', reachMillimetres: 50_000, endpoints };
      const table = cable({ fabric: oob, placement, media: [patch, own] });
      return [...table.choice].map((index) => table.choices[index]?.cablePart);
    };
    expect([parts(['haein']), parts(['ufm-01']), parts(['h1'])]).toEqual([
      ['OWN', 'CAT6A'],
      ['CAT6A', 'OWN'],
      ['CAT6A', 'CAT6A'],
    ]);
  });

  // An ordered length counts, not the route: 4.3 m become 6 m in steps of 3 m, beyond a reach of 5 m.
  test('a step that leads beyond the reach does not reach', () => {
    const media = [{ ...loose, reachMillimetres: 5_000 }];
    expect(cable({ fabric: oob, placement, media, lengthStepMillimetres: 1_000 }).unreached).toHaveLength(0);
    expect(cable({ fabric: oob, placement, media, lengthStepMillimetres: 3_000 }).unreached).toHaveLength(2);
  });

  // One 800G cage of the leaf to the single cages of two hosts: 2 x 44.45 + 500 and 1 x 44.45 + 500 mm.
  test('a copper splitter joins one cage above to two below', () => {
    const splitter: CableMedia = {
      ...patch,
      medium: 'passive-copper',
      cablePart: 'SPLIT',
      linksPerCable: 2,
      aCages: 2,
      linksPerBTransceiver: 2,
    };
    const fabric = tinyFabric({
      endpoints: [
        { name: 'h1', portCages: [0, 1, 2, 3] },
        { name: 'h2', portCages: [0, 1, 2, 3] },
      ],
      switches: [{ name: 'leaf', tier: 'leaf' }],
      links: [
        [0, 0, 0, 0, 1],
        [0, 1, 0, 0, 2],
      ],
      hostRateBits: GIGABIT,
    });
    const near = tinyPlacement({ h1: ['A01', 1], h2: ['A01', 2], leaf: ['A01', 3] });
    const table = cable({ fabric, placement: near, media: [splitter] });
    expect([...table.cableOf]).toEqual([0, 0]);
    expect([...table.routeMillimetres]).toEqual([589]);
  });

  test.each([
    [{ slackMillimetres: -1 }, 'the slack is -1 mm; give 0 mm or more, as a whole number [cabling/bad-length]'],
    [
      { lengthStepMillimetres: 0 },
      'the step in which fibres are ordered is 0 mm; give 1 mm or more, as a whole number [cabling/bad-length]',
    ],
    [
      { media: [{ ...patch, rateBits: 0 }] },
      "twisted-pair 'CAT6A': 'rateBits' is 0; give the speed of one link in bit/s [cabling/bad-media]",
    ],
    [
      { media: [{ ...patch, reachMillimetres: 1.5 }] },
      "twisted-pair 'CAT6A' for 1 Gb/s: 'reachMillimetres' is 1.5; give 1 mm or more, as a whole number [cabling/bad-media]",
    ],
    [
      { media: [{ ...patch, lengthsMillimetres: [] }] },
      "twisted-pair 'CAT6A' for 1 Gb/s: 'lengthsMillimetres' is []; give the lengths on sale in mm, or leave it out for any [cabling/bad-media]",
    ],
    [
      { media: [{ ...patch, linksPerCable: 2 }] },
      "twisted-pair 'CAT6A' for 1 Gb/s: 'linksPerCable' is 2; give 1: it takes one link [cabling/bad-media]",
    ],
    [
      { media: [{ ...patch, medium: 'active-copper' as const, linksPerCable: 0 }] },
      "active-copper 'CAT6A' for 1 Gb/s: 'linksPerCable' is 0; give 1 or more [cabling/bad-media]",
    ],
    [
      { media: Array<CableMedia>(255).fill(patch) },
      '255 media are given for one fabric, which takes 254; leave out those of rates that the fabric does not have [cabling/too-many-media]',
    ],
  ])('fails on input that is wrong in itself', (input, message) => {
    expect(() => cable({ fabric: oob, placement, media: [patch], ...input })).toThrow(message);
  });
});
