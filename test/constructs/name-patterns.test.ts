import { join } from 'node:path';
import { writeFileSync } from 'node:fs';

import { App, TerraformStack } from 'cdktf';
import { GpuCluster, InfinibandFabric, Power, PowerZone, Site, type SitePlan } from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';

import { renderLock } from '../../src/design/lock/lock-text';
import { renderSiteFiles } from '../../src/export/site/site-files';
import { RACK } from './small-site';
import { temporaryFolder } from './temporary-folder';

interface Named {
  readonly names?: string;
  readonly switchNames?: string;
  readonly count?: number;
  readonly reserveUnits?: number;
  readonly lockFile?: string | false;
}

function planned({ names, switchNames, count = 8, reserveUnits = 2, lockFile = false }: Named): SitePlan {
  const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), 'lab-stack');
  const rows = [{ name: 'A', racks: 20 }];
  const site = new Site(stack, 'lab', { halls: [{ name: 'hall-1', rack: RACK, rows }], lockFile });
  new PowerZone(stack, 'zone-a', { site, rating: Power.megawatts(2), rows: ['A'], rackFeed: 'static-switch' });
  const cluster = new GpuCluster(stack, 'gpu', {
    site,
    system: systems.DGX_B200,
    count,
    unitSystems: 4,
    ...(names === undefined ? {} : { names }),
  });
  new InfinibandFabric(stack, 'compute', {
    site,
    hosts: [cluster],
    switch: switches.QM9700,
    switchPower: Power.watts(1_700),
    tiers: 2,
    reserveUnits,
    ...(switchNames === undefined ? {} : { switchNames }),
  });
  const { plan } = site;
  if (lockFile !== false) writeFileSync(lockFile, renderLock(plan.lock));
  return plan;
}

const hosts = (named: Named): readonly string[] => planned(named).clusters[0]?.hosts ?? [];

const switchesOf = (named: Named): readonly string[] =>
  planned(named).fabrics[0]?.plan.switches.map(({ name }) => name) ?? [];

test('systems are named by a pattern', () => {
  expect(hosts({ names: 'dgx{n:02}', count: 3 })).toEqual(['dgx01', 'dgx02', 'dgx03']);
  expect(hosts({ names: '{id}-su{unit}-{i:02}', count: 5 }).slice(3)).toEqual(['gpu-su1-04', 'gpu-su2-01']);
  expect(hosts({ count: 1 })).toEqual(['gpu-001']);
});

test('switches are named by a pattern, whose numbers growth does not change', () => {
  const switchNames = '{fabric}-{role}{n:02}';
  const before = switchesOf({ switchNames, count: 4 });
  expect(before.slice(0, 2)).toEqual(['compute-leaf01', 'compute-leaf02']);
  expect(before.at(-1)).toMatch(/^compute-spine\d\d$/);
  expect(switchesOf({ switchNames, count: 8 })).toEqual(expect.arrayContaining([...before]));
  expect(switchesOf({ switchNames: '{role}-su{unit:02}-r{rail}n{n}' })[0]).toBe('leaf-su01-r1n1');
});

test('what reads names takes them: Slurm, OpenSM, NetBox and the cable schedule', () => {
  const files = renderSiteFiles(planned({ names: 'dgx{n:02}', switchNames: 'ib-{role}{n:02}' }));
  const text = [...files.values()].map(String).join('\n');
  for (const name of ['dgx08', 'ib-leaf01']) expect(text).toContain(name);
  expect(text).not.toContain('compute-leaf-su01');
});

test('names stay under the lock, and a pattern that changes is refused', () => {
  const lockFile = join(temporaryFolder(), 'lab.lock.json');
  const named = { names: 'dgx{n:02}', switchNames: '{role}{n:02}', lockFile };
  const before = planned({ ...named, count: 4 });
  const after = planned({ ...named, count: 8 });
  for (const [device, position] of before.placement.positions) {
    expect(after.placement.positions.get(device)).toEqual(position);
  }
  expect(() => planned({ ...named, names: 'node{n:02}' })).toThrow(
    "cluster 'gpu': 'names' gives other names than those that the lock holds places and numbers for; keep 'names' as it was, or start again with 'aifactory lock release gpu', which may move its devices [names/pattern-changed]",
  );
  expect(() => planned({ lockFile, names: 'dgx{n:02}' })).toThrow(
    "fabric 'compute': 'switchNames' gives other names than those that the lock holds places and numbers for",
  );
});

test.each([
  ['dgx{x}', "and there is no '{x}'; use '{n}', '{unit}', '{i}', '{id}' [names/bad-pattern]"],
  ['dgx{unt}', "and there is no '{unt}'; did you mean '{unit}'? [names/bad-pattern]"],
  ['dgx{n:2}', "and there is no '{n:2}'; use '{n}', '{unit}', '{i}', '{id}' [names/bad-pattern]"],
  [
    '{rack}-{n}',
    "and places follow from names, not names from racks; use '{n}', '{unit}', '{i}', '{id}' [names/bad-pattern]",
  ],
  ['dgx{n', "which is no pattern; write it like 'dgx{n:02}', with '{n}', '{unit}', '{i}', '{id}' [names/bad-pattern]"],
  [
    'dgx_{n}',
    "which names 8 of 8 devices as no host in DNS can be called, 'dgx_1' first; use letters a to z, digits and inner '-', 63 characters at most [names/not-taken]",
  ],
  [
    'su{unit}',
    "which gives 8 devices 2 names: 'su1' is there more than once; add '{n}' or '{i}' or '{id}' to it, with as many of them as tell the devices apart [names/alike]",
  ],
])('fails for systems called %s', (names, message) => {
  expect(() => planned({ names })).toThrow(`cluster 'gpu': 'names' is '${names}', ${message}`);
});

test.each([
  [
    '{role}',
    "which gives 20 devices 2 names: 'leaf' is there more than once; add '{n}' or '{unit}' or '{rail}' or '{plane}' or '{fabric}' to it",
  ],
  ['{role}.{n}', 'which names 20 of 20 devices as no host in DNS can be called'],
  ['{rol}{n}', "and there is no '{rol}'; did you mean '{role}'? [names/bad-pattern]"],
])('fails for switches called %s', (switchNames, message) => {
  expect(() => planned({ switchNames })).toThrow(`fabric 'compute': 'switchNames' is '${switchNames}', ${message}`);
});

test('fails once for two clusters whose names meet', () => {
  const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), 'lab-stack');
  const rows = [{ name: 'A', racks: 20 }];
  const site = new Site(stack, 'lab', { halls: [{ name: 'hall-1', rack: RACK, rows }], lockFile: false });
  new PowerZone(stack, 'zone-a', { site, rating: Power.megawatts(2), rows: ['A'] });
  for (const id of ['a', 'b']) new GpuCluster(stack, id, { site, system: systems.DGX_B200, count: 1, names: 'dgx{n}' });
  expect(() => site.plan).toThrow('space/duplicate-device');
});
