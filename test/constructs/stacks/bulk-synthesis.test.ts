import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformOutput, TerraformStack, Testing, Token } from 'cdktf';
import { SiteElement } from '../../../src/constructs/stacks/site-element';

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'aifactory-bulk-'));
});
afterEach(() => {
  rmSync(outdir, { recursive: true });
});

const RESOURCES = {
  b: { input: { row: 'A', devices: ['U1 gpu', 'U2 []'], empty: [], none: {} } },
  a: { input: { z: 1.5, "it's": true, 한: '한국어 "\\ \u2028' } },
};

function stackOf(resources: Record<string, unknown> = RESOURCES): TerraformStack {
  const stack = new TerraformStack(new App({ outdir }), 'bulk');
  const terraform = { resource: { terraform_data: resources }, moved: [{ from: 'a.b', to: 'a.c' }] };
  new SiteElement(stack, 'bulk', { terraform: () => terraform, onSynthesize: () => undefined });
  return stack;
}

function written(stack: TerraformStack): string {
  App.of(stack).synth();
  return readFileSync(join(outdir, 'stacks', 'bulk', 'cdk.tf.json'), 'utf8');
}

function resourcesIn(text: string): unknown {
  return (JSON.parse(text) as { resource: { terraform_data: unknown } }).resource.terraform_data;
}

test('a synthesis writes what the stack renders, sorted, and every resource once', () => {
  const stack = stackOf();
  const file = written(stack);
  expect(JSON.parse(file)).toEqual(JSON.parse(JSON.stringify(stack.toTerraform())));
  expect(resourcesIn(file)).toEqual(RESOURCES);
  expect(file.indexOf('"a": {')).toBeLessThan(file.indexOf('"b": {'));
  expect(file).toContain('"empty": [\n          ],');
  expect(JSON.parse(file)).toMatchObject({ moved: [{ from: 'a.b', to: 'a.c' }] });
});

test('outside a synthesis a stack renders everything', () => {
  const stack = stackOf();
  expect(resourcesIn(Testing.synth(stack))).toEqual(RESOURCES);
  written(stack);
  expect(resourcesIn(Testing.synth(stack))).toEqual(RESOURCES);
});

test('a resource with a token is resolved by cdktf, beside those in bulk', () => {
  const late = Token.asString({ resolve: () => 'resolved', creationStack: [], toJSON: () => '' });
  const stack = stackOf({ ...RESOURCES, late: { input: late }, missing: { input: undefined, kept: 1 } });
  expect(resourcesIn(written(stack))).toEqual({ ...RESOURCES, late: { input: 'resolved' }, missing: { kept: 1 } });
});

test('an override of the stack is merged into the resource that it names', () => {
  const stack = stackOf();
  stack.addOverride('resource.terraform_data.a.lifecycle.prevent_destroy', true);
  const { a, b } = RESOURCES;
  expect(resourcesIn(written(stack))).toEqual({ a: { ...a, lifecycle: { prevent_destroy: true } }, b });
});

test('outputs of the stack and a second synthesis keep the file', () => {
  const stack = stackOf();
  new TerraformOutput(stack, 'out', { value: 1 });
  const first = written(stack);
  expect(JSON.parse(first)).toMatchObject({ output: { out: { value: 1 } } });
  expect(written(stack)).toBe(first);
});

test('a synthesizer of the program is left alone', () => {
  const stack = new TerraformStack(new App({ outdir }), 'bulk');
  const own = { synthesize: jest.fn() };
  stack.synthesizer = own;
  const terraform = { resource: { terraform_data: RESOURCES } };
  new SiteElement(stack, 'bulk', { terraform: () => terraform, onSynthesize: () => undefined });
  App.of(stack).synth();
  expect(stack.synthesizer).toBe(own);
  expect(own.synthesize).toHaveBeenCalledTimes(1);
});
