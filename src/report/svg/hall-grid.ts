/** How much a cell of a rack shows: name and figures, its number alone, or its colour alone. */
export type CellDetail = 'full' | 'number' | 'colour';

/** Sizes of the cells of a plan, in px. */
export interface HallGrid {
  readonly detail: CellDetail;
  /** From one rack to the next. */
  readonly pitch: number;
  readonly width: number;
  readonly height: number;
  /** Between two rows, where the aisle is named. */
  readonly aisle: number;
  /** Room of the names and totals of rows. */
  readonly left: number;
}

/** Room for racks on a drawing that a screen shows whole. */
const ROOM = 1_400;
const LEFT = 190;
const FULL = { pitch: 70, width: 66, height: 58 };
const LEAST_PITCH = 4;
const NUMBER_PITCH = 22;

/** A grid on which the longest row fits: the longer it is, the less each of its cells says. */
export function hallGrid(longestRow: number): HallGrid {
  const pitch = Math.min(FULL.pitch, Math.max(LEAST_PITCH, Math.floor((ROOM / Math.max(1, longestRow)) * 2) / 2));
  if (pitch >= FULL.pitch) return { detail: 'full', ...FULL, aisle: 26, left: LEFT };
  const gap = pitch >= NUMBER_PITCH ? 3 : pitch >= 8 ? 1.5 : 0.5;
  const detail = pitch >= NUMBER_PITCH ? 'number' : 'colour';
  return { detail, pitch, width: pitch - gap, height: detail === 'number' ? 34 : 24, aisle: 18, left: LEFT };
}
