import { cableRows } from '../design/cabling/cable-rows';
import type { CableEnd, CableRow } from '../model/cabling-plan';
import type { ConvergedCable, ConvergedEnd, ConvergedInSite } from '../model/core-pair';
import type { PlacementPlan } from '../model/placement-plan';
import type { SitePlan } from '../model/site-plan';

/** What the cable schedule of a site is made from. */
export type CabledSite = Pick<SitePlan, 'cables' | 'fabrics' | 'placement' | 'converged'>;

/** Rows of the cable schedule of a whole site, made one by one: fabrics in the order of the plan, then pairs of cores. */
export function* siteCableRows({ cables, fabrics, placement, converged = [] }: CabledSite): Generator<CableRow> {
  const tables = new Map(cables.map((table) => [table.fabric, table]));
  for (const { plan } of fabrics) {
    const table = tables.get(plan.name);
    if (table !== undefined) yield* cableRows(plan, table, placement);
  }
  for (const pair of converged) yield* pairRows(pair, placement);
}

function* pairRows({ plan, cables, choices = [] }: ConvergedInSite, placement: PlacementPlan): Generator<CableRow> {
  const racks = new Map(placement.racks.map((rack) => [rack.name, rack]));
  const end = ({ device, port }: ConvergedEnd): CableEnd => {
    const position = placement.positions.get(device);
    const rack = racks.get(position?.rack ?? '');
    const u = rack === undefined ? 0 : (position?.u ?? 0);
    return { device, port, hall: rack?.hall ?? '', row: rack?.row ?? '', rack: rack?.name ?? '', u };
  };
  for (const { label, cable, a, b, rateBits, routeMillimetres, lengthMillimetres, ...made } of cables) {
    const { medium, cablePart: part } = choices[made.choice ?? -1] ?? { medium: withoutMedium(made, routeMillimetres) };
    const ends = { a: end(a), b: end(b) };
    yield { label, cable, fabric: plan.name, ...ends, medium, part, lengthMillimetres, rateBits };
  }
}

function withoutMedium(
  { reachMillimetres }: Pick<ConvergedCable, 'reachMillimetres'>,
  routeMillimetres: number | undefined,
): CableRow['medium'] {
  if (routeMillimetres === undefined) return 'unplaced';
  return reachMillimetres === undefined ? 'unknown' : 'unreached';
}
