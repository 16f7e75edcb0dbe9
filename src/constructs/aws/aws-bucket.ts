import { DesignError } from '../../errors/design-error';
import { DesignErrors } from '../../errors/design-errors';
import type { Construct } from '../../host';
import { addBucket, type BucketResources } from '../../targets/aws/bucket-resources';
import { checkKinds } from './check-kinds';
import { checkProps, type PropNames } from '../check-props';
import { checkSameSite } from '../check-same-site';
import { Site } from '../site';
import { AwsConstruct, nameErrors } from './aws-construct';
import { AwsRegion } from './aws-region';

const NAMES: PropNames<AwsBucketProps> = { site: 'required', region: 'required', bucketName: 'required' };

const BUCKET = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/** Properties of an `AwsBucket`. */
export interface AwsBucketProps {
  /** Site it belongs to. */
  readonly site: Site;
  /** Region of the bucket. */
  readonly region: AwsRegion;
  /** Name in S3, unique in the world: small letters, digits and hyphens. */
  readonly bucketName: string;
}

/** A bucket of S3: no public access, versions kept, encrypted with a key of its own, reached over TLS alone. */
export class AwsBucket extends AwsConstruct {
  /** Region of the bucket. */
  public readonly region: AwsRegion;
  /** Bucket and key. */
  public readonly resources: BucketResources;

  /** @throws DesignError `aws/bad-bucket-name` */
  public constructor(scope: Construct, id: string, props: AwsBucketProps) {
    const owner = `bucket '${id}'`;
    checkProps(owner, props, NAMES);
    checkKinds(owner, props, { site: Site, region: AwsRegion, bucketName: 'text' });
    const { site, region, bucketName } = props;
    checkSameSite(owner, site, { region: [region] });
    const errors = nameErrors(owner, site, id);
    if (!BUCKET.test(bucketName)) {
      errors.push(
        new DesignError('aws/bad-bucket-name', {
          problem: `${owner}: 'bucketName' is '${bucketName}'`,
          remedy: 'use 3 to 63 small letters, digits and hyphens',
          object: id,
          value: bucketName,
        }),
      );
    }
    DesignErrors.throwAll(errors);
    super(scope, id, { site, kind: 'aws-bucket' });
    this.region = region;
    this.resources = addBucket(this, region.contextOf(this), { name: bucketName, keyName: this.awsName });
    this.contribute(() => ({
      buckets: [{ name: id, path: this.node.path, isPublic: false, isEncrypted: true, isVersioned: true }],
    }));
  }

  /** Path of a folder in it, `s3://...`. */
  public pathOf(prefix: string): string {
    return `s3://${this.resources.bucket.bucket}/${prefix}`;
  }
}
