import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { netboxSchema, providerProblems } from '../../src/testing';
import { CheckoutCopy } from './checkout-copy';
import { describeWithTerraform } from './terraform-binary';

const names = readdirSync(join(__dirname, '..', '..', 'examples')).sort();

describeWithTerraform('Terraform', () => {
  let copy: CheckoutCopy;
  beforeAll(() => {
    copy = new CheckoutCopy();
  });
  afterAll(() => copy.remove());

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
      copy.terraform(stack, 'init', '-backend=false', '-input=false');
      expect(JSON.parse(copy.terraform(stack, 'validate', '-json'))).toMatchObject({
        valid: true,
        error_count: 0,
        warning_count: 0,
      });
    }
  });
});

/** Providers that the code of a stack requires, by name. */
function providersOf(code: unknown): string[] {
  const { terraform } = code as { readonly terraform?: { readonly required_providers?: object } };
  return Object.keys(terraform?.required_providers ?? {});
}
