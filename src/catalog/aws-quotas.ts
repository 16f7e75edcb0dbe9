import { present } from '../units/present';
import { cite, type Fact } from './fact';

/** A quota of an AWS account. */
export interface AwsQuota {
  /** What it limits, in words. */
  readonly topic: string;
  /** Service code, as Service Quotas uses it. */
  readonly service: string;
  /** Quota code, `L-...`. */
  readonly code: string;
  /** Limit of an account that asked for nothing; absent where no source states it. */
  readonly initial?: Fact<number>;
}

const listed = {
  confirmed: cite('aws-quotas', 'confirmed', '2026-01'),
  published: cite('aws-docs', 'published', '2026-08'),
};

function quota(
  topic: string,
  service: string,
  code: string,
  initial?: number,
  status: 'confirmed' | 'published' = 'confirmed',
): AwsQuota {
  return { topic, service, code, ...present({ initial: initial === undefined ? undefined : listed[status](initial) }) };
}

/** Quotas that an AI factory meets, with the initial limits that sources state. */
export const AWS_QUOTAS: readonly AwsQuota[] = [
  quota('On-Demand P vCPU', 'ec2', 'L-417A185B'),
  quota('On-Demand G and VT vCPU', 'ec2', 'L-DB2E81BA'),
  quota('On-Demand Trn vCPU', 'ec2', 'L-2C3B7624'),
  quota('On-Demand Standard vCPU', 'ec2', 'L-1216C47A', 5),
  quota('On-Demand HPC vCPU', 'ec2', 'L-F7808C92'),
  quota('Spot P5 vCPU', 'ec2', 'L-C4BD4855'),
  quota('Spot P4, P3, P2 vCPU', 'ec2', 'L-7212CCBC'),
  quota('Spot G and VT vCPU', 'ec2', 'L-3819A6DF'),
  quota('Spot Trn vCPU', 'ec2', 'L-6B0D517C'),
  quota('Spot Standard vCPU', 'ec2', 'L-34B43A08'),
  quota('Capacity Block P4d, account', 'ec2', 'L-2C8F52B3'),
  quota('Capacity Block P4d, organization', 'ec2', 'L-B67430DE'),
  quota('Capacity Block P4de, account', 'ec2', 'L-CFF3E941'),
  quota('Capacity Block P4de, organization', 'ec2', 'L-9AC70153'),
  quota('Capacity Block P5, account', 'ec2', 'L-DA6814F2'),
  quota('Capacity Block P5, organization', 'ec2', 'L-8131B2C6'),
  quota('Capacity Block P5e, account', 'ec2', 'L-C45F30BC'),
  quota('Capacity Block P5e, organization', 'ec2', 'L-AD1D1866'),
  quota('Capacity Block P5en, account', 'ec2', 'L-4F9BB70B'),
  quota('Capacity Block P5en, organization', 'ec2', 'L-7EA86503'),
  quota('Capacity Block P6-B200, account', 'ec2', 'L-8B23CEF3'),
  quota('Capacity Block P6-B200, organization', 'ec2', 'L-B36AAB51'),
  quota('Capacity Block P6e-GB200, account', 'ec2', 'L-FCF0179E'),
  quota('Capacity Block P6e-GB200, organization', 'ec2', 'L-B7E6B313'),
  quota('Capacity Block TRN1, account', 'ec2', 'L-2E30FD7D'),
  quota('Capacity Block TRN1, organization', 'ec2', 'L-C4947F9A'),
  quota('Capacity Block TRN2, account', 'ec2', 'L-64569A79'),
  quota('Capacity Block TRN2, organization', 'ec2', 'L-24E8B4C0'),
  quota('Network interfaces per Region', 'vpc', 'L-DF5E4CA3', 5000),
  quota('Network Address Usage of a VPC', 'vpc', 'L-BB24F6E5', 64000),
  quota('Network Address Usage, peered', 'vpc', 'L-CD17FD4B', 128000),
  quota('IPv4 CIDR blocks per VPC', 'vpc', 'L-83CA0A9D', 5),
  quota('Subnets per VPC', 'vpc', 'L-407747CB', 200),
  quota('VPCs per Region', 'vpc', 'L-F678F1CE', 5),
  quota('Rules per security group', 'vpc', 'L-0EA8095F', 60),
  quota('Security groups per interface', 'vpc', 'L-2AFB9258', 5),
  quota('Security groups per Region', 'vpc', 'L-E79EC296', 2500),
  quota('Routes per table', 'vpc', 'L-93826ACB', 50),
  quota('Route tables per VPC', 'vpc', 'L-589F43AA', 200),
  quota('Interface endpoints per VPC', 'vpc', 'L-29B6F2EB', 50),
  quota('NAT gateways per AZ', 'vpc', 'L-FE5A380F', 5),
  quota('Elastic IPs', 'ec2', 'L-0263D0A3', 5),
  quota('EKS nodes per managed node group', 'eks', 'L-BD136A63'),
  quota('EKS managed node groups per cluster', 'eks', 'L-6D54EA21', 30, 'published'),
  quota('EKS clusters', 'eks', 'L-1194D53C'),
  quota('EKS remote node networks', 'eks', 'L-5C12D558', 15),
  quota('EKS remote pod networks', 'eks', 'L-6AFFD1D8', 15),
  quota('FSx Lustre Persistent_2 storage GiB', 'fsx', 'L-8F1B9C74'),
  quota('FSx Lustre Persistent_2 file systems', 'fsx', 'L-FD6F2F22'),
  quota('FSx Intelligent-Tiering throughput', 'fsx', 'L-0CD18A5D'),
  quota('FSx Intelligent-Tiering read cache', 'fsx', 'L-B7391FCE'),
  quota('Transit gateways', 'ec2', 'L-A2478D36', 5, 'published'),
  quota('Transit gateway attachments', 'ec2', 'L-E0233F82'),
  quota('Transit gateway route tables', 'ec2', 'L-43872EB7', 20, 'published'),
  quota('Transit gateway routes', 'ec2', 'L-BCC1FB47'),
  quota('VPN connections per Region', 'ec2', 'L-3E6EC3A3'),
  quota('VPN connections per VGW', 'ec2', 'L-B91E5754'),
  quota('HyperPod cluster, ml.p5.48xlarge', 'sagemaker', 'L-8762A75F'),
  quota('HyperPod cluster, ml.p5e', 'sagemaker', 'L-FD431820'),
  quota('HyperPod cluster, ml.p5en', 'sagemaker', 'L-6EF3AE05'),
  quota('HyperPod cluster, ml.p6-b200', 'sagemaker', 'L-44097F05'),
  quota('HyperPod cluster, ml.p6e-gb200', 'sagemaker', 'L-5DB70460'),
  quota('HyperPod cluster, ml.p4d', 'sagemaker', 'L-47E0BC8F'),
  quota('HyperPod cluster, ml.p4de', 'sagemaker', 'L-BEF3120E'),
  quota('HyperPod cluster, ml.trn1.32xlarge', 'sagemaker', 'L-6865522E'),
  quota('HyperPod instances per cluster', 'sagemaker', 'L-2CE978FC'),
  quota('HyperPod instances in all', 'sagemaker', 'L-3308CCC7'),
  quota('Resolver endpoints per Region', 'route53resolver', 'L-4A669CC0'),
  quota('Addresses per resolver endpoint', 'route53resolver', 'L-D2FE9758'),
  quota('Resolver rules', 'route53resolver', 'L-51D8A1FB'),
  quota('Resolver rule associations', 'route53resolver', 'L-94E19253'),
  quota('S3 directory buckets', 's3', 'L-775A314D'),
  quota('EBS gp3 TiB', 'ebs', 'L-7A658B76', 50),
];

/** A quota by its code; undefined where the list has none. */
export function awsQuota(code: string): AwsQuota | undefined {
  return AWS_QUOTAS.find((one) => one.code === code);
}

/** Limit that an account has before it asks for more; undefined where no source states it. */
export function initialLimit(code: string): number | undefined {
  return awsQuota(code)?.initial?.value;
}

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
