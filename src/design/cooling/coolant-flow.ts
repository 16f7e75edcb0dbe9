import type { CoolingLoopInput } from '../../model/cooling-plan';

/**
 * Heat that a millilitre of coolant takes for a degree, J/(ml K): density in kg/l times specific heat in kJ/(kg K).
 *
 * @see a public TypeScript planner for AI data centres: water 0.997 and 4.18, a quarter propylene glycol 1.02 and 3.95
 */
export const HEAT_OF_COOLANT = { water: 0.997 * 4.18, pg25: 1.02 * 3.95 } as const;

/** Heat that a millilitre of air takes for a degree, J/(ml K): 1.2 kg/m3 times 1.005 kJ/(kg K), of which a million millilitres make a cubic metre. */
export const HEAT_OF_AIR = (1.2 * 1.005) / 1_000;

/** What a loop moves. */
type Medium = Pick<CoolingLoopInput, 'kind' | 'coolant'>;

/**
 * Flow that carries heat at a rise, whole ml/s: `Q = P / (rho x cp x dT)`.
 *
 * @param medium - what the loop moves
 * @param heatWatts - heat that it carries
 * @param riseMillicelsius - above 0
 */
export function flowFor(medium: Medium, heatWatts: number, riseMillicelsius: number): number {
  return Math.round((heatWatts * 1_000) / (heatPerMillilitre(medium) * riseMillicelsius));
}

/**
 * Rise that heat gives to a flow, thousandths of a degree: `dT = P / (rho x cp x Q)`.
 *
 * @param medium - what the loop moves
 * @param heatWatts - heat that it carries
 * @param millilitresPerSecond - above 0
 */
export function riseOf(medium: Medium, heatWatts: number, millilitresPerSecond: number): number {
  return Math.round((heatWatts * 1_000) / (heatPerMillilitre(medium) * millilitresPerSecond));
}

/** Mean velocity in a round pipe, whole mm/s. */
export function velocityIn(diameterMillimetres: number, millilitresPerSecond: number): number {
  const areaSquareMillimetres = (Math.PI * diameterMillimetres ** 2) / 4;
  return Math.round((millilitresPerSecond * 1_000) / areaSquareMillimetres);
}

function heatPerMillilitre({ kind, coolant }: Medium): number {
  return kind === 'air' ? HEAT_OF_AIR : HEAT_OF_COOLANT[coolant];
}
