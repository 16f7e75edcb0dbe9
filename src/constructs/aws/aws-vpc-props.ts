import type { PropNames } from '../check-props';
import type { Site } from '../site';
import type { AwsRegion } from './aws-region';
import type { AwsZone } from './aws-zone';

/** Services that a closed network of GPUs reaches over endpoints; S3 has a gateway endpoint beside them. */
export const CLOSED_ENDPOINTS = [
  'ec2',
  'ecr.api',
  'ecr.dkr',
  'sts',
  'logs',
  'ssm',
  'ssmmessages',
  'ec2messages',
  'eks',
  'eks-auth',
  'elasticloadbalancing',
  'autoscaling',
  'fsx',
  'kms',
  'monitoring',
] as const;

/** Names of the props of an `AwsVpc`. */
export const VPC_PROP_NAMES: PropNames<AwsVpcProps> = {
  site: 'required',
  region: 'required',
  zones: 'required',
  cidrs: 'required',
  egress: 'optional',
  endpoints: 'optional',
  flowLogDays: 'optional',
};

/** Properties of an `AwsVpc`. */
export interface AwsVpcProps {
  /** Site it belongs to. */
  readonly site: Site;
  /** Region of the network. */
  readonly region: AwsRegion;
  /** Zones that it spans: one for a pool alone; EKS and resolvers need two. */
  readonly zones: readonly AwsZone[];
  /** Blocks of the network, for example `10.64.0.0/16`; /16 to /28 each. */
  readonly cidrs: readonly string[];
  /**
   * Whether its private subnets reach the internet through a NAT gateway.
   *
   * @default 'none'
   */
  readonly egress?: 'none' | 'nat';
  /**
   * Services with an interface endpoint, such as `ecr.api`. S3 has its gateway in any case, which the site does not reach: `s3` adds an interface endpoint for those
   * who ask the inbound resolver. A cluster with hybrid nodes adds what they need.
   *
   * @default - what nodes of EKS and FSx for Lustre need in a closed network
   */
  readonly endpoints?: readonly string[];
  /**
   * Days that flow logs are kept; of those that CloudWatch takes.
   *
   * @default 365
   */
  readonly flowLogDays?: number;
}
