import type { Construct } from '../../host';
import type { AwsContext } from './aws-context';
import { TerraformCheck } from './terraform-check';

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
