import type { FabricPlan } from '../model/fabric-plan';
import type { SitePlan } from '../model/site-plan';

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
