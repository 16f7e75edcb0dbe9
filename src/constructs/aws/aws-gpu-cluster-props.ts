import type { HybridCredentials } from '../../targets/aws/hybrid-resources';
import type { PropNames } from '../check-props';
import type { Site } from '../site';
import type { AwsVpc } from './aws-vpc';

/** Names of the props of an `AwsGpuCluster`. */
export const CLUSTER_PROP_NAMES: PropNames<AwsGpuClusterProps> = {
  site: 'required',
  vpc: 'required',
  version: 'required',
  admins: 'required',
  systemNodes: 'required',
  serviceCidr: 'optional',
  hybrid: 'optional',
  logDays: 'optional',
  efaDevicePluginVersion: 'optional',
};

/** Names of the members of `systemNodes`. */
export const SYSTEM_NODES_NAMES: PropNames<SystemNodesProps> = {
  instanceType: 'required',
  count: 'required',
  podsPerNode: 'required',
  architecture: 'optional',
};

/** Names of the members of `hybrid`. */
export const HYBRID_NAMES: PropNames<AwsHybridProps> = {
  nodePools: 'required',
  podPools: 'required',
  credentials: 'required',
};

/** Nodes for what a cluster itself runs: without any, its DNS waits for ever. */
export interface SystemNodesProps {
  /** For example `m7i.xlarge`. */
  readonly instanceType: string;
  /** Nodes, spread over the zones. */
  readonly count: number;
  /** Pods of one node; their addresses are in its subnets. */
  readonly podsPerNode: number;
  /**
   * Processor architecture of the type.
   *
   * @default 'x86_64'
   */
  readonly architecture?: 'x86_64' | 'arm64';
}

/** Systems on the site as nodes of the cluster. */
export interface AwsHybridProps {
  /** Names of the site's address pools that its nodes have their addresses from. */
  readonly nodePools: readonly string[];
  /** Names of the site's address pools for pods there. */
  readonly podPools: readonly string[];
  /** How nodes prove who they are: Systems Manager, or certificates of the site's own authority. */
  readonly credentials: HybridCredentials;
}

/** Properties of an `AwsGpuCluster`. */
export interface AwsGpuClusterProps {
  /** Site it belongs to. */
  readonly site: Site;
  /** Network with two availability zones or more. */
  readonly vpc: AwsVpc;
  /** Kubernetes version such as `1.34`. */
  readonly version: string;
  /** Names (ARN) of roles or users that administer it; nobody else does, not even who deploys it. */
  readonly admins: readonly string[];
  /** Nodes for what the cluster itself runs. */
  readonly systemNodes: SystemNodesProps;
  /**
   * Addresses of services inside the cluster.
   *
   * @default '172.20.0.0/16'
   */
  readonly serviceCidr?: string;
  /**
   * Systems on the site as nodes of the cluster.
   *
   * @default - nodes in AWS alone
   */
  readonly hybrid?: AwsHybridProps;
  /**
   * Days that logs of the control plane are kept; of those that CloudWatch takes.
   *
   * @default 90
   */
  readonly logDays?: number;
  /**
   * Version of the EFA device plugin, where one is used instead of the DRA driver.
   *
   * @default - the DRA driver from Kubernetes 1.34, else not known
   */
  readonly efaDevicePluginVersion?: string;
}
