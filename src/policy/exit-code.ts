import type { PolicyReport } from './policy-report';

/** Exit code for CI: 1 where a finding counts as an error (in strict mode also what could not be judged), else 0. */
export function exitCode(report: PolicyReport): 0 | 1 {
  return report.counts.severities.error > 0 ? 1 : 0;
}
