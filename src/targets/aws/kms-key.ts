import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { KmsKey } from '@cdktf/provider-aws/lib/kms-key';

import type { Construct } from '../../host';
import type { AwsContext } from './aws-context';
import { awsBinding } from './bindings';

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
