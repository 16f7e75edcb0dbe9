import { DesignError } from '../../errors/design-error';
import { type FabricInput, type FabricPlan, trayNames } from '../../model/fabric-plan';
import type { PlannedSite } from '../../model/site-plan';
import { growFabric } from '../fabric/grow-fabric';
import { layOutFabric } from '../fabric/lay-out-fabric';
import { rememberedInput } from '../lock/locked-fabric';
import { type GrownSystem, lasting, type LimitRow, limitRowOf } from './limits-plan';

/** Links above which the fabric is not planned anew to find how far it grows: its free ports are counted alone. */
const MOST_LINKS = 100_000;
/** A fabric is tried up to so many times its hosts. */
const MOST_TIMES = 16;
/** Local identifiers of one subnet for ports and switches. */
const UNICAST_LIDS = 0xbfff;

/**
 * What of its ports a site has left, by fabric and tier. How many systems a fabric takes is a dry run of its own growth: the most that move no cable that
 * is laid.
 */
export function fabricLimits(plan: PlannedSite, grown: GrownSystem | undefined): readonly LimitRow[] {
  return plan.fabrics.flatMap(({ path, plan: fabric }) => {
    const links = linksOf(fabric, grown);
    const common = { domain: 'fabric', path } as const;
    const { counts, downPerLeaf } = fabric;
    const down = counts.hostLinks + counts.serviceLinks;
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
    const size = links === 0 ? [] : sizeRow(plan, path, fabric, grown);
    return [leaf, ...upper, ...lids, ...size].filter(({ capacity }) => capacity > 0 || downPerLeaf > 0);
  });
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

function sizeRow(plan: PlannedSite, path: string, fabric: FabricPlan, grown: GrownSystem | undefined): LimitRow[] {
  const locked = plan.lock.fabrics[fabric.name];
  const input = locked === undefined ? undefined : rememberedInput(locked, plan.lock.slots);
  if (grown === undefined || input === undefined || fabric.links.count > MOST_LINKS) return [];
  const more = mostGrowth(input, grown);
  if (more === undefined) return [];
  const used = grown.systems.length;
  const row = limitRowOf(
    {
      domain: 'fabric',
      level: 'size without a move',
      object: `fabric '${fabric.name}'`,
      path,
      used,
      capacity: used + more,
      unit: 'systems',
    },
    grown,
  );
  return [{ ...row, perSystem: 1, ...lasting(more, grown) }];
}

/** The most systems by which a fabric grows with every cable left where it is; undefined where it is not known as it stands. */
function mostGrowth(before: FabricInput, { cluster, systems }: GrownSystem): number | undefined {
  const group = before.groups.find(({ name }) => name === cluster.name);
  if (group === undefined) return undefined;
  const { domainHosts } = group;
  const grown = (more: number): FabricInput => {
    const names = Array.from({ length: more }, (_, index) => `${group.name}-more-${index + 1}`);
    const hosts = [...group.hosts, ...(domainHosts === undefined ? names : trayNames(names, domainHosts))];
    return { ...before, groups: before.groups.map((one) => (one === group ? { ...group, hosts } : one)) };
  };
  const most = systems.length * MOST_TIMES;
  // Laying out is quick and tells what fits under the switches that stand; only the plan tells whether a cable moves.
  const fitting = largest(most, (more) => isBuildable(() => layOutFabric(grown(more))));
  const stays = (more: number): boolean => isBuildable(() => growFabric(grown(more), before));
  if (fitting === undefined || stays(fitting)) return fitting;
  return largest(fitting, stays);
}

/** The largest number up to `most` for which a claim holds that holds for all smaller ones; undefined where it does not hold for 0. */
function largest(most: number, holds: (number: number) => boolean): number | undefined {
  if (!holds(0)) return undefined;
  let low = 0;
  let high = 1;
  while (high < most && holds(high)) [low, high] = [high, high * 2];
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
