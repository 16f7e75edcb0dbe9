import {
  type Evidence,
  EVIDENCE_KINDS,
  type EvidenceKind,
  ISOLATION_KINDS,
  type IsolationKind,
  type Lease,
  type PoolShare,
} from '../../design/tenancy/tenancy';
import type { SitePlan } from '../../model/site-plan';
import { optional, type PropNames, required, TEXT, TEXTS } from '../props/prop-rule';
import type { Site } from '../site/site';

const NUMBER = { number: {} } as const;

/** Nodes for a time. */
export type LeaseProps = Lease;

const LEASE_NAMES: PropNames<Lease> = {
  name: required(TEXT),
  nodes: optional(TEXTS),
  racks: optional(TEXTS),
  gpus: optional(NUMBER),
  cluster: optional(TEXT),
  since: required(TEXT),
  until: optional(TEXT),
  heldUntil: optional(TEXT),
  price: optional(TEXT),
};

const SHARE_NAMES: PropNames<PoolShare> = {
  pool: required(TEXT),
  guaranteed: required(NUMBER),
  burst: optional(NUMBER),
  lends: optional(NUMBER),
  weight: optional(NUMBER),
  since: required(TEXT),
  until: optional(TEXT),
};

const PROOF_NAMES: PropNames<Evidence> = {
  node: required(TEXT),
  date: required(TEXT),
  proven: required({ isList: true, each: { choices: EVIDENCE_KINDS } }),
};

/** A UFM of a fabric. Its user and password are variables of Terraform, which stand in no state. */
export interface UfmProps {
  /** InfiniBand fabric that it manages. */
  readonly fabric: string;
  /** Address, `https://ufm.example.com`. */
  readonly uri: string;
}

const UFM_NAMES: PropNames<UfmProps> = { fabric: required(TEXT), uri: required(TEXT) };

/** Properties of a `Tenancy`. */
export interface TenancyProps {
  /**
   * Site of the nodes, of the same program.
   *
   * @default - `plan`
   */
  readonly site?: Site;
  /**
   * Plan of the site, as `parseSiteJson` reads it: the program then needs no site.
   *
   * @default - that of `site`
   */
  readonly plan?: SitePlan;
  /** Day that is to be true, `YYYY-MM-DD`. */
  readonly day: string;
  /**
   * Day of what runs now.
   *
   * @default - nothing says what runs: moves from one tenant to another are not seen
   */
  readonly before?: string;
  /**
   * Days between two tenants on one node.
   *
   * @default 1
   */
  readonly sanitisingDays?: number;
  /**
   * What must be proven before a node goes to another tenant.
   *
   * @default - all kinds
   */
  readonly evidence?: readonly EvidenceKind[];
  /**
   * Proofs of nodes.
   *
   * @default []
   */
  readonly proofs?: readonly Evidence[];
  /**
   * UFM of each InfiniBand fabric whose partitions Terraform holds.
   *
   * @default - partitions are written as files alone
   */
  readonly ufm?: readonly UfmProps[];
  /**
   * Whether Terraform installs what tenants have in Kubernetes, as a local chart.
   *
   * @default false
   */
  readonly isInKubernetes?: boolean;
}

/** Props of a tenancy. */
export const TENANCY_NAMES: PropNames<TenancyProps> = {
  site: optional({ object: { name: 'a Site', has: ['node', 'plan', 'addPart'] } }),
  plan: optional({ object: { name: "what 'parseSiteJson' returns", has: ['clusters', 'fabrics', 'placement'] } }),
  day: required(TEXT),
  before: optional(TEXT),
  sanitisingDays: optional(NUMBER),
  evidence: optional({ isList: true, each: { choices: EVIDENCE_KINDS } }),
  proofs: optional({ of: PROOF_NAMES, as: 'list' }),
  ufm: optional({ of: UFM_NAMES, as: 'list' }),
  isInKubernetes: optional({ isFlag: true }),
};

/** Properties of a `Tenant`. */
export interface TenantProps {
  /** By what it is kept apart: partition key, VRF, storage export, namespace, account, NVLink partition. */
  readonly isolation: readonly IsolationKind[];
  /**
   * Partition key of 15 bits.
   *
   * @default - that of the site's plan
   */
  readonly pkey?: number;
  /**
   * VNI of its VRF, 1 to 16,777,214, unlike every VLAN.
   *
   * @default - not stated
   */
  readonly vni?: number;
  /**
   * VLAN of its VRF at the hosts.
   *
   * @default - not stated
   */
  readonly vlan?: number;
  /**
   * Path of its storage export.
   *
   * @default - not stated
   */
  readonly export?: string;
  /**
   * Kubernetes namespace.
   *
   * @default - not stated
   */
  readonly namespace?: string;
  /**
   * Slurm account.
   *
   * @default - not stated
   */
  readonly account?: string;
  /**
   * Name of its NVLink partition.
   *
   * @default - not stated
   */
  readonly nvlink?: string;
  /**
   * Largest share of its GPUs that the loss of any one thing may take, above 0 and up to 1.
   *
   * @default - not promised, and not judged
   */
  readonly largestLoss?: number;
  /**
   * Nodes that it has alone.
   *
   * @default []
   */
  readonly leases?: readonly LeaseProps[];
  /**
   * GPUs that it has of pools.
   *
   * @default []
   */
  readonly shares?: readonly PoolShare[];
}

/** Props of a tenant. */
export const TENANT_NAMES: PropNames<TenantProps> = {
  isolation: required({ isList: true, each: { choices: ISOLATION_KINDS } }),
  pkey: optional(NUMBER),
  vni: optional(NUMBER),
  vlan: optional(NUMBER),
  export: optional(TEXT),
  namespace: optional(TEXT),
  account: optional(TEXT),
  nvlink: optional(TEXT),
  largestLoss: optional(NUMBER),
  leases: optional({ of: LEASE_NAMES, as: 'list' }),
  shares: optional({ of: SHARE_NAMES, as: 'list' }),
};

/** Properties of a `TenantPool`. */
export interface TenantPoolProps {
  /** Nodes that its tenants share, by date. */
  readonly leases: readonly LeaseProps[];
}

/** Props of a pool. */
export const TENANT_POOL_NAMES: PropNames<TenantPoolProps> = { leases: required({ of: LEASE_NAMES, as: 'list' }) };
