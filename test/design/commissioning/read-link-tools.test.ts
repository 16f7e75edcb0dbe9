import { readIblinkinfo } from '../../../src/design/as-built/read-iblinkinfo';
import {
  isErrorCounter,
  readIbdiagnetCsv,
  readIbdiagnetPm,
  readIbqueryerrors,
  readIbstat,
} from '../../../src/design/commissioning/read-link-tools';

test('counters of ibdiagnet are those of the port above them, and what is no error counter is left out', () => {
  const text = `symbol_error_counter=0x0009
Port=1 Lid=0x0003 GUID=0xB8CE Device=4129 Port Name=haein-001/U1/P1
symbol_error_counter=0x000a
port_xmit_data=0x0fff
link_down_counter=3
Port=2 Lid=0x0004 GUID=0x1
`;
  expect(
    readIbdiagnetPm(text).map(({ counters, ...rest }) => ({ ...rest, counters: Object.fromEntries(counters) })),
  ).toEqual([
    {
      guid: '000000000000b8ce',
      name: 'haein-001',
      port: '1',
      counters: { symbol_error_counter: 10, link_down_counter: 3 },
    },
    { guid: '0000000000000001', port: '2', counters: {} },
  ]);
});

// With `-l` each line names both ends, and nothing says which is a switch: more than two links do.
test.each([
  [2, 'adapter'],
  [3, 'switch'],
])('a node of iblinkinfo -l with %i links is of kind %s', (links, kind) => {
  const rows = Array.from(
    { length: links },
    (_, at) =>
      `0x${at + 1} "haein-00${at + 1} mlx5_0"  ${at + 2}  1[  ] ==( 4X 106.25 Gbps Active/  LinkUp)==>  0x99  1  ${at + 1}[  ] "leaf-1" ( )`,
  );
  const { nodes, links: found } = readIblinkinfo(rows.join('\n'));
  expect(found).toHaveLength(links);
  expect(nodes.find(({ name }) => name === 'leaf-1')?.kind).toBe(kind);
  expect(nodes.filter(({ name }) => name !== 'leaf-1').map((node) => node.kind)).toEqual(
    Array.from({ length: links }, () => 'adapter'),
  );
});

test('ibstat tells each port of each adapter with its own facts', () => {
  const text = `CA 'mlx5_0'
\tFirmware version: 28.43.1014
\tPort 1:
\t\tState: Active
\t\tPhysical state: LinkUp
\t\tRate: 400
\t\tPort GUID: 0xA1
\t\tLink layer: InfiniBand
\tPort 2:
\t\tState: Down
\t\tPhysical state: Polling
\t\tRate: none
CA 'mlx5_1'
\tFirmware version: 28.43.2000
\tPort 1:
\t\tState: Active
\t\tRate: 100
`;
  const none = { state: '', physicalState: '', rateBits: 0, linkLayer: '' };
  expect(readIbstat(text)).toEqual([
    {
      adapter: 'mlx5_0',
      port: 1,
      firmware: '28.43.1014',
      state: 'Active',
      physicalState: 'LinkUp',
      rateBits: 400e9,
      guid: '00000000000000a1',
      linkLayer: 'InfiniBand',
    },
    { ...none, adapter: 'mlx5_0', port: 2, firmware: '28.43.1014', state: 'Down', physicalState: 'Polling' },
    { ...none, adapter: 'mlx5_1', port: 1, firmware: '28.43.2000', state: 'Active', rateBits: 100e9 },
  ]);
});

test.each([
  ['SymbolErrorCounter', true],
  ['symbol_error_counter', true],
  ['SymbolErrors', true],
  ['SymbolErrorCounterExt', true],
  ['LinkErrorRecoveryCounter', true],
  ['LinkDownedCounter', true],
  ['LinkDowned', true],
  ['PortRcvErrors', true],
  ['PortRcvErrorsExtended', true],
  ['PortRcvRemotePhysicalErrors', true],
  ['PortXmitDiscards', true],
  ['PortXmitConstraintErrors', true],
  ['PortRcvConstraintErrors', true],
  ['LocalLinkIntegrityErrors', true],
  ['ExcessiveBufferOverrunErrors', true],
  ['PortXmitWait', false],
  ['PortXmitData', false],
  ['PortRcvSwitchRelayErrors', false],
  ['VL15Dropped', false],
])('whether the counter %s tells of a fault: %p', (word, isError) => {
  expect(isErrorCounter(word)).toBe(isError);
});

test('ibqueryerrors has the ports below the name of their node, without its sum', () => {
  const text = `Errors for 0xb1 "leaf-1"
   GUID 0xb1 port ALL: [SymbolErrorCounter == 9]
   GUID 0xB1 port 7: [SymbolErrorCounter == 9] [LinkDownedCounter == 1]
Errors for "haein-001 mlx5_0"
   GUID 0xa1 port 1: [PortXmitWait == 18446744073709551615]
`;
  expect(
    readIbqueryerrors(text).map(({ counters, ...rest }) => ({ ...rest, counters: Object.fromEntries(counters) })),
  ).toEqual([
    {
      guid: '00000000000000b1',
      name: 'leaf-1',
      port: '7',
      counters: { SymbolErrorCounter: 9, LinkDownedCounter: 1 },
    },
    {
      guid: '00000000000000a1',
      name: 'haein-001 mlx5_0',
      port: '1',
      counters: { PortXmitWait: 18446744073709551615n },
    },
  ]);
});

test('of a counter of ibdiagnet and its wider twin the wider one counts, where it has a value', () => {
  const text = `START_NODES
NodeDesc,NodeGUID
"leaf-1",0xb1
END_NODES
START_PM_INFO
NodeGUID,PortNumber,SymbolErrorCounter,SymbolErrorCounterExt,LinkDownedCounter,LinkDownedCounterExtended,PortXmitWait
0xb1,1,255,0x100,3,N/A,9
0xc1,2,1,N/A,N/A,7,9
END_PM_INFO
`;
  expect(
    readIbdiagnetCsv(text).map(({ counters, ...rest }) => ({ ...rest, counters: Object.fromEntries(counters) })),
  ).toEqual([
    {
      guid: '00000000000000b1',
      name: 'leaf-1',
      port: '1',
      counters: { symbolerrorcounterext: 256, linkdownedcounter: 3 },
    },
    { guid: '00000000000000c1', port: '2', counters: { symbolerrorcounter: 1, linkdownedcounterextended: 7 } },
  ]);
});
