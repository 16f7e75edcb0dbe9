import type { AwsQuota } from '../../catalog/aws/quotas';
import type { Construct } from '../../host';
import type { AwsContext } from './aws-context';
import { TerraformCheck } from './terraform-check';

/** What a quota must leave room for. */
export interface QuotaNeed {
  readonly quota: AwsQuota;
  readonly needed: number;
  /** For example `vCPU of P instances`. */
  readonly what: string;
}

/** Claims at each plan that a quota of the account is large enough. Its value is the limit, not what is free of it. */
export function addQuotaCheck(scope: Construct, id: string, context: AwsContext, need: QuotaNeed): TerraformCheck {
  const { quota, needed, what } = need;
  const name = id.replaceAll('-', '_');
  return new TerraformCheck(
    scope,
    id,
    [
      {
        condition: `\${data.aws_servicequotas_service_quota.${name}.value >= ${needed}}`,
        errorMessage: `${what}: the design takes ${needed} and quota ${quota.code} (${quota.topic}) of ${context.region} is lower; ask for more before the deployment`,
      },
    ],
    {
      type: 'aws_servicequotas_service_quota',
      name,
      config: {
        service_code: quota.service,
        quota_code: quota.code,
        provider: context.provider.fqn,
      },
    },
  );
}
