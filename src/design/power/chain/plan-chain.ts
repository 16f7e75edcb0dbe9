import type {
  ChainState,
  NodeOverload,
  PowerChainPlan,
  PowerNodeInput,
  PowerNodePlan,
} from '../../../model/power-node';
import { ChainInput, type PowerZoneInput } from '../../../model/power-plan';
import { shareOf } from '../share-of';
import type { ZoneStates } from '../zone-states';
import { ChainFlow, type ChainZone, type Flow } from './chain-flow';
import { type ChainGraph, chainGraph, isSource } from './chain-graph';
import { chainOutages } from './chain-outages';
import { nodeCurrent } from './node-current';
import { ZoneEffects } from './zone-effects';

/** A zone with the states of its feeds. */
interface StatedZone {
  readonly zone: PowerZoneInput;
  readonly states: ZoneStates;
}

/**
 * The chain with its loads in every state; undefined for a site without nodes. What `checkChain` refuses is not for it.
 *
 * Loads of feeds are whole watts. Above them the reckoning is in double precision, and each load is rounded once, to the nearest watt, when it goes into
 * the plan; limits are whole watts rounded down, and a load is above its limit when its watts in the plan are.
 */
export function planChain(input: ChainInput, zones: readonly StatedZone[]): PowerChainPlan | undefined {
  const { powerNodes = [], powerGroups = [], powerStudies = [], absentNodes = [] } = input;
  if (powerNodes.length === 0) return undefined;
  const graph = chainGraph(powerNodes);
  const chainZones = zones.map((zone) => chainZone(zone, graph));
  const limits = limitsOf(graph);
  const absent = new Set(absentNodes);
  const outages = chainOutages({ graph, zones: chainZones, groups: powerGroups, studies: powerStudies, absent });
  const flow = new ChainFlow(graph, chainZones);
  const found = flow.without({ nodes: outages[0]?.nodes ?? [], feeds: new Map() });
  const normal = { ...found, loads: found.loads.slice() };
  const effects = new ZoneEffects(chainZones, normal.zones);
  const states = outages.map((outage): ChainState => {
    const { kind, out } = outage;
    const { loads, zones: flows } = flow.without(outage);
    const loadWatts = wholeWatts(loads);
    const overloads = overloadsOf(graph, loadWatts, kind === 'normal' ? limits.normal : limits.failure);
    return { kind, out, overloads, ...effects.of(flows), loadWatts };
  });
  const sourceWatts = Math.round(
    powerNodes.reduce((sum, node, place) => (isSource(node) ? sum + (normal.loads[place] ?? 0) : sum), 0),
  );
  return {
    nodes: powerNodes.map((node, place) => planNode(node, place, { states, normal, limits })),
    groups: powerGroups,
    ...(powerStudies.length === 0 ? {} : { studies: powerStudies }),
    ...(absentNodes.length === 0 ? {} : { absent: absentNodes }),
    states,
    sourceWatts,
    lossWatts: sourceWatts - drawnFrom(chainZones, normal),
  };
}

function wholeWatts(loads: Float64Array): readonly number[] {
  const whole: number[] = [];
  for (let place = 0; place < loads.length; place += 1) whole.push(Math.round(loads[place] ?? 0));
  return whole;
}

interface Limits {
  readonly normal: readonly number[];
  readonly failure: readonly number[];
}

function limitsOf({ nodes, ratings }: ChainGraph): Limits {
  const of = (share: (node: PowerNodeInput) => number): number[] =>
    nodes.map((node, place) => shareOf(ratings[place] ?? 0, share(node)));
  return { normal: of(({ limitShare }) => limitShare), failure: of(({ failureLimitShare }) => failureLimitShare) };
}

function chainZone({ zone: { name, feeds, sources }, states }: StatedZone, { placeOf }: ChainGraph): ChainZone {
  if (sources === undefined) return { name, states };
  const places = feeds.map((feed) =>
    (sources[feed] ?? []).map((node) => placeOf.get(node)).filter((place) => place !== undefined),
  );
  return { name, states, sources: places };
}

function overloadsOf(
  { nodes, ratings }: ChainGraph,
  loads: readonly number[],
  limits: readonly number[],
): NodeOverload[] {
  const overloads: NodeOverload[] = [];
  loads.forEach((loadWatts, place) => {
    const limitWatts = limits[place] ?? 0;
    if (loadWatts <= limitWatts) return;
    const ratingWatts = ratings[place] ?? 0;
    overloads.push({
      node: nodes[place]?.name ?? '',
      loadWatts,
      ratingWatts,
      limitWatts,
      share: loadWatts / ratingWatts,
    });
  });
  return overloads;
}

function planNode(
  node: PowerNodeInput,
  place: number,
  {
    states,
    normal,
    limits,
  }: { readonly states: readonly ChainState[]; readonly normal: Flow; readonly limits: Limits },
): PowerNodePlan {
  const load = normal.loads[place] ?? 0;
  const loadWatts = Math.round(load);
  let worst: PowerNodePlan['worst'] = { loadWatts, out: [] };
  for (const { kind, out, loadWatts: loads } of states) {
    const here = loads[place] ?? 0;
    if (kind === 'loss' && here > worst.loadWatts) worst = { loadWatts: here, out };
  }
  return {
    ...node,
    loadWatts,
    inputWatts: Math.round(load / node.efficiency),
    loadAmperes: nodeCurrent(loadWatts, node),
    limitWatts: limits.normal[place] ?? 0,
    worst,
  };
}

/** What the feeds of zones draw from the chain. */
function drawnFrom(zones: readonly ChainZone[], { zones: flows }: Flow): number {
  return zones.reduce(
    (sum, { sources }, index) =>
      sources === undefined ? sum : sum + (flows[index]?.state.loads.reduce((total, load) => total + load, 0) ?? 0),
    0,
  );
}
