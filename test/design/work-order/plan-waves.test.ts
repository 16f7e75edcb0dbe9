import { Ajv } from 'ajv';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withAssets } from '../../../src/design/assets/merge-assets';
import { planWaves } from '../../../src/design/work-order/plan-waves';
import type { WavePlan } from '../../../src/design/work-order/work-order-plan';
import type { Asset, AssetState } from '../../../src/model/asset';
import { siteCableRows } from '../../../src/model/site-cables';
import type { SitePlan } from '../../../src/model/site-plan';
import { renderSiteJson } from '../../../src/report/site/site-json';
import { renderWavesCsv } from '../../../src/report/work-order/waves-text';
import { run } from '../../cli/run-in-process';
import { temporaryFolder } from '../../constructs/temporary-folder';
import { planOf } from '../../support/changed-programs';

let gasan: SitePlan;
let racks: SitePlan;
let cores: SitePlan;

beforeAll(async () => {
  [gasan, racks, cores] = [await planOf('stacks/gasan-haein'), await planOf('nvl72'), await planOf('converged-pair')];
});

const names = ({ waves }: WavePlan): string[][] => waves.map(({ devices }) => devices.map(({ device }) => device));

function withStates(site: SitePlan, states: Readonly<Record<string, AssetState>>): SitePlan {
  const assets = site.devices.map(({ name: device }): readonly [string, Asset] => [
    device,
    { device, state: states[device] ?? 'in-service' },
  ]);
  return withAssets(site, new Map(assets));
}

/** Hosts that lose more links of a network than the worst single switch takes of them: counted plainly, cable by cable, without shares. */
function overloaded(site: SitePlan, wave: ReadonlySet<string>): readonly string[] {
  const judged = new Set(site.fabrics.filter(({ plan }) => plan.role !== 'oob').map(({ plan }) => plan.name));
  const kinds = new Map(site.devices.map(({ name, kind }) => [name, kind]));
  const counts = new Map<string, Map<string, number>>();
  for (const { fabric, a, b } of siteCableRows(site)) {
    if (!judged.has(fabric) || kinds.get(a.device) === 'switch') continue;
    const key = `${fabric} ${a.device}`;
    const own = counts.get(key) ?? new Map<string, number>();
    counts.set(key, own);
    own.set(b.device, (own.get(b.device) ?? 0) + 1);
  }
  return [...counts].flatMap(([key, own]) => {
    const out = [...own].reduce((sum, [name, count]) => sum + (wave.has(name) ? count : 0), 0);
    return out > Math.max(...own.values()) ? [key] : [];
  });
}

test('every switch is in one wave, and no host loses more links than its worst single switch takes', () => {
  const plan = planWaves(gasan, ['switch']);
  const switches = gasan.devices.filter(({ kind }) => kind === 'switch').map(({ name }) => name);
  expect(names(plan).flat().sort()).toEqual([...switches].sort());
  expect(plan.held).toEqual([]);
  for (const wave of names(plan)) expect(overloaded(gasan, new Set(wave))).toEqual([]);
});

test('both of a pair are never together: managers, in-band leaves, spines of a pair', () => {
  const of = (plan: WavePlan, device: string): number => names(plan).findIndex((wave) => wave.includes(device));
  const plan = planWaves(gasan, ['switch', 'ufm']);
  for (const [one, other] of [
    ['compute-ufm-01', 'compute-ufm-02'],
    ['in-band-spine-01', 'in-band-spine-02'],
    ['storage-leaf-su01-1', 'storage-leaf-su01-2'],
    ['management-spine-01', 'management-spine-02'],
  ] as const) {
    expect(of(plan, one)).toBeGreaterThanOrEqual(0);
    expect(of(plan, one)).not.toBe(of(plan, other));
  }
});

test('of two cores that carry all, one at a time', () => {
  const switches = cores.devices.filter(({ name }) => /^core-\d+$/.test(name)).map(({ name }) => name);
  expect(switches).toHaveLength(2);
  const plan = planWaves(cores, switches);
  expect(names(plan).map((wave) => wave.length)).toEqual([1, 1]);
  // The one that is left is held while the other is out.
  const [first = '', second = ''] = switches;
  const broken = planWaves(withStates(cores, { [first]: 'failed' }), [second]);
  expect(broken.waves).toEqual([]);
  expect(broken.held.map(({ device }) => device)).toEqual([second]);
});

test('rails go one by one where that is asked for', () => {
  const plan = planWaves(gasan, ['compute-leaf-su01-r1', 'compute-leaf-su01-r2', 'compute-leaf-su02-r1'], {
    by: 'rail',
  });
  expect(names(plan).map((wave) => [...wave].sort())).toEqual([
    ['compute-leaf-su01-r1', 'compute-leaf-su02-r1'],
    ['compute-leaf-su01-r2'],
  ]);
  expect(plan.waves.map(({ shares }) => shares)).toEqual(['rail 1 of compute', 'rail 2 of compute']);
});

describe('systems', () => {
  test('are held where nobody says how many may be out', () => {
    const bare = { ...gasan, clusters: gasan.clusters.map(({ spareSystems: _, ...rest }) => rest) };
    const plan = planWaves(bare, ['haein-001']);
    expect(plan.waves).toEqual([]);
    expect(plan.held[0]).toMatchObject({
      device: 'haein-001',
      why: "how many systems of cluster 'haein' jobs can do without is not known",
      remedy: "state 'spareSystems' of 'haein', or give '--most-systems'",
    });
  });

  test('are out as many at once as may be, with those that are out already', () => {
    const asked = ['haein-001', 'haein-002', 'haein-003', 'haein-004'];
    expect(names(planWaves(gasan, asked, { mostSystems: 3 })).map((wave) => wave.length)).toEqual([3, 1]);
    const failed = withStates(gasan, { 'haein-090': 'failed', 'haein-091': 'drained' });
    const plan = planWaves(failed, asked, { mostSystems: 3 });
    expect(names(plan).map((wave) => wave.length)).toEqual([1, 1, 1, 1]);
    expect(plan.outAlready).toEqual(['haein-090', 'haein-091']);
    // The last that may be out is out: nothing goes.
    expect(planWaves(failed, asked, { mostSystems: 2 }).held).toHaveLength(4);
    expect(planWaves(failed, ['haein-090'], { mostSystems: 9 }).held[0]?.why).toBe(
      'it is out already, by the asset file',
    );
  });

  test('of one unit go together where that is asked for', () => {
    const plan = planWaves(gasan, ['system'], { mostSystems: 32, by: 'unit' });
    expect(plan.waves.map(({ shares, devices }) => [shares, devices.length])).toEqual([
      ['haein/su-01', 32],
      ['haein/su-02', 32],
      ['haein/su-03', 32],
      ['haein/su-04', 31],
    ]);
  });

  test('of a rack are one device with its trays, whichever tray is named', () => {
    const system = racks.devices.find(({ kind }) => kind === 'system')?.name ?? '';
    const trays = racks.fabrics.flatMap(({ plan }) =>
      plan.endpoints.filter(({ device }) => device === system).map(({ name }) => name),
    );
    const [tray = ''] = trays;
    const plan = planWaves(racks, [tray], { mostSystems: 1 });
    expect(names(plan)).toEqual([[system]]);
    expect(new Set(plan.waves[0]?.devices[0]?.trays)).toEqual(new Set(trays));
  });
});

test('what nothing stands in for is held, or alone in a wave where that is accepted', () => {
  const broken = withStates(gasan, { 'compute-ufm-02': 'failed' });
  expect(planWaves(broken, ['compute-ufm-01']).held[0]?.why).toBe('all others of the ufm of compute/ufm are out');
  const [wave] = planWaves(broken, ['compute-ufm-01'], { isAloneAccepted: true }).waves;
  expect([wave?.isAlone, wave?.devices.map(({ device }) => device), wave?.stays]).toEqual([
    true,
    ['compute-ufm-01'],
    ['nothing stands in for it: what it serves stops while it is out'],
  ]);
});

test('waves do not hang on the order in which devices are named', () => {
  const asked = ['ufm', 'switch', 'haein-003', 'haein-001'];
  expect(planWaves(gasan, [...asked].reverse(), { mostSystems: 1 })).toEqual(
    planWaves(gasan, asked, { mostSystems: 1 }),
  );
});

test('the table has a line a step, and held devices last', () => {
  const csv = renderWavesCsv(planWaves(gasan, ['compute-ufm-01', 'haein-001'], {})).split('\n');
  expect(csv.slice(0, 5).map((line) => line.split(',').slice(0, 4).join(','))).toEqual([
    'wave,step,action,device',
    '1,1,take out,compute-ufm-01',
    '1,2,update,compute-ufm-01',
    '1,3,return,compute-ufm-01',
    '1,4,check,',
  ]);
});

describe('the command', () => {
  const FOLDER = temporaryFolder();

  beforeAll(() => {
    writeFileSync(join(FOLDER, 'site.json'), renderSiteJson(gasan));
    writeFileSync(join(FOLDER, 'firmware.csv'), 'of,component,versions\nsystem,driver,570.133.20\n');
    for (const [host, driver] of [
      ['haein-001', '570.133.20'],
      ['haein-002', '550.54.15'],
    ] as const)
      writeFileSync(
        join(FOLDER, `${host}.txt`),
        `==============NVSMI LOG==============\n\nDriver Version                            : ${driver}\n`,
      );
  });

  test('docs/waves.md shows what it prints', async () => {
    const path = join(__dirname, '..', '..', '..', 'docs', 'waves.md');
    const page = readFileSync(path, 'utf8');
    const [block = '', line = ''] = /^```console\n\$ aifactory (.*)\n([^`]*)^```/m.exec(page) ?? [];
    const { code, out, err } = await run(line, { cwd: FOLDER });
    expect([code, err]).toEqual([0, '']);
    const next = page.replace(block, () => `\`\`\`console\n$ aifactory ${line}\n${out}\`\`\``);
    if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(path, next);
    expect(next).toBe(page);
  });

  test('takes what differs from a baseline of firmware', async () => {
    const line =
      'waves --site site.json --firmware firmware.csv --discovered haein-001.txt haein-002.txt --most-systems 200 --json';
    const { code, out } = await run(line, { cwd: FOLDER });
    const plan = JSON.parse(out) as WavePlan;
    const found = names(plan).flat();
    // haein-001 is as the baseline has it; of all others but haein-002 nothing was read.
    expect([code, found.length, found.includes('haein-001'), found.includes('haein-002')]).toEqual([
      0,
      126,
      false,
      true,
    ]);
    const schema: unknown = JSON.parse(
      readFileSync(join(__dirname, '../../../docs/schemas/waves.schema.json'), 'utf8'),
    );
    const validate = new Ajv({ strict: true }).compile(schema as object);
    expect([validate(plan), validate.errors]).toEqual([true, null]);
  });

  test.each([
    ['waves --site site.json', "error: give '--of', or '--firmware' with '--discovered'"],
    ['waves --site site.json --of switch --firmware firmware.csv --discovered haein-001.txt', "error: give '--of', or"],
    ['waves --site site.json --of switch --by feed', "error: '--by' is 'feed'"],
    ['waves --site site.json --of switch --accept all', "error: '--accept' is 'all'"],
    ['waves --site site.json --of system --most-systems 0', "error: '--most-systems' is '0'"],
    ['waves --site site.json --of swich', "error: site 'gasan' has no device, model or kind of device 'swich'"],
  ])('fails: %s', async (line, says) => {
    const { code, err } = await run(line, { cwd: FOLDER });
    expect([code, err.slice(0, says.length)]).toEqual([2, says]);
  });
});
