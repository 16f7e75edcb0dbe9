import type { ZoneState, ZoneStates } from '../zones/zone-state';
import { type ChainGraph, isSource } from './chain-graph';

/** A zone as the chain sees it. */
export interface ChainZone {
  readonly name: string;
  /** States of its feeds. */
  readonly states: ZoneStates;
  /** Places of the nodes that each feed draws from, in order of preference. Absent: the chain begins at its feeds. */
  readonly sources?: readonly (readonly number[])[];
}

/** The chain in a state, before it is put into words. */
export interface Flow {
  /** What flows out of each node, W; good until the next state is asked for. */
  readonly loads: Float64Array;
  /** State of each zone. */
  readonly zones: readonly ZoneFlow[];
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
}

const NO_FEEDS: readonly number[] = [];
/** Place of the node that a feed draws from where none of its nodes lives. */
const OUT = -1;
/** Place of the node that a feed draws from where the chain begins at the feed. */
const OWN = -2;

/**
 * Who carries what while something is out.
 *
 * Method: a node lives if it is not out and is a source or has a feeder that lives (sources first); a feed lives with any of its nodes. The load of each feed,
 * by the zone's own engine, goes to the first of its nodes that lives; then, from the feeds up, each node draws its load over its efficiency from the first
 * feeder that lives, or from all that live in proportion to their ratings. A state is one in which things have settled: what stores carry meanwhile, and
 * nodes that trip for their load, are not part of it.
 */
export class ChainFlow {
  private readonly live: Uint8Array;
  private readonly loads: Float64Array;
  private readonly known: readonly Map<string, ZoneFlow>[];
  private readonly isSource: readonly boolean[];

  public constructor(
    private readonly graph: ChainGraph,
    private readonly zones: readonly ChainZone[],
  ) {
    this.live = new Uint8Array(graph.nodes.length);
    this.loads = new Float64Array(graph.nodes.length);
    this.known = zones.map(() => new Map());
    this.isSource = graph.nodes.map(isSource);
  }

  /** The chain while something is out. */
  public without(outage: Outage): Flow {
    this.setLive(outage.nodes);
    const { loads } = this;
    loads.fill(0);
    const zones = this.zones.map((zone, number) => this.loadZone(zone, number, outage, loads));
    this.drawFromFeeders(loads);
    return { loads, zones };
  }

  private setLive(out: readonly number[]): void {
    const { live, isSource: sources } = this;
    const { order, feeders } = this.graph;
    live.fill(0);
    // Marked as out until its turn comes.
    for (const place of out) live[place] = 2;
    for (const place of order) {
      if (live[place] === 2) live[place] = 0;
      else if (sources[place] === true || this.anyLives(feeders[place] ?? NO_FEEDS)) live[place] = 1;
    }
  }

  private anyLives(places: readonly number[]): boolean {
    for (const place of places) if (this.live[place] === 1) return true;
    return false;
  }

  private loadZone(zone: ChainZone, number: number, outage: Outage, loads: Float64Array): ZoneFlow {
    const out = outage.feeds.get(number) ?? NO_FEEDS;
    const { sources } = zone;
    const { length } = zone.states.zone.feeds;
    const drawn: number[] = [];
    for (let feed = 0; feed < length; feed += 1) drawn.push(out.includes(feed) ? OUT : this.firstLive(sources?.[feed]));
    const flow = this.zoneFlow(zone, number, drawn);
    for (let feed = 0; feed < length; feed += 1) {
      const place = drawn[feed] ?? OUT;
      if (place >= 0) loads[place] = (loads[place] ?? 0) + (flow.state.loads[feed] ?? 0);
    }
    return flow;
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

  private drawFromFeeders(loads: Float64Array): void {
    const { nodes, feeders, order, ratings } = this.graph;
    for (let at = order.length - 1; at >= 0; at -= 1) {
      const place = order[at] ?? 0;
      const load = loads[place] ?? 0;
      const node = nodes[place];
      if (load === 0 || node === undefined) continue;
      const input = load / node.efficiency;
      const from = feeders[place] ?? NO_FEEDS;
      if (node.draws === 'first-live' || from.length === 1) {
        const feeder = this.firstLive(from);
        if (feeder >= 0) loads[feeder] = (loads[feeder] ?? 0) + input;
        continue;
      }
      let total = 0;
      for (const feeder of from) if (this.live[feeder] === 1) total += ratings[feeder] ?? 0;
      for (const feeder of from) {
        if (this.live[feeder] === 1) loads[feeder] = (loads[feeder] ?? 0) + input * ((ratings[feeder] ?? 0) / total);
      }
    }
  }
}
