/** Version of the format of certificates: `docs/certificates.md`. */
export const CERTIFICATE_SCHEMA = 'cdktf-ai-factory/certificate-1';

/** Claims that can be proven. */
export const CLAIMS = ['single-loss', 'capacity', 'non-blocking', 'cable-reach', 'growth'] as const;
/** Name of a claim. */
export type ClaimName = (typeof CLAIMS)[number];

/** What flows over one edge: what draws, what it draws from, W. Nodes by their place in the chain, feeds and units of cooling as texts. */
export type EdgeFlow = readonly [from: number | string, to: number, watts: number];

/** The witness of one loss. */
export interface LossWitness {
  /** What is lost: a node by name, or `<zone>/<feed>`. */
  readonly out: string;
  /** Racks that are dark then, sorted. */
  readonly dark: readonly string[];
  /** Edges that carry something else than normally; 0 where nothing flows. */
  readonly edges: readonly EdgeFlow[];
}

/** No loss of one node or feed darkens more than so many racks, and none overloads what is left. */
export interface SingleLossClaim {
  readonly claim: 'single-loss';
  readonly racks: number;
  /** Edges of the normal state. */
  readonly normal: readonly EdgeFlow[];
  readonly losses: readonly LossWitness[];
}

/** So many more systems fit by racks, zones and contract, and one more does not. */
export interface CapacityClaim {
  readonly claim: 'capacity';
  readonly cluster: string;
  readonly more: number;
  /** What is full first. */
  readonly full: 'contract' | 'zones-and-racks';
  /** Place of each: rack, and its lowest unit. */
  readonly places: readonly (readonly [rack: string, unit: number])[];
}

/** No leaf of a fabric has more links to endpoints than to spines, and any two leaves reach each other over as many as they have. */
export interface NonBlockingClaim {
  readonly claim: 'non-blocking';
  readonly fabrics: readonly {
    readonly fabric: string;
    /** A matching of each switch below the top: each link from below, by its port, with one of its links up. */
    readonly matchings: readonly {
      readonly switch: string;
      readonly pairs: readonly (readonly [down: number, up: number])[];
    }[];
  }[];
}

/** Every cable is at most as long as its medium reaches. */
export interface CableReachClaim {
  readonly claim: 'cable-reach';
  readonly networks: readonly {
    readonly network: string;
    readonly cables: number;
    /** The longest cable of each medium: its place, its length and the reach, mm. */
    readonly longest: readonly (readonly [choice: number, cable: number, length: number, reach: number])[];
  }[];
}

/** What stood before stands where it stood: digests of the lines of what was there, before and now. */
export interface GrowthClaim {
  readonly claim: 'growth';
  /** SHA-256 of the file of the state before. */
  readonly beforeSha256: string;
  readonly places: readonly [count: number, before: string, after: string];
  readonly cables: readonly [count: number, before: string, after: string];
}

/** A claim with its witness. */
export type Claim = SingleLossClaim | CapacityClaim | NonBlockingClaim | CableReachClaim | GrowthClaim;

/** Claims about one site, each with a witness that is cheap to check. */
export interface Certificate {
  readonly schema: typeof CERTIFICATE_SCHEMA;
  readonly site: string;
  /** SHA-256 of the plan's file, in hexadecimal. */
  readonly siteSha256: string;
  readonly claims: readonly Claim[];
}
