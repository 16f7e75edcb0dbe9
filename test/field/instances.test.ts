import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App } from 'cdktf';
import type { Site } from '../../src/constructs/site/site';
import { readResults } from '../../src/design/commissioning/read-result';
import { renderSiteJson } from '../../src/report/site/site-json';
import { gasanHaein } from '../../stacks/gasan-haein';
import { run } from '../cli/run-in-process';
import { temporaryFolder } from '../constructs/temporary-folder';

const FOLDER = temporaryFolder();
const json = (value: unknown): string => `${JSON.stringify(value)}\n`;

beforeAll(() => {
  const { plan } = gasanHaein(new App({ outdir: temporaryFolder() })).node.findChild('gasan') as Site;
  writeFileSync(join(FOLDER, 'gasan.json'), renderSiteJson(plan));
});

/** Name of the case, its files, the exit code, what is said, and what must not be. */
type Case = readonly [string, Readonly<Record<string, string>>, 0 | 1 | 2, readonly string[], (readonly string[])?];

function write(files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(FOLDER, name)), { recursive: true });
    writeFileSync(join(FOLDER, name), text);
  }
  return Object.keys(files).join(' ');
}

const metrics = (id: string, watts: number): string =>
  json({
    '@odata.type': '#EnvironmentMetrics.v1_2_0.EnvironmentMetrics',
    '@odata.id': `/redfish/v1/Chassis/${id}/EnvironmentMetrics`,
    PowerWatts: { Reading: watts },
  });

const powerOf = (address: string, controls: readonly object[]): string =>
  json({ '@odata.type': '#Power.v1_7_1.Power', '@odata.id': address, PowerControl: controls });

const NOT_WHOLE = 'readings in watts were seen, and none is of the whole device';

const smiOf = (gpu: string, gpus = 8, behind = ''): string =>
  `<?xml version="1.0" ?>\n<nvidia_smi_log>\n<attached_gpus>${gpus}</attached_gpus>\n${Array.from({ length: gpus }, (_, at) => `<gpu id="00000000:${at}B:00.0">${gpu}</gpu>`).join('\n')}\n</nvidia_smi_log>\n${behind}`;

const ECC = '<ecc_errors><volatile><dram_uncorrectable>0</dram_uncorrectable></volatile></ecc_errors>';

const dcgm = (statusOf: (gpu: number) => string): string =>
  json({
    'DCGM Diagnostic': {
      test_categories: [
        {
          category: 'Hardware',
          tests: [
            {
              name: 'memory',
              results: Array.from({ length: 8 }, (_, gpu) => ({
                entity_group: 'GPU',
                entity_id: gpu,
                status: statusOf(gpu),
              })),
            },
          ],
        },
      ],
    },
  });

const NET_DUMP = `Ty : #  : #IB : GUID               : LID : Sta : PhysSta : LWA : LSA : Conn LID(#) : FEC mode : RTR : Raw BER : Effective BER : Symbol BER
CA : 1  : 1   : 0x0200000000000701 : 17  : ACT : LINK_UP : 4x  : 100 : 9(1) : X : NO-RTR : 3e-07 : 2e-09 : 2e-09
`;

const IBSTAT = `CA 'mlx5_0'\n\tFirmware version: 28.43.1014\n\tPort 1:\n\t\tState: Active\n\t\tPhysical state: LinkUp\n\t\tRate: 400\n\t\tPort GUID: 0x0200000000000701\n\t\tLink layer: InfiniBand\n`;

const CASES: readonly Case[] = [
  // A: whose number is it.
  [
    'kilowatts of the whole beside watts of parts',
    { 'a-haein-033.txt': 'Sys Power        | 15.10 kW          | ok\nCPU Power        | 900 Watts         | ok\n' },
    1,
    ['rack B01: 15.1 kW, expected at most 14.3 kW'],
  ],
  [
    'watts with an exponent',
    { 'a-haein-033.txt': 'total_power      | 1.51e+04   | Watts      | ok\nps0_input_power | 1650.000 | Watts | ok\n' },
    1,
    ['rack B01: 15.1 kW, expected at most 14.3 kW'],
  ],
  ['metrics of a board of CPUs', { 'a-haein-033.json': metrics('CPUBaseboard', 900) }, 1, [NOT_WHOLE], ['rack B01']],
  [
    'metrics of a chassis whose id says nothing',
    { 'a-haein-033.json': metrics('QX77', 900) },
    1,
    [NOT_WHOLE],
    ['rack B01'],
  ],
  ...['1', 'Self', 'System.Embedded.1', 'Chassis_0', 'Blade1'].map((id): Case => [
    `metrics of the whole device as chassis '${id}'`,
    { 'a-haein-033.json': metrics(id, 15_100) },
    1,
    ['rack B01: 15.1 kW'],
  ]),
  [
    'a control of a part within the power of the whole chassis',
    {
      'a-haein-033.json': powerOf('/redfish/v1/Chassis/1/Power', [
        { Name: 'CPU Sub-system Power', PhysicalContext: 'CPU', PowerConsumedWatts: 800 },
      ]),
    },
    1,
    [NOT_WHOLE],
    ['rack B01'],
  ],
  // B: what says bad.
  [
    'a fan of Redfish by itself',
    {
      'a-haein-033.json': json({
        '@odata.type': '#Fan.v1_5_0.Fan',
        Id: 'Fan3',
        Name: 'Fan 3',
        Status: { State: 'Enabled', Health: 'Critical' },
      }),
    },
    1,
    ['health of PSUs and fans: hall-1 B01 U1 haein-033 Fan 3: Critical, expected good health'],
  ],
  [
    'a speed of a fan as a sensor',
    {
      'a-haein-033.json': json({
        '@odata.type': '#Sensor.v1_7_0.Sensor',
        Id: 'FAN1',
        ReadingType: 'Rotational',
        ReadingUnits: 'RPM',
        Reading: 0,
        Status: { State: 'Enabled', Health: 'Critical' },
      }),
    },
    1,
    ['haein-033 FAN1: Critical, expected good health'],
  ],
  [
    'the roll-up of a chassis',
    {
      'a-haein-033.json': json({
        '@odata.type': '#Chassis.v1_22_0.Chassis',
        Id: 'Self',
        Status: { State: 'Enabled', Health: 'OK', HealthRollup: 'Warning' },
      }),
    },
    1,
    ['haein-033 Self: Warning, expected good health'],
  ],
  [
    'ibstat stops half-way',
    {
      'ibstat-haein-033.txt': `${IBSTAT}ibpanic: [77] main: stat of IB device 'mlx5_1' failed: No such file or directory\n`,
    },
    1,
    ["haein-033: ibpanic: [77] main: stat of IB device 'mlx5_1' failed: No such file or directory, expected a result"],
  ],
  [
    'nvidia-smi loses a GPU below its list',
    { 'haein-033.xml': smiOf(ECC, 8, 'Unable to determine the device handle for GPU5: 0000:5B:00.0: Unknown Error\n') },
    1,
    ['GPU state: 8 passed, 1 failed', 'Unable to determine the device handle for GPU5'],
  ],
  [
    'a result of dcgmi with an error behind it',
    { 'haein-033.txt': `${dcgm(() => 'Pass')}Error: Diagnostic was stopped by the host engine.\n` },
    1,
    ['Error: Diagnostic was stopped by the host engine., expected a result'],
  ],
  [
    'fio that does not begin',
    { 'haein-033.txt': 'fio: failed to parse named arguments\nfio: job startup error\n' },
    1,
    ['storage: hall-1 B01 U1 haein-033: fio: failed to parse named arguments, expected a result'],
  ],
  [
    'a pair that does not meet',
    { 'haein-033.txt': "Couldn't connect to 10.0.0.5:18515\nUnable to init the socket connection\n" },
    1,
    ["RDMA pairs: hall-1 B01 U1 haein-033: Couldn't connect to 10.0.0.5:18515, expected a result"],
  ],
  // C: counts, and what was never measured.
  [
    'GPUs that are listed and tell nothing',
    { 'haein-033.xml': smiOf('<power_readings><power_draw>700 W</power_draw></power_readings>') },
    1,
    [
      'not accepted: the files measure nothing of it',
      '8 of 8 GPUs are listed without their link, memory errors or state',
    ],
  ],
  [
    'a GPU of which every test was skipped',
    { 'haein-033.json': dcgm((gpu) => (gpu === 3 ? 'Skip' : 'Pass')) },
    1,
    ['haein-033: 7 GPUs, expected 8 GPUs'],
  ],
  [
    'a host of which every test was skipped, beside one that was tested',
    { 'haein-033.json': dcgm(() => 'Skip'), 'haein-034.json': dcgm(() => 'Pass') },
    1,
    ['haein-033: every test was skipped, expected a test that ran', 'no file tells of 30 hosts: haein-035'],
  ],
  [
    'health of some hosts',
    { 'haein-033.txt': 'FAN1 | 9000 | RPM | ok | na | na | na | na | na | na\n' },
    0,
    [
      'unit haein/su-02: accepted, as far as it was measured; commissioning not shown',
      'not to be handed over yet: L1 to L5 of hall-1 are not shown',
      'health of PSUs and fans: 1 passed, 0 failed, on 1 of 32 hosts',
    ],
  ],
  [
    'a signal whose port ibstat names',
    { 'net_dump_ext.txt': NET_DUMP, 'ibstat-haein-033.txt': IBSTAT },
    1,
    ['signal quality: hall-1 B01 U1 haein-033 mlx5_0: effective BER 2e-9, symbol BER 2e-9'],
  ],
  // E, G: names, order and separators.
  ...['HAEIN-033', 'haein_033', 'Haein-33', 'haein033'].map((name): Case => [
    `the name of a file writes its device as ${name}`,
    { [`sdr.${name}.txt`]: 'TEMP_1 | 95.000 | degrees C | cr | na | na | na | na | 92.000 | na\n' },
    1,
    ['temperatures: hall-1 B01 U1 haein-033 TEMP_1: 95 °C'],
  ]),
  [
    'a table of burn-in in another order, case and separator',
    { 'burn.csv': 'Flaps;XIDs;Hours;Device\n2;0;72;haein-033\n' },
    1,
    ['haein-033: 72 hours, 0 XIDs, 2 flaps, expected no XID, no flap of a link'],
  ],
];

test.each(CASES.map(([name, files, code, says, never = []]) => [name, files, code, says, never] as const))(
  'accept: %s',
  async (_, files, code, says, never) => {
    const found = await run(`accept --site gasan.json --unit su-02 --results ${write(files)}`, { cwd: FOLDER });
    expect([found.code, found.err]).toEqual([code, '']);
    for (const text of says) expect(found.out).toContain(text);
    for (const text of never) expect(found.out).not.toContain(text);
  },
);

test.each([
  [
    'cables',
    'id,a_terminations,b_terminations\n1,45,77\n',
    "'t.csv' names the ends of cables by ids of NetBox (a_terminations)",
  ],
  ['cables', 'ID,Side A ID,Side B ID\n1,45,77\n', "'t.csv' names the ends of cables by ids of NetBox (side_a_id)"],
  ['racks', 'device_id,rack_id,position\n4,7,1\n', "'t.csv' names devices and racks by ids of NetBox (device_id)"],
  [
    'racks',
    'sep=;\ndevice;rack;u\nhaein-001;A01;1\n',
    "line 1 of 't.csv': its columns are parted by semicolons, not by commas",
  ],
  ['devices', 'device|rack\nhaein-001|A01\n', "line 1 of 't.csv': its columns are parted by bars, not by commas"],
])('adopt --%s: %j is told in one sentence', async (kind, text, says) => {
  write({ 't.csv': text });
  const { code, err } = await run(`adopt --site gasan.json --${kind} t.csv --dry-run`, { cwd: FOLDER });
  expect([code, err.split('\n')[0]?.startsWith(`error: ${says}`)]).toEqual([2, true]);
});

test('drift says of an asset file with semicolons that it is one', async () => {
  write({ 'assets.csv': 'device;state;serial\nhaein-001;in-service;S1\n' });
  const { code, err } = await run('drift --site gasan.json --discovered assets.csv', { cwd: FOLDER });
  expect([code, err.split(':')[1]]).toEqual([
    2,
    " 'assets.csv' is an asset file whose columns are not parted by commas",
  ]);
});

describe('envelopes and forms of other versions', () => {
  const rows = {
    TABLE_nbor_detail: { ROW_nbor_detail: { l_port_id: 'Eth1/1', sys_name: 'haein-033', port_id: 'eno1' } },
  };
  const only = [{ a: 'Eth1/1', b: 'eno1' }];
  const ports = (value: unknown): unknown =>
    readResults({ file: 'leaf.json', text: json(value), device: 'leaf' }).flatMap((each) =>
      each.kind === 'links' ? each.discovered.links.map(({ a, b }) => ({ a: a.port, b: b.port })) : [],
    );

  test.each([
    ['NX-OS as it prints it', rows],
    ['NX-API over JSON-RPC', { jsonrpc: '2.0', id: 1, result: { body: rows } }],
    ['NX-API', { ins_api: { outputs: { output: { code: '200', body: rows } } } }],
    ['NX-API of several commands', { ins_api: { outputs: { output: [{ code: '200', body: rows }] } } }],
    [
      'eAPI',
      {
        jsonrpc: '2.0',
        result: [{ lldpNeighbors: [{ port: 'Eth1/1', neighborDevice: 'haein-033', neighborPort: 'eno1' }] }],
      },
    ],
  ])('neighbours of %s', (_, value) => {
    expect(ports(value)).toEqual(only);
  });

  test('tests of DCGM 4 without their categories', () => {
    const tests = [
      {
        name: 'memory',
        results: [{ entity_group: 'GPU', entity_id: 0, status: 'Fail', warnings: [{ warning: 'bad page' }] }],
      },
    ];
    const expected = [{ test: 'memory', entity: 'GPU 0', status: 'Fail', text: 'bad page', gpus: ['0'] }];
    for (const value of [{ tests }, { 'DCGM Diagnostic': { tests } }])
      expect(readResults({ file: 'haein-033.json', text: json(value) })).toEqual([
        { kind: 'diagnostics', results: expected },
      ]);
  });

  test('a pair that ran for a time tells no peak, and words of the clock among its rows', () => {
    const text = ` Device : mlx5_3\n #bytes     #iterations    BW peak[Gb/sec]    BW average[Gb/sec]   MsgRate[Mpps]\nConflicting CPU frequency values detected: 1500 != 3300. CPU Frequency is not max.\n 65536      560845           0.00               391.02                0.186950\n`;
    expect(readResults({ file: 'haein-033.txt', text })).toEqual([
      { kind: 'pairs', pairs: [{ adapter: 'mlx5_3', bitsPerSecond: 391_020_000_000, sizeBytes: 65_536 }] },
    ]);
  });
});
