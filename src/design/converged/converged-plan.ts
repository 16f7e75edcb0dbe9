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
  readonly name: string;
  /** On each core, ascending. Those kept for places without a device are among them. */
  readonly cages: readonly number[];
  /** Cages with a cable on one core or both. */
  readonly cabled: number;
}

/** A pair of cores with every port taken. Plain data. */
export interface ConvergedPlan {
  readonly name: string;
  /**
   * Cables that devices name first: devices in order, for each its links, then its out-of-band ports. Then the inter-switch link. Then, core by
   * core in the order of the panel, cables that the core names first and ports without a cable.
   */
  readonly rows: readonly WireRow[];
  readonly cores: readonly [CorePortMap, CorePortMap];
  readonly runs: readonly RunPlan[];
  /** Cables by kind. */
  readonly counts: Readonly<Record<string, number>>;
}
