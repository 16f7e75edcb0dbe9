import type { ChainState, ChainStudyInput, RedundancyGroupInput } from '../../../model/power-node';
import type { ChainZone, Outage } from './chain-flow';
import type { ChainGraph } from './chain-graph';
import { groupLosses, groupMembers } from './group-losses';

/** A state to reckon. */
export interface ChainOutage extends Outage, Pick<ChainState, 'kind' | 'out'> {}

/** What the states of a chain are listed from. */
export interface OutageSource {
  readonly graph: ChainGraph;
  readonly zones: readonly ChainZone[];
  readonly groups: readonly RedundancyGroupInput[];
  readonly studies: readonly ChainStudyInput[];
  /** Nodes that are not there yet: out in every state, and never lost. */
  readonly absent: ReadonlySet<string>;
}

/** The states of a chain: normal, each node and feed lost, what groups promise to survive, chosen pairs, and each loss during each maintenance. */
export function chainOutages({ graph, zones, groups, studies, absent }: OutageSource): readonly ChainOutage[] {
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
