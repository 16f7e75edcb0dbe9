import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROUNDS = 5;

/** Best of several runs of a program to its finished synthesis, in seconds. */
function secondsOf(program: string, outdir: string, environment: Readonly<Record<string, string>> = {}): number {
  const command = join('node_modules', 'ts-node', 'dist', 'bin.js');
  const runs = Array.from({ length: ROUNDS }, () => {
    const begin = process.hrtime.bigint();
    const { status, stderr } = spawnSync(process.execPath, [command, '-T', program], {
      env: { ...process.env, CDKTF_OUTDIR: outdir, ...environment },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    return Number(process.hrtime.bigint() - begin) / 1e9;
  });
  return Math.min(...runs);
}

function resourcesIn(file: string): number {
  const { resource } = JSON.parse(readFileSync(file, 'utf8')) as { resource: Record<string, object> };
  return Object.values(resource).reduce((sum, kind) => sum + Object.keys(kind).length, 0);
}

/** Default program against a bare cdktf program with as many resources: start of the process to finished synthesis. */
export function benchSynthesis(): void {
  const outdir = mkdtempSync(join(tmpdir(), 'aifactory-bench-'));
  try {
    const ours = secondsOf(join('stacks', 'main.ts'), outdir);
    const count = resourcesIn(join(outdir, 'stacks', 'gasan-haein', 'cdk.tf.json'));
    const bare = secondsOf(join('bench', 'bare-program.ts'), outdir, { BARE_RESOURCES: String(count) });
    console.log(
      `synthesis of ${count} resources: ours ${ours.toFixed(2)} s, bare cdktf ${bare.toFixed(2)} s, ratio ${(ours / bare).toFixed(2)}`,
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

if (require.main === module) benchSynthesis();
