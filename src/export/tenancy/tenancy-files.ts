import { DesignError, DesignErrors } from '../../errors/design-error';
import { planTenancy, type TenancyPlan } from '../../design/tenancy/plan-tenancy';
import type { NodeState } from '../../design/tenancy/tenancy-book';
import type { Tenancy, TenancyTenant } from '../../design/tenancy/tenancy';
import type { SitePlan } from '../../model/site-plan';
import { peopleCsv } from '../../report/csv';
import { infinibandGuids, isPlaceholderGuid } from '../fabric/ufm';
import { checkWords, SLURM_WORDS, yamlText } from '../machine-text';
import { hostlist } from '../schedulers/scheduler-tree';

/** Name of the resource that Kubernetes counts GPUs by. */
const GPU = 'nvidia.com/gpu';

/** Label that a node has for its tenant, and a namespace too. */
const TENANT_LABEL = 'aifactory.example.com/tenant';

/** A change of members of a partition, in the order in which it is to be made. */
export interface MemberStep {
  /** `remove` comes first and is verified before any `add`. */
  readonly action: 'remove' | 'verify' | 'add';
  readonly tenant: string;
  readonly pkey: string;
  readonly node: string;
  /** Port GUIDs that the asset file has. Empty: it has none yet, and the step cannot be made. */
  readonly guids: readonly string[];
}

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
  const hostsOf = hostsByNode(site);
  const files = new Map([
    ['nodes.csv', nodesCsv(plan, hostsOf)],
    ['tenancy.json', `${JSON.stringify({ version: 1, ...plan }, undefined, 2)}\n`],
  ]);
  const by = (kind: TenancyTenant['isolation'][number]): readonly TenancyTenant[] =>
    tenancy.tenants.filter(({ isolation }) => isolation.includes(kind));
  if (by('account').length > 0) {
    files.set('slurm/accounts.sh', slurmAccounts(by('account'), plan));
    files.set('slurm/partitions.conf', slurmPartitions(by('account'), plan, hostsOf));
  }
  if (by('namespace').length > 0) files.set('kubernetes/tenants.yaml', kueueTenants(by('namespace'), plan));
  if (by('pkey').length > 0) {
    const steps = memberSteps(site, tenancy, day, before);
    files.set('ufm/members.json', `${JSON.stringify({ version: 1, day, steps }, undefined, 2)}\n`);
  }
  return files;
}

/** Hosts of what is let as one, by its name: the trays of a rack, which schedulers and fabrics know, or the node itself. */
type HostsByNode = (node: string) => readonly string[];

function hostsByNode({ clusters }: Pick<SitePlan, 'clusters'>): HostsByNode {
  const trays = new Map(
    clusters.flatMap(({ scaleUpDomains = [] }) => scaleUpDomains.map(({ name, hosts }) => [name, hosts])),
  );
  return (node) => trays.get(node) ?? [node];
}

/** Nodes that work of a tenant may run on: what is held or not proven is not among them. */
function leased({ nodes }: TenancyPlan, tenant: string): readonly NodeState[] {
  return nodes.filter((node) => node.use === 'leased' && node.tenant === tenant);
}

function gpusOf(nodes: readonly NodeState[]): number {
  return nodes.reduce((sum, { gpus }) => sum + gpus, 0);
}

function nodesCsv({ nodes }: TenancyPlan, hostsOf: HostsByNode): string {
  return peopleCsv([
    ['node', 'cluster', 'gpus', 'use', 'tenant', 'not_proven'],
    ...nodes.flatMap(({ node, cluster, gpus, use, tenant, lacks = [] }) => {
      const hosts = hostsOf(node);
      return hosts.map((host) => [host, cluster, gpus / hosts.length, use, tenant ?? '', lacks.join(' ')]);
    }),
  ]);
}

/**
 * Commands that make the accounts; limits act only with `AccountingStorageEnforce=associations,limits,qos` and `AccountingStorageTRES=gres/gpu`. They may be run again.
 *
 * @see https://slurm.schedmd.com/sacctmgr.html
 */
function slurmAccounts(tenants: readonly TenancyTenant[], plan: TenancyPlan): string {
  checkWords(
    tenants.flatMap(({ name, account }) => [name, ...(account === undefined ? [] : [account])]),
    SLURM_WORDS,
  );
  const lines = tenants.flatMap(({ name, account = name }) => {
    const limit = `GrpTRES=gres/gpu=${gpusOf(leased(plan, name))}`;
    return [
      `sacctmgr -i add account ${account} Description=${name} Organization=${name}`,
      `sacctmgr -i modify account ${account} set ${limit}`,
    ];
  });
  return `#!/bin/sh\n# Accounts of ${plan.site} on ${plan.day}.\n${lines.join('\n')}\n`;
}

/** Lines of `slurm.conf`: a partition a tenant, over its nodes alone. A tenant without nodes has none. */
function slurmPartitions(tenants: readonly TenancyTenant[], plan: TenancyPlan, hostsOf: HostsByNode): string {
  const lines = tenants.flatMap(({ name, account = name }) => {
    const nodes = leased(plan, name).flatMap(({ node }) => hostsOf(node));
    if (nodes.length === 0) return [];
    return [`PartitionName=${name} Nodes=${hostlist(nodes)} AllowAccounts=${account} MaxTime=INFINITE State=UP`];
  });
  return [
    `# Partitions of ${plan.site} on ${plan.day}. Needs AccountingStorageTRES=gres/gpu and AccountingStorageEnforce=associations,limits,qos.`,
    ...lines,
    '',
  ].join('\n');
}

/**
 * A namespace, a flavour, a queue of the cluster and one of the namespace by tenant. A flavour takes nodes by the label of its tenant, which `nodes.csv` says, so that no
 * tenant is placed on another's nodes.
 *
 * @see https://kueue.sigs.k8s.io/docs/reference/kueue.v1beta2/
 */
function kueueTenants(tenants: readonly TenancyTenant[], plan: TenancyPlan): string {
  DesignErrors.throwAll(
    tenants
      .filter(({ namespace }) => namespace === undefined || !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(namespace))
      .map(
        ({ name, namespace }) =>
          new DesignError('export/no-namespace', {
            problem:
              namespace === undefined
                ? `tenant '${name}' is kept apart by its namespace, and none is stated`
                : `tenant '${name}': '${namespace}' is no name of a namespace`,
            remedy: "give 'namespace': small letters, digits and '-', 63 characters at most",
            object: name,
          }),
      ),
  );
  const documents = tenants.flatMap(({ name, namespace = '' }) => {
    const labels = { [TENANT_LABEL]: namespace };
    return [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } },
      {
        apiVersion: 'kueue.x-k8s.io/v1beta2',
        kind: 'ResourceFlavor',
        metadata: { name: namespace },
        spec: { nodeLabels: labels },
      },
      {
        apiVersion: 'kueue.x-k8s.io/v1beta2',
        kind: 'ClusterQueue',
        metadata: { name: namespace },
        spec: {
          namespaceSelector: { matchLabels: labels },
          resourceGroups: [
            {
              coveredResources: [GPU],
              flavors: [{ name: namespace, resources: [{ name: GPU, nominalQuota: gpusOf(leased(plan, name)) }] }],
            },
          ],
        },
      },
      {
        apiVersion: 'kueue.x-k8s.io/v1beta2',
        kind: 'LocalQueue',
        metadata: { name: 'default', namespace },
        spec: { clusterQueue: namespace },
      },
    ];
  });
  return yamlText(...documents);
}

/**
 * Members of partitions that leave and come, in the order in which it is safe: all removals, then the proof that they are gone, then the additions of nodes that are
 * proven clean. A node that is closed comes to nobody.
 *
 * @throws DesignError `tenancy/...`
 */
export function memberSteps(site: SitePlan, tenancy: Tenancy, day: string, before?: string): readonly MemberStep[] {
  const keys = new Map(site.addresses.partitions.map(({ tenant, pkey }) => [tenant, pkey]));
  for (const { name, pkey } of tenancy.tenants) if (pkey !== undefined) keys.set(name, pkey);
  const isApart = new Set(
    tenancy.tenants.filter(({ isolation }) => isolation.includes('pkey')).map(({ name }) => name),
  );
  const members = (on: string | undefined): ReadonlyMap<string, string> =>
    new Map(
      on === undefined
        ? []
        : planTenancy(site, tenancy, on).nodes.flatMap(({ node, use, tenant }) =>
            use === 'leased' && tenant !== undefined && isApart.has(tenant) ? [[node, tenant] as const] : [],
          ),
    );
  const [was, is] = [members(before), members(day)];
  const guids = guidsByNode(site);
  const hostsOf = hostsByNode(site);
  const step = (action: MemberStep['action'], [node, tenant]: readonly [string, string]): readonly MemberStep[] => {
    const pkey = keys.get(tenant);
    if (pkey === undefined) return [];
    return [
      {
        action,
        tenant,
        pkey: `0x${pkey.toString(16).padStart(4, '0')}`,
        node,
        guids: hostsOf(node).flatMap((host) => guids.get(host) ?? []),
      },
    ];
  };
  const gone = [...was].filter(([node, tenant]) => is.get(node) !== tenant);
  const come = [...is].filter(([node, tenant]) => was.get(node) !== tenant);
  return [
    ...gone.flatMap((each) => step('remove', each)),
    ...gone.flatMap((each) => step('verify', each)),
    ...come.flatMap((each) => step('add', each)),
  ];
}

/** Port GUIDs of hosts on InfiniBand, as the asset file has them. */
function guidsByNode(site: SitePlan): ReadonlyMap<string, readonly string[]> {
  const guids = infinibandGuids(site);
  const found = new Map<string, string[]>();
  for (const { plan } of site.fabrics) {
    if (plan.kind !== 'infiniband') continue;
    for (const { name, portNames } of plan.endpoints) {
      const own = found.get(name) ?? [];
      for (let port = 0; port < portNames.length; port += 1) {
        const { port: guid } = guids.ofPort(plan, name, port);
        if (!isPlaceholderGuid(guid)) own.push(`0x${guid}`);
      }
      found.set(name, own);
    }
  }
  return found;
}
