import { runCommand } from './run-command';
import type { StartContext } from './start-context';

/** Terraform or OpenTofu, or why there is none. */
export type FoundTerraform =
  { readonly binary: string; readonly version: string } | { readonly binary?: undefined; readonly problem: string };

/** `terraform_data` came with this version. */
const OLDEST = { major: 1, minor: 4 };

/** The binary that `TERRAFORM_BINARY_NAME` names, as for cdktf; else `terraform`, else `tofu`. */
export async function findTerraform(context: StartContext): Promise<FoundTerraform> {
  const named = context.env['TERRAFORM_BINARY_NAME'];
  const candidates = named === undefined || named === '' ? ['terraform', 'tofu'] : [named];
  let problem = `none of ${candidates.join(', ')} was found`;
  for (const binary of candidates) {
    const version = await versionOf(context, binary);
    if (version === undefined) continue;
    if (isRecent(version)) return { binary, version };
    problem = `${binary} ${version} is older than ${OLDEST.major}.${OLDEST.minor}, which brought terraform_data`;
  }
  return { problem };
}

/** Warnings may stand around the JSON. */
async function versionOf(context: StartContext, binary: string): Promise<string | undefined> {
  const { code, lines } = await runCommand(context, {
    command: binary,
    args: ['version', '-json'],
    cwd: context.folder,
  });
  if (code !== 0) return undefined;
  return /"terraform_version":\s*"([^"]+)"/.exec(lines.join('\n'))?.[1];
}

function isRecent(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
}
