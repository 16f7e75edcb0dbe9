import type { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import type { Construct } from '../../host';
import { present } from '../../units/present';
import type { AwsContext } from './aws-context';
import { awsBinding } from './bindings';

/** Whose traffic a rule is about; exactly one. */
export type RulePeer = { readonly cidr: string } | { readonly group: string } | { readonly prefixList: string };

/** Traffic that a group lets through. */
export interface GroupRule {
  /** Last part of the rule's id; it is API. */
  readonly id: string;
  readonly direction: 'ingress' | 'egress';
  /** `-1` for every protocol, without ports. */
  readonly protocol: 'tcp' | 'udp' | '-1';
  readonly fromPort?: number;
  readonly toPort?: number;
  readonly peer: RulePeer;
  readonly description: string;
}

/** Makes a group that lets nothing through. */
export function addSecurityGroup(
  scope: Construct,
  id: string,
  context: AwsContext,
  input: { readonly name: string; readonly description: string; readonly vpcId: string },
): SecurityGroup {
  const { SecurityGroup: Group } = awsBinding('security-group');
  return new Group(scope, id, {
    provider: context.provider,
    name: input.name,
    description: input.description,
    vpcId: input.vpcId,
    tags: { Name: input.name },
  });
}

/** Adds a rule to a group. */
export function addGroupRule(
  scope: Construct,
  id: string,
  context: AwsContext,
  groupId: string,
  rule: GroupRule,
): void {
  const { direction, protocol, fromPort, toPort, peer, description } = rule;
  const config = {
    provider: context.provider,
    securityGroupId: groupId,
    ipProtocol: protocol,
    description,
    ...present({ fromPort, toPort }),
    ...('cidr' in peer ? { cidrIpv4: peer.cidr } : {}),
    ...('group' in peer ? { referencedSecurityGroupId: peer.group } : {}),
    ...('prefixList' in peer ? { prefixListId: peer.prefixList } : {}),
  };
  if (direction === 'ingress') {
    const { VpcSecurityGroupIngressRule } = awsBinding('vpc-security-group-ingress-rule');
    new VpcSecurityGroupIngressRule(scope, `${id}-${rule.id}`, config);
  } else {
    const { VpcSecurityGroupEgressRule } = awsBinding('vpc-security-group-egress-rule');
    new VpcSecurityGroupEgressRule(scope, `${id}-${rule.id}`, config);
  }
}

/**
 * Rules by which members of a group reach each other over every protocol, both ways: EFA fails silently without the one out.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/efa-start.html
 */
export function selfRules(groupId: string, description: string): readonly GroupRule[] {
  const rule = { protocol: '-1', peer: { group: groupId }, description } as const;
  return [
    { id: 'self-in', direction: 'ingress', ...rule },
    { id: 'self-out', direction: 'egress', ...rule },
  ];
}
