import type { FabricPlan } from '../../model/fabric-plan';
import { count, counted, rate } from '../in-figures';
import { linkRate } from '../link-rate';

/** Links between two tiers, told as one. */
export interface LinkBundle {
  readonly links: number;
  /** `1,024 links of 400 Gb/s`. */
  readonly title: string;
  /** `each of 32 leaves has 2 links to each of 16 spines`. */
  readonly detail: string;
}

/** How one lower node meets the upper ones. */
interface Spread {
  readonly uppers: number;
  readonly least: number;
  readonly most: number;
}

/** The links of a tier of switches; undefined where there are none. */
export function trunkBundle(fabric: FabricPlan, tier: 1 | 2): LinkBundle | undefined {
  const { links, counts } = fabric;
  const pairs = new Map<number, Map<number, number>>();
  let total = 0;
  let first = -1;
  for (let index = 0; index < links.count; index += 1) {
    if (links.tier[index] !== tier) continue;
    if (first < 0) first = index;
    total += 1;
    const a = links.aNode[index] ?? 0;
    const b = links.bNode[index] ?? 0;
    const uppers = pairs.get(a) ?? new Map<number, number>();
    pairs.set(a, uppers.set(b, (uppers.get(b) ?? 0) + 1));
  }
  if (total === 0) return undefined;
  const spread = spreadOf([...pairs.values()]);
  const upperCount = tier === 1 ? counts.spine : counts.core;
  const words = tier === 1 ? (['leaf', 'leaves', 'spine'] as const) : (['spine', 'spines', 'core'] as const);
  const [lower, lowers, upper] = words;
  const who = pairs.size === 1 ? `the one ${lower} has` : `each of ${count(pairs.size)} ${lowers} has`;
  const each = spread.least === spread.most ? counted(spread.most, 'link') : `${spread.least} to ${spread.most} links`;
  const part =
    spread.uppers < upperCount
      ? tier === 1 && fabric.tiers === 3
        ? ' of its pod'
        : ` of the ${count(upperCount)}`
      : '';
  const whom = spread.uppers === 1 ? `to 1 ${upper}` : `to each of ${count(spread.uppers)} ${upper}s`;
  return {
    links: total,
    title: `${counted(total, 'link')} of ${rate(linkRate(fabric, first))}`,
    detail: `${who} ${each} ${whom}${part}`,
  };
}

/** The links of hosts and services. */
export function hostBundle(fabric: FabricPlan): LinkBundle {
  const { counts, hostRateBits } = fabric;
  const links = counts.hostLinks + counts.serviceLinks;
  const services = counts.serviceLinks === 0 ? '' : `, ${count(counts.serviceLinks)} of them to services`;
  return {
    links,
    title: `${counted(links, 'link')} of ${rate(hostRateBits)}${services}`,
    detail:
      fabric.shape === 'rail-optimised'
        ? 'rail r of every host of a unit ends on the leaves of rail r of that unit'
        : fabric.endpoints.some(({ group, portNames }) => group !== undefined && portNames.length > 1)
          ? 'the ports of a host end on different leaves of its unit'
          : 'every host ends on a leaf of its unit',
  };
}

function spreadOf(lowers: readonly ReadonlyMap<number, number>[]): Spread {
  let uppers = 0;
  let least = Infinity;
  let most = 0;
  for (const lower of lowers) {
    uppers = Math.max(uppers, lower.size);
    for (const links of lower.values()) {
      least = Math.min(least, links);
      most = Math.max(most, links);
    }
  }
  return { uppers, least, most };
}
