import type { LoadBlock } from '../../../model/continuity-plan';
import { present } from '../../../units/present';
import {
  type ChainState,
  type MechanicalLoadPlan,
  type NodeChange,
  type PowerChainPlan,
  type PowerNodePlan,
  liveNodes,
} from '../../../model/power-node';
import type { PowerZonePlan } from '../../../model/power-plan';
import { activeRating } from '../chain/chain-graph';

/** Something that draws from a node: another node, a feed of a zone, or units of cooling. */
export interface Consumer {
  /** Node, `<zone>/<feed>`, or units of cooling. */
  readonly name: string;
  /** Absent for a feed and for units. */
  readonly node?: PowerNodePlan;
  /** Zone of a feed. */
  readonly zone?: string;
  /** Of units of cooling. */
  readonly mechanical?: MechanicalLoadPlan;
  readonly loadWatts: number;
  /** What stores behind it draw beside that to charge again, W. Absent: nothing. */
  readonly rechargeWatts?: number;
}

/** What names each node of a chain: nodes below it, feeds of zones and units of cooling. It is the same in every state. */
export class SupplyIndex {
  public readonly byName: ReadonlyMap<string, { readonly node: PowerNodePlan; readonly place: number }>;
  private readonly below = new Map<string, Below>();

  public constructor(
    public readonly chain: PowerChainPlan,
    zones: readonly PowerZonePlan[],
  ) {
    this.byName = new Map(chain.nodes.map((node, place) => [node.name, { node, place }]));
    for (const node of chain.nodes) for (const name of new Set(node.fedFrom)) this.of(name).nodes.push(node);
    chain.mechanical?.forEach((load, place) => {
      // One object below all nodes that feed it, by which a walk tells that it met it before.
      const drawn = { load, place };
      for (const name of new Set(load.fedFrom)) this.of(name).units.push(drawn);
    });
    for (const zone of zones) {
      for (const feed of zone.feeds) {
        const sources = zone.sources?.[feed] ?? [];
        const normalWatts = zone.feedLoads.find((each) => each.feed === feed)?.normalWatts ?? 0;
        const drawn = { zone: zone.name, name: `${zone.name}/${feed}`, sources, normalWatts };
        for (const name of new Set(sources)) this.of(name).feeds.push(drawn);
      }
    }
  }

  /** What names a node as one that feeds it. */
  public belowOf(name: string): Below {
    return this.below.get(name) ?? NOTHING;
  }

  private of(name: string): Below {
    const known = this.below.get(name) ?? { nodes: [], units: [], feeds: [] };
    this.below.set(name, known);
    return known;
  }
}

/** What names a node as one that feeds it, each in order of declaration. */
interface Below {
  readonly nodes: PowerNodePlan[];
  readonly units: { readonly load: MechanicalLoadPlan; readonly place: number }[];
  readonly feeds: {
    readonly zone: string;
    /** `<zone>/<feed>` */
    readonly name: string;
    readonly sources: readonly string[];
    readonly normalWatts: number;
  }[];
}

const NOTHING: Below = { nodes: [], units: [], feeds: [] };

/** What a walk must know of a state. */
export type WalkedState = Pick<ChainState, 'out' | 'changedDraws'> &
  Partial<Pick<ChainState, 'changedWatts' | 'loadWatts'>>;

/** Walks a chain in one of its states: who draws from whom, and what lives. Nodes are looked at when they are asked for. */
export class SupplyWalk {
  /** Whether a node is not out and has a source. */
  public readonly isLive: (name: string) => boolean;
  private readonly consumers = new Map<string, readonly Consumer[]>();
  private readonly out: ReadonlySet<string>;
  private readonly loads: ReadonlyMap<number, number>;
  private readonly draws: ReadonlyMap<number, number>;

  public constructor(
    private readonly chain: PowerChainPlan,
    zones: readonly PowerZonePlan[],
    state: WalkedState,
    public readonly index: SupplyIndex = new SupplyIndex(chain, zones),
  ) {
    const { changedWatts, loadWatts = [] } = state;
    this.loads = new Map(changedWatts ?? loadWatts.entries());
    this.draws = new Map(state.changedDraws);
    this.out = new Set([...state.out, ...(chain.absent ?? [])]);
    this.isLive = liveNodes((name) => this.nodeNamed(name), this.out);
  }

  /** Whether a node or a feed (`<zone>/<feed>`) is out itself. */
  public isOut(name: string): boolean {
    return this.out.has(name);
  }

  private findConsumers(name: string): readonly Consumer[] {
    const { nodes, units, feeds } = this.index.belowOf(name);
    const found: Consumer[] = [];
    if (!this.isLive(name)) return found;
    let left = this.loadOf(name);
    for (const node of nodes) {
      const feeders = this.feedersOf(node);
      if (!feeders.includes(name)) continue;
      const drawn = this.loadOf(node.name) / node.efficiency;
      const total = feeders.reduce((sum, feeder) => sum + this.ratingOf(feeder), 0);
      const loadWatts = feeders.length === 1 ? drawn : (drawn * this.ratingOf(name)) / total;
      found.push({ name: node.name, node, loadWatts });
      left -= loadWatts;
    }
    for (const { load: mechanical, place } of units) {
      if (mechanical.fedFrom.find((node) => this.isLive(node)) !== name) continue;
      const loadWatts = this.draws.get(place) ?? mechanical.loadWatts;
      found.push({ name: mechanical.name, mechanical, loadWatts });
      left -= loadWatts;
    }
    // Feeds draw what the others do not of the node's load in the state; several of them in the proportion of their normal loads.
    const drawing = feeds.filter(
      (feed) => !this.out.has(feed.name) && feed.sources.find((node) => this.isLive(node)) === name,
    );
    const normal = drawing.reduce((sum, { normalWatts }) => sum + normalWatts, 0);
    const rest = Math.max(0, left);
    for (const { name: feed, zone, normalWatts } of drawing) {
      const loadWatts = normal === 0 ? rest / drawing.length : (rest * normalWatts) / normal;
      found.push({ name: feed, zone, loadWatts });
    }
    return found;
  }

  private ratingOf(name: string): number {
    const node = this.nodeNamed(name);
    return node === undefined ? 0 : ratingOf(node);
  }

  /** Load of a node in the state, W. */
  public loadOf(name: string): number {
    const place = this.index.byName.get(name)?.place ?? -1;
    return this.loads.get(place) ?? this.chain.states[0]?.loadWatts[place] ?? 0;
  }

  /** Nodes that a node draws from in the state: the first that lives, or all that do. */
  public feedersOf({ name, fedFrom, draws }: PowerNodePlan): readonly string[] {
    if (!this.isLive(name)) return [];
    const living = fedFrom.filter((feeder) => this.isLive(feeder));
    return draws === 'first-live' ? living.slice(0, 1) : living;
  }

  /** What draws from a node, nodes in order of declaration, then units of cooling, then feeds of zones. */
  public consumersOf(name: string): readonly Consumer[] {
    const known = this.consumers.get(name) ?? this.findConsumers(name);
    this.consumers.set(name, known);
    return known;
  }

  /** All nodes that a node draws from, near ones first, each once. */
  public upstreamOf(name: string): readonly PowerNodePlan[] {
    return this.walk(name, (node) => this.feedersOf(node));
  }

  /**
   * What stores that charge draw from each node above them beside its load, W: nodes in parallel carry it in proportion to their ratings, and losses on the
   * way add to it.
   *
   * @param stores - power at which each charges, at its input
   */
  public chargeOf(stores: ReadonlyMap<string, number>): Charge {
    const above: PowerNodePlan[] = [];
    const seen = new Set<string>();
    const visit = (name: string): void => {
      const node = this.nodeNamed(name);
      if (node === undefined || seen.has(name)) return;
      seen.add(name);
      for (const feeder of this.feedersOf(node)) visit(feeder);
      above.push(node);
    };
    for (const name of stores.keys()) visit(name);
    const nodes = new Map<string, number>();
    const edges = new Map<string, number>();
    for (const node of above.reverse()) {
      const drawn = (nodes.get(node.name) ?? 0) / node.efficiency + (stores.get(node.name) ?? 0);
      const feeders = this.feedersOf(node);
      const total = feeders.reduce((sum, feeder) => sum + this.ratingOf(feeder), 0);
      for (const feeder of drawn === 0 ? [] : feeders) {
        const watts = feeders.length === 1 ? drawn : (drawn * this.ratingOf(feeder)) / total;
        edges.set(edgeKey(feeder, node.name), watts);
        nodes.set(feeder, (nodes.get(feeder) ?? 0) + watts);
      }
    }
    return { nodes, edges };
  }

  /** What flows out of a node, each watt of a zone's feeds counted by what it stands for. */
  public shareOf(name: string, weightOf: (zone: string) => number): number {
    const known = new Map<string, number>();
    const weigh = (node: string): number => {
      const before = known.get(node);
      if (before !== undefined) return before;
      const sum = this.consumersOf(node).reduce((total, { name: other, node: fed, zone = '', loadWatts }) => {
        // What swings are systems of a zone; units of cooling follow them slowly.
        if (fed === undefined) return zone === '' ? total : total + loadWatts * weightOf(zone);
        const out = this.loadOf(other);
        return out === 0 ? total : total + (loadWatts * weigh(other)) / out;
      }, 0);
      known.set(node, sum);
      return sum;
    };
    return weigh(name);
  }

  /** A node of the chain by name. */
  public nodeNamed(name: string): PowerNodePlan | undefined {
    return this.index.byName.get(name)?.node;
  }

  /** All nodes of the chain. */
  public get nodes(): readonly PowerNodePlan[] {
    return this.chain.nodes;
  }

  private walk(name: string, next: (node: PowerNodePlan) => readonly string[]): readonly PowerNodePlan[] {
    const found = new Map<string, PowerNodePlan>();
    const waiting = [name];
    for (let index = 0; index < waiting.length; index += 1) {
      const node = this.nodeNamed(waiting[index] ?? '');
      if (node === undefined) continue;
      for (const other of next(node)) {
        const reached = this.nodeNamed(other);
        if (reached === undefined || found.has(other)) continue;
        found.set(other, reached);
        waiting.push(other);
      }
    }
    return [...found.values()];
  }
}

/** Which parts of the plant of cooling units, nodes and zones touch, by their places. */
interface PlantParts {
  readonly partOfFeed: (unit: number) => number;
  readonly partOfNode: (node: number) => number | undefined;
  readonly partsOfZone: (zone: number) => readonly number[];
}

/** Parts of a chain that touch nowhere once a node is lost: by no node, no zone, no units of cooling and no loop that takes their heat. */
export class ChainParts {
  /** Places of nodes that something joins. */
  private readonly ties: readonly (readonly number[])[];
  private readonly known = new Map<string, Int32Array>();

  public constructor(
    private readonly index: SupplyIndex,
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
  const values = new Map(other);
  const found = one.flatMap(([place, watts]) => (values.get(place) === watts ? [] : [place]));
  const places = new Set(one.map(([place]) => place));
  return [...found, ...other.flatMap(([place]) => (places.has(place) ? [] : [place]))];
}

/** What charging stores draw: of each node, and of a node by each consumer. */
export interface Charge {
  readonly nodes: ReadonlyMap<string, number>;
  /** By `edgeKey`. */
  readonly edges: ReadonlyMap<string, number>;
}

/** Name of what a consumer draws from a node. */
export function edgeKey(feeder: string, consumer: string): string {
  return `${feeder}\n${consumer}`;
}

/** Power that a node is rated for, W. */
export function ratingOf(node: PowerNodePlan): number {
  return activeRating(node);
}

/** Largest step that generators take together, W; undefined where one does not say. */
export function stepOf(generators: readonly PowerNodePlan[]): number | undefined {
  const steps = generators.map((node) =>
    node.supply?.stepShare === undefined ? Number.NaN : node.supply.stepShare * ratingOf(node),
  );
  const total = steps.reduce((all, step) => all + step, 0);
  return Number.isNaN(total) ? undefined : Math.round(total);
}

/** Consumers in order, as many in one block as its step takes, with what stores draw to charge; one that is larger stands alone. */
export function blocksOf(consumers: readonly Consumer[], stepWatts: number | undefined): LoadBlock[] {
  const blocks: { members: string[]; loadWatts: number; rechargeWatts: number }[] = [];
  for (const { name, loadWatts, rechargeWatts = 0 } of consumers) {
    const last = blocks.at(-1);
    const sum = last === undefined ? 0 : last.loadWatts + last.rechargeWatts + loadWatts + rechargeWatts;
    if (last !== undefined && sum <= (stepWatts ?? Infinity)) {
      last.members.push(name);
      last.loadWatts += loadWatts;
      last.rechargeWatts += rechargeWatts;
    } else blocks.push({ members: [name], loadWatts, rechargeWatts });
  }
  return blocks.map(({ members, loadWatts, rechargeWatts }) => ({
    members,
    loadWatts: Math.round(loadWatts),
    ...(rechargeWatts === 0 ? {} : { rechargeWatts: Math.round(rechargeWatts) }),
    ...present({ stepWatts }),
  }));
}

const WORST = new WeakMap<PowerChainPlan, readonly (ChainState | undefined)[]>();

/** The state, normal or a loss, in which a node carries most; undefined for one that carries nothing. All nodes are gone through once. */
export function worstState(chain: PowerChainPlan, place: number): ChainState | undefined {
  const known = WORST.get(chain) ?? worstStates(chain);
  WORST.set(chain, known);
  return known[place];
}

function worstStates(chain: PowerChainPlan): readonly (ChainState | undefined)[] {
  const worst: (ChainState | undefined)[] = chain.nodes.map(() => undefined);
  const most = chain.nodes.map(() => 0);
  for (const state of chain.states) {
    if (state.kind !== 'normal' && state.kind !== 'loss') continue;
    for (const [place, loadWatts] of state.changedWatts ?? state.loadWatts.entries()) {
      if (loadWatts > (most[place] ?? 0)) [worst[place], most[place]] = [state, loadWatts];
    }
  }
  return worst;
}
