import { spawnSync } from 'node:child_process';

/** A program, its arguments and where it runs. */
export interface CommandInput {
  readonly cwd: string;
  /** Set beside the environment of the tests; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** How a command ended and what it wrote. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  /** Both outputs, without colours. */
  readonly output: string;
}

/** Runs a command to its end, as a user's shell would: without what npm and jest put into the environment. */
export function runCommand(command: string, args: readonly string[], { cwd, env = {} }: CommandInput): CommandResult {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: { ...usersEnvironment(), ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 256 * 2 ** 20,
  });
  if (error !== undefined) throw error;
  return { code: status ?? 1, stdout, output: withoutColours(`${stdout}\n${stderr}`) };
}

/** Output of a command that must succeed. */
export function outputOf(command: string, args: readonly string[], input: CommandInput): string {
  const { code, stdout, output } = runCommand(command, args, input);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output}`);
  return stdout;
}

function usersEnvironment(): NodeJS.ProcessEnv {
  const ours = /^(npm_(package|lifecycle|command|node|execpath|config_local_prefix)|INIT_CWD|NODE_ENV|NODE_PATH|JEST_)/;
  const users = Object.entries(process.env).filter(([name]) => !ours.test(name));
  return { ...Object.fromEntries(users), CI: 'true', CHECKPOINT_DISABLE: '1', NO_COLOR: '1', FORCE_COLOR: undefined };
}

function withoutColours(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\u001b\[[0-9;]*m/g, '');
}
