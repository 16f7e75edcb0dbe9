import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformResource, TerraformStack } from 'cdktf';
import { SiteElement } from '../src/constructs/stacks/site-element';
import { GIGAWATT_HALLS, gigawatt } from './gigawatt';
import { cooledChainSeconds } from './power-chain';

/** A figure with the most that it may be. */
export interface Row {
  readonly name: string;
  readonly what: string;
  readonly unit: string;
  readonly limit: number;
  /** Whether it is more, and not less, that is good. */
  readonly isLeast?: true;
  /** Most memory of the process, MB. Absent: it is told, and not judged. */
  readonly mostMegabytes?: number;
  /** Whether it ends within seconds. */
  readonly isQuick?: true;
  /**
   * What is known to miss the goal, and what it measured when this was written, on what machine. The limit stays the goal: the row says that it is missed. It fails
   * where it is more than twice that figure.
   */
  readonly gap?: { readonly measured: number; readonly why: string };
  readonly measure: () => number;
}

const SMALL_HALLS = 2;
const PHASES = 8;
const MEMORY = 1_200;

/** User CPU of an act, s. */
function userSeconds(act: () => void): number {
  const before = process.cpuUsage();
  act();
  return process.cpuUsage(before).user / 1e6;
}

function growth(from: number, to: number, phases: number): number {
  const [small, large] = [gigawatt(from, phases), gigawatt(to, phases)];
  return Math.log(large.judged / small.judged) / Math.log(large.gpus / small.gpus);
}

/** Resources such as the inventory has them. */
function resources(count: number): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (let number = 0; number < count; number += 1) {
    const devices = Array.from({ length: 4 }, (_, at) => `U${at * 10 + 1} gpu-${number}-${at} (DGX B200)`);
    const input = {
      devices,
      free_units: 8,
      hall: 'hall',
      load_watts: 57_200,
      model: '48 U rack',
      row: `R${number % 99}`,
    };
    all[`bench-rack-${number}`] = { input };
  }
  return all;
}

function inFolder<T>(act: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'aifactory-bench-'));
  try {
    return act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** User CPU of a synthesis of so many resources in bulk, s. */
function bulkSeconds(all: Record<string, unknown>): number {
  return inFolder((outdir) => {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, 'bench');
    const terraform = { resource: { terraform_data: all } };
    new SiteElement(stack, 'bulk', { terraform: () => terraform, onSynthesize: () => undefined });
    return userSeconds(() => {
      app.synth();
    });
  });
}

/** The same over `JSON.stringify` and the write of its text, in one process; the better of three each. */
function bulkRatio(count: number): number {
  const all = resources(count);
  const best = (measure: () => number): number => Math.min(...[1, 2, 3].map(measure));
  const plain = best(() =>
    inFolder((folder) =>
      userSeconds(() => {
        writeFileSync(join(folder, 'plain.json'), JSON.stringify({ resource: { terraform_data: all } }, null, 2));
      }),
    ),
  );
  return best(() => bulkSeconds(all)) / plain;
}

class OneResource extends TerraformResource {
  public constructor(
    scope: TerraformStack,
    id: string,
    private readonly values: unknown,
  ) {
    super(scope, id, { terraformResourceType: 'terraform_data' });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return this.values as Record<string, unknown>;
  }
}

/** User CPU of one construct a resource over that of bulk. */
function bulkLead(count: number): number {
  const all = resources(count);
  const single = inFolder((outdir) => {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, 'bench');
    return userSeconds(() => {
      for (const [name, values] of Object.entries(all)) new OneResource(stack, name, values);
      app.synth();
    });
  });
  return single / bulkSeconds(all);
}

/** The package as it would be installed, built once into a folder of the cache. */
const INSTALLED = join('node_modules', '.cache', 'aifactory-bench-package');

/** Builds the package for the rows that start it. */
export function buildPackage(): void {
  rmSync(INSTALLED, { recursive: true, force: true });
  const compiler = join('node_modules', 'typescript', 'bin', 'tsc');
  const { status, stdout } = spawnSync(
    process.execPath,
    [compiler, '-p', 'tsconfig.build.json', '--outDir', join(INSTALLED, 'dist')],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stdout);
  for (const part of ['bin', 'docs', 'package.json', 'README.md', 'CHANGELOG.md', 'LICENSE']) {
    if (existsSync(part)) cpSync(part, join(INSTALLED, part), { recursive: true });
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(INSTALLED, 'node_modules'));
}

function megabytesOf(folder: string): number {
  const sizes = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink()) return 0;
    return entry.isDirectory() ? megabytesOf(path) : statSync(path).size / 1e6;
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Wall time of the installed command less nothing: what a person waits, s; the best of five. */
function commandSeconds(args: readonly string[]): number {
  if (!existsSync(INSTALLED)) throw new Error('the package is not built: run the whole check');
  const times = [1, 2, 3, 4, 5].map(() => {
    const begin = process.hrtime.bigint();
    const { status, stderr } = spawnSync(process.execPath, [join(INSTALLED, 'bin', 'aifactory.js'), ...args]);
    if (status !== 0) throw new Error(String(stderr));
    return Number(process.hrtime.bigint() - begin) / 1e9;
  });
  return Math.min(...times);
}

const SIZE = ['size', '--system', 'dgx-b200', '--count', '127', '--switch', 'qm9700', '--ufm', '4'];

/** What is asserted. */
export const ROWS: readonly Row[] = [
  {
    name: 'cooled-chain',
    what: '5,040 racks, 400 nodes with cooling fed from them, all single failures, standby members, 20 phases: planned and judged',
    unit: 's user CPU',
    limit: 5,
    isQuick: true,
    gap: {
      measured: 10.3,
      why: 'phases walk chains again whose parts did not change; half of it is collection of garbage',
    },
    measure: () => cooledChainSeconds().judged,
  },
  {
    name: 'growth',
    what: 'exponent of planning and judging from 1 hall to 4, 10,000 to 41,000 GPUs',
    unit: 'exponent',
    limit: 1.1,
    isQuick: true,
    measure: () => growth(1, 4, 0),
  },
  {
    name: 'gigawatt',
    what: '1 GW, cooling on nodes, compartments, standby groups, halls unlike: built, planned and judged',
    unit: 's user CPU',
    limit: 6,
    mostMegabytes: MEMORY,
    gap: { measured: 15, why: 'placement, cables and rules go through all halls though most are alike' },
    measure: () => gigawatt(GIGAWATT_HALLS, 0).judged,
  },
  {
    name: 'gigawatt-phases',
    what: `the same in ${PHASES} phases`,
    unit: 's user CPU',
    limit: 15,
    mostMegabytes: MEMORY,
    gap: { measured: 45, why: 'each phase walks all its losses again, also those of halls that did not change' },
    measure: () => gigawatt(GIGAWATT_HALLS, PHASES).judged,
  },
  {
    name: 'gigawatt-limits',
    what: 'what it runs out of first, after that',
    unit: 's user CPU',
    limit: 10,
    gap: { measured: 17, why: 'each size that is tried is planned whole' },
    measure: () => gigawatt(GIGAWATT_HALLS, 0, true).limits ?? Infinity,
  },
  {
    name: 'gigawatt-growth',
    what: 'exponent of planning and judging from 20,000 to 300,000 GPUs',
    unit: 'exponent',
    limit: 1.1,
    measure: () => growth(SMALL_HALLS, GIGAWATT_HALLS, 0),
  },
  {
    name: 'gigawatt-phases-growth',
    what: `the same in ${PHASES} phases`,
    unit: 'exponent',
    limit: 1.1,
    measure: () => growth(PHASES, GIGAWATT_HALLS, PHASES),
  },
  ...[30_000, 100_000].map((count): Row => ({
    name: `bulk-${count}`,
    what: `synthesis of ${count} resources in bulk over JSON.stringify and the write`,
    unit: 'x',
    limit: 1.5,
    ...(count === 30_000 ? { isQuick: true } : {}),
    gap: { measured: 3.6, why: 'the file that cdktf has written is read and written again around the text' },
    measure: () => bulkRatio(count),
  })),
  {
    name: 'bulk-lead',
    what: 'one construct a resource over bulk, 30,000 resources',
    unit: 'x',
    limit: 20,
    isLeast: true,
    measure: () => bulkLead(30_000),
  },
  {
    name: 'start-help',
    what: "'aifactory --help' of the installed package",
    unit: 's',
    limit: 0.2,
    measure: () => commandSeconds(['--help']),
  },
  {
    name: 'start-size',
    what: "'aifactory size' of the installed package",
    unit: 's',
    limit: 0.4,
    measure: () => commandSeconds(SIZE),
  },
  {
    name: 'package',
    what: 'the package, unpacked',
    unit: 'MB',
    limit: 6,
    gap: { measured: 7.9, why: 'comments stay in the compiled files, and the docs are in the package' },
    measure: () => megabytesOf(INSTALLED),
  },
];
