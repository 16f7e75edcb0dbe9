import type { PlannedSite } from '../../model/site-plan';
import type { GrownSystem } from './grown-system';
import type { LimitRow } from './limit-row';
import { limitRowOf } from './limit-row-of';

/** What of its addresses a site has left, by pool. One more system takes as many as those that stand take on the mean. */
export function addressLimits({ path, addresses }: PlannedSite, grown: GrownSystem | undefined): readonly LimitRow[] {
  const systems = new Set([...(grown?.cluster.hosts ?? []), ...(grown?.systems.map(({ name }) => name) ?? [])]);
  const taken = new Map<string, number>();
  for (const { device, pool } of addresses.addresses) {
    if (systems.has(device)) taken.set(pool, (taken.get(pool) ?? 0) + 1);
  }
  return addresses.pools.map(({ name, purpose, used, capacity }) =>
    limitRowOf(
      {
        domain: 'addressing',
        level: `addresses (${purpose})`,
        object: `address pool '${name}'`,
        path,
        used,
        capacity,
        unit: 'addresses',
        ...(grown === undefined ? {} : { perSystem: (taken.get(name) ?? 0) / Math.max(1, grown.systems.length) }),
      },
      grown,
    ),
  );
}
