import type { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import type { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import type { Construct } from '../../host';
import type { AwsContext } from './aws-context';
import { awsBinding } from './bindings';
import { addGroupRule, addSecurityGroup } from './security-group';

/** Port of every interface endpoint. */
const HTTPS = 443;

/** What the endpoints of a network are made from. */
export interface EndpointsInput {
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
