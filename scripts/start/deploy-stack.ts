import { rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ApplyProgress, type OutputValue, type PlannedRemoval } from './apply-progress';
import { lockAdvice } from './lock-advice';
import { type CommandResult, runCommand } from './run-command';
import { type StartContext, StartError } from './start-context';
import type { SynthesizedStack } from './synthesize';

/** How a stack is applied. */
export interface DeployOptions {
  /** Resources at a time. Default: Terraform's own, 10. */
  readonly parallelism?: number;
  /** Command that goes on after a failure or an interruption. Default: `npm start`. */
  readonly again?: string;
  /** Command that applies a plan with removals. Default: `npm run deploy`, for this stack. */
  readonly withRemovals?: string;
  /** Whether resources may be removed or replaced. Default: false. */
  readonly allowRemovals?: boolean;
}

/** What a deployment left behind. */
export interface Deployment {
  readonly stack: string;
  /** Folder with its Terraform code. */
  readonly folder: string;
  /** One sentence: what changed. */
  readonly summary: string;
  readonly outputs: Readonly<Record<string, OutputValue>>;
}

/** The saved plan. It may hold secrets, and is there only while it is applied. */
const PLAN_FILE = 'aifactory.tfplan';

/** Addresses that a message names. */
const MOST_NAMED = 10;

/**
 * Plans a stack with Terraform itself and applies that plan: what `cdktf deploy` adds is a start of several seconds and a display for terminals.
 *
 * Terraform writes to files beside the stack, so that it goes on and keeps its state where this process is killed.
 *
 * @throws StartError where Terraform fails or was interrupted, or where the plan removes what may not be removed
 */
export async function deployStack(
  context: StartContext,
  terraform: string,
  stack: SynthesizedStack,
  options: DeployOptions = {},
): Promise<Deployment> {
  const { name, folder } = stack;
  const { parallelism, again = 'npm start' } = options;
  const run = async (
    verb: string,
    args: readonly string[],
    onLine?: (line: string) => void,
  ): Promise<CommandResult> => {
    const result = await runCommand(context, {
      command: terraform,
      args: [verb, '-input=false', ...args],
      cwd: folder,
      logFile: join(folder, `terraform-${verb}.log`),
      ...(onLine === undefined ? {} : { onLine }),
    });
    stopIfInterrupted(context, again);
    return result;
  };
  const init = await run('init', ['-no-color']);
  if (init.code !== 0) {
    throw new StartError(`'${terraform} init' failed for stack '${name}':\n${indented(init.lines)}`);
  }
  const progress = new ApplyProgress(context.print);
  const planFile = join(folder, PLAN_FILE);
  const at = parallelism === undefined ? [] : [`-parallelism=${parallelism}`];
  // OpenTofu makes a plan that all may read; a file that is there keeps its mode.
  rmSync(planFile, { force: true });
  writeFileSync(planFile, '', { mode: 0o600 });
  try {
    const plan = await run('plan', [`-out=${PLAN_FILE}`, '-json', ...at], (line) => progress.readPlan(line));
    if (plan.code !== 0) throw failed(context, terraform, stack, { verb: 'plan', progress, again });
    if (options.allowRemovals !== true) stopBeforeRemovals(stack, progress.removals, options);
    const apply = await run('apply', ['-json', ...at, PLAN_FILE], (line) => progress.readApply(line));
    if (apply.code !== 0) throw failed(context, terraform, stack, { verb: 'apply', progress, again });
  } finally {
    rmSync(planFile, { force: true });
  }
  return { stack: name, folder, summary: progress.summary(), outputs: progress.outputs };
}

function failed(
  context: StartContext,
  terraform: string,
  { name, folder }: SynthesizedStack,
  { verb, progress, again }: { readonly verb: string; readonly progress: ApplyProgress; readonly again: string },
): StartError {
  const chdir = relative(context.folder, folder);
  const advice = lockAdvice(progress.problems, { stack: name, terraform, chdir });
  const said = progress.problems.length > 0 ? progress.problems : [...progress.rest];
  return new StartError(
    advice ??
      `'${terraform} ${verb}' failed for stack '${name}':\n${indented(said)}\n` +
        `what is done is kept in the state: fix it and run '${again}' again, or look at it with\n` +
        `  ${terraform} -chdir=${chdir} plan`,
  );
}

function stopBeforeRemovals(
  { name }: SynthesizedStack,
  removals: readonly PlannedRemoval[],
  { withRemovals = `npm run deploy -- ${name} --allow-removals` }: DeployOptions,
): void {
  if (removals.length === 0) return;
  const replaced = removals.filter(({ isReplaced }) => isReplaced).length;
  const named = removals.slice(0, MOST_NAMED).map(({ address, isReplaced }) => {
    return `  ${address} ${isReplaced ? 'is replaced' : 'is removed'}`;
  });
  const more = removals.length - named.length;
  throw new StartError(
    [
      `the plan of stack '${name}' removes ${removals.length - replaced} and replaces ${replaced} of its resources:`,
      ...named,
      ...(more === 0 ? [] : [`  and ${more} more`]),
      "nothing of it was applied; what was renamed is kept by 'formerly', and what shall go goes with",
      `  ${withRemovals}`,
    ].join('\n'),
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
