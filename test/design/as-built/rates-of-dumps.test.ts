import { ethernetRateBits, infinibandRateBits } from '../../../src/design/as-built/discovered-fabric';
import { readDbCsvLinks, readIblinkinfo } from '../../../src/design/as-built/read-iblinkinfo';

/** Lanes as the trade counts them, Gb/s. @see https://www.infinibandta.org/infiniband-roadmap/ */
test.each([
  ['4xSDR', 10e9],
  ['4xDDR', 20e9],
  ['4xQDR', 40e9],
  ['4xFDR10', 40e9],
  ['4xFDR', 56e9],
  ['4xEDR', 100e9],
  ['4xHDR', 200e9],
  ['2xHDR', 100e9],
  ['4xNDR', 400e9],
  ['4xXDR', 800e9],
  ['1xNDR', 100e9],
  ['4xGDR', undefined],
  ['4xtoString', undefined],
  ['NDR', undefined],
])('%s is %p bit/s', (text, rate) => {
  expect(infinibandRateBits(text)).toBe(rate);
});

test.each([
  ['400G', 400e9],
  ['100Gb', 100e9],
  ['25000M', 25e9],
  ['1000BaseT', 1e9],
  ['10GBaseT', 10e9],
  ['auto', undefined],
  ['', undefined],
])('a port of %s is %p bit/s', (text, rate) => {
  expect(ethernetRateBits(text)).toBe(rate);
});

/** A link of `iblinkinfo` from a switch to a host. */
function iblinkinfo(lane: string, logical = 'Active', physical = 'LinkUp'): string {
  return `Switch: 0xB1 leaf-1:
          2    1[  ] ==( 4X ${lane} Gbps ${logical}/  ${physical})==>  7    1[  ] "haein-001 mlx5_0" ( )
`;
}

// Signalled rates are 64/66 codes and the like above the rate that is sold.
test.each([
  ['2.5', 10e9],
  ['5.0', 20e9],
  ['10.0', 40e9],
  ['14.0625', 56e9],
  ['25.78125', 100e9],
  ['53.125', 200e9],
  ['106.25', 400e9],
  ['212.5', 800e9],
  // A hundredth beside is the same lane; more is none that is known.
  ['107.3', 400e9],
  ['107.4', undefined],
  ['105.2', 400e9],
  ['105.1', undefined],
])('four lanes of %s Gb/s are a link of %p bit/s', (lane, rate) => {
  expect(readIblinkinfo(iblinkinfo(lane)).links).toEqual([
    {
      a: { node: 0, port: '1' },
      b: { node: 1, port: '1' },
      speed: `4X ${lane} Gbps`,
      ...(rate !== undefined && { rateBits: rate }),
    },
  ]);
});

test('a port that is down has no link, and one that is not active has its state', () => {
  expect(readIblinkinfo(iblinkinfo('106.25', 'Down', 'Polling')).links).toEqual([]);
  expect(readIblinkinfo(iblinkinfo('106.25', 'Initialize')).links).toMatchObject([{ state: 'Initialize' }]);
});

test('a link that both ends tell is one, with the state that is short of Active', () => {
  const back = (logical: string): string =>
    `CA: haein-001 mlx5_0:
      0xa1  7    1[  ] ==( 4X 106.25 Gbps ${logical}/  LinkUp)==>  0xb1  2    1[  ] "leaf-1" ( )
`;
  const states = (one: string, other: string): unknown =>
    readIblinkinfo(iblinkinfo('106.25', one) + back(other)).links.map(({ state }) => state);
  expect(states('Active', 'Active')).toEqual([undefined]);
  expect(states('Active', 'Armed')).toEqual(['Armed']);
  expect(states('Armed', 'Active')).toEqual(['Armed']);
});

/** Sections of `ibdiagnet2.db_csv` with one link from port 1 of a host to port 7 of a leaf. */
function dbCsv({ width = '2', speed = '2048', near = '4', far = '4' } = {}): string {
  return `START_NODES
NodeDesc,NumPorts,NodeType,NodeGUID
"haein-001 mlx5_0",1,1,0xA1
"leaf-1",65,2,0xb1
"gateway",0,3,0xc1
END_NODES
START_PORTS
NodeGuid,PortNum,PortState,LinkWidthActv,LinkSpeedActv
0xa1,1,${near},${width},${speed}
0xb1,7,${far},${width},${speed}
END_PORTS
START_LINKS
NodeGuid1,PortNum1,NodeGuid2,PortNum2
0xa1,1,0xb1,7
END_LINKS
`;
}

test('nodes of ibdiagnet are of the kind and have the ports that it tells', () => {
  expect(readDbCsvLinks(dbCsv()).nodes).toEqual([
    { name: 'haein-001 mlx5_0', kind: 'adapter', view: 'subnet', id: '00000000000000a1', ports: 1 },
    { name: 'leaf-1', kind: 'switch', view: 'subnet', id: '00000000000000b1', ports: 65 },
    { name: 'gateway', kind: 'router', view: 'subnet', id: '00000000000000c1' },
  ]);
});

test.each([
  ['1', '2048', '1xNDR', 100e9],
  ['2', '1', '4xSDR', 10e9],
  ['2', '2', '4xDDR', 20e9],
  ['2', '4', '4xQDR', 40e9],
  ['2', '256', '4xFDR', 56e9],
  ['2', '512', '4xEDR', 100e9],
  ['2', '1024', '4xHDR', 200e9],
  ['2', '2048', '4xNDR', 400e9],
  ['2', '4096', '4xXDR', 800e9],
  ['4', '2048', '8xNDR', 800e9],
  ['8', '2048', '12xNDR', 1_200e9],
  ['16', '2048', '2xNDR', 200e9],
])('the width %s and speed %s of ibdiagnet are %s', (width, speed, word, rateBits) => {
  expect(readDbCsvLinks(dbCsv({ width, speed })).links).toEqual([
    { a: { node: 0, port: '1' }, b: { node: 1, port: '7' }, speed: word, rateBits },
  ]);
});

test.each([
  ['4', '4', undefined],
  ['1', '4', 'Down'],
  ['4', '2', 'Initialize'],
  ['3', '1', 'Armed'],
])('states %s and %s of the ports of a link are %p', (near, far, state) => {
  expect(readDbCsvLinks(dbCsv({ near, far })).links[0]?.state).toBe(state);
});

test('a width or a speed that is not known leaves the rate out', () => {
  for (const attributes of [{ width: '3' }, { speed: '7' }]) {
    expect(readDbCsvLinks(dbCsv(attributes)).links[0]).toEqual({
      a: { node: 0, port: '1' },
      b: { node: 1, port: '7' },
    });
  }
});
