import type { InstanceSpec } from '../../catalog/system-spec';
import type { TerraformResource } from '../../host';
import type { AwsBlockDays, AwsEfaDriver, AwsPoolTwin, EfaLayout } from '../../model/aws-plan';
import type { AwsContext } from '../../targets/aws/bindings';
import {
  addBlockSchedule,
  addEc2Pool,
  addInstanceProfile,
  addLaunchTemplate,
  type BlockTimes,
  eksUserData,
  type LaunchTemplate,
  scriptUserData,
} from '../../targets/aws/ec2-pool';
import type { CapacityResources } from '../../targets/aws/capacity-resources';
import { addNodeGroup } from '../../targets/aws/eks-resources';
import { addHyperPod, addPcsNodeGroup } from '../../targets/aws/pool-clusters';
import { DataSize } from '../../units/data';
import { present } from '../../units/present';
import type { GpuCluster } from '../cluster/gpu-cluster';
import type { AwsCapacity } from './aws-consumer';
import type { AwsConstruct } from './aws-construct';
import type { AwsGpuPoolProps } from './aws-gpu-pool-props';
import type { AwsSubnet } from './aws-vpc';

/** Root volume for images with GPU software. */
const ROOT_VOLUME = DataSize.gibibytes(300);

/** Hops of the metadata service that PCS needs. */
const PCS_HOPS = 4;

const REGISTER_WITH_PCS = { actions: ['pcs:RegisterComputeNodeGroupInstance'], resources: ['*'] };

/** What runs the instances of a pool. */
export interface PoolInstances {
  /** Absent for consumers that make their own. */
  readonly template?: LaunchTemplate;
  readonly runner?: TerraformResource;
  readonly hopLimit: number;
  /** What ParallelCluster and its like are told. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A pool as far as its instances follow from it. */
interface RunPool extends AwsConstruct {
  readonly subnet: AwsSubnet;
  readonly layout: EfaLayout;
  readonly securityGroupId: string;
  readonly capacity: CapacityResources;
}

/** What the instances of a pool follow from. */
interface InstancesInput {
  readonly props: AwsGpuPoolProps;
  readonly capacity: AwsCapacity;
  readonly maxCount: number;
  readonly podsPerNode: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly PoolToleration[];
}

/** Makes what runs the instances of a pool, by its consumer. */
export function instancesOf(pool: RunPool, context: AwsContext, input: InstancesInput): PoolInstances {
  switch (input.props.consumer.kind) {
    case 'eks':
      return onEks(pool, context, input);
    case 'ec2':
      return onEc2(pool, context, input);
    case 'pcs':
      return onPcs(pool, context, input);
    case 'hyperpod':
      return onHyperPod(pool, context, input);
    case 'parallel-cluster':
      return forOthers(pool, input);
  }
}

function onEks(pool: RunPool, context: AwsContext, input: InstancesInput): PoolInstances {
  const { props, podsPerNode, capacity, maxCount } = input;
  const { cluster } = props.consumer;
  if (cluster === undefined) return { hopLimit: hopsOf(props) };
  const groups = [cluster.clusterGroupId, pool.securityGroupId];
  const template = templateOf(pool, context, input, {
    groups,
    userData: eksUserData({
      localDisks: props.instance.localDisks?.value ?? 0,
      maxPods: podsPerNode,
      isUpdateFrozen: false,
    }),
  });
  const runner = addNodeGroup(pool, 'nodes', context, {
    name: pool.awsName,
    clusterName: cluster.clusterName,
    nodeRoleArn: cluster.nodeRoleArn,
    subnetIds: [pool.subnet.id],
    amiType: props.amiType ?? amiTypeOf(props),
    isCapacityBlock: capacity.block !== undefined,
    template,
    labels: input.labels,
    taints: input.taints.map(({ key, value }) => ({ key, value, effect: 'NO_SCHEDULE' })),
    ...counts(input),
    waitsFor: cluster.beforeNodes,
  });
  cluster.addNodes(pool.awsName, maxCount);
  addSchedule(pool, context, input, () => runner.resources.get(0).autoscalingGroups.get(0).name);
  return { template, runner, hopLimit: hopsOf(props) };
}

function onEc2(pool: RunPool, context: AwsContext, input: InstancesInput): PoolInstances {
  const { props } = input;
  const profile = addInstanceProfile(pool, context, pool.awsName);
  const template = templateOf(pool, context, input, {
    groups: [pool.securityGroupId],
    instanceProfile: profile.name,
    userData: scriptUserData({ localDisks: props.instance.localDisks?.value ?? 0, isUpdateFrozen: false }),
  });
  const runner = addEc2Pool(pool, context, {
    name: pool.awsName,
    subnetId: pool.subnet.id,
    template,
    ...counts(input),
    waitsFor: profile.resources,
  });
  addSchedule(pool, context, input, () => runner.name);
  return { template, runner, hopLimit: hopsOf(props) };
}

function onPcs(pool: RunPool, context: AwsContext, input: InstancesInput): PoolInstances {
  const { props, capacity } = input;
  const { imageId = '', pcsClusterId = '', pcsGroupId = '' } = props.consumer;
  // PCS takes profiles whose name begins so, and no others.
  const profile = addInstanceProfile(pool, context, `AWSPCS-${pool.awsName}`, [REGISTER_WITH_PCS]);
  const template = templateOf(pool, context, input, {
    groups: [pool.securityGroupId, pcsGroupId],
    subnetId: pool.subnet.id,
    userData: scriptUserData({ localDisks: props.instance.localDisks?.value ?? 0, isUpdateFrozen: true }),
  });
  const runner = addPcsNodeGroup(pool, context, {
    name: pool.name,
    clusterId: pcsClusterId,
    imageId,
    instanceType: props.instance.id,
    subnetId: pool.subnet.id,
    profileArn: profile.arn,
    isCapacityBlock: capacity.block !== undefined,
    template,
    ...counts(input),
    waitsFor: profile.resources,
  });
  return { template, runner, hopLimit: hopsOf(props) };
}

function onHyperPod(pool: RunPool, context: AwsContext, { props }: InstancesInput): PoolInstances {
  const { scripts = { uri: '', onCreate: '' }, cluster } = props.consumer;
  const runner = addHyperPod(pool, context, {
    name: pool.awsName,
    instanceType: props.instance.id,
    count: props.count,
    subnetId: pool.subnet.id,
    securityGroupId: pool.securityGroupId,
    scripts,
    ...present({ eksClusterArn: cluster?.clusterArn }),
  });
  return { runner, hopLimit: hopsOf(props) };
}

/** Settings of ParallelCluster's own file, as far as the pool decides them. */
function forOthers(pool: RunPool, { props, maxCount }: InstancesInput): PoolInstances {
  const { placement, capacityReservationSpecification } = pool.capacity.launch;
  const target = capacityReservationSpecification?.capacityReservationTarget;
  return {
    hopLimit: hopsOf(props),
    settings: {
      InstanceType: props.instance.id,
      MinCount: props.count,
      MaxCount: maxCount,
      SubnetIds: [pool.subnet.id],
      AdditionalSecurityGroups: [pool.securityGroupId],
      Efa: { Enabled: pool.layout.efaInterfaces > 0 },
      PlacementGroup: placement === undefined ? { Enabled: false } : { Enabled: true, Name: placement.groupName },
      ...present({
        CapacityReservationTarget:
          target === undefined
            ? undefined
            : {
                CapacityReservationId: target.capacityReservationId,
                CapacityReservationResourceGroupArn: target.capacityReservationResourceGroupArn,
              },
        CapacityType: props.capacity?.block === undefined ? undefined : 'CAPACITY_BLOCK',
      }),
    },
  };
}

function templateOf(
  pool: RunPool,
  context: AwsContext,
  { props }: InstancesInput,
  of: {
    readonly groups: readonly string[];
    readonly userData: string;
    readonly subnetId?: string;
    readonly instanceProfile?: string;
  },
): LaunchTemplate {
  const { consumer, volumeKeyArn } = props;
  // EKS and PCS are told the image outside the template.
  const imageId = consumer.kind === 'ec2' ? consumer.imageId : undefined;
  return addLaunchTemplate(pool, 'template', context, {
    name: pool.awsName,
    instanceType: props.instance.id,
    ...present({ imageId }),
    layout: pool.layout,
    securityGroupIds: of.groups,
    ...present({ subnetId: of.subnetId, instanceProfile: of.instanceProfile }),
    hopLimit: hopsOf(props),
    rootDevice: props.rootDevice ?? '/dev/xvda',
    rootGibibytes: (props.rootVolume ?? ROOT_VOLUME).inGibibytes,
    ...present({ volumeKeyArn }),
    userData: of.userData,
    capacity: pool.capacity.launch,
  });
}

function hopsOf({ metadataHops, consumer }: AwsGpuPoolProps): number {
  return metadataHops ?? (consumer.kind === 'pcs' ? PCS_HOPS : 1);
}

function amiTypeOf({ instance }: AwsGpuPoolProps): string {
  return instance.architecture === 'arm64' ? 'AL2023_ARM_64_NVIDIA' : 'AL2023_x86_64_NVIDIA';
}

function counts({ props, maxCount, capacity }: InstancesInput): {
  readonly count: number;
  readonly maxCount: number;
  readonly isEmptyAtFirst: boolean;
} {
  return { count: props.count, maxCount, isEmptyAtFirst: capacity.block !== undefined };
}

function addSchedule(pool: RunPool, context: AwsContext, input: InstancesInput, groupName: () => string): void {
  const { block } = input.capacity;
  if (block === undefined) return;
  const times = blockTimes(block, input.capacity.kind === 'ultraserver-block');
  addBlockSchedule(pool, context, { groupName: groupName(), count: input.props.count, times });
}

/**
 * When the group of a capacity block is filled and emptied. A block ends at 11:30 UTC of its last day and AWS ends instances 30 minutes before (60 for
 * UltraServers); it is filled at noon UTC of its first day, after a block that began at 11:30.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-capacity-blocks.html
 */
function blockTimes({ starts, ends }: AwsBlockDays, isUltraServer: boolean): BlockTimes {
  return { starts: `${starts}T12:00:00Z`, ends: `${ends}T${isUltraServer ? '10:15' : '10:45'}:00Z` };
}

/** What a pool is compared with, as far as sources state it. */
export function poolTwin(cluster: GpuCluster | undefined): AwsPoolTwin | undefined {
  if (cluster === undefined) return undefined;
  const { system } = cluster;
  const hosts = system.fabricNodes.value;
  return {
    cluster: cluster.name,
    system: system.id,
    gpusPerHost: system.gpus.value / hosts,
    gpuModel: system.gpuModel,
    ...present({
      gpuMemoryBytes: system.hbm === undefined ? undefined : system.hbm.value.inBytes / system.gpus.value,
      links: system.computePorts?.value.count,
    }),
  };
}

/** A toleration of a pod, and the taint of a node that it is for. */
interface PoolToleration {
  readonly key: string;
  readonly operator: 'Equal';
  readonly value: string;
  readonly effect: 'NoSchedule';
}

/** What a pod on the pool must say: without limits it sees no EFA, without the toleration it never starts. */
export interface PodSettings {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly PoolToleration[];
  /** Limits of a pod that takes a whole node. */
  readonly limits: Readonly<Record<string, number>>;
  /** Requests of a `ResourceClaimTemplate` (`spec.spec.devices.requests`) for a whole node; empty where limits say it all. */
  readonly deviceRequests: readonly DeviceRequest[];
  readonly variables: Readonly<Record<string, string>>;
}

/** Devices that a claim of dynamic resource allocation asks for. */
export interface DeviceRequest {
  readonly name: string;
  readonly exactly: { readonly deviceClassName: string; readonly count: number };
}

/** Extended resource of the EFA device plugin, and device class of the DRA driver. */
const EFA_RESOURCE = 'vpc.amazonaws.com/efa';

const EFA_DEVICE_CLASS = 'efa.networking.k8s.aws';

/** Labels of nodes that say what they hold. */
export function nodeLabels({ acceleratorMaker }: InstanceSpec, { efaInterfaces }: EfaLayout): Record<string, string> {
  return {
    ...(acceleratorMaker === 'nvidia' ? { 'nvidia.com/gpu.present': 'true' } : {}),
    ...(efaInterfaces > 0 ? { 'vpc.amazonaws.com/efa.present': 'true' } : {}),
  };
}

/**
 * What a pod on nodes of a type must say. The device plugin knows nothing of claims, and the DRA driver nothing of the resource: a pod that asks in the words of
 * the other never starts.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/device-management-efa.html
 */
export function podSettings(
  instance: InstanceSpec,
  { efaInterfaces }: EfaLayout,
  driver: AwsEfaDriver = 'device-plugin',
): PodSettings {
  const device = instance.acceleratorMaker === 'nvidia' ? 'nvidia.com/gpu' : 'aws.amazon.com/neuron';
  return {
    nodeSelector: { 'node.kubernetes.io/instance-type': instance.id },
    tolerations: [{ key: device, operator: 'Equal', value: 'true', effect: 'NoSchedule' }],
    limits: {
      [device]: instance.accelerators.value,
      ...(efaInterfaces > 0 && driver === 'device-plugin' ? { [EFA_RESOURCE]: efaInterfaces } : {}),
    },
    deviceRequests:
      efaInterfaces > 0 && driver === 'dra'
        ? [{ name: 'efa', exactly: { deviceClassName: EFA_DEVICE_CLASS, count: efaInterfaces } }]
        : [],
    // Processes that fork after libfabric took huge pages fail without it.
    variables: efaInterfaces > 0 ? { FI_EFA_USE_HUGE_PAGE: '0' } : {},
  };
}
