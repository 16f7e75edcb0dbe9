import type { LoadBlock } from '../../../model/continuity-plan';
import { present } from '../../../units/present';
import {
  type ChainState,
  type MechanicalLoadPlan,
  type NodeChange,
  type PowerChainPlan,
  type PowerNodePlan,
  SOURCE_KINDS,
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
  /** Places of the nodes that feed each node, in order of preference. */
  public readonly feeders: readonly (readonly number[])[];
  /** Power that each node is rated for, W. */
  public readonly ratings: readonly number[];
  /** 1 for each node that is not there yet. */
  public readonly absent: Uint8Array;
  private readonly below = new Map<string, Below>();

  public constructor(
    public readonly chain: PowerChainPlan,
    zones: readonly PowerZonePlan[],
  ) {
    this.byName = new Map(chain.nodes.map((node, place) => [node.name, { node, place }]));
    this.feeders = chain.nodes.map(({ fedFrom }) => fedFrom.map((name) => this.placeOf(name)));
    this.ratings = chain.nodes.map(ratingOf);
    this.absent = new Uint8Array(chain.nodes.length);
    for (const name of chain.absent ?? []) this.absent[this.placeOf(name)] = 1;
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

  /** Place of a node; below 0 for what is none. */
  public placeOf(name: string): number {
    return this.byName.get(name)?.place ?? -1;
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

const IS_LIVE = 1;
const IS_DEAD = 2;

/** What a walk must know of a state. */
export type WalkedState = Pick<ChainState, 'out' | 'changedDraws'> &
  Partial<Pick<ChainState, 'changedWatts' | 'loadWatts'>> & {
    /** State from which `changedWatts` differ. Absent: the normal one. */
    readonly over?: Pick<ChainState, 'changedWatts'>;
  };

/** Walks a chain in one of its states: who draws from whom, and what lives. Nodes are looked at when they are asked for. */
export class SupplyWalk {
  private readonly consumers = new Map<string, readonly Consumer[]>();
  private readonly drawnFrom = new Map<number, readonly string[]>();
  private readonly out: readonly string[];
  /** What is known of each node: 0 nothing, else whether it lives. */
  private readonly lives: Uint8Array;
  private readonly loads: readonly NodeChange[];
  private readonly over: readonly NodeChange[];
  private readonly normal: readonly number[];
  private readonly draws: ReadonlyMap<number, number>;

  public constructor(
    private readonly chain: PowerChainPlan,
    zones: readonly PowerZonePlan[],
    state: WalkedState,
    public readonly index: SupplyIndex = new SupplyIndex(chain, zones),
  ) {
    const { changedWatts } = state;
    this.loads = changedWatts ?? [];
    this.over = state.over?.changedWatts ?? [];
    this.normal = (changedWatts === undefined ? state.loadWatts : chain.states[0]?.loadWatts) ?? [];
    this.draws = new Map(state.changedDraws);
    this.out = state.out;
    this.lives = new Uint8Array(chain.nodes.length);
    for (const name of state.out) {
      const place = index.placeOf(name);
      if (place >= 0) this.lives[place] = IS_DEAD;
    }
  }

  /** Whether a node or a feed (`<zone>/<feed>`) is out itself. */
  public isOut(name: string): boolean {
    return this.out.includes(name) || this.index.absent[this.index.placeOf(name)] === 1;
  }

  /** Whether a node is not out and has a source. */
  public isLive(name: string): boolean {
    return this.isLiveAt(this.index.placeOf(name));
  }

  private isLiveAt(place: number): boolean {
    const node = this.chain.nodes[place];
    if (node === undefined) return false;
    const known = this.lives[place];
    if (known !== 0) return known === IS_LIVE;
    this.lives[place] = IS_DEAD;
    if (this.index.absent[place] === 1) return false;
    const feeders = this.index.feeders[place] ?? [];
    const lives = SOURCE_KINDS.has(node.kind) || feeders.some((feeder) => this.isLiveAt(feeder));
    if (lives) this.lives[place] = IS_LIVE;
    return lives;
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
      (feed) => !this.out.includes(feed.name) && feed.sources.find((node) => this.isLive(node)) === name,
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
    return this.index.ratings[this.index.placeOf(name)] ?? 0;
  }

  /** Load of a node in the state, W. */
  public loadOf(name: string): number {
    const place = this.index.placeOf(name);
    return changedAt(this.loads, place) ?? changedAt(this.over, place) ?? this.normal[place] ?? 0;
  }

  /** Nodes that a node draws from in the state: the first that lives, or all that do. */
  public feedersOf({ name }: PowerNodePlan): readonly string[] {
    const place = this.index.placeOf(name);
    const known = this.drawnFrom.get(place) ?? this.findFeeders(place);
    this.drawnFrom.set(place, known);
    return known;
  }

  private findFeeders(place: number): readonly string[] {
    const node = this.chain.nodes[place];
    if (node === undefined || !this.isLiveAt(place)) return [];
    const feeders = this.index.feeders[place] ?? [];
    const living = node.fedFrom.filter((_, number) => this.isLiveAt(feeders[number] ?? -1));
    return node.draws === 'first-live' ? living.slice(0, 1) : living;
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

  /** A node of the chain by name. */
  public nodeNamed(name: string): PowerNodePlan | undefined {
    return this.index.byName.get(name)?.node;
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

/** What a list of changes, rising by place, has for a place. */
function changedAt(changes: readonly NodeChange[], place: number): number | undefined {
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle]?.[0] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  const found = changes[low];
  return found?.[0] === place ? found[1] : undefined;
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
