import { App, LocalBackend, TerraformStack } from 'cdktf';
import { DataRate, Length, Site } from 'cdktf-ai-factory';
import {
  AwsConsumer,
  AwsGpuCluster,
  AwsGpuPool,
  AwsRegion,
  AwsVpc,
  AwsZone,
  DirectConnect,
  instances,
} from 'cdktf-ai-factory/aws';

/** An EKS cluster with GPU nodes in Seoul and room for the site's own systems, over two Direct Connect locations. */
export function awsHybridNodes(app: App): Site {
  const stack = new TerraformStack(app, 'aws-hybrid-nodes');
  new LocalBackend(stack, { path: '../../../terraform.aws-hybrid-nodes.tfstate' });
  const site = new Site(stack, 'hybrid', {
    addressPools: [
      { name: 'nodes', purpose: 'in-band', cidr: '10.20.0.0/22' },
      { name: 'pods', purpose: 'pods', cidr: '10.24.0.0/16' },
    ],
    cableSlack: Length.metres(2),
    lockFile: false,
    tags: { Owner: 'platform' },
    policy: { asOf: '2026-11-01' },
  });
  const region = new AwsRegion(stack, 'seoul', { site, region: 'ap-northeast-2', accounts: ['111122223333'] });
  const zone = new AwsZone(stack, 'az1', { site, region, zoneId: 'apne2-az1' });
  const second = new AwsZone(stack, 'az2', { site, region, zoneId: 'apne2-az2' });
  const vpc = new AwsVpc(stack, 'gpu', { site, region, zones: [zone, second], cidrs: ['10.64.0.0/16'] });
  const cluster = new AwsGpuCluster(stack, 'ai', {
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
    },
    admins: ['arn:aws:iam::111122223333:role/platform'],
    systemNodes: { instanceType: 'm7i.xlarge', count: 2, podsPerNode: 30 },
    hybrid: {
      nodePools: ['nodes'],
      podPools: ['pods'],
      credentials: { kind: 'ssm', registrationLimit: 32, expires: '2026-11-30T00:00:00Z' },
    },
  });
  new AwsGpuPool(stack, 'burst', {
    site,
    vpc,
    zone,
    instance: instances.P5EN_48XLARGE,
    count: 2,
    maxCount: 8,
    podsPerNode: 60,
    consumer: AwsConsumer.eks(cluster),
    ofiNcclVersion: '1.16.0',
  });
  const hundred = DataRate.gigabitsPerSecond(100);
  new DirectConnect(stack, 'line', {
    site,
    vpcs: [vpc],
    connections: [
      // Anyang and Seoul. First the ports are ordered; 'isAvailable: true' makes the rest once AWS shows them as available.
      { name: 'first', location: 'LGU57', rate: hundred, vlan: 101, bgpAsn: 65_010, isAvailable: false },
      { name: 'second', location: 'TLS10', rate: hundred, vlan: 102, bgpAsn: 65_010, isAvailable: false },
    ],
    gatewayAsn: 64_512,
    transitAsn: 64_513,
    sitePools: ['nodes', 'pods'],
    replication: DataRate.gigabitsPerSecond(60),
    dns: { vpc, domains: [{ name: 'site.example.com', servers: ['10.20.0.53'] }] },
  });
  return site;
}

if (require.main === module) {
  const app = new App();
  awsHybridNodes(app);
  app.synth();
}
