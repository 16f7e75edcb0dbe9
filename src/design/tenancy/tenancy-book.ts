import { DesignErrors } from '../../errors/design-error';
import { ASSET_STATES, type AssetState, OUT_OF_WORK } from '../../model/asset';
import { daysAfter, PhaseOrder } from '../../model/phase';
import type { ClusterPlan, SitePlan } from '../../model/site-plan';
import { addTo, present } from '../../units/present';
import { badNodes, checkTenancy, unknownNodes, unknownRack } from './check-tenancy';
import {
  endOf,
  type Evidence,
  EVIDENCE_KINDS,
  type EvidenceKind,
  expandNodes,
  FOREVER,
  type Holder,
  holdersOf,
  type Lease,
  type Tenancy,
} from './tenancy';

/** A state of a node for tenants, on a day. */
export type NodeUse =
  'free' | 'leased' | 'shared' | 'held' | 'sanitising' | 'closed' | 'not-in-service' | 'spare' | 'out';

/** What a node is for on a day. */
export interface NodeState {
  readonly node: string;
  readonly cluster: string;
  readonly gpus: number;
  readonly use: NodeUse;
  /** Tenant that has it, or that it comes from. */
  readonly tenant?: string;
  /** Pool that has it, or that it comes from. */
  readonly pool?: string;
  /** Kinds that are not proven. */
  readonly lacks?: readonly EvidenceKind[];
}

/** GPUs by use on a day, over the whole site. */
export interface TenancyCount {
  readonly use: NodeUse;
  readonly nodes: number;
  readonly gpus: number;
}

/** A lease with who has it. */
export interface BookedLease {
  readonly holder: Holder;
  readonly lease: Lease;
}

/** A node of the site with all that is booked on it. */
export interface BookedNode {
  readonly node: string;
  readonly cluster: ClusterPlan;
  /** First day on which it is there, of its phase. Absent: the site has no phases. */
  readonly from?: string;
  /** In order of their first days. */
  readonly leases: readonly BookedLease[];
  readonly proofs: readonly Evidence[];
  readonly isSpare: boolean;
  /** State of its hardware by the asset file. Absent: it is not in it. */
  readonly state?: AssetState;
  /** Whether it is neither spare nor out by the asset file. */
  readonly isUsable: boolean;
}

/** States of hardware that nobody has put into service yet. */
export const BEFORE_SERVICE: readonly AssetState[] = ASSET_STATES.slice(0, ASSET_STATES.indexOf('in-service'));

/** A tenancy with all that is booked on each node. */
export interface TenancyBook {
  readonly site: SitePlan;
  readonly tenancy: Tenancy;
  /** By name, in the order of clusters and hosts. */
  readonly nodes: ReadonlyMap<string, BookedNode>;
}

/** First day on which a node is there: from the beginning where nothing says it, which is told apart. */
export function usableFrom({ from = '' }: BookedNode): string {
  return from;
}

/** Whether something says from when a node is in service: a phase, or the state of its hardware. */
export function isInServiceKnown(node: BookedNode | undefined): boolean {
  return node?.from !== undefined || (node?.state !== undefined && !BEFORE_SERVICE.includes(node.state));
}

/** GPUs of the whole nodes that leases without nodes take on a day. */
export function promisedOn({ site: { clusters }, tenancy: { tenants } }: TenancyBook, day: string): number {
  const leases = tenants.flatMap((tenant) => tenant.leases);
  return leases
    .filter((lease) => lease.since <= day && day < endOf(lease))
    .reduce((sum, { gpus = 0, cluster }) => {
      const { gpusPerHost = 1 } = clusters.find(({ name }) => cluster === undefined || name === cluster) ?? {};
      return sum + Math.ceil(gpus / gpusPerHost) * gpusPerHost;
    }, 0);
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

/** What each node is for on a day, in the order of clusters and hosts. */
export function nodesOn(book: TenancyBook, day: string): readonly NodeState[] {
  return [...book.nodes.values()].map((node) => stateOn(book, node, day));
}

/** GPUs by use. */
export function countsOf(nodes: readonly NodeState[]): readonly TenancyCount[] {
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
  const booked = new Map<string, BookedLease[]>();
  for (const { hosts } of site.clusters) for (const host of hosts) booked.set(host, []);
  const racks = new Map(site.placement.racks.map(({ name, devices }) => [name, devices.map((device) => device.name)]));
  for (const { holder, leases } of holdersOf(tenancy)) {
    for (const lease of leases) {
      const names = new Set<string>();
      for (const text of lease.nodes ?? []) {
        const expanded = expandNodes(text);
        if (expanded === undefined) errors.push(badNodes(lease, text));
        for (const name of expanded ?? []) names.add(name);
      }
      for (const rack of lease.racks ?? []) {
        const systems = (racks.get(rack) ?? []).filter((device) => booked.has(device));
        if (systems.length === 0) errors.push(unknownRack(lease, rack, racks, racks.has(rack)));
        for (const name of systems) names.add(name);
      }
      const unknown: string[] = [];
      for (const name of names) {
        const list = booked.get(name);
        if (list === undefined) unknown.push(name);
        else list.push({ holder, lease });
      }
      if (unknown.length > 0) errors.push(unknownNodes(lease, unknown, booked.keys()));
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
      const state = site.assets.get(node)?.state;
      // Which systems are spare is not said by name: they are counted from the last.
      const isSpare = index >= cluster.hosts.length - spares;
      const from = phases.phases[phases.numberOf(present({ phase }))]?.date;
      nodes.set(node, {
        node,
        cluster,
        ...present({ from, state }),
        leases: (booked.get(node) ?? []).sort((left, right) => (left.lease.since < right.lease.since ? -1 : 1)),
        proofs: proofs.get(node) ?? [],
        isSpare,
        isUsable: !isSpare && !(state !== undefined && OUT_OF_WORK.includes(state)),
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
  if (last !== undefined && last.holder.name !== now?.holder.name) {
    const open = lacks(endOf(last.lease));
    // What is not proven stays closed, whoever is next.
    if (open.length > 0) return { ...base, use: 'closed', ...hold(last), lacks: open };
    if (now === undefined && day < daysAfter(endOf(last.lease), tenancy.sanitisingDays)) {
      return { ...base, use: 'sanitising', ...hold(last) };
    }
  }
  if (now === undefined) return { ...base, use: isSpare ? 'spare' : 'free' };
  const use = now.lease.heldUntil !== undefined ? 'held' : now.holder.isPool === true ? 'shared' : 'leased';
  return { ...base, use, ...hold(now) };
}

function hold({ holder: { name, isPool } }: BookedLease): Pick<NodeState, 'tenant' | 'pool'> {
  return isPool === true ? { pool: name } : { tenant: name };
}
