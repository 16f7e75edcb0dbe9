/** Power shelves of a rack: alike, on one busbar. */
export interface PowerShelves {
  readonly count: number;
  /** Supplies in one shelf. */
  readonly suppliesEach: number;
  /** Supplies of each shelf that are held in reserve: 1 for N+1. Absent: all count into the rating. */
  readonly sparesEach?: number;
  /** What one supply gives, W of direct current. */
  readonly supplyWatts: number;
  /** Thermal design power of the rack on the side of direct current, W. Absent: not known. */
  readonly designWatts?: number;
  /** Output over input of the shelves. Absent: not known. */
  readonly efficiency?: number;
}

/** How the supplies of devices meet the lines of a rack's feed: three-phase, or single-phase to neutral or between two lines, in turn over the lines. */
export type RackLoads = 'three-phase' | 'line-to-neutral' | 'line-to-line';

/** What connects a rack to each feed of its zone. */
export interface RackFeedSpec {
  /** Voltage between lines, or of the one phase. */
  readonly volts: number;
  readonly phases: 1 | 3;
  /** Power factor of the racks, above 0 and up to 1. */
  readonly powerFactor: number;
  /** Cords of one rack on one feed; they share its load alike. */
  readonly cords: number;
  /** Sizes of breaker that each cord may have, A, ascending; one size where it is given. */
  readonly breakerAmperes: readonly number[];
  /** Share of the breaker's size that a continuous load may take. */
  readonly limitShare: number;
  readonly loads: RackLoads;
  /** Most that a line may be away from the mean of the three, as a share of it. Absent: not judged. */
  readonly imbalanceLimit?: number;
}
