import { spawnSync } from 'node:child_process';

const CANDIDATES = ['terraform', 'tofu'];

let found: readonly string[] | undefined;

/** Terraform and OpenTofu, each where it is on the PATH. */
function terraformBinaries(): readonly string[] {
  found ??= CANDIDATES.filter((name) => spawnSync(name, ['version']).status === 0);
  return found;
}

/** Terraform or OpenTofu, whichever of them is on the PATH; undefined where neither is. */
export function terraformBinary(): string | undefined {
  return terraformBinaries()[0];
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

/** `describe` once for Terraform and once for OpenTofu. Where one is not there, its tests are skipped and a notice says so. */
export function describeWithEachTerraform(name: string, define: (binary: string) => void): void {
  for (const binary of CANDIDATES) {
    const title = `${name}, by ${binary}`;
    if (terraformBinaries().includes(binary)) {
      describe(title, () => {
        define(binary);
      });
      continue;
    }
    process.stderr.write(`notice: ${binary} is not on the PATH, so '${title}' is skipped\n`);
    describe.skip(title, () => {
      define(binary);
    });
  }
}
