import { join } from 'node:path';

import { App, TerraformStack } from 'cdktf';
import { GpuCluster, Hall, InfinibandFabric, Length, Power, PowerZone, Row, Site } from 'cdktf-ai-factory';
import type { SitePlan, SiteProps } from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';

import { parseSiteJson } from '../../src/report/site/site-json';
import { HALL, RACK } from './small-site';
import { temporaryFolder } from './temporary-folder';
import { writtenFiles } from './written-files';

const STATED: SiteProps = { halls: [HALL], addressPools: [], cableSlack: Length.metres(2) };

const BARE: SiteProps = { halls: [{ name: 'hall-1', rack: RACK, rows: HALL.rows }] };

interface Written {
  readonly plan: SitePlan;
  readonly files: ReadonlyMap<string, string>;
}

/** A cluster on a fabric, synthesized. */
function written(props: SiteProps): Written {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'lab-stack');
  const site = new Site(stack, 'lab', { lockFile: false, ...props });
  new PowerZone(stack, 'zone-a', { site, rating: Power.kilowatts(700), rows: ['A'], rackFeed: 'static-switch' });
  const cluster = new GpuCluster(stack, 'gpu', { site, system: systems.DGX_B200, count: 4 });
  const switchPower = Power.watts(1_700);
  new InfinibandFabric(stack, 'compute', { site, hosts: [cluster], switch: switches.QM9700, switchPower });
  const { plan } = site;
  app.synth();
  return { plan, files: writtenFiles(join(outdir, 'site')) };
}

test('a program that states the defaults gives the same plan as one that leaves them out', () => {
  const { defaults, ...bare } = written(BARE).plan;
  expect(bare).toEqual(written(STATED).plan);
  expect(defaults).toEqual([
    { object: "hall 'hall-1'", prop: 'rowPitch', value: '3 m', basis: 'assumed' },
    { object: "hall 'hall-1'", prop: 'rackPitch', value: '600 mm', basis: 'assumed' },
    { object: "hall 'hall-1'", prop: 'riser', value: '1.5 m', basis: 'assumed' },
    { object: "site 'lab'", prop: 'cableSlack', value: '2 m', basis: 'assumed' },
  ]);
});

test('files are the same but for what they say of defaults, which the site book lists', () => {
  const bare = written(BARE).files;
  const stated = written(STATED).files;
  const differ = [...stated].flatMap(([path, text]) => (bare.get(path) === text ? [] : [path]));
  expect(differ.map((path) => path.replace('lab/', ''))).toEqual(['index.html', 'site.json']);
  expect([...bare.keys()]).toEqual([...stated.keys()]);
  expect(bare.get('lab/index.html')).toContain('<code>cableSlack</code></td><td>2 m</td><td>assumed</td>');
  expect(parseSiteJson(bare.get('lab/site.json') ?? '').defaults).toHaveLength(4);
});

test('a program that states all has no word of defaults in its plan', () => {
  expect(written(STATED).plan).not.toHaveProperty('defaults');
});

test('racks stand as close as they are wide where their width is given and no pitch', () => {
  const rack = { ...RACK, width: Length.millimetres(800) };
  const { plan } = written({ halls: [{ name: 'hall-1', rack, rows: HALL.rows }] });
  expect(plan.halls[0]?.rackPitchMillimetres).toBe(800);
  expect(plan.defaults).toContainEqual({
    object: "hall 'hall-1'",
    prop: 'rackPitch',
    value: '800 mm',
    basis: "'width' of the hall's rack",
  });
});

test('a hall that is a construct has the same defaults, and a site without links no slack', () => {
  const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), 'lab-stack');
  const site = new Site(stack, 'lab', { lockFile: false });
  const hall = new Hall(stack, 'hall-1', { site, rack: RACK, riser: Length.metres(1) });
  const rows = [new Row(hall, 'A', { racks: 2 }).fullName];
  new PowerZone(stack, 'zone-a', { site, rating: Power.kilowatts(700), rows });
  expect(site.plan.halls[0]).toMatchObject({
    rowPitchMillimetres: 3_000,
    rackPitchMillimetres: 600,
    riserMillimetres: 1_000,
  });
  expect(site.plan.defaults?.map(({ prop }) => prop)).toEqual(['rowPitch', 'rackPitch']);
});
