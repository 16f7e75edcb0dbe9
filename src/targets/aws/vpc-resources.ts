import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import type { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import type { Subnet } from '@cdktf/provider-aws/lib/subnet';
import type { Vpc } from '@cdktf/provider-aws/lib/vpc';
import type { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';

import type { Construct, ITerraformDependable, TerraformResource } from '../../host';
import { present } from '../../units/present';
import { awsBinding, type AwsContext } from './bindings';
import { addRole, addLogGroup, addGroupRule, addSecurityGroup } from './access-resources';

/** What a network is made from. */
interface VpcInput {
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

/** Zone of a subnet: by id, or by name for zones that have no id of their own. */
export type ZoneArgument = { readonly availabilityZoneId: string } | { readonly availabilityZone: string };

/** What a subnet is made from. */
interface SubnetInput {
  /** Id of the construct and last part of its name. */
  readonly name: string;
  readonly fullName: string;
  readonly cidr: string;
  readonly zone: ZoneArgument;
  readonly outpostArn?: string;
  readonly routeTableId: string;
  readonly tags: Readonly<Record<string, string>>;
  /** What must stand before it, in the same stack. */
  readonly waitsFor: readonly ITerraformDependable[];
}

/** Makes a subnet whose interfaces never get a public address by themselves. */
export function addSubnet(
  scope: Construct,
  context: AwsContext,
  { vpc, blocks }: Pick<VpcResources, 'vpc' | 'blocks'>,
  input: SubnetInput,
): Subnet {
  const { provider } = context;
  const { Subnet: SubnetResource } = awsBinding('subnet');
  const waits = [...blocks, ...input.waitsFor];
  const subnet = new SubnetResource(scope, `subnet-${input.name}`, {
    provider,
    vpcId: vpc.id,
    cidrBlock: input.cidr,
    ...input.zone,
    ...present({ outpostArn: input.outpostArn }),
    mapPublicIpOnLaunch: false,
    tags: { Name: input.fullName, ...input.tags },
    ...(waits.length === 0 ? {} : { dependsOn: waits }),
  });
  const { RouteTableAssociation } = awsBinding('route-table-association');
  new RouteTableAssociation(scope, `routes-${input.name}`, {
    provider,
    subnetId: subnet.id,
    routeTableId: input.routeTableId,
  });
  return subnet;
}

/** Makes a table whose default route leads to the internet, for the subnet of a NAT gateway alone. */
export function addPublicRoutes(scope: Construct, context: AwsContext, name: string, vpcId: string): string {
  const { provider } = context;
  const { InternetGateway } = awsBinding('internet-gateway');
  const gateway = new InternetGateway(scope, 'internet', { provider, vpcId, tags: { Name: name } });
  const { RouteTable } = awsBinding('route-table');
  const table = new RouteTable(scope, 'public', { provider, vpcId, tags: { Name: `${name}-public` } });
  const { Route } = awsBinding('route');
  new Route(scope, 'public-default', {
    provider,
    routeTableId: table.id,
    destinationCidrBlock: '0.0.0.0/0',
    gatewayId: gateway.id,
  });
  return table.id;
}

/** Makes a NAT gateway in a public subnet, and the default route of the private table to it. */
export function addNat(
  scope: Construct,
  context: AwsContext,
  input: { readonly name: string; readonly subnetId: string; readonly routeTableId: string },
): ITerraformDependable {
  const { provider } = context;
  const { Eip } = awsBinding('eip');
  const address = new Eip(scope, 'nat-address', { provider, domain: 'vpc', tags: { Name: `${input.name}-nat` } });
  const { NatGateway } = awsBinding('nat-gateway');
  const nat = new NatGateway(scope, 'nat', {
    provider,
    allocationId: address.id,
    subnetId: input.subnetId,
    tags: { Name: input.name },
  });
  const { Route } = awsBinding('route');
  return new Route(scope, 'private-default', {
    provider,
    routeTableId: input.routeTableId,
    destinationCidrBlock: '0.0.0.0/0',
    natGatewayId: nat.id,
  });
}

/** Port of every interface endpoint. */
const HTTPS = 443;

/** What the endpoints of a network are made from. */
interface EndpointsInput {
  readonly name: string;
  readonly vpcId: string;
  readonly cidrs: readonly string[];
  readonly routeTableId: string;
  /** One subnet a zone. */
  readonly subnetIds: readonly string[];
  /** Services with an interface endpoint, such as `ecr.api`. */
  readonly services: readonly string[];
}

/** Endpoints of a network. */
export interface EndpointResources {
  /** Gateway endpoint of S3: its prefix list is what groups let out to. */
  readonly s3: VpcEndpoint;
  readonly group: SecurityGroup;
  readonly byService: ReadonlyMap<string, VpcEndpoint>;
}

/** Makes a gateway endpoint for S3 and an interface endpoint for each service, open to the network's own blocks alone. */
export function addEndpoints(scope: Construct, context: AwsContext, input: EndpointsInput): EndpointResources {
  const { provider, region } = context;
  const { vpcId } = input;
  const { VpcEndpoint: Endpoint } = awsBinding('vpc-endpoint');
  const s3 = new Endpoint(scope, 'endpoint-s3', {
    provider,
    vpcId,
    serviceName: `com.amazonaws.${region}.s3`,
    vpcEndpointType: 'Gateway',
    routeTableIds: [input.routeTableId],
    tags: { Name: `${input.name}-s3` },
  });
  const group = addSecurityGroup(scope, 'endpoints', context, {
    name: `${input.name}_endpoints`,
    description: 'Endpoints of AWS services',
    vpcId,
  });
  for (const cidr of input.cidrs) {
    addGroupRule(scope, 'endpoints', context, group.id, {
      id: `in-${cidr.replace(/[./]/g, '-')}`,
      direction: 'ingress',
      protocol: 'tcp',
      fromPort: HTTPS,
      toPort: HTTPS,
      peer: { cidr },
      description: 'HTTPS from the network',
    });
  }
  const resources = { s3, group };
  const byService = new Map(
    input.services.map((service) => [service, addEndpoint(scope, context, { ...input, service, resources })]),
  );
  return { s3, group, byService };
}

/** Makes an interface endpoint. That of S3 answers to those who ask the inbound resolver alone: inside the network the gateway, which costs nothing, stays the way. */
export function addEndpoint(
  scope: Construct,
  { provider, region }: AwsContext,
  input: Pick<EndpointsInput, 'name' | 'vpcId' | 'subnetIds'> & {
    readonly service: string;
    readonly resources: Pick<EndpointResources, 's3' | 'group'>;
  },
): VpcEndpoint {
  const { service, resources } = input;
  const isS3 = service === 's3';
  const { VpcEndpoint: Endpoint } = awsBinding('vpc-endpoint');
  return new Endpoint(scope, isS3 ? 'endpoint-s3-interface' : `endpoint-${service.replaceAll('.', '-')}`, {
    provider,
    vpcId: input.vpcId,
    serviceName: `com.amazonaws.${region}.${service}`,
    vpcEndpointType: 'Interface',
    privateDnsEnabled: true,
    ...(isS3 ? { dnsOptions: { privateDnsOnlyForInboundResolverEndpoint: true }, dependsOn: [resources.s3] } : {}),
    subnetIds: [...input.subnetIds],
    securityGroupIds: [resources.group.id],
    tags: { Name: `${input.name}-${isS3 ? 's3-interface' : service}` },
  });
}

/** Opens the endpoints of a network to a block of the site. */
export function openEndpoints(scope: Construct, context: AwsContext, groupId: string, cidr: string): void {
  addGroupRule(scope, 'endpoints', context, groupId, {
    id: `site-in-${cidr.replace(/[./]/g, '-')}`,
    direction: 'ingress',
    protocol: 'tcp',
    fromPort: HTTPS,
    toPort: HTTPS,
    peer: { cidr },
    description: 'HTTPS from the site',
  });
}

/** Opts the account in to a group of zones. AWS takes no way back but by its support. */
export function addOptIn(scope: Construct, { provider }: AwsContext, groupName: string): TerraformResource {
  const { Ec2AvailabilityZoneGroup } = awsBinding('ec2-availability-zone-group');
  return new Ec2AvailabilityZoneGroup(scope, 'opt-in', { provider, groupName, optInStatus: 'opted-in' });
}
