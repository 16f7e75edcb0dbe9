import { describeLayout, planEfaLayout } from '../../design/aws/aws-capacity';
import type { Construct, TerraformResource } from '../../host';
import type { AwsPoolPlan, EfaLayout } from '../../model/aws-plan';
import { awsBinding } from '../../targets/aws/bindings';
import { addCapacity, type CapacityResources } from '../../targets/aws/capacity-resources';
import { addGroupRule, addSecurityGroup, selfRules } from '../../targets/aws/access-resources';
import { present } from '../../units/present';
import { scopedProps } from '../props/scoped-props';
import { AwsCapacity } from './aws-consumer';
import { AwsConstruct, nameErrors } from './aws-construct';
import type { AwsGpuCluster } from './aws-gpu-cluster';
import { type AwsGpuPoolProps, POOL_PROP_NAMES, poolErrors } from './aws-gpu-pool-props';
import type { AwsSubnet, AwsVpc } from './aws-vpc';
import type { AwsZone } from './aws-zone';
import { instancesOf, nodeLabels, podSettings, type PodSettings, type PoolInstances, poolTwin } from './pool-instances';

/**
 * A pool of GPU instances that are alike, in one zone and one subnet of its own: launch template with the EFA interfaces of the type, a group whose
 * members reach each other both ways, and capacity.
 */
export class AwsGpuPool extends AwsConstruct {
  /** Network that it is in. */
  public readonly vpc: AwsVpc;
  /** Zone of all its instances. */
  public readonly zone: AwsZone;
  /** Cluster of EKS that runs it, or stands behind HyperPod. */
  public readonly cluster: AwsGpuCluster | undefined;
  /** Subnet of its own. */
  public readonly subnet: AwsSubnet;
  /** Interfaces of one instance. */
  public readonly layout: EfaLayout;
  /** Id of the group of its instances. */
  public readonly securityGroupId: string;
  /** Placement group, reservation and what the launch template says of them. */
  public readonly capacity: CapacityResources;
  /** Launch template and what runs the instances. */
  public readonly instances: PoolInstances;
  /** Plan of the pool. */
  public readonly plan: AwsPoolPlan;
  /** Labels, tolerations, limits, claims and variables for pods that use the pool. */
  public readonly podSettings: PodSettings;

  /** @throws DesignError `aws/...` for props that are wrong in themselves, all at once; `aws/subnet-too-large`, `aws/vpc-full` */
  public constructor(scope: Construct, id: string, given: AwsGpuPoolProps) {
    const owner = `pool '${id}'`;
    const props = scopedProps(scope, owner, given, POOL_PROP_NAMES, (all) => [
      ...nameErrors(owner, all.site, id),
      ...poolErrors(owner, all),
    ]);
    const { site, vpc, zone, instance, count, consumer, maxCount = count } = props;
    const layout = layoutOf(props);
    const capacity = props.capacity ?? AwsCapacity.onDemand();
    super(scope, id, { site, kind: 'aws-pool' });
    this.vpc = vpc;
    this.zone = zone;
    this.cluster = consumer.cluster;
    this.layout = layout;
    const podsPerNode = consumer.kind === 'eks' ? (props.podsPerNode ?? layout.podsByInterface) : 0;
    const context = vpc.region.contextOf(this);
    this.subnet = vpc.cutSubnet({
      name: id,
      use: 'gpu',
      zone,
      addresses: maxCount * (layout.addresses + podsPerNode),
      arithmetic: `${maxCount} x (${layout.addresses} of interfaces + ${podsPerNode} of pods)`,
    });
    const group = addSecurityGroup(this, 'group', context, {
      name: this.awsName,
      description: `GPU pool ${id}`,
      vpcId: vpc.id,
    });
    this.securityGroupId = group.id;
    for (const rule of [...selfRules(group.id, 'EFA inside the pool'), ...vpc.serviceRules()]) {
      addGroupRule(this, 'group', context, group.id, rule);
    }
    const hasGroup = hasOwnGroup(props, capacity);
    this.capacity = addCapacity(this, context, {
      name: this.awsName,
      hasGroup,
      ...present({ groupName: capacity.placementGroup }),
      reservationArns: capacity.reservationArns,
      ...present({ blockId: capacity.block?.id }),
      ...(capacity.kind === 'new-reservation'
        ? { newReservation: { instanceType: instance.id, count, ...this.reservationPlace() } }
        : {}),
    });
    const labels = { ...nodeLabels(instance, layout), ...props.labels };
    this.podSettings = podSettings(instance, layout, consumer.kind === 'eks' ? consumer.cluster?.efaDriver : undefined);
    this.instances = instancesOf(this, context, {
      props,
      capacity,
      maxCount,
      podsPerNode,
      labels,
      taints: this.podSettings.tolerations,
    });
    const twin = poolTwin(props.twinOf);
    this.plan = {
      name: id,
      path: this.node.path,
      vpc: vpc.name,
      zone: zone.name,
      subnet: this.subnet.plan.name,
      instance: instance.id,
      accelerator: instance.accelerator,
      acceleratorMaker: instance.acceleratorMaker,
      acceleratorsEach: instance.accelerators.value,
      ...present({
        acceleratorMemoryBytes: instance.acceleratorMemory?.value.inBytes,
        vcpusEach: instance.vcpus?.value,
      }),
      quotaFamily: instance.quotaFamily,
      ...present({ soldIn: instance.zoneIds?.value, usageClasses: instance.usageClasses?.value }),
      count,
      maxCount,
      consumer: consumer.kind,
      ...present({ cluster: consumer.cluster?.name }),
      layout,
      podsPerNode,
      capacity: capacity.kind,
      ...present({
        block: capacity.block === undefined ? undefined : { starts: capacity.block.starts, ends: capacity.block.ends },
      }),
      placement: hasGroup ? 'own-group' : capacity.placementGroup === undefined ? 'none' : 'group-of-reservation',
      labels: Object.keys(labels).sort(),
      ...present({ twin, hasTopologyLabels: props.hasTopologyLabels, ofiNcclVersion: props.ofiNcclVersion }),
      hardening: {
        isTokenRequired: true,
        hopLimit: this.instances.hopLimit,
        isVolumeEncrypted: true,
        hasPublicAddress: false,
      },
    };
    this.contribute(() => ({ pools: [this.plan] }));
  }

  /** What makes its instances: the group, node group or cluster; undefined for consumers that make their own. */
  public get runner(): TerraformResource | undefined {
    return this.instances.runner;
  }

  private reservationPlace(): { readonly availabilityZone: string; readonly outpostArn?: string } {
    const { zone } = this;
    const outpost = present({ outpostArn: zone.outpostArn });
    if (zone.zoneId === undefined) return { availabilityZone: zone.zoneName ?? '', ...outpost };
    const { DataAwsAvailabilityZone } = awsBinding('data-aws-availability-zone');
    const { provider } = this.vpc.region.contextOf(this);
    return {
      availabilityZone: new DataAwsAvailabilityZone(this, 'zone', { provider, zoneId: zone.zoneId }).name,
      ...outpost,
    };
  }
}

function layoutOf({ instance, interfaces, consumer }: AwsGpuPoolProps): EfaLayout {
  const facts = {
    card0Interfaces: instance.card0Interfaces?.value ?? 1,
    addressesPerInterface: instance.addressesPerInterface?.value ?? 1,
  };
  if (interfaces !== undefined) return describeLayout(interfaces, facts);
  return planEfaLayout({
    instance: instance.id,
    cards: instance.networkCards.value,
    efaInterfaces: instance.efaInterfaces?.value ?? 0,
    isCard0Efa: instance.isCard0Efa?.value ?? true,
    cardInterfaces: instance.cardInterfaces?.value ?? 1,
    ...facts,
    kind: consumer.kind === 'pcs' ? 'efa' : 'efa-only',
  });
}

/** A group of its own fits only capacity that is not placed already, and is of use only with EFA. */
function hasOwnGroup({ placement, instance, consumer }: AwsGpuPoolProps, { kind }: AwsCapacity): boolean {
  if (placement !== undefined) return placement === 'cluster';
  if (instance.efaInterfaces === undefined || consumer.kind === 'hyperpod') return false;
  return kind === 'on-demand' || kind === 'new-reservation';
}
