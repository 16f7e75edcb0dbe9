import type { CoolingLoopPlan, CoolingStop } from '../../model/cooling-plan';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, notApplicable, type Rule, type Verdict } from '../engine/rule';
import { loopsWithHeat, loopWords, nothing } from './heat-rules';

const AFTER_POWER = {
  text: 'Chillers and pumps stop with their power and start again late; racks live meanwhile on what water and room hold.',
  source: 'Azure Australia East, August 2023: chillers stopped by a sag, restarted by hand; times as given',
};

const stoppedOnLoss = defineRule({
  id: 'cooling/stopped-on-loss',
  severity: 'error',
  title: 'after the loss of a power node, or of several that a study names together, cooling is back before racks stop',
  why: AFTER_POWER,
  check: (plan) => judgeStops(plan, isPromised),
});

const stoppedOnFurtherLoss = defineRule({
  id: 'cooling/stopped-on-further-loss',
  severity: 'warning',
  title:
    'cooling is back before racks stop after a loss while another node is maintained, and after that of all that a redundancy group survives',
  why: {
    ...AFTER_POWER,
    text: 'What a group survives for power, and what is lost during maintenance, may stop more cooling than the loss of one node. A promise is a failure study that names the nodes together.',
  },
  check: (plan) =>
    (plan.cooling?.stops ?? []).every(isPromised)
      ? [notApplicable(nothing(plan, 'no loss beside another stops more cooling than the one'))]
      : judgeStops(plan, (stop) => !isPromised(stop)),
});

const throttledOnLoss = defineRule({
  id: 'cooling/throttled-on-loss',
  severity: 'warning',
  title: 'after the loss of a power node cooling is back before racks throttle',
  why: AFTER_POWER,
  check: (plan) =>
    judgeEach(
      // Where it is not known how long cooling is out or held, or racks stop, cooling/stopped-on-loss says so.
      loopsWithHeat(plan, 'technology', 'air').filter(
        (loop) =>
          hasUnitsOnChain(plan) &&
          (worstThrottle(plan, loop) !== undefined ||
            (isOnChain(plan, loop) && openStop(stopsOf(plan, loop)) === undefined)),
      ),
      (loop) => {
        const worst = worstThrottle(plan, loop);
        if (worst === undefined) return undefined;
        return failed({
          path: loop.path,
          object: `racks of ${loopWords(loop)} ${lostWords(worst)}`,
          found: `cooling is out for ${seconds(worst.outSeconds ?? 0)}, and holds ${seconds(worst.holdSeconds)}: racks throttle`,
          limit: seconds(worst.holdSeconds),
          arithmetic: stopWords(worst),
          remedy: "store more cold ('hold'), let the units start faster, or put a UPS above their pumps and fans",
        });
      },
      nothing(plan, 'no units of cooling draw from the power chain'),
    ),
});

const loopLoss = defineRule({
  id: 'cooling/loop-loss',
  severity: 'warning',
  title:
    'the loss of one cooling loop, its header or all of its pumps leaves racks with cooling, or a section to shut off',
  why: {
    text: 'A leak, air in the water or a valve stops a whole loop: units on it do not stand in for each other then.',
    source: 'Alibaba Cloud Hong Kong, December 2022: eight chillers on one circuit of water, and air in it',
  },
  check: (plan) =>
    judgeEach(
      loopsWithHeat(plan, 'technology', 'facility'),
      (loop) => {
        const { sections = 1, racks, units } = loop;
        if (sections > 1 || racks.length === 0) return undefined;
        const groups = units.filter(({ kind, units: count }) => kind !== 'pump' && count > 0).map(({ name }) => name);
        return failed({
          path: loop.path,
          object: `loss of ${loopWords(loop)}`,
          found: `without it ${inWords.count(racks.length, 'rack')} ${racks.length === 1 ? 'has' : 'have'} no cooling: one loop, no section that can be shut off`,
          limit: 'two sections, or a second loop',
          ...(groups.length < 2
            ? {}
            : { arithmetic: `${inWords.names(groups)} stand on it together: none of them takes over when it is lost` }),
          remedy:
            "part it by valves ('sections'), divide the rows over two loops, or acknowledge it for load that may stop",
        });
      },
      nothing(plan),
    ),
});

const sectionLoss = defineRule({
  id: 'cooling/section-loss',
  severity: 'warning',
  title: 'a loop that valves part takes all heat with any one of its sections shut off',
  why: {
    text: 'What stands on a section is out with it: valves help only where the units on the others take all.',
    source: 'Alibaba Cloud Hong Kong, December 2022: eight chillers on one circuit of water, and air in it',
  },
  check: (plan) => {
    const sections = (plan.losses ?? []).filter(({ kind }) => kind === 'section');
    const parted = (plan.cooling?.loops ?? []).filter(({ path }) => sections.some((loss) => loss.path === path));
    return judgeEach(
      parted,
      (loop) => {
        const own = sections.filter(({ path }) => path === loop.path);
        const bad = own.filter(({ uncooled }) => uncooled.length > 0);
        const [worst] = [...bad].sort((a, b) => b.uncooled.length - a.uncooled.length);
        if (worst === undefined) return undefined;
        const out = worst.things.map(({ name, units }) => `${units === undefined ? 'all' : `${units}`} of '${name}'`);
        return failed({
          path: loop.path,
          object: `loss of section ${worst.name.slice(loop.name.length + 1)} of ${loop.sections ?? 1} of ${loopWords(loop)}`,
          found: `${inWords.count(worst.uncooled.length, 'rack')} without cooling: ${inWords.names(worst.uncooled)}`,
          limit: '0 racks',
          arithmetic: `units are on the sections in turn; out with it: ${out.join(', ')}${bad.length > 1 ? `; so with ${bad.length} sections` : ''}`,
          remedy:
            "part it into more ('sections'), or give units enough on the other sections: of this loop, and of those that reject to it",
        });
      },
      nothing(plan, 'no cooling loop with heat has sections'),
    );
  },
});

/** Rules about cooling after a loss of power, or of a loop or a section of it. */
export const stopRules: readonly Rule[] = [loopLoss, sectionLoss, stoppedOnFurtherLoss, stoppedOnLoss, throttledOnLoss];

function hasUnitsOnChain({ power }: SitePlan): boolean {
  return (power.chain?.mechanical?.length ?? 0) > 0;
}

/** Whether all units that take the heat of a loop draw from the chain. Where some do not, power/cooling-off-chain says so, and only what fails is judged. */
function isOnChain({ cooling }: SitePlan, loop: CoolingLoopPlan): boolean {
  const byName = new Map(cooling?.loops.map((each) => [each.name, each]));
  for (let at: CoolingLoopPlan | undefined = loop; at !== undefined; at = byName.get(at.rejectsTo ?? '')) {
    if (at.units.some(({ units, fedFrom, drawnWatts }) => units > 0 && fedFrom === undefined && drawnWatts !== 0))
      return false;
  }
  return true;
}

function stopsOf({ cooling }: SitePlan, { name }: CoolingLoopPlan): readonly CoolingStop[] {
  return (cooling?.stops ?? []).filter(({ loop }) => loop === name);
}

function isThrottled({ isLasting, outSeconds = 0, holdSeconds }: CoolingStop): boolean {
  return isLasting || outSeconds > holdSeconds;
}

function isLost({ isLasting, outSeconds = 0, holdSeconds, lossSeconds = 0 }: CoolingStop): boolean {
  return isLasting || outSeconds > holdSeconds + lossSeconds;
}

function longest(stops: readonly CoolingStop[]): CoolingStop | undefined {
  const over = ({ isLasting, outSeconds = 0, holdSeconds }: CoolingStop): number =>
    isLasting ? Infinity : outSeconds - holdSeconds;
  return stops.reduce<CoolingStop | undefined>(
    (most, stop) => (most === undefined || over(stop) > over(most) ? stop : most),
    undefined,
  );
}

/** Whether racks are to live through a loss: of one node, or of all that a study names together. */
function isPromised({ beside }: CoolingStop): boolean {
  return beside === undefined || beside === 'study';
}

/** The worst stop that throttles racks and loses none, of those that are known and that racks are to live through. */
function worstThrottle(plan: SitePlan, loop: CoolingLoopPlan): CoolingStop | undefined {
  const stops = stopsOf(plan, loop).filter(isPromised);
  return longest(stops.filter((stop) => isThrottled(stop) && !isLost(stop) && stop.unknown.length === 0));
}

/** The first stop of which it is not known whether racks live through it. */
function openStop(stops: readonly CoolingStop[]): CoolingStop | undefined {
  return stops.find((stop) => stop.unknown.length > 0 && (stop.outSeconds === undefined || isThrottled(stop)));
}

/** Each loop to racks whose units draw from the chain, by some of its stops. */
function judgeStops(plan: SitePlan, counts: (stop: CoolingStop) => boolean): readonly Verdict[] {
  const own = (loop: CoolingLoopPlan): readonly CoolingStop[] => stopsOf(plan, loop).filter(counts);
  return judgeEach(
    loopsWithHeat(plan, 'technology', 'air').filter(
      (loop) => hasUnitsOnChain(plan) && (isOnChain(plan, loop) || stopVerdict(loop, own(loop)) !== undefined),
    ),
    (loop) => stopVerdict(loop, own(loop)),
    nothing(plan, 'no units of cooling draw from the power chain'),
  );
}

/** A loop whose racks stop with a node, or of which it is not known. Where the racks lose their power too, nothing is left to cool. */
function stopVerdict(loop: CoolingLoopPlan, stops: readonly CoolingStop[]): Verdict | undefined {
  // What holds at least so long holds, whatever the loops say nothing of; what stays out is lost whatever they hold.
  const bad = stops.filter((stop) => isLost(stop) && (stop.isLasting || stop.unknown.length === 0));
  const worst = longest(bad);
  if (worst !== undefined) {
    const out = worst.isLasting ? 'for good' : `for ${seconds(worst.outSeconds ?? 0)}`;
    const held = worst.isLasting ? '' : `, and holds ${seconds(worst.holdSeconds + (worst.lossSeconds ?? 0))}`;
    const others = [...new Set(bad.map(lostWords))].filter((words) => words !== lostWords(worst));
    const more =
      others.length === 0
        ? ''
        : `; racks stop too ${others.slice(0, 3).join(', ')}${others.length > 3 ? ` and ${others.length - 3} more` : ''}`;
    return failed({
      path: loop.path,
      object: `racks of ${loopWords(loop)} ${lostWords(worst)}`,
      found: `cooling is out ${out}${held}; ${inWords.count(loop.racks.length, 'rack')} lost: ${inWords.names(loop.racks)}`,
      limit: 'no rack lost',
      arithmetic: `${stopWords(worst)}${more}`,
      remedy:
        "feed the units from two ways ('fedFrom' by feed, with units enough on each), store more cold ('hold'), or let them start faster",
    });
  }
  const open = openStop(stops);
  if (open === undefined) return undefined;
  const losses = new Set(
    stops
      .filter(({ unknown }) => unknown.length > 0)
      .map(({ lost, alsoOut }) => [lost, ...(alsoOut ?? [])].join(' and ')),
  );
  return indeterminate({
    path: loop.path,
    object: `racks of ${loopWords(loop)} when one of ${inWords.names([...losses])} is lost`,
    unknown: `whether cooling is back in time: ${[...new Set(open.unknown)].join(', ')}`,
    givenBy: "give 'restart' of the units, 'hold' of the loops, and times in 'supply' of the nodes",
  });
}

function stopWords({ at, shortWatts, isLasting, outSeconds = 0, holdSeconds, lossSeconds = 0 }: CoolingStop): string {
  const short = `${inWords.watts(shortWatts)} of the heat of cooling loop '${at}' are not taken`;
  if (isLasting) return short;
  const back = `start, transfer and restart ${seconds(outSeconds)}`;
  const rest = lossSeconds === 0 ? '' : `, and ${seconds(lossSeconds)} until they stop`;
  return `${short}; ${back}; it holds ${seconds(holdSeconds)} until racks throttle${rest}`;
}

function seconds(amount: number): string {
  return `${inWords.number(amount, 0)} s`;
}

function lostWords({ lost, alsoOut = [] }: CoolingStop): string {
  const also =
    alsoOut.length === 0 ? '' : ` while ${inWords.names(alsoOut)} ${alsoOut.length === 1 ? 'is' : 'are'} out`;
  return `when '${lost}' is lost${also}`;
}
