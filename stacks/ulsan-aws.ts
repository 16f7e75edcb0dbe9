import { LocalBackend, TerraformStack, type App } from 'cdktf';
import { DataRate, DataSize, type Site } from 'cdktf-ai-factory';
import {
  AwsBucket,
  AwsConsumer,
  AwsGpuCluster,
  AwsGpuPool,
  AwsLustre,
  AwsRegion,
  AwsVpc,
  AwsZone,
  DirectConnect,
  instances,
} from 'cdktf-ai-factory/aws';

/** The part of the site in AWS: what Seoul sells today, one cluster with the halls, over two lines. */
export function ulsanAws(app: App, site: Site): TerraformStack {
  const stack = new TerraformStack(app, 'ulsan-aws');
  new LocalBackend(stack, { path: '../../../terraform.ulsan-aws.tfstate' });
  const region = new AwsRegion(stack, 'seoul', { site, region: 'ap-northeast-2' });
  const zone = new AwsZone(stack, 'az1', { site, region, zoneId: 'apne2-az1' });
  const second = new AwsZone(stack, 'az2', { site, region, zoneId: 'apne2-az2' });
  const vpc = new AwsVpc(stack, 'ulsan-vpc', { site, region, zones: [zone, second], cidrs: ['10.160.0.0/16'] });
  const cluster = new AwsGpuCluster(stack, 'ulsan-eks', {
    site,
    vpc,
    version: '1.34',
    // As 'aws eks describe-addon-versions' gave them: ask for newer ones.
    addonVersions: {
      'vpc-cni': 'v1.20.4-eksbuild.2',
      'kube-proxy': 'v1.34.0-eksbuild.2',
      coredns: 'v1.12.3-eksbuild.1',
      'eks-pod-identity-agent': 'v1.3.10-eksbuild.2',
      'eks-node-monitoring-agent': 'v1.4.0-eksbuild.2',
      'aws-fsx-csi-driver': 'v1.8.0-eksbuild.1',
    },
    admins: ['arn:aws:iam::111122223333:role/ulsan-platform'],
    systemNodes: { instanceType: 'm7i.xlarge', count: 2, podsPerNode: 30 },
    hybrid: {
      nodePools: ['nodes'],
      podPools: ['pods'],
      credentials: { kind: 'ssm', registrationLimit: 1_000, expires: '2026-11-30T00:00:00Z' },
    },
  });
  const pool = new AwsGpuPool(stack, 'burst', {
    site,
    vpc,
    zone,
    instance: instances.P5EN_48XLARGE,
    count: 4,
    maxCount: 16,
    podsPerNode: 60,
    consumer: AwsConsumer.eks(cluster),
    ofiNcclVersion: '1.16.0',
  });
  const bucket = new AwsBucket(stack, 'datasets', { site, region, bucketName: 'ulsan-example-datasets' });
  new AwsLustre(stack, 'cloud-scratch', {
    site,
    serves: [pool],
    capacity: DataSize.terabytes(100),
    rate: DataRate.gigabytesPerSecond(50),
    bucket,
  });
  // No location of Seoul has ports of 400 Gb/s. The ports are ordered; 'isAvailable: true' makes their interfaces once AWS shows them as available.
  const hundreds = { rate: DataRate.gigabitsPerSecond(100), links: 2, bgpAsn: 65_010, isAvailable: false };
  new DirectConnect(stack, 'lines', {
    site,
    vpcs: [vpc],
    connections: [
      { name: 'first', location: 'LGU57', vlan: 101, ...hundreds },
      { name: 'second', location: 'TLS10', vlan: 102, ...hundreds },
      { name: 'third', location: 'LGU57', vlan: 103, ...hundreds },
      { name: 'fourth', location: 'TLS10', vlan: 104, ...hundreds },
    ],
    gatewayAsn: 64_512,
    transitAsn: 64_513,
    sitePools: ['nodes', 'pods'],
    dns: { vpc, domains: [{ name: 'ulsan.example.com', servers: ['10.128.0.53'] }] },
    replication: DataRate.gigabitsPerSecond(200),
    burst: DataRate.gigabitsPerSecond(100),
  });
  return stack;
}
