import type { SitePlan } from '../../src/model/site-plan';
import { evaluate } from '../../src/policy/evaluate';
import type { Finding, RuleOutcome } from '../../src/policy/engine/rule';
import { defaultRules } from '../../src/policy/rule-packs';
import { watchTeeth } from './teeth';

watchTeeth(defaultRules);

/** What one rule of the library says of a site. */
export interface Evaluation {
  readonly outcome: RuleOutcome;
  readonly findings: readonly Finding[];
}

/** Judges a site by one rule of the library. */
export function judge(ruleId: string, plan: SitePlan): Evaluation {
  const report = evaluate(plan, { rules: defaultRules.filter(({ id }) => id === ruleId) });
  const outcome = report.rules.find(({ id }) => id === ruleId);
  if (outcome === undefined) throw new Error(`there is no rule '${ruleId}'`);
  return { outcome, findings: report.findings };
}

/** Expects that the rule holds for so many objects and fails for none. */
export function expectPassed(ruleId: string, plan: SitePlan, count = 1): void {
  const { outcome, findings } = judge(ruleId, plan);
  expect({ findings, passed: outcome.passed, result: outcome.result }).toEqual({
    findings: [],
    passed: count,
    result: 'passed',
  });
}

/** Expects that there is nothing to judge, and why. */
export function expectNothing(ruleId: string, plan: SitePlan, reason: string): void {
  const { outcome } = judge(ruleId, plan);
  expect({ result: outcome.result, reasons: outcome.reasons }).toEqual({ result: 'not-applicable', reasons: [reason] });
}

/** Expects one finding with these parts. */
export function expectFinding(ruleId: string, plan: SitePlan, parts: Partial<Finding>): void {
  const { findings } = judge(ruleId, plan);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject(parts);
}
