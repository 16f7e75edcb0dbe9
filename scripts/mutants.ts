import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import equivalents from './mutants/equivalents.json';
import { equivalentOf, findMutants, sampleMutants, type Equivalent, type Mutant } from './mutants/find-mutants';
import { ScratchTree, type Fate } from './mutants/run-mutants';

/**
 * Puts small faults into engines and policies, one at a time, and counts those that a test finds:
 * `npm run mutants -- [<count> [<seed>]] [--near] [--only=3,17]`, by default 60 of seed 1.
 *
 * Each is tried in a copy of the tree, with the tests that import its file, nearest first, until one fails. `--near` runs the tests of engines and policies
 * alone; `--only` takes some of the sample by number. Ends with 1 where fewer than 90 % are killed, or where `mutants/equivalents.json` lists what is no
 * longer there.
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

  const tree = new ScratchTree(root, flags.includes('--near'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      tree.remove();
      process.exit(1);
    });
  }
  const counts = { killed: 0, slow: 0, survived: 0, equivalent: 0 };
  try {
    const files = [...new Set(chosen.map(({ mutant }) => mutant.file))];
    if (!flags.includes('--no-check') && (await tree.try(files)) !== 'survived') {
      throw new Error('a test fails without a mutant: fix it first');
    }
    for (const { mutant, number } of chosen) {
      const begin = process.hrtime.bigint();
      const fate: Fate | 'equivalent' =
        equivalentOf(mutant, listed) === undefined ? await tree.try([mutant.file], mutant) : 'equivalent';
      counts[fate] += 1;
      const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
      console.log(`${number} ${fate} (${seconds.toFixed(0)} s) ${textOf(mutant)}`);
    }
  } finally {
    tree.remove();
  }
  const { survived, equivalent } = counts;
  const killed = counts.killed + counts.slow;
  const share = killed / Math.max(killed + survived, 1);
  console.log(`\n${killed} killed, ${survived} survived, ${equivalent} equivalent: ${(100 * share).toFixed(1)} %`);
  process.exitCode = share >= LEAST_SHARE && stale.length === 0 ? 0 : 1;
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
