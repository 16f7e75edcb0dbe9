import type { CableChoice } from '../cabling/cabling-plan';
import type { ConnectorSplit, ConvergedPlan } from './converged-plan';
import type { LinkMedia } from './pair-media';

/** A pair of cores as a site takes it. */
export interface SiteConverged {
  /** Construct path, that findings name. */
  readonly path: string;
  readonly plan: ConvergedPlan;
  /** Names of the cores and of the out-of-band switches. */
  readonly switches: readonly string[];
  /** Media that may carry its links, by kind. Absent: none is known. */
  readonly media?: readonly LinkMedia[];
}

/** A pair of cores in a site: its cables with their lengths. */
export interface ConvergedInSite extends Omit<SiteConverged, 'media'> {
  /** In the order of the wire map, without its unused ports. */
  readonly cables: readonly ConvergedCable[];
  /** Ways in which its links are built. Absent: no medium is known for any of them. */
  readonly choices?: readonly CableChoice[];
}

/** A link of a pair. Links behind one split connector of a core share a cable. */
export interface ConvergedCable {
  /** From the device's names, `<pair>/<device>:<port>`; of the first core for the inter-switch link. */
  readonly label: string;
  /** Label of the first link on the same cable. */
  readonly cable: string;
  readonly kind: string;
  /** Device, or the first core. */
  readonly a: ConvergedEnd;
  /** Switch. */
  readonly b: ConvergedEnd;
  readonly rateBits: number;
  /** Absent where the cable is not split. */
  readonly split?: ConnectorSplit;
  /** Longest routed length on the same cable, with slack, mm. Absent where an end of it stands in no rack. */
  readonly routeMillimetres?: number;
  /** Length to order, mm; 0 where an end stands in no rack. */
  readonly lengthMillimetres: number;
  /** Index into the pair's `choices`. Absent: no medium is known, none reaches, or an end stands in no rack. */
  readonly choice?: number;
  /** Reach of the farthest medium that fits, mm, where none reaches. */
  readonly reachMillimetres?: number;
}

/** End of a link. */
export interface ConvergedEnd {
  readonly device: string;
  readonly port: string;
}
