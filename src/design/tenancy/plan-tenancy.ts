import { OUT_OF_WORK } from '../../model/asset';
import { daysAfter } from '../../model/phase';
import type { ClusterPlan, SitePlan } from '../../model/site-plan';
import { type ThingLoss, largestLosses, lossFindings } from './blast-radius';
import { type PoolFigures, poolFigures, shareFindings } from './shares';
import {
  type BookedLease,
  bookTenancy,
  countsOf,
  isInServiceKnown,
  nodesOn,
  type NodeState,
  type TenancyBook,
  type TenancyCount,
} from './tenancy-book';
import { endOf, FOREVER, holderText, ISOLATION_KINDS, type IsolationKind, type Tenancy } from './tenancy';
import type { TenancyFinding } from './tenancy-finding';

/** A tenancy on a day. */
export interface TenancyPlan {
  /** Name of the site. */
  readonly site: string;
  /** Day as `YYYY-MM-DD`. */
  readonly day: string;
  /** In the order of clusters and hosts. */
  readonly nodes: readonly NodeState[];
  /** In the order of the uses' names. */
  readonly counts: readonly TenancyCount[];
  /** What tenants have of pools. Absent: there are none. */
  readonly pools?: readonly PoolFigures[];
  /** What the loss of one thing takes of each tenant at most, by kind of thing. */
  readonly losses: readonly ThingLoss[];
  /** Of all days, not of this one alone. */
  readonly findings: readonly TenancyFinding[];
}

/**
 * Nodes of a site by tenant on a day, and all that does not hold of the tenancy.
 *
 * A tenancy names nodes and changes nothing of the site: what a tenant has is data beside the plan, so that no change of it can plan a change of the site.
 *
 * @param site - plan of the site
 * @param tenancy - who has what, when
 * @param day - day as `YYYY-MM-DD`
 * @throws DesignError `tenancy/...` for what is wrong in itself; all at once
 */
export function planTenancy(site: SitePlan, tenancy: Tenancy, day: string): TenancyPlan {
  const book = bookTenancy(site, tenancy, day);
  const nodes = nodesOn(book, day);
  const pools = poolFigures(tenancy, nodes, day);
  const losses = largestLosses(site, nodes);
  const findings = [
    ...findingsOf(book),
    ...shareFindings(book, pools),
    ...lossFindings(site, tenancy, { day, nodes, losses }),
  ];
  const more = pools.length === 0 ? {} : { pools };
  return { site: site.name, day, nodes, counts: countsOf(nodes), ...more, losses, findings };
}

function findingsOf(book: TenancyBook): readonly TenancyFinding[] {
  const { tenancy } = book;
  const findings = new Map<string, TenancyFinding & { nodes: string[] }>();
  const tell = (node: string, finding: Omit<TenancyFinding, 'message'>, what: string): void => {
    const key = `${finding.rule}\n${finding.object}\n${what}`;
    const known = findings.get(key);
    if (known === undefined) findings.set(key, { ...finding, message: what, nodes: [node] });
    else known.nodes.push(node);
  };
  for (const booked of book.nodes.values()) {
    const { node, from, leases, isSpare, state } = booked;
    if (leases.length > 0 && !isInServiceKnown(booked)) {
      const object = `cluster '${booked.cluster.name}'`;
      const remedy = "give it a phase, or its nodes the state 'in-service' in the asset file";
      const rule = 'tenancy/service-not-known';
      tell(node, { rule, severity: 'not-known', object, remedy }, 'let, and in service from a day that nothing says');
    }
    // The one that ends last is the one that others run into, and of those that are signed the one that was cleaned up after.
    let before: BookedLease | undefined;
    let signed: BookedLease | undefined;
    for (const each of leases) {
      const { holder, lease } = each;
      const object = `lease '${lease.name}' of ${holderText(holder)}`;
      if (from !== undefined && lease.since < from) {
        const remedy = `begin it on ${from} or later, or give it other nodes`;
        tell(
          node,
          { rule: 'tenancy/before-service', severity: 'error', object, remedy },
          `promised from ${lease.since}, there from ${from}`,
        );
      }
      if (state !== undefined && OUT_OF_WORK.includes(state)) {
        const remedy = 'give it other nodes, or bring these back';
        tell(node, { rule: 'tenancy/node-out', severity: 'error', object, remedy }, `${state} by the asset file`);
      }
      if (isSpare) {
        const remedy = 'give it other nodes, or lower the spare systems of the cluster';
        tell(
          node,
          { rule: 'tenancy/spare-promised', severity: 'error', object, remedy },
          'among the spare systems of its cluster',
        );
      }
      const end = before === undefined ? undefined : endOf(before.lease);
      const gone = signed === undefined ? undefined : endOf(signed.lease);
      if (before !== undefined && end !== undefined && end > lease.since) {
        const remedy = 'let one of them begin when the other has ended, or give it other nodes';
        const what = `also of lease '${before.lease.name}' of ${holderText(before.holder)} until ${end === FOREVER ? 'further notice' : end}`;
        tell(node, { rule: 'tenancy/two-tenants', severity: 'error', object, remedy }, what);
      } else if (
        signed !== undefined &&
        gone !== undefined &&
        signed.holder.name !== holder.name &&
        lease.since < daysAfter(gone, tenancy.sanitisingDays)
      ) {
        const remedy = `begin it on ${daysAfter(gone, tenancy.sanitisingDays)} or later`;
        const what = `leaves ${holderText(signed.holder)} on ${gone}, and ${tenancy.sanitisingDays} days of sanitising are stated`;
        tell(node, { rule: 'tenancy/no-turn-over', severity: 'error', object, remedy }, what);
      }
      if (end === undefined || endOf(lease) > end) before = each;
      if (lease.heldUntil === undefined && (gone === undefined || endOf(lease) > gone)) signed = each;
    }
  }
  return [
    ...[...findings.values()].map(({ nodes, message, ...finding }) => ({
      ...finding,
      message: `${nodes.length === 1 ? `node ${nodes[0] ?? ''} is` : `${nodes.length} nodes (${nodes[0] ?? ''} to ${nodes.at(-1) ?? ''}) are`} ${message}`,
    })),
    ...reachFindings(book),
    ...spareFindings(book),
  ];
}

/** Clusters that are let and do not say how many of their systems are spare: absent is not none. */
function spareFindings({ site: { clusters }, tenancy: { tenants }, nodes }: TenancyBook): readonly TenancyFinding[] {
  const counted = tenants.flatMap(({ leases }) => leases.filter(({ gpus }) => gpus !== undefined));
  const promised = new Set(counted.map(({ cluster }) => cluster ?? clusters[0]?.name));
  const silent = new Set(
    [...nodes.values()].flatMap(({ cluster, leases }) =>
      (leases.length > 0 || promised.has(cluster.name)) && cluster.spareSystems === undefined ? [cluster.name] : [],
    ),
  );
  return [...silent].map((name) => ({
    rule: 'tenancy/spares-not-stated',
    severity: 'not-known',
    object: `cluster '${name}'`,
    message: 'nothing says how many of its systems are spare, and all are let or free',
    remedy: "give 'spareSystems', 0 where there is none",
  }));
}

/** Isolation that the fabrics of a tenant's nodes cannot give, and identities that are not stated. */
function reachFindings({ site, tenancy: { tenants }, nodes }: TenancyBook): readonly TenancyFinding[] {
  const kinds = new Map(site.fabrics.map(({ plan }) => [plan.name, plan.kind]));
  const clustersOf = new Map<string, Set<ClusterPlan>>();
  for (const { cluster, leases } of nodes.values()) {
    for (const { holder } of leases) {
      const known = clustersOf.get(holder.name) ?? new Set();
      clustersOf.set(holder.name, known.add(cluster));
    }
  }
  for (const { name, leases } of tenants) {
    for (const { gpus, cluster: of } of leases) {
      const cluster =
        gpus === undefined ? undefined : site.clusters.find((each) => of === undefined || each.name === of);
      if (cluster !== undefined) clustersOf.set(name, (clustersOf.get(name) ?? new Set()).add(cluster));
    }
  }
  return tenants.flatMap(({ name, isolation, ...identity }) => {
    const findings: TenancyFinding[] = [];
    const object = `tenant '${name}'`;
    for (const cluster of clustersOf.get(name) ?? []) {
      if (isolation.includes('nvlink') && cluster.scaleUpDomains === undefined) {
        findings.push({
          rule: 'tenancy/no-such-fabric',
          severity: 'error',
          object,
          message: `it is to be kept apart by nvlink, and no systems of cluster '${cluster.name}' share an NVLink domain`,
          remedy: 'leave it out: whole systems are apart there',
        });
      }
      for (const [kind, needs] of [
        ['pkey', 'infiniband'],
        ['vrf', 'ethernet'],
      ] as const) {
        if (!isolation.includes(kind) || cluster.fabrics.some((fabric) => kinds.get(fabric) === needs)) continue;
        findings.push({
          rule: 'tenancy/no-such-fabric',
          severity: 'error',
          object,
          message: `it is to be kept apart by ${kind}, and cluster '${cluster.name}' is on no ${needs === 'infiniband' ? 'InfiniBand' : 'Ethernet'} fabric`,
          remedy: 'keep it apart by what its fabrics have, or give it nodes of another cluster',
        });
      }
    }
    const stated: Readonly<Record<IsolationKind, unknown>> = {
      pkey: identity.pkey ?? site.addresses.partitions.find(({ tenant }) => tenant === name)?.pkey,
      vrf: identity.vni,
      storage: identity.export,
      namespace: identity.namespace,
      account: identity.account,
      nvlink: identity.nvlink,
    };
    for (const kind of isolation) {
      if (stated[kind] !== undefined) continue;
      const prop = kind === 'vrf' ? 'vni' : kind === 'storage' ? 'export' : kind;
      findings.push({
        rule: 'tenancy/identity-not-stated',
        severity: 'not-known',
        object,
        message: `it is to be kept apart by ${kind}, and nothing says by which`,
        remedy: `give '${prop}'`,
      });
    }
    if (isolation.length === 0) {
      findings.push({
        rule: 'tenancy/isolation-not-stated',
        severity: 'not-known',
        object,
        message: 'nothing says by what it is kept apart from others',
        remedy: `give 'isolation': ${ISOLATION_KINDS.join(', ')}`,
      });
    }
    return findings;
  });
}
