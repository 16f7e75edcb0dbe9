import type { CloudcontrolapiResource } from '@cdktf/provider-aws/lib/cloudcontrolapi-resource';

import { type Construct, Fn, type ITerraformDependable, Token } from '../../host';
import { present } from '../../units/present';
import { functionArguments } from '../terraform-text';
import { awsBinding, type AwsContext } from './bindings';
import type { PoolCounts } from './ec2-pool';
import { addRole, type PolicyStatement } from './access-resources';

/** What a HyperPod cluster of one group is made from. */
interface HyperPodInput {
  readonly name: string;
  readonly instanceType: string;
  readonly count: number;
  readonly subnetId: string;
  readonly securityGroupId: string;
  /** Folder of the scripts in S3, and the script that runs first. */
  readonly scripts: { readonly uri: string; readonly onCreate: string };
  /** Cluster of EKS that drives it. Absent: Slurm. */
  readonly eksClusterArn?: string;
}

/**
 * Makes a SageMaker HyperPod cluster through Cloud Control: the provider has no resource of its own.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-cluster.html
 */
export function addHyperPod(scope: Construct, context: AwsContext, input: HyperPodInput): CloudcontrolapiResource {
  const role = addRole(scope, 'role', context, {
    name: input.name,
    service: 'sagemaker.amazonaws.com',
    managed: ['AmazonSageMakerClusterInstanceRolePolicy'],
    statements: statementsFor(context, input.scripts.uri),
  });
  return addCloudControl(scope, 'cluster', context, {
    typeName: 'AWS::SageMaker::Cluster',
    state: {
      ClusterName: input.name,
      NodeRecovery: 'Automatic',
      InstanceGroups: [
        {
          InstanceGroupName: 'gpu',
          InstanceType: `ml.${input.instanceType}`,
          InstanceCount: input.count,
          ExecutionRole: role.arn,
          LifeCycleConfig: { SourceS3Uri: input.scripts.uri, OnCreate: input.scripts.onCreate },
        },
      ],
      VpcConfig: { SecurityGroupIds: [input.securityGroupId], Subnets: [input.subnetId] },
      Tags: Object.entries(context.tags).map(([Key, Value]) => ({ Key, Value })),
      ...present({
        Orchestrator: input.eksClusterArn === undefined ? undefined : { Eks: { ClusterArn: input.eksClusterArn } },
      }),
    },
    waitsFor: role.resources,
  });
}

/** Interfaces in the network of the pool, as SageMaker makes them for its instances. */
const INTERFACE_ACTIONS = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:CreateNetworkInterfacePermission',
  'ec2:DeleteNetworkInterface',
  'ec2:DeleteNetworkInterfacePermission',
  'ec2:DescribeDhcpOptions',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcs',
  'ec2:DetachNetworkInterface',
];

function statementsFor({ partition }: AwsContext, uri: string): readonly PolicyStatement[] {
  const [, , bucket = '', ...folders] = uri.replace(/\/$/, '').split('/');
  const arn = `arn:${partition}:s3:::${bucket}`;
  return [
    { actions: INTERFACE_ACTIONS, resources: ['*'] },
    { actions: ['ec2:CreateTags'], resources: [`arn:${partition}:ec2:*:*:network-interface/*`] },
    { actions: ['s3:ListBucket'], resources: [arn] },
    { actions: ['s3:GetObject'], resources: [`${[arn, ...folders].join('/')}/*`] },
  ];
}

/** What a node group of AWS PCS is made from. */
interface PcsInput extends PoolCounts {
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

/** Makes a resource that the bindings lack, by its CloudFormation type. Its plan shows the declared keys alone. */
function addCloudControl(
  scope: Construct,
  id: string,
  context: AwsContext,
  input: {
    readonly typeName: string;
    readonly state: Readonly<Record<string, unknown>>;
    readonly waitsFor?: readonly ITerraformDependable[];
  },
): CloudcontrolapiResource {
  const { CloudcontrolapiResource: Resource } = awsBinding('cloudcontrolapi-resource');
  return new Resource(scope, id, {
    provider: context.provider,
    typeName: input.typeName,
    desiredState: Fn.jsonencode(functionArguments(input.state)),
    ...present({ dependsOn: input.waitsFor === undefined ? undefined : [...input.waitsFor] }),
  });
}
