import { isNetboxExport, readNetboxInventory, readNetboxLists } from '../../../src/design/as-built/netbox-objects';

const RACKS = { racks: [{ name: 'A01', site: { slug: 'gasan' } }] };

test.each([
  ['gasn', "'--netbox-site gasan'"],
  ['pangyo', "'--netbox-site'"],
])("fails for site '%s', which the lists do not hold", (site, option) => {
  expect(() => readNetboxInventory(RACKS, 'racks.json', site)).toThrow(
    `'racks.json' holds nothing of site '${site}', but of gasan; name the slug that the site has in NetBox with ${option} [as-built/unknown-netbox-site]`,
  );
});

// Five are named, and of a sixth that it is there.
test.each([
  [5, 's1, s2, s3, s4, s5;'],
  [6, 's1, s2, s3, s4, s5 ..;'],
])('fails with the first five of %i sites', (count, listed) => {
  const racks = Array.from({ length: count }, (_, at) => ({ name: `A0${at + 1}`, site: { slug: `s${at + 1}` } }));
  expect(() => readNetboxInventory({ racks }, 'racks.json', 'pangyo')).toThrow(`but of ${listed}`);
});

test('racks of the site are read, and those of others left out', () => {
  const racks = [...RACKS.racks, { name: 'B01', site: { slug: 'pangyo' } }];
  expect(readNetboxInventory({ racks }, 'racks.json', 'gasan').racks?.map(({ name }) => name)).toEqual(['A01']);
});

test.each([
  [{ results: [] }, true],
  [{ racks: [] }, true],
  [{ racks: { results: [] } }, true],
  [{ addresses: [] }, true],
  [{ rooms: [] }, false],
  [{ racks: 7 }, false],
  [{ results: 7 }, false],
  [{}, false],
  [[], false],
])('%j looks like lists of NetBox: %s', (value, isExport) => {
  expect(isNetboxExport(value)).toBe(isExport);
});

describe('lists in pages', () => {
  const page = (count: number, ...names: readonly string[]): object => ({
    count,
    results: names.map((name) => ({ name, site: { slug: 'gasan' } })),
  });
  const racksOf = (racks: unknown): unknown =>
    readNetboxInventory(readNetboxLists({ racks }, 'racks.json'), 'racks.json', 'gasan').racks?.map(({ name }) => name);

  test('are one list, of one page too', () => {
    expect(racksOf(page(2, 'A01', 'A02'))).toEqual(['A01', 'A02']);
    expect(racksOf([page(1, 'A01')])).toEqual(['A01']);
    expect(racksOf([page(3, 'A01', 'A02'), page(3, 'A03')])).toEqual(['A01', 'A02', 'A03']);
  });

  test.each([
    ['one page', page(3, 'A01', 'A02'), '2 of 3'],
    ['the first of several pages', [page(4, 'A01', 'A02'), page(4, 'A03')], '3 of 4'],
  ])('fails for %s that is not all', (_, racks, of) => {
    expect(() => racksOf(racks)).toThrow(
      `'racks.json' holds ${of} objects under 'racks': a page and not the whole list`,
    );
  });
});

describe('objects of NetBox', () => {
  const site = { slug: 'gasan' };
  const read = (lists: Parameters<typeof readNetboxInventory>[0]): ReturnType<typeof readNetboxInventory> =>
    readNetboxInventory(lists, 'x.json', 'gasan');

  test.each<[object, object]>([
    [{ name: 'A01' }, { name: 'A01' }],
    [
      { name: 'A01', location: { name: 'row A' }, u_height: 48, status: { value: 'active', label: 'Active' } },
      { name: 'A01', location: 'row A', heightU: 48, status: 'active' },
    ],
    [
      { name: 'A01', u_height: 'tall', location: null, status: 'planned' },
      { name: 'A01', status: 'planned' },
    ],
    [
      { name: 'A01', custom_fields: { phase: '1', tenant: null } },
      { name: 'A01', custom: { phase: '1', tenant: '' } },
    ],
    [{ name: null }, { name: '' }],
  ])('a rack %j', (rack, expected) => {
    expect(read({ racks: [{ ...rack, site }] }).racks).toEqual([expected]);
  });

  test.each<[object, object]>([
    [
      { name: 'd', role: { name: 'Leaf', slug: 'leaf' } },
      { name: 'd', role: 'Leaf', roleSlug: 'leaf' },
    ],
    [
      { name: 'd', device_role: { name: 'Leaf', slug: 'leaf' } },
      { name: 'd', role: 'Leaf', roleSlug: 'leaf' },
    ],
    [
      { name: 'd', rack: { name: 'A01' }, position: 3.0, serial: 'S1' },
      { name: 'd', rack: 'A01', u: 3, serial: 'S1' },
    ],
    [{ name: 'd', rack: null, position: null, serial: '' }, { name: 'd' }],
    [{ name: null, id: 7 }, { name: '(no name, id 7)' }],
    [{ name: null }, { name: '(no name, id unknown)' }],
  ])('a device %j', (device, expected) => {
    expect(read({ devices: [{ ...device, site }] }).devices).toEqual([expected]);
  });

  const end = (name: string, type = 'dcim.interface', device: unknown = { name: 'd' }): object => ({
    object_type: type,
    object: { name, device },
  });
  test.each<[string, object, object | undefined]>([
    [
      'between interfaces',
      { label: 'c', a_terminations: [end('p1')], b_terminations: [end('p2')] },
      { label: 'c', a: [{ device: 'd', port: 'p1' }], b: [{ device: 'd', port: 'p2' }] },
    ],
    [
      'over a panel',
      { label: 'c', a_terminations: [end('1', 'dcim.frontport')], b_terminations: [end('2', 'dcim.rearport')] },
      { label: 'c', a: [{ device: 'd', port: '1', face: 'front' }], b: [{ device: 'd', port: '2', face: 'rear' }] },
    ],
    [
      'with one end',
      { id: 7, a_terminations: [end('p1')] },
      { label: '(no label, id 7)', a: [{ device: 'd', port: 'p1' }], b: [] },
    ],
    [
      'of power',
      { label: 'c', a_terminations: [end('1', 'dcim.powerport')], b_terminations: [end('1', 'dcim.poweroutlet')] },
      undefined,
    ],
    ['of a circuit', { label: 'c', a_terminations: [end('1', 'dcim.interface', null)], b_terminations: [] }, undefined],
    ['that ends nowhere', { label: 'c' }, undefined],
  ])('a cable %s', (_, cable, expected) => {
    const { cables, otherCables } = read({ cables: [cable] });
    expect([cables, otherCables]).toEqual(expected === undefined ? [[], 1] : [[expected], 0]);
  });

  test.each<[object, object]>([
    [{ address: '10.0.0.1/24' }, { address: '10.0.0.1/24' }],
    [
      { address: '10.0.0.1/24', assigned_object: { name: 'bmc', device: { name: 'd' } } },
      { address: '10.0.0.1/24', device: 'd', interface: 'bmc' },
    ],
    [
      { address: '10.0.0.1/24', assigned_object: { name: 'eth0', virtual_machine: { name: 'vm' } } },
      { address: '10.0.0.1/24', device: 'vm', interface: 'eth0' },
    ],
  ])('an address %j', (address, expected) => {
    expect(read({ 'ip-addresses': [address] }).addresses).toEqual([expected]);
  });

  test('of a list that was not read are not known', () => {
    expect(read({})).toEqual({ otherCables: 0 });
    expect(read({ racks: [] })).toEqual({ racks: [], otherCables: 0 });
  });

  test('without a site are of this one', () => {
    expect(
      read({ devices: [{ name: 'a' }, { name: 'b', site: { slug: 'pangyo' } }, { name: 'c', site }] }).devices,
    ).toEqual([{ name: 'a' }, { name: 'c' }]);
  });

  test.each<[object, string]>([
    [{ racks: [{ name: 'A01' }, 7] }, "'x.json' has 7 as object 2 of 'racks'"],
    [{ devices: [{ name: 'd' }, { id: 1 }] }, "'x.json' has no 'name' in object 2 of 'devices'"],
    [{ cables: [null] }, "'x.json' has null as object 1 of 'cables'"],
  ])('fail on %j', (lists, message) => {
    expect(() => read(lists)).toThrow(message);
  });
});

describe('an answer of the API', () => {
  const url = (list: string): object => ({ url: `https://netbox/api/dcim/${list}/7/` });
  test.each<[unknown, unknown]>([
    [{ results: [url('devices')] }, { devices: [url('devices')] }],
    [{ ip_addresses: [1], addresses: [2] }, { 'ip-addresses': [2] }],
    [{ racks: { count: 1, results: [1] } }, { racks: [1] }],
    [{ racks: { results: [1] } }, { racks: [1] }],
  ])('%j has these lists', (value, lists) => {
    expect(readNetboxLists(value, 'x.json')).toEqual(lists);
  });

  test.each<[unknown, string]>([
    [[], "'x.json' holds a list, where an object is expected"],
    [{}, "'x.json' holds no list"],
    [{ results: [] }, "'x.json' holds an empty list and does not say of what"],
    [{ results: [{ name: 'd' }] }, "'x.json' does not say what its objects are"],
    [{ results: [url('sites')] }, "'x.json' does not say what its objects are"],
    [
      { device: [] },
      "'x.json' has a member 'device', which is none of racks, devices, cables, ip-addresses; did you mean 'devices'?",
    ],
    [
      { rooms: [] },
      "'x.json' has a member 'rooms', which is none of racks, devices, cables, ip-addresses; give an object",
    ],
    [{ racks: 7 }, "'x.json' has 7 under 'racks'"],
    [{ racks: { count: 1 } }, "'x.json' has no results under 'racks'"],
  ])('%j fails', (value, message) => {
    expect(() => readNetboxLists(value, 'x.json')).toThrow(message);
  });
});
