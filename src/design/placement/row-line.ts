import type { HallInput, RowInput } from '../../model/placement-plan';

/** Middle of a row in its hall, mm from the middle of the first place: as given, or by its place and the row pitch. */
export function rowMillimetres(
  { rowPitchMillimetres }: Pick<HallInput, 'rowPitchMillimetres'>,
  { yMillimetres, slot }: Pick<RowInput, 'yMillimetres' | 'slot'>,
  index: number,
): number {
  return yMillimetres ?? (slot ?? index) * rowPitchMillimetres;
}

/** Rows of a hall from front to back, each with its middle. */
export function rowLines(hall: HallInput): readonly { readonly row: RowInput; readonly yMillimetres: number }[] {
  return hall.rows
    .map((row, index) => ({ row, yMillimetres: rowMillimetres(hall, row, index) }))
    .sort((a, b) => a.yMillimetres - b.yMillimetres);
}
