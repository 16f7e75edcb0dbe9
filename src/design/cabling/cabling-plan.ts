import type { PatchTable } from './patching-plan';

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
  /** Part number of the copper cable or the fibre. Absent: a gap of the bill of materials. */
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
export interface UnreachedCable {
  /** Label of the link. */
  readonly label: string;
  readonly routeMillimetres: number;
  /** The longest of what fits the cages; 0 where nothing does. */
  readonly reachMillimetres: number;
}

/** One end of a cable in the words of the hall; empty texts and unit 0 where the device stands in no rack. */
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
