import type { PolicyReport } from '../../policy/policy-report';

/** Version of the form of `policy.json`; it rises when a field changes its meaning or goes. */
export const POLICY_JSON_VERSION = 1;

/** The report as JSON, keys sorted, by `docs/schemas/policy-report.schema.json`. */
export function renderPolicyJson(report: PolicyReport): string {
  return `${JSON.stringify(sorted({ schemaVersion: POLICY_JSON_VERSION, ...report }), undefined, 2)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
