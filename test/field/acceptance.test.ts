import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { App } from 'cdktf';
import fc from 'fast-check';
import type { Site } from '../../src/constructs/site/site';
import { acceptUnit } from '../../src/design/commissioning/accept-unit';
import { readResults } from '../../src/design/commissioning/read-result';
import { renderSiteJson } from '../../src/report/site/site-json';
import { gasanHaein } from '../../stacks/gasan-haein';
import { run, type CliRun } from '../cli/run-in-process';
import { temporaryFolder } from '../constructs/temporary-folder';
import { adapterText, ncclText } from '../design/commissioning/tool-output';
import { AVERAGE_POWER, chassisPower, dcgmJson, fioJson, gpuMetrics, ODD_COUNTERS, supplySensors } from './inputs';

const FOLDER = temporaryFolder();
const SITE = (gasanHaein(new App({ outdir: temporaryFolder() })).node.findChild('gasan') as Site).plan;
const HOSTS = Array.from({ length: 32 }, (_, index) => `haein-0${index + 33}`);

async function accept(files: Readonly<Record<string, string>>, rest = ''): Promise<CliRun> {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(FOLDER, name)), { recursive: true });
    writeFileSync(join(FOLDER, name), text);
  }
  const results = Object.keys(files).filter((name) => !name.startsWith('plan/'));
  return run(`accept --site gasan.json --unit su-02${rest} --results ${results.join(' ')}`, { cwd: FOLDER });
}

beforeAll(() => {
  writeFileSync(join(FOLDER, 'gasan.json'), renderSiteJson(SITE));
});

/** What `nvidia-smi -q -x` prints; `change` rewrites the text of one GPU. */
function smi(gpus: number, change: (text: string, index: number) => string = (text) => text): string {
  const each = Array.from({ length: gpus }, (_, index) =>
    change(
      `<gpu id="00000000:${(27 + index).toString(16)}:00.0">
<performance_state>P0</performance_state>
<pci><pci_gpu_link_info>
<pcie_gen><max_link_gen>5</max_link_gen><current_link_gen>5</current_link_gen></pcie_gen>
<link_widths><max_link_width>16x</max_link_width><current_link_width>16x</current_link_width></link_widths>
</pci_gpu_link_info></pci>
<ecc_errors><volatile><sram_uncorrectable_secded>0</sram_uncorrectable_secded><dram_uncorrectable>0</dram_uncorrectable></volatile></ecc_errors>
<remapped_rows><remapped_row_failure>No</remapped_row_failure></remapped_rows>
<fabric><state>Completed</state><status>Success</status></fabric>
</gpu>`,
      index,
    ),
  );
  return `<?xml version="1.0" ?>\n<nvidia_smi_log>\n<attached_gpus>${gpus}</attached_gpus>\n${each.join('\n')}\n</nvidia_smi_log>\n`;
}

const PERFTEST = (gigabits: number): string => `
                    RDMA_Write BW Test
 Dual-port       : OFF\t\tDevice         : mlx5_0
 #bytes     #iterations    BW peak[Gb/sec]    BW average[Gb/sec]   MsgRate[Mpps]
 65536      5000             ${gigabits + 1}             ${gigabits}            0.75
`;

const NET_DUMP = (ber: string): string => `# This file was made by a tool

Ty : #  : #IB : GUID               : LID    : Sta : PhysSta  : LWA : LSA : Conn LID(#) : FEC mode : RTR : Raw BER : Effective BER : Symbol BER
CA : 1  : 1   : 0x0200000000000201 : 17     : ACT : LINK_UP  : 4x  : 100 : 9(1) : MLNX_RS_544_514_PLR : NO-RTR : 3e-07 : ${ber} : ${ber}
`;

test.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
  [
    '7 GPUs of 8 are attached',
    { 'haein-033.xml': smi(7) },
    ['GPU state: hall-1 B01 U1 haein-033: 7 GPUs, expected 8 GPUs'],
  ],
  [
    'a narrow link',
    {
      'haein-033.xml': smi(8, (gpu, at) =>
        at === 2 ? gpu.replace('<current_link_width>16x', '<current_link_width>8x') : gpu,
      ),
    },
    [
      'GPU state: 7 passed, 1 failed',
      'haein-033 GPU 00000000:1d:00.0: PCIe x8 of x16, expected full PCIe link, no errors',
    ],
  ],
  [
    'a slow link of a GPU at work',
    {
      'haein-033.xml': smi(8, (gpu, at) =>
        at === 0 ? gpu.replace('<current_link_gen>5', '<current_link_gen>3') : gpu,
      ),
    },
    ['PCIe generation 3 of 5'],
  ],
  [
    'errors of memory, and a fabric that is not there',
    {
      'haein-033.xml': smi(8, (gpu, at) =>
        at === 0
          ? gpu.replace('<dram_uncorrectable>0', '<dram_uncorrectable>3').replace('Completed', 'In Progress')
          : gpu,
      ),
    },
    ['3 uncorrected memory errors, NVLink fabric: In Progress, Success'],
  ],
  [
    'an NVLink that is inactive',
    {
      'haein-033.txt': `${[0, 1, 2, 3, 4, 5, 6, 7].map((id) => `GPU ${id}: NVIDIA B200 (UUID: GPU-${id})\n\t Link 0: 50 GB/s\n\t Link 1: ${id === 5 ? '<inactive>' : '50 GB/s'}`).join('\n')}\n`,
    },
    ['GPU state: 7 passed, 1 failed', 'haein-033 GPU 5: NVLink 1 is inactive'],
  ],
  [
    'an XID in the log of the kernel',
    {
      'haein-033.log':
        '[ 8.1] NVRM: loading NVIDIA UNIX\n[ 99.2] NVRM: Xid (PCI:0000:1b:00): 79, pid=1, GPU has fallen off the bus.\n',
    },
    ['haein-033 GPU 0000:1b:00: XID 79: pid=1, GPU has fallen off the bus.'],
  ],
  [
    'a tool that found no driver',
    { 'haein-033.xml': "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n" },
    [
      "GPU state: hall-1 B01 U1 haein-033: NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver., expected a result",
    ],
  ],
  [
    'a signal with too many wrong bits, its port named by another file',
    { 'ibdiagnet2.net_dump_ext': NET_DUMP('2e-09'), 'ibdiagnet2.db_csv': ODD_COUNTERS },
    [
      'signal quality: 0 passed, 1 failed',
      'haein-033 mlx5_0: effective BER 2e-9, symbol BER 2e-9, expected active, BER of at most 1e-12',
    ],
  ],
  [
    'a flap while it burned in',
    { 'burn-in.csv': 'device,hours,xids,flaps\nhaein-033,72,0,1\n' },
    ['haein-033: 72 hours, 0 XIDs, 1 flaps, expected no XID, no flap of a link'],
  ],
])('%s fails', async (_, files, says) => {
  const { code, out, err } = await accept(files);
  expect([code, err]).toEqual([1, '']);
  for (const text of says) expect(out).toContain(text);
});

test.each(['haein-033,72,x,0', 'haein-033,72,0', 'haein-033,72,0,-1', ',72,0,0', 'haein-033,72,,0'])(
  'a table of burn-in fails by its line %j, and passes over none',
  async (line) => {
    const { code, err } = await accept({ 'burn-in.csv': `device,hours,xids,flaps\nhaein-034,72,0,0\n\n${line}\n` });
    expect([code, err]).toEqual([
      2,
      `error: line 4 of 'burn-in.csv': '${line}' is no device with its hours, XIDs and flaps\n  remedy: write 'device,hours,xids,flaps' or with 'load_kw' behind it, each figure 0 or more, or take the line out [commissioning/bad-burn-in]\n`,
    ]);
  },
);

test('GPUs as planned pass, and an idle link may be slow', async () => {
  const idle = smi(8, (gpu) => gpu.replace('P0', 'P8').replace('<current_link_gen>5', '<current_link_gen>1'));
  const { code, out } = await accept({ 'haein-033.xml': idle });
  expect([code, out.includes('GPU state: 8 passed, 0 failed')]).toEqual([0, true]);
});

describe('an acceptance plan', () => {
  const PLAN = JSON.stringify({ required: ['pairs', 'gpus'], marks: { pairShare: 0.9, stragglerShare: 0.95 } });
  const pairs = (slow: number): Record<string, string> =>
    Object.fromEntries(HOSTS.slice(0, 5).map((host, at) => [`${host}.txt`, PERFTEST(at === 3 ? slow : 395)]));

  test('names what must be measured, and marks', async () => {
    const { code, out, err } = await accept({ 'plan/a.json': PLAN, ...pairs(370) }, ' --acceptance plan/a.json');
    expect([code, err]).toEqual([1, '']);
    // 0.9 x 400 = 360 Gb/s is reached; 0.95 x 395 = 375.25 is not.
    expect(out).toContain('RDMA pairs: 9 passed, 1 failed');
    expect(out).toContain(
      'haein-036 mlx5_0: 370 Gb/s at 65536 B, expected 375.25 Gb/s, 0.95 of the median of the unit',
    );
    expect(out).toContain(
      'GPU state: haein/su-02: not measured, expected a measurement, as the acceptance plan requires',
    );
  });

  test('is met', async () => {
    const all = Object.fromEntries(HOSTS.map((host) => [`smi-${host}.xml`, smi(8)]));
    const files = { 'plan/a.json': PLAN, ...pairs(395), ...all };
    const { code, out } = await accept(files, ' --acceptance plan/a.json');
    expect([code, out.split('\n')[0]]).toEqual([
      0,
      'unit haein/su-02: accepted: all that its acceptance plan requires',
    ]);
  });

  test('fails where files of a kind leave hosts out', async () => {
    const files = { 'plan/a.json': PLAN, ...pairs(395), 'smi-haein-033.xml': smi(8) };
    const { code, out } = await accept(files, ' --acceptance plan/a.json');
    expect(code).toBe(1);
    expect(out).toContain('GPU state: 8 passed, 31 failed, on 1 of 32 hosts');
    expect(out).toContain('GPU state: no file tells of 31 hosts: haein-034');
  });

  test('without one a pair is noted', async () => {
    const { out } = await accept(pairs(370));
    expect(out).toContain('5 pairs of ib_write_bw, not judged without a mark: least 370, median 395 Gb/s');
  });

  test.each([
    ['[]', "'plan/a.json' is no acceptance plan: it is no JSON object"],
    ['{"required": ["pair"]}', "'required' names 'pair'; did you mean 'pairs'?"],
    ['{"marks": {"pairShare": 90}}', "mark 'pairShare' is 90; give a number above 0 and at most 1"],
    ['{"marks": {"pairShar": 1}}', "'marks' has 'pairShar'; did you mean 'pairShare'?"],
    ['{"needed": []}', "'needed' is unknown"],
  ])('%s is refused', async (text, problem) => {
    const { code, err } = await accept({ 'plan/a.json': text, ...pairs(395) }, ' --acceptance plan/a.json');
    expect(code).toBe(2);
    expect(err.replace('\n  remedy: ', '; ')).toContain(problem);
  });
});

describe('published schemas', () => {
  const schemaOf = (name: string): ReturnType<Ajv['compile']> =>
    new Ajv({ strict: true, allowUnionTypes: true }).compile(
      JSON.parse(readFileSync(join(__dirname, '..', '..', 'docs', 'schemas', `${name}.schema.json`), 'utf8')) as object,
    );

  test('hold what accept prints', async () => {
    const isValid = schemaOf('accept');
    const plan = { 'plan/a.json': '{"required": ["links"]}' };
    for (const rest of ['', ' --acceptance plan/a.json']) {
      const { out } = await accept(
        { ...plan, 'haein-036.json': chassisPower(15_000), 'haein-037.json': dcgmJson(7) },
        `${rest} --json`,
      );
      expect([isValid(JSON.parse(out)), isValid.errors]).toEqual([true, null]);
    }
  });

  test('hold what capacity and drift print, and an acceptance plan', async () => {
    const capacity = await run('capacity --site gasan.json --json', { cwd: FOLDER });
    const isCapacity = schemaOf('capacity');
    expect([isCapacity(JSON.parse(capacity.out)), isCapacity.errors]).toEqual([true, null]);
    writeFileSync(join(FOLDER, 'list.csv'), 'device,serial,state\nhaein-001,N/A,racked\n');
    const drift = await run('drift --site gasan.json --discovered list.csv --json', { cwd: FOLDER });
    const isDrift = schemaOf('drift');
    expect([isDrift(JSON.parse(drift.out)), isDrift.errors]).toEqual([true, null]);
    expect(schemaOf('acceptance-plan')({ required: ['links'], marks: { ncclPassShare: 0.9 } })).toBe(true);
  });
});

describe('the same report, whatever the order of files, line ends, spaces and members that nobody knows', () => {
  const FILES: readonly (readonly [string, string, string?])[] = [
    ['a.json', chassisPower(12_000), 'haein-033'],
    ['b.json', gpuMetrics(700), 'haein-033'],
    ['c.json', AVERAGE_POWER, 'haein-034'],
    ['d.txt', supplySensors([2_301, 2_308, 2_315, 2_322, 2_329, 2_336]), 'haein-036'],
    ['e.json', fioJson(), 'haein-037'],
    ['f.json', dcgmJson(7), 'haein-038'],
    ['g.txt', adapterText(10), 'haein-039'],
    ['h.txt', ncclText(HOSTS, 8, 372.4)],
    ['i.db_csv', ODD_COUNTERS],
  ];
  const report = (files: typeof FILES): unknown =>
    acceptUnit(
      SITE,
      'su-02',
      files.flatMap(([file, text, device]) =>
        readResults({ file, text }).map((measurement) => ({
          file,
          measurement,
          ...(device !== undefined && { device }),
        })),
      ),
      { map: {}, ncclPassShare: 0.9 },
    );
  const plain = report(FILES);

  /** Another writing of a file that says the same. */
  function rewritten(text: string, how: number): string {
    if (how === 1) return text.replace(/\n/g, '\r\n');
    if (how === 2) return `\ufeffa note before\n${text}\na note behind\n`;
    if (!text.startsWith('{')) return how === 3 ? `${text}\n\n` : text;
    const value = JSON.parse(text) as object;
    return how === 3 ? JSON.stringify({ unheardOf: [{ of: 1 }], ...value }, undefined, 4) : JSON.stringify(value);
  }

  test('holds', () => {
    const order = fc.shuffledSubarray([...FILES.keys()], { minLength: FILES.length });
    const hows = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: FILES.length, maxLength: FILES.length });
    fc.assert(
      fc.property(order, hows, (indexes, how) => {
        const files = indexes.flatMap((at) => {
          const file = FILES[at];
          return file === undefined ? [] : [[file[0], rewritten(file[1], how[at] ?? 0), file[2]] as const];
        });
        expect(report(files as typeof FILES)).toEqual(plain);
      }),
      { numRuns: 30 },
    );
  });
});
