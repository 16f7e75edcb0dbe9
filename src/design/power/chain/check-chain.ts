import { DesignError } from '../../../errors/design-error';
import { spellingHint } from '../../../errors/spelling-hint';
import type { PowerNodeInput } from '../../../model/power-node';
import type { ChainInput, PowerZoneInput } from '../../../model/power-plan';
import { nodeOrder } from './chain-graph';
import { checkConnection } from './check-connection';
import { checkGroup } from './check-group';
import { checkNode } from './check-node';
import { groupMembers } from './group-losses';

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
