import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import type { Site } from '../../src/constructs/site/site';
import type { Asset } from '../../src/model/asset';
import { withAssets } from '../../src/design/assets/merge-assets';
import { infinibandGuids } from '../../src/export/fabric/ufm';
import { renderIbnetdiscover } from '../../src/export/fabric/ibnetdiscover';
import { renderSiteJson } from '../../src/report/site/site-json';
import { gasanHaein } from '../../stacks/gasan-haein';
import { temporaryFolder } from '../constructs/temporary-folder';
import {
  adapterText,
  diagText,
  fioText,
  linkInfoText,
  ncclText,
  withoutLink,
  sdrText,
} from '../design/commissioning/tool-output';
import { run, type CliRun } from './run-in-process';

const HAEIN = (gasanHaein(new App({ outdir: temporaryFolder() })).node.findChild('gasan') as Site).plan;
const FOLDER = temporaryFolder();
const HOSTS = HAEIN.devices
  .filter(({ unit, kind }) => unit === 'haein/su-02' && kind === 'system')
  .map(({ name }) => name);
const [COMPUTE] = HAEIN.fabrics;

function write(name: string, text: string): string {
  mkdirSync(join(FOLDER, name, '..'), { recursive: true });
  writeFileSync(join(FOLDER, name), text);
  return name;
}

function accept(rest: string): Promise<CliRun> {
  return run(`accept --site site.json --unit su-02 ${rest}`, { cwd: FOLDER });
}

beforeAll(() => {
  if (COMPUTE === undefined) throw new Error('the site has a fabric');
  write('site.json', renderSiteJson(HAEIN));
  const good = linkInfoText(COMPUTE.plan);
  write('iblinkinfo.txt', good);
  write('ibnetdiscover.txt', renderIbnetdiscover(COMPUTE.plan, infinibandGuids(HAEIN)));
  for (const host of HOSTS) {
    write(`good/ibstat-${host}.txt`, adapterText(10));
    write(`good/dcgm-${host}.json`, diagText('Pass'));
    write(`good/sdr-${host}.txt`, sdrText(9_800, 'ok'));
    write(`good/fio-${host}.json`, fioText(5e9, 2.5e9));
  }
  write('nccl.txt', ncclText(HOSTS, 8, 372.4));
  write('slow-nccl.txt', ncclText(HOSTS, 8, 290.1));
});

test('a unit whose tools all measured what the plan has is accepted', async () => {
  const good = HOSTS.flatMap((host) => [
    `good/ibstat-${host}.txt`,
    `good/dcgm-${host}.json`,
    `good/sdr-${host}.txt`,
    `good/fio-${host}.json`,
  ]);
  const { code, out, err } = await accept(
    `--results iblinkinfo.txt nccl.txt ${good.join(' ')} --nccl-pass-share 0.9 --html su-02.html`,
  );
  expect(err).toBe('');
  expect(out).not.toContain('failed:\n');
  expect(code).toBe(0);
  // 8 ports x 400 Gb/s / 8 = 400 GB/s; 0.9 of it is 360 GB/s.
  expect(out).toContain('8 ports x 400 Gb/s / 8 = 400 GB/s; x 0.9 = 360 GB/s');
  expect(readFileSync(join(FOLDER, 'su-02.html'), 'utf8')).toContain(
    '<p class="status info">Accepted, as far as it was measured; commissioning not shown</p>',
  );
});

test('says what failed and where it is in the hall', async () => {
  const text = readFileSync(join(FOLDER, 'iblinkinfo.txt'), 'utf8');
  // haein-040's first port is dark, haein-041's runs at half its rate.
  const dark = withoutLink(text, 'haein-040 mlx5_0');
  const slow = dark
    .split('\n')
    .map((line) => (line.includes('"haein-041 mlx5_0"') ? line.replace('4X        106.25', '2X        106.25') : line))
    .join('\n');
  write('bad/iblinkinfo.txt', slow.replace(/(CA: haein-041 mlx5_0:\n.*)4X( +106)/, '$12X$2'));
  write(
    'bad/ibqueryerrors.txt',
    'Errors for 0x200002 "MF0;compute-leaf-su02-r1:MQM9700/U1"\n   GUID 0x200002 port ALL: [SymbolErrorCounter == 250]\n   GUID 0x200002 port 3: [SymbolErrorCounter == 250] [LinkDownedCounter == 3] [PortXmitWait == 9]\n\n## Summary: 16 nodes checked, 1 bad nodes found\n',
  );
  write(
    'bad/ibstat-haein-042.txt',
    adapterText(10, (one, index) => (index === 2 ? one.replace('Rate: 400', 'Rate: 200') : one)),
  );
  write('bad/dcgm-haein-043.json', diagText('Fail', 'A DBE was found'));
  write('bad/sdr-haein-044.txt', sdrText(15_000, 'cr'));
  const { code, out, err } = await accept(
    '--results bad/iblinkinfo.txt bad/ibqueryerrors.txt bad/ibstat-haein-042.txt bad/dcgm-haein-043.json bad/sdr-haein-044.txt slow-nccl.txt --nccl-pass-share 0.9',
  );
  expect([code, err]).toEqual([1, '']);
  for (const line of [
    'links: hall-1 B03 U11 cable compute/haein-040:compute-1/1 compute-1/1: no link, expected to N06 U40 compute-leaf-su02-r1 port 4/2',
    'links: hall-1 B03 U21 cable compute/haein-041:compute-1/1 compute-1/1: 200 Gb/s (2X 106.25 Gbps), expected 400 Gb/s',
    'error counters: hall-1 N06 U40 compute-leaf-su02-r1 2/1: SymbolErrorCounter 250, LinkDownedCounter 3, expected 0 errors',
    'adapters: hall-1 B04 U1 haein-042 compute-2/1: mlx5_2: Active, LinkUp, 200 Gb/s, expected Active, LinkUp, 400 Gb/s',
    'GPU diagnostics: hall-1 B04 U11 haein-043 GPU 3: Fail: A DBE was found, expected memory: Pass',
    'temperatures: hall-1 B04 U21 haein-044 GPU 3 Temp: 71 °C, cr, expected a good status of the sensor',
    'power: hall-1 B04 U1 rack B04: 15 kW, expected at most 14.3 kW (1 of 3 devices of the unit read: haein-044)',
    'NCCL: 256 ranks on 32 hosts: 290.1 GB/s at 17179869184 B, expected bus bandwidth of 360 GB/s',
    'adapters: no file tells of 31 hosts: haein-033, haein-034, haein-035, haein-036, haein-037, haein-038 ..',
  ]) {
    expect(out).toContain(line);
  }
});

test('a unit that is still dark is no failure', async () => {
  const assets = new Map(
    HAEIN.devices.map(({ name, unit }): [string, Asset] => [
      name,
      { device: name, state: unit === 'haein/su-02' ? 'delivered' : 'in-service' },
    ]),
  );
  write('dark.json', renderSiteJson(withAssets(HAEIN, assets)));
  const { code, out } = await run('accept --site dark.json --unit su-02 --results iblinkinfo.txt', { cwd: FOLDER });
  expect([code, out.split('\n')[0]]).toEqual([0, 'unit haein/su-02: dark, nothing to accept yet']);
});

test('dumps of ibnetdiscover and counters of ibdiagnet are read as well', async () => {
  write(
    'ibdiagnet2.db_csv',
    'START_NODES\nNodeDesc,NumPorts,NodeType,NodeGUID\n"MF0;compute-leaf-su02-r1:MQM9700/U1",65,2,0x200002\nEND_NODES\nSTART_PM_INFO\nNodeGUID,PortGUID,PortNumber,LinkDownedCounterExt,SymbolErrorCounterExt,PortXmitWaitExt\n0x200002,0x200002,1,0,0,12\n0x200002,0x200002,2,0x2,0,N/A\nEND_PM_INFO\n',
  );
  const { code, out } = await accept('--results ibnetdiscover.txt ibdiagnet2.db_csv');
  expect(code).toBe(1);
  expect(out).toContain('error counters: 1 passed, 1 failed');
  expect(out).toContain('compute-leaf-su02-r1 1/2: linkdownedcounterext 2, expected 0 errors');
});

test.each([
  ['', "'--results' is missing"],
  ['--results nccl.txt', "'nccl.txt' is a run of nccl-tests, and no share of the bound is given that it must reach"],
  ['--results nccl.txt --nccl-pass-share 90', "'--nccl-pass-share' is '90'"],
  ['--results missing.txt', "there is no file 'missing.txt'"],
  ['--results notes.txt', "'notes.txt' is of no known tool, or holds no result"],
  ['--results empty.txt', "'empty.txt' is empty"],
  ['--results cut.json', "'cut.json' begins as JSON but is none, or a part of it is missing"],
  ['--results latin.txt', "the file 'latin.txt' is not in UTF-8"],
  ['--results nameless.txt', "'nameless.txt' does not tell which device it is of"],
  [
    '--results nameless.txt --map wrong.csv',
    "'--map' takes 'nameless.txt' for 'haein-999', which is no device of the site",
  ],
  ['--results iblinkinfo.txt --unit su-22', "the site has no unit 'su-22'"],
  ['--results good/fio-haein-033.json --tier scrath', "has no storage tier 'scrath'"],
])('fails with 2 on %s', async (rest, problem) => {
  write('notes.txt', 'to do\n');
  write('empty.txt', '\n');
  write('cut.json', '{"fio version": "fio-3.36", "jobs": [');
  writeFileSync(join(FOLDER, 'latin.txt'), Buffer.from([0x43, 0x41, 0xe9, 0x0a]));
  write('nameless.txt', adapterText(10));
  write('wrong.csv', 'found,plan\nnameless.txt,haein-999\n');
  const { code, out, err } = await accept(`${rest}${rest === '' ? '--json' : ''}`);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(problem);
});

test('a file is of the device that a table maps it to', async () => {
  write('port0.txt', adapterText(10));
  write('files.csv', 'found,plan\nport0.txt,haein-033\n');
  const { out } = await accept('--results port0.txt --map files.csv');
  // 8 ports on the compute fabric and 2 on the storage fabric; 31 hosts without a file.
  expect(out).toContain('adapters: 10 passed, 31 failed');
});
