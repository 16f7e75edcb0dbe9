import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeFolder } from '../src/files/folder-writer';
import { command, type HostName, synthesizedBy, writeProject } from './packages/package-trial';

/**
 * Installs both packages into empty projects by every manager under every Node, compiles an example there, runs it, and compares what it writes.
 *
 * Arguments: the archive for `cdktf`, that for `cdktn`.
 */
const ROOT = join(__dirname, '..');
const NODES = ['20', '22', '24'];
const MANAGERS = ['npm', 'pnpm', 'yarn'] as const;
/** Versions of managers that run on all these Nodes. */
const MANAGER_PACKAGES = ['pnpm@10', 'yarn@1'];
const EXAMPLE = readFileSync(join(ROOT, 'examples', 'pilot', 'main.ts'), 'utf8');

type Manager = (typeof MANAGERS)[number];

const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly devDependencies: Readonly<Record<string, string>>;
};
const archives: Readonly<Record<HostName, string | undefined>> = { cdktf: process.argv[2], cdktn: process.argv[3] };
const scratch = mkdtempSync(join(tmpdir(), 'aifactory-packages-'));
const tools = join(scratch, 'tools');

/** Node's executable: that of this process, or one of npm's package `node`; undefined where there is none for this machine. */
function nodeOf(major: string): string | undefined {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const folder = join(scratch, `node-${major}`);
  writeFolder(folder, new Map([['package.json', '{ "private": true }\n']]));
  try {
    command('npm', ['install', '--no-audit', '--no-fund', `node@${major}`], folder, process.execPath);
  } catch {
    return undefined;
  }
  const node = join(folder, 'node_modules', 'node', 'bin', 'node');
  return existsSync(node) ? node : undefined;
}

function install(manager: Manager, folder: string, host: HostName, node: string): void {
  const archive = archives[host];
  if (archive === undefined) throw new Error('give the archives of both packages');
  const wanted = [host, 'constructs', 'typescript', '@types/node'].map((name) => `${name}@${devDependencies[name]}`);
  const packages = [`file:${resolve(archive)}`, ...wanted];
  const bin = (name: string): string => join(tools, 'node_modules', '.bin', name);
  if (manager === 'npm') command('npm', ['install', '--no-audit', '--no-fund', ...packages], folder, node);
  if (manager === 'pnpm') command(bin('pnpm'), ['add', ...packages], folder, node);
  if (manager === 'yarn')
    command(bin('yarn'), ['add', '--non-interactive', '--no-progress', ...packages], folder, node);
}

/** One row: undefined where all went well and the output is the expected one. */
function tryRow(manager: Manager, host: HostName, node: string): string | undefined {
  const folder = join(mkdtempSync(join(scratch, 'project-')), 'my-site');
  try {
    writeProject(folder, host, EXAMPLE);
    install(manager, folder, host, node);
    const written = JSON.stringify([...synthesizedBy(folder, node)]);
    expected ??= written;
    return written === expected ? undefined : 'wrote other output than the first row';
  } catch (error) {
    return String(error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let expected: string | undefined;
let failures = 0;
writeFolder(tools, new Map([['package.json', '{ "private": true }\n']]));
command('npm', ['install', '--no-audit', '--no-fund', ...MANAGER_PACKAGES], tools, process.execPath);
for (const major of NODES) {
  const node = nodeOf(major);
  if (node === undefined) {
    console.log(`notice: Node ${major} is neither on this machine nor in the registry for it: its rows are left out`);
    continue;
  }
  for (const manager of MANAGERS) {
    for (const host of ['cdktf', 'cdktn'] as const) {
      const problem = tryRow(manager, host, node);
      if (problem !== undefined) failures += 1;
      console.log(`Node ${major}, ${manager}, ${host}-ai-factory: ${problem ?? 'well'}`);
    }
  }
}
rmSync(scratch, { recursive: true, force: true });
process.exitCode = failures === 0 ? 0 : 1;
