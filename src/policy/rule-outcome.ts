import type { RuleOutcome, RuleResult } from './policy-report';
import type { RuleInfo } from './rule';
import type { Verdict } from './verdict';

/** What came of a rule: counts of objects, those that are borne taken out of those that failed or could not be judged. */
export function ruleOutcome(
  { id, severity, title, why, pack }: RuleInfo,
  verdicts: readonly Verdict[],
  borne: { readonly failed: number; readonly indeterminate: number },
): RuleOutcome {
  const counts = { passed: 0, failed: 0, indeterminate: 0 };
  const reasons: string[] = [];
  for (const verdict of verdicts) {
    if (verdict.outcome === 'not-applicable') reasons.push(verdict.reason);
    else counts[verdict.outcome] += verdict.outcome === 'passed' ? verdict.count : 1;
  }
  counts.failed -= borne.failed;
  counts.indeterminate -= borne.indeterminate;
  const acknowledged = borne.failed + borne.indeterminate;
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
