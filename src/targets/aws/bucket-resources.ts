import type { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import type { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import type { Construct, TerraformResource } from '../../host';
import { awsBinding, type AwsContext } from './bindings';
import { addKey } from './access-resources';

/** Path of the roles by which FSx for Lustre reads and writes a bucket that a file system is linked to. */
const LUSTRE = 's3.data-source.lustre.fsx.amazonaws.com';

/** Days after which the parts of an upload that was broken off are thrown away. */
const BROKEN_UPLOAD_DAYS = 7;

/** What a bucket is made from. */
export interface BucketInput {
  /** Name that ids and tags begin with. */
  readonly name: string;
  /** Name of the key that encrypts it. */
  readonly keyName: string;
  /** Days that a version is kept after another took its place, or after it was deleted. */
  readonly oldVersionDays: number;
  /** Bucket of the access logs, and days that they are kept. */
  readonly logs: { readonly name: string; readonly days: number };
}

/** A bucket with its key, and the bucket of its access logs. */
export interface BucketResources {
  readonly bucket: S3Bucket;
  readonly key: KmsKey;
  readonly logs: S3Bucket;
}

/** Makes a bucket: no public access, versions kept for a time, encrypted with a key of its own, reached over TLS alone, its accesses logged in a bucket beside it. */
export function addBucket(scope: Construct, context: AwsContext, input: BucketInput): BucketResources {
  const { provider } = context;
  const key = addKey(scope, 'key', context, {
    name: `${input.keyName}_bucket`,
    description: `Objects of ${input.name}`,
    users: [LUSTRE],
  });
  const { bucket, block, versions } = addClosedBucket(scope, context, '', input.name);
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
    policy: bucketPolicy([tlsOnly(bucket.arn)]),
    dependsOn: [block],
  });
  addLifeCycle(scope, context, 'life-cycle', {
    bucketId: bucket.id,
    oldVersionDays: input.oldVersionDays,
    waitsFor: versions,
  });
  return { bucket, key, logs: addAccessLogs(scope, context, bucket, input.logs) };
}

/**
 * Makes a bucket beside another that takes its access logs. S3 delivers them into buckets that it encrypts with its own key, and into no others.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
function addAccessLogs(
  scope: Construct,
  context: AwsContext,
  source: S3Bucket,
  { name, days }: BucketInput['logs'],
): S3Bucket {
  const { provider } = context;
  const { bucket, block, versions } = addClosedBucket(scope, context, 'logs', name);
  const { S3BucketServerSideEncryptionConfigurationA } = awsBinding('s3-bucket-server-side-encryption-configuration');
  new S3BucketServerSideEncryptionConfigurationA(scope, 'logs-encryption', {
    provider,
    bucket: bucket.id,
    rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
  });
  const { S3BucketPolicy } = awsBinding('s3-bucket-policy');
  const policy = new S3BucketPolicy(scope, 'logs-policy', {
    provider,
    bucket: bucket.id,
    policy: bucketPolicy([tlsOnly(bucket.arn), logDelivery(context, bucket.arn, source.arn)]),
    dependsOn: [block],
  });
  addLifeCycle(scope, context, 'logs-life-cycle', {
    bucketId: bucket.id,
    oldVersionDays: 1,
    days,
    waitsFor: versions,
  });
  const { S3BucketLoggingA } = awsBinding('s3-bucket-logging');
  new S3BucketLoggingA(scope, 'logging', {
    provider,
    bucket: source.id,
    targetBucket: bucket.id,
    targetPrefix: 'access/',
    dependsOn: [policy],
  });
  return bucket;
}

/** A bucket without public access whose versions are kept; ids of its resources begin with a part of their own. */
function addClosedBucket(
  scope: Construct,
  { provider }: AwsContext,
  part: string,
  name: string,
): { readonly bucket: S3Bucket; readonly block: TerraformResource; readonly versions: TerraformResource } {
  const idOf = (id: string): string => (part === '' ? id : `${part}-${id}`);
  const { S3Bucket: Bucket } = awsBinding('s3-bucket');
  const bucket = new Bucket(scope, part === '' ? 'bucket' : part, {
    provider,
    bucket: name,
    forceDestroy: false,
    lifecycle: { preventDestroy: true },
  });
  const { S3BucketPublicAccessBlock } = awsBinding('s3-bucket-public-access-block');
  const block = new S3BucketPublicAccessBlock(scope, idOf('public-access'), {
    provider,
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  const { S3BucketVersioningA } = awsBinding('s3-bucket-versioning');
  const versions = new S3BucketVersioningA(scope, idOf('versions'), {
    provider,
    bucket: bucket.id,
    versioningConfiguration: { status: 'Enabled' },
  });
  return { bucket, block, versions };
}

function addLifeCycle(
  scope: Construct,
  { provider }: AwsContext,
  id: string,
  of: {
    readonly bucketId: string;
    readonly oldVersionDays: number;
    /** Days that objects are kept. Absent: for ever. */
    readonly days?: number;
    readonly waitsFor: TerraformResource;
  },
): void {
  const { S3BucketLifecycleConfiguration } = awsBinding('s3-bucket-lifecycle-configuration');
  new S3BucketLifecycleConfiguration(scope, id, {
    provider,
    bucket: of.bucketId,
    rule: [
      {
        id: 'old-versions',
        status: 'Enabled',
        filter: [{ prefix: '' }],
        noncurrentVersionExpiration: [{ noncurrentDays: of.oldVersionDays }],
        abortIncompleteMultipartUpload: [{ daysAfterInitiation: BROKEN_UPLOAD_DAYS }],
        expiration: [of.days === undefined ? { expiredObjectDeleteMarker: true } : { days: of.days }],
      },
    ],
    dependsOn: [of.waitsFor],
  });
}

function bucketPolicy(statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

function tlsOnly(arn: string): object {
  return {
    Sid: 'TlsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [arn, `${arn}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

function logDelivery({ accountId }: AwsContext, arn: string, source: string): object {
  return {
    Sid: 'AccessLogs',
    Effect: 'Allow',
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `${arn}/access/*`,
    Condition: { ArnLike: { 'aws:SourceArn': source }, StringEquals: { 'aws:SourceAccount': accountId } },
  };
}
