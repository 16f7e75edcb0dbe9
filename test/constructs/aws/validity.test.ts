import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { App, type TerraformStack } from 'cdktf';
import type { Site } from 'cdktf-ai-factory';
import { synthesized } from 'cdktf-ai-factory/testing';

import { parseSiteJson, renderSiteJson } from '../../../src/report/site/site-json';
import { hasAwsBindings, schemaBreaches } from '../../support/aws-schema';
import { badDependencies, danglingReferences, dependencyCycle, type StackJson } from '../../support/terraform-graph';
import { temporaryFolder } from '../temporary-folder';
import { jsonOf } from './aws-stack';
import { accountWithCertificates, wholeAccount } from './whole-account';

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
  ['one of everything', () => jsonOf(wholeAccount()) as StackJson],
  ['hybrid nodes with certificates', () => jsonOf(accountWithCertificates()) as StackJson],
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
  expect(JSON.stringify(jsonOf(wholeAccount()))).toBe(JSON.stringify(await jsonFor('one of everything')));
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
  const { site } = wholeAccount();
  const text = renderSiteJson(site.plan);
  const path = join(__dirname, '..', '..', '..', 'docs', 'schemas', 'site.schema.json');
  const validate = new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(path, 'utf8')) as object);
  validate(JSON.parse(text));
  expect(validate.errors).toBeNull();
  expect(renderSiteJson(parseSiteJson(text))).toBe(text);
  expect(
    site.evaluation.findings.filter(({ severity, outcome }) => severity === 'error' && outcome === 'failed'),
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
