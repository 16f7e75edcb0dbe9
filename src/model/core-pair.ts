import type { CableChoice, CableMedia } from './cabling-plan';
import type { RepairWays } from './fabric-plan';

/** Media that may carry the links of one kind. */
export interface LinkMedia {
  /** Kind of the links, as the wire map says it. */
  readonly kind: string;
  /** Devices at their lower ends. Default: all of that kind. */
  readonly devices?: readonly string[];
  readonly media: readonly CableMedia[];
}

/** A link of a pair before its medium is chosen. */
export interface PairLink {
  readonly kind: string;
  /** Device, or the first core. */
  readonly device: string;
  readonly rateBits: number;
  /** Links behind a connector that is split: one cable. 1 where it is not. */
  readonly linksPerCable: number;
  /** The same for links behind one connector that is split. */
  readonly cable: string;
  /** Cage of the core; links of a cage share its transceiver. Absent: it ends in no core. */
  readonly cage?: string;
  /** Ports that the cage gives. */
  readonly portsPerCage?: number;
  /** Longest route of its cable, with slack, mm; infinite where an end stands in no rack. */
  readonly routeMillimetres: number;
}

/** The medium of a link. */
export interface PairMedium {
  /** Index into the choices. Absent: nothing reaches. */
  readonly choice?: number;
  /** Of the farthest that fits, mm, where nothing reaches. */
  readonly reachMillimetres?: number;
  readonly lengthMillimetres: number;
  /** Cage that one copper cable takes whole. */
  readonly wholeCage?: string;
}

/** Media of the links of a pair. */
export interface PairMedia {
  /** One for each link, in the same order. Undefined: none is known for its kind, or an end stands in no rack. */
  readonly ofLinks: readonly (PairMedium | undefined)[];
  readonly choices: readonly CableChoice[];
}

/** Several ports behind one connector: 2 x 200G out of 400G. */
export interface ConnectorSplit {
  readonly fromRateBits: number;
  readonly into: number;
}

/** One cable, or a port of a core that has none (kind `unused`). An end's side is the connector of the core's cage, from 1. */
export interface WireRow {
  readonly kind: string;
  readonly aDevice: string;
  readonly aPort: string;
  readonly aSide?: number;
  readonly aRateBits?: number;
  readonly bDevice?: string;
  readonly bPort?: string;
  readonly bSide?: number;
  readonly bRateBits?: number;
  readonly split?: ConnectorSplit;
}

/** A port of a core. */
export interface CorePort {
  readonly name: string;
  /** Connector of the cage, from 1. */
  readonly side: number;
  /** Absent, with the peer, where the port takes no cable. */
  readonly kind?: string;
  readonly peerDevice?: string;
  readonly peerPort?: string;
}

/** A cage of a core. */
export interface CoreCage {
  /** From 1. */
  readonly cage: number;
  /** Name of the unsplit port. */
  readonly port: string;
  /** `disabled`: dark for a neighbour's sake. `reserved`: kept empty on purpose. `free`: nobody wants it. */
  readonly use: 'run' | 'disabled' | 'reserved' | 'free';
  /** Name of the run. */
  readonly run?: string;
  readonly breakout?: { readonly portsPerCage: number; readonly lanesPerPort: number; readonly portRateBits: number };
  /** Cage for whose sake this one is dark. */
  readonly disabledBy?: number;
  /** Neighbours that this one makes dark. */
  readonly disables: readonly number[];
  /** Ports of a cage of a run. */
  readonly ports: readonly CorePort[];
}

/** Port map of one core. */
export interface CorePortMap {
  readonly name: string;
  /** All cages of the panel, in its order. */
  readonly cages: readonly CoreCage[];
}

/** Cages of a run. */
export interface RunPlan {
  /** As its run has it. */
  readonly name: string;
  /** On each core, ascending. Those kept for places without a device are among them. */
  readonly cages: readonly number[];
  /** Cages with a cable on one core or both. */
  readonly cabled: number;
}

/** A pair of cores with every port taken. Plain data. */
export interface ConvergedPlan {
  /** Unique in the site. */
  readonly name: string;
  /**
   * Cables that devices name first: devices in order, for each its links, then its out-of-band ports. Then the inter-switch link. Then, core by
   * core in the order of the panel, cables that the core names first and ports without a cable.
   */
  readonly rows: readonly WireRow[];
  /** Each port of the two cores. */
  readonly cores: readonly [CorePortMap, CorePortMap];
  /** Cages of each run, in the order of the panel. */
  readonly runs: readonly RunPlan[];
  /** Cables by kind. */
  readonly counts: Readonly<Record<string, number>>;
}

/** A pair of cores as a site takes it. */
export interface SiteConverged {
  /** Construct path, that findings name. */
  readonly path: string;
  readonly plan: ConvergedPlan;
  /** Names of the cores and of the out-of-band switches. */
  readonly switches: readonly string[];
  /** Of its out-of-band switches. Absent: not stated. */
  readonly repair?: RepairWays;
  /** What it was planned from, so that readers of the plan know how far it grows. Absent: not known. */
  readonly input?: ConvergedInput;
  /** Media that may carry its links, by kind. Absent: none is known. */
  readonly media?: readonly LinkMedia[];
}

/** A pair of cores in a site: its cables with their lengths. */
export interface ConvergedInSite extends Omit<SiteConverged, 'media'> {
  /** In the order of the wire map, without its unused ports. */
  readonly cables: readonly ConvergedCable[];
  /** Ways in which its links are built. Absent: no medium is known for any of them. */
  readonly choices?: readonly CableChoice[];
}

/** A link of a pair. Links behind one split connector of a core share a cable. */
export interface ConvergedCable {
  /** From the device's names, `<pair>/<device>:<port>`; of the first core for the inter-switch link. */
  readonly label: string;
  /** Label of the first link on the same cable. */
  readonly cable: string;
  readonly kind: string;
  /** Device, or the first core. */
  readonly a: ConvergedEnd;
  /** Switch. */
  readonly b: ConvergedEnd;
  readonly rateBits: number;
  /** Absent where the cable is not split. */
  readonly split?: ConnectorSplit;
  /** Longest routed length on the same cable, with slack, mm. Absent where an end of it stands in no rack. */
  readonly routeMillimetres?: number;
  /** Length to order, mm; 0 where an end stands in no rack. */
  readonly lengthMillimetres: number;
  /** Index into the pair's `choices`. Absent: no medium is known, none reaches, or an end stands in no rack. */
  readonly choice?: number;
  /** Reach of the farthest medium that fits, mm, where none reaches. */
  readonly reachMillimetres?: number;
}

/** End of a link. */
export interface ConvergedEnd {
  readonly device: string;
  readonly port: string;
}

/** How a cage of a core is broken out. */
export interface CageBreakout {
  /** Ports that the cage gives: 8 for 8 x 100G. They share its lanes evenly. */
  readonly portsPerCage: number;
  /** Speed of such a port, bit/s. */
  readonly portRateBits: number;
  /** Cages that can be broken out so. Default: all. */
  readonly cages?: 'odd' | 'even';
  /** Neighbours that go dark with it, as distances: `[1]` is the next cage. Default: none. */
  readonly disables?: readonly number[];
}

/** The two core switches, which are alike. */
export interface CorePair {
  readonly names: readonly [string, string];
  /** Cages of the front panel of each. */
  readonly cages: number;
  /** Fibre connectors of a cage: 2 for a twin-port OSFP (A and B, sides 1 and 2). */
  readonly connectorsPerCage: number;
  /** Electrical lanes of a cage: 8 for OSFP. */
  readonly lanesPerCage: number;
  /** Most that all ports of a cage carry together, bit/s. */
  readonly cageRateBits: number;
  /** What comes before the number of a cage in a port's name. Default: `swp`. */
  readonly portPrefix?: string;
  /** Cages kept empty on both cores. Default: none. */
  readonly reservedCages?: readonly number[];
}

/**
 * Where the cages of a run lie. `next`: right after the run before it. `end`: as near to the end of the panel as they go, in the
 * order of the runs. A number: from that cage on.
 */
export type RunPlace = 'next' | 'end' | number;

/** Cages alike, the same ones on both cores. Links fill them in the order of groups, then of a group's links. */
export interface CageRun {
  readonly name: string;
  readonly breakout: CageBreakout;
  /** Default: `next`. */
  readonly place?: RunPlace;
  /** Ports of a cage that take cables, from its first on. Default: all. */
  readonly usedPerCage?: number;
}

/**
 * The core of each port, by place in the list of ports. `alternate`: the first to core 1, the second to core 2, and so on. `halves`: the first half to core 1.
 * `by-device`: all ports of a device to one core, those of the first device to core 1, of the second to core 2, and so on. `core-1`, `core-2`: all to one.
 * A list: a core a port.
 */
export type CoreSpread = 'alternate' | 'halves' | 'by-device' | 'core-1' | 'core-2' | readonly (1 | 2)[];

/** Links of one kind that each device of a group has. */
export interface ConvergedLink {
  /** What the links carry, as the wire map says it: `gpu`, `in-band`. */
  readonly kind: string;
  /** Run of cages that takes them. */
  readonly run: string;
  /** Ports of a device, in the order in which they are cabled. */
  readonly ports: readonly string[];
  /** Default: `alternate`. */
  readonly cores?: CoreSpread;
  /** Speed of the device's ports, bit/s. Default: that of the run's ports. */
  readonly rateBits?: number;
  /**
   * `device`: all ports of a device, then the next device. `round-robin`: the first port of every device, then the second of every device. Default: `device`.
   */
  readonly order?: 'device' | 'round-robin';
  /** Devices that share cages before the next cage begins: 1 is a cage (or more) a device. Default: as many as fit. */
  readonly devicesPerCage?: number;
  /** Each unit of the group begins a new cage. Default: no. */
  readonly isCagePerUnit?: boolean;
  /** Each port begins a new cage, so that with `round-robin` a device's place decides the sub-port. Default: no. */
  readonly isCagePerPort?: boolean;
  /**
   * Rails of the device's GPUs that these ports are: the GPUs are shared out evenly over them, and ports of one rail stand together. As many as ports: each GPU
   * hangs on one port. Default: it is not known which GPUs are behind which port.
   */
  readonly rails?: number;
}

/** Devices that are cabled alike. */
export interface DeviceGroup {
  readonly name: string;
  /** Names in the order of declaration: the place decides the ports. An empty name is a released place whose ports stay kept. */
  readonly devices: readonly string[];
  /** Places for which ports are kept, so that the group grows without moving what comes after it. Default: those present. */
  readonly keepDevices?: number;
  /** Devices of a scalable unit. Default: all of them are one. */
  readonly unitDevices?: number;
  /** End that the wire map names first: `core` for what the core reaches out to (storage, edge). Default: `device`. */
  readonly listedFrom?: 'device' | 'core';
  readonly links: readonly ConvergedLink[];
  /** Ports of a device on the out-of-band network, in the order in which they are cabled. Default: none. */
  readonly oobPorts?: readonly string[];
}

/**
 * Cages of the inter-switch link, on each core. `sameAsRuns`: as many as those runs have cabled, so that a unit brings as many as its own links take.
 * `perUnit`: for each unit of the groups that have units.
 */
export type IslCages =
  { readonly total: number } | { readonly perUnit: number } | { readonly sameAsRuns: readonly string[] };

/** The inter-switch link: the same port at both ends. */
export interface InterSwitchLink {
  /** Default: `isl`. */
  readonly kind?: string;
  /** Run of cages that it has for itself. */
  readonly run: string;
  readonly cages: IslCages;
}

/** Switches over which out-of-band cables go round in turn. They may also be devices of a group, for their uplinks. */
export interface OobSwitches {
  /** Default: `oob`. */
  readonly kind?: string;
  readonly names: readonly string[];
  readonly portsPerSwitch: number;
  /** Default: `swp`. */
  readonly portPrefix?: string;
  readonly rateBits: number;
}

/** A site whose networks share one pair of cores. */
export interface ConvergedInput {
  /** Unique in the site; switches are named after it. */
  readonly name: string;
  /** Model and names of the two cores. */
  readonly cores: CorePair;
  /** In the order of the panel. */
  readonly runs: readonly CageRun[];
  /** Devices that are alike, with their links to the cores. */
  readonly groups: readonly DeviceGroup[];
  /** Default: none. */
  readonly isl?: InterSwitchLink;
  /** Default: none. */
  readonly oob?: OobSwitches;
}

/** Cage of a core's port, by name: its name without the place in the cage (`swp12` of `swp12s1`). */
export function coreCageOf(port: string): string {
  return port.replace(/s\d+$/, '');
}
