import type { Construct, TerraformResource } from '../../host';
import type { AwsContext } from './aws-context';
import { awsBinding } from './bindings';

/** Opts the account in to a group of zones. AWS takes no way back but by its support. */
export function addOptIn(scope: Construct, { provider }: AwsContext, groupName: string): TerraformResource {
  const { Ec2AvailabilityZoneGroup } = awsBinding('ec2-availability-zone-group');
  return new Ec2AvailabilityZoneGroup(scope, 'opt-in', { provider, groupName, optInStatus: 'opted-in' });
}
