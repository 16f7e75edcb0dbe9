import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readSync, renameSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { StringDecoder } from 'node:string_decoder';
import type { StartContext } from './start-context';

/** A command and where it runs. */
export interface CommandInput {
  readonly command: string;
  /** Absent: the command is a line for the shell. */
  readonly args?: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly onLine?: (line: string) => void;
  /**
   * File that the command writes to, and that is followed: a command that changes a state must outlive this process, and one that writes to a pipe
   * without a reader dies of it. The file of the run before is kept as `<file>.before`.
   *
   * @default - a pipe
   */
  readonly logFile?: string;
}

/** How a command ended. */
export interface CommandResult {
  /** 0 is well; undefined where it could not be started. */
  readonly code: number | undefined;
  /** What it said on both outputs, its last 1,000 lines. */
  readonly lines: readonly string[];
}

const MOST_LINES = 1_000;

/** How often a log is looked at. */
const FOLLOW_MILLISECONDS = 50;

/** Runs a command to its end. It has no input; signals reach it through the interruption alone. */
export async function runCommand(context: StartContext, input: CommandInput): Promise<CommandResult> {
  const { command, args, cwd, env = {}, onLine, logFile } = input;
  const log = logFile === undefined ? undefined : new FollowedLog(logFile);
  const output = log?.descriptor ?? 'pipe';
  const child = spawn(command, args ?? [], {
    cwd,
    env: { ...commandEnvironment(context), ...env },
    shell: args === undefined,
    detached: true,
    stdio: ['ignore', output, output],
  });
  context.interruption.watch(child);
  const lines: string[] = [];
  const take = (line: string): void => {
    lines.push(line);
    if (lines.length > MOST_LINES) lines.shift();
    onLine?.(line);
  };
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on('line', take);
  }
  const following = log === undefined ? undefined : setInterval(() => log.readLines(take), FOLLOW_MILLISECONDS);
  try {
    const { code, problem } = await ended(child);
    log?.readLines(take);
    log?.readRest(take);
    if (problem !== undefined) lines.push(problem);
    return { code, lines };
  } finally {
    clearInterval(following);
    log?.close();
    context.interruption.watch(undefined);
  }
}

function ended(child: ChildProcess): Promise<{ readonly code: number | undefined; readonly problem?: string }> {
  return new Promise((resolve) => {
    child.on('error', ({ message }) => resolve({ code: undefined, problem: message }));
    child.on('close', (code) => resolve({ code: code ?? 1 }));
  });
}

const CHUNK_BYTES = 65_536;

/** A file that a command writes, read line by line while it grows. What it holds is for its owner alone. */
class FollowedLog {
  /** What the command writes to: every write goes to the end. */
  public readonly descriptor: number;
  private readonly reader: number;
  private readonly decoder = new StringDecoder('utf8');
  private readonly buffer = Buffer.alloc(CHUNK_BYTES);
  private rest = '';

  public constructor(path: string) {
    if (existsSync(path)) renameSync(path, `${path}.before`);
    this.descriptor = openSync(path, 'ax', 0o600);
    this.reader = openSync(path, 'r');
  }

  /** Hands on the lines that have become whole since the last look. */
  public readLines(take: (line: string) => void): void {
    for (;;) {
      const count = readSync(this.reader, this.buffer);
      if (count === 0) return;
      const lines = (this.rest + this.decoder.write(this.buffer.subarray(0, count))).split(/\r?\n/);
      this.rest = lines.pop() ?? '';
      lines.forEach(take);
    }
  }

  /** Hands on a last line without an end. */
  public readRest(take: (line: string) => void): void {
    const rest = this.rest + this.decoder.end();
    this.rest = '';
    if (rest !== '') take(rest);
  }

  public close(): void {
    closeSync(this.descriptor);
    closeSync(this.reader);
  }
}

/** Nobody answers questions, nothing calls home, and the project's own commands are found without npm. */
function commandEnvironment({ env, folder }: StartContext): NodeJS.ProcessEnv {
  return {
    ...env,
    PATH: `${join(folder, 'node_modules', '.bin')}${delimiter}${env['PATH'] ?? ''}`,
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
  };
}
