import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { provider5 } from '../../src/targets/netbox/provider-5';
import { runCommand } from '../e2e/run-command';
import { terraformBinary } from '../e2e/terraform-binary';

/** What a plan would do; resources by address. */
export interface PlannedChanges {
  readonly imported: number;
  readonly created: readonly string[];
  readonly updated: readonly string[];
  /** Destroyed, or replaced. */
  readonly destroyed: readonly string[];
}

interface ResourceChange {
  readonly address: string;
  readonly change: { readonly actions: readonly string[]; readonly importing?: object };
}

/** A folder in which Terraform runs one stack. */
export class TerraformFolder {
  private readonly cwd = mkdtempSync(join(tmpdir(), 'aifactory-provider-'));
  private readonly env: Readonly<Record<string, string>>;

  public constructor(stack: Readonly<Record<string, unknown>>, token: string) {
    this.env = { NETBOX_API_TOKEN: token };
    writeFileSync(join(this.cwd, 'cdk.tf.json'), JSON.stringify(stack));
  }

  /** Plans, and keeps the plan for `apply`. */
  public async plan(): Promise<PlannedChanges> {
    await this.run('init', '-input=false', ...pluginArguments());
    await this.run('plan', '-input=false', '-out=plan');
    const { resource_changes: changes = [] } = JSON.parse(await this.run('show', '-json', 'plan')) as {
      readonly resource_changes?: readonly ResourceChange[];
    };
    const withAction = (action: string): string[] =>
      changes.filter(({ change }) => change.actions.includes(action)).map(({ address }) => address);
    return {
      imported: changes.filter(({ change }) => change.importing !== undefined).length,
      created: withAction('create'),
      updated: withAction('update'),
      destroyed: withAction('delete'),
    };
  }

  public async apply(): Promise<void> {
    await this.run('apply', '-input=false', 'plan');
  }

  public remove(): void {
    rmSync(this.cwd, { recursive: true, force: true });
  }

  /** Beside the tests, and not in their way: a connection that NetBox ends meanwhile is seen to have ended. */
  private async run(...args: readonly string[]): Promise<string> {
    const env = { ...process.env, ...this.env, CHECKPOINT_DISABLE: '1' };
    const options = { cwd: this.cwd, env, maxBuffer: 256 * 2 ** 20 };
    const { stdout } = await promisify(execFile)(terraformBinary() ?? '', [...args], options);
    return stdout;
  }
}

function pluginArguments(): string[] {
  const folder = process.env['TF_PLUGIN_DIR'];
  return folder === undefined ? [] : [`-plugin-dir=${folder}`];
}

/** Whether Terraform comes by the provider: from `TF_PLUGIN_DIR`, a mirror in `TF_CLI_CONFIG_FILE`, or its registry. */
function hasProvider(): boolean {
  const binary = terraformBinary();
  if (process.env['NETBOX_URL'] === undefined || binary === undefined) return false;
  const cwd = mkdtempSync(join(tmpdir(), 'aifactory-provider-'));
  try {
    const { source, version } = provider5;
    const stack = { terraform: { required_providers: { netbox: { source, version } } } };
    writeFileSync(join(cwd, 'cdk.tf.json'), JSON.stringify(stack));
    const { code } = runCommand(binary, ['init', '-input=false', ...pluginArguments()], { cwd });
    if (code !== 0) {
      // Past jest's console, which `--silent` turns off.
      process.stderr.write(
        `notice: Terraform finds no provider ${source} ${version}: the tests that run it are skipped\n`,
      );
    }
    return code === 0;
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** `test` for what needs the provider of NetBox; skipped, with a notice, where Terraform does not find it. */
export const testWithProvider = hasProvider() ? test : test.skip;
