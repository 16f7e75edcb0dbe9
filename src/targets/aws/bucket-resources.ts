import type { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import type { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import type { Construct } from '../../host';
import type { AwsContext } from './aws-context';
import { awsBinding } from './bindings';
import { addKey } from './kms-key';

/** Path of the roles by which FSx for Lustre reads and writes a bucket that a file system is linked to. */
const LUSTRE = 's3.data-source.lustre.fsx.amazonaws.com';

/** A bucket with its key. */
export interface BucketResources {
  readonly bucket: S3Bucket;
  readonly key: KmsKey;
}

/** Makes a bucket: no public access, versions kept, encrypted with a key of its own, reached over TLS alone. */
export function addBucket(
  scope: Construct,
  context: AwsContext,
  input: { readonly name: string; readonly keyName: string },
): BucketResources {
  const { provider } = context;
  const key = addKey(scope, 'key', context, {
    name: `${input.keyName}_bucket`,
    description: `Objects of ${input.name}`,
    users: [LUSTRE],
  });
  const { S3Bucket: Bucket } = awsBinding('s3-bucket');
  const bucket = new Bucket(scope, 'bucket', {
    provider,
    bucket: input.name,
    forceDestroy: false,
    lifecycle: { preventDestroy: true },
  });
  const { S3BucketPublicAccessBlock } = awsBinding('s3-bucket-public-access-block');
  const block = new S3BucketPublicAccessBlock(scope, 'public-access', {
    provider,
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  const { S3BucketVersioningA } = awsBinding('s3-bucket-versioning');
  new S3BucketVersioningA(scope, 'versions', {
    provider,
    bucket: bucket.id,
    versioningConfiguration: { status: 'Enabled' },
  });
  const { S3BucketServerSideEncryptionConfigurationA } = awsBinding('s3-bucket-server-side-encryption-configuration');
  new S3BucketServerSideEncryptionConfigurationA(scope, 'encryption', {
    provider,
    bucket: bucket.id,
    rule: [
      {
        bucketKeyEnabled: true,
        applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.arn },
      },
    ],
  });
  const { S3BucketPolicy } = awsBinding('s3-bucket-policy');
  new S3BucketPolicy(scope, 'policy', {
    provider,
    bucket: bucket.id,
    policy: tlsOnly(bucket.arn),
    dependsOn: [block],
  });
  return { bucket, key };
}

function tlsOnly(arn: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  });
}
