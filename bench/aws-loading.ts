import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

const ROUNDS = 5;

/** Below the packages, so that the compiled library finds them. */
const OUTPUT = join('node_modules', '.cache', 'aifactory-bench');

/** What is used after loading, in a process of its own each. */
const USES = ['region', 'network', 'pool', 'cluster', 'lustre', 'line'] as const;

function run(command: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  return stdout;
}

/** Best of several runs of the compiled library, in ms, without the start of the process and of cdktf. */
function millisecondsOf(entry: string, use: string): number {
  const script = join('bench', 'aws-use.js');
  return Math.min(...Array.from({ length: ROUNDS }, () => Number(run([script, OUTPUT, entry, use]))));
}

/** Time to load the compiled AWS entry point over the core, and to use each construct for the first time. */
export function benchAwsLoading(): void {
  run([
    join('node_modules', 'typescript', 'bin', 'tsc'),
    '-p',
    'tsconfig.build.json',
    '--outDir',
    OUTPUT,
    '--sourceMap',
    'false',
  ]);
  try {
    const core = millisecondsOf('core', '');
    console.log(`core: ${core.toFixed(0)} ms`);
    for (const use of ['', ...USES]) {
      const over = millisecondsOf('aws', use) - core;
      console.log(`aws, ${use === '' ? 'loaded' : use}: ${over.toFixed(0)} ms over the core`);
    }
  } finally {
    rmSync(OUTPUT, { recursive: true, force: true });
  }
}

if (require.main === module) benchAwsLoading();
