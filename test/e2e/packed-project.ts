import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type CommandResult, outputOf, runCommand } from './run-command';

const ROOT = join(__dirname, '..', '..');

/** What is packed, and what building it needs: a build in the checkout itself would stay behind, and the command would run it. */
const PARTS = [
  'bin',
  'docs',
  'scripts',
  'src',
  'templates',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'README.ko.md',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** A new project beside the packed package, as a user of it would begin one. */
export class PackedProject {
  /** Files of the package, sorted. */
  public readonly packed: readonly string[];
  private readonly root = mkdtempSync(join(tmpdir(), 'aifactory-package-'));

  public constructor() {
    const source = join(this.root, 'source');
    for (const part of PARTS) cpSync(join(ROOT, part), join(source, part), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(source, 'node_modules'), 'dir');
    outputOf('npm', ['pack', '--silent', '--pack-destination', this.root], { cwd: source });
    const { name, version, devDependencies } = this.json(source, 'package.json') as Manifest;
    const archive = join(this.root, `${name}-${version}.tgz`);
    this.packed = outputOf('tar', ['-tzf', archive], { cwd: this.root })
      .trim()
      .split('\n')
      .map((file) => file.replace(/^package\//, ''))
      .sort();
    const wanted = ['cdktf', 'constructs', 'typescript', '@types/node'].map(
      (dependency) => `${dependency}@${devDependencies[dependency] ?? ''}`,
    );
    this.write('package.json', JSON.stringify({ name: 'my-site', version: '1.0.0', private: true }));
    outputOf('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', archive, ...wanted], {
      cwd: this.folder,
    });
  }

  /** Folder of the project. */
  public get folder(): string {
    return join(this.root, 'project');
  }

  /**
   * Begins another project with the package for `cdktn`, where there is no `cdktf`. What it needs beside that package is linked from the checkout: no registry
   * is asked.
   *
   * @returns its folder
   */
  public forCdktn(): string {
    const source = join(this.root, 'source', 'dist-cdktn');
    const folder = join(this.root, 'cdktn-project');
    const modules = join(folder, 'node_modules');
    const home = join(modules, 'cdktn-ai-factory');
    outputOf('npm', ['pack', '--silent', '--pack-destination', this.root], { cwd: source });
    mkdirSync(home, { recursive: true });
    const { version, dependencies } = this.json(source, 'package.json') as Manifest;
    outputOf('tar', ['-xzf', join(this.root, `cdktn-ai-factory-${version}.tgz`), '-C', home, '--strip-components=1'], {
      cwd: this.root,
    });
    for (const name of [
      ...Object.keys(dependencies),
      'cdktn',
      'constructs',
      'typescript',
      '@types/node',
      'undici-types',
    ]) {
      mkdirSync(dirname(join(modules, name)), { recursive: true });
      symlinkSync(join(ROOT, 'node_modules', name), join(modules, name), 'dir');
    }
    return folder;
  }

  /** Text of a file of the project. */
  public read(...segments: readonly string[]): string {
    return readFileSync(join(this.folder, ...segments), 'utf8');
  }

  /** Writes a file of the project. */
  public write(file: string, text: string): void {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  /** Runs a script, or with `-e` a text, with node. */
  public node(...args: readonly string[]): CommandResult {
    return runCommand(process.execPath, args, { cwd: this.folder });
  }

  /** Runs a command that is installed in the project. */
  public npx(...args: readonly string[]): CommandResult {
    return runCommand('npx', ['--no-install', ...args], { cwd: this.folder });
  }

  /** Takes it all away. */
  public remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private json(...segments: readonly string[]): unknown {
    return JSON.parse(readFileSync(join(...segments), 'utf8'));
  }
}
