import type { FabricPlan } from '../design/fabric/fabric-plan';
import type { SitePlan } from '../design/site/site-plan';

/** VLAN of each endpoint of a fabric that has an address in it: that of the pool from which the address comes. */
export function endpointVlans(
  { name, role }: FabricPlan,
  { addresses }: Pick<SitePlan, 'addresses'>,
): ReadonlyMap<string, number> {
  const port = role === 'oob' ? 'bmc' : name;
  const vlans = new Map(addresses.pools.flatMap(({ name: pool, vlan }) => (vlan === undefined ? [] : [[pool, vlan]])));
  return new Map(
    addresses.addresses.flatMap((entry) => {
      const vlan = entry.interface === port ? vlans.get(entry.pool) : undefined;
      return vlan === undefined ? [] : [[entry.device, vlan]];
    }),
  );
}
