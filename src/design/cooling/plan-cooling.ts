import type {
  CoolingLoopInput,
  CoolingLoopPlan,
  CoolingLoss,
  CoolingPlan,
  CoolingUnitsInput,
  EnergyTargetInput,
} from '../../model/cooling-plan';
import { checkCoolingInput } from './check-cooling-input';
import { velocityIn } from './coolant-flow';
import { gatherHeat, type HeatInput } from './gather-heat';
import { loopOrder } from './loop-order';
import { loopTemperatures } from './loop-temperatures';
import { siteEfficiency } from './site-efficiency';
import { type SizedUnits, sizeUnits } from './size-units';

/** What a cooling plan starts from. */
export interface CoolingInput extends HeatInput {
  readonly units: readonly CoolingUnitsInput[];
  /** Losses of the power chain, W. Absent: not known. */
  readonly lossWatts?: number;
  readonly target?: EnergyTargetInput;
}

/**
 * Heat of a site by loop, from the racks to the outside: what the units carry, what the loss of one does, temperatures, energy and water.
 *
 * All draw becomes heat. A loop passes on its heat and the known draw of its units, which end as heat too. It reports numbers; policies judge them.
 *
 * @throws DesignError `cooling/...` for loops and units that are impossible in themselves, all at once
 */
export function planCooling(input: CoolingInput): CoolingPlan {
  checkCoolingInput(input);
  const { loops } = input;
  const order = loopOrder(loops);
  const places = new Map(loops.map(({ name }, place) => [name, place]));
  const { loads, sources, unknownSplits } = gatherHeat(input);
  const sized: SizedUnits[] = [];
  const takesFrom = loops.map((): string[] => []);
  for (const place of order) {
    const [loop, load] = [loops[place], loads[place]];
    if (loop === undefined || load === undefined) continue;
    const own = sizeUnits(
      loop,
      load.total(),
      input.units.filter((units) => units.loop === loop.name),
    );
    sized[place] = own;
    const to = places.get(loop.rejectsTo ?? '') ?? -1;
    loads[to]?.addLoop(load.total().heatWatts + own.units.reduce((sum, { drawnWatts = 0 }) => sum + drawnWatts, 0));
    for (const rack of load.racks) loads[to]?.racks.push(rack);
    takesFrom[to]?.push(loop.name);
  }
  const delivered: (number | undefined)[] = [];
  const plans: CoolingLoopPlan[] = [];
  for (const place of [...order].reverse()) {
    const [loop, load, own] = [loops[place], loads[place], sized[place]];
    if (loop === undefined || load === undefined || own === undefined) continue;
    const belowMillicelsius = delivered[places.get(loop.rejectsTo ?? '') ?? -1];
    const total = load.total();
    const temperatures = loopTemperatures({ loop, load: total, units: own.units, belowMillicelsius });
    delivered[place] = temperatures.deliveredMillicelsius;
    plans[place] = {
      ...loop,
      ...total,
      ...temperatures,
      ...velocityOf(loop, total),
      racks: unique(load.racks),
      takesFrom: takesFrom[place] ?? [],
      ...carried(own),
    };
  }
  const unservedLiquid = sources.filter((each) => each.liquidWatts > 0 && each.technologyLoop === undefined);
  const unservedAir = sources.filter((each) => each.airWatts > 0 && each.airLoop === undefined);
  const liquidWatts = sources.reduce((sum, each) => sum + each.liquidWatts, 0);
  const airWatts = sources.reduce((sum, each) => sum + each.airWatts, 0);
  return {
    loops: plans,
    losses: plans.flatMap((plan, place) => lossesOf(plan, sized[place])),
    sources,
    unservedLiquid: unservedLiquid.map(({ name }) => name),
    unservedAir: unservedAir.map(({ name }) => name),
    unknownSplits,
    liquidWatts,
    airWatts,
    ...(input.target === undefined ? {} : { target: input.target }),
    ...siteEfficiency({
      loops: plans,
      itWatts: liquidWatts + airWatts,
      hasUnserved: unservedLiquid.length + unservedAir.length > 0,
      lossWatts: input.lossWatts,
      target: input.target,
    }),
  };
}

/** What the units of a loop carry, without what happens when one is lost. */
function carried({
  units,
  capacityWatts,
  flowCapacityMillilitresPerSecond: flow,
}: SizedUnits): Omit<SizedUnits, 'losses'> {
  return { units, capacityWatts, ...(flow === undefined ? {} : { flowCapacityMillilitresPerSecond: flow }) };
}

function lossesOf({ racks }: CoolingLoopPlan, sized: SizedUnits | undefined): readonly CoolingLoss[] {
  return (sized?.losses ?? []).map((loss) => ({
    ...loss,
    lostRacks: loss.shortWatts + loss.shortMillilitresPerSecond > 0 ? racks : [],
  }));
}

function velocityOf(
  { kind, pipeDiameterMillimetres }: CoolingLoopInput,
  {
    heatWatts,
    flowKnownWatts,
    flowMillilitresPerSecond,
  }: Pick<CoolingLoopPlan, 'heatWatts' | 'flowKnownWatts' | 'flowMillilitresPerSecond'>,
): Pick<CoolingLoopPlan, 'velocityMillimetresPerSecond'> {
  if (kind === 'air' || pipeDiameterMillimetres === undefined || flowKnownWatts < heatWatts) return {};
  return { velocityMillimetresPerSecond: velocityIn(pipeDiameterMillimetres, flowMillilitresPerSecond) };
}

/** A rack whose liquid and air end in one loop is named once. */
function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
