import type { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import type { Construct } from '../../host';
import type { AwsContext } from './aws-context';
import { awsBinding } from './bindings';
import { policyText } from './iam-role';

/** Makes a key that turns over by itself and that the account's own policies govern. It cannot be taken away by a slip. */
export function addKey(scope: Construct, id: string, context: AwsContext, name: string, description: string): KmsKey {
  const { provider } = context;
  const { KmsKey: Key } = awsBinding('kms-key');
  const key = new Key(scope, id, {
    provider,
    description,
    enableKeyRotation: true,
    deletionWindowInDays: 30,
    policy: policyText([{ actions: ['kms:*'], resources: ['*'] }], {
      AWS: `arn:${context.partition}:iam::${context.accountId}:root`,
    }),
    tags: { Name: name },
    lifecycle: { preventDestroy: true },
  });
  const { KmsAlias } = awsBinding('kms-alias');
  new KmsAlias(scope, `${id}-alias`, { provider, name: `alias/${name}`, targetKeyId: key.id });
  return key;
}
