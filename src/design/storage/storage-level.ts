import { DesignErrors, wholeNumberError } from '../../errors/design-error';
import type { StorageGrade, StorageRates, StorageScope } from '../../model/storage-plan';

/** Grade of a storage tier. */
export interface StorageLevel {
  /** The lower one of reads and writes. */
  readonly grade: StorageGrade;
  readonly read: StorageGrade;
  readonly write: StorageGrade;
  /** Scope whose row of the table was used, and the systems that it stands for. */
  readonly scope: StorageScope;
  readonly scopeNodes: number;
  /** False: the table has no row for so many systems, and the nearest one was used as it is. */
  readonly isPublishedScope: boolean;
  /** Least rates of each grade in that row, bit/s. */
  readonly least: Readonly<Record<Exclude<StorageGrade, 'below-good'>, StorageRates>>;
}

interface Row {
  readonly scope: StorageScope;
  readonly nodes: number;
  /** Least rates of good, better and best, GB/s. */
  readonly read: readonly [number, number, number];
  readonly write: readonly [number, number, number];
}

const GIGABYTE_BITS = 8_000_000_000;

/** NVIDIA DGX SuperPOD Reference Architecture, DGX H100, RA-11333-001 V11, Table 6. A scalable unit (SU) is 32 systems. */
const TABLE: readonly [Row, ...Row[]] = [
  { scope: '1 node', nodes: 1, read: [4, 8, 40], write: [2, 4, 20] },
  { scope: '1 SU', nodes: 32, read: [15, 40, 125], write: [7, 20, 62] },
  { scope: '4 SU', nodes: 128, read: [60, 160, 500], write: [30, 80, 250] },
];

/**
 * Grades what a storage tier gives to so many DGX systems by the published table.
 *
 * The table is not linear, so nothing is interpolated: a number without a row takes the nearest row by ratio (of two equally near ones the larger).
 *
 * @throws DesignError `storage/invalid-number`
 * @see https://docs.nvidia.com/dgx-superpod/reference-architecture-scalable-infrastructure-h100/latest/
 */
export function storageLevel(nodes: number, rates: StorageRates): StorageLevel {
  const code = 'storage/invalid-number';
  DesignErrors.throwAll(
    [
      wholeNumberError({ code, owner: 'storage level', field: 'nodes', value: nodes, least: 1 }),
      ...Object.entries(rates).map(([field, value]: [string, number]) =>
        wholeNumberError({ code, owner: 'storage level', field, value, least: 0 }),
      ),
    ].filter((error) => error !== undefined),
  );
  const row = nearestRow(nodes);
  const read = gradeOf(rates.readBitsPerSecond, row.read);
  const write = gradeOf(rates.writeBitsPerSecond, row.write);
  return {
    grade: GRADES.indexOf(read) < GRADES.indexOf(write) ? read : write,
    read,
    write,
    scope: row.scope,
    scopeNodes: row.nodes,
    isPublishedScope: row.nodes === nodes,
    least: { good: ratesOf(row, 0), better: ratesOf(row, 1), best: ratesOf(row, 2) },
  };
}

/** GPUs of a system of the table. */
const REFERENCE_GPUS = 8;

/** Catalogue id of the system that the table is published for. */
export const REFERENCE_SYSTEM = 'dgx-h100';

/** Systems of the table's size that hold so many GPUs, rounded up: a rack of 72 GPUs counts as 9. */
export function referenceSystems(gpus: number): number {
  return Math.ceil(gpus / REFERENCE_GPUS);
}

const GRADES: readonly StorageGrade[] = ['below-good', 'good', 'better', 'best'];

/** n is nearer to b than to a, by ratio, from n * n = a * b on. */
function nearestRow(nodes: number): Row {
  return TABLE.reduce((nearest, row) => (nodes * nodes >= nearest.nodes * row.nodes ? row : nearest));
}

function ratesOf({ read, write }: Row, grade: 0 | 1 | 2): StorageRates {
  return { readBitsPerSecond: read[grade] * GIGABYTE_BITS, writeBitsPerSecond: write[grade] * GIGABYTE_BITS };
}

function gradeOf(bitsPerSecond: number, [good, better, best]: readonly [number, number, number]): StorageGrade {
  if (bitsPerSecond >= best * GIGABYTE_BITS) return 'best';
  if (bitsPerSecond >= better * GIGABYTE_BITS) return 'better';
  return bitsPerSecond >= good * GIGABYTE_BITS ? 'good' : 'below-good';
}
