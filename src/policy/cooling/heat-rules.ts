import type { CoolingLoopPlan, CoolingUnitsPlan, HeatSource } from '../../model/cooling-plan';
import type { SitePlan } from '../../model/site-plan';
import { FlowRate } from '../../units/flow-rate';
import { Temperature } from '../../units/dimensions';
import { inWords } from '../engine/in-words';
import { addTo } from '../../units/present';
import {
  defineRule,
  failed,
  indeterminate,
  judgeEach,
  notApplicable,
  passed,
  type FailedVerdict,
  type Rule,
} from '../engine/rule';
import { isCoolingOffChain, unplacedLosses } from '../power/cooling-load-rules';

/** Why no rule of cooling applies to a site without any. */
export const NO_COOLING = 'the site names no cooling loop';

/** Why rules about loops do not apply where none takes heat. */
export const NO_HEAT = 'no such cooling loop takes heat';

/** A loop of some kinds that takes heat. */
export function loopsWithHeat(
  plan: SitePlan,
  ...kinds: readonly CoolingLoopPlan['kind'][]
): readonly CoolingLoopPlan[] {
  return (plan.cooling?.loops ?? []).filter(({ kind, heatWatts }) => kinds.includes(kind) && heatWatts > 0);
}

/** Why there is nothing to judge: no cooling at all, or none that the rule concerns. */
export function nothing(plan: SitePlan, reason = NO_HEAT): string {
  return plan.cooling === undefined ? NO_COOLING : reason;
}

/** A loop as messages name it. */
export function loopWords({ name }: Pick<CoolingLoopPlan, 'name'>): string {
  return `cooling loop '${name}'`;
}

/** A temperature of a plan as text. */
export function celsius(millicelsius: number): string {
  return Temperature.celsius(millicelsius / 1_000).toString();
}

/** A flow of a plan as text: litres a minute of liquid, cubic metres a second of air. */
export function flowWords({ kind }: Pick<CoolingLoopPlan, 'kind'>, millilitresPerSecond: number): string {
  if (kind === 'air') return `${inWords.number(millilitresPerSecond / 1_000_000, 3)} m3/s`;
  return FlowRate.millilitresPerMinute(millilitresPerSecond * 60).toString();
}

/** What the units of a loop take together: `2 x 2 MW + 1 x 500 kW = 4.5 MW`. */
export function capacityWords({ units, capacityWatts }: CoolingLoopPlan): string {
  const takers = units.filter((each) => (each.capacityWatts ?? 0) > 0);
  if (takers.length === 0) return 'no unit takes heat';
  const parts = takers.map((each) => `${each.units} x ${inWords.watts(each.capacityWatts ?? 0)}`);
  return `${parts.join(' + ')} = ${inWords.watts(capacityWatts)}`;
}

/** Flow that one unit moves; undefined where it is not known. */
export function flowOfOne({ kind }: Pick<CoolingLoopPlan, 'kind'>, units: CoolingUnitsPlan): number | undefined {
  return kind === 'air' ? units.airMillilitresPerSecond : units.flowMillilitresPerSecond;
}

const ALL_BECOMES_HEAT =
  'All power that a rack draws becomes heat, and what nothing takes away stops it within minutes.';
const SPLIT =
  'Split of liquid and air as the vendor states it: liquid = P x capture ratio, and stated heats before the ratio';
const TWO_LIMITS = {
  text: 'A unit takes so much heat at its rated flow and temperatures and no more.',
  source: 'Count of coolant distribution units by heat and by flow, as in a public planner for AI data centres',
};

const unservedLiquid = defineRule({
  id: 'cooling/unserved-liquid',
  severity: 'error',
  title: 'all heat that goes into liquid is taken by a technology loop',
  why: { text: ALL_BECOMES_HEAT, source: SPLIT },
  check: (plan) =>
    judgeEach(
      rowsOf(plan, ({ liquidWatts }) => liquidWatts > 0),
      ([row, sources]) =>
        unserved(
          plan,
          row,
          sources.filter(({ technologyLoop }) => technologyLoop === undefined),
          {
            what: 'into liquid',
            watts: ({ liquidWatts }) => liquidWatts,
            remedy: "name the row in the 'rows' of a CoolingLoop of kind 'technology', or move what is there",
          },
        ),
      nothing(plan, 'nothing gives heat to liquid'),
    ),
});

const unservedAir = defineRule({
  id: 'cooling/unserved-air',
  severity: 'error',
  title: 'all heat that goes into air is taken by a loop of air',
  why: { text: `${ALL_BECOMES_HEAT} A rack on liquid gives part of it to the air as well.`, source: SPLIT },
  check: (plan) =>
    judgeEach(
      rowsOf(plan, ({ airWatts }) => airWatts > 0),
      ([row, sources]) =>
        unserved(
          plan,
          row,
          sources.filter(({ airLoop }) => airLoop === undefined),
          {
            what: 'into air',
            watts: ({ airWatts }) => airWatts,
            remedy: "name the row, or its hall, in a CoolingLoop of kind 'air'",
          },
        ),
      nothing(plan, 'nothing gives heat to air'),
    ),
});

const splitUnknown = defineRule({
  id: 'cooling/split-unknown',
  severity: 'warning',
  title: 'of every system it is known how much of its heat goes into liquid',
  why: {
    text: 'A system whose split is not known is counted as cooled by air alone: its liquid loop is sized too small.',
    source: SPLIT,
  },
  check: (plan) =>
    judgeEach(
      plan.cooling?.unknownSplits ?? [],
      ({ model, devices, watts }) =>
        failed({
          path: plan.path,
          object: `${inWords.count(devices, 'system')} of model '${model}'`,
          found: `${inWords.watts(watts)} counted as heat into air`,
          limit: 'a split that is stated',
          remedy: `define the model with it: defineSystem({ ...spec, liquidFraction: userFact(0.85, source, 'YYYY-MM') })`,
        }),
      nothing(plan, 'every system states its split'),
    ),
});

const heatShort = defineRule({
  id: 'cooling/heat-short',
  severity: 'error',
  title: 'the units of a technology loop, and those of a loop of air, take all of its heat',
  why: TWO_LIMITS,
  check: (plan) => judgeEach(loopsWithHeat(plan, 'technology', 'air'), heatVerdict, nothing(plan)),
});

const rejectionShort = defineRule({
  id: 'cooling/rejection-short',
  severity: 'error',
  title: 'the units of a facility loop reject all heat that loops give to it',
  why: { ...TWO_LIMITS, text: `${TWO_LIMITS.text} Pumps and fans of the loops before it end as heat in it.` },
  check: (plan) => judgeEach(loopsWithHeat(plan, 'facility'), heatVerdict, nothing(plan)),
});

const noRejection = defineRule({
  id: 'cooling/no-rejection',
  severity: 'warning',
  title: 'a technology loop rejects its heat to another loop',
  why: {
    text: 'A coolant distribution unit passes heat on: without facility water, or air, behind it, it takes none.',
    source: 'TCS supply = FWS supply + approach, as in a public planner for AI data centres',
  },
  check: (plan) =>
    judgeEach(
      loopsWithHeat(plan, 'technology'),
      (loop) => {
        if (loop.rejectsTo !== undefined) return undefined;
        return failed({
          path: loop.path,
          object: loopWords(loop),
          found: `${inWords.watts(loop.heatWatts)} that go nowhere`,
          limit: 'a loop that takes them',
          remedy: "give 'rejectsTo', a CoolingLoop of kind 'facility', or of kind 'air' for units from liquid to air",
        });
      },
      nothing(plan),
    ),
});

const rackAirHeat = defineRule({
  id: 'cooling/rack-air-heat',
  severity: 'error',
  title: 'a rack gives at most as much heat to air as its position allows',
  why: {
    text: 'Air can take only so much heat from one position, however many units the hall has.',
    source: "Limit of the position as given in 'maxAirHeat'",
  },
  check: (plan) => {
    const limits = new Map(plan.placement.racks.map((rack) => [rack.name, rack.limits.maxAirWatts]));
    return judgeEach(
      (plan.cooling?.sources ?? []).filter(({ name }) => limits.get(name) !== undefined),
      ({ name, airWatts, unstatedWatts }) => {
        const limit = limits.get(name) ?? Infinity;
        if (airWatts <= limit) return undefined;
        const [found, allowed, over] = [airWatts, limit, airWatts - limit].map(inWords.watts);
        return failed({
          path: plan.path,
          object: `rack '${name}'`,
          found: `${found} into air`,
          limit: `${allowed}`,
          required: `${found}`,
          available: `${allowed}`,
          shortfall: `${over}`,
          arithmetic: `${found} - ${allowed} = ${over}; ${inWords.watts(unstatedWatts)} of it are stated for neither liquid nor air`,
          remedy: "move a device to another rack, or raise 'maxAirHeat' of the rack",
        });
      },
      nothing(plan, 'no rack position states how much heat it may give to air'),
    );
  },
});

const lossesPlaced = defineRule({
  id: 'cooling/losses-placed',
  severity: 'warning',
  title: 'of every power node that loses power it is known where its heat goes',
  why: {
    text: 'What a UPS or a transformer loses is heat of the room that it stands in: some percent of all that passes it.',
    source: 'Loss = load x (1 / efficiency - 1), efficiency as given with the node',
  },
  check: (plan) => {
    const {
      power: { chain },
      cooling,
    } = plan;
    if (isCoolingOffChain(plan))
      return [notApplicable('power/cooling-off-chain says where heat of nodes is not known')];
    const absent = new Set(chain?.absent);
    const losing = (chain?.nodes ?? []).filter(
      ({ name, loadWatts, inputWatts }) => inputWatts > loadWatts && !absent.has(name),
    );
    if (cooling === undefined || losing.length === 0) {
      return [notApplicable(cooling === undefined ? NO_COOLING : 'no power node of the site loses power')];
    }
    const { nodes: silent, watts } = unplacedLosses(plan);
    const held = losing.length - silent.length;
    return [
      ...silent.slice(0, 1).map(({ path }) =>
        indeterminate({
          path,
          object: `losses of ${inWords.names(silent.map(({ name }) => name))}`,
          unknown: `which cooling loop takes their ${inWords.watts(watts)} of heat`,
          givenBy: "give 'heatTo' of the nodes: a cooling loop, or 'outside'",
        }),
      ),
      ...(held === 0 ? [] : [passed(held)]),
    ];
  },
});

/** Rules about heat: that something takes it, and enough of it. */
export const heatRules: readonly Rule[] = [
  heatShort,
  lossesPlaced,
  noRejection,
  rackAirHeat,
  rejectionShort,
  splitUnknown,
  unservedAir,
  unservedLiquid,
];

/** Sources of some heat by row, in the order of the plan. */
function rowsOf(plan: SitePlan, hasHeat: (source: HeatSource) => boolean): ReadonlyMap<string, readonly HeatSource[]> {
  const rows = new Map<string, HeatSource[]>();
  for (const source of (plan.cooling?.sources ?? []).filter(hasHeat)) {
    addTo(rows, source.row, source);
  }
  return rows;
}

interface UnservedWords {
  readonly what: string;
  readonly watts: (source: HeatSource) => number;
  readonly remedy: string;
}

function unserved(
  { path }: SitePlan,
  row: string,
  sources: readonly HeatSource[],
  { what, watts, remedy }: UnservedWords,
): FailedVerdict | undefined {
  if (sources.length === 0) return undefined;
  const total = inWords.watts(sources.reduce((sum, source) => sum + watts(source), 0));
  return failed({
    path,
    object: `row '${row}' with ${inWords.names(sources.map(({ name }) => name))}`,
    found: `${total} ${what} that no loop takes`,
    limit: '0 W',
    shortfall: total,
    remedy,
  });
}

function heatVerdict(loop: CoolingLoopPlan): FailedVerdict | undefined {
  const { heatWatts, capacityWatts } = loop;
  if (heatWatts <= capacityWatts) return undefined;
  const [heat, capacity, short] = [heatWatts, capacityWatts, heatWatts - capacityWatts].map(inWords.watts);
  return failed({
    path: loop.path,
    object: loopWords(loop),
    found: `${heat} of heat`,
    limit: `${capacity}`,
    required: `${heat}`,
    available: `${capacity}`,
    shortfall: `${short}`,
    arithmetic: `${capacityWords(loop)}; ${heat} - ${capacity} = ${short}`,
    remedy: "raise 'count' of its units, or leave it out: they are then as many as the heat takes",
  });
}
