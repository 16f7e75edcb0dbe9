import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, sep } from 'node:path';
import { removeFile, writeFile } from '../../src/files/file-writer';
import { withReachNoted, type Mutant } from './find-mutants';

/** What a mutant came to: `slow` is one under which a test file did not end. */
export type Fate = 'killed' | 'slow' | 'survived';

export interface Numbered {
  readonly mutant: Mutant;
  readonly number: number;
}

/** A test file that comes to mutants, with its numbers and how long it ran. */
interface ReachRow {
  readonly test: string;
  readonly milliseconds: number;
  readonly reached: readonly number[];
}

/** The longest test file takes a fraction of it, on a busy machine too. */
const LONGEST_TEST_FILE_MILLISECONDS = 180_000;

const CONFIG = 'jest.mutants.config.js';

const SEQUENCER = './scripts/mutants/in-order.js';

/** Tests of engines and policies, which load no host. */
const NEAR = /^test\/(design|policy)\//;

/** Test files that a mutant is tried with: of a constant, which every importer comes to, those that are farther see no more. */
const MOST_NEAR = 30;

/** A copy of the tree below the system's temporary folder, in which mutants are tried one after the other. */
export class ScratchTree {
  private readonly folder = mkdtempSync(join(tmpdir(), 'aifactory-mutants-'));
  private running: number | undefined;

  public constructor(private readonly root: string) {
    const list = command('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], root);
    const archive = command('tar', ['-cf', '-', '--null', '-T', '-'], root, list);
    command('tar', ['-xf', '-'], this.folder, archive);
    command('ln', ['-s', join(root, 'node_modules'), 'node_modules'], this.folder);
    writeFile(join(this.folder, CONFIG), configText(this.folder));
  }

  /**
   * Runs, without a fault, the tests that import what is to be mutated: those of engines and policies, or all others.
   *
   * @returns by the number of a mutant, the test files that come to it, nearest first
   * @throws Error where a test fails
   */
  public async reach(mutants: readonly Numbered[], isNear: boolean): Promise<ReadonlyMap<number, readonly string[]>> {
    const files = [...new Set(mutants.map(({ mutant }) => mutant.file))];
    const notes = join(this.folder, 'reach.jsonl');
    for (const file of files) {
      const own = mutants.filter(({ mutant }) => mutant.file === file);
      this.write(
        file,
        withReachNoted(
          this.read(file),
          own.map(({ mutant, number }) => ({ number, whole: mutant.whole })),
        ),
      );
    }
    const related = this.relatedTests(files).filter((test) => NEAR.test(test) === isNear);
    const fate = related.length === 0 ? 'survived' : await this.jest(related, { REACH_FILE: notes });
    for (const file of files) this.write(file, this.read(file));
    if (fate !== 'survived') throw new Error('a test fails without a mutant: fix it first');
    const rows = existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n').map(reachRow) : [];
    if (rows.length > 0) removeFile(notes);
    return new Map(
      mutants.map(({ mutant, number }) => {
        const tests = rows.filter(({ reached }) => reached.includes(number));
        // A file that is a step farther comes first where it takes a quarter of the time.
        const cost = ({ test, milliseconds }: ReachRow): number =>
          milliseconds / 4 ** nearness(this.name(test), mutant.file);
        const most = isNear ? MOST_NEAR : tests.length;
        const sorted = tests.sort((a, b) => cost(a) - cost(b));
        return [number, sorted.slice(0, most).map(({ test }) => this.name(test))];
      }),
    );
  }

  /** Runs test files, in their order, with the mutant put in, until one fails. */
  public async try({ file, start, end, text }: Mutant, tests: readonly string[]): Promise<Fate> {
    if (tests.length === 0) return 'survived';
    const source = this.read(file);
    this.write(file, source.slice(0, start) + text + source.slice(end));
    try {
      return await this.jest(tests);
    } finally {
      this.write(file, source);
    }
  }

  /** Ends what runs, and takes the copy away. */
  public remove(): void {
    this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private read(file: string): string {
    return readFileSync(join(this.root, file), 'utf8');
  }

  private write(file: string, text: string): void {
    writeFile(join(this.folder, file), text);
  }

  private name(path: string): string {
    return relative(this.folder, path).split(sep).join('/');
  }

  private relatedTests(files: readonly string[]): string[] {
    const jest = join(this.root, 'node_modules', 'jest', 'bin', 'jest.js');
    const options = ['--config', CONFIG, '--listTests', '--json', '--findRelatedTests', ...files];
    const paths = JSON.parse(command(process.execPath, [jest, ...options], this.folder).toString()) as string[];
    return paths.map((path) => this.name(path)).sort();
  }

  private jest(tests: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Fate> {
    const list = join(this.folder, 'tests.txt');
    writeFile(list, tests.map((test) => `${join(this.folder, test)}\n`).join(''));
    const options = [
      '--config',
      CONFIG,
      '--maxWorkers=1',
      '--bail',
      '--silent',
      '--testSequencer',
      SEQUENCER,
      '--runTestsByPath',
    ];
    const child = spawn(
      process.execPath,
      [join(this.root, 'node_modules', 'jest', 'bin', 'jest.js'), ...options, ...tests],
      {
        cwd: this.folder,
        env: { ...process.env, CHECKPOINT_DISABLE: '1', TESTS_FILE: list, ...variables },
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
      child.stderr.on('data', (part: Buffer) => {
        if (process.env['SHOW_JEST'] !== undefined) process.stderr.write(part);
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

function reachRow(line: string): ReachRow {
  return JSON.parse(line) as ReachRow;
}

/** The more, the sooner a test fails: the test of the file itself, those that mirror its folder, those of the same subject or layer. */
function nearness(test: string, mutated: string): number {
  const folders = dirname(mutated).split('/').slice(1);
  const parts = dirname(test).split('/').slice(1);
  const shared = folders.filter((folder) => parts.includes(folder)).length;
  const isOwn = basename(test).startsWith(`${basename(mutated, '.ts')}.`);
  return (isOwn ? 10 : 0) + shared;
}

/** Jest looks for what imports a file only below its roots. */
function configText(folder: string): string {
  const parts = {
    rootDir: folder,
    roots: ['test', 'src', 'stacks', 'examples', 'scripts'].map((root) => join(folder, root)),
    cacheDirectory: join(folder, '.jest-cache'),
    watchman: false,
  };
  const [end, note] = ['end-on-failure.js', 'note-reach.js'].map((name) =>
    JSON.stringify(join(folder, 'scripts', 'mutants', name)),
  );
  return [
    `const note = process.env.REACH_FILE === undefined ? [] : [${note ?? ''}];`,
    `module.exports = { ...require('./jest.config.js'), ...${JSON.stringify(parts)}, setupFilesAfterEnv: [${end ?? ''}, ...note] };\n`,
  ].join('\n');
}

function command(name: string, args: readonly string[], cwd: string, input?: Buffer): Buffer {
  const { status, stdout, stderr, error } = spawnSync(name, args, { cwd, input, maxBuffer: 1024 ** 3 });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${name} ended with ${status ?? 'a signal'}: ${String(stderr)}`);
  return stdout;
}
