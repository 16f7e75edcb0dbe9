import { DataRate, DataSize } from 'cdktf-ai-factory';
import { AwsBucket, AwsConsumer, AwsLustre, DirectConnect } from 'cdktf-ai-factory/aws';
import { awsLab, jsonOf, labCluster, labPool, type AwsLab } from './aws-stack';

/** Addresses of the resources below one construct, without the hash of their path. */
function addresses(lab: AwsLab, construct: string): string[] {
  return Object.entries(jsonOf(lab)['resource'] ?? {})
    .flatMap(([type, items]) => Object.keys(items).map((name) => `${type}.${name.replace(/_[0-9A-F]{8}$/, '')}`))
    .filter((address) => address.split('.')[1]?.startsWith(`${construct}_`))
    .sort();
}

test('a network of one endpoint', () => {
  expect(addresses(awsLab(1, { endpoints: ['ec2'] }), 'gpu')).toMatchSnapshot();
});

test('a pool of plain instances', () => {
  const lab = awsLab();
  labPool(lab);
  expect(addresses(lab, 'train')).toMatchSnapshot();
});

test('a pool on EKS', () => {
  const lab = awsLab(2);
  labPool(lab, { consumer: AwsConsumer.eks(labCluster(lab)), podsPerNode: 30 });
  expect(addresses(lab, 'train')).toMatchSnapshot();
});

test('a cluster', () => {
  const lab = awsLab(2);
  labCluster(lab);
  expect(addresses(lab, 'ai')).toMatchSnapshot();
});

test('Lustre and its bucket', () => {
  const lab = awsLab();
  const { stack, site, region } = lab;
  const bucket = new AwsBucket(stack, 'data', { site, region, bucketName: 'lab-data' });
  new AwsLustre(stack, 'scratch', { site, serves: [labPool(lab)], capacity: DataSize.tebibytes(20), bucket });
  expect([...addresses(lab, 'data'), ...addresses(lab, 'scratch')]).toMatchSnapshot();
});

test('Direct Connect', () => {
  const lab = awsLab(1, {}, { addressPools: [{ name: 'nodes', purpose: 'in-band', cidr: '10.20.0.0/22' }] });
  new DirectConnect(lab.stack, 'line', {
    site: lab.site,
    vpcs: [lab.vpc],
    connections: [
      { name: 'first', location: 'LGU57', rate: DataRate.gigabitsPerSecond(10), vlan: 101, bgpAsn: 65_010 },
    ],
    gatewayAsn: 64_512,
    transitAsn: 64_513,
    sitePools: ['nodes'],
  });
  expect(addresses(lab, 'line')).toMatchSnapshot();
});
