import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CheckoutCopy } from './checkout-copy';
import { describeWithEachTerraform } from './terraform-binary';

/** The pilot with its racks in a state of their own. */
const PROGRAM = `
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { GpuCluster, Inventory, Length, Power, PowerZone, Site } from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';

const app = new App();
const stack = new TerraformStack(app, 'lab');
new LocalBackend(stack, { path: '../../../lab.tfstate' });
const site = new Site(stack, 'lab', {
  halls: [
    {
      name: 'hall-1',
      rack: { model: '48 U rack', units: 48, power: Power.kilowatts(44) },
      rowPitch: Length.metres(3),
      rackPitch: Length.millimetres(600),
      riser: Length.metres(1.5),
      rows: [{ name: 'A', racks: 4 }],
    },
  ],
  addressPools: [],
  cableSlack: Length.metres(2),
  lockFile: false,
  inventory: Inventory.embedded({ split: 'row' }),
});
const zone = new PowerZone(stack, 'zone-a', { site, rating: Power.kilowatts(200), rows: ['A'], rackFeed: 'static-switch' });
new GpuCluster(stack, 'gpu', { site, system: systems.DGX_B200, count: 4, powerZones: [zone] });
app.synth();
`;

describeWithEachTerraform('npm run deploy', (binary) => {
  let copy: CheckoutCopy;
  beforeAll(() => {
    copy = new CheckoutCopy(binary);
    writeFileSync(copy.path('lab.ts'), PROGRAM);
  });
  afterAll(() => copy.remove());

  const deploy = (): { readonly code: number; readonly output: string } =>
    copy.node([
      require.resolve('ts-node/dist/bin.js'),
      '-T',
      'scripts/deploy.ts',
      'lab',
      '--app',
      'npx ts-node -T lab.ts',
      '--parallelism',
      '5',
    ]);

  test('applies every stack of a site', () => {
    const { code, output } = deploy();
    // Zone and cluster; two racks of three systems and of one.
    expect(output).toMatch(/\[1\/2\] lab\n[^[]*2 added, 0 changed, 0 removed/);
    expect(output).toMatch(/\[2\/2\] lab-hall-1-A\n[^[]*2 added, 0 changed, 0 removed/);
    expect(output).toContain('2 stacks deployed');
    expect(code).toBe(0);
  });

  test('changes nothing the second time', () => {
    const { code, output } = deploy();
    expect(output.match(/no changes: everything is as the program says/g)).toHaveLength(2);
    expect(code).toBe(0);
  });
});

/** 24 resources, two at a time, each of which takes a second; a later run may want fewer of them, and one made again. */
const SLOW_PROGRAM = `
import { App, LocalBackend, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'slow');
new LocalBackend(stack, { path: '../../../slow.tfstate' });
const count = Number(process.env.COUNT ?? 24);
for (let index = 0; index < count; index += 1) {
  stack.addOverride(\`resource.terraform_data.r\${index}\`, {
    triggers_replace: index === 0 ? (process.env.TRIGGER ?? 'a') : 'a',
    provisioner: { 'local-exec': [{ command: 'sleep 1' }] },
  });
}
app.synth();
`;

describeWithEachTerraform('npm run deploy of a slow stack', (binary) => {
  let copy: CheckoutCopy;
  beforeAll(() => {
    copy = new CheckoutCopy(binary);
    writeFileSync(copy.path('slow.ts'), SLOW_PROGRAM);
  });
  afterAll(() => copy.remove());

  const ARGUMENTS = ['-T', 'scripts/deploy.ts', 'slow', '--app', 'npx ts-node -T slow.ts', '--parallelism', '2'];
  const deploy = (env: Readonly<Record<string, string>> = {}, ...more: readonly string[]): string =>
    copy.node([require.resolve('ts-node/dist/bin.js'), ...ARGUMENTS, ...more], env).output;

  test('that is killed loses no resource: Terraform goes on and keeps its state', async () => {
    const child = spawn(process.execPath, [require.resolve('ts-node/dist/bin.js'), ...ARGUMENTS], {
      cwd: copy.folder,
      env: { ...process.env, CHECKPOINT_DISABLE: '1', TERRAFORM_BINARY_NAME: binary },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (text: Buffer) => / [3-9]\/24 /.test(text.toString()) && resolve());
    });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    const lock = copy.path('.slow.tfstate.lock.info');
    expect(existsSync(lock)).toBe(true);
    for (let waits = 0; waits < 300 && existsSync(lock); waits += 1) await sleep(100);
    expect(copy.terraform('slow', 'state', 'list').trim().split('\n')).toHaveLength(24);
    expect(deploy()).toContain('no changes: everything is as the program says');
  });

  test('stops before it removes or replaces, and does so where it may', () => {
    const fewer = { COUNT: '22', TRIGGER: 'b' };
    const stopped = deploy(fewer);
    expect(stopped).toContain('  plan: 0 to add, 0 to change, 2 to remove, 1 to replace\n');
    expect(stopped).toContain("error: the plan of stack 'slow' removes 2 and replaces 1 of its resources:");
    expect(copy.terraform('slow', 'state', 'list').trim().split('\n')).toHaveLength(24);
    expect(deploy(fewer, '--allow-removals')).toMatch(/0 added, 0 changed, 2 removed, 1 replaced, in/);
    expect(copy.terraform('slow', 'state', 'list').trim().split('\n')).toHaveLength(22);
  });
});
