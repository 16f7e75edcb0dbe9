import { cloudWattsOf, drawOfSite, figuresOf } from '../../design/power/plan-power';
import type { SwingOnSource } from '../../model/continuity-plan';
import { SUPPLY_LIMIT_KINDS, type SupplyLimit, type SupplyFigures } from '../../model/power-plan';
import type { SitePlan } from '../../model/site-plan';
import { byFigure, inWords } from '../engine/in-words';
import { above, defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';
import { gridRules, largestDrop } from './grid-rules';
import { krRules } from './kr-rules';

const THREE_FIGURES =
  'Contract, IT power and energised power are three figures: SK AI DC Ulsan is announced as 103 MW, of which about 41 MW are there with the first phase';

const contractExceeded = defineRule({
  id: 'supply/contract-exceeded',
  severity: 'error',
  title: 'a site draws at most the power of its supply contract',
  why: {
    text: 'Above its contract a site pays for the excess or is cut off; the contract holds for all that it draws, cooling and losses with it.',
    source: THREE_FIGURES,
  },
  check: (plan) => judgeDraw(plan, ({ contractWatts }) => contractWatts, "'contractPower'"),
});

const energisedExceeded = defineRule({
  id: 'supply/energised-exceeded',
  severity: 'error',
  title: 'a site draws at most the power that the utility has energised',
  why: { text: 'What is contracted and not yet energised cannot be drawn.', source: THREE_FIGURES },
  check: (plan) => judgeDraw(plan, ({ energisedWatts }) => energisedWatts, "'energisedPower'"),
});

const figuresInOrder = defineRule({
  id: 'supply/figures-in-order',
  severity: 'error',
  title:
    'power for IT, with what cooling and losses add to it, and energised power are within the power of the contract',
  why: {
    text: 'A contract is for all that a site draws: halls that are filled to their power for IT need more than it. A figure above the contract is of another kind than it is taken for: of a campus, or of a later phase.',
    source: THREE_FIGURES,
  },
  check: (plan) => {
    const { contractWatts: contract, itWatts, energisedWatts, path } = figuresOf(plan);
    const ratio = plan.supply?.pue ?? plan.cooling?.pue;
    const figures: readonly StatedFigure[] = [
      ...(itWatts === undefined ? [] : [{ prop: 'itPower', watts: itWatts, ratio }]),
      ...(energisedWatts === undefined ? [] : [{ prop: 'energisedPower', watts: energisedWatts, ratio: 1 }]),
    ];
    return judgeEach(
      contract === undefined ? [] : figures,
      (figure) => figureVerdict(plan, path ?? plan.path, figure, contract ?? Infinity),
      "no 'contractPower' is stated beside another figure",
    );
  },
});

/** A figure of power beside that of the contract, and what of it the site draws: absent where it is not known. */
interface StatedFigure {
  readonly prop: string;
  readonly watts: number;
  readonly ratio?: number | undefined;
}

function figureVerdict(
  plan: SitePlan,
  path: string,
  { prop, watts, ratio }: StatedFigure,
  contract: number,
): Verdict | undefined {
  const object = `'${prop}' of site '${plan.name}'`;
  const drawn = Math.round(watts * (ratio ?? 1));
  const [stated, all, limit, over] = [watts, drawn, contract, drawn - contract].map(inWords.watts);
  if (drawn > contract) {
    const by = ratio === undefined || ratio === 1 ? '' : `${stated} x PUE ${inWords.number(ratio, 3)} = ${all}; `;
    return failed({
      path,
      object,
      found: by === '' ? `${stated}` : `${stated}, for which the site draws ${all}`,
      limit: `${limit} of contract`,
      shortfall: `${over}`,
      arithmetic: `${by}${all} - ${limit} = ${over}`,
      remedy: `correct '${prop}' or 'contractPower'`,
    });
  }
  if (ratio !== undefined) return undefined;
  return indeterminate({
    path,
    object,
    unknown: `what the site draws for ${stated} of IT, of ${limit} of contract`,
    givenBy: "give 'supply.peakRatio', or cooling units with their draw",
  });
}

const itExceeded = defineRule({
  id: 'supply/it-power-exceeded',
  severity: 'error',
  title: 'the racks of a site draw at most its power for IT',
  why: {
    text: 'Halls, busways and cooling are built for the power of IT, whatever the contract would allow.',
    source: THREE_FIGURES,
  },
  check: (plan) => {
    const { itWatts, path } = figuresOf(plan);
    const loadWatts = plan.power.loadWatts + cloudWattsOf(plan);
    return judgeEach(
      itWatts === undefined ? [] : [itWatts],
      (limitWatts) => {
        if (loadWatts <= limitWatts) return undefined;
        const figures = above(loadWatts, limitWatts, inWords.watts);
        return failed({
          path: path ?? plan.path,
          object: `power for IT of site '${plan.name}'`,
          ...figures,
          found: `${figures.found} ${byFigure(plan.power)}`,
          limit: `${figures.limit} for IT`,
          remedy: "take systems out, hold them to a 'powerCap', or raise 'itPower'",
        });
      },
      "neither the site nor a phase states 'itPower'",
    );
  },
});

const peakRatioLow = defineRule({
  id: 'supply/peak-ratio-below-plan',
  severity: 'error',
  title: 'the stated ratio of facility power to IT power is at least that of the plan with all units running',
  why: {
    text: 'Contracts, sources and fuel are sized by the hottest day; a figure of a year is lower and sizes none of them.',
    source:
      'PUE of a year (energy) and ratio at the peak (power) are two figures: kW = IT kW x ratio on the hottest day',
  },
  check: (plan) =>
    judgeEach(
      plan.supply?.pue === undefined || plan.cooling?.pue === undefined
        ? []
        : [{ stated: plan.supply.pue, planned: plan.cooling.pue }],
      ({ stated, planned }) => {
        // Two ratios that print alike are alike.
        if (stated >= planned || inWords.number(stated, 4) === inWords.number(planned, 4)) return undefined;
        return failed({
          path: plan.path,
          object: `'peakRatio' of site '${plan.name}'`,
          found: inWords.number(stated, 4),
          limit: `${inWords.number(planned, 4)} by the plan of power and cooling`,
          arithmetic: `${inWords.number(planned, 4)} - ${inWords.number(stated, 4)} = ${inWords.number(planned - stated, 4)}`,
          remedy:
            "raise 'supply.peakRatio', or leave it out: the plan then gives it; a figure of a year is 'annualPue'",
        });
      },
      "no 'peakRatio' is stated, or the plan of cooling finds none",
    ),
});

/** Rules that hold what a site draws against what it states. */
const statedPowerRules: readonly Rule[] = [
  contractExceeded,
  energisedExceeded,
  figuresInOrder,
  itExceeded,
  peakRatioLow,
];

const givenLimit = defineRule({
  id: 'supply/given-limit',
  severity: 'error',
  title: 'the site is within each limit that its contract or grid code sets',
  why: {
    text: 'Limits at the point of supply differ from contract to contract. Steps, ramps and drops of load are judged by what the plan makes of its jobs and stores, whatever a study says; all else by the value of its study.',
    source: "The 'source' of each limit, as its finding prints it",
  },
  check: (plan) =>
    judgeEach(
      plan.supply?.limits ?? [],
      (limit) => {
        const { kind, least, most, unit, source } = limit;
        const value = valueOf(plan, limit);
        const object = `limit '${kind}' of site '${plan.name}'`;
        const quantity = (amount: number): string => `${inWords.number(amount, 6)}${unit === '' ? '' : ` ${unit}`}`;
        if (value === undefined) {
          return indeterminate({
            path: plan.path,
            object,
            unknown: 'its value at the point of supply',
            givenBy: "give 'value' of the limit, from a study or a measurement",
          });
        }
        const isUnder = least !== undefined && value < least;
        if (!isUnder && (most === undefined || value <= most)) return undefined;
        const broken = isUnder ? least : (most ?? 0);
        const off = quantity(Math.abs(value - broken));
        return failed({
          path: plan.path,
          object,
          found: quantity(value),
          limit: `${isUnder ? 'at least' : 'at most'} ${quantity(broken)} (${source})`,
          shortfall: off,
          arithmetic: isUnder
            ? `${quantity(broken)} - ${quantity(value)} = ${off}`
            : `${quantity(value)} - ${quantity(broken)} = ${off}`,
          remedy:
            limit.value !== undefined && limit.value < value
              ? `smooth what the plan makes of its jobs and stores, or agree on another limit: the stated value of ${quantity(limit.value)} is not that of this plan`
              : 'change the plant until the study holds the limit, or agree on another limit',
        });
      },
      "the site states no limit in 'supply.limits'",
    ),
});

const limitNotGiven = defineRule({
  id: 'supply/limit-not-given',
  severity: 'info',
  title: 'each limit that a contract of supply often sets is given, so that it can be judged',
  why: {
    text: 'The library knows no source that states these limits for every supply: what is not given is not judged.',
    source: 'Convention of this library: kinds of limit in contracts of supply and grid codes',
  },
  check: (plan) => {
    const { supply } = plan;
    const given = new Set(supply?.limits.map(({ kind }) => kind));
    const open = SUPPLY_LIMIT_KINDS.filter((kind) => !given.has(kind));
    return judgeEach(
      supply === undefined ? [] : [open],
      () =>
        open.length === 0
          ? undefined
          : indeterminate({
              path: plan.path,
              object: `${inWords.count(open.length, 'limit')} of the supply of site '${plan.name}'`,
              unknown: `no limit is given, so it is not judged: ${open.join(', ')}${open.includes('load-drop') ? dropInWords(plan) : ''}`,
              givenBy: "give each in 'supply.limits' with its source",
            }),
      'the site states nothing about its supply',
    );
  },
});

/** Watts of units in which a load may be limited. */
const LOAD_UNITS: Readonly<Record<string, number>> = { W: 1, kW: 1_000, MW: 1_000_000, GW: 1_000_000_000 };

const RAMP_UNITS: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(LOAD_UNITS).flatMap(([unit, watts]) => [
    [`${unit}/s`, watts],
    [`${unit}/min`, watts / 60],
  ]),
);

/** Bounds of what the plan itself asks of the supply, in the unit of a limit. */
interface Planned {
  /** At least so much, whatever is stated. */
  readonly least: number;
  /** At most so much. Absent: something that it hangs on is not stated. */
  readonly most?: number;
}

/** Value of a limit: never better than what the plan makes of its own jobs and stores, whatever a study says. */
function valueOf(plan: SitePlan, limit: SupplyLimit): number | undefined {
  const planned = plannedOf(plan, limit);
  if (planned === undefined) return limit.value;
  if (limit.value !== undefined) return Math.max(limit.value, planned.least);
  const isBroken = limit.most !== undefined && planned.least > limit.most;
  return isBroken ? planned.least : planned.most;
}

function plannedOf(plan: SitePlan, { kind, unit }: SupplyLimit): Planned | undefined {
  const [watts, ramp] = [LOAD_UNITS[unit], RAMP_UNITS[unit]];
  if (kind === 'load-drop' && watts !== undefined) {
    const drop = largestDrop(plan);
    return drop === undefined ? undefined : { least: drop.watts / watts, most: drop.watts / watts };
  }
  if (kind === 'load-step' && watts !== undefined) return plannedSwing(plan, ({ stepWatts }) => stepWatts, watts);
  if (kind === 'load-ramp' && ramp !== undefined) {
    return plannedSwing(plan, ({ rampWattsPerSecond }) => rampWattsPerSecond, ramp);
  }
  return undefined;
}

/** The largest swing on a source of the supply in the normal state. Undefined: no job states how it swings. */
function plannedSwing(
  { power: { chain, continuity } }: SitePlan,
  figureOf: (swing: SwingOnSource) => number | undefined,
  unit: number,
): Planned | undefined {
  const supplies = new Set(
    chain?.nodes.filter(({ kind }) => kind === 'utility' || kind === 'plant').map((node) => node.name),
  );
  const swings = (continuity?.swings ?? []).filter(({ source, state }) => state === 'normal' && supplies.has(source));
  if (swings.length === 0) return undefined;
  const isOpen = ({ leastStepWatts }: SwingOnSource): boolean => leastStepWatts !== undefined;
  const sure = swings.map((swing) => (isOpen(swing) ? undefined : figureOf(swing)));
  const least = Math.max(0, ...sure.flatMap((figure) => figure ?? [])) / unit;
  const isKnown = sure.every((figure) => figure !== undefined) && (continuity?.unstatedSwings ?? []).length === 0;
  return isKnown ? { least, most: least } : { least };
}

function dropInWords(plan: SitePlan): string {
  const drop = largestDrop(plan);
  return drop === undefined ? '' : `; ${drop.text}`;
}

/** Rules about limits that the user gives. */
const givenLimitRules: readonly Rule[] = [givenLimit, limitNotGiven];

/** Rules about the point of supply: what the site states against what it draws, and Korea's rules where the site names them. */
export const supplyPack: readonly Rule[] = [...statedPowerRules, ...givenLimitRules, ...gridRules, ...krRules];

function judgeDraw(
  plan: SitePlan,
  statedIn: (figures: SupplyFigures) => number | undefined,
  prop: string,
): readonly Verdict[] {
  const { path, ...figures } = figuresOf(plan);
  const stated = statedIn(figures);
  const draw = siteDraw(plan);
  return judgeEach(
    stated === undefined ? [] : [stated],
    (limitWatts) => {
      const [found, limit] = [inWords.watts(draw.watts), inWords.watts(limitWatts)];
      const owner = { path: path ?? plan.path, object: `${prop} of site '${plan.name}'` };
      if (draw.watts > limitWatts) {
        const over = inWords.watts(draw.watts - limitWatts);
        return failed({
          ...owner,
          found: `${draw.isLeast ? 'at least ' : ''}${found} ${byFigure(plan.power)}`,
          limit,
          required: found,
          available: limit,
          shortfall: over,
          arithmetic: `${draw.arithmetic}; ${found} - ${limit} = ${over}`,
          remedy: `take systems out, hold them to a 'powerCap', or raise ${prop}`,
        });
      }
      if (!draw.isLeast) return undefined;
      return indeterminate({
        ...owner,
        unknown: `the draw of the whole site: at least ${found} of ${limit} (${draw.arithmetic})`,
        givenBy: "give 'supply.peakRatio', or cooling units with their draw",
      });
    },
    `neither the site nor a phase states ${prop}`,
  );
}

/** What a site draws at its point of supply. */
interface SiteDraw {
  readonly watts: number;
  /** Whether a part of it is not known, so that it draws at least this. */
  readonly isLeast: boolean;
  /** How it comes about, with all numbers. */
  readonly arithmetic: string;
}

/** The draw of a site at its point of supply in words. */
function siteDraw(plan: SitePlan): SiteDraw {
  const { power } = plan;
  const { watts, pue, isLeast } = drawOfSite(plan);
  const cloud = cloudWattsOf(plan);
  const it = `${inWords.watts(power.loadWatts)} of IT ${byFigure(power)}`;
  const load = cloud === 0 ? it : `(${it} + ${inWords.watts(cloud)} of AWS on the site)`;
  if (pue !== undefined) {
    const origin = pue.isStated ? 'as stated' : 'by the plan of cooling';
    return {
      watts,
      isLeast,
      arithmetic: `${load} x PUE ${inWords.number(pue.value, 3)} ${origin} = ${inWords.watts(watts)}`,
    };
  }
  if (power.chain === undefined) return { watts, isLeast, arithmetic: `${load}; losses and cooling not counted` };
  const losses = inWords.watts(power.chain.lossWatts);
  const arithmetic = `${load} and ${losses} of losses: ${inWords.watts(watts)} at the sources, cooling not counted`;
  return { watts, isLeast, arithmetic };
}
