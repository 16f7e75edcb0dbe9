import type { AwsQuota } from '../../catalog/aws-quotas';
import type { Construct } from '../../host';
import { present } from '../../units/present';
import { JsonElement } from '../json-element';
import { terraformArguments } from '../terraform-text';
import { keyByName, type AwsContext } from './bindings';

/** A claim about what is deployed. */
interface CheckAssert {
  /** Expression of Terraform in `${...}`. */
  readonly condition: string;
  readonly errorMessage: string;
}

/** A data source of a check's own: if it fails, the plan goes on. */
interface CheckData {
  readonly type: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** A `check` block, for which cdktf has no class. What does not hold is a warning of `plan` and `apply`, and stops neither. */
export class TerraformCheck extends JsonElement {
  public constructor(
    scope: Construct,
    id: string,
    private readonly asserts: readonly CheckAssert[],
    private readonly data?: CheckData,
  ) {
    super(scope, id, 'check');
    keyByName(this);
  }

  /** Value of the check's own data source, as an expression without `${}`. */
  public dataValue(attribute: string): string {
    return `data.${this.data?.type ?? ''}.${this.data?.name ?? ''}.${attribute}`;
  }

  /** Renders the block. */
  public override toTerraform(): Record<string, unknown> {
    const { asserts, data } = this;
    return {
      check: {
        [this.friendlyUniqueId]: {
          ...present({
            data: data === undefined ? undefined : { [data.type]: { [data.name]: terraformArguments(data.config) } },
          }),
          assert: asserts.map(({ condition, errorMessage }) => ({
            condition,
            error_message: terraformArguments(errorMessage),
          })),
        },
      },
    };
  }
}

/** Claims at each plan that a zone sells an instance type. */
export function addOfferingCheck(
  scope: Construct,
  id: string,
  context: AwsContext,
  { instanceType, zoneId }: { readonly instanceType: string; readonly zoneId: string },
): TerraformCheck {
  const name = id.replaceAll('-', '_');
  return new TerraformCheck(
    scope,
    id,
    [
      {
        condition: `\${length(data.aws_ec2_instance_type_offerings.${name}.instance_types) > 0}`,
        errorMessage: `zone ${zoneId} does not sell ${instanceType}`,
      },
    ],
    {
      type: 'aws_ec2_instance_type_offerings',
      name,
      config: {
        location_type: 'availability-zone-id',
        filter: [
          { name: 'instance-type', values: [instanceType] },
          { name: 'location', values: [zoneId] },
        ],
        provider: context.provider.fqn,
      },
    },
  );
}

/** What a quota must leave room for. */
interface QuotaNeed {
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
