import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import {
  isCalendarDay,
  type MilestoneInput,
  type Phased,
  type PhaseInput,
  type PurchaseInput,
} from '../../model/phase';
import { addTo } from '../../units/present';

/** More weeks than any lead time has: above it a number is a slip. */
const MOST_WEEKS = 1_040;

/** What is checked of the phases of a site. */
export interface PhasesInput {
  /** Phases of the site, in any order. */
  readonly phases: readonly PhaseInput[];
  /** Purchases that name a phase. */
  readonly purchases: readonly PurchaseInput[];
  /** Everything that may name a phase, by what it is: `device`, `hall`. */
  readonly phased: Readonly<Record<string, readonly Phased[]>>;
}

/**
 * Checks the phases of a site, all problems at once. Phases have different days, so that their order is that of their dates wherever they are declared.
 *
 * @throws DesignError `phases/bad-date`, `phases/duplicate-name`, `phases/same-date`, `phases/unknown-phase`, `phases/bad-lead-time`, `phases/bad-power`
 */
export function checkPhases({ phases, purchases, phased }: PhasesInput): void {
  DesignErrors.throwAll([
    ...phases.flatMap(checkDate),
    ...phases.flatMap(checkPowers),
    ...repeated(phases, ({ name }) => name).map(
      ([name]) =>
        new DesignError('phases/duplicate-name', {
          problem: `more than one phase is named '${name}'`,
          remedy: 'give each phase a name of its own',
          object: name,
        }),
    ),
    ...repeated(phases, ({ date }) => date).map(
      ([date, names]) =>
        new DesignError('phases/same-date', {
          problem: `phases ${names.map((name) => `'${name}'`).join(' and ')} have the same date, ${date}`,
          remedy: 'give each phase a day of its own, or make one of them',
          object: names[0] ?? '',
          value: date,
        }),
    ),
    ...purchases.flatMap(checkLeadTime),
    ...unknownPhases(phases, { ...phased, purchase: purchases }),
  ]);
}

/**
 * Checks a milestone: days of the calendar, one way to its day, and something that waits for it.
 *
 * @throws DesignError `milestones/bad-date`, `milestones/two-dates`, `milestones/no-lead-time`, `milestones/holds-nothing`
 */
export function checkMilestone({
  name,
  date,
  leadTimeWeeks,
  appliedOn,
  reachedOn,
  phases,
  handOver,
  orders,
}: MilestoneInput): void {
  const object = name;
  const errors = Object.entries({ date, appliedOn, reachedOn }).flatMap(([prop, day]) =>
    day === undefined || isCalendarDay(day)
      ? []
      : new DesignError('milestones/bad-date', {
          problem: `milestone '${name}': '${prop}' is '${day}', which is no day of the calendar`,
          remedy: "write it as year-month-day, for example '2027-11-30'",
          object,
          value: day,
        }),
  );
  if (date !== undefined && leadTimeWeeks !== undefined) {
    errors.push(
      new DesignError('milestones/two-dates', {
        problem: `milestone '${name}': both 'date' and 'leadTime' are given`,
        remedy: "give 'date' where somebody promised the day, else 'leadTime'",
        object,
      }),
    );
  }
  if (appliedOn !== undefined && leadTimeWeeks === undefined) {
    errors.push(
      new DesignError('milestones/no-lead-time', {
        problem: `milestone '${name}': 'appliedOn' is given, and no 'leadTime' that counts from it`,
        remedy: "give 'leadTime', or leave 'appliedOn' out",
        object,
      }),
    );
  }
  if (phases.length + handOver.length + orders.length === 0) {
    errors.push(
      new DesignError('milestones/holds-nothing', {
        problem: `milestone '${name}' names nothing that waits for it`,
        remedy: "give 'phases', 'handOver' or 'orders'",
        object,
      }),
    );
  }
  DesignErrors.throwAll(errors);
}

function checkDate({ name, date }: PhaseInput): DesignError[] {
  if (isCalendarDay(date)) return [];
  return [
    new DesignError('phases/bad-date', {
      problem: `phase '${name}': 'date' is '${date}', which is no day of the calendar`,
      remedy: "write it as year-month-day, for example '2027-11-30'",
      object: name,
      value: date,
    }),
  ];
}

function checkPowers({ name, contractWatts, itWatts, energisedWatts }: PhaseInput): DesignError[] {
  return Object.entries({ contractPower: contractWatts, itPower: itWatts, energisedPower: energisedWatts })
    .filter(([, watts]) => watts !== undefined && !(watts > 0))
    .map(
      ([prop, watts]) =>
        new DesignError('phases/bad-power', {
          problem: `phase '${name}': '${prop}' is ${watts ?? 0} W`,
          remedy: 'give a power above 0, or leave it out where it is not stated',
          object: name,
          value: String(watts),
        }),
    );
}

function checkLeadTime({ name, leadTimeWeeks }: PurchaseInput): DesignError[] {
  if (typeof (leadTimeWeeks as unknown) === 'number' && leadTimeWeeks >= 0 && leadTimeWeeks <= MOST_WEEKS) return [];
  return [
    new DesignError('phases/bad-lead-time', {
      problem: `${name}: a lead time of ${leadTimeWeeks} weeks`,
      remedy: `give weeks from 0 to ${MOST_WEEKS}`,
      object: name,
      value: String(leadTimeWeeks),
      limit: String(MOST_WEEKS),
    }),
  ];
}

/** One error for each kind and each name that no phase has; thousands of devices may carry it. */
function unknownPhases(
  phases: readonly PhaseInput[],
  phased: Readonly<Record<string, readonly Phased[]>>,
): DesignError[] {
  const known = new Set(phases.map(({ name }) => name));
  return Object.entries(phased).flatMap(([kind, things]) => {
    const firstOf = new Map<string, string>();
    for (const { name, phase } of things) {
      if (phase !== undefined && !known.has(phase) && !firstOf.has(phase)) firstOf.set(phase, name);
    }
    return [...firstOf].map(([phase, name]) => {
      const hint = spellingHint(phase, [...known]);
      const others =
        known.size === 0 ? 'the site has none' : `there are ${[...known].map((one) => `'${one}'`).join(', ')}`;
      return new DesignError('phases/unknown-phase', {
        problem: `${kind} '${name}' is of phase '${phase}', which the site does not have`,
        remedy: hint === undefined ? `name a phase of the site; ${others}` : `did you mean '${hint}'?`,
        object: name,
        value: phase,
      });
    });
  });
}

function repeated(phases: readonly PhaseInput[], key: (phase: PhaseInput) => string): [string, string[]][] {
  const names = new Map<string, string[]>();
  for (const phase of phases) addTo(names, key(phase), phase.name);
  return [...names].filter(([, holders]) => holders.length > 1);
}
