import type { HallInput, RowInput } from '../../model/placement-plan';
import { rowLines } from '../../design/placement/floor';
import type { SitePlan } from '../../model/site-plan';
import { bodyOf } from './row-space';

/** Side of a row: what its racks turn to an aisle. Both where it is not known which way they look. */
export type RowSide = 'front' | 'rear' | 'either';

/** The aisle between a row and the next one behind it. */
export interface Aisle {
  readonly hall: HallInput;
  readonly path: string;
  /** `aisle between rows 'A' and 'B' of hall 'hall-1'`. */
  readonly object: string;
  /** The row nearer to the front wall, and the one behind the aisle. */
  readonly near: RowInput;
  readonly far: RowInput;
  /** Between the middles of the rows, mm. */
  readonly pitchMillimetres: number;
  readonly nearSide: RowSide;
  readonly farSide: RowSide;
}

/** All aisles between rows of a site. */
export function aislesOf({ halls, path }: Pick<SitePlan, 'halls' | 'path'>): Aisle[] {
  return halls.flatMap((hall) => {
    const lines = rowLines(hall);
    return lines.slice(1).flatMap((far, index): Aisle[] => {
      const near = lines[index];
      if (near === undefined) return [];
      return [
        {
          hall,
          path: hall.path ?? path,
          object: `aisle between rows '${near.row.name}' and '${far.row.name}' of hall '${hall.name}'`,
          near: near.row,
          far: far.row,
          pitchMillimetres: far.yMillimetres - near.yMillimetres,
          nearSide: backOf(near.row),
          farSide: frontOf(far.row),
        },
      ];
    });
  });
}

/** What a row turns to the front wall. */
export function frontOf({ facing }: RowInput): RowSide {
  if (facing === undefined) return 'either';
  return facing === 'front' ? 'front' : 'rear';
}

/** What a row turns to the back wall. */
export function backOf({ facing }: RowInput): RowSide {
  if (facing === undefined) return 'either';
  return facing === 'front' ? 'rear' : 'front';
}

/** Room that a side of a row asks for: at least, and at most where it is not known which side it is. Undefined: not stated. */
export function clearanceOf(
  row: RowInput,
  side: RowSide,
): { readonly least: number; readonly most: number } | undefined {
  const front = bodyOf(row, 'frontClearanceMillimetres').most;
  const rear = bodyOf(row, 'rearClearanceMillimetres').most;
  const both = side === 'front' ? [front] : side === 'rear' ? [rear] : [front, rear];
  const known = both.filter((value) => value !== undefined);
  if (known.length === 0) return undefined;
  return { least: known.length < both.length ? 0 : Math.min(...known), most: Math.max(...known) };
}
