import type { InstanceSpec } from '../../catalog/system-spec';
import { DesignError } from '../../errors/design-error';
import type { EfaInterface } from '../../model/aws-plan';
import { DataSize } from '../../units/data';
import type { GpuCluster } from '../cluster/gpu-cluster';
import { sameSiteErrors, shown } from '../props/prop-values';
import { FLAG, optional, type PropKind, type PropNames, renamed, required, TAGS, TEXT } from '../props/prop-rule';
import type { ScopedProps } from '../props/scoped-props';
import type { Site } from '../site/site';
import { CAPACITY, CONSUMER, COUNT, INSTANCE, SITE_CLUSTER, ZONE } from './aws-construct';
import { type AwsCapacity, type AwsConsumer, CAPACITY_WAYS, CONSUMER_WAYS } from './aws-consumer';
import { type AwsVpc, VPC_OF_SCOPE } from './aws-vpc';
import type { AwsZone } from './aws-zone';
import { OF_SITE } from '../site/site-construct';

const INDEX: PropKind = { number: { least: 0, step: 1 } };

const INTERFACE_KINDS: readonly EfaInterface['kind'][] = ['interface', 'efa', 'efa-only'];

const INTERFACE_NAMES: PropNames<EfaInterface> = {
  card: required(INDEX),
  device: required(INDEX),
  kind: required({ choices: INTERFACE_KINDS }),
};

/** Names of the props of an `AwsGpuPool`. */
export const POOL_PROP_NAMES: PropNames<AwsGpuPoolProps> = {
  site: OF_SITE,
  vpc: VPC_OF_SCOPE,
  zone: required({ ...ZONE, isOfSite: true }),
  instance: required(INSTANCE),
  count: required(COUNT),
  consumer: required({ ...CONSUMER, ways: CONSUMER_WAYS }),
  maxCount: optional(COUNT),
  capacity: optional({ ...CAPACITY, ways: CAPACITY_WAYS }),
  placement: optional({
    choices: ['cluster', 'none'],
    code: 'aws/bad-placement',
    remedy: "give 'cluster' or 'none'",
  }),
  podsPerNode: optional(COUNT),
  interfaces: optional({
    isList: true,
    filled: { code: 'aws/no-interface', remedy: 'give at least the primary one' },
    of: INTERFACE_NAMES,
    as: 'list',
  }),
  amiType: optional(TEXT),
  labels: optional(TAGS),
  rootDevice: optional(TEXT),
  ...renamed('rootVolume', 'rootGibibytes', DataSize, 'gibibytes', COUNT, 'give whole GiB, from DataSize.gibibytes(1)'),
  volumeKeyArn: optional(TEXT),
  metadataHops: optional(COUNT),
  twinOf: optional({ ...SITE_CLUSTER, isOfSite: true }),
  hasTopologyLabels: optional(FLAG),
  ofiNcclVersion: optional(TEXT),
};

/** Properties of an `AwsGpuPool`. */
export interface AwsGpuPoolProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /**
   * Network that its subnet is cut from.
   *
   * @default - the network that it is created in
   */
  readonly vpc?: AwsVpc;
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
   * Root volume, in whole GiB: images with GPU software are large.
   *
   * @default DataSize.gibibytes(300)
   */
  readonly rootVolume?: DataSize;
  /**
   * Former name of `rootVolume`, in GiB.
   *
   * @default - `rootVolume`
   * @deprecated give `rootVolume`
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

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const BLOCK_ID = /^cr-[0-9a-f]{8,17}$/;

const RESERVATION = /^arn:aws[a-z-]*:ec2:[a-z0-9-]+:\d{12}:capacity-reservation\/cr-[0-9a-f]{8,17}$/;

const IMAGE = /^(ami-[0-9a-f]{8,17}|resolve:ssm:\S+)$/;

type Refuse = (code: string, problem: string, remedy: string) => void;

/** What is wrong with the props of a pool in themselves. */
export function poolErrors(owner: string, props: ScopedProps<AwsGpuPoolProps>): DesignError[] {
  const { site, count, maxCount, consumer } = props;
  const errors = [
    ...sameSiteErrors(owner, site, { consumer: consumer.cluster === undefined ? [] : [consumer.cluster] }),
  ];
  const refuse: Refuse = (code, problem, remedy) => {
    errors.push(new DesignError(code, { problem: `${owner}: ${problem}`, remedy }));
  };
  if (maxCount !== undefined && maxCount < count) {
    refuse(
      'aws/bad-count',
      `'maxCount' is ${maxCount}, and 'count' is ${count}`,
      "give a 'maxCount' of at least 'count'",
    );
  }
  checkPlace(props, refuse);
  checkConsumer(props, refuse);
  if (props.capacity !== undefined) checkCapacity(props.capacity, refuse);
  checkInstance(props, refuse);
  return errors;
}

function checkPlace({ vpc, zone }: ScopedProps<AwsGpuPoolProps>, refuse: Refuse): void {
  if (vpc.zones.includes(zone)) return;
  refuse(
    'aws/pool-outside-network',
    `network '${vpc.name}' does not span zone '${zone.name}'`,
    `add the zone to 'zones' of the network, or use one of ${vpc.zones.map(({ name }) => `'${name}'`).join(', ')}`,
  );
}

function checkConsumer(
  { consumer, capacity, vpc, podsPerNode, zone }: ScopedProps<AwsGpuPoolProps>,
  refuse: Refuse,
): void {
  const { kind, cluster, imageId, scripts } = consumer;
  if (imageId !== undefined && !IMAGE.test(imageId)) {
    refuse('aws/bad-image', `'imageId' is '${imageId}'`, "give the id of an image, 'ami-0123456789abcdef0'");
  }
  if (kind === 'pcs' && imageId?.startsWith('ami-') === false) {
    refuse('aws/bad-image', `'imageId' is '${imageId}', and PCS takes ids alone`, "give 'ami-...'");
  }
  if (cluster !== undefined && cluster.vpc !== vpc) {
    const both = `cluster '${cluster.name}' is in network '${cluster.vpc.name}', and the pool in '${vpc.name}'`;
    refuse('aws/pool-outside-cluster', both, 'put both in one network');
  }
  if (scripts !== undefined && !scripts.uri.startsWith('s3://')) {
    refuse('aws/bad-scripts', `'scripts' is ${shown(scripts.uri)}`, "give a folder in S3, 's3://...'");
  }
  if (kind === 'hyperpod' && capacity !== undefined && capacity.kind !== 'on-demand') {
    const what = `'capacity' is a ${capacity.kind}, and HyperPod takes none from the account`;
    refuse('aws/hyperpod-capacity', what, "leave 'capacity' out: HyperPod has training plans of its own");
  }
  if (kind !== 'eks' && podsPerNode !== undefined) {
    refuse('aws/pods-without-eks', "'podsPerNode' is for pools of EKS", 'leave it out');
  }
  if (zone.kind === 'outpost' && capacity?.block !== undefined) {
    refuse('aws/block-on-outpost', 'a capacity block cannot stand on an outpost', 'use another capacity');
  }
}

function checkCapacity({ kind, reservationArns, block }: AwsCapacity, refuse: Refuse): void {
  if (new Set(reservationArns).size < reservationArns.length) {
    refuse('aws/reservation-twice', "'capacity' names a reservation twice", 'name each once');
  }
  if (kind === 'reservation' && reservationArns.length === 0) {
    refuse('aws/no-reservation', "'capacity' names no reservation", "give the ARN of one in 'arns'");
  }
  for (const arn of reservationArns) {
    if (RESERVATION.test(arn)) continue;
    refuse(
      'aws/bad-reservation',
      `'capacity' names reservation '${arn}'`,
      "give its ARN, 'arn:aws:ec2:<region>:<account>:capacity-reservation/cr-...'",
    );
  }
  if (block === undefined) return;
  if (!BLOCK_ID.test(block.id)) {
    refuse('aws/bad-block', `'capacity' names block '${block.id}'`, "give the id of a block that was bought, 'cr-...'");
  }
  for (const [prop, day] of Object.entries({ starts: block.starts, ends: block.ends })) {
    if (DAY.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`))) continue;
    refuse('aws/bad-day', `'${prop}' of its capacity block is '${day}'`, "write it as '2026-12-31'");
  }
}

function checkInstance(
  { instance, interfaces, capacity, consumer, amiType }: ScopedProps<AwsGpuPoolProps>,
  refuse: Refuse,
): void {
  const isKnown = instance.card0Interfaces !== undefined && instance.addressesPerInterface !== undefined;
  if (!isKnown && interfaces === undefined && consumer.kind !== 'hyperpod') {
    const what = `no source states how the interfaces of '${instance.id}' lie`;
    refuse('aws/layout-unknown', what, "give 'interfaces'");
  }
  const [first] = interfaces ?? [];
  if (first !== undefined && (first.card !== 0 || first.device !== 0 || first.kind === 'efa-only')) {
    refuse(
      'aws/bad-primary',
      `'interfaces' begins with card ${first.card}, device ${first.device}, '${first.kind}'`,
      "begin with card 0, device 0, 'interface': EFA-only is never the primary one",
    );
  }
  const efaCards = (interfaces ?? []).filter(({ kind }) => kind !== 'interface').map(({ card }) => card);
  const twice = efaCards.find((card, index) => efaCards.indexOf(card) !== index);
  if (twice !== undefined) {
    refuse('aws/efa-twice', `'interfaces' has two of EFA on card ${twice}`, 'a card takes one');
  }
  if (instance.ultraServers !== undefined && capacity?.kind !== 'ultraserver-block') {
    const what = `'${instance.id}' is sold as UltraServers alone`;
    refuse('aws/ultraserver-only', what, "give 'capacity: AwsCapacity.ultraServerBlock(...)'");
  }
  if (instance.ultraServers === undefined && capacity?.kind === 'ultraserver-block') {
    const what = `'${instance.id}' is in no UltraServer`;
    refuse('aws/no-ultraserver', what, "use 'AwsCapacity.capacityBlock(...)'");
  }
  if (consumer.kind === 'eks' && instance.acceleratorMaker !== 'nvidia' && amiType === undefined) {
    const what = `no source states the image of EKS for '${instance.accelerator}'`;
    refuse('aws/ami-unknown', what, "give 'amiType'");
  }
}
