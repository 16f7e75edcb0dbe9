import type { Site } from '../constructs/site/site';
import { Testing, type TerraformStack } from '../host';
import type { PolicyReport } from '../policy/engine/policy-report';

/**
 * The Terraform of a stack after its validations ran, as plain data with sorted keys and without cdktf's own comment block:
 * fit for a snapshot that holds from release to release.
 *
 * @throws Error with all error findings, as `cdktf synth` would
 */
export function synthesized(stack: TerraformStack): unknown {
  const whole = JSON.parse(Testing.synth(stack, true)) as Record<string, unknown>;
  return sorted(Object.fromEntries(Object.entries(whole).filter(([key]) => key !== '//')));
}

/** The judgement of a site, without the throw. */
export function policyReportOf(site: Site): PolicyReport {
  return site.judgement;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, child]) => [key, sorted(child)]),
  );
}
