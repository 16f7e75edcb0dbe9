import { hostsBySlot } from '../design/lock/locked-fabric';
import type { ConvergedLink, DeviceGroup } from '../model/core-pair';
import { isMember } from './check-converged-pair';
import { ownerOf } from './converged-cores';
import type { ConvergedGroupProps, ConvergedLinkProps, ConvergedPairProps } from './converged-pair-props';
import { GpuCluster } from './gpu-cluster';

/** Slots of the named devices of a pair, by the key under which the site's lock keeps them. */
export type PairSlots = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Slots of all groups of named devices. */
export function pairSlots(id: string, { site, groups }: ConvergedPairProps): PairSlots {
  return Object.fromEntries(
    groups.flatMap(({ name, devices }) => {
      if (devices === 'oob' || isMember(devices)) return [];
      const key = slotKey(id, name);
      // A name given twice is the engine's to refuse.
      return [[key, site.slotsFor(key, [...new Set(devices)])]];
    }),
  );
}

/** Groups as the engine takes them. */
export function convergedGroups(id: string, props: ConvergedPairProps, slots: PairSlots): readonly DeviceGroup[] {
  return props.groups.map((group) => {
    const { name, listedFrom, oobPorts, links } = group;
    const { devices, unitDevices, keepDevices } = placesOf(id, group, props, slots);
    const unit = group.unitDevices ?? unitDevices;
    const keep = group.keepDevices ?? keepDevices;
    return {
      name,
      devices,
      links: links.map(toLink),
      ...(unit === undefined ? {} : { unitDevices: unit }),
      ...(keep === undefined ? {} : { keepDevices: keep }),
      ...(listedFrom === undefined ? {} : { listedFrom }),
      ...(oobPorts === undefined ? {} : { oobPorts }),
    };
  });
}

function placesOf(
  id: string,
  { name, devices }: ConvergedGroupProps,
  { oob }: ConvergedPairProps,
  slots: PairSlots,
): Pick<DeviceGroup, 'devices' | 'unitDevices' | 'keepDevices'> {
  if (devices === 'oob') return { devices: oob?.names ?? [] };
  if (!isMember(devices)) {
    if (new Set(devices).size < devices.length) return { devices };
    return { devices: hostsBySlot(slots[slotKey(id, name)] ?? {}, devices) };
  }
  // Ports are named by the group's links: the member is asked for its hosts alone.
  const request = { owner: ownerOf(id), role: 'in-band', planes: 1, portsPerHost: 1 } as const;
  const { hosts, unitHosts, reserveUnits } = devices.membership(request).group;
  if (!(devices instanceof GpuCluster)) return { devices: hosts };
  return {
    devices: hosts,
    unitDevices: unitHosts,
    ...(reserveUnits === undefined ? {} : { keepDevices: Math.max(reserveUnits * unitHosts, hosts.length) }),
  };
}

function toLink({ rate, connector: _, ...link }: ConvergedLinkProps): ConvergedLink {
  return rate === undefined ? link : { ...link, rateBits: rate.inBitsPerSecond };
}

function slotKey(id: string, group: string): string {
  return `${id}/${group}`;
}
