import { spawnSync } from 'node:child_process';

const CANDIDATES = ['terraform', 'tofu'];

let found: string | undefined | null = null;

/** Terraform or OpenTofu, whichever of them is on the PATH; undefined where neither is. */
export function terraformBinary(): string | undefined {
  if (found === null) found = CANDIDATES.find((name) => spawnSync(name, ['version']).status === 0);
  return found;
}

/** `describe` for what needs Terraform. Where there is none, its tests are skipped and a notice says so. */
export function describeWithTerraform(name: string, define: () => void): void {
  if (terraformBinary() !== undefined) {
    describe(name, define);
    return;
  }
  // Past jest's console, which `--silent` turns off.
  process.stderr.write(`notice: neither terraform nor tofu is on the PATH, so '${name}' is skipped\n`);
  describe.skip(name, define);
}
