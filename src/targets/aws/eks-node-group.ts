import type { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { Token, type Construct, type ITerraformDependable } from '../../host';
import type { AwsContext } from './aws-context';
import { awsBinding } from './bindings';
import type { PoolCounts } from './ec2-pool';
import { inSameStack } from './in-same-stack';

/** What a managed node group is made from. */
export interface NodeGroupInput extends PoolCounts {
  readonly name: string;
  readonly clusterName: string;
  readonly nodeRoleArn: string;
  readonly subnetIds: readonly string[];
  readonly amiType: string;
  readonly isCapacityBlock: boolean;
  readonly template: { readonly id: string; readonly latestVersion: number };
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly { readonly key: string; readonly value: string; readonly effect: string }[];
  readonly waitsFor: readonly ITerraformDependable[];
}

/**
 * Makes a managed node group. Its instance type is that of the launch template, as a capacity block demands; what an autoscaler sets is not taken back,
 * and a node that fails is repaired.
 */
export function addNodeGroup(scope: Construct, id: string, context: AwsContext, input: NodeGroupInput): EksNodeGroup {
  const { EksNodeGroup: Group } = awsBinding('eks-node-group');
  const { count, maxCount, isEmptyAtFirst } = input;
  return new Group(scope, id, {
    provider: context.provider,
    clusterName: input.clusterName,
    nodeGroupName: input.name,
    nodeRoleArn: input.nodeRoleArn,
    subnetIds: [...input.subnetIds],
    amiType: input.amiType,
    capacityType: input.isCapacityBlock ? 'CAPACITY_BLOCK' : 'ON_DEMAND',
    scalingConfig: {
      desiredSize: isEmptyAtFirst ? 0 : count,
      minSize: isEmptyAtFirst ? 0 : count,
      maxSize: maxCount,
    },
    launchTemplate: { id: input.template.id, version: Token.asString(input.template.latestVersion) },
    labels: { ...input.labels },
    ...(input.taints.length === 0 ? {} : { taint: input.taints.map((taint) => ({ ...taint })) }),
    updateConfig: { maxUnavailable: 1 },
    nodeRepairConfig: { enabled: true },
    dependsOn: [...inSameStack(scope, input.waitsFor)],
    lifecycle: { ignoreChanges: ['scaling_config[0].desired_size'] },
  });
}
