import type { ZoneState } from '../zone-state';
import type { ZoneStates } from '../zone-states';
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
  /** What flows out of each node, W. */
  readonly loads: Float64Array;
  /** 1 for a node that is not out and has a source. */
  readonly live: Uint8Array;
  /** State of each zone. */
  readonly zones: readonly ZoneFlow[];
}

/** A zone in a state of the chain. */
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

/**
 * Who carries what while something is out.
 *
 * Method: a node lives if it is not out and is a source or has a feeder that lives (sources first); a feed lives with any of its nodes. The load of each feed,
 * by the zone's own engine, goes to the first of its nodes that lives; then, from the feeds up, each node draws its load over its efficiency from the first
 * feeder that lives, or from all that live in proportion to their ratings. A state is one in which things have settled: what stores carry meanwhile, and
 * nodes that trip for their load, are not part of it.
 */
export function chainFlow(graph: ChainGraph, zones: readonly ChainZone[], outage: Outage): Flow {
  const live = liveNodes(graph, outage);
  const loads = new Float64Array(graph.nodes.length);
  const flows = zones.map((zone, number): ZoneFlow => {
    const { feeds } = zone.states.zone;
    const out = outage.feeds.get(number) ?? [];
    const feeding = feeds.map((_, feed) => (out.includes(feed) ? -1 : feederOf(zone.sources?.[feed], live)));
    const lost = feeding.flatMap((node, feed) => (node === -1 ? [feed] : []));
    const state = zone.states.without(lost);
    feeding.forEach((node, feed) => {
      if (node !== undefined && node >= 0) loads[node] = (loads[node] ?? 0) + (state.loads[feed] ?? 0);
    });
    return { lost, state };
  });
  drawFromFeeders(graph, live, loads);
  return { loads, live, zones: flows };
}

function liveNodes({ nodes, feeders, order }: ChainGraph, outage: Outage): Uint8Array {
  const live = new Uint8Array(nodes.length);
  const out = new Set(outage.nodes);
  for (const place of order) {
    const node = nodes[place];
    if (node === undefined || out.has(place)) continue;
    if (isSource(node) || feeders[place]?.some((feeder) => live[feeder] === 1) === true) live[place] = 1;
  }
  return live;
}

/** Node that a feed draws from: -1 where none of its nodes lives, undefined where the chain begins at the feed. */
function feederOf(sources: readonly number[] | undefined, live: Uint8Array): number | undefined {
  return sources === undefined ? undefined : (sources.find((place) => live[place] === 1) ?? -1);
}

function drawFromFeeders({ nodes, feeders, order, ratings }: ChainGraph, live: Uint8Array, loads: Float64Array): void {
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const place = order[at] ?? -1;
    const node = nodes[place];
    const load = loads[place] ?? 0;
    if (node === undefined || load === 0) continue;
    const input = load / node.efficiency;
    const alive = (feeders[place] ?? []).filter((feeder) => live[feeder] === 1);
    const drawn = node.draws === 'first-live' ? alive.slice(0, 1) : alive;
    const total = drawn.reduce((sum, feeder) => sum + (ratings[feeder] ?? 0), 0);
    for (const feeder of drawn) {
      const share = drawn.length === 1 ? 1 : (ratings[feeder] ?? 0) / total;
      loads[feeder] = (loads[feeder] ?? 0) + input * share;
    }
  }
}
