import {
  type ChainState,
  type ChainStudyInput,
  type MechanicalLoadPlan,
  type NodeChange,
  type NodeOverload,
  type PowerChainPlan,
  type PowerNodeInput,
  type PowerNodePlan,
  type RedundancyGroupInput,
  withLoads,
} from '../../../model/power-node';
import { type ChainInput, type PowerZoneInput } from '../../../model/power-plan';
import { present } from '../../../units/present';
import { shareOf, type ZoneStates } from '../zones/load-group';
import { ChainFlow } from './chain-flow';
import { type ChainGraph, chainGraph, type ChainZone, isSource, nodeCurrent, ZoneEffects } from './chain-graph';
import { type Outage, type ZoneFlow } from './chain-walk';
import type { ChainPlant } from './chain-plant';
import { groupLosses, groupMembers, presentLosses, standbyStates } from './group-losses';

/** A zone with the states of its feeds. */
export interface StatedZone {
  readonly zone: PowerZoneInput;
  readonly states: ZoneStates;
}

/** A chain whose normal state is calculated. */
export interface OpenChain {
  readonly graph: ChainGraph;
  readonly zones: readonly ChainZone[];
  readonly flow: ChainFlow;
}

/** The graph of a chain with its normal state. @param plantOf - units of cooling on it, by the places of its nodes */
export function openChain(
  input: ChainInput,
  zones: readonly StatedZone[],
  plantOf?: (placeOf: ChainGraph['placeOf']) => ChainPlant,
): OpenChain | undefined {
  return (input.powerNodes ?? []).length === 0 ? undefined : openGraph(input, zones, plantOf);
}

/** The same of a site that may have no nodes, such as one whose cooling alone is planned. */
export function openGraph(
  { powerNodes = [], absentNodes = [] }: ChainInput,
  zones: readonly StatedZone[],
  plantOf?: (placeOf: ChainGraph['placeOf']) => ChainPlant,
): OpenChain {
  const graph = chainGraph(powerNodes);
  const chainZones = zones.map((zone) => chainZone(zone, graph));
  const absent = absentNodes.map((name) => graph.placeOf.get(name)).filter((place) => place !== undefined);
  const plant = plantOf?.(graph.placeOf);
  return { graph, zones: chainZones, flow: new ChainFlow(graph, chainZones, { absent, ...present({ plant }) }) };
}

/**
 * The chain with its loads in every state. What `checkChain` refuses is not for it.
 *
 * Loads of feeds are whole watts. Above them the calculation is in double precision, and each load is rounded once, to the nearest watt, when it goes into
 * the plan; limits are whole watts rounded down, and a load is above its limit when its watts in the plan are.
 *
 * `mechanical` are the units of cooling on it, in the order of the feeds of its plant, which has those that hang on no node after them.
 */
export function planChain(
  input: ChainInput,
  { graph, zones: chainZones, flow }: OpenChain,
  mechanical: readonly Omit<MechanicalLoadPlan, 'loadWatts'>[] = [],
): PowerChainPlan {
  const { powerGroups = [], powerStudies = [], absentNodes = [] } = input;
  const limits = limitsOf(graph);
  const absent = new Set(absentNodes);
  const outages = chainOutages({ graph, zones: chainZones, groups: powerGroups, studies: powerStudies, absent });
  const { normal } = flow;
  const loadWatts = Array.from(normal.loads, Math.round);
  const effects = new ZoneEffects(chainZones, normal.zones);
  const overloads = new Overloads(graph, loadWatts, limits.failure);
  const stateOf = (outage: ChainOutage): ChainState => {
    const { kind, out } = outage;
    if (kind === 'normal') {
      const over = new Overloads(graph, loadWatts, limits.normal).of([]);
      return { kind, out, overloads: over, ...effects.of(new Map()), loadWatts };
    }
    const { changed, zones: flows, draws: all, shortLoops } = flow.without(outage);
    const draws = all.filter(([place]) => place < mechanical.length);
    return withLoads(
      {
        kind,
        out,
        overloads: overloads.of(changed),
        ...effects.of(flows),
        changedWatts: changed,
        ...(draws.length === 0 ? {} : { changedDraws: draws }),
        ...(shortLoops.length === 0 ? {} : { shortLoops }),
      },
      loadWatts,
    );
  };
  const first = outages.map(stateOf);
  const standby = standbyOutages({ graph, groups: powerGroups, absent, outages, states: first }).map(stateOf);
  const isLater = ({ kind }: ChainState): boolean => kind === 'pair' || kind === 'maintenance';
  const states = [...first.filter((state) => !isLater(state)), ...standby, ...first.filter(isLater)];
  const sourceWatts = Math.round(sumOfSources(graph, normal.loads));
  const loads = mechanical.map((load, place) => ({ ...load, loadWatts: normal.draws[place] ?? 0 }));
  const drawn = loads.reduce((sum, each) => sum + each.loadWatts, 0);
  return {
    nodes: planNodes(graph, { states, loads: normal.loads, limits }),
    groups: powerGroups,
    ...(powerStudies.length === 0 ? {} : { studies: powerStudies }),
    ...(loads.length === 0 ? {} : { mechanical: loads }),
    ...(absentNodes.length === 0 ? {} : { absent: absentNodes }),
    states,
    sourceWatts,
    lossWatts: sourceWatts - drawnFrom(chainZones, normal.zones) - drawn,
  };
}

/** Sources in the order of the graph, so that the order of declaration changes no bit of the sum. */
function sumOfSources({ nodes, order }: ChainGraph, loads: Float64Array): number {
  let sum = 0;
  for (const place of order) {
    const node = nodes[place];
    if (node !== undefined && isSource(node)) sum += loads[place] ?? 0;
  }
  return sum;
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

/** Nodes above their limits, found by what a state changes. */
class Overloads {
  /** Places of nodes that are above their limits in the normal state. */
  private readonly before: readonly number[];

  public constructor(
    private readonly graph: ChainGraph,
    private readonly loads: readonly number[],
    private readonly limits: readonly number[],
  ) {
    this.before = loads.flatMap((load, place) => (load > (limits[place] ?? 0) ? [place] : []));
  }

  public of(changed: readonly NodeChange[]): readonly NodeOverload[] {
    if (changed.length === 0) return this.before.map((place) => this.overload(place, this.loads[place] ?? 0));
    const moved = new Map(changed);
    const places = new Set(this.before.filter((place) => !moved.has(place)));
    for (const [place, watts] of changed) if (watts > (this.limits[place] ?? 0)) places.add(place);
    return [...places]
      .sort((left, right) => left - right)
      .map((place) => this.overload(place, moved.get(place) ?? this.loads[place] ?? 0));
  }

  private overload(place: number, loadWatts: number): NodeOverload {
    const ratingWatts = this.graph.ratings[place] ?? 0;
    const node = this.graph.nodes[place]?.name ?? '';
    return { node, loadWatts, ratingWatts, limitWatts: this.limits[place] ?? 0, share: loadWatts / ratingWatts };
  }
}

function planNodes(
  { nodes }: ChainGraph,
  {
    states,
    loads,
    limits,
  }: { readonly states: readonly ChainState[]; readonly loads: Float64Array; readonly limits: Limits },
): readonly PowerNodePlan[] {
  const worst = nodes.map((_, place): PowerNodePlan['worst'] => ({
    loadWatts: Math.round(loads[place] ?? 0),
    out: [],
  }));
  for (const { kind, out, changedWatts = [] } of states) {
    if (kind !== 'loss') continue;
    for (const [place, loadWatts] of changedWatts) {
      if (loadWatts > (worst[place]?.loadWatts ?? 0)) worst[place] = { loadWatts, out };
    }
  }
  return nodes.map((node, place) => {
    const loadWatts = Math.round(loads[place] ?? 0);
    return {
      ...node,
      loadWatts,
      inputWatts: Math.round((loads[place] ?? 0) / node.efficiency),
      loadAmperes: nodeCurrent(loadWatts, node),
      limitWatts: limits.normal[place] ?? 0,
      worst: worst[place] ?? { loadWatts, out: [] },
    };
  });
}

/** What the feeds of zones draw from the chain. */
function drawnFrom(zones: readonly ChainZone[], flows: readonly ZoneFlow[]): number {
  return zones.reduce(
    (sum, { sources }, index) =>
      sources === undefined ? sum : sum + (flows[index]?.state.loads.reduce((total, load) => total + load, 0) ?? 0),
    0,
  );
}

/** A state to calculate. */
interface ChainOutage extends Outage, Pick<ChainState, 'kind' | 'out'> {}

/** What the states of a chain are listed from. */
interface OutageSource {
  readonly graph: ChainGraph;
  readonly zones: readonly ChainZone[];
  readonly groups: readonly RedundancyGroupInput[];
  readonly studies: readonly ChainStudyInput[];
  /** Nodes that are not there yet: out in every state, and never lost. */
  readonly absent: ReadonlySet<string>;
}

/** The states of a chain: normal, each node and feed lost, what groups promise to survive, chosen pairs, and each loss during each maintenance. */
function chainOutages({ graph, zones, groups, studies, absent }: OutageSource): readonly ChainOutage[] {
  const { nodes, placeOf } = graph;
  const there = nodes.map(({ name }) => name).filter((name) => !absent.has(name));
  const outage = (kind: ChainState['kind'], out: readonly string[]): ChainOutage => ({
    kind,
    out,
    nodes: out.map((name) => placeOf.get(name)).filter((place) => place !== undefined),
    feeds: new Map(),
  });
  const together = (kind: ChainState['kind'], sets: readonly (readonly string[])[]): ChainOutage[] =>
    unique(sets.map((set) => set.filter((name) => !absent.has(name)).sort()))
      .filter(isSeveral)
      .map((out) => outage(kind, out));
  const promised = groupMembers(groups, nodes).flatMap(groupLosses);
  return [
    outage('normal', []),
    ...there.map((name) => outage('loss', [name])),
    ...feedOutages(zones).map((feed) => ({ ...outage('loss', feed.out), feeds: feed.feeds })),
    ...together('group', promised),
    ...together(
      'pair',
      studies.flatMap(({ together: sets }) => sets),
    ),
    ...unique(
      studies
        .flatMap(({ maintenance }) => maintenance)
        .filter((name) => !absent.has(name))
        .flatMap((maintained) => there.filter((name) => name !== maintained).map((name) => [maintained, name])),
    ).map((out) => outage('maintenance', out)),
  ];
}

/** What standby groups promise, in each loss of other nodes in which they carry. */
function standbyOutages({
  graph: { nodes, placeOf },
  groups,
  absent,
  outages,
  states,
}: Pick<OutageSource, 'graph' | 'groups' | 'absent'> & {
  readonly outages: readonly ChainOutage[];
  readonly states: readonly ChainState[];
}): readonly ChainOutage[] {
  const outageOf = new Map(states.map((state, index) => [state, outages[index]]));
  const found = new Map<string, ChainOutage>();
  for (const group of groupMembers(groups, nodes)) {
    const losses = presentLosses(group, absent);
    if (losses.length === 0) continue;
    for (const state of standbyStates(group, states, placeOf)) {
      for (const set of losses) {
        const out = [...state.out, ...set].sort();
        const places = set.map((name) => placeOf.get(name)).filter((place) => place !== undefined);
        const { nodes: lost = [], feeds = new Map<number, readonly number[]>() } = outageOf.get(state) ?? {};
        found.set(JSON.stringify(out), { kind: 'group', out, nodes: [...lost, ...places], feeds });
      }
    }
  }
  const known = new Set(outages.flatMap(({ kind, out }) => (kind === 'group' ? [JSON.stringify(out)] : [])));
  return [...found].flatMap(([key, outage]) => (known.has(key) ? [] : [outage]));
}

/** The loss of each feed that draws from the chain. */
function feedOutages(zones: readonly ChainZone[]): Pick<ChainOutage, 'out' | 'feeds'>[] {
  return zones.flatMap(({ name, states, sources }, number) =>
    sources === undefined
      ? []
      : states.zone.feeds.map((feed, index) => ({ out: [`${name}/${feed}`], feeds: new Map([[number, [index]]]) })),
  );
}

function isSeveral(set: readonly string[]): boolean {
  return set.length > 1;
}

function unique(sets: readonly (readonly string[])[]): (readonly string[])[] {
  return [...new Map(sets.map((set) => [JSON.stringify(set), set])).values()];
}

/** What a chain is planned from again when only some of its nodes are there: those that are not stay in it, and are out in every state. */
export function chainAt(
  chain: PowerChainPlan | undefined,
  isThere: (thing: { readonly phase?: string }) => boolean,
): ChainInput {
  if (chain === undefined) return {};
  return {
    powerNodes: chain.nodes,
    powerGroups: chain.groups,
    powerStudies: chain.studies ?? [],
    absentNodes: chain.nodes.filter((node) => !isThere(node)).map(({ name }) => name),
  };
}
