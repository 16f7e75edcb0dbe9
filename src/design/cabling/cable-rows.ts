import { type CableEnd, type CableRow, type CableTable, panelPort, type PatchTable } from '../../model/cabling-plan';
import type { FabricPlan, LinkEnd } from '../../model/fabric-plan';
import type { PlacementPlan } from '../../model/placement-plan';
import { eachLink, linkLabel } from '../fabric/switch-ports';
import { NO_LINK } from './cage-table';

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

/** A link that passes panels, and the way from a device to its place. */
interface PatchedAt {
  readonly patched: PatchTable;
  /** Row of the link in `patched`. */
  readonly row: number;
  readonly end: (end: LinkEnd) => CableEnd;
}

/** Rows of one link that passes panels: cord, trunk and cord, from its lower end to its upper. */
function segmentRows(
  { patched, row, end }: PatchedAt,
  link: Omit<CableRow, 'cable' | 'part' | 'lengthMillimetres'>,
): CableRow[] {
  const way = patched.ways[patched.way[row] ?? 0];
  if (way === undefined) return [];
  const { medium } = link;
  const fibre = medium === 'multimode' || medium === 'single-mode' ? way.fibres[medium] : undefined;
  const isReversed = patched.isReversed[row] === 1;
  const panelAt = (side: 0 | 1): CableEnd => {
    const { panel, port } = panelPort(way, side, patched.port[row] ?? 0);
    return end({ device: panel, port: String(port) });
  };
  const [aPanel, bPanel] = [panelAt(isReversed ? 1 : 0), panelAt(isReversed ? 0 : 1)];
  const segment = (number: number, ends: Pick<CableRow, 'a' | 'b'>, length: number, part?: string): CableRow => {
    const label = `${link.label}#${number}`;
    return { ...link, label, cable: label, ...ends, part, lengthMillimetres: length };
  };
  const front = (panel: CableEnd): CableEnd => ({ ...panel, face: 'front' });
  const rear = (panel: CableEnd): CableEnd => ({ ...panel, face: 'rear' });
  const { aCordMillimetres, trunkMillimetres, bCordMillimetres } = patched;
  return [
    segment(1, { a: link.a, b: front(aPanel) }, aCordMillimetres[row] ?? 0, fibre?.cordPart),
    segment(2, { a: rear(aPanel), b: rear(bPanel) }, trunkMillimetres[row] ?? 0, fibre?.trunkPart),
    segment(3, { a: front(bPanel), b: link.b }, bCordMillimetres[row] ?? 0, fibre?.cordPart),
  ];
}
