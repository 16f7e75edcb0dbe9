import type { HallInput, RackLimits, RowInput } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';

/** A row with its hall, as findings name both. */
export interface RowInHall {
  readonly hall: HallInput;
  readonly row: RowInput;
  /** Construct path of the row, of its hall or of the site. */
  readonly path: string;
  /** `row 'A' of hall 'hall-1'`. */
  readonly object: string;
}

/** All rows of a site. */
export function rowsOf({ halls, path }: Pick<SitePlan, 'halls' | 'path'>): RowInHall[] {
  return halls.flatMap((hall) =>
    hall.rows.map((row) => ({
      hall,
      row,
      path: row.path ?? hall.path ?? path,
      object: `row '${row.name}' of hall '${hall.name}'`,
    })),
  );
}

/** Racks of a row that differ, each once: that of the row, and those of single positions. */
export function racksOf({ rack, racks, positions = [] }: RowInput): readonly RackLimits[] {
  const blocked = positions.filter(({ blockedBy }) => blockedBy !== undefined).length;
  const own = positions.flatMap((position) => (position.rack === undefined ? [] : [position.rack]));
  return racks - blocked > own.length ? [rack, ...own] : own;
}

/** A figure of the bodies of a row's racks: the largest that is known, and whether one is not known. */
export function bodyOf(
  row: RowInput,
  figure: keyof NonNullable<RackLimits['body']>,
): { readonly most: number | undefined; readonly isKnown: boolean } {
  const all = racksOf(row).map(({ body }) => body?.[figure]);
  const known = all.filter((value) => value !== undefined);
  return { most: known.length === 0 ? undefined : Math.max(...known), isKnown: known.length === all.length };
}
