/** Priority and marking of lossless traffic (RDMA over Converged Ethernet). */
export interface RoceClass {
  /** Lossless priority, 0 to 7. */
  readonly priority: number;
  /** Code point of its packets, 0 to 63. */
  readonly dscp: number;
}

/** What a user may choose of an underlay. Names of pools must be those of the site. */
export interface UnderlayOptions {
  /** Pool of purpose `fabric-link` from which links between switches take pairs. Default: links are unnumbered, BGP peers over interface names. */
  readonly linkPool?: string;
  /** Pool of purpose `rail` from which host links take pairs, one subnet a rail and plane. Default: host links are not routed. */
  readonly railPool?: string;
  /** Largest packet of a port, B. Default: the switch's own. */
  readonly mtuBytes?: number;
  /** Default: no class of its own. */
  readonly roce?: RoceClass;
  /** Release of the switches' own system. Default: not stated. */
  readonly switchRelease?: string;
  /**
   * Number from 0 of each switch that owns pairs: an upper switch of a link among its like, a leaf among the leaves of its rail and plane.
   * Kept by the lock, so that no pair moves. Default: places in the plan.
   */
  readonly slots?: Readonly<Record<string, number>>;
}

/** A switch as BGP sees it. */
export interface UnderlaySwitch {
  readonly name: string;
  readonly asNumber: number;
  /** Address of its loopback with prefix length; absent where it has none. */
  readonly loopback?: string;
  /** Number from 0 of its pairs; absent where it owns none. */
  readonly linkSlot?: number;
  readonly railSlot?: number;
}

/** A VLAN that host-facing ports carry. */
export interface UnderlayVlan {
  readonly pool: string;
  readonly vlan: number;
  readonly cidr: string;
  readonly gateway?: string;
}

/** A pool that is cut into pairs of addresses. */
export interface PairPool {
  readonly pool: string;
  readonly cidr: string;
  /** Pairs that one switch owns: as many as it has ports. */
  readonly pairsPerSwitch: number;
}

/** Subnet of the host links of one rail and plane, both from 1. */
export interface RailSubnet extends PairPool {
  readonly rail: number;
  readonly plane: number;
}

/** Ethernet underlay of one fabric: what its switches need beside the cabling. Links are computed when they are rendered. */
export interface UnderlayPlan {
  readonly fabric: string;
  /** In the order of the fabric's switches. */
  readonly switches: readonly UnderlaySwitch[];
  /** VLANs of host-facing ports, in the order of the pools; the first is that of endpoints without an address. */
  readonly vlans: readonly UnderlayVlan[];
  /** Absent: unnumbered. */
  readonly links?: PairPool;
  /** By rail, then plane; empty where host links are not routed. */
  readonly rails: readonly RailSubnet[];
  readonly mtuBytes?: number;
  readonly roce?: RoceClass;
  /** Release of the switches' own system. Absent: not stated. */
  readonly switchRelease?: string;
}
