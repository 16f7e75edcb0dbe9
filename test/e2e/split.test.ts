import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack, Testing } from 'cdktf';
import { GpuCluster, Inventory, Length, Power, PowerZone, Site } from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';
import { outputOf, runCommand } from './run-command';
import { describeWithEachTerraform } from './terraform-binary';

type Split = 'none' | 'hall' | 'row';

describeWithEachTerraform('a split of racks that changes', (terraform) => {
  const folder = mkdtempSync(join(tmpdir(), 'ai-factory-split-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Synthesizes the site and writes each of its stacks to a folder that keeps its state. */
  function synthesize(split: Split | undefined, isRenamed = false): readonly string[] {
    const named = (now: string, formerly: string): { readonly name: string; readonly formerly?: string } =>
      isRenamed ? { name: now, formerly } : { name: formerly };
    const app = new App({ outdir: join(folder, 'cdktf.out') });
    const stack = new TerraformStack(app, 'lab');
    const site = new Site(stack, 'lab', {
      halls: [
        {
          ...named('east', 'hall-1'),
          rack: { model: '48 U rack', units: 48, power: Power.kilowatts(44) },
          rowPitch: Length.metres(3),
          rackPitch: Length.millimetres(600),
          riser: Length.metres(1.5),
          rows: [
            { ...named('X', 'A'), racks: 2 },
            { name: 'B', racks: 2 },
          ],
        },
      ],
      addressPools: [],
      cableSlack: Length.metres(2),
      lockFile: join(folder, 'lab.lock.json'),
      ...(split === undefined ? {} : { inventory: Inventory.embedded({ split }) }),
    });
    const zone = new PowerZone(stack, 'zone-a', {
      site,
      rating: Power.kilowatts(400),
      rows: [named('X', 'A').name, 'B'],
      rackFeed: 'static-switch',
    });
    const { name: cluster, ...was } = named('train', 'gpu');
    new GpuCluster(stack, cluster, { ...was, site, system: systems.DGX_B200, count: 12, powerZones: [zone] });
    app.synth();
    const stacks = app.node.children.filter((child): child is TerraformStack => child instanceof TerraformStack);
    for (const each of stacks) {
      mkdirSync(join(folder, each.node.id), { recursive: true });
      const text = JSON.parse(Testing.synth(each)) as { terraform?: { backend?: unknown } };
      delete text.terraform?.backend;
      writeFileSync(join(folder, each.node.id, 'cdk.tf.json'), JSON.stringify(text));
    }
    return stacks.map(({ node }) => node.id);
  }

  const run = (stack: string, ...args: readonly string[]): string =>
    outputOf(terraform, args, { cwd: join(folder, stack) });

  /** Plans a stack; its last line counts what would change. */
  function planned(stack: string): string {
    run(stack, 'init', '-input=false');
    const { output } = runCommand(terraform, ['plan', '-input=false'], { cwd: join(folder, stack) });
    return /^(Plan: .*|No changes\..*)$/m.exec(output)?.[1] ?? output;
  }

  test('destroys nothing: the former state forgets the racks, the new one takes them over, and a second plan is empty', () => {
    expect(synthesize(undefined)).toEqual(['lab']);
    // Zone and cluster; twelve systems in four racks of three.
    expect(planned('lab')).toBe('Plan: 6 to add, 0 to change, 0 to destroy.');
    run('lab', 'apply', '-auto-approve', '-input=false');

    expect(synthesize('row')).toEqual(['lab', 'lab-hall-1-A', 'lab-hall-1-B']);
    expect(planned('lab')).toMatch(/^(Plan: 0 to add, 0 to change, 0 to destroy(, \d to forget)?\.|No changes\.)/);
    expect(planned('lab-hall-1-A')).toBe('Plan: 2 to import, 0 to add, 2 to change, 0 to destroy.');
    for (const stack of ['lab', 'lab-hall-1-A', 'lab-hall-1-B']) run(stack, 'apply', '-auto-approve', '-input=false');
    const held = (stack: string): string[] => run(stack, 'state', 'list').trim().split('\n');
    expect(held('lab')).toEqual(['terraform_data.lab-cluster-gpu', 'terraform_data.lab-zone-zone-a']);
    expect(held('lab-hall-1-A')).toEqual(['terraform_data.lab-rack-A01', 'terraform_data.lab-rack-A02']);

    // The lock keeps the split when the program does not ask for it any more.
    expect(synthesize(undefined)).toEqual(['lab', 'lab-hall-1-A', 'lab-hall-1-B']);
    for (const stack of ['lab', 'lab-hall-1-A', 'lab-hall-1-B']) expect(planned(stack)).toMatch(/^No changes\./);

    // With the names of hall, row and cluster in the same step.
    synthesize('none', true);
    expect(planned('lab')).toBe('Plan: 4 to import, 0 to add, 4 to change, 0 to destroy.');
    expect(planned('lab-hall-1-A')).toMatch(
      /^(Plan: 0 to add, 0 to change, 0 to destroy(, \d to forget)?\.|No changes\.)/,
    );
    expect(readFileSync(join(folder, 'lab.lock.json'), 'utf8')).toContain('"row east/X": [');
  });
});
