import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { App } from 'cdktf';
import { openFound } from '../../src/cli/found-text';
import type { Site } from '../../src/constructs/site/site';
import { jsonResultLines, readResults, resultReader } from '../../src/design/commissioning/read-result';
import { infinibandGuids } from '../../src/export/fabric/ufm';
import { renderIbnetdiscover } from '../../src/export/fabric/ibnetdiscover';
import { renderSiteJson } from '../../src/report/site/site-json';
import { gasanHaein } from '../../stacks/gasan-haein';
import { temporaryFolder } from '../constructs/temporary-folder';
import { linkInfoText, ncclText, sdrText } from '../design/commissioning/tool-output';
import { ODD_COUNTERS, supplySensors } from '../field/inputs';
import { run } from './run-in-process';

const FOLDER = temporaryFolder();
const SITE = (gasanHaein(new App({ outdir: temporaryFolder() })).node.findChild('gasan') as Site).plan;
const [COMPUTE] = SITE.fabrics;
if (COMPUTE === undefined) throw new Error('the site has a fabric');
const LINKS = linkInfoText(COMPUTE.plan);
const NODES = renderIbnetdiscover(COMPUTE.plan, infinibandGuids(SITE));

const LOG = Array.from(
  { length: 2_000 },
  (_, at) =>
    `[${at}.500000] ${at === 1_500 ? 'NVRM: Xid (PCI:0000:1b:00): 79, GPU has fallen off the bus.' : '모듈 mlx5_core: 줄'}`,
).join('\n');

const TEXTS: Readonly<Record<string, string>> = {
  'runs of NCCL': ncclText(['haein-033', 'haein-034'], 8, 372.4),
  iblinkinfo: LINKS,
  ibnetdiscover: NODES,
  'counters of ibdiagnet': ODD_COUNTERS,
  'a log of the kernel': LOG,
  sensors: supplySensors([2_301, 2_308]),
  'sensors with their status': sdrText(9_800, 'ok'),
  'errors of ports':
    'Errors for "haein-033 mlx5_0"\n   GUID 0x200000000000201 port 1: [SymbolErrorCounter == 5]\n## Summary: 3 nodes checked, 1 bad nodes found\n',
  burn: 'device,hours,xids,flaps\nhaein-033,72,0,0\n',
  'half a result with a failure':
    "CA 'mlx5_0'\n\tPort 1:\n\t\tState: Active\n\t\tPhysical state: LinkUp\n\t\tLink layer: InfiniBand\nibpanic: [7] main: stat of IB device 'mlx5_1' failed: No such file\n",
};

const FORMS: Readonly<Record<string, (text: string) => Uint8Array>> = {
  plain: (text) => Buffer.from(text),
  'CRLF and a byte order mark': (text) => Buffer.from(`\ufeff${text.replace(/\n/g, '\r\n')}`),
  'carriage returns alone': (text) => Buffer.from(text.replace(/\n/g, '\r')),
  'UTF-16': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  gzip: (text) => gzipSync(text),
  'colours and numbers of tasks': (text) => Buffer.from(text.replace(/^/gm, '0: \u001b[0m')),
};

describe.each(Object.entries(TEXTS))('%s', (name, text) => {
  test.each(Object.entries(FORMS))('tell the same line by line as held, %s', async (form, write) => {
    const file = `${name} ${form}`.replace(/\W/g, '-');
    writeFileSync(join(FOLDER, file), write(text));
    const found = await openFound(file, FOLDER, 0);
    if ('text' in found) throw new Error('it is held');
    const reader = resultReader({ file, text: await found.lines.digest(), device: 'haein-033' });
    if (reader === undefined) throw new Error('it is not known');
    const plain = text.replace(/\ufeff/g, '');
    expect(await found.lines.read(reader)).toEqual(readResults({ file, text: plain, device: 'haein-033' }));
  });
});

const SENSOR = (name: string, celsius: number): object => ({
  '@odata.type': '#Sensor.v1_6_0.Sensor',
  Id: name,
  ReadingType: 'Temperature',
  ReadingUnits: 'Cel',
  Reading: celsius,
  Status: { Health: 'OK' },
  Thresholds: { UpperCritical: { Reading: 90 } },
});
const FIO = { 'fio version': 'fio-3.36', jobs: [{ jobname: 'w', read: { bw_bytes: 9e9 }, write: { bw_bytes: 5e9 } }] };

const JSONS: Readonly<Record<string, string>> = {
  'a list over lines': JSON.stringify([SENSOR('inlet', 24), SENSOR('outlet', 44)], undefined, 2),
  'sensors below each other': `${JSON.stringify(SENSOR('inlet', 24))}\n${JSON.stringify(SENSOR('outlet', 44))}\n`,
  'fio with notes': `note: both iodepth >= 1 and synchronous I/O engine are selected\n${JSON.stringify(FIO, undefined, 2)}\ndone\n`,
};

describe.each(Object.entries(JSONS))('%s', (name, text) => {
  test.each(Object.entries(FORMS))('tells the same object by object as held, %s', async (form, write) => {
    const file = `${name} ${form}.json`.replace(/\W/g, '-');
    writeFileSync(join(FOLDER, file), write(text));
    const found = await openFound(file, FOLDER, 0);
    if ('text' in found) throw new Error('it is held');
    const read = await found.lines.read(jsonResultLines({ file, device: 'haein-033' }));
    expect(read).toEqual(readResults({ file, text, device: 'haein-033' }));
  });
});

test('CP949 further down is read, and what changes its encoding is refused', async () => {
  const korean = Buffer.from([0xc1, 0xd9, 0x0a]);
  const body = Buffer.from(`${'[ 1.000000] mlx5_core: line\n'.repeat(100)}`);
  writeFileSync(join(FOLDER, 'korean.log'), Buffer.concat([body, korean, body]));
  const found = await openFound('korean.log', FOLDER, 0);
  if ('text' in found) throw new Error('it is held');
  const lines: string[] = [];
  await found.lines.each((line) => lines.push(line));
  expect(lines[100]).toBe('줄');
  writeFileSync(
    join(FOLDER, 'broken.log'),
    Buffer.concat([Buffer.alloc(400_000, 'line\n'), Buffer.from([0xff, 0xff])]),
  );
  const broken = await openFound('broken.log', FOLDER, 0);
  if ('text' in broken) throw new Error('it is held');
  await expect(broken.lines.each(() => undefined)).rejects.toThrow(
    "the file 'broken.log' begins in UTF-8 and is not so to its end; copy the whole file again, or save it as UTF-8",
  );
});

test('a packed file that is cut off is told as one', async () => {
  const packed = gzipSync(LOG.repeat(4));
  writeFileSync(join(FOLDER, 'cut.gz'), packed.subarray(0, packed.length - 200));
  const found = await openFound('cut.gz', FOLDER, 0);
  if ('text' in found) throw new Error('it is held');
  await expect(found.lines.each(() => undefined)).rejects.toThrow(
    "the file 'cut.gz' is packed with gzip and cannot be unpacked",
  );
});

describe('verbs', () => {
  // Longer than what is held: notes that every reader passes over make up the length.
  const notes = `# ${'x'.repeat(98)}\n`.repeat(50_000);

  beforeAll(() => {
    mkdirSync(join(FOLDER, 'long'), { recursive: true });
    writeFileSync(join(FOLDER, 'gasan.json'), renderSiteJson(SITE));
    writeFileSync(join(FOLDER, 'short.txt'), NODES);
    writeFileSync(join(FOLDER, 'long/ibnetdiscover.txt'), notes + NODES);
    writeFileSync(
      join(FOLDER, 'long/ibnetdiscover.gz'),
      gzipSync((notes + NODES).repeat(1) + notes.repeat(10), { level: 1 }),
    );
    const hosts = ['haein-033', 'haein-034'];
    const lines = LOG.split('\n').slice(0, 1_600);
    const long = Array.from({ length: 40 }, () =>
      lines.map((line) => hosts.map((host) => `${host}: ${line}`).join('\n')),
    );
    writeFileSync(join(FOLDER, 'long/pdsh.log'), `${long.flat().join('\n')}\n`);
  });

  test.each(['verify', 'drift'])('%s reads a long dump as a short one', async (verb) => {
    const of = async (file: string): Promise<string> =>
      (await run(`${verb} --site gasan.json --discovered ${file} --json`, { cwd: FOLDER })).out.replaceAll(file, '');
    const short = await of('short.txt');
    expect(await of('long/ibnetdiscover.txt')).toBe(short);
    expect(await of('long/ibnetdiscover.gz')).toBe(short);
  });

  test('accept reads a long log of several hosts', async () => {
    const { code, out } = await run('accept --site gasan.json --unit su-02 --results long/pdsh.log', { cwd: FOLDER });
    expect(code).toBe(1);
    for (const host of ['haein-033', 'haein-034'])
      expect(out).toContain(`${host} GPU 0000:1b:00: XID 79: GPU has fallen off the bus.`);
  });

  test('a long text of nothing known fails as a short one', async () => {
    writeFileSync(join(FOLDER, 'long/nothing-haein-033.txt'), 'nothing\n'.repeat(700_000));
    const { code, err } = await run('accept --site gasan.json --unit su-02 --results long/nothing-haein-033.txt', {
      cwd: FOLDER,
    });
    expect([code, err.split(';')[0]?.split('\n')[0]]).toEqual([
      2,
      "error: 'long/nothing-haein-033.txt' is of no known tool, or holds no result",
    ]);
  });
});
