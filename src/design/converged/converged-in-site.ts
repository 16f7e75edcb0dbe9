import type { ConnectorSplit, ConvergedPlan } from './converged-plan';

/** A pair of cores as a site takes it. */
export interface SiteConverged {
  /** Construct path, that findings name. */
  readonly path: string;
  readonly plan: ConvergedPlan;
  /** Names of the cores and of the out-of-band switches. */
  readonly switches: readonly string[];
}

/** A pair of cores in a site: its cables with their lengths. */
export interface ConvergedInSite extends SiteConverged {
  /** In the order of the wire map, without its unused ports. */
  readonly cables: readonly ConvergedCable[];
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
}

/** End of a link. */
export interface ConvergedEnd {
  readonly device: string;
  readonly port: string;
}
