import type { CloudcontrolapiResource } from '@cdktf/provider-aws/lib/cloudcontrolapi-resource';
import type { Construct } from '../../host';
import type { AwsContext } from './aws-context';
import { addCloudControl } from './cloud-control';
import { addRole } from './iam-role';

/** What a HyperPod cluster of one group is made from. */
export interface HyperPodInput {
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
    statements: [],
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
      ...(input.eksClusterArn === undefined ? {} : { Orchestrator: { Eks: { ClusterArn: input.eksClusterArn } } }),
    },
    waitsFor: role.resources,
  });
}
