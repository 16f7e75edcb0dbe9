/** Cooling of a device: what its heat goes into, and what it asks of its coolant. All of it is of its maker or given by the user. */
export interface DeviceCooling {
  /** Share of its heat that goes into liquid, 0 to 1; 0 for air alone. */
  readonly liquidShare: number;
  /** Heat into liquid and into air where its maker states them in themselves, W: they go before the share. Absent: by the share. */
  readonly statedHeat?: { readonly liquidWatts: number; readonly airWatts: number };
  /** Coolant that it needs for a kilowatt of liquid heat, ml/s. Absent: not known. */
  readonly flowMillilitresPerSecondPerKilowatt?: number;
  /** Warmest coolant supply that it bears, thousandths of a degree Celsius. Absent: not known. */
  readonly mostSupplyMillicelsius?: number;
  /** Air that it moves at its highest draw, ml/s (1 m3/s is 1,000,000). Absent: not known. */
  readonly airMillilitresPerSecond?: number;
  /** Air that it bears at its inlet, thousandths of a degree Celsius. Absent: not known. */
  readonly airInlet?: { readonly leastMillicelsius: number; readonly mostMillicelsius: number };
}

/** Kinds of unit, by the kind of loop that they stand on. */
export const COOLING_UNIT_KINDS = {
  technology: ['cdu', 'pump'],
  air: ['crah', 'fan-wall'],
  facility: ['dry-cooler', 'cooling-tower', 'chiller', 'heat-exchanger', 'pump'],
} as const;

/** Kinds of unit that take heat, and pumps, which move coolant alone. */
export type CoolingUnitKind = (typeof COOLING_UNIT_KINDS)[keyof typeof COOLING_UNIT_KINDS][number];

/** Units that are alike and share a load: `needed + spare` of them. */
export interface CoolingUnitsInput {
  readonly name: string;
  readonly path: string;
  readonly kind: CoolingUnitKind;
  /** Units installed. Absent: as many as the load takes, and the spare ones. */
  readonly count?: number;
  /** Units beyond those that the load takes. */
  readonly spare: number;
  /** Heat that one takes, W. Absent: it takes none, as a pump. */
  readonly capacityWatts?: number;
  /** Coolant that one moves, ml/s. Absent: not a limit that is known. */
  readonly flowMillilitresPerSecond?: number;
  /** Air that one moves, ml/s, of a unit for air. */
  readonly airMillilitresPerSecond?: number;
  /** Supply of its loop over that of the loop it rejects to, or over the air outdoors, thousandths of a degree. */
  readonly approachMillicelsius?: number;
  /** Warmest supply of the loop that it rejects to for which its capacity holds, thousandths of a degree Celsius. Absent: not stated. */
  readonly ratedAtMillicelsius?: number;
  /** Hottest air outdoors by which it is designed, thousandths of a degree Celsius: dry bulb, or wet bulb of a tower. Absent: not known. */
  readonly outdoorMillicelsius?: number;
  /** Electrical draw of one while it runs, W. Absent: not known, unless the performance is. */
  readonly drawWatts?: number;
  /** Heat taken over electrical draw, of a chiller. Absent: the draw does not follow the heat. */
  readonly coefficientOfPerformance?: number;
  /** Water that it evaporates for a kilowatt-hour of heat, ml. Absent: not known for a tower, none for others. */
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
  /** Loop that takes its heat: of the facility, or the air of the hall for a technology loop. Absent: its units give heat to the outside. */
  readonly rejectsTo?: string;
  /** Supply temperature that it is set to, thousandths of a degree Celsius. Absent: given by the approach, or not known. */
  readonly supplyMillicelsius?: number;
  /** Rise from supply to return, thousandths of a degree. Absent: not known. */
  readonly riseMillicelsius?: number;
  /** Coolant: water, or a quarter propylene glycol. */
  readonly coolant: 'water' | 'pg25';
  /** Highest dew point of the air around it, thousandths of a degree Celsius. Absent: not known. */
  readonly dewPointMillicelsius?: number;
  /** Inner diameter of the pipe through which all of its flow goes. Absent: its velocity is not judged. */
  readonly pipeDiameterMillimetres?: number;
  /** Phase by whose date it is there. Absent: from the first day. */
  readonly phase?: string;
}

/** What a site aims for in energy and water, and what it draws beside IT and cooling. */
export interface EnergyTargetInput {
  readonly name: string;
  readonly path: string;
  /** Highest facility power over IT power. Absent: not asked for. */
  readonly pue?: number;
  /** Most water for a kilowatt-hour of IT, litres. Absent: not asked for. */
  readonly wue?: number;
  /** Draw of the building beside IT, cooling and the losses of the power chain, W. */
  readonly otherWatts: number;
  /** Share of power that is lost between the meter and IT, 0 to 1, where the site names no power chain. Absent: not known. */
  readonly electricalLossShare?: number;
}
