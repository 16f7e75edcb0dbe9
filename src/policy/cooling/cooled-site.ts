import type { CoolingLoopPlan, CoolingUnitsPlan } from '../../model/cooling-plan';
import type { SitePlan } from '../../model/site-plan';
import { FlowRate } from '../../units/flow-rate';
import { Temperature } from '../../units/temperature';
import { inWords } from '../engine/in-words';

/** Why no rule of cooling applies to a site without any. */
export const NO_COOLING = 'the site names no cooling loop';

/** Why rules about loops do not apply where none takes heat. */
export const NO_HEAT = 'no such cooling loop takes heat';

/** A loop of some kinds that takes heat. */
export function loopsWithHeat(
  plan: SitePlan,
  ...kinds: readonly CoolingLoopPlan['kind'][]
): readonly CoolingLoopPlan[] {
  return (plan.cooling?.loops ?? []).filter(({ kind, heatWatts }) => kinds.includes(kind) && heatWatts > 0);
}

/** Why there is nothing to judge: no cooling at all, or none that the rule concerns. */
export function nothing(plan: SitePlan, reason = NO_HEAT): string {
  return plan.cooling === undefined ? NO_COOLING : reason;
}

/** A loop as messages name it. */
export function loopWords({ name }: Pick<CoolingLoopPlan, 'name'>): string {
  return `cooling loop '${name}'`;
}

/** A temperature of a plan as text. */
export function celsius(millicelsius: number): string {
  return Temperature.celsius(millicelsius / 1_000).toString();
}

/** A flow of a plan as text: litres a minute of liquid, cubic metres a second of air. */
export function flowWords({ kind }: Pick<CoolingLoopPlan, 'kind'>, millilitresPerSecond: number): string {
  if (kind === 'air') return `${inWords.number(millilitresPerSecond / 1_000_000, 3)} m3/s`;
  return FlowRate.millilitresPerMinute(millilitresPerSecond * 60).toString();
}

/** What the units of a loop take together: `2 x 2 MW + 1 x 500 kW = 4.5 MW`. */
export function capacityWords({ units, capacityWatts }: CoolingLoopPlan): string {
  const takers = units.filter((each) => (each.capacityWatts ?? 0) > 0);
  if (takers.length === 0) return 'no unit takes heat';
  const parts = takers.map((each) => `${each.units} x ${inWords.watts(each.capacityWatts ?? 0)}`);
  return `${parts.join(' + ')} = ${inWords.watts(capacityWatts)}`;
}

/** Flow that one unit moves; undefined where it is not known. */
export function flowOfOne({ kind }: Pick<CoolingLoopPlan, 'kind'>, units: CoolingUnitsPlan): number | undefined {
  return kind === 'air' ? units.airMillilitresPerSecond : units.flowMillilitresPerSecond;
}
