import { type CableEnd, type CableRow, panelPort, type PatchTable } from '../../model/cabling-plan';
import type { LinkEnd } from '../../model/fabric-plan';

/** A link that passes panels, and the way from a device to its place. */
export interface PatchedAt {
  readonly patched: PatchTable;
  /** Row of the link in `patched`. */
  readonly row: number;
  readonly end: (end: LinkEnd) => CableEnd;
}

/** Rows of one link that passes panels: cord, trunk and cord, from its lower end to its upper. */
export function segmentRows(
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
