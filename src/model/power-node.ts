import type { NodeSupply } from './continuity-plan';

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

/** Place of losses that no cooling loop of the site takes. */
export const OUTSIDE = 'outside';

/** A node of the power chain. */
export interface PowerNodeInput {
  /** Unique in the site, among nodes and zones. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** What it is. */
  readonly kind: PowerNodeKind;
  /** Active power that it can carry at its output, W. Absent: not limited in watts. */
  readonly ratingWatts?: number;
  /** Apparent power that it can carry, VA. Absent: not limited in volt-amperes. One of the two ratings is there. */
  readonly ratingVoltAmperes?: number;
  /** Voltage at its output: between lines, or between the poles of direct current. */
  readonly volts: number;
  /** Alternating or direct current at its output. */
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
  /** Cooling loop that takes the heat of its losses, or `outside`: none of the site's does. Absent: not known. */
  readonly heatTo?: string;
  /** Room or compartment in which it stands. Absent: not known. */
  readonly compartment?: string;
  /** Cells of a store. Absent: not known. */
  readonly cells?: CellKind;
  /** Phase by whose date it is there. Absent: from the first day. */
  readonly phase?: string;
}

/** What a store keeps its energy in. */
export const CELL_KINDS = ['lithium-ion', 'lead-acid', 'nickel', 'none'] as const;

/** Cells of a UPS or a battery store; `none` of a flywheel. */
export type CellKind = (typeof CELL_KINDS)[number];

/** Redundancy schemes of a group of nodes. */
export const GROUP_SCHEMES = ['N', 'N+1', '2N', '2N+1', '3N/2', '4N/3', 'block'] as const;

/** Scheme of a group: `3N/2` and `4N/3` are distributed (3 to make 2, 4 to make 3), `block` is a reserve behind static switches. */
export type GroupScheme = (typeof GROUP_SCHEMES)[number];

/** Nodes that stand in for each other. */
export interface RedundancyGroupInput {
  /** Unique in the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** How many of its nodes may be out. */
  readonly scheme: GroupScheme;
}

/** Failures of a power chain that are judged beside the loss of each single node. */
export interface ChainStudyInput {
  /** Unique in the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Nodes lost together: pairs, or more. */
  readonly together: readonly (readonly string[])[];
  /** Nodes out for maintenance: each other node is lost meanwhile, one at a time. */
  readonly maintenance: readonly string[];
}

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
   * `normal`; a node, or a feed of a zone, is lost; a group loses what its scheme promises to survive, such as a side of 2N, and one that stands by also beside what makes it carry; a chosen pair, or more, is
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
  /** Load of each node in the order of `PowerChainPlan.nodes`, W. Of any but the normal state it is found when it is asked for, and is not in files: `loadsIn` finds it there. */
  readonly loadWatts: readonly number[];
  /** Loads that are not those of the normal state: place of the node, rising, and W. Absent: `loadWatts` has all. */
  readonly changedWatts?: readonly NodeChange[];
  /** Draws of units of cooling that are not those of the normal state: place in `PowerChainPlan.mechanical`, rising, and W. Absent: none. */
  readonly changedDraws?: readonly NodeChange[];
  /** Cooling loops that lack units in it, in order of declaration. Absent: none. */
  readonly shortLoops?: readonly LoopShortage[];
}

/** Units of cooling that draw from the same nodes of the chain. */
export interface MechanicalLoadPlan {
  /** Name of the units; of units on several feeds with the number of the feed: `chillers/2`. */
  readonly name: string;
  /** Group of units by name. */
  readonly units: string;
  /** Construct path of the units. */
  readonly path: string;
  /** Units on these nodes. */
  readonly count: number;
  /** Nodes in order of preference. */
  readonly fedFrom: readonly string[];
  /** Draw in the normal state, W. */
  readonly loadWatts: number;
  /** Seconds from the return of power until they take heat again. Absent: not known. */
  readonly restartSeconds?: number;
}

/** A cooling loop whose running units do not carry it in a state, though they do, or lack less, normally. */
export interface LoopShortage {
  readonly loop: string;
  /** Heat in that state, W. */
  readonly heatWatts: number;
  /** Heat that they cannot take, W. */
  readonly shortWatts: number;
  /** Flow that they cannot move, ml/s; 0 where flow is not known. */
  readonly shortMillilitresPerSecond: number;
}

/** Load of a node that a state changes: its place in the nodes, and W. */
export type NodeChange = readonly [place: number, watts: number];

/** The power chain of a site, from its sources to the feeds of its zones. */
export interface PowerChainPlan {
  /** In order of declaration. */
  readonly nodes: readonly PowerNodePlan[];
  /** Nodes that stand in for each other. */
  readonly groups: readonly RedundancyGroupInput[];
  /** What is judged beside the loss of each single node. Absent: nothing. */
  readonly studies?: readonly ChainStudyInput[];
  /** Units of cooling on it, in order of declaration. Absent: none. */
  readonly mechanical?: readonly MechanicalLoadPlan[];
  /** Nodes that are not there yet: out in every state, and never lost. Absent: all are there. */
  readonly absent?: readonly string[];
  /** The normal state first, then the loss of each node and feed in order, then what groups promise, chosen pairs and maintenance. */
  readonly states: readonly ChainState[];
  /** Power drawn from all sources in the normal state, W: what the meters see. It is the load of the zones' feeds and of the cooling units on the chain, and `lossWatts`. */
  readonly sourceWatts: number;
  /** Losses of the chain in the normal state, W. */
  readonly lossWatts: number;
}

/** Load of each node in a state, W, in the order of the nodes. */
export function loadsIn({ states }: Pick<PowerChainPlan, 'states'>, state: ChainState): readonly number[] {
  if (state.changedWatts === undefined) return state.loadWatts;
  const loads = [...(states[0]?.loadWatts ?? [])];
  for (const [place, watts] of state.changedWatts) loads[place] = watts;
  return loads;
}

/** Load of one node in a state, W. */
export function loadIn({ states }: Pick<PowerChainPlan, 'states'>, state: ChainState, place: number): number {
  if (state.changedWatts === undefined) return state.loadWatts[place] ?? 0;
  return (state.changedWatts.find(([changed]) => changed === place) ?? [place, states[0]?.loadWatts[place] ?? 0])[1];
}

/** A state with all loads for who asks for them: they are found then, and are not in files. */
export function withLoads(state: Omit<ChainState, 'loadWatts'>, normal: readonly number[]): ChainState {
  const loads = {
    enumerable: false,
    get: (): readonly number[] => {
      const all = [...normal];
      for (const [place, watts] of state.changedWatts ?? []) all[place] = watts;
      return all;
    },
  };
  return Object.defineProperty({ ...state }, 'loadWatts', loads) as ChainState;
}

/** Tells whether a node lives, which is to say that it is not out and has a source. Each node is asked once. */
export function liveNodes(
  nodeNamed: (name: string) => PowerNodePlan | undefined,
  out: ReadonlySet<string>,
): (name: string) => boolean {
  const live = new Map<string, boolean>();
  const isLive = (name: string): boolean => {
    const known = live.get(name);
    if (known !== undefined) return known;
    const node = nodeNamed(name);
    live.set(name, false);
    const lives = node !== undefined && !out.has(name) && (SOURCE_KINDS.has(node.kind) || node.fedFrom.some(isLive));
    live.set(name, lives);
    return lives;
  };
  return isLive;
}

/** A zone as far as its ways go: its feeds, and the nodes that each of them draws from. */
interface FedZone {
  readonly feeds: readonly string[];
  readonly sources?: Readonly<Record<string, readonly string[]>>;
}

/** Nodes that a zone of one feed draws through for want of a second: from its feed up to the first node that has several to draw from. */
export function onlyWay({ feeds, sources = {} }: FedZone, chain: PowerChainPlan | undefined): readonly string[] {
  if (feeds.length > 1) return [];
  const nodes = new Map(chain?.nodes.map(({ name, fedFrom }) => [name, fedFrom]));
  const way: string[] = [];
  let next: readonly string[] = Object.values(sources).flat();
  while (next.length === 1) {
    const [name = ''] = next;
    way.push(name);
    next = nodes.get(name) ?? [];
  }
  return way;
}
