/** A phase of construction: a date by which things are there. Phases follow each other in order of date. */
export interface PhaseInput {
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Day as `YYYY-MM-DD`. */
  readonly date: string;
  /** Power of the supply contract, W. Absent: not stated. */
  readonly contractWatts?: number;
  /** Power for IT, W. Absent: not stated. */
  readonly itWatts?: number;
  /** Power that the utility has energised, W. Absent: not stated. */
  readonly energisedWatts?: number;
}

/** Something bought that takes time to come. */
export interface PurchaseInput {
  /** Kind and name for people: `power node 'tx-1'`. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  readonly leadTimeWeeks: number;
  /** Phase by whose date it is there. Absent: the first phase. */
  readonly phase?: string;
}
