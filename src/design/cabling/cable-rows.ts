import type { CableEnd, CableRow, CableTable } from '../../model/cabling-plan';
import type { FabricPlan, LinkEnd } from '../../model/fabric-plan';
import type { PlacementPlan } from '../../model/placement-plan';
import { eachLink, linkLabel } from '../fabric/link-ends';
import { NO_LINK } from './cage-groups';
import { segmentRows } from './segment-rows';

/** Rows of the cable schedule in the order of the links, made one by one. */
export function* cableRows(fabric: FabricPlan, table: CableTable, placement: PlacementPlan): Generator<CableRow> {
  const racks = new Map(placement.racks.map((rack) => [rack.name, rack]));
  const holders = new Map(
    fabric.endpoints.flatMap(({ name, device }) => (device === undefined ? [] : [[name, device]])),
  );
  const end = ({ device, port }: LinkEnd): CableEnd => {
    const position = placement.positions.get(holders.get(device) ?? device);
    const rack = racks.get(position?.rack ?? '');
    return {
      device,
      port,
      hall: rack?.hall ?? '',
      row: rack?.row ?? '',
      rack: rack?.name ?? '',
      u: rack === undefined ? 0 : (position?.u ?? 0),
    };
  };
  let nextPatched = 0;
  const firstLinks = firstLinkOfEach(table);
  for (const { index, label, a, b } of eachLink(fabric)) {
    const cable = table.cableOf[index] ?? 0;
    const first = firstLinks[cable] ?? index;
    const choice = table.choices[table.choice[cable] ?? -1];
    const ends = { a: end(a), b: end(b) };
    const rateBits = fabric.links.tier[index] === 0 ? fabric.hostRateBits : fabric.trunkRateBits;
    const { patched } = table;
    if (patched !== undefined && patched.link[nextPatched] === index) {
      const medium = choice?.medium ?? (table.lengthMillimetres[cable] === 0 ? 'unplaced' : 'unreached');
      yield* segmentRows({ patched, row: nextPatched, end }, { label, fabric: fabric.name, ...ends, medium, rateBits });
      nextPatched += 1;
      continue;
    }
    const isPlaced = ends.a.rack !== '' && ends.b.rack !== '';
    yield {
      label,
      cable: first === index ? label : linkLabel(fabric, first),
      fabric: fabric.name,
      ...ends,
      medium: choice?.medium ?? (isPlaced ? 'unreached' : 'unplaced'),
      part: choice?.cablePart,
      lengthMillimetres: table.lengthMillimetres[cable] ?? 0,
      rateBits,
    };
  }
}

function firstLinkOfEach({ cableOf, count }: CableTable): Uint32Array {
  const first = new Uint32Array(count).fill(NO_LINK);
  cableOf.forEach((cable, link) => {
    if (first[cable] === NO_LINK) first[cable] = link;
  });
  return first;
}
