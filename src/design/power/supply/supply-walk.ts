import {
  type ChainState,
  loadsIn,
  type MechanicalLoadPlan,
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
}

/** Walks a chain in one of its states: who draws from whom, and what lives. */
export class SupplyWalk {
  /** Whether a node is not out and has a source. */
  public readonly isLive: (name: string) => boolean;
  private readonly byName: ReadonlyMap<string, { readonly node: PowerNodePlan; readonly place: number }>;
  private readonly consumers = new Map<string, Consumer[]>();
  private readonly out: ReadonlySet<string>;
  private readonly loads: readonly number[];

  public constructor(
    private readonly chain: PowerChainPlan,
    zones: readonly PowerZonePlan[],
    state: ChainState,
  ) {
    this.loads = loadsIn(chain, state);
    this.byName = new Map(chain.nodes.map((node, place) => [node.name, { node, place }]));
    this.out = new Set([...state.out, ...(chain.absent ?? [])]);
    this.isLive = liveNodes((name) => this.byName.get(name)?.node, this.out);
    for (const node of chain.nodes) {
      const drawn = this.loadOf(node.name) / node.efficiency;
      const feeders = this.feedersOf(node);
      const total = feeders.reduce((sum, feeder) => sum + this.ratingOf(feeder), 0);
      for (const feeder of feeders) {
        const loadWatts = feeders.length === 1 ? drawn : (drawn * this.ratingOf(feeder)) / total;
        this.addConsumer(feeder, { name: node.name, node, loadWatts });
      }
    }
    this.addUnits(state);
    this.addFeeds(zones);
  }

  private addUnits({ changedDraws = [] }: ChainState): void {
    const changed = new Map(changedDraws);
    this.chain.mechanical?.forEach((mechanical, place) => {
      const { name, fedFrom, loadWatts } = mechanical;
      const from = fedFrom.find((node) => this.isLive(node));
      if (from !== undefined) this.addConsumer(from, { name, mechanical, loadWatts: changed.get(place) ?? loadWatts });
    });
  }

  /** Feeds draw what the nodes do not of each node's load in the state; several feeds of one node in the proportion of their normal loads. */
  private addFeeds(zones: readonly PowerZonePlan[]): void {
    const feedsOf = new Map<string, Consumer[]>();
    for (const zone of zones) {
      for (const feed of zone.feeds) {
        const first = (zone.sources?.[feed] ?? []).find((name) => this.isLive(name));
        if (first === undefined || this.out.has(`${zone.name}/${feed}`)) continue;
        const loadWatts = zone.feedLoads.find((each) => each.feed === feed)?.normalWatts ?? 0;
        const consumer = { name: `${zone.name}/${feed}`, zone: zone.name, loadWatts };
        const known = feedsOf.get(first);
        if (known === undefined) feedsOf.set(first, [consumer]);
        else known.push(consumer);
      }
    }
    for (const [node, feeds] of feedsOf) {
      const byNodes = this.consumersOf(node).reduce((sum, { loadWatts }) => sum + loadWatts, 0);
      const left = Math.max(0, this.loadOf(node) - byNodes);
      const normal = feeds.reduce((sum, { loadWatts }) => sum + loadWatts, 0);
      for (const feed of feeds) {
        const loadWatts = normal === 0 ? left / feeds.length : (left * feed.loadWatts) / normal;
        this.addConsumer(node, { ...feed, loadWatts });
      }
    }
  }

  private ratingOf(name: string): number {
    const node = this.nodeNamed(name);
    return node === undefined ? 0 : ratingOf(node);
  }

  /** Load of a node in the state, W. */
  public loadOf(name: string): number {
    return this.loads[this.byName.get(name)?.place ?? -1] ?? 0;
  }

  /** Nodes that a node draws from in the state: the first that lives, or all that do. */
  public feedersOf({ name, fedFrom, draws }: PowerNodePlan): readonly string[] {
    if (!this.isLive(name)) return [];
    const living = fedFrom.filter((feeder) => this.isLive(feeder));
    return draws === 'first-live' ? living.slice(0, 1) : living;
  }

  /** What draws from a node, nodes in order of declaration, then units of cooling, then feeds of zones. */
  public consumersOf(name: string): readonly Consumer[] {
    return this.consumers.get(name) ?? [];
  }

  /** All nodes that a node draws from, near ones first, each once. */
  public upstreamOf(name: string): readonly PowerNodePlan[] {
    return this.walk(name, (node) => this.feedersOf(node));
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
    return this.byName.get(name)?.node;
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

  private addConsumer(feeder: string, consumer: Consumer): void {
    const known = this.consumers.get(feeder);
    if (known === undefined) this.consumers.set(feeder, [consumer]);
    else known.push(consumer);
  }
}

/** Power that a node is rated for, W. */
export function ratingOf(node: PowerNodePlan): number {
  return activeRating(node);
}
