import { DesignError, spellingHint } from '../../../errors/design-error';
import { GROUP_SCHEMES, type GroupScheme, type PowerNodeInput, type PowerNodeKind } from '../../../model/power-node';
import type { ChainInput, PowerZoneInput } from '../../../model/power-plan';
import { nodeOrder } from './chain-graph';
import { checkNode } from './check-node';
import { groupMembers, type GroupMembers } from './group-losses';

/**
 * What is wrong with a chain, all at once: `power/duplicate-node`, `power/duplicate-group`, `power/unknown-node`, `power/unknown-group`,
 * `power/unknown-feed`, `power/feed-without-source`, `power/not-together`, `power/node-cycle`, and the codes of `checkNode`, `checkConnection`, `checkGroup`.
 */
export function checkChain(input: ChainInput, zones: readonly PowerZoneInput[]): readonly DesignError[] {
  const { powerNodes: nodes = [], powerGroups: groups = [], powerStudies: studies = [] } = input;
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const names = new Names(byName);
  return [
    ...duplicates(nodes, zones),
    ...nodes.flatMap(checkNode),
    ...nodes.flatMap(({ name, fedFrom }) => names.check(`power node '${name}': 'fedFrom'`, fedFrom)),
    ...cycles(nodes, byName),
    ...nodes.flatMap((node) => connections(node, byName)),
    ...groupErrors(input),
    ...groupMembers(groups, nodes).flatMap(checkGroup),
    ...zones.flatMap((zone) => zoneSources(zone, names)),
    ...studies.flatMap(({ name, together, maintenance }) => [
      ...names.check(`failure study '${name}': 'together'`, together.flat()),
      ...names.check(`failure study '${name}': 'maintenance'`, maintenance),
      ...together.filter((set) => new Set(set).size < Math.max(2, set.length)).map((set) => notSeveral(name, set)),
    ]),
  ];
}

/** Names of nodes, and the errors of names that are none. */
class Names {
  public constructor(private readonly byName: ReadonlyMap<string, unknown>) {}

  public check(owner: string, given: readonly string[]): DesignError[] {
    return [...new Set(given)].filter((name) => !this.byName.has(name)).map((name) => this.unknown(owner, name));
  }

  private unknown(owner: string, name: string): DesignError {
    const hint = spellingHint(name, this.byName.keys());
    return new DesignError('power/unknown-node', {
      problem: `${owner} names '${name}', which is no power node of the site`,
      remedy: hint === undefined ? 'name a power node of the site' : `did you mean '${hint}'?`,
      object: name,
      value: name,
    });
  }
}

function duplicates(nodes: readonly PowerNodeInput[], zones: readonly PowerZoneInput[]): DesignError[] {
  const taken = new Set(zones.map(({ name }) => name));
  const errors: DesignError[] = [];
  for (const { name } of nodes) {
    if (taken.has(name)) {
      errors.push(
        new DesignError('power/duplicate-node', {
          problem: `more than one power node or zone is named '${name}'`,
          remedy: 'give each a name of its own',
          object: name,
        }),
      );
    }
    taken.add(name);
  }
  return errors;
}

/** One error for each cycle: walking up from a node that no order reaches comes back to where it was. */
function cycles(nodes: readonly PowerNodeInput[], byName: ReadonlyMap<string, PowerNodeInput>): DesignError[] {
  const { order } = nodeOrder(nodes);
  const ordered = new Set(order.map((place) => nodes[place]?.name));
  const left = new Set(nodes.map(({ name }) => name).filter((name) => !ordered.has(name)));
  const errors: DesignError[] = [];
  for (const { name } of nodes) {
    if (!left.has(name)) continue;
    const path: string[] = [];
    let at: string | undefined = name;
    while (at !== undefined && !path.includes(at)) {
      path.push(at);
      at = byName.get(at)?.fedFrom.find((feeder) => left.has(feeder));
    }
    for (const one of path) left.delete(one);
    if (at === undefined) continue;
    const cycle = path.slice(path.indexOf(at));
    errors.push(
      new DesignError('power/node-cycle', {
        problem: `power nodes feed each other in a circle: ${[...cycle, at].map((one) => `'${one}'`).join(' from ')}`,
        remedy: "take one of them out of the 'fedFrom' of the other",
        object: at,
      }),
    );
  }
  return errors;
}

function connections(node: PowerNodeInput, byName: ReadonlyMap<string, PowerNodeInput>): DesignError[] {
  return [...new Set(node.fedFrom)].flatMap((name) => {
    const feeder = byName.get(name);
    const error = feeder === undefined ? undefined : checkConnection(node, feeder);
    return error === undefined ? [] : [error];
  });
}

function groupErrors({ powerNodes = [], powerGroups = [] }: ChainInput): DesignError[] {
  const names = powerGroups.map(({ name }) => name);
  const known = new Set(names);
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map(
    (name) =>
      new DesignError('power/duplicate-group', {
        problem: `more than one redundancy group is named '${name}'`,
        remedy: 'give each group a name of its own',
        object: name,
      }),
  );
  const unknown = powerNodes.flatMap(({ name, group }) => {
    if (group === undefined || known.has(group)) return [];
    const hint = spellingHint(group, known);
    return [
      new DesignError('power/unknown-group', {
        problem: `power node '${name}': 'group' is '${group}', which is no redundancy group of the site`,
        remedy: hint === undefined ? 'name a redundancy group of the site' : `did you mean '${hint}'?`,
        object: name,
        value: group,
      }),
    ];
  });
  return [...twice, ...unknown];
}

function zoneSources({ name, feeds, sources }: PowerZoneInput, names: Names): DesignError[] {
  if (sources === undefined) return [];
  const owner = `power zone '${name}'`;
  const unknown = Object.keys(sources)
    .filter((feed) => !feeds.includes(feed))
    .map((feed) => {
      const hint = spellingHint(feed, feeds);
      return new DesignError('power/unknown-feed', {
        problem: `${owner}: 'sources' has '${feed}', which is none of its feeds ('${feeds.join("', '")}')`,
        remedy: hint === undefined ? 'name a feed of the zone' : `did you mean '${hint}'?`,
        object: name,
        value: feed,
      });
    });
  const missing = feeds
    .filter((feed) => (sources[feed] ?? []).length === 0)
    .map(
      (feed) =>
        new DesignError('power/feed-without-source', {
          problem: `${owner}: 'sources' names no node for feed '${feed}'`,
          remedy: "name what feeds it, or leave 'sources' out",
          object: name,
          value: feed,
        }),
    );
  return [
    ...unknown,
    ...missing,
    ...Object.entries(sources).flatMap(([feed, nodes]) => names.check(`${owner}: 'sources' of feed '${feed}'`, nodes)),
  ];
}

function notSeveral(study: string, set: readonly string[]): DesignError {
  const names = set.map((name) => `'${name}'`).join(' and ');
  return new DesignError('power/not-together', {
    problem: `failure study '${study}': 'together' has a set of ${names === '' ? 'no node' : names}`,
    remedy: 'name two nodes or more, each once; the loss of each single one is judged anyway',
    object: study,
  });
}

/** Kinds whose output may have another voltage than their input. */
const CHANGES_VOLTAGE: ReadonlySet<PowerNodeKind> = new Set([
  'substation',
  'transformer',
  'ups',
  'bess',
  'rectifier',
  'power-shelf',
]);

/** Kinds that make direct current of alternating current; a solid-state transformer is one. */
const RECTIFIES: ReadonlySet<PowerNodeKind> = new Set(['rectifier', 'power-shelf', 'transformer', 'bess']);

/** Kinds that make alternating current of direct current, or three phases of one. */
const INVERTS: ReadonlySet<PowerNodeKind> = new Set(['ups', 'bess']);

/** Nominal voltages are rounded: 415 V between lines is 240 V to neutral, and 239.6 V by the root of three. */
const NOMINAL_TOLERANCE = 0.01;

/**
 * What is wrong between a node and one that feeds it: `power/current-mismatch`, `power/phase-mismatch`, `power/voltage-mismatch`.
 *
 * A single phase may be taken from three, between lines or to neutral.
 */
function checkConnection(node: PowerNodeInput, feeder: PowerNodeInput): DesignError | undefined {
  const refuse = (code: string, problem: string, remedy: string): DesignError =>
    new DesignError(code, { problem: `power node '${node.name}' ${problem}`, remedy, object: node.name });
  const from = `'${feeder.name}'`;
  if (node.current !== feeder.current) {
    if ((node.current === 'dc' ? RECTIFIES : INVERTS).has(node.kind)) return undefined;
    const [is, gives] = node.current === 'dc' ? ['direct', 'alternating'] : ['alternating', 'direct'];
    return refuse(
      'power/current-mismatch',
      `is a ${node.kind} of ${is} current, and ${from} gives ${gives} current`,
      node.current === 'dc' ? 'put a rectifier between them' : "correct 'wiring', or put an inverting UPS between them",
    );
  }
  if (node.phases > feeder.phases && !INVERTS.has(node.kind)) {
    return refuse(
      'power/phase-mismatch',
      `has three phases, and ${from} gives one`,
      "correct 'wiring', or feed it from a node of three phases",
    );
  }
  if (CHANGES_VOLTAGE.has(node.kind) || isSameVoltage(node, feeder)) return undefined;
  const toNeutral = node.phases < feeder.phases ? `, ${Math.round(feeder.volts / Math.sqrt(3))} V to neutral` : '';
  return refuse(
    'power/voltage-mismatch',
    `is a ${node.kind} of ${node.volts} V, and ${from} gives ${feeder.volts} V${toNeutral}`,
    "correct 'volts', or put a transformer between them",
  );
}

function isSameVoltage(node: PowerNodeInput, feeder: PowerNodeInput): boolean {
  if (node.volts === feeder.volts) return true;
  const toNeutral = feeder.volts / Math.sqrt(3);
  return node.phases < feeder.phases && Math.abs(node.volts - toNeutral) <= toNeutral * NOMINAL_TOLERANCE;
}

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
function checkGroup(group: GroupMembers): readonly DesignError[] {
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
