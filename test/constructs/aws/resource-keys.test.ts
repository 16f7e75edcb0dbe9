import { type Construct } from 'constructs';
import { App, TerraformResource, TerraformStack, Testing } from 'cdktf';
import { Length, Site } from 'cdktf-ai-factory';
import { AwsBucket, AwsRegion, AwsVpc, AwsZone } from 'cdktf-ai-factory/aws';
import { temporaryFolder } from '../temporary-folder';

interface Stack {
  readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
}

function siteIn(stack: TerraformStack, id: string): Site {
  return new Site(stack, id, { addressPools: [], cableSlack: Length.metres(2), lockFile: false });
}

/** A network with its bucket: below the stack, or each below what it belongs to. */
function account(isNested: boolean): TerraformStack {
  const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), 'account');
  const site = siteIn(stack, 'lab');
  const below = (parent: Construct): Construct => (isNested ? parent : stack);
  const region = new AwsRegion(below(site), 'seoul', { site, region: 'ap-northeast-2' });
  const zones = ['az1', 'az2'].map((id) => new AwsZone(below(region), id, { site, region, zoneId: `apne2-${id}` }));
  const vpc = new AwsVpc(below(region), 'train', { site, region, zones, cidrs: ['10.64.0.0/16'] });
  new AwsBucket(below(vpc), 'data', { site, region, bucketName: 'lab-example-data' });
  return stack;
}

const synthesized = (stack: TerraformStack): Stack => JSON.parse(Testing.synth(stack)) as Stack;

const keysOf = ({ resource }: Stack): string[] =>
  Object.entries(resource)
    .flatMap(([type, all]) => Object.keys(all).map((key) => `${type}.${key}`))
    .sort();

test('keys are the same wherever constructs are created, and below the stack they are as cdktf makes them', () => {
  const flat = account(false);
  const { moved, ...rest } = synthesized(flat);
  expect(moved).toBeUndefined();
  expect(keysOf(rest)).toEqual(keysOf(synthesized(account(true))));
  const own = flat.node.findAll().filter((each) => TerraformResource.isTerraformResource(each));
  for (const each of own) expect(each.friendlyUniqueId).toBe(flat.getLogicalId(each));
});

test('what was created below another construct is moved from the key that its path gave', () => {
  const stack = account(true);
  const { moved, ...rest } = synthesized(stack);
  const own = stack.node.findAll().filter((each) => TerraformResource.isTerraformResource(each));
  const former = own.map((each) => ({
    from: `${each.terraformResourceType}.${stack.getLogicalId(each)}`,
    to: `${each.terraformResourceType}.${each.friendlyUniqueId}`,
  }));
  expect(moved).toEqual(former.sort((left, right) => (left.to < right.to ? -1 : 1)));
  expect(moved?.map(({ to }) => to)).toEqual(keysOf(rest).filter((key) => key.startsWith('aws_')));
});

test('fails for two constructs of one kind and name', () => {
  const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), 'account');
  const site = siteIn(stack, 'lab');
  const region = new AwsRegion(site, 'seoul', { region: 'ap-northeast-2' });
  new AwsBucket(site, 'data', { region, bucketName: 'lab-example-data' });
  expect(() => new AwsBucket(region, 'data', { bucketName: 'lab-example-more' })).toThrow(
    "site 'lab' has two of kind aws-bucket with the name 'data': 'account/lab/data' and 'account/lab/seoul/data'; give one of them another id [site/duplicate-name]",
  );
});

test('fails for constructs of two sites in one stack whose resources would have one key', () => {
  const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), 'account');
  const [lab, other] = [siteIn(stack, 'lab'), siteIn(stack, 'other')];
  new AwsBucket(new AwsRegion(lab, 'seoul', { region: 'ap-northeast-2' }), 'data', { bucketName: 'lab-data' });
  const region = new AwsRegion(other, 'tokyo', { region: 'ap-northeast-1' });
  expect(() => new AwsBucket(region, 'data', { bucketName: 'other-data' })).toThrow(
    /^'account\/other\/tokyo\/data\/key' and 'account\/lab\/seoul\/data\/key' would both be aws_kms_key\.data_key_[0-9A-F]{8} of stack 'account'; give the construct of one of them another id, or another stack \[aws\/same-key\]$/,
  );
});
