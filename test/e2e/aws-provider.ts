import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terraformBinary } from './terraform-binary';

let found: boolean | undefined;

/** Whether Terraform comes by the AWS provider: from a mirror that its configuration or `TF_PLUGIN_CACHE_DIR` names, or from its registry. */
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
    return spawnSync(binary, ['init', '-backend=false', '-input=false'], { cwd: folder }).status === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
