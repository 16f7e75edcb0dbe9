import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDeploy } from '../../scripts/deploy/run-deploy';
import { type FixtureSettings, StartFixture } from './start-fixture';

const fixtures: StartFixture[] = [];
afterEach(() => {
  for (const { folder } of fixtures.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A site of three stacks, one after another, and a stack of another site. */
const SETTINGS: FixtureSettings = {
  stacks: { lab: [], 'lab-A': ['lab'], 'lab-A-cables': ['lab-A'], other: [] },
};

function fixture(): StartFixture {
  const made = new StartFixture();
  fixtures.push(made);
  return made;
}

function deploy(
  start: StartFixture,
  names: readonly string[],
  settings: FixtureSettings = SETTINGS,
  onPrint?: (text: string) => void,
): Promise<{ readonly code: number; readonly text: string }> {
  return start.run(names, settings, { command: runDeploy, ...(onPrint === undefined ? {} : { onPrint }) });
}

test('applies the stacks of a site one after another, and shows how far it is', async () => {
  const start = fixture();
  expect(await deploy(start, ['lab'])).toEqual({
    code: 0,
    text: ['lab', 'lab-A', 'lab-A-cables']
      .map(
        (name, index) => `
[${index + 1}/3] ${name}
  plan: 3 to add, 0 to change, 0 to remove
  1/3 terraform_data.r1 created
  2/3 terraform_data.r2 created
  3/3 terraform_data.r3 created
  3 added, 0 changed, 0 removed, in N s
`,
      )
      .concat('\n3 stacks deployed\n')
      .join(''),
  });
  expect(start.calls().filter((call) => call.startsWith('apply'))).toEqual([
    'apply lab -parallelism=10',
    'apply lab-A -parallelism=10',
    'apply lab-A-cables -parallelism=10',
  ]);
});

test('a stack that is named alone takes those along that it needs', async () => {
  const start = fixture();
  const { text } = await deploy(start, ['lab-A-cables', '--parallelism', '4']);
  expect(text).toContain('3 stacks deployed');
  expect(start.calls()).toContain('apply lab-A -parallelism=4');
  expect(start.calls()).not.toContain('apply other -parallelism=4');
});

test('without a name every stack is applied', async () => {
  expect((await deploy(fixture(), [])).text).toContain('4 stacks deployed');
});

test('fails where a stack fails, and goes on there the next time', async () => {
  const start = fixture();
  const broken = { ...SETTINGS, failing: 'lab-A', diagnostic: { summary: 'NetBox did not answer' } };
  const first = await deploy(start, ['lab'], broken);
  expect(first.code).toBe(1);
  expect(first.text).toContain("'npm run deploy -- lab' again");
  const second = await deploy(start, ['lab']);
  expect(second.code).toBe(0);
  expect(second.text).toContain('[1/3] lab\n  applied by the run before this one\n\n[2/3] lab-A\n  plan: 3 to add');
  expect(start.calls().filter((call) => call.startsWith('apply lab '))).toHaveLength(1);
});

test('looks at a stack again whose code has changed since it was applied', async () => {
  const start = fixture();
  await deploy(start, ['lab'], { ...SETTINGS, failing: 'lab-A', diagnostic: { summary: 'no answer' } });
  await deploy(start, ['lab'], { ...SETTINGS, code: { lab: 'other' } });
  expect(start.calls().filter((call) => call.startsWith('apply lab '))).toHaveLength(2);
});

test('looks at every stack again after a deployment that came to its end', async () => {
  const start = fixture();
  await deploy(start, ['lab']);
  expect(existsSync(join(start.folder, 'cdktf.out', 'deploy.json'))).toBe(false);
  expect((await deploy(start, ['lab'])).text).toContain('no changes: everything is as the program says');
});

test('a record that was cut short counts for nothing', async () => {
  const start = fixture();
  await deploy(start, ['lab'], { ...SETTINGS, failing: 'lab-A', diagnostic: { summary: 'no answer' } });
  writeFileSync(join(start.folder, 'cdktf.out', 'deploy.json'), '{"lab": "12');
  expect((await deploy(start, ['lab'])).code).toBe(0);
});

test('runs another program than that of cdktf.json', async () => {
  const start = fixture();
  writeFileSync(join(start.folder, 'cdktf.json'), '{ "app": "false" }');
  expect((await deploy(start, ['--app', 'node program.js', 'other'])).text).toContain('1 stack deployed');
});

test('fails on a site that is unfit, with its report', async () => {
  const { code, text } = await deploy(fixture(), [], { ...SETTINGS, errors: 2 });
  expect(code).toBe(1);
  expect(text).toContain('2 errors');
  expect(text).toContain('error: the site is unfit: mend it as above');
});

test('fails on a name that no stack has', async () => {
  expect(await deploy(fixture(), ['labb'])).toEqual({
    code: 2,
    text: "\nerror: the program has no stack 'labb'\ndid you mean 'lab'?\n",
  });
});

test('fails on a parallelism that is no whole number', async () => {
  const { code, text } = await deploy(fixture(), ['--parallelism', 'many']);
  expect({ code, text }).toEqual({
    code: 2,
    text: "\nerror: --parallelism is 'many'\ngive a whole number from 1\n",
  });
});

test('says how it is called', async () => {
  const { code, text } = await deploy(fixture(), ['--help']);
  expect(code).toBe(0);
  expect(text).toContain('Usage: npm run deploy -- [<stack>...]');
});
