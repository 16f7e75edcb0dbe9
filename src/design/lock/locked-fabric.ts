import { type FabricInput, type HostGroup, trayNames } from '../../model/fabric-plan';
import type { LockedFabric, LockedGroup, Slots } from '../../model/site-lock';

/**
 * Gives each name a slot from 0: names that had one keep it, new names follow the highest slot in the order given, and
 * names that are gone stay in the result, so that their slot is a gap until it is released.
 */
export function assignSlots(
  names: readonly string[],
  previous: Readonly<Record<string, number>>,
): Record<string, number> {
  const slots = new Map(Object.entries(previous));
  let next = 0;
  for (const slot of slots.values()) next = Math.max(next, slot + 1);
  for (const name of names) {
    if (slots.has(name)) continue;
    slots.set(name, next);
    next += 1;
  }
  return Object.fromEntries(slots);
}

/**
 * Host names in order of their slots, with an empty text where a slot is free.
 *
 * @param slots - slot of each name, from 0
 * @param names - names that are there; default: all that have a slot
 */
export function hostsBySlot(
  slots: Readonly<Record<string, number>>,
  names: readonly string[] = Object.keys(slots),
): readonly string[] {
  const taken = new Map(names.map((name) => [slots[name] ?? 0, name]));
  const count = Math.max(-1, ...taken.keys()) + 1;
  return Array.from({ length: count }, (_, slot) => taken.get(slot) ?? '');
}

/** What a lock keeps of a fabric. */
export function lockedFabric(input: FabricInput): LockedFabric {
  return { ...input, groups: input.groups.map(({ hosts: _hosts, domains: _domains, ...group }) => group) };
}

/**
 * The fabric as the lock remembers it; undefined where the lock knows no hosts of one of its groups. A group that keeps units may have none: its cluster retired, and its
 * slots were released.
 */
export function rememberedInput(locked: LockedFabric, slots: Slots): FabricInput | undefined {
  const groups = locked.groups.map((group): HostGroup | undefined => {
    const held = slots[group.name];
    if (held === undefined) return group.reserveUnits === undefined ? undefined : { ...group, hosts: [] };
    return { ...group, hosts: hostsOf(group, hostsBySlot(held)) };
  });
  const known = groups.filter((group) => group !== undefined);
  return known.length < groups.length ? undefined : { ...locked, groups: known };
}

/** Slots are those of devices: a device that is a rack of trays stands for them. */
function hostsOf({ domainHosts }: LockedGroup, devices: readonly string[]): readonly string[] {
  return domainHosts === undefined ? devices : trayNames(devices, domainHosts);
}
