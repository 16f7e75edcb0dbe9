import { awsQuota } from '../../catalog/aws-quotas';
import { quotaNeeds } from '../../design/aws/aws-capacity';
import type { Construct } from '../../host';
import { addOfferingCheck, addQuotaCheck } from '../../targets/aws/terraform-check';
import { optional, type PropNames, required } from '../props/prop-rule';
import { scopedProps } from '../props/scoped-props';
import type { Site } from '../site/site';
import { AwsConstruct, EKS_CLUSTER, LUSTRE, nameErrors, POOL } from './aws-construct';
import type { AwsGpuCluster } from './aws-gpu-cluster';
import type { AwsGpuPool } from './aws-gpu-pool';
import type { AwsLustre } from './aws-lustre';
import { type AwsRegion, REGION_OF_SCOPE } from './aws-zone';
import { OF_SITE } from '../site/site-construct';

/** Props of `AwsAccountChecks`. */
export const ACCOUNT_CHECKS_NAMES: PropNames<AwsAccountChecksProps> = {
  site: OF_SITE,
  region: REGION_OF_SCOPE,
  pools: required({ isList: true, each: POOL, isOfSite: true }),
  clusters: optional({ isList: true, each: EKS_CLUSTER, isOfSite: true }),
  lustre: optional({ isList: true, each: LUSTRE, isOfSite: true }),
};

/** Properties of `AwsAccountChecks`. */
export interface AwsAccountChecksProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /**
   * Region whose quotas are asked.
   *
   * @default - the region that it is created in
   */
  readonly region?: AwsRegion;
  /** Pools whose use is compared; they are made before this. */
  readonly pools: readonly AwsGpuPool[];
  /**
   * Clusters whose node groups are compared; their pools are made before this.
   *
   * @default - no cluster
   */
  readonly clusters?: readonly AwsGpuCluster[];
  /**
   * File systems whose storage is compared.
   *
   * @default - no file system
   */
  readonly lustre?: readonly AwsLustre[];
}

/**
 * Compares the design with the account at each plan, as Terraform `check` blocks: a quota that is too low, or a zone that does not sell an instance type, is a
 * warning there.
 */
export class AwsAccountChecks extends AwsConstruct {
  public constructor(scope: Construct, id: string, given: AwsAccountChecksProps) {
    const owner = `account checks '${id}'`;
    const props = scopedProps(scope, owner, given, ACCOUNT_CHECKS_NAMES, (all) => nameErrors(owner, all.site, id));
    const { site, region, pools, clusters = [], lustre = [] } = props;
    super(scope, id, { site, kind: 'aws-account-checks' });
    const context = region.contextOf(this);
    const needs = quotaNeeds(region.region, {
      pools: pools.map(({ plan }) => plan),
      clusters: clusters.map(({ plan }) => plan),
      lustre: lustre.map(({ plan }) => plan),
      directConnects: [],
    });
    // Of several needs of one quota the largest counts: a quota of clusters is one of each.
    const largest = new Map<string, (typeof needs)[number]>();
    for (const need of needs) {
      if ((largest.get(need.code)?.needed ?? 0) < need.needed) largest.set(need.code, need);
    }
    for (const { code, needed, what } of largest.values()) {
      const quota = awsQuota(code);
      if (quota !== undefined) addQuotaCheck(this, code.toLowerCase(), context, { quota, needed, what });
    }
    const asked = pools.flatMap((pool) => {
      const zoneId = pool.zone.zoneId;
      return zoneId === undefined || pool.vpc.region !== region ? [] : [{ pool: pool.plan, zoneId }];
    });
    for (const { pool, zoneId } of asked) {
      addOfferingCheck(this, `offer-${pool.name}`, context, { instanceType: pool.instance, zoneId });
    }
    this.contribute(() => ({
      offeringChecks: asked.map(({ pool }) => pool.name),
      quotaChecks: [...largest.keys()].map((code) => ({ region: region.region, code })),
    }));
  }
}
