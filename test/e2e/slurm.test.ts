import type { Asset } from '../../src/model/asset';
import type { FabricPlan } from '../../src/model/fabric-plan';
import { hostlist } from '../../src/export/schedulers/scheduler-tree';
import { renderSlurmDrain, renderSlurmSite, renderSlurmTopology } from '../../src/export/schedulers/scheduler-files';
import { tenancyOf } from '../../src/design/tenancy/tenancy-file';
import { renderTenancyFiles } from '../../src/export/tenancy/tenancy-files';
import { gasanPlan } from '../design/orders/ordered-sites';
import { clusterOf } from '../export/scheduler-site';
import { SMALL, computeFabric, siteOf } from '../report/site-fixture';
import { SlurmController, describeWithSlurm } from './slurm-controller';

function hostsOf({ endpoints }: FabricPlan): string[] {
  return endpoints.flatMap(({ name, group }) => (group === undefined ? [] : [name]));
}

/** Switches by name with what is below them, as the tree is written or printed. */
function treeOf(text: string): ReadonlyMap<string, string> {
  const switches = [...text.matchAll(/^SwitchName=(\S+)(.*)$/gm)];
  return new Map(
    switches.map(([, name = '', rest = '']) => [
      name,
      (/Switches=(\S+)/.exec(rest) ?? /Nodes=(\S+)/.exec(rest))?.[1] ?? '',
    ]),
  );
}

describeWithSlurm('a controller of Slurm', () => {
  let controller: SlurmController;
  beforeEach(() => {
    controller = new SlurmController();
  });
  afterEach(() => controller.stop());

  // A leaf alone; 4 units below a root; 16 units in 4 pods of 32 leaves below a root.
  test.each([
    ['one tier', siteOf(SMALL).fabrics[0]?.plan ?? computeFabric(4), 1],
    ['two tiers', computeFabric(127), 5],
    ['three tiers, whose pods are of units', computeFabric(512, { by: 'unit' }), 21],
    ['three tiers, whose pods are of rails', computeFabric(512), 17],
  ])('reads the tree of a fabric of %s as it is meant', async (_, fabric, switches) => {
    const hosts = hostsOf(fabric);
    const site = clusterOf(hosts, new Map(), 'haein');
    const topology = renderSlurmTopology(fabric, site);
    await controller.start({ topology, nodes: hostlist(hosts) });
    const read = treeOf(controller.scontrol(['show', 'topology']));
    expect(read.size).toBe(switches);
    expect(read).toEqual(treeOf(topology));
  });

  test('reads one tree over fabrics that share hosts', async () => {
    const [red, blue] = [computeFabric(8), computeFabric(16)].map((plan, at) => ({
      path: '',
      plan: { ...plan, name: at === 0 ? 'red' : 'blue' },
    }));
    const hosts = hostsOf(computeFabric(16));
    const site = { name: 'gasan', fabrics: [red!, blue!], ...clusterOf(hosts, new Map(), 'haein') };
    const files = renderSlurmSite(site);
    await controller.start({ topology: files?.conf ?? '', nodes: hostlist(hosts) });
    expect(treeOf(controller.scontrol(['show', 'topology']))).toEqual(treeOf(files?.conf ?? ''));
  });

  test('reads nodes, partitions and states of a tenancy', async () => {
    const site = gasanPlan();
    const tenancy = tenancyOf({
      site: 'gasan',
      tenants: [
        {
          name: 'one',
          isolation: ['account'],
          leases: [{ name: 'L1', nodes: ['haein-[001-004]'], since: '2026-01-01', until: '2027-01-01' }],
        },
        {
          name: 'two',
          isolation: ['account'],
          leases: [{ name: 'L2', nodes: ['haein-[005-008]'], since: '2026-01-01' }],
          shares: [{ pool: 'common', guaranteed: 8, since: '2026-01-01' }],
        },
      ],
      pools: [{ name: 'common', leases: [{ name: 'P', nodes: ['haein-[009-010]'], since: '2026-01-01' }] }],
    });
    const files = renderTenancyFiles(site, tenancy, '2027-01-02');
    const nodes = (files.get('slurm/nodes.conf') ?? '').replaceAll(
      'State=UNKNOWN',
      'NodeAddr=127.0.0.1 CPUs=8 State=UNKNOWN',
    );
    const fabric = site.fabrics.find(({ plan }) => plan.name === 'compute')?.plan ?? computeFabric(127);
    await controller.start({
      topology: renderSlurmTopology(fabric, site),
      nodes: '',
      lines: `${nodes}${files.get('slurm/partitions.conf') ?? ''}`,
    });
    expect(controller.scontrol([], files.get('slurm/states.scontrol'))).not.toMatch(/error|invalid/i);
    expect(controller.scontrol(['show', 'node', 'haein-001'])).toMatch(
      /ActiveFeatures=haein,hall-1,hall-1-row-A,rack-A01,zone-east.*Gres=gpu:8.*DRAIN.*Reason=closed after tenant one/s,
    );
    expect(controller.scontrol(['show', 'node', 'haein-005'])).not.toContain('DRAIN');
    expect(controller.scontrol(['show', 'partition', 'two'])).toMatch(/AllowAccounts=two.*Nodes=haein-\[005-008\]/s);
    expect(controller.scontrol(['show', 'partition', 'common'])).toMatch(/Nodes=haein-\[009-010\]/);
    expect(controller.scontrol(['show', 'partition', 'one'])).toContain('not found');
  });

  test('drains the hosts that are failed', async () => {
    const fabric = computeFabric(8);
    const hosts = hostsOf(fabric);
    const failed: Asset = { device: 'haein-002', state: 'failed', since: '2026-10-01' };
    const site = clusterOf(hosts, new Map([['haein-002', failed]]), 'haein');
    await controller.start({ topology: renderSlurmTopology(fabric, site), nodes: hostlist(hosts) });
    controller.scontrol([], renderSlurmDrain(site));
    expect(controller.scontrol(['show', 'node', 'haein-002'])).toMatch(
      /State=\S*DRAIN.*Reason=failed since 2026-10-01/s,
    );
    expect(controller.scontrol(['show', 'node', 'haein-003'])).not.toContain('DRAIN');
  });
});
