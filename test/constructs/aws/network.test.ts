import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { DataRate, DataSize, Length, Site } from 'cdktf-ai-factory';
import { AwsBucket, AwsLustre, AwsRegion, AwsVpc, AwsZone, DirectConnect } from 'cdktf-ai-factory/aws';
import type { DirectConnectProps } from 'cdktf-ai-factory/aws';
import { synthesized } from 'cdktf-ai-factory/testing';
import { temporaryFolder } from '../temporary-folder';
import { awsLab, blockOf, blocksOf, jsonOf, labPool, type AwsLab, type Block } from './aws-stack';

const POOLS = [{ name: 'nodes', purpose: 'in-band', cidr: '10.20.0.0/22' }] as const;
const SECRET = 'arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:macsec-AbCdEf';

describe('a network', () => {
  test('is closed: endpoints, flow logs, a default group that lets nothing through, no way to the internet', () => {
    const lab = awsLab(2);
    const { resource } = jsonOf(lab);
    expect(Object.keys(resource ?? {}).filter((type) => /internet_gateway|nat_gateway|eip/.test(type))).toEqual([]);
    expect(blockOf(lab, 'aws_default_security_group')).not.toHaveProperty('ingress');
    expect(blockOf(lab, 'aws_flow_log')).toMatchObject({ traffic_type: 'ALL' });
    const services = blocksOf(lab, 'aws_vpc_endpoint').map((one) => [one['service_name'], one['vpc_endpoint_type']]);
    expect(services).toContainEqual(['com.amazonaws.ap-northeast-2.s3', 'Gateway']);
    expect(services).toContainEqual(['com.amazonaws.ap-northeast-2.eks-auth', 'Interface']);
    expect(services).toHaveLength(16);
    expect(blocksOf(lab, 'aws_subnet').map((one) => one['map_public_ip_on_launch'])).toEqual([false, false]);
    expect(blocksOf(lab, 'aws_subnet').map((one) => one['availability_zone_id'])).toEqual(['apne2-az1', 'apne2-az2']);
  });

  test('that is there already is imported by ids of AWS', () => {
    const lab = awsLab(1);
    lab.vpc.adopt({ vpc: 'vpc-0123456789abcdef0', private: 'rtb-0123456789abcdef0' });
    const { import: blocks } = synthesized(lab.stack) as { readonly import: readonly Block[] };
    const found = blocks.map(({ to, id }) => [to, id]);
    expect(found).toEqual([
      [expect.stringMatching(/^aws_vpc\.gpu_vpc_/), 'vpc-0123456789abcdef0'],
      [expect.stringMatching(/^aws_route_table\.gpu_private_/), 'rtb-0123456789abcdef0'],
    ]);
  });

  test('with a NAT gateway has one public subnet, for it alone', () => {
    const lab = awsLab(1, { egress: 'nat' });
    labPool(lab);
    const open = lab.site.plan.aws?.vpcs[0]?.subnets.filter(({ isPublic }) => isPublic);
    expect(open).toMatchObject([{ name: 'nat_gateway', cidr: '10.64.0.32/28' }]);
    expect(blocksOf(lab, 'aws_nat_gateway')).toHaveLength(1);
  });

  test('of several blocks adds each, and subnets wait for them', () => {
    const lab = awsLab(1, { cidrs: ['10.64.0.0/16', '100.64.0.0/16'] });
    expect(blockOf(lab, 'aws_vpc_ipv4_cidr_block_association')).toMatchObject({ cidr_block: '100.64.0.0/16' });
    expect(blocksOf(lab, 'aws_subnet')[0]).toHaveProperty('depends_on');
  });

  // A pool that comes before the others in the program takes new addresses; the lock keeps those of the others.
  test('keeps the blocks of its subnets when a pool is put before others, and when one grows', () => {
    const lockFile = join(temporaryFolder(), 'lab.lock.json');
    const build = (withFirst: boolean, maxCount: number): readonly string[] => {
      const app = new App({ outdir: temporaryFolder() });
      const stack = new TerraformStack(app, 'aws');
      const site = new Site(stack, 'lab', { addressPools: [], cableSlack: Length.metres(2), lockFile });
      const region = new AwsRegion(stack, 'seoul', { site, region: 'ap-northeast-2' });
      const zone = new AwsZone(stack, 'az1', { site, region, zoneId: 'apne2-az1' });
      const vpc = new AwsVpc(stack, 'gpu', { site, region, zones: [zone], cidrs: ['10.64.0.0/16'] });
      const lab: AwsLab = { stack, site, region, zones: [zone], vpc };
      if (withFirst) first(lab);
      labPool(lab, { maxCount });
      app.synth();
      return site.plan.aws!.vpcs[0]!.subnets.map(({ name, cidr }) => `${name} ${cidr}`).sort();
    };
    const before = build(false, 4);
    expect(before).toEqual(['service_az1 10.64.0.0/27', 'train 10.64.0.32/28']);
    expect(readFileSync(lockFile, 'utf8')).toContain('"train/28"');
    expect(build(true, 4)).toEqual(expect.arrayContaining(before));
    expect(build(false, 11)).toEqual(expect.arrayContaining(before));
  });

  test('tells its provider the tags of the site, in each stack that holds some of it', () => {
    const lab = awsLab(1, {}, { tags: { Owner: 'platform' } });
    const other = new TerraformStack(lab.stack.node.root as App, 'other');
    const zones = lab.zones;
    const { site, region } = lab;
    new AwsVpc(other, 'second', { site, region, zones, cidrs: ['10.80.0.0/16'] });
    for (const stack of [lab.stack, other]) {
      expect((synthesized(stack) as { provider: { aws: Block[] } }).provider.aws).toEqual([
        { default_tags: [{ tags: { Owner: 'platform', Site: 'lab' } }], region: 'ap-northeast-2' },
      ]);
    }
  });
});

function first(lab: AwsLab): void {
  const { stack, site, vpc, zones } = lab;
  const bucket = new AwsBucket(stack, 'early', { site, region: lab.region, bucketName: 'lab-early' });
  expect(bucket.name).toBe('early');
  vpc.cutSubnet({ name: 'early', use: 'nodes', zone: zones[0]!, addresses: 100, arithmetic: '100' });
}

describe('Lustre', () => {
  test('takes what each TiB gives as a rate, or as the bare number of MB/s', () => {
    const of = (perTebibyte: unknown): unknown => {
      const lab = awsLab();
      const serves = [labPool(lab)];
      const props = { site: lab.site, serves, storage: DataSize.gibibytes(48_000), perTebibyte: perTebibyte as never };
      return new AwsLustre(lab.stack, 'scratch', props).sizing;
    };
    expect(of(DataRate.megabytesPerSecond(500))).toEqual(of(500));
    expect(of(DataRate.megabytesPerSecond(500))).toMatchObject({ perTebibyte: 500 });
    expect(() => of(DataRate.megabytesPerSecond(300))).toThrow(
      "Lustre 'scratch': 'perTebibyte' is 2.4 Gb/s; choose 125, 250, 500 or 1000 MB/s for each TiB [props/no-such-choice]",
    );
  });

  // 20 TiB and 20 GB/s over EFA: 20,480 GiB; at 1,000 MB/s a TiB 24,000 (5 x 4,800), at 500 40 TiB = 40,960: 48,000.
  test('is sized on the grid, encrypted with a key of its own, and stands beside its pool', () => {
    const lab = awsLab();
    const { stack, site, region } = lab;
    const pool = labPool(lab);
    const bucket = new AwsBucket(stack, 'data', { site, region, bucketName: 'lab-data' });
    const lustre = new AwsLustre(stack, 'scratch', {
      site,
      serves: [pool],
      capacity: DataSize.tebibytes(20),
      rate: DataRate.gigabytesPerSecond(20),
      bucket,
      bucketPrefix: 'train',
    });
    expect(lustre.sizing).toMatchObject({ storageGibibytes: 24_000, perTebibyte: 1_000 });
    expect(blockOf(lab, 'aws_fsx_lustre_file_system')).toMatchObject({
      deployment_type: 'PERSISTENT_2',
      efa_enabled: true,
      metadata_configuration: { mode: 'AUTOMATIC' },
      per_unit_storage_throughput: 1_000,
      storage_capacity: 24_000,
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\./),
      timeouts: { create: '3h' },
    });
    expect(blockOf(lab, 'aws_fsx_data_repository_association')).toMatchObject({
      data_repository_path: expect.stringMatching(/^s3:\/\/\$\{aws_s3_bucket\.data_bucket_\w+\.bucket\}\/train$/),
      file_system_path: '/data',
      s3: {
        auto_export_policy: { events: ['NEW', 'CHANGED', 'DELETED'] },
        auto_import_policy: { events: ['NEW', 'CHANGED', 'DELETED'] },
      },
    });
  });

  test('opens its ports to its pools and back, and nothing else', () => {
    const lab = awsLab();
    new AwsLustre(lab.stack, 'scratch', {
      site: lab.site,
      serves: [labPool(lab)],
      capacity: DataSize.tebibytes(20),
      hasEfa: false,
    });
    const ports = blocksOf(lab, 'aws_vpc_security_group_ingress_rule')
      .filter((one) => one['description'] === 'Lustre')
      .map((one) => `${String(one['from_port'])}-${String(one['to_port'])}`);
    expect([...new Set(ports)].sort()).toEqual(['1018-1023', '988-988']);
  });
});

describe('a bucket', () => {
  test('is private, versioned, encrypted with its own key, and reached over TLS alone', () => {
    const lab = awsLab();
    new AwsBucket(lab.stack, 'data', { site: lab.site, region: lab.region, bucketName: 'lab-data' });
    expect(blocksOf(lab, 'aws_s3_bucket_public_access_block')[0]).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(blocksOf(lab, 'aws_s3_bucket_versioning')[0]).toMatchObject({
      versioning_configuration: { status: 'Enabled' },
    });
    expect(blocksOf(lab, 'aws_s3_bucket_server_side_encryption_configuration')[0]?.['rule']).toMatchObject([
      { bucket_key_enabled: true, apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms' } },
    ]);
    expect(blocksOf(lab, 'aws_s3_bucket_policy')[0]?.['policy']).toContain('"aws:SecureTransport":"false"');
    const key = blocksOf(lab, 'aws_kms_key').find((one) => one['description'] === 'Objects of lab-data');
    expect(key).toMatchObject({ enable_key_rotation: true, deletion_window_in_days: 30 });
    const { Statement } = JSON.parse(String(key?.['policy'])) as { readonly Statement: Block[] };
    expect(Statement.map((one) => one['Principal'])).toEqual([{ AWS: expect.stringMatching(/:root$/) }, { AWS: '*' }]);
    // Whoever is not the owner is a role of FSx of this account.
    expect(Statement[1]?.['Condition']).toMatchObject({
      ArnLike: {
        'aws:PrincipalArn': expect.stringMatching(
          /:role\/aws-service-role\/s3\.data-source\.lustre\.fsx\.amazonaws\.com\/\*$/,
        ),
      },
      StringEquals: { 'kms:CallerAccount': expect.stringContaining('account_id') },
    });
  });
});

describe('Direct Connect', () => {
  const HUNDRED = { location: 'LGU57', rate: DataRate.gigabitsPerSecond(100), vlan: 101, bgpAsn: 65_010 };

  function lineLab(props: Partial<DirectConnectProps> = {}): AwsLab {
    const lab = awsLab(2, {}, { addressPools: POOLS });
    new DirectConnect(lab.stack, 'line', {
      site: lab.site,
      vpcs: [lab.vpc],
      connections: [{ ...HUNDRED, name: 'first' }],
      gatewayAsn: 64_512,
      transitAsn: 64_513,
      sitePools: ['nodes'],
      ...props,
    });
    return lab;
  }

  test('orders a port that a slip does not end, with a transit interface of 8,500 bytes', () => {
    const lab = lineLab();
    expect(blockOf(lab, 'aws_dx_connection')).toMatchObject({
      bandwidth: '100Gbps',
      location: 'LGU57',
      name: 'lab-line-first',
      lifecycle: { prevent_destroy: true },
    });
    expect(blockOf(lab, 'aws_dx_transit_virtual_interface')).toMatchObject({ mtu: 8_500, vlan: 101, bgp_asn: 65_010 });
    expect(blockOf(lab, 'aws_dx_transit_virtual_interface')).not.toHaveProperty('bgp_auth_key');
  });

  test('announces the blocks of the network, and routes those of the site', () => {
    const lab = lineLab();
    expect(blockOf(lab, 'aws_dx_gateway_association')).toMatchObject({ allowed_prefixes: ['10.64.0.0/16'] });
    expect(blockOf(lab, 'aws_route')).toMatchObject({
      destination_cidr_block: '10.20.0.0/22',
      transit_gateway_id: expect.stringMatching(/^\$\{aws_ec2_transit_gateway\./),
    });
    expect(blockOf(lab, 'aws_dx_gateway')).toMatchObject({ amazon_side_asn: '64512' });
  });

  test('bundles links in a LAG that carries the interface', () => {
    const lab = lineLab({ connections: [{ ...HUNDRED, name: 'first', links: 2 }] });
    expect(blocksOf(lab, 'aws_dx_connection')).toHaveLength(2);
    expect(blocksOf(lab, 'aws_dx_connection_association')).toHaveLength(2);
    expect(blockOf(lab, 'aws_dx_transit_virtual_interface')['connection_id']).toMatch(/^\$\{aws_dx_lag\./);
  });

  test('encrypts a port by a key that stays in Secrets Manager', () => {
    const lab = lineLab({ connections: [{ ...HUNDRED, name: 'first', macsecSecret: SECRET }] });
    expect(blockOf(lab, 'aws_dx_connection')).toMatchObject({ request_macsec: true });
    expect(blockOf(lab, 'aws_dx_macsec_key_association')).toMatchObject({ secret_arn: SECRET });
  });

  test('orders nothing where a connection stands', () => {
    const { rate, vlan, bgpAsn } = HUNDRED;
    const lab = lineLab({ connections: [{ name: 'first', rate, vlan, bgpAsn, connectionId: 'dxcon-abcd1234' }] });
    expect(blocksOf(lab, 'aws_dx_connection')).toEqual([]);
    expect(blockOf(lab, 'aws_dx_transit_virtual_interface')['connection_id']).toBe('dxcon-abcd1234');
  });

  test('has a tunnel behind it whose keys Terraform never sees', () => {
    const lab = lineLab({ vpn: { ipAddress: '203.0.113.7', bgpAsn: 4_200_000_000 } });
    expect(blockOf(lab, 'aws_customer_gateway')).toMatchObject({ bgp_asn_extended: '4200000000' });
    expect(blockOf(lab, 'aws_vpn_connection')).toMatchObject({ preshared_key_storage: 'SecretsManager' });
  });

  test('resolves names both ways, in two zones', () => {
    const lab = awsLab(2, {}, { addressPools: POOLS });
    new DirectConnect(lab.stack, 'line', {
      site: lab.site,
      vpcs: [lab.vpc],
      connections: [{ ...HUNDRED, name: 'first' }],
      gatewayAsn: 64_512,
      transitAsn: 64_513,
      sitePools: ['nodes'],
      dns: { vpc: lab.vpc, domains: [{ name: 'site.example.com', servers: ['10.20.0.53'] }] },
    });
    const endpoints = blocksOf(lab, 'aws_route53_resolver_endpoint');
    expect(endpoints.map((one) => [one['direction'], (one['ip_address'] as Block[]).length])).toEqual([
      ['INBOUND', 2],
      ['OUTBOUND', 2],
    ]);
    expect(blockOf(lab, 'aws_route53_resolver_rule')).toMatchObject({
      domain_name: 'site.example.com',
      rule_type: 'FORWARD',
      target_ip: [{ ip: '10.20.0.53', port: 53 }],
      resolver_endpoint_id: expect.stringMatching(/outbound/),
    });
  });
});
