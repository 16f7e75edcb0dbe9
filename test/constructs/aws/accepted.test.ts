import { DataRate, DataSize } from 'cdktf-ai-factory';
import {
  AwsBucket,
  AwsConsumer,
  type AwsGpuClusterProps,
  AwsLustre,
  type ConnectionProps,
  DirectConnect,
} from 'cdktf-ai-factory/aws';
import { synthesized } from 'cdktf-ai-factory/testing';

import { LIBRARY_TAG_KEYS, regionTags, tagErrors } from '../../../src/constructs/aws/aws-construct';
import { awsLab, type AwsLab, type Block, blockOf, blocksOf, jsonOf, labCluster, labPool } from './aws-stack';
import { accountWithCertificates, wholeAccount } from './whole-account';

const POOLS = [
  { name: 'nodes', purpose: 'in-band', cidr: '10.20.0.0/22' },
  { name: 'pods', purpose: 'pods', cidr: '10.24.0.0/16' },
] as const;

/** Tags that each resource of a stack ends up with: those of the provider, and its own above them. */
function tagsByResource(lab: Pick<AwsLab, 'stack'>): Map<string, Record<string, string>> {
  const { provider } = synthesized(lab.stack) as {
    readonly provider: { readonly aws: readonly { readonly default_tags?: readonly { readonly tags: object }[] }[] };
  };
  const [first] = provider.aws;
  const common = first?.default_tags?.[0]?.tags ?? {};
  const resources = Object.entries(jsonOf(lab)['resource'] ?? {});
  return new Map(
    resources.flatMap(([type, blocks]) =>
      Object.entries(blocks).map(([name, block]): [string, Record<string, string>] => [
        `${type}.${name}`,
        { ...common, ...(block['tags'] as object | undefined) },
      ]),
    ),
  );
}

/** Keys that a service which takes no notice of case would see twice. */
function twins(keys: readonly string[]): string[] {
  const folded = keys.map((key) => key.toLowerCase());
  return keys.filter((_, index) => folded.indexOf(folded[index] ?? '') !== index);
}

describe('tags', () => {
  // A site's own tag stands for its name, in whatever case it is written.
  test.each([
    [{}, { Site: 'lab' }],
    [{ Owner: 'ml' }, { Site: 'lab', Owner: 'ml' }],
    [{ Site: 'ulsan' }, { Site: 'ulsan' }],
    [{ site: 'ulsan' }, { site: 'ulsan' }],
    [
      { SITE: 'ulsan', Owner: 'ml' },
      { SITE: 'ulsan', Owner: 'ml' },
    ],
    [{ Name: 'ours' }, { Site: 'lab', Name: 'ours' }],
  ])('of a site with %j are %j', (own, tags) => {
    expect(tagErrors("region 'seoul'", own)).toEqual([]);
    expect(regionTags('lab', own)).toEqual(tags);
  });

  test.each([
    ['no tags', {}],
    ['a tag that is the site in small letters', { site: 'ulsan' }],
    ['a tag of every resource', { Name: 'ours', Team: 'ml' }],
  ])('of a whole account with %s have no key twice in another case, on any resource', (_, tags) => {
    const found = tagsByResource(wholeAccount(tags));
    const keys = new Set([...LIBRARY_TAG_KEYS, ...Object.keys(regionTags('lab', tags))]);
    expect(found.size).toBeGreaterThan(100);
    for (const [resource, set] of found) {
      expect([resource, twins(Object.keys(set))]).toEqual([resource, []]);
      // A key that the library sets and does not name would pass the check of the site's own.
      expect([resource, Object.keys(set).filter((key) => !keys.has(key))]).toEqual([resource, []]);
    }
  });

  test('of the site are on instances, volumes, interfaces, groups, and what Cloud Control makes, where those of the provider do not come', () => {
    const lab = wholeAccount({ Team: 'ml' });
    const own = { Site: 'lab', Team: 'ml' };
    const templates = blocksOf(lab, 'aws_launch_template');
    expect(templates.length).toBeGreaterThan(3);
    for (const template of templates) {
      const specifications = template['tag_specifications'] as readonly Block[];
      expect(specifications.map((one) => one['resource_type'])).toEqual(['instance', 'volume', 'network-interface']);
      for (const one of specifications) expect(one['tags']).toEqual({ ...own, Name: template['name'] });
    }
    const group = blockOf(lab, 'aws_autoscaling_group')['tag'] as readonly Block[];
    expect(Object.fromEntries(group.map(({ key, value }) => [key, value]))).toEqual({ ...own, Name: 'lab-plain' });
    expect(group.every((one) => one['propagate_at_launch'] === true)).toBe(true);
    const made = blocksOf(lab, 'aws_cloudcontrolapi_resource').map((one) => String(one['desired_state']));
    expect(made).toHaveLength(3);
    for (const state of made) expect(state).toMatch(/"Team"( =|, "Value" =|.*"Value") ?.*"ml"/);
    const cni = blocksOf(lab, 'aws_eks_addon').find((one) => one['addon_name'] === 'vpc-cni');
    expect(cni?.['configuration_values']).toContain(
      '"ADDITIONAL_ENI_TAGS" = jsonencode({"Site" = "lab", "Team" = "ml"})',
    );
  });

  test('that hold an attribute of a resource stay a reference', () => {
    const lab = awsLab();
    const tags = { Network: lab.vpc.id };
    expect(tagErrors("region 'seoul'", tags)).toEqual([]);
    expect(regionTags('lab', tags)).toEqual({ Site: 'lab', ...tags });
  });
});

describe('logs', () => {
  test('of networks and control planes are kept a year, each under a key that CloudWatch uses for that group alone', () => {
    const lab = awsLab(2);
    labCluster(lab);
    const groups = blocksOf(lab, 'aws_cloudwatch_log_group');
    expect(groups.map((one) => [one['name'], one['retention_in_days']])).toEqual([
      ['/aws/eks/lab-ai/cluster', 365],
      ['/vpc/lab-gpu', 365],
    ]);
    const keys = jsonOf(lab)['resource']?.['aws_kms_key'] ?? {};
    for (const group of groups) {
      const key = /^\$\{aws_kms_key\.(.+)\.arn\}$/.exec(String(group['kms_key_id']))?.[1] ?? '';
      const { Statement } = JSON.parse(String(keys[key]?.['policy'])) as { readonly Statement: readonly Block[] };
      expect(Statement[1]).toMatchObject({
        Principal: { Service: 'logs.ap-northeast-2.amazonaws.com' },
        Condition: {
          ArnEquals: {
            'kms:EncryptionContext:aws:logs:arn': expect.stringContaining(`:log-group:${String(group['name'])}`),
          },
        },
      });
    }
  });

  test('are kept as long as the props say', () => {
    const lab = awsLab(2, { flowLogDays: 30 });
    labCluster(lab, { logDays: 731 });
    expect(blocksOf(lab, 'aws_cloudwatch_log_group').map((one) => one['retention_in_days'])).toEqual([731, 30]);
  });
});

describe('a bucket', () => {
  function bucketLab(props: Partial<ConstructorParameters<typeof AwsBucket>[2]> = {}): AwsLab {
    const lab = awsLab();
    new AwsBucket(lab.stack, 'data', { site: lab.site, region: lab.region, bucketName: 'lab-data', ...props });
    return lab;
  }

  test('logs its accesses into a bucket beside it, which S3 alone may write', () => {
    const lab = bucketLab();
    expect(blocksOf(lab, 'aws_s3_bucket').map((one) => one['bucket'])).toEqual(['lab-data', 'lab-data-logs']);
    expect(blockOf(lab, 'aws_s3_bucket_logging')).toMatchObject({
      bucket: expect.stringContaining('data_bucket'),
      target_bucket: expect.stringContaining('data_logs'),
      target_prefix: 'access/',
    });
    const policies = blocksOf(lab, 'aws_s3_bucket_policy').map((one) => String(one['policy']));
    const delivery = policies.find((text) => text.includes('logging.s3.amazonaws.com')) ?? '{}';
    expect((JSON.parse(delivery) as { readonly Statement: readonly Block[] }).Statement).toMatchObject([
      { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      {
        Effect: 'Allow',
        Action: 's3:PutObject',
        Condition: {
          ArnLike: { 'aws:SourceArn': expect.stringContaining('data_bucket') },
          StringEquals: { 'aws:SourceAccount': expect.stringContaining('account_id') },
        },
      },
    ]);
    expect(blocksOf(lab, 'aws_s3_bucket_public_access_block')).toHaveLength(2);
    const encryption = blocksOf(lab, 'aws_s3_bucket_server_side_encryption_configuration');
    expect(JSON.stringify(encryption.map((one) => one['rule']))).toMatch(/aws:kms.*AES256/);
  });

  test('throws old versions and broken uploads away, after the days that are given', () => {
    const rulesOf = (lab: AwsLab): Block[] =>
      blocksOf(lab, 'aws_s3_bucket_lifecycle_configuration').map((one) => (one['rule'] as Block[])[0] ?? {});
    expect(rulesOf(bucketLab())).toMatchObject([
      {
        status: 'Enabled',
        noncurrent_version_expiration: [{ noncurrent_days: 90 }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        expiration: [{ expired_object_delete_marker: true }],
      },
      { noncurrent_version_expiration: [{ noncurrent_days: 1 }], expiration: [{ days: 365 }] },
    ]);
    const [data, logs] = rulesOf(bucketLab({ oldVersionDays: 7, logDays: 30, logBucketName: 'lab-logs' }));
    expect(data).toMatchObject({ noncurrent_version_expiration: [{ noncurrent_days: 7 }] });
    expect(data?.['expiration']).not.toContainEqual({ days: expect.any(Number) });
    expect(logs).toMatchObject({ expiration: [{ days: 30 }] });
  });
});

describe('Direct Connect', () => {
  const SECRET = 'arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:macsec-AbCdEf';

  function lineLab(props: Partial<ConnectionProps>): AwsLab {
    const lab = awsLab(1, {}, { addressPools: POOLS });
    const rate = DataRate.gigabitsPerSecond(100);
    new DirectConnect(lab.stack, 'line', {
      site: lab.site,
      vpcs: [lab.vpc],
      connections: [{ name: 'first', location: 'LGU57', rate, vlan: 101, bgpAsn: 65_010, ...props }],
      gatewayAsn: 64_512,
      transitAsn: 64_513,
      sitePools: ['nodes', 'pods'],
    });
    return lab;
  }

  /** Types of what a way is made of, and how many of each. */
  function madeBy(props: Partial<ConnectionProps>): Record<string, number> {
    const { resource = {} } = jsonOf(lineLab(props));
    const own = [
      'aws_dx_connection',
      'aws_dx_lag',
      'aws_dx_macsec_key_association',
      'aws_dx_transit_virtual_interface',
    ];
    return Object.fromEntries(own.map((type) => [type.slice(4), Object.keys(resource[type] ?? {}).length]));
  }

  // connections, LAGs, keys, interfaces
  test.each([
    ['ordered', { isAvailable: false }, [1, 0, 0, 0]],
    ['ordered as a LAG', { isAvailable: false, links: 2 }, [2, 1, 0, 0]],
    ['ordered with MACsec', { isAvailable: false, macsecSecret: SECRET }, [1, 0, 0, 0]],
    ['available', { isAvailable: true }, [1, 0, 0, 1]],
    ['available as a LAG', { isAvailable: true, links: 2 }, [2, 1, 0, 1]],
    ['available with MACsec', { isAvailable: true, macsecSecret: SECRET }, [1, 0, 1, 1]],
    ['not said to be either', { macsecSecret: SECRET }, [1, 0, 1, 1]],
  ])('that is %s is made in the steps that AWS takes', (_, props, counts) => {
    expect(Object.values(madeBy(props))).toEqual(counts);
  });

  test('in the second step leaves what the first one made', () => {
    const keys = (isAvailable: boolean): string[] =>
      Object.entries(jsonOf(lineLab({ isAvailable, macsecSecret: SECRET }))['resource'] ?? {}).flatMap(
        ([type, blocks]) => Object.keys(blocks).map((name) => `${type}.${name}`),
      );
    expect(keys(true)).toEqual(expect.arrayContaining(keys(false)));
  });

  test('opens the endpoints of its networks to the blocks of the site, once each', () => {
    const opened = blocksOf(lineLab({}), 'aws_vpc_security_group_ingress_rule').filter(
      (one) => one['description'] === 'HTTPS from the site',
    );
    expect(opened.map((one) => [one['cidr_ipv4'], one['from_port'], one['to_port']])).toEqual([
      ['10.20.0.0/22', 443, 443],
      ['10.24.0.0/16', 443, 443],
    ]);
  });
});

describe('hybrid nodes', () => {
  const SSM = { kind: 'ssm', registrationLimit: 16, expires: '2026-11-30T00:00:00Z' } as const;

  function hybridLab(credentials: NonNullable<AwsGpuClusterProps['hybrid']>['credentials'] = SSM): AwsLab {
    const lab = awsLab(2, {}, { addressPools: POOLS });
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
    labCluster(lab, { hybrid: { nodePools: ['nodes'], podPools: ['pods'], credentials } });
    return lab;
  }

  test('reach the DNS of the cluster from nodes and pods, over both protocols', () => {
    const dns = blocksOf(hybridLab(), 'aws_vpc_security_group_ingress_rule').filter((one) => one['from_port'] === 53);
    expect(dns.map((one) => [one['cidr_ipv4'], one['ip_protocol'], one['to_port']])).toEqual([
      ['10.20.0.0/22', 'tcp', 53],
      ['10.24.0.0/16', 'tcp', 53],
      ['10.20.0.0/22', 'udp', 53],
      ['10.24.0.0/16', 'udp', 53],
    ]);
  });

  test('have the endpoints that they call, S3 for those who ask the resolver, and their addresses are counted', () => {
    const lab = hybridLab();
    const endpoints = blocksOf(lab, 'aws_vpc_endpoint').filter((one) => one['vpc_endpoint_type'] === 'Interface');
    expect(endpoints).toHaveLength(16);
    expect(endpoints.filter((one) => String(one['service_name']).endsWith('.s3'))).toMatchObject([
      { dns_options: { private_dns_only_for_inbound_resolver_endpoint: true }, private_dns_enabled: true },
    ]);
    expect(lab.site.plan.aws?.vpcs[0]).toMatchObject({
      endpoints: expect.arrayContaining(['s3']),
      subnets: expect.arrayContaining([expect.objectContaining({ name: 'service_az1', wanted: 19, usable: 27 })]),
    });
    const certified = accountWithCertificates();
    const services = blocksOf(certified, 'aws_vpc_endpoint').map((one) =>
      String(one['service_name']).split('.').at(-1),
    );
    expect(services).toContain('rolesanywhere');
  });

  test('of two clusters in one network share its endpoints', () => {
    const lab = hybridLab();
    const hybrid = { nodePools: ['nodes'], podPools: ['pods'], credentials: SSM };
    labCluster(lab, { hybrid }, 'second');
    expect(blocksOf(lab, 'aws_vpc_endpoint')).toHaveLength(17);
  });
});

describe('a cluster', () => {
  test('pins the versions of its add-ons that are given, and plans all of them', () => {
    const lab = awsLab(2);
    const versions = { 'vpc-cni': 'v1.20.4-eksbuild.2', coredns: 'v1.12.3-eksbuild.1' };
    const cluster = labCluster(lab, { addonVersions: versions });
    const pinned = blocksOf(lab, 'aws_eks_addon').flatMap((one) =>
      one['addon_version'] === undefined ? [] : [[one['addon_name'], one['addon_version']]],
    );
    expect(Object.fromEntries(pinned)).toEqual(versions);
    expect(cluster.plan.addons).toEqual([
      { name: 'eks-pod-identity-agent' },
      { name: 'vpc-cni', version: 'v1.20.4-eksbuild.2' },
      { name: 'kube-proxy' },
      { name: 'coredns', version: 'v1.12.3-eksbuild.1' },
      { name: 'eks-node-monitoring-agent' },
    ]);
  });

  test.each([
    ['1.33', {}, 'device-plugin'],
    ['1.34', {}, 'dra'],
    ['1.35', {}, 'dra'],
    ['1.34', { efaDevicePluginVersion: '0.5.10' }, 'device-plugin'],
    ['1.34', { efaDriver: 'device-plugin' }, 'device-plugin'],
  ] as const)('of Kubernetes %s with %j has EFA by %s, and its pools ask in those words', (version, props, driver) => {
    const lab = awsLab(2);
    const cluster = labCluster(lab, { version, ...props });
    expect(cluster.plan.efaDriver).toBe(driver);
    const { limits, deviceRequests } = labPool(lab, {
      consumer: AwsConsumer.eks(cluster),
      podsPerNode: 30,
    }).podSettings;
    const resource = { 'nvidia.com/gpu': 8, 'vpc.amazonaws.com/efa': 16 };
    const claim = { name: 'efa', exactly: { deviceClassName: 'efa.networking.k8s.aws', count: 16 } };
    expect(limits).toEqual(driver === 'dra' ? { 'nvidia.com/gpu': 8 } : resource);
    expect(deviceRequests).toEqual(driver === 'dra' ? [claim] : []);
  });

  test('gets the driver of Lustre once where file systems serve its pods, with a role that looks them up', () => {
    const lab = awsLab(2);
    const cluster = labCluster(lab, { addonVersions: { 'aws-fsx-csi-driver': 'v1.8.0-eksbuild.1' } });
    const serves = [labPool(lab, { consumer: AwsConsumer.eks(cluster), podsPerNode: 30 })];
    for (const name of ['scratch', 'second']) {
      new AwsLustre(lab.stack, name, { site: lab.site, serves, capacity: DataSize.tebibytes(20) });
    }
    const addons = blocksOf(lab, 'aws_eks_addon').filter((one) => one['addon_name'] === 'aws-fsx-csi-driver');
    expect(addons).toMatchObject([
      {
        addon_version: 'v1.8.0-eksbuild.1',
        pod_identity_association: [{ service_account: 'fsx-csi-controller-sa' }],
        depends_on: expect.arrayContaining([expect.stringContaining('aws_eks_node_group.ai_system-nodes')]),
      },
    ]);
    const policy = blocksOf(lab, 'aws_iam_role_policy').find((one) => one['name'] === 'lab-ai_fsx-csi');
    expect(policy?.['policy']).toContain('fsx:DescribeFileSystems');
    expect(cluster.plan.addons?.at(-1)).toEqual({ name: 'aws-fsx-csi-driver', version: 'v1.8.0-eksbuild.1' });
  });

  test('has no driver of Lustre where file systems serve instances of others', () => {
    const lab = awsLab(2);
    const cluster = labCluster(lab);
    new AwsLustre(lab.stack, 'scratch', { site: lab.site, serves: [labPool(lab)], capacity: DataSize.tebibytes(20) });
    expect(cluster.plan.addons?.map(({ name }) => name)).not.toContain('aws-fsx-csi-driver');
  });
});
