import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { Construct } from '../../host';
import type { AwsContext } from './aws-context';
import { awsBinding } from './bindings';
import { addKey } from './kms-key';

/** What a log group is made from. */
export interface LogGroupInput {
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
