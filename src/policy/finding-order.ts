import { textOrder } from '../design/text';
import type { Finding } from './policy-report';
import { SEVERITIES } from './rule';

/** Order of findings: severity, rule, path, object, by code units. */
export function findingOrder(left: Finding, right: Finding): number {
  return (
    SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity) ||
    textOrder(left.ruleId, right.ruleId) ||
    textOrder(left.path, right.path) ||
    textOrder(left.object, right.object) ||
    textOrder(left.found, right.found)
  );
}
