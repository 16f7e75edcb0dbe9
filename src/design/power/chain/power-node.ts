import type { NodeSupply } from '../supply/node-supply';

/** Kinds of node between the utility and a rack, sources first. */
export const POWER_NODE_KINDS = [
  'utility',
  'plant',
  'generator',
  'substation',
  'transformer',
  'transfer-switch',
  'static-switch',
  'ups',
  'bess',
  'rectifier',
  'switchboard',
  'busway',
  'rpp',
  'pdu',
  'tap-off',
  'power-shelf',
] as const;

/** Kind of a node: `plant` is a power plant of one's own or of a neighbour, `rectifier` makes the direct current of an 800 V branch. */
export type PowerNodeKind = (typeof POWER_NODE_KINDS)[number];

/** Kinds that give power without being fed. */
export const SOURCE_KINDS: ReadonlySet<PowerNodeKind> = new Set(['utility', 'plant', 'generator']);

/** A node of the power chain. */
export interface PowerNodeInput {
  /** Unique in the site, among nodes and zones. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  readonly kind: PowerNodeKind;
  /** Active power that it can carry at its output, W. Absent: not limited in watts. */
  readonly ratingWatts?: number;
  /** Apparent power that it can carry, VA. Absent: not limited in volt-amperes. One of the two ratings is there. */
  readonly ratingVoltAmperes?: number;
  /** Voltage at its output: between lines, or between the poles of direct current. */
  readonly volts: number;
  readonly current: 'ac' | 'dc';
  /** Phases of alternating current; 1 for direct current. */
  readonly phases: 1 | 3;
  /** Power factor of what it carries, above 0 and up to 1; 1 for direct current. */
  readonly powerFactor: number;
  /** Output over input, above 0 and up to 1. */
  readonly efficiency: number;
  /** Share of the rating that a continuous load may take. */
  readonly limitShare: number;
  /** Share of the rating that it may take while another node is out. */
  readonly failureLimitShare: number;
  /** Nodes that feed it, by name, in order of preference; none for a source. */
  readonly fedFrom: readonly string[];
  /** Whether it draws from all live ones in proportion to their ratings, or whole from the first that is live. */
  readonly draws: 'parallel' | 'first-live';
  /** Feed that it belongs to, such as `A`. Absent: it serves all. */
  readonly feed?: string;
  /** Redundancy group by name. Absent: it stands alone. */
  readonly group?: string;
  /** What it stores or starts with. Absent: not known. */
  readonly supply?: NodeSupply;
  /** Phase by whose date it is there. Absent: from the first day. */
  readonly phase?: string;
}

/** Redundancy schemes of a group of nodes. */
export const GROUP_SCHEMES = ['N', 'N+1', '2N', '2N+1', '3N/2', '4N/3', 'block'] as const;

/** Scheme of a group: `3N/2` and `4N/3` are distributed (3 to make 2, 4 to make 3), `block` is a reserve behind static switches. */
export type GroupScheme = (typeof GROUP_SCHEMES)[number];

/** Nodes that stand in for each other. */
export interface RedundancyGroupInput {
  readonly name: string;
  readonly path: string;
  readonly scheme: GroupScheme;
}
