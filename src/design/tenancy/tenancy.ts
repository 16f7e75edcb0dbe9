import { daysAfter, LAST_DAY } from '../../model/phase';

/** By what a tenant is kept apart. */
export const ISOLATION_KINDS = ['pkey', 'vrf', 'storage', 'namespace', 'account', 'nvlink'] as const;

/** By what a tenant is kept apart: InfiniBand partition, VRF with its VNI, storage export, Kubernetes namespace, Slurm account, NVLink partition. */
export type IsolationKind = (typeof ISOLATION_KINDS)[number];

/** What proves that a node may enter another tenant's key or VRF. */
export const EVIDENCE_KINDS = ['disk', 'bmc', 'nic', 'firmware'] as const;

/** What was cleaned or checked of a node between two tenants. */
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Nodes of a tenant for a time. */
export interface Lease {
  /** Unique in the tenancy. */
  readonly name: string;
  /** Node names, or ranges of them: `haein-[001-032,040]`. Absent or empty: what `racks` and `gpus` say. */
  readonly nodes?: readonly string[];
  /** Racks whose systems it takes, all of them, as the plan names them: `A01`, `hall-1-A01`. */
  readonly racks?: readonly string[];
  /** GPUs that are promised and not placed yet: no node is named, and none is reserved. */
  readonly gpus?: number;
  /** Cluster of `gpus`. Absent: that of the site, where it has one alone. */
  readonly cluster?: string;
  /** First day, `YYYY-MM-DD`. */
  readonly since: string;
  /** Day on which it ends; it is no day of the lease. Absent: it has no end. */
  readonly until?: string;
  /** Last day of a hold: nodes that are kept for the tenant, who has not signed. Absent: it is signed. */
  readonly heldUntil?: string;
  /** Price of a GPU-hour as a decimal text with its currency, `2.34 USD`. Absent: not stated. */
  readonly price?: string;
}

/** What a tenant has of a pool that it shares with others, in GPUs. */
export interface PoolShare {
  /** Pool by name. */
  readonly pool: string;
  /** GPUs that it gets whenever it asks. 0: it takes what others leave. */
  readonly guaranteed: number;
  /** GPUs beyond the guaranteed ones that it may borrow at most. Absent: as many as the others lend. */
  readonly burst?: number;
  /** GPUs of the guaranteed ones that others may borrow while it leaves them idle. Absent: all. */
  readonly lends?: number;
  /** Weight among those that borrow. Absent: 1. */
  readonly weight?: number;
  /** First day, `YYYY-MM-DD`. */
  readonly since: string;
  /** Day on which it ends; it is no day of the share. Absent: it has no end. */
  readonly until?: string;
}

/** Nodes that several tenants share by GPUs. They stand in nobody's partition or VRF. */
export interface TenancyPool {
  /** Unique among pools and tenants. */
  readonly name: string;
  /** Nodes of the pool by date. */
  readonly leases: readonly Lease[];
}

/** A tenant with what it is known by, and its nodes. */
export interface TenancyTenant {
  /** Unique in the tenancy. */
  readonly name: string;
  /** By what it is kept apart. */
  readonly isolation: readonly IsolationKind[];
  /** Partition key of 15 bits. Absent: that of the site's plan. */
  readonly pkey?: number;
  /** VNI of its VRF. */
  readonly vni?: number;
  /** VLAN of its VRF at the hosts. */
  readonly vlan?: number;
  /** Path of its storage export. */
  readonly export?: string;
  /** Kubernetes namespace. */
  readonly namespace?: string;
  /** Slurm account. */
  readonly account?: string;
  /** Name of its NVLink partition. */
  readonly nvlink?: string;
  /** Largest share of its GPUs that the loss of any one thing may take, above 0 and up to 1. Absent: not stated, and not judged. */
  readonly largestLoss?: number;
  /** In any order. */
  readonly leases: readonly Lease[];
  /** What it has of pools. Absent: nothing. */
  readonly shares?: readonly PoolShare[];
}

/** Who has a node for a time: a tenant, or a pool whose tenants share it. */
export interface Holder {
  readonly name: string;
  /** Whether it is a pool. */
  readonly isPool?: true;
}

/** Proof of one node between two tenants. */
export interface Evidence {
  readonly node: string;
  /** Day on which it was done, `YYYY-MM-DD`. */
  readonly date: string;
  /** What was cleaned or checked, and found right. */
  readonly proven: readonly EvidenceKind[];
}

/** Who has which nodes of a site, when. */
export interface Tenancy {
  /** Site of the nodes. */
  readonly site: string;
  /** Days between two tenants on one node. */
  readonly sanitisingDays: number;
  /** What must be proven before a node goes to another tenant. Absent: all kinds. */
  readonly evidence?: readonly EvidenceKind[];
  readonly tenants: readonly TenancyTenant[];
  /** Nodes that tenants share. Absent: none. */
  readonly pools?: readonly TenancyPool[];
  readonly proofs: readonly Evidence[];
}

/** End of what has none. */
export const FOREVER = LAST_DAY;

/** First day after a lease: its end, or the day after that of a hold. */
export function endOf({ until, heldUntil }: Pick<Lease, 'until' | 'heldUntil'>): string {
  const end = until ?? FOREVER;
  if (heldUntil === undefined) return end;
  const lapse = daysAfter(heldUntil, 1);
  return lapse < end ? lapse : end;
}

/** Names of a list with ranges: `haein-[001-003]` is `haein-001`, `haein-002`, `haein-003`. Undefined for what cannot be read. */
export function expandNodes(text: string): readonly string[] | undefined {
  const [, head = '', inner, tail = ''] = /^([^[\]]*)(?:\[([^[\]]*)\])?([^[\]]*)$/.exec(text) ?? [];
  if (inner === undefined) return /[[\]]/.test(text) ? undefined : [text];
  const names: string[] = [];
  for (const part of inner.split(',')) {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(part.trim()) ?? [];
    if (first === undefined || last === undefined || Number(last) < Number(first)) return undefined;
    if (Number(last) - Number(first) > 1_000_000) return undefined;
    for (let number = Number(first); number <= Number(last); number += 1) {
      names.push(`${head}${String(number).padStart(first.length, '0')}${tail}`);
    }
  }
  return names;
}

/** Tenants and pools with their leases, in order of declaration, tenants first. */
export function holdersOf({ tenants, pools = [] }: Pick<Tenancy, 'tenants' | 'pools'>): readonly {
  readonly holder: Holder;
  readonly leases: readonly Lease[];
}[] {
  return [
    ...tenants.map((tenant) => ({ holder: { name: tenant.name }, leases: tenant.leases })),
    ...pools.map(({ name, leases }) => ({ holder: { name, isPool: true as const }, leases })),
  ];
}

/** Who holds a node, in words. */
export function holderText({ name, isPool }: Holder): string {
  return `${isPool === true ? 'pool' : 'tenant'} '${name}'`;
}
