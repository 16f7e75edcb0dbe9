import type { AwsEfaDriver, AwsHybridPlan } from '../../model/aws-plan';

/** Add-ons of EKS that a cluster has, in order of their making. */
export const EKS_ADDONS = [
  'eks-pod-identity-agent',
  'vpc-cni',
  'kube-proxy',
  'coredns',
  'eks-node-monitoring-agent',
] as const;

/** Add-on by which pods mount file systems of FSx for Lustre. */
export const LUSTRE_ADDON = 'aws-fsx-csi-driver';

/** First minor version of Kubernetes on which EKS has the driver of EFA for dynamic resource allocation. */
const DRA_MINOR = 34;

/** Whether EKS has the driver of EFA for dynamic resource allocation on a version such as `1.34`. */
export function hasEfaDra(version: string): boolean {
  return Number(version.split('.')[1]) >= DRA_MINOR;
}

/**
 * How pods of a cluster ask for EFA devices where nothing is said: by dynamic resource allocation from Kubernetes 1.34, as AWS advises, and before it by the device
 * plugin, whose version also says so.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/device-management-efa.html
 */
export function efaDriverFor(version: string, pluginVersion: string | undefined): AwsEfaDriver {
  return pluginVersion === undefined && hasEfaDra(version) ? 'dra' : 'device-plugin';
}

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
