import type { CloudcontrolapiResource } from '@cdktf/provider-aws/lib/cloudcontrolapi-resource';
import { Fn, Token, type Construct, type ITerraformDependable } from '../../host';
import type { AwsContext } from './aws-context';
import { addCloudControl } from './cloud-control';
import type { PoolCounts } from './ec2-pool';

/** What a node group of AWS PCS is made from. */
export interface PcsInput extends PoolCounts {
  readonly name: string;
  readonly clusterId: string;
  readonly imageId: string;
  readonly instanceType: string;
  readonly subnetId: string;
  readonly profileArn: string;
  readonly isCapacityBlock: boolean;
  readonly template: { readonly id: string; readonly latestVersion: number };
  readonly waitsFor: readonly ITerraformDependable[];
}

/**
 * Makes a compute node group of AWS PCS and a queue of its name through Cloud Control.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-pcs-computenodegroup.html
 */
export function addPcsNodeGroup(scope: Construct, context: AwsContext, input: PcsInput): CloudcontrolapiResource {
  const { name, clusterId, isEmptyAtFirst, count, maxCount } = input;
  const group = addCloudControl(scope, 'nodes', context, {
    typeName: 'AWS::PCS::ComputeNodeGroup',
    state: {
      Name: name,
      ClusterId: clusterId,
      AmiId: input.imageId,
      SubnetIds: [input.subnetId],
      IamInstanceProfileArn: input.profileArn,
      CustomLaunchTemplate: { TemplateId: input.template.id, Version: Token.asString(input.template.latestVersion) },
      InstanceConfigs: [{ InstanceType: input.instanceType }],
      PurchaseOption: input.isCapacityBlock ? 'CAPACITY_BLOCK' : 'ONDEMAND',
      ScalingConfiguration: { MinInstanceCount: isEmptyAtFirst ? 0 : count, MaxInstanceCount: maxCount },
      Tags: { ...context.tags },
    },
    waitsFor: input.waitsFor,
  });
  addCloudControl(scope, 'queue', context, {
    typeName: 'AWS::PCS::Queue',
    state: {
      Name: name,
      ClusterId: clusterId,
      ComputeNodeGroupConfigurations: [
        { ComputeNodeGroupId: Fn.lookupNested(Fn.jsondecode(group.properties), ['Id']) as unknown },
      ],
      Tags: { ...context.tags },
    },
  });
  return group;
}
