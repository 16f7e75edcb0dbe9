import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import equivalents from './mutants/equivalents.json';
import { equivalentOf, findMutants, sampleMutants, type Equivalent, type Mutant } from './mutants/find-mutants';
import { ScratchTree, type Numbered } from './mutants/run-mutants';

/**
 * Puts small faults into engines and policies, one at a time, and counts those that a test finds:
 * `npm run mutants -- [<count> [<seed>]] [--near] [--only=3,17]`, by default 60 of seed 1.
 *
 * A first run, without a fault, notes which tests come to which mutant. Each is then tried, in a copy of the tree, with those tests alone, nearest first, until
 * one fails. What the tests of engines and policies leave is tried with all others, unless `--near` is given; `--only` takes some of the sample by number.
 * Ends with 1 where fewer than 90 % are killed, or where `mutants/equivalents.json` lists what is no longer there.
 */
const LEAST_SHARE = 0.9;

const FOLDERS = ['src/design', 'src/policy'];

const root = join(__dirname, '..');
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const [count = 60, seed = 1] = process.argv
  .slice(2)
  .filter((argument) => !argument.startsWith('--'))
  .map(Number);
const only = flags.find((flag) => flag.startsWith('--only='))?.slice('--only='.length);

void main();

async function main(): Promise<void> {
  const all = FOLDERS.flatMap(sourceFiles).flatMap((file) => findMutants(file, readFileSync(join(root, file), 'utf8')));
  const listed: readonly Equivalent[] = equivalents;
  const stale = listed.filter((each) => !all.some((mutant) => equivalentOf(mutant, [each]) !== undefined));
  for (const { file, from, to } of stale) console.log(`no longer there: ${file}: ${from} -> ${to}`);
  const chosen = sampleMutants(all, count, seed)
    .map((mutant, index) => ({ mutant, number: index + 1 }))
    .filter(({ number }) => only === undefined || only.split(',').includes(String(number)));
  console.log(`${chosen.length} of ${all.length} mutants, seed ${seed}`);

  const tree = new ScratchTree(root);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      tree.remove();
      process.exit(1);
    });
  }
  const isEquivalent = ({ mutant }: Numbered): boolean => equivalentOf(mutant, listed) !== undefined;
  let left = chosen.filter((each) => !isEquivalent(each));
  const tried = left.length;
  try {
    for (const isNear of flags.includes('--near') ? [true] : [true, false]) {
      console.log(`\n${left.length} for the tests ${isNear ? 'of engines and policies' : 'of all others'}`);
      left = await survivors(tree, left, isNear);
    }
  } finally {
    tree.remove();
  }
  const killed = tried - left.length;
  const share = killed / Math.max(tried, 1);
  for (const { number, mutant } of left) console.log(`survived: ${number} ${textOf(mutant)}`);
  console.log(
    `\n${killed} killed, ${left.length} survived, ${chosen.length - tried} equivalent: ${(100 * share).toFixed(1)} %`,
  );
  process.exitCode = share >= LEAST_SHARE && stale.length === 0 ? 0 : 1;
}

async function survivors(tree: ScratchTree, mutants: readonly Numbered[], isNear: boolean): Promise<Numbered[]> {
  if (mutants.length === 0) return [];
  const reached = await tree.reach(mutants, isNear);
  const left: Numbered[] = [];
  for (const each of mutants) {
    const tests = reached.get(each.number) ?? [];
    const begin = process.hrtime.bigint();
    const fate = await tree.try(each.mutant, tests);
    const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
    console.log(`${each.number} ${fate} (${tests.length} test files, ${seconds.toFixed(0)} s) ${textOf(each.mutant)}`);
    if (fate === 'survived') left.push(each);
  }
  return left;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort();
}

function textOf({ file, line, inside, from, to, nth }: Mutant): string {
  return `${file}:${line} in ${inside || 'the file'}${nth === 1 ? '' : `, #${nth}`}\n    ${from}\n    ${to}`;
}
