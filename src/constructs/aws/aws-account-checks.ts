import { awsQuota } from '../../catalog/aws-quotas';
import { quotaNeeds } from '../../design/aws/quota-needs';
import { DesignErrors } from '../../errors/design-error';
import type { Construct } from '../../host';
import { addOfferingCheck, addQuotaCheck } from '../../targets/aws/terraform-check';
import { checkProps } from '../props/check-props';
import { type PropNames } from '../props/prop-rule';
import { checkSameSite } from '../props/check-same-site';
import { Site } from '../site/site';
import { AwsConstruct, checkKinds, nameErrors } from './aws-construct';
import { AwsGpuCluster } from './aws-gpu-cluster';
import { AwsGpuPool } from './aws-gpu-pool';
import { AwsLustre } from './aws-lustre';
import { AwsRegion } from './aws-region';

const NAMES: PropNames<AwsAccountChecksProps> = {
  site: 'required',
  region: 'required',
  pools: 'required',
  clusters: 'optional',
  lustre: 'optional',
};

/** Properties of `AwsAccountChecks`. */
export interface AwsAccountChecksProps {
  /** Site it belongs to. */
  readonly site: Site;
  /** Region whose quotas are asked. */
  readonly region: AwsRegion;
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
  public constructor(scope: Construct, id: string, props: AwsAccountChecksProps) {
    const owner = `account checks '${id}'`;
    checkProps(owner, props, NAMES);
    checkKinds(owner, props, {
      site: Site,
      region: AwsRegion,
      pools: [AwsGpuPool],
      clusters: [AwsGpuCluster],
      lustre: [AwsLustre],
    });
    const { site, region, pools, clusters = [], lustre = [] } = props;
    checkSameSite(owner, site, { region: [region], pools, clusters, lustre });
    DesignErrors.throwAll(nameErrors(owner, site, id));
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
