import type { DiscoveredFabric } from '../../../src/design/as-built/discovered-fabric';
import { ethernetRateBits } from '../../../src/design/as-built/discovered-fabric';
import { parseDiscovered } from '../../../src/design/as-built/parse-discovered';

function read(value: unknown, device = 'leaf-1'): DiscoveredFabric {
  return parseDiscovered(JSON.stringify(value), { file: 'lldp.json', device });
}

function inWords({ nodes, links }: DiscoveredFabric): (string | number | undefined)[][] {
  return links.map(({ a, b, rateBits }) => [
    `${nodes[a.node]?.name} ${a.port}`,
    `${nodes[b.node]?.name} ${b.port}`,
    rateBits,
  ]);
}

const spine = { 'spine-1': { id: { type: 'mac', value: '44:38:39:00:00:01' }, descr: 'Cumulus Linux' } };
const port = (value: string): object => ({ id: { type: 'ifname', value }, descr: 'to leaf-1', ttl: '120' });
const host = { 'haein-001': { id: { type: 'mac', value: 'B8:3F:D2:00:00:01' } } };
/** lldpd of a host names its ports by MAC. */
const hostPort = { id: { type: 'mac', value: 'B8:3F:D2:00:00:02' }, descr: 'enp3s0np0' };

describe('lldpctl -f json', () => {
  const swp1 = { via: 'LLDP', rid: '1', chassis: spine, port: port('swp41') };
  const swp2 = { via: 'LLDP', rid: '2', chassis: host, port: hostPort };
  const links = [
    ['leaf-1 swp1', 'spine-1 swp41', undefined],
    ['leaf-1 swp2', 'haein-001 enp3s0np0', undefined],
  ];

  test.each([
    ['a list of objects', [{ swp1 }, { swp2 }]],
    ['one object', { swp1, swp2 }],
    ['one object in a list', [{ swp1, swp2 }]],
    [
      'objects with a name',
      [
        { name: 'swp1', ...swp1 },
        { name: 'swp2', ...swp2 },
      ],
    ],
  ])('gives interfaces as %s', (_, shape) => {
    expect(inWords(read({ lldp: { interface: shape } }))).toEqual(links);
  });

  test('wraps every value in a list as json0', () => {
    const id = (value: string, type = 'mac'): object[] => [{ type, value }];
    const one = {
      name: 'swp1',
      chassis: [{ name: [{ value: 'spine-1' }], id: id('44:38:39:00:00:01') }],
      port: [{ id: id('swp41', 'ifname'), descr: [{ value: 'to leaf-1' }] }],
    };
    expect(inWords(read({ lldp: [{ interface: [one] }] }))).toEqual(links.slice(0, 1));
  });

  test('keeps MACs of neighbours and of their ports', () => {
    const { nodes, links: found } = read({ lldp: { interface: { swp2 } } });
    expect(nodes[1]).toEqual({ name: 'haein-001', kind: 'device', view: 'named', id: 'b8:3f:d2:00:00:01' });
    expect(found[0]?.b).toEqual({ node: 1, port: 'enp3s0np0', id: 'b8:3f:d2:00:00:02' });
  });

  test('names a neighbour without a name by its MAC', () => {
    const nameless = { chassis: { id: { type: 'mac', value: '44:38:39:00:00:09' } }, port: port('swp1') };
    expect(inWords(read({ lldp: { interface: { swp3: nameless } } }))).toEqual([
      ['leaf-1 swp3', '44:38:39:00:00:09 swp1', undefined],
    ]);
  });

  test('takes several neighbours on one interface', () => {
    expect(inWords(read({ lldp: { interface: [{ swp1 }, { swp1: swp2 }] } }))).toHaveLength(2);
  });

  test('takes the device from its own chassis before the name of the file', () => {
    const chassis = { chassis: { 'leaf-7': { id: { type: 'mac', value: '44:38:39:00:00:07' } } } };
    expect(read({ 'local-chassis': chassis, lldp: { interface: { swp1 } } }).nodes[0]?.name).toBe('leaf-7');
  });

  test('gives the speed where auto-negotiation tells it', () => {
    const fast = { ...swp1, port: { ...port('swp41'), 'auto-negotiation': { current: '100GBaseCR4 - CR4' } } };
    expect(read({ lldp: { interface: { swp1: fast } } }).links[0]).toMatchObject({
      rateBits: 100e9,
      speed: '100GBaseCR4',
    });
  });

  test('may show no neighbour', () => {
    expect(read({ lldp: {} })).toEqual({ nodes: [{ name: 'leaf-1', kind: 'device', view: 'own' }], links: [] });
  });
});

describe('nv show interface --output json', () => {
  const swp1 = {
    link: { speed: '400G', state: { up: {} } },
    lldp: {
      neighbor: {
        'spine-1': {
          chassis: { 'chassis-id': '44:38:39:00:00:01', 'system-name': 'spine-1' },
          port: { name: 'swp41s0', type: 'ifname', ttl: 120 },
        },
      },
    },
  };

  test('gives neighbours by interface, with the speed of the link', () => {
    const swp2 = {
      link: { speed: '100G' },
      lldp: { neighbor: { 'haein-001': { port: { id: 'b8:3f:d2:00:00:02', description: 'enp3s0np0' } } } },
    };
    const found = read({ lo: { type: 'loopback', link: {} }, swp1, swp2 });
    expect(inWords(found)).toEqual([
      ['leaf-1 swp1', 'spine-1 swp41s0', 400e9],
      ['leaf-1 swp2', 'haein-001 enp3s0np0', 100e9],
    ]);
    expect(found.links[1]?.b.id).toBe('b8:3f:d2:00:00:02');
  });
});

test.each([
  ['400G', 400e9],
  ['25000M', 25e9],
  ['10Gb', 10e9],
  ['1000BaseTFD - Four-pair', 1e9],
  ['100GBaseCR4', 100e9],
  ['auto', undefined],
])('%s is %d bit/s', (word, bits) => {
  expect(ethernetRateBits(word)).toBe(bits);
});
