import { textOrder } from '../design/text';
import { DesignError, DesignErrors, textErrors, spellingHint } from '../errors/design-error';
import { present } from '../units/present';
import { calendarDay } from './engine/in-words';
import type { Finding, ReportedWaiver, RuleInfo } from './engine/rule';
import { defaultRules } from './rule-packs';

/** A finding that is known and waived for a time. */
export interface Acknowledgement {
  /** Construct path: covers the findings of that construct. */
  readonly path: string;
  readonly ruleId: string;
  /** Why it is waived, for those who read the report. */
  readonly reason: string;
  /** Last day on which it holds, as `2026-12-31`. */
  readonly until: string;
  /**
   * Who answers for it, for an audit.
   *
   * @default - the list of waivers says that nobody is named
   */
  readonly owner?: string;
  /**
   * Whether it covers what is below the construct too. The report says how many findings it covers.
   *
   * @default false
   */
  readonly andBelow?: boolean;
}

/**
 * An acknowledgement that is checked.
 *
 * @param input - the acknowledgement
 * @param rules - rules that it may name; default: those of the library
 * @throws DesignError `policy/acknowledgement-without-reason`, `policy/unknown-rule`, `policy/bad-date`, `names/...`
 */
export function acknowledgement(input: Acknowledgement, rules: readonly RuleInfo[] = defaultRules): Acknowledgement {
  const { path, ruleId, reason, until, andBelow, owner: answers } = input;
  const owner = `acknowledgement of '${ruleId}' for '${path}'`;
  const problems: DesignError[] = [];
  if (reason.trim() === '') {
    problems.push(
      new DesignError('policy/acknowledgement-without-reason', {
        problem: `${owner}: 'reason' is empty`,
        remedy: 'say why the finding can be waived',
        object: owner,
      }),
    );
  }
  problems.push(...textErrors(`${owner}: 'reason'`, reason), ...textErrors(`${owner}: its rule`, ruleId));
  if (answers !== undefined) {
    if (typeof (answers as unknown) !== 'string' || answers.trim() === '') {
      problems.push(
        new DesignError('props/wrong-kind', {
          problem: `${owner}: 'owner' is ${JSON.stringify(answers)}`,
          remedy: 'name who answers for it, or leave it out',
          object: owner,
        }),
      );
    } else problems.push(...textErrors(`${owner}: 'owner'`, answers));
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
  if (andBelow !== undefined && typeof (andBelow as unknown) !== 'boolean') {
    problems.push(
      new DesignError('props/wrong-kind', {
        problem: `${owner}: 'andBelow' is ${JSON.stringify(andBelow)}`,
        remedy: 'give true or false, or leave it out',
        object: owner,
      }),
    );
  }
  DesignErrors.throwAll(problems);
  return { path, ruleId, reason, until, ...present({ owner: answers }), ...(andBelow === true ? { andBelow } : {}) };
}

/** A waiver that covers a finding and is past its day. The finding counts again. */
const acknowledgementExpired: RuleInfo = {
  id: 'policy/acknowledgement-expired',
  severity: 'warning',
  title: 'an acknowledgement that covers a finding is within its date',
  why: {
    text: 'A finding is waived for a time that somebody chose; when it is over, the choice has to be made again.',
    source: 'Convention of this library',
  },
  pack: 'policy',
};

/** A waiver that covers no finding. */
const acknowledgementUnused: RuleInfo = {
  id: 'policy/acknowledgement-unused',
  severity: 'warning',
  title: 'every acknowledgement covers a finding',
  why: {
    text: 'A waiver that covers nothing hides the next finding of its rule before anybody has seen it.',
    source: 'Convention of this library',
  },
  pack: 'policy',
};

/** Rules about acknowledgements. They are judged with every report and cannot be acknowledged. */
export const acknowledgementRules: readonly RuleInfo[] = [acknowledgementExpired, acknowledgementUnused];

/** The acknowledgements of a site on a day, and which of them have met a finding. */
export class Waivers {
  private readonly byRule = new Map<string, Acknowledgement[]>();
  private readonly met = new Map<Acknowledgement, number>();
  private readonly below = new Map<Acknowledgement, number>();
  private readonly covered = new Map<Acknowledgement, number>();

  public constructor(
    acknowledgements: readonly Acknowledgement[],
    private readonly asOf: string,
  ) {
    for (const one of [...acknowledgements].sort(mostSpecificFirst)) {
      const known = this.byRule.get(one.ruleId) ?? [];
      known.push(one);
      this.byRule.set(one.ruleId, known);
      this.met.set(one, 0);
    }
  }

  /** The acknowledgement that covers the finding today: the one nearest to its path. */
  public coverOf(finding: Finding): Acknowledgement | undefined {
    const above = (this.byRule.get(finding.ruleId) ?? []).filter(({ path }) => isAtOrBelow(path, finding.path));
    const covering = above.filter(({ path, andBelow }) => andBelow === true || path === finding.path);
    for (const one of above) count(covering.includes(one) ? this.met : this.below, one);
    const cover = covering.find((one) => !this.isExpired(one));
    if (cover !== undefined) count(this.covered, cover);
    return cover;
  }

  /** Findings that an acknowledgement covers, of those that were asked for so far. */
  public coveredBy(one: Acknowledgement): number {
    return this.covered.get(one) ?? 0;
  }

  /** All acknowledgements by rule, path and end, with the findings that each meets. */
  public list(): readonly ReportedWaiver[] {
    return [...this.met]
      .map(([{ path, ruleId, reason, until, owner, andBelow }, meets]) => ({
        ...{ ruleId, path, reason, until, ...present({ owner }) },
        ...(andBelow === true ? { andBelow } : {}),
        meets,
      }))
      .sort(
        (left, right) =>
          textOrder(left.ruleId, right.ruleId) ||
          textOrder(left.path, right.path) ||
          textOrder(left.until, right.until),
      );
  }

  /** Acknowledgements that were of no use: past their day, or without a finding. */
  public findings(): Finding[] {
    return [...this.met].flatMap(([one, met]) => {
      if (met === 0) return [unused(one, this.below.get(one) ?? 0)];
      return this.isExpired(one) ? [this.expired(one, met)] : [];
    });
  }

  private isExpired({ until }: Acknowledgement): boolean {
    return this.asOf > until;
  }

  private expired(one: Acknowledgement, met: number): Finding {
    return {
      ...about(acknowledgementExpired, one),
      found: `ended on ${one.until}; covers ${met} ${met === 1 ? 'finding' : 'findings'}`,
      limit: `judged as of ${this.asOf}`,
      arithmetic: `${this.asOf} is after ${one.until}`,
      remedy: "fix what it covers, or acknowledge it again with a later 'until'",
    };
  }
}

function unused(one: Acknowledgement, below: number): Finding {
  const limit = 'at least 1 finding';
  if (below > 0) {
    return {
      ...about(acknowledgementUnused, one),
      found: `0 findings covered; ${below} below it`,
      limit,
      remedy: "say 'andBelow: true' to cover what is below, or acknowledge each construct",
    };
  }
  return {
    ...about(acknowledgementUnused, one),
    found: '0 findings covered',
    limit,
    remedy: "take the acknowledgement away, or correct its 'path'",
  };
}

function count(counts: Map<Acknowledgement, number>, one: Acknowledgement): void {
  counts.set(one, (counts.get(one) ?? 0) + 1);
}

function about(
  rule: RuleInfo,
  one: Acknowledgement,
): Pick<Finding, 'ruleId' | 'pack' | 'severity' | 'outcome' | 'title' | 'path' | 'object'> {
  return {
    ruleId: rule.id,
    pack: rule.pack,
    severity: rule.severity,
    outcome: 'failed',
    title: rule.title,
    path: one.path,
    object: `acknowledgement of '${one.ruleId}' (${one.reason})`,
  };
}

function isAtOrBelow(above: string, path: string): boolean {
  return path === above || path.startsWith(above.endsWith('/') || above === '' ? above : `${above}/`);
}

function mostSpecificFirst(left: Acknowledgement, right: Acknowledgement): number {
  return (
    right.path.length - left.path.length ||
    textOrder(left.path, right.path) ||
    textOrder(right.until, left.until) ||
    textOrder(left.reason, right.reason)
  );
}
