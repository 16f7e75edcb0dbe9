import { efficiencyClasses } from '../../catalog/cooling-classes';
import type { CoolingPlan } from '../../model/cooling-plan';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Rule } from '../engine/rule';
import { nothing } from './heat-rules';

const FORMULAS = 'PUE = facility / IT power, WUE = site water in litres / IT kWh';
const FULL_SITE =
  'The figure here is of a full site in which all units run; that of a year is lower where they need not.';
const LBNL = `LBNL, 2024 United States Data Center Energy Usage Report: sites that are specialised on AI. ${FORMULAS}`;
/** Highest PUE and WUE of sites that are specialised on AI. */
const PUBLISHED_PUE = efficiencyClasses.AI_SPECIALISED.pueRange?.value.most ?? NaN;
const PUBLISHED_WUE = efficiencyClasses.AI_SPECIALISED.wueRange?.value.most ?? NaN;

const pueAboveTarget = defineRule({
  id: 'cooling/pue-above-target',
  severity: 'error',
  title: 'the site draws at most as much power over its IT as its target says',
  why: { text: `A site that promises a PUE is held to it. ${FULL_SITE}`, source: FORMULAS },
  check: (plan) =>
    judgeEach(
      targetsOf(plan, 'pue'),
      ({ cooling, target, path, name }) => {
        const object = `energy target '${name}'`;
        if (cooling.pue === undefined) return unknownFigure(path, object, 'PUE', cooling.unknown);
        if (cooling.pue <= target) return undefined;
        return failed({
          path,
          object,
          found: `a PUE of ${inWords.number(cooling.pue, 4)}`,
          limit: inWords.number(target, 4),
          arithmetic: pueWords(cooling),
          remedy: "use units that draw less, or a chain that loses less; or raise 'pue'",
        });
      },
      nothing(plan, 'the site has no target for its PUE'),
    ),
});

const wueAboveTarget = defineRule({
  id: 'cooling/wue-above-target',
  severity: 'error',
  title: 'the site takes at most as much water over its IT as its target says',
  why: { text: `A site that promises a WUE is held to it. ${FULL_SITE}`, source: FORMULAS },
  check: (plan) =>
    judgeEach(
      targetsOf(plan, 'wue'),
      ({ cooling, target, path, name }) => {
        const object = `energy target '${name}'`;
        if (cooling.wue === undefined) return unknownFigure(path, object, 'WUE', cooling.unknownWater);
        if (cooling.wue <= target) return undefined;
        return failed({
          path,
          object,
          found: `a WUE of ${inWords.number(cooling.wue, 4)} L/kWh`,
          limit: `${inWords.number(target, 4)} L/kWh`,
          arithmetic: wueWords(cooling),
          remedy: "use dry coolers, or raise 'wue'",
        });
      },
      nothing(plan, 'the site has no target for its WUE'),
    ),
});

const pueAbovePublished = defineRule({
  id: 'cooling/pue-above-published',
  severity: 'info',
  title: `the PUE is at most the ${PUBLISHED_PUE} that is published for sites like it`,
  why: { text: `More than others need for the same work is worth a look. ${FULL_SITE}`, source: LBNL },
  check: (plan) =>
    judgeEach(
      plan.cooling?.pue === undefined ? [] : [plan.cooling],
      (cooling) => {
        const { pue = 0 } = cooling;
        if (pue <= PUBLISHED_PUE) return undefined;
        return failed({
          path: plan.path,
          object: `site '${plan.name}'`,
          found: `a PUE of ${inWords.number(pue, 4)}`,
          limit: `${PUBLISHED_PUE}, the highest of sites specialised on AI`,
          arithmetic: pueWords(cooling),
          remedy: 'look for units that draw much for the heat they take',
        });
      },
      nothing(plan, 'the PUE of the site is not known'),
    ),
});

const wueAbovePublished = defineRule({
  id: 'cooling/wue-above-published',
  severity: 'info',
  title: `the WUE is at most the ${PUBLISHED_WUE} L/kWh that is published for sites like it`,
  why: { text: `More than others need for the same work is worth a look. ${FULL_SITE}`, source: LBNL },
  check: (plan) =>
    judgeEach(
      plan.cooling?.wue === undefined ? [] : [plan.cooling],
      (cooling) => {
        const { wue = 0 } = cooling;
        if (wue <= PUBLISHED_WUE) return undefined;
        return failed({
          path: plan.path,
          object: `site '${plan.name}'`,
          found: `a WUE of ${inWords.number(wue, 4)} L/kWh`,
          limit: `${PUBLISHED_WUE} L/kWh, the highest of sites specialised on AI`,
          arithmetic: wueWords(cooling),
          remedy: 'look for towers that could be dry coolers, or warmer loops',
        });
      },
      nothing(plan, 'the WUE of the site is not known'),
    ),
});

/** Rules about energy and water over those of IT. */
export const efficiencyRules: readonly Rule[] = [pueAbovePublished, pueAboveTarget, wueAbovePublished, wueAboveTarget];

interface Target {
  readonly cooling: CoolingPlan;
  readonly target: number;
  readonly path: string;
  readonly name: string;
}

function targetsOf({ cooling }: SitePlan, figure: 'pue' | 'wue'): readonly Target[] {
  const target = cooling?.target?.[figure];
  if (cooling?.target === undefined || target === undefined) return [];
  const { path, name } = cooling.target;
  return [{ cooling, target, path, name }];
}

function unknownFigure(
  path: string,
  object: string,
  figure: string,
  unknown: readonly string[],
): ReturnType<typeof indeterminate> {
  const [first = 'a part of it', ...others] = unknown;
  return indeterminate({
    path,
    object,
    unknown:
      others.length === 0
        ? first
        : `${first} and ${inWords.count(others.length, 'more part')} of its ${figure}: ${others.join('; ')}`,
    givenBy: "give 'power' of the units, 'waterConsumption' of towers, and power nodes or 'electricalLossShare'",
  });
}

function pueWords({ liquidWatts, airWatts, lossWatts = 0, drawnWatts, target, pue = 0 }: CoolingPlan): string {
  const it = inWords.watts(liquidWatts + airWatts);
  const parts = [it, ...[lossWatts, drawnWatts, target?.otherWatts ?? 0].map(inWords.watts)];
  return `IT, losses, cooling and building: (${parts.join(' + ')}) / ${it} = ${inWords.number(pue, 4)}`;
}

function wueWords({ liquidWatts, airWatts, waterMillilitresPerHour, wue = 0 }: CoolingPlan): string {
  return `${inWords.number(waterMillilitresPerHour / 1_000)} L/h / ${inWords.watts(liquidWatts + airWatts)} = ${inWords.number(wue, 4)} L/kWh`;
}
