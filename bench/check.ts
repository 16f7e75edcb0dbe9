import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { makeFolder, writeFile } from '../src/files/file-writer';
import { buildPackage, type Row, ROWS } from './rows';

const ROUNDS = 5;
const QUICK_ROUNDS = 1;
/** A row with a known gap fails where it is so many times what it was. */
const MOST_OF_GAP = 2;
const RESULTS = join('node_modules', '.cache', 'bench');

/** One measurement in a process of its own. */
interface Measured {
  readonly value: number;
  readonly megabytes: number;
}

interface Result extends Measured {
  readonly row: string;
  readonly what: string;
  readonly unit: string;
  readonly limit: number;
  readonly mostMegabytes: number | undefined;
  /** Value over limit; of a figure that may not be less, limit over value. */
  readonly ratio: number;
  readonly outcome: 'met' | 'missed' | 'known gap' | 'skipped';
  readonly why?: string;
  readonly all: readonly Measured[];
}

function measured(row: Row): Measured {
  const script = join('node_modules', 'ts-node', 'dist', 'bin.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '-T', __filename, '--row', row.name], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Measured;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function resultOf(row: Row, rounds: number): Result {
  const { name, what, unit, limit, mostMegabytes, gap, isLeast } = row;
  const common = { row: name, what, unit, limit, mostMegabytes };
  let all: readonly Measured[];
  try {
    all = Array.from({ length: rounds }, () => measured(row));
  } catch (error) {
    const why = String(error instanceof Error ? error.message : error);
    return { ...common, value: Number.NaN, megabytes: Number.NaN, ratio: Number.NaN, outcome: 'skipped', why, all: [] };
  }
  const [value, megabytes] = [median(all.map((each) => each.value)), median(all.map((each) => each.megabytes))];
  const ratio = isLeast === true ? limit / value : value / limit;
  const isMet = ratio <= 1 && megabytes <= (mostMegabytes ?? Infinity);
  const isKnown = gap !== undefined && (isLeast === true ? gap.measured / value : value / gap.measured) <= MOST_OF_GAP;
  const outcome = isMet ? 'met' : isKnown ? 'known gap' : 'missed';
  return { ...common, value, megabytes, ratio, outcome, ...(gap === undefined ? {} : { why: gap.why }), all };
}

function lineOf({ row, value, unit, limit, ratio, megabytes, mostMegabytes, outcome, why }: Result): string {
  const memory = `peak ${megabytes} MB${mostMegabytes === undefined ? '' : ` of ${mostMegabytes}`}`;
  const reason = outcome === 'met' || why === undefined ? '' : ` (${why})`;
  return `${outcome.padEnd(9)}  ${row.padEnd(22)}  ${value.toFixed(2)} ${unit}, goal ${limit}, ratio ${ratio.toFixed(2)}, ${memory}${reason}`;
}

/**
 * Holds every row against its goal, each in processes of its own, and writes the results as JSON. A row that is missed, and no gap that is known, or one that could not be
 * measured, fails the check.
 *
 * @param isQuick - whether only the rows of CI run, once each
 */
export function checkRows(isQuick: boolean): 0 | 1 {
  const rows = ROWS.filter((row) => !isQuick || row.isQuick === true);
  if (!isQuick) buildPackage();
  const results = rows.map((row) => {
    const result = resultOf(row, isQuick ? QUICK_ROUNDS : ROUNDS);
    console.log(lineOf(result));
    return result;
  });
  makeFolder(RESULTS);
  const path = join(RESULTS, isQuick ? 'quick.json' : 'results.json');
  writeFile(path, `${JSON.stringify({ load: loadavg(), node: process.version, results }, null, 2)}\n`);
  const bad = results.filter(({ outcome }) => outcome === 'missed' || outcome === 'skipped');
  const known = results.filter(({ outcome }) => outcome === 'known gap');
  console.log(
    `${results.length} rows, ${bad.length} missed or skipped, ${known.length} known to miss their goal; load ${loadavg()[0]?.toFixed(1) ?? ''}; ${path}`,
  );
  return bad.length > 0 ? 1 : 0;
}

/** Measures one row in this process and prints it. */
export function measureRow(name: string): void {
  const row = ROWS.find((each) => each.name === name);
  if (row === undefined) throw new Error(`no row '${name}'`);
  const value = row.measure();
  console.log(JSON.stringify({ value, megabytes: Math.round(process.resourceUsage().maxRSS / 1_024) }));
}

if (require.main === module) measureRow(process.argv[3] ?? '');
