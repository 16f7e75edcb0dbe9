import type { Construct, TerraformResource } from '../../host';
import { present } from '../../units/present';
import type { AwsContext } from './aws-context';
import { awsBinding } from './bindings';

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
