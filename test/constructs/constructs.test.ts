import { App, TerraformStack } from 'cdktf';
import {
  DataRate,
  DataSize,
  EthernetFabric,
  GpuCluster,
  InfinibandFabric,
  Inventory,
  Length,
  ManagementNetwork,
  Power,
  PowerZone,
  Site,
  StorageTier,
} from 'cdktf-ai-factory';
import { defineStorageSystem, switches, systems, userFact } from 'cdktf-ai-factory/catalog';
import { policyReportOf, synthesized } from 'cdktf-ai-factory/testing';
import { HALL, smallSite, smallZone } from './small-site';
import { temporaryFolder } from './temporary-folder';

const OFFER = 'offer 4711 of the supplier';
const SWITCH_POWER = Power.watts(1_700);

interface Synthesized {
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
  readonly resource?: { readonly terraform_data: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
}

function terraformOf(stack: TerraformStack): Synthesized {
  return synthesized(stack) as Synthesized;
}

function resourcesOf(stack: TerraformStack): readonly string[] {
  return Object.keys(terraformOf(stack).resource?.terraform_data ?? {});
}

describe('each construct alone in a stack', () => {
  test('a zone feeds an empty row', () => {
    const lab = smallSite();
    const zone = smallZone(lab);
    expect(zone.resourceAddress).toBe('terraform_data.lab-zone-zone-a');
    expect(synthesized(lab.stack)).toMatchSnapshot();
  });

  test('a cluster stands in the fewest racks that its power takes', () => {
    const lab = smallSite();
    smallZone(lab);
    const gpu = new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 4 });
    expect([gpu.gpus, gpu.unitSystems, gpu.unitOf('gpu-004')]).toEqual([32, 32, 'gpu/su-01']);
    expect(gpu.deviceNames).toEqual(['gpu-001', 'gpu-002', 'gpu-003', 'gpu-004']);
    // 3 x 14.3 kW = 42.9 kW of 44 kW: three systems a rack.
    expect(synthesized(lab.stack)).toMatchSnapshot();
  });

  test('an InfiniBand fabric connects one cluster', () => {
    const lab = smallSite();
    smallZone(lab);
    const gpu = new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 32 });
    const { counts } = new InfinibandFabric(lab.stack, 'compute', {
      site: lab.site,
      hosts: [gpu],
      switch: switches.QM9700,
      switchPower: SWITCH_POWER,
    });
    // 32 systems x 8 rails = 256 links on 8 leaves of 32; 256 uplinks / 64 ports = 4 spines.
    expect(counts).toMatchObject({ leaf: 8, spine: 4, hostLinks: 256, leafSpineLinks: 256 });
    const { output } = terraformOf(lab.stack);
    expect(output?.['lab_fabric_compute']?.value).toMatchObject({ leaves: 8, spines: 4, leaf_spine_links: 256 });
    expect(lab.site.plan.clusters[0]?.fabrics).toEqual(['compute']);
  });

  test('an Ethernet fabric gives its switches AS numbers', () => {
    const lab = smallSite({ addressPools: [{ name: 'loopbacks', purpose: 'loopback', cidr: '10.1.0.0/24' }] });
    smallZone(lab, { rating: Power.megawatts(1) });
    const gpu = new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 16 });
    const fabric = new EthernetFabric(lab.stack, 'compute', {
      site: lab.site,
      role: 'compute',
      hosts: [gpu],
      switch: switches.SN5600,
      switchPower: SWITCH_POWER,
    });
    expect(lab.site.plan.addresses.asNumbers.map(({ device }) => device).sort()).toEqual(
      [...fabric.deviceNames].sort(),
    );
  });

  test('a storage tier has as many blocks as its demands take', () => {
    const lab = smallSite();
    smallZone(lab);
    const gpu = new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 4 });
    const scratch = new StorageTier(lab.stack, 'scratch', {
      site: lab.site,
      system: defineStorageSystem({
        id: 'block',
        model: 'flash block',
        manufacturer: 'supplier',
        heightU: userFact(2, OFFER, '2026-11'),
        usableCapacity: userFact(DataSize.petabytes(1), OFFER, '2026-11'),
        read: userFact(DataRate.gigabytesPerSecond(60), OFFER, '2026-11'),
        write: userFact(DataRate.gigabytesPerSecond(30), OFFER, '2026-11'),
        maxPower: userFact(Power.watts(1_600), OFFER, '2026-11'),
      }),
      serves: [gpu],
      capacity: DataSize.petabytes(2),
      read: DataRate.gigabytesPerSecond(200),
    });
    // 2 PB / 1 PB = 2 blocks; 200 GB/s / 60 GB/s = 3.33, so 4 blocks.
    expect([scratch.plan.blocks, scratch.plan.decidedBy]).toEqual([4, 'read']);
    expect(resourcesOf(lab.stack)).toContain('lab-storage-scratch');
  });

  test('a management network reaches every device once', () => {
    const lab = smallSite({
      addressPools: [
        { name: 'loopbacks', purpose: 'loopback', cidr: '10.1.0.0/24' },
        { name: 'management', purpose: 'oob', cidr: '10.2.0.0/24' },
      ],
    });
    smallZone(lab);
    const gpu = new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 4 });
    const oob = new ManagementNetwork(lab.stack, 'oob', {
      site: lab.site,
      manages: [gpu],
      switch: switches.SN2201,
      switchPower: Power.watts(100),
      tiers: 1,
    });
    expect(oob.counts).toMatchObject({ leaf: 1, spine: 0, hostLinks: 4 });
  });
});

describe('resources', () => {
  test('have the tags of the site, and those of a construct over them', () => {
    const lab = smallSite({ tags: { operator: 'lab', stage: 'test' } });
    smallZone(lab, { tags: { stage: 'live' } });
    new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 1 });
    const resources = terraformOf(lab.stack).resource?.terraform_data ?? {};
    const tags = Object.entries(resources).map(([name, { input }]) => [name, (input as { tags: unknown }).tags]);
    expect(Object.fromEntries(tags)).toEqual({
      'lab-rack-A01': { operator: 'lab', stage: 'test' },
      'lab-cluster-gpu': { operator: 'lab', stage: 'test' },
      'lab-zone-zone-a': { operator: 'lab', stage: 'live' },
    });
  });

  test('are in reach of an override, of constructs and of racks', () => {
    const lab = smallSite();
    const zone = smallZone(lab);
    new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 1 });
    zone.addOverride('lifecycle.prevent_destroy', true);
    lab.site.overrideResource('rack', 'A01', 'lifecycle.ignore_changes', 'all');
    const resources = terraformOf(lab.stack).resource?.terraform_data ?? {};
    expect(resources['lab-zone-zone-a']).toMatchObject({
      input: { rating: '700 kW' },
      lifecycle: { prevent_destroy: true },
    });
    expect(resources['lab-rack-A01']).toMatchObject({ input: { rack: 'A01' }, lifecycle: { ignore_changes: 'all' } });
  });

  test('fails for an override of a rack that is not in use', () => {
    const lab = smallSite();
    smallZone(lab);
    new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 1 });
    lab.site.overrideResource('rack', 'A1', 'lifecycle.prevent_destroy', true);
    expect(() => synthesized(lab.stack)).toThrow(
      "an override is for resource 'lab-rack-A1', which the inventory does not hold; did you mean 'lab-rack-A01'? [site/unknown-resource]",
    );
  });

  test('live in the stack of their scope, and are judged in each of them', () => {
    const lab = smallSite();
    const second = new TerraformStack(lab.app, 'gpu-stack');
    smallZone(lab, { rating: Power.kilowatts(10) });
    const gpu = new GpuCluster(second, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 1 });
    gpu.addOverride('triggers_replace', 'never');
    expect(policyReportOf(lab.site).findings.map(({ ruleId }) => ruleId)).toContain('power/zone-overload');
    for (const stack of [lab.stack, second]) expect(() => synthesized(stack)).toThrow('[power/zone-overload]');
    expect(lab.site.plan.stacks.map(({ name, resources }) => [name, resources])).toEqual([
      ['lab-stack', 2],
      ['gpu-stack', 1],
    ]);
  });
});

describe('racks of a large site', () => {
  function split(by: 'hall' | 'row'): { readonly app: App; readonly site: Site } {
    const lab = smallSite({
      halls: ['east', 'west'].map((name) => ({
        ...HALL,
        name,
        rowPitch: Length.metres(3),
        rows: ['A', 'B'].map((row) => ({ name: row, racks: 2 })),
      })),
      inventory: Inventory.embedded({ split: by }),
    });
    new PowerZone(lab.stack, 'zone-a', {
      site: lab.site,
      rating: Power.kilowatts(700),
      rows: ['east/A', 'east/B', 'west/A', 'west/B'],
      rackFeed: 'static-switch',
    });
    new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 24 });
    return lab;
  }

  test.each([
    ['hall' as const, ['lab-stack', 'lab-stack-east', 'lab-stack-west'], [2, 4, 4]],
    [
      'row' as const,
      ['lab-stack', 'lab-stack-east-A', 'lab-stack-east-B', 'lab-stack-west-A', 'lab-stack-west-B'],
      [2, 2, 2, 2, 2],
    ],
  ])('split by %s stand in stacks named after it', (by, names, counts) => {
    const { app, site } = split(by);
    const stacks = app.node.children.filter((child) => TerraformStack.isStack(child));
    expect(stacks.map(({ node }) => node.id)).toEqual(names);
    expect(stacks.map((stack) => resourcesOf(stack as TerraformStack).length)).toEqual(counts);
    expect(site.plan.stacks.map(({ resources }) => resources)).toEqual(counts);
  });
});

describe('a site', () => {
  test('is frozen all the way down once it is planned', () => {
    const lab = smallSite();
    smallZone(lab);
    new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 2 });
    const open: string[] = [];
    const seen = new Set<object>();
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || seen.has(value)) return;
      seen.add(value);
      if (!Object.isFrozen(value)) open.push(path);
      const children = value instanceof Map ? value : new Map(Object.entries(value));
      for (const [key, child] of children) visit(child, `${path}.${String(key)}`);
    };
    visit(lab.site.plan, 'plan');
    expect(open).toEqual([]);
    expect(seen.size).toBeGreaterThan(50);
    expect(lab.site.plan).toBe(lab.site.plan);
  });

  test('passes with a zone that is loaded to its last watt', () => {
    const lab = smallSite();
    // 4 x 14.3 kW = 57.2 kW = 80 % of 71.5 kW.
    smallZone(lab, { rating: Power.watts(71_500), redundancy: 'N' });
    new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 4 });
    expect(resourcesOf(lab.stack)).toContain('lab-zone-zone-a');
  });

  test('passes with a rack that is full to its last unit', () => {
    const rack = { model: '40 U rack', units: 40, power: Power.kilowatts(60) };
    const lab = smallSite({ halls: [{ ...HALL, rack, rows: [{ name: 'A', racks: 1 }] }] });
    smallZone(lab);
    new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 4 });
    expect(resourcesOf(lab.stack)).toContain('lab-rack-A01');
  });

  test('stands in a stack beside other sites', () => {
    const app = new App({ outdir: temporaryFolder() });
    const stack = new TerraformStack(app, 'both');
    for (const id of ['east', 'west']) {
      const site = new Site(stack, id, {
        halls: [HALL],
        addressPools: [],
        cableSlack: Length.metres(2),
        lockFile: false,
      });
      new PowerZone(stack, `zone-${id}`, { site, rating: Power.kilowatts(100), rows: ['A'] });
    }
    expect(resourcesOf(stack)).toEqual(['east-zone-zone-east', 'west-zone-zone-west']);
  });
});
