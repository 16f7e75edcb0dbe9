import type { DeviceCooling } from '../../model/cooling-plan';

/** Heat of a device by what it goes into: whole watts that add up to its draw. */
export interface HeatSplit {
  readonly liquidWatts: number;
  readonly airWatts: number;
  /** Part of `airWatts` that no figure gives to air. */
  readonly unstatedWatts: number;
}

/**
 * Heat of a device at some draw: all of its draw becomes heat.
 *
 * Heats that its maker states in themselves go before a share, for the two do not always agree. What it draws beyond them is in nobody's statement and is
 * counted as air, since nothing catches it; at a draw below them both shrink alike. A device that states nothing gives all to air.
 *
 * @param watts - its draw, whole watts
 */
export function splitHeat(watts: number, cooling: DeviceCooling | undefined): HeatSplit {
  if (cooling === undefined) return { liquidWatts: 0, airWatts: watts, unstatedWatts: watts };
  const { statedHeat, liquidShare } = cooling;
  if (statedHeat === undefined) return parts(watts, Math.round(watts * liquidShare), 0);
  const stated = statedHeat.liquidWatts + statedHeat.airWatts;
  if (watts >= stated) return parts(watts, statedHeat.liquidWatts, watts - stated);
  return parts(watts, Math.round((watts * statedHeat.liquidWatts) / stated), 0);
}

function parts(watts: number, liquidWatts: number, unstatedWatts: number): HeatSplit {
  return { liquidWatts, airWatts: watts - liquidWatts, unstatedWatts };
}
