import type { CoolingLoopPlan, CoolingUnitsPlan } from '../../model/cooling-plan';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';
import { celsius, loopsWithHeat, loopWords, nothing } from './heat-rules';

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
        const [object, isTower] = [
          `cooling units '${units.name}' on ${loopWords(loop)}`,
          units.kind === 'cooling-tower',
        ];
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
  check: (plan) => {
    const users = loopsWithHeat(plan, 'technology', 'air', 'facility').flatMap(({ units }) =>
      units.filter((each) => each.units > 0 && usesWater(each)),
    );
    const open = users.filter((each) => missingOf(each).length > 0);
    const [first] = open;
    // Where more comes from says nothing of how long the water at hand lasts.
    const known = users.filter((each) => missingOf({ ...each, waterSource: '' }).length === 0);
    const verdicts = judgeEach(known, waterVerdict, nothing(plan, 'no units use up water'));
    if (first === undefined) return verdicts;
    return [
      ...(known.length === 0 ? [] : verdicts),
      indeterminate({
        path: first.path,
        object: `water of cooling units ${inWords.names(open.map(({ name }) => name))}`,
        unknown: 'how long the water at hand lasts, how long it must last, or where more comes from',
        givenBy: `give ${[...new Set(open.flatMap(missingOf))].join(', ')} of the units`,
      }),
    ];
  },
});

function missingOf(units: CoolingUnitsPlan): readonly string[] {
  return [
    ...(units.waterMillilitresPerKilowattHour === undefined ? ["'waterConsumption'"] : []),
    ...(units.waterStoreLitres === undefined ? ["'waterStore'"] : []),
    ...(units.requiredWaterHours === undefined ? ["'requiredWater'"] : []),
    ...(units.waterSource === undefined ? ["'waterSource'"] : []),
  ];
}

function waterVerdict(units: CoolingUnitsPlan): Verdict | undefined {
  const {
    waterMillilitresPerKilowattHour: rate = 0,
    waterStoreLitres: store = 0,
    requiredWaterHours: hours = 0,
  } = units;
  const perHour = (units.units * units.heatWattsEach * rate) / 1_000_000;
  const lasts = perHour === 0 ? Infinity : store / perHour;
  if (lasts >= hours) return undefined;
  return failed({
    path: units.path,
    object: `water of cooling units '${units.name}'`,
    found: `${inWords.number(lasts, 1)} h of water`,
    limit: `${inWords.number(hours, 1)} h${units.waterSource === undefined ? '' : ` until more comes (${units.waterSource})`}`,
    arithmetic: `${inWords.number(store, 0)} L / ${inWords.number(perHour, 1)} L/h = ${inWords.number(lasts, 1)} h`,
    remedy: "raise 'waterStore', or bring a second source of water",
  });
}

/** Rules about the hottest and the coldest day, and about water that units use up. */
export const weatherRules: readonly Rule[] = [climateUnknown, colderThanDesign, hotterThanDesign, waterStore];

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
