import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { chooseStacks } from './choose-stacks';
import { type Deployment, deployStack } from './deploy-stack';
import { findTerraform, type FoundTerraform } from './find-terraform';
import { Interruption } from './interruption';
import { judgementTimes, newJudgements, type SiteJudgement } from './judgement';
import { outputTable } from './output-table';
import { type StartContext, StartError, type StartWorld } from './start-context';
import { outdirOf, type Synthesis, synthesize } from './synthesize';

const STEPS = 5;

const USAGE = `Usage: npm start [-- <stack>...]

Synthesizes the program of cdktf.json, prints its judgement by the policies, deploys the stacks named (default:
gasan-haein) with local state, and says where the drawings are. A second run changes nothing; one that was
interrupted goes on where it stopped.

TERRAFORM_BINARY_NAME names another binary than terraform or tofu.
`;

/**
 * Runs the program of a folder from source to deployed stacks.
 *
 * @param argv - names of stacks
 * @returns the exit code: 0 done (also without Terraform), 1 failed or judged unfit, 2 wrong usage, 130 interrupted
 */
export async function runStart(argv: readonly string[], world: StartWorld): Promise<number> {
  const option = argv.find((argument) => argument.startsWith('-'));
  if (option !== undefined) {
    const isHelp = option === '--help' || option === '-h';
    world.print(isHelp ? USAGE : `error: there is no option '${option}'\n\n${USAGE}`);
    return isHelp ? 0 : 2;
  }
  const context: StartContext = { ...world, interruption: new Interruption(world.print) };
  try {
    await run(context, argv);
    return context.interruption.exitCode ?? 0;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    context.print(`\n${context.interruption.exitCode === undefined ? 'error: ' : ''}${error.message}\n`);
    return context.interruption.exitCode ?? error.exitCode;
  } finally {
    context.interruption.end();
  }
}

async function run(context: StartContext, names: readonly string[]): Promise<void> {
  const terraform = await step(context, 1, 'look for Terraform', async () => {
    const found = await findTerraform(context);
    context.print(found.binary === undefined ? `  ${found.problem}\n` : `  ${found.binary} ${found.version}\n`);
    return found;
  });
  const outdir = outdirOf(context);
  const before = judgementTimes(outdir);
  const synthesis = await step(context, 2, 'synthesize', () => synthesize(context, terraform.binary));
  const judgements = newJudgements(outdir, before);
  await step(context, 3, 'judge', () => judge(context, synthesis, judgements));
  const stacks = chooseStacks(synthesis.stacks, names);
  const deployments = await step(context, 4, `deploy ${stacks.map(({ name }) => name).join(', ')}`, async () => {
    const done: Deployment[] = [];
    if (terraform.binary === undefined) context.print(withoutTerraform(terraform));
    else for (const stack of stacks) done.push(await deployed(context, terraform.binary, stack));
    return done;
  });
  await step(context, 5, 'results', () => report(context, judgements, deployments));
  if (terraform.binary === undefined) context.print('\nsynthesized and judged, but NOT deployed: see step 4\n');
}

async function step<T>(context: StartContext, number: number, name: string, act: () => T | Promise<T>): Promise<T> {
  context.print(`\n[${number}/${STEPS}] ${name}\n`);
  const begin = performance.now();
  const result = await act();
  if (context.interruption.exitCode !== undefined) throw new StartError('interrupted');
  context.print(`  done in ${((performance.now() - begin) / 1_000).toFixed(1)} s\n`);
  return result;
}

/**
 * Prints every judgement; errors end the run.
 *
 * @throws StartError where a site is unfit, or the program failed before it was judged
 */
function judge(context: StartContext, { failure, stacks }: Synthesis, judgements: readonly SiteJudgement[]): void {
  for (const { text } of judgements) context.print(`${text.replace(/^(?=.)/gm, '  ')}`);
  const errors = judgements.reduce((sum, judgement) => sum + judgement.errors, 0);
  if (errors > 0) {
    const files = judgements.map(({ folder }) => join(relative(context.folder, folder), 'policy.txt'));
    throw new StartError(
      `${errors} policy ${errors === 1 ? 'error stops' : 'errors stop'} it: mend them as above, or acknowledge them\nthe same report is in ${files.join(', ')}`,
    );
  }
  if (failure !== undefined) {
    const lines = failure.filter((line) => !/^\s+at .*\d+:\d+\)?$/.test(line)).map((line) => `  ${line}`.trimEnd());
    throw new StartError(`the program failed:\n${lines.join('\n')}`);
  }
  if (stacks.size === 0) throw new StartError('the program has no stack');
  if (judgements.length === 0) context.print('  no site to judge\n');
}

async function deployed(
  context: StartContext,
  terraform: string,
  stack: Parameters<typeof deployStack>[2],
): Promise<Deployment> {
  const deployment = await deployStack(context, terraform, stack);
  context.print(`  ${stack.name}: ${deployment.summary}\n`);
  return deployment;
}

function withoutTerraform(found: FoundTerraform): string {
  const problem = found.binary === undefined ? found.problem : '';
  return `  skipped: ${problem}
  install Terraform 1.4 or later (developer.hashicorp.com/terraform/install) or OpenTofu (opentofu.org),
  or name a binary with TERRAFORM_BINARY_NAME; then run 'npm start' again\n`;
}

function report(context: StartContext, judgements: readonly SiteJudgement[], deployments: readonly Deployment[]): void {
  for (const { stack, outputs } of deployments) {
    context.print(Object.keys(outputs).length === 0 ? `  ${stack} has no outputs\n` : `  ${stack}\n`);
    context.print(outputTable(outputs).replace(/^(?=.)/gm, '    '));
  }
  for (const { site, folder } of judgements) {
    const page = join(folder, 'index.html');
    const shown = relative(context.folder, existsSync(page) ? page : folder);
    context.print(`  drawings and reports of site '${site}': ${shown}\n`);
  }
}
