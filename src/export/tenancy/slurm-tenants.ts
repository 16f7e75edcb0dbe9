import type { TenancyPlan } from '../../design/tenancy/plan-tenancy';
import { endOf, FOREVER, type Tenancy, type TenancyTenant } from '../../design/tenancy/tenancy';
import { bookTenancy, type NodeState } from '../../design/tenancy/tenancy-book';
import { DesignError } from '../../errors/design-error';
import { gpusOfHost, type SitePlan } from '../../model/site-plan';
import { addTo } from '../../units/present';
import { checkWords, commentText, scontrolText, SLURM_WORDS } from '../machine-text';
import { hostlist } from '../schedulers/scheduler-tree';
import { gpusOf, type HostsByNode, hostsByNode, leased } from './tenant-nodes';

const NEEDS =
  '# Needs AccountingStorageTRES=gres/gpu, AccountingStorageEnforce=associations,limits,qos and PreemptType=preempt/qos.';

/** Priority of what is guaranteed over what is borrowed. */
const GUARANTEED_PRIORITY = 1_000;

/**
 * Files that make a tenancy true in Slurm: accounts with their limits and qualities of service, partitions, nodes with their GPUs and places, reservations of what is promised
 * for later, and states of nodes that no tenant may use.
 *
 * @throws DesignError `export/name-not-taken`, `export/quality-twice`
 * @see https://slurm.schedmd.com/slurm.conf.html
 * @see https://slurm.schedmd.com/sacctmgr.html
 */
export function slurmTenants(
  site: SitePlan,
  tenancy: Tenancy,
  plan: TenancyPlan,
  before?: TenancyPlan,
): readonly (readonly [path: string, text: string])[] {
  const tenants = tenancy.tenants.filter(({ isolation }) => isolation.includes('account'));
  const hostsOf = hostsByNode(site);
  checkWords(
    [
      ...tenants.flatMap(({ name, account = name, leases }) => [name, account, ...leases.map((lease) => lease.name)]),
      ...(tenancy.pools ?? []).map(({ name }) => name),
      ...site.clusters.flatMap(({ hosts, scaleUpDomains = [] }) => [
        ...hosts,
        ...scaleUpDomains.flatMap((domain) => domain.hosts),
      ]),
    ],
    SLURM_WORDS,
  );
  return [
    ['slurm/accounts.sh', accountsText(tenants, plan)],
    ['slurm/partitions.conf', partitionsText(tenants, plan, hostsOf)],
    ['slurm/nodes.conf', nodesText(site, hostsOf)],
    ['slurm/gres.conf', gresText(site, hostsOf)],
    ['slurm/reservations.scontrol', reservationsText(site, tenancy, plan, hostsOf)],
    ['slurm/states.scontrol', statesText(plan, before, hostsOf)],
  ];
}

/** Commands that may be run again: what is there already is changed, not added twice. */
function accountsText(tenants: readonly TenancyTenant[], plan: TenancyPlan): string {
  const owners = new Map<string, string>();
  const lines = tenants.flatMap((tenant) => {
    const { name, account = name } = tenant;
    const shares = sharesOf(plan, name);
    const qualities = shares.flatMap(({ pool, guaranteed, borrows }) => [
      ...(guaranteed === 0 ? [] : [{ name: `${account}-${pool}`, gpus: guaranteed, priority: GUARANTEED_PRIORITY }]),
      ...(borrows === 0 ? [] : [{ name: `${account}-${pool}-burst`, gpus: borrows, priority: 0 }]),
    ]);
    const limit = gpusOf(leased(plan, name)) + shares.reduce((sum, { ceiling }) => sum + ceiling, 0);
    for (const quality of qualities) {
      const owner = owners.get(quality.name.toLowerCase());
      if (owner !== undefined) {
        throw new DesignError('export/quality-twice', {
          problem: `quality of service '${quality.name}' would be of account '${owner}' and of '${account}'`,
          remedy: "rename an account or a pool: names with '-' joined may be those of others",
          object: account,
          value: quality.name,
        });
      }
      owners.set(quality.name.toLowerCase(), account);
    }
    return [
      `sacctmgr -i add account ${account} Description=${name} Organization=${name}`,
      `sacctmgr -i modify account where name=${account} set GrpTRES=gres/gpu=${limit}`,
      ...qualities.flatMap((quality) => [
        `sacctmgr -i add qos ${quality.name}`,
        `sacctmgr -i modify qos where name=${quality.name} set Priority=${quality.priority} GrpTRES=gres/gpu=${quality.gpus}`,
      ]),
      ...(qualities.length === 0
        ? []
        : [
            `sacctmgr -i modify account where name=${account} set QOS=${['normal', ...qualities.map((each) => each.name)].join(',')}`,
          ]),
    ];
  });
  // What is guaranteed may stop what others borrow, once all of them are there.
  const preempt = (plan.pools ?? []).flatMap(({ pool, shares }) => {
    const accounts = shares.flatMap((share) => {
      const tenant = tenants.find(({ name }) => name === share.tenant);
      return tenant === undefined ? [] : [{ ...share, account: tenant.account ?? tenant.name }];
    });
    const burst = accounts.filter(({ borrows }) => borrows > 0).map(({ account }) => `${account}-${pool}-burst`);
    if (burst.length === 0) return [];
    return accounts
      .filter(({ guaranteed }) => guaranteed > 0)
      .map(({ account }) => `sacctmgr -i modify qos where name=${account}-${pool} set Preempt=${burst.join(',')}`);
  });
  // sacctmgr ends with 1 where nothing is new, so that an error of one line does not stop the others.
  return `#!/bin/sh\n# Accounts of ${commentText(plan.site)} on ${plan.day}. Run it once slurmctld has started with these: gres/gpu is not known before.\n${NEEDS}\n${[...lines, ...preempt].join('\n')}\n`;
}

function sharesOf(
  { pools = [] }: TenancyPlan,
  tenant: string,
): readonly {
  readonly pool: string;
  readonly guaranteed: number;
  readonly borrows: number;
  readonly ceiling: number;
}[] {
  return pools.flatMap(({ pool, shares }) =>
    shares.filter((share) => share.tenant === tenant).map((share) => ({ ...share, pool })),
  );
}

/** Lines of `slurm.conf`: a partition a tenant over its nodes alone, and one a pool for the accounts that share it. What has no nodes has none. */
function partitionsText(tenants: readonly TenancyTenant[], plan: TenancyPlan, hostsOf: HostsByNode): string {
  const line = (name: string, nodes: readonly NodeState[], rest: string): readonly string[] => {
    if (nodes.length === 0) return [];
    return [
      `PartitionName=${name} Nodes=${hostlist(nodes.flatMap(({ node }) => hostsOf(node)))} ${rest} MaxTime=INFINITE State=UP`,
    ];
  };
  return [
    `# Partitions of ${commentText(plan.site)} on ${plan.day}.`,
    NEEDS,
    ...tenants.flatMap(({ name, account = name }) => line(name, leased(plan, name), `AllowAccounts=${account}`)),
    ...(plan.pools ?? []).flatMap(({ pool, shares }) => {
      const accounts = shares.flatMap((share) => {
        const tenant = tenants.find(({ name }) => name === share.tenant);
        return tenant === undefined ? [] : [{ account: tenant.account ?? tenant.name, ...share }];
      });
      if (accounts.length === 0) return [];
      const qualities = accounts.flatMap(({ account, guaranteed, borrows }) => [
        ...(guaranteed === 0 ? [] : [`${account}-${pool}`]),
        ...(borrows === 0 ? [] : [`${account}-${pool}-burst`]),
      ]);
      const nodes = plan.nodes.filter((node) => node.use === 'shared' && node.pool === pool);
      const allowed = qualities.length === 0 ? '' : ` AllowQos=${qualities.join(',')}`;
      return line(pool, nodes, `AllowAccounts=${accounts.map(({ account }) => account).join(',')}${allowed}`);
    }),
    '',
  ].join('\n');
}

/**
 * Lines of `slurm.conf`: GPUs of each node, and its place as features: hall, row, rack and power zone. Processors and memory are no part of a plan: a node has them from
 * `slurmd -C`.
 */
function nodesText(site: SitePlan, hostsOf: HostsByNode): string {
  const racks = new Map(
    site.placement.racks.flatMap((rack) => rack.devices.map((device) => [device.name, rack] as const)),
  );
  const alike = new Map<string, string[]>();
  for (const cluster of site.clusters) {
    for (const node of cluster.hosts) {
      const rack = racks.get(node);
      const places =
        rack === undefined ? [] : [rack.hall, `${rack.hall}-row-${rack.row}`, `rack-${rack.name}`, `zone-${rack.zone}`];
      const features = [cluster.name, ...places].map((each) => each.replace(/[^\w.-]/g, '_'));
      addTo(alike, `Gres=gpu:${gpusOfHost(cluster)} Features=${features.join(',')}`, ...hostsOf(node));
    }
  }
  return [
    `# Nodes of ${commentText(site.name)}. Add CPUs, RealMemory and the rest of what 'slurmd -C' prints on a node: a plan has no such figures.`,
    'GresTypes=gpu',
    ...[...alike].map(([rest, hosts]) => `NodeName=${hostlist(hosts)} ${rest} State=UNKNOWN`),
    '',
  ].join('\n');
}

/** Slurm finds the GPUs of a node by NVML, and their links and cores with them. */
function gresText(site: SitePlan, hostsOf: HostsByNode): string {
  const lines = site.clusters.map(
    ({ hosts }) => `NodeName=${hostlist(hosts.flatMap((node) => hostsOf(node)))} AutoDetect=nvml`,
  );
  return [`# GPUs of ${commentText(site.name)}, on the nodes.`, ...lines, ''].join('\n');
}

/** Reservations of what begins later, and of holds: nobody else's work runs on the nodes then. */
function reservationsText(site: SitePlan, tenancy: Tenancy, { day }: TenancyPlan, hostsOf: HostsByNode): string {
  const accounts = new Map(
    tenancy.tenants
      .filter(({ isolation }) => isolation.includes('account'))
      .map(({ name, account = name }) => [name, account]),
  );
  const reserved = new Map<string, { readonly line: string; readonly nodes: string[] }>();
  for (const { node, leases } of bookTenancy(site, tenancy).nodes.values()) {
    for (const { holder, lease } of leases) {
      const account = accounts.get(holder.name);
      const end = endOf(lease);
      const isHold = lease.heldUntil !== undefined;
      if (holder.isPool === true || account === undefined || end <= day || (!isHold && lease.since <= day)) continue;
      const start = lease.since <= day ? `${day}T00:00:00` : `${lease.since}T00:00:00`;
      const time = `StartTime=${start} ${end === FOREVER ? 'Duration=UNLIMITED' : `EndTime=${end}T00:00:00`}`;
      const known = reserved.get(lease.name) ?? {
        line: `create ReservationName=${lease.name} ${time} Accounts=${account} Flags=IGNORE_JOBS`,
        nodes: [],
      };
      reserved.set(lease.name, known);
      known.nodes.push(...hostsOf(node));
    }
  }
  return [...reserved.values()].map(({ line, nodes }) => `${line} Nodes=${hostlist(nodes)}\n`).join('');
}

/** Nodes that no tenant may use, with why, and those that come back. What is out by the asset file is told by the site's own file. */
function statesText(plan: TenancyPlan, before: TenancyPlan | undefined, hostsOf: HostsByNode): string {
  const reasons = new Map<string, string[]>();
  for (const { node, use, tenant, pool, lacks = [] } of plan.nodes) {
    if (use !== 'closed' && use !== 'sanitising') continue;
    const from = tenant === undefined ? `pool ${pool ?? ''}` : `tenant ${tenant}`;
    const why = use === 'closed' ? `closed after ${from}: not proven: ${lacks.join(' ')}` : `sanitising after ${from}`;
    addTo(reasons, why, ...hostsOf(node));
  }
  const wasClosed = new Set(
    (before?.nodes ?? []).filter(({ use }) => use === 'closed' || use === 'sanitising').map(({ node }) => node),
  );
  const back = plan.nodes.filter(
    ({ node, use }) => wasClosed.has(node) && (use === 'leased' || use === 'shared' || use === 'free'),
  );
  return [
    ...[...reasons].map(
      ([why, hosts]) => `update NodeName=${hostlist(hosts)} State=DRAIN Reason=${scontrolText(why)}\n`,
    ),
    ...(back.length === 0
      ? []
      : [`update NodeName=${hostlist(back.flatMap(({ node }) => hostsOf(node)))} State=RESUME\n`]),
  ].join('');
}
