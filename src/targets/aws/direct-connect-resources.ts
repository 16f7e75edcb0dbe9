import type { DxGateway } from '@cdktf/provider-aws/lib/dx-gateway';
import type { Ec2TransitGateway } from '@cdktf/provider-aws/lib/ec2-transit-gateway';

import type { Construct, TerraformResource } from '../../host';
import { present } from '../../units/present';
import { awsBinding, type AwsContext } from './bindings';
import { addGroupRule, addSecurityGroup } from './access-resources';

/** A way as it is ordered, or one that stands. */
export interface ConnectionResource {
  readonly name: string;
  /** Id of a connection or LAG that stands; nothing is ordered then. */
  readonly existingId?: string;
  readonly location: string;
  /** For example `100Gbps`. */
  readonly bandwidth: string;
  readonly links: number;
  readonly macsecSecretArn?: string;
  /** Whether the ports are not available yet: no interface and no key then. */
  readonly isOrderedOnly: boolean;
  readonly vlan: number;
  readonly bgpAsn: number;
  readonly addresses?: { readonly amazon: string; readonly customer: string };
}

/** A network that the gateway reaches. */
interface AttachedVpc {
  readonly name: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly routeTableId: string;
}

/** What Direct Connect is made from. */
interface DirectConnectInput {
  readonly name: string;
  readonly gatewayAsn: number;
  readonly transitAsn: number;
  readonly mtu: number;
  readonly connections: readonly ConnectionResource[];
  readonly vpcs: readonly AttachedVpc[];
  readonly sitePrefixes: readonly string[];
  readonly awsPrefixes: readonly string[];
  readonly vpn?: { readonly ipAddress: string; readonly bgpAsn: number };
}

/** Direct Connect of a site. */
export interface DirectConnectResources {
  readonly gateway: DxGateway;
  readonly transitGateway: Ec2TransitGateway;
  readonly ordered: readonly TerraformResource[];
}

/** Makes the ways, a transit interface on each, both gateways with their association, the attachments and routes of the networks, and the VPN. */
export function addDirectConnect(
  scope: Construct,
  context: AwsContext,
  input: DirectConnectInput,
): DirectConnectResources {
  const { provider } = context;
  const { name } = input;
  const { DxGateway: Gateway } = awsBinding('dx-gateway');
  const gateway = new Gateway(scope, 'gateway', { provider, name, amazonSideAsn: String(input.gatewayAsn) });
  const { Ec2TransitGateway: Transit } = awsBinding('ec2-transit-gateway');
  const transitGateway = new Transit(scope, 'transit', {
    provider,
    description: name,
    amazonSideAsn: input.transitAsn,
    autoAcceptSharedAttachments: 'disable',
    defaultRouteTableAssociation: 'enable',
    defaultRouteTablePropagation: 'enable',
    dnsSupport: 'enable',
    vpnEcmpSupport: 'enable',
    tags: { Name: name },
  });
  const { DxGatewayAssociation } = awsBinding('dx-gateway-association');
  new DxGatewayAssociation(scope, 'association', {
    provider,
    dxGatewayId: gateway.id,
    associatedGatewayId: transitGateway.id,
    allowedPrefixes: [...input.awsPrefixes],
  });
  const ordered = input.connections.flatMap((connection) =>
    addConnection(scope, context, connection, { name, gatewayId: gateway.id, mtu: input.mtu }),
  );
  for (const vpc of input.vpcs)
    attach(scope, context, vpc, { name, transitId: transitGateway.id, prefixes: input.sitePrefixes });
  if (input.vpn !== undefined) addVpn(scope, context, { name, transitId: transitGateway.id, ...input.vpn });
  return { gateway, transitGateway, ordered };
}

function addConnection(
  scope: Construct,
  context: AwsContext,
  connection: ConnectionResource,
  of: { readonly name: string; readonly gatewayId: string; readonly mtu: number },
): readonly TerraformResource[] {
  const { provider } = context;
  const ordered = connection.existingId === undefined ? order(scope, context, connection, of.name) : [];
  if (connection.isOrderedOnly) return ordered;
  const [first] = ordered;
  const { DxTransitVirtualInterface } = awsBinding('dx-transit-virtual-interface');
  new DxTransitVirtualInterface(scope, `interface-${connection.name}`, {
    provider,
    connectionId: connection.existingId ?? first?.id ?? '',
    dxGatewayId: of.gatewayId,
    name: `${of.name}-${connection.name}`,
    vlan: connection.vlan,
    addressFamily: 'ipv4',
    bgpAsn: connection.bgpAsn,
    mtu: of.mtu,
    ...(connection.addresses === undefined
      ? {}
      : { amazonAddress: connection.addresses.amazon, customerAddress: connection.addresses.customer }),
  });
  return ordered;
}

/**
 * A LAG where there are several links, the first of all: interfaces stand on it. Each is a physical order, which a slip shall not end. Its first link has the name
 * of the single one, so that a further link leaves it as it is.
 */
function order(
  scope: Construct,
  { provider }: AwsContext,
  { name, location, bandwidth, links, macsecSecretArn, isOrderedOnly }: ConnectionResource,
  owner: string,
): readonly (TerraformResource & { readonly id: string })[] {
  const lifecycle = { preventDestroy: true };
  const { DxConnection } = awsBinding('dx-connection');
  const linkNames = Array.from({ length: links }, (_, index) => (index === 0 ? name : `${name}_${index + 1}`));
  const members = linkNames.map((link) => ({
    link,
    connection: new DxConnection(scope, `connection-${link}`, {
      provider,
      name: `${owner}-${link}`,
      location,
      bandwidth,
      // What must be encrypted can be said only once the port is available.
      ...present({ requestMacsec: macsecSecretArn === undefined ? undefined : true }),
      lifecycle,
    }),
  }));
  const connections = members.map(({ connection }) => connection);
  if (links > 1) {
    const { DxLag } = awsBinding('dx-lag');
    const lag = new DxLag(scope, `lag-${name}`, {
      provider,
      name: `${owner}-${name}`,
      location,
      connectionsBandwidth: bandwidth,
      lifecycle,
    });
    const { DxConnectionAssociation } = awsBinding('dx-connection-association');
    for (const { link, connection } of members) {
      new DxConnectionAssociation(scope, `member-${link}`, { provider, connectionId: connection.id, lagId: lag.id });
    }
    return [lag, ...connections];
  }
  const [single] = connections;
  if (macsecSecretArn === undefined || single === undefined || isOrderedOnly) return connections;
  const { DxMacsecKeyAssociation } = awsBinding('dx-macsec-key-association');
  new DxMacsecKeyAssociation(scope, `macsec-${name}`, {
    provider,
    connectionId: single.id,
    secretArn: macsecSecretArn,
  });
  return connections;
}

function attach(
  scope: Construct,
  { provider }: AwsContext,
  vpc: AttachedVpc,
  of: { readonly name: string; readonly transitId: string; readonly prefixes: readonly string[] },
): void {
  const { Ec2TransitGatewayVpcAttachment } = awsBinding('ec2-transit-gateway-vpc-attachment');
  const attachment = new Ec2TransitGatewayVpcAttachment(scope, `attachment-${vpc.name}`, {
    provider,
    transitGatewayId: of.transitId,
    vpcId: vpc.vpcId,
    subnetIds: [...vpc.subnetIds],
    dnsSupport: 'enable',
    tags: { Name: `${of.name}-${vpc.name}` },
  });
  const { Route } = awsBinding('route');
  for (const prefix of of.prefixes) {
    new Route(scope, `route-${vpc.name}-${prefix.replace(/[./]/g, '-')}`, {
      provider,
      routeTableId: vpc.routeTableId,
      destinationCidrBlock: prefix,
      transitGatewayId: of.transitId,
      dependsOn: [attachment],
    });
  }
}

/** Keys of the tunnels stay in Secrets Manager; Terraform never sees them. */
function addVpn(
  scope: Construct,
  { provider }: AwsContext,
  of: { readonly name: string; readonly transitId: string; readonly ipAddress: string; readonly bgpAsn: number },
): void {
  const { CustomerGateway } = awsBinding('customer-gateway');
  const isLong = of.bgpAsn > 2_147_483_647;
  const customer = new CustomerGateway(scope, 'customer-gateway', {
    provider,
    type: 'ipsec.1',
    ipAddress: of.ipAddress,
    ...(isLong ? { bgpAsnExtended: String(of.bgpAsn) } : { bgpAsn: String(of.bgpAsn) }),
    tags: { Name: of.name },
  });
  const { VpnConnection } = awsBinding('vpn-connection');
  new VpnConnection(scope, 'vpn', {
    provider,
    type: 'ipsec.1',
    customerGatewayId: customer.id,
    transitGatewayId: of.transitId,
    presharedKeyStorage: 'SecretsManager',
    tags: { Name: of.name },
  });
}

/** Port of DNS. */
const DNS = 53;

/** What resolvers are made from. */
interface ResolverInput {
  readonly name: string;
  readonly vpcId: string;
  /** Two or more, in zones of their own. */
  readonly subnetIds: readonly string[];
  /** Blocks of the site, whose servers ask and answer. */
  readonly sitePrefixes: readonly string[];
  /** Domains of the site, and the servers that know them. */
  readonly domains: readonly { readonly name: string; readonly servers: readonly string[] }[];
}

/** Makes Route 53 resolvers both ways: the site asks inbound, the network's questions about the site's domains go outbound. */
export function addResolvers(scope: Construct, context: AwsContext, input: ResolverInput): void {
  const { provider } = context;
  const { Route53ResolverEndpoint } = awsBinding('route53-resolver-endpoint');
  const [, outbound] = (['INBOUND', 'OUTBOUND'] as const).map((direction) => {
    const id = `resolver-${direction.toLowerCase()}`;
    const group = addSecurityGroup(scope, id, context, {
      name: `${input.name}_${id}`,
      description: `DNS, ${direction.toLowerCase()}`,
      vpcId: input.vpcId,
    });
    for (const cidr of input.sitePrefixes) {
      for (const protocol of ['tcp', 'udp'] as const) {
        addGroupRule(scope, id, context, group.id, {
          id: `${protocol}-${cidr.replace(/[./]/g, '-')}`,
          direction: direction === 'INBOUND' ? 'ingress' : 'egress',
          protocol,
          fromPort: DNS,
          toPort: DNS,
          peer: { cidr },
          description: 'DNS of the site',
        });
      }
    }
    return new Route53ResolverEndpoint(scope, `${id}-endpoint`, {
      provider,
      name: `${input.name}-${direction.toLowerCase()}`,
      direction,
      securityGroupIds: [group.id],
      ipAddress: input.subnetIds.map((subnetId) => ({ subnetId })),
    });
  });
  const { Route53ResolverRule } = awsBinding('route53-resolver-rule');
  const { Route53ResolverRuleAssociation } = awsBinding('route53-resolver-rule-association');
  for (const { name, servers } of input.domains) {
    const id = `domain-${name.replaceAll('.', '_')}`;
    const rule = new Route53ResolverRule(scope, id, {
      provider,
      name: `${input.name}-${name.replaceAll('.', '-')}`,
      domainName: name,
      ruleType: 'FORWARD',
      ...present({ resolverEndpointId: outbound?.id }),
      targetIp: servers.map((ip) => ({ ip, port: DNS })),
    });
    new Route53ResolverRuleAssociation(scope, `${id}-association`, {
      provider,
      resolverRuleId: rule.id,
      vpcId: input.vpcId,
    });
  }
}
