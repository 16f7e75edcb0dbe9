import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import type { Site } from '../../src/constructs/site/site';
import { parseLock, renderLock } from '../../src/design/lock/lock-text';
import { renderCableScheduleCsv } from '../../src/report/schedules';
import { renderRackScheduleCsv } from '../../src/report/schedules';
import { renderSiteJson } from '../../src/report/site/site-json';
import { infinibandGuids } from '../../src/export/fabric/ufm';
import { renderIbnetdiscover } from '../../src/export/fabric/ibnetdiscover';
import { gasanHaein } from '../../stacks/gasan-haein';
import { temporaryFolder } from '../constructs/temporary-folder';
import { FaultyDump } from './faulty-dump';
import { run, type CliRun } from './run-in-process';

const HAEIN = (gasanHaein(new App({ outdir: temporaryFolder() })).node.findChild('gasan') as Site).plan;
const PLAN = renderSiteJson(HAEIN);
const RACKS = renderRackScheduleCsv(HAEIN);
const CABLES = renderCableScheduleCsv(HAEIN);

/** Ends of two cables at their switches, each in the place of the other. */
function swapped(schedule: string, one: string, other: string): string {
  const lines = schedule.split('\n');
  const [a, b] = [one, other].map((label) => lines.findIndex((line) => line.startsWith(`${label},`)));
  const cells = [a, b].map((at) => lines[at!]!.split(','));
  const [left, right] = cells.map((row) => row.slice(13, 15));
  cells[0]!.splice(13, 2, ...right!);
  cells[1]!.splice(13, 2, ...left!);
  [a, b].forEach((at, index) => (lines[at!] = cells[index]!.join(',')));
  return lines.join('\n');
}

/** The hall of the page: racks A03 and D11 have changed places, three pairs of cables are swapped, two addresses belong to others. */
function hall(files: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryFolder();
  const swaps = [
    ['compute/haein-001:compute-1/1', 'compute/haein-002:compute-1/1'],
    ['compute/haein-040:compute-2/1', 'compute/haein-041:compute-2/2'],
    ['storage/haein-003:storage-1/1', 'storage/haein-004:storage-1/1'],
  ] as const;
  const all = {
    'site.json': PLAN,
    'racks.csv': RACKS.replaceAll(/^hall-1,(?:A,A03|D,D11),/gm, (row) =>
      row.includes('A03') ? 'hall-1,D,D11,' : 'hall-1,A,A03,',
    ),
    'cables.csv': swaps.reduce((text, [one, other]) => swapped(text, one, other), CABLES),
    'addresses.csv': 'address,device,interface\n10.64.4.9/22,door-panel,eth0\n10.64.8.9/23,camera-3,eth0\n',
    ...files,
  };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text);
  return folder;
}

const adopt = (rest: string, cwd: string): Promise<CliRun> => run(`adopt --site site.json ${rest}`, { cwd });

test('docs/adopt.md shows what the command prints', async () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'adopt.md'), 'utf8');
  const [, line = '', output = ''] = /^```console\n\$ aifactory (.*)\n([^`]*)^```/m.exec(page) ?? [];
  const { code, out, err } = await run(line, { cwd: hall() });
  expect([code, err]).toEqual([1, '']);
  expect(out).toBe(output);
});

test('the lock that it writes is read, and a second run says the same', async () => {
  const cwd = hall();
  const options = '--racks racks.csv --cables cables.csv --addresses addresses.csv';
  const first = await adopt(options, cwd);
  const text = readFileSync(join(cwd, 'gasan.lock.json'), 'utf8');
  const lock = parseLock(text, 'gasan');
  expect(renderLock(lock)).toBe(text);
  expect(lock.positions['haein-007']).toEqual({ rack: 'D11', u: 1 });
  expect(lock.addresses['door-panel/eth0']).toBe('10.64.4.9/22');
  const again = await adopt(options, cwd);
  expect(again).toEqual(first);
  expect(readFileSync(join(cwd, 'gasan.lock.json'), 'utf8')).toBe(text);
});

test('a hall that is as planned ends with 0', async () => {
  const cwd = hall({ 'racks.csv': RACKS, 'cables.csv': CABLES });
  const { code, out } = await adopt('--racks racks.csv --cables cables.csv', cwd);
  expect([code, out]).toEqual([0, "site 'gasan': the hall is as planned\ngasan.lock.json keeps it\n"]);
});

test('a dry run writes nothing', async () => {
  const cwd = hall();
  const { code, out } = await adopt('--racks racks.csv --dry-run', cwd);
  expect(code).toBe(1);
  expect(out).toContain('nothing was written\n');
  expect(existsSync(join(cwd, 'gasan.lock.json'))).toBe(false);
});

test('JSON has the same departures', async () => {
  const { out } = await adopt('--addresses addresses.csv --json --dry-run', hall());
  expect(JSON.parse(out)).toEqual({
    site: 'gasan',
    departures: [
      { kind: 'address-taken', name: 'camera-3/eth0', found: '10.64.8.9/23' },
      { kind: 'address-taken', name: 'door-panel/eth0', found: '10.64.4.9/22' },
    ],
  });
});

test("NetBox's columns and a table of others are read, with a byte order mark too", async () => {
  const devices = '\uFEFFName,Rack,Position,Serial number\nhaein-001,A01,1.0,S-1\n';
  const others = 'Host;x,Schrank,HE\nhaein-001,A01,1\n';
  const cwd = hall({
    'devices.csv': devices,
    'others.csv': others.replace('Host;x', 'Host'),
    'map.csv': 'column,header\nracks.device,Host\nracks.rack,Schrank\nracks.u,HE\n',
    'wires.csv':
      'ID,Device A,Termination A,Device B,Termination B\n7,haein-001 (AT-17),compute-1/1,compute-leaf-su01-r1,1/1\n',
  });
  expect((await adopt('--devices devices.csv --dry-run', cwd)).code).toBe(0);
  expect((await adopt('--racks others.csv --map map.csv --dry-run', cwd)).code).toBe(0);
  expect((await adopt('--cables wires.csv --dry-run', cwd)).err).toBe('');
});

describe('aifactory adopt fails', () => {
  const LINES = 'device,rack,u\nhaein-001,A01,1\nhaein-001,A01,1\n';

  test.each([
    [' --racks', "error: option '--racks <file>' argument missing"],
    ['', 'no file of the hall is given'],
    [' --racks none.csv', "there is no file 'none.csv'"],
    [' --racks bad.csv', "line 3 of 'bad.csv': device 'haein-001' stands in line 2 too"],
    [' --racks latin.csv', "the file 'latin.csv' is not in UTF-8"],
    [' --racks racks.csv --map bad-map.csv', "'bad-map.csv' maps 'racks.unit', which is no column that is read"],
    [' --racks racks.csv --lock site.json', "the lock of site 'gasan' belongs to site undefined"],
  ])('with 2 and writes nothing: %s', async (options, problem) => {
    const cwd = hall({ 'bad.csv': LINES, 'bad-map.csv': 'column,header\nracks.unit,HE\n' });
    // Café in Latin-1.
    writeFileSync(join(cwd, 'latin.csv'), Buffer.from([0x43, 0x61, 0x66, 0xe9, 0x0a]));
    const { code, out, err } = await run(`adopt --site site.json${options}`, { cwd });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(problem.replace(/^error: /, ''));
    expect(existsSync(join(cwd, 'gasan.lock.json'))).toBe(false);
    expect(readFileSync(join(cwd, 'site.json'), 'utf8')).toBe(PLAN);
  });
});

describe('a dump in place of a table of cables', () => {
  const guids = infinibandGuids(HAEIN);
  const dump = HAEIN.fabrics
    .filter(({ plan }) => plan.kind === 'infiniband')
    .map(({ plan }) => renderIbnetdiscover(plan, guids))
    .join('\n');
  const fabric = HAEIN.fabrics[0]!.plan.name;

  test('of a hall as planned departs in nothing', async () => {
    const cwd = hall({ 'dump.txt': dump });
    const { code, out, err } = await adopt('--cables dump.txt --dry-run', cwd);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe("site 'gasan': the hall is as planned\nnothing was written\n");
  });

  test('keeps two cables that are exchanged, whatever the hall calls its hosts', async () => {
    const text = new FaultyDump(dump)
      .swap('haein-001 compute-1/1', 'haein-002 compute-1/1')
      .toString()
      .replaceAll('"haein-', '"node-');
    const cwd = hall({ 'dump.txt': text });
    const { code, out } = await adopt('--cables dump.txt --names s/^node-/haein-/ --dry-run', cwd);
    expect(code).toBe(1);
    expect(out).toContain('the hall departs from the plan in 2 points');
    expect(out).toMatch(
      new RegExp(`cable +${fabric}/haein-001:compute-1/1 +compute-leaf-su01-r1:1/1 +compute-leaf-su01-r1:1/2`),
    );
  });
});
