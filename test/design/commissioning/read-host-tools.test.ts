import { isFio, isNcclTests, readFio, readNcclTests } from '../../../src/design/commissioning/read-host-tools';

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
