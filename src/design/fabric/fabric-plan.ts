import type { FabricKind, FabricShape, FabricSwitch, NetworkRole } from './fabric-input';

/** Tier of a switch. */
export type SwitchTier = 'leaf' | 'spine' | 'core';

/** One switch of a fabric. */
export interface FabricSwitchPlan {
  /** Unique in the site; made from fabric, tier, unit or pod, rail and number, never from a sort position. */
  readonly name: string;
  readonly tier: SwitchTier;
  /** From 1. */
  readonly plane: number;
  /** Scalable unit (leaf) or pod (spine of a three-tier fabric) from 1; absent for what serves the whole fabric. */
  readonly unit?: number;
  /** Rail from 1 of a rail-optimised leaf. */
  readonly rail?: number;
  readonly model: FabricSwitch;
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
  readonly name: string;
  readonly kind: FabricKind;
  readonly role: NetworkRole;
  readonly shape: FabricShape;
  readonly tiers: 1 | 2 | 3;
  readonly planes: number;
  readonly rails: number;
  /** Speed of a host link and of a switch-to-switch link, bit/s. */
  readonly hostRateBits: number;
  readonly trunkRateBits: number;
  readonly downPerLeaf: number;
  readonly upPerLeaf: number;
  readonly reserveUnits: number;
  readonly endpoints: readonly FabricEndpoint[];
  /** Sorted: leaves, spines, cores; within a tier by plane, unit, rail, number. */
  readonly switches: readonly FabricSwitchPlan[];
  readonly links: LinkTable;
  readonly counts: FabricCounts;
  readonly ratios: readonly TierRatio[];
  /** Absent with fewer than three tiers. */
  readonly pods?: PodFigures;
  /** Half the endpoints' rate times the share that passes every tier: the least of 1 and the running products of up/down, bit/s. */
  readonly bisectionBits: number;
}
