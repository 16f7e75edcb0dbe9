import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';

import type { Site } from '../../src/constructs/site/site';
import { mergeAssets, withAssets } from '../../src/design/assets/merge-assets';
import { assetPorts } from '../../src/design/assets/replace-hardware';
import { readAssetsCsv, writeAssetsCsv } from '../../src/export/assets/asset-csv';
import { renderSiteFiles } from '../../src/export/site/site-files';
import { renderSlurmDrain } from '../../src/export/schedulers/scheduler-files';
import type { Asset } from '../../src/model/asset';
import { renderSiteJson } from '../../src/report/site/site-json';
import { gasanHaein } from '../../stacks/gasan-haein';
import { temporaryFolder } from '../constructs/temporary-folder';
import { type CliRun, run } from './run-in-process';

const HAEIN = (gasanHaein(new App({ outdir: temporaryFolder() })).node.findChild('gasan') as Site).plan;
const PORTS = assetPorts(HAEIN);
const ASSETS = HAEIN.devices.map(({ name, kind }, index): Asset => {
  const number = String(index + 1).padStart(4, '0');
  const ports = PORTS.get(name) ?? [];
  const ids = ports.map((_, port) => `0c42a1${number}${String(port).padStart(6, '0')}`);
  return {
    device: name,
    serial: `S${number}`,
    ...(kind === 'system' ? { bmcMac: `aa:bb:cc:00:${number.slice(0, 2)}:${number.slice(2)}` } : {}),
    ...(ids.length === 0 ? {} : { nicIds: ids }),
    state: 'in-service',
    since: '2025-09-01',
  };
});
const SITE = withAssets(HAEIN, new Map(ASSETS.map((asset) => [asset.device, asset])));
const NEW_IDS = (PORTS.get('haein-007') ?? []).map((_, port) => `0c42a1ffff${String(port).padStart(6, '0')}`);
const FOLDER = temporaryFolder();

beforeEach(() => {
  writeFileSync(join(FOLDER, 'site.json'), renderSiteJson(SITE));
  writeFileSync(join(FOLDER, 'assets.csv'), writeAssetsCsv(ASSETS));
});

function aifactory(line: string): Promise<CliRun> {
  return run(line, { cwd: FOLDER });
}

const REST = '--site site.json --assets assets.csv --date 2026-11-20';

/** The plan without what is said of one device's hardware. */
function planWithout(device: string): unknown {
  const plan = JSON.parse(renderSiteJson(planNow())) as { assets: Record<string, unknown>; totals: unknown };
  return { ...plan, assets: { ...plan.assets, [device]: undefined }, totals: undefined, digest: undefined };
}

function planNow(): typeof SITE {
  const assets = mergeAssets(readAssetsCsv(readFileSync(join(FOLDER, 'assets.csv'), 'utf8')), {
    devices: HAEIN.devices.map(({ name }) => name),
  });
  return withAssets(SITE, assets);
}

/** Lines of the files of a site that an asset file changes, as the difference of two lists. */
function changedLines(): Map<string, string[]> {
  const before = renderSiteFiles(SITE);
  const after = renderSiteFiles(planNow());
  const changed = new Map<string, string[]>();
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const [was = '', is = ''] = [before.get(path), after.get(path)];
    if (was === is) continue;
    const [old, now] = [was.split('\n'), is.split('\n')];
    const [oldSet, nowSet] = [new Set(old), new Set(now)];
    changed.set(path, [...old.filter((line) => !nowSet.has(line)), ...now.filter((line) => !oldSet.has(line))]);
  }
  return changed;
}

describe('aifactory replace', () => {
  test('a new adapter changes its GUID wherever it stands, and nothing else', async () => {
    const old = ASSETS.find(({ device }) => device === 'haein-007')?.nicIds?.[0] ?? '';
    const { code, out, err } = await aifactory(
      `replace haein-007 ${REST} --part nic --port compute-1/1 --guid 0C42A1FFFF000001 --serial N77`,
    );
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`NIC id 1: ${old} -> 0c42a1ffff000001`);
    const changed = changedLines();
    expect([...changed.keys()]).toContain('exports/infiniband/compute/partitions.conf');
    for (const [path, lines] of changed) {
      expect(out).toContain(`  ${path}\n`);
      if (path === 'site.json') continue;
      for (const line of lines)
        expect([path, line.includes(old) || line.includes('0c42a1ffff000001') || line.includes('haein-007')]).toEqual([
          path,
          true,
        ]);
    }
    const history = planNow().assets.get('haein-007')?.history;
    expect(history?.[1]).toEqual({
      day: '2026-11-20',
      state: 'in-service',
      serial: 'S0007',
      note: `nic N77: compute-1/1 ${old} to 0c42a1ffff000001`,
    });
  });

  test('the plan is the same but for the hardware of that place', async () => {
    const before = planWithout('haein-007');
    await aifactory(`replace haein-007 ${REST} --serial S9999 --keep nics bmc`);
    expect(planWithout('haein-007')).toEqual(before);
    expect(planNow().assets.get('haein-007')).toEqual({
      device: 'haein-007',
      serial: 'S9999',
      bmcMac: 'aa:bb:cc:00:00:07',
      nicIds: SITE.assets.get('haein-007')?.nicIds,
      state: 'cabled',
      since: '2026-11-20',
      history: [
        { day: '2025-09-01', state: 'in-service', serial: 'S0007' },
        { day: '2026-11-20', state: 'cabled', serial: 'S9999', note: 'replaces S0007' },
      ],
    });
  });

  test('a new node changes lines that name it or one of its ids, counts in service, and no place', async () => {
    const { code, out, err } = await aifactory(
      `replace haein-007 ${REST} --serial S9999 --bmc-mac aa:bb:cc:ff:ff:07 --guid ${NEW_IDS.join(' ')}`,
    );
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('state: in-service -> cabled');
    expect(out).toContain('NetBox: haein-007 changes');
    const olds = ASSETS.find(({ device }) => device === 'haein-007')?.nicIds ?? [];
    const marks = ['haein-007', 'S0007', 'S9999', 'aa:bb:cc:00:00:07', 'aa:bb:cc:ff:ff:07', ...olds, ...NEW_IDS];
    for (const [path, lines] of changedLines()) {
      if (path === 'site.json') continue;
      const strange = lines.filter((line) => !marks.some((mark) => line.includes(mark)));
      const counts = path === 'index.html' ? strange.filter((line) => !line.includes('in service')) : strange;
      expect([path, counts]).toEqual([path, []]);
    }
  });

  test('a new switch has a new GUID', async () => {
    const { code } = await aifactory(`replace compute-leaf-su01-r1 ${REST} --serial S8888 --guid 0c42a1eeee000001`);
    expect(code).toBe(0);
    const changed = changedLines();
    const lines = [...changed.values()].flat();
    expect(lines.some((line) => line.includes('0c42a1eeee000001'))).toBe(true);
  });

  test('a new cable changes its history alone', async () => {
    const { code, out, err } = await aifactory(
      `replace compute/haein-007:compute-1/1 ${REST} --part cable --serial C1`,
    );
    expect([code, err]).toEqual([0, '']);
    expect([...changedLines().keys()]).toEqual(['site.json']);
    expect(out).toContain('no device record of NetBox changes');
  });
});

describe('aifactory state and capacity', () => {
  test('drains a system with a reason, and counts it by state and tenant', async () => {
    const { code, out } = await aifactory(
      'state haein-007 --site site.json --assets assets.csv --date 2026-11-20 --to drained --reason memory',
    );
    expect(code).toBe(0);
    expect(out).toContain('  haein-007: in-service -> drained\n');
    expect(renderSlurmDrain(planNow())).toBe(
      'update NodeName=haein-007 State=DRAIN Reason="drained since 2026-11-20: memory"\n',
    );
    const capacity = await aifactory('capacity --site site.json --assets assets.csv');
    // 127 systems with 8 GPUs: 1,016, less 8.
    expect(capacity.out).toContain('site gasan: 1,008 of 1,016 GPUs in service');
    expect(capacity.out).toMatch(
      /tenants rental, research +designed +127 +1,016\n +in-service +126 +1,008\n +drained +1 +8\n/,
    );
    expect(capacity.out).toContain('out of work:\n  haein-007 drained since 2026-11-20: memory\n');
  });

  test.each([
    ['state haein-007 --to accepted', "'haein-007' is 'in-service' and cannot become 'accepted'"],
    ['state haein-007 --to drained --date 2026-02-30', "'2026-02-30' is no day of the calendar"],
    ['state haein-007 --to drained --date 2025-08-31', '2025-08-31 lies before 2025-09-01'],
    ['state haein-07 --to drained', "the site has no device 'haein-07'"],
    ['replace haein-07 --serial S1', "the site has no device 'haein-07'"],
    [
      'replace haein-007 --serial S0008 --keep nics bmc',
      "serial number 'S0008' would stand at 'haein-007' and 'haein-008'",
    ],
    ['replace haein-007 --serial S0007 --keep nics bmc', "has the serial number 'S0007' already"],
    ['replace haein-007 --keep nics bmc', 'the new hardware has no serial number'],
    ['replace haein-007 --serial S1 --keep bmc', 'the adapters of the old hardware have'],
    ['replace haein-007 --part nic --port compute-1/1 --guid xyz', "'xyz' is neither a GUID nor a MAC address"],
    [
      'replace haein-007 --part nic --port compute-9/1 --guid 0c42a1ffff000001',
      "'haein-007' has no port 'compute-9/1'",
    ],
    [
      'replace haein-007 --part nic --port compute-1/1 --guid 0c42a10008000000',
      "GUID or MAC '0c42a10008000000' would stand at 'haein-007' and 'haein-008'",
    ],
    ['replace haein-007 --part cable', "the site has no cable 'haein-007'"],
    [
      'replace compute/haein-007:compute-1/1 --part cable --guid 0c42a1ffff000001',
      "'--guid' cannot go with '--part cable'",
    ],
  ])('fails with 2 on %s, and writes nothing', async (line, problem) => {
    const before = readFileSync(join(FOLDER, 'assets.csv'), 'utf8');
    const date = line.includes('--date') ? '' : ' --date 2026-11-20';
    const { code, out, err } = await aifactory(`${line} --site site.json --assets assets.csv${date}`);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(problem);
    expect(readFileSync(join(FOLDER, 'assets.csv'), 'utf8')).toBe(before);
  });
});
