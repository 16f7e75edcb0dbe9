import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformResource, TerraformStack, Testing } from 'cdktf';
import { Length, Site } from 'cdktf-ai-factory';
import { AwsBucket, AwsRegion, AwsVpc, AwsZone } from 'cdktf-ai-factory/aws';
import { outputOf } from './run-command';
import { describeWithEachTerraform } from './terraform-binary';

interface Block {
  readonly from: string;
  readonly to: string;
}

/** A network and a bucket, each created below what it belongs to. */
function account(): TerraformStack {
  const stack = new TerraformStack(new App({ outdir: mkdtempSync(join(tmpdir(), 'ai-factory-app-')) }), 'account');
  const site = new Site(stack, 'lab', { addressPools: [], cableSlack: Length.metres(2), lockFile: false });
  const region = new AwsRegion(site, 'seoul', { region: 'ap-northeast-2' });
  const zones = ['az1', 'az2'].map((id) => new AwsZone(region, id, { zoneId: `apne2-${id}` }));
  const vpc = new AwsVpc(region, 'train', { zones, cidrs: ['10.64.0.0/16'] });
  new AwsBucket(vpc, 'data', { region, bucketName: 'lab-example-data' });
  return stack;
}

/** An address without its provider: no account of AWS is asked, and Terraform moves what it holds itself by the same rules. */
const standIn = (address: string): string => `terraform_data.${address.replace('.', '__')}`;

function written(addresses: readonly string[], moved: readonly Block[]): string {
  const names = addresses.map((address) => [address.replace('.', '__'), {}] as const);
  return JSON.stringify({
    resource: { terraform_data: Object.fromEntries(names) },
    ...(moved.length === 0 ? {} : { moved: moved.map(({ from, to }) => ({ from: standIn(from), to: standIn(to) })) }),
  });
}

describeWithEachTerraform('keys of AWS by name', (terraform) => {
  const folder = mkdtempSync(join(tmpdir(), 'ai-factory-aws-moves-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('a state with keys by path is moved: nothing is added, nothing destroyed', () => {
    const stack = account();
    const own = stack.node
      .findAll()
      .filter((each) => TerraformResource.isTerraformResource(each))
      .map((each) => ({
        former: `${each.terraformResourceType}.${stack.getLogicalId(each)}`,
        now: `${each.terraformResourceType}.${each.friendlyUniqueId}`,
      }));
    const { moved = [] } = JSON.parse(Testing.synth(stack)) as { readonly moved?: readonly Block[] };
    expect(moved.length).toBe(own.length);
    const run = (...args: readonly string[]): string => outputOf(terraform, args, { cwd: folder });
    const write = (text: string): void => writeFileSync(join(folder, 'main.tf.json'), text);
    write(
      written(
        own.map(({ former }) => former),
        [],
      ),
    );
    run('init', '-input=false');
    run('apply', '-auto-approve', '-input=false', '-no-color');
    write(
      written(
        own.map(({ now }) => now),
        moved,
      ),
    );
    expect(run('plan', '-input=false', '-no-color')).toContain('Plan: 0 to add, 0 to change, 0 to destroy.');
  });
});
