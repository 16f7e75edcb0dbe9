import { DesignError } from '../../errors/design-error';
import type { Construct } from '../../host';
import { Duration } from '../../units/duration';
import { addBucket, type BucketResources } from '../../targets/aws/bucket-resources';
import { optional, type PropNames, renamed, required, written } from '../props/prop-rule';
import { scopedProps } from '../props/scoped-props';
import type { Site } from '../site/site';
import { AwsConstruct, COUNT, nameErrors } from './aws-construct';
import { type AwsRegion, REGION_OF_SCOPE } from './aws-zone';
import { ORIGINAL, originalOf } from '../storage/storage-tier-props';
import { OF_SITE } from '../site/site-construct';

const BUCKET = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

const BUCKET_NAME = written(BUCKET, 'aws/bad-bucket-name', 'use 3 to 63 small letters, digits and hyphens');

const WHOLE_DAYS = 'give whole days, from Duration.days(1)';

/** Props of `AwsBucket`. */
export const BUCKET_NAMES: PropNames<AwsBucketProps> = {
  site: OF_SITE,
  region: REGION_OF_SCOPE,
  bucketName: required(BUCKET_NAME),
  ...renamed('oldVersionRetention', 'oldVersionDays', Duration, 'days', COUNT, WHOLE_DAYS),
  logBucketName: optional(BUCKET_NAME),
  ...renamed('logRetention', 'logDays', Duration, 'days', COUNT, WHOLE_DAYS),
  copyOf: optional(ORIGINAL),
};

/** Time that versions are kept after another took their place: the project's own choice. */
const OLD_VERSION_RETENTION = Duration.days(90);

/** Time that access logs are kept: a year, as other logs. */
const LOG_RETENTION = Duration.days(365);

/** Properties of an `AwsBucket`. */
export interface AwsBucketProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /**
   * Region of the bucket.
   *
   * @default - the region that it is created in
   */
  readonly region?: AwsRegion;
  /** Name in S3, unique in the world: small letters, digits and hyphens. */
  readonly bucketName: string;
  /**
   * Time that a version of an object is kept after another took its place, or after the object was deleted, in whole days; S3 then deletes it for good.
   *
   * @default Duration.days(90)
   */
  readonly oldVersionRetention?: Duration;
  /**
   * Former name of `oldVersionRetention`, in days.
   *
   * @default - `oldVersionRetention`
   * @deprecated give `oldVersionRetention`
   */
  readonly oldVersionDays?: number;
  /**
   * Name in S3 of the bucket that takes its access logs.
   *
   * @default - `<bucketName>-logs`
   */
  readonly logBucketName?: string;
  /**
   * Time that access logs are kept, in whole days.
   *
   * @default Duration.days(365)
   */
  readonly logRetention?: Duration;
  /**
   * Former name of `logRetention`, in days.
   *
   * @default - `logRetention`
   * @deprecated give `logRetention`
   */
  readonly logDays?: number;
  /**
   * Tier, bucket or file system that it keeps a copy of, the construct itself.
   *
   * @default - it says nothing of it: whether a copy is in the region of its original is not judged
   */
  readonly copyOf?: Construct;
}

/**
 * A bucket of S3: no public access, versions kept for a time, encrypted with a key of its own, reached over TLS alone. Its accesses are logged in a bucket beside
 * it.
 */
export class AwsBucket extends AwsConstruct {
  /** Region of the bucket. */
  public readonly region: AwsRegion;
  /** Bucket, key and the bucket of its access logs. */
  public readonly resources: BucketResources;

  /** @throws DesignError `aws/bad-bucket-name`, `aws/bad-count`, all at once */
  public constructor(scope: Construct, id: string, given: AwsBucketProps) {
    const owner = `bucket '${id}'`;
    const props = scopedProps(scope, owner, given, BUCKET_NAMES, (all) => [
      ...nameErrors(owner, all.site, id),
      ...bucketNameErrors(id, all),
    ]);
    const { site, region, bucketName, copyOf } = props;
    const logBucketName = props.logBucketName ?? `${bucketName}-logs`;
    super(scope, id, { site, kind: 'aws-bucket' });
    this.region = region;
    this.resources = addBucket(this, region.contextOf(this), {
      name: bucketName,
      keyName: this.awsName,
      oldVersionDays: (props.oldVersionRetention ?? OLD_VERSION_RETENTION).inDays,
      logs: { name: logBucketName, days: (props.logRetention ?? LOG_RETENTION).inDays },
    });
    this.contribute(() => ({
      buckets: [
        {
          name: id,
          path: this.node.path,
          isPublic: false,
          isEncrypted: true,
          isVersioned: true,
          region: region.region,
          ...originalOf(site, copyOf),
        },
      ],
    }));
  }

  /** Path of a folder in it, `s3://...`. */
  public pathOf(prefix: string): string {
    return `s3://${this.resources.bucket.bucket}/${prefix}`;
  }
}

function bucketNameErrors(id: string, { bucketName, logBucketName }: AwsBucketProps): DesignError[] {
  const refuse = (problem: string, remedy: string, value: string): DesignError =>
    new DesignError('aws/bad-bucket-name', { problem: `bucket '${id}': ${problem}`, remedy, object: id, value });
  if (logBucketName === bucketName) {
    return [refuse("'logBucketName' is that of the bucket itself", 'give another name, or leave it out', bucketName)];
  }
  if (logBucketName !== undefined || !BUCKET.test(bucketName)) return [];
  const derived = `${bucketName}-logs`;
  if (BUCKET.test(derived)) return [];
  return [
    refuse(
      `the bucket of its access logs would be '${derived}', of ${derived.length} characters`,
      "give 'logBucketName', of 63 at most",
      derived,
    ),
  ];
}
