import type { AwsBlockDays } from '../../model/aws-plan';
import type { BlockTimes } from '../../targets/aws/ec2-pool';

/**
 * When the group of a capacity block is filled and emptied. A block ends at 11:30 UTC of its last day and AWS ends instances 30 minutes before (60 for
 * UltraServers); it is filled at noon UTC of its first day, after a block that began at 11:30.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-capacity-blocks.html
 */
export function blockTimes({ starts, ends }: AwsBlockDays, isUltraServer: boolean): BlockTimes {
  return { starts: `${starts}T12:00:00Z`, ends: `${ends}T${isUltraServer ? '10:15' : '10:45'}:00Z` };
}
