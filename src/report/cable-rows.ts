import type { CableChoice, CableEnd, CableRow, CableTable } from '../design/cabling/cabling-plan';
import { eachLink, type LinkEnd } from '../design/fabric/link-ends';
import type { FabricPlan } from '../design/fabric/fabric-plan';
import type { RackPlan } from '../design/placement/placement-plan';
import type { SitePlan } from '../design/site/site-plan';

/**
 * Rows of the cable schedule, made one by one: fabrics in the order of the plan, links in the order of their table.
 *
 * A device without a place has empty hall, row and rack, and unit 0.
 */
export function* cableRows(plan: SitePlan): Generator<CableRow> {
  const racks = new Map(plan.placement.racks.map((rack) => [rack.name, rack]));
  const endOf = ({ device, port }: LinkEnd): CableEnd => {
    const position = plan.placement.positions.get(device);
    return { device, port, ...placeOf(racks.get(position?.rack ?? '')), u: position?.u ?? 0 };
  };
  const tables = new Map(plan.cables.map((table) => [table.fabric, table]));
  for (const { plan: fabric } of plan.fabrics) {
    const cables = tables.get(fabric.name);
    const labels = new Map<number, string>();
    for (const { index, label, a, b } of eachLink(fabric)) {
      const cable = cables?.cableOf[index] ?? index;
      if (!labels.has(cable)) labels.set(cable, label);
      yield {
        label,
        cable: labels.get(cable) ?? label,
        fabric: fabric.name,
        a: endOf(a),
        b: endOf(b),
        ...carrierOf(cables, cable),
        rateBits: linkRate(fabric, index),
      };
    }
  }
}

/** Speed of a link, bit/s. */
export function linkRate({ links, hostRateBits, trunkRateBits }: FabricPlan, index: number): number {
  return links.tier[index] === 0 ? hostRateBits : trunkRateBits;
}

/** Choice by which a cable is built; undefined where nothing reaches. */
export function cableChoice(table: CableTable | undefined, cable: number): CableChoice | undefined {
  return table?.choices[table.choice[cable] ?? -1];
}

function placeOf(rack: RackPlan | undefined): Pick<CableEnd, 'hall' | 'row' | 'rack'> {
  return { hall: rack?.hall ?? '', row: rack?.row ?? '', rack: rack?.name ?? '' };
}

function carrierOf(
  table: CableTable | undefined,
  cable: number,
): Pick<CableRow, 'medium' | 'part' | 'lengthMillimetres'> {
  const choice = cableChoice(table, cable);
  const lengthMillimetres = table?.lengthMillimetres[cable] ?? 0;
  return { medium: choice?.medium ?? 'unreached', part: choice?.cablePart, lengthMillimetres };
}
