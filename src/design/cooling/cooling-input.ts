/** Cooling of a device: what its heat goes into, and what it asks of its coolant. All of it is of its maker or given by the user. */
export interface DeviceCooling {
  /** Share of its heat that goes into liquid, 0 to 1; 0 for air alone. */
  readonly liquidShare: number;
  /** Coolant that it needs for a kilowatt of liquid heat, ml/s. Absent: not known. */
  readonly flowMillilitresPerSecondPerKilowatt?: number;
  /** Warmest coolant supply that it bears, thousandths of a degree Celsius. Absent: not known. */
  readonly mostSupplyMillicelsius?: number;
  /** Air that it moves at its highest draw, ml/s (1 m3/s is 1,000,000). Absent: not known. */
  readonly airMillilitresPerSecond?: number;
}

/** Kinds of unit that take heat. */
export type CoolingUnitKind =
  'cdu' | 'crah' | 'fan-wall' | 'dry-cooler' | 'cooling-tower' | 'chiller' | 'heat-exchanger';

/** Units that are alike and share a load: `needed + spare` of them. */
export interface CoolingUnitsInput {
  readonly name: string;
  readonly path: string;
  readonly kind: CoolingUnitKind;
  /** Units installed. Absent: as many as the load takes, and the spare ones. */
  readonly count?: number;
  /** Units beyond those that the load takes. */
  readonly spare: number;
  /** Heat that one takes, W. */
  readonly capacityWatts: number;
  /** Coolant that one moves, ml/s. Absent: not a limit that is known. */
  readonly flowMillilitresPerSecond?: number;
  /** Air that one moves, ml/s, of a unit for air. */
  readonly airMillilitresPerSecond?: number;
  /** Supply of the technology loop over the facility loop, thousandths of a degree. */
  readonly approachMillicelsius?: number;
  /** Electrical draw of one, W. Absent: not known. */
  readonly drawWatts?: number;
  /** Water that one evaporates for a kilowatt-hour of heat, ml. Absent: not known. */
  readonly waterMillilitresPerKilowattHour?: number;
  /** Loop that it belongs to. */
  readonly loop: string;
  /** Phase by whose date it is there. Absent: from the first day. */
  readonly phase?: string;
}

/** A cooling loop: liquid to racks (`technology`), liquid of the building (`facility`), or the air of a hall. */
export interface CoolingLoopInput {
  readonly name: string;
  readonly path: string;
  readonly kind: 'technology' | 'facility' | 'air';
  /** Rows that it serves, as `<hall>/<row>`; none for a facility loop. */
  readonly rows: readonly string[];
  /** Facility loop that takes its heat. Absent: its units give heat to the outside. */
  readonly rejectsTo?: string;
  /** Supply temperature, thousandths of a degree Celsius. Absent: given by the approach, or not known. */
  readonly supplyMillicelsius?: number;
  /** Rise from supply to return, thousandths of a degree. Absent: not known. */
  readonly riseMillicelsius?: number;
  /** Coolant: water, or a quarter propylene glycol. */
  readonly coolant: 'water' | 'pg25';
  /** Phase by whose date it is there. Absent: from the first day. */
  readonly phase?: string;
}
