import { leftOf, names, needsOf } from './check-place';
import type { Floor } from './floor';
import type { DeviceInput, Unplaced } from '../../model/placement-plan';
import type { RackState, Shortage } from './rack-state';
import { isReservedFor } from './reservation';

/**
 * Why a device found no place, by the rack that came closest: the one that lacks the fewest things, then the smallest share of them, then the
 * first. To be asked once all devices are placed, so that the numbers are those of the plan.
 */
export function explainUnplaced(floor: Floor, device: DeviceInput): Omit<Unplaced, 'device'> {
  const rows = floor.rowsFor(device);
  let closest: { readonly rack: RackState; readonly shortages: readonly Shortage[] } | undefined;
  const racks = rows.flatMap((row) => row.racks);
  const open = racks.filter(
    ({ site: { reservedFor } }) => reservedFor === undefined || isReservedFor(reservedFor, device),
  );
  if (racks.length > 0 && open.length === 0) {
    return { reason: 'no-row-accepts-it', detail: `all ${racks.length} racks where it may stand are kept for others` };
  }
  for (const rack of open) {
    const shortages = rack.shortagesFor(device);
    if (closest === undefined || compare(shortages, closest.shortages) < 0) closest = { rack, shortages };
  }
  const [first] = closest?.shortages ?? [];
  if (closest === undefined || first === undefined) {
    const where = device.zones === undefined ? '' : ` in zone ${names(device.zones)}`;
    return { reason: 'no-row-accepts-it', detail: `no row${where} takes kind '${device.kind}'` };
  }
  const { name, row } = closest.rack.site;
  const { shortages } = closest;
  return {
    reason: first.reason,
    detail: `needs ${needsOf(shortages)}; the closest rack, ${name} in row ${row}, has ${leftOf(shortages)}`,
  };
}

function compare(a: readonly Shortage[], b: readonly Shortage[]): number {
  return a.length - b.length || missing(a) - missing(b);
}

function missing(shortages: readonly Shortage[]): number {
  return shortages.reduce((sum, { share }) => sum + share, 0);
}
