import type {
  CoolingLoopInput,
  CoolingLoopPlan,
  CoolingLoss,
  CoolingPlan,
  CoolingUnitsInput,
  CoolingUnitsPlan,
  EnergyTargetInput,
} from '../../model/cooling-plan';
import { present } from '../../units/present';
import { checkCoolingInput } from './cooling-input';
import { gatherHeat, type HeatInput, velocityIn } from './gather-heat';
import { loopOrder, loopTemperatures } from './loop-temperatures';
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
    ...present({ target: input.target }),
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
  return { units, capacityWatts, ...present({ flowCapacityMillilitresPerSecond: flow }) };
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

/** What the efficiency of a site is reckoned from. */
interface EfficiencyInput {
  readonly loops: readonly CoolingLoopPlan[];
  readonly itWatts: number;
  /** Whether some heat goes into no loop. */
  readonly hasUnserved: boolean;
  /** Losses of the power chain, W. Undefined: the site names none. */
  readonly lossWatts: number | undefined;
  readonly target: EnergyTargetInput | undefined;
}

/** Efficiency of a site. */
type Efficiency = Pick<
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
function siteEfficiency({ loops, itWatts, hasUnserved, lossWatts, target }: EfficiencyInput): Efficiency {
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
    ...present({ lossWatts: losses }),
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

/** Loops, units and targets of a site. */
interface CoolingThere {
  /** A site that is cooled once is judged for its cooling before the first loop is there. */
  readonly isCooled: true;
  readonly coolingLoops: readonly CoolingLoopInput[];
  readonly coolingUnits: readonly CoolingUnitsInput[];
  readonly energyTarget?: EnergyTargetInput;
}

/**
 * Loops and units of a plan that are there by the date of a phase, to plan that phase with. Units without a `count` are as many as that phase takes.
 *
 * @param isThere - whether a thing of some phase is there
 */
export function coolingThere(
  { loops, target }: Pick<CoolingPlan, 'loops' | 'target'>,
  isThere: (thing: { readonly phase?: string }) => boolean,
): CoolingThere {
  const there = loops.filter(isThere);
  const names = new Set(there.map(({ name }) => name));
  return {
    isCooled: true,
    // A loop whose sink is not built yet gives its heat to nothing: a finding of that phase, and no error.
    coolingLoops: there.map(({ rejectsTo, ...loop }) =>
      rejectsTo === undefined || !names.has(rejectsTo) ? loop : { ...loop, rejectsTo },
    ),
    coolingUnits: there.flatMap(({ units }) => units.filter(isThere)),
    ...present({ energyTarget: target }),
  };
}
