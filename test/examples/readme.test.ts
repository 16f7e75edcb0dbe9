import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as cdktf from 'cdktf';
import * as library from 'cdktf-ai-factory';
import * as catalog from 'cdktf-ai-factory/catalog';
import ts from 'typescript';

import { temporaryFolder } from '../constructs/temporary-folder';

const [block = ''] = [
  ...readFileSync(join(__dirname, '../../README.md'), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g),
].map(([, code = '']) => code);

/** Runs the program in a folder of its own, and gives what it prints. */
function run(folder: string): readonly unknown[] {
  const { outputText } = ts.transpileModule(block, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const modules: Readonly<Record<string, unknown>> = {
    cdktf,
    'cdktf-ai-factory': library,
    'cdktf-ai-factory/catalog': catalog,
  };
  const printed: unknown[] = [];
  const from = process.cwd();
  process.chdir(folder);
  try {
    // The README's own code, read from the repository.
    new Function('exports', 'require', 'console', outputText)({}, (name: string) => modules[name], {
      log: (text: unknown) => printed.push(text),
    });
  } finally {
    process.chdir(from);
  }
  return printed;
}

test('the first program of the README synthesizes, and says which defaults it uses', () => {
  const folder = temporaryFolder();
  // One unit of 32 systems: 8 leaves, 4 spines and 256 links on each tier.
  expect(run(folder)).toEqual([expect.objectContaining({ leaf: 8, spine: 4, hostLinks: 256, leafSpineLinks: 256 })]);
  expect(existsSync(join(folder, 'cdktf.out/stacks/first-unit/cdk.tf.json'))).toBe(true);
  const site = JSON.parse(readFileSync(join(folder, 'cdktf.out/site/pilot/site.json'), 'utf8')) as {
    readonly defaults: readonly { readonly prop: string }[];
  };
  expect(site.defaults.map(({ prop }) => prop)).toEqual(['rowPitch', 'rackPitch', 'riser', 'cableSlack']);
});

test('the design of the first program is about 20 lines', () => {
  expect(block.trimEnd().split('\n').length).toBeLessThanOrEqual(24);
});
