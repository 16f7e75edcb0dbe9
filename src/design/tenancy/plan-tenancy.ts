import { DesignErrors } from '../../errors/design-error';
import { ASSET_STATES, type AssetState, OUT_OF_WORK } from '../../model/asset';
import { daysAfter, PhaseOrder } from '../../model/phase';
import type { ClusterPlan, SitePlan } from '../../model/site-plan';
import { addTo, present } from '../../units/present';
import {
  badNodes,
  checkTenancy,
  endOf,
  type Evidence,
  EVIDENCE_KINDS,
  type EvidenceKind,
  expandNodes,
  FOREVER,
  ISOLATION_KINDS,
  type IsolationKind,
  type Lease,
  type Tenancy,
  type TenancyTenant,
  unknownNode,
} from './tenancy';

/** A state of a node for tenants, on a day. */
export type NodeUse = 'free' | 'leased' | 'held' | 'sanitising' | 'closed' | 'not-in-service' | 'spare' | 'out';

/** What a node is for on a day. */
export interface NodeState {
  readonly node: string;
  readonly cluster: string;
  readonly gpus: number;
  readonly use: NodeUse;
  /** Tenant that has it, or that it comes from. */
  readonly tenant?: string;
  /** Kinds that are not proven. */
  readonly lacks?: readonly EvidenceKind[];
}

/** Something that does not hold, with what to do. */
export interface TenancyFinding {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'not-known';
  readonly object: string;
  readonly message: string;
  readonly remedy: string;
}

/** GPUs by use on a day, over the whole site. */
export interface TenancyCount {
  readonly use: NodeUse;
  readonly nodes: number;
  readonly gpus: number;
}

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
  /** Of all days, not of this one alone. */
  readonly findings: readonly TenancyFinding[];
}

/** A node of the site with all that is booked on it. */
interface BookedNode {
  readonly node: string;
  readonly cluster: ClusterPlan;
  /** First day on which it is there, of its phase. Absent: the site has no phases. */
  readonly from?: string;
  /** In order of their first days. */
  readonly leases: readonly { readonly tenant: TenancyTenant; readonly lease: Lease }[];
  readonly proofs: readonly Evidence[];
  readonly isSpare: boolean;
}

/** States of hardware that nobody has put into service yet. */
const BEFORE_SERVICE: readonly AssetState[] = ASSET_STATES.slice(0, ASSET_STATES.indexOf('in-service'));

/** A tenancy with all that is booked on each node. */
export interface TenancyBook {
  readonly site: SitePlan;
  readonly tenancy: Tenancy;
  /** By name, in the order of clusters and hosts. */
  readonly nodes: ReadonlyMap<string, BookedNode>;
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
  return { site: site.name, day, nodes, counts: countsOf(nodes), findings: findingsOf(book) };
}

/** GPUs by use on a day. */
export function countsOn(book: TenancyBook, day: string): readonly TenancyCount[] {
  return countsOf(nodesOn(book, day));
}

/** Nodes that are free on every day of a time, in the order of clusters and hosts. `until` is no day of it. */
export function freeNodes(book: TenancyBook, since: string, until: string = FOREVER): readonly NodeState[] {
  // A node goes back clean: the next lease begins its days of sanitising after the end. Counted back from it, for no day follows the last one.
  const { sanitisingDays } = book.tenancy;
  return [...book.nodes.values()].flatMap((node) => {
    const state = stateOn(book, node, since);
    if (state.use !== 'free') return [];
    const isTaken = node.leases.some(
      ({ lease }) => daysAfter(lease.since, -sanitisingDays) < until && endOf(lease) > since,
    );
    return isTaken ? [] : [state];
  });
}

function nodesOn(book: TenancyBook, day: string): readonly NodeState[] {
  return [...book.nodes.values()].map((node) => stateOn(book, node, day));
}

function countsOf(nodes: readonly NodeState[]): readonly TenancyCount[] {
  const uses = [...new Set(nodes.map(({ use }) => use))].sort();
  return uses.map((use) => {
    const own = nodes.filter((each) => each.use === use);
    return { use, nodes: own.length, gpus: own.reduce((sum, { gpus }) => sum + gpus, 0) };
  });
}

/**
 * A tenancy by its nodes, to be asked for many days.
 *
 * @throws DesignError `tenancy/...` for what is wrong in itself; all at once
 */
export function bookTenancy(site: SitePlan, tenancy: Tenancy, day?: string): TenancyBook {
  const errors = checkTenancy(site, tenancy, day);
  const phases = new PhaseOrder(site.phases ?? []);
  const phaseOf = new Map(site.devices.map(({ name, phase }) => [name, phase]));
  const booked = new Map<string, { tenant: TenancyTenant; lease: Lease }[]>();
  for (const { hosts } of site.clusters) for (const host of hosts) booked.set(host, []);
  for (const tenant of tenancy.tenants) {
    for (const lease of tenant.leases) {
      for (const text of lease.nodes) {
        const names = expandNodes(text);
        if (names === undefined) errors.push(badNodes(lease, text));
        for (const name of names ?? []) {
          const list = booked.get(name);
          if (list === undefined) errors.push(unknownNode(lease, name, booked.keys()));
          else list.push({ tenant, lease });
        }
      }
    }
  }
  DesignErrors.throwAll(errors);
  const proofs = new Map<string, Evidence[]>();
  for (const proof of tenancy.proofs) addTo(proofs, proof.node, proof);
  const nodes = new Map<string, BookedNode>();
  for (const cluster of site.clusters) {
    const spares = cluster.spareSystems ?? 0;
    cluster.hosts.forEach((node, index) => {
      const phase = phaseOf.get(node);
      const from = phases.phases[phases.numberOf(present({ phase }))]?.date;
      nodes.set(node, {
        node,
        cluster,
        ...present({ from }),
        leases: (booked.get(node) ?? []).sort((left, right) => (left.lease.since < right.lease.since ? -1 : 1)),
        proofs: proofs.get(node) ?? [],
        // Which systems are spare is not said by name: they are counted from the last.
        isSpare: index >= cluster.hosts.length - spares,
      });
    });
  }
  return { site, tenancy, nodes };
}

function stateOn({ site: { assets }, tenancy }: TenancyBook, booked: BookedNode, day: string): NodeState {
  const { node, cluster, from, leases, proofs, isSpare } = booked;
  const base = { node, cluster: cluster.name, gpus: cluster.gpusPerHost };
  const asset = assets.get(node);
  if (asset !== undefined && OUT_OF_WORK.includes(asset.state)) return { ...base, use: 'out' };
  if (from !== undefined && day < from) return { ...base, use: 'not-in-service' };
  const lacks = (end: string): readonly EvidenceKind[] => {
    const proven = new Set(proofs.filter(({ date }) => date >= end && date <= day).flatMap((proof) => proof.proven));
    return (tenancy.evidence ?? EVIDENCE_KINDS).filter((kind) => !proven.has(kind));
  };
  const last = leases.filter(({ lease }) => endOf(lease) <= day && lease.heldUntil === undefined).at(-1);
  const now = leases.find(({ lease }) => lease.since <= day && day < endOf(lease));
  if (last !== undefined && last.tenant.name !== now?.tenant.name) {
    const open = lacks(endOf(last.lease));
    // What is not proven stays closed, whoever is next.
    if (open.length > 0) return { ...base, use: 'closed', tenant: last.tenant.name, lacks: open };
    if (now === undefined && day < daysAfter(endOf(last.lease), tenancy.sanitisingDays)) {
      return { ...base, use: 'sanitising', tenant: last.tenant.name };
    }
  }
  if (now === undefined) return { ...base, use: isSpare ? 'spare' : 'free' };
  return { ...base, use: now.lease.heldUntil === undefined ? 'leased' : 'held', tenant: now.tenant.name };
}

function findingsOf(book: TenancyBook): readonly TenancyFinding[] {
  const { site, tenancy } = book;
  const findings = new Map<string, TenancyFinding & { nodes: string[] }>();
  const tell = (node: string, finding: Omit<TenancyFinding, 'message'>, what: string): void => {
    const key = `${finding.rule}\n${finding.object}\n${what}`;
    const known = findings.get(key);
    if (known === undefined) findings.set(key, { ...finding, message: what, nodes: [node] });
    else known.nodes.push(node);
  };
  for (const booked of book.nodes.values()) {
    const { node, from, leases, isSpare } = booked;
    const state = site.assets.get(node)?.state;
    if (leases.length > 0 && from === undefined && (state === undefined || BEFORE_SERVICE.includes(state))) {
      const object = `cluster '${booked.cluster.name}'`;
      const remedy = "give it a phase, or its nodes the state 'in-service' in the asset file";
      const rule = 'tenancy/service-not-known';
      tell(node, { rule, severity: 'not-known', object, remedy }, 'let, and in service from a day that nothing says');
    }
    leases.forEach(({ tenant, lease }, index) => {
      const object = `lease '${lease.name}' of tenant '${tenant.name}'`;
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
      const before = leases[index - 1];
      if (before === undefined) return;
      const end = endOf(before.lease);
      if (end > lease.since) {
        const remedy = 'let one of them begin when the other has ended, or give it other nodes';
        const what = `also of lease '${before.lease.name}' of tenant '${before.tenant.name}' until ${end === FOREVER ? 'further notice' : end}`;
        tell(node, { rule: 'tenancy/two-tenants', severity: 'error', object, remedy }, what);
      } else if (
        before.tenant.name !== tenant.name &&
        before.lease.heldUntil === undefined &&
        lease.since < daysAfter(end, tenancy.sanitisingDays)
      ) {
        const remedy = `begin it on ${daysAfter(end, tenancy.sanitisingDays)} or later`;
        const what = `leaves tenant '${before.tenant.name}' on ${end}, and ${tenancy.sanitisingDays} days of sanitising are stated`;
        tell(node, { rule: 'tenancy/no-turn-over', severity: 'error', object, remedy }, what);
      }
    });
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
function spareFindings({ nodes }: TenancyBook): readonly TenancyFinding[] {
  const silent = new Set(
    [...nodes.values()].flatMap(({ cluster, leases }) =>
      leases.length > 0 && cluster.spareSystems === undefined ? [cluster.name] : [],
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
    for (const { tenant } of leases) {
      const known = clustersOf.get(tenant.name) ?? new Set();
      clustersOf.set(tenant.name, known.add(cluster));
    }
  }
  return tenants.flatMap(({ name, isolation, ...identity }) => {
    const findings: TenancyFinding[] = [];
    const object = `tenant '${name}'`;
    for (const cluster of clustersOf.get(name) ?? []) {
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
