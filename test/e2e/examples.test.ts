import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { netboxSchema, providerProblems } from '../../src/testing';
import { hasAwsProvider, pluginArguments } from './aws-provider';
import { CheckoutCopy } from './checkout-copy';
import { describeWithTerraform } from './terraform-binary';

const all = readdirSync(join(__dirname, '..', '..', 'examples')).sort();

/** Examples whose provider Terraform can come by. */
const names = hasAwsProvider() ? all : all.filter((name) => !name.startsWith('aws-'));
const others = all.filter((name) => !names.includes(name));
// Past jest's console, which `--silent` turns off.
if (others.length > 0) process.stderr.write(`notice: there is no AWS provider, so ${others.join(', ')} are skipped\n`);

describeWithTerraform('Terraform', () => {
  let copy: CheckoutCopy;
  beforeAll(() => {
    copy = new CheckoutCopy();
  });
  afterAll(() => copy.remove());

  if (others.length > 0) test.skip.each(others)('takes the stacks of the example %s', () => undefined);

  test.each(names)('takes the stacks of the example %s', (name) => {
    expect(copy.synthesize(`examples/${name}/main.ts`).code).toBe(0);
    const stacks = readdirSync(copy.path('cdktf.out', 'stacks'));
    expect(stacks).not.toEqual([]);
    for (const stack of stacks) {
      const code: unknown = JSON.parse(copy.read('cdktf.out', 'stacks', stack, 'cdk.tf.json'));
      // What takes a provider from elsewhere is held against its stored schema.
      if (providersOf(code).includes('netbox')) {
        expect(providerProblems(code, netboxSchema())).toEqual([]);
        continue;
      }
      copy.terraform(stack, 'init', '-backend=false', '-input=false', ...pluginArguments(stack));
      expect(JSON.parse(copy.terraform(stack, 'validate', '-json'))).toMatchObject({
        valid: true,
        error_count: 0,
        warning_count: 0,
      });
    }
  });
});

describeWithTerraform('Ulsan', () => {
  let copy: CheckoutCopy;
  beforeAll(() => {
    copy = new CheckoutCopy();
  });
  afterAll(() => copy.remove());

  test('is one site in two stacks, of which Terraform takes that of the halls with its built-in provider alone', () => {
    expect(copy.synthesize('stacks/ulsan-hybrid.ts').code).toBe(0);
    expect(readdirSync(copy.path('cdktf.out', 'stacks')).sort()).toEqual(['ulsan-aws', 'ulsan-onprem']);
    copy.terraform('ulsan-onprem', 'init', '-backend=false', '-input=false');
    expect(JSON.parse(copy.terraform('ulsan-onprem', 'validate', '-json'))).toMatchObject({
      valid: true,
      error_count: 0,
      warning_count: 0,
    });
  });
});

/** Providers that the code of a stack requires, by name. */
function providersOf(code: unknown): string[] {
  const { terraform } = code as { readonly terraform?: { readonly required_providers?: object } };
  return Object.keys(terraform?.required_providers ?? {});
}
