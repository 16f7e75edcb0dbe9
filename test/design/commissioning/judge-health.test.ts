import { acceptUnit } from '../../../src/design/commissioning/accept-unit';
import type { CheckKind } from '../../../src/design/commissioning/commissioning-report';
import type {
  AcceptOptions,
  DrawReading,
  GpuReading,
  Measurement,
  SignalReading,
} from '../../../src/design/commissioning/measurement';
import { siteOf } from '../../report/site-fixture';

/** 40 systems of 14.3 kW, 8 GPUs and 8 ports of 400 Gb/s each; the second unit has the last 8, of which `haein-033` is the first. */
const SITE = siteOf({ systems: 40, rows: 2, racksPerRow: 12 });

type Given = readonly [device: string | undefined, measurement: Measurement];

interface Judged {
  readonly passed: number;
  /** Object, port, what is expected and what was measured. */
  readonly failed: readonly (readonly (string | undefined)[])[];
  readonly notes: readonly string[];
}

/** What is said of one kind, without the hosts of which no file tells. */
function judged(kind: CheckKind, given: readonly Given[], options: Partial<AcceptOptions> = {}): Judged {
  const files = given.map(([device, measurement], at) => ({
    file: `${at}.txt`,
    measurement,
    ...(device !== undefined && { device }),
  }));
  const { counts, failures, notes } = acceptUnit(SITE, 'su-02', files, { map: {}, ...options });
  return {
    passed: counts.find((each) => each.kind === kind)?.passed ?? 0,
    failed: failures
      .filter((each) => each.kind === kind && each.measured !== 'no file tells of it')
      .map(({ object, port, expected, measured }) => [object, port, expected, measured]),
    notes,
  };
}

function gpus(count: number, parts: Partial<GpuReading> = {}): readonly GpuReading[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `${at}`,
    isIdle: false,
    faults: [],
    ...(at === 0 ? parts : {}),
  }));
}

describe('GPUs', () => {
  const of = (parts: Partial<Extract<Measurement, { kind: 'gpus' }>>, device = 'haein-033'): Judged =>
    judged('gpus', [[device, { kind: 'gpus', gpus: gpus(8), isWhole: true, ...parts }]]);

  test.each<[string, Partial<Extract<Measurement, { kind: 'gpus' }>>, string | undefined]>([
    ['as planned', {}, undefined],
    ['seven', { gpus: gpus(7) }, '7 GPUs'],
    ['one', { gpus: gpus(1) }, '1 GPU'],
    ['nine', { gpus: gpus(9) }, '9 GPUs'],
    ['eight by its count, seven in its list', { attached: 8, gpus: gpus(7) }, '7 GPUs'],
    ['seven by its count, eight in its list', { attached: 7, gpus: gpus(8) }, '7 GPUs'],
    ['a list of those with a fault alone', { gpus: gpus(1), isWhole: false }, undefined],
  ])('%s', (_, parts, found) => {
    expect(of(parts).failed).toEqual(found === undefined ? [] : [['haein-033', undefined, '8 GPUs', found]]);
  });

  test('a list of faults that is empty passes once, and a whole one once a GPU', () => {
    const empty = { gpus: [], isWhole: false };
    expect([of({ ...empty, spanSeconds: 60 }).passed, of({}).passed]).toEqual([1, 8]);
    // A log that tells no time passes nothing.
    expect(of(empty).passed).toBe(0);
  });

  test('of another unit say nothing', () => {
    expect(of({ gpus: gpus(7) }, 'haein-001')).toEqual({ passed: 0, failed: [], notes: [] });
  });

  test.each<[Partial<GpuReading>, string | undefined]>([
    [{ width: 16, mostWidth: 16 }, undefined],
    [{ width: 15, mostWidth: 16 }, 'PCIe x15 of x16'],
    [{ width: 8 }, undefined],
    [{ mostWidth: 16 }, undefined],
    [{ generation: 5, mostGeneration: 5 }, undefined],
    [{ generation: 4, mostGeneration: 5 }, 'PCIe generation 4 of 5'],
    [{ generation: 1, mostGeneration: 5, isIdle: true }, undefined],
    [{ generation: 1 }, undefined],
    [{ mostGeneration: 5 }, undefined],
    [{ uncorrectable: 0 }, undefined],
    [{ uncorrectable: 1 }, '1 uncorrected memory errors'],
    [{ faults: ['XID 79', 'reset required'] }, 'XID 79, reset required'],
  ])('one that tells %j', (parts, found) => {
    const { passed, failed } = of({ gpus: gpus(8, parts) });
    expect(passed).toBe(found === undefined ? 8 : 7);
    expect(failed).toEqual(found === undefined ? [] : [['haein-033', 'GPU 0', 'full PCIe link, no errors', found]]);
  });
});

describe('pairs', () => {
  /** One pair a host, Gb/s. */
  const of = (rates: readonly number[], options: Partial<AcceptOptions>): Judged =>
    judged(
      'pairs',
      rates.map((rate, at): Given => {
        const pairs = [{ adapter: 'mlx5_0', bitsPerSecond: rate * 1e9, sizeBytes: 65_536 }];
        return [`haein-0${33 + at}`, { kind: 'pairs', pairs }];
      }),
      options,
    );

  // 400 Gb/s x 0.9 = 360 Gb/s.
  test.each([
    [360, 0],
    [359.99, 1],
  ])('at %d Gb/s of 400 with a share of 0.9', (rate, failures) => {
    const { passed, failed } = of([rate], { pairShare: 0.9 });
    expect(passed).toBe(1 - failures);
    expect(failed).toEqual(failures === 0 ? [] : [['haein-033', 'mlx5_0', '360 Gb/s', '359.99 Gb/s at 65536 B']]);
  });

  // The median of 200, 300, 380 and 400 is (300 + 380) / 2 = 340: with a share of 0.75 who is below 255 is slow.
  test('are held against the median of the unit, from four on', () => {
    const slow = ['haein-036', 'mlx5_0', '255 Gb/s, 0.75 of the median of the unit', '200 Gb/s at 65536 B'];
    expect(of([400, 300, 380, 200], { stragglerShare: 0.75 })).toEqual({ passed: 3, failed: [slow], notes: [] });
    expect(of([400, 300, 200], { stragglerShare: 0.75 })).toEqual({ passed: 0, failed: [], notes: [] });
    // Of five the one in the middle: 300 x 0.75 = 225, and who is just there is not slow.
    expect(of([400, 300, 380, 225, 290], { stragglerShare: 0.75 }).failed).toEqual([]);
  });

  test('are noted where no mark is asked for', () => {
    expect(of([400, 300, 380], {})).toEqual({
      passed: 0,
      failed: [],
      notes: ['3 pairs of ib_write_bw, not judged without a mark: least 300, median 380 Gb/s'],
    });
  });

  test('of another unit say nothing', () => {
    const pairs = [{ adapter: 'mlx5_0', bitsPerSecond: 1, sizeBytes: 1 }];
    const none = { passed: 0, failed: [], notes: [] };
    expect(judged('pairs', [['haein-001', { kind: 'pairs', pairs }]], { pairShare: 1 })).toEqual(none);
  });
});

describe('signals', () => {
  const SIGNAL: SignalReading = { guid: '00000000000000a1', port: '1', state: 'ACT', physicalState: 'LinkUp' };
  const ids = new Map([
    ['00000000000000a1', { device: 'haein-033', port: 'ib0' }],
    ['00000000000000b1', { device: 'compute-leaf-su02-r1' }],
    ['00000000000000c1', { device: 'haein-001', port: 'ib0' }],
  ]);
  const of = (ports: readonly Partial<SignalReading>[], options: Partial<AcceptOptions> = {}): Judged =>
    judged('signal', [[undefined, { kind: 'signal', ports: ports.map((each) => ({ ...SIGNAL, ...each })) }]], {
      map: { ids },
      ...options,
    });

  test.each<[Partial<SignalReading>, string | undefined]>([
    [{}, undefined],
    [{ state: '', physicalState: '' }, undefined],
    [{ state: 'Active', physicalState: 'LINK_UP' }, undefined],
    [{ state: 'INI' }, 'state INI'],
    [{ physicalState: 'Polling' }, 'Polling'],
    [{ effectiveBer: 1e-12, symbolBer: 1e-12 }, undefined],
    [{ effectiveBer: 1.1e-12 }, 'effective BER 1.1e-12'],
    [{ symbolBer: 1.1e-12 }, 'symbol BER 1.1e-12'],
  ])('%j', (parts, found) => {
    const failed = found === undefined ? [] : [['haein-033', 'ib0', 'active, BER of at most 1e-12', found]];
    expect(of([parts])).toEqual({ passed: 1 - failed.length, failed, notes: [] });
  });

  test('have the limit that is given', () => {
    expect(of([{ effectiveBer: 1e-9 }], { mostBer: 1e-9 }).failed).toEqual([]);
    expect(of([{ effectiveBer: 1e-14 }], { mostBer: 1e-15 }).failed).toHaveLength(1);
  });

  test('of a leaf are judged by its own port, those of another unit are not', () => {
    const bad = { state: 'DOWN' };
    expect(
      of([
        { ...bad, guid: '00000000000000b1', port: '7' },
        { ...bad, guid: '00000000000000c1' },
      ]),
    ).toEqual({
      passed: 0,
      failed: [['compute-leaf-su02-r1', '7', 'active, BER of at most 1e-12', 'state DOWN']],
      notes: [],
    });
  });

  test('of a GUID that no file names are counted', () => {
    const remedy = "give 'ibdiagnet2.db_csv', ibnetdiscover or ibstat beside it, or GUIDs in the asset file";
    expect(of([{ guid: 'f1' }]).notes).toEqual([`1 port of net_dump_ext has a GUID that no file names; ${remedy}`]);
    expect(of([{ guid: 'f1' }, { guid: 'f2' }]).notes).toEqual([
      `2 ports of net_dump_ext have a GUID that no file names; ${remedy}`,
    ]);
  });

  test('are known by the names of a file of counters beside them', () => {
    const named: Given = [
      undefined,
      {
        kind: 'counters',
        isErrorsAlone: true,
        readings: [{ guid: 'f1', name: 'haein-034 mlx5_2', port: '1', counters: new Map() }],
      },
    ];
    const signal: Given = [undefined, { kind: 'signal', ports: [{ ...SIGNAL, guid: 'f1', state: 'DOWN' }] }];
    const { failed, notes } = judged('signal', [named, signal]);
    expect(failed.map(([object, port]) => [object, port])).toEqual([['haein-034', 'mlx5_2']]);
    expect(notes).toEqual([]);
  });
});

describe('burn-in', () => {
  test.each<[number | undefined, number, number, number, string | undefined]>([
    [48, 48, 0, 0, undefined],
    [48, 47.9, 0, 0, '48 hours, '],
    [48, 48, 1, 0, '48 hours, '],
    [48, 48, 0, 1, '48 hours, '],
    [undefined, 0, 0, 0, undefined],
    [undefined, 0, 1, 0, ''],
  ])('%p hours asked for, %d done, %i XIDs, %i flaps', (burnInHours, hours, xids, flaps, expected) => {
    const run = { device: 'haein-033', hours, xids, flaps };
    const given: Given = [undefined, { kind: 'burn-in', runs: [run, { ...run, device: 'haein-001', xids: 9 }] }];
    const failed =
      expected === undefined
        ? []
        : [
            [
              'haein-033',
              undefined,
              `${expected}no XID, no flap of a link`,
              `${hours} hours, ${xids} XIDs, ${flaps} flaps`,
            ],
          ];
    const options = burnInHours === undefined ? {} : { burnInHours };
    const notes = ["burn-in of 1 host states no load ('load_kw'): hours at idle prove little"];
    expect(judged('burn-in', [given], options)).toEqual({ passed: 1 - failed.length, failed, notes });
  });

  test('of a host of which no file tells fails', () => {
    const runs = [{ device: 'haein-033', hours: 1, xids: 0, flaps: 0 }];
    const files = [{ file: 'a.csv', measurement: { kind: 'burn-in', runs } as const }];
    const { failures } = acceptUnit(SITE, 'su-02', files, { map: {} });
    expect(failures.map(({ object }) => object)).toEqual(
      [34, 35, 36, 37, 38, 39, 40].map((number) => `haein-0${number}`),
    );
  });
});

describe('the draw of a device', () => {
  const draw = (of: DrawReading['of'], watts: number, parts: Partial<DrawReading> = {}): DrawReading => ({
    name: of,
    of,
    watts,
    ...parts,
  });
  const of = (...draws: readonly DrawReading[]): { readonly figures: unknown; readonly notes: readonly string[] } => {
    const measurement: Measurement = { kind: 'sensors', sensors: { temperatures: [], draws, health: [] } };
    const files = [{ file: 'a.txt', device: 'haein-033', measurement }];
    const { figures, failures, notes } = acceptUnit(SITE, 'su-02', files, { map: {} });
    const powers = [...figures, ...failures].filter(({ kind }) => kind === 'power');
    return {
      figures: [...new Set(powers)].map(({ object, measured, arithmetic }) => [object, measured, arithmetic]),
      notes: notes.filter((note) => !note.startsWith('no draw is told')),
    };
  };
  const rack = SITE.placement.positions.get('haein-033')?.rack ?? '';
  const own = (SITE.placement.racks.find(({ name }) => name === rack)?.devices ?? []).filter(
    ({ name }) => name >= 'haein-033' && name.startsWith('haein'),
  ).length;
  const inputs = (count: number, watts: number): DrawReading[] =>
    Array.from({ length: count }, (_, at) => draw('supply', watts, { name: `PSU${at} Input`, supply: `${at}` }));

  test.each<[string, readonly DrawReading[], string, string]>([
    ['a reading of the whole', [draw('device', 12_000)], '12 kW', 'haein-033'],
    ['the highest of two', [draw('device', 11_900), draw('device', 12_000)], '12 kW', 'haein-033'],
    [
      'of now before an average',
      [draw('device', 13_000, { isAverage: true }), draw('device', 12_000)],
      '12 kW',
      'haein-033',
    ],
    ['an average alone', [draw('device', 13_000, { isAverage: true })], '13 kW, average', 'haein-033 (average)'],
    ['all six inputs', inputs(6, 2_000), '12 kW', 'haein-033 (6 PSUs add up to 12,000 W)'],
    ['the whole before the inputs', [...inputs(6, 2_000), draw('device', 12_500)], '12.5 kW', 'haein-033'],
    [
      'an input that is told twice, the higher',
      [...inputs(6, 2_000), draw('supply', 2_100, { name: 'PSU0 Input', supply: '0' })],
      '12.1 kW',
      'haein-033 (6 PSUs add up to 12,100 W)',
    ],
    [
      'what is no input by its name, where others are, does not count',
      [...inputs(6, 2_000), draw('supply', 5_000, { name: 'PSU0 Fan', supply: '0' })],
      '12 kW',
      'haein-033 (6 PSUs add up to 12,000 W)',
    ],
  ])('%s', (_, draws, measured, told) => {
    expect(of(...draws)).toEqual({
      figures: [[`rack ${rack}`, measured, `1 of ${own} devices of the unit read: ${told}`]],
      notes: [],
    });
  });

  test('is not the sum of five of its six inputs', () => {
    const { figures } = of(...inputs(5, 2_000));
    expect(figures).toEqual([
      [
        'haein-033',
        `5: ${[0, 1, 2, 3, 4].map((at) => `PSU${at} Input 2000 W (input of a supply)`).join(', ')}; their sum is not the draw of the device`,
        undefined,
      ],
    ]);
  });

  // 10 % of the higher one: 12,000 x 0.1 = 1,200.
  test.each([
    [10_800, 0],
    [10_799, 1],
  ])('of 12 kW and of %d W beside it has %i notes', (low, count) => {
    expect(of(draw('device', 12_000), draw('device', low)).notes).toHaveLength(count);
  });

  test('is not known from parts, outputs and limits', () => {
    const draws = Array.from({ length: 7 }, (_, at) => draw('part', 100 + at, { name: `GPU${at}` }));
    const shown = [0, 1, 2, 3, 4, 5].map((at) => `GPU${at} ${100 + at} W (a part)`).join(', ');
    const words = 'haein-033: readings in watts were seen, and none is of the whole device';
    expect(of(...draws)).toEqual({ figures: [], notes: [`${words}: ${shown}, and 1 more`] });
    expect(of(...draws.slice(1)).notes).toEqual([
      `${words}: ${draws
        .slice(1)
        .map(({ name, watts }) => `${name} ${watts} W (a part)`)
        .join(', ')}`,
    ]);
    expect(of()).toEqual({ figures: [], notes: [] });
  });
});

describe('sensors', () => {
  const temperature = (celsius: number, parts: object): Measurement => ({
    kind: 'sensors',
    sensors: {
      temperatures: [{ sensor: 'Inlet', celsius, isGood: true, status: 'OK', ...parts }],
      draws: [],
      health: [],
    },
  });
  test.each<[number, object, string | undefined]>([
    [40, { limitCelsius: 40 }, undefined],
    [40.1, { limitCelsius: 40 }, 'at most 40 °C'],
    [20, { limitCelsius: 40, isGood: false, status: 'Critical' }, 'at most 40 °C'],
    [90, {}, undefined],
    [20, { isGood: false, status: 'Warning' }, 'a good status of the sensor'],
  ])('a temperature of %d with %j', (celsius, parts, expected) => {
    const { passed, failed } = judged('temperatures', [['haein-033', temperature(celsius, parts)]]);
    expect([passed, failed.map(([object, port, due]) => [object, port, due])]).toEqual(
      expected === undefined ? [1, []] : [0, [['haein-033', 'Inlet', expected]]],
    );
  });

  test('without a limit and a status are counted', () => {
    const bare = temperature(20, { status: 'no status' });
    const words = (count: string, is: string): string =>
      `${count} neither a limit nor a status, and ${is} not judged: haein-033 Inlet 20 °C`;
    const notes = (...given: readonly Given[]): readonly string[] => judged('temperatures', given).notes.slice(0, 1);
    expect(notes(['haein-033', bare])).toEqual([words('1 temperature has', 'is')]);
    expect(notes(['haein-033', bare], ['haein-034', bare])).toEqual([
      `${words('2 temperatures have', 'are')}, haein-034 Inlet 20 °C`,
    ]);
    expect(notes(['haein-001', bare])[0]).toMatch(/^no draw is told of 8 devices/);
  });

  test.each([
    [true, 1],
    [false, 0],
  ])('a fan whose health is good: %p', (isGood, passed) => {
    const health = [{ sensor: 'Fan 1', isGood, status: 'word' }];
    const given: Given = ['haein-033', { kind: 'sensors', sensors: { temperatures: [], draws: [], health } }];
    expect(judged('health', [given])).toMatchObject({
      passed,
      failed: isGood ? [] : [['haein-033', 'Fan 1', 'good health', 'word']],
    });
  });
});
