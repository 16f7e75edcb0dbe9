import { readIbdiagnetPm } from '../../../src/design/commissioning/read-link-tools';

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
