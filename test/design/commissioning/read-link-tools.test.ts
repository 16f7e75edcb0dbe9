import { readIblinkinfo } from '../../../src/design/as-built/read-iblinkinfo';
import { readIbdiagnetPm, readIbstat } from '../../../src/design/commissioning/read-link-tools';

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
