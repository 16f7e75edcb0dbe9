import type { FabricInput, HostGroup } from '../fabric/fabric-input';
import { trayNames } from '../fabric/tray-name';
import { hostsBySlot } from './hosts-by-slot';

/** Hosts that are alike, as a lock holds them: their names stand among the lock's slots. */
export type LockedGroup = Omit<HostGroup, 'hosts' | 'domains'>;

/** The shape of a fabric as it was planned last: with the slots of its groups it gives the same ports again. */
export interface LockedFabric extends Omit<FabricInput, 'groups'> {
  readonly groups: readonly LockedGroup[];
}

/** Slots by group. */
export type Slots = Readonly<Record<string, Readonly<Record<string, number>>>>;

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
