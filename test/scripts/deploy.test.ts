import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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

test('fails on a site that is unfit, with its worst findings and its report', async () => {
  const { code, text } = await deploy(fixture(), [], { ...SETTINGS, errors: 2 });
  expect(code).toBe(1);
  expect(text).toContain('2 errors');
  expect(text).toContain('error: errors of the evaluation stop it: correct or acknowledge each');
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

describe('removals', () => {
  const planned = [
    { action: 'delete', addr: 'terraform_data.old' },
    { action: 'replace', addr: 'terraform_data.kept' },
    { action: 'create', addr: 'terraform_data.new' },
  ];
  const settings: FixtureSettings = { ...SETTINGS, planned, planCounts: { add: 2, remove: 2 } };

  test('fails before a plan that removes or replaces, names what goes, and applies nothing', async () => {
    const start = fixture();
    expect(await deploy(start, ['other', '--parallelism', '4'], settings)).toEqual({
      code: 1,
      text: `
[1/1] other
  plan: 1 to add, 0 to change, 1 to remove, 1 to replace

error: the plan of stack 'other' removes 1 and replaces 1 of its resources:
  terraform_data.kept is replaced
  terraform_data.old is removed
nothing of it was applied; what was renamed is kept by 'formerly', and what shall go goes with
  npm run deploy -- other --parallelism 4 --allow-removals
`,
    });
    expect(start.calls()).toEqual(['init other', 'plan other -parallelism=4']);
    expect(existsSync(join(start.folder, 'cdktf.out/stacks/other/aifactory.tfplan'))).toBe(false);
  });

  test('fails with the first ten of many', async () => {
    const many = Array.from({ length: 12 }, (_, index) => ({
      action: 'delete',
      addr: `terraform_data.r${10 + index}`,
    }));
    const { text } = await deploy(fixture(), [], { ...SETTINGS, planned: many });
    expect(text).toContain('removes 12 and replaces 0 of its resources:');
    expect(text).toContain('  terraform_data.r19 is removed\n  and 2 more\n');
    expect(text).toContain('\n  npm run deploy -- --allow-removals\n');
  });

  test('are applied where they are allowed, and a replaced resource counts once', async () => {
    const applied = [
      { action: 'delete', addr: 'terraform_data.old' },
      { action: 'delete', addr: 'terraform_data.kept' },
      { action: 'create', addr: 'terraform_data.kept' },
      { action: 'create', addr: 'terraform_data.new' },
    ];
    const { code, text } = await deploy(fixture(), ['other', '--allow-removals'], {
      ...settings,
      applied,
      applyCounts: { add: 2, remove: 2 },
    });
    expect({ code, text }).toEqual({
      code: 0,
      text: `
[1/1] other
  plan: 1 to add, 0 to change, 1 to remove, 1 to replace
  1/3 terraform_data.old removed
  2/3 terraform_data.kept replaced
  3/3 terraform_data.new created
  1 added, 0 changed, 1 removed, 1 replaced, in N s

1 stack deployed
`,
    });
  });

  test('of npm start name the command that applies them', async () => {
    const { code, text } = await fixture().run([], { planned });
    expect(code).toBe(1);
    expect(text).toMatch(/\n {2}npm run deploy -- gasan-haein --allow-removals\n$/);
  });
});

describe('progress', () => {
  test('counts resources, and no data source that is read', async () => {
    const read = (name: string): { readonly action: string; readonly addr: string } => ({
      action: 'read',
      addr: `data.netbox_${name}.x`,
    });
    const { text } = await deploy(fixture(), ['other'], {
      ...SETTINGS,
      planned: [read('site'), { action: 'create', addr: 'netbox_rack.a' }, read('role')],
      applied: [read('site'), read('role'), { action: 'create', addr: 'netbox_rack.a' }, read('late')],
      planCounts: { add: 1 },
      applyCounts: { add: 1 },
    });
    expect(text).toContain('  plan: 1 to add, 0 to change, 0 to remove\n  1/1 netbox_rack.a created\n  1 added');
    expect(text).not.toContain('data.netbox');
  });

  test('of a plan that only reads is none', async () => {
    const { text } = await deploy(fixture(), ['other'], {
      ...SETTINGS,
      planned: [{ action: 'read', addr: 'data.netbox_site.x' }],
      applied: [{ action: 'read', addr: 'data.netbox_site.x' }],
      planCounts: { add: 0 },
      applyCounts: { add: 0 },
    });
    expect(text).toContain('[1/1] other\n  no changes: everything is as the program says, in N s\n');
  });

  test('tells what is imported, renamed and let go of, which an apply does in the state alone', async () => {
    const { text } = await deploy(fixture(), ['other'], {
      ...SETTINGS,
      planned: [
        { action: 'import', addr: 'netbox_rack.a' },
        { action: 'update', addr: 'netbox_rack.b', was: 'netbox_rack.b0' },
        { action: 'move', addr: 'netbox_rack.c', was: 'netbox_rack.c0' },
        { action: 'remove', addr: 'netbox_tag.d' },
      ],
      applied: [{ action: 'update', addr: 'netbox_rack.b' }],
      planCounts: { add: 0, change: 1, import: 2 },
      applyCounts: { add: 0, change: 1, import: 2 },
    });
    expect(text).toContain(`
  plan: 0 to add, 1 to change, 0 to remove, 2 to import, 2 to rename, 1 to let go of
  1/1 netbox_rack.b changed
  0 added, 1 changed, 0 removed, 2 imported, 2 renamed, 1 let go of, in N s
`);
  });
});

describe('what Terraform writes', () => {
  test('goes to files for its owner alone, and the run before is kept', async () => {
    const start = fixture();
    await deploy(start, ['other']);
    await deploy(start, ['other']);
    const folder = join(start.folder, 'cdktf.out/stacks/other');
    expect(readFileSync(join(folder, 'terraform-apply.log'), 'utf8')).not.toContain('terraform_data.r3');
    expect(readFileSync(join(folder, 'terraform-apply.log.before'), 'utf8')).toContain('terraform_data.r3');
    expect(statSync(join(folder, 'terraform-plan.log')).mode & 0o777).toBe(0o600);
  });

  // 30 resources at 50 ms: killed after the fourth, Terraform has more than a second to go.
  test('does not end with a deployment that is killed: the apply goes on and its state is kept', async () => {
    const start = fixture();
    const state = join(start.folder, 'cdktf.out/stacks/other/state');
    const planned = Array.from({ length: 30 }, (_, index) => ({
      action: 'create',
      addr: `terraform_data.r${index + 1}`,
    }));
    const child = spawn(process.execPath, ['-e', RUNNER, start.folder], {
      env: {
        PATH: start.bin,
        CALLS: join(start.folder, 'calls'),
        FIXTURE: JSON.stringify({ ...SETTINGS, planned, planCounts: { add: 30 }, slow: 50 } satisfies FixtureSettings),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (text: Buffer) => text.includes('4/30') && resolve());
    });
    const ended = new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)));
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    expect(existsSync(state)).toBe(false);
    for (let waits = 0; waits < 200 && !existsSync(state); waits += 1) await sleep(50);
    expect(existsSync(state)).toBe(true);
  });
});

/** Runs `npm run deploy -- other` in a process of its own. */
const RUNNER = `
require(${JSON.stringify(require.resolve('ts-node'))}).register({ transpileOnly: true, cwd: ${JSON.stringify(join(__dirname, '../..'))} });
const { runDeploy } = require(${JSON.stringify(join(__dirname, '../../scripts/deploy/run-deploy'))});
void runDeploy(['other'], { folder: process.argv[1], env: process.env, print: (text) => process.stdout.write(text) });
`;
