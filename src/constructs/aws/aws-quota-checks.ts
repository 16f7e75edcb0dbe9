import { awsQuota } from '../../catalog/aws/quotas';
import type { Construct } from '../../host';
import { addQuotaCheck } from '../../targets/aws/quota-check';
import { checkProps, type PropNames } from '../check-props';
import { checkSameSite } from '../check-same-site';
import type { Site } from '../site';
import { AwsConstruct, nameErrors } from './aws-construct';
import type { AwsGpuPool } from './aws-gpu-pool';
import { DesignErrors } from '../../errors/design-errors';
import { quotaNeeds } from '../../design/aws/quota-needs';
import type { AwsRegion } from './aws-region';

const NAMES: PropNames<AwsQuotaChecksProps> = { site: 'required', region: 'required', pools: 'required' };

/** Properties of `AwsQuotaChecks`. */
export interface AwsQuotaChecksProps {
  /** Site it belongs to. */
  readonly site: Site;
  /** Region whose quotas are asked. */
  readonly region: AwsRegion;
  /** Pools whose use is compared. */
  readonly pools: readonly AwsGpuPool[];
}

/** Compares pools with the quotas of the account at each plan, as Terraform `check` blocks: a quota that is too low is a warning there. */
export class AwsQuotaChecks extends AwsConstruct {
  public constructor(scope: Construct, id: string, props: AwsQuotaChecksProps) {
    const owner = `quota checks '${id}'`;
    checkProps(owner, props, NAMES);
    checkSameSite(owner, props.site, { region: [props.region], pools: props.pools });
    DesignErrors.throwAll(nameErrors(owner, props.site, id));
    super(scope, id, { site: props.site, kind: 'aws-quota-checks' });
    const context = props.region.contextOf(this);
    for (const { code, needed, what } of quotaNeeds(props.pools.map(({ plan }) => plan))) {
      const quota = awsQuota(code);
      if (quota !== undefined) addQuotaCheck(this, code.toLowerCase(), context, { quota, needed, what });
    }
  }
}
