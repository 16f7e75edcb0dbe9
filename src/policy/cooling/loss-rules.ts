import type { CoolingLoopPlan, CoolingLoss, CoolingUnitsPlan } from '../../model/cooling-plan';
import type { SitePlan } from '../../model/site-plan';
import { addTo } from '../../units/present';
import { inWords } from '../engine/in-words';
import { defineRule, failed, type FailedVerdict, judgeEach, type Rule } from '../engine/rule';
import { flowOfOne, flowWords, loopWords, nothing } from './heat-rules';

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
      byLoop(lossesOf(plan).filter(({ units, loop }) => units.spare > 0 && loop.kind !== 'facility')),
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
      byLoop(lossesOf(plan).filter(({ units, loop }) => units.spare > 0 && loop.kind === 'facility')),
      heatVerdict,
      nothing(plan, NO_SPARE),
    ),
});

const flowAfterLoss = defineRule({
  id: 'cooling/flow-after-loss',
  severity: 'error',
  title: 'the loss of one unit leaves enough flow where a spare is promised',
  why: ONE_LOST,
  check: (plan) => {
    const stated = lossesOf(plan).filter(({ units, loop }) => units.spare > 0 && flowOfOne(loop, units) !== undefined);
    return judgeEach(
      // Where heat is short too, that finding has the flow.
      byLoop(stated).filter((losses) => heatVerdict(losses) === undefined),
      flowVerdict,
      nothing(
        plan,
        stated.length === 0 ? 'no units with a spare one state their flow' : 'the same loops are short of heat taken',
      ),
    );
  },
});

const noSpare = defineRule({
  id: 'cooling/no-spare',
  severity: 'warning',
  title: 'the loss of any one cooling unit stops no rack',
  why: ONE_LOST,
  check: (plan) =>
    judgeEach(
      byLoop(lossesOf(plan)),
      (losses) => {
        const bad = losses.filter(({ units, loss }) => units.spare === 0 && loss.lostRacks.length > 0);
        const worst = worstOf(bad);
        // A promise that is broken on the same loop is an error, and says it.
        if (worst === undefined || losses.some(isBroken)) return undefined;
        const { loop, units, loss } = worst;
        return failed({
          path: units.path,
          object: `cooling units '${units.name}' on ${loopWords(loop)}`,
          found: `the loss of one of ${units.units} ${shortWords(loop, loss)}: ${inWords.count(loss.lostRacks.length, 'rack')}, ${inWords.names(loss.lostRacks)}${alsoWithout(bad, worst)}`,
          limit: '0 racks',
          remedy: "give 'spare' of 1 or more, or acknowledge it for load that may stop",
        });
      },
      nothing(plan, 'the site has no cooling units'),
    ),
});

/** What is missing after a loss: heat that is not taken, flow that is not moved, or both. */
function shortWords(loop: CoolingLoopPlan, { shortWatts, shortMillilitresPerSecond }: CoolingLoss): string {
  const parts = [
    ...(shortWatts > 0 ? [`leaves ${inWords.watts(shortWatts)} untaken`] : []),
    ...(shortMillilitresPerSecond > 0 ? [`takes ${flowWords(loop, shortMillilitresPerSecond)} of its flow`] : []),
  ];
  return parts.length === 0 ? 'leaves its racks without cooling' : parts.join(' and ');
}

const spareShort = defineRule({
  id: 'cooling/spare-short',
  severity: 'error',
  title: 'as many cooling units stand by as are promised',
  why: { ...ONE_LOST, text: `${ONE_LOST.text} With one in service another may still fail.` },
  check: (plan) => {
    const promised = lossesOf(plan).filter(({ units }) => units.spare > 1);
    return judgeEach(
      // Where not even the loss of one is carried, that is said.
      promised.filter((lost) => !isBroken(lost)),
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
      nothing(
        plan,
        promised.length === 0
          ? 'no cooling units promise more than one spare'
          : 'the loss of one of the same units is not carried',
      ),
    );
  },
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
function lossesOf({ cooling }: SitePlan): readonly Lost[] {
  if (cooling === undefined) return [];
  const losses = new Map(cooling.losses.map((loss) => [loss.units, loss]));
  return cooling.loops
    .filter((loop) => loop.heatWatts > 0 && loop.heatWatts <= loop.capacityWatts)
    .flatMap((loop) =>
      loop.units.flatMap((units) => {
        const loss = losses.get(units.name);
        return loss === undefined ? [] : [{ loop, units, loss }];
      }),
    );
}

/** Losses on the same loop: what they leave short is one finding. */
function byLoop(losses: readonly Lost[]): readonly (readonly Lost[])[] {
  const loops = new Map<string, Lost[]>();
  for (const lost of losses) addTo(loops, lost.loop.name, lost);
  return [...loops.values()];
}

/** Whether the loss of one unit is not carried where a spare one is promised. */
function isBroken({ loop, units, loss }: Lost): boolean {
  return units.spare > 0 && (loss.shortWatts > 0 || flowShort(loop, loss) > 0);
}

/** Flow that is short after a loss and not before: what is short before is found by another rule. */
function flowShort(
  { flowMillilitresPerSecond: flow, flowCapacityMillilitresPerSecond: capacity = 0 }: CoolingLoopPlan,
  { shortMillilitresPerSecond: short }: CoolingLoss,
): number {
  return flow > capacity ? 0 : short;
}

/** The loss that leaves most heat, then most flow. */
function worstOf(losses: readonly Lost[]): Lost | undefined {
  const keys = ({ loss }: Lost): readonly number[] => [loss.shortWatts, loss.shortMillilitresPerSecond];
  return losses.reduce<Lost | undefined>((most, each) => {
    if (most === undefined) return each;
    const [[heat = 0, flow = 0], [mostHeat = 0, mostFlow = 0]] = [keys(each), keys(most)];
    return heat > mostHeat || (heat === mostHeat && flow > mostFlow) ? each : most;
  }, undefined);
}

/** Other groups of the loop of which the loss of one does the like. */
function alsoWithout(bad: readonly Lost[], worst: Lost): string {
  const others = bad.filter((each) => each !== worst).map(({ units }) => units.name);
  return others.length === 0 ? '' : `; the like without one of ${inWords.names(others)}`;
}

function heatVerdict(losses: readonly Lost[]): FailedVerdict | undefined {
  const bad = losses.filter(({ loss }) => loss.shortWatts > 0);
  const worst = worstOf(bad);
  if (worst === undefined) return undefined;
  const { loop, units, loss } = worst;
  const left = loop.capacityWatts - (units.capacityWatts ?? 0);
  const [heat, rest, short] = [loop.heatWatts, left, loss.shortWatts].map(inWords.watts);
  const flow = flowShort(loop, loss);
  const alsoFlow = flow > 0 ? `, and ${flowWords(loop, flow)} of flow short` : '';
  return failed({
    ...common(loop, units),
    found: `${heat} of heat and ${rest} left to take it${alsoFlow}${alsoWithout(bad, worst)}`,
    limit: `${rest}`,
    required: `${heat}`,
    available: `${rest}`,
    shortfall: `${short}`,
    arithmetic: `${inWords.watts(loop.capacityWatts)} - ${inWords.watts(units.capacityWatts ?? 0)} = ${rest}; ${heat} - ${rest} = ${short}; ${inWords.count(loss.lostRacks.length, 'rack')} on it`,
  });
}

function flowVerdict(losses: readonly Lost[]): FailedVerdict | undefined {
  const bad = losses.filter(({ loop, loss }) => flowShort(loop, loss) > 0);
  const worst = worstOf(bad);
  if (worst === undefined) return undefined;
  const { loop, units, loss } = worst;
  const { flowMillilitresPerSecond: flow } = loop;
  const left = flow - loss.shortMillilitresPerSecond;
  const [asked, rest, short] = [flow, left, loss.shortMillilitresPerSecond].map((each) => flowWords(loop, each));
  return failed({
    ...common(loop, units),
    found: `${asked} asked for and ${rest} left${alsoWithout(bad, worst)}`,
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
