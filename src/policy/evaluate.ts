import type { LimitsPlan } from '../design/limits/limits-plan';
import { planLimits } from '../design/limits/plan-limits';
import { phaseView } from '../design/site/phase-view';
import { textOrder } from '../design/text';
import { DesignError } from '../errors/design-error';
import { PhaseOrder } from '../model/phase';
import type { SitePlan } from '../model/site-plan';
import { addTo, present } from '../units/present';
import { type Acknowledgement, acknowledgementRules, Waivers } from './acknowledgement';
import { calendarDay, inWords } from './engine/in-words';
import {
  SEVERITIES,
  type AcknowledgedFinding,
  type Finding,
  type PolicyReport,
  type RuleOutcome,
  type RuleResult,
  type FailedVerdict,
  type IndeterminateVerdict,
  type Rule,
  type RuleInfo,
  type Severity,
  type Verdict,
} from './engine/rule';
import { defaultRules, rulesFor } from './rule-packs';

/** How to judge. */
export interface EvaluateOptions {
  /**
   * Rules to judge by.
   *
   * @default - the rules of the library
   */
  readonly rules?: readonly Rule[];
  /**
   * Findings that are waived for a time; make them with `acknowledgement`.
   *
   * @default - every finding counts
   */
  readonly acknowledgements?: readonly Acknowledgement[];
  /**
   * Day on which acknowledgements are judged, as `2026-12-31`. Needed where there are any: the clock is never read.
   *
   * @default - for a site without acknowledgements
   */
  readonly asOf?: string;
  /**
   * Whether what cannot be judged counts as an error.
   *
   * @default false
   */
  readonly isStrict?: boolean;
  /**
   * The site as it would be without what a running hall has otherwise. An error that it does not have is a fact of the hall, and a warning.
   *
   * @default - every error is one
   */
  readonly asPlanned?: SitePlan;
}

/**
 * Judges a site by rules, in each of its phases. Costs time in proportion to the site's devices, cables and findings.
 *
 * @throws DesignError `policy/duplicate-rule`, `policy/no-as-of`, `policy/bad-date`
 */
export function evaluate(plan: SitePlan, options: EvaluateOptions = {}): PolicyReport {
  const { rules = defaultRules, acknowledgements = [], asOf, isStrict = false } = options;
  const ordered = [...rulesFor(plan, rules)].sort((left, right) => textOrder(left.id, right.id));
  refuseDuplicates(ordered);
  const waivers = new Waivers(acknowledgements, dayOf(plan.name, acknowledgements, asOf));
  const findings: Finding[] = [];
  const covered: { readonly finding: Finding; readonly cover: Acknowledgement }[] = [];
  const said = verdictsOver(ordered, plan);
  const outcomes = ordered.map((rule, index) => {
    const verdicts = said[index] ?? [];
    const planned = new PlannedFailures(rule, options.asPlanned);
    let waived = { failed: 0, indeterminate: 0 };
    const own: Finding[] = [];
    for (const each of findingsOf(rule, verdicts, isStrict)) {
      const finding = planned.isOfHall(each) ? ofHall(each) : each;
      const cover = waivers.coverOf(finding);
      if (cover === undefined) own.push(finding);
      else {
        waived = { ...waived, [finding.outcome]: waived[finding.outcome] + 1 };
        covered.push({ finding, cover });
      }
    }
    const causes = oneACause(own);
    findings.push(...causes);
    const outcome = ruleOutcome(
      rule,
      verdicts.map(({ verdict }) => verdict),
      waived,
    );
    return { ...outcome, indeterminate: outcome.indeterminate - (own.length - causes.length) };
  });
  const acknowledged = covered.map(({ finding, cover }): AcknowledgedFinding => {
    const { path, reason, until, andBelow } = cover;
    const wide = andBelow === true ? { andBelow, covers: waivers.coveredBy(cover) } : {};
    return { ...finding, acknowledgement: { path, reason, until, ...wide } };
  });
  const unmet = waivers.findings();
  findings.push(...unmet);
  const all = [...outcomes, ...waiverOutcomes(acknowledgements.length, unmet)].sort((a, b) => textOrder(a.id, b.id));
  return {
    site: plan.name,
    path: plan.path,
    ...present({ asOf }),
    isStrict,
    counts: {
      severities: severitiesOf(findings),
      outcomes: {
        passed: total(all, 'passed'),
        failed: total(all, 'failed'),
        indeterminate: total(all, 'indeterminate'),
        'not-applicable': all.filter(({ result }) => result === 'not-applicable').length,
      },
      acknowledged: acknowledged.length,
      ...present({ assumed: plan.assumptions?.length }),
    },
    rules: all,
    findings: findings.sort(findingOrder),
    acknowledged: acknowledged.sort(findingOrder),
    ...(acknowledgements.length === 0 ? {} : { waivers: waivers.list() }),
  };
}

/**
 * What a site runs out of first, with the rules by which it is evaluated: a system fits where it brings no error that the site does not have.
 *
 * @param plan - the whole site
 * @param cluster - cluster whose systems are counted; the largest where none is named
 * @param rules - rules to judge by; those of the library where none are given
 * @throws DesignError `limits/no-such-cluster`
 */
export function siteLimits(plan: SitePlan, cluster?: string, rules: readonly Rule[] = defaultRules): LimitsPlan {
  return planLimits(plan, cluster, rules);
}

/** A report with limits that are planned once, when somebody reads them. */
export function withLimits(report: PolicyReport, plan: () => LimitsPlan): PolicyReport {
  let limits: LimitsPlan | undefined;
  return Object.defineProperty({ ...report }, 'limits', { get: () => (limits ??= plan()), enumerable: true });
}

function findingsOf(rule: Rule, verdicts: readonly PhasedVerdict[], isStrict: boolean): Finding[] {
  const { id: ruleId, pack, title } = rule;
  return verdicts.flatMap(({ verdict, phases }): Finding[] => {
    const when = phases.length === 0 ? {} : { phases };
    if (verdict.outcome === 'failed')
      return [{ ruleId, pack, title, severity: rule.severity, ...failure(verdict), ...when }];
    if (verdict.outcome !== 'indeterminate') return [];
    return [{ ruleId, pack, title, severity: isStrict ? 'error' : 'info', ...doubt(verdict), ...when }];
  });
}

/** What a rule fails of a site as it is planned, beside the hall as it was adopted. */
class PlannedFailures {
  private paths: ReadonlySet<string> | undefined;

  public constructor(
    private readonly rule: Rule,
    private readonly asPlanned: SitePlan | undefined,
  ) {}

  /** Whether only the hall as it stands brings an error: the plan has none of this rule at the same construct. */
  public isOfHall({ severity, outcome, path }: Finding): boolean {
    if (this.asPlanned === undefined || severity !== 'error' || outcome !== 'failed') return false;
    this.paths ??= new Set(
      verdictsOver([this.rule], this.asPlanned)
        .flat()
        .flatMap(({ verdict }) => (verdict.outcome === 'failed' ? [verdict.path] : [])),
    );
    return !this.paths.has(path);
  }
}

function ofHall(finding: Finding): Finding {
  return { ...finding, severity: 'warning', remedy: `${finding.remedy}; a warning since the hall is so, not the plan` };
}

function failure(verdict: FailedVerdict): Omit<Finding, 'ruleId' | 'pack' | 'title' | 'severity'> {
  return verdict;
}

function doubt({
  path,
  object,
  unknown,
  givenBy,
}: IndeterminateVerdict): Omit<Finding, 'ruleId' | 'pack' | 'title' | 'severity'> {
  return { outcome: 'indeterminate', path, object, found: unknown, remedy: givenBy };
}

function waiverOutcomes(count: number, findings: readonly Finding[]): RuleOutcome[] {
  return acknowledgementRules.map((rule) => {
    const failed = findings.filter(({ ruleId }) => ruleId === rule.id).length;
    const isNone = count === 0;
    return {
      ...rule,
      result: isNone ? 'not-applicable' : failed > 0 ? 'failed' : 'passed',
      passed: count - failed,
      failed,
      indeterminate: 0,
      acknowledged: 0,
      reasons: isNone ? ['the site has no acknowledgements'] : [],
    };
  });
}

function dayOf(site: string, acknowledgements: readonly Acknowledgement[], asOf: string | undefined): string {
  if (asOf !== undefined) return calendarDay(asOf, `site '${site}'`, 'asOf');
  if (acknowledgements.length === 0) return '';
  const has =
    acknowledgements.length === 1
      ? '1 acknowledgement, which ends on a date, and no day to judge it on'
      : `${inWords.number(acknowledgements.length)} acknowledgements, which end on a date, and no day to judge them on`;
  throw new DesignError('policy/no-as-of', {
    problem: `site '${site}' has ${has}`,
    remedy: "give 'asOf' as year-month-day, for example '2026-12-31'",
    object: site,
  });
}

function refuseDuplicates(ordered: readonly Rule[]): void {
  const twice = ordered.find((rule, index) => ordered[index - 1]?.id === rule.id);
  if (twice === undefined) return;
  throw new DesignError('policy/duplicate-rule', {
    problem: `two rules are called '${twice.id}'`,
    remedy: 'give one of them another id, or leave it out',
    object: twice.id,
  });
}

function severitiesOf(findings: readonly Finding[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

function total(outcomes: readonly RuleOutcome[], key: 'passed' | 'failed' | 'indeterminate'): number {
  return outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
}

/** Order of findings: severity, rule, object, what was found, by code units. The path is last, so that nesting changes no order. */
function findingOrder(left: Finding, right: Finding): number {
  return (
    SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity) ||
    textOrder(left.ruleId, right.ruleId) ||
    textOrder(left.object, right.object) ||
    textOrder(left.found, right.found) ||
    textOrder(left.path, right.path)
  );
}

/** Findings of a rule, with one for all objects of which the same is not known and that the same settles. */
function oneACause(findings: readonly Finding[]): readonly Finding[] {
  const causes = new Map<string, Finding[]>();
  for (const finding of [...findings].sort(findingOrder)) {
    const { outcome, found, remedy, phases } = finding;
    if (outcome === 'indeterminate') addTo(causes, JSON.stringify([found, remedy, phases]), finding);
  }
  const unknown = [...causes.values()].flatMap((same): readonly Finding[] => {
    const [first] = same;
    if (first === undefined || same.length === 1) return same;
    const objects = same.map(({ path, object }) => ({ path, object }));
    return [{ ...first, object: listed(objects.map(({ object }) => object)), objects }];
  });
  return [...findings.filter(({ outcome }) => outcome === 'failed'), ...unknown];
}

/** The first objects, and how many more there are. */
function listed(objects: readonly string[]): string {
  const more = objects.length - MOST_LISTED;
  return `${objects.slice(0, MOST_LISTED).join('; ')}${more > 0 ? ` and ${inWords.number(more)} more` : ''}`;
}

const MOST_LISTED = 3;

/** What came of a rule: counts of objects, those that are waived taken out of those that failed or could not be judged. */
function ruleOutcome(
  { id, severity, title, why, pack }: RuleInfo,
  verdicts: readonly Verdict[],
  waived: { readonly failed: number; readonly indeterminate: number },
): RuleOutcome {
  const counts = { passed: 0, failed: 0, indeterminate: 0 };
  const reasons: string[] = [];
  for (const verdict of verdicts) {
    if (verdict.outcome === 'not-applicable') reasons.push(verdict.reason);
    else counts[verdict.outcome] += verdict.outcome === 'passed' ? verdict.count : 1;
  }
  counts.failed -= waived.failed;
  counts.indeterminate -= waived.indeterminate;
  const acknowledged = waived.failed + waived.indeterminate;
  const result = resultOf({ ...counts, acknowledged });
  const noObject = reasons.length === 0 ? ['there is nothing to judge'] : reasons;
  return {
    id,
    severity,
    title,
    why,
    pack,
    result,
    ...counts,
    acknowledged,
    reasons: result === 'not-applicable' ? noObject : [],
  };
}

function resultOf(
  counts: Readonly<Record<'passed' | 'failed' | 'indeterminate' | 'acknowledged', number>>,
): RuleResult {
  for (const result of ['failed', 'indeterminate', 'acknowledged', 'passed'] as const) {
    if (counts[result] > 0) return result;
  }
  return 'not-applicable';
}

/** A site by the date of one of its phases. */
interface PhaseState {
  readonly phase: string;
  /** Whether it is the whole site. */
  readonly isLast: boolean;
  readonly plan: SitePlan;
}

/** A verdict, and the phases in which it holds. */
interface PhasedVerdict {
  readonly verdict: Verdict;
  readonly phases: readonly string[];
}

/** The states to judge: one a phase, the last of them the whole site; a site without phases is one state without a name. Each is made when it is asked for. */
function* phaseStates(plan: SitePlan): Generator<PhaseState, void> {
  const { phases = [] } = plan;
  if (phases.length === 0) yield { phase: '', isLast: true, plan };
  const order = new PhaseOrder(phases);
  for (const [number, { name }] of order.phases.entries()) {
    yield { phase: name, isLast: number === order.phases.length - 1, plan: phaseView(plan, order, number) };
  }
}

/**
 * What rules say of a site in all its states, a list a rule. What failed or is not known comes once, with the phases in which it is so; passes and reasons
 * are those of the last state, the whole site. One state is held at a time.
 */
function verdictsOver(rules: readonly Rule[], plan: SitePlan): readonly (readonly PhasedVerdict[])[] {
  const gathered = rules.map((rule) => new GatheredVerdicts(rule));
  for (const state of phaseStates(plan)) for (const verdicts of gathered) verdicts.judge(state);
  return gathered.map((verdicts) => verdicts.all());
}

/** What one rule says of one state after the other. */
class GatheredVerdicts {
  private readonly found = new Map<string, { readonly verdict: Verdict; readonly phases: string[] }>();
  private readonly rest: PhasedVerdict[] = [];

  public constructor(private readonly rule: Rule) {}

  public judge({ phase, isLast, plan }: PhaseState): void {
    for (const verdict of this.rule.check(plan)) {
      if (verdict.outcome === 'passed' || verdict.outcome === 'not-applicable') {
        if (isLast) this.rest.push({ verdict, phases: [] });
        continue;
      }
      const key = JSON.stringify(verdict);
      const known = this.found.get(key) ?? { verdict, phases: [] };
      this.found.set(key, known);
      if (phase !== '') known.phases.push(phase);
    }
  }

  public all(): readonly PhasedVerdict[] {
    return [...this.found.values(), ...this.rest];
  }
}

/** Exit code for CI: 1 where a finding counts as an error (in strict mode also what could not be judged), else 0. */
export function exitCode(report: PolicyReport): 0 | 1 {
  return report.counts.severities.error > 0 ? 1 : 0;
}
