import type { FabricPlan } from '../../model/fabric-plan';
import type { UnderlayOptions } from '../../model/underlay-plan';

/** Number from 0 of each switch that owns pairs of addresses. */
export interface PairSlots {
  /** Upper switches of links between switches, counted over the fabric. */
  readonly links: ReadonlyMap<string, number>;
  /** Leaves, counted in their rail and plane. */
  readonly rails: ReadonlyMap<string, number>;
}

/** Switches that own pairs, by the group in which they are counted: `links`, or `rail-1-plane-1`. Empty where no pool is given. */
export function pairOwners(
  { switches }: Pick<FabricPlan, 'switches'>,
  { linkPool, railPool }: Pick<UnderlayOptions, 'linkPool' | 'railPool'>,
): ReadonlyMap<string, readonly string[]> {
  const owners = new Map<string, string[]>();
  for (const { name, tier, rail = 1, plane } of switches) {
    const group = tier === 'leaf' ? railPool && `rail-${rail}-plane-${plane}` : linkPool && 'links';
    if (group === undefined) continue;
    const known = owners.get(group);
    if (known === undefined) owners.set(group, [name]);
    else known.push(name);
  }
  return owners;
}

/** Slots of a fabric's switches: those of the options, else places in the plan. */
export function pairSlots(fabric: FabricPlan, options: UnderlayOptions): PairSlots {
  const links = new Map<string, number>();
  const rails = new Map<string, number>();
  for (const [group, names] of pairOwners(fabric, options)) {
    const slots = group === 'links' ? links : rails;
    names.forEach((name, place) => slots.set(name, options.slots?.[name] ?? place));
  }
  return { links, rails };
}
