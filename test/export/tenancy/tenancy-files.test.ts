import { App } from 'cdktf';
import { loadAll } from 'js-yaml';
import { twentyMegawattStart } from '../../../examples/twenty-megawatt-start/main';
import type { Tenancy } from '../../../src/design/tenancy/tenancy';
import { planTenancy } from '../../../src/design/tenancy/plan-tenancy';
import type { KubernetesObject } from '../../../src/export/platform/custom-resources';
import {
  memberSteps,
  type MemberStep,
  movedMembers,
  type PartitionTable,
} from '../../../src/export/tenancy/partition-members';
import type { SitePlan } from '../../../src/model/site-plan';
import { renderTenancyFiles } from '../../../src/export/tenancy/tenancy-files';
import { gasanPlan } from '../../design/orders/ordered-sites';
import { temporaryFolder } from '../../constructs/temporary-folder';

const { plan: SITE } = twentyMegawattStart(new App({ outdir: temporaryFolder() }));

const TENANCY: Tenancy = {
  site: SITE.name,
  sanitisingDays: 1,
  tenants: [
    {
      name: 'one',
      isolation: ['account', 'pkey'],
      account: 'one',
      pkey: 7,
      leases: [{ name: 'L1', nodes: ['gb300-[001-002]'], since: '2028-06-01' }],
    },
  ],
  proofs: [],
};

test('racks are let whole, and files name the trays that schedulers know', () => {
  const files = renderTenancyFiles(SITE, TENANCY, '2028-06-01');
  expect(files.get('slurm/partitions.conf')).toContain(
    'PartitionName=one Nodes=gb300-001-t[01-18],gb300-002-t[01-18] AllowAccounts=one',
  );
  // 2 racks of 72 GPUs; a tray has four.
  expect(files.get('slurm/accounts.sh')).toContain('set GrpTRES=gres/gpu=144');
  expect(files.get('nodes.csv')).toContain('gb300-001-t01,gb300,4,leased,one,,\n');
  const { steps } = JSON.parse(files.get('ufm/members.json') ?? '') as { steps: { node: string; fabric: string }[] };
  const fabrics = SITE.fabrics.flatMap(({ plan }) => (plan.kind === 'infiniband' ? [plan.name] : []));
  expect(steps.map(({ node, fabric }) => `${node} ${fabric}`)).toEqual(
    ['gb300-001', 'gb300-002'].flatMap((node) => fabrics.map((fabric) => `${node} ${fabric}`)),
  );
});

test('a rack of the second phase is promised before it is there', () => {
  const [tenant] = TENANCY.tenants;
  const leases = [{ name: 'L1', nodes: ['gb300-[096-097]'], since: '2028-06-01' }];
  const later = { ...TENANCY, tenants: tenant === undefined ? [] : [{ ...tenant, leases }] };
  expect(renderTenancyFiles(SITE, later, '2028-06-01').get('tenancy.json')).toContain(
    'node gb300-097 is promised from 2028-06-01, there from 2029-09-30',
  );
});

describe('pools, and members by GUID', () => {
  const plain = gasanPlan();
  const hosts = plain.clusters.flatMap((cluster) => cluster.hosts);
  /** GUIDs of all ports: 8 of the compute fabric, 2 of the storage fabric. */
  const nicIds = (index: number): readonly string[] =>
    Array.from({ length: 10 }, (_, port) => `0002c9000000${String(index * 16 + port).padStart(4, '0')}`);
  const GASAN = {
    ...plain,
    assets: new Map(
      hosts.map((device, index) => [device, { device, state: 'in-service' as const, nicIds: nicIds(index) }]),
    ),
  };
  const share = { pool: 'common', guaranteed: 16, since: '2027-01-01' };
  const tenancy: Tenancy = {
    site: 'gasan',
    sanitisingDays: 0,
    evidence: [],
    tenants: [
      {
        name: 'rental',
        isolation: ['pkey', 'account'],
        leases: [{ name: 'L1', nodes: ['haein-[001-002]'], since: '2026-01-01', until: '2027-01-01' }],
        shares: [share],
      },
      {
        name: 'research',
        isolation: ['pkey', 'namespace'],
        namespace: 'research',
        leases: [{ name: 'L2', nodes: ['haein-002'], since: '2027-01-01' }],
        shares: [{ ...share, burst: 8, lends: 4, weight: 2 }],
      },
    ],
    pools: [{ name: 'common', leases: [{ name: 'P1', nodes: ['haein-[003-007]'], since: '2027-01-01' }] }],
    proofs: [],
  };
  const files = renderTenancyFiles(GASAN, tenancy, '2027-01-01', '2026-12-31');

  test('queues borrow in the cohort of their pool', () => {
    const objects = loadAll(files.get('kubernetes/tenants.yaml') ?? '') as KubernetesObject[];
    const specOf = (kind: string, name: string): unknown =>
      objects.find((each) => each.kind === kind && each.metadata.name === name)?.spec;
    const group = (quota: object): object => ({
      coveredResources: ['nvidia.com/gpu'],
      flavors: [{ name: 'pool-common', resources: [{ name: 'nvidia.com/gpu', ...quota }] }],
    });
    // 5 nodes of 8 GPUs, of which 2 x 16 are guaranteed.
    expect(specOf('Cohort', 'pool-common')).toEqual({ resourceGroups: [group({ nominalQuota: 8 })] });
    expect(specOf('ClusterQueue', 'research-common')).toMatchObject({
      cohortName: 'pool-common',
      fairSharing: { weight: '2' },
      resourceGroups: [group({ nominalQuota: 16, borrowingLimit: 8, lendingLimit: 4 })],
    });
    // Its node, what is guaranteed and what it may borrow.
    expect(specOf('ResourceQuota', 'gpus')).toEqual({ hard: { 'requests.nvidia.com/gpu': '32' } });
    expect(specOf('ResourceFlavor', 'pool-common')).toMatchObject({ topologyName: 'compute' });
  });

  test('accounts have what is guaranteed before what they borrow', () => {
    const accounts = files.get('slurm/accounts.sh') ?? '';
    expect(accounts).toContain('name=rental-common set Priority=1000 GrpTRES=gres/gpu=16\n');
    // The other one lends 4, and 8 are guaranteed to nobody.
    expect(accounts).toContain('name=rental-common-burst set Priority=0 GrpTRES=gres/gpu=12\n');
    expect(accounts).toContain('name=rental-common set Preempt=rental-common-burst\n');
    expect(files.get('slurm/partitions.conf')).toContain(
      'PartitionName=common Nodes=haein-[003-007] AllowAccounts=rental AllowQos=rental-common,rental-common-burst',
    );
  });

  test.each([
    ['queues', 'namespace', "ClusterQueue 'a-common' would be written twice"],
    ['qualities of service', 'account', "quality of service 'a-common' would be of account 'a' and of 'a-common'"],
  ] as const)('fails on %s of two tenants whose joined names are the same', (_, kind, message) => {
    const leases = [{ name: 'L3', nodes: ['haein-010'], since: '2027-01-01' }];
    const of = (name: string, more: object): Tenancy['tenants'][number] => ({
      ...{ name, isolation: [kind], [kind]: name, leases: [] },
      ...more,
    });
    const pools = [
      ...(tenancy.pools ?? []),
      { name: 'common-common', leases: [{ name: 'P2', nodes: ['haein-020'], since: '2027-01-01' }] },
    ];
    const tenants =
      kind === 'namespace'
        ? [of('a', { shares: [share] }), of('a-common', { leases })]
        : [
            of('a', { shares: [{ ...share, pool: 'common-common', guaranteed: 8 }] }),
            of('a-common', { shares: [{ ...share, guaranteed: 8 }] }),
          ];
    expect(() => renderTenancyFiles(GASAN, { ...tenancy, tenants, pools }, '2027-01-01')).toThrow(
      kind === 'namespace' ? message : message.replace("'a-common' would", "'a-common-common' would"),
    );
  });

  test('a node that changes hands is drained before the label of who gets it comes', () => {
    const apart = {
      ...tenancy,
      tenants: tenancy.tenants.map((each) => ({ ...each, isolation: ['namespace'] as const, namespace: each.name })),
    };
    const commands = renderTenancyFiles(GASAN, apart, '2027-01-01', '2026-12-31').get('kubernetes/nodes.sh') ?? '';
    const lines = commands.split('\n').filter((line) => line.includes('haein-002'));
    expect(lines.map((line) => line.split(' ')[1])).toEqual(['drain', 'label', 'uncordon']);
    expect(
      commands
        .split('\n')
        .slice(2, 4)
        .every((line) => line.startsWith('kubectl drain')),
    ).toBe(true);
    // Without a day before nothing is known of who had it.
    expect(renderTenancyFiles(GASAN, apart, '2027-01-01').get('kubernetes/nodes.sh')).not.toContain('drain');
  });

  test('what no file here makes is told, with its identity', () => {
    const tenants = tenancy.tenants.map((each) =>
      each.name === 'research' ? { ...each, isolation: ['vrf', 'storage', 'namespace'] as const, vni: 7_001 } : each,
    );
    expect(renderTenancyFiles(GASAN, { ...tenancy, tenants }, '2027-01-01').get('by-hand.csv')).toBe(
      'tenant,isolation,identity,vlan,nodes\nresearch,vrf,7001,not stated,haein-002\nresearch,storage,not stated,,haein-002\n',
    );
    expect(files.has('by-hand.csv')).toBe(false);
  });

  test('fails on steps that would lead back', () => {
    expect(() => renderTenancyFiles(GASAN, tenancy, '2026-12-31', '2027-01-01')).toThrow('the steps would lead back');
  });

  test('a step of members says how many ports have no GUID', () => {
    const steps = (site: SitePlan): readonly MemberStep[] => memberSteps(site, tenancy, '2027-01-01', '2026-12-31');
    const [first] = GASAN.assets.values();
    if (first === undefined) throw new Error('no asset');
    const assets = new Map(GASAN.assets).set(first.device, { ...first, nicIds: first.nicIds.slice(0, 5) });
    const without = steps({ ...GASAN, assets })
      .filter(({ action }) => action === 'remove')
      .map(({ node, fabric, portsWithoutGuid }) => [node, fabric, portsWithoutGuid]);
    expect(without.filter(([node]) => node === 'haein-001')).toEqual([
      ['haein-001', 'compute', 3],
      ['haein-001', 'storage', 2],
    ]);
    expect(steps(GASAN).every(({ portsWithoutGuid }) => portsWithoutGuid === undefined)).toBe(true);
  });

  test('tables have hosts as full members among each other and as limited ones of the storage, and say what a replacement puts out', () => {
    const { partitions } = JSON.parse(files.get('ufm/partitions.json') ?? '') as { partitions: PartitionTable[] };
    const membershipOf = (fabric: string, tenant: string): readonly string[] => {
      const table = partitions.find((each) => each.fabric === fabric && each.tenant === tenant);
      return (table?.members ?? []).map(({ device, membership }) => `${device} ${membership}`);
    };
    expect(membershipOf('compute', 'research')).toEqual(Array<string>(8).fill('haein-002 full'));
    expect(membershipOf('storage', 'research')).toEqual(Array<string>(2).fill('haein-002 limited'));
    expect(membershipOf('compute', 'rental')).toEqual([]);
    const missing = partitions.find((each) => each.fabric === 'storage' && each.tenant === 'research')?.missing ?? [];
    // The asset file has no GUIDs of the storage.
    expect(missing.length).toBeGreaterThan(0);
    expect(missing.every((device) => device.startsWith('scratch-'))).toBe(true);
    // Two nodes with ten ports leave the first tenant.
    expect(
      files
        .get('ufm/removed.csv')
        ?.split('\n')
        .filter((line) => line.includes(',rental,')),
    ).toHaveLength(20);
    expect(
      movedMembers(tenancy, planTenancy(GASAN, tenancy, '2026-12-31'), planTenancy(GASAN, tenancy, '2027-01-01')),
    ).toEqual([{ node: 'haein-002', from: 'rental', to: 'research' }]);
  });

  test.each([
    ['a namespace', { namespace: 'Research' }, "'Research', which is no name of a namespace"],
    ['a namespace of the system', { namespace: 'kube-system' }, 'a namespace of Kubernetes itself'],
    ['the namespace of all', { namespace: 'default' }, 'a namespace of Kubernetes itself'],
    ['a namespace of a pool', { namespace: 'pool-common' }, 'the name of the queue of a pool'],
  ])('fails on %s that Kubernetes would take otherwise', (_, more, message) => {
    const tenants = tenancy.tenants.map((each) => (each.name === 'research' ? { ...each, ...more } : each));
    expect(() => renderTenancyFiles(GASAN, { ...tenancy, tenants }, '2027-01-01')).toThrow(message);
  });
});
