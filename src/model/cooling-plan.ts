/** Units with their load. */
export interface CoolingUnitsPlan extends CoolingUnitsInput {
  /** Units installed. */
  readonly units: number;
  /** Units that the heat takes, those that the flow takes; what other units of the loop take is left to them. */
  readonly needed: { readonly byHeat: number; readonly byFlow: number };
  /** Heat of each unit with all running, and with one of them lost, W. They share by capacity. */
  readonly heatWattsEach: number;
  /** Heat of each unit that runs after one of them is lost, W. */
  readonly heatWattsAfterLoss: number;
  /** Flow of each unit with all running, ml/s. Absent: flow of the loop or of its units is not known. */
  readonly flowMillilitresPerSecondEach?: number;
  /** Electrical draw of all of them, W. Absent: not known. */
  readonly drawnWatts?: number;
}

/** A limit of temperature among the loads of a loop, and the device that sets it. */
export interface TemperatureLimit {
  readonly millicelsius: number;
  readonly device: string;
  readonly model: string;
}

/** A loop with its load. */
export interface CoolingLoopPlan extends CoolingLoopInput {
  /** Heat of all that it serves, with that of the loops that reject to it, W. */
  readonly heatWatts: number;
  /** Part of it that is losses of power nodes, W. Absent: none. */
  readonly nodeWatts?: number;
  /** Coolant or air that its loads ask for, ml/s: by their own figure, else by the rise of the loop. Of loads whose flow is known. */
  readonly flowMillilitresPerSecond: number;
  /** Heat whose flow is known, W: less than `heatWatts` where neither a device nor the rise of the loop tells it. */
  readonly flowKnownWatts: number;
  /** Supply temperature that its loads get, thousandths of a degree Celsius. Absent: not known. */
  readonly deliveredMillicelsius?: number;
  /** Coldest supply that its units reach: that of the loop below, or of the air outdoors, and their approach. Absent: not known. */
  readonly reachableMillicelsius?: number;
  /** Return temperature: supply and the rise that heat and flow give. Absent: not known. */
  readonly returnMillicelsius?: number;
  /** Seconds that it carries all of its heat with no unit taking any: as stated, or by its water, its buffer store or the air of its room. Absent: not known. */
  readonly heldSeconds?: number;
  /** Coldest limit among its loads: the warmest supply that all of them allow. Absent: not known. */
  readonly mostSupply?: TemperatureLimit;
  /** Warmest of the coldest supplies that its loads allow, of a loop of air. Absent: not known. */
  readonly leastSupply?: TemperatureLimit;
  /** Devices whose flow is not known, and whose limit of temperature is not. */
  readonly unknownFlowDevices: number;
  /** Devices whose limit of supply temperature is not known. */
  readonly unknownSupplyDevices: number;
  /** Velocity in its pipe, mm/s. Absent: its diameter or its flow is not known. */
  readonly velocityMillimetresPerSecond?: number;
  /** Racks and blocks of tenants that it takes heat from, itself or through the loops that reject to it. */
  readonly racks: readonly string[];
  /** Loops that reject to it. */
  readonly takesFrom: readonly string[];
  /** Heat that its units take together, W, and what they move, ml/s. Flow absent: not known for one of them. */
  readonly capacityWatts: number;
  /** What its units move together, ml/s. Absent: not known for one of them. */
  readonly flowCapacityMillilitresPerSecond?: number;
  /** Its units, in order of declaration. */
  readonly units: readonly CoolingUnitsPlan[];
}

/** What happens when one unit is lost. */
export interface CoolingLoss {
  readonly units: string;
  readonly loop: string;
  /** Heat that the rest cannot take, W. */
  readonly shortWatts: number;
  /** Flow that the rest cannot move, ml/s; 0 where flow is not known. */
  readonly shortMillilitresPerSecond: number;
  /** Racks and blocks of tenants on the loop, when the rest does not carry it. */
  readonly lostRacks: readonly string[];
}

/** A loop to racks that lacks cooling when a power node is lost. */
export interface CoolingStop {
  /** Power node that is lost. */
  readonly lost: string;
  /** Nodes that are out beside it: lost with it, or out for maintenance. Absent: none. */
  readonly alsoOut?: readonly string[];
  /** Why several are out: what a group promises to survive for power, a study that names them together, or maintenance of the others. Absent: one is out. */
  readonly beside?: 'group' | 'study' | 'maintenance';
  /** Loop to the racks. */
  readonly loop: string;
  /** Loop that lacks units: the same, or one that takes its heat. */
  readonly at: string;
  /** Heat that the units which run do not take there, W. */
  readonly shortWatts: number;
  /** Whether the units stay out. */
  readonly isLasting: boolean;
  /** Seconds until they take heat again. Absent: not known, or they stay out. */
  readonly outSeconds?: number;
  /** Seconds that its loops are known to hold; more where one of them says nothing. */
  readonly holdSeconds: number;
  /** Seconds from then until its racks stop. Absent: not known. */
  readonly lossSeconds?: number;
  /** What is not known, in words of the props. */
  readonly unknown: readonly string[];
}

/** Heat of a rack, or of what a tenant's block has in a row. */
export interface HeatSource {
  /** Rack; or `<tenant load>@<hall>/<row>`, with the power zone behind it where the racks of the row are in several: `neighbour@hall-1/A (east)`. */
  readonly name: string;
  /** Row as `<hall>/<row>`. */
  readonly row: string;
  /** Power zone of a tenant's racks. Absent: that of the rack, or of its row. */
  readonly zone?: string;
  readonly liquidWatts: number;
  readonly airWatts: number;
  /** Part of `airWatts` that no figure gives to air: draw beyond the stated heats, and devices whose split is not known. */
  readonly unstatedWatts: number;
  /** Loops that serve it. Absent: none of that kind. */
  readonly technologyLoop?: string;
  readonly airLoop?: string;
}

/** Cooling of a site. */
export interface CoolingPlan {
  /** In order of declaration. */
  readonly loops: readonly CoolingLoopPlan[];
  /** What happens when one unit is lost, a row each. */
  readonly losses: readonly CoolingLoss[];
  /** Loops to racks that lack cooling when a power node is lost. Absent: none does, or no units are on the power chain. */
  readonly stops?: readonly CoolingStop[];
  /** All that gives heat, racks in order of placement first. */
  readonly sources: readonly HeatSource[];
  /** Racks and blocks with liquid heat that no loop takes, and with air heat that no loop takes. */
  readonly unservedLiquid: readonly string[];
  /** Racks and blocks with air heat that no loop takes. */
  readonly unservedAir: readonly string[];
  /** Systems whose split of heat between liquid and air is not known, by model: their heat is counted as air. */
  readonly unknownSplits: readonly { readonly model: string; readonly devices: number; readonly watts: number }[];
  /** Heat that goes into liquid, W. */
  readonly liquidWatts: number;
  /** Heat that goes into air, W. */
  readonly airWatts: number;
  /** Electrical draw of all units whose draw is known, W. */
  readonly drawnWatts: number;
  /** Losses of the power chain, W. Absent: not known. */
  readonly lossWatts?: number;
  /** Water of all units whose water is known, ml/h. */
  readonly waterMillilitresPerHour: number;
  /** What the site aims for. Absent: nothing. */
  readonly target?: EnergyTargetInput;
  /** Facility power over IT power, from the losses and draws that are known. Absent: a part is not known; `unknown` says which. */
  readonly pue?: number;
  /** Litres of water for a kilowatt-hour of IT. Absent: as for `pue`. */
  readonly wue?: number;
  /** What is not known for PUE, then for WUE, in words. */
  readonly unknown: readonly string[];
  /** What is not known for WUE, in words. */
  readonly unknownWater: readonly string[];
}

/** Cooling of a device: what its heat goes into, and what it asks of its coolant. All of it is of its vendor or given by the user. */
export interface DeviceCooling {
  /** Share of its heat that goes into liquid, 0 to 1; 0 for air alone. */
  readonly liquidShare: number;
  /** Heat into liquid and into air where its vendor states them in themselves, W: they go before the share. Absent: by the share. */
  readonly statedHeat?: { readonly liquidWatts: number; readonly airWatts: number };
  /** Coolant that it needs for a kilowatt of liquid heat, ml/s. Absent: not known. */
  readonly flowMillilitresPerSecondPerKilowatt?: number;
  /** Warmest coolant supply that it allows, thousandths of a degree Celsius. Absent: not known. */
  readonly mostSupplyMillicelsius?: number;
  /** Air that it moves at its highest draw, ml/s (1 m3/s is 1,000,000). Absent: not known. */
  readonly airMillilitresPerSecond?: number;
  /** Air that it allows at its inlet, thousandths of a degree Celsius. Absent: not known. */
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

/** What keeps the water of units outdoors from freezing. */
export const FROST_PROTECTIONS = ['glycol', 'heating', 'drain'] as const;

/** Glycol in the loop, heating of trace and sump, or a circuit that drains by itself. */
export type FrostProtection = (typeof FROST_PROTECTIONS)[number];

/** Weather of a site, as named percentiles. Temperatures in thousandths of a degree Celsius. */
export interface SiteClimate {
  /** Hottest dry bulb, for dry coolers and chillers on air. Absent: not known. */
  readonly hottestDryBulbMillicelsius?: number;
  /** Hottest wet bulb, for towers. Absent: not known. */
  readonly hottestWetBulbMillicelsius?: number;
  /** Coldest dry bulb. Absent: not known. */
  readonly coldestMillicelsius?: number;
  /** Warming of the air at the units by their own exhaust, thousandths of a degree. Absent: not known. */
  readonly recirculationMillicelsius?: number;
  /** What the extremes are: `0.4 % of hours`, `n=20 years`. */
  readonly percentile: string;
  /** Document or station that they come from. */
  readonly source: string;
}

/** Units that are alike and share a load: `needed + spare` of them. */
export interface CoolingUnitsInput {
  /** Unique in the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** What they are: what takes heat, moves it or gives it away. */
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
  /** Nodes of the power chain that each feed of theirs draws from, in order of preference; units are on the feeds in turn. Absent: not known. */
  readonly fedFrom?: readonly (readonly string[])[];
  /** Seconds from the return of power until they take heat again. Absent: not known. */
  readonly restartSeconds?: number;
  /** Coldest air outdoors in which they run, thousandths of a degree Celsius. Absent: not known. */
  readonly coldestMillicelsius?: number;
  /** What keeps their water from freezing. Absent: nothing is stated. */
  readonly frostProtection?: FrostProtection;
  /** Water at hand for them. Absent: not known. */
  readonly waterStoreLitres?: number;
  /** Hours that the water at hand must last. Absent: not asked for. */
  readonly requiredWaterHours?: number;
  /** Where more water comes from. Absent: not known. */
  readonly waterSource?: string;
  /** Rooms or compartments in which they stand, one after another in turn. Absent: not known. */
  readonly compartments?: readonly string[];
  /** Loop that they belong to. */
  readonly loop: string;
  /** Phase by whose date it is there. Absent: from the first day. */
  readonly phase?: string;
}

/** A cooling loop: liquid to racks (`technology`), liquid of the building (`facility`), or the air of a hall. */
export interface CoolingLoopInput {
  /** Unique in the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** `technology` serves racks with liquid, `air` rows with air, `facility` other loops. */
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
  /** Seconds that it carries all of its heat with no unit taking any, by its water, a buffer store or the room. Absent: not known. */
  readonly holdSeconds?: number;
  /** Water of its supply side, which is cold when its units stop. Absent: not known. */
  readonly waterLitres?: number;
  /** Cold water in a buffer store of it. Absent: it has none that is known. */
  readonly bufferLitres?: number;
  /** Air of the room that it serves, of a loop of air. Absent: not known. */
  readonly roomCubicMetres?: number;
  /** Seconds from then, as racks throttle, until they stop. Absent: not known. */
  readonly lossSeconds?: number;
  /** Sections that valves part, so that the loss of one leaves the others. Absent: one. */
  readonly sections?: number;
  /** Rooms or compartments that its pipes, its tanks and its headers pass. Absent: not known. */
  readonly passes?: readonly string[];
  /** Inner diameter of the pipe through which all of its flow goes. Absent: its velocity is not judged. */
  readonly pipeDiameterMillimetres?: number;
  /** Phase by whose date it is there. Absent: from the first day. */
  readonly phase?: string;
}

/** What a site aims for in energy and water, and what it draws beside IT and cooling. */
export interface EnergyTargetInput {
  /** Name for messages. */
  readonly name: string;
  /** Construct path. */
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
