import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { writeFolder } from '../../src/files/folder-writer';
import { hostProgram } from './cdktn-package';

/** Package that a program's constructs come from. */
export type HostName = 'cdktf' | 'cdktn';

/** How a project is compiled: as strictly as the library itself, declarations of what it imports included. */
const SETTINGS = {
  compilerOptions: {
    target: 'es2022',
    module: 'node16',
    types: ['node'],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
  },
  files: ['main.ts'],
};

/** Begins a project in an empty folder. */
export function writeProject(folder: string, host: HostName, program: string): void {
  writeFolder(
    folder,
    new Map([
      ['main.ts', host === 'cdktf' ? program : hostProgram(program)],
      ['package.json', `${JSON.stringify({ name: 'my-site', version: '1.0.0', private: true })}\n`],
      ['tsconfig.json', `${JSON.stringify(SETTINGS)}\n`],
    ]),
    { keepsOthers: true },
  );
}

/**
 * Compiles the program of a project and runs it.
 *
 * @param node - Node's executable
 * @returns what the host wrote, by path below its folder of output, without the version of the host and of the providers
 * @throws Error with all that a command said where it failed
 */
export function synthesizedBy(folder: string, node: string): Map<string, string> {
  command(node, [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', '.'], folder, node);
  command(node, ['main.js'], folder, node);
  const output = join(folder, 'cdktf.out');
  return new Map(
    readdirSync(output, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(output.length + 1))
      .sort()
      .map((path) => [path, withoutVersions(path, readFileSync(join(output, path), 'utf8'))]),
  );
}

/** What npm and jest put into the environment of what they run. Certificates and registries of the machine stay. */
const OURS = /^(npm_(package|lifecycle|command|node|execpath|config_local_prefix)|INIT_CWD|NODE_ENV|NODE_PATH|JEST_)/;

/** Runs a command with a Node of its own in front of the PATH. */
export function command(name: string, args: readonly string[], cwd: string, node: string): string {
  const kept = Object.entries(process.env).filter(([key]) => !OURS.test(key));
  const path = [dirname(node), process.env['PATH'] ?? ''].join(delimiter);
  const env = { ...Object.fromEntries(kept), PATH: path, CI: 'true', CHECKPOINT_DISABLE: '1' };
  const { status, stdout, stderr, error } = spawnSync(name, args, {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 256 * 2 ** 20,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${name} ${args.join(' ')} ended with ${status}:\n${stdout}\n${stderr}`);
  return stdout;
}

/** Files whose layout is the host's own: the two differ in how they write an empty list, and in the versions that they name. */
function withoutVersions(path: string, text: string): string {
  if (!/(^|[\\/])(cdk\.tf|manifest)\.json$/.test(path)) return text;
  return JSON.stringify(JSON.parse(text, versionless), undefined, 2);
}

function versionless(this: unknown, key: string, value: unknown): unknown {
  const holder = this as Readonly<Record<string, unknown>>;
  // The comment block of a stack, and the manifest: each names the version of the host beside its own parts.
  if (key === 'version' && ('stackName' in holder || 'stacks' in holder)) return undefined;
  if (key === 'required_providers') return Object.keys(value as object);
  return value;
}
