import type { CoolingLoopPlan, CoolingStop, CoolingUnitsPlan } from '../../model/cooling-plan';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';
import { celsius, loopsWithHeat, loopWords, nothing } from './cooled-site';

const AFTER_POWER = {
  text: 'Chillers and pumps stop with their power and start again late; racks live meanwhile on what water and room hold.',
  source: 'Azure Australia East, August 2023: chillers stopped by a sag, restarted by hand; times as given',
};

const stoppedOnLoss = defineRule({
  id: 'cooling/stopped-on-loss',
  severity: 'error',
  title: 'after the loss of a power node cooling is back before racks stop',
  why: AFTER_POWER,
  check: (plan) =>
    judgeEach(
      loopsWithHeat(plan, 'technology', 'air').filter(
        (loop) => hasUnitsOnChain(plan) && (isOnChain(plan, loop) || stopVerdict(plan, loop) !== undefined),
      ),
      (loop) => stopVerdict(plan, loop),
      nothing(plan, 'no units of cooling draw from the power chain'),
    ),
});

const throttledOnLoss = defineRule({
  id: 'cooling/throttled-on-loss',
  severity: 'warning',
  title: 'after the loss of a power node cooling is back before racks throttle',
  why: AFTER_POWER,
  check: (plan) =>
    judgeEach(
      // Where it is not known how long cooling is out or held, cooling/stopped-on-loss says so.
      loopsWithHeat(plan, 'technology', 'air').filter(
        (loop) =>
          hasUnitsOnChain(plan) &&
          (worstThrottle(plan, loop) !== undefined || (isOnChain(plan, loop) && openStop(plan, loop) === undefined)),
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

const WEATHER = {
  text: 'Units outdoors take less heat the warmer the air is, and stop where it is warmer than they are made for.',
  source:
    'Google Cloud europe-west2 and Oracle London, 19 July 2022: 40.2 degC outdoors, above the design of the plant',
};

const hotterThanDesign = defineRule({
  id: 'cooling/hotter-than-design',
  severity: 'error',
  title: 'units outdoors are designed for the hottest day of the site',
  why: WEATHER,
  check: (plan) =>
    judgeEach(
      // Where the day is not stated, cooling/climate-unknown says so, and asks for 'outdoor' too.
      outdoorUnits(plan).filter(({ units }) => hottestOf(plan, units) !== undefined),
      ({ loop, units }) => {
        const { climate } = plan;
        const object = `cooling units '${units.name}' on ${loopWords(loop)}`;
        const isTower = units.kind === 'cooling-tower';
        const hottest = hottestOf(plan, units);
        const unknown = (what: string, givenBy: string): Verdict =>
          indeterminate({ path: units.path, object, unknown: what, givenBy });
        const design = units.outdoorMillicelsius;
        if (design === undefined) {
          return unknown('the air outdoors for which their capacity holds', "give 'outdoor' of the units");
        }
        if (climate === undefined || hottest === undefined) return undefined;
        const uplift = climate.recirculationMillicelsius ?? 0;
        const most = hottest + uplift;
        if (most <= design) {
          return climate.recirculationMillicelsius === undefined
            ? unknown(
                'how much the units warm the air at their inlets',
                "give 'recirculation' in 'climate' of the site",
              )
            : undefined;
        }
        return failed({
          path: units.path,
          object,
          found: `${celsius(most)} ${isTower ? 'wet bulb' : 'dry bulb'} (${climate.percentile}, ${climate.source})`,
          limit: `${celsius(design)} by design`,
          arithmetic: `${celsius(hottest)} + ${celsius(uplift)} of recirculation = ${celsius(most)}; ${celsius(most)} - ${celsius(design)} = ${celsius(most - design)} too hot`,
          remedy: "choose units for that day and give their 'outdoor' and 'capacity' by it, or more of them",
        });
      },
      nothing(plan, 'no units stand outdoors, or the hottest day of the site is not stated'),
    ),
});

const climateUnknown = defineRule({
  id: 'cooling/climate-unknown',
  severity: 'warning',
  title: 'a site with units outdoors states its hottest and its coldest day',
  why: WEATHER,
  check: (plan) => {
    const units = outdoorUnits(plan);
    const {
      hottestDryBulbMillicelsius: dry,
      hottestWetBulbMillicelsius: wet,
      coldestMillicelsius,
    } = plan.climate ?? {};
    const has = (isTower: boolean): boolean => units.some((each) => (each.units.kind === 'cooling-tower') === isTower);
    const missing = [
      ...(dry === undefined && has(false) ? ["'hottestDryBulb'"] : []),
      ...(wet === undefined && has(true) ? ["'hottestWetBulb'"] : []),
      ...(coldestMillicelsius === undefined ? ["'coldest'"] : []),
    ];
    const silent = units
      .filter((each) => each.units.outdoorMillicelsius === undefined && hottestOf(plan, each.units) === undefined)
      .map((each) => each.units.name);
    const design = silent.length === 0 ? '' : `, and 'outdoor' of ${inWords.names(silent)}`;
    return judgeEach(
      units.length === 0 ? [] : [units],
      () =>
        missing.length === 0
          ? undefined
          : indeterminate({
              path: plan.path,
              object: `weather at ${inWords.names(units.map((each) => each.units.name))}`,
              unknown: 'whether units outdoors run on the hottest and on the coldest day',
              givenBy: `give ${missing.join(', ')} in 'climate' of the site${design}`,
            }),
      nothing(plan, 'no units stand outdoors'),
    );
  },
});

const colderThanDesign = defineRule({
  id: 'cooling/colder-than-design',
  severity: 'error',
  title: 'units outdoors run on the coldest day of the site, and their water does not freeze',
  why: {
    text: 'Water that stands still outdoors freezes, and bursts coils and basins.',
    source: 'CyrusOne Aurora / CME, 28 November 2025: cooling towers were not drained before frost',
  },
  check: (plan) =>
    judgeEach(
      plan.climate?.coldestMillicelsius === undefined ? [] : outdoorUnits(plan),
      ({ loop, units }) => {
        const { coldestMillicelsius: coldest = 0, percentile = '', source = '' } = plan.climate ?? {};
        const object = `cooling units '${units.name}' on ${loopWords(loop)}`;
        const { coldestMillicelsius: design, frostProtection } = units;
        const found = `${celsius(coldest)} (${percentile}, ${source})`;
        if (design !== undefined && coldest < design) {
          return failed({
            path: units.path,
            object,
            found,
            limit: `${celsius(design)} by design`,
            arithmetic: `${celsius(design)} - ${celsius(coldest)} = ${celsius(design - coldest)} too cold`,
            remedy: "choose units that run in such cold ('coldestOutdoor')",
          });
        }
        if (coldest <= 0 && loop.coolant === 'water' && frostProtection === undefined) {
          return failed({
            path: units.path,
            object,
            found: `water at ${found}`,
            limit: 'protection from frost',
            remedy: "give 'frostProtection': glycol, heating or drain",
          });
        }
        if (design !== undefined) return undefined;
        const givenBy = "give 'coldestOutdoor' of the units";
        return indeterminate({ path: units.path, object, unknown: 'the coldest air in which they run', givenBy });
      },
      nothing(plan, 'the coldest day of the site is not stated, or no units stand outdoors'),
    ),
});

const waterStore = defineRule({
  id: 'cooling/water-store',
  severity: 'error',
  title: 'the water at hand for units that use it up lasts as long as it must',
  why: {
    text: 'A tower without make-up water takes no heat, as a generator without fuel gives no power.',
    source: 'Hours and store as given; litres = kWh of heat x litres per kWh',
  },
  check: (plan) =>
    judgeEach(
      loopsWithHeat(plan, 'technology', 'air', 'facility').flatMap(({ units }) =>
        units.filter((each) => each.units > 0 && usesWater(each)),
      ),
      (units) => {
        const { waterMillilitresPerKilowattHour: rate, waterStoreLitres: store, requiredWaterHours: hours } = units;
        const object = `water of cooling units '${units.name}'`;
        const missing = [
          ...(rate === undefined ? ["'waterConsumption'"] : []),
          ...(store === undefined ? ["'waterStore'"] : []),
          ...(hours === undefined ? ["'requiredWater'"] : []),
        ];
        if (rate === undefined || store === undefined || hours === undefined) {
          const unknown = 'how long the water at hand lasts, and must last';
          return indeterminate({
            path: units.path,
            object,
            unknown,
            givenBy: `give ${missing.join(', ')} of the units`,
          });
        }
        const perHour = (units.units * units.heatWattsEach * rate) / 1_000_000;
        const lasts = perHour === 0 ? Infinity : store / perHour;
        if (lasts >= hours) return undefined;
        return failed({
          path: units.path,
          object,
          found: `${inWords.number(lasts, 1)} h of water`,
          limit: `${inWords.number(hours, 1)} h`,
          arithmetic: `${inWords.number(store, 0)} L / ${inWords.number(perHour, 1)} L/h = ${inWords.number(lasts, 1)} h`,
          remedy: "raise 'waterStore', or bring a second source of water",
        });
      },
      nothing(plan, 'no units use up water'),
    ),
});

/** Rules about cooling after a loss of power or of a loop, and about weather and water. */
export const stopRules: readonly Rule[] = [
  climateUnknown,
  colderThanDesign,
  hotterThanDesign,
  loopLoss,
  stoppedOnLoss,
  throttledOnLoss,
  waterStore,
];

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

/** The worst stop that throttles racks and loses none, of those that are known. */
function worstThrottle(plan: SitePlan, loop: CoolingLoopPlan): CoolingStop | undefined {
  return longest(stopsOf(plan, loop).filter((stop) => isThrottled(stop) && !isLost(stop) && stop.unknown.length === 0));
}

/** The first stop of which it is not known whether racks live through it. */
function openStop(plan: SitePlan, loop: CoolingLoopPlan): CoolingStop | undefined {
  return stopsOf(plan, loop).find(
    (stop) => stop.unknown.length > 0 && (stop.outSeconds === undefined || isThrottled(stop)),
  );
}

/** A loop whose racks stop with a node, or of which it is not known. Where the racks lose their power too, nothing is left to cool. */
function stopVerdict(plan: SitePlan, loop: CoolingLoopPlan): Verdict | undefined {
  const stops = stopsOf(plan, loop);
  // What holds at least so long holds, whatever the loops say nothing of; what stays out is lost whatever they hold.
  const bad = stops.filter((stop) => isLost(stop) && (stop.isLasting || stop.unknown.length === 0));
  const worst = longest(bad);
  if (worst !== undefined) {
    const out = worst.isLasting ? 'for good' : `for ${seconds(worst.outSeconds ?? 0)}`;
    const held = worst.isLasting ? '' : `, and holds ${seconds(worst.holdSeconds + (worst.lossSeconds ?? 0))}`;
    return failed({
      path: loop.path,
      object: `racks of ${loopWords(loop)} ${lostWords(worst)}`,
      found: `cooling is out ${out}${held}; ${inWords.count(loop.racks.length, 'rack')} lost: ${inWords.names(loop.racks)}`,
      limit: 'no rack lost',
      arithmetic: stopWords(worst),
      remedy:
        "feed the units from two ways ('fedFrom' by feed, with units enough on each), store more cold ('hold'), or let them start faster",
    });
  }
  const open = openStop(plan, loop);
  if (open === undefined) return undefined;
  const losses = new Set(
    stops
      .filter(({ unknown }) => unknown.length > 0)
      .map(({ lost, alsoOut }) => [lost, ...(alsoOut ?? [])].join(' and ')),
  );
  return indeterminate({
    path: loop.path,
    object: `racks of ${loopWords(loop)} when one of ${inWords.names([...losses])} is lost`,
    unknown: `whether cooling is back in time: ${open.unknown.join(', ')}`,
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

interface Outdoor {
  readonly loop: CoolingLoopPlan;
  readonly units: CoolingUnitsPlan;
}

/** Hottest air outdoors as units of a kind feel it; undefined where the site does not state it. */
function hottestOf({ climate }: SitePlan, { kind }: CoolingUnitsPlan): number | undefined {
  return kind === 'cooling-tower' ? climate?.hottestWetBulbMillicelsius : climate?.hottestDryBulbMillicelsius;
}

/** Units that give heat to the air outdoors. */
function outdoorUnits(plan: SitePlan): readonly Outdoor[] {
  return loopsWithHeat(plan, 'facility')
    .filter(({ rejectsTo }) => rejectsTo === undefined)
    .flatMap((loop) =>
      loop.units
        .filter(
          ({ kind, units }) => units > 0 && (kind === 'dry-cooler' || kind === 'cooling-tower' || kind === 'chiller'),
        )
        .map((units) => ({ loop, units })),
    );
}

function usesWater({ kind, waterMillilitresPerKilowattHour: rate }: CoolingUnitsPlan): boolean {
  return rate === undefined ? kind === 'cooling-tower' : rate > 0;
}

function lostWords({ lost, alsoOut = [] }: CoolingStop): string {
  const also =
    alsoOut.length === 0 ? '' : ` while ${inWords.names(alsoOut)} ${alsoOut.length === 1 ? 'is' : 'are'} out`;
  return `when '${lost}' is lost${also}`;
}
