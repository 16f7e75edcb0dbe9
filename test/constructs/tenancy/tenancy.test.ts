import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { GpuCluster, InfinibandFabric, Length, Power, PowerZone, Site } from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';
import { Tenancy, type TenancyProps, Tenant, TenantPool, type TenantProps } from 'cdktf-ai-factory/tenancy';
import { providerProblems } from 'cdktf-ai-factory/testing';
import { writeFiles } from '../../../src/files/file-writer';
import { terraformText } from '../../../src/targets/terraform-text';
import { HOSTILE_TEXTS } from '../../support/hostile-texts';
import { temporaryFolder } from '../temporary-folder';
import { HELM_SCHEMA, RESTAPI_SCHEMA } from './provider-schemas';
import { RACK } from '../small-site';

interface Lab {
  readonly app: App;
  readonly site: Site;
  readonly outdir: string;
}

/** Eight systems on an InfiniBand fabric; the asset file has GUIDs of those that are given. */
function labOf(assets?: string): Lab {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'lab-stack');
  const site = new Site(stack, 'lab', {
    halls: [
      {
        name: 'hall-1',
        rack: RACK,
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: [{ name: 'A', racks: 10 }],
      },
    ],
    addressPools: [],
    tenants: ['one'],
    cableSlack: Length.metres(2),
    lockFile: false,
    console: 'quiet',
    ...(assets === undefined ? {} : { assetsFile: assets }),
  });
  new PowerZone(site, 'zone-a', { rating: Power.kilowatts(700), rows: ['A'], rackFeed: 'static-switch' });
  const gpu = new GpuCluster(site, 'gpu', { system: systems.DGX_B200, count: 8, spareSystems: 0 });
  new InfinibandFabric(site, 'compute', { hosts: [gpu], switch: switches.QM9700 });
  return { app, site, outdir };
}

const LEASE = { name: 'L1', nodes: ['gpu-[001-002]'], since: '2027-01-01' };
const ONE: TenantProps = { isolation: ['pkey', 'namespace'], namespace: 'one', leases: [LEASE] };

function tenancyIn(
  { app, site }: Lab,
  more: Partial<TenancyProps> = {},
  tenants: Record<string, TenantProps> = { one: ONE },
): Tenancy {
  const tenancy = new Tenancy(new TerraformStack(app, 'tenants-stack'), 'lab', { site, day: '2027-01-01', ...more });
  for (const [name, props] of Object.entries(tenants)) new Tenant(tenancy, name, props);
  return tenancy;
}

function terraformOf(
  { outdir }: Pick<Lab, 'outdir'>,
  stack: string,
): Record<string, Record<string, Record<string, unknown>>> {
  return JSON.parse(readFileSync(join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8')) as never;
}

describe('a tenancy in a stack of its own', () => {
  const lab = labOf();
  const tenancy = tenancyIn(
    lab,
    { isInKubernetes: true },
    {
      one: ONE,
      two: {
        isolation: ['namespace'],
        namespace: 'two',
        shares: [{ pool: 'common', guaranteed: 8, since: '2027-01-01' }],
      },
    },
  );
  new TenantPool(tenancy, 'common', { leases: [{ name: 'P1', nodes: ['gpu-008'], since: '2027-01-01' }] });
  lab.app.synth();
  const text = JSON.stringify(terraformOf(lab, 'lab-stack'));

  test('holds tenants, pools and a release of a local chart', () => {
    const { terraform_data: data, helm_release: releases } = terraformOf(lab, 'tenants-stack')['resource'] ?? {};
    expect(data).toMatchObject({
      'tenant-one': { input: { namespace: 'one', gpus: 16, nodes: 'gpu-[001-002]' } },
      'tenant-two': { input: { gpus: 0, shares: [{ pool: 'common', guaranteed: 8, ceiling: 8 }] } },
      'pool-common': { input: { usable: 8, guaranteed: 8, rest: 0, nodes: 'gpu-008' } },
    });
    expect(releases).toEqual({
      'tenants-lab': {
        name: 'tenants-lab',
        namespace: 'default',
        create_namespace: true,
        chart: '${path.module}/../../tenancy/lab/kubernetes/chart',
      },
    });
    expect(providerProblems(terraformOf(lab, 'tenants-stack'), HELM_SCHEMA)).toEqual([]);
    const chart = join(lab.outdir, 'stacks/tenants-stack/../../tenancy/lab/kubernetes/chart');
    expect(existsSync(join(chart, 'Chart.yaml'))).toBe(true);
    expect(readdirSync(join(chart, 'templates')).length).toBeGreaterThan(6);
  });

  test('leaves no trace in the stack of its site, whoever has what', () => {
    expect(text).not.toContain('tenant-one');
    const other = labOf();
    tenancyIn(other, {}, { one: { ...ONE, leases: [{ ...LEASE, nodes: ['gpu-[003-007]'] }] } });
    other.app.synth();
    expect(JSON.stringify(terraformOf(other, 'lab-stack'))).toBe(text);
  });
});

test('takes the plan of a site that is in another program', () => {
  const { site } = labOf();
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  const tenancy = new Tenancy(new TerraformStack(app, 'tenants-stack'), 'lab', { plan: site.plan, day: '2027-01-01' });
  new Tenant(tenancy, 'one', ONE);
  app.synth();
  expect(tenancy.plan.counts.map(({ use, gpus }) => [use, gpus])).toEqual([
    ['free', 48],
    ['leased', 16],
  ]);
});

describe('partitions by UFM', () => {
  const HEADER = 'device,serial,asset_tag,bmc_mac,nic_ids,state,since';
  const assets = join(temporaryFolder(), 'assets.csv');
  const ids = (node: number): string =>
    Array.from({ length: 8 }, (_, port) => `0002c903000000${node}${port}`).join(' ');
  const rows = [1, 2].map((node) => `gpu-00${node},,,,${ids(node)},in-service,2026-12-01`);
  const ufm = [{ fabric: 'compute', uri: 'https://ufm.example.com' }];
  beforeAll(() => {
    writeFiles([[assets, `${[HEADER, ...rows].join('\n')}\n`]], { folder: '/' });
  });

  test('members come and go one device at a time, and no secret stands in a state', () => {
    const lab = labOf(assets);
    tenancyIn(lab, { ufm });
    lab.app.synth();
    const terraform = terraformOf(lab, 'tenants-stack');
    expect(providerProblems(terraform, RESTAPI_SCHEMA)).toEqual([]);
    const objects = terraform['resource']?.['restapi_object'] ?? {};
    expect(Object.keys(objects)).toEqual(['compute-one', 'compute-one-gpu-001', 'compute-one-gpu-002']);
    const guids = ids(1).split(' ');
    expect(objects['compute-one-gpu-001']).toMatchObject({
      create_path: '/ufmRest/resources/pkeys/',
      destroy_path: '/ufmRest/resources/pkeys/{id}',
      object_id: `0x0001/guids/${guids.join(',')}`,
      depends_on: ['restapi_object.compute-one'],
    });
    expect(JSON.parse((objects['compute-one-gpu-001'] as { data: string }).data)).toEqual({
      pkey: '0x0001',
      guids,
      membership: 'full',
      index0: false,
      ip_over_ib: true,
    });
    expect(terraform['variable']).toMatchObject({ ufm_compute_password: { sensitive: true, ephemeral: true } });
  });

  test.each([
    ['GUIDs that the asset file has not', { nodes: ['gpu-[002-003]'] }, {}, 'tenancy/guids-missing'],
    [
      'a fabric that the site has not',
      {},
      { ufm: [{ fabric: 'comput', uri: 'https://x' }] },
      "did you mean 'compute'?",
    ],
  ])('fails on %s', (_, lease, more, message) => {
    const lab = labOf(assets);
    tenancyIn(lab, { ufm, ...more }, { one: { ...ONE, leases: [{ ...LEASE, ...lease }] } });
    expect(() => lab.app.synth()).toThrow(message);
  });

  test('fails on a node that goes from one key into another in one apply', () => {
    const lab = labOf(assets);
    const two = { isolation: ['pkey' as const], pkey: 7, leases: [{ ...LEASE, name: 'L2', since: '2027-02-01' }] };
    tenancyIn(
      lab,
      { ufm, day: '2027-02-01', before: '2027-01-31', sanitisingDays: 0, evidence: [] },
      { one: { ...ONE, leases: [{ ...LEASE, until: '2027-02-01' }] }, two },
    );
    expect(() => lab.app.synth()).toThrow(
      "2 nodes (gpu-001 and on) would go from tenant 'one' to tenant 'two' in one apply",
    );
  });
});

describe('what is refused', () => {
  const lab = labOf();
  const stack = new TerraformStack(lab.app, 'other');

  test.each<[string, () => unknown, string]>([
    ['neither site nor plan', () => new Tenancy(stack, 'a', { day: '2027-01-01' }), 'tenancy/no-site'],
    [
      'no stack',
      () => new Tenancy(lab.app as never, 'b', { site: lab.site, day: '2027-01-01' }),
      'tenancy/outside-stack',
    ],
    [
      'the stack of the site',
      () => new Tenancy(TerraformStack.of(lab.site), 'c', { site: lab.site, day: '2027-01-01' }),
      'tenancy/stack-of-site',
    ],
    ['a tenant without a tenancy', () => new Tenant(stack as never, 'd', ONE), 'tenancy/no-tenancy'],
    ['a pool without a tenancy', () => new TenantPool(stack as never, 'e', { leases: [] }), 'tenancy/no-tenancy'],
    ['a wrong isolation', () => new Tenant(stack as never, 'f', { isolation: ['x' as never] }), 'isolation'],
  ])('fails on %s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('names of another script stay apart, and two of one name are refused', () => {
    const own = labOf();
    const free: TenantProps = { isolation: [], leases: [] };
    tenancyIn(own, {}, { one: ONE, 가: free, 나: free });
    own.app.synth();
    const { terraform_data: data = {} } = terraformOf(own, 'tenants-stack')['resource'] ?? {};
    expect(Object.keys(data).filter((name) => name.startsWith('tenant-_'))).toHaveLength(2);
  });

  test('fails on an error of the tenancy, with its rule', () => {
    const own = labOf();
    tenancyIn(
      own,
      {},
      {
        one: ONE,
        two: { ...ONE, isolation: ['account'], namespace: 'two', account: 'two', leases: [{ ...LEASE, name: 'L2' }] },
      },
    );
    expect(() => own.app.synth()).toThrow('tenancy/two-tenants');
  });

  test('fails on Kubernetes without a tenant in it', () => {
    const own = labOf();
    tenancyIn(own, { isInKubernetes: true }, { one: { isolation: ['pkey'], leases: [LEASE] } });
    expect(() => own.app.synth()).toThrow('tenancy/nothing-in-kubernetes');
  });

  test('fails on a tenant that comes after the plan', () => {
    const own = labOf();
    const tenancy = tenancyIn(own);
    expect(tenancy.plan.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(() => new Tenant(tenancy, 'late', ONE)).toThrow('tenancy/frozen');
  });
});

describe('hostile texts', () => {
  const { site } = labOf();

  test.each(HOSTILE_TEXTS)('%j is refused with a code, or written as data', (text) => {
    const outdir = temporaryFolder();
    const app = new App({ outdir });
    const tenancy = new Tenancy(new TerraformStack(app, 'tenants-stack'), 'lab', {
      plan: site.plan,
      day: '2027-01-01',
    });
    try {
      new Tenant(tenancy, 'one', { ...ONE, isolation: ['storage'], account: text, export: text, nvlink: text });
      app.synth();
    } catch (error) {
      expect((error as Error).message).toMatch(/\[[a-z-]+\/[a-z-]+\]/);
      return;
    }
    const { terraform_data: data } = terraformOf({ outdir }, 'tenants-stack')['resource'] ?? {};
    const { input } = data?.['tenant-one'] as { input: { account: string } };
    expect(input.account).toBe(terraformText(text));
  });
});
