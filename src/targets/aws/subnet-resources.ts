import type { Subnet } from '@cdktf/provider-aws/lib/subnet';
import type { Construct, ITerraformDependable } from '../../host';
import type { AwsContext } from './aws-context';
import { awsBinding } from './bindings';
import type { VpcResources } from './vpc-resources';

/** Zone of a subnet: by id, or by name for zones that have no id of their own. */
export type ZoneArgument = { readonly availabilityZoneId: string } | { readonly availabilityZone: string };

/** What a subnet is made from. */
export interface SubnetInput {
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
    ...(input.outpostArn === undefined ? {} : { outpostArn: input.outpostArn }),
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
