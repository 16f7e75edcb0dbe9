import type { Construct, TerraformResource } from '../../host';
import { present } from '../../units/present';
import { awsBinding, type AwsContext } from './bindings';
import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import type { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';

/** One statement of a policy. */
export interface PolicyStatement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Who takes a role, and what it may do. */
export interface RoleInput {
  /** Name in the account. */
  readonly name: string;
  /** Service that takes it, for example `ec2.amazonaws.com`. */
  readonly service: string;
  /** Default: `sts:AssumeRole`. */
  readonly trustActions?: readonly string[];
  /** Condition under which it is taken. Absent: none. */
  readonly trustCondition?: PolicyStatement['condition'];
  /** Names of policies that AWS keeps. */
  readonly managed: readonly string[];
  /** What it may do beside them. */
  readonly statements: readonly PolicyStatement[];
  /** Longest session, s. Default: an hour. */
  readonly maxSessionSeconds?: number;
}

/** A role with everything that others wait for. */
export interface RoleResources {
  readonly arn: string;
  readonly name: string;
  /** The role and what is attached to it. */
  readonly resources: readonly TerraformResource[];
}

/** A policy as the text that AWS reads. */
export function policyText(statements: readonly PolicyStatement[], principals?: object): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map(({ actions, resources, condition }) => ({
      Effect: 'Allow',
      ...present({ Principal: principals }),
      Action: actions,
      ...(resources.length === 0 ? {} : { Resource: resources }),
      ...present({ Condition: condition }),
    })),
  });
}

/** Makes a role with the policies that are named, and none beside them. */
export function addRole(scope: Construct, id: string, context: AwsContext, input: RoleInput): RoleResources {
  const { provider } = context;
  const { IamRole } = awsBinding('iam-role');
  const trust = {
    actions: input.trustActions ?? ['sts:AssumeRole'],
    resources: [],
    ...present({ condition: input.trustCondition }),
  };
  const role = new IamRole(scope, id, {
    provider,
    name: input.name,
    assumeRolePolicy: policyText([trust], { Service: input.service }),
    ...present({ maxSessionDuration: input.maxSessionSeconds }),
  });
  const { IamRolePolicyAttachment } = awsBinding('iam-role-policy-attachment');
  const attachments = input.managed.map(
    (policy) =>
      new IamRolePolicyAttachment(scope, `${id}-${policy}`, {
        provider,
        role: role.name,
        policyArn: context.managedPolicy(policy),
      }),
  );
  const inline =
    input.statements.length === 0
      ? []
      : [
          new (awsBinding('iam-role-policy').IamRolePolicy)(scope, `${id}-policy`, {
            provider,
            name: input.name,
            role: role.name,
            policy: policyText(input.statements),
          }),
        ];
  return { arn: role.arn, name: role.name, resources: [role, ...attachments, ...inline] };
}

/** What a key is made from. */
interface KeyInput {
  readonly name: string;
  readonly description: string;
  /** Paths of service-linked roles that use it beside those whom the account's policies let, such as `s3.data-source.lustre.fsx.amazonaws.com`. */
  readonly users?: readonly string[];
  /** Log group (ARN) whose logs CloudWatch encrypts with it. */
  readonly logGroupArn?: string;
}

/** What who encrypts and decrypts with a key asks of it. */
const USE = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

/** Makes a key that turns over by itself and that the account's own policies govern. It cannot be taken away by a slip. */
export function addKey(
  scope: Construct,
  id: string,
  context: AwsContext,
  { name, description, users = [], logGroupArn }: KeyInput,
): KmsKey {
  const { provider } = context;
  const { KmsKey: Key } = awsBinding('kms-key');
  const key = new Key(scope, id, {
    provider,
    description,
    enableKeyRotation: true,
    deletionWindowInDays: 30,
    policy: keyPolicy(context, users, logGroupArn),
    tags: { Name: name },
    lifecycle: { preventDestroy: true },
  });
  const { KmsAlias } = awsBinding('kms-alias');
  new KmsAlias(scope, `${id}-alias`, { provider, name: `alias/${name}`, targetKeyId: key.id });
  return key;
}

function keyPolicy(
  { partition, accountId, region }: AwsContext,
  users: readonly string[],
  logGroupArn?: string,
): string {
  const account = `arn:${partition}:iam::${accountId}`;
  const owner = { Effect: 'Allow', Principal: { AWS: `${account}:root` }, Action: ['kms:*'], Resource: ['*'] };
  // The names of such roles are not known before what they serve stands.
  const services = users.map((service) => ({
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: USE,
    Resource: ['*'],
    Condition: {
      StringEquals: { 'kms:CallerAccount': accountId },
      ArnLike: { 'aws:PrincipalArn': `${account}:role/aws-service-role/${service}/*` },
    },
  }));
  const logs =
    logGroupArn === undefined
      ? []
      : [
          {
            Effect: 'Allow',
            Principal: { Service: `logs.${region}.amazonaws.com` },
            Action: USE,
            Resource: ['*'],
            Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroupArn } },
          },
        ];
  return JSON.stringify({ Version: '2012-10-17', Statement: [owner, ...services, ...logs] });
}

/** What a log group is made from. */
interface LogGroupInput {
  /** Name in CloudWatch, such as `/vpc/lab-gpu`. */
  readonly name: string;
  /** Name of its key. */
  readonly keyName: string;
  /** Days that its logs are kept. */
  readonly days: number;
}

/** Makes a log group that keeps its logs for a time, encrypted with a key of its own that CloudWatch uses for this group alone. */
export function addLogGroup(
  scope: Construct,
  id: string,
  context: AwsContext,
  input: LogGroupInput,
): CloudwatchLogGroup {
  const { provider, partition, region, accountId } = context;
  const { name, keyName, days } = input;
  const key = addKey(scope, `${id}-key`, context, {
    name: keyName,
    description: `Logs of ${name}`,
    // The group does not stand before the key: its name is written out.
    logGroupArn: `arn:${partition}:logs:${region}:${accountId}:log-group:${name}`,
  });
  const { CloudwatchLogGroup: LogGroup } = awsBinding('cloudwatch-log-group');
  return new LogGroup(scope, id, { provider, name, retentionInDays: days, kmsKeyId: key.arn });
}

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
