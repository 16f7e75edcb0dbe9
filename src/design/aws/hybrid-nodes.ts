import type { AwsHybridPlan } from '../../model/aws-plan';

/**
 * Services that nodes on the site call, by their credentials. The gateway endpoint of S3 is reached from inside a network alone, so S3 is among them.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-networking.html
 */
export const HYBRID_ENDPOINTS: Readonly<Record<AwsHybridPlan['credentials'], readonly string[]>> = {
  ssm: ['ec2messages', 'ecr.api', 'ecr.dkr', 'eks', 'eks-auth', 's3', 'ssm', 'ssmmessages'],
  'roles-anywhere': ['ecr.api', 'ecr.dkr', 'eks', 'eks-auth', 'rolesanywhere', 's3'],
};

/**
 * Days that an activation of Systems Manager lives at most.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateActivation.html
 */
export const LONGEST_ACTIVATION_DAYS = 30;

const MILLISECONDS_PER_DAY = 86_400_000;

/** Days from a day, `YYYY-MM-DD`, to the end of an activation; below 0 where it ended before. */
export function activationDays(asOf: string, ends: string): number {
  return (Date.parse(ends) - Date.parse(`${asOf}T00:00:00Z`)) / MILLISECONDS_PER_DAY;
}
