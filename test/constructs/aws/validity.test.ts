import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { App, type TerraformStack } from 'cdktf';
import { DataRate, DataSize, type Site } from 'cdktf-ai-factory';
import {
  AwsBucket,
  AwsCapacity,
  AwsConsumer,
  AwsGpuPool,
  AwsLustre,
  AwsAccountChecks,
  DirectConnect,
  instances,
} from 'cdktf-ai-factory/aws';
import { synthesized } from 'cdktf-ai-factory/testing';
import { parseSiteJson } from '../../../src/report/parse-site-json';
import { renderSiteJson } from '../../../src/report/render-site-json';
import { hasAwsBindings, schemaBreaches } from '../../support/aws-schema';
import { badDependencies, danglingReferences, dependencyCycle, type StackJson } from '../../support/terraform-graph';
import { temporaryFolder } from '../temporary-folder';
import { awsLab, jsonOf, labCluster, labPool, type AwsLab } from './aws-stack';

const POOLS = [
  { name: 'nodes', purpose: 'in-band', cidr: '10.20.0.0/22' },
  { name: 'pods', purpose: 'pods', cidr: '10.24.0.0/16' },
] as const;

/** One of everything: every consumer, capacity and option that the constructs know. */
function whole(): AwsLab {
  const lab = awsLab(
    2,
    { egress: 'nat', cidrs: ['10.64.0.0/16', '100.64.0.0/16'] },
    { addressPools: POOLS, tags: { Team: 'ml' } },
  );
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
        location: 'EqSe2',
        rate: DataRate.gigabitsPerSecond(100),
        vlan: 101,
        bgpAsn: 65_010,
        macsecSecret: 'arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:directconnect!prod/macsec-AbCdEf',
      },
      { name: 'second', location: 'KINX', rate: DataRate.gigabitsPerSecond(100), links: 2, vlan: 102, bgpAsn: 65_010 },
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
function withCertificates(): AwsLab {
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
      { name: 'first', location: 'EqSe2', rate: DataRate.gigabitsPerSecond(10), vlan: 101, bgpAsn: 65_010 },
    ],
    gatewayAsn: 64_512,
    transitAsn: 64_513,
    sitePools: ['nodes', 'pods'],
  });
  return lab;
}

const EXAMPLES = join(__dirname, '..', '..', '..', 'examples');
const examples = readdirSync(EXAMPLES).filter((name) => name.startsWith('aws-'));

async function exampleJson(name: string): Promise<StackJson> {
  const program = (await import(join(EXAMPLES, name, 'main.ts'))) as Readonly<Record<string, (app: App) => Site>>;
  const app = new App({ outdir: temporaryFolder() });
  Object.values(program)[0]!(app);
  return synthesized(app.node.children.find((child) => 'prepareStack' in child) as TerraformStack) as StackJson;
}

const made = new Map<string, Promise<StackJson>>();

/** Each program is synthesized once. */
function jsonFor(name: string): Promise<StackJson> {
  const known = made.get(name) ?? Promise.resolve(cases.find(([one]) => one === name)![1]());
  made.set(name, known);
  return known;
}

const cases: readonly (readonly [string, () => StackJson | Promise<StackJson>])[] = [
  ['one of everything', () => jsonOf(whole()) as StackJson],
  ['hybrid nodes with certificates', () => jsonOf(withCertificates()) as StackJson],
  ...examples.map((name) => [`the example ${name}`, () => exampleJson(name)] as const),
];

const withBindings = hasAwsBindings ? test.each(cases) : test.skip.each(cases);

withBindings('%s keeps to the argument schema of the bindings', async (name) => {
  expect(schemaBreaches(await jsonFor(name))).toEqual([]);
});

test.each(cases)('%s refers to nothing that is not there, and to itself never', async (name) => {
  const stack = await jsonFor(name);
  expect(Object.keys(stack.resource ?? {}).length).toBeGreaterThan(5);
  expect(danglingReferences(stack)).toEqual([]);
  expect(badDependencies(stack)).toEqual([]);
  expect(dependencyCycle(stack)).toEqual([]);
});

test('the same program gives the same bytes', async () => {
  expect(JSON.stringify(jsonOf(whole()))).toBe(JSON.stringify(await jsonFor('one of everything')));
});

test('holds nothing secret: keys and activation codes are references, and their outputs are marked', async () => {
  const json = await jsonFor('one of everything');
  const text = JSON.stringify(json);
  expect(text).not.toMatch(
    /"(secret_key|access_key|preshared_key|tunnel1_preshared_key|cak|bgp_auth_key|private_key)"/,
  );
  const output = json.output as Record<string, { readonly sensitive?: boolean; readonly value: string }>;
  const codes = Object.values(output).filter(({ value }) => JSON.stringify(value).includes('activation_code'));
  expect(codes.map(({ sensitive }) => sensitive)).toEqual([true]);
});

test('the plan meets its schema, comes back from its file, and breaks no rule of error', () => {
  const { site } = whole();
  const text = renderSiteJson(site.plan);
  const path = join(__dirname, '..', '..', '..', 'docs', 'schemas', 'site.schema.json');
  const validate = new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(path, 'utf8')) as object);
  validate(JSON.parse(text));
  expect(validate.errors).toBeNull();
  expect(renderSiteJson(parseSiteJson(text))).toBe(text);
  expect(
    site.judgement.findings.filter(({ severity, outcome }) => severity === 'error' && outcome === 'failed'),
  ).toEqual([]);
});

describe('the schema of the bindings', () => {
  test('fails on unknown, missing and wrong arguments', () => {
    const breaches = schemaBreaches({
      resource: { aws_subnet: { one: { cidr: '10.0.0.0/24', map_public_ip_on_launch: 'no', tags: { Name: 1 } } } },
      data: { aws_servicequotas_service_quota: { one: { quota_code: 'L-1' } } },
    });
    expect(breaches).toEqual([
      "aws_subnet.one: 'vpc_id' is missing",
      "aws_subnet.one: there is no argument 'cidr'",
      'aws_subnet.one.map_public_ip_on_launch: "no" is no boolean',
      'aws_subnet.one.tags.Name: 1 is no string',
      "data.aws_servicequotas_service_quota.one: 'service_code' is missing",
    ]);
  });

  test('fails on references without an end and on cycles', () => {
    const stack = {
      resource: {
        aws_vpc: { a: { cidr_block: '${aws_subnet.b.cidr_block}' } },
        aws_subnet: { b: { vpc_id: '${aws_vpc.a.id}', depends_on: ['aws_vpc.gone'] } },
      },
    };
    expect(danglingReferences(stack)).toEqual(['aws_vpc.gone']);
    expect(badDependencies(stack)).toEqual(['aws_subnet.b waits for aws_vpc.gone']);
    expect(dependencyCycle(stack)).toEqual(['aws_vpc.a', 'aws_subnet.b', 'aws_vpc.a']);
  });
});
