import type { PowerNodeInput, RedundancyGroupInput } from '../../../model/power-node';

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
      const side = sides.get(key);
      if (side === undefined) sides.set(key, [member]);
      else side.push(member);
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

function byRating(members: readonly PowerNodeInput[]): PowerNodeInput[] {
  const rating = (node: PowerNodeInput): number => node.ratingWatts ?? (node.ratingVoltAmperes ?? 0) * node.powerFactor;
  return [...members].sort((left, right) => rating(right) - rating(left));
}
