import type {
  ChainState,
  ChainStudyInput,
  NodeOverload,
  PowerChainPlan,
  PowerNodeInput,
  PowerNodePlan,
  RedundancyGroupInput,
} from '../../../model/power-node';
import type { ChainInput } from '../../../model/power-plan';
import { type PowerZoneInput } from '../../../model/power-plan';
import { shareOf } from '../zones/load-group';
import type { ZoneStates } from '../zones/zone-state';
import { ChainFlow, type ChainZone, type Flow, type Outage } from './chain-flow';
import { type ChainGraph, chainGraph, isSource, nodeCurrent } from './chain-graph';
import { groupLosses, groupMembers } from './group-losses';
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

/** A state to reckon. */
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
  const gone = nodes.flatMap(({ name }, place) => (absent.has(name) ? [place] : []));
  const there = nodes.map(({ name }) => name).filter((name) => !absent.has(name));
  const outage = (kind: ChainState['kind'], out: readonly string[]): ChainOutage => ({
    kind,
    out,
    nodes: [...gone, ...out.map((name) => placeOf.get(name)).filter((place) => place !== undefined)],
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
