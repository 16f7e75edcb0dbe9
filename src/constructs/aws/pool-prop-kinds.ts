import { GpuCluster } from '../gpu-cluster';
import { Site } from '../site';
import { AwsCapacity } from './aws-capacity';
import { AwsConsumer } from './aws-consumer';
import type { AwsGpuPoolProps } from './aws-gpu-pool-props';
import { AwsVpc } from './aws-vpc';
import { AwsZone } from './aws-zone';
import type { Kind } from './check-kinds';

/** Kind of each prop of an `AwsGpuPool`. */
export const POOL_PROP_KINDS: { readonly [K in keyof AwsGpuPoolProps]-?: Kind } = {
  site: Site,
  vpc: AwsVpc,
  zone: AwsZone,
  instance: 'instance type',
  count: 'number',
  consumer: AwsConsumer,
  maxCount: 'number',
  capacity: AwsCapacity,
  placement: 'text',
  podsPerNode: 'number',
  interfaces: ['object'],
  amiType: 'text',
  labels: 'object',
  rootDevice: 'text',
  rootGibibytes: 'number',
  volumeKeyArn: 'text',
  metadataHops: 'number',
  twinOf: GpuCluster,
  hasTopologyLabels: 'boolean',
  ofiNcclVersion: 'text',
};
