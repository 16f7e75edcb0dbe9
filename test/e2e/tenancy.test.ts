import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { GpuCluster, Length, Power, PowerZone, Site } from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';
import { Tenancy, Tenant } from 'cdktf-ai-factory/tenancy';
import { outputOf, runCommand } from './run-command';
import { describeWithEachTerraform } from './terraform-binary';

describeWithEachTerraform('a tenancy that changes', (terraform) => {
  const folder = mkdtempSync(join(tmpdir(), 'ai-factory-tenancy-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Synthesizes site and tenancy, and lays each stack over the folder that keeps its state. */
  function synthesize(tenants: Readonly<Record<string, string>>): void {
    const outdir = mkdtempSync(join(folder, 'out-'));
    const app = new App({ outdir });
    const site = new Site(new TerraformStack(app, 'site'), 'lab', {
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
      console: 'quiet',
    });
    new PowerZone(site, 'zone-a', { rating: Power.kilowatts(400), rows: ['A'], rackFeed: 'static-switch' });
    new GpuCluster(site, 'gpu', { system: systems.DGX_B200, count: 8, spareSystems: 0 });
    const tenancy = new Tenancy(new TerraformStack(app, 'tenants'), 'lab', { site, day: '2027-01-01' });
    for (const [name, nodes] of Object.entries(tenants)) {
      const leases = [{ name: `L-${name}`, nodes: [nodes], since: '2027-01-01' }];
      new Tenant(tenancy, name, { isolation: ['account'], account: name, leases });
    }
    app.synth();
    for (const stack of ['site', 'tenants']) {
      cpSync(join(outdir, 'stacks', stack), join(folder, stack), { recursive: true });
      const path = join(folder, stack, 'cdk.tf.json');
      const text = JSON.parse(readFileSync(path, 'utf8')) as { terraform?: { backend?: unknown } };
      delete text.terraform?.backend;
      writeFileSync(path, JSON.stringify(text));
    }
  }

  function planned(stack: string): string {
    const { output } = runCommand(terraform, ['plan', '-input=false'], { cwd: join(folder, stack) });
    return /^(Plan: .*|No changes\..*)$/m.exec(output)?.[1] ?? output;
  }

  test('plans no change of the site', () => {
    synthesize({ one: 'gpu-[001-004]', two: 'gpu-[005-006]' });
    for (const stack of ['site', 'tenants']) {
      outputOf(terraform, ['init', '-input=false'], { cwd: join(folder, stack) });
      outputOf(terraform, ['apply', '-auto-approve', '-input=false'], { cwd: join(folder, stack) });
      expect(planned(stack)).toMatch(/^No changes\./);
    }
    // One leaves, one grows, one comes.
    synthesize({ two: 'gpu-[005-008]', three: 'gpu-[001-002]' });
    expect(planned('site')).toMatch(/^No changes\./);
    expect(planned('tenants')).toBe('Plan: 1 to add, 1 to change, 1 to destroy.');
  });
});
