import { type AssetState, OUT_OF_WORK } from '../../model/asset';
import type { FabricPlan } from '../../model/fabric-plan';
import type { ScaleUpDomain, SitePlan } from '../../model/site-plan';
import { DesignError, DesignErrors } from '../../errors/design-error';
import { addTo } from '../../units/present';

/** A switch of the tree that schedulers know, with hosts or with switches below it. */
export interface TreeSwitch {
  readonly name: string;
  readonly hosts?: readonly string[];
  readonly switches?: readonly string[];
}

/** Hosts of a fabric as a tree from below: units, pods where there are any, and a root above more than one. */
export interface SchedulerTree {
  readonly switches: readonly TreeSwitch[];
  /** Names of the switches above each host, from the closest. */
  readonly above: ReadonlyMap<string, readonly string[]>;
  /** Levels above a host. */
  readonly levels: number;
}

/**
 * Tree of a fabric as schedulers take it. They know a node below one switch only, and the leaves of a unit's rails reach the same nodes, so
 * that a unit stands for all of its leaves, and a pod for its spines.
 * `isListed` says whether a host belongs into it.
 */
export function schedulerTree(fabric: FabricPlan, isListed: (host: string, group: string) => boolean): SchedulerTree {
  const units = new Map<number, string[]>();
  for (const { name, group, unit } of fabric.endpoints) {
    if (unit === undefined || group === undefined || !isListed(name, group)) continue;
    addTo(units, unit, name);
  }
  const bottom = [...units].map(([unit, hosts]) => ({ unit, name: `${fabric.name}-su${two(unit)}`, hosts }));
  const pods = bottom.length > 1 ? podsOf(fabric, bottom) : [];
  const below = pods.length > 0 ? pods : bottom;
  const root = `${fabric.name}-root`;
  const hasRoot = below.length > 1;
  const switches: TreeSwitch[] = [
    ...bottom.map(({ name, hosts }) => ({ name, hosts })),
    ...pods,
    ...(hasRoot ? [{ name: root, switches: below.map(({ name }) => name) }] : []),
  ];
  const podOf = new Map(pods.flatMap(({ name, switches: members }) => members.map((unit) => [unit, name] as const)));
  const above = new Map<string, readonly string[]>();
  for (const { name, hosts } of bottom) {
    const pod = podOf.get(name);
    const chain = [name, ...(pod === undefined ? [] : [pod]), ...(hasRoot ? [root] : [])];
    for (const host of hosts) above.set(host, chain);
  }
  return { switches, above, levels: 1 + (pods.length > 0 ? 1 : 0) + (hasRoot ? 1 : 0) };
}

interface Unit {
  readonly unit: number;
  readonly name: string;
}

interface Pod {
  readonly name: string;
  readonly switches: readonly string[];
}

/** Pods of units; none where a unit belongs to no pod or to several. */
function podsOf(fabric: FabricPlan, units: readonly Unit[]): Pod[] {
  const podOf = podOfUnit(fabric);
  const pods = new Map<number, string[]>();
  for (const { unit, name } of units) {
    const pod = podOf.get(unit);
    if (pod === undefined) return [];
    addTo(pods, pod, name);
  }
  return [...pods].map(([pod, switches]) => ({ name: `${fabric.name}-pod${two(pod)}`, switches }));
}

/** Pod of each unit whose leaves all hang on the spines of one pod. */
function podOfUnit({ links, switches }: FabricPlan): ReadonlyMap<number, number> {
  const pods = new Map<number, number>();
  const spread = new Set<number>();
  for (let index = 0; index < links.count; index += 1) {
    if (links.tier[index] !== 1) continue;
    const unit = switches[links.aNode[index] ?? -1]?.unit;
    const pod = switches[links.bNode[index] ?? -1]?.unit;
    if (unit === undefined || pod === undefined) continue;
    if (pods.has(unit) && pods.get(unit) !== pod) spread.add(unit);
    pods.set(unit, pod);
  }
  return new Map([...pods].filter(([unit]) => !spread.has(unit)));
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/**
 * Scale-up domains of a site's clusters with the hosts that belong in, without those that would be empty. Clusters whose hosts are domains of
 * their own have none.
 */
export function scaleUpDomains(
  { clusters }: Pick<HostsOfSite, 'clusters'>,
  isListed: (host: string) => boolean,
): ScaleUpDomain[] {
  return clusters
    .flatMap(({ scaleUpDomains: domains = [] }) => domains)
    .map(({ name, hosts }) => ({ name, hosts: hosts.filter(isListed) }))
    .filter(({ hosts }) => hosts.length > 0);
}

/** Sizes of block that Slurm gives out: the smallest domain, then twice as many hosts and so on, as far as there are domains. */
export function blockSizes(domains: readonly ScaleUpDomain[]): number[] {
  const least = Math.min(...domains.map(({ hosts }) => hosts.length));
  const steps = Math.floor(Math.log2(domains.length));
  return Array.from({ length: steps + 1 }, (_, step) => least * 2 ** step);
}

/** What decides which hosts a scheduler is told of. */
export type HostsOfSite = Pick<SitePlan, 'assets' | 'clusters'>;

/** Whether a device may be given work: it is neither drained, failed nor retired. Its ports stay its own either way. */
export function isFitForWork(site: Pick<SitePlan, 'assets'>, device: string): boolean {
  const state = site.assets.get(device)?.state;
  return state === undefined || !OUT_OF_WORK.includes(state);
}

/** Whether the asset file has a device in a state. */
export function isInState({ assets }: Pick<SitePlan, 'assets'>, device: string, state: AssetState): boolean {
  return assets.get(device)?.state === state;
}

/** A limit on names, and who sets it. */
interface NameLimit {
  readonly code: string;
  /** What takes the names, in words: `Slurm`. */
  readonly reader: string;
  /** Characters at most. */
  readonly longest: number;
}

/** Slurm's longest name of a switch, block or node. */
export const SLURM_NAMES: NameLimit = { code: 'export/slurm-name-too-long', reader: 'Slurm', longest: 64 };

/** Kubernetes' longest value of a label, and so longest name of a node that is found by its label. */
export const NODE_NAMES: NameLimit = { code: 'export/node-name-too-long', reader: 'Kubernetes', longest: 63 };

/**
 * Refuses names that a reader does not take, all at once.
 *
 * @throws DesignError with the limit's code; `DesignErrors` for several
 */
export function checkNameLengths(names: Iterable<string>, { code, reader, longest }: NameLimit): void {
  const errors: DesignError[] = [];
  for (const name of names) {
    if (name.length <= longest) continue;
    errors.push(
      new DesignError(code, {
        problem: `'${name}' has ${name.length} characters, and ${reader} takes names of ${longest}`,
        remedy: 'give the fabric or cluster that it is named after a shorter id',
        object: name,
        value: `${name.length} characters`,
        limit: `${longest} characters`,
      }),
    );
  }
  DesignErrors.throwAll(errors);
}

/** A name in its parts: what is before the number at its end, and the number as written. */
interface NumberedName {
  readonly prefix: string;
  readonly digits: string;
}

/**
 * Names as a Slurm hostlist expression: `gpu[001-003,005],login`. Names of one prefix and one width of number share brackets;
 * the order is that of first appearance, numbers ascend.
 *
 * @see https://slurm.schedmd.com/topology.conf.html
 */
export function hostlist(names: readonly string[]): string {
  const groups = new Map<string, NumberedName[]>();
  for (const name of names) {
    const parts = partsOf(name);
    const key = parts.digits === '' ? name : `${parts.prefix}\n${parts.digits.length}`;
    addTo(groups, key, parts);
  }
  return [...groups.values()].map(expression).join(',');
}

/** Numbers of more than nine digits are no numbering, but part of a name. */
function partsOf(name: string): NumberedName {
  const digits = /\d{1,9}$/.exec(name)?.[0] ?? '';
  return { prefix: name.slice(0, name.length - digits.length), digits };
}

function expression(members: readonly NumberedName[]): string {
  const [first] = members;
  if (first === undefined) return '';
  if (first.digits === '') return first.prefix;
  const width = first.digits.length;
  const numbers = [...new Set(members.map(({ digits }) => Number(digits)))].sort((a, b) => a - b);
  const [only, second] = numbers;
  if (only !== undefined && second === undefined) return `${first.prefix}${padded(only, width)}`;
  const ranges: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last?.to === number - 1) last.to = number;
    else ranges.push({ from: number, to: number });
  }
  const text = ranges.map(({ from, to }) =>
    from === to ? padded(from, width) : `${padded(from, width)}-${padded(to, width)}`,
  );
  return `${first.prefix}[${text.join(',')}]`;
}

function padded(number: number, width: number): string {
  return String(number).padStart(width, '0');
}
