import { DataRate, DataSize } from 'cdktf-ai-factory';
import {
  AwsAccountChecks,
  AwsBucket,
  AwsCapacity,
  AwsConsumer,
  AwsGpuPool,
  AwsLustre,
  DirectConnect,
  instances,
} from 'cdktf-ai-factory/aws';
import { awsLab, labCluster, labPool, type AwsLab } from './aws-stack';

const POOLS = [
  { name: 'nodes', purpose: 'in-band', cidr: '10.20.0.0/22' },
  { name: 'pods', purpose: 'pods', cidr: '10.24.0.0/16' },
] as const;

/** One of everything: every consumer, capacity and option that the constructs know. */
export function wholeAccount(tags: Readonly<Record<string, string>> = { Team: 'ml' }): AwsLab {
  const lab = awsLab(2, { egress: 'nat', cidrs: ['10.64.0.0/16', '100.64.0.0/16'] }, { addressPools: POOLS, tags });
  const { stack, site, vpc, zones, region } = lab;
  const cluster = labCluster(lab, {
    hybrid: {
      nodePools: ['nodes'],
      podPools: ['pods'],
      credentials: { kind: 'ssm', registrationLimit: 16, expires: '2027-01-31T00:00:00Z' },
    },
  });
  const eks = labPool(lab, { consumer: AwsConsumer.eks(cluster), podsPerNode: 40 });
  const common = { site, vpc, zone: zones[0]!, instance: instances.P5EN_48XLARGE, count: 2 };
  new AwsGpuPool(stack, 'plain', {
    ...common,
    consumer: AwsConsumer.ec2({ imageId: 'ami-0123456789abcdef0' }),
    capacity: AwsCapacity.newReservation(),
  });
  new AwsGpuPool(stack, 'block', {
    ...common,
    consumer: AwsConsumer.eks(cluster),
    podsPerNode: 20,
    capacity: AwsCapacity.capacityBlock({ id: 'cr-0123456789abcdef0', starts: '2026-12-01', ends: '2026-12-08' }),
  });
  new AwsGpuPool(stack, 'slurm', {
    ...common,
    consumer: AwsConsumer.pcs({
      clusterId: 'pcs_0123456789',
      imageId: 'ami-0123456789abcdef0',
      securityGroupId: 'sg-0123456789abcdef0',
    }),
  });
  new AwsGpuPool(stack, 'hyper', { ...common, consumer: AwsConsumer.hyperPod({ scripts: 's3://scripts/', cluster }) });
  new AwsGpuPool(stack, 'others', { ...common, consumer: AwsConsumer.parallelCluster() });
  const bucket = new AwsBucket(stack, 'data', { site, region, bucketName: 'lab-data' });
  const lustre = new AwsLustre(stack, 'scratch', {
    site,
    serves: [eks],
    capacity: DataSize.tebibytes(20),
    rate: DataRate.gigabytesPerSecond(20),
    bucket,
  });
  new DirectConnect(stack, 'line', {
    site,
    vpcs: [vpc],
    connections: [
      {
        name: 'first',
        location: 'LGU57',
        rate: DataRate.gigabitsPerSecond(100),
        vlan: 101,
        bgpAsn: 65_010,
        macsecSecret: 'arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:directconnect!prod/macsec-AbCdEf',
      },
      { name: 'second', location: 'TLS10', rate: DataRate.gigabitsPerSecond(100), links: 2, vlan: 102, bgpAsn: 65_010 },
      {
        name: 'third',
        connectionId: 'dxcon-abcd1234',
        rate: DataRate.gigabitsPerSecond(10),
        vlan: 103,
        bgpAsn: 65_010,
        addresses: { amazon: '169.254.0.1/30', customer: '169.254.0.2/30' },
      },
    ],
    gatewayAsn: 64_512,
    transitAsn: 64_513,
    sitePools: ['nodes', 'pods'],
    vpn: { ipAddress: '203.0.113.7', bgpAsn: 65_010 },
    dns: { vpc, domains: [{ name: 'site.example.com', servers: ['10.20.0.53'] }] },
  });
  new AwsAccountChecks(stack, 'quotas', { site, region, pools: [eks], clusters: [cluster], lustre: [lustre] });
  return lab;
}

/** The same with certificates instead of Systems Manager. */
export function accountWithCertificates(): AwsLab {
  const lab = awsLab(2, {}, { addressPools: POOLS });
  labCluster(lab, {
    hybrid: {
      nodePools: ['nodes'],
      podPools: ['pods'],
      credentials: {
        kind: 'roles-anywhere',
        authority: { bundle: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----' },
        sessionSeconds: 3_600,
      },
    },
  });
  new DirectConnect(lab.stack, 'line', {
    site: lab.site,
    vpcs: [lab.vpc],
    connections: [
      { name: 'first', location: 'LGU57', rate: DataRate.gigabitsPerSecond(10), vlan: 101, bgpAsn: 65_010 },
    ],
    gatewayAsn: 64_512,
    transitAsn: 64_513,
    sitePools: ['nodes', 'pods'],
  });
  return lab;
}
