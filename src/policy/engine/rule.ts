import { DesignError, DesignErrors } from '../../errors/design-error';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from './in-words';
import type { LimitsPlan } from '../../design/limits/limits-plan';

/** Severities, gravest first. */
export const SEVERITIES = ['error', 'warning', 'info'] as const;

/** How grave a failure is: an error stops a synthesis. */
export type Severity = (typeof SEVERITIES)[number];

/** Why a rule is there. */
interface RuleReason {
  /** One sentence. */
  readonly text: string;
  /** Document, measurement or address that it rests on. */
  readonly source: string;
}

/** A rule without its check: what reports and lists need. */
export interface RuleInfo {
  /** `<pack>/<what is wrong>`; it never changes its meaning. */
  readonly id: string;
  readonly severity: Severity;
  /** What must hold. */
  readonly title: string;
  readonly why: RuleReason;
  /** Pack that the rule belongs to: the part of the id before the slash. */
  readonly pack: string;
}

/** A rule: data and one pure function over a site's plan. Make it with `defineRule`. */
export interface Rule extends RuleInfo {
  /** Verdicts on every object that the rule concerns. */
  check(plan: SitePlan): readonly Verdict[];
}

const RULE_ID = /^([a-z][a-z0-9-]*)\/[a-z][a-z0-9-]*$/;

const RESERVED_PACK = 'policy';

/**
 * A rule that is checked and whose pack is the first part of its id.
 *
 * @throws DesignError `policy/bad-rule-id`, `policy/reserved-rule-id`, `policy/bad-severity`, `policy/rule-without-text`
 */
export function defineRule(rule: Omit<Rule, 'pack'>): Rule {
  const { id, severity, title, why, check } = rule;
  const pack = RULE_ID.exec(id)?.[1] ?? '';
  const problems: DesignError[] = [];
  if (pack === '') {
    problems.push(
      new DesignError('policy/bad-rule-id', {
        problem: `rule '${id}': the id is not of the form 'pack/what-is-wrong' in small letters, digits and hyphens`,
        remedy: "write it like 'power/zone-overload'",
        object: id,
      }),
    );
  }
  if (pack === RESERVED_PACK) {
    problems.push(
      new DesignError('policy/reserved-rule-id', {
        problem: `rule '${id}': ids that begin with 'policy/' are kept for findings about acknowledgements`,
        remedy: 'choose another first part',
        object: id,
      }),
    );
  }
  if (!SEVERITIES.includes(severity)) {
    problems.push(
      new DesignError('policy/bad-severity', {
        problem: `rule '${id}': severity '${severity}' is not known`,
        remedy: `use one of ${SEVERITIES.join(', ')}`,
        object: id,
        value: severity,
      }),
    );
  }
  for (const [name, text] of [
    ['title', title],
    ['why.text', why.text],
    ['why.source', why.source],
  ] as const) {
    if (text.trim() !== '') continue;
    problems.push(
      new DesignError('policy/rule-without-text', {
        problem: `rule '${id}': '${name}' is empty`,
        remedy: 'say what must hold, why, and on what source it rests',
        object: id,
      }),
    );
  }
  DesignErrors.throwAll(problems);
  return { id, severity, title, why, pack, check: (plan) => check(plan) };
}

/**
 * Judges each object: a verdict where one is due, undefined where the rule holds. Those that hold are counted in one verdict.
 *
 * @param objects - what to judge
 * @param judge - the judge of one object
 * @param noObject - why the rule does not apply where there is nothing to judge
 */
export function judgeEach<T>(
  objects: Iterable<T>,
  judge: (object: T) => Verdict | undefined,
  noObject: string,
): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  let held = 0;
  for (const object of objects) {
    const verdict = judge(object);
    if (verdict === undefined) held += 1;
    else verdicts.push(verdict);
  }
  if (held > 0) verdicts.push(passed(held));
  return verdicts.length === 0 ? [notApplicable(noObject)] : verdicts;
}

/** What a rule says of one object, or of many that passed. */
export type Verdict = FailedVerdict | PassedVerdict | NotApplicableVerdict | IndeterminateVerdict;

/** How judging can end. */
export type Outcome = Verdict['outcome'];

/** What does not hold. All quantities are text with units. */
interface Failure {
  /** Construct path of the owner. */
  readonly path: string;
  /** What is judged, as people call it: `power zone 'a', feed B`. */
  readonly object: string;
  /** What was found. */
  readonly found: string;
  /** What the rule allows. */
  readonly limit: string;
  /** What the design asks for. */
  readonly required?: string;
  /** What there is. */
  readonly available?: string;
  /** Required less available. */
  readonly shortfall?: string;
  /** How found and limit come about, with all numbers. */
  readonly arithmetic?: string;
  /** What to change, in the words of the props. */
  readonly remedy: string;
}

/** The object does not hold what the rule says. */
export interface FailedVerdict extends Failure {
  readonly outcome: 'failed';
}

/** So many objects hold it. */
interface PassedVerdict {
  readonly outcome: 'passed';
  readonly count: number;
}

/** There is nothing that the rule could judge. */
interface NotApplicableVerdict {
  readonly outcome: 'not-applicable';
  readonly reason: string;
}

/** What is missing for an evaluation. */
interface Unknown {
  /** Construct path of the owner. */
  readonly path: string;
  /** What could not be judged. */
  readonly object: string;
  /** What is not known. */
  readonly unknown: string;
  /** What would make it known: the prop to give, or the fact to find. */
  readonly givenBy: string;
}

/** The object cannot be judged yet. */
export interface IndeterminateVerdict extends Unknown {
  readonly outcome: 'indeterminate';
}

/** Verdict on an object that breaks the rule. */
export function failed(failure: Failure): FailedVerdict {
  return { outcome: 'failed', ...failure };
}

/** What a failure says of an amount above its limit, in the words of its unit; more is said by members that come after it. */
export function above(
  amount: number,
  most: number,
  inUnits: (amount: number) => string,
): Required<Omit<Failure, 'path' | 'object' | 'remedy'>> {
  const [found, limit, shortfall] = [inUnits(amount), inUnits(most), inUnits(amount - most)];
  const arithmetic = `${found} - ${limit} = ${shortfall}`;
  return { found, limit, required: found, available: limit, shortfall, arithmetic };
}

/** Verdict on `count` objects that hold the rule. */
export function passed(count: number): PassedVerdict {
  return { outcome: 'passed', count };
}

/** Verdict where there is nothing to judge. */
export function notApplicable(reason: string): NotApplicableVerdict {
  return { outcome: 'not-applicable', reason };
}

/** Verdict on an object of which too little is known. */
export function indeterminate(unknown: Unknown): IndeterminateVerdict {
  return { outcome: 'indeterminate', ...unknown };
}

/** Draw of a rack above which a domain that nobody planned is a warning, W. */
const DENSE_WATTS = 20_000;

/** Why a dense rack asks for a plan. */
export const ABOVE_AIR = `Convention of this library: a rack above ${DENSE_WATTS / 1_000} kW is no ordinary one, so that power and cooling are planned for it`;

/** A part of a site that may not be planned at all. */
interface Domain extends Pick<Rule, 'id' | 'why'> {
  /** What it is called: `cooling`. */
  readonly domain: string;
  /** Rules that then have nothing to judge. */
  readonly rules: readonly Rule[];
  readonly isPlanned: (plan: SitePlan) => boolean;
  readonly givenBy: string;
}

/** A rule that says in one finding that a part of a site with load is not planned: not known, and a warning above 20 kW a rack. */
export function notPlannedRule({ id, domain, rules, isPlanned, givenBy, why }: Domain): Rule {
  return defineRule({
    id,
    severity: 'warning',
    title: `${domain} is planned where racks draw power`,
    why,
    check: (plan) => {
      const loaded = plan.placement.racks.filter(({ loadWatts }) => loadWatts > 0);
      const [first] = loaded;
      if (first === undefined) return [notApplicable('no rack draws power')];
      if (isPlanned(plan)) return [passed(1)];
      const most = loaded.reduce((top, rack) => (rack.loadWatts > top.loadWatts ? rack : top), first);
      const object = `${domain} of site '${plan.name}'`;
      const found = `not planned, ${inWords.count(rules.length, 'rule')} not judged`;
      if (most.loadWatts <= DENSE_WATTS) return [indeterminate({ path: plan.path, object, unknown: found, givenBy })];
      return [
        failed({
          path: plan.path,
          object,
          found: `${found}, and rack '${most.name}' draws ${inWords.watts(most.loadWatts)}`,
          limit: `a plan above ${inWords.watts(DENSE_WATTS)} a rack`,
          remedy: `${givenBy}; or acknowledge it where another document plans it`,
        }),
      ];
    },
  });
}

/** Something that does not hold, or that cannot be judged. Plain data. */
export interface Finding {
  readonly ruleId: string;
  readonly pack: string;
  /** What it counts as: the rule's severity; where it could not be judged `info`, or `error` in strict mode. */
  readonly severity: Severity;
  readonly outcome: 'failed' | 'indeterminate';
  /** What should hold: the rule's title. */
  readonly title: string;
  /** Construct path of the owner. */
  readonly path: string;
  readonly object: string;
  /** All objects of which the same is not known and that the same settles, where they are several: one finding a cause. Absent: `object` alone. */
  readonly objects?: readonly { readonly path: string; readonly object: string }[];
  /** What was found, or what is not known. */
  readonly found: string;
  /** What the rule allows; absent where it could not be judged. */
  readonly limit?: string;
  readonly required?: string;
  readonly available?: string;
  readonly shortfall?: string;
  readonly arithmetic?: string;
  readonly remedy: string;
  /** Phases in which it is so, in order of date. Absent: the site has no phases. */
  readonly phases?: readonly string[];
}

/** A finding that someone waived for a time. It does not count. */
export interface AcknowledgedFinding extends Finding {
  readonly acknowledgement: {
    /** Path that was acknowledged: that of the finding, or above it where it covers what is below. */
    readonly path: string;
    readonly reason: string;
    /** Last day on which it holds. */
    readonly until: string;
    /** It covers what is below its path too. Absent: that construct alone. */
    readonly andBelow?: true;
    /** Findings that it covers in all. Absent: of one construct alone. */
    readonly covers?: number;
  };
}

/** An acknowledgement as it stands in a report, whether or not it meets a finding. */
export interface ReportedWaiver {
  readonly ruleId: string;
  /** Construct path. */
  readonly path: string;
  readonly reason: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly until: string;
  /** Who answers for it. Absent: nobody is named. */
  readonly owner?: string;
  /** It covers what is below its path too. Absent: that construct alone. */
  readonly andBelow?: true;
  /** Findings that it meets, whether or not it has ended. */
  readonly meets: number;
}

/** How a rule ended: the gravest of its objects; `acknowledged` where all that failed is waived. */
export type RuleResult = Outcome | 'acknowledged';

/** A rule and what came of it. The counts are of objects. */
export interface RuleOutcome extends RuleInfo {
  readonly result: RuleResult;
  readonly passed: number;
  readonly failed: number;
  readonly indeterminate: number;
  readonly acknowledged: number;
  /** Why there was nothing to judge; empty where something was judged. */
  readonly reasons: readonly string[];
}

/** Counts of a report. */
export interface PolicyCounts {
  /** Findings that count, by severity. */
  readonly severities: Readonly<Record<Severity, number>>;
  /** Judged objects by outcome, and rules that had nothing to judge. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Findings that someone waived. */
  readonly acknowledged: number;
  /** Figures of the site that are assumed, by which the others were judged. Absent: none is. */
  readonly assumed?: number;
}

/** All that the rules say of a site. Plain data: it can be written as JSON as it is. */
export interface PolicyReport {
  readonly site: string;
  readonly path: string;
  /** Day on which acknowledgements were judged. */
  readonly asOf?: string;
  /** Whether what could not be judged counts as an error. */
  readonly isStrict: boolean;
  readonly counts: PolicyCounts;
  /** Sorted by id. */
  readonly rules: readonly RuleOutcome[];
  /** Findings that count, sorted by severity, rule, object and what was found. */
  readonly findings: readonly Finding[];
  /** What the site runs out of, the first on top. Absent: not asked for. */
  readonly limits?: LimitsPlan;
  /** Sorted likewise. */
  readonly acknowledged: readonly AcknowledgedFinding[];
  /** Acknowledgements, by rule, path and end. Absent: the site has none. */
  readonly waivers?: readonly ReportedWaiver[];
}
