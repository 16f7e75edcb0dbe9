import type { FabricPlan, FabricSwitch } from '../../model/fabric-plan';
import type { SitePlan } from '../../model/site-plan';

/** VLAN of each endpoint of a fabric that has an address in it: that of the pool from which the address comes, null where the pool has none. */
export function endpointVlans(
  { name, role }: FabricPlan,
  { addresses }: Pick<SitePlan, 'addresses'>,
): ReadonlyMap<string, number | null> {
  const port = role === 'oob' ? 'bmc' : name;
  const vlans = new Map(addresses.pools.map(({ name: pool, vlan }) => [pool, vlan ?? null]));
  return new Map(
    addresses.addresses.flatMap((entry) =>
      entry.interface === port ? [[entry.device, vlans.get(entry.pool) ?? null] as const] : [],
    ),
  );
}

/** Model of a switch as its own system prints it, from its catalogue id: `SN5610`, `SN6600_LD`, `MQM9700`. */
export function switchModelName({ id }: Pick<FabricSwitch, 'id'>): string {
  const name = id.toUpperCase().replaceAll('-', '_');
  return name.startsWith('QM') ? `M${name}` : name;
}
