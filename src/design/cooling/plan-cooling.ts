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
import {
  type GatheredHeat,
  gatherHeat,
  type HeatInput,
  holdOf,
  type LoadOfLoop,
  riseOf,
  velocityIn,
} from './gather-heat';
import { type SizedUnits, sizeUnits } from './size-units';
import { DesignError } from '../../errors/design-error';

/** What a cooling plan starts from. */
export interface CoolingInput extends HeatInput {
  /** Units on the loops, in order of declaration. */
  readonly units: readonly CoolingUnitsInput[];
  /** Losses of the power chain, W. Absent: not known. */
  readonly lossWatts?: number;
  /** What the site aims for in energy and water. Absent: nothing. */
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
  return new CoolingEngine(input).plan(input);
}

/** What may change from one plan of a cooling to the next. */
interface CoolingRound {
  /** Losses of the power chain, W. Absent: not known. */
  readonly lossWatts?: number;
  /** Heat of power nodes by the name of the loop that takes it, W. Absent: none. */
  readonly nodeWatts?: ReadonlyMap<string, number>;
  /** Units that are installed of groups without a `count`, by name. Absent: as many as the load takes. */
  readonly installed?: ReadonlyMap<string, number>;
}

/** Cooling of a site that is planned again as the losses of its power chain are found: what racks give off is gathered once. */
export class CoolingEngine {
  private readonly order: readonly number[];
  private readonly heat: GatheredHeat;

  /** @throws DesignError as `planCooling` */
  public constructor(private readonly input: CoolingInput) {
    checkCoolingInput(input);
    this.order = loopOrder(input.loops);
    this.heat = gatherHeat(input);
  }

  /** Places of loops, each before the one that takes its heat. */
  public get loopOrder(): readonly number[] {
    return this.order;
  }

  public plan(round: CoolingRound): CoolingPlan {
    return planRound(this.input, { order: this.order, heat: this.heat, round });
  }
}

interface Gathered {
  readonly order: readonly number[];
  readonly heat: GatheredHeat;
  readonly round: CoolingRound;
}

function planRound(input: CoolingInput, { order, heat, round }: Gathered): CoolingPlan {
  const { loops } = input;
  const { lossWatts, nodeWatts = new Map<string, number>(), installed } = round;
  const places = new Map(loops.map(({ name }, place) => [name, place]));
  const { sources, unknownSplits } = heat;
  const loads = heat.loads.map((load) => load.copy());
  const sized: SizedUnits[] = [];
  const takesFrom = loops.map((): string[] => []);
  for (const place of order) {
    const [loop, load] = [loops[place], loads[place]];
    if (loop === undefined || load === undefined) continue;
    load.addLoop(nodeWatts.get(loop.name) ?? 0);
    const own = sizeUnits(
      loop,
      load.total(),
      input.units.filter((units) => units.loop === loop.name),
      installed,
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
      ...present({ nodeWatts: nodeWatts.get(loop.name) }),
      ...temperatures,
      ...present({ heldSeconds: holdOf(loop, total.heatWatts, riseBetween(loop, temperatures)) }),
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
      lossWatts,
      target: input.target,
    }),
  };
}

/** From supply to return: as heat and flow give it, else the rise of the loop. Undefined: not known. */
function riseBetween(
  { riseMillicelsius }: CoolingLoopInput,
  { deliveredMillicelsius: supply, returnMillicelsius: back }: LoopTemperatures,
): number | undefined {
  return supply === undefined || back === undefined ? riseMillicelsius : back - supply;
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

/** What the efficiency of a site is calculated from. */
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
    coolingLoops: there.map(({ rejectsTo, heldSeconds: _held, ...loop }) =>
      rejectsTo === undefined || !names.has(rejectsTo) ? loop : { ...loop, rejectsTo },
    ),
    coolingUnits: there.flatMap(({ units }) => units.filter(isThere)),
    ...present({ energyTarget: target }),
  };
}

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
function loopTemperatures({ loop, load, units, belowMillicelsius }: LoopHeat): LoopTemperatures {
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
function loopOrder(loops: readonly CoolingLoopInput[]): readonly number[] {
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
