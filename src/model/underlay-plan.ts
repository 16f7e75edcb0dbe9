/** Priority and marking of lossless traffic (RDMA over Converged Ethernet). */
export interface RoceClass {
  /** Lossless priority, 0 to 7. */
  readonly priority: number;
  /** Code point of its packets, 0 to 63. */
  readonly dscp: number;
}

/** What the adapters of hosts are set to for RDMA. What is absent is not stated. */
export interface RoceHosts {
  /** Priority that they hold back by PFC. */
  readonly priority?: number;
  /** Code point of their packets. */
  readonly dscp?: number;
  /** By what they sort packets that arrive. */
  readonly trust?: 'dscp' | 'pcp';
  readonly isPfcOn?: boolean;
  readonly isEcnOn?: boolean;
  /** Largest packet that they send, B. */
  readonly mtuBytes?: number;
}

/** Routing table of its own for VLANs of host ports. Leaves announce its routes to each other over EVPN. */
export interface UnderlayVrf {
  /** 1 to 11 letters, digits, `-` and `_`, a letter first: both systems put a word of their own before it or not. */
  readonly name: string;
  /** Pools of `gateways` whose VLANs belong to it. */
  readonly pools: readonly string[];
  /** Network number (VNI) of its routes between leaves, 1 to 16,777,214, unlike every VLAN. Needed where VLANs reach other leaves. */
  readonly vni?: number;
  /** VLAN without ports that carries its routes between leaves, 2 to 4094. SONiC needs it. Default: Cumulus takes one of its own. */
  readonly vlan?: number;
}

/** Liveness of BGP sessions between switches (Bidirectional Forwarding Detection, RFC 5880). */
export interface BfdTimers {
  /** Time between two packets in each direction, 50 to 60,000 ms. */
  readonly intervalMilliseconds: number;
  /** Packets that may be lost before the session is down, 2 to 255. */
  readonly multiplier: number;
}

/** Watch over queues that priority flow control holds stopped: a queue that is stopped for too long drops its packets. */
export interface PfcWatchdog {
  /** Time between two looks at a queue, 100 to 1,000 ms. */
  readonly pollMilliseconds: number;
  /** Looks in a row that must find it stopped; all together at most 5,000 ms. */
  readonly polls: number;
  /** Time after which SONiC lets the queue run again, from one look to 60,000 ms. Default: SONiC's own. Cumulus has no such figure. */
  readonly restoreMilliseconds?: number;
}

/** What the switches of a fabric are told beside routing: all of it is the same on each, and none of it is made up. */
export interface SwitchServices {
  /** Names of pools whose gateway each leaf is that has host ports in them: one address and one MAC address on all (anycast). Default: no leaf is. */
  readonly gateways?: readonly string[];
  /** MAC address of all gateways. Default: `00:00:5e:00:01:01`. */
  readonly gatewayMac?: string;
  readonly vrfs?: readonly UnderlayVrf[];
  /** Needs `roce`. */
  readonly pfcWatchdog?: PfcWatchdog;
  readonly bfd?: BfdTimers;
  /** Names or addresses. */
  readonly ntpServers?: readonly string[];
  readonly logServers?: readonly string[];
  /** Routing table by which servers of time and logs are reached. Default: `mgmt`, that of the management port. */
  readonly managementVrf?: 'mgmt' | 'default';
}

/** What a user may choose of an underlay. Names of pools must be those of the site. */
export interface UnderlayOptions extends SwitchServices {
  /** Pool of purpose `fabric-link` from which links between switches take pairs. Default: links are unnumbered, BGP peers over interface names. */
  readonly linkPool?: string;
  /** Pool of purpose `rail` from which host links take pairs, one subnet a rail and plane. Default: host links are not routed. */
  readonly railPool?: string;
  /** Largest packet of a port, B. Default: the switch's own. */
  readonly mtuBytes?: number;
  /** Whether hosts use RDMA over it. Default: by its role and what else is stated. */
  readonly carriesRdma?: boolean;
  /** Default: no class of its own. */
  readonly roce?: RoceClass;
  /** Default: not stated. */
  readonly hostRoce?: RoceHosts;
  /** Release of Cumulus Linux, as the switches print it. Default: files are written for the newest that is known, and name none. */
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

/** Gateway of a VLAN: the same address on every leaf that has host ports in it. */
export interface UnderlayGateway {
  readonly pool: string;
  readonly vlan: number;
  /** With prefix length. */
  readonly address: string;
  /** Absent: the switches' default routing table. */
  readonly vrf?: string;
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
  /** Fabric by name. */
  readonly fabric: string;
  /** In the order of the fabric's switches. */
  readonly switches: readonly UnderlaySwitch[];
  /** VLANs of host-facing ports, in the order of the pools; the first is that of endpoints without an address. */
  readonly vlans: readonly UnderlayVlan[];
  /** Absent: unnumbered. */
  readonly links?: PairPool;
  /** By rail, then plane; empty where host links are not routed. */
  readonly rails: readonly RailSubnet[];
  /** Largest packet of its ports, bytes. Absent: not stated. */
  readonly mtuBytes?: number;
  /** Whether hosts use RDMA over it. Absent: not stated. */
  readonly carriesRdma?: boolean;
  /** How lossless traffic is marked and queued. Absent: not stated. */
  readonly roce?: RoceClass;
  /** What adapters of hosts are set to. Absent: not stated. */
  readonly hostRoce?: RoceHosts;
  /** Release of the switches' own system. Absent: not stated. */
  readonly switchRelease?: string;
  /** In the order of the pools. Absent: no leaf is a gateway. */
  readonly gateways?: readonly UnderlayGateway[];
  /** Of all gateways; absent without them. */
  readonly gatewayMac?: string;
  /** Routing tables of tenants. Absent: all is in one. */
  readonly vrfs?: readonly Omit<UnderlayVrf, 'pools'>[];
  /** What breaks a storm of pauses. Absent: not stated. */
  readonly pfcWatchdog?: PfcWatchdog;
  /** Timers by which neighbours see each other fail. Absent: not stated. */
  readonly bfd?: BfdTimers;
  /** Absent: not stated, which is no empty list. */
  readonly ntpServers?: readonly string[];
  /** Servers that take logs. Absent: not stated, which is no empty list. */
  readonly logServers?: readonly string[];
  /** Routing table of the management port. Absent: not stated. */
  readonly managementVrf?: 'mgmt' | 'default';
}
