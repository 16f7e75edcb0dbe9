import type { PolicyReport } from '../../policy/policy-report';
import { renderJunit } from './junit';
import { renderPolicyJson } from './policy-json';
import { renderPolicyText } from './policy-text';
import { renderSarif } from './sarif';

/** Files of a policy report by name: `policy.txt`, `policy.json`, `policy.sarif` and `policy.xml` (JUnit). */
export function policyFiles(report: PolicyReport): ReadonlyMap<string, string> {
  return new Map([
    ['policy.json', renderPolicyJson(report)],
    ['policy.sarif', renderSarif(report)],
    ['policy.txt', renderPolicyText(report)],
    ['policy.xml', renderJunit(report)],
  ]);
}
