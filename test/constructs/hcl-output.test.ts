import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack, Testing } from 'cdktf';
import { Length, Site } from 'cdktf-ai-factory';
import { AwsAccountChecks } from 'cdktf-ai-factory/aws';
import { awsLab, labPool } from './aws/aws-stack';
import { HALL, smallZone } from './small-site';
import { temporaryFolder } from './temporary-folder';

const MESSAGE =
  "stack 'lab-stack' is to be written as HCL, in which cdktf would leave out the inventory and checks of its site; write JSON, which Terraform and OpenTofu read alike: take away SYNTH_HCL_OUTPUT, '--hcl' and 'hclOutput' [terraform/no-hcl]";

/** A program with one row, as it is under a setting of the variable. */
function labApp(config: ConstructorParameters<typeof App>[0] = {}): App {
  const app = new App({ outdir: temporaryFolder(), ...config });
  const stack = new TerraformStack(app, 'lab-stack');
  const site = new Site(stack, 'lab', {
    halls: [HALL],
    addressPools: [],
    cableSlack: Length.metres(2),
    lockFile: false,
  });
  smallZone({ app, stack, site });
  return app;
}

function stackFile(app: App, name: string): string {
  return join(app.outdir, 'stacks', 'lab-stack', name);
}

afterEach(() => {
  delete process.env['SYNTH_HCL_OUTPUT'];
});

describe('output as HCL', () => {
  // '1' makes a stack write HCL into a file that its app calls cdk.tf.json.
  test.each(['true', '1'])('fails where SYNTH_HCL_OUTPUT is %s, and writes no stack', (value) => {
    process.env['SYNTH_HCL_OUTPUT'] = value;
    const app = labApp();
    expect(() => app.synth()).toThrow(MESSAGE);
    expect(existsSync(stackFile(app, 'cdk.tf')) || existsSync(stackFile(app, 'cdk.tf.json'))).toBe(false);
  });

  test('fails where the app says so, which makes a stack write JSON into cdk.tf', () => {
    const app = labApp({ hclOutput: true });
    expect(() => app.synth()).toThrow(MESSAGE);
    expect(existsSync(stackFile(app, 'cdk.tf'))).toBe(false);
  });

  test('fails where validations are passed over', () => {
    process.env['SYNTH_HCL_OUTPUT'] = 'true';
    const app = labApp({ skipValidation: true });
    expect(() => app.synth()).toThrow(MESSAGE);
    expect(existsSync(stackFile(app, 'cdk.tf'))).toBe(false);
  });

  test('fails in tests of a stack', () => {
    const [stack] = labApp().node.children.filter((child) => TerraformStack.isStack(child));
    expect(() => Testing.synthHcl(stack!)).toThrow(MESSAGE);
  });

  test('fails for the checks of an account too', () => {
    const lab = awsLab();
    const { stack, site, region } = lab;
    const checks = new AwsAccountChecks(stack, 'account', { site, region, pools: [labPool(lab)] });
    const blocks = checks.node
      .findAll()
      .filter((one) => 'toHclTerraform' in one && one.constructor.name === 'TerraformCheck');
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks as unknown as readonly { toHclTerraform(): unknown }[]) {
      expect(() => block.toHclTerraform()).toThrow("stack 'aws' is to be written as HCL");
    }
  });

  test.each([['false'], [undefined]])('is not meant by %s', (value) => {
    if (value !== undefined) process.env['SYNTH_HCL_OUTPUT'] = value;
    const app = labApp();
    app.synth();
    expect(existsSync(stackFile(app, 'cdk.tf.json'))).toBe(true);
  });

  test('that an earlier version wrote without resources is taken away, by a run that is refused and by one that is not', () => {
    for (const value of ['true', 'false']) {
      process.env['SYNTH_HCL_OUTPUT'] = value;
      const app = labApp();
      mkdirSync(join(app.outdir, 'stacks', 'lab-stack'), { recursive: true });
      writeFileSync(stackFile(app, 'cdk.tf'), 'output "lab_gpus" {}');
      try {
        app.synth();
      } catch {
        // Refused.
      }
      expect(existsSync(stackFile(app, 'cdk.tf'))).toBe(false);
    }
  });
});
