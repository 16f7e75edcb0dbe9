'use strict';

// Loads an entry point of the compiled library and uses one kind of construct for the first time; prints the ms that it took.
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');
const { App, TerraformStack } = require('cdktf');

const [output, entry, use] = process.argv.slice(2);
const outdir = mkdtempSync(join(tmpdir(), 'aifactory-bench-'));
const app = new App({ outdir });

const begin = process.hrtime.bigint();
const core = require(resolve(output, 'index.js'));
if (entry === 'aws') {
  const aws = require(resolve(output, 'constructs', 'aws', 'index.js'));
  if (use !== '') useOf(aws);
}
process.stdout.write(String(Number(process.hrtime.bigint() - begin) / 1e6));
rmSync(outdir, { recursive: true });

function useOf(aws) {
  const stack = new TerraformStack(app, 'bench');
  const site = new core.Site(stack, 'bench', {
    addressPools: [{ name: 'nodes', purpose: 'in-band', cidr: '10.20.0.0/22' }],
    cableSlack: core.Length.metres(2),
    lockFile: false,
  });
  const region = new aws.AwsRegion(stack, 'seoul', { site, region: 'ap-northeast-2' });
  const zones = [1, 2].map(
    (number) => new aws.AwsZone(stack, `az${number}`, { site, region, zoneId: `apne2-az${number}` }),
  );
  if (use === 'region') {
    region.contextOf(stack);
    return;
  }
  const vpc = new aws.AwsVpc(stack, 'gpu', { site, region, zones, cidrs: ['10.64.0.0/16'] });
  const pool = () =>
    new aws.AwsGpuPool(stack, 'train', {
      site,
      vpc,
      zone: zones[0],
      instance: aws.instances.P5EN_48XLARGE,
      count: 4,
      consumer: aws.AwsConsumer.ec2({ imageId: 'ami-0123456789abcdef0' }),
    });
  if (use === 'pool') pool();
  if (use === 'cluster') {
    new aws.AwsGpuCluster(stack, 'ai', {
      site,
      vpc,
      version: '1.34',
      admins: ['arn:aws:iam::111122223333:role/platform'],
      systemNodes: { instanceType: 'm7i.xlarge', count: 2, podsPerNode: 30 },
    });
  }
  if (use === 'lustre') {
    const bucket = new aws.AwsBucket(stack, 'data', { site, region, bucketName: 'bench-data' });
    const capacity = core.DataSize.tebibytes(20);
    new aws.AwsLustre(stack, 'scratch', { site, serves: [pool()], capacity, bucket });
  }
  if (use === 'line') {
    const rate = core.DataRate.gigabitsPerSecond(100);
    new aws.DirectConnect(stack, 'line', {
      site,
      vpcs: [vpc],
      connections: [{ name: 'first', location: 'EqSe2', rate, vlan: 101, bgpAsn: 65_010 }],
      gatewayAsn: 64_512,
      transitAsn: 64_513,
      sitePools: ['nodes'],
    });
  }
}
