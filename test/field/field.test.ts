import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { App } from 'cdktf';
import type { Site } from '../../src/constructs/site/site';
import { renderSiteJson } from '../../src/report/site/site-json';
import { gasanHaein } from '../../stacks/gasan-haein';
import { run, type CliRun } from '../cli/run-in-process';
import { temporaryFolder } from '../constructs/temporary-folder';
import { adapterText, linkInfoText, ncclText } from '../design/commissioning/tool-output';
import {
  AVERAGE_POWER,
  chassisPower,
  dcgmJson,
  FAN_METRICS,
  FATAL_THERMAL,
  fioJson,
  gpuMetrics,
  ODD_COUNTERS,
  ONE_SENSOR,
  supplySensors,
  tagged,
} from './inputs';

const FOLDER = temporaryFolder();
const HAEIN = (gasanHaein(new App({ outdir: temporaryFolder() })).node.findChild('gasan') as Site).plan;
const HOSTS = Array.from({ length: 32 }, (_, index) => `haein-0${index + 33}`);
const NCCL = ncclText(HOSTS, 8, 372.4);

/** What a verb is given, what it says in these words, and what it must not say. */
interface Case {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly code: 0 | 1 | 2;
  readonly says: readonly string[];
  readonly never?: readonly string[];
}

async function accept(files: Case['files'], rest = ''): Promise<CliRun> {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(FOLDER, name)), { recursive: true });
    writeFileSync(join(FOLDER, name), text);
  }
  const names = Object.keys(files).join(' ');
  return run(`accept --site gasan.json --unit su-02 --nccl-pass-share 0.9 --results ${names}${rest}`, { cwd: FOLDER });
}

beforeAll(() => {
  writeFileSync(join(FOLDER, 'gasan.json'), renderSiteJson(HAEIN));
});

const ACCEPT: Readonly<Record<string, Case>> = {
  '1: the draw of the whole device alone counts': {
    files: { 'a-haein-033.json': chassisPower(15_900), 'b-haein-033.json': gpuMetrics(712) },
    code: 1,
    says: ['rack B01: 15.9 kW, expected at most 14.3 kW'],
    never: ['0.71 kW'],
  },
  '1: .. in any order of files': {
    files: { 'a-haein-033.json': gpuMetrics(712), 'b-haein-033.json': chassisPower(15_900) },
    code: 1,
    says: ['rack B01: 15.9 kW, expected at most 14.3 kW'],
    never: ['0.71 kW'],
  },
  '1: a part is never the device, and what was seen is said': {
    files: { 'b-haein-033.json': gpuMetrics(712) },
    code: 1,
    says: [
      'not accepted: the files measure nothing of it',
      'haein-033: readings in watts were seen, and none is of the whole device: HGX_GPU_SXM_2_Power_0 712 W (a part)',
    ],
  },
  '2: watts of thermal metrics are those of fans': {
    files: { 'haein-034.json': FAN_METRICS },
    code: 1,
    says: [
      'haein-034: readings in watts were seen, and none is of the whole device: TotalFanPower (fans) 290 W (a part)',
    ],
    never: ['rack B01: 0.29'],
  },
  '3: inputs of all supplies are added': {
    files: { 'haein-036.txt': supplySensors([2_301, 2_308, 2_315, 2_322, 2_329, 2_336]) },
    code: 0,
    says: [
      'rack B02: 13.91 kW, expected at most 14.3 kW (1 of 3 devices of the unit read: haein-036 (6 PSUs add up to 13,911 W))',
    ],
  },
  '3: .. and five of six are not the draw': {
    files: { 'haein-036.txt': supplySensors([2_301, 2_308, 2_315, 2_322, 2_329]) },
    code: 1,
    says: [
      'power: hall-1 B02 U1 haein-036 PSUs: 5: ',
      'their sum is not the draw of the device, expected input of 6 PSUs',
    ],
    never: ['rack B02'],
  },
  '4: an average is called one': {
    files: { 'haein-038.json': AVERAGE_POWER },
    code: 0,
    says: ['rack B02: 9.87 kW, average, expected at most 14.3 kW'],
  },
  '5: a fatal limit and the roll-up of health': {
    files: { 'haein-040.json': FATAL_THERMAL },
    code: 1,
    says: ['haein-040 Chassis Sensor 1: 90 °C, Critical, expected at most 75 °C'],
  },
  '6: a single sensor of Redfish': {
    files: { 'haein-041.json': ONE_SENSOR },
    code: 1,
    says: ['haein-041 HGX_GPU_SXM_1_TEMP_0: 89 °C, Critical, expected at most 85 °C'],
  },
  '7: fio ended with an error': {
    files: {
      'haein-033.json': `fio: pid=4100, err=5/file:io_u.c:1890, func=io_u error, error=Input/output error\n${fioJson(5)}`,
    },
    code: 1,
    says: ["storage: hall-1 B01 U1 haein-033: error 5 of job 'seq': Input/output error; its rate is not judged"],
    never: ["read of 'scratch'"],
  },
  '8: a port that is up and not active': {
    files: {
      'iblinkinfo.txt': linkInfoText(firstFabric())
        .split('\n')
        .map((line) => (/"haein-03[345] mlx5_0"/.test(line) ? line.replace('Active/', 'Initialize/') : line))
        .join('\n'),
    },
    code: 1,
    says: ['links: 509 passed, 3 failed', 'compute/haein-033:compute-1/1 compute-1/1: Initialize, expected Active'],
  },
  '8: .. and the control': {
    files: { 'iblinkinfo.txt': linkInfoText(firstFabric()) },
    code: 0,
    says: ['links: 512 passed, 0 failed'],
  },
  '9: values that were not checked are noted': {
    files: { 'nccl.txt': unchecked(NCCL) },
    code: 0,
    says: ['NCCL: 1 passed, 0 failed', "'nccl.txt' (256 ranks on 32 hosts): its values were not checked"],
  },
  '10: a tool says itself why it has no result': {
    files: {
      'clients.json':
        '<haein-033> error: failed to setup shm segment\n\n{ "fio version" : "fio-3.43", "client_stats" : [] }\n',
    },
    code: 1,
    says: ['storage: hall-1 B01 U1 haein-033: error: failed to setup shm segment, expected a result'],
  },
  '11: seven GPUs answer': {
    files: { 'haein-033.json': dcgmJson(7) },
    code: 1,
    says: ['GPU diagnostics: hall-1 B01 U1 haein-033: 7 GPUs, expected 8 GPUs'],
  },
  '11: .. or are listed': {
    files: { 'haein-033.json': dcgmJson(1, { listed: 7 }) },
    code: 1,
    says: ['GPU diagnostics: hall-1 B01 U1 haein-033: 7 GPUs, expected 8 GPUs'],
  },
  '11: .. or run': {
    files: { 'nccl.txt': NCCL.replace(/^.*on +haein-040 device +7 .*\n/m, '') },
    code: 1,
    says: ['NCCL: 255 ranks on 32 hosts haein-040: 7 ranks, expected 8 ranks, one a GPU'],
  },
  '12: two runs in one file': {
    files: { 'nccl.txt': `${NCCL}${ncclText(HOSTS, 8, 151)}` },
    code: 1,
    says: [
      'NCCL: 1 passed, 1 failed',
      'NCCL: 256 ranks on 32 hosts: 151 GB/s at 17179869184 B',
      '2 runs of 256 ranks on 32 hosts: best 372.4 GB/s, worst 151 GB/s, spread 59.45 % of the best',
    ],
  },
  '20: a counter near 2^64 is no count, and keeps its digits': {
    files: { 'ibdiagnet2.db_csv': ODD_COUNTERS },
    code: 1,
    says: [
      'error counters: 1 passed, 2 failed',
      'compute-leaf-su02-r1 1/2: symbolerrorcounterext 18446744073709551614 (no count: a counter that is not kept, or that the tool could not read)',
      'haein-033 mlx5_0: symbolerrorcounterext 70012, expected 0 errors',
    ],
  },
  '21: every line has the mark of a launcher': {
    files: { 'nccl.txt': tagged(NCCL) },
    code: 0,
    says: ['NCCL: 256 ranks on 32 hosts: 372.4 GB/s at 17179869184 B'],
  },
  '22: JSON of nccl-tests without ranks': {
    files: {
      'nccl.json': `NCCL version 2.26.6+cuda12.9\n${JSON.stringify({
        identifier: 'nccl-tests structured output',
        benchmark: [{ '17179869184': { oop_busbw: 371.2, oop_error: 0, ip_busbw: 372.4, ip_error: 0 } }],
      })}`,
    },
    code: 1,
    says: ["'nccl.json': 372.4 GB/s, not judged: it does not list its ranks, so that its hosts are not known"],
  },
  '22: JSON of nccl-tests with its devices': {
    files: {
      'nccl.json': JSON.stringify({
        config: {
          validation: 1,
          devices: HOSTS.flatMap((hostname) => Array.from({ length: 8 }, () => ({ hostname }))),
        },
        results: [{ size: 1_024, out_of_place: { bus_bw: 371, nwrong: 0 }, in_place: { bus_bw: 372.4, nwrong: 3 } }],
      }),
    },
    code: 1,
    says: [
      'NCCL: 256 ranks on 32 hosts: 372.4 GB/s at 1024 B',
      'NCCL: 256 ranks on 32 hosts: 3, expected 0 wrong values',
    ],
  },
  '23: a note before JSON': {
    files: { 'haein-033.json': `note: queue depth will be capped at 1\n${fioJson()}` },
    code: 1,
    says: ["read of 'scratch' by 1 hosts: 30 GB/s"],
  },
  '23: text after JSON': {
    files: { 'haein-033.json': `${fioJson()}\nseq: (groupid=0, jobs=1): err= 0: pid=1: Mon\n  read: IOPS=1\n` },
    code: 1,
    says: ["read of 'scratch' by 1 hosts: 30 GB/s"],
  },
  '23: the header of a client names the host': {
    files: {
      'fio.txt': `hostname=haein-033, be=0, 64-bit, os=Linux, arch=x86-64, fio=fio-3.36, flags=1\n${fioJson()}`,
    },
    code: 1,
    says: ["read of 'scratch' by 1 hosts: 30 GB/s", 'storage: no file tells of 31 hosts: haein-034'],
  },
  '23: lines of a script after JSON': {
    files: { 'haein-033.txt': `${dcgmJson(1)}\n===DCGM-OUTPUT-END===\nrc=0\n` },
    code: 1,
    says: ['GPU diagnostics: 1 passed, 31 failed'],
  },
  '21: every line has the name of its host': {
    files: { 'all.txt': adapterText(10).replace(/^(?=.)/gm, 'haein-033: ') },
    code: 1,
    says: ['adapters: 10 passed, 31 failed'],
  },
  'control 38: tests that were all skipped are no result': {
    files: { 'haein-033.json': dcgmJson(8, { status: 'Skip' }) },
    code: 1,
    says: ['GPU diagnostics: 0 passed, 31 failed', 'dcgmi diag skipped 8 tests'],
  },
  'control 57: adapters of a host are fewer than planned': {
    files: {
      'haein-033.txt': `${adapterText(8)}ibpanic: [13] main: stat of IB device 'mlx5_8' failed: No such file\n`,
    },
    code: 1,
    says: ['haein-033: 8: mlx5_0, mlx5_1', 'expected 10 InfiniBand ports'],
  },
};

test.each(Object.entries(ACCEPT))('accept %s', async (_, { files, code, says, never = [] }) => {
  const run = await accept(files);
  expect(run.err).toBe('');
  for (const text of says) expect(run.out).toContain(text);
  for (const text of never) expect(run.out).not.toContain(text);
  expect(run.code).toBe(code);
});

test.each([
  ['CRLF', (text: string) => Buffer.from(text.replace(/\n/g, '\r\n'))],
  ['a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 of the other order', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ['gzip', (text: string) => gzipSync(text)],
  ['colours of a terminal', (text: string) => Buffer.from(text.replace(/^/gm, '\u001b[0m'))],
  ['numbers of tasks', (text: string) => Buffer.from(text.replace(/^/gm, '0: '))],
])('a run in %s is read', async (_, write) => {
  const { code, out, err } = await accept({ 'nccl.txt': write(NCCL) });
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('NCCL: 256 ranks on 32 hosts: 372.4 GB/s');
});

function firstFabric(): (typeof HAEIN.fabrics)[number]['plan'] {
  const [fabric] = HAEIN.fabrics;
  if (fabric === undefined) throw new Error('the site has a fabric');
  return fabric.plan;
}

/** A run of `-c 0`: the column of wrong values holds no number. */
function unchecked(text: string): string {
  return text.replace(/^( +\d+ +\d+ +float.*)$/gm, (row) => row.replace(/ 0(?= |$)/g, ' N/A'));
}
