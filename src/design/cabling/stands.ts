import type { HallInput, PlacementPlan, RackPlan } from '../../model/placement-plan';
import type { HallWays } from './hall-ways';

/** Height of a rack unit, mm (EIA-310). */
const RACK_UNIT_MILLIMETRES = 44.45;

/** Where a device stands, as far as a cable asks. */
export interface Stand {
  readonly rack: RackPlan;
  readonly u: number;
  /** Index of its hall. */
  readonly hall: number;
  readonly riserMillimetres: number;
}

/** Stands of all placed devices, by name. */
export function stands(
  placement: PlacementPlan,
  halls: readonly Pick<HallInput, 'name' | 'riserMillimetres'>[],
): Map<string, Stand> {
  const indexes = new Map(halls.map(({ name }, index) => [name, index]));
  const racks = new Map(placement.racks.map((rack) => [rack.name, rack]));
  const made = new Map<string, Stand>();
  for (const [device, { rack: name, u }] of placement.positions) {
    const rack = racks.get(name);
    const hall = indexes.get(rack?.hall ?? '');
    const riserMillimetres = halls[hall ?? -1]?.riserMillimetres;
    if (rack !== undefined && hall !== undefined && riserMillimetres !== undefined) {
      made.set(device, { rack, u, hall, riserMillimetres });
    }
  }
  return made;
}

/** Routed length between two stands without slack, mm. Within one rack a cable climbs no tray. `link` names it where no way is known. */
export function wayBetween(a: Stand, b: Stand, ways: HallWays, link: number): number {
  if (a.rack === b.rack) return Math.round(Math.abs(a.u - b.u) * RACK_UNIT_MILLIMETRES);
  const way = a.hall === b.hall ? wayInHall(a.rack, b.rack) : ways.between(a.hall, b.hall, link);
  return a.riserMillimetres + b.riserMillimetres + way;
}

function wayInHall(a: RackPlan, b: RackPlan): number {
  return Math.abs(a.xMillimetres - b.xMillimetres) + Math.abs(a.yMillimetres - b.yMillimetres);
}
