import type { CoolingLoopInput, CoolingLoss, CoolingUnitsInput, CoolingUnitsPlan } from '../../model/cooling-plan';
import { present } from '../../units/present';
import { heatOfEach, unitsDraw } from '../power/chain/chain-plant';
import type { LoadOfLoop } from './gather-heat';

/** Units of one loop, sized and loaded, and what the loss of one of each does. */
export interface SizedUnits {
  readonly units: readonly CoolingUnitsPlan[];
  readonly losses: readonly Omit<CoolingLoss, 'lostRacks'>[];
  readonly capacityWatts: number;
  readonly flowCapacityMillilitresPerSecond?: number;
}

/** What a group of units gives. */
interface Group {
  readonly input: CoolingUnitsInput;
  readonly capacity: number;
  readonly flow: number | undefined;
}

/**
 * Sizes the units of a loop by heat and by flow, which are two limits, and loads them with all running.
 *
 * Fewest units: `max(ceil(heat / capacity), ceil(flow / flow of one)) + spare`, of what the other groups of the loop leave. Units share heat by capacity.
 * Pumps share the flow among themselves, and all other units theirs: coolant passes both.
 *
 * Groups without a `count` have as many units as `installed` says by name, and are sized where it does not name them.
 *
 * @see a public TypeScript planner for AI data centres, for the count of coolant distribution units
 */
export function sizeUnits(
  loop: CoolingLoopInput,
  load: LoadOfLoop,
  inputs: readonly CoolingUnitsInput[],
  installed: ReadonlyMap<string, number> = new Map(),
): SizedUnits {
  const groups = inputs.map((input): Group => ({
    input,
    capacity: input.capacityWatts ?? 0,
    flow: loop.kind === 'air' ? input.airMillilitresPerSecond : input.flowMillilitresPerSecond,
  }));
  const isFlowKnown = load.flowKnownWatts === load.heatWatts;
  const stages = [groups.filter(isPump), groups.filter((group) => !isPump(group))];
  const sized = new Map<Group, CoolingUnitsPlan['needed'] & { readonly units: number }>();
  for (const stage of stages) {
    for (const group of stage) {
      const wanted = countOf(group, stage, load);
      const { count, name } = group.input;
      sized.set(group, { ...wanted, units: count ?? installed.get(name) ?? wanted.units });
    }
  }
  const unitsOf = (group: Group): number => sized.get(group)?.units ?? 0;
  const capacityWatts = total(groups, (group) => unitsOf(group) * group.capacity);
  const flowOf = (stage: readonly Group[]): number | undefined =>
    stage.some(({ flow }) => flow === undefined) || stage.length === 0
      ? undefined
      : total(stage, (group) => unitsOf(group) * (group.flow ?? 0));
  const flows = new Map(stages.flatMap((stage) => stage.map((group) => [group, flowOf(stage)] as const)));
  const least = [...flows.values()].filter((flow) => flow !== undefined);
  const heatOver = (group: Group, capacity: number): number => heatOfEach(load.heatWatts, group.capacity, capacity);
  const units = groups.map((group): CoolingUnitsPlan => {
    const { units: count = 0, byHeat = 0, byFlow = 0 } = sized.get(group) ?? {};
    const stageFlow = flows.get(group);
    const heatWattsEach = heatOver(group, capacityWatts);
    const drawn = drawOf(group.input, heatWattsEach, count);
    return {
      ...group.input,
      units: count,
      needed: { byHeat, byFlow },
      heatWattsEach,
      heatWattsAfterLoss: heatOver(group, capacityWatts - group.capacity),
      ...(isFlowKnown && stageFlow !== undefined && stageFlow > 0
        ? {
            flowMillilitresPerSecondEach: Math.round((load.flowMillilitresPerSecond * (group.flow ?? 0)) / stageFlow),
          }
        : {}),
      ...present({ drawnWatts: drawn }),
    };
  });
  const losses = groups
    .filter((group) => unitsOf(group) > 0)
    .map((group) => {
      const stageFlow = flows.get(group);
      return {
        units: group.input.name,
        loop: loop.name,
        shortWatts: Math.max(0, group.capacity === 0 ? 0 : load.heatWatts - (capacityWatts - group.capacity)),
        shortMillilitresPerSecond:
          stageFlow === undefined ? 0 : Math.max(0, load.flowMillilitresPerSecond - (stageFlow - (group.flow ?? 0))),
      };
    });
  return {
    units,
    losses,
    capacityWatts,
    ...(least.length === 0 ? {} : { flowCapacityMillilitresPerSecond: Math.min(...least) }),
  };
}

function isPump({ input }: Group): boolean {
  return input.kind === 'pump';
}

function countOf(
  group: Group,
  stage: readonly Group[],
  load: LoadOfLoop,
): CoolingUnitsPlan['needed'] & { units: number } {
  const { count, spare } = group.input;
  const others = stage.filter((other) => other !== group);
  const firm = ({ input }: Group): number => Math.max(0, (input.count ?? 0) - input.spare);
  const heat = load.heatWatts - total(others, (other) => firm(other) * other.capacity);
  const flow = load.flowMillilitresPerSecond - total(others, (other) => firm(other) * (other.flow ?? 0));
  const byHeat = fewest(heat, group.capacity);
  const byFlow = fewest(flow, group.flow ?? 0);
  const needed = Math.max(byHeat, byFlow);
  return { byHeat, byFlow, units: count ?? (needed === 0 ? 0 : needed + spare) };
}

function fewest(amount: number, each: number): number {
  return each > 0 && amount > 0 ? Math.ceil(amount / each) : 0;
}

/** Electrical draw of all units, those of each feed by themselves. Undefined: not known. */
function drawOf(input: CoolingUnitsInput, heatWattsEach: number, units: number): number | undefined {
  if (input.coefficientOfPerformance === undefined && input.drawWatts === undefined) return undefined;
  return total(unitsByFeed(input, units), (count) => unitsDraw(input, heatWattsEach, count));
}

/** Units of a group on each of its feeds, in turn; all of them where it names none. */
export function unitsByFeed({ fedFrom = [[]] }: Pick<CoolingUnitsInput, 'fedFrom'>, units: number): readonly number[] {
  const { length } = fedFrom;
  return fedFrom.map((_, feed) => Math.floor(units / length) + (feed < units % length ? 1 : 0));
}

/** Units that the load of a loop takes of a group, and the spare ones; its `count` where it has one. */
export function unitsWanted({ count, spare, needed }: CoolingUnitsPlan): number {
  const most = Math.max(needed.byHeat, needed.byFlow);
  return count ?? (most === 0 ? 0 : most + spare);
}

function total<T>(items: readonly T[], amount: (item: T) => number): number {
  return items.reduce((sum, item) => sum + amount(item), 0);
}
