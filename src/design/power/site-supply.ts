/** Rule sets of supply: `neutral` compares what the site states with itself, `kr` adds Korea's. */
export const SUPPLY_RULES = ['neutral', 'kr'] as const;

/** Rules by which the supply of a site is judged. */
export type SupplyRules = (typeof SUPPLY_RULES)[number];

/** Limits at the point of supply that a contract or a grid code may set, and that no source of this library states for all. */
export const SUPPLY_LIMIT_KINDS = [
  'power-factor',
  'voltage-distortion',
  'current-distortion',
  'flicker',
  'load-step',
  'load-ramp',
  'voltage-unbalance',
] as const;

/** Kind of a limit at the point of supply. */
export type SupplyLimitKind = (typeof SUPPLY_LIMIT_KINDS)[number];

/** A limit that the user states, with what it rests on. */
export interface SupplyLimit {
  readonly kind: SupplyLimitKind;
  /** Lowest value allowed. Absent: no lower limit. */
  readonly least?: number;
  /** Highest value allowed. Absent: no upper limit. */
  readonly most?: number;
  /** Unit of limit and value, as people write it: `%`, `MW/min`; empty for a ratio. */
  readonly unit: string;
  /** Value of the site, by a study or a measurement. Absent: not known. */
  readonly value?: number;
  /** Contract, grid code or letter that sets it. */
  readonly source: string;
}

/** Three figures of power that are often taken for one another. */
export interface SupplyFigures {
  /** Power of the supply contract, W. Absent: not stated. */
  readonly contractWatts?: number;
  /** Power for IT, W. Absent: not stated. */
  readonly itWatts?: number;
  /** Power that the utility has energised, W. Absent: not stated. */
  readonly energisedWatts?: number;
}

/** Supply of a site, as far as it is stated. */
export interface SiteSupply extends SupplyFigures {
  readonly rules: SupplyRules;
  /** Facility power over IT power, stated by the user. Absent: by the plan of cooling, or not known. */
  readonly pue?: number;
  /** Voltage at the point of supply, V. Absent: by the utility nodes of the power chain, or not known. */
  readonly volts?: number;
  /** Circuits of the utility that share the site. Absent: the utility nodes of the power chain, or not known. */
  readonly circuits?: number;
  /** Points of the power-system impact assessment. Absent: none is known. */
  readonly assessmentPoints?: number;
  /** Total harmonic distortion of the voltage at the point of supply, 0 to 1. Absent: by the utility nodes, or not known. */
  readonly voltageDistortion?: number;
  /** Frequencies between which all plant of the site keeps running, Hz. Absent: not known. */
  readonly frequencyRange?: { readonly leastHertz: number; readonly mostHertz: number };
  readonly limits: readonly SupplyLimit[];
}
