import type { CoolingLoopPlan, CoolingLoss, CoolingUnitsPlan } from '../../model/cooling-plan';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, type FailedVerdict, judgeEach, type Rule } from '../engine/rule';
import { flowOfOne, flowWords, loopWords, nothing } from './cooled-site';

/** A group of units with its loop and what the loss of one of it does. */
interface Lost {
  readonly loop: CoolingLoopPlan;
  readonly units: CoolingUnitsPlan;
  readonly loss: CoolingLoss;
}

const ONE_LOST = {
  text: 'Units fail and are serviced while the racks run: those that are left carry all, or racks stop.',
  source: 'N+1 of coolant distribution units and of their pumps: Project Deschutes (OCP specification 0.8)',
};
const NO_SPARE = 'no units of such a loop promise a spare one';

const heatAfterLoss = defineRule({
  id: 'cooling/heat-after-loss',
  severity: 'error',
  title:
    'the loss of one unit of a technology loop, or of a loop of air, leaves enough for its heat where a spare is promised',
  why: ONE_LOST,
  check: (plan) =>
    judgeEach(
      lossesOf(plan, ({ kind }) => kind !== 'facility').filter(({ units }) => units.spare > 0),
      heatVerdict,
      nothing(plan, NO_SPARE),
    ),
});

const rejectionAfterLoss = defineRule({
  id: 'cooling/rejection-after-loss',
  severity: 'error',
  title: 'the loss of one unit of a facility loop leaves enough to reject its heat where a spare is promised',
  why: ONE_LOST,
  check: (plan) =>
    judgeEach(
      lossesOf(plan, ({ kind }) => kind === 'facility').filter(({ units }) => units.spare > 0),
      heatVerdict,
      nothing(plan, NO_SPARE),
    ),
});

const flowAfterLoss = defineRule({
  id: 'cooling/flow-after-loss',
  severity: 'error',
  title: 'the loss of one unit leaves enough flow where a spare is promised',
  why: ONE_LOST,
  check: (plan) =>
    judgeEach(
      lossesOf(plan, () => true).filter(({ units, loop }) => units.spare > 0 && flowOfOne(loop, units) !== undefined),
      flowVerdict,
      nothing(plan, 'no units with a spare one state their flow'),
    ),
});

const noSpare = defineRule({
  id: 'cooling/no-spare',
  severity: 'warning',
  title: 'the loss of any one cooling unit stops no rack',
  why: ONE_LOST,
  check: (plan) =>
    judgeEach(
      lossesOf(plan, () => true),
      ({ loop, units, loss }) => {
        if (units.spare > 0 || loss.lostRacks.length === 0) return undefined;
        return failed({
          path: units.path,
          object: `cooling units '${units.name}' on ${loopWords(loop)}`,
          found: `the loss of one of ${units.units} leaves ${inWords.watts(loss.shortWatts)} untaken: ${inWords.count(loss.lostRacks.length, 'rack')}, ${inWords.names(loss.lostRacks)}`,
          limit: '0 racks',
          remedy: "give 'spare' of 1 or more, or acknowledge it for load that may stop",
        });
      },
      nothing(plan, 'the site has no cooling units'),
    ),
});

const spareShort = defineRule({
  id: 'cooling/spare-short',
  severity: 'error',
  title: 'as many cooling units stand by as are promised',
  why: { ...ONE_LOST, text: `${ONE_LOST.text} With one in service another may still fail.` },
  check: (plan) =>
    judgeEach(
      lossesOf(plan, () => true).filter(({ units }) => units.spare > 1),
      ({ loop, units }) => {
        const { byHeat, byFlow } = units.needed;
        const needed = Math.max(byHeat, byFlow);
        const wanted = needed + units.spare;
        if (units.units >= wanted) return undefined;
        return failed({
          path: units.path,
          object: `cooling units '${units.name}' on ${loopWords(loop)}`,
          found: inWords.count(units.units, 'unit'),
          limit: `${wanted}`,
          required: inWords.count(wanted, 'unit'),
          available: inWords.count(units.units, 'unit'),
          shortfall: inWords.count(wanted - units.units, 'unit'),
          arithmetic: `max(${byHeat} by heat, ${byFlow} by flow) + ${units.spare} spare = ${wanted}; ${wanted} - ${units.units} = ${wanted - units.units}`,
          remedy: "raise 'count', leave it out, or lower 'spare'",
        });
      },
      nothing(plan, 'no cooling units promise more than one spare'),
    ),
});

const pumpGroupLoss = defineRule({
  id: 'cooling/pump-group-loss',
  severity: 'warning',
  title: 'a loop whose sections valves part keeps its flow when all pumps of one group are lost',
  why: {
    text: 'Pumps of one group share a header, a board or a controller: valves between sections help nothing when none of them runs.',
    source: 'Alibaba Cloud Hong Kong, December 2022: primary and reserve units on one circuit of water',
  },
  check: (plan) => {
    const loopOf = new Map(plan.cooling?.loops.flatMap((loop) => loop.units.map(({ name }) => [name, loop] as const)));
    // A loop without sections is lost whole: cooling/loop-loss says so, with its pumps.
    const groups = (plan.losses ?? []).flatMap((loss) => {
      const loop = loss.kind === 'pumps' ? loopOf.get(loss.name) : undefined;
      return loop === undefined || (loop.sections ?? 1) < 2 ? [] : [{ loss, loop }];
    });
    return judgeEach(
      groups,
      ({ loss: { name, path, uncooled }, loop }) =>
        uncooled.length === 0
          ? undefined
          : failed({
              path,
              object: `loss of all pumps '${name}' of ${loopWords(loop)}`,
              found: `${inWords.count(uncooled.length, 'rack')} without cooling: ${inWords.names(uncooled)}`,
              limit: '0 racks',
              remedy:
                'give the loop a second group of pumps with a header and a board of its own, each enough for the flow',
            }),
      nothing(plan, 'no loop with sections has pumps'),
    );
  },
});

/** Rules about the loss of one unit, and of all pumps of a group. */
export const lossRules: readonly Rule[] = [
  flowAfterLoss,
  heatAfterLoss,
  noSpare,
  pumpGroupLoss,
  rejectionAfterLoss,
  spareShort,
];

/** Losses of units on loops with heat that carry it while all run: what is short before a loss is found by other rules. */
function lossesOf({ cooling }: SitePlan, isOf: (loop: CoolingLoopPlan) => boolean): readonly Lost[] {
  if (cooling === undefined) return [];
  const losses = new Map(cooling.losses.map((loss) => [loss.units, loss]));
  return cooling.loops
    .filter((loop) => loop.heatWatts > 0 && loop.heatWatts <= loop.capacityWatts && isOf(loop))
    .flatMap((loop) =>
      loop.units.flatMap((units) => {
        const loss = losses.get(units.name);
        return loss === undefined ? [] : [{ loop, units, loss }];
      }),
    );
}

function heatVerdict({ loop, units, loss }: Lost): FailedVerdict | undefined {
  if (loss.shortWatts === 0) return undefined;
  const left = loop.capacityWatts - (units.capacityWatts ?? 0);
  const [heat, rest, short] = [loop.heatWatts, left, loss.shortWatts].map(inWords.watts);
  return failed({
    ...common(loop, units),
    found: `${heat} of heat and ${rest} left to take it`,
    limit: `${rest}`,
    required: `${heat}`,
    available: `${rest}`,
    shortfall: `${short}`,
    arithmetic: `${inWords.watts(loop.capacityWatts)} - ${inWords.watts(units.capacityWatts ?? 0)} = ${rest}; ${heat} - ${rest} = ${short}; ${inWords.count(loss.lostRacks.length, 'rack')} on it`,
  });
}

function flowVerdict({ loop, units, loss }: Lost): FailedVerdict | undefined {
  const { flowMillilitresPerSecond: flow, flowCapacityMillilitresPerSecond: capacity = 0 } = loop;
  // What is short before a loss is found by another rule.
  if (loss.shortMillilitresPerSecond === 0 || flow > capacity) return undefined;
  const left = flow - loss.shortMillilitresPerSecond;
  const [asked, rest, short] = [flow, left, loss.shortMillilitresPerSecond].map((each) => flowWords(loop, each));
  return failed({
    ...common(loop, units),
    found: `${asked} asked for and ${rest} left`,
    limit: `${rest}`,
    required: `${asked}`,
    available: `${rest}`,
    shortfall: `${short}`,
    arithmetic: `without one of ${flowWords(loop, flowOfOne(loop, units) ?? 0)}: ${asked} - ${rest} = ${short}; ${inWords.count(loss.lostRacks.length, 'rack')} on it`,
  });
}

function common(loop: CoolingLoopPlan, units: CoolingUnitsPlan): Pick<FailedVerdict, 'path' | 'object' | 'remedy'> {
  return {
    path: units.path,
    object: `${loopWords(loop)} without one of ${units.units} units '${units.name}'`,
    remedy: "raise 'count', or leave it out: the units are then as many as the load takes, and the spare ones",
  };
}
