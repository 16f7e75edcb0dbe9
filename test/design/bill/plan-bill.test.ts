import * as fc from 'fast-check';

import type { BillPhases } from '../../../src/design/bill/bill-items';
import { rackItems } from '../../../src/design/bill/bill-items';
import { type BillInput, planBill } from '../../../src/design/bill/plan-bill';
import { countCables } from '../../../src/design/cabling/count-cables';
import { mediaFor } from '../../../src/design/cabling/media-for';
import { planCables } from '../../../src/design/cabling/plan-cables';
import { planPlacement } from '../../../src/design/placement/plan-placement';
import type { ModelFacts } from '../../../src/model/bill-plan';
import type { CableMedia, CableTable } from '../../../src/model/cabling-plan';
import type { FabricPlan } from '../../../src/model/fabric-plan';
import type { DeviceInput, DeviceKind, PlacementPlan } from '../../../src/model/placement-plan';
import { hall, row } from '../../policy/space/layout-fixture';
import { rack } from '../../policy/site-plan-fixture';
import { GIGABIT, tinyFabric, tinyPlacement } from '../cabling/tiny-fabric';

const EMPTY: PlacementPlan = { racks: [], positions: new Map(), unplaced: [] };

const device = (name: string, kind: DeviceKind, model: string, psus?: number): DeviceInput => ({
  name,
  kind,
  model,
  heightU: 1,
  maxWatts: 0,
  unit: 'unit',
  path: 'stack/site',
  ...(psus === undefined ? {} : { psus: { count: psus, needed: psus } }),
});

const bill = (input: Partial<BillInput>): ReturnType<typeof planBill> =>
  planBill({ devices: [], placement: EMPTY, models: new Map(), fabrics: [], cables: [], phase: '1', ...input });

const cages = { connector: 'OSFP', linksPerCage: 2, isSwitch: true } as const;
const MEDIA = [
  ...mediaFor({ rateBits: 400 * GIGABIT, lower: cages, upper: { ...cages, top: 'finned' } }),
  ...mediaFor({
    rateBits: 400 * GIGABIT,
    lower: { ...cages, isSwitch: false, top: 'flat' },
    upper: { ...cages, top: 'finned' },
  }),
];

const cable = (fabric: FabricPlan, placement: PlacementPlan): CableTable =>
  planCables({
    fabric,
    placement,
    halls: [{ name: 'hall-1', riserMillimetres: 1_500 }],
    media: MEDIA,
    slackMillimetres: 500,
    lengthStepMillimetres: 1_000,
  });

/** A host with both of its links in one cage on two leaves, and two links between leaf-1 and a spine in its rack. */
const fabric = tinyFabric({
  endpoints: [{ name: 'h1' }],
  switches: [
    { name: 'leaf-1', tier: 'leaf' },
    { name: 'leaf-2', tier: 'leaf' },
    { name: 'spine', tier: 'spine' },
  ],
  links: [
    [0, 0, 0, 0, 1],
    [0, 0, 1, 1, 1],
    [1, 0, 3, 2, 1],
    [1, 0, 4, 2, 2],
  ],
});
const placement = tinyPlacement({ h1: ['A01', 1], 'leaf-1': ['A02', 10], 'leaf-2': ['A02', 20], spine: ['A02', 11] });

test('devices are counted by model, with a cord for each power supply', () => {
  const models = new Map<string, ModelFacts>([
    ['b200', { manufacturer: 'NVIDIA', description: 'DGX B200', category: 'system' }],
    ['qm', { manufacturer: 'NVIDIA', partNumber: 'MQM9700-NS2F', description: 'QM9700', category: 'switch' }],
  ]);
  const devices = [
    device('h1', 'system', 'b200', 6),
    device('h2', 'system', 'b200', 6),
    device('leaf', 'switch', 'qm', 2),
    device('ufm-01', 'ufm', 'ufm'),
  ];
  const { lines, gaps } = bill({ devices, models, phase: '2' });
  expect(lines).toEqual([
    { category: 'cord', description: 'power cord for DGX B200', quantity: 12, unit: 'each', phase: '2' },
    { category: 'cord', description: 'power cord for QM9700', quantity: 2, unit: 'each', phase: '2' },
    { category: 'server', description: 'ufm', quantity: 1, unit: 'each', phase: '2' },
    {
      category: 'switch',
      manufacturer: 'NVIDIA',
      partNumber: 'MQM9700-NS2F',
      description: 'QM9700',
      quantity: 1,
      unit: 'each',
      phase: '2',
    },
    { category: 'system', manufacturer: 'NVIDIA', description: 'DGX B200', quantity: 2, unit: 'each', phase: '2' },
  ]);
  expect(gaps).toEqual([
    "'DGX B200' has no part number: give 'partNumber' in its catalogue entry 'b200'",
    "'ufm' has no part number: give 'partNumber' in its catalogue entry 'ufm'",
    "power cords of 'DGX B200' have no part number: catalogue entry 'b200' does not give 'input.inlet'",
    "power cords of 'QM9700' have no part number: catalogue entry 'qm' does not give 'input.inlet'",
    "power cords of 'ufm' are not counted: give 'psus' in its catalogue entry 'ufm'",
  ]);
});

// Two racks of 48 units hold 1 and 3 units: 47 + 45 = 92 blanks. The third rack is empty and is not bought.
test('racks in use are bought, with a blank for each of their free units', () => {
  const [first] = placement.racks;
  const racks = [...placement.racks, { ...first!, name: 'A03', devices: [], usedU: 0 }];
  const { lines, gaps } = bill({ placement: { ...placement, racks } });
  expect(lines.map(({ category, description, quantity }) => [category, description, quantity])).toEqual([
    ['blank', 'blank panel, 1U', 92],
    ['rack', 'rack-48', 2],
  ]);
  expect(gaps).toEqual([
    'blank panels have no part number: the catalogue has no blank panels',
    "rack 'rack-48' has no part number: 'rack.model' gives its name alone",
  ]);
  const facts: ModelFacts = { partNumber: 'R-48', description: 'Rack 48U', category: 'rack' };
  expect(bill({ placement, models: new Map([['rack-48', facts]]) }).lines[1]).toMatchObject({ partNumber: 'R-48' });
});

// h1 to the leaves: 3,000 + 800 + 500 = 4,300 mm, two fibres of 5 m, one module in h1 and one in each leaf.
// leaf-1 to the spine: 1 U = 44 + 500 = 544 mm, one copper cable of 1 m for both links.
test('cables, fibres and transceivers are lines of their own', () => {
  const { lines, gaps } = bill({ fabrics: [fabric], cables: [cable(fabric, placement)] });
  const each = { manufacturer: 'NVIDIA', unit: 'each', phase: '1' };
  const module = { ...each, category: 'transceiver', partNumber: 'MMA4Z00-NS' };
  expect(lines).toEqual([
    {
      ...each,
      category: 'cable',
      partNumber: 'MCP4Y10',
      description: 'passive copper cable',
      lengthMillimetres: 1_000,
      quantity: 1,
    },
    {
      ...each,
      category: 'fibre',
      partNumber: 'MFP7E10',
      description: 'multimode fibre',
      lengthMillimetres: 5_000,
      quantity: 2,
    },
    { ...module, description: 'multimode transceiver, 2 x SR4, finned top', quantity: 2 },
    { ...module, description: 'multimode transceiver, 2 x SR4, flat top', quantity: 1 },
  ]);
  expect(gaps).toEqual([]);
});

test('like lines of several fabrics are one line', () => {
  const table = cable(fabric, placement);
  const once = bill({ fabrics: [fabric], cables: [table] }).lines;
  const twice = bill({ fabrics: [fabric, { ...fabric, name: 'storage' }], cables: [table, table] }).lines;
  expect(twice).toEqual(once.map((line) => ({ ...line, quantity: 2 * line.quantity })));
});

test('a rate without a medium is counted and named as a gap', () => {
  const slow = { ...fabric, hostRateBits: GIGABIT };
  const { lines, gaps } = bill({ fabrics: [slow], cables: [cable(slow, placement)] });
  expect(lines).toContainEqual({
    category: 'cable',
    description: 'cable for 1 Gb/s',
    quantity: 2,
    unit: 'each',
    phase: '1',
    lengthMillimetres: 5_000,
  });
  expect(gaps).toEqual(["fabric 'compute' has cables for 1 Gb/s of no known medium: give one of that rate in 'media'"]);
});

test('media without part numbers are gaps', () => {
  const media = MEDIA.map(({ cablePart: _c, aTransceiver: _a, bTransceiver: _b, ...rest }) => rest);
  const table = planCables({
    fabric,
    placement,
    halls: [{ name: 'hall-1', riserMillimetres: 1_500 }],
    media,
    slackMillimetres: 500,
    lengthStepMillimetres: 1_000,
  });
  expect(bill({ fabrics: [fabric], cables: [table] }).gaps).toEqual([
    "multimode fibre for 400 Gb/s has no part number: give 'cablePart' in 'media'",
    "multimode transceiver for 2 x 400 Gb/s in a switch, finned top has no part number: give 'aTransceiver' and 'bTransceiver' in 'media'",
    "multimode transceiver for 2 x 400 Gb/s in an endpoint, flat top has no part number: give 'aTransceiver' and 'bTransceiver' in 'media'",
    "passive copper cable for 2 x 400 Gb/s between switches has no part number: give 'cablePart' in 'media'",
  ]);
});

// leaf-2 stands nowhere: one of h1's two links. leaf-1 is 62 racks from h1: 3,000 + 62 x 800 + 500 = 53.1 m, beyond what
// these media reach.
/** A host with a port of 1 Gb/s on a leaf whose uplinks of 100 Gb/s go to a spine: RJ45 below, QSFP28 above. */
const mixed = tinyFabric({
  endpoints: [{ name: 'h1' }],
  switches: [
    { name: 'leaf-1', tier: 'leaf' },
    { name: 'spine', tier: 'spine' },
  ],
  links: [
    [0, 0, 0, 0, 1],
    [1, 0, 3, 1, 1],
  ],
});
const MIXED: FabricPlan = { ...mixed, hostRateBits: GIGABIT, trunkRateBits: 100 * GIGABIT };

const medium = (rate: number, parts: Partial<CableMedia>): CableMedia => ({
  rateBits: rate * GIGABIT,
  medium: 'passive-copper',
  reachMillimetres: 100_000,
  linksPerCable: 1,
  linksPerATransceiver: 1,
  linksPerBTransceiver: 1,
  ...parts,
});

/** All in one rack, so that all cables are of one length. */
const oneRack = tinyPlacement({ h1: ['A01', 1], 'leaf-1': ['A01', 2], spine: ['A01', 3] });

const mixedTable = (media: readonly CableMedia[]): CableTable =>
  planCables({
    fabric: MIXED,
    placement: oneRack,
    halls: [{ name: 'hall-1', riserMillimetres: 1_500 }],
    media,
    slackMillimetres: 500,
    lengthStepMillimetres: 10_000,
  });

test.each([
  ['of no known medium', [], ['cable for 1 Gb/s', 'cable for 100 Gb/s between switches']],
  [
    'of copper without part numbers',
    [medium(1, {}), medium(100, {})],
    ['passive copper cable for 1 Gb/s', 'passive copper cable for 100 Gb/s between switches'],
  ],
  [
    'of twisted pair below and copper above',
    [medium(1, { medium: 'twisted-pair' }), medium(100, {})],
    ['passive copper cable for 100 Gb/s between switches', 'twisted-pair cable for 1 Gb/s'],
  ],
  [
    'of fibre without part numbers, with its transceivers',
    [medium(1, { medium: 'multimode' }), medium(100, { medium: 'multimode' })],
    [
      'multimode fibre for 1 Gb/s',
      'multimode fibre for 100 Gb/s between switches',
      'multimode transceiver for 1 Gb/s in a switch',
      'multimode transceiver for 1 Gb/s in an endpoint',
      'multimode transceiver for 100 Gb/s in a switch',
    ],
  ],
  [
    'of one part, which is one thing wherever it is laid',
    [medium(1, { cablePart: 'P' }), medium(100, { cablePart: 'P' })],
    ['passive copper cable'],
  ],
])('cables %s: one line is one thing to buy', (_, media, lines) => {
  const { lines: made } = bill({ fabrics: [MIXED], cables: [mixedTable(media)] });
  expect(made.map(({ description }) => description)).toEqual(lines);
});

test('racks of one name and several heights, and models of one name and several makers, are lines of their own', () => {
  const maker = (manufacturer: string): ModelFacts => ({ description: 'S1', category: 'server', manufacturer });
  const devices = [device('a', 'server', 's1-a'), device('b', 'server', 's1-b')];
  const models = new Map([
    ['s1-a', maker('A')],
    ['s1-b', maker('B')],
  ]);
  const racks = planPlacement({
    halls: [
      hall([
        row('A', { racks: 1, rack: { model: 'tall', heightU: 48, budgetWatts: 9_000 } }),
        row('B', { racks: 1, rack: { model: 'tall', heightU: 42, budgetWatts: 9_000 } }),
      ]),
    ],
    devices: devices.map((each, index) => ({ ...each, row: { hall: 'hall-1', row: 'AB'.charAt(index) } })),
  });
  const { lines } = bill({ devices, models, placement: racks });
  expect(lines.map(({ description, manufacturer }) => [description, manufacturer])).toEqual([
    ['blank panel, 1U', undefined],
    ['tall, 42 U high', undefined],
    ['tall, 48 U high', undefined],
    ['S1', 'A'],
    ['S1', 'B'],
  ]);
});

test('cables that cannot be built are in no line, and a gap says how many', () => {
  const far = tinyPlacement({ h1: ['A01', 1], 'leaf-1': ['A63', 10], spine: ['A63', 11] });
  const table = planCables({
    fabric,
    placement: far,
    halls: [{ name: 'hall-1', riserMillimetres: 1_500 }],
    media: MEDIA.filter(({ medium }) => medium !== 'single-mode'),
    slackMillimetres: 500,
    lengthStepMillimetres: 1_000,
  });
  const { lines, gaps } = bill({ fabrics: [fabric], cables: [table] });
  expect(lines.map(({ description }) => description)).toEqual(['passive copper cable']);
  expect(gaps).toEqual([
    "fabric 'compute': 2 of its 3 cables are not in the BOM: no medium reaches along 1, and an end of 1 stands in no rack",
  ]);
});

test('totals are those of the cable schedule', () => {
  const rack = fc.integer({ min: 1, max: 90 }).map((number) => `A${String(number).padStart(2, '0')}`);
  fc.assert(
    fc.property(fc.tuple(rack, rack, rack, rack), ([a, b, c, d]) => {
      const random = tinyPlacement({ h1: [a, 1], 'leaf-1': [b, 10], 'leaf-2': [c, 20], spine: [d, 11] });
      const table = cable(fabric, random);
      const counts = countCables(fabric, table);
      const { lines } = bill({ fabrics: [fabric], cables: [table] });
      const total = (...categories: string[]): number =>
        lines.filter(({ category }) => categories.includes(category)).reduce((sum, line) => sum + line.quantity, 0);
      expect(total('cable', 'fibre') + counts.undecided).toBe(table.count);
      expect(total('transceiver')).toBe(counts.transceivers.reduce((sum, { quantity }) => sum + quantity, 0));
    }),
  );
});

// A rack of 48 U with 20 U in it has 28 blank panels, and is there with the first of its two devices; an empty one is not bought.
test('a rack and its blank panels are of the phase of its first device', () => {
  const racks = [rack(['b1', 'b2']), rack([], { name: 'A02' })];
  const placement = { ...EMPTY, racks };
  const numbers = new Map([
    ['b1', 2],
    ['b2', 1],
  ]);
  const phases = { numberOf: (name: string) => numbers.get(name) ?? 0 } as unknown as BillPhases;
  const items = (given?: BillPhases) =>
    rackItems(placement, new Map(), given).map(({ line, phase }) => [line.category, line.quantity, phase]);
  expect(items()).toEqual([
    ['rack', 1, undefined],
    ['blank', 28, undefined],
  ]);
  expect(items(phases)).toEqual([
    ['rack', 1, 1],
    ['blank', 28, 1],
  ]);
});
