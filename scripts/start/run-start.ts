import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';

import { renderPolicySummary } from '../../src/report/policy/policy-summary';
import { chooseStacks } from './choose-stacks';
import { type Deployment, deployStack } from './deploy-stack';
import { findTerraform, type FoundTerraform } from './find-terraform';
import { Interruption } from './interruption';
import { judgementTimes, newJudgements, type SiteJudgement } from './evaluation';
import { isPlain, outputLines, outputTable } from './output-table';
import { type StartContext, StartError, type StartWorld } from './start-context';
import { outdirOf, type Synthesis, synthesize } from './synthesize';

const STEPS = 5;

const USAGE = `Usage: npm start [-- <stack>... --quiet --verbose]

Synthesizes the program of cdktf.json, prints its evaluation by the policies, deploys the stacks named (default:
gasan-haein) with local state, and says where the drawings are. A second run changes nothing; one that was
interrupted goes on where it stopped.

--quiet prints neither evaluation nor outputs, --verbose the whole report and every output.

TERRAFORM_BINARY_NAME names another binary than terraform or tofu.
`;

/** How much a run prints beside its steps. */
type Level = 'quiet' | 'summary' | 'verbose';

const LEVEL_OF: Readonly<Record<string, Level>> = { '--quiet': 'quiet', '--verbose': 'verbose' };

/**
 * Runs the program of a folder from source to deployed stacks.
 *
 * @param argv - names of stacks, and how much to print
 * @returns the exit code: 0 done (also without Terraform), 1 failed or judged unfit, 2 wrong usage, 130 interrupted
 */
export async function runStart(argv: readonly string[], world: StartWorld): Promise<number> {
  const options = argv.filter((argument) => argument.startsWith('-'));
  const unknown = options.find((option) => !Object.hasOwn(LEVEL_OF, option));
  if (unknown !== undefined) {
    const isHelp = unknown === '--help' || unknown === '-h';
    world.print(isHelp ? USAGE : `error: there is no option '${unknown}'\n\n${USAGE}`);
    return isHelp ? 0 : 2;
  }
  const context: StartContext = { ...world, interruption: new Interruption(world.print) };
  try {
    const names = argv.filter((argument) => !options.includes(argument));
    await run(context, names, LEVEL_OF[options.at(-1) ?? ''] ?? 'summary');
    return context.interruption.exitCode ?? 0;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    context.print(`\n${context.interruption.exitCode === undefined ? 'error: ' : ''}${error.message}\n`);
    return context.interruption.exitCode ?? error.exitCode;
  } finally {
    context.interruption.end();
  }
}

async function run(context: StartContext, names: readonly string[], level: Level): Promise<void> {
  const terraform = await step(context, 1, 'look for Terraform', async () => {
    const found = await findTerraform(context);
    context.print(found.binary === undefined ? `  ${found.problem}\n` : `  ${found.binary} ${found.version}\n`);
    return found;
  });
  const outdir = outdirOf(context);
  const before = judgementTimes(outdir);
  const synthesis = await timed(context, 2, 'synthesize', () => synthesize(context, terraform.binary));
  const evaluations = newJudgements(outdir, before);
  await step(context, 3, 'judge', () => judge(context, synthesis, evaluations, level));
  const stacks = chooseStacks(synthesis.stacks, names);
  const deployments = await timed(context, 4, `deploy ${stacks.map(({ name }) => name).join(', ')}`, async () => {
    const done: Deployment[] = [];
    if (terraform.binary === undefined) context.print(withoutTerraform(terraform));
    else for (const stack of stacks) done.push(await deployed(context, terraform.binary, stack));
    return done;
  });
  await step(context, 5, 'results', () => {
    if (level === 'verbose') printOutputs(context, deployments);
    if (level === 'summary') sumOutputs(context, deployments, terraform.binary ?? '');
    printPlaces(context, evaluations);
  });
  if (terraform.binary === undefined) context.print('\nsynthesized and judged, but NOT deployed: see step 4\n');
}

async function step<T>(context: StartContext, number: number, name: string, act: () => T | Promise<T>): Promise<T> {
  context.print(`\n[${number}/${STEPS}] ${name}\n`);
  const result = await act();
  if (context.interruption.exitCode !== undefined) throw new StartError('interrupted');
  return result;
}

/** A step that takes its time, and says how much. */
function timed<T>(context: StartContext, number: number, name: string, act: () => T | Promise<T>): Promise<T> {
  return step(context, number, name, async () => {
    const begin = performance.now();
    const result = await act();
    if (context.interruption.exitCode === undefined) {
      context.print(`  done in ${((performance.now() - begin) / 1_000).toFixed(1)} s\n`);
    }
    return result;
  });
}

/**
 * Prints every evaluation; errors end the run.
 *
 * @throws StartError where a site is unfit, or the program failed before it was judged
 */
function judge(
  context: StartContext,
  { failure, stacks }: Synthesis,
  evaluations: readonly SiteJudgement[],
  level: Level,
): void {
  const { hasColours: isColoured = false } = context;
  for (const { text, report } of evaluations) {
    if (level === 'verbose') context.print(`${text}\n`.replace(/^(?=.)/gm, '  '));
    if (level !== 'quiet')
      context.print(renderPolicySummary(report, { files: [], isColoured }).replace(/^/gm, '  ').trimEnd() + '\n');
  }
  const errors = evaluations.reduce((sum, evaluation) => sum + evaluation.errors, 0);
  if (errors > 0) {
    const files = evaluations.map(({ folder }) => join(relative(context.folder, folder), 'policy.txt'));
    throw new StartError(
      `${errors} policy ${errors === 1 ? 'error stops' : 'errors stop'} it: correct or acknowledge each\nall findings, with their remedies: ${files.join(', ')}`,
    );
  }
  if (failure !== undefined) {
    const lines = failure.filter((line) => !/^\s+at .*\d+:\d+\)?$/.test(line)).map((line) => `  ${line}`.trimEnd());
    throw new StartError(`the program failed:\n${lines.join('\n')}`);
  }
  if (stacks.size === 0) throw new StartError('the program has no stack');
  if (evaluations.length === 0) context.print('  no site to judge\n');
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

/** Every output of every stack. */
function printOutputs(context: StartContext, deployments: readonly Deployment[]): void {
  for (const { stack, outputs } of deployments) {
    context.print(Object.keys(outputs).length === 0 ? `  ${stack} has no outputs\n` : `  ${stack}\n`);
    context.print(outputTable(outputs).replace(/^(?=.)/gm, '    '));
  }
}

/** Numbers and words of every stack, and how many further outputs there are. */
function sumOutputs(context: StartContext, deployments: readonly Deployment[], terraform: string): void {
  for (const { stack, folder, outputs } of deployments) {
    const all = Object.values(outputs);
    const more = all.filter((output) => !isPlain(output)).length;
    context.print(all.length === 0 ? `  ${stack} has no outputs\n` : `  ${stack}\n`);
    for (const line of outputLines(outputs)) context.print(`    ${line}\n`);
    if (more === 0) continue;
    const words = more === 1 ? '1 more output' : `${more} more outputs`;
    context.print(`    ${words}: ${terraform} -chdir=${relative(context.folder, folder)} output\n`);
  }
}

function printPlaces(context: StartContext, evaluations: readonly SiteJudgement[]): void {
  for (const { site, folder } of evaluations) {
    const page = join(folder, 'index.html');
    const shown = relative(context.folder, existsSync(page) ? page : folder);
    context.print(`  drawings and reports of site '${site}': ${shown}\n`);
  }
}
