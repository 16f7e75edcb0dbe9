/** What a source or a store gives beside its rating: the figures of ride-through. All are given by the user or by a catalogue entry with a source. */
export interface NodeSupply {
  /** Supply contract of a utility or plant, W. */
  readonly contractWatts?: number;
  /** Seconds that a UPS or BESS carries its whole rating. */
  readonly storedSeconds?: number;
  /** Power at which a store is charged again, W. */
  readonly rechargeWatts?: number;
  /** Seconds from loss until a generator can take load. */
  readonly startSeconds?: number;
  /** Seconds that a transfer takes, when its new source is ready. */
  readonly transferSeconds?: number;
  /** Largest step of load that a generator or plant takes at once, as a share of its rating. */
  readonly stepShare?: number;
  /** Seconds between two steps of load. */
  readonly stepSeconds?: number;
  /** Hours that the fuel at hand must last. */
  readonly requiredFuelHours?: number;
  /** Fuel at hand, litres. */
  readonly fuelLitres?: number;
  /** Fuel for a kilowatt-hour, litres. */
  readonly fuelLitresPerKilowattHour?: number;
  /** Largest change of load per second that the source or its contract takes, W/s. */
  readonly rampWattsPerSecond?: number;
  /** Largest step of load that the source or its contract takes, W. */
  readonly stepWatts?: number;
  /** Lowest power factor at the point of supply. */
  readonly leastPowerFactor?: number;
  /** Highest total harmonic distortion of the voltage at the point of supply, 0 to 1. */
  readonly mostVoltageDistortion?: number;
  /** Total harmonic distortion of the voltage as measured or calculated by a study, 0 to 1. */
  readonly voltageDistortion?: number;
  /** Turbines of a plant that share its rating alike; the loss of one is a state of its own. */
  readonly turbines?: number;
}
