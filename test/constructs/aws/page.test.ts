import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transpileModule, ModuleKind, ScriptTarget } from 'typescript';
import { temporaryFolder } from '../temporary-folder';

const ROOT = join(__dirname, '..', '..', '..');
const page = readFileSync(join(ROOT, 'docs', 'aws.md'), 'utf8');
const example = readFileSync(join(ROOT, 'examples', 'aws-efa-pool', 'main.ts'), 'utf8');

test("the page's program writes its stack", () => {
  const code = /```ts\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const folder = temporaryFolder();
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
  const { outputText } = transpileModule(code.replace('new App()', `new App({ outdir: '${folder}' })`), {
    compilerOptions,
  });

  new Function('require', 'exports', outputText)(require, {});
  const stack = JSON.parse(readFileSync(join(folder, 'stacks', 'seoul', 'cdk.tf.json'), 'utf8')) as {
    readonly resource: Readonly<Record<string, object>>;
  };
  expect(Object.keys(stack.resource)).toEqual(expect.arrayContaining(['aws_launch_template', 'aws_autoscaling_group']));
});

test('the example of four p5en has 25 lines at most', () => {
  expect(example.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
});
