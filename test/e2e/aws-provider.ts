import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terraformBinary } from './terraform-binary';

let found: boolean | undefined;

/** Where a stack with providers finds them, if the environment says so by `TF_PLUGIN_DIR`. */
export function pluginArguments(stack: string): string[] {
  const folder = process.env['TF_PLUGIN_DIR'];
  return folder === undefined || !stack.startsWith('aws') ? [] : [`-plugin-dir=${folder}`];
}

/** Whether Terraform comes by the AWS provider: from `TF_PLUGIN_DIR`, a mirror in `TF_CLI_CONFIG_FILE`, or its registry. */
export function hasAwsProvider(): boolean {
  found ??= canInitialize();
  return found;
}

function canInitialize(): boolean {
  const binary = terraformBinary();
  if (binary === undefined) return false;
  const folder = mkdtempSync(join(tmpdir(), 'aifactory-aws-provider-'));
  try {
    const providers = { aws: { source: 'aws', version: '6.25.0' } };
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ terraform: { required_providers: providers } }));
    const command = ['init', '-backend=false', '-input=false', ...pluginArguments('aws')];
    return spawnSync(binary, command, { cwd: folder }).status === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
