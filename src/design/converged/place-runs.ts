import type { CageRun, CorePair } from '../../model/core-pair';

/** A run of which it is known how many cages it has. */
export interface RunNeed {
  readonly run: CageRun;
  readonly cages: number;
}

/** Where a run came to lie: its cages, ascending; fewer than needed where the panel is too small. */
export interface RunCages {
  readonly at: readonly number[];
}

/**
 * Lays runs on the panel: those with a place of their own, then those at the end, then the others from the front. A cage is skipped where it, or a neighbour
 * that would go dark, is taken.
 */
export function placeRuns<T extends RunNeed>(cores: CorePair, needs: readonly T[]): (T & RunCages)[] {
  const taken = new Set(cores.reservedCages);
  const placed = new Map<CageRun, readonly number[]>();
  const take = ({ run, cages }: RunNeed, candidates: Iterable<number>): void => {
    const at: number[] = [];
    for (const cage of candidates) {
      if (at.length === cages) break;
      if (!fits(cores, run, cage, taken)) continue;
      at.push(cage);
      for (const one of [cage, ...neighbours(cores, run, cage)]) taken.add(one);
    }
    placed.set(
      run,
      at.sort((a, b) => a - b),
    );
  };
  for (const need of needs) if (typeof need.run.place === 'number') take(need, upward(cores, need.run.place));
  for (const need of [...needs].reverse()) if (need.run.place === 'end') take(need, upward(cores, 1).reverse());
  let next = 1;
  for (const need of needs) {
    if (need.run.place === 'end') continue;
    if (typeof need.run.place !== 'number') take(need, upward(cores, next));
    const last = placed.get(need.run)?.at(-1);
    if (last !== undefined) next = Math.max(last, ...neighbours(cores, need.run, last)) + 1;
  }
  return needs.map((need) => ({ ...need, at: placed.get(need.run) ?? [] }));
}

/** Neighbours of a cage that go dark with it, as far as the panel has them. */
export function neighbours({ cages }: CorePair, { breakout }: CageRun, cage: number): number[] {
  return (breakout.disables ?? []).map((distance) => cage + distance).filter((one) => one >= 1 && one <= cages);
}

/** Whether a cage can be broken out as a run wants it, among those taken. */
export function fits(cores: CorePair, run: CageRun, cage: number, taken: ReadonlySet<number>): boolean {
  const isOdd = cage % 2 === 1;
  if (run.breakout.cages !== undefined && (run.breakout.cages === 'odd') !== isOdd) return false;
  return [cage, ...neighbours(cores, run, cage)].every((one) => !taken.has(one));
}

function upward({ cages }: CorePair, from: number): number[] {
  return Array.from({ length: Math.max(0, cages - from + 1) }, (_, index) => from + index);
}
