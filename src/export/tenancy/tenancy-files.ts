import { planTenancy, type TenancyPlan } from '../../design/tenancy/plan-tenancy';
import type { Tenancy, TenancyTenant } from '../../design/tenancy/tenancy';
import { DesignError } from '../../errors/design-error';
import type { SitePlan } from '../../model/site-plan';
import { peopleCsv } from '../../report/csv';
import { yamlText } from '../machine-text';
import { planSeries, watchRules } from '../platform/watch-rules';
import { kubernetesTenants, nodeCommands } from './kubernetes-tenants';
import { memberSteps, type PartitionTable, partitionTables, removedMembers } from './partition-members';
import { slurmTenants } from './slurm-tenants';
import { hostlist } from '../schedulers/scheduler-tree';
import { type HostsByNode, hostsByNode, leased } from './tenant-nodes';

/**
 * Files that make a tenancy true on a day: nodes by tenant, Slurm's accounts and partitions, Kueue's queues, and members of InfiniBand partitions. Files of one kind
 * are there only where a tenant is kept apart by it.
 *
 * @param site - plan of the site
 * @param tenancy - who has what, when
 * @param day - day as `YYYY-MM-DD`
 * @param before - day of what runs now, for the steps from it. Absent: nothing runs
 * @throws DesignError `tenancy/...`, `export/name-not-taken`, `export/no-namespace`
 */
export function renderTenancyFiles(
  site: SitePlan,
  tenancy: Tenancy,
  day: string,
  before?: string,
): Map<string, string> {
  const plan = planTenancy(site, tenancy, day);
  if (before !== undefined && before > day) {
    throw new DesignError('tenancy/bad-date', {
      problem: `the question: 'before' is '${before}', after ${day}: the steps would lead back`,
      remedy: `give the day of what runs now, on or before ${day}`,
      object: 'the question',
      value: before,
    });
  }
  const was = before === undefined ? undefined : planTenancy(site, tenancy, before);
  const hostsOf = hostsByNode(site);
  const files = new Map([
    ['nodes.csv', nodesCsv(plan, hostsOf)],
    ['tenancy.json', `${JSON.stringify({ version: 1, ...plan }, undefined, 2)}\n`],
  ]);
  const by = (kind: TenancyTenant['isolation'][number]): readonly TenancyTenant[] =>
    tenancy.tenants.filter(({ isolation }) => isolation.includes(kind));
  if (by('account').length > 0) {
    for (const [path, text] of slurmTenants(site, tenancy, plan, was)) files.set(path, text);
  }
  if (by('namespace').length > 0) {
    files.set('kubernetes/tenants.yaml', yamlText(...kubernetesTenants(site, tenancy, plan)));
    files.set('kubernetes/nodes.sh', nodeCommands(site, tenancy, plan, was));
  }
  if (by('pkey').length > 0) {
    const steps = memberSteps(site, tenancy, day, before);
    files.set('ufm/members.json', `${JSON.stringify({ version: 1, day, steps }, undefined, 2)}\n`);
    const partitions = partitionTables(site, tenancy, plan);
    files.set('ufm/partitions.json', `${JSON.stringify({ version: 1, day, partitions }, undefined, 2)}\n`);
    if (was !== undefined) files.set('ufm/removed.csv', removedCsv(partitionTables(site, tenancy, was), partitions));
  }
  const others = byHand(tenancy, plan, hostsOf);
  if (others.length > 0) files.set('by-hand.csv', peopleCsv([BY_HAND_HEAD, ...others]));
  const tenantOf = new Map(
    plan.nodes.flatMap(({ node, tenant, pool, use }) => {
      const holder = use === 'leased' ? tenant : use === 'shared' ? pool : undefined;
      return holder === undefined ? [] : [node, ...hostsOf(node)].map((host) => [host, holder] as const);
    }),
  );
  files.set('watch/rules.yaml', yamlText(watchRules()));
  files.set(
    'watch/plan.prom',
    planSeries(site, (host) => tenantOf.get(host)),
  );
  return files;
}

const BY_HAND_HEAD = ['tenant', 'isolation', 'identity', 'vlan', 'nodes'];

/** What keeps tenants apart and no file here makes: somebody has to. */
function byHand(
  { tenants }: Tenancy,
  plan: TenancyPlan,
  hostsOf: HostsByNode,
): readonly (readonly [string, string, string, string, string])[] {
  return tenants.flatMap(({ name, isolation, vni, vlan, nvlink, export: path }) => {
    const nodes = hostlist(leased(plan, name).flatMap(({ node }) => hostsOf(node)));
    const identities = { vrf: vni?.toString(), storage: path, nvlink };
    return (['vrf', 'storage', 'nvlink'] as const)
      .filter((kind) => isolation.includes(kind))
      .map((kind) => {
        const tag = kind === 'vrf' ? (vlan?.toString() ?? 'not stated') : '';
        return [name, kind, identities[kind] ?? 'not stated', tag, nodes] as const;
      });
  });
}

function nodesCsv({ nodes }: TenancyPlan, hostsOf: HostsByNode): string {
  return peopleCsv([
    ['node', 'cluster', 'gpus', 'use', 'tenant', 'not_proven', 'pool'],
    ...nodes.flatMap(({ node, cluster, gpus, use, tenant, pool, lacks = [] }) => {
      const hosts = hostsOf(node);
      return hosts.map((host) => [host, cluster, gpus / hosts.length, use, tenant ?? '', lacks.join(' '), pool ?? '']);
    }),
  ]);
}

/** What a full replacement of the members of partitions puts out. */
function removedCsv(before: readonly PartitionTable[], after: readonly PartitionTable[]): string {
  return peopleCsv([
    ['fabric', 'tenant', 'pkey', 'device', 'guid', 'membership'],
    ...removedMembers(before, after).map(({ fabric, tenant, pkey, device, guid, membership }) => [
      ...[fabric, tenant, pkey, device, guid, membership],
    ]),
  ]);
}
