/**
 * First part of zone ids and the region that they belong to. An id that is not here may be right all the same.
 *
 * @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 */
const REGION_OF_PREFIX: Readonly<Record<string, string>> = {
  apne1: 'ap-northeast-1',
  apne2: 'ap-northeast-2',
  apne3: 'ap-northeast-3',
  aps1: 'ap-south-1',
  aps2: 'ap-south-2',
  apse1: 'ap-southeast-1',
  apse2: 'ap-southeast-2',
  apse3: 'ap-southeast-3',
  apse4: 'ap-southeast-4',
  cac1: 'ca-central-1',
  euc1: 'eu-central-1',
  eun1: 'eu-north-1',
  eus2: 'eu-south-2',
  euw1: 'eu-west-1',
  euw2: 'eu-west-2',
  euw3: 'eu-west-3',
  ilc1: 'il-central-1',
  mec1: 'me-central-1',
  sae1: 'sa-east-1',
  use1: 'us-east-1',
  use2: 'us-east-2',
  usw1: 'us-west-1',
  usw2: 'us-west-2',
};

/** Region of a zone id such as `apne2-az1`; undefined where it is not known. */
export function regionOfZoneId(zoneId: string): string | undefined {
  return REGION_OF_PREFIX[zoneId.split('-')[0] ?? ''];
}
