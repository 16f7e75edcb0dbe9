import type { GrownSystem } from './grown-system';
import type { LimitRow } from './limit-row';

/** What a row is made from. */
export type LimitFigures = Omit<LimitRow, 'headroom' | 'by' | 'moreSystems' | 'moreUnits'>;

/** A row with what is left, and for how many more systems that lasts. */
export function limitRowOf(figures: LimitFigures, grown: GrownSystem | undefined): LimitRow {
  const { used, capacity, perSystem } = figures;
  const headroom = capacity - used;
  if (grown === undefined) return { ...figures, headroom };
  const row = { ...figures, headroom, by: grown.cluster.name };
  if (perSystem === undefined || perSystem <= 0) return row;
  return { ...row, ...lasting(Math.max(0, Math.floor(headroom / perSystem)), grown) };
}

/** Systems and the whole units that they make. */
export function lasting(
  moreSystems: number,
  { unitSystems }: GrownSystem,
): Pick<LimitRow, 'moreSystems' | 'moreUnits'> {
  return { moreSystems, moreUnits: Math.floor(moreSystems / unitSystems) };
}
