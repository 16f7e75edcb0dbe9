/** What a configuration says of a port. */
export interface PortConfig {
  /** Cage of the front panel, from 1. */
  readonly cage: number;
  /** Place in the cage, from 1. */
  readonly place: number;
  /** Absent: not set, so that the switch chooses. */
  readonly rateBits?: number;
  /** Name of the device that it should meet. Absent: not told. */
  readonly neighbour?: string;
}

/** What a configuration file says of a switch, as far as a plan of cables can be compared with it. */
export interface SwitchConfig {
  readonly format: 'sonic' | 'nvue';
  /** Absent: the file does not name the switch. */
  readonly device?: string;
  /** Ports that each cage is split into, by cage; 1 where it is whole. */
  readonly splits: ReadonlyMap<number, number>;
  readonly ports: readonly PortConfig[];
  /** Whether the file tells neighbours at all. */
  readonly hasNeighbours: boolean;
}
