import { runCli } from '../../src/cli/run-cli';

/** What a command line printed, and how it ended. */
export interface CliRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line; words are parted by single spaces. */
export async function run(
  line: string,
  options: { cwd?: string; isDebug?: boolean; netboxToken?: string } = {},
): Promise<CliRun> {
  let out = '';
  let err = '';
  const code = await runCli(line === '' ? [] : line.split(' '), {
    out: (text) => (out += text),
    err: (text) => (err += text),
    ...options,
  });
  return { code, out, err };
}
