import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import type { Vpc } from '@cdktf/provider-aws/lib/vpc';
import type { Construct, ITerraformDependable } from '../../host';
import type { AwsContext } from './aws-context';
import { awsBinding } from './bindings';
import { addRole } from './iam-role';
import { addLogGroup } from './log-group';

/** What a network is made from. */
export interface VpcInput {
  readonly name: string;
  readonly cidrs: readonly string[];
  /** Days that flow logs are kept. */
  readonly flowLogDays: number;
}

/** A network without subnets. */
export interface VpcResources {
  readonly vpc: Vpc;
  /** Table of every private subnet. */
  readonly privateRoutes: RouteTable;
  /** What a subnet of a further block waits for. */
  readonly blocks: readonly ITerraformDependable[];
  readonly flowLogGroup: CloudwatchLogGroup;
}

/** Makes a network: its blocks, a default group that lets nothing through, one private route table, and flow logs of all traffic. */
export function addVpc(scope: Construct, context: AwsContext, { name, cidrs, flowLogDays }: VpcInput): VpcResources {
  const { provider } = context;
  const [first = '', ...further] = cidrs;
  const { Vpc: VpcResource } = awsBinding('vpc');
  const vpc = new VpcResource(scope, 'vpc', {
    provider,
    cidrBlock: first,
    enableDnsHostnames: true,
    enableDnsSupport: true,
    tags: { Name: name },
  });
  const blocks = further.map((cidr) => {
    const { VpcIpv4CidrBlockAssociation } = awsBinding('vpc-ipv4-cidr-block-association');
    const id = `block-${cidr.replace(/[./]/g, '-')}`;
    return new VpcIpv4CidrBlockAssociation(scope, id, { provider, vpcId: vpc.id, cidrBlock: cidr });
  });
  const { DefaultSecurityGroup } = awsBinding('default-security-group');
  new DefaultSecurityGroup(scope, 'default-group', { provider, vpcId: vpc.id, tags: { Name: `${name}-unused` } });
  const { RouteTable: Table } = awsBinding('route-table');
  const privateRoutes = new Table(scope, 'private', { provider, vpcId: vpc.id, tags: { Name: `${name}-private` } });
  return {
    vpc,
    privateRoutes,
    blocks,
    flowLogGroup: addFlowLogs(scope, context, { name, vpcId: vpc.id, flowLogDays }),
  };
}

function addFlowLogs(
  scope: Construct,
  context: AwsContext,
  { name, vpcId, flowLogDays }: { readonly name: string; readonly vpcId: string; readonly flowLogDays: number },
): CloudwatchLogGroup {
  const { provider } = context;
  const group = addLogGroup(scope, 'flow-logs', context, {
    name: `/vpc/${name}`,
    keyName: `${name}_flow-logs`,
    days: flowLogDays,
  });
  const role = addRole(scope, 'flow-logs-role', context, {
    name: `${name}_flow-logs`,
    service: 'vpc-flow-logs.amazonaws.com',
    trustCondition: { StringEquals: { 'aws:SourceAccount': context.accountId } },
    managed: [],
    statements: [
      {
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
        resources: [`${group.arn}:*`],
      },
      { actions: ['logs:DescribeLogGroups'], resources: ['*'] },
    ],
  });
  const { FlowLog } = awsBinding('flow-log');
  new FlowLog(scope, 'flow-log', {
    provider,
    vpcId,
    trafficType: 'ALL',
    logDestinationType: 'cloud-watch-logs',
    logDestination: group.arn,
    iamRoleArn: role.arn,
  });
  return group;
}
