import { compareInventory } from '../../../src/design/as-built/compare-inventory';
import type {
  Inventory,
  InventoryAddress,
  InventoryDevice,
  InventoryRack,
  PlannedInventory,
} from '../../../src/design/as-built/inventory';

const rack = (name: string, parts: Partial<InventoryRack> = {}): InventoryRack => ({
  name,
  location: 'row A',
  heightU: 48,
  ...parts,
});
const device = (name: string, inRack: string, parts: Partial<InventoryDevice> = {}): InventoryDevice => ({
  name,
  role: 'system',
  rack: inRack,
  u: 1,
  ...parts,
});
const bmc = (name: string, address: string): Required<InventoryAddress> => ({
  address,
  device: name,
  interface: 'bmc',
});

/** Two devices in two racks with a cable between them, and an empty rack. */
const PLANNED: PlannedInventory = {
  racks: ['A01', 'A02', 'A03'].map((name) => rack(name)),
  devices: [device('d1', 'A01'), device('d2', 'A02')],
  cables: [{ label: 'c', a: [{ device: 'd1', port: 'p1' }], b: [{ device: 'd2', port: 'p1' }] }],
  addresses: [bmc('d1', '10.0.0.1/24'), bmc('d2', '10.0.0.2/24')],
  rackNames: ['A01', 'A02', 'A03'],
  pools: [{ name: 'oob', cidr: '10.0.0.0/24' }],
  hasAssets: false,
};
const FOUND: Inventory = { ...PLANNED, otherCables: 0 };

function findings(change: Partial<Inventory>, planned: Partial<PlannedInventory> = {}): unknown {
  return compareInventory({ ...PLANNED, ...planned }, { ...FOUND, ...change }, 'gasan').findings;
}

test('an inventory as planned has no finding, and counts all as planned', () => {
  const { findings: none, counts } = compareInventory(PLANNED, FOUND, 'gasan');
  expect(none).toEqual([]);
  expect(Object.entries(counts).map(([part, { planned, asPlanned }]) => [part, planned, asPlanned])).toEqual([
    ['racks', 3, 3],
    ['devices', 2, 2],
    ['cables', 1, 1],
    ['addresses', 2, 2],
  ]);
});

describe('what is missing', () => {
  test('is told of a device with its cables and addresses', () => {
    expect(
      findings({ devices: [device('d2', 'A02')], cables: [], addresses: [bmc('d2', '10.0.0.2/24')] }),
    ).toMatchObject([
      { kind: 'missing', object: 'device', name: 'd1', carries: { devices: 0, cables: 1, addresses: 1 } },
    ]);
  });

  test('is told of a rack with its devices, and what is theirs', () => {
    const change = {
      racks: [rack('A02'), rack('A03')],
      devices: [device('d2', 'A02')],
      cables: [],
      addresses: [bmc('d2', '10.0.0.2/24')],
    };
    expect(findings(change)).toMatchObject([
      { kind: 'missing', object: 'rack', name: 'A01', carries: { devices: 1, cables: 1, addresses: 1 } },
    ]);
  });
});

describe('an address', () => {
  test.each([
    ['another interface of its device', { device: 'd1', interface: 'eth0' }, 'd1 port eth0'],
    ['the same interface of another device', { device: 'd2', interface: 'bmc' }, 'd2 port bmc'],
    ['a device without an interface', { device: 'd1' }, 'd1'],
    ['nothing', {}, 'nothing'],
  ])('of %s is misplaced', (_, holder, found) => {
    expect(findings({ addresses: [{ address: '10.0.0.1/24', ...holder }, bmc('d2', '10.0.0.2/24')] })).toEqual([
      { kind: 'misplaced', object: 'address', name: '10.0.0.1/24', planned: 'd1 port bmc', found },
    ]);
  });

  test('of its own interface and of another one is in its place', () => {
    const addresses = [{ address: '10.0.0.1/24' }, bmc('d1', '10.0.0.1/24'), bmc('d2', '10.0.0.2/24')];
    expect(findings({ addresses })).toEqual([]);
  });

  test('differs by its prefix length', () => {
    expect(findings({ addresses: [bmc('d1', '10.0.0.1/25'), bmc('d2', '10.0.0.2/24')] })).toEqual([
      {
        kind: 'differs',
        object: 'address',
        name: '10.0.0.1/24',
        field: 'prefix length',
        planned: '/24',
        found: '/25',
      },
    ]);
  });
});

describe('a rack of another name', () => {
  const renamed = (found: string): unknown => ({
    kind: 'renamed',
    object: 'rack',
    name: 'A01',
    planned: 'row A',
    found,
  });

  test('is known by what is in it', () => {
    const racks = [rack('X9'), rack('A02'), rack('A03')];
    expect(findings({ racks, devices: [device('d1', 'X9'), device('d2', 'A02')] })).toEqual([renamed('X9 in row A')]);
  });

  test('is not known by half of what is in it', () => {
    const devices = [device('d1', 'A01'), device('d3', 'A01', { u: 5 }), device('d2', 'A02')];
    const found = [device('d1', 'X9'), device('d3', 'A02', { u: 5 }), device('d2', 'A02')];
    const racks = [rack('X9'), rack('A02'), rack('A03')];
    expect(findings({ racks, devices: found }, { devices })).toMatchObject([
      { kind: 'missing', object: 'rack', name: 'A01' },
      { kind: 'extra', object: 'rack', name: 'X9' },
      { kind: 'misplaced', object: 'device', name: 'd1' },
      { kind: 'misplaced', object: 'device', name: 'd3' },
    ]);
  });

  // A03 is empty: the one rack of its row, height and emptiness that the plan does not name stands for it.
  test.each([
    ['alike', rack('N1'), [], 'renamed'],
    ['of another height', rack('N1', { heightU: 47 }), [], 'missing'],
    ['of another row', rack('N1', { location: 'row B' }), [], 'missing'],
    ['with a device in it', rack('N1'), [device('stranger', 'N1', { role: 'other' })], 'missing'],
  ])('that is empty is known by its row and height: %s', (_, stranger, more, kind) => {
    const racks = [rack('A01'), rack('A02'), stranger];
    const rackKinds = compareInventory(PLANNED, { ...FOUND, racks, devices: [...PLANNED.devices, ...more] }, 'gasan')
      .findings.filter(({ object, name }) => object === 'rack' && name === 'A03')
      .map((finding) => finding.kind);
    expect(rackKinds).toEqual([kind]);
  });

  test('that is empty is not known where two could be it', () => {
    const racks = [rack('A01'), rack('A02'), rack('N1'), rack('N2')];
    expect(findings({ racks })).toMatchObject([
      { kind: 'missing', object: 'rack', name: 'A03' },
      { kind: 'extra', object: 'rack', name: 'N1' },
      { kind: 'extra', object: 'rack', name: 'N2' },
    ]);
  });
});

test('a row of another name is one finding', () => {
  const racks = ['A01', 'A02', 'A03'].map((name) => rack(name, { location: 'Reihe 1' }));
  expect(findings({ racks })).toEqual([{ kind: 'renamed', object: 'location', name: 'row A', found: 'Reihe 1' }]);
});
