import type { RackPlan } from '../../model/placement-plan';
import { apportion } from './apportion';
import type { TenantLoadInput } from '../../model/power-plan';

/**
 * Draw of tenants' blocks in each power zone, W, by the name of the zone; a zone without any is absent.
 *
 * A block whose rows are in several zones is shared out in proportion to the rack positions of its rows in each, in whole watts that add up to it.
 */
export function tenantWattsByZone(
  tenantLoads: readonly TenantLoadInput[],
  racks: readonly Pick<RackPlan, 'hall' | 'row' | 'zone'>[],
): ReadonlyMap<string, number> {
  const watts = new Map<string, number>();
  if (tenantLoads.length === 0) return watts;
  const positions = new Map<string, { readonly zone: string; count: number }>();
  for (const { hall, row, zone } of racks) {
    const key = `${hall}/${row}`;
    const known = positions.get(key);
    if (known === undefined) positions.set(key, { zone, count: 1 });
    else known.count += 1;
  }
  for (const { rows, loadWatts } of tenantLoads) {
    const byZone = new Map<string, number>();
    for (const row of rows) {
      const at = positions.get(row);
      if (at !== undefined) byZone.set(at.zone, (byZone.get(at.zone) ?? 0) + at.count);
    }
    const parts = apportion(loadWatts, [...byZone.values()]);
    [...byZone.keys()].forEach((zone, index) => watts.set(zone, (watts.get(zone) ?? 0) + (parts[index] ?? 0)));
  }
  return watts;
}
