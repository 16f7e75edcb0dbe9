import type { CoolingLoopPlan } from '../../model/cooling-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';
import { flowOfOne, flowWords, loopsWithHeat, loopWords, nothing, heatRules } from './heat-rules';
import { efficiencyRules } from './efficiency-rules';
import { lossRules } from './loss-rules';
import { stopRules } from './stop-rules';
import { ABOVE_AIR, notPlannedRule } from '../engine/rule';
import { temperatureRules } from './temperature-rules';
import { weatherRules } from './weather-rules';

const airflowShort = defineRule({
  id: 'cooling/airflow-short',
  severity: 'error',
  title: 'the units of a loop of air move all air that its loads draw',
  why: {
    text: 'Air that the fans of the racks draw and no unit supplies comes back hot from behind them.',
    source: 'dT = P / (1.2 x 1.005 x Q) of air, P in kW and Q in m3/s',
  },
  check: (plan) => judgeEach(loopsWithHeat(plan, 'air'), flowVerdict, nothing(plan)),
});

const flowPerKilowatt = defineRule({
  id: 'cooling/flow-per-kilowatt',
  severity: 'info',
  title: 'a technology loop flows at 1.2 to 1.5 L/min for a kilowatt of heat',
  why: {
    text: 'Vendors state their units for such a flow; another is either a figure that is wrong or a rise that is unusual.',
    source: 'CoolIT CHx2000 (1.2 L/min a kW) and Delta 3 MW (1.5 L/min a kW)',
  },
  check: (plan) =>
    judgeEach(
      loopsWithHeat(plan, 'technology').filter(({ flowKnownWatts, heatWatts }) => flowKnownWatts === heatWatts),
      (loop) => {
        const perKilowatt = loop.flowMillilitresPerSecond / (loop.heatWatts / 1_000);
        // A flow is kept in whole ml/s: half of one over the heat is no difference.
        const slack = 0.5 / (loop.heatWatts / 1_000);
        if (perKilowatt >= LEAST_FLOW - slack && perKilowatt <= MOST_FLOW + slack) return undefined;
        const found = `${inWords.number(perKilowatt * 0.06, 3)} L/min a kW`;
        return failed({
          path: loop.path,
          object: loopWords(loop),
          found,
          limit: '1.2 to 1.5 L/min a kW',
          arithmetic: `${flowWords(loop, loop.flowMillilitresPerSecond)} / ${inWords.watts(loop.heatWatts)} = ${found}`,
          remedy: "check 'rise' of the loop and 'flowPerKilowatt' of its systems",
        });
      },
      nothing(plan, 'the flow of no technology loop is known'),
    ),
});

const FLOW = {
  text: 'Heat and flow are two limits of a unit: at racks that ask for much flow the second is met first.',
  source:
    'CDU count = max(ceil(heat / capacity), ceil(flow / flow of one)) + spare, as in a public planner for AI data centres',
};

const flowShort = defineRule({
  id: 'cooling/flow-short',
  severity: 'error',
  title: 'the units and the pumps of a loop of liquid move all coolant that its loads ask for',
  why: FLOW,
  check: (plan) =>
    judgeEach(
      loopsWithHeat(plan, 'technology', 'facility').filter(
        ({ kind, flowCapacityMillilitresPerSecond: flow }) => kind === 'technology' || flow !== undefined,
      ),
      flowVerdict,
      nothing(plan),
    ),
});

/** Highest mean velocity in a pipe, mm/s. */
const MOST_VELOCITY = 2_400;

const pipeVelocity = defineRule({
  id: 'cooling/pipe-velocity',
  severity: 'warning',
  title: `coolant flows at no more than ${MOST_VELOCITY / 1_000} m/s`,
  why: {
    text: 'Faster coolant wears pipes, and its loss of pressure grows with the square of its speed.',
    source: 'At most 2.4 m/s, as in a public planner for AI data centres',
  },
  check: (plan) =>
    judgeEach(
      loopsWithHeat(plan, 'technology', 'facility').filter((loop) => loop.pipeDiameterMillimetres !== undefined),
      velocityVerdict,
      nothing(plan, "no cooling loop states its 'pipeDiameter'"),
    ),
});

/** Rules about the flow of coolant and of air. */
const flowRules: readonly Rule[] = [airflowShort, flowPerKilowatt, flowShort, pipeVelocity];

/** Rules about what is planned. */
const plannedRules: readonly Rule[] = [
  ...heatRules,
  ...flowRules,
  ...lossRules,
  ...temperatureRules,
  ...efficiencyRules,
  ...stopRules,
  ...weatherRules,
];

const notPlanned = notPlannedRule({
  id: 'cooling/not-planned',
  domain: 'cooling',
  rules: plannedRules,
  isPlanned: ({ cooling }) => cooling !== undefined,
  givenBy: 'give cooling loops for the rows, with their units',
  why: {
    text: 'All power that a rack draws becomes heat: a site whose cooling nobody planned is not known to run.',
    source: ABOVE_AIR,
  },
});

/** Rules about heat, from the racks to the outside. */
export const coolingPack: readonly Rule[] = [...plannedRules, notPlanned];

/** Flow for a kilowatt of liquid heat as vendors state it, ml/s: 1.2 and 1.5 L/min. */
const LEAST_FLOW = 20;

const MOST_FLOW = 25;

function flowVerdict(loop: CoolingLoopPlan): Verdict | undefined {
  const { flowMillilitresPerSecond: flow, flowCapacityMillilitresPerSecond: capacity } = loop;
  if (capacity !== undefined && flow > capacity) {
    const [required, available, short] = [flow, capacity, flow - capacity].map((each) => flowWords(loop, each));
    return failed({
      path: loop.path,
      object: loopWords(loop),
      found: `${required} asked for`,
      limit: `${available}`,
      required: `${required}`,
      available: `${available}`,
      shortfall: `${short}`,
      arithmetic: `${stageWords(loop, capacity)}; ${required} - ${available} = ${short}`,
      remedy: "raise 'count' of its units, or leave it out: they are then as many as the flow takes",
    });
  }
  if (loop.flowKnownWatts < loop.heatWatts) {
    return indeterminate({
      path: loop.path,
      object: loopWords(loop),
      unknown: `the flow that ${inWords.watts(loop.heatWatts - loop.flowKnownWatts)} of its heat ask for`,
      givenBy: `give 'rise' of the loop, or define the systems with ${loop.kind === 'air' ? "'airflow'" : "'flowPerKilowatt'"}`,
    });
  }
  if (capacity !== undefined) return undefined;
  const silent = loop.units.filter((each) => flowOfOne(loop, each) === undefined);
  if (silent.length === 0) return undefined;
  return indeterminate({
    path: loop.path,
    object: loopWords(loop),
    unknown: `the flow that its units ${inWords.names(silent.map(({ name }) => name))} move`,
    givenBy: "give 'flow' of the units",
  });
}

/** The units, or the pumps, whose flow is the least: `2 x 1,892.7 L/min = 3,785.4 L/min`. */
function stageWords(loop: CoolingLoopPlan, capacity: number): string {
  for (const isPump of [true, false]) {
    const stage = loop.units.filter(({ kind }) => (kind === 'pump') === isPump);
    const total = stage.reduce((sum, each) => sum + each.units * (flowOfOne(loop, each) ?? 0), 0);
    if (stage.length === 0 || total !== capacity) continue;
    const parts = stage.map((each) => `${each.units} x ${flowWords(loop, flowOfOne(loop, each) ?? 0)}`);
    return `${parts.join(' + ')} = ${flowWords(loop, capacity)}`;
  }
  return flowWords(loop, capacity);
}

function velocityVerdict(loop: CoolingLoopPlan): Verdict | undefined {
  const { velocityMillimetresPerSecond: velocity, pipeDiameterMillimetres: diameter = 0 } = loop;
  if (velocity === undefined) {
    return indeterminate({
      path: loop.path,
      object: loopWords(loop),
      unknown: 'its flow',
      givenBy: "give 'rise' of the loop, or define the systems with 'flowPerKilowatt'",
    });
  }
  if (velocity <= MOST_VELOCITY) return undefined;
  const found = `${inWords.number(velocity / 1_000, 3)} m/s`;
  const least = Math.ceil(diameter * Math.sqrt(velocity / MOST_VELOCITY));
  return failed({
    path: loop.path,
    object: loopWords(loop),
    found,
    limit: `${MOST_VELOCITY / 1_000} m/s`,
    arithmetic: `${flowWords(loop, loop.flowMillilitresPerSecond)} / (3.1416 x (${inWords.millimetres(diameter)})^2 / 4) = ${found}`,
    remedy: `raise 'pipeDiameter' to ${inWords.millimetres(least)}, or split the loop`,
  });
}
