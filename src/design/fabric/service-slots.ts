import type { FabricInput, HostGroup } from '../../model/fabric-plan';

/** The input with a gap among the hosts of each group at every slot that services hold, so that hosts pass over it. */
export function withServiceSlots(input: FabricInput): FabricInput {
  if (input.groups.every(({ serviceSlots = [] }) => serviceSlots.length === 0)) return input;
  return { ...input, groups: input.groups.map((group) => ({ ...group, hosts: hostsAround(group) })) };
}

/** Hosts of a group by slot, those that services hold empty. */
export function hostsAround({ hosts, serviceSlots = [] }: HostGroup): readonly string[] {
  const held = new Set(serviceSlots);
  const spread: string[] = [];
  for (const host of hosts) {
    while (held.has(spread.length)) spread.push('');
    spread.push(host);
  }
  return spread;
}

/** All slots of the scale-up domain of a slot: the trays of a rack stay together. */
export function slotsOfDomain({ domainHosts = 1 }: HostGroup, slot: number): number[] {
  const first = Math.floor(slot / domainHosts) * domainHosts;
  return Array.from({ length: domainHosts }, (_, at) => first + at);
}
