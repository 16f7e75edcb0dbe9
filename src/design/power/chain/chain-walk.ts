import type { LoopShortage, NodeChange, PowerChainPlan } from '../../../model/power-node';
import type { PowerZonePlan } from '../../../model/power-plan';
import type { ZoneState } from '../zones/load-group';
import type { ChainPlant, PlantFlow, PlantOutage } from './chain-plant';

/** What a state changes in the chain: nothing else differs from the normal state. */
export interface Flow {
  /** Loads of nodes, whole watts. */
  readonly changed: readonly NodeChange[];
  /** State of zones by their place. */
  readonly zones: ReadonlyMap<number, ZoneFlow>;
  /** Draws of units of cooling, whole watts, by the place of their feed. */
  readonly draws: readonly NodeChange[];
  readonly shortLoops: readonly LoopShortage[];
}

/** A zone in a state of the chain. The same object stands for the same feeds. */
export interface ZoneFlow {
  /** Places of the feeds that are out, rising. */
  readonly lost: readonly number[];
  readonly state: ZoneState;
}

/** What is out: places of nodes, and feeds by the place of their zone. */
export interface Outage {
  readonly nodes: readonly number[];
  readonly feeds: ReadonlyMap<number, readonly number[]>;
  /** What is out of the units of cooling, and of the heat that they take. Absent: nothing. */
  readonly plant?: PlantOutage;
  /** Places of stores that carry their load though nothing feeds them. Absent: none, as when all has settled. */
  readonly held?: ReadonlySet<number>;
}

/** The chain while nothing is out but what is not there yet. */
export interface NormalFlow {
  /** What flows out of each node, W. */
  readonly loads: Float64Array;
  readonly zones: readonly ZoneFlow[];
  /** Draw of each feed of units of cooling, W, and heat of each loop, W. */
  readonly draws: readonly number[];
  readonly heats: readonly number[];
}

/** The chain in a state that stands. */
export interface StandingFlow {
  readonly nodes: readonly number[];
  /** What it changes in the normal state. */
  readonly flow: Flow;
  /** 1 for each node that lives. */
  readonly live: Uint8Array;
  readonly loads: Float64Array;
}

/** What a chain is walked with beside its nodes and zones. */
export interface ChainFlowOptions {
  /** Places of nodes that are not there yet: out in every state. Default: none. */
  readonly absent?: readonly number[];
  /** Units of cooling that draw from it. Default: none. */
  readonly plant?: ChainPlant;
}

/** What a walk has changed, with what it was before. */
export class Undo {
  public died: readonly number[] = [];
  public plant: Pick<PlantFlow, 'draws' | 'drawn' | 'heats'> | undefined;
  public readonly livings = new Map<number, number>();
  public readonly totals = new Map<number, number>();
  public readonly loads = new Map<number, number>();
  public readonly zones: [number: number, drawn: number[], flow: ZoneFlow][] = [];

  public living(counts: Int32Array, place: number): void {
    if (!this.livings.has(place)) this.livings.set(place, counts[place] ?? 0);
  }

  public total(totals: Float64Array, place: number): void {
    if (!this.totals.has(place)) this.totals.set(place, totals[place] ?? 0);
  }

  public load(loads: Float64Array, place: number, load: number): void {
    if (!this.loads.has(place)) this.loads.set(place, loads[place] ?? 0);
    loads[place] = load;
  }
}

/** Ranks that wait, each once; the highest comes first. */
export class Ranks {
  private readonly waits: Uint8Array;
  /** A heap: no rank is above the one that it hangs on. */
  private readonly heap: Int32Array;
  private count = 0;

  public constructor(length: number) {
    this.waits = new Uint8Array(length);
    this.heap = new Int32Array(length);
  }

  public add(rank: number): void {
    if (rank < 0 || this.waits[rank] === 1) return;
    this.waits[rank] = 1;
    let at = this.count++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const above = this.heap[up] ?? 0;
      if (above >= rank) break;
      this.heap[at] = above;
      at = up;
    }
    this.heap[at] = rank;
  }

  /** Below 0 where none waits. */
  public takeHighest(): number {
    if (this.count === 0) return -1;
    const top = this.heap[0] ?? 0;
    this.waits[top] = 0;
    const last = this.heap[--this.count] ?? 0;
    let at = 0;
    for (let down = 1; down < this.count; down = 2 * at + 1) {
      if (down + 1 < this.count && (this.heap[down + 1] ?? 0) > (this.heap[down] ?? 0)) down += 1;
      const below = this.heap[down] ?? 0;
      if (below <= last) break;
      this.heap[at] = below;
      at = down;
    }
    this.heap[at] = last;
    return top;
  }
}

/** A walk on its way. */
export interface Walk {
  readonly died: readonly number[];
  readonly outage: Outage;
  /** Nodes whose load is summed again. */
  readonly dirty: Set<number>;
  readonly undo: Undo;
}

/** Which parts of the plant of cooling units, nodes and zones touch, by their places. */
interface PlantParts {
  readonly partOfFeed: (unit: number) => number;
  readonly partOfNode: (node: number) => number | undefined;
  readonly partsOfZone: (zone: number) => readonly number[];
}

/** Places of the nodes of a chain by name. */
interface NodeIndex {
  readonly chain: PowerChainPlan;
  readonly byName: ReadonlyMap<string, { readonly place: number }>;
}

/** Parts of a chain that touch nowhere once a node is lost: by no node, no zone, no units of cooling and no loop that takes their heat. */
export class ChainParts {
  /** Places of nodes that something joins. */
  private readonly ties: readonly (readonly number[])[];
  private readonly known = new Map<string, Int32Array>();

  public constructor(
    private readonly index: NodeIndex,
    zones: readonly PowerZonePlan[],
    plant: PlantParts | undefined,
  ) {
    const { nodes, mechanical = [] } = index.chain;
    const places = (names: readonly string[]): number[] => names.map((name) => index.byName.get(name)?.place ?? -1);
    const byPlant = new Map<number, number[]>();
    const tie = (part: number | undefined, tied: readonly number[]): void => {
      if (part === undefined) return;
      const all = byPlant.get(part) ?? [];
      byPlant.set(part, all);
      all.push(...tied);
    };
    const inZones = zones.map(({ sources = {} }) => places(Object.values(sources).flat()));
    inZones.forEach((tied, zone) => {
      for (const part of plant?.partsOfZone(zone) ?? []) tie(part, tied);
    });
    const ofUnits = mechanical.map(({ fedFrom }) => places(fedFrom));
    ofUnits.forEach((tied, unit) => {
      tie(plant?.partOfFeed(unit), tied);
    });
    nodes.forEach((_, place) => {
      tie(plant?.partOfNode(place), [place]);
    });
    const feeders = nodes.map(({ fedFrom }, place) => [place, ...places(fedFrom)]);
    this.ties = [...feeders, ...inZones, ...ofUnits, ...byPlant.values()];
  }

  /** A place in the part of each node, which is the same for all of the part. */
  public without(lost: string): Int32Array {
    const known = this.known.get(lost) ?? this.find(this.index.byName.get(lost)?.place ?? -1);
    this.known.set(lost, known);
    return known;
  }

  private find(lost: number): Int32Array {
    const up = Int32Array.from(this.index.chain.nodes, (_, place) => place);
    const topOf = (place: number): number => {
      let at = place;
      while (up[at] !== at) at = up[at] = up[up[at] ?? at] ?? at;
      return at;
    };
    for (const tied of this.ties) {
      let first = -1;
      for (const place of tied) {
        if (place < 0 || place === lost) continue;
        if (first < 0) first = topOf(place);
        else up[topOf(place)] = first;
      }
    }
    return up.map((_, place) => topOf(place));
  }
}

/** Places at which two lists of changes differ. */
export function differing(one: readonly NodeChange[], other: readonly NodeChange[]): readonly number[] {
  const found: number[] = [];
  let at = 0;
  for (const [place, watts] of one) {
    for (; (other[at]?.[0] ?? Infinity) < place; at += 1) found.push(other[at]?.[0] ?? -1);
    if (other[at]?.[0] !== place) found.push(place);
    else if (other[at++]?.[1] !== watts) found.push(place);
  }
  for (; at < other.length; at += 1) found.push(other[at]?.[0] ?? -1);
  return found;
}
