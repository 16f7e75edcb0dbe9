import { infinibandRateBits } from '../../../src/design/as-built/discovered-fabric';
import { parseDiscovered, parseIbnetdiscover } from '../../../src/design/as-built/parse-discovered';

/** A managed switch with an aggregation node behind its last port, a router, a host with two ports, and an unmanaged switch without a block. */
const DUMP = `#
# Topology file: generated on Mon Jan  5 10:11:12 2026
#
# Initiated from node b83fd20300abcd00 port b83fd20300abcd00

vendid=0x2c9
devid=0xd2f2
sysimgguid=0xb83fd20300abcd00
switchguid=0xb83fd20300abcd00(b83fd20300abcd00)
Switch	65 "S-b83fd20300abcd00"		# "MF0;leaf-1:MQM9700/U1" enhanced port 0 lid 3 lmc 0
[1]	"H-00012345678900aa"[1](12345678900ab) 		# "node-1 mlx5_0" lid 5 4xNDR
[2]	"H-00012345678900aa"[2](12345678900ac) 		# "node-1 mlx5_0" lid 6 2xNDR
[33]	"S-b83fd20300abcd01"[1]		# "Quantum Mellanox Technologies" lid 4 4xNDR
[34]	"R-b83fd20300abcd03"[1](b83fd20300abcd04)		# "router, "edge"" lid 9 4xHDR
[65]	"H-b83fd20300abcd08"[1](b83fd20300abcd08) 		# "Mellanox Technologies Aggregation Node" lid 7 4x????

vendid=0x2c9
devid=0x1021
sysimgguid=0x12345678900aa
caguid=0x12345678900aa
Ca	2 "H-00012345678900aa"		# "node-1 mlx5_0"
[1](12345678900ab) 	"S-b83fd20300abcd00"[1]		# lid 5 lmc 0 "MF0;leaf-1:MQM9700/U1" lid 3 4xNDR
[2](12345678900ac) 	"S-b83fd20300abcd00"[2]		# lid 6 lmc 0 "MF0;leaf-1:MQM9700/U1" lid 3 2xNDR
`;

describe('a dump of ibnetdiscover', () => {
  const { nodes, links } = parseIbnetdiscover(DUMP);
  const inWords = links.map(({ a, b, speed, rateBits }) => [
    `${nodes[a.node]?.name} ${a.port}`,
    `${nodes[b.node]?.name} ${b.port}`,
    speed,
    rateBits,
  ]);

  test('gives every link once, with width and speed', () => {
    const leaf = 'MF0;leaf-1:MQM9700/U1';
    expect(inWords).toEqual([
      [`${leaf} 1`, 'node-1 mlx5_0 1', '4xNDR', 400e9],
      [`${leaf} 2`, 'node-1 mlx5_0 2', '2xNDR', 200e9],
      [`${leaf} 33`, 'Quantum Mellanox Technologies 1', '4xNDR', 400e9],
      [`${leaf} 34`, 'router, "edge" 1', '4xHDR', 200e9],
      [`${leaf} 65`, 'Mellanox Technologies Aggregation Node 1', '4x????', undefined],
    ]);
  });

  test('gives GUIDs 16 digits, though tools leave zeros out', () => {
    expect(nodes.find(({ kind, ports }) => kind === 'adapter' && ports === 2)?.id).toBe('00012345678900aa');
    expect(links[0]?.b.id).toBe('00012345678900ab');
  });

  test('knows switches, adapters and routers', () => {
    expect(nodes.map(({ kind }) => kind)).toEqual(['switch', 'adapter', 'switch', 'router', 'adapter']);
  });

  test('may have the line ends of Windows', () => {
    expect(parseIbnetdiscover(DUMP.replaceAll('\n', '\r\n'))).toEqual({ nodes, links });
  });

  test('fails on a line of another kind', () => {
    expect(() => parseIbnetdiscover(`${DUMP}[3]	"nobody"[1]\n`, 'net.txt')).toThrow(
      `line 24 of 'net.txt' is no line of ibnetdiscover: '[3]\\t"nobody"[1]'; give the whole output of 'ibnetdiscover' without options [as-built/bad-line]`,
    );
  });
});

test.each([
  ['4xSDR', 10e9],
  ['4xFDR', 56e9],
  ['4xFDR10', 40e9],
  ['4xEDR', 100e9],
  ['4xHDR', 200e9],
  ['2xHDR', 100e9],
  ['4xNDR', 400e9],
  ['1xNDR', 100e9],
  ['4xXDR', 800e9],
  ['4x????', undefined],
])('%s is %d bit/s', (word, bits) => {
  expect(infinibandRateBits(word)).toBe(bits);
});

describe('a file of unknown format', () => {
  const remedy =
    "give the output of 'ibnetdiscover', 'iblinkinfo', 'lldpctl -f json' or 'nv show interface --output json', 'ibdiagnet2.db_csv', 'ibdiagnet2.net_dump', or LLDP neighbours of EOS, NX-OS ('| json'), SONiC ('show lldp table') or a BMC, one file a subnet or device";
  test.each(['', 'CA : haein-001', '{}', '[]', '{"swp1": 1}'])('fails: %s', (text) => {
    expect(() => parseDiscovered(text, { file: 'x', device: 'x' })).toThrow(
      `'x' is no dump of links in a known format; ${remedy} [as-built/unknown-format]`,
    );
  });

  test('fails where JSON is cut off', () => {
    expect(() => parseDiscovered('{"lldp": {', { file: 'x', device: 'x' })).toThrow(
      `'x' begins as JSON but is none, or a part of it is missing; ${remedy} [as-built/not-json]`,
    );
  });
});
