import type { AutoscalingGroup } from '@cdktf/provider-aws/lib/autoscaling-group';
import type { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';

import { type Construct, type ITerraformDependable, Token } from '../../host';
import type { EfaLayout } from '../../model/aws-plan';
import { present } from '../../units/present';
import { awsBinding, type AwsContext } from './bindings';
import type { CapacityArguments } from './capacity-resources';
import { addRole, type PolicyStatement } from './access-resources';

/** Counts of a group of instances. */
export interface PoolCounts {
  /** Instances that run. */
  readonly count: number;
  readonly maxCount: number;
  /** Instances before a capacity block begins. */
  readonly isEmptyAtFirst: boolean;
}

/** What plain instances are made from. */
interface Ec2PoolInput extends PoolCounts {
  readonly name: string;
  readonly subnetId: string;
  readonly template: { readonly id: string; readonly latestVersion: number };
  readonly waitsFor: readonly ITerraformDependable[];
}

/** Makes a role for instances and the profile that carries it: Systems Manager, and what is named beside it. */
export function addInstanceProfile(
  scope: Construct,
  context: AwsContext,
  name: string,
  statements: readonly PolicyStatement[] = [],
): { readonly name: string; readonly arn: string; readonly resources: readonly ITerraformDependable[] } {
  const role = addRole(scope, 'role', context, {
    name,
    service: 'ec2.amazonaws.com',
    managed: ['AmazonSSMManagedInstanceCore'],
    statements,
  });
  const { IamInstanceProfile } = awsBinding('iam-instance-profile');
  const profile = new IamInstanceProfile(scope, 'profile', { provider: context.provider, name, role: role.name });
  return { name: profile.name, arn: profile.arn, resources: [...role.resources, profile] };
}

/** Makes a group of instances in one subnet. A new template version starts no refresh: EFA is attached at launch alone, and nodes at work stay. */
export function addEc2Pool(scope: Construct, context: AwsContext, input: Ec2PoolInput): AutoscalingGroup {
  const { AutoscalingGroup: Group } = awsBinding('autoscaling-group');
  const { name, count, maxCount, isEmptyAtFirst } = input;
  const isScaled = maxCount > count || isEmptyAtFirst;
  return new Group(scope, 'instances', {
    provider: context.provider,
    name,
    minSize: isEmptyAtFirst ? 0 : count,
    maxSize: maxCount,
    desiredCapacity: isEmptyAtFirst ? 0 : count,
    vpcZoneIdentifier: [input.subnetId],
    healthCheckType: 'EC2',
    launchTemplate: { id: input.template.id, version: Token.asString(input.template.latestVersion) },
    // Groups of Auto Scaling take no tags of the provider.
    tag: Object.entries({ ...context.tags, Name: name }).map(([key, value]) => ({
      key,
      value,
      propagateAtLaunch: true,
    })),
    dependsOn: [...input.waitsFor],
    lifecycle: isScaled ? { ignoreChanges: ['desired_capacity'] } : {},
  });
}

/** Times of a group whose instances live in a capacity block. */
export interface BlockTimes {
  /** For example `2026-12-01T12:00:00Z`. */
  readonly starts: string;
  readonly ends: string;
}

/** Fills a group when its block has begun, and empties it before AWS ends the instances. */
export function addBlockSchedule(
  scope: Construct,
  context: AwsContext,
  input: { readonly groupName: string; readonly count: number; readonly times: BlockTimes },
): void {
  const { AutoscalingSchedule } = awsBinding('autoscaling-schedule');
  const { groupName, count, times } = input;
  const at = (id: string, startTime: string, size: number): void => {
    new AutoscalingSchedule(scope, id, {
      provider: context.provider,
      autoscalingGroupName: groupName,
      scheduledActionName: id,
      startTime,
      minSize: 0,
      maxSize: count,
      desiredCapacity: size,
    });
  };
  at('block-begins', times.starts, count);
  at('block-ends', times.ends, 0);
}

export type { LaunchTemplate };

/** What a launch template is made from. */
interface LaunchTemplateInput {
  readonly name: string;
  readonly instanceType: string;
  /** Image; absent where the consumer chooses it. */
  readonly imageId?: string;
  readonly layout: EfaLayout;
  readonly securityGroupIds: readonly string[];
  /** Subnet inside the interfaces, for consumers that give none of their own. */
  readonly subnetId?: string;
  /** Name of an instance profile; absent where the consumer gives one. */
  readonly instanceProfile?: string;
  readonly hopLimit: number;
  readonly rootDevice: string;
  readonly rootGibibytes: number;
  /** Key of the root volume. Absent: the account's key for volumes. */
  readonly volumeKeyArn?: string;
  /** Absent: nothing beside the image. */
  readonly userData?: string;
  readonly capacity: CapacityArguments;
}

/**
 * Makes the launch template of a pool: interfaces by the layout with the groups inside them, metadata with session tokens alone, and an encrypted
 * root volume. Nothing gets a public address.
 */
export function addLaunchTemplate(
  scope: Construct,
  id: string,
  context: AwsContext,
  input: LaunchTemplateInput,
): LaunchTemplate {
  const { LaunchTemplate: Template } = awsBinding('launch-template');
  const { name, layout } = input;
  return new Template(scope, id, {
    provider: context.provider,
    name,
    instanceType: input.instanceType,
    ...present({
      imageId: input.imageId,
      iamInstanceProfile: input.instanceProfile === undefined ? undefined : { name: input.instanceProfile },
    }),
    updateDefaultVersion: true,
    networkInterfaces: layout.interfaces.map(({ card, device, kind }) => ({
      networkCardIndex: card,
      deviceIndex: device,
      interfaceType: kind,
      securityGroups: [...input.securityGroupIds],
      deleteOnTermination: 'true',
      ...present({ subnetId: input.subnetId }),
      // With several interfaces EC2 refuses the argument, whatever it says.
      ...(layout.interfaces.length === 1 ? { associatePublicIpAddress: 'false' } : {}),
    })),
    metadataOptions: {
      httpEndpoint: 'enabled',
      httpTokens: 'required',
      httpPutResponseHopLimit: input.hopLimit,
    },
    blockDeviceMappings: [
      {
        deviceName: input.rootDevice,
        ebs: {
          encrypted: 'true',
          volumeType: 'gp3',
          volumeSize: input.rootGibibytes,
          deleteOnTermination: 'true',
          ...present({ kmsKeyId: input.volumeKeyArn }),
        },
      },
    ],
    ...input.capacity,
    ...present({
      userData: input.userData === undefined ? undefined : Buffer.from(input.userData, 'utf8').toString('base64'),
    }),
    // Tags of the provider stop at the template itself.
    tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({
      resourceType,
      tags: { ...context.tags, Name: name },
    })),
    tags: { Name: name },
  });
}

/** What the start of a node sets up beside its image. */
interface NodeSetup {
  /** Disks of the instance store; they become one volume. */
  readonly localDisks: number;
  /** Pods that a node of EKS takes at most. */
  readonly maxPods?: number;
  /** Whether updates that start by themselves are turned off: they restart the scheduler's daemon and end its jobs. */
  readonly isUpdateFrozen: boolean;
}

const BOUNDARY = '==BOUNDARY==';

/** NodeConfig of Amazon Linux 2023 on EKS, as one part of a MIME text: EKS adds its own. */
export function eksUserData({ localDisks, maxPods }: NodeSetup): string {
  const config = [
    'apiVersion: node.eks.aws/v1alpha1',
    'kind: NodeConfig',
    'spec:',
    ...(localDisks > 0 ? ['  instance:', '    localStorage:', '      strategy: RAID0'] : []),
    ...(maxPods === undefined ? [] : ['  kubelet:', '    config:', `      maxPods: ${maxPods}`]),
  ];
  return mime('application/node.eks.aws', config);
}

/** A script for the first start of a node that is not EKS's. */
export function scriptUserData({ localDisks, isUpdateFrozen }: NodeSetup): string {
  return mime('text/x-shellscript; charset="us-ascii"', [
    '#!/bin/bash',
    'set -euo pipefail',
    // Without it a process that forks after libfabric took huge pages fails.
    "echo 'export FI_EFA_USE_HUGE_PAGE=0' > /etc/profile.d/efa.sh",
    ...(localDisks > 0 ? raidLines() : []),
    ...(isUpdateFrozen
      ? [
          'systemctl disable --now unattended-upgrades.service apt-daily.timer apt-daily-upgrade.timer 2>/dev/null || true',
        ]
      : []),
  ]);
}

/** Finds the disks by model, so that no volume of EBS is taken; a mounted array is left alone. */
function raidLines(): string[] {
  return [
    'if ! mountpoint -q /mnt/local; then',
    "  disks=$(lsblk --nodeps --noheadings --output PATH,MODEL | awk '/Instance Storage/ {print $1}')",
    '  count=$(echo "$disks" | wc -w)',
    '  if [ "$count" -gt 1 ]; then',
    '    mdadm --create /dev/md0 --run --level=0 --raid-devices="$count" $disks',
    '    device=/dev/md0',
    '  else',
    '    device=$disks',
    '  fi',
    '  mkfs.xfs -f "$device"',
    '  mkdir -p /mnt/local',
    '  mount -o noatime "$device" /mnt/local',
    'fi',
  ];
}

function mime(type: string, lines: readonly string[]): string {
  return [
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
    '',
    `--${BOUNDARY}`,
    `Content-Type: ${type}`,
    '',
    ...lines,
    '',
    `--${BOUNDARY}--`,
    '',
  ].join('\n');
}
