import { DesignErrors, wholeNumberError } from '../../../errors/design-error';
import type { ChainState, GroupScheme, PowerNodeInput, RedundancyGroupInput } from '../../../model/power-node';
import { addTo } from '../../../units/present';
import { activeRating } from './chain-graph';

/** Members of a group, and what they are counted by. */
export interface GroupMembers extends RedundancyGroupInput {
  readonly members: readonly PowerNodeInput[];
  /** Members that fail together in its scheme: those of one feed, or each alone where they name none. */
  readonly sides: readonly (readonly PowerNodeInput[])[];
}

/** The groups of a chain with their members, in order of declaration. */
export function groupMembers(
  groups: readonly RedundancyGroupInput[],
  nodes: readonly PowerNodeInput[],
): readonly GroupMembers[] {
  const byGroup = new Map<string, PowerNodeInput[]>(groups.map(({ name }) => [name, []]));
  for (const node of nodes) byGroup.get(node.group ?? '')?.push(node);
  return groups.map((group) => {
    const members = byGroup.get(group.name) ?? [];
    const sides = new Map<string, PowerNodeInput[]>();
    for (const member of members) {
      const key = member.feed === undefined ? `/${member.name}` : member.feed;
      addTo(sides, key, member);
    }
    return { ...group, members, sides: [...sides.values()] };
  });
}

/**
 * What a group promises to survive: sets of members that may be out together.
 *
 * N promises nothing. N+1 and block (a reserve behind static switches): any one member. 2N: either side. 3N/2 and 4N/3: any one of the three or four sides.
 * 2N+1, of 2n + 1 members: n + 1 of them, as each side with one more, or, where the members name no feeds, those of the highest ratings.
 *
 * @see APC White Paper 75, UPS configurations
 */
export function groupLosses(group: GroupMembers): readonly (readonly string[])[] {
  const { scheme, members, sides } = group;
  const names = (list: readonly PowerNodeInput[]): readonly string[] => list.map(({ name }) => name);
  if (scheme === 'N') return [];
  if (scheme === 'N+1' || scheme === 'block') return members.map(({ name }) => [name]);
  if (scheme !== '2N+1') return sides.map(names);
  const most = (members.length + 1) / 2;
  if (sides.length !== 2) return [names(byRating(members).slice(0, most))];
  return sides.flatMap((side) => {
    if (side.length >= most) return [names(side)];
    return members.filter((member) => !side.includes(member)).map(({ name }) => [...names(side), name]);
  });
}

/** Sets of members that may be out together, of those that are there. */
export function presentLosses(group: GroupMembers, absent: ReadonlySet<string>): readonly (readonly string[])[] {
  return groupLosses(group)
    .map((set) => set.filter((name) => !absent.has(name)))
    .filter((set) => set.length > 0);
}

/**
 * Losses of other nodes in which a standby group carries: sources that carry more than normally, or any members that carry nothing normally. What its scheme
 * promises holds then too, whether a member did not start or is lost while it runs.
 */
export function standbyStates(
  { members }: GroupMembers,
  states: readonly ChainState[],
  placeOf: ReadonlyMap<string, number>,
): readonly ChainState[] {
  const normal = states[0]?.loadWatts ?? [];
  const names = new Set(members.map(({ name }) => name));
  const places = members.map(({ name }) => placeOf.get(name) ?? -1);
  const isOfSources = members.every(({ fedFrom }) => fedFrom.length === 0);
  if (!isOfSources && places.some((place) => (normal[place] ?? 0) > 0)) return [];
  const raised = raisedIn(states);
  const found = new Set(places.flatMap((place) => raised.get(place) ?? []));
  return [...found]
    .sort((left, right) => left - right)
    .flatMap((number) => {
      const state = states[number];
      return state === undefined || state.out.some((name) => names.has(name)) ? [] : [state];
    });
}

const RAISED = new WeakMap<readonly ChainState[], ReadonlyMap<number, readonly number[]>>();

/** Numbers of the losses and pairs in which a node carries more than normally, by its place: found once for all groups. */
function raisedIn(states: readonly ChainState[]): ReadonlyMap<number, readonly number[]> {
  const known = RAISED.get(states);
  if (known !== undefined) return known;
  const normal = states[0]?.loadWatts ?? [];
  const raised = new Map<number, number[]>();
  states.forEach(({ kind, changedWatts = [] }, number) => {
    if (kind !== 'loss' && kind !== 'pair') return;
    for (const [place, watts] of changedWatts) if (watts > (normal[place] ?? 0)) addTo(raised, place, number);
  });
  RAISED.set(states, raised);
  return raised;
}

function byRating(members: readonly PowerNodeInput[]): PowerNodeInput[] {
  return [...members].sort((left, right) => activeRating(right) - activeRating(left));
}

/** What a scheme takes for a load of so many units, and what it then survives. */
export interface GroupSize {
  readonly units: number;
  /** Highest share of its rating that a unit may carry normally, so that a loss overloads none; on the reserve of a block scheme it is 0. */
  readonly normalShare: number;
  /** What a loss multiplies the load of the units that are left by. Absent: none is left to carry it. */
  readonly lossFactor?: number;
  /** Units whose loss together it survives at that load. */
  readonly survives: number;
}

/**
 * Units of a redundancy scheme for a load that `needed` units carry.
 *
 * N: n. N+1: n + 1. 2N: 2n, two sides. 2N+1: 2n + 1, a side and one more. 3N/2: three sides of ceil(n/2), any two of which carry all. 4N/3: four sides of
 * ceil(n/3). Block: n and a reserve, which takes exactly the block that fails.
 *
 * @see APC White Paper 75, UPS configurations
 * @throws DesignError `power/invalid-number`
 */
export function sizeGroup(scheme: GroupScheme, needed: number): GroupSize {
  const error = wholeNumberError({
    code: 'power/invalid-number',
    owner: `redundancy ${scheme}`,
    field: 'needed',
    value: needed,
    least: 1,
  });
  DesignErrors.throwAll(error === undefined ? [] : [error]);
  const distributed = (sides: number): GroupSize => {
    const side = Math.ceil(needed / (sides - 1));
    return {
      units: sides * side,
      normalShare: (sides - 1) / sides,
      lossFactor: sides / (sides - 1),
      survives: side,
    };
  };
  switch (scheme) {
    case 'N':
      return { units: needed, normalShare: 1, survives: 0 };
    case 'N+1':
      return shared(needed, 1);
    case '2N':
      return shared(needed, needed);
    case '2N+1':
      return shared(needed, needed + 1);
    case '3N/2':
      return distributed(3);
    case '4N/3':
      return distributed(4);
    case 'block':
      return { units: needed + 1, normalShare: 1, lossFactor: 1, survives: 1 };
  }
}

/** Units that share a load alike, of which `spare` may be lost. */
function shared(needed: number, spare: number): GroupSize {
  const units = needed + spare;
  return { units, normalShare: needed / units, lossFactor: units / needed, survives: spare };
}

/** Sides of each scheme that has any: feeds that its members stand on. */
export const GROUP_SIDES: Readonly<Partial<Record<GroupScheme, readonly string[]>>> = {
  '2N': ['A', 'B'],
  '3N/2': ['A', 'B', 'C'],
  '4N/3': ['A', 'B', 'C', 'D'],
};
