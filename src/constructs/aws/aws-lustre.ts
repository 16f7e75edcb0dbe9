import { sizeLustre } from '../../design/aws/aws-capacity';
import { DesignError } from '../../errors/design-error';
import type { Construct } from '../../host';
import type { AwsLustrePlan, LustreInput, LustreRate, LustreSizing } from '../../model/aws-plan';
import { addLustre, type LustreResources } from '../../targets/aws/lustre-resources';
import { DataRate, DataSize } from '../../units/data';
import { present } from '../../units/present';
import { FLAG, optional, type PropNames, quantityOr, required, TEXT } from '../props/prop-rule';
import { type PlainProps, scopedProps } from '../props/scoped-props';
import type { Site } from '../site/site';
import type { AwsBucket } from './aws-bucket';
import { AwsConstruct, BUCKET, nameErrors, POOL } from './aws-construct';
import type { AwsGpuPool } from './aws-gpu-pool';
import { OF_SITE } from '../site/site-construct';

/** What is asked of it, with the words of the refusal of nothing. */
const DEMAND = {
  isAboveZero: true,
  code: 'aws/lustre-empty-demand',
  kindCode: 'props/wrong-kind',
  remedy: 'ask for more than nothing, or leave it out',
} as const;

const RATES: readonly LustreRate[] = [125, 250, 500, 1_000];

/** Props of `AwsLustre`. */
export const LUSTRE_NAMES: PropNames<AwsLustreProps> = {
  site: OF_SITE,
  serves: required({
    isList: true,
    each: POOL,
    isOfSite: true,
    filled: { code: 'aws/lustre-no-pool', remedy: 'give a pool' },
  }),
  capacity: optional({ quantity: DataSize, ...DEMAND }),
  rate: optional({ quantity: DataRate, ...DEMAND }),
  storage: optional({ quantity: DataSize, ...DEMAND }),
  perTebibyte: optional(
    quantityOr(DataRate, 'megabytesPerSecond', {
      choices: RATES,
      code: 'props/no-such-choice',
      remedy: 'choose 125, 250, 500 or 1000 MB/s for each TiB',
    }),
  ),
  hasEfa: optional(FLAG),
  bucket: optional({ ...BUCKET, isOfSite: true }),
  bucketPrefix: optional(TEXT),
};

/** Addresses that a file system takes in its subnet, at least: servers for data and metadata. The project's own reserve. */
const FILE_SERVER_ADDRESSES = 59;

/** Properties of an `AwsLustre`. */
export interface AwsLustreProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /** Pools that it serves, all in one network; it stands in the zone of the first. */
  readonly serves: readonly AwsGpuPool[];
  /**
   * Capacity that it must hold.
   *
   * @default - not asked for
   */
  readonly capacity?: DataSize;
  /**
   * Rate that it must give.
   *
   * @default - not asked for
   */
  readonly rate?: DataRate;
  /**
   * Storage by hand; on the grid of FSx.
   *
   * @default - the least on the grid that meets both
   */
  readonly storage?: DataSize;
  /**
   * What each TiB gives: `DataRate.megabytesPerSecond(125)`, 250, 500 or 1,000. A bare number is deprecated: it is MB/s.
   *
   * @default - what needs the least storage, and of equal ones the lowest
   */
  readonly perTebibyte?: DataRate | LustreRate;
  /**
   * Whether it is reached over EFA; its smallest sizes are larger then.
   *
   * @default - whether every pool that it serves has EFA
   */
  readonly hasEfa?: boolean;
  /**
   * Bucket whose objects it shows under `/data`, and to which it writes back.
   *
   * @default - linked to none
   */
  readonly bucket?: AwsBucket;
  /**
   * Folder of the bucket.
   *
   * @default - the whole bucket
   */
  readonly bucketPrefix?: string;
}

/**
 * A file system of FSx for Lustre beside its pools, sized by capacity and rate, encrypted with a key of its own. Clusters whose pools it serves get the driver by
 * which pods mount it.
 */
export class AwsLustre extends AwsConstruct {
  /** Its size, and what it follows from. */
  public readonly sizing: LustreSizing;
  /** Plan of the file system. */
  public readonly plan: AwsLustrePlan;
  /** File system and group. */
  public readonly resources: LustreResources;

  /** @throws DesignError `aws/lustre-...`, all at once */
  public constructor(scope: Construct, id: string, given: AwsLustreProps) {
    const owner = `Lustre '${id}'`;
    const props = scopedProps(scope, owner, given, LUSTRE_NAMES, (all) => [
      ...nameErrors(owner, all.site, id),
      ...lustreErrors(owner, all),
    ]);
    const { site, serves, bucket } = props;
    const [first] = serves;
    const hasEfa = props.hasEfa ?? serves.every(({ layout }) => layout.efaInterfaces > 0);
    const sizing = sizeLustre(lustreInput(id, props, hasEfa));
    super(scope, id, { site, kind: 'aws-lustre' });
    this.sizing = sizing;
    const { vpc, zone } = first as AwsGpuPool;
    const subnet = vpc.cutSubnet({
      name: `${id}_lustre`,
      use: 'service',
      zone,
      addresses: FILE_SERVER_ADDRESSES,
      arithmetic: `${FILE_SERVER_ADDRESSES} for file servers`,
    });
    this.resources = addLustre(this, vpc.region.contextOf(this), {
      name: this.awsName,
      vpcId: vpc.id,
      subnetId: subnet.id,
      sizing,
      clients: new Map(serves.map((pool) => [pool.name, pool.securityGroupId])),
      ...present({ repository: bucket === undefined ? undefined : bucket.pathOf(props.bucketPrefix ?? '') }),
    });
    for (const cluster of new Set(serves.flatMap((pool) => pool.cluster ?? []))) cluster.addLustreDriver();
    this.plan = {
      name: id,
      path: this.node.path,
      vpc: vpc.name,
      zone: zone.name,
      pools: serves.map(({ name }) => name),
      sizing,
      isEncrypted: true,
    };
    this.contribute(() => ({ lustre: [this.plan] }));
  }
}

function lustreErrors(owner: string, { serves, bucket, bucketPrefix }: AwsLustreProps): DesignError[] {
  const errors: DesignError[] = [];
  const refuse = (code: string, problem: string, remedy: string): void => {
    errors.push(new DesignError(code, { problem: `${owner}: ${problem}`, remedy }));
  };
  const [first] = serves;
  for (const pool of serves) {
    if (first === undefined || pool.vpc === first.vpc) continue;
    const what = `'serves' has pools of networks '${first.vpc.name}' and '${pool.vpc.name}'`;
    refuse('aws/lustre-networks', what, 'make a file system for each network');
  }
  if (bucketPrefix !== undefined && bucket === undefined) {
    refuse('aws/lustre-prefix', "'bucketPrefix' is given without 'bucket'", "give 'bucket', or leave it out");
  }
  return errors;
}

function lustreInput(
  name: string,
  { capacity, rate, storage, perTebibyte }: PlainProps<AwsLustreProps>,
  hasEfa: boolean,
): LustreInput {
  return {
    name,
    hasEfa,
    ...present({
      capacityBytes: capacity?.inBytes,
      rateBitsPerSecond: rate?.inBitsPerSecond,
      storageGibibytes: storage?.inGibibytes,
      // The table takes no other rates.
      perTebibyte: RATES.find((each) => each === perTebibyte?.inMegabytesPerSecond),
    }),
  };
}
