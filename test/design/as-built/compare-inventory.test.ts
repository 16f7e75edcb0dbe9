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

describe('rows', () => {
  const at = (name: string, location: string | undefined): InventoryRack => {
    return { name, heightU: 48, ...(location !== undefined && { location }) };
  };
  const rowsOf = (
    planned: readonly (readonly [string, string])[],
    found: readonly (readonly [string, string | undefined])[],
  ): unknown =>
    compareInventory(
      {
        ...PLANNED,
        racks: planned.map(([name, row]) => at(name, row)),
        rackNames: planned.map(([name]) => name),
        devices: [],
        cables: [],
        addresses: [],
      },
      { racks: found.map(([name, row]) => at(name, row)), devices: [], otherCables: 0 },
      'gasan',
    ).findings.map(({ kind, object, name, found: is }) => [kind, object, name, is]);

  test.each<[string, (readonly [string, string])[], (readonly [string, string | undefined])[], unknown[]]>([
    ['one rack is moved, its row is not renamed', [['A1', 'A']], [['A1', 'B']], [['misplaced', 'rack', 'A1', 'B']]],
    [
      'two racks under two other names are moved',
      [
        ['A1', 'A'],
        ['A2', 'A'],
      ],
      [
        ['A1', 'B'],
        ['A2', 'C'],
      ],
      [
        ['misplaced', 'rack', 'A1', 'B'],
        ['misplaced', 'rack', 'A2', 'C'],
      ],
    ],
    [
      'two racks in the row of others are moved',
      [
        ['A1', 'A'],
        ['A2', 'A'],
        ['B1', 'B'],
      ],
      [
        ['A1', 'B'],
        ['A2', 'B'],
        ['B1', 'B'],
      ],
      [
        ['misplaced', 'rack', 'A1', 'B'],
        ['misplaced', 'rack', 'A2', 'B'],
      ],
    ],
    [
      'two rows under one name were joined',
      [
        ['A1', 'A'],
        ['A2', 'A'],
        ['B1', 'B'],
        ['B2', 'B'],
      ],
      [
        ['A1', 'X'],
        ['A2', 'X'],
        ['B1', 'X'],
        ['B2', 'X'],
      ],
      ['A1', 'A2', 'B1', 'B2'].map((name) => ['misplaced', 'rack', name, 'X']),
    ],
    [
      'two rows of other names',
      [
        ['A1', 'A'],
        ['A2', 'A'],
        ['B1', 'B'],
        ['B2', 'B'],
      ],
      [
        ['A1', 'X'],
        ['A2', 'X'],
        ['B1', 'Y'],
        ['B2', 'Y'],
      ],
      [
        ['renamed', 'location', 'A', 'X'],
        ['renamed', 'location', 'B', 'Y'],
      ],
    ],
    ['a rack in no row', [['A1', 'A']], [['A1', undefined]], [['misplaced', 'rack', 'A1', undefined]]],
    [
      'a strange rack of the renamed row is extra, one of another row is passed over',
      [
        ['A1', 'A'],
        ['A2', 'A'],
      ],
      [
        ['A1', 'X'],
        ['A2', 'X'],
        ['Z', 'X'],
        ['Y', 'Q'],
      ],
      [
        ['renamed', 'location', 'A', 'X'],
        ['extra', 'rack', 'Z', 'X'],
      ],
    ],
  ])('%s', (_, planned, found, expected) => {
    expect(rowsOf(planned, found)).toEqual(expected);
  });
});

describe('fields of a rack or a device', () => {
  const one = (planned: Partial<InventoryRack>, found: Partial<InventoryRack>, hasAssets = true): unknown =>
    compareInventory(
      { ...PLANNED, hasAssets, racks: [rack('A01', planned), rack('A02'), rack('A03')] },
      { ...FOUND, racks: [rack('A01', found), rack('A02'), rack('A03')] },
      'gasan',
    ).findings.map(({ field, planned: due, found: is }) => [field, due, is]);

  test.each<[Partial<InventoryRack>, Partial<InventoryRack>, unknown[]]>([
    [{ heightU: 48 }, { heightU: 47 }, [['height', '48 U', '47 U']]],
    [{ status: 'active' }, { status: 'active' }, []],
    [{ status: 'active' }, { status: 'planned' }, [['status', 'active', 'planned']]],
    [{ custom: { phase: '1' } }, { custom: { phase: '2' } }, [['custom field phase', '1', '2']]],
    [{ custom: { phase: '1' } }, { custom: { phase: '' } }, [['custom field phase', '1', undefined]]],
    [{ custom: { phase: '1' } }, {}, []],
    // No rack has the field: it is not defined, which is told once.
    [{ custom: { phase: '1' } }, { custom: {} }, [[undefined, 'racks', undefined]]],
  ])('%j against %j', (planned, found, expected) => {
    expect(one(planned, found)).toEqual(expected);
  });

  test('states say nothing without an asset file', () => {
    expect(one({ status: 'active' }, { status: 'planned' }, false)).toEqual([]);
  });

  const devices = (planned: Partial<InventoryDevice>, found: Partial<InventoryDevice>, hasAssets = true): unknown =>
    compareInventory(
      { ...PLANNED, hasAssets, devices: [device('d1', 'A01', planned), device('d2', 'A02')] },
      { ...FOUND, devices: [device('d1', 'A01', found), device('d2', 'A02')] },
      'gasan',
    ).findings.map(({ kind, field, planned: due, found: is }) => [kind, field, due, is]);

  test.each<[Partial<InventoryDevice>, Partial<InventoryDevice>, unknown[]]>([
    [{ u: 1 }, { u: 2 }, [['misplaced', undefined, 'rack A01 U1', 'rack A01 U2']]],
    [{ role: 'leaf' }, { role: 'spine' }, [['differs', 'role', 'leaf', 'spine']]],
    [{ role: 'leaf' }, { role: 'Leaf switch', roleSlug: 'leaf' }, []],
    [{ status: 'active' }, { status: 'staged' }, [['differs', 'status', 'active', 'staged']]],
    [{ serial: 'S1' }, { serial: 'S2' }, [['differs', 'serial', 'S1', 'S2']]],
    [{ serial: 'S1' }, {}, [['differs', 'serial', 'S1', undefined]]],
    [{ isOptional: true, serial: 'S1' }, {}, []],
  ])('a device with %j against %j', (planned, found, expected) => {
    expect(devices(planned, found)).toEqual(expected);
  });

  test('serials of devices say nothing without an asset file', () => {
    expect(devices({ serial: 'S1' }, { serial: 'S2' }, false)).toEqual([]);
  });

  test('a role that all of its devices, at least two, bear under another name is one difference', () => {
    const both = (role: string, other = role): readonly InventoryDevice[] => [
      device('d1', 'A01', { role }),
      device('d2', 'A02', { role: other }),
    ];
    const of = (planned: readonly InventoryDevice[], found: readonly InventoryDevice[]): unknown =>
      (findings({ devices: found }, { devices: planned }) as { kind: string; object: string; name: string }[]).map(
        ({ kind, object, name }) => [kind, object, name],
      );
    expect(of(both('leaf'), both('Leaf'))).toEqual([['renamed', 'role', 'leaf']]);
    expect(of(both('leaf'), both('Leaf', 'Spine'))).toEqual([
      ['differs', 'device', 'd1'],
      ['differs', 'device', 'd2'],
    ]);
    // Each bears the role of the other: they are exchanged, and none is renamed.
    expect(of(both('leaf', 'spine'), both('spine', 'leaf'))).toEqual([
      ['differs', 'device', 'd1'],
      ['differs', 'device', 'd2'],
    ]);
    expect(of(both('leaf', 'spine'), both('Leaf', 'spine'))).toEqual([['differs', 'device', 'd1']]);
  });
});

describe('a device of another name', () => {
  const gone = (stranger: InventoryDevice, d1: Partial<InventoryDevice> = {}): unknown =>
    compareInventory(
      { ...PLANNED, devices: [device('d1', 'A01', d1), device('d2', 'A02')] },
      { ...FOUND, devices: [stranger, device('d2', 'A02')] },
      'gasan',
    ).findings.map(({ kind, object, name, found }) => [kind, object, name, found]);
  const elsewhere = { role: 'other' } as const;

  test.each<[string, InventoryDevice, Partial<InventoryDevice>, unknown[]]>([
    ['in its place', device('x', 'A01', elsewhere), {}, [['renamed', 'device', 'd1', 'x in rack A01 U1']]],
    [
      'with its serial',
      device('x', 'B09', { ...elsewhere, u: 7, serial: 'S1' }),
      { serial: 'S1' },
      [['renamed', 'device', 'd1', 'x in rack B09 U7']],
    ],
    [
      'a unit above',
      device('x', 'A01', { ...elsewhere, u: 2 }),
      {},
      [
        ['missing', 'device', 'd1', undefined],
        ['extra', 'device', 'x', 'rack A01 U2'],
      ],
    ],
    [
      'of its role outside',
      device('x', 'B09', { u: 2 }),
      {},
      [
        ['missing', 'device', 'd1', undefined],
        ['extra', 'device', 'x', 'rack B09 U2'],
      ],
    ],
    [
      'of another role outside',
      device('x', 'B09', { ...elsewhere, u: 2 }),
      {},
      [['missing', 'device', 'd1', undefined]],
    ],
    ['that may be left out', device('x', 'B09', { ...elsewhere, u: 2 }), { isOptional: true }, []],
  ])('%s', (_, stranger, parts, expected) => {
    const rows = gone(stranger, parts) as readonly (readonly unknown[])[];
    expect(rows.filter(([, object]) => object === 'device')).toEqual(expected);
  });

  test('takes its cable and its address with it', () => {
    const renamed = device('x', 'A01');
    const change = {
      devices: [renamed, device('d2', 'A02')],
      cables: [{ label: 'c', a: [{ device: 'x', port: 'p1' }], b: [{ device: 'd2', port: 'p1' }] }],
      addresses: [bmc('x', '10.0.0.1/24'), bmc('d2', '10.0.0.2/24'), { address: '10.9.0.1/24' }],
    };
    expect(findings(change)).toMatchObject([{ kind: 'renamed', object: 'device', name: 'd1' }]);
  });
});

describe('cables', () => {
  const end = (name: string, port = 'p1'): { device: string; port: string } => ({ device: name, port });
  test('with one end left of a device that is gone are told with it', () => {
    const change = {
      devices: [device('d2', 'A02')],
      cables: [{ label: 'c', a: [], b: [end('d2')] }],
      addresses: [bmc('d2', '10.0.0.2/24')],
    };
    expect(findings(change)).toMatchObject([
      { kind: 'missing', object: 'device', name: 'd1', carries: { devices: 0, cables: 1, addresses: 1 } },
    ]);
  });

  test.each([
    [
      'with one end left of a device that is there',
      [{ label: 'c', a: [], b: [end('d2')] }],
      'nothing to rack A02 U1 d2 port p1',
    ],
    [
      'to another port',
      [{ label: 'c', a: [end('d1')], b: [end('d2', 'p2')] }],
      'rack A01 U1 d1 port p1 to rack A02 U1 d2 port p2',
    ],
    [
      'from another port',
      [{ label: 'c', a: [end('d1', 'p2')], b: [end('d2')] }],
      'rack A01 U1 d1 port p2 to rack A02 U1 d2 port p1',
    ],
    [
      'to a device that the plan has not',
      [{ label: 'c', a: [end('d1')], b: [end('x')] }],
      'rack A01 U1 d1 port p1 to x port p1',
    ],
  ])('%s are misplaced', (_, cables, found) => {
    expect(findings({ cables })).toMatchObject([{ kind: 'misplaced', object: 'cable', name: 'c', found }]);
  });

  test('beside the plan are extra at a device of it, and passed over elsewhere', () => {
    const extra = { label: 'b', a: [end('d1', 'p2')], b: [end('y')] };
    const more = [extra, { ...extra, label: 'a', a: [end('d1', 'p3')] }, { label: 'n', a: [end('x')], b: [end('y')] }];
    const report = compareInventory(
      PLANNED,
      { ...FOUND, cables: [...PLANNED.cables, ...more], otherCables: 3 },
      'gasan',
    );
    expect(report.findings.map(({ kind, name }) => [kind, name])).toEqual([
      ['extra', 'a'],
      ['extra', 'b'],
    ]);
    expect(report.counts.cables).toEqual({ planned: 1, asPlanned: 1, differing: 0, extra: 2, passedOver: 4 });
  });

  test('that are exchanged are one finding of the two', () => {
    const cables = [
      { label: 'c', a: [end('d1')], b: [end('d2')] },
      { label: 'd', a: [end('d1', 'p2')], b: [end('d2', 'p2')] },
    ];
    const found = [
      { label: 'c', a: [end('d1')], b: [end('d2', 'p2')] },
      { label: 'd', a: [end('d1', 'p2')], b: [end('d2')] },
    ];
    expect(findings({ cables: found }, { cables })).toEqual([
      {
        kind: 'swapped',
        object: 'cable',
        name: 'c',
        planned: 'rack A01 U1 d1 port p1 to rack A02 U1 d2 port p1',
        found: 'rack A01 U1 d1 port p1 to rack A02 U1 d2 port p2',
        partner: {
          name: 'd',
          planned: 'rack A01 U1 d1 port p2 to rack A02 U1 d2 port p2',
          found: 'rack A01 U1 d1 port p2 to rack A02 U1 d2 port p1',
        },
      },
    ]);
  });

  test('differ by their custom fields', () => {
    const [cable] = PLANNED.cables;
    const of = (length: string): unknown => cable && [{ ...cable, custom: { length } }];
    expect(
      compareInventory({ ...PLANNED, cables: of('3') as never }, { ...FOUND, cables: of('5') as never }, 'gasan').counts
        .cables,
    ).toMatchObject({ asPlanned: 0, differing: 1 });
  });
});

describe('addresses of a pool', () => {
  const two = (one: string, other: string): readonly InventoryAddress[] => [bmc('d1', one), bmc('d2', other)];
  test.each<[string, readonly InventoryAddress[], unknown[]]>([
    [
      'that all have one other length are one difference',
      two('10.0.0.1/25', '10.0.0.2/25'),
      [['differs', 'prefix', 'oob', '/24', '/25']],
    ],
    [
      'of two other lengths differ each',
      two('10.0.0.1/25', '10.0.0.2/26'),
      [
        ['differs', 'address', '10.0.0.1/24', '/24', '/25'],
        ['differs', 'address', '10.0.0.2/24', '/24', '/26'],
      ],
    ],
    [
      'of which one is not there: one is not a pool',
      two('10.0.0.1/25', '10.0.9.2/25'),
      [
        ['differs', 'address', '10.0.0.1/24', '/24', '/25'],
        ['missing', 'address', '10.0.0.2/24', 'd2 port bmc', undefined],
      ],
    ],
    ['as planned', two('10.0.0.1/24', '10.0.0.2/24'), []],
    ['without a length', two('10.0.0.1', '10.0.0.2'), [['differs', 'prefix', 'oob', '/24', '']]],
  ])('%s', (_, addresses, expected) => {
    const report = compareInventory(PLANNED, { ...FOUND, addresses }, 'gasan');
    expect(
      report.findings.map(({ kind, object, name, planned, found }) => [kind, object, name, planned, found]),
    ).toEqual(expected);
  });

  test('that the plan has not are extra in a pool, by the longest prefix, and passed over outside', () => {
    const addresses = [
      ...PLANNED.addresses,
      { address: '10.0.0.9/24' },
      { address: '10.0.0.200/24' },
      { address: '10.1.0.1/24' },
      { address: 'fd00::1/64' },
      { address: 'x' },
    ];
    const pools = [
      { name: 'oob', cidr: '10.0.0.0/24' },
      { name: 'high', cidr: '10.0.0.128/25' },
    ];
    const report = compareInventory({ ...PLANNED, pools }, { ...FOUND, addresses }, 'gasan');
    expect(report.findings.map(({ kind, name, found }) => [kind, name, found])).toEqual([
      ['extra', '10.0.0.200/24', 'nothing in pool high'],
      ['extra', '10.0.0.9/24', 'nothing in pool oob'],
    ]);
    expect(report.counts.addresses).toEqual({ planned: 2, asPlanned: 2, differing: 0, extra: 2, passedOver: 3 });
  });
});

test('a custom field that no object of the inventory has is told once, and not where no field is known', () => {
  const racks = ['A01', 'A02', 'A03'].map((name) => rack(name, { custom: { phase: '1', tenant: 'blue' } }));
  const found = racks.map((each) => ({ ...each, custom: { tenant: 'blue' } }));
  expect(findings({ racks: found }, { racks })).toEqual([
    { kind: 'missing', object: 'custom field', name: 'phase', planned: 'racks' },
  ]);
  expect(findings({ racks: PLANNED.racks }, { racks })).toEqual([]);
});
