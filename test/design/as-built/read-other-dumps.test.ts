import { compareFabric } from '../../../src/design/as-built/compare-fabric';
import type { DiscoveredFabric } from '../../../src/design/as-built/discovered-fabric';
import { parseDiscovered } from '../../../src/design/as-built/parse-discovered';
import { failureIn, jsonIn, plainText, textByHost } from '../../../src/design/as-built/tool-text';
import { SMALL, siteOf } from '../../report/site-fixture';
import { standing } from './infiniband-dump';

/** Links of a dump as `<device> <port> - <device> <port>`. */
function linksOf(text: string, device = 'leaf-1'): string[] {
  const { nodes, links } = parseDiscovered(text, { file: 'x', device });
  const words = ({ node, port }: { readonly node: number; readonly port: string }): string =>
    `${nodes[node]?.name ?? ''} ${port}`;
  return links.map(({ a, b }) => `${words(a)} - ${words(b)}`);
}

const json = (value: unknown): string => JSON.stringify(value, undefined, 1);

describe('LLDP of other systems', () => {
  test('EOS, in detail: names of ports may stand in quotes, and hosts name a port by its MAC', () => {
    const far = (systemName: string, interfaceId: string, more: object = {}): object => ({
      lldpNeighborInfo: [{ chassisId: '001c.7300.0001', systemName, neighborInterfaceInfo: { interfaceId, ...more } }],
    });
    const lldpNeighbors = {
      Ethernet1: far('spine-1', '"Ethernet3/1"'),
      Ethernet2: far('gpu-001', '"0200.0000.0201"', { interfaceDescription: 'ens3f0np0' }),
      Ethernet3: { lldpNeighborInfo: [] },
    };
    const due = ['leaf-1 Ethernet1 - spine-1 Ethernet3/1', 'leaf-1 Ethernet2 - gpu-001 ens3f0np0'];
    expect(linksOf(json({ lldpNeighbors }))).toEqual(due);
    expect(linksOf(json({ jsonrpc: '2.0', result: [{ lldpNeighbors }] }))).toEqual(due);
  });

  test('EOS, in short', () => {
    const lldpNeighbors = [{ port: 'Ethernet1', neighborDevice: 'spine-1', neighborPort: 'Ethernet3/1', ttl: 120 }];
    expect(linksOf(json({ lldpNeighbors }))).toEqual(['leaf-1 Ethernet1 - spine-1 Ethernet3/1']);
  });

  test('NX-OS, in detail and in short; a single row is no list', () => {
    const row = { l_port_id: 'Eth1/1', sys_name: 'spine-1', port_id: 'Ethernet1/3', chassis_id: '0025.9000.0001' };
    expect(linksOf(json({ TABLE_nbor_detail: { ROW_nbor_detail: [row] } }))).toEqual([
      'leaf-1 Eth1/1 - spine-1 Ethernet1/3',
    ]);
    const short = { l_port_id: 'Eth1/1', chassis_id: 'spine-1', port_id: 'Ethernet1/3' };
    expect(linksOf(json({ TABLE_nbor: { ROW_nbor: short } }))).toEqual(['leaf-1 Eth1/1 - spine-1 Ethernet1/3']);
  });

  test("SONiC's table", () => {
    const text = `Capability codes: (R) Router, (B) Bridge, (O) Other
LocalPort    RemoteDevice    RemotePortID       Capability    RemotePortDescr
-----------  --------------  -----------------  ------------  -----------------
Ethernet0    gpu-001         02:00:00:00:02:01  O             ens3f0np0
Ethernet4    spine-1         Ethernet8          BR            to leaf-1
--------------------------------------------------
Total entries displayed:  2
`;
    expect(linksOf(text)).toEqual(['leaf-1 Ethernet0 - gpu-001 ens3f0np0', 'leaf-1 Ethernet4 - spine-1 Ethernet8']);
  });

  test('a BMC', () => {
    const Ethernet = { LLDPReceive: { ChassisId: '02:00:00:00:00:01', PortId: 'swp7', SystemName: 'oob-leaf-1' } };
    expect(linksOf(json({ '@odata.type': '#Port.v1_11_0.Port', Id: 'eth0', Ethernet }), 'gpu-001')).toEqual([
      'gpu-001 eth0 - oob-leaf-1 swp7',
    ]);
  });
});

test('links of ibdiagnet have their rate, and the state of the worse end', () => {
  const text = `START_NODES
NodeDesc,NumPorts,NodeType,NodeGUID
"MF0;leaf-1:MQM9700/U1",65,2,0x01
"gpu-001 mlx5_0",1,1,0x02
END_NODES
START_PORTS
NodeGuid,PortGuid,PortNum,LinkWidthActv,LinkSpeedActv,PortPhyState,PortState
0x01,0x01,1,2,2048,5,4
0x02,0x02,1,2,2048,5,2
END_PORTS
START_LINKS
NodeGUID1,PortNum1,NodeGUID2,PortNum2
0x02,1,0x01,1
END_LINKS
`;
  const { links } = parseDiscovered(text, { file: 'x', device: '' });
  expect(links).toEqual([
    { a: { node: 1, port: '1' }, b: { node: 0, port: '1' }, speed: '4xNDR', rateBits: 400e9, state: 'Initialize' },
  ]);
});

describe('text around the data', () => {
  test.each([
    ['[1,0]<stdout>:row', 'row'],
    ['[prterun-host-4711@1,0]<stdout>: row', 'row'],
    ['Mon Jan  5 10:00:00 2026[1,12]<stderr>:row', 'row'],
    ['[pod/launcher-x/main] row', 'row'],
    ['2026-01-05T10:00:00.123Z row', 'row'],
    ['\u001b[32mrow\u001b[0m\r', 'row\n'],
    ['[1]\t"H-0"[1]', '[1]\t"H-0"[1]'],
    ['State: Active', 'State: Active'],
  ])('%j is %j', (line, plain) => {
    expect(plainText(line)).toBe(plain);
  });

  test('numbers of tasks are marks only where every line has one', () => {
    expect(plainText('0: a\n0: b\n1: c\n')).toBe('a\nb\nc\n');
    expect(plainText('0: a\nb\n1: c\n')).toBe('0: a\nb\n1: c\n');
  });

  test('JSON is found between notes, several values too, each with its line', () => {
    const found = jsonIn('note {not json\n{"a": "}{"}\nbetween\n [\n{"b": 1}]\nbehind');
    expect(found?.values).toEqual([
      { value: { a: '}{' }, line: 2 },
      { value: [{ b: 1 }], line: 4 },
    ]);
    expect(found?.notes).toEqual(['note {not json', 'between', 'behind']);
    expect(jsonIn('{"a": 1')).toBeUndefined();
  });

  test('texts of several hosts are parted where every line names one', () => {
    const isHost = (name: string): boolean => name.startsWith('gpu-');
    const text = "gpu-002: CA 'mlx5_0'\ngpu-001: CA 'mlx5_0'\n\ngpu-002:   State: Active\ngpu-001:\n";
    expect([...(textByHost(text, isHost) ?? [])]).toEqual([
      ['gpu-002', "CA 'mlx5_0'\n  State: Active\n"],
      ['gpu-001', "CA 'mlx5_0'\n\n"],
    ]);
    expect(textByHost(`${text}note\n`, isHost)).toBeUndefined();
    expect(textByHost('', isHost)).toBeUndefined();
  });

  test('a tool says why it has no result', () => {
    expect(failureIn(['a line', '<gpu-001> error: no memory'])).toEqual({
      sentence: 'error: no memory',
      host: 'gpu-001',
    });
    expect(failureIn(['Error: Unable to establish IPMI v2 / RMCP+ session'])?.sentence).toContain('Unable');
    expect(failureIn(['0 errors found', 'all good'])).toBeUndefined();
  });
});

describe('ibdiagnet2.net_dump', () => {
  const HEADER =
    '   #  : IB# : Sta : PhysSta : MTU : LWA : LSA : FEC mode : Retran : Neighbor Guid : N# : NLID : Neighbor Description';

  test('a block a switch, a line a port: a link of two switches is one, under the numbers of its ports', () => {
    const text = [
      '# This database file was automatically generated by IBDIAG',
      '"MF0;leaf-1:MQM9700/U1", Mellanox, 0x0000000000000a01, LID 2',
      HEADER,
      'sw1p1 : 1 : ACT : LINK UP : 5 : 4x : 100 : MLNX_RS : NO-RTR : 0x0000000000000c01 : 1 : 9 : "gpu-1: rail mlx5_0"',
      'sw1p2 : 2 : DOWN : POLLING : N/A : N/A : N/A : N/A : N/A : N/A : N/A : N/A : N/A',
      'sw1p33 : 33 : INI : LINK UP : 5 : 4x : 100 : MLNX_RS : NO-RTR : 0x0000000000000a02 : sw2p7 : 3 : "MF0;spine-1:MQM9700/U1"',
      '"MF0;spine-1:MQM9700/U1", Mellanox, 0x0000000000000a02, LID 3',
      HEADER,
      'sw2p7 : 13 : ACT : LINK UP : 5 : 4x : 100 : MLNX_RS : NO-RTR : 0xa01 : sw1p33 : 2 : "MF0;leaf-1:MQM9700/U1"',
      '',
    ].join('\r\n');
    expect(linksOf(text)).toEqual([
      'MF0;leaf-1:MQM9700/U1 1 - gpu-1: rail mlx5_0 1',
      'MF0;leaf-1:MQM9700/U1 33 - MF0;spine-1:MQM9700/U1 13',
    ]);
    const { links } = parseDiscovered(text, { file: 'x', device: 'x' });
    expect(links.map(({ rateBits, state }) => [rateBits, state])).toEqual([
      [400e9, undefined],
      [400e9, 'Initialize'],
    ]);
  });

  /** What ibdiagnet would write of a subnet: each link of two switches from both ends. */
  function netDump({ nodes, links }: DiscoveredFabric): string {
    const lines = nodes.flatMap(({ name, kind, id = '' }, at) => {
      if (kind !== 'switch') return [];
      const own = links.flatMap(({ a, b }) => [
        ...(a.node === at ? [[a, b] as const] : []),
        ...(b.node === at ? [[b, a] as const] : []),
      ]);
      return [
        `"${name}", Mellanox, 0x${id}, LID ${at}`,
        HEADER,
        ...own.map(
          ([near, far]) =>
            `${near.port} : ${near.port} : ACT : LINK UP : 5 : 4x : 100 : RS : NO-RTR : 0x${nodes[far.node]?.id ?? ''} : ${far.port} : 1 : "${nodes[far.node]?.name ?? ''}"`,
        ),
      ];
    });
    return `${lines.join('\n')}\n`;
  }

  test('of a fabric that stands as planned, all cables are as planned', () => {
    const [compute] = siteOf(SMALL).fabrics;
    if (compute === undefined) throw new Error('no fabric');
    const found = parseDiscovered(netDump(standing(compute.plan)), { file: 'x', device: 'x' });
    const { counts, findings } = compareFabric(compute.plan, found);
    expect([counts.asPlanned, findings]).toEqual([compute.plan.links.count, []]);
  });
});
