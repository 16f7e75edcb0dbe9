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
  /** What stands before the number of a cage in a port's name. Default: `swp`. */
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
  readonly name: string;
  readonly cores: CorePair;
  /** In the order of the panel. */
  readonly runs: readonly CageRun[];
  readonly groups: readonly DeviceGroup[];
  /** Default: none. */
  readonly isl?: InterSwitchLink;
  /** Default: none. */
  readonly oob?: OobSwitches;
}
