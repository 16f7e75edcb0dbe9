import type { CoolingLoopInput, CoolingUnitsInput } from './cooling-input';

/** Units with their load. */
export interface CoolingUnitsPlan extends CoolingUnitsInput {
  /** Units installed. */
  readonly units: number;
  /** Units that the heat takes, those that the flow takes, and which decided. */
  readonly needed: { readonly byHeat: number; readonly byFlow: number };
  /** Heat of each unit with all running, and with one lost, W. */
  readonly heatWattsEach: number;
  readonly heatWattsAfterLoss: number;
}

/** A loop with its load. */
export interface CoolingLoopPlan extends CoolingLoopInput {
  readonly heatWatts: number;
  /** Coolant or air that its loads ask for, ml/s. */
  readonly flowMillilitresPerSecond: number;
  /** Supply temperature that its loads get, thousandths of a degree Celsius. Absent: not known. */
  readonly deliveredMillicelsius?: number;
  /** Coldest limit among its loads: the warmest supply that all of them bear. Absent: not known. */
  readonly mostSupplyMillicelsius?: number;
  /** Devices whose flow is not known. */
  readonly unknownFlowDevices: number;
  readonly racks: readonly string[];
  readonly units: readonly CoolingUnitsPlan[];
}

/** What happens when one unit is lost. */
export interface CoolingLoss {
  readonly units: string;
  readonly loop: string;
  /** Heat that the rest cannot take, W. */
  readonly shortWatts: number;
  /** Flow that the rest cannot move, ml/s. */
  readonly shortMillilitresPerSecond: number;
  /** Racks on the loop, when the rest does not carry it. */
  readonly lostRacks: readonly string[];
}

/** Cooling of a site. */
export interface CoolingPlan {
  readonly loops: readonly CoolingLoopPlan[];
  readonly losses: readonly CoolingLoss[];
  /** Racks with liquid heat that no loop takes, and with air heat that no loop takes. */
  readonly unservedLiquid: readonly string[];
  readonly unservedAir: readonly string[];
  readonly liquidWatts: number;
  readonly airWatts: number;
  /** Facility power over IT power, from the losses and draws that are known. Absent: a part is not known; `unknown` says which. */
  readonly pue?: number;
  /** Litres of water for a kilowatt-hour of IT. Absent: as for `pue`. */
  readonly wue?: number;
  /** What is not known for PUE and WUE, in words. */
  readonly unknown: readonly string[];
}
