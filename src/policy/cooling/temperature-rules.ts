import { airClasses } from '../../catalog/cooling-classes';
import type { CoolingLoopPlan, CoolingUnitsPlan, TemperatureLimit } from '../../model/cooling-plan';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';
import { celsius, loopsWithHeat, loopWords, nothing } from './heat-rules';

const PLANNER = 'TCS supply = FWS supply + approach; TCS supply <= class of the rack, and above the dew point';

const supplyTooWarm = defineRule({
  id: 'cooling/supply-too-warm',
  severity: 'error',
  title: 'the supply of a technology loop is at most as warm as every device on it allows',
  why: { text: 'Above the temperature of its class a device slows down or stops.', source: PLANNER },
  check: (plan) =>
    judgeEach(
      loopsWithHeat(plan, 'technology'),
      (loop) => {
        const { deliveredMillicelsius: supply, mostSupply: limit } = loop;
        if (supply === undefined) return unknownSupply(loop);
        if (limit !== undefined && supply > limit.millicelsius) return tooWarm(loop, supply, limit);
        return unknownLimits(loop, "'liquidSupply' or 'waterClass'", 'the warmest supply');
      },
      nothing(plan),
    ),
});

const supplyAtDewPoint = defineRule({
  id: 'cooling/supply-at-dew-point',
  severity: 'error',
  title: 'the supply of a technology loop is above the dew point of the air around it',
  why: { text: 'On pipes and cold plates at the dew point water of the air condenses and drips.', source: PLANNER },
  check: (plan) =>
    judgeEach(
      loopsWithHeat(plan, 'technology'),
      (loop) => {
        const { deliveredMillicelsius: supply, dewPointMillicelsius: dewPoint } = loop;
        if (dewPoint === undefined) {
          return indeterminate({
            path: loop.path,
            object: loopWords(loop),
            unknown: 'the dew point of the air around it',
            givenBy: "give 'dewPoint' of the loop, the highest that the hall allows",
          });
        }
        if (supply === undefined) return unknownSupply(loop);
        if (supply > dewPoint) return undefined;
        return failed({
          path: loop.path,
          object: loopWords(loop),
          found: `a supply of ${celsius(supply)}`,
          limit: `above ${celsius(dewPoint)}`,
          arithmetic: `${celsius(dewPoint)} - ${celsius(supply)} = ${celsius(dewPoint - supply)} at or below the dew point`,
          remedy: "raise 'supply', or dry the air of the hall and lower 'dewPoint'",
        });
      },
      nothing(plan),
    ),
});

const supplyBelowApproach = defineRule({
  id: 'cooling/supply-below-approach',
  severity: 'error',
  title: 'a loop is set to a supply that its units reach',
  why: {
    text: 'Heat flows only down: a loop is warmer than what takes its heat by the approach of its units.',
    source: PLANNER,
  },
  check: (plan) =>
    judgeEach(
      loopsWithHeat(plan, 'technology', 'air', 'facility').filter(
        ({ supplyMillicelsius, reachableMillicelsius }) =>
          supplyMillicelsius !== undefined && reachableMillicelsius !== undefined,
      ),
      (loop) => {
        const { supplyMillicelsius: set = 0, reachableMillicelsius: reachable = 0 } = loop;
        if (set >= reachable) return undefined;
        const below = celsius(reachable - set);
        return failed({
          path: loop.path,
          object: loopWords(loop),
          found: `set to ${celsius(set)}`,
          limit: `at least ${celsius(reachable)}`,
          arithmetic: `${belowWords(plan, loop)} = ${celsius(reachable)}; ${celsius(reachable)} - ${celsius(set)} = ${below}`,
          remedy: "raise 'supply', lower that of the loop it rejects to, or use units with a smaller approach",
        });
      },
      nothing(plan, 'of no loop both a set supply and an approach are known'),
    ),
});

const beyondRatedWater = defineRule({
  id: 'cooling/beyond-rated-water',
  severity: 'warning',
  title: 'facility water is at most as warm as the capacity of the units is stated for',
  why: {
    text: 'With warmer facility water a unit takes less heat at the same supply to the racks; by how much only its vendor knows.',
    source: 'Project Deschutes: 2 MW for facility water of 26.8 degC',
  },
  check: (plan) =>
    judgeEach(
      ratedUnits(plan),
      ({ loop, units, water }) => {
        const rated = units.ratedAtMillicelsius ?? 0;
        const object = `cooling units '${units.name}' on ${loopWords(loop)}`;
        if (water === undefined) {
          return indeterminate({
            path: units.path,
            object,
            unknown: 'the supply of the loop that they reject to',
            givenBy: "give 'supply' of that loop, or 'outdoor' and 'approach' of its units",
          });
        }
        if (water <= rated) return undefined;
        return failed({
          path: units.path,
          object,
          found: `facility water of ${celsius(water)}`,
          limit: celsius(rated),
          arithmetic: `${celsius(water)} - ${celsius(rated)} = ${celsius(water - rated)} warmer than stated`,
          remedy:
            "ask the vendor for the capacity at that water and define the model with it, or lower the facility's supply",
        });
      },
      nothing(plan, 'no cooling units state the facility water that their capacity holds for'),
    ),
});

const airInlet = defineRule({
  id: 'cooling/air-inlet',
  severity: 'error',
  title: 'the air of a hall is within what every device in it allows at its inlet',
  why: {
    text: 'Outside the range of its vendor a device slows down, stops or loses its warranty.',
    source: 'Inlet range as its vendor states it, such as 5 to 30 degC in the NVIDIA DGX H100/H200 User Guide',
  },
  check: (plan) => judgeEach(loopsWithHeat(plan, 'air'), inletVerdict, nothing(plan)),
});

const airOutsideRecommended = defineRule({
  id: 'cooling/air-outside-recommended',
  severity: 'info',
  title: 'the air of a hall is within the range that is recommended for all classes',
  why: {
    text: 'Equipment runs in the wider range of its class; the narrower one is recommended for the long run.',
    source: 'ASHRAE TC9.9: 18 to 27 degC recommended',
  },
  check: (plan) =>
    judgeEach(
      loopsWithHeat(plan, 'air').filter(({ deliveredMillicelsius }) => deliveredMillicelsius !== undefined),
      (loop) => {
        const { deliveredMillicelsius: supply = 0 } = loop;
        const { min, max } = airClasses.RECOMMENDED.dryBulb.value;
        if (supply >= min.inCelsius * 1_000 && supply <= max.inCelsius * 1_000) return undefined;
        return failed({
          path: loop.path,
          object: loopWords(loop),
          found: `a supply of ${celsius(supply)}`,
          limit: `${min.toString()} to ${max.toString()}`,
          remedy: "change 'supply', or acknowledge it for equipment of a wider class",
        });
      },
      nothing(plan, 'the supply of no loop of air is known'),
    ),
});

/** Rules about temperatures of coolant and of air. */
export const temperatureRules: readonly Rule[] = [
  airInlet,
  airOutsideRecommended,
  beyondRatedWater,
  supplyAtDewPoint,
  supplyBelowApproach,
  supplyTooWarm,
];

function inletVerdict(loop: CoolingLoopPlan): Verdict | undefined {
  const { deliveredMillicelsius: supply, mostSupply, leastSupply } = loop;
  if (supply === undefined) return unknownSupply(loop);
  if (mostSupply !== undefined && supply > mostSupply.millicelsius) return tooWarm(loop, supply, mostSupply);
  if (leastSupply !== undefined && supply < leastSupply.millicelsius) {
    const { millicelsius: least, device, model } = leastSupply;
    return failed({
      path: loop.path,
      object: loopWords(loop),
      found: `a supply of ${celsius(supply)}`,
      limit: `${celsius(least)} of '${device}' (${model})`,
      arithmetic: `${celsius(least)} - ${celsius(supply)} = ${celsius(least - supply)} too cold`,
      remedy: "raise 'supply' of the loop",
    });
  }
  return unknownLimits(loop, "'airInlet'", 'the air');
}

function tooWarm(
  loop: CoolingLoopPlan,
  supply: number,
  { millicelsius: most, device, model }: TemperatureLimit,
): Verdict {
  return failed({
    path: loop.path,
    object: loopWords(loop),
    found: `a supply of ${celsius(supply)}`,
    limit: `${celsius(most)} of '${device}' (${model})`,
    arithmetic: `${celsius(supply)} - ${celsius(most)} = ${celsius(supply - most)} too warm`,
    remedy: "lower 'supply' of the loop, or that of the loop it rejects to, or use units with a smaller approach",
  });
}

function unknownSupply(loop: CoolingLoopPlan): Verdict {
  return indeterminate({
    path: loop.path,
    object: loopWords(loop),
    unknown: 'its supply temperature',
    givenBy: "give 'supply' of the loop; or that of the loop it rejects to, and 'approach' of its units",
  });
}

function unknownLimits(loop: CoolingLoopPlan, facts: string, what: string): Verdict | undefined {
  if (loop.unknownSupplyDevices === 0) return undefined;
  return indeterminate({
    path: loop.path,
    object: `${inWords.count(loop.unknownSupplyDevices, 'device')} on ${loopWords(loop)}`,
    unknown: `${what} that they allow`,
    givenBy: `define their model with ${facts}`,
  });
}

/** How the supply that a loop reaches comes about. */
function belowWords(plan: SitePlan, loop: CoolingLoopPlan): string {
  const below = plan.cooling?.loops.find(({ name }) => name === loop.rejectsTo)?.deliveredMillicelsius;
  const deciding = loop.units.find(
    ({ approachMillicelsius: approach = NaN, outdoorMillicelsius }) =>
      (below ?? outdoorMillicelsius ?? NaN) + approach === loop.reachableMillicelsius,
  );
  if (deciding === undefined) return 'what its units reach';
  const base = below ?? deciding.outdoorMillicelsius ?? 0;
  const where = below === undefined ? 'outdoors' : `of '${loop.rejectsTo ?? ''}'`;
  return `${celsius(base)} ${where} + ${celsius(deciding.approachMillicelsius ?? 0)} approach`;
}

interface RatedUnits {
  readonly loop: CoolingLoopPlan;
  readonly units: CoolingUnitsPlan;
  readonly water: number | undefined;
}

/** Units that state the water for which their capacity holds, with the water that they get. */
function ratedUnits(plan: SitePlan): readonly RatedUnits[] {
  const loops = new Map((plan.cooling?.loops ?? []).map((loop) => [loop.name, loop]));
  return loopsWithHeat(plan, 'technology', 'air', 'facility').flatMap((loop) =>
    loop.units
      .filter(({ ratedAtMillicelsius, units }) => ratedAtMillicelsius !== undefined && units > 0)
      .map((units) => ({ loop, units, water: loops.get(loop.rejectsTo ?? '')?.deliveredMillicelsius })),
  );
}
