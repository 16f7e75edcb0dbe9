import type { CoolingLoopPlan, CoolingPlan, CoolingUnitsPlan, EnergyTargetInput } from '../../model/cooling-plan';

/** What the efficiency of a site is reckoned from. */
export interface EfficiencyInput {
  readonly loops: readonly CoolingLoopPlan[];
  readonly itWatts: number;
  /** Whether some heat goes into no loop. */
  readonly hasUnserved: boolean;
  /** Losses of the power chain, W. Undefined: the site names none. */
  readonly lossWatts: number | undefined;
  readonly target: EnergyTargetInput | undefined;
}

/** Efficiency of a site. */
export type Efficiency = Pick<
  CoolingPlan,
  'drawnWatts' | 'lossWatts' | 'waterMillilitresPerHour' | 'pue' | 'wue' | 'unknown' | 'unknownWater'
>;

/**
 * Energy and water of a site over those of its IT: `PUE = facility / IT`, `WUE = site water in litres / IT kWh`.
 *
 * The facility is IT, the losses of the power chain, the draws of cooling units and what else the building is said to draw; each is counted once. All
 * installed units run and draw in full, so that the figure is of a full site and no yearly mean.
 *
 * @see a public TypeScript planner for AI data centres, for both formulas
 */
export function siteEfficiency({ loops, itWatts, hasUnserved, lossWatts, target }: EfficiencyInput): Efficiency {
  const units = loops.flatMap((loop) => loop.units).filter((each) => each.units > 0);
  const drawnWatts = units.reduce((sum, each) => sum + (each.drawnWatts ?? 0), 0);
  const waterMillilitresPerHour = Math.round(units.reduce((sum, each) => sum + (waterOf(each) ?? 0), 0));
  const beside = drawnWatts + (target?.otherWatts ?? 0);
  const share = target?.electricalLossShare;
  const losses =
    lossWatts ?? (share === undefined ? undefined : Math.round(((itWatts + beside) * share) / (1 - share)));
  const gaps = gapsOf(loops, itWatts, hasUnserved);
  const unknown = [
    ...gaps,
    ...(losses === undefined ? ['the losses of the power chain'] : []),
    ...units.filter((each) => each.drawnWatts === undefined).map(({ name }) => `the draw of cooling units '${name}'`),
  ];
  const unknownWater = [
    ...gaps,
    ...units.filter((each) => waterOf(each) === undefined).map(({ name }) => `the water of cooling units '${name}'`),
  ];
  return {
    drawnWatts,
    ...(losses === undefined ? {} : { lossWatts: losses }),
    waterMillilitresPerHour,
    ...(unknown.length > 0 || losses === undefined ? {} : { pue: (itWatts + losses + beside) / itWatts }),
    ...(unknownWater.length > 0 ? {} : { wue: waterMillilitresPerHour / itWatts }),
    unknown,
    unknownWater,
  };
}

/** Why neither figure would be whole, in words. */
function gapsOf(loops: readonly CoolingLoopPlan[], itWatts: number, hasUnserved: boolean): readonly string[] {
  const bare = loops.filter(({ heatWatts, units }) => heatWatts > 0 && units.every((each) => each.units === 0));
  return [
    ...(itWatts === 0 ? ['any load of IT'] : []),
    ...(hasUnserved ? ['the cooling of heat that no loop takes'] : []),
    ...bare.map(({ name }) => `the units of cooling loop '${name}'`),
  ];
}

/** Water of all units of a group, ml/h: a tower evaporates some, others none unless they say so. */
function waterOf({
  kind,
  units,
  heatWattsEach,
  waterMillilitresPerKilowattHour,
}: CoolingUnitsPlan): number | undefined {
  if (waterMillilitresPerKilowattHour === undefined) return kind === 'cooling-tower' ? undefined : 0;
  return (units * heatWattsEach * waterMillilitresPerKilowattHour) / 1_000;
}
