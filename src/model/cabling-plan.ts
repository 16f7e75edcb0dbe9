/** Tray between two halls, from any rack of the one to any rack of the other; the same in both directions. */
export interface HallRoute {
  readonly halls: readonly [string, string];
  readonly lengthMillimetres: number;
}

/**
 * Media in the order in which they are preferred where no prices are given: the simplest that reaches.
 * `unknown` where neither the catalogue nor the user names one for the rate of a link.
 */
export type Medium = 'passive-copper' | 'active-copper' | 'multimode' | 'single-mode' | 'twisted-pair' | 'unknown';

/** Top of a transceiver: finned in air-cooled switches, flat in systems and in liquid-cooled switches. */
export type TransceiverTop = 'finned' | 'flat';

/**
 * Cables of one fabric as columns; row i is link i of the fabric's `LinkTable`.
 *
 * Two links that share both cages may share one twin-port copper cable: then `cableOf` gives both the same number.
 */
export interface CableTable {
  /** Fabric's name. */
  readonly fabric: string;
  /** Number from 0 of the cable that carries each link. */
  readonly cableOf: Uint32Array;
  /** Cables in all. */
  readonly count: number;
  /** Length of each cable, mm: the ordered length (a catalogue length for copper; routed length rounded up to `lengthStepMillimetres` for fibre). */
  readonly lengthMillimetres: Uint32Array;
  /** Routed length of each cable, mm; 0 where an end stands in no rack. */
  readonly routeMillimetres: Uint32Array;
  /** Index into `choices` of each cable; 255 where nothing in the catalogue reaches (see `unreached`), or where an end stands in no rack. */
  readonly choice: Uint8Array;
  readonly choices: readonly CableChoice[];
  /** Cables that no medium reaches. */
  readonly unreached: readonly UnreachedCable[];
  /** Links that pass panels: their length is the sum of their ordered segments, and so is their route. Absent: none does. */
  readonly patched?: PatchTable;
}

/** One way to build a link: the cable or fibre, and the transceiver of each end. */
export interface CableChoice {
  readonly medium: Medium;
  /** Part number of the copper cable or the fibre. Absent: a gap of the BOM. */
  readonly cablePart?: string;
  /** Part number of the transceiver at the a (lower) and b (upper) end; absent for copper. */
  readonly aTransceiver?: string;
  readonly bTransceiver?: string;
  /** Top of the transceiver at the a and b end. Absent: not stated. */
  readonly aTop?: TransceiverTop;
  readonly bTop?: TransceiverTop;
  /** Longest that works, mm. Absent: as its medium is commonly built. */
  readonly reachMillimetres?: number;
  /** Links that one cable, and one transceiver at each end, serve. */
  readonly linksPerCable: number;
  readonly linksPerATransceiver: number;
  readonly linksPerBTransceiver: number;
}

/** A cable longer than all that the catalogue offers. */
interface UnreachedCable {
  /** Label of the link. */
  readonly label: string;
  readonly routeMillimetres: number;
  /** The longest of what fits the cages; 0 where nothing does. */
  readonly reachMillimetres: number;
}

/** One end of a cable by rack, unit and port; empty texts and unit 0 where the device stands in no rack. */
export interface CableEnd {
  readonly device: string;
  readonly port: string;
  readonly hall: string;
  readonly row: string;
  readonly rack: string;
  readonly u: number;
  /** Side of a patch panel: cords end in front, trunks behind. Absent: no panel. */
  readonly face?: 'front' | 'rear';
}

/**
 * One row of the cable schedule, made only when it is rendered. A shared cable gives one row a link, with the same `cable`; a link that
 * passes panels gives one row a segment, labelled `<link>#1` to `<link>#3`.
 */
export interface CableRow {
  /** Identity: from the lower end's names, `<fabric>/<device>:<port>`; never a running number. */
  readonly label: string;
  /** Label of the first link on the same cable. */
  readonly cable: string;
  readonly fabric: string;
  readonly a: CableEnd;
  readonly b: CableEnd;
  readonly medium: Medium | 'unreached' | 'unplaced';
  readonly part: string | undefined;
  readonly lengthMillimetres: number;
  readonly rateBits: number;
}

/**
 * One way to build links of a rate: a copper cable, or a fibre with its transceivers.
 *
 * Copper joins whole cages: a cable takes `linksPerCable` links between `aCages` cages below and `bCages` above, no fewer.
 * Fibre and twisted pair take one link each.
 */
export interface CableMedia extends CableChoice {
  /** Speed of a link that it carries, bit/s. */
  readonly rateBits: number;
  /** `endpoint` for links between endpoints and leaves, `switch` for links between switches. Default: both. */
  readonly joins?: 'endpoint' | 'switch';
  /** Host groups and services, by name, whose links it is for; none between switches. Default: any link of its rate. */
  readonly endpoints?: readonly string[];
  /** Longest that works, mm. */
  readonly reachMillimetres: number;
  /** Lengths on sale, mm. Default: any multiple of the site's length step. */
  readonly lengthsMillimetres?: readonly number[];
  /** Cages that one copper cable ends in, below and above. Default: 1 each. */
  readonly aCages?: number;
  readonly bCages?: number;
  /** A kind of link by its standard alone: only for links that no other medium may carry. Absent: a medium like any other. */
  readonly isStandard?: true;
  /** Price of one cable with its share of the transceivers, in minor units of the site's currency: counts only where every rival has one. */
  readonly priceMinor?: number;
}

/** Whether a medium joins whole cages by fixed ends. */
export function isCopper({ medium }: Pick<CableMedia, 'medium'>): boolean {
  return medium === 'passive-copper' || medium === 'active-copper';
}

/** Whether a medium needs a transceiver at each end. */
export function isFibre({ medium }: Pick<CableMedia, 'medium'>): boolean {
  return medium === 'multimode' || medium === 'single-mode';
}

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
interface PatchPanel {
  /** For the BOM. */
  readonly model: string;
  readonly heightU: number;
  readonly ports: number;
  readonly partNumber?: string;
  /** Absent: not judged. */
  readonly weightGrams?: number;
  /** Absent: not stated. */
  readonly polarity?: Polarity;
  readonly polish?: Polish;
}

/** Method of TIA-568.3 by which transmitting fibres meet receiving ones. */
export type Polarity = 'A' | 'B' | 'C';

/** Ground of the end of a fibre: at an angle, or flat. */
export type Polish = 'APC' | 'UPC';

/** Figures of one kind of fibre over panels, whole thousandths of a decibel. Without all three the loss is not judged. */
export interface PatchedFibre {
  /** Most that a link may lose between its transceivers. */
  readonly maxLossMillidecibels?: number;
  /** One passage through a panel, with all of its mated pairs; a link has two. */
  readonly connectionMillidecibels?: number;
  readonly millidecibelsPerKilometre?: number;
  /** Part numbers. Absent: gaps of the BOM. */
  readonly cordPart?: string;
  readonly trunkPart?: string;
  /** Of trunks, cords, and the sockets of transceivers. Absent: not stated. */
  readonly polarity?: Polarity;
  readonly polish?: Polish;
  readonly cordPolarity?: Polarity;
  readonly cordPolish?: Polish;
  readonly transceiverPolish?: Polish;
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
const SEGMENTS_A_LINK = 3;

/** A port of a panel. */
interface PanelPort {
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
