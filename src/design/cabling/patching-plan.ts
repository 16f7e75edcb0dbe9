/** Fibres that pass patch panels; copper never does. */
export type PatchedMedium = 'multimode' | 'single-mode';

/** A row as an end of a patched way. */
export interface PatchedRow {
  /** As the user names it: panels and the lock are named after it. */
  readonly label: string;
  readonly hall: string;
  readonly row: string;
}

/** Panels of a patched way, all alike. A port takes one fibre cable, and one trunk runs from each port to its twin in the other row. */
export interface PatchPanel {
  /** For the bill of materials. */
  readonly model: string;
  readonly heightU: number;
  readonly ports: number;
  readonly partNumber?: string;
  /** Absent: not judged. */
  readonly weightGrams?: number;
}

/** Figures of one kind of fibre over panels, whole thousandths of a decibel. Without all three the loss is not judged. */
export interface PatchedFibre {
  /** Most that a link may lose between its transceivers. */
  readonly maxLossMillidecibels?: number;
  /** One passage through a panel, with all of its mated pairs; a link has two. */
  readonly connectionMillidecibels?: number;
  readonly millidecibelsPerKilometre?: number;
  /** Part numbers. Absent: gaps of the bill of materials. */
  readonly cordPart?: string;
  readonly trunkPart?: string;
}

/** Structured cabling between two rows: a link between them passes a panel in each. */
export interface PatchWay {
  readonly rows: readonly [PatchedRow, PatchedRow];
  readonly panel: PatchPanel;
  readonly fibres: Readonly<Partial<Record<PatchedMedium, PatchedFibre>>>;
  /** Construct path of its owner, for findings. */
  readonly path: string;
}

/** Links of a fabric that pass panels, as columns: ascending by link, one row each. */
export interface PatchedLinks {
  readonly ways: readonly PatchWay[];
  readonly link: Uint32Array;
  /** Index into `ways`. */
  readonly way: Uint16Array;
  /** Port from 0, counted over all panels of the way; the same in both rows. */
  readonly port: Uint32Array;
  /** 1 where the lower end stands in the second row of the way. */
  readonly isReversed: Uint8Array;
}

/** Patched links with the ordered length of each segment, mm; 0 where an end or a panel stands in no rack. */
export interface PatchTable extends PatchedLinks {
  readonly aCordMillimetres: Uint32Array;
  readonly trunkMillimetres: Uint32Array;
  readonly bCordMillimetres: Uint32Array;
}

/** Segments of a patched link: cord, trunk, cord. */
export const SEGMENTS_A_LINK = 3;

/** A port of a panel. */
export interface PanelPort {
  readonly panel: string;
  /** From 1. */
  readonly port: number;
}

/** Identity of a way, whichever row is named first. */
export function wayName({ rows: [one, other] }: Pick<PatchWay, 'rows'>): string {
  return `${one.label} - ${other.label}`;
}

/** Name of a panel that stands in row `side` of its way and leads to the other one; `number` counts from 1. */
export function panelName({ rows }: Pick<PatchWay, 'rows'>, side: 0 | 1, number: number): string {
  const [own, other] = [rows[side], rows[side === 0 ? 1 : 0]].map(({ label }) => label.replaceAll('/', '-'));
  return `panel-${own}-${other}-${String(number).padStart(2, '0')}`;
}

/** Panel and port of a port that is counted from 0 over all panels of a way. */
export function panelPort(way: PatchWay, side: 0 | 1, port: number): PanelPort {
  const { ports } = way.panel;
  return { panel: panelName(way, side, Math.floor(port / ports) + 1), port: (port % ports) + 1 };
}

/** Cables of a fabric as they are laid: each patched link takes two cords and a trunk in place of one. */
export function laidCables({ count, patched }: { readonly count: number; readonly patched?: PatchedLinks }): number {
  return count + (SEGMENTS_A_LINK - 1) * (patched?.link.length ?? 0);
}
