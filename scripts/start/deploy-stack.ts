import { relative } from 'node:path';
import { ApplyProgress, type OutputValue } from './apply-progress';
import { lockAdvice } from './lock-advice';
import { runCommand } from './run-command';
import { type StartContext, StartError } from './start-context';
import type { SynthesizedStack } from './synthesize';

/** How a stack is applied. */
export interface DeployOptions {
  /** Resources at a time. Default: Terraform's own, 10. */
  readonly parallelism?: number;
  /** Command that goes on after a failure or an interruption. Default: `npm start`. */
  readonly again?: string;
}

/** What a deployment left behind. */
export interface Deployment {
  readonly stack: string;
  /** One sentence: what changed. */
  readonly summary: string;
  readonly outputs: Readonly<Record<string, OutputValue>>;
}

/**
 * Applies a stack with Terraform itself: what `cdktf deploy` adds is a start of several seconds and a display for terminals.
 *
 * @throws StartError where Terraform fails or was interrupted
 */
export async function deployStack(
  context: StartContext,
  terraform: string,
  { name, folder }: SynthesizedStack,
  { parallelism, again = 'npm start' }: DeployOptions = {},
): Promise<Deployment> {
  const chdir = relative(context.folder, folder);
  const init = await runCommand(context, {
    command: terraform,
    args: ['init', '-input=false', '-no-color'],
    cwd: folder,
  });
  stopIfInterrupted(context, again);
  if (init.code !== 0) {
    throw new StartError(`'${terraform} init' failed for stack '${name}':\n${indented(init.lines)}`);
  }
  const progress = new ApplyProgress(context.print);
  const apply = await runCommand(context, {
    command: terraform,
    args: [
      'apply',
      '-auto-approve',
      '-input=false',
      '-json',
      ...(parallelism === undefined ? [] : [`-parallelism=${parallelism}`]),
    ],
    cwd: folder,
    onLine: (line) => progress.read(line),
  });
  stopIfInterrupted(context, again);
  if (apply.code === 0) return { stack: name, summary: progress.summary(), outputs: progress.outputs };
  const advice = lockAdvice(progress.problems, { stack: name, terraform, chdir });
  const said = progress.problems.length > 0 ? progress.problems : [...progress.rest];
  throw new StartError(
    advice ??
      `'${terraform} apply' failed for stack '${name}':\n${indented(said)}\n` +
        `what is done is kept in the state: mend it and run '${again}' again, or look at it with\n` +
        `  ${terraform} -chdir=${chdir} plan`,
  );
}

function stopIfInterrupted({ interruption }: StartContext, again: string): void {
  if (interruption.exitCode === undefined) return;
  throw new StartError(`interrupted: what is done is kept in the state; '${again}' goes on where this run stopped`);
}

function indented(texts: readonly string[]): string {
  return texts
    .flatMap((text) => text.split('\n'))
    .map((line) => `  ${line}`.trimEnd())
    .join('\n');
}
