import {
  readBurnIn,
  readNetDumpExt,
  readNvidiaSmi,
  readNvlinkStatus,
  readPerftest,
  isKernelLog,
  isOptics,
  readOptics,
  readXids,
} from '../../../src/design/commissioning/read-gpu-tools';

describe('nvidia-smi', () => {
  const log = (body: string): string =>
    `<nvidia_smi_log>\n<attached_gpus>2</attached_gpus>\n<gpu id="00000000:1B:00.0">${body}</gpu>\n</nvidia_smi_log>`;
  const gpuOf = (body: string): unknown => readNvidiaSmi(log(body)).gpus[0];
  const GPU = { id: '00000000:1B:00.0', isIdle: false, faults: [] };
  const UNTOLD = { ...GPU, isUntold: true };
  const fault = (words: string): unknown => ({ ...GPU, faults: [words] });

  test('counts the GPUs that are attached, where it says so', () => {
    expect(readNvidiaSmi(log(''))).toEqual({ attached: 2, gpus: [UNTOLD] });
    expect(readNvidiaSmi('<nvidia_smi_log></nvidia_smi_log>')).toEqual({ gpus: [] });
  });

  const ecc = (volatile: string, aggregate = ''): string =>
    `<ecc_errors>${volatile && `<volatile>${volatile}</volatile>`}${aggregate && `<aggregate>${aggregate}</aggregate>`}</ecc_errors>`;

  test.each<[string, unknown]>([
    [
      '<max_link_gen>5</max_link_gen><current_link_gen>4</current_link_gen>',
      { ...GPU, generation: 4, mostGeneration: 5 },
    ],
    [
      '<max_link_width>16x</max_link_width><current_link_width>8x</current_link_width>',
      { ...GPU, width: 8, mostWidth: 16 },
    ],
    ['<max_link_gen>N/A</max_link_gen>', UNTOLD],
    ['<performance_state>P0</performance_state>', UNTOLD],
    ['<performance_state>P8</performance_state>', { ...UNTOLD, isIdle: true }],
    [
      ecc('<sram_uncorrectable_parity>1</sram_uncorrectable_parity><dram_uncorrectable>2</dram_uncorrectable>'),
      { ...GPU, uncorrectable: 3 },
    ],
    [ecc('<dram_correctable>7</dram_correctable><total>9</total>'), { ...GPU, uncorrectable: 0 }],
    [
      ecc('<dram_uncorrectable>1</dram_uncorrectable>', '<dram_uncorrectable>5</dram_uncorrectable>'),
      { ...GPU, uncorrectable: 1 },
    ],
    [ecc('', '<double_bit_dram>5</double_bit_dram>'), { ...GPU, uncorrectable: 5 }],
    ['<remapped_row_failure>Yes</remapped_row_failure>', fault('row remapping failed')],
    ['<remapped_row_failure>No</remapped_row_failure>', GPU],
    ['<remapped_row_pending>Yes</remapped_row_pending>', fault('row remapping pending')],
    ['<sram_threshold_exceeded>Yes</sram_threshold_exceeded>', fault('SRAM errors above their threshold')],
    ['<reset_required>Yes</reset_required>', fault('reset required')],
    ['<gpu_recovery_action>Reset</gpu_recovery_action>', fault('recovery action required')],
    ['<gpu_recovery_action>None</gpu_recovery_action>', GPU],
    ['<gpu_recovery_action>N/A</gpu_recovery_action>', UNTOLD],
    [
      '<clocks_event_reason_hw_thermal_slowdown>Active</clocks_event_reason_hw_thermal_slowdown>',
      fault('hardware thermal slowdown'),
    ],
    ['<clocks_event_reason_hw_thermal_slowdown>Not Active</clocks_event_reason_hw_thermal_slowdown>', GPU],
    [
      '<clocks_throttle_reason_hw_power_brake_slowdown>Active</clocks_throttle_reason_hw_power_brake_slowdown>',
      fault('power brake'),
    ],
    ['<fabric><state>Completed</state><status>Success</status></fabric>', GPU],
    ['<fabric><state>Completed</state></fabric>', GPU],
    ['<fabric><state>N/A</state><status>N/A</status></fabric>', UNTOLD],
    ['<fabric><state>In Progress</state></fabric>', fault('NVLink fabric: In Progress')],
    ['<fabric><state>Completed</state><status>Failure</status></fabric>', fault('NVLink fabric: Completed, Failure')],
  ])('reads %s', (body, gpu) => {
    expect(gpuOf(body)).toEqual(gpu);
  });
});

test('links of NVLink are of the GPU above them', () => {
  const text = `GPU 0: NVIDIA B200 (UUID: GPU-1)
\t Link 0: 53.125 GB/s
\t Link 1: <inactive>
GPU 1: NVIDIA B200 (UUID: GPU-2)
\t Link 0: 53.125 GB/s
`;
  expect(readNvlinkStatus(text)).toEqual([
    { id: '0', isIdle: false, faults: ['NVLink 1 is inactive'] },
    { id: '1', isIdle: false, faults: [] },
  ]);
});

test('an XID is told once a GPU and number, in its first words', () => {
  const text = `[1] NVRM: Xid (PCI:0000:1b:00): 79, pid=1, GPU has fallen off the bus.
[2] NVRM: Xid (PCI:0000:1b:00): 79, pid=2
[3] NVRM: Xid (PCI:0000:1b:00): 48
[4] NVRM: Xid (PCI:0000:2c:00): 79
[5] NVRM: loading
`;
  expect(readXids(text).gpus).toEqual([
    { id: '0000:1b:00', isIdle: false, faults: ['XID 79: pid=1, GPU has fallen off the bus.', 'XID 48'] },
    { id: '0000:2c:00', isIdle: false, faults: ['XID 79'] },
  ]);
});

test.each([
  ['of dmesg, since boot', ['[   12.000000] audit: x', '[ 3612.000000] NVRM: loading'], 3_600],
  ['with the calendar', ['[Tue Dec  1 05:00:00 2026] a', '[Wed Dec  2 05:00:00 2026] NVRM: loading'], 86_400],
  [
    'of journalctl',
    ['2026-12-01T05:00:00+0900 haein-033 kernel: a', '2026-12-01T05:00:30+0900 haein-033 kernel: NVRM: b'],
    30,
  ],
  ['of a syslog', ['Dec  1 05:00:00 haein-033 kernel: a', 'Dec  1 06:00:00 haein-033 kernel: NVRM: b'], 3_600],
  [
    'of a syslog over the turn of a year',
    ['Dec 31 05:00:00 haein-033 kernel: a', 'Jan  1 06:00:00 haein-033 kernel: NVRM: b'],
    undefined,
  ],
  ['without times', ['NVRM: loading', 'NVRM: loaded'], undefined],
])('a log %s tells the time that it covers', (_, lines, seconds) => {
  const text = `${lines.join('\n')}\n`;
  expect(isKernelLog(text)).toBe(true);
  expect(readXids(text).spanSeconds).toBe(seconds);
});

describe('optics', () => {
  test('ethtool: lanes, by the thresholds of warnings before those of alarms', () => {
    const text = `\tIdentifier                                : 0x11 (QSFP28)
\tVendor SN                                 : AB12
\tRcvr signal avg optical power(Channel 1)  : 0.8500 mW / -0.71 dBm
\tRcvr signal avg optical power(Channel 2)  : 0.0000 mW / -inf dBm
\tTransmit avg optical power (Channel 1)    : 1.1000 mW / 0.41 dBm
\tLaser rx power high alarm threshold       : 2.1878 mW / 3.40 dBm
\tLaser rx power low alarm threshold        : 0.0741 mW / -11.30 dBm
\tLaser rx power high warning threshold     : 1.7378 mW / 2.40 dBm
\tLaser rx power low warning threshold      : 0.0933 mW / -10.30 dBm
`;
    expect(isOptics(text)).toBe(true);
    expect(readOptics(text)).toEqual([
      { module: 'AB12', rx: [-0.71, -40], tx: [0.41], rxLimits: { least: -10.3, most: 2.4 } },
    ]);
  });

  test('mlxlink: lanes with the range in brackets; a copper cable tells none', () => {
    const text = (rx: string, tx: string): string =>
      `Rx Power Current [dBm]             : ${rx}\nTx Power Current [dBm]             : ${tx}\nVendor Serial Number               : CD34\n`;
    expect(readOptics(text('1.886,-12.1 [-10.41..6]', '1.5,1.4 [-8.508..5]'))).toEqual([
      {
        module: 'CD34',
        rx: [1.886, -12.1],
        tx: [1.5, 1.4],
        rxLimits: { least: -10.41, most: 6 },
        txLimits: { least: -8.508, most: 5 },
      },
    ]);
    for (const none of ['N/A', '0,0,0,0 [0..0]'])
      expect(readOptics(text(none, none))).toEqual([{ module: 'CD34', rx: [], tx: [] }]);
  });
});

describe('perftest', () => {
  const run = (unit: string, ...rows: readonly string[]): string =>
    [
      ' Device         : mlx5_4',
      ` #bytes     #iterations    BW peak[${unit}/sec]    BW average[${unit}/sec]   MsgRate[Mpps]`,
      ...rows,
      '',
    ].join('\n');

  // 1 MiB/s is 8 x 2^20 = 8,388,608 bit/s.
  test.each([
    [
      run('Gb', ' 65536 5000 399 390.5 0.7', ' 131072 5000 399 392.25 0.3', ' 262144 5000 399 392.25 0.1'),
      392_250_000_000,
      131_072,
    ],
    [run('MB', ' 2 5000 1.5 1 0.7'), 8_388_608, 2],
  ])('has the highest average of all sizes', (text, bitsPerSecond, sizeBytes) => {
    expect(readPerftest(text)).toEqual([{ adapter: 'mlx5_4', bitsPerSecond, sizeBytes }]);
  });

  test('reads a table with a column for the service level', () => {
    const text = ` Device         : mlx5_2\n #bytes    #sl      #iterations    BW peak[Gb/sec]    BW average[Gb/sec]   MsgRate[Mpps]\n 65536    3           5000           392.10            391.50                  0.746727\n`;
    expect(readPerftest(text)).toEqual([{ adapter: 'mlx5_2', bitsPerSecond: 391_500_000_000, sizeBytes: 65_536 }]);
  });

  test('has a pair a table, and none of a table that is empty or above the first one', () => {
    expect(
      readPerftest(` 1 1 1 1 1\n${run('Gb', ' 1 1 2 2 1')}${run('Gb', ' 1 1 3 3 1')}${run('Gb', ' 1 1 0 0 0')}`),
    ).toEqual([
      { adapter: 'mlx5_4', bitsPerSecond: 2e9, sizeBytes: 1 },
      { adapter: 'mlx5_4', bitsPerSecond: 3e9, sizeBytes: 1 },
    ]);
  });
});

test('net_dump_ext has a line a port below its header, of adapters, switches and routers', () => {
  const text = `CA : 1 : 1 : 0xee : 1 : ACT : LINK UP : 0 : 0
Ty : # : #IB : GUID : LID : Sta : PhysSta : Raw BER : Effective BER : Symbol BER
CA : 1 : 1 : 0xa1 : 1 : ACT : LINK UP : 1e-8 : 1.5e-254 : 0
SW : 7 :  : 0xb1 : 2 : DOWN : POLLING : N/A : N/A :
some words
`;
  expect(readNetDumpExt(text)).toEqual([
    {
      guid: '00000000000000a1',
      port: '1',
      state: 'ACT',
      physicalState: 'LINK UP',
      effectiveBer: 1.5e-254,
      symbolBer: 0,
    },
    { guid: '00000000000000b1', port: '7', state: 'DOWN', physicalState: 'POLLING' },
  ]);
});

describe('a table of burn-in', () => {
  const table = (...rows: readonly string[]): string => ['# of May', 'device,hours,xids,flaps', ...rows, ''].join('\n');

  test('has a row a device below its header', () => {
    expect(readBurnIn(table('haein-001, 72.5, 0, 0', '', 'haein-002,0,1,2'), 'burn.csv')).toEqual([
      { device: 'haein-001', hours: 72.5, xids: 0, flaps: 0 },
      { device: 'haein-002', hours: 0, xids: 1, flaps: 2 },
    ]);
  });

  test.each([
    ['haein-001,72,0', 'too few'],
    ['haein-001,72,0,0,0', 'too many'],
    [',72,0,0', 'no device'],
    ['haein-001,,0,0', 'an empty figure'],
    ['haein-001,72,none,0', 'a word'],
    ['haein-001,72,0,-1', 'below 0'],
  ])('fails on %s: %s', (row) => {
    expect(() => readBurnIn(table('haein-002,1,0,0', row), 'burn.csv')).toThrow(
      `line 4 of 'burn.csv': '${row}' is no device with its hours, XIDs and flaps`,
    );
  });
});
