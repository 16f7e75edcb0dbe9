import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import type { Asset } from '../../src/model/asset';
import type { SitePlan } from '../../src/model/site-plan';
import { writeAssetsCsv } from '../../src/export/assets/asset-csv';
import { infinibandGuids } from '../../src/export/fabric/ufm';
import { renderIbnetdiscover } from '../../src/export/fabric/ibnetdiscover';
import { renderSiteJson } from '../../src/report/site/site-json';
import { siteOf } from '../report/site-fixture';
import { FakeNetbox } from './fake-netbox';
import { FaultyDump } from './faulty-dump';
import { registered } from './netbox-lists';
import { run, type CliRun } from './run-in-process';

const PLAN = siteOf({ systems: 40, rows: 2, racksPerRow: 12 });
const assets = new Map(
  PLAN.devices.map(({ name }): [string, Asset] => [
    name,
    { device: name, state: 'in-service', serial: `SN-${name}`, assetTag: `T-${name}` },
  ]),
);
const SITE: SitePlan = { ...PLAN, assets };

function dumpOf(site: SitePlan): string {
  const [first] = site.fabrics;
  if (first === undefined) throw new Error('the site has a fabric');
  return renderIbnetdiscover(first.plan, infinibandGuids(site)).replaceAll(/"(haein-\d+) ib(\d)"/g, '"$1 mlx5_$2"');
}

function nvueOf(speed: string): string {
  return [
    '- header: {model: SN2201}',
    '- set:',
    '    system:',
    '      hostname: oob-leaf-su01-1',
    '    interface:',
    '      swp49: {link: {speed: 100G}}',
    `      swp50: {link: {speed: ${speed}}}`,
    '',
  ].join('\n');
}

/** What `nvidia-smi -q` prints of so many GPUs, as far as it is read. */
function smiOf(gpus: number, vbios: string): string {
  const each = Array.from({ length: gpus }, (_, index) => [
    `GPU 00000000:${index}B:00.0`,
    '    Product Name                          : NVIDIA B200',
    `    VBIOS Version                         : ${vbios}`,
  ]);
  return ['==============NVSMI LOG==============', '', 'Driver Version   : 570.124.06', ...each.flat(), ''].join('\n');
}

const lists = registered(SITE);
const moved = structuredClone(lists);
for (const device of moved.devices.results) {
  if (device['name'] === 'haein-005') Object.assign(device, { rack: { name: 'A07' }, serial: 'SN-other' });
}
const scanned = [...assets.values()]
  .filter(({ device }) => device !== 'haein-010')
  .map((asset) => (asset.device === 'haein-009' ? { ...asset, serial: 'SN-new', state: 'failed' as const } : asset));

const FILES: Readonly<Record<string, string>> = {
  'site.json': renderSiteJson(SITE),
  'ibnetdiscover.txt': new FaultyDump(dumpOf(SITE)).swap('haein-002 mlx5_0', 'haein-002 mlx5_1').toString(),
  'oob-leaf-su01-1.yaml': nvueOf('25G'),
  'netbox.json': JSON.stringify(moved),
  'assets.csv': `${writeAssetsCsv(scanned)}cart-01,SN-cart,,,,delivered,\n`,
  'haein-001.txt': smiOf(8, '97.00.82.00.1B'),
  'haein-002.txt': smiOf(8, '97.00.B9.00.0A'),
  'haein-003.txt': smiOf(7, '97.00.B9.00.0A'),
  'firmware.csv': 'of,component,versions\ndgx-b200,vbios,97.00.B9.00.0A\nsystem,driver,570.124.06|570.133.20\n',
  'good.txt': dumpOf(SITE),
  'good.yaml': nvueOf('100G'),
  'good.json': JSON.stringify(lists),
  'good.csv': writeAssetsCsv(assets.values()),
  'racks.json': JSON.stringify(lists.racks),
  'pages.json': JSON.stringify({ devices: [lists.devices] }),
  'bare.json': JSON.stringify({ cables: lists.cables.results, ip_addresses: lists['ip-addresses'] }),
};

const FAULTY = 'ibnetdiscover.txt oob-leaf-su01-1.yaml netbox.json assets.csv';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'aifactory-drift-'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function drift(rest: string): Promise<CliRun> {
  return run(`drift --site site.json --discovered ${rest}`, { cwd: folder });
}

describe('docs/drift.md', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'drift.md'), 'utf8');
  const examples = [...page.matchAll(/^```console\n\$ aifactory (.*)\n([^`]*)^```/gm)];

  test('has an example', () => {
    expect(examples.length).toBeGreaterThan(0);
  });

  test.each(examples.map(([, line = '', output = '']) => ({ line, output })))(
    'shows what $line prints',
    async ({ line, output }) => {
      const { out, err } = await run(line, { cwd: folder });
      expect(`${out}${err}`).toBe(output);
    },
  );
});

test('ends with 0 where all is as planned', async () => {
  const { code, out, err } = await drift('good.txt good.yaml good.json good.csv');
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('site gasan: 4 sources, 0 differences\n');
});

test('ends with 1 and names what differs in all of them', async () => {
  const { code, out } = await drift(`${FAULTY} --json`);
  expect(code).toBe(1);
  const report = JSON.parse(out) as Record<string, unknown>;
  expect(report['differences']).toBe(8);
  expect(report['files']).toEqual([
    { file: 'assets.csv', kind: 'assets' },
    { file: 'ibnetdiscover.txt', kind: 'links' },
    { file: 'netbox.json', kind: 'netbox' },
    { file: 'oob-leaf-su01-1.yaml', kind: 'switch-configuration', device: 'oob-leaf-su01-1' },
  ]);
});

test('a configuration that names no planned port is a difference in text, JSON and SARIF', async () => {
  const file = 'cut-off.yaml';
  const text = nvueOf('100G').replace(/ {6}swp[^]*$/, '      eth0: {}\n');
  writeFileSync(join(folder, file), text);
  const { code, out } = await drift(file);
  expect([code, out]).toEqual([
    1,
    `site gasan: 1 source, 1 difference

switch oob-leaf-su01-1 of fabric oob: 36 ports planned, 0 differences
  the file speaks of 0 of the 36 ports: of the others nothing is known
`,
  ]);
  expect(JSON.parse((await drift(`${file} --json`)).out)).toMatchObject({ isAsPlanned: false, differences: 1 });
  expect((await drift(`${file} --sarif`)).out).toContain(
    'switch oob-leaf-su01-1: the file speaks of none of the 36 ports, so that nothing is known of them',
  );
});

test('a dump that was cut off between two devices says of how many switches it tells', async () => {
  const devices = dumpOf(SITE)
    .replaceAll(/mlx5_(\d)/g, 'ib$1')
    .split(/^(?=Switch|Ca)/m);
  writeFileSync(join(folder, 'half.txt'), devices.slice(0, 3).join(''));
  const { code, out, err } = await drift('half.txt');
  expect([code, err]).toEqual([1, '']);
  expect(out).toMatch(/^ {2}the files tell of \d+ of the \d+ switches$/m);
  expect((await drift('good.txt')).out).not.toContain('the files tell of');
});

test('the same files in another order give the same bytes', async () => {
  for (const form of ['', ' --json', ' --sarif']) {
    const one = await drift(`${FAULTY}${form}`);
    const other = await drift(`${FAULTY.split(' ').reverse().join(' ')} assets.csv${form}`);
    expect(other.out).toBe(one.out);
  }
});

test.each(['verify', 'drift'])('the JSON of %s is as its schema says', async (verb) => {
  const schema: unknown = JSON.parse(readFileSync(join(__dirname, `../../docs/schemas/${verb}.schema.json`), 'utf8'));
  const validate = new Ajv({ strict: true, allErrors: true }).compile(schema as object);
  const lines =
    verb === 'drift'
      ? [`${FAULTY} --json`, 'good.txt --json', 'good.csv --json'].map(
          (rest) => `drift --site site.json --discovered ${rest}`,
        )
      : ['--discovered ibnetdiscover.txt', '--config oob-leaf-su01-1.yaml', '--netbox netbox.json'].map(
          (rest) => `verify --site site.json ${rest} --json`,
        );
  for (const line of lines) {
    const { out } = await run(line, { cwd: folder });
    expect(validate(JSON.parse(out)) ? [] : validate.errors).toEqual([]);
  }
});

test('SARIF shows each finding at the file that tells it, with a mark of its own', async () => {
  const { out } = await drift(`${FAULTY} --sarif`);
  const { runs } = JSON.parse(out) as {
    runs: {
      tool: { driver: { rules: { id: string }[] } };
      results: {
        ruleId: string;
        ruleIndex: number;
        locations: { physicalLocation: { artifactLocation: { uri: string } } }[];
        partialFingerprints: Record<string, string>;
      }[];
    }[];
  };
  const [{ tool, results } = { tool: { driver: { rules: [] } }, results: [] }] = runs;
  expect(results.map(({ ruleId, locations: [at] }) => [ruleId, at?.physicalLocation.artifactLocation.uri])).toEqual([
    ['as-built/cable-swapped', 'ibnetdiscover.txt'],
    ['as-built/switch-speed', 'oob-leaf-su01-1.yaml'],
    ['as-built/netbox-misplaced', 'netbox.json'],
    ['as-built/netbox-differs', 'netbox.json'],
    ['as-built/asset-differs', 'assets.csv'],
    ['as-built/asset-differs', 'assets.csv'],
    ['as-built/asset-missing', 'assets.csv'],
    ['as-built/asset-extra', 'assets.csv'],
  ]);
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  expect(new Set(results.map(({ partialFingerprints }) => Object.values(partialFingerprints)[0])).size).toBe(8);
});

test('a report goes whole into a file, and a summary to the reader', async () => {
  const { code, out } = await drift(`${FAULTY} --sarif --output reports/drift.sarif`);
  expect([code, out]).toEqual([1, 'site gasan: 4 sources, 8 differences\n']);
  const { out: printed } = await drift(`${FAULTY} --sarif`);
  expect(readFileSync(join(folder, 'reports/drift.sarif'), 'utf8')).toBe(printed);
  expect(readdirSync(join(folder, 'reports'))).toEqual(['drift.sarif']);
});

test('nothing is written where a file is wrong', async () => {
  writeFileSync(join(folder, 'notes.txt'), 'to do\n');
  const { code } = await drift('good.txt notes.txt --output none.txt');
  expect(code).toBe(2);
  expect(readdirSync(folder)).not.toContain('none.txt');
});

test('lists of NetBox may be one a file, in pages or bare', async () => {
  const { code, out } = await drift('racks.json pages.json bare.json');
  expect(code).toBe(0);
  expect(out).toContain('884 cables planned, 884 as planned, 0 not, 0 extra');
});

test('a level says what NetBox holds', async () => {
  const { code, out } = await drift('racks.json pages.json --netbox-level devices');
  expect(code).toBe(0);
  expect(out).toContain('netbox gasan: cables not read\n');
});

test('an address of NetBox stands beside files', async () => {
  const netbox = new FakeNetbox(moved);
  const url = await netbox.start();
  try {
    const { code, out } = await drift(`good.txt ${url}`);
    expect(code).toBe(1);
    expect(out).toContain('site gasan: 2 sources, 2 differences\n');
  } finally {
    await netbox.stop();
  }
});

describe('firmware', () => {
  test('is held against its baseline, and keeps its schema', async () => {
    const { code, out } = await drift('haein-001.txt haein-002.txt --firmware firmware.csv --json');
    expect(code).toBe(1);
    const report = JSON.parse(out) as { readonly firmware: { readonly counts: unknown } };
    // 40 systems with two components; read are 001, whose VBIOS is another, and 002.
    expect(report.firmware.counts).toEqual({ devices: 40, components: 80, alike: 3, notJudged: 0 });
    const schema = readFileSync(join(__dirname, '..', '..', 'docs', 'schemas', 'drift.schema.json'), 'utf8');
    const validate = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(schema) as object);
    expect([validate(report), validate.errors]).toEqual([true, null]);
    const { out: sarif } = await drift('haein-001.txt --firmware firmware.csv --sarif');
    expect(sarif).toContain('as-built/firmware-other');
  });

  test('without a baseline is refused', async () => {
    const { code, err } = await drift('haein-001.txt');
    expect([code, err]).toEqual([
      2,
      "error: 'haein-001.txt' tells of firmware, and there is no baseline to hold it against\n  remedy: give one with '--firmware': a table 'of,component,versions'\n",
    ]);
  });

  test.each([
    ['of,component\nsystem,vbios\n', "line 1 of the baseline has the columns 'of,component'"],
    ['of,component,versions\n', 'the end of the baseline comes after its header: it names no version'],
    ['of,component,versions\nsystem,vbios,\n', 'line 2 of the baseline leaves a column empty'],
    ['of,component,versions\nsystem,"vbios,1\n', 'of the baseline is not CSV'],
    [
      'of,component,versions\nsystm,vbios,1\n',
      "line for 'systm', which is no kind and no model of a device of the site",
    ],
    ['of,component,versions\nsystem,vbios,1\nsystem,VBIOS,2\n', "the baseline names 'VBIOS' of 'system' twice"],
  ])('of a wrong baseline is refused: %j', async (text, problem) => {
    writeFileSync(join(folder, 'wrong.csv'), text);
    const { code, err } = await drift('haein-001.txt --firmware wrong.csv');
    expect(code).toBe(2);
    expect(err).toContain(problem);
  });
});
