import type { CoolingLoopInput, CoolingUnitsInput, EnergyTargetInput } from './cooling-input';

/** Units with their load. */
export interface CoolingUnitsPlan extends CoolingUnitsInput {
  /** Units installed. */
  readonly units: number;
  /** Units that the heat takes, those that the flow takes; what other units of the loop take is left to them. */
  readonly needed: { readonly byHeat: number; readonly byFlow: number };
  /** Heat of each unit with all running, and with one of them lost, W. They share by capacity. */
  readonly heatWattsEach: number;
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
  readonly heatWatts: number;
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
  /** Coldest limit among its loads: the warmest supply that all of them bear. Absent: not known. */
  readonly mostSupply?: TemperatureLimit;
  /** Warmest of the coldest supplies that its loads bear, of a loop of air. Absent: not known. */
  readonly leastSupply?: TemperatureLimit;
  /** Devices whose flow is not known, and whose limit of temperature is not. */
  readonly unknownFlowDevices: number;
  readonly unknownSupplyDevices: number;
  /** Velocity in its pipe, mm/s. Absent: its diameter or its flow is not known. */
  readonly velocityMillimetresPerSecond?: number;
  /** Racks and blocks of tenants that it takes heat from, itself or through the loops that reject to it. */
  readonly racks: readonly string[];
  /** Loops that reject to it. */
  readonly takesFrom: readonly string[];
  /** Heat that its units take together, W, and what they move, ml/s. Flow absent: not known for one of them. */
  readonly capacityWatts: number;
  readonly flowCapacityMillilitresPerSecond?: number;
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

/** Heat of a rack, or of what a tenant's block has in a row. */
export interface HeatSource {
  /** Rack; or `<tenant load>@<hall>/<row>`. */
  readonly name: string;
  /** Row as `<hall>/<row>`. */
  readonly row: string;
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
  readonly losses: readonly CoolingLoss[];
  /** All that gives heat, racks in order of placement first. */
  readonly sources: readonly HeatSource[];
  /** Racks and blocks with liquid heat that no loop takes, and with air heat that no loop takes. */
  readonly unservedLiquid: readonly string[];
  readonly unservedAir: readonly string[];
  /** Systems whose split of heat between liquid and air is not known, by model: their heat is counted as air. */
  readonly unknownSplits: readonly { readonly model: string; readonly devices: number; readonly watts: number }[];
  readonly liquidWatts: number;
  readonly airWatts: number;
  /** Electrical draw of all units whose draw is known, W. */
  readonly drawnWatts: number;
  /** Losses of the power chain, W. Absent: not known. */
  readonly lossWatts?: number;
  /** Water of all units whose water is known, ml/h. */
  readonly waterMillilitresPerHour: number;
  readonly target?: EnergyTargetInput;
  /** Facility power over IT power, from the losses and draws that are known. Absent: a part is not known; `unknown` says which. */
  readonly pue?: number;
  /** Litres of water for a kilowatt-hour of IT. Absent: as for `pue`. */
  readonly wue?: number;
  /** What is not known for PUE, then for WUE, in words. */
  readonly unknown: readonly string[];
  readonly unknownWater: readonly string[];
}
