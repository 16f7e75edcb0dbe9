import type { InstanceSpec } from '../../catalog/aws/instance-spec';
import type { EfaInterface } from '../../model/aws-plan';
import type { PropNames } from '../check-props';
import type { GpuCluster } from '../gpu-cluster';
import type { Site } from '../site';
import type { AwsCapacity } from './aws-capacity';
import type { AwsConsumer } from './aws-consumer';
import type { AwsVpc } from './aws-vpc';
import type { AwsZone } from './aws-zone';

/** Names of the props of an `AwsGpuPool`. */
export const POOL_PROP_NAMES: PropNames<AwsGpuPoolProps> = {
  site: 'required',
  vpc: 'required',
  zone: 'required',
  instance: 'required',
  count: 'required',
  consumer: 'required',
  maxCount: 'optional',
  capacity: 'optional',
  placement: 'optional',
  podsPerNode: 'optional',
  interfaces: 'optional',
  amiType: 'optional',
  labels: 'optional',
  rootDevice: 'optional',
  rootGibibytes: 'optional',
  volumeKeyArn: 'optional',
  metadataHops: 'optional',
  twinOf: 'optional',
  hasTopologyLabels: 'optional',
  ofiNcclVersion: 'optional',
};

/** Properties of an `AwsGpuPool`. */
export interface AwsGpuPoolProps {
  /** Site it belongs to. */
  readonly site: Site;
  /** Network that its subnet is cut from. */
  readonly vpc: AwsVpc;
  /** The one zone of all its instances: EFA does not cross zones. */
  readonly zone: AwsZone;
  /** Instance type, from the catalogue or by `defineInstance`. */
  readonly instance: InstanceSpec;
  /** Instances. */
  readonly count: number;
  /** Who runs them. */
  readonly consumer: AwsConsumer;
  /**
   * Instances that it may grow to: its subnet and its limits are made for them.
   *
   * @default - as `count`
   */
  readonly maxCount?: number;
  /**
   * How their capacity is had.
   *
   * @default AwsCapacity.onDemand()
   */
  readonly capacity?: AwsCapacity;
  /**
   * Whether the pool makes a cluster placement group of its own.
   *
   * @default - one for on-demand capacity and new reservations on types with EFA; none with a reservation or block that stands, which would not fit in it
   */
  readonly placement?: 'cluster' | 'none';
  /**
   * Pods of a node on EKS at most; the subnet holds their addresses, and the nodes keep to it.
   *
   * @default - as many as the interfaces on card 0 give addresses to
   */
  readonly podsPerNode?: number;
  /**
   * Interfaces by hand, for a type whose layout no source states.
   *
   * @default - by the rule of AWS for the type
   */
  readonly interfaces?: readonly EfaInterface[];
  /**
   * Kind of image on EKS.
   *
   * @default - Amazon Linux 2023 with NVIDIA drivers, for the architecture of the type
   */
  readonly amiType?: string;
  /**
   * Labels of its nodes on EKS, beside those that say what they hold.
   *
   * @default - only those
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Device of the root volume in the image.
   *
   * @default '/dev/xvda'
   */
  readonly rootDevice?: string;
  /**
   * Root volume, GiB: images with GPU software are large.
   *
   * @default 300
   */
  readonly rootGibibytes?: number;
  /**
   * Key (ARN) of the root volume. The service-linked role of Auto Scaling needs a grant for it.
   *
   * @default - the account's key for volumes; they are encrypted in any case
   */
  readonly volumeKeyArn?: string;
  /**
   * Hops that an answer of the metadata service may take: 2 for containers that need it.
   *
   * @default - 1, and 4 on PCS
   */
  readonly metadataHops?: number;
  /**
   * Cluster on the site that the pool takes work from: both are compared.
   *
   * @default - compared with none
   */
  readonly twinOf?: GpuCluster;
  /**
   * Whether topograph labels its nodes with their place in the network, as it does those on the site.
   *
   * @default - not known; asked for where it is a twin
   */
  readonly hasTopologyLabels?: boolean;
  /**
   * Version of aws-ofi-nccl in the images that run here: without it NCCL falls back to TCP, and says nothing.
   *
   * @default - not known, and reported as such
   */
  readonly ofiNcclVersion?: string;
}
