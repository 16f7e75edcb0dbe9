import type { SystemSpec } from '../../catalog/system-spec';
import { fitWithin } from '../../design/limits/space-limits';
import { type MilestoneGate, type MilestonePlan, type PhasePlan, weeksAfter } from '../../model/phase';
import type { Assumption, SitePlan } from '../../model/site-plan';
import type { Power } from '../../units/power';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, passed, type Rule, type Verdict } from '../engine/rule';
import { addTo } from '../../units/present';

const NO_PHASES = 'the site has no phases';

const OWN_DATES = 'Dates and lead times as given in the props of phases and purchases';

const EVALUATION_DATE = {
  unknown: 'the evaluation date',
  givenBy: "give 'asOf', the evaluation date, in 'policy' of the site",
} as const;

const orderDatePassed = defineRule({
  id: 'growth/order-date-passed',
  severity: 'error',
  title: 'everything that a phase needs can still be ordered on the evaluation date',
  why: {
    text: 'What is ordered after its last order date arrives after the phase begins, and the phase waits for it.',
    source: `${OWN_DATES}; a survey of the second quarter of 2025, quoted by a third party, gives 128 weeks for a power transformer`,
  },
  check: (plan) =>
    judgeEach(
      (plan.phases ?? []).flatMap((phase) => phase.purchases.map((purchase) => ({ phase, purchase }))),
      ({ phase, purchase }): Verdict | undefined => {
        const { name, path, leadTimeWeeks, lastOrderDate } = purchase;
        const object = `${name} of phase '${phase.name}'`;
        const { asOf } = plan;
        if (asOf === undefined) return indeterminate({ path, object, ...EVALUATION_DATE });
        // Once its phase is there, it was delivered.
        if (asOf <= lastOrderDate || asOf >= phase.date) return undefined;
        return failed({
          path,
          object,
          found: `the last day to order was ${lastOrderDate}`,
          limit: `${asOf}, the evaluation date`,
          arithmetic: `${phase.date} - ${inWords.count(leadTimeWeeks, 'week')} = ${lastOrderDate}, before ${asOf}`,
          remedy: "move the 'date' of the phase, find a shorter 'leadTime', or acknowledge what was ordered in time",
        });
      },
      'nothing that a phase needs has a lead time',
    ),
});

const hallNotReady = defineRule({
  id: 'growth/hall-not-ready',
  severity: 'error',
  title: 'a device comes no earlier than the hall in which it stands',
  why: {
    text: 'A system that is delivered before its hall is ready has no floor, power or cooling.',
    source: OWN_DATES,
  },
  check: (plan) => {
    if (plan.phases === undefined) return judgeEach([], () => undefined, NO_PHASES);
    const ready = new Set(plan.placement.racks.map(({ name }) => name));
    const early = new Map<string, string[]>();
    for (const { name, path } of plan.devices) {
      const rack = plan.placement.positions.get(name)?.rack;
      const key = rack === undefined || ready.has(rack) ? '' : path;
      addTo(early, key, name);
    }
    return judgeEach(
      early,
      ([path, names]) =>
        path === ''
          ? undefined
          : failed({
              path,
              object: `${inWords.count(names.length, 'device')} ${inWords.names(names)}`,
              found: 'they are there before their hall is ready',
              limit: 'the phase of the hall, or a later one',
              remedy: "give the hall an earlier 'phase', or the devices a later one",
            }),
      'the site has no device',
    );
  },
});

const fabricLate = defineRule({
  id: 'growth/fabric-late',
  severity: 'error',
  title: 'a cluster comes no earlier than the fabrics that connect it',
  why: { text: 'GPUs without their fabric cost as much as GPUs at work.', source: OWN_DATES },
  check: (plan) => {
    const built = new Set(plan.fabrics.map(({ plan: { name } }) => name));
    return judgeEach(
      plan.phases === undefined ? [] : plan.clusters.filter(({ fabrics }) => fabrics.length > 0),
      ({ name, path, fabrics, hosts }) => {
        const missing = fabrics.filter((fabric) => !built.has(fabric));
        if (missing.length === 0) return undefined;
        return failed({
          path,
          object: `cluster '${name}'`,
          found: `${inWords.count(hosts.length, 'host')} without ${missing.map((fabric) => `fabric '${fabric}'`).join(' and ')}`,
          limit: 'every fabric of the cluster',
          remedy: "give the fabric an earlier 'phase', or the systems a later one",
        });
      },
      plan.phases === undefined ? NO_PHASES : 'no cluster is on a fabric',
    );
  },
});

const POWERS = [
  { figure: 'contractWatts', prop: 'contractPower' },
  { figure: 'itWatts', prop: 'itPower' },
  { figure: 'energisedWatts', prop: 'energisedPower' },
] as const;

const supplyFalls = defineRule({
  id: 'growth/supply-falls',
  severity: 'warning',
  title: 'the power that is promised to a site does not fall from one phase to the next',
  why: {
    text: 'A supply that falls while the site grows is most often a slip in the order of dates.',
    source: OWN_DATES,
  },
  check: (plan) =>
    judgeEach(
      pairsOf(plan.phases ?? []),
      ({ before, after }) => {
        const fallen = POWERS.find(({ figure }) => (after[figure] ?? Infinity) < (before[figure] ?? 0));
        if (fallen === undefined) return undefined;
        const [least, most] = [after[fallen.figure] ?? 0, before[fallen.figure] ?? 0];
        return failed({
          path: after.path,
          object: `phase '${after.name}'`,
          found: `'${fallen.prop}' is ${inWords.watts(least)}`,
          limit: `${inWords.watts(most)} of phase '${before.name}'`,
          arithmetic: `${inWords.watts(most)} - ${inWords.watts(least)} = ${inWords.watts(most - least)} less`,
          remedy: "correct the 'date' or the power of one of them, or acknowledge it",
        });
      },
      (plan.phases ?? []).length === 1 ? 'the site has one phase' : NO_PHASES,
    ),
});

const emptyPhase = defineRule({
  id: 'growth/empty-phase',
  severity: 'warning',
  title: 'a phase brings something: GPUs, load or power',
  why: { text: 'A phase that brings nothing is most often one that its systems do not name.', source: OWN_DATES },
  check: (plan) =>
    judgeEach(
      pairsOf(plan.phases ?? []),
      ({ before, after }) => {
        const brings = after.gpus > before.gpus || after.loadWatts > before.loadWatts || after.purchases.length > 0;
        if (brings || POWERS.some(({ figure }) => (after[figure] ?? 0) > (before[figure] ?? 0))) return undefined;
        return failed({
          path: after.path,
          object: `phase '${after.name}'`,
          found: `${inWords.count(after.gpus, 'GPU')} and ${inWords.watts(after.loadWatts)}, as in phase '${before.name}'`,
          limit: 'more than the phase before',
          remedy: "name it as 'phase' of what comes with it, or take it away",
        });
      },
      (plan.phases ?? []).length === 1 ? 'the site has one phase' : NO_PHASES,
    ),
});

const assumptionOverdue = defineRule({
  id: 'growth/assumption-overdue',
  severity: 'warning',
  title: 'an assumed figure is replaced by its date',
  why: {
    text: 'A figure that was assumed for a time is a guess, and who builds after that time builds by it.',
    source: "The dates that the program gives: 'until' of 'assumed' and 'assumedFact'",
  },
  check: ({ assumptions = [], asOf, path: site, name }) => {
    // What one person lacks for one reason by one day is one cause.
    const causes = new Map<string, Assumption[]>();
    for (const one of assumptions) {
      const key = asOf === undefined ? '' : JSON.stringify([one.why, one.owner, one.until]);
      addTo(causes, key, one);
    }
    return judgeEach(
      causes.values(),
      (own): Verdict | undefined => {
        const [first] = own;
        if (first === undefined) return undefined;
        const { owner, until, why } = first;
        if (asOf === undefined) {
          const unknown = `whether ${inWords.count(own.length, 'assumed figure')} are past their date, the first on ${until}`;
          return indeterminate({ path: site, object: `site '${name}'`, ...EVALUATION_DATE, unknown });
        }
        if (asOf <= until) return undefined;
        const shown = own.slice(0, FIGURES_SHOWN).map(({ prop, object, value }) => `'${prop}' of ${object}: ${value}`);
        const more = own.length - shown.length;
        return failed({
          path: own.every(({ path }) => path === first.path) ? first.path : site,
          object: `${inWords.count(own.length, 'figure')} that ${owner} replaces`,
          found: `${shown.join('; ')}${more > 0 ? `; and ${inWords.number(more)} more` : ''}: assumed until ${until} (${why})`,
          limit: `${asOf}, the evaluation date`,
          arithmetic: `${asOf} is after ${until}`,
          remedy: `ask ${owner} for the figure and give it with its source, or assume it again with a later 'until'`,
        });
      },
      'the site assumes no figure',
    );
  },
});

const FIGURES_SHOWN = 3;

const NO_MILESTONES = 'the site names no milestone';

const beforeMilestone = defineRule({
  id: 'growth/before-milestone',
  severity: 'error',
  title: 'no phase begins, nothing is handed over and nothing is ordered before the milestone that it waits for',
  why: {
    text: 'A hall without its permit, power, integrated test or insurance may not be used, and whoever planned with its day waits.',
    source:
      "The days and sources that the program gives in 'Milestone', and the dates and lead times of phases and purchases",
  },
  check: ({ milestones = [], phases = [], asOf }) =>
    judgeEach(
      milestones.flatMap((milestone) =>
        milestone.gates
          .filter(({ phase }) => phase === undefined || phases.some(({ name }) => name === phase))
          .map((gate) => ({ milestone, gate })),
      ),
      ({ milestone, gate }) => judgeGate(milestone, gate, asOf),
      milestones.length === 0 ? NO_MILESTONES : 'nothing that waits for a milestone is there yet',
    ),
});

/** How what waits is told, and what gives its day. */
const GATES: Readonly<Record<MilestoneGate['what'], { readonly starts: string; readonly by: string }>> = {
  phase: { starts: 'it begins on', by: "give 'date' of the phase" },
  'hand-over': { starts: 'it is handed over on', by: "create a Phase and name it as its 'phase'" },
  order: { starts: 'the last day to order it is', by: "give its 'leadTime' and a 'phase' with a date" },
};

function judgeGate(milestone: MilestonePlan, gate: MilestoneGate, asOf: string | undefined): Verdict | undefined {
  const { name, kind, path, day, leadTimeWeeks, reachedOn, source } = milestone;
  const { starts, by } = GATES[gate.what];
  const own = `${kind} '${name}'`;
  const object = `${gate.name} after ${own}`;
  if (gate.date === undefined) {
    return indeterminate({ path: gate.path, object, unknown: `the day of ${gate.name}`, givenBy: by });
  }
  if (day === undefined && leadTimeWeeks === undefined) {
    const givenBy = "give 'date' or 'leadTime' of the milestone, or 'reachedOn' where it was reached";
    return indeterminate({ path, object, unknown: `the day of ${own}`, givenBy });
  }
  if (day === undefined && asOf === undefined) return indeterminate({ path, object, ...EVALUATION_DATE });
  const weeks = inWords.count(leadTimeWeeks ?? 0, 'week');
  const earliest = day ?? weeksAfter(asOf ?? '', leadTimeWeeks ?? 0);
  if (gate.date < earliest) {
    return failed({
      path: gate.path,
      object,
      found: `${starts} ${gate.date}`,
      limit: `${earliest}, ${day === undefined ? 'if it is applied for on the evaluation date' : `the day of ${own}`} (${source})`,
      arithmetic:
        day === undefined
          ? `${asOf ?? ''} + ${weeks} = ${earliest}, after ${gate.date}`
          : `${gate.date} is before ${day}`,
      remedy: `move the 'date' of the phase, or bring ${own} forward with who grants it, and give its new day and 'source'`,
    });
  }
  // A day that has passed is not a milestone that was reached.
  if (reachedOn === undefined && asOf !== undefined && asOf > gate.date) {
    const givenBy = "give 'reachedOn', or the new 'date', of the milestone";
    return indeterminate({ path, object, unknown: `whether ${own} was reached before ${gate.date}`, givenBy });
  }
  return undefined;
}

const milestoneOverdue = defineRule({
  id: 'growth/milestone-overdue',
  severity: 'warning',
  title: 'a milestone is reached by its day',
  why: {
    text: 'A milestone whose day has passed without word of it is late, and so is all that waits for it.',
    source: "The days and sources that the program gives in 'Milestone'",
  },
  check: ({ milestones = [], asOf }) =>
    judgeEach(
      milestones.filter(({ day, reachedOn }) => day !== undefined || reachedOn !== undefined),
      ({ name, kind, path, day = '', reachedOn, source }): Verdict | undefined => {
        const object = `${kind} '${name}'`;
        if (asOf === undefined) {
          return reachedOn === undefined ? indeterminate({ path, object, ...EVALUATION_DATE }) : undefined;
        }
        if (reachedOn === undefined ? asOf <= day : reachedOn <= asOf) return undefined;
        return failed({
          path,
          object,
          found:
            reachedOn === undefined
              ? `its day was ${day} (${source}), and nobody says that it was reached`
              : `'reachedOn' is ${reachedOn}, which is still to come`,
          limit: `${asOf}, the evaluation date`,
          arithmetic: reachedOn === undefined ? `${asOf} is after ${day}` : `${reachedOn} is after ${asOf}`,
          remedy: "give 'reachedOn' where it was reached, else its new 'date' and 'source'",
        });
      },
      milestones.length === 0 ? NO_MILESTONES : 'no milestone has a day',
    ),
});

/** Rules about phases of construction: what is there when, and what must be ordered by when. */
export const growthPack: readonly Rule[] = [
  orderDatePassed,
  hallNotReady,
  fabricLate,
  supplyFalls,
  emptyPhase,
  assumptionOverdue,
  beforeMilestone,
  milestoneOverdue,
];

function pairsOf(phases: NonNullable<SitePlan['phases']>): { readonly before: PhasePlan; readonly after: PhasePlan }[] {
  return phases.slice(1).flatMap((after, index) => {
    const before = phases[index];
    return before === undefined ? [] : [{ before, after }];
  });
}

/** A number of GPUs that somebody stated, and what it is to fit into. */
export interface StatedGpus {
  /** Id of the rule, `<pack>/<name>`, for example `ulsan/stated-gpus`. */
  readonly id: string;
  /** GPUs as stated. */
  readonly gpus: number;
  /** Who stated it, where and when. */
  readonly source: string;
  /** Power of the whole site. */
  readonly within: Power;
  /** Facility power over IT power. */
  readonly pue: number;
  /** System that is planned with. */
  readonly system: SystemSpec;
  /** Draw of one system as it is run: its maximum, or a cap. */
  readonly systemPower: Power;
  /**
   * IT power beside these systems: tenants, storage, networks.
   *
   * @default - nothing
   */
  readonly beside?: Power;
}

/**
 * A rule that sets a stated number of GPUs against what fits the power: a gap is a warning with its arithmetic, and nothing is bent to close it.
 *
 * @throws DesignError `limits/bad-fit`, and those of `defineRule`
 */
export function statedGpus({ id, gpus, source, within, pue, system, systemPower, beside }: StatedGpus): Rule {
  const gpusPerSystem = system.gpus.value;
  const otherWatts = beside?.inWatts ?? 0;
  const fit = fitWithin({
    siteWatts: within.inWatts,
    pue,
    otherWatts,
    systemWatts: systemPower.inWatts,
    gpusPerSystem,
  });
  const less = otherWatts === 0 ? '' : ` - ${inWords.watts(otherWatts)} beside`;
  return defineRule({
    id,
    severity: 'warning',
    title: `${inWords.number(gpus)} GPUs, as stated, fit ${within.toString()}`,
    why: { text: 'A stated number of GPUs is a claim until the power for them is found.', source },
    check: ({ path }) => {
      if (fit.gpus >= gpus) return [passed(1)];
      return [
        failed({
          path,
          object: `${inWords.number(gpus)} GPUs of '${system.id}' at ${systemPower.toString()} a system`,
          found: `${inWords.number(fit.gpus)} GPUs fit`,
          limit: `${inWords.number(gpus)} stated`,
          required: `${inWords.number(gpus)} GPUs`,
          available: `${inWords.number(fit.gpus)} GPUs`,
          shortfall: `${inWords.number(gpus - fit.gpus)} GPUs`,
          arithmetic: `${within.toString()} / PUE ${pue} = ${inWords.watts(fit.itWatts)}${less}; by ${systemPower.toString()} = ${inWords.number(fit.systems)} systems x ${gpusPerSystem} GPUs = ${inWords.number(fit.gpus)}`,
          remedy: 'correct the number, or state the system, cap and PUE with which it holds',
        }),
      ];
    },
  });
}
