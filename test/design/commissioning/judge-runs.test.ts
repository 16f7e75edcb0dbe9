import { acceptUnit } from '../../../src/design/commissioning/accept-unit';
import type { CheckKind } from '../../../src/design/commissioning/commissioning-report';
import { ncclBound } from '../../../src/design/commissioning/compute-bound';
import type {
  AcceptOptions,
  AdapterReading,
  DiagnosticResult,
  FioRates,
  Measurement,
  NcclRun,
} from '../../../src/design/commissioning/measurement';
import type { StoragePlan } from '../../../src/model/storage-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { siteOf } from '../../report/site-fixture';

/** 40 systems of 8 GPUs and 8 ports of 400 Gb/s; the second unit has the last 8, `haein-033` to `haein-040`. */
const SITE = siteOf({ systems: 40, rows: 2, racksPerRow: 12 });

type Given = readonly [device: string | undefined, measurement: Measurement];
type Options = Partial<AcceptOptions> & { readonly site?: SitePlan };

/** What is said of one kind, without the hosts of which no file tells. */
function judged(
  kind: CheckKind,
  given: readonly Given[],
  { site = SITE, ...options }: Options = {},
): { passed: number; failed: (string | undefined)[][]; notes: readonly string[]; arithmetic: (string | undefined)[] } {
  const files = given.map(([device, measurement], at) => ({
    file: `${at}.txt`,
    measurement,
    ...(device !== undefined && { device }),
  }));
  const { counts, failures, figures, notes } = acceptUnit(site, 'su-02', files, { map: {}, ...options });
  return {
    passed: counts.find((each) => each.kind === kind)?.passed ?? 0,
    failed: failures
      .filter((each) => each.kind === kind && each.measured !== 'no file tells of it')
      .map(({ object, port, expected, measured }) => [object, port, expected, measured]),
    notes,
    arithmetic: figures.map((each) => each.arithmetic),
  };
}

describe('the bound of NCCL over the fabric', () => {
  const [compute] = SITE.fabrics;
  const pair = (one: string, other: string): ReadonlyMap<string, number> =>
    new Map([one, other].map((host) => [host, 8]));
  const plan = compute?.plan;
  const boundOf = (change: object, ranks = pair('haein-033', 'haein-034')): unknown =>
    plan && ncclBound({ fabrics: [{ path: '', plan: { ...plan, ...change } }] }, ranks);
  const twoToOne = {
    ratios: [
      { tier: 'leaf', ratio: 2 },
      { tier: 'spine', ratio: 0.5 },
    ],
  };

  // 8 x 400 / 8 = 400 GB/s, over two to one 200 GB/s. A ratio below 1 is no gain.
  test.each<[string, object, ReadonlyMap<string, number>, number]>([
    ['is divided by the oversubscription', { ...twoToOne, shape: 'plain' }, pair('haein-033', 'haein-034'), 200e9],
    [
      'is whole within a unit of a rail-optimised fabric',
      { ...twoToOne, shape: 'rail-optimised' },
      pair('haein-033', 'haein-034'),
      400e9,
    ],
    [
      'is divided between two units of it',
      { ...twoToOne, shape: 'rail-optimised' },
      pair('haein-001', 'haein-034'),
      200e9,
    ],
    [
      'is none the better for a ratio below 1',
      { ratios: [{ tier: 'leaf', ratio: 0.5 }] },
      pair('haein-033', 'haein-034'),
      400e9,
    ],
  ])('%s', (_, change, ranks, bytesPerSecond) => {
    expect(boundOf(change, ranks)).toMatchObject({ bytesPerSecond });
  });

  test('is not that of another role', () => {
    expect(boundOf({ role: 'storage' })).toBeUndefined();
  });
});

describe('runs of nccl-tests', () => {
  const HOSTS = new Map([
    ['haein-033', 8],
    ['haein-034', 8],
  ]);
  const run = (parts: Partial<NcclRun> = {}): NcclRun => ({
    ranks: HOSTS,
    busBytesPerSecond: 390e9,
    sizeBytes: 1_024,
    wrong: 0,
    isUnchecked: false,
    ...parts,
  });
  const of = (...runs: readonly NcclRun[]): ReturnType<typeof judged> =>
    judged('nccl', [[undefined, { kind: 'nccl', runs }]], { ncclPassShare: 0.9 });
  const what = '16 ranks on 2 hosts';

  test('have the arithmetic of the bound', () => {
    expect(of(run())).toEqual({
      passed: 1,
      failed: [],
      notes: [],
      arithmetic: ['8 ports x 400 Gb/s / 8 = 400 GB/s; x 0.9 = 360 GB/s; measured 97.5 % of the bound'],
    });
  });

  test.each<[string, Partial<NcclRun>, (string | undefined)[][], number]>([
    ['a wrong value', { wrong: 1 }, [[what, undefined, '0 wrong values', '1']], 1],
    [
      'a failure and no result',
      { failure: 'timeout', sizeBytes: 0 },
      [[what, undefined, 'a run without failure', 'timeout']],
      0,
    ],
    [
      'a rank too few',
      {
        ranks: new Map([
          ['haein-033', 7],
          ['haein-034', 8],
        ]),
        busBytesPerSecond: 390e9,
      },
      [['15 ranks on 2 hosts', 'haein-033', '8 ranks, one a GPU', '7 ranks']],
      1,
    ],
    [
      'one rank of a host',
      {
        ranks: new Map([
          ['haein-033', 1],
          ['haein-034', 8],
        ]),
      },
      [['9 ranks on 2 hosts', 'haein-033', '8 ranks, one a GPU', '1 rank']],
      1,
    ],
    [
      'a rank more than GPUs',
      {
        ranks: new Map([
          ['haein-033', 9],
          ['haein-034', 8],
        ]),
      },
      [],
      1,
    ],
    [
      'hosts of another unit beside its own, short',
      {
        ranks: new Map([
          ['haein-001', 7],
          ['haein-034', 8],
        ]),
      },
      [],
      1,
    ],
  ])('with %s', (_, parts, failed, passed) => {
    expect(of(run(parts))).toMatchObject({ failed, passed, notes: [] });
  });

  test.each<[string, Partial<NcclRun>, readonly string[]]>([
    [
      'values that were not checked',
      { isUnchecked: true },
      [`'0.txt' (${what}): its values were not checked; run nccl-tests with '-c 1'`],
    ],
    [
      'one host',
      { ranks: new Map([['haein-033', 8]]) },
      ["'0.txt' (8 ranks on 1 hosts): 390 GB/s, not judged: within one host the plan holds no rate"],
    ],
    [
      'a host that has no compute port',
      {
        ranks: new Map([
          ['haein-033', 8],
          ['other', 8],
        ]),
      },
      ["'0.txt' (16 ranks on 2 hosts): 390 GB/s, not judged: a host has no compute port"],
    ],
    [
      'no host',
      { ranks: new Map() },
      ["'0.txt': 390 GB/s, not judged: it does not list its ranks, so that its hosts are not known"],
    ],
    ['strangers', { ranks: new Map([['a', 8]]) }, ["'0.txt' names no host of the site: a; map names with --map"]],
    [
      'hosts of another unit alone',
      {
        ranks: new Map([
          ['haein-001', 8],
          ['haein-002', 8],
        ]),
      },
      [],
    ],
  ])('with %s are noted', (_, parts, notes) => {
    expect(of(run(parts)).notes).toEqual(notes);
  });

  test('of one size are compared, and named by their number', () => {
    const runs = [run(), run({ busBytesPerSecond: 370.5e9, isUnchecked: true })];
    expect(of(...runs).notes).toEqual([
      `run 2 of '0.txt' (${what}): its values were not checked; run nccl-tests with '-c 1'`,
      `2 runs of ${what}: best 390 GB/s, worst 370.5 GB/s, spread 5 % of the best`,
    ]);
  });

  test('need a share', () => {
    expect(() => judged('nccl', [[undefined, { kind: 'nccl', runs: [] }]])).toThrow(
      "'0.txt' is a run of nccl-tests, and no share of the bound is given that it must reach",
    );
  });

  test('leave out the hosts of the unit that they do not name', () => {
    const files = [{ file: 'a.txt', measurement: { kind: 'nccl', runs: [run()] } as const }];
    const { failures } = acceptUnit(SITE, 'su-02', files, { map: {}, ncclPassShare: 0.9 });
    expect(failures.map(({ object }) => object)).toEqual([35, 36, 37, 38, 39, 40].map((number) => `haein-0${number}`));
  });
});

describe('runs of fio', () => {
  const tier = (
    name: string,
    demand: StoragePlan['demand'],
    serves?: readonly string[],
  ): SitePlan['storage'][number] => ({
    path: '',
    plan: { name, demand, ...(serves && { serves }) } as StoragePlan,
  });
  const site = (...storage: SitePlan['storage']): SitePlan => ({ ...SITE, storage });
  /** 40 hosts ask for 80 GB/s of reads: 2 GB/s each. */
  const READS = site(tier('scratch', { readBitsPerSecond: 640e9 }));
  const rate = (readBytesPerSecond: number, writeBytesPerSecond = 0, parts: Partial<FioRates> = {}): FioRates => ({
    readBytesPerSecond,
    writeBytesPerSecond,
    ...parts,
  });
  const of = (
    rates: readonly (readonly [string | undefined, FioRates])[],
    options: Options = {},
  ): ReturnType<typeof judged> =>
    judged(
      'storage',
      rates.map(([device, each]): Given => [device, { kind: 'storage', rates: [each] }]),
      { site: READS, ...options },
    );

  test.each([
    [2e9, 1, []],
    [1.99e9, 0, [["read of 'scratch' by 2 hosts", undefined, '4 GB/s', '3.99 GB/s']]],
  ])('of 2 GB/s and of %d B/s by two of 40 hosts', (second, passed, failed) => {
    expect(
      of([
        ['haein-033', rate(2e9)],
        ['haein-034', rate(second)],
      ]),
    ).toEqual({
      passed,
      failed,
      notes: [],
      arithmetic: ['80 GB/s x 2 / 40 hosts = 4 GB/s'],
    });
  });

  test('count the best of a host, whichever file has it and however it is named', () => {
    const named = rate(2e9, 0, { host: 'haein-033.example.com' });
    expect(
      of([
        ['haein-033', rate(1e9)],
        [undefined, named],
      ]).failed,
    ).toEqual([]);
    expect(
      of([
        ['haein-033', rate(2e9)],
        ['haein-033', rate(1e9)],
        ['haein-001', rate(1)],
      ]).failed,
    ).toEqual([]);
  });

  test('that the plan asks nothing of are noted', () => {
    expect(of([['haein-033', rate(2e9, 1.5e9)]]).notes).toEqual([
      "storage 'scratch': write 1.5 GB/s by 1 hosts, not judged: the plan asks for no write rate",
    ]);
  });

  test.each<[FioRates, string]>([
    [rate(0), 'it read and wrote nothing; its rate is not judged'],
    [rate(2e9, 0, { failure: 'err=5' }), 'err=5; its rate is not judged'],
  ])('%j failed', (each, measured) => {
    expect(of([['haein-033', each]])).toMatchObject({
      passed: 0,
      failed: [['haein-033', undefined, 'a run of fio without errors', measured]],
      arithmetic: [],
    });
  });

  test('that wrote alone are judged by what they wrote', () => {
    const WRITES = site(tier('scratch', { writeBitsPerSecond: 320e9 }));
    expect(of([['haein-033', rate(0, 1e9)]], { site: WRITES })).toMatchObject({ passed: 1, failed: [] });
    expect(of([['haein-033', rate(0, 0.99e9)]], { site: WRITES }).failed).toHaveLength(1);
  });

  // The median of 1, 2, 2 and 2 GB/s is 2: with a share of 0.6 who is below 1.2 is slow.
  test('are held against the median', () => {
    const rates = [1, 2, 2, 2].map((giga, at) => [`haein-0${33 + at}`, rate(giga * 1e9)] as const);
    expect(of(rates, { stragglerShare: 0.6 }).failed[0]).toEqual([
      'haein-033',
      undefined,
      '1.2 GB/s, 0.6 of the median of the unit',
      'read 1 GB/s',
    ]);
    expect(of(rates, { stragglerShare: 0.5 }).failed).toHaveLength(1);
    expect(of(rates.slice(0, 3), { stragglerShare: 0.6 }).failed).toHaveLength(1);
  });

  test('are of the tier that serves the cluster, or is named', () => {
    const asked = { readBitsPerSecond: 640e9 };
    const two = site(tier('scratch', asked, ['haein']), tier('home', asked, ['other']));
    const [given] = [[['haein-033', rate(2e9)]] as const];
    expect(of(given, { site: two }).passed).toBe(1);
    expect(() => of(given, { site: two, tier: 'hone' })).toThrow(
      "has no storage tier 'hone'; give '--tier', one of scratch, home",
    );
    const both = site(tier('scratch', asked), tier('home', asked));
    expect(() => of(given, { site: both })).toThrow("2 tiers serve 'haein'; give '--tier', one of scratch, home");
    expect(of(given, { site: both, tier: 'home' }).passed).toBe(1);
  });
});

describe('dcgmi diag', () => {
  const result = (status: string, parts: Partial<DiagnosticResult> = {}): DiagnosticResult => ({
    test: 'Memory',
    entity: '',
    status,
    ...parts,
  });
  const of = (results: readonly DiagnosticResult[], gpus?: number): ReturnType<typeof judged> =>
    judged('diagnostics', [['haein-033', { kind: 'diagnostics', results, ...(gpus !== undefined && { gpus }) }]]);

  test.each<[DiagnosticResult, string | undefined, string | undefined]>([
    [result('Pass'), undefined, undefined],
    [result('PASS'), undefined, undefined],
    [result('Fail', { entity: 'GPU 3', text: 'row remap' }), 'GPU 3', 'Fail: row remap'],
    [result('Warn'), undefined, 'Warn'],
    [result(''), undefined, 'no status'],
  ])('%j', (each, port, measured) => {
    const { passed, failed } = of([each]);
    expect(failed).toEqual(measured === undefined ? [] : [['haein-033', port, 'Memory: Pass', measured]]);
    expect(passed).toBe(measured === undefined ? 1 : 0);
  });

  test('counts what is skipped', () => {
    expect(of([result('Skip')]).notes).toEqual(['dcgmi diag skipped 1 test']);
    expect(of([result('Skipped'), result('Not Run')]).notes).toEqual(['dcgmi diag skipped 2 tests']);
    expect(of([result('Pass')]).notes).toEqual([]);
  });

  const byGpu = (count: number): readonly DiagnosticResult[] =>
    Array.from({ length: count }, (_, at) => result('Pass', { gpus: [`${at}`] }));
  test.each<[string, readonly DiagnosticResult[], number | undefined, string | undefined]>([
    ['eight with a result', byGpu(8), undefined, undefined],
    ['seven with a result', byGpu(7), undefined, '7 GPUs'],
    ['seven with a result of eight that are listed', byGpu(7), 8, '7 GPUs'],
    ['eight with a result of seven that are listed', byGpu(8), 7, '7 GPUs'],
    ['results of the whole host at GPU 0', byGpu(1), undefined, undefined],
    ['results of the whole host at GPU 0, eight listed', byGpu(1), 8, undefined],
    ['one that is listed', byGpu(1), 1, '1 GPU'],
    ['nothing told', [result('Pass')], undefined, undefined],
  ])('of %s', (_, results, gpus, measured) => {
    expect(of(results, gpus).failed).toEqual(
      measured === undefined ? [] : [['haein-033', undefined, '8 GPUs', measured]],
    );
  });
});

describe('what a tool says itself', () => {
  test.each<[string, string | undefined, string | undefined, string | undefined]>([
    ['of the host that it names', 'haein-034', 'haein-033', 'haein-034'],
    ['of the host of its file', undefined, 'haein-033', 'haein-033'],
    ['of no host is of the unit', undefined, undefined, 'haein/su-02'],
    ['of a host of another unit is none of this one', 'haein-001', 'haein-033', undefined],
  ])('%s', (_, host, device, object) => {
    const measurement: Measurement = { kind: 'failure', of: 'gpus', sentence: 'no driver', ...(host && { host }) };
    expect(judged('gpus', [[device, measurement]]).failed).toEqual(
      object === undefined ? [] : [[object, undefined, 'a result', 'no driver']],
    );
  });
});

describe('adapters', () => {
  const reading = (at: number, parts: Partial<AdapterReading> = {}): AdapterReading => ({
    adapter: `mlx5_${at}`,
    port: 1,
    state: 'Active',
    physicalState: 'LinkUp',
    rateBits: 400e9,
    firmware: '28.43',
    linkLayer: 'InfiniBand',
    ...parts,
  });
  const eight = (change: Partial<AdapterReading> = {}): readonly AdapterReading[] =>
    Array.from({ length: 8 }, (_, at) => reading(at, at === 2 ? change : {}));
  const of = (adapters: readonly AdapterReading[], options: Options = {}): ReturnType<typeof judged> =>
    judged('adapters', [['haein-033', { kind: 'adapters', adapters }]], options);

  test.each<[Partial<AdapterReading>, string | undefined]>([
    [{}, undefined],
    [{ rateBits: 800e9 }, undefined],
    [{ rateBits: 399e9 }, 'mlx5_2: Active, LinkUp, 399 Gb/s'],
    [{ state: 'Down' }, 'mlx5_2: Down, LinkUp, 400 Gb/s'],
    [{ physicalState: 'Polling' }, 'mlx5_2: Active, Polling, 400 Gb/s'],
  ])('the third of eight with %j', (change, measured) => {
    const { passed, failed } = of(eight(change));
    expect(failed).toEqual(measured === undefined ? [] : [['haein-033', 'ib2', 'Active, LinkUp, 400 Gb/s', measured]]);
    expect(passed).toBe(8 - failed.length);
  });

  test('are taken in the order of their names and ports', () => {
    const [first, ...rest] = eight({ state: 'Down' });
    expect(of([...rest, first ?? reading(0)]).failed.map(([, port]) => port)).toEqual(['ib2']);
    const two = [0, 1, 2, 3].flatMap((at) =>
      [2, 1].map((port) => reading(at, { port, ...(at === 1 && port === 2 && { state: 'Down' }) })),
    );
    expect(of(two).failed.map(([, port]) => port)).toEqual(['ib3']);
    const ten = [...eight().slice(1), reading(10, { state: 'Down' })];
    expect(of(ten).failed.map(([, port]) => port)).toEqual(['ib7']);
  });

  test('of another count say that they need names', () => {
    expect(of(eight().slice(0, 2)).failed).toEqual([
      [
        'haein-033',
        undefined,
        '8 InfiniBand ports: ib0, ib1, ib2, ib3, ib4, ib5, ib6, ib7',
        '2: mlx5_0, mlx5_1; say which is which with --ports',
      ],
    ]);
  });

  test('that a table or an id names are those ports, and the others are not there', () => {
    const ports = new Map([['mlx5_0', 'ib7']]);
    const left = of([reading(0)], { map: { ports } });
    expect([left.passed, left.failed.length, left.failed[0]]).toEqual([
      1,
      7,
      ['haein-033', 'ib0', 'Active, LinkUp, 400 Gb/s', 'no adapter'],
    ]);
    const ids = new Map([
      ['a1', { device: 'haein-033', port: 'ib6' }],
      ['a2', { device: 'haein-034', port: 'ib5' }],
    ]);
    expect(of([reading(0, { guid: 'a1' })], { map: { ids } }).failed.map(([, port]) => port)).not.toContain('ib6');
    expect(of([reading(0, { guid: 'a2' })], { map: { ids } }).failed[0]?.[3]).toMatch(/^1: mlx5_0; say/);
  });

  test('of Ethernet are no ports of InfiniBand', () => {
    expect(of([...eight(), reading(8, { linkLayer: 'Ethernet', state: 'Down' })])).toMatchObject({
      passed: 8,
      failed: [],
    });
  });

  test('have their firmware noted, or judged where versions are asked for', () => {
    const words = 'firmware of adapters, not judged without --firmware';
    expect(of(eight()).notes).toEqual([`${words}: 28.43 (1 host)`]);
    expect(of(eight({ firmware: '' })).notes).toEqual([`${words}: none (1 host), 28.43 (1 host)`]);
    const two = ['haein-033', 'haein-034'].map((host): Given => [host, { kind: 'adapters', adapters: eight() }]);
    expect(judged('adapters', two).notes).toEqual([`${words}: 28.43 (2 hosts)`]);
    const given: Given[] = [['haein-033', { kind: 'adapters', adapters: eight({ firmware: '28.42' }) }]];
    expect(judged('firmware', given, { firmware: ['28.43', '28.44'] })).toMatchObject({
      passed: 7,
      failed: [['haein-033', 'ib2', '28.43 or 28.44', 'mlx5_2: 28.42']],
      notes: [],
    });
  });

  test('of another unit tell nothing, and its own hosts have no result', () => {
    const files = [
      { file: 'a.txt', device: 'haein-001', measurement: { kind: 'adapters', adapters: eight() } as const },
    ];
    expect(acceptUnit(SITE, 'su-02', files, { map: {} }).failures).toHaveLength(8);
  });
});

describe('links of the unit', () => {
  const END = { name: 'compute-leaf-su02-r1', kind: 'switch', view: 'subnet' } as const;
  test.each([
    [1, '1 node did not answer the tool: links behind it are not told'],
    [2, '2 nodes did not answer the tool: links behind them are not told'],
    [0, undefined],
  ])('of which %i nodes did not answer', (unanswered, note) => {
    const discovered = { nodes: [END], links: [], unanswered };
    const { notes } = judged('links', [[undefined, { kind: 'links', discovered }]]);
    expect(notes.filter((each) => each.includes('did not answer'))).toEqual(note === undefined ? [] : [note]);
  });

  test('of no switch of the site', () => {
    const discovered = { nodes: [{ ...END, name: 'x' }], links: [] };
    expect(judged('links', [[undefined, { kind: 'links', discovered }]])).toMatchObject({
      passed: 0,
      failed: [
        ['haein/su-02', undefined, 'links of the unit', 'no switch of the site is in the files; map names with --map'],
      ],
    });
  });
});
