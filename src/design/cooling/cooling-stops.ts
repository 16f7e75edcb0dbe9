import type { CoolingLoopPlan, CoolingPlan, CoolingStop } from '../../model/cooling-plan';
import type { PowerChainPlan } from '../../model/power-node';
import { present } from '../../units/present';
import { type MechanicalStop, mechanicalStops } from '../power/supply/mechanical-stops';

/** A loop that lacks units for a time, or for good. */
interface Lack {
  readonly lost: string;
  readonly loop: CoolingLoopPlan;
  readonly heatWatts: number;
  readonly shortWatts: number;
  /** Absent: not known, or for good. */
  readonly outSeconds?: number;
  readonly isLasting: boolean;
  readonly unknown: readonly string[];
}

/**
 * Loops to racks that lack cooling when a node is lost, with how long they lack it and what holds them meanwhile.
 *
 * Units are out until their power is back (start and transfer) and they have started again, or for good. What a loop holds, it holds at all of its heat; at
 * a part that is not taken, longer in proportion. A loop to racks holds on its own after the loops below it have given what they hold. The liquid and the
 * air share of a rack are two loops, each with its clock.
 */
export function coolingStops(chain: PowerChainPlan, { loops }: Pick<CoolingPlan, 'loops'>): readonly CoolingStop[] {
  const byName = new Map(loops.map((loop) => [loop.name, loop]));
  const lacks = [...lastingLacks(chain, byName), ...passingLacks(mechanicalStops(chain), byName)];
  return lacks.flatMap((lack) =>
    loops
      .filter(({ kind, heatWatts }) => kind !== 'facility' && heatWatts > 0)
      .flatMap((loop): CoolingStop[] => {
        const way = wayDown(loop, lack.loop, byName);
        if (way === undefined) return [];
        const silent = way.filter(({ holdSeconds }) => holdSeconds === undefined);
        const held = way.reduce((sum, { holdSeconds = 0 }) => sum + holdSeconds, 0);
        const { lost, isLasting, outSeconds, unknown, heatWatts, shortWatts } = lack;
        return [
          {
            lost,
            loop: loop.name,
            at: lack.loop.name,
            shortWatts,
            isLasting,
            holdSeconds: shortWatts === 0 ? held : (held * heatWatts) / shortWatts,
            ...present({ outSeconds, lossSeconds: loop.lossSeconds }),
            unknown: [...unknown, ...silent.map(({ name }) => `'holdSeconds' of cooling loop '${name}'`)],
          },
        ];
      }),
  );
}

/** Loops that units are missing of in a settled state. */
function lastingLacks(chain: PowerChainPlan, byName: ReadonlyMap<string, CoolingLoopPlan>): readonly Lack[] {
  return chain.states
    .filter(({ kind, out }) => kind === 'loss' && out.length === 1)
    .flatMap(({ out: [lost = ''], shortLoops = [] }) =>
      shortLoops.flatMap(({ loop: name, heatWatts, shortWatts, shortMillilitresPerSecond: flow }): Lack[] => {
        const loop = byName.get(name);
        const isNode = chain.nodes.some((node) => node.name === lost);
        if (loop === undefined || !isNode || heatWatts === 0) return [];
        const short = flow > 0 && shortWatts === 0 ? heatWatts : shortWatts;
        return [{ lost, loop, heatWatts, shortWatts: short, isLasting: true, unknown: [] }];
      }),
    );
}

/** Loops that lack what units took which stop and start again. */
function passingLacks(stops: readonly MechanicalStop[], byName: ReadonlyMap<string, CoolingLoopPlan>): readonly Lack[] {
  const byLoss = new Map<string, MechanicalStop[]>();
  for (const stop of stops) {
    const known = byLoss.get(stop.lost);
    if (known === undefined) byLoss.set(stop.lost, [stop]);
    else known.push(stop);
  }
  return [...byLoss].flatMap(([lost, stopped]) => {
    if (stopped.every(({ isLasting }) => isLasting)) return [];
    return [...byName.values()].flatMap((loop): Lack[] => {
      const own = stopped.filter(({ load }) => loop.units.some(({ name }) => name === load.units));
      const passing = own.filter(({ isLasting }) => !isLasting);
      if (passing.length === 0 || loop.heatWatts === 0) return [];
      const shortWatts = shortOf(loop, own);
      if (shortWatts === 0) return [];
      const unknown = [
        ...new Set(
          passing.flatMap(({ unknown: gaps, load }) =>
            load.restartSeconds === undefined ? [...gaps, `'restartSeconds' of cooling units '${load.units}'`] : gaps,
          ),
        ),
      ];
      const outs = passing.map(({ gapSeconds = 0, load }) => gapSeconds + (load.restartSeconds ?? 0));
      const outSeconds = unknown.length === 0 ? Math.max(...outs) : undefined;
      return [
        { lost, loop, heatWatts: loop.heatWatts, shortWatts, isLasting: false, unknown, ...present({ outSeconds }) },
      ];
    });
  });
}

/** Heat that a loop cannot take without the units that stop: all of it where none of its pumps runs. */
function shortOf({ units, heatWatts, capacityWatts }: CoolingLoopPlan, stopped: readonly MechanicalStop[]): number {
  const outOf = (name: string): number =>
    stopped.reduce((sum, { load }) => (load.units === name ? sum + load.count : sum), 0);
  const pumps = units.filter(({ kind }) => kind === 'pump');
  const running = pumps.reduce((sum, { units: count, name }) => sum + count - outOf(name), 0);
  if (pumps.length > 0 && running === 0) return heatWatts;
  const left = units.reduce((sum, { name, capacityWatts: each = 0 }) => sum - outOf(name) * each, capacityWatts);
  return Math.max(0, heatWatts - left);
}

/** Loops from one to another that takes its heat, both among them; undefined where it does not. */
function wayDown(
  from: CoolingLoopPlan,
  to: CoolingLoopPlan,
  byName: ReadonlyMap<string, CoolingLoopPlan>,
): readonly CoolingLoopPlan[] | undefined {
  const way: CoolingLoopPlan[] = [];
  for (let at: CoolingLoopPlan | undefined = from; at !== undefined; at = byName.get(at.rejectsTo ?? '')) {
    way.push(at);
    if (at.name === to.name) return way;
  }
  return undefined;
}
