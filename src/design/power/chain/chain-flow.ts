import type { NodeChange } from '../../../model/power-node';
import { type ChainGraph, type ChainZone, type DrawnFeed, drawnFeeds, isDark, isSource } from './chain-graph';
import {
  type ChainFlowOptions,
  type Flow,
  type NormalFlow,
  type Outage,
  Ranks,
  type StandingFlow,
  Undo,
  type Walk,
  type ZoneFlow,
} from './chain-walk';
import { PlantFlow, type PlantHost } from './chain-plant';

const NO_FEEDS: readonly number[] = [];
/** Place of the node that a feed draws from where none of its nodes lives. */
const OUT = -1;
/** Place of the node that a feed draws from where the chain begins at the feed. */
const OWN = -2;

/**
 * Who carries what while something is out.
 *
 * Method: a node lives if it is not out and is a source or has a feeder that lives; a feed lives with any of its nodes. The load of each feed, by the zone's
 * own engine, goes to the first of its nodes that lives; each node draws its load over its efficiency from the first feeder that lives, or from all that live
 * in proportion to their ratings. A state is one in which things have settled: what stores carry meanwhile, and nodes that trip for their load, are not part
 * of it.
 *
 * The normal state is calculated whole. Any other walks down from what is out to what dies with it, then up from whatever draws from another node than before,
 * as long as a load changes. The load of a node is always summed again, feeds of zones first, in the order of names: a walk gives the same bits as a whole
 * calculation.
 */
export class ChainFlow {
  /** The chain while nothing is out but what is not there yet. */
  public readonly normal: NormalFlow;
  private readonly live: Uint8Array;
  private readonly loads: Float64Array;
  /** Ratings of the live feeders of each node together. */
  private readonly totals: Float64Array;
  /** Feeders of each node that live. */
  private readonly living: Int32Array;
  /** Nodes that draw from each node, in the order of sums. */
  private readonly fed: readonly (readonly number[])[];
  /** Feeds that name each node, in the order of sums. */
  private readonly feedsOf: readonly (readonly DrawnFeed[])[];
  /** Node that each feed of each zone draws from. */
  private readonly drawn: number[][];
  private readonly flows: ZoneFlow[];
  private readonly known: readonly Map<string, ZoneFlow>[];
  private readonly isSource: readonly boolean[];
  /** Place of each node in the order, -1 for none. */
  private readonly rank: Int32Array;
  private readonly ranks: Ranks;
  private readonly absent: readonly number[];
  private stands: (StandingFlow & { readonly undo: Undo }) | undefined;
  /** Units of cooling that draw from it. */
  public readonly plant: PlantFlow | undefined;
  /** Feeds of units of cooling that name each node, in the order of sums. */
  private readonly unitsOf: readonly (readonly number[])[];

  /**
   * @param graph - nodes
   * @param zones - what draws from them
   * @param options - what else there is
   */
  public constructor(
    private readonly graph: ChainGraph,
    private readonly zones: readonly ChainZone[],
    { absent = [], plant }: ChainFlowOptions = {},
  ) {
    this.absent = absent;
    const { length } = graph.nodes;
    this.live = new Uint8Array(length);
    this.loads = new Float64Array(length);
    this.totals = new Float64Array(length);
    this.living = new Int32Array(length);
    this.rank = new Int32Array(length).fill(-1);
    this.ranks = new Ranks(length);
    this.isSource = graph.nodes.map(isSource);
    this.known = zones.map(() => new Map());
    graph.order.forEach((place, rank) => (this.rank[place] = rank));
    const fed = graph.nodes.map((): number[] => []);
    for (const place of [...graph.order].reverse()) {
      for (const feeder of graph.feeders[place] ?? NO_FEEDS) fed[feeder]?.push(place);
    }
    this.fed = fed;
    this.feedsOf = drawnFeeds(zones, length);
    [this.drawn, this.flows] = [zones.map(({ states }) => states.zone.feeds.map(() => OUT)), []];
    this.plant = plant === undefined ? undefined : new PlantFlow(plant, (nodes) => this.above(nodes));
    this.unitsOf = this.plant?.feedsByNode(length) ?? [];
    this.calculate({ nodes: absent, feeds: new Map() });
    this.plant?.keepNormal();
    this.normal = {
      loads: this.loads.slice(),
      zones: [...this.flows],
      draws: [...(this.plant?.draws ?? [])],
      heats: [...(this.plant?.heats ?? [])],
    };
  }

  /** Losses of a node in the normal state, whole watts. The share is found once, so that they rise with the load. */
  public lossOf(place: number, loads = this.normal.loads): number {
    return Math.round((loads[place] ?? 0) * (1 / (this.graph.nodes[place]?.efficiency ?? 1) - 1));
  }

  /** Nodes, and all above them. */
  private above(nodes: readonly number[]): ReadonlySet<number> {
    const found = new Set(nodes);
    for (const place of found) for (const feeder of this.graph.feeders[place] ?? NO_FEEDS) found.add(feeder);
    return found;
  }

  /** What a state changes, by walking from what is out. */
  public without(outage: Outage): Flow {
    this.leave();
    this.plant?.lose(outage.plant);
    const { undo, zones, parts } = this.take(outage);
    const flow = { changed: this.changes(undo.loads.keys()), zones, ...this.plantChanges(parts) };
    this.plant?.lose(undefined);
    this.restore(undo);
    return flow;
  }

  /** The state in which nodes are out, for `beside`: what is asked for often is walked once. */
  public standing(nodes: readonly number[]): StandingFlow {
    const known = this.stands;
    if (known?.nodes.length === nodes.length && known.nodes.every((place, index) => place === nodes[index]))
      return known;
    this.leave();
    const { undo, zones, parts } = this.take({ nodes, feeds: new Map() });
    const flow = { changed: this.changes(undo.loads.keys()), zones, ...this.plantChanges(parts) };
    this.stands = { nodes, undo, flow, live: this.live.slice(), loads: this.loads.slice() };
    return this.stands;
  }

  /** What more out changes in the state that stands, by walking from there. Stores that hold must live in it. */
  public beside(outage: Outage): Pick<Flow, 'changed' | 'zones' | 'draws'> {
    const { undo, zones, parts } = this.take(outage);
    const changed = [...undo.loads.keys()].map((place): NodeChange => [place, Math.round(this.loads[place] ?? 0)]);
    const draws = parts.size === 0 ? (this.stands?.flow.draws ?? []) : (this.plant?.changedDraws() ?? []);
    this.restore(undo);
    return { changed, zones, draws };
  }

  /** Puts the normal state back where another stands. */
  private leave(): void {
    if (this.stands !== undefined) this.restore(this.stands.undo);
    this.stands = undefined;
  }

  /** Walks from what is out, and leaves the chain in that state. */
  private take(outage: Outage): {
    readonly undo: Undo;
    readonly zones: ReadonlyMap<number, ZoneFlow>;
    readonly parts: ReadonlySet<number>;
  } {
    const undo = new Undo();
    const [died, dirty] = [this.kill(outage, undo), new Set<number>()];
    for (const place of died) {
      if ((this.loads[place] ?? 0) !== 0) undo.load(this.loads, place, 0);
      for (const feeder of this.graph.feeders[place] ?? NO_FEEDS) dirty.add(feeder);
      for (const below of this.fed[place] ?? NO_FEEDS) {
        if (this.live[below] !== 1) continue;
        this.retotal(below, undo);
        for (const feeder of this.graph.feeders[below] ?? NO_FEEDS) dirty.add(feeder);
      }
    }
    const zones = this.redraw({ died, outage, dirty, undo });
    this.raise(dirty, undo);
    const parts = this.partsReached(died, undo);
    if (this.plant !== undefined && parts.size > 0) this.plant.settle(parts, this.host(undo));
    return { undo, zones, parts };
  }

  /** Parts of the plant that a walk reaches: units that draw elsewhere, zones that go dark or come back, nodes whose losses change. */
  private partsReached(died: readonly number[], undo: Undo): ReadonlySet<number> {
    const parts = new Set<number>();
    const { plant } = this;
    if (plant === undefined) return parts;
    for (const part of plant.partsOut()) parts.add(part);
    for (const place of died) for (const feed of this.unitsOf[place] ?? []) parts.add(plant.partOfFeed(feed));
    for (const [number, , was] of undo.zones) {
      const zone = this.zones[number];
      if (isDark(zone, this.flows[number]) === isDark(zone, was)) continue;
      for (const part of plant.partsOfZone(number)) parts.add(part);
    }
    for (const place of undo.loads.keys()) {
      const part = plant.partOfNode(place);
      if (part !== undefined) parts.add(part);
    }
    if (parts.size > 0)
      undo.plant = { draws: plant.draws.slice(), drawn: plant.drawn.slice(), heats: plant.heats.slice() };
    return parts;
  }

  private host(undo: Undo): PlantHost {
    return {
      lossOf: (place) => this.lossOf(place, this.loads),
      firstLive: (sources) => this.firstLive(sources),
      isUnfed: (number) => isDark(this.zones[number], this.flows[number]),
      raise: (nodes) => {
        this.raise(nodes, undo);
      },
    };
  }

  private plantChanges(parts: ReadonlySet<number>): Pick<Flow, 'draws' | 'shortLoops'> {
    if (this.plant === undefined || parts.size === 0) return { draws: [], shortLoops: [] };
    return { draws: this.plant.changedDraws(), shortLoops: this.plant.shortages(parts) };
  }

  /** What a state changes, by calculation it whole: what `without` is held against. */
  public whole(outage: Outage): Flow {
    this.leave();
    this.plant?.lose(outage.plant);
    this.calculate({ nodes: [...this.absent, ...outage.nodes], feeds: outage.feeds });
    const zones = new Map<number, ZoneFlow>();
    this.flows.forEach((flow, number) => {
      if (flow !== this.normal.zones[number]) zones.set(number, flow);
    });
    const flow = {
      changed: this.changes(this.graph.nodes.keys()),
      zones,
      ...this.plantChanges(new Set(this.plant?.parts)),
    };
    this.plant?.lose(undefined);
    this.calculate({ nodes: this.absent, feeds: new Map() });
    return flow;
  }

  private changes(places: Iterable<number>): readonly NodeChange[] {
    const changed: NodeChange[] = [];
    for (const place of places) {
      const watts = Math.round(this.loads[place] ?? 0);
      if (watts !== Math.round(this.normal.loads[place] ?? 0)) changed.push([place, watts]);
    }
    return changed.sort(([left], [right]) => left - right);
  }

  /** Everything again. */
  private calculate({ nodes, feeds }: Outage): void {
    const { graph, live } = this;
    const out = new Set(nodes);
    live.fill(0);
    this.loads.fill(0);
    for (const place of graph.order) {
      const from = graph.feeders[place] ?? NO_FEEDS;
      this.living[place] = from.filter((feeder) => live[feeder] === 1).length;
      const isFed = this.isSource[place] === true || (this.living[place] ?? 0) > 0;
      live[place] = isFed && !out.has(place) ? 1 : 0;
      this.totals[place] = this.totalOf(place);
    }
    this.zones.forEach((zone, number) => {
      const drawn = this.drawOf(zone, feeds.get(number) ?? NO_FEEDS);
      this.drawn[number] = drawn;
      this.flows[number] = this.zoneFlow(zone, number, drawn);
    });
    for (let at = graph.order.length - 1; at >= 0; at -= 1) {
      const place = graph.order[at] ?? 0;
      if (live[place] === 1) this.loads[place] = this.sum(place);
    }
    this.plant?.settle(new Set(this.plant.parts), this.host(new Undo()));
  }

  /** Puts nodes out, and those below that no feeder reaches any more and that hold nothing; all that died. */
  private kill({ nodes, held }: Outage, undo: Undo): readonly number[] {
    const died: number[] = [];
    const waiting = [...nodes];
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      if (this.live[place] !== 1) continue;
      this.live[place] = 0;
      died.push(place);
      for (const below of this.fed[place] ?? NO_FEEDS) {
        undo.living(this.living, below);
        const left = (this.living[below] ?? 0) - 1;
        this.living[below] = left;
        if (left === 0 && this.isSource[below] !== true && held?.has(below) !== true) waiting.push(below);
      }
    }
    undo.died = died;
    return died;
  }

  private retotal(place: number, undo: Undo): void {
    undo.total(this.totals, place);
    this.totals[place] = this.totalOf(place);
  }

  private totalOf(place: number): number {
    let total = 0;
    for (const feeder of this.graph.feeders[place] ?? NO_FEEDS) {
      if (this.live[feeder] === 1) total += this.graph.ratings[feeder] ?? 0;
    }
    return total;
  }

  /** Lets zones draw from what lives; those whose state changes. */
  private redraw({ died, outage, dirty, undo }: Walk): Map<number, ZoneFlow> {
    const touched = new Set(outage.feeds.keys());
    for (const place of died) for (const { zone } of this.feedsOf[place] ?? []) touched.add(zone);
    const changed = new Map<number, ZoneFlow>();
    for (const number of touched) {
      const zone = this.zones[number];
      const [before, was] = [this.drawn[number], this.flows[number]];
      if (zone === undefined || before === undefined || was === undefined) continue;
      const drawn = this.drawOf(zone, outage.feeds.get(number) ?? NO_FEEDS);
      const flow = this.zoneFlow(zone, number, drawn);
      undo.zones.push([number, before, was]);
      this.drawn[number] = drawn;
      this.flows[number] = flow;
      if (flow !== was) changed.set(number, flow);
      drawn.forEach((place, feed) => {
        const old = before[feed] ?? OUT;
        if (place === old && flow.state.loads[feed] === was.state.loads[feed]) return;
        if (place >= 0) dirty.add(place);
        if (old >= 0) dirty.add(old);
      });
    }
    return changed;
  }

  /** Sums the loads of nodes again, lower ones first, and of those above them as long as one changes. */
  private raise(dirty: Iterable<number>, undo: Undo): void {
    const { ranks } = this;
    for (const place of dirty) ranks.add(this.rank[place] ?? -1);
    for (let rank = ranks.takeHighest(); rank >= 0; rank = ranks.takeHighest()) {
      const place = this.graph.order[rank] ?? -1;
      if (this.live[place] !== 1) continue;
      const load = this.sum(place);
      if (load === this.loads[place]) continue;
      undo.load(this.loads, place, load);
      for (const feeder of this.graph.feeders[place] ?? NO_FEEDS) ranks.add(this.rank[feeder] ?? -1);
    }
  }

  /** What flows out of a live node: feeds that draw from it, then nodes. */
  private sum(place: number): number {
    let load = 0;
    for (const { zone, feed } of this.feedsOf[place] ?? []) {
      if (this.drawn[zone]?.[feed] === place) load += this.flows[zone]?.state.loads[feed] ?? 0;
    }
    for (const feed of this.unitsOf[place] ?? NO_FEEDS) {
      if (this.plant?.drawn[feed] === place) load += this.plant.draws[feed] ?? 0;
    }
    for (const below of this.fed[place] ?? NO_FEEDS) {
      const flows = this.loads[below] ?? 0;
      if (flows !== 0) load += this.drawnFrom(below, place, flows);
    }
    return load;
  }

  /** What a node with some load draws from one of its feeders. */
  private drawnFrom(place: number, feeder: number, load: number): number {
    const node = this.graph.nodes[place];
    const from = this.graph.feeders[place] ?? NO_FEEDS;
    if (node === undefined) return 0;
    const input = load / node.efficiency;
    if (node.draws === 'first-live' || from.length === 1) return this.firstLive(from) === feeder ? input : 0;
    return this.live[feeder] === 1 ? input * ((this.graph.ratings[feeder] ?? 0) / (this.totals[place] ?? 0)) : 0;
  }

  private drawOf({ sources, states }: ChainZone, out: readonly number[]): number[] {
    return states.zone.feeds.map((_, feed) => (out.includes(feed) ? OUT : this.firstLive(sources?.[feed])));
  }

  private firstLive(places: readonly number[] | undefined): number {
    if (places === undefined) return OWN;
    for (const place of places) if (this.live[place] === 1) return place;
    return OUT;
  }

  private zoneFlow(zone: ChainZone, number: number, drawn: readonly number[]): ZoneFlow {
    let key = '';
    for (let feed = 0; feed < drawn.length; feed += 1) if (drawn[feed] === OUT) key += `${feed} `;
    const known = this.known[number]?.get(key);
    if (known !== undefined) return known;
    const lost = drawn.flatMap((place, feed) => (place === OUT ? [feed] : []));
    const flow = { lost, state: zone.states.without(lost) };
    this.known[number]?.set(key, flow);
    return flow;
  }

  /** Puts the normal state back. */
  private restore({ died, livings, totals, loads, zones, plant }: Undo): void {
    if (plant !== undefined) {
      this.plant?.draws.set(plant.draws);
      this.plant?.drawn.set(plant.drawn);
      this.plant?.heats.set(plant.heats);
    }
    for (const place of died) this.live[place] = 1;
    for (const [place, count] of livings) this.living[place] = count;
    for (const [place, total] of totals) this.totals[place] = total;
    for (const [place, load] of loads) this.loads[place] = load;
    for (const [number, drawn, flow] of zones) {
      this.drawn[number] = drawn;
      this.flows[number] = flow;
    }
  }
}
