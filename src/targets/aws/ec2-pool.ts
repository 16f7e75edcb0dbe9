import type { AutoscalingGroup } from '@cdktf/provider-aws/lib/autoscaling-group';
import { Token, type Construct, type ITerraformDependable } from '../../host';
import type { AwsContext } from './aws-context';
import { awsBinding } from './bindings';
import { addRole, type PolicyStatement } from './iam-role';

/** Counts of a group of instances. */
export interface PoolCounts {
  /** Instances that run. */
  readonly count: number;
  readonly maxCount: number;
  /** Instances before a capacity block begins. */
  readonly isEmptyAtFirst: boolean;
}

/** What plain instances are made from. */
export interface Ec2PoolInput extends PoolCounts {
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
