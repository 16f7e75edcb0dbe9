import { DesignError } from '../errors/design-error';

/** One end of a link in words. */
export interface LinkEnd {
  readonly device: string;
  readonly port: string;
}

/** Both ends of a link: `a` is the lower one. */
export interface LinkEnds {
  readonly a: LinkEnd;
  readonly b: LinkEnd;
}

/** Tier of a switch. */
export type SwitchTier = 'leaf' | 'spine' | 'core';

/**
 * Highest share of the links of a host or switch that the loss of one switch, or of what stands in one rack, may take: one of four in a compute fabric, one of two in
 * others.
 *
 * @see NVIDIA DGX SuperPOD Reference Architecture, DGX H100, Table 4 (4 spines with 8 leaves, the smallest table entry) and DGX GB200 (4 rails)
 */
export const LOSS_SHARE = { compute: 0.25, other: 0.5 };

/** One switch of a fabric. */
export interface FabricSwitchPlan {
  /** Unique in the site; made from fabric, tier, unit or pod, rail and number, never from a sort position. */
  readonly name: string;
  /** Leaf, spine or core. */
  readonly tier: SwitchTier;
  /** From 1. */
  readonly plane: number;
  /** Scalable unit (leaf) or pod (spine of a three-tier fabric) from 1; absent for what serves the whole fabric. */
  readonly unit?: number;
  /** Rail from 1 of a rail-optimised leaf; the first of several that share it. */
  readonly rail?: number;
  /** Last of the rails that share a leaf. Absent: the leaf has one. */
  readonly lastRail?: number;
  /** Its ports, as the plan numbers them. */
  readonly model: FabricSwitch;
}

/** Ways out of an out-of-band network that are none of the site's networks. */
export const OWN_WAYS_OUT = ['own-line', 'mobile', 'satellite', 'none'] as const;

/** How an out-of-band network is reached when the networks that it repairs are down. */
export interface RepairWays {
  /** One of `OWN_WAYS_OUT`, or the name of the network over which it leaves the site. Absent: not stated. */
  readonly wayOut?: string;
  /** What people and tools need to repair, with the network over which it is reached. Absent: not stated. */
  readonly services?: readonly { readonly name: string; readonly network: string }[];
}

/** An endpoint of a fabric: a host of a group, or a service. */
export interface FabricEndpoint {
  readonly name: string;
  /** Device that stands in a rack and holds it, such as the NVL72 of a tray: its scale-up domain. Absent: it is a device itself. */
  readonly device?: string;
  /** Group's name; absent for a service. */
  readonly group?: string;
  /** Scalable unit from 1; absent for a service. */
  readonly unit?: number;
  readonly portNames: readonly string[];
  readonly portCages: readonly number[];
}

/**
 * All links as columns, one row a link: first endpoints to leaves (endpoints in order, ports in order), then leaves to spines, then spines to cores.
 *
 * `aNode` is an index into `endpoints` where `tier` is 0, else into `switches`; `bNode` is an index into `switches`.
 * Port numbers of switches count from 1 at link speed (`switchPortName` prints them), port numbers of endpoints from 0 (index into `portNames`).
 */
export interface LinkTable {
  readonly count: number;
  /** 0 endpoint to leaf, 1 leaf to spine, 2 spine to core. */
  readonly tier: Uint8Array;
  readonly aNode: Uint32Array;
  readonly aPort: Uint16Array;
  readonly bNode: Uint32Array;
  readonly bPort: Uint16Array;
}

/** Counts of a fabric. Cables are links here: one link is one cable of `linksPerCable` 1. */
export interface FabricCounts {
  readonly hosts: number;
  readonly units: number;
  readonly leaf: number;
  readonly spine: number;
  readonly core: number;
  readonly hostLinks: number;
  readonly serviceLinks: number;
  /** Those of them on ports that leaves keep for fabric managers: they take the place of no host. Absent: none. */
  readonly managerLinks?: number;
  readonly leafSpineLinks: number;
  readonly spineCoreLinks: number;
  /** Ports of leaves that could still take a host or service link. */
  readonly freeLeafDownPorts: number;
  readonly freeSpinePorts: number;
  readonly freeCorePorts: number;
}

/** Oversubscription of one tier with its arithmetic: `(down x downRate) / (up x upRate)` of one switch of the tier, with all ports used. */
export interface TierRatio {
  readonly tier: 'leaf' | 'spine';
  readonly down: number;
  readonly downRateBits: number;
  readonly up: number;
  readonly upRateBits: number;
  /** 1 is non-blocking, above 1 oversubscribed. */
  readonly ratio: number;
}

/** Pods of a three-tier fabric, when full. */
export interface PodFigures {
  /** Pods with a host. */
  readonly count: number;
  readonly leavesPerPod: number;
  readonly spinesPerPod: number;
  /** Half of the host rate of a full pod, as far as its leaves carry it up, over all planes, bit/s. */
  readonly bisectionBits: number;
}

/** A fabric that can be built, with every port taken. Plain data; typed arrays are not written to after planning. */
export interface FabricPlan {
  /** Unique in the site. */
  readonly name: string;
  /** InfiniBand or Ethernet. */
  readonly kind: FabricKind;
  /** Network that it carries. */
  readonly role: NetworkRole;
  /** Whether a leaf takes one rail of many hosts, or all links of few. */
  readonly shape: FabricShape;
  /** Tiers of switches. */
  readonly tiers: 1 | 2 | 3;
  /** Planes, each with leaves and spines of its own. */
  readonly planes: number;
  /** Most rails of a group. */
  readonly rails: number;
  /** Speed of a host link and of a switch-to-switch link, bit/s. */
  readonly hostRateBits: number;
  /** Speed of a link between switches, bit/s. */
  readonly trunkRateBits: number;
  /** Ports of a leaf that face hosts. */
  readonly downPerLeaf: number;
  /** Ports of a leaf that face spines. */
  readonly upPerLeaf: number;
  /** Units of the final size, for which ports are kept. */
  readonly reserveUnits: number;
  /** Rails that share a leaf. Absent: each has leaves of its own, or the shape has none. */
  readonly railsPerLeaf?: number;
  /** Most units of a group that share leaves; a leaf is then named after the first of them. Absent: each unit has its own. */
  readonly leafUnits?: number;
  /** Hosts by group and slot, then services. */
  readonly endpoints: readonly FabricEndpoint[];
  /** Sorted: leaves, spines, cores; within a tier by plane, unit, rail, number. */
  readonly switches: readonly FabricSwitchPlan[];
  /** Every link: those of endpoints first, then leaf to spine, then spine to core. */
  readonly links: LinkTable;
  /** Switches, links and free ports by tier. */
  readonly counts: FabricCounts;
  /** Oversubscription of each tier, from the leaf up. */
  readonly ratios: readonly TierRatio[];
  /** Absent with fewer than three tiers. */
  readonly pods?: PodFigures;
  /** Half the endpoints' rate times the share that passes every tier: the least of 1 and the running products of up/down, bit/s. */
  readonly bisectionBits: number;
}

/** What a fabric carries: its protocol. */
export type FabricKind = 'infiniband' | 'ethernet';

/** What a fabric is for. A site has one or more fabrics of each role. */
export type NetworkRole = 'compute' | 'storage' | 'in-band' | 'oob';

/**
 * How endpoints meet leaves.
 *
 * `rail-optimised`: rail r of every host of a scalable unit ends on leaves that carry rail r alone. A fabric of a single switch has no leaf to
 * choose: that one carries all rails.
 * `shared-leaf`: all ports of the hosts of a unit end on one group of leaves; port p of a host takes leaf p modulo the group,
 * so that the two ports of a dual-homed host never share a leaf.
 */
export type FabricShape = 'rail-optimised' | 'shared-leaf';

/** A switch model as a fabric engine sees it: ports at link speed, not cages. */
export interface FabricSwitch {
  /** Catalogue id, for example `qm9700`. */
  readonly id: string;
  /** Cages of the front panel that take part. */
  readonly cages: number;
  /** Ports at link speed that one cage gives, for example 2 for a twin-port OSFP cage at 400 Gb/s. */
  readonly portsPerCage: number;
  /** Speed of such a port, bit/s. */
  readonly portRateBits: number;
  /**
   * Ports of another kind that serve as uplinks alone, as the 4 x 100G of an SN2201, or those of cages that are split in another way than the common ones. One port a
   * cage, or `portsPerCage`. Without them uplinks take common ports.
   */
  readonly uplinks?: {
    readonly ports: number;
    readonly rateBits: number;
    readonly portsPerCage?: number;
    readonly lanes?: number;
  };
  /** Ports kept for fabric managers, beside all others. They are numbered after those. Absent: managers take a leaf's port. */
  readonly managerPorts?: number;
  /** Electrical lanes of a cage, as its socket has them (OSFP 8, QSFP 4). Absent: not stated; `uplinks.lanes` likewise. */
  readonly lanes?: number;
  /** Chips, each of which carries a plane of every port and is a node of the subnet. Absent: the switch is one node, or its chips are not stated. */
  readonly planeChips?: number;
  /** What ports of a chassis bring against what its fabric cards carry; no ratio: not stated. Absent: one chip serves all ports. */
  readonly chassis?: { readonly ratio?: number };
  /** How the switch's own system prints a port. `ib`: `1/2` (cage, port in it), `xdr`: `sw1p2`, `cumulus`: `swp1s0`, or `swp1` where a cage is one port, `eos`: `Ethernet1/5` (cage, first lane). */
  readonly portNaming: 'ib' | 'xdr' | 'cumulus' | 'eos';
}

/** Hosts that are alike: a cluster's systems, or the nodes of a storage system. */
export interface HostGroup {
  /** Name of the group, for example the cluster. Unique in the fabric. */
  readonly name: string;
  /**
   * Device names, in the order in which they were declared; the position (slot) within the group decides unit and port.
   * An empty string is a released slot: it takes no link, and its ports stay kept.
   */
  readonly hosts: readonly string[];
  /** Hosts in one scalable unit. Groups of other sizes begin a new unit. */
  readonly unitHosts: number;
  /** Rails of a host in this fabric: 8 for a DGX B200 on the compute fabric, 1 where all ports are alike. */
  readonly rails: number;
  /** Name of each port of a host in this fabric, by rail, then plane, then link: its length is `rails * planes * linksPerRail`. */
  readonly portNames: readonly string[];
  /** Index of the cage of each of those ports: ports with one index share a twin-port cage (and one transceiver). */
  readonly portCages: readonly number[];
  /** Device that holds each host which is none of its own, such as the rack of an NVL72 tray; one device is one scale-up domain. */
  readonly domains?: Readonly<Record<string, string>>;
  /** Hosts of such a device, in slots that follow each other: their names are `trayName`s of the device's. */
  readonly domainHosts?: number;
  /** Units kept for the group, so that it grows without moving the units of the groups after it. Default: the units present. */
  readonly reserveUnits?: number;
  /** Units that share their leaves under spines: small units fill the ports of a leaf together. Default: as many as make the fewest switches. */
  readonly leafUnits?: number;
  /**
   * Slots, from 0, that services hold: hosts pass over them. Default: those that the services of a fabric claim which keeps units for later
   * (`reserveUnits`), else none.
   */
  readonly serviceSlots?: readonly number[];
}

/** Single links to leaf ports beside the hosts: UFM appliances, border routers, gateways. */
export interface ServiceEndpoint {
  /** Device name. */
  readonly name: string;
  /** Name of each of its ports in this fabric: one leaf port each, spread over different leaves. */
  readonly portNames: readonly string[];
  /** Whether it manages the fabric: it takes the ports that switches keep for managers, as far as leaves have them. */
  readonly isManager?: boolean;
}

/** Pods of a three-tier fabric: leaves that meet their own spines without blocking, under cores that may be fewer. */
export interface PodInput {
  /**
   * What a pod is made of: whole units, or whole rails, so that all leaves of a rail meet below the cores. Pods of rails have their size from the rails and take no `units`
   * or `hosts`. Default: rails where that takes no more switches and nothing is kept for later, else units.
   */
  readonly by?: 'unit' | 'rail';
  /** Scalable units of one pod. Either this or `hosts`. */
  readonly units?: number;
  /** Hosts of one pod: whole units. */
  readonly hosts?: number;
  /** Most that a spine brings from below against what it takes up: 7 for 7:1. The least uplinks that keep to it are taken. Default 1. */
  readonly oversubscription?: number;
}

/** A port of a leaf. */
export interface LeafPort {
  /** Name of the leaf. */
  readonly leaf: string;
  /** From 1, at link speed. */
  readonly port: number;
}

/** Pods and cores of one plane as they stand. Counts hold what is reserved. */
export interface StandingPods {
  readonly pods: number;
  readonly leavesPerPod: number;
  readonly spinesPerPod: number;
  /** Ports of a spine below. */
  readonly spineDown: number;
  /** Spines of each pod that share a group of cores, cores of a group, and links from each such spine to each such core. */
  readonly spinesPerGroup: number;
  readonly coresPerGroup: number;
  readonly coreLinks: number;
  /** Leaves for which a rail has room, where pods are made of rails. Absent: leaves fill pods in the order of their units. */
  readonly railLeaves?: number;
}

/** What to build. All rates in bit/s, all else counts. */
export interface FabricInput {
  /** Name of the fabric; switches are named after it, for example `compute-leaf-su01-r1`. */
  readonly name: string;
  /** InfiniBand or Ethernet. */
  readonly kind: FabricKind;
  /** Network that it carries. */
  readonly role: NetworkRole;
  /** Names of its switches as a pattern, such as `{role}{n:02}`. Default: after the fabric, tier, unit, rail and plane. */
  readonly switchNames?: string;
  /** Default: `rail-optimised` where a group has more than one rail, else `shared-leaf`. */
  readonly shape?: FabricShape;
  /** Hosts that are alike, by slot; the slot decides the ports. */
  readonly groups: readonly HostGroup[];
  /** Endpoints that are no hosts, such as fabric managers. Default: none. */
  readonly services?: readonly ServiceEndpoint[];
  /** Leaf ports that services have already, by service, in the order of its ports; one that a host has come to is chosen again. Default: chosen. */
  readonly servicePorts?: Readonly<Record<string, readonly LeafPort[]>>;
  /** Switch of the first tier, with the ports that it has at the rate of a link. */
  readonly leaf: FabricSwitch;
  /** Default: as `leaf`. */
  readonly spine?: FabricSwitch;
  /** Default: as `spine`. */
  readonly core?: FabricSwitch;
  /**
   * Most rails that share a leaf: 3 of 8 rails give leaves of 3, 3 and 2. A host has all its ports of these rails on one leaf. Default: each rail has leaves of its own.
   */
  readonly railsPerLeaf?: number;
  /** Hosts of one port each go to the leaves of a unit in passes, one to each leaf, and then the next; ports kept free are passed over. Default: one leaf after the other. */
  readonly passes?: { readonly leaves: number; readonly keptFree?: readonly number[] };
  /** How the cages of a leaf that face spines are split, where that is not as for hosts: they stand behind those for hosts. Default: as for hosts. */
  readonly trunkSplit?: { readonly portsPerCage: number; readonly rateBits: number };
  /** Default: the fewest that reach every host. */
  readonly tiers?: 1 | 2 | 3;
  /** Separate planes, each with its own leaves and spines. Default 1. */
  readonly planes?: number;
  /** Speed of a host link where it is below the leaf's port rate, bit/s. Default: the leaf's port rate. */
  readonly hostRateBits?: number;
  /**
   * Ports of a leaf that face hosts. Default: those that hosts, what is kept for them and services take, as far as half of its ports go; all common ports where the
   * leaf has uplinks of its own.
   */
  readonly downPerLeaf?: number;
  /** Ports of a leaf that face spines. Default: as many as make the tier non-blocking with the fewest switches, or the leaf's own uplinks. */
  readonly upPerLeaf?: number;
  /** First port of a leaf that faces spines, from 1. Default: uplinks take the last of its ports. */
  readonly uplinksFrom?: number;
  /** Spines a plane. Default: the fewest over which every leaf spreads its uplinks evenly, and of which one may be lost (`LOSS_SHARE`). */
  readonly spines?: number;
  /** Pods under cores. Default: as large as the spines take, at full bisection where there are three tiers. */
  readonly pods?: PodInput;
  /** Cores a plane. Default: the fewest that keep full bisection evenly. */
  readonly cores?: number;
  /** Pods and cores that stand already; left aside where they no longer carry the leaves. Default: chosen. */
  readonly standingPods?: StandingPods;
  /**
   * Units of the final size: spines and cores are sized, and ports kept, for it; the units that no group takes are of the last group's kind.
   * Default: the units present.
   */
  readonly reserveUnits?: number;
}

/** What is wrong with a fabric, beside its name. */
interface FabricProblem {
  readonly what: string;
  readonly remedy: string;
  readonly value?: string;
  readonly limit?: string;
}

/** Design error about a fabric, whose name it puts in front. */
export function fabricProblem({ name }: Pick<FabricInput, 'name'>, code: string, problem: FabricProblem): DesignError {
  const { what, ...rest } = problem;
  return new DesignError(code, { problem: `fabric '${name}': ${what}`, object: name, ...rest });
}

/** Name of a tray of a rack-scale system, for example `gb200-001-t01`; trays count from 1. */
function trayName(system: string, tray: number): string {
  return `${system}-t${String(tray).padStart(2, '0')}`;
}

/** Names of all trays of systems, in order; an empty name (a released slot) gives as many empty ones. */
export function trayNames(systems: readonly string[], trays: number): readonly string[] {
  return systems.flatMap((system) =>
    Array.from({ length: trays }, (_, at) => (system === '' ? '' : trayName(system, at + 1))),
  );
}

/** Rails of a host with so many ports: one a GPU, or one a port of a plane where several GPUs share it, which then have a port in each plane. */
export function gpuRails(planes: number, ports: number, gpus: number): number {
  const inPlane = ports % planes === 0 ? ports / planes : ports;
  return inPlane % gpus === 0 ? gpus : inPlane;
}
