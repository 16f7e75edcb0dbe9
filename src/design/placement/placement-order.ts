import type { RowState } from './floor';
import type { HallInput } from '../../model/placement-plan';

/** What the order of rows depends on. */
export interface PlacementOrderInput {
  /** All rows of the site. */
  readonly all: readonly RowState[];
  /** Wish of each hall. */
  readonly orders: ReadonlyMap<string, HallInput['placement']>;
}

/**
 * Rows in the order in which a new unit tries them. Halls keep their turn; within a hall that wishes so, its rows change places among
 * themselves: `symmetric` takes mirrored pairs from the outside in, of each pair the row that holds less; `near-switches` takes
 * the row nearest to one that takes switches and no systems.
 */
export function inPlacementOrder(rows: readonly RowState[], { all, orders }: PlacementOrderInput): readonly RowState[] {
  const turns = new Map<string, Iterator<RowState>>();
  for (const hall of new Set(rows.map((row) => row.hall))) {
    const own = rows.filter((row) => row.hall === hall);
    const order = orders.get(hall) ?? 'first-fit';
    const floor = all.filter((row) => row.hall === hall);
    const sorted =
      order === 'symmetric' ? pairsFirst(own, floor) : order === 'near-switches' ? nearSwitches(own, floor) : own;
    turns.set(hall, sorted[Symbol.iterator]());
  }
  return rows.map((row) => (turns.get(row.hall)?.next().value as RowState | undefined) ?? row);
}

/** The row at the same distance from the other end of the hall; itself in the middle. */
export function mirrorOf<R extends Pick<RowState, 'index'>>(row: R, floor: readonly R[]): R {
  const inTurn = [...floor].sort((a, b) => a.index - b.index);
  return inTurn[inTurn.length - 1 - inTurn.indexOf(row)] ?? row;
}

function pairsFirst(rows: readonly RowState[], floor: readonly RowState[]): readonly RowState[] {
  const pairOf = (row: RowState): number => Math.min(row.index, mirrorOf(row, floor).index);
  return [...rows].sort((a, b) => pairOf(a) - pairOf(b) || heldBy(a) - heldBy(b) || a.index - b.index);
}

function nearSwitches(rows: readonly RowState[], floor: readonly RowState[]): readonly RowState[] {
  const homes = floor.filter(
    ({ input: { accepts } }) => accepts?.includes('switch') === true && !accepts.includes('system'),
  );
  const distance = (row: RowState): number =>
    homes.reduce((least, home) => Math.min(least, Math.abs(lineOf(home) - lineOf(row))), Number.MAX_SAFE_INTEGER);
  return [...rows].sort((a, b) => distance(a) - distance(b) || a.order - b.order);
}

function heldBy({ racks }: RowState): number {
  return racks.reduce((sum, rack) => sum + rack.systems, 0);
}

function lineOf({ racks, index }: RowState): number {
  return racks[0]?.site.yMillimetres ?? index;
}
