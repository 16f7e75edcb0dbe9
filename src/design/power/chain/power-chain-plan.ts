import type { ChainStudyInput } from './chain-study';
import type { PowerNodeInput, RedundancyGroupInput } from './power-node';

/** A node with its load in the normal state. */
export interface PowerNodePlan extends PowerNodeInput {
  /** What flows out of it, W. */
  readonly loadWatts: number;
  /** What it draws, W: load and losses. */
  readonly inputWatts: number;
  /** Current at its output, A. */
  readonly loadAmperes: number;
  /** Active power that it may carry continuously: rating x power factor x limit share, W. */
  readonly limitWatts: number;
  /** Highest load over the normal state and all losses of one node or feed, and what is out then; nothing, where no loss raises it. */
  readonly worst: { readonly loadWatts: number; readonly out: readonly string[] };
}

/** A node above what it may carry in some state. */
export interface NodeOverload {
  readonly node: string;
  readonly loadWatts: number;
  /** Active power of its rating, W. */
  readonly ratingWatts: number;
  /** What it may carry in that state, W. */
  readonly limitWatts: number;
  /** Load over rating. */
  readonly share: number;
}

/** The chain in one state. */
export interface ChainState {
  /**
   * `normal`; a node, or a feed of a zone, is lost; a group loses what its scheme promises to survive, such as a side of 2N; a chosen pair, or more, is
   * lost together;
   * or one is out for maintenance while another is lost.
   */
  readonly kind: 'normal' | 'loss' | 'group' | 'pair' | 'maintenance';
  /** Nodes that are out, sorted; a feed of a zone as `<zone>/<feed>`. Of a maintenance state, the maintained one first. */
  readonly out: readonly string[];
  readonly overloads: readonly NodeOverload[];
  /** Racks that lose a device, sorted: it is down for want of supplies, or nothing feeds it. */
  readonly lostRacks: readonly string[];
  /** Draw of all that is down, tenants' blocks among it, W. */
  readonly lostWatts: number;
  /** Zones of which no feed is left, in order of declaration. */
  readonly unfedZones: readonly string[];
  /** Devices by what they do. */
  readonly devices: {
    readonly full: number;
    readonly degraded: number;
    readonly down: number;
    readonly indeterminate: number;
  };
  /** Load of each node in the order of `PowerChainPlan.nodes`, W. */
  readonly loadWatts: readonly number[];
}

/** The power chain of a site, from its sources to the feeds of its zones. */
export interface PowerChainPlan {
  /** In order of declaration. */
  readonly nodes: readonly PowerNodePlan[];
  readonly groups: readonly RedundancyGroupInput[];
  /** What is judged beside the loss of each single node. Absent: nothing. */
  readonly studies?: readonly ChainStudyInput[];
  /** Nodes that are not there yet: out in every state, and never lost. Absent: all are there. */
  readonly absent?: readonly string[];
  /** The normal state first, then the loss of each node and feed in order, then what groups promise, chosen pairs and maintenance. */
  readonly states: readonly ChainState[];
  /** Power drawn from all sources in the normal state, W: what the meters see. It is the load of the zones' feeds on the chain and `lossWatts`. */
  readonly sourceWatts: number;
  /** Losses of the chain in the normal state, W. */
  readonly lossWatts: number;
}
