import { rmSync } from 'node:fs';
import { runStart } from '../../scripts/start/run-start';
import { StartFixture } from './start-fixture';

const fixtures: StartFixture[] = [];
afterEach(() => {
  for (const { folder } of fixtures.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function fixture(binary?: 'terraform' | 'tofu' | 'none'): StartFixture {
  const made = new StartFixture(binary);
  fixtures.push(made);
  return made;
}

/** All before the evaluation, which is the same in most runs. */
const UP_TO_JUDGEMENT = `
[1/5] look for Terraform
  terraform 1.11.4

[2/5] synthesize
  done in N s

[3/5] judge
`;

const RESULTS = `
[5/5] results
  gasan-haein
    gpus 1016
    2 more outputs: terraform -chdir=cdktf.out/stacks/gasan-haein output
  drawings and reports of site 'gasan': cdktf.out/site/gasan/index.html
`;

test('synthesizes, judges, deploys and tells the results', async () => {
  const start = fixture();
  expect(await start.run()).toEqual({
    code: 0,
    text: `${UP_TO_JUDGEMENT}  site 'gasan': 0 errors, 0 warnings

[4/5] deploy gasan-haein
  plan: 3 to add, 0 to change, 0 to remove
  1/3 terraform_data.r1 created
  2/3 terraform_data.r2 created
  3/3 terraform_data.r3 created
  gasan-haein: 3 added, 0 changed, 0 removed
  done in N s
${RESULTS}`,
  });
  expect(start.calls()).toEqual(['init gasan-haein', 'plan gasan-haein', 'apply gasan-haein']);
});

test('a second run changes nothing and says so', async () => {
  const start = fixture();
  await start.run();
  expect(await start.run()).toEqual({
    code: 0,
    text: `${UP_TO_JUDGEMENT}  site 'gasan': 0 errors, 0 warnings

[4/5] deploy gasan-haein
  gasan-haein: no changes: everything is as the program says
  done in N s
${RESULTS}`,
  });
});

test('takes OpenTofu where there is no Terraform', async () => {
  const start = fixture('tofu');
  const { code, text } = await start.run();
  expect(code).toBe(0);
  expect(text).toContain('[1/5] look for Terraform\n  tofu 1.11.4\n');
  expect(start.calls()).toEqual(['init gasan-haein', 'plan gasan-haein', 'apply gasan-haein']);
});

describe('without Terraform', () => {
  test('does all the rest and says how to get it', async () => {
    const { code, text } = await fixture('none').run();
    expect(code).toBe(0);
    expect(text).toContain("\n  site 'gasan': 0 errors, 0 warnings\n");
    expect(text).toContain(`
[4/5] deploy gasan-haein
  skipped: none of terraform, tofu was found
  install Terraform 1.4 or later (developer.hashicorp.com/terraform/install) or OpenTofu (opentofu.org),
  or name a binary with TERRAFORM_BINARY_NAME; then run 'npm start' again
  done in N s

[5/5] results
  drawings and reports of site 'gasan': cdktf.out/site/gasan/index.html

synthesized and judged, but NOT deployed: see step 4
`);
  });

  test('of the name that TERRAFORM_BINARY_NAME gives it takes no other', async () => {
    const start = fixture();
    const { code, text } = await start.run([], {}, { env: { TERRAFORM_BINARY_NAME: 'terraform-next' } });
    expect(code).toBe(0);
    expect(text).toContain('  skipped: none of terraform-next was found\n');
    expect(start.calls()).toEqual([]);
  });

  test('of a version that knows terraform_data it deploys nothing', async () => {
    const start = fixture();
    const { code, text } = await start.run([], { version: '1.3.9' });
    expect(code).toBe(0);
    expect(text).toContain('  skipped: terraform 1.3.9 is older than 1.4, which brought terraform_data\n');
    expect(start.calls()).toEqual([]);
  });
});

describe('stacks', () => {
  const stacks = { network: [], 'hall-a': ['network'], 'hall-b': ['network'] };

  test('are deployed after those that they need', async () => {
    const start = fixture();
    const { code, text } = await start.run(['hall-b'], { stacks });
    expect(code).toBe(0);
    expect(text).toContain('[4/5] deploy network, hall-b\n');
    expect(start.calls()).toEqual([
      ...['init network', 'plan network', 'apply network'],
      ...['init hall-b', 'plan hall-b', 'apply hall-b'],
    ]);
  });

  test('the only one needs no name', async () => {
    const start = fixture();
    expect((await start.run([], { stacks: { solo: [] } })).code).toBe(0);
    expect(start.calls()).toEqual(['init solo', 'plan solo', 'apply solo']);
  });

  test('fails where several could be meant', async () => {
    const { code, text } = await fixture().run([], { stacks });
    expect(code).toBe(2);
    expect(text).toMatch(
      /\n\nerror: the program has 3 stacks: hall-a, hall-b, network\nname those to deploy: npm start -- hall-a\n$/,
    );
  });

  test('fails on a name that none has, with a hint', async () => {
    const start = fixture();
    const { code, text } = await start.run(['hall-c'], { stacks });
    expect(code).toBe(2);
    expect(text).toMatch(/\n\nerror: the program has no stack 'hall-c'\ndid you mean 'hall-a'\?\n$/);
    expect(start.calls()).toEqual([]);
  });

  test('fails on a name that is like none', async () => {
    const { text } = await fixture().run(['x'], { stacks });
    expect(text).toMatch(/\nerror: the program has no stack 'x'\nuse one of hall-a, hall-b, network\n$/);
  });

  test('fails on a program without any', async () => {
    const { code, text } = await fixture().run([], { stacks: {} });
    expect(code).toBe(1);
    expect(text).toMatch(/\nerror: the program has no stack\n$/);
  });
});

describe('what stops a run', () => {
  test('fails on policy errors with the worst of them and the report, and deploys nothing', async () => {
    const start = fixture();
    expect(await start.run([], { errors: 2 })).toEqual({
      code: 1,
      text: `${UP_TO_JUDGEMENT}  site 'gasan': 2 errors, 0 warnings
    error power/zone-overload (and 1 more): zone a at 'lab/a': 2 kW; raise it

error: 2 policy errors stop it: correct or acknowledge each
all findings, with their remedies: cdktf.out/site/gasan/policy.txt
`,
    });
    expect(start.calls()).toEqual([]);
  });

  test('fails on a program that throws, and shows no report of an earlier run', async () => {
    const start = fixture();
    await start.run();
    const { code, text } = await start.run([], { crash: "fabric 'compute': no hosts [fabric/no-hosts]" });
    expect(code).toBe(1);
    expect(text).toContain('\nerror: the program failed:\n');
    expect(text).toContain("\n  Error: fabric 'compute': no hosts [fabric/no-hosts]\n");
    expect(text).not.toContain("site 'gasan'");
    expect(text).not.toMatch(/^ +at .*:\d+:\d+/m);
  });

  test('fails on an error that the program left in a stack', async () => {
    const annotations = [{ level: '@cdktf/error', message: 'a tag is missing' }];
    const { code, text } = await fixture().run([], { annotations });
    expect(code).toBe(1);
    expect(text).toMatch(/\nerror: a tag is missing\n$/);
  });

  test('fails where Terraform cannot begin', async () => {
    const { code, text } = await fixture().run([], { init: 'no such backend' });
    expect(code).toBe(1);
    expect(text).toMatch(/\nerror: 'terraform init' failed for stack 'gasan-haein':\n {2}no such backend\n$/);
  });

  test('fails where Terraform cannot go on, and says how to look at it', async () => {
    const diagnostic = { summary: 'disk full', detail: 'no space' };
    const { code, text } = await fixture().run([], { diagnostic, failsAt: 'apply' });
    expect(code).toBe(1);
    expect(text).toMatch(
      /\nerror: 'terraform apply' failed for stack 'gasan-haein':\n {2}disk full\n {2}no space\nwhat is done is kept in the state: fix it and run 'npm start' again, or look at it with\n {2}terraform -chdir=cdktf\.out\/stacks\/gasan-haein plan\n$/,
    );
  });

  test('fails on a state that a killed run left locked, with the command that frees it', async () => {
    const detail =
      'Error message: locked\nLock Info:\n  ID:        0b1c\n  Who:       ana@ops\n  Created:   2026-11-24\n';
    const { code, text } = await fixture().run([], {
      diagnostic: { summary: 'Error acquiring the state lock', detail },
    });
    expect(code).toBe(1);
    expect(text).toMatch(
      /\nerror: the state of stack 'gasan-haein' is locked by ana@ops since 2026-11-24\nif another run is still going on, wait for it and run it again;\nif that run was killed and none is left, take its lock away and run it again:\n {2}terraform -chdir=cdktf\.out\/stacks\/gasan-haein force-unlock 0b1c\n$/,
    );
  });

  test('fails on a local state that another process holds', async () => {
    const detail = 'Error message: resource temporarily unavailable';
    const { text } = await fixture().run([], { diagnostic: { summary: 'Error acquiring the state lock', detail } });
    expect(text).toMatch(/\nerror: the state of stack 'gasan-haein' is locked\nanother run is still going on: .*\n$/);
  });

  test('fails on a folder without a program', async () => {
    const start = fixture();
    rmSync(`${start.folder}/cdktf.json`);
    const { code, text } = await start.run();
    expect(code).toBe(1);
    expect(text).toMatch(/\nerror: there is no .*cdktf\.json\n$/);
  });

  test('an interruption lets Terraform finish, and says that the next run goes on', async () => {
    const start = fixture();
    const { code, text } = await start.run(
      [],
      { wait: true },
      { onPrint: (part) => part.includes('waiting') && process.emit('SIGINT') },
    );
    expect(code).toBe(130);
    expect(text).toContain('\ninterrupted: finishing what has begun; press again to stop at once\n');
    expect(text).toMatch(
      /\ninterrupted: what is done is kept in the state; 'npm start' goes on where this run stopped\n$/,
    );
    expect((await start.run()).text).toContain('gasan-haein: 3 added');
  });
});

describe('how much is printed', () => {
  test('is the whole report and every output with --verbose', async () => {
    const { code, text } = await fixture().run(['--verbose']);
    expect(code).toBe(0);
    expect(text).toContain(
      "[3/5] judge\n  Policy report of site gasan\n\n  0 errors\n\n  site 'gasan': 0 errors, 0 warnings\n",
    );
    expect(text).toContain(
      '  gasan-haein\n    fabric  leaf 32, role compute\n    gpus    1016\n    key     (sensitive)\n',
    );
  });

  test('is neither evaluation nor outputs with --quiet, but what fails', async () => {
    const { code, text } = await fixture().run(['--quiet']);
    expect(code).toBe(0);
    expect(text).toContain('\n[3/5] judge\n\n[4/5] deploy gasan-haein\n');
    expect(text).toContain("\n[5/5] results\n  drawings and reports of site 'gasan': ");
    const failed = await fixture().run(['--quiet'], { errors: 1 });
    expect(failed.code).toBe(1);
    expect(failed.text).toMatch(
      /\[3\/5\] judge\n\nerror: 1 policy error stops it: correct or acknowledge each\nall findings, with their remedies: cdktf\.out\/site\/gasan\/policy\.txt\n$/,
    );
  });

  test('has colours where the output takes them', async () => {
    const start = fixture();
    const command: typeof runStart = (names, world) => runStart(names, { ...world, hasColours: true });
    const { text } = await start.run([], {}, { command });
    expect(text).toContain("  \u001b[1msite 'gasan': 0 errors, 0 warnings\u001b[0m\n");
  });
});

test('prints how it is used', async () => {
  const { code, text } = await fixture().run(['--help']);
  expect(code).toBe(0);
  expect(text).toMatch(/^Usage: npm start \[-- <stack>\.\.\. --quiet --verbose\]\n/);
});

test('fails on an option', async () => {
  const { code, text } = await fixture().run(['--force']);
  expect(code).toBe(2);
  expect(text).toMatch(/^error: there is no option '--force'\n\nUsage: npm start/);
});
