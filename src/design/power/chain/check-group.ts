import { DesignError } from '../../../errors/design-error';
import { spellingHint } from '../../../errors/spelling-hint';
import type { GroupMembers } from './group-losses';
import { GROUP_SCHEMES, type GroupScheme } from '../../../model/power-node';

/** What members each scheme takes, in words, and whether a group has them. */
const TAKES: Readonly<
  Record<GroupScheme, { readonly words: string; readonly holds: (group: GroupMembers) => boolean }>
> = {
  N: { words: 'one member or more', holds: ({ members }) => members.length >= 1 },
  'N+1': { words: 'two members or more', holds: ({ members }) => members.length >= 2 },
  '2N': { words: "members of two feeds, as many of each (set 'feed' of each)", holds: isMirrored },
  '2N+1': { words: 'an odd number of members, three or more', holds: isOdd },
  '3N/2': { words: "three members, or members of three feeds (set 'feed' of each)", holds: sidesAre(3) },
  '4N/3': { words: "four members, or members of four feeds (set 'feed' of each)", holds: sidesAre(4) },
  block: { words: 'two members or more, one of them the reserve', holds: ({ members }) => members.length >= 2 },
};

/** What is wrong with a group: `power/unknown-scheme`, `power/group-members`. */
export function checkGroup(group: GroupMembers): readonly DesignError[] {
  const { name, scheme, members, sides } = group;
  if (!GROUP_SCHEMES.includes(scheme)) {
    const hint = spellingHint(scheme, GROUP_SCHEMES);
    return [
      new DesignError('power/unknown-scheme', {
        problem: `redundancy group '${name}': 'scheme' is '${scheme}'`,
        remedy: hint === undefined ? `choose one of ${GROUP_SCHEMES.join(', ')}` : `did you mean '${hint}'?`,
        object: name,
        value: scheme,
      }),
    ];
  }
  const { words, holds } = TAKES[scheme];
  if (holds(group)) return [];
  const found = sides.length === members.length ? `${members.length}` : `${members.length} of ${sides.length} feeds`;
  return [
    new DesignError('power/group-members', {
      problem: `redundancy group '${name}': scheme ${scheme} takes ${words}, and it has ${found}`,
      remedy: "give the missing nodes its 'group', or choose another scheme",
      object: name,
      value: found,
      limit: words,
    }),
  ];
}

function isMirrored({ sides: [one, other, ...rest] }: GroupMembers): boolean {
  return one !== undefined && other !== undefined && rest.length === 0 && one.length === other.length;
}

function isOdd({ members }: GroupMembers): boolean {
  return members.length >= 3 && members.length % 2 === 1;
}

function sidesAre(count: number): (group: GroupMembers) => boolean {
  return ({ sides }) => sides.length === count;
}
