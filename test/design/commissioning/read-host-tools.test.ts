import {
  isFio,
  isIpmitool,
  isNcclTests,
  isRedfish,
  readFio,
  readIpmitool,
  readNcclTests,
  readRedfish,
} from '../../../src/design/commissioning/read-host-tools';

describe('nccl-tests', () => {
  const HEADER = '#  size  count  type  redop  root  time  algbw  busbw  #wrong  time  algbw  busbw  #wrong';
  const RANKS = ['a', 'a', 'b'].map(
    (host, rank) => `#  Rank  ${rank} Group  0 Pid  7 on  ${host} device  ${rank} [0x1b] GPU`,
  );
  const row = (size: number, buses: readonly [number, number], wrong: readonly [string, string] = ['0', '0']): string =>
    `  ${size}  2  float  sum  -1  9  9  ${buses[0]}  ${wrong[0]}  9  9  ${buses[1]}  ${wrong[1]}`;
  const read = (...lines: readonly string[]): ReturnType<typeof readNcclTests> =>
    readNcclTests([...RANKS, HEADER, ...lines].join('\n'));

  test('tell the highest bus bandwidth of both ways, its size and the ranks of each host', () => {
    const run = read(row(1_024, [10, 11]), row(2_048, [12, 13.5]), row(4_096, [13, 12]));
    expect(run).toMatchObject({ busBytesPerSecond: 13.5e9, sizeBytes: 2_048, wrong: 0 });
    expect([...(run?.ranks ?? [])]).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });

  test('at equal bandwidth tell the first size', () => {
    expect(read(row(1_024, [10, 9]), row(2_048, [9, 10]))?.sizeBytes).toBe(1_024);
  });

  test('of nothing but 0 are a run of 0, and without a row none', () => {
    expect(read(row(1_024, [0, 0]))).toMatchObject({ busBytesPerSecond: 0, sizeBytes: 1_024 });
    expect(read()).toBeUndefined();
  });

  test('pass over a row with other columns', () => {
    expect(read(row(1_024, [10, 9]), `${row(2_048, [20, 20])}  1`)).toMatchObject({ busBytesPerSecond: 10e9 });
  });

  test('count wrong values of both ways, or those of the last line where it has more', () => {
    expect(read(row(1_024, [1, 1], ['2', '3']), row(2_048, [1, 1], ['N/A', '1']))?.wrong).toBe(6);
    expect(read(row(1_024, [1, 1], ['2', '3']), '# Out of bounds values : 7 FAILED')?.wrong).toBe(7);
    expect(read(row(1_024, [1, 1], ['2', '3']), '# Out of bounds values : 4 FAILED')?.wrong).toBe(5);
  });

  test('are known by their header', () => {
    expect([HEADER, '  1024 busbw', 'busbw'].map(isNcclTests)).toEqual([true, false, false]);
  });
});

describe('fio', () => {
  const job = (read: unknown, write: unknown, more: object = {}): object => ({
    jobname: 'j',
    groupid: 0,
    read,
    write,
    ...more,
  });
  const rates = (value: Readonly<Record<string, unknown>>): unknown =>
    readFio(value).map(({ host, readBytesPerSecond, writeBytesPerSecond }) => [
      host,
      readBytesPerSecond,
      writeBytesPerSecond,
    ]);

  test('adds jobs of a group, and of several groups takes the fastest', () => {
    const jobs = [
      job({ bw_bytes: 10 }, { bw_bytes: 1 }),
      job({ bw_bytes: 20 }, { bw_bytes: 2 }),
      job({ bw_bytes: 25 }, { bw_bytes: 5 }, { groupid: 1 }),
    ];
    expect(rates({ jobs })).toEqual([[undefined, 30, 5]]);
  });

  test('takes KiB/s where bytes are not told, and 0 where nothing is', () => {
    expect(rates({ jobs: [job({ bw: 2 }, 'none')] })).toEqual([[undefined, 2_048, 0]]);
  });

  test('parts clients by host, and leaves their sum out', () => {
    const clients = [
      job({ bw_bytes: 1 }, {}, { hostname: 'a' }),
      job({ bw_bytes: 2 }, {}, { hostname: 'b' }),
      job({ bw_bytes: 3 }, {}, { jobname: 'All clients' }),
    ];
    expect(rates({ client_stats: clients, jobs: [job({ bw_bytes: 9 }, {})] })).toEqual([
      ['a', 1, 0],
      ['b', 2, 0],
    ]);
    expect(rates({ client_stats: [], jobs: [job({ bw_bytes: 9 }, {})] })).toEqual([[undefined, 9, 0]]);
  });

  test.each([
    [{ 'fio version': '3', jobs: [] }, true],
    [{ 'fio version': '3', client_stats: [] }, true],
    [{ 'fio version': '3' }, false],
    [{ jobs: [] }, false],
    [[], false],
  ])('%j is of fio: %s', (value, is) => {
    expect(isFio(value)).toBe(is);
  });
});

describe('ipmitool', () => {
  test('tells temperatures with the status of the sensor, and a limit where the line has thresholds', () => {
    const { temperatures } = readIpmitool(
      [
        'Inlet Temp       | 25 degrees C      | ok',
        'Exhaust Temp     | 61 degrees C      | cr',
        'Side Temp        | -3 degrees C      |',
        'GPU1 Temp        | 45.000     | degrees C  | ok    | na        | na        | na        | 85.000    | 90.000    | na',
        'Fan 1            | 9000 RPM          | ok',
      ].join('\n'),
    );
    expect(temperatures).toEqual([
      { sensor: 'Inlet Temp', celsius: 25, isGood: true, status: 'ok' },
      { sensor: 'Exhaust Temp', celsius: 61, isGood: false, status: 'cr' },
      { sensor: 'Side Temp', celsius: -3, isGood: true, status: 'no status' },
      { sensor: 'GPU1 Temp', celsius: 45, limitCelsius: 90, isGood: true, status: 'ok' },
    ]);
  });

  test.each<[string, readonly string[], number | undefined]>([
    ['one reading of all', ['    Instantaneous power reading:   5000 Watts', 'Total Power | 4000 Watts | ok'], 5_000],
    ['a sensor of the whole device', ['PSU1 Input Power | 100 Watts | ok', 'Total Power | 4000 Watts | ok'], 4_000],
    [
      'the inputs of all PSUs, not what they give',
      ['PSU1 Input Power | 100 Watts | ok', 'PSU2 Input Power | 150 Watts | ok', 'PSU1 Pwr Out | 90 Watts | ok'],
      250,
    ],
    ['the only sensor there is', ['Board | 700 Watts | ok'], 700],
    ['nothing of two that are neither', ['Board | 700 Watts | ok', 'Riser | 80 Watts | ok'], undefined],
    ['nothing without a sensor', ['Inlet Temp | 25 degrees C | ok'], undefined],
  ])('tells the draw by %s', (_, lines, watts) => {
    expect(readIpmitool(lines.join('\n')).watts).toBe(watts);
  });

  test('is known by its columns, or by its reading', () => {
    expect(['a | b | c', 'a | b', 'Instantaneous power reading: 5 Watts', 'text'].map(isIpmitool)).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});

describe('Redfish', () => {
  test('tells temperatures with the lower of their upper limits, and health', () => {
    const Temperatures = [
      {
        Name: 'Inlet',
        ReadingCelsius: 25,
        UpperThresholdNonCritical: 40,
        UpperThresholdCritical: 45,
        Status: { Health: 'OK' },
      },
      {
        Name: 'GPU',
        ReadingCelsius: 80,
        UpperThresholdNonCritical: 0,
        UpperThresholdCritical: 90,
        Status: { Health: 'Warning' },
      },
      { ReadingCelsius: 5 },
      { Name: 'off', ReadingCelsius: null },
    ];
    expect(readRedfish({ Temperatures }).temperatures).toEqual([
      { sensor: 'Inlet', celsius: 25, limitCelsius: 40, isGood: true, status: 'OK' },
      { sensor: 'GPU', celsius: 80, limitCelsius: 90, isGood: false, status: 'Warning' },
      { sensor: 'sensor', celsius: 5, isGood: true, status: 'no health' },
    ]);
    const TemperatureReadingsCelsius = [
      { DeviceName: 'GPU_1', Reading: 60 },
      { PhysicalContext: 'Intake', Reading: 20 },
    ];
    expect(readRedfish({ TemperatureReadingsCelsius }).temperatures.map(({ sensor }) => sensor)).toEqual([
      'GPU_1',
      'Intake',
    ]);
  });

  test('tells the draw by the first control that has one, else by its metrics', () => {
    const PowerControl = [{ Name: 'x' }, { PowerConsumedWatts: 700 }, { PowerConsumedWatts: 800 }];
    expect(readRedfish({ PowerControl, PowerWatts: { Reading: 5 } }).watts).toBe(700);
    expect(readRedfish({ PowerWatts: { Reading: 5 } }).watts).toBe(5);
    expect(readRedfish({ PowerWatts: 5 }).watts).toBeUndefined();
  });

  test('is known by its members', () => {
    expect([{ PowerWatts: 1 }, { Temperatures: [] }, { Fans: [] }, [], null].map(isRedfish)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
