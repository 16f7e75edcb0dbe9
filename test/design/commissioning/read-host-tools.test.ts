import {
  dcgmGpus,
  isFio,
  isNcclJson,
  isNcclTests,
  readDcgmDiag,
  readFio,
  readNcclJson,
  readNcclTests,
} from '../../../src/design/commissioning/read-host-tools';
import { readResults } from '../../../src/design/commissioning/read-result';

describe('nccl-tests', () => {
  const HEADER = '#  size  count  type  redop  root  time  algbw  busbw  #wrong  time  algbw  busbw  #wrong';
  const RANKS = ['a', 'a', 'b'].map(
    (host, rank) => `#  Rank  ${rank} Group  0 Pid  7 on  ${host} device  ${rank} [0x1b] GPU`,
  );
  const row = (size: number, buses: readonly [number, number], wrong: readonly [string, string] = ['0', '0']): string =>
    `  ${size}  2  float  sum  -1  9  9  ${buses[0]}  ${wrong[0]}  9  9  ${buses[1]}  ${wrong[1]}`;
  const read = (...lines: readonly string[]): ReturnType<typeof readNcclTests>[number] | undefined =>
    readNcclTests([...RANKS, HEADER, ...lines].join('\n'))[0];

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

describe('fio that failed', () => {
  const jobs = (...parts: readonly object[]): object[] =>
    parts.map((part) => ({ jobname: 'j', read: { bw_bytes: 1 }, write: {}, ...part }));
  test.each<[string, object[], readonly string[], (string | undefined)[]]>([
    ['without an error', jobs({ error: 0, total_err: 0 }), [], [undefined]],
    ['with an error of a job', jobs({ error: 5 }), [], ["error 5 of job 'j'"]],
    [
      'with the errors of all jobs',
      jobs({ error: 0, total_err: 3 }, { error: 5 }),
      [],
      ["error 3 of job 'j', error 5 of job 'j'"],
    ],
    ['with a note alone', jobs({}), ['fio: job 1, err= 28, error=No space left'], ['error: No space left']],
    ['with both', jobs({ error: 28 }), ['fio: err=28'], ["error 28 of job 'j': fio: err=28"]],
    ['with a note of no error', jobs({}), ['fio: err= 0'], [undefined]],
    [
      'with a note that may be of either host',
      jobs({ hostname: 'a' }, { hostname: 'b' }),
      ['err=28'],
      [undefined, undefined],
    ],
    [
      'on one of two hosts',
      jobs({ hostname: 'a' }, { hostname: 'b', error: 5 }),
      [],
      [undefined, "error 5 of job 'j'"],
    ],
  ])('%s', (_, own, notes, failures) => {
    expect(readFio({ jobs: own }, notes).map(({ failure }) => failure)).toEqual(failures);
  });

  test('is of the host that a note names, where it is one', () => {
    const hostOf = (...notes: readonly string[]): unknown => readFio({ jobs: jobs({}) }, notes)[0]?.host;
    expect(hostOf('hostname=a, be=0')).toBe('a');
    expect(hostOf('hostname=a, be=0', 'hostname=a')).toBe('a');
    expect(hostOf('hostname=a', 'hostname=b')).toBeUndefined();
  });
});

describe('dcgmi diag', () => {
  const diag = (...tests: readonly object[]): Parameters<typeof readDcgmDiag>[0] => ({
    'DCGM Diagnostic': { test_categories: [{ tests }] },
  });
  test.each<[string, object, object[]]>([
    [
      'of DCGM 3',
      { name: 'Memory', results: [{ gpu_ids: '0,1', status: 'Pass' }] },
      [{ test: 'Memory', entity: 'GPU 0,1', status: 'Pass', gpus: ['0', '1'] }],
    ],
    [
      'of one GPU',
      { name: 'Memory', results: [{ gpu_id: 3, status: 'Fail', warnings: 'bad' }] },
      [{ test: 'Memory', entity: 'GPU 3', status: 'Fail', gpus: ['3'], text: 'bad' }],
    ],
    [
      'of DCGM 4',
      {
        name: 'Memory',
        results: [{ entity_group: 'GPU', entity_id: 0, status: 'Fail', warnings: [{ warning: 'a' }, 'b'], error: 'c' }],
      },
      [{ test: 'Memory', entity: 'GPU 0', status: 'Fail', gpus: ['0'], text: 'a b c' }],
    ],
    [
      'of another entity',
      { name: 'CPU', results: [{ entity_group: 'CPU', entity_id: 1, status: 'Pass' }] },
      [{ test: 'CPU', entity: 'CPU 1', status: 'Pass' }],
    ],
    [
      'of an entity without a group',
      { name: 'X', results: [{ entity_id: 1, status: 'Pass' }] },
      [{ test: 'X', entity: 'entity 1', status: 'Pass' }],
    ],
    [
      'of the whole host',
      { name: 'Software', results: [{ status: 'Pass' }] },
      [{ test: 'Software', entity: '', status: 'Pass' }],
    ],
    [
      'with a good summary',
      { name: 'M', results: [{ status: 'Pass' }], test_summary: { status: 'Pass' } },
      [{ test: 'M', entity: '', status: 'Pass' }],
    ],
    [
      'with a summary that is worse',
      { name: 'M', results: [{ status: 'Pass' }], test_summary: { status: 'Fail' } },
      [
        { test: 'M', entity: '', status: 'Pass' },
        { test: 'M', entity: '', status: 'Fail' },
      ],
    ],
    [
      'with a summary that a result tells',
      { name: 'M', results: [{ status: 'Fail' }], test_summary: { status: 'Fail' } },
      [{ test: 'M', entity: '', status: 'Fail' }],
    ],
    [
      'with results that are skipped and a bad summary',
      { name: 'M', results: [{ status: 'Skip' }], test_summary: { status: 'Fail' } },
      [
        { test: 'M', entity: '', status: 'Skip' },
        { test: 'M', entity: '', status: 'Fail' },
      ],
    ],
  ])('%s', (_, test, expected) => {
    expect(readDcgmDiag(diag(test))).toEqual(expected);
  });

  test.each([
    [{ 'DCGM GPU Diagnostic': { runtime_error: 'no GPU' } }],
    [{ 'DCGM Diagnostic': { Error: 'no GPU' } }],
    [{ 'DCGM Diagnostic': {}, runtime_error: 'no GPU' }],
  ])('%j did not run', (value) => {
    expect(readDcgmDiag(value)).toEqual([{ test: 'dcgmi diag', entity: '', status: 'Error', text: 'no GPU' }]);
  });

  test('lists its GPUs, or none', () => {
    const group = (entity_group: string, count: number): object => ({
      entity_group,
      entities: Array.from({ length: count }, (_, entity_id) => ({ entity_id })),
    });
    expect(dcgmGpus({ entity_groups: [group('GPU', 7), group('CPU', 2)] })).toBe(7);
    expect(dcgmGpus({ entity_groups: [group('gpu', 4), group('GPU', 4)] })).toBe(8);
    expect(dcgmGpus({ entity_groups: [group('CPU', 2)] })).toBeUndefined();
    expect(dcgmGpus({})).toBeUndefined();
  });
});

describe('nccl-tests as JSON', () => {
  test.each<[object, boolean]>([
    [{ benchmark: [], identifier: 'NCCL all_reduce' }, true],
    [{ benchmark: [], identifier: 'mpi' }, false],
    [{ results: [{ in_place: {} }] }, true],
    [{ results: [{ out_of_place: {} }] }, true],
    [{ results: [{}] }, false],
  ])('%j is of them: %s', (value, is) => {
    expect(isNcclJson(value)).toBe(is);
  });

  test('has the highest bus bandwidth of both ways, its size, and the wrong values of all', () => {
    const results = [
      { size: 1_024, out_of_place: { bus_bw: 10, nwrong: 2 }, in_place: { busbw: 11, nwrong: 0 } },
      { size: 2_048, out_of_place: { bus_bw: 9 }, in_place: { busbw: 0.5, nwrong: -1 } },
    ];
    const config = { devices: [{ hostname: 'a' }, { host: 'a' }, { hostname: 'b' }, {}] };
    const [run] = readNcclJson({ results, config });
    expect(run).toMatchObject({ busBytesPerSecond: 11e9, sizeBytes: 1_024, wrong: 2, isUnchecked: false });
    expect([...(run?.ranks ?? [])]).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });

  test('of the older form has a deviation, which is no wrong value below 1', () => {
    const row = (oop_error: number): Readonly<Record<string, unknown>> => ({
      benchmark: [{ 1024: { oop_busbw: 0.4, ip_busbw: 0.5, oop_error } }],
    });
    expect(readNcclJson(row(0.9))).toMatchObject([
      { busBytesPerSecond: 5e8, sizeBytes: 1_024, wrong: 0, isUnchecked: false },
    ]);
    expect(readNcclJson(row(1))[0]?.wrong).toBe(1);
  });

  test('without a row is none, and without a checked value is unchecked', () => {
    expect(readNcclJson({ results: [] })).toEqual([]);
    expect(readNcclJson({ results: [{ size: 8, in_place: { busbw: 1 } }] })[0]?.isUnchecked).toBe(true);
  });
});

describe('ib_write_bw --out_json', () => {
  // 65,536 B x 8 x 0.744 M a second = 390.1 Gb/s = 46,500 MiB/s.
  const written = (results: unknown): string =>
    JSON.stringify({ test_info: { test: 'RDMA_Write BW Test', Device: 'mlx5_3', Number_of_qps: 1 }, results });
  const row = (average: unknown, size = 65_536): object => ({
    MsgSize: size,
    n_iterations: 5_000,
    BW_peak: 0,
    BW_average: average,
    MsgRate: (390.1e9 / 8 / 65_536 / 1e6) * (65_536 / size),
  });
  const pairsOf = (text: string): unknown => {
    const [first] = readResults({ file: 'pair.json', text });
    return first?.kind === 'pairs' ? first.pairs : first;
  };

  test.each([
    ['with --report_gbits', row(390.1), 390_100_000_000],
    ['without it', row(46_503.54), 390_099_967_672],
    ['of several sizes, the best', [row(100, 2), row(390.1)], 390_100_000_000],
  ])('%s', (_name, results, bitsPerSecond) => {
    expect(pairsOf(written(results))).toEqual([{ adapter: 'mlx5_3', bitsPerSecond, sizeBytes: 65_536 }]);
  });

  test('fails where neither unit fits messages a second', () => {
    const unread = { MsgSize: 65_536, BW_average: 390.1, MsgRate: 0 };
    expect(() => readResults({ file: 'pair.json', text: written(unread) })).toThrow(
      "'pair.json' is of no known tool, or holds no result",
    );
    expect(() => readResults({ file: 'pair.json', text: written(row('nan')) })).toThrow('holds no result');
  });
});
