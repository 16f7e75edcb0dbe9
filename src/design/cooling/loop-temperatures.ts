import { DesignError } from '../../errors/design-error';
import type { CoolingLoopInput, CoolingLoopPlan, CoolingUnitsPlan } from '../../model/cooling-plan';
import { present } from '../../units/present';
import { type LoadOfLoop, riseOf } from './gather-heat';

/** Temperatures of a loop, as far as they are known. */
type LoopTemperatures = Pick<CoolingLoopPlan, 'reachableMillicelsius' | 'deliveredMillicelsius' | 'returnMillicelsius'>;

/** What temperatures of a loop are found from. */
interface LoopHeat {
  readonly loop: CoolingLoopInput;
  readonly load: LoadOfLoop;
  readonly units: readonly CoolingUnitsPlan[];
  /** Supply of the loop that it rejects to, thousandths of a degree Celsius. Undefined: none, or not known. */
  readonly belowMillicelsius: number | undefined;
}

/**
 * Temperatures of a loop: `supply = supply of the loop below + approach`, or the air outdoors and the approach where it rejects to none. The unit that
 * reaches least decides. A set point below what is reachable is not delivered.
 *
 * @see a public TypeScript planner for AI data centres: TCS supply = FWS supply + approach
 */
export function loopTemperatures({ loop, load, units, belowMillicelsius }: LoopHeat): LoopTemperatures {
  const reachable = reachableOf(loop, units, belowMillicelsius);
  const { supplyMillicelsius: set } = loop;
  const delivered = set === undefined ? reachable : Math.max(set, reachable ?? set);
  const { heatWatts, flowKnownWatts, flowMillilitresPerSecond: flow } = load;
  const isFlowKnown = heatWatts > 0 && heatWatts === flowKnownWatts && flow > 0;
  return {
    ...present({ reachableMillicelsius: reachable, deliveredMillicelsius: delivered }),
    ...(delivered === undefined || !isFlowKnown
      ? {}
      : { returnMillicelsius: delivered + riseOf(loop, heatWatts, flow) }),
  };
}

/** A chiller makes its own cold: what it reaches does not follow from an approach. */
function reachableOf(
  { rejectsTo }: CoolingLoopInput,
  units: readonly CoolingUnitsPlan[],
  below: number | undefined,
): number | undefined {
  const takers = units.filter(({ kind, units: count }) => kind !== 'pump' && count > 0);
  if (takers.length === 0) return undefined;
  let warmest = -Infinity;
  for (const { kind, approachMillicelsius, outdoorMillicelsius } of takers) {
    const base = rejectsTo === undefined ? outdoorMillicelsius : below;
    if (kind === 'chiller' || base === undefined || approachMillicelsius === undefined) return undefined;
    warmest = Math.max(warmest, base + approachMillicelsius);
  }
  return warmest;
}

/**
 * Places of loops, each before the one that it rejects to: heat is added up in this order, temperatures are found against it.
 *
 * @throws DesignError `cooling/circle` where loops reject to each other
 */
export function loopOrder(loops: readonly CoolingLoopInput[]): readonly number[] {
  const places = new Map(loops.map(({ name }, place) => [name, place]));
  const waiting = loops.map(() => 0);
  for (const { rejectsTo } of loops) {
    const to = places.get(rejectsTo ?? '');
    if (to !== undefined) waiting[to] = (waiting[to] ?? 0) + 1;
  }
  const order = loops.flatMap((_, place) => (waiting[place] === 0 ? [place] : []));
  for (let next = 0; next < order.length; next += 1) {
    const to = places.get(loops[order[next] ?? 0]?.rejectsTo ?? '');
    if (to === undefined) continue;
    waiting[to] = (waiting[to] ?? 0) - 1;
    if (waiting[to] === 0) order.push(to);
  }
  if (order.length === loops.length) return order;
  const names = loops.filter((_, place) => (waiting[place] ?? 0) > 0).map(({ name }) => `'${name}'`);
  throw new DesignError('cooling/circle', {
    problem: `cooling loops ${names.join(', ')} reject heat to each other in a circle`,
    remedy: "let the last of them reject to none: take its 'rejectsTo' away",
  });
}
