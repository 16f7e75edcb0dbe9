import { join, relative } from 'node:path';
import { makeFolder } from '../../src/files/file-writer';
import { renderPolicySummary } from '../../src/report/policy/policy-summary';
import { deployStack } from '../start/deploy-stack';
import { findTerraform } from '../start/find-terraform';
import { Interruption } from '../start/interruption';
import { judgementTimes, newJudgements } from '../start/evaluation';
import { type StartContext, StartError, type StartWorld } from '../start/start-context';
import { outdirOf, type SynthesizedStack, synthesize } from '../start/synthesize';
import { deployArguments, DEPLOY_USAGE, type DeployArguments } from './deploy-arguments';
import { deployOrder } from './deploy-order';
import { DeployRecord } from './deploy-record';

/**
 * Applies the stacks of a program one after another, and goes on where an earlier run was interrupted.
 *
 * @param argv - names of stacks, and options
 * @returns the exit code: 0 done, 1 failed or judged unfit, 2 wrong usage, 130 interrupted
 */
export async function runDeploy(argv: readonly string[], world: StartWorld): Promise<number> {
  const context: StartContext = { ...world, interruption: new Interruption(world.print) };
  try {
    const asked = deployArguments(argv);
    if (asked.isHelp) context.print(DEPLOY_USAGE);
    else await deploy(context, asked, argv);
    return context.interruption.exitCode ?? 0;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    context.print(`\n${context.interruption.exitCode === undefined ? 'error: ' : ''}${error.message}\n`);
    return context.interruption.exitCode ?? error.exitCode;
  } finally {
    context.interruption.end();
  }
}

async function deploy(context: StartContext, asked: DeployArguments, argv: readonly string[]): Promise<void> {
  const terraform = await findTerraform(context);
  if (terraform.binary === undefined) throw new StartError(`${terraform.problem}: install Terraform or OpenTofu`);
  const { stacks, outdir } = await synthesized(context, terraform.binary, asked);
  const order = deployOrder(stacks, asked.names);
  const record = new DeployRecord(outdir);
  const cached = withPluginCache(context, outdir);
  const again = ['npm run deploy', ...(argv.length === 0 ? [] : ['--', ...argv.map(quoted)])].join(' ');
  const withRemovals = `${again}${argv.length === 0 ? ' --' : ''} --allow-removals`;
  for (const [index, stack] of order.entries()) {
    context.print(`\n[${index + 1}/${order.length}] ${stack.name}\n`);
    if (record.isApplied(stack)) {
      context.print('  applied by the run before this one\n');
      continue;
    }
    const begin = performance.now();
    const { parallelism, allowRemovals } = asked;
    const options = { parallelism, allowRemovals, again, withRemovals };
    const { summary } = await deployStack(cached, terraform.binary, stack, options);
    record.keep(stack);
    context.print(`  ${summary}, in ${((performance.now() - begin) / 1_000).toFixed(1)} s\n`);
  }
  record.end();
  context.print(`\n${order.length} ${order.length === 1 ? 'stack' : 'stacks'} deployed\n`);
}

/**
 * The program's stacks, after its evaluation.
 *
 * @throws StartError where it failed, or its site is unfit
 */
async function synthesized(
  context: StartContext,
  terraform: string,
  { app }: DeployArguments,
): Promise<{ readonly stacks: ReadonlyMap<string, SynthesizedStack>; readonly outdir: string }> {
  const outdir = outdirOf(context);
  const before = judgementTimes(outdir);
  const { stacks, failure } = await synthesize(context, terraform, app);
  if (context.interruption.exitCode !== undefined) throw new StartError('interrupted');
  const evaluations = newJudgements(outdir, before);
  const unfit = evaluations.filter(({ errors }) => errors > 0);
  for (const { report, folder } of unfit) {
    const files = [['all findings', join(relative(context.folder, folder), 'policy.txt')]] as const;
    context.print(renderPolicySummary(report, { files }));
  }
  if (unfit.length > 0) throw new StartError('errors of the evaluation stop it: correct or acknowledge each');
  if (failure !== undefined) throw new StartError(`the program failed:\n${failure.join('\n')}`);
  if (stacks.size === 0) throw new StartError('the program has no stack');
  return { stacks, outdir };
}

/** Many stacks take one provider: it is fetched once. */
function withPluginCache(context: StartContext, outdir: string): StartContext {
  const given = context.env['TF_PLUGIN_CACHE_DIR'];
  if (given !== undefined && given !== '') return context;
  const folder = join(outdir, 'plugins');
  makeFolder(folder);
  return { ...context, env: { ...context.env, TF_PLUGIN_CACHE_DIR: folder } };
}

function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `"${argument.replace(/(["\\$`])/g, '\\$1')}"`;
}
