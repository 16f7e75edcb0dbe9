import type { Construct } from '../../host';
import type { AwsContext } from './aws-context';
import { awsBinding } from './bindings';
import { addGroupRule, addSecurityGroup } from './security-group';

/** Port of DNS. */
const DNS = 53;

/** What resolvers are made from. */
export interface ResolverInput {
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
      ...(outbound === undefined ? {} : { resolverEndpointId: outbound.id }),
      targetIp: servers.map((ip) => ({ ip, port: DNS })),
    });
    new Route53ResolverRuleAssociation(scope, `${id}-association`, {
      provider,
      resolverRuleId: rule.id,
      vpcId: input.vpcId,
    });
  }
}
