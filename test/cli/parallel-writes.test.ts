import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import * as assetFiles from '../../src/export/assets/asset-csv';
import type { Site } from '../../src/constructs/site/site';
import { emptyLock, renderLock } from '../../src/design/lock/lock-text';
import { renderSiteJson } from '../../src/report/site/site-json';
import { gasanHaein } from '../../stacks/gasan-haein';
import { temporaryFolder } from '../constructs/temporary-folder';
import { run } from './run-in-process';

jest.mock('../../src/export/assets/asset-csv', () => {
  const real = jest.requireActual<typeof assetFiles>('../../src/export/assets/asset-csv');
  return { ...real, readAssetsCsv: jest.fn(real.readAssetsCsv) };
});

const SITE = renderSiteJson((gasanHaein(new App({ outdir: temporaryFolder() })).node.findChild('gasan') as Site).plan);
const HEADER = 'device,state,since';
const ROWS = ['haein-001,in-service,2025-09-01', 'haein-002,in-service,2025-09-01'];

let cwd: string;
beforeEach(() => {
  cwd = temporaryFolder();
  writeFileSync(join(cwd, 'site.json'), SITE);
  writeFileSync(join(cwd, 'assets.csv'), [HEADER, ...ROWS, ''].join('\n'));
});

/** Lets another run of the command come between the reading of a run and its writing. */
function comeBetween(act: () => void): void {
  const real = jest.requireActual<typeof assetFiles>('../../src/export/assets/asset-csv');
  jest.mocked(assetFiles.readAssetsCsv).mockImplementationOnce((...input) => {
    const read = real.readAssetsCsv(...input);
    act();
    return read;
  });
}

const REST = '--site site.json --assets assets.csv --date 2026-11-20';

test.each([
  [`state haein-001 ${REST} --to drained --reason memory`, /haein-001.*drained/],
  [`replace haein-001 ${REST} --serial S99`, /haein-001.*S99/],
])('%s loses no row of a run that comes between', async (line, row) => {
  comeBetween(() => {
    const text = readFileSync(join(cwd, 'assets.csv'), 'utf8');
    writeFileSync(join(cwd, 'assets.csv'), text.replace('haein-002,in-service', 'haein-002,failed'));
  });
  const { code, out, err } = await run(line, { cwd });
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^wrote assets\.csv/);
  const text = readFileSync(join(cwd, 'assets.csv'), 'utf8');
  expect(text).toMatch(row);
  expect(text).toMatch(/haein-002.*failed/);
  expect(readdirSync(cwd).sort()).toEqual(['assets.csv', 'site.json']);
});

test('fails by what the file says by now: the same step twice is refused', async () => {
  comeBetween(() => {
    const text = readFileSync(join(cwd, 'assets.csv'), 'utf8');
    writeFileSync(join(cwd, 'assets.csv'), text.replace('haein-001,in-service', 'haein-001,retired'));
  });
  const { code, err } = await run(`state haein-001 ${REST} --to drained`, { cwd });
  expect(code).toBe(2);
  expect(err).toContain("'haein-001' is 'retired' and cannot become 'drained'");
});

test.each([
  ['state haein-001', '--to drained'],
  ['replace haein-001', '--serial S99'],
])('%s fails in words where its file cannot be written', async (verb, options) => {
  mkdirSync(join(cwd, 'taken'));
  const { code, out, err } = await run(`${verb} ${REST} ${options} --out taken`, { cwd });
  expect([code, out, err]).toEqual([
    2,
    '',
    "error: the file 'taken' cannot be written: it is a folder (EISDIR)\n  remedy: give the path of a file [files/not-written]\n",
  ]);
});

test('order fails where two outputs are one file', async () => {
  expect(await run('order --site site.json --csv a --xlsx ./a', { cwd })).toEqual({
    code: 2,
    out: '',
    err: "error: 'a' and './a' are one file\n  remedy: give each output a file of its own [files/same-file]\n",
  });
  expect(readdirSync(cwd).sort()).toEqual(['assets.csv', 'site.json']);
});

test('order writes to the output of the process', async () => {
  expect((await run('order --site site.json --csv /dev/null', { cwd })).code).toBe(0);
  expect((await run('order --site site.json --csv /dev/full', { cwd })).err).toBe(
    "error: the file '/dev/full' cannot be written: the disk is full (ENOSPC)\n  remedy: free space on the disk of '/dev', or give a path on another one [files/not-written]\n",
  );
});

test('a release keeps what another run has released meanwhile', async () => {
  const lock = { ...emptyLock('gasan'), partitions: { blue: 0x8001, red: 0x8002 } };
  writeFileSync(join(cwd, 'gasan.lock.json'), renderLock(lock));
  await Promise.all([run('lock release blue', { cwd }), run('lock release red', { cwd })]);
  expect(JSON.parse(readFileSync(join(cwd, 'gasan.lock.json'), 'utf8'))).toMatchObject({ partitions: {} });
});

test('fails in words where its output does not fit on the disk', () => {
  const command = join(__dirname, '..', '..', 'bin', 'aifactory.js');
  const { status, stderr } = spawnSync('sh', ['-c', `"$0" "${command}" catalog > /dev/full`, process.execPath], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([
    2,
    "error: the file 'standard output' cannot be written: the disk is full (ENOSPC)\n  remedy: free space on the disk of '.', or give a path on another one [files/not-written]\n",
  ]);
});
