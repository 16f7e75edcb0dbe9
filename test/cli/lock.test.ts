import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyLock, renderLock } from '../../src/design/lock/lock-text';
import type { SiteLock } from '../../src/model/site-lock';
import { run } from './run-in-process';

const LOCK: SiteLock = {
  ...emptyLock('gasan'),
  positions: { 'haein-001': { rack: 'A01', u: 1 }, 'haein-002': { rack: 'A01', u: 11 } },
  addresses: { 'haein-001/storage': '10.0.0.1/24', 'haein-002/storage': '10.0.0.2/24', 'tor-01/lo': '10.9.0.1/32' },
  asNumbers: { 'tor-01': 4_200_000_001 },
  partitions: { blue: 0x7ffe },
  slots: { haein: { 'haein-001': 0, 'haein-002': 1 } },
};

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'aifactory-lock-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text = renderLock(LOCK)): void => writeFileSync(join(folder, name), text);
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const lock = (line: string): ReturnType<typeof run> => run(`lock ${line}`, { cwd: folder });

test('shows what the one lock of the folder holds', async () => {
  write('gasan.lock.json');
  write('package-lock.json', '{}');
  write('other.lock.json', '{"lockfileVersion": 3}');
  expect(await lock('show')).toEqual({
    code: 0,
    err: '',
    out: `site gasan: the lock holds 4 names

name       place    slot     number         addresses
blue                         PKey 0x7ffe
haein-001  A01 U1   haein 0                 10.0.0.1/24
haein-002  A01 U11  haein 1                 10.0.0.2/24
tor-01                       AS 4200000001  10.9.0.1/32
`,
  });
});

test('shows a lock as JSON', async () => {
  write('gasan.lock.json');
  expect((await lock('show --json')).out).toBe(renderLock(LOCK));
});

test('shows an empty lock', async () => {
  write('gasan.lock.json', renderLock(emptyLock('gasan')));
  expect((await lock('show')).out).toBe('site gasan: the lock holds nothing\n');
});

test('releases a device and leaves all else as it was', async () => {
  write('gasan.lock.json');
  expect(await lock('release haein-002')).toEqual({
    code: 0,
    err: '',
    out: "released 'haein-002' from the lock of site gasan\n  haein-002: place A01 U11; slot haein 1; 10.0.0.2/24\n",
  });
  const { 'haein-001': place } = LOCK.positions;
  expect(JSON.parse(read('gasan.lock.json'))).toEqual({
    ...LOCK,
    positions: { 'haein-001': place },
    addresses: { 'haein-001/storage': '10.0.0.1/24', 'tor-01/lo': '10.9.0.1/32' },
    slots: { haein: { 'haein-001': 0 } },
  });
});

test('releases all slots of a cluster from the file that is named', async () => {
  write('a.lock.json');
  write('b.lock.json');
  const { code, out } = await lock('release haein --lock b.lock.json');
  expect(code).toBe(0);
  expect(out).toBe(
    "released 'haein' from the lock of site gasan\n  haein-001: slot haein 0\n  haein-002: slot haein 1\n",
  );
  expect(read('a.lock.json')).toBe(renderLock(LOCK));
  expect(JSON.parse(read('b.lock.json'))).toEqual({ ...LOCK, slots: {} });
});

test('fails on a name that the lock does not hold, and leaves the file alone', async () => {
  write('gasan.lock.json');
  expect(await lock('release haein-003')).toEqual({
    code: 2,
    out: '',
    err: "error: the lock of site 'gasan' holds nothing for 'haein-003'\n  remedy: did you mean 'haein-001'? [lock/unknown-name]\n",
  });
  expect(read('gasan.lock.json')).toBe(renderLock(LOCK));
});

test('fails where the folder holds no lock', async () => {
  write('other.lock.json', 'no json');
  expect(await lock('show')).toEqual({
    code: 2,
    out: '',
    err: "error: neither this folder nor one straight below holds the lock of a site\n  remedy: go to the folder of the program, or name the file with '--lock <file>'\n",
  });
});

test('fails where the folder holds several locks, and names them', async () => {
  write('b.lock.json');
  write('a.lock.json');
  expect(await lock('release haein-001')).toEqual({
    code: 2,
    out: '',
    err: "error: there are 2 locks: a.lock.json, b.lock.json\n  remedy: choose one, for example '--lock a.lock.json'\n",
  });
});

test('finds the lock beside a program straight below, and prefers one in the folder itself', async () => {
  for (const name of ['stacks', 'node_modules', '.cache']) {
    mkdirSync(join(folder, name));
    write(join(name, 'gasan.lock.json'));
  }
  expect((await lock('release haein-002')).code).toBe(0);
  expect(read('stacks/gasan.lock.json')).not.toBe(renderLock(LOCK));
  expect(read('node_modules/gasan.lock.json')).toBe(renderLock(LOCK));
  write('here.lock.json', renderLock(emptyLock('here')));
  expect((await lock('show')).out).toBe('site here: the lock holds nothing\n');
});

test('fails where folders below hold several locks', async () => {
  for (const name of ['b', 'a']) {
    mkdirSync(join(folder, name));
    write(join(name, 'gasan.lock.json'));
  }
  expect((await lock('show')).err).toBe(
    "error: there are 2 locks: a/gasan.lock.json, b/gasan.lock.json\n  remedy: choose one, for example '--lock a/gasan.lock.json'\n",
  );
});

test('fails on a file that is not there', async () => {
  expect(await lock('show --lock gone.lock.json')).toEqual({
    code: 2,
    out: '',
    err: "error: there is no file 'gone.lock.json'\n  remedy: give the lock of a site with '--lock <file>'\n",
  });
});

test('fails on a folder in place of a file', async () => {
  expect(await lock('show --lock .')).toEqual({
    code: 2,
    out: '',
    err: "error: the file '.' cannot be read: it is a folder (EISDIR)\n  remedy: give the lock of a site with '--lock <file>'\n",
  });
});

test('fails on a file that was not merged to its end', async () => {
  write('gasan.lock.json', '<<<<<<< ours');
  expect(await lock('show --lock gasan.lock.json')).toEqual({
    code: 1,
    out: '',
    err: "error: the lock of site 'gasan.lock.json' is not JSON\n  remedy: restore the file from version control, and resolve a merge that was left unfinished [lock/not-json]\n",
  });
});
