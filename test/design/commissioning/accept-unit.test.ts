import { acceptUnit } from '../../../src/design/commissioning/accept-unit';
import { CheckBook, noResults } from '../../../src/design/commissioning/commissioning-report';
import { ncclBound } from '../../../src/design/commissioning/compute-bound';
import type { MeasuredFile } from '../../../src/design/commissioning/measurement';
import { deviceOfFile, readResult } from '../../../src/design/commissioning/read-result';
import { siteOf } from '../../report/site-fixture';
import { standing } from '../as-built/infiniband-dump';
import { ncclText, redfishThermal } from './tool-output';

const SITE = siteOf({ systems: 40, rows: 2, racksPerRow: 12 });
const HOSTS = Array.from({ length: 8 }, (_, index) => `haein-0${index + 33}`);

function measured(file: string, text: string, device?: string): MeasuredFile {
  return { file, measurement: readResult({ file, text }), ...(device === undefined ? {} : { device }) };
}

describe('the bound of NCCL', () => {
  test('is what the compute ports of a host carry: 8 x 400 / 8 = 400 GB/s', () => {
    const bound = ncclBound(SITE, new Map(HOSTS.map((host) => [host, 8])));
    expect(bound).toEqual({ bytesPerSecond: 400e9, arithmetic: '8 ports x 400 Gb/s / 8 = 400 GB/s' });
  });

  test('takes a port a rank at most, of the host with the fewest', () => {
    const bound = ncclBound(
      SITE,
      new Map([
        ['haein-033', 8],
        ['haein-034', 4],
      ]),
    );
    expect(bound?.bytesPerSecond).toBe(200e9);
  });

  test('is not known within one host, or of hosts that are not of the plan', () => {
    expect(ncclBound(SITE, new Map([['haein-033', 8]]))).toBeUndefined();
    expect(
      ncclBound(
        SITE,
        new Map([
          ['a', 8],
          ['b', 8],
        ]),
      ),
    ).toBeUndefined();
  });
});

test.each([
  [360, 'accepted'],
  [359.99, 'refused'],
])('a run at %d GB/s of 400 with a share of 0.9 is %s', (rate, status) => {
  const report = acceptUnit(SITE, 'su-02', [measured('nccl.txt', ncclText(HOSTS, 8, rate))], {
    map: {},
    ncclPassShare: 0.9,
  });
  expect(report.status).toBe(status);
});

// The limit of the fixture's sensor is 40 degrees.
test.each([
  [40, 0],
  [41, 1],
])('an inlet at %d degrees has %d failures', (celsius, failures) => {
  const files = [measured('haein-033.json', redfishThermal(celsius), 'haein-033')];
  expect(acceptUnit(SITE, 'su-02', files, { map: {} }).failures).toHaveLength(failures);
});

test.each([
  ['14300', 'accepted'],
  ['14301', 'refused'],
])('a system that the plan has at 14.3 kW and that draws %s W is %s', (watts, status) => {
  const text = `\n    Instantaneous power reading:                 ${watts} Watts\n`;
  expect(acceptUnit(SITE, 'su-02', [measured('a.txt', text, 'haein-033')], { map: {} }).status).toBe(status);
});

describe('error counters', () => {
  const read = (...readings: readonly object[]): MeasuredFile => ({
    file: 'counters.txt',
    measurement: { kind: 'counters', readings } as unknown as MeasuredFile['measurement'],
  });
  const reading = (name: string, port: string, symbols = 0): object => ({
    guid: '0x1',
    name,
    port,
    counters: new Map([['SymbolErrorCounter', symbols]]),
  });
  const failuresOf = (...readings: readonly object[]): unknown =>
    acceptUnit(SITE, 'su-02', [read(...readings)], { map: {} })
      .failures.filter(({ kind }) => kind === 'counters')
      .map(({ object, port, measured: found }) => [object, port, found]);

  test('of none are passed, of one fail', () => {
    expect(failuresOf(reading('haein-033', '1', 0))).toEqual([]);
    expect(failuresOf(reading('haein-033', '1', 1))).toEqual([['haein-033', '1', 'SymbolErrorCounter 1']]);
  });

  test('name a port of a switch as the switch does, where it is a number', () => {
    // Two ports a cage: the third is the first of cage 2.
    expect(failuresOf(reading('MF0;compute-leaf-su02-r1:MQM9700/U1', '3', 2))).toEqual([
      ['compute-leaf-su02-r1', '2/1', 'SymbolErrorCounter 2'],
    ]);
    expect(failuresOf(reading('compute-leaf-su02-r1', 'ib3', 2))).toEqual([
      ['compute-leaf-su02-r1', 'ib3', 'SymbolErrorCounter 2'],
    ]);
  });

  test('name the adapter of a host where it is told, else the port', () => {
    expect(failuresOf(reading('haein-033 mlx5_4', '1', 3), reading('haein-034', '1', 4))).toEqual([
      ['haein-033', 'mlx5_4', 'SymbolErrorCounter 3'],
      ['haein-034', '1', 'SymbolErrorCounter 4'],
    ]);
  });

  test('of another unit say nothing of this one', () => {
    expect(failuresOf(reading('haein-001', '1', 0))).toEqual([
      ['haein/su-02', undefined, 'no port of the unit is in the files; map names with --map'],
    ]);
  });
});

// 33 systems: the second unit of 32 has one.
test('a unit of one system is judged, and not dark', () => {
  const report = acceptUnit(siteOf({ systems: 33, rows: 2, racksPerRow: 12 }), 'su-02', [], { map: {} });
  expect([report.status, report.dark]).toEqual(['not-measured', []]);
});

test('kinds that no file tells of are those without a check', () => {
  const book = new CheckBook();
  book.pass('links', 2);
  book.pass('counters', 0);
  book.add({ kind: 'nccl', object: 'a', isPassed: false, expected: '1', measured: '0' });
  const { counts, notMeasured } = book.result();
  expect(counts).toEqual([
    { kind: 'links', passed: 2, failed: 0 },
    { kind: 'nccl', passed: 0, failed: 1 },
  ]);
  expect(notMeasured).toEqual(
    'counters adapters firmware storage diagnostics power temperatures health gpus pairs signal burn-in commissioning'.split(
      ' ',
    ),
  );
});

test('a host of which no file tells fails, and one that was measured does not', () => {
  const book = new CheckBook();
  const place = { hall: 'h', row: 'A', rack: 'A01', u: 1 };
  noResults('power', new Set(['a', 'b', 'c']), new Set(['b']), (name) => (name === 'a' ? place : undefined), book);
  const failed = { kind: 'power', isPassed: false, expected: 'a result', measured: 'no file tells of it' };
  expect(book.result().failures).toEqual([
    { ...failed, object: 'a', place },
    { ...failed, object: 'c' },
  ]);
});

test('a unit of which no file tells is not accepted', () => {
  const report = acceptUnit(SITE, 'su-02', [measured('a.json', redfishThermal(20), 'haein-001')], { map: {} });
  expect(report.status).toBe('not-measured');
});

test.each([
  ['ibstat-haein-033.txt', 'haein-033'],
  ['haein-033.fio.json', 'haein-033'],
  ['su02_haein-033_haein-0331.log', 'haein-033'],
  ['ibstat.txt', undefined],
])('the file %s is of %s', (file, device) => {
  expect(deviceOfFile(file, (name) => HOSTS.includes(name))).toBe(device);
});

describe('what a short proof says', () => {
  const log = (to: string): MeasuredFile =>
    measured('dmesg.txt', `[    1.000000] a\n[${to}] NVRM: loaded\n`, 'haein-033');

  test('a log without an XID passes for the time that it covers, and must be as long as the burn-in', () => {
    const { notes, counts } = acceptUnit(SITE, 'su-02', [log('  7201.000000')], { map: {} });
    expect(notes).toContain('haein-033: the log of the kernel has no XID, and covers 2 hours');
    expect(counts).toEqual([{ kind: 'gpus', passed: 1, failed: 0 }]);
    const short = acceptUnit(SITE, 'su-02', [log('  7201.000000')], { map: {}, burnInHours: 48 });
    expect(short.failures.map(({ expected, measured: told }) => [expected, told])).toEqual([
      ['a log of 48 hours', 'it covers 2 hours'],
    ]);
  });

  test('a log whose lines tell no time passes nothing', () => {
    const { status, notes } = acceptUnit(SITE, 'su-02', [measured('k.txt', 'NVRM: loaded\n', 'haein-033')], {
      map: {},
    });
    expect(status).toBe('not-measured');
    expect(notes[0]).toContain('covers a time that its lines do not tell');
  });

  // The plan has 14.3 kW for a system: 0.9 of it is 12.87 kW.
  test.each([
    ['device,hours,xids,flaps,load_kw', '12.87', 0],
    ['device,hours,xids,flaps,load_kw', '12.86', 1],
    ['device,hours,xids,flaps,load_kw', '', 1],
  ])('burn-in at the load that is asked for: %s %s', (header, load, failed) => {
    const file = measured('burn.csv', `${header}\nhaein-033,50,0,0,${load}\n`);
    const { failures } = acceptUnit(SITE, 'su-02', [file], { map: {}, burnInHours: 48, burnInLoadShare: 0.9 });
    expect(failures.filter(({ object }) => object === 'haein-033')).toHaveLength(failed);
  });

  test('burn-in without a load says so', () => {
    const file = measured('burn.csv', 'device,hours,xids,flaps\nhaein-033,50,0,0\n');
    const { notes } = acceptUnit(SITE, 'su-02', [file], { map: {} });
    expect(notes[0]).toContain("burn-in of 1 host states no load ('load_kw')");
  });

  test('optical power outside the limits of its module is a failure of its lane', () => {
    const text =
      'Rx Power Current [dBm]             : 1.8,-12.1 [-10.41..6]\nTx Power Current [dBm]             : N/A\n';
    const { failures } = acceptUnit(SITE, 'su-02', [measured('mlxlink.txt', text, 'haein-033')], { map: {} });
    expect(failures).toMatchObject([
      { kind: 'signal', port: 'module rx', expected: '-10.41 to 6 dBm, by the module', measured: 'lane 2 -12.1 dBm' },
    ]);
  });
});

test('a plan that requires links requires those of every fabric of the unit, not of one', () => {
  const [compute, ...others] = SITE.fabrics.map(({ plan }) => plan);
  if (compute === undefined) throw new Error('no fabric');
  const of = (plans: readonly (typeof compute)[]): MeasuredFile[] =>
    plans.map((plan) => ({ file: plan.name, measurement: { kind: 'links', discovered: standing(plan) } }));
  const without = acceptUnit(SITE, 'su-02', of([compute]), { map: {} });
  expect([without.status, without.failures]).toEqual(['accepted', []]);
  const asked = acceptUnit(SITE, 'su-02', of([compute]), { map: {}, required: ['links'] });
  expect(asked.status).toBe('refused');
  expect(asked.failures.map(({ object }) => object)).toEqual(others.map(({ name }) => name));
  expect(asked.failures[0]?.measured).toMatch(/^\d+ cables of the unit are in no dump$/);
});
