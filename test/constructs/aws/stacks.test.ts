import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { DataRate, DataSize, Length, Site } from 'cdktf-ai-factory';
import {
  AwsBucket,
  AwsConsumer,
  AwsGpuCluster,
  AwsGpuPool,
  AwsLustre,
  AwsAccountChecks,
  AwsRegion,
  AwsVpc,
  AwsZone,
  DirectConnect,
  instances,
} from 'cdktf-ai-factory/aws';
import { hasAwsBindings, schemaBreaches } from '../../support/aws-schema';
import { badDependencies, danglingReferences, dependencyCycle, type StackJson } from '../../support/terraform-graph';
import { temporaryFolder } from '../temporary-folder';

const NAMES = ['site', 'network', 'cluster', 'pool', 'storage', 'line'] as const;

/** A site whose parts live in six stacks, each with a state of its own. */
function spread(): { readonly site: Site; readonly json: Readonly<Record<string, StackJson>> } {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  const stacks = Object.fromEntries(NAMES.map((name) => [name, new TerraformStack(app, name)])) as Record<
    (typeof NAMES)[number],
    TerraformStack
  >;
  const site = new Site(stacks.site, 'lab', {
    addressPools: [
      { name: 'nodes', purpose: 'in-band', cidr: '10.20.0.0/22' },
      { name: 'pods', purpose: 'pods', cidr: '10.24.0.0/16' },
    ],
    cableSlack: Length.metres(2),
    lockFile: false,
  });
  const region = new AwsRegion(stacks.site, 'seoul', { site, region: 'ap-northeast-2' });
  const [first, second] = ['apne2-az1', 'apne2-az2'].map(
    (zoneId) => new AwsZone(stacks.site, zoneId.slice(-3), { site, region, zoneId }),
  );
  const zones = [first!, second!];
  const vpc = new AwsVpc(stacks.network, 'gpu', { site, region, zones, cidrs: ['10.64.0.0/16', '100.64.0.0/16'] });
  const cluster = new AwsGpuCluster(stacks.cluster, 'ai', {
    site,
    vpc,
    version: '1.34',
    admins: ['arn:aws:iam::111122223333:role/platform'],
    systemNodes: { instanceType: 'm7i.xlarge', count: 2, podsPerNode: 30 },
    hybrid: {
      nodePools: ['nodes'],
      podPools: ['pods'],
      credentials: { kind: 'ssm', registrationLimit: 16, expires: '2027-01-31T00:00:00Z' },
    },
  });
  const pool = new AwsGpuPool(stacks.pool, 'train', {
    site,
    vpc,
    zone: first!,
    instance: instances.P5EN_48XLARGE,
    count: 4,
    podsPerNode: 40,
    consumer: AwsConsumer.eks(cluster),
  });
  const bucket = new AwsBucket(stacks.storage, 'data', { site, region, bucketName: 'lab-data' });
  const capacity = DataSize.tebibytes(20);
  new AwsLustre(stacks.storage, 'scratch', { site, serves: [pool], capacity, bucket });
  new DirectConnect(stacks.line, 'line', {
    site,
    vpcs: [vpc],
    connections: [
      { name: 'first', location: 'LGU57', rate: DataRate.gigabitsPerSecond(10), vlan: 101, bgpAsn: 65_010 },
    ],
    gatewayAsn: 64_512,
    transitAsn: 64_513,
    sitePools: ['nodes', 'pods'],
  });
  new AwsAccountChecks(stacks.line, 'quotas', { site, region, pools: [pool], clusters: [cluster] });
  app.synth();
  const read = (name: string): StackJson =>
    JSON.parse(readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8')) as StackJson;
  return { site, json: Object.fromEntries(NAMES.map((name) => [name, read(name)])) };
}

const { site, json } = spread();

test.each(NAMES.slice(1))('stack %s refers to nothing of another but by its outputs', (name) => {
  const stack = json[name]!;
  expect(danglingReferences(stack)).toEqual([]);
  expect(badDependencies(stack)).toEqual([]);
  expect(dependencyCycle(stack)).toEqual([]);
});

(hasAwsBindings ? test : test.skip)('every stack keeps to the argument schema of the bindings', () => {
  expect(NAMES.flatMap((name) => schemaBreaches(json[name]!))).toEqual([]);
});

test('every stack that holds some of the region has one provider, and is judged with the site', () => {
  for (const name of NAMES.slice(1)) {
    expect((json[name] as { provider: { aws: unknown[] } }).provider.aws).toHaveLength(1);
  }
  expect(site.plan.stacks.map(({ name }) => name).sort()).toEqual([...NAMES].sort());
});

test('stacks depend on one another in one direction', () => {
  const remote = (name: string): string[] =>
    Object.keys((json[name]?.data as Record<string, object> | undefined)?.['terraform_remote_state'] ?? {})
      .map((key) => key.replace(/^cross-stack-reference-input-/, ''))
      .sort();
  expect(Object.fromEntries(NAMES.map((name) => [name, remote(name)]))).toEqual({
    site: [],
    network: [],
    cluster: ['network'],
    pool: ['cluster', 'network'],
    storage: ['network', 'pool'],
    line: ['network'],
  });
});
