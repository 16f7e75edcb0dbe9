import type { AwsPlan, AwsPoolPlan, AwsZonePlan } from '../../model/aws-plan';
import type { SitePlan } from '../../model/site-plan';

/** Why a rule of this pack does not apply to a site without AWS. */
export const NO_AWS = 'the site has no part in AWS';

/** Objects of the AWS part; none for a site without. */
export function awsObjects<T>(plan: SitePlan, list: (aws: AwsPlan) => readonly T[]): readonly T[] {
  return plan.aws === undefined ? [] : list(plan.aws);
}

/** Zone of a pool. */
export function zoneOf({ aws }: SitePlan, { zone }: Pick<AwsPoolPlan, 'zone'>): AwsZonePlan | undefined {
  return aws?.zones.find(({ name }) => name === zone);
}

/** Name of a zone as people know it: its id, or its own name. */
export function zoneLabel(zone: AwsZonePlan | undefined): string {
  return zone?.zoneId ?? zone?.zoneName ?? 'unknown';
}

/** A pool as messages name it. */
export function poolLabel({ name, instance }: Pick<AwsPoolPlan, 'name' | 'instance'>): string {
  return `pool '${name}' of ${instance}`;
}
