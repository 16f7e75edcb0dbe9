import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { StartContext } from './start-context';

/** A command and where it runs. */
export interface CommandInput {
  readonly command: string;
  /** Absent: the command is a line for the shell. */
  readonly args?: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly onLine?: (line: string) => void;
}

/** How a command ended. */
export interface CommandResult {
  /** 0 is well; undefined where it could not be started. */
  readonly code: number | undefined;
  /** What it said on both outputs, its last 1,000 lines. */
  readonly lines: readonly string[];
}

const MOST_LINES = 1_000;

/** Runs a command to its end. It has no input; signals reach it through the interruption alone. */
export async function runCommand(context: StartContext, input: CommandInput): Promise<CommandResult> {
  const { command, args, cwd, env = {}, onLine } = input;
  const child = spawn(command, args ?? [], {
    cwd,
    env: { ...commandEnvironment(context), ...env },
    shell: args === undefined,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  context.interruption.watch(child);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (lines.length > MOST_LINES) lines.shift();
      onLine?.(line);
    });
  }
  try {
    const code = await new Promise<number | undefined>((resolve) => {
      child.on('error', (error) => {
        lines.push(error.message);
        resolve(undefined);
      });
      child.on('close', (exitCode) => resolve(exitCode ?? 1));
    });
    return { code, lines };
  } finally {
    context.interruption.watch(undefined);
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
