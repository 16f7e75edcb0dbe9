import { DesignError, DesignErrors } from '../errors/design-error';
import { spellingHint } from '../errors/spelling-hint';
import { calendarDay } from './calendar-day';
import type { RuleInfo } from './rule';
import { defaultRules } from './rule-packs';

/** A finding that is known and borne for a time. */
export interface Acknowledgement {
  /** Construct path: covers findings of that construct and of all below it. */
  readonly path: string;
  readonly ruleId: string;
  /** Why it is borne, for those who read the report. */
  readonly reason: string;
  /** Last day on which it holds, as `2026-12-31`. */
  readonly until: string;
}

/**
 * An acknowledgement that is checked.
 *
 * @param input - the acknowledgement
 * @param rules - rules that it may name; default: those of the library
 * @throws DesignError `policy/acknowledgement-without-reason`, `policy/unknown-rule`, `policy/bad-date`
 */
export function acknowledgement(input: Acknowledgement, rules: readonly RuleInfo[] = defaultRules): Acknowledgement {
  const { path, ruleId, reason, until } = input;
  const owner = `acknowledgement of '${ruleId}' for '${path}'`;
  const problems: DesignError[] = [];
  if (reason.trim() === '') {
    problems.push(
      new DesignError('policy/acknowledgement-without-reason', {
        problem: `${owner}: 'reason' is empty`,
        remedy: 'say why the finding can be borne',
        object: owner,
      }),
    );
  }
  const ids = rules.map(({ id }) => id);
  if (!ids.includes(ruleId)) {
    const hint = spellingHint(ruleId, ids);
    problems.push(
      new DesignError('policy/unknown-rule', {
        problem: `${owner}: there is no rule '${ruleId}'`,
        remedy:
          hint === undefined ? "take an id from the list of rules in 'docs/policies.md'" : `did you mean '${hint}'?`,
        object: owner,
        value: ruleId,
      }),
    );
  }
  try {
    calendarDay(until, owner, 'until');
  } catch (error) {
    if (!(error instanceof DesignError)) throw error;
    problems.push(error);
  }
  DesignErrors.throwAll(problems);
  return { path, ruleId, reason, until };
}
