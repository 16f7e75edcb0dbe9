import { type FabricInput, type HostGroup, trayNames } from '../../model/fabric-plan';
import { LockedFabric, LockedGroup, Slots } from '../../model/site-lock';
import { hostsBySlot } from './hosts-by-slot';

/** What a lock keeps of a fabric. */
export function lockedFabric(input: FabricInput): LockedFabric {
  return { ...input, groups: input.groups.map(({ hosts: _hosts, domains: _domains, ...group }) => group) };
}

/** The fabric as the lock remembers it; undefined where the lock knows no hosts of one of its groups. */
export function rememberedInput(locked: LockedFabric, slots: Slots): FabricInput | undefined {
  const groups = locked.groups.map((group): HostGroup | undefined => {
    const held = slots[group.name];
    return held === undefined ? undefined : { ...group, hosts: hostsOf(group, hostsBySlot(held)) };
  });
  const known = groups.filter((group) => group !== undefined);
  return known.length < groups.length ? undefined : { ...locked, groups: known };
}

/** Slots are those of devices: a device that is a rack of trays stands for them. */
function hostsOf({ domainHosts }: LockedGroup, devices: readonly string[]): readonly string[] {
  return domainHosts === undefined ? devices : trayNames(devices, domainHosts);
}
