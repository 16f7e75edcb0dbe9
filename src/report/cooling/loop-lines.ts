import type { CoolingLoopPlan, CoolingLoss, CoolingUnitsPlan } from '../../model/cooling-plan';
import { flowOfOne } from '../../policy/cooling/cooled-site';
import { count, counted, decimals, load, percent } from '../in-figures';

const LITRES_PER_MINUTE = 60 / 1_000;
const CUBIC_METRES = 1_000_000;

/** Heat of a loop beside what its units take. */
export function heatText({ heatWatts, capacityWatts }: CoolingLoopPlan): string {
  if (capacityWatts === 0) return `${load(heatWatts)}, no unit takes heat`;
  return `${load(heatWatts)} of ${load(capacityWatts)} (${percent(heatWatts / capacityWatts)})`;
}

/** Flow of a loop beside what its units move, or that it is not known. */
export function flowText(loop: CoolingLoopPlan): string {
  const { heatWatts, flowKnownWatts, flowMillilitresPerSecond: flow, flowCapacityMillilitresPerSecond: most } = loop;
  if (flowKnownWatts === 0 && heatWatts > 0) return 'flow not known';
  const part = flowKnownWatts < heatWatts ? 'at least ' : '';
  if (most === undefined) return `${part}${flowAmount(loop, flow)}`;
  const share = most > 0 ? ` (${percent(flow / most)})` : '';
  return `${part}${flowAmount(loop, flow)} of ${flowAmount(loop, most)}${share}`;
}

/** Supply and return of a loop, as far as they are known. */
export function temperatureText({ deliveredMillicelsius, returnMillicelsius }: CoolingLoopPlan): string {
  const supply = deliveredMillicelsius === undefined ? 'supply not known' : `supply ${degrees(deliveredMillicelsius)}`;
  return returnMillicelsius === undefined ? supply : `${supply}, return ${degrees(returnMillicelsius)}`;
}

/** A temperature of a plan: `29.5 °C`. */
export function degrees(millicelsius: number): string {
  return `${decimals(millicelsius / 1_000, 1)} °C`;
}

/** Installed units beside those needed and spare. */
export function unitCountText({ units, needed, spare }: CoolingUnitsPlan): string {
  const least = Math.max(needed.byHeat, needed.byFlow);
  const why = needed.byFlow > needed.byHeat ? ' (by flow)' : ' (by heat)';
  const left = Math.max(0, units - least);
  const kept = least === 0 || left >= spare ? `${count(left)} spare` : `${count(left)} of ${count(spare)} spare`;
  return `${count(units)} installed, ${count(least)} needed${least === 0 ? '' : why}, ${kept}`;
}

/** Shares of one unit that are used with all running, and with one lost: the higher of heat and flow. */
export function unitShares(
  loop: CoolingLoopPlan,
  units: CoolingUnitsPlan,
): { readonly normal: number; readonly worst: number } {
  const { capacityWatts = 0, heatWattsEach, heatWattsAfterLoss, flowMillilitresPerSecondEach: flow = 0 } = units;
  const most = flowOfOne(loop, units) ?? 0;
  const [heat, heatWorst] =
    capacityWatts > 0 ? [heatWattsEach / capacityWatts, heatWattsAfterLoss / capacityWatts] : [0, 0];
  const moved = most > 0 ? flow / most : 0;
  const rest = units.units > 1 ? units.units / (units.units - 1) : 1;
  return { normal: Math.max(heat, moved), worst: Math.max(heatWorst, moved * rest) };
}

/** What the loss of one unit does, in words. */
export function lossText(loop: CoolingLoopPlan, loss: CoolingLoss | undefined): string {
  if (loss === undefined) return 'none installed';
  const { shortWatts, shortMillilitresPerSecond, lostRacks } = loss;
  if (shortWatts === 0 && shortMillilitresPerSecond === 0) return 'the rest carries it';
  const short = [
    ...(shortWatts > 0 ? [`${load(shortWatts)} short`] : []),
    ...(shortMillilitresPerSecond > 0 ? [`${flowAmount(loop, shortMillilitresPerSecond)} short`] : []),
  ];
  return `${short.join(', ')}, ${counted(lostRacks.length, 'rack')} affected`;
}

/** An amount of flow: litres a minute of liquid, cubic metres a second of air. */
function flowAmount({ kind }: Pick<CoolingLoopPlan, 'kind'>, millilitresPerSecond: number): string {
  if (kind === 'air') return `${decimals(millilitresPerSecond / CUBIC_METRES, 1)} m³/s`;
  return `${decimals(millilitresPerSecond * LITRES_PER_MINUTE, 0)} L/min`;
}
