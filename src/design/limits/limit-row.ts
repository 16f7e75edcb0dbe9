/** Domains over which a site runs out of something. */
export type LimitDomain = 'power' | 'cooling' | 'space' | 'fabric' | 'addressing' | 'storage' | 'terraform' | 'cloud';

/** One thing that a site can run out of. */
export interface LimitRow {
  readonly domain: LimitDomain;
  /** What runs out, for people: `power zone 'east'`. */
  readonly object: string;
  /** Construct path. */
  readonly path: string;
  /** Level within the domain, such as `utility`, `zone`, `rack`, `leaf`. */
  readonly level: string;
  /** Amounts in `unit`. */
  readonly used: number;
  readonly capacity: number;
  readonly headroom: number;
  /** Unit of the amounts: `W`, `VA`, `ml/s`, `U`, `racks`, `ports`, `addresses`, `bit/s`, `B`, `resources`. */
  readonly unit: string;
  /** Amount that one more system of the cluster `by` takes here. 0: a system takes none. Absent: not known. */
  readonly perSystem?: number;
  /** Cluster whose systems are counted. Absent: the site has none. */
  readonly by?: string;
  /** Systems, and whole scalable units, that still fit. Absent: not known, or systems take none of it. */
  readonly moreSystems?: number;
  readonly moreUnits?: number;
}
