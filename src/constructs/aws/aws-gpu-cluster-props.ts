import type { AwsEfaDriver } from '../../model/aws-plan';
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
  addonVersions: 'optional',
  efaDriver: 'optional',
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
   * @default 365
   */
  readonly logDays?: number;
  /**
   * Versions of add-ons, such as `{ 'vpc-cni': 'v1.20.4-eksbuild.2' }`. Without one EKS takes the version that is its default on the day that the add-on is made:
   * two clusters of one program then differ.
   *
   * @default - none is pinned, and reported as such
   */
  readonly addonVersions?: Readonly<Record<string, string>>;
  /**
   * How pods ask for EFA devices: as the resource `vpc.amazonaws.com/efa` of the device plugin, or by a claim of the device class `efa.networking.k8s.aws`
   * (dynamic resource allocation, from Kubernetes 1.34). One of them is installed, never both.
   *
   * @default - a claim from Kubernetes 1.34, the resource before it or where `efaDevicePluginVersion` is given
   */
  readonly efaDriver?: AwsEfaDriver;
  /**
   * Version of the EFA device plugin, where one is used instead of the DRA driver.
   *
   * @default - the DRA driver from Kubernetes 1.34, else not known
   */
  readonly efaDevicePluginVersion?: string;
}
