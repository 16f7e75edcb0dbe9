import { activeRating } from '../chain/chain-graph';
import type { ChainState, PowerChainPlan, PowerNodePlan } from '../chain/power-chain-plan';
import { SOURCE_KINDS } from '../chain/power-node';
import type { PowerZonePlan } from '../power-plan';

/** Something that draws from a node: another node, or a feed of a zone. */
export interface Consumer {
  /** Node, or `<zone>/<feed>`. */
  readonly name: string;
  /** Absent for a feed. */
  readonly node?: PowerNodePlan;
  readonly loadWatts: number;
}

/** Walks a chain in one of its states: who draws from whom, and what lives. */
export class SupplyWalk {
  private readonly byName: ReadonlyMap<string, { readonly node: PowerNodePlan; readonly place: number }>;
  private readonly live = new Map<string, boolean>();
  private readonly consumers = new Map<string, Consumer[]>();
  private readonly out: ReadonlySet<string>;

  public constructor(
    private readonly chain: PowerChainPlan,
    zones: readonly PowerZonePlan[],
    private readonly state: ChainState,
  ) {
    this.byName = new Map(chain.nodes.map((node, place) => [node.name, { node, place }]));
    this.out = new Set([...state.out, ...(chain.absent ?? [])]);
    for (const node of chain.nodes) {
      const loadWatts = this.loadOf(node.name) / node.efficiency;
      for (const feeder of this.feedersOf(node)) this.addConsumer(feeder, { name: node.name, node, loadWatts });
    }
    for (const zone of zones) {
      for (const feed of zone.feeds) {
        const first = (zone.sources?.[feed] ?? []).find((name) => this.isLive(name));
        if (first === undefined || this.out.has(`${zone.name}/${feed}`)) continue;
        const loadWatts = zone.feedLoads.find((each) => each.feed === feed)?.normalWatts ?? 0;
        this.addConsumer(first, { name: `${zone.name}/${feed}`, loadWatts });
      }
    }
  }

  /** Load of a node in the state, W. */
  public loadOf(name: string): number {
    return this.state.loadWatts[this.byName.get(name)?.place ?? -1] ?? 0;
  }

  /** Whether a node is not out and has a source. */
  public isLive(name: string): boolean {
    const known = this.live.get(name);
    if (known !== undefined) return known;
    const node = this.byName.get(name)?.node;
    this.live.set(name, false);
    const lives =
      node !== undefined &&
      !this.out.has(name) &&
      (SOURCE_KINDS.has(node.kind) || node.fedFrom.some((feeder) => this.isLive(feeder)));
    this.live.set(name, lives);
    return lives;
  }

  /** Nodes that a node draws from in the state: the first that lives, or all that do. */
  public feedersOf({ name, fedFrom, draws }: PowerNodePlan): readonly string[] {
    if (!this.isLive(name)) return [];
    const living = fedFrom.filter((feeder) => this.isLive(feeder));
    return draws === 'first-live' ? living.slice(0, 1) : living;
  }

  /** What draws from a node, nodes in order of declaration, then feeds of zones. */
  public consumersOf(name: string): readonly Consumer[] {
    return this.consumers.get(name) ?? [];
  }

  /** All nodes that a node draws from, near ones first, each once. */
  public upstreamOf(name: string): readonly PowerNodePlan[] {
    return this.walk(name, (node) => this.feedersOf(node));
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
