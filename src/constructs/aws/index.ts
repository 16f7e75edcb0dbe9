export { defineInstance } from '../../catalog/define-hardware';
export type { InstanceSpec } from '../../catalog/system-spec';
export { instances } from '../../catalog/aws-instances';
export {
  DIRECT_CONNECT_LOCATIONS,
  directConnectLocation,
  type DirectConnectLocation,
} from '../../catalog/direct-connect-locations';
export { AWS_QUOTAS, awsQuota, type AwsQuota } from '../../catalog/aws-quotas';
export type {
  AwsAddonPlan,
  AwsBlockDays,
  AwsCapacityKind,
  AwsEfaDriver,
  AwsHybridPlan,
  AwsPlan,
  AwsPoolConsumer,
  AwsPoolPlan,
  AwsZoneKind,
} from '../../model/aws-plan';
export { planEfaLayout } from '../../design/aws/aws-capacity';
export { type EfaInterface, type EfaLayout } from '../../model/aws-plan';
export { sizeLustre } from '../../design/aws/aws-capacity';
export { type LustreRate, type LustreSizing } from '../../model/aws-plan';
export type { HybridCredentials } from '../../targets/aws/hybrid-resources';
export type { HybridCredentialsProps, RolesAnywhereProps } from './aws-gpu-cluster-props';
export { TerraformCheck } from '../../targets/aws/terraform-check';
export { AwsBucket, type AwsBucketProps } from './aws-bucket';
export { AwsCapacity, type CapacityBlockOptions, type ReservationOptions } from './aws-consumer';
export { AwsConsumer, type Ec2Options, type HyperPodOptions, type PcsOptions } from './aws-consumer';
export { AwsConstruct } from './aws-construct';
export { AwsGpuCluster } from './aws-gpu-cluster';
export type { AwsGpuClusterProps, AwsHybridProps, SystemNodesProps } from './aws-gpu-cluster-props';
export { AwsGpuPool } from './aws-gpu-pool';
export type { AwsGpuPoolProps } from './aws-gpu-pool-props';
export { AwsLustre, type AwsLustreProps } from './aws-lustre';
export { AwsAccountChecks, type AwsAccountChecksProps } from './aws-account-checks';
export { AwsRegion, type AwsRegionProps } from './aws-zone';
export { type AwsSubnet, AwsVpc } from './aws-vpc';
export { type AwsVpcProps, CLOSED_ENDPOINTS } from './aws-vpc';
export { AwsZone, type AwsZoneProps } from './aws-zone';
export { DirectConnect } from './direct-connect';
export type { ConnectionProps, DirectConnectDnsProps, DirectConnectProps, VpnProps } from './direct-connect-props';
export { Site } from '../site/site';
export type { DeviceRequest, PodSettings } from './pool-instances';
