import { DataRate, DataSize, Power } from 'cdktf-ai-factory';
import {
  AwsBucket,
  AwsCapacity,
  AwsConsumer,
  AwsLustre,
  AwsRegion,
  AwsVpc,
  AwsZone,
  DirectConnect,
  instances,
} from 'cdktf-ai-factory/aws';
import type { ConnectionProps, DirectConnectProps } from 'cdktf-ai-factory/aws';
import { awsLab, labCluster, labPool } from '../../constructs/aws/aws-stack';
import type { Programs } from './program';

const HUNDRED: ConnectionProps = {
  name: 'first',
  location: 'LGU57',
  rate: DataRate.gigabitsPerSecond(100),
  vlan: 101,
  bgpAsn: 65_010,
};
const SECRET = 'arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:macsec-AbCdEf';
const POOLS = [{ name: 'nodes', purpose: 'in-band', cidr: '10.20.0.0/22' }] as const;

/** Direct Connect of a lab with a pool of the site. */
function line(props: Partial<DirectConnectProps> = {}): DirectConnect {
  const { stack, site, vpc } = awsLab(1, {}, { addressPools: POOLS });
  return new DirectConnect(stack, 'line', {
    site,
    vpcs: [vpc],
    connections: [HUNDRED],
    gatewayAsn: 64_512,
    transitAsn: 64_513,
    sitePools: ['nodes'],
    ...props,
  });
}

/** What a program without type-check may give. */
function any<T>(value: unknown): T {
  return value as T;
}

/** Programs with a mistake in their AWS part. */
export const awsPrograms: Programs = {
  'aws-region-by-name': () => {
    const { stack, site } = awsLab();
    return new AwsRegion(stack, 'other', { site, region: 'Seoul', accounts: ['1234'] });
  },
  'aws-region-of-tags-that-differ-in-case': () =>
    awsLab(1, {}, { tags: { Owner: 'ml', OWNER: 'ops', name: 'ours', eksClusterArn: 'none', Site: 'a', site: 'b' } }),
  'aws-region-of-tags-that-aws-refuses': () =>
    awsLab(
      1,
      {},
      {
        tags: {
          'aws:team': 'ml',
          '': 'nothing',
          'cost\ncentre': '1',
          Note: 'a{b}',
          ['k'.repeat(129)]: 'v'.repeat(257),
        },
      },
    ),
  'aws-region-of-too-many-tags': () =>
    awsLab(1, {}, { tags: Object.fromEntries(Array.from({ length: 48 }, (_, index) => [`t${index}`, '1'])) }),
  'aws-zone-by-letter': () => {
    const { stack, site, region } = awsLab();
    return new AwsZone(stack, 'a', { site, region, zoneName: 'ap-northeast-2a' });
  },
  'aws-zone-of-other-region': () => {
    const { stack, site, region } = awsLab();
    return new AwsZone(stack, 'a', { site, region, zoneId: 'use1-az6' });
  },
  'aws-zone-without-power': () => {
    const { stack, site, region } = awsLab();
    return new AwsZone(stack, 'ulsan', { site, region, kind: 'dedicated', zoneName: 'ulsan-1' });
  },
  'aws-zone-several-wrong-props': () => {
    const { stack, site, region } = awsLab();
    const power = Power.megawatts(3);
    return new AwsZone(stack, 'a', { site, region, zoneId: 'apne2', outpostArn: 'arn', sitePower: power });
  },
  'aws-network-several-wrong-props': () => {
    const { stack, site, region, zones } = awsLab();
    return new AwsVpc(stack, 'second', {
      site,
      region,
      zones: [...zones, ...zones],
      cidrs: ['10.0.0.0/8', '10.64.0.1/24', '10.65.0.0/16', '10.65.128.0/20', 'fd00::/64'],
      endpoints: ['s3', 'https://ec2'],
      flowLogDays: 91,
    });
  },
  'aws-network-full': () => labPool(awsLab(1, { cidrs: ['10.64.0.0/27'] })),
  'aws-pool-too-large': () => {
    const lab = awsLab(2);
    return labPool(lab, { consumer: AwsConsumer.eks(labCluster(lab)), maxCount: 500 });
  },
  'aws-pool-of-a-type-by-name': () => labPool(awsLab(), { instance: any('p5en.48xlarge') }),
  'aws-pool-of-strings': () =>
    labPool(awsLab(), { zone: any('apne2-az1'), count: any('4'), consumer: any('eks'), capacity: any('odcr') }),
  'aws-pool-misspelt-prop': () => labPool(awsLab(), any({ maxcount: 8 })),
  'aws-pool-several-wrong-props': () =>
    labPool(awsLab(), {
      count: 4,
      maxCount: 2,
      podsPerNode: 30,
      rootGibibytes: 0,
      consumer: AwsConsumer.ec2({ imageId: 'ubuntu' }),
      capacity: AwsCapacity.capacityBlock({ id: 'block', starts: '2026-12-01', ends: '2026-13-01' }),
    }),
  'aws-pool-outside-network': () => {
    const lab = awsLab();
    const { stack, site, region } = lab;
    return labPool(lab, { zone: new AwsZone(stack, 'az9', { site, region, zoneId: 'apne2-az4' }) });
  },
  'aws-pool-without-layout': () =>
    labPool(awsLab(), {
      instance: instances.P6E_GB200_36XLARGE,
      capacity: AwsCapacity.ultraServerBlock({ id: 'cr-0123456789abcdef0', starts: '2026-12-01', ends: '2026-12-08' }),
    }),
  'aws-pool-of-ultraservers-on-demand': () =>
    labPool(awsLab(), {
      instance: instances.P6E_GB200_36XLARGE,
      interfaces: [{ card: 0, device: 0, kind: 'interface' }],
    }),
  'aws-pool-bad-interfaces': () =>
    labPool(awsLab(), {
      interfaces: [
        { card: 0, device: 0, kind: 'efa-only' },
        { card: 1, device: 0, kind: 'efa-only' },
        { card: 1, device: 1, kind: 'efa' },
      ],
    }),
  'aws-pool-bad-reservation': () => labPool(awsLab(), { capacity: AwsCapacity.reservations({ arns: ['cr-1'] }) }),
  'aws-pool-of-trainium-on-eks': () => {
    const lab = awsLab(2);
    return labPool(lab, { instance: instances.TRN2_48XLARGE, consumer: AwsConsumer.eks(labCluster(lab)) });
  },
  'aws-pool-of-hyperpod-with-a-reservation': () =>
    labPool(awsLab(), {
      consumer: AwsConsumer.hyperPod({ scripts: 'scripts/' }),
      capacity: AwsCapacity.newReservation(),
    }),
  'aws-consumer-without-image': () => AwsConsumer.ec2(any({})),
  'aws-cluster-in-one-zone': () => labCluster(awsLab()),
  'aws-cluster-several-wrong-props': () =>
    labCluster(awsLab(2), {
      version: '1.3',
      admins: ['me'],
      systemNodes: { instanceType: 'large', count: 0, podsPerNode: 30 },
      serviceCidr: 'services',
      efaDevicePluginVersion: 'latest',
      hybrid: {
        nodePools: ['node'],
        podPools: [],
        credentials: { kind: 'ssm', registrationLimit: 0, expires: '2027' },
      },
    }),
  'aws-cluster-long-session': () =>
    labCluster(awsLab(2, {}, { addressPools: POOLS }), {
      hybrid: {
        nodePools: ['nodes'],
        podPools: [],
        credentials: { kind: 'roles-anywhere', authority: { privateCaArn: 'arn' }, sessionSeconds: 43_200 },
      },
    }),
  'aws-cluster-of-unknown-credentials': () =>
    labCluster(awsLab(2, {}, { addressPools: POOLS }), {
      hybrid: { nodePools: ['nodes'], podPools: [], credentials: any({ kind: 'password' }) },
    }),
  'aws-lustre-off-grid': () => {
    const lab = awsLab();
    const { stack, site } = lab;
    const storage = DataSize.gibibytes(10_000);
    return new AwsLustre(stack, 'scratch', { site, serves: [labPool(lab)], storage, perTebibyte: 500 });
  },
  'aws-lustre-several-wrong-props': () => {
    const lab = awsLab();
    const { stack, site } = lab;
    return new AwsLustre(stack, 'scratch', {
      site,
      serves: [labPool(lab)],
      rate: DataRate.gigabytesPerSecond(0),
      bucketPrefix: 'train/',
    });
  },
  'aws-lustre-without-demand': () => {
    const lab = awsLab();
    return new AwsLustre(lab.stack, 'scratch', { site: lab.site, serves: [labPool(lab)] });
  },
  'aws-cluster-wrong-addons-and-driver': () =>
    labCluster(awsLab(2), {
      version: '1.33',
      addonVersions: { 'vpc-cmi': 'v1.20.4-eksbuild.2', 'cert-manager': 'v1.2.3-eksbuild.1', coredns: '1.12' },
      efaDriver: 'dra',
      logDays: 100,
    }),
  'aws-cluster-of-both-efa-drivers': () =>
    labCluster(awsLab(2), { efaDriver: 'dra', efaDevicePluginVersion: '0.5.10' }),
  'aws-cluster-of-unknown-efa-driver': () => labCluster(awsLab(2), { efaDriver: any('plugin') }),
  'aws-bucket-of-a-name-too-long-for-its-logs': () => {
    const { stack, site, region } = awsLab();
    return new AwsBucket(stack, 'data', { site, region, bucketName: 'b'.repeat(59) });
  },
  'aws-bucket-that-logs-into-itself': () => {
    const { stack, site, region } = awsLab();
    return new AwsBucket(stack, 'data', { site, region, bucketName: 'lab-data', logBucketName: 'lab-data' });
  },
  'aws-bucket-of-bad-logs': () => {
    const { stack, site, region } = awsLab();
    const days = { oldVersionDays: 0, logDays: 1.5 };
    return new AwsBucket(stack, 'data', { site, region, bucketName: 'lab-data', logBucketName: 'Logs', ...days });
  },
  'aws-bucket-bad-name': () => {
    const { stack, site, region } = awsLab();
    return new AwsBucket(stack, 'data', { site, region, bucketName: 'Lab_Data' });
  },
  'aws-line-macsec-on-a-lag': () => line({ connections: [{ ...HUNDRED, links: 2, macsecSecret: SECRET }] }),
  'aws-line-macsec-at-400': () =>
    line({ connections: [{ ...HUNDRED, rate: DataRate.gigabitsPerSecond(400), macsecSecret: SECRET }] }),
  'aws-line-key-in-the-program': () => line({ connections: [{ ...HUNDRED, macsecSecret: '0123456789abcdef' }] }),
  'aws-line-lag-of-three': () => line({ connections: [{ ...HUNDRED, links: 3 }] }),
  'aws-line-without-prefixes': () => line({ sitePools: [] }),
  'aws-line-of-unknown-pool': () => line({ sitePools: ['node'] }),
  'aws-line-several-wrong-props': () =>
    line({
      connections: [
        { ...HUNDRED, rate: DataRate.gigabitsPerSecond(25), vlan: 0, bgpAsn: 0 },
        { name: 'first', rate: DataRate.gigabitsPerSecond(10), vlan: 4_095, bgpAsn: 65_010 },
        { ...HUNDRED, name: 'third', connectionId: 'dxcon-1' },
      ],
      gatewayAsn: 64_512,
      transitAsn: 64_512,
      mtu: any(9_001),
      vpn: { ipAddress: 'router.example.com', bgpAsn: 65_010 },
    }),
  'aws-line-rate-of-a-number': () => line({ connections: [{ ...HUNDRED, rate: any(100) }] }),
  'aws-line-dns-in-one-zone': () => {
    const { stack, site, vpc } = awsLab(1, {}, { addressPools: POOLS });
    return new DirectConnect(stack, 'line', {
      site,
      vpcs: [vpc],
      connections: [HUNDRED],
      gatewayAsn: 64_512,
      transitAsn: 64_513,
      sitePools: ['nodes'],
      dns: { vpc, domains: [{ name: 'example.com', servers: ['dns.example.com'] }] },
    });
  },
  'aws-two-of-one-name': () => {
    const lab = awsLab();
    labPool(lab);
    return labPool({ ...lab, stack: any(lab.vpc) });
  },
  'aws-name-too-long': () => {
    const { stack, site, region } = awsLab();
    return new AwsZone(stack, 'zone-of-the-third-building-in-the-far-south-of-seoul', {
      site,
      region,
      zoneId: 'apne2-az3',
    });
  },
};
