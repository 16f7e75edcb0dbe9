import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFile } from '../../src/files/file-writer';
import type { Mutant } from './find-mutants';

/** What a mutant came to: `slow` is one under which a test file did not end. */
export type Fate = 'killed' | 'slow' | 'survived';

/** The longest test file takes a fraction of it, on a busy machine too. */
const LONGEST_TEST_FILE_MILLISECONDS = 180_000;

const CONFIG = 'jest.mutants.config.js';

/** A copy of the tree below the system's temporary folder, in which mutants are tried one after the other. */
export class ScratchTree {
  private readonly folder = mkdtempSync(join(tmpdir(), 'aifactory-mutants-'));
  private running: number | undefined;

  /** @param isNear - only tests of engines and policies, which load no host */
  public constructor(
    private readonly root: string,
    isNear: boolean,
  ) {
    const list = command('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], root);
    const archive = command('tar', ['-cf', '-', '--null', '-T', '-'], root, list);
    command('tar', ['-xf', '-'], this.folder, archive);
    command('ln', ['-s', join(root, 'node_modules'), 'node_modules'], this.folder);
    writeFile(join(this.folder, CONFIG), configText(this.folder, isNear));
  }

  /** Runs the tests that import a file, with the mutant in it or without one. */
  public async try(files: readonly string[], mutant?: Mutant): Promise<Fate> {
    if (mutant === undefined) return this.jest(files);
    const { file, start, end, text } = mutant;
    const source = readFileSync(join(this.root, file), 'utf8');
    writeFile(join(this.folder, file), source.slice(0, start) + text + source.slice(end));
    try {
      return await this.jest(files);
    } finally {
      writeFile(join(this.folder, file), source);
    }
  }

  /** Ends what runs, and takes the copy away. */
  public remove(): void {
    this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private jest(files: readonly string[]): Promise<Fate> {
    const options = ['--config', CONFIG, '--maxWorkers=1', '--bail', '--silent', '--passWithNoTests'];
    const child = spawn(
      process.execPath,
      [join(this.root, 'node_modules', 'jest', 'bin', 'jest.js'), ...options, '--findRelatedTests', ...files],
      {
        cwd: this.folder,
        env: { ...process.env, CHECKPOINT_DISABLE: '1', MUTATED_FILE: files.length === 1 ? files[0] : '' },
        stdio: ['ignore', 'ignore', 'pipe'],
        // A group of its own, so that what the tests start ends with them.
        detached: true,
      },
    );
    this.running = child.pid;
    return new Promise((resolve, reject) => {
      let isSlow = false;
      const end = (): void => {
        isSlow = true;
        this.stop();
      };
      let timer = setTimeout(end, LONGEST_TEST_FILE_MILLISECONDS);
      child.stderr.on('data', () => {
        clearTimeout(timer);
        timer = setTimeout(end, LONGEST_TEST_FILE_MILLISECONDS);
      });
      child.once('error', reject);
      child.once('close', (status) => {
        clearTimeout(timer);
        this.running = undefined;
        resolve(isSlow ? 'slow' : status === 0 ? 'survived' : 'killed');
      });
    });
  }

  private stop(): void {
    if (this.running === undefined) return;
    try {
      process.kill(-this.running, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  }
}

/** Jest looks for what imports a file only below its roots. */
function configText(folder: string, isNear: boolean): string {
  const parts = {
    rootDir: folder,
    roots: ['test', 'src', 'stacks', 'examples', 'scripts'].map((root) => join(folder, root)),
    cacheDirectory: join(folder, '.jest-cache'),
    testSequencer: join(folder, 'scripts', 'mutants', 'nearest-first.js'),
    ...(isNear ? { testMatch: ['**/test/{design,policy}/**/*.test.ts'] } : {}),
  };
  return `module.exports = { ...require('./jest.config.js'), ...${JSON.stringify(parts)} };\n`;
}

function command(name: string, args: readonly string[], cwd: string, input?: Buffer): Buffer {
  const { status, stdout, stderr, error } = spawnSync(name, args, { cwd, input, maxBuffer: 1024 ** 3 });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${name} ended with ${status ?? 'a signal'}: ${String(stderr)}`);
  return stdout;
}
