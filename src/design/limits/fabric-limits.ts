import { DesignError } from '../../errors/design-error';
import type { ConvergedInput, ConvergedInSite, DeviceGroup } from '../../model/core-pair';
import { type FabricInput, type FabricPlan, type HostGroup, trayNames } from '../../model/fabric-plan';
import type { PlannedSite } from '../../model/site-plan';
import { present } from '../../units/present';
import { planConvergedPair } from '../converged/check-converged-input';
import { growFabric } from '../fabric/grow-fabric';
import { layOutFabric } from '../fabric/lay-out-fabric';
import { rememberedInput } from '../lock/stack-memory';
import { refusalsOf, type Refusal } from './grown-site';
import { type GrownSystem, hardRowOf, lasting, type LimitRow, limitRowOf } from './limits-plan';

/** What runs out of ports, and why one system more than that is refused, by the object of its row. */
interface PortLimits {
  readonly rows: readonly LimitRow[];
  readonly refusals: ReadonlyMap<string, readonly Refusal[]>;
}

/** Growth is tried up to so many times the systems that there are. */
export const MOST_TIMES = 16;
/** Local identifiers of one subnet for ports and switches. */
const UNICAST_LIDS = 0xbfff;

/**
 * What of its ports a site has left, by fabric and tier. How many systems a fabric takes is a dry run of its own growth: the most that move no cable that
 * is laid.
 */
export function fabricLimits(plan: PlannedSite, grown: GrownSystem | undefined): PortLimits {
  const refusals = new Map<string, readonly Refusal[]>();
  const pairs = (plan.converged ?? []).flatMap((pair) => pairRows(pair, grown, refusals));
  const fabrics = plan.fabrics.flatMap(({ path, plan: fabric }) => {
    const links = linksOf(fabric, grown);
    const common = { domain: 'fabric', path } as const;
    const { counts, downPerLeaf } = fabric;
    const down = counts.hostLinks + counts.serviceLinks - (counts.managerLinks ?? 0);
    const leaf = limitRowOf(
      {
        ...common,
        level: 'leaf ports built',
        object: `leaf ports of fabric '${fabric.name}'`,
        used: down,
        capacity: down + counts.freeLeafDownPorts,
        unit: 'ports',
      },
      grown,
    );
    const upper = (
      [
        ['spine ports', counts.spine, counts.freeSpinePorts],
        ['core ports', counts.core, counts.freeCorePorts],
      ] as const
    ).flatMap(([level, switches, free]) => {
      if (switches === 0) return [];
      const used = level === 'spine ports' ? counts.leafSpineLinks + counts.spineCoreLinks : counts.spineCoreLinks;
      return [
        limitRowOf(
          {
            ...common,
            level,
            object: `${level} of fabric '${fabric.name}'`,
            used,
            capacity: used + free,
            unit: 'ports',
          },
          grown,
        ),
      ];
    });
    const lids = fabric.kind === 'infiniband' ? [lidRow(path, fabric, links, grown)] : [];
    const size = sizeRow(plan, path, { fabric, grown, refusals });
    return [leaf, ...upper, ...lids, ...size].filter(({ capacity }) => capacity > 0 || downPerLeaf > 0);
  });
  return { rows: [...fabrics, ...pairs], refusals };
}

/**
 * What of its cages and out-of-band ports a pair of cores has left. How many systems its cages take is a dry run of its own planning; cables may move. Where
 * the plan does not hold what the pair was planned from, how many is not known.
 */
function pairRows(
  pair: ConvergedInSite,
  grown: GrownSystem | undefined,
  refusals: Map<string, readonly Refusal[]>,
): LimitRow[] {
  const { path, plan, input } = pair;
  const common = { domain: 'fabric', path } as const;
  const [panel] = plan.cores;
  const open = panel.cages.filter(({ use }) => use !== 'reserved');
  const used = open.filter(({ use }) => use !== 'free').length;
  const links = input === undefined || grown === undefined ? undefined : linksOfPair(input, grown);
  const cages = limitRowOf(
    {
      ...common,
      level: 'core cages',
      object: `cages of each core of pair '${plan.name}'`,
      used,
      capacity: open.length,
      unit: 'cages',
      ...(links?.data === 0 ? { perSystem: 0 } : {}),
    },
    grown,
  );
  const growth = links?.data === 0 || input === undefined || grown === undefined ? undefined : pairGrowth(input, grown);
  const more = growth?.more;
  if (growth !== undefined) refusals.set(cages.object, growth.refusals);
  const grownCages = more === undefined || grown === undefined ? cages : { ...cages, ...lasting(more, grown) };
  const { oob } = input ?? {};
  if (oob === undefined) return [grownCages];
  const ports = hardRowOf(
    {
      ...common,
      level: 'out-of-band ports',
      object: `out-of-band ports of pair '${plan.name}'`,
      used: pair.cables.filter(({ b }) => oob.names.includes(b.device)).length,
      capacity: oob.names.length * oob.portsPerSwitch,
      unit: 'ports',
      ...present({ perSystem: links?.oob }),
    },
    grown,
  );
  return [grownCages, ports];
}

/** Hosts of a cluster as networks know them: its systems, or their trays. */
function hostsOf({ cluster: { hosts, scaleUpDomains } }: GrownSystem): readonly string[] {
  return scaleUpDomains?.flatMap((domain) => domain.hosts) ?? hosts;
}

/** Whether a group of a pair holds hosts of a cluster. */
function isOfCluster({ devices }: DeviceGroup, grown: GrownSystem): boolean {
  return hostsOf(grown).some((host) => devices.includes(host));
}

/** Hosts that one more system brings. */
function hostsEach(grown: GrownSystem): number {
  return Math.max(1, Math.round(hostsOf(grown).length / Math.max(1, grown.systems.length)));
}

/** Links to the cores, and to the out-of-band switches, that one more system brings. */
function linksOfPair({ groups }: ConvergedInput, grown: GrownSystem): { readonly data: number; readonly oob: number } {
  const own = groups.filter((group) => isOfCluster(group, grown));
  const sum = (count: (group: DeviceGroup) => number): number =>
    hostsEach(grown) * own.reduce((total, group) => total + count(group), 0);
  return {
    data: sum(({ links }) => links.reduce((total, { ports }) => total + ports.length, 0)),
    oob: sum(({ oobPorts = [] }) => oobPorts.length),
  };
}

/** The most systems by which a pair grows until its cages are full; undefined where it cannot be planned as it stands. */
function pairGrowth({ oob: _oob, ...input }: ConvergedInput, grown: GrownSystem): Grown | undefined {
  const withMore = (more: number): ConvergedInput => {
    const names = Array.from(
      { length: more * hostsEach(grown) },
      (_, index) => `${grown.cluster.name}-more-${index + 1}`,
    );
    const groups = input.groups.map(({ oobPorts: _ports, ...group }) =>
      isOfCluster(group, grown) ? { ...group, devices: [...group.devices, ...names] } : group,
    );
    return { ...input, groups };
  };
  const { cores } = input;
  // A system takes a port at least, and a cage has one a lane at most.
  const most = 2 * cores.cages * cores.lanesPerCage;
  const more = largest(most, (number) => isBuildable(() => planConvergedPair(withMore(number))));
  return more === undefined ? undefined : { more, refusals: refusalsOf(() => planConvergedPair(withMore(more + 1))) };
}

/** How far something grows, and why one system more is refused. */
interface Grown {
  readonly more: number;
  readonly refusals: readonly Refusal[];
}

/** Links that one more system takes here; 0 for one that is not on this fabric. */
function linksOf(fabric: FabricPlan, grown: GrownSystem | undefined): number {
  if (grown === undefined) return 0;
  const own = fabric.endpoints.filter(({ group }) => group === grown.cluster.name);
  return own.reduce((sum, { portNames }) => sum + portNames.length, 0) / Math.max(1, grown.systems.length);
}

function lidRow(path: string, fabric: FabricPlan, links: number, grown: GrownSystem | undefined): LimitRow {
  const { hostLinks, serviceLinks } = fabric.counts;
  return limitRowOf(
    {
      domain: 'fabric',
      level: 'local identifiers',
      object: `local identifiers of fabric '${fabric.name}'`,
      path,
      used: hostLinks + serviceLinks + fabric.switches.length,
      capacity: UNICAST_LIDS,
      unit: 'LIDs',
      ...(links === 0 ? {} : { perSystem: links }),
    },
    grown,
  );
}

/** What a size row is made from. */
interface Sized {
  readonly fabric: FabricPlan;
  readonly grown: GrownSystem | undefined;
  readonly refusals: Map<string, readonly Refusal[]>;
}

function sizeRow(plan: PlannedSite, path: string, { fabric, grown, refusals }: Sized): LimitRow[] {
  const locked = plan.lock.fabrics[fabric.name];
  const input = locked === undefined ? undefined : rememberedInput(locked, plan.lock.slots);
  if (grown === undefined || input === undefined) return [];
  const growth = mostGrowth(input, grown);
  if (growth === undefined) return [];
  const used = grown.systems.length;
  const object = `fabric '${fabric.name}'`;
  refusals.set(object, growth.refusals);
  const capacity = used + growth.more;
  const common = { domain: 'fabric', level: 'size without a move', object, path } as const;
  return [hardRowOf({ ...common, used, capacity, unit: 'systems', perSystem: 1 }, grown)];
}

/** The most systems by which a fabric grows with every cable left where it is; undefined where it has none of them, or cannot be planned as it stands. */
function mostGrowth(before: FabricInput, { cluster, systems, sample }: GrownSystem): Grown | undefined {
  const traysEach = cluster.scaleUpDomains?.at(-1)?.hosts.length;
  const isOf = ({ hosts }: HostGroup): boolean => hosts.includes(sample.name);
  const traysOf = ({ hosts, domainHosts = traysEach }: HostGroup): number | undefined =>
    domainHosts !== undefined && hosts.includes(trayNames([sample.name], domainHosts).at(-1) ?? '')
      ? domainHosts
      : undefined;
  if (!before.groups.some((group) => isOf(group) || traysOf(group) !== undefined)) return undefined;
  const grown = (more: number): FabricInput => {
    const names = Array.from({ length: more }, (_, index) => `${cluster.name}-more-${index + 1}`);
    const groups = before.groups.map((group) => {
      if (isOf(group)) return { ...group, hosts: [...group.hosts, ...names] };
      const trays = traysOf(group);
      return trays === undefined ? group : { ...group, hosts: [...group.hosts, ...trayNames(names, trays)] };
    });
    return { ...before, groups };
  };
  const most = systems.length * MOST_TIMES;
  // Laying out is quick and tells what fits under the switches that are there; only the plan tells whether a cable moves.
  const fitting = largest(most, (more) => isBuildable(() => layOutFabric(grown(more))));
  if (fitting === undefined) return undefined;
  const stays = (more: number): boolean => isBuildable(() => growFabric(grown(more), before));
  const more = stays(fitting) ? fitting : largest(fitting, stays);
  return more === undefined ? undefined : { more, refusals: refusalsOf(() => growFabric(grown(more + 1), before)) };
}

/** The largest number up to `most` for which a claim holds that holds for all smaller ones; undefined where it does not hold for 0. */
export function largest(most: number, holds: (number: number) => boolean): number | undefined {
  if (!holds(0)) return undefined;
  let low = 0;
  let high = 1;
  while (high <= most && holds(high)) [low, high] = [high, high * 2];
  high = Math.min(high, most + 1);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

function isBuildable(build: () => unknown): boolean {
  try {
    build();
    return true;
  } catch (error) {
    if (error instanceof DesignError) return false;
    throw error;
  }
}
