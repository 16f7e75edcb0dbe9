import { DesignError } from '../../errors/design-error';

/** A4, mm (ISO 216). */
export const A4 = { widthMillimetres: 210, heightMillimetres: 297 } as const;

/** How labels lie on a sheet of A4. */
export interface SheetGeometry {
  readonly columns: number;
  readonly rows: number;
  /**
   * Margin above and below the labels, and beside them, mm.
   *
   * @default 8
   */
  readonly marginYMillimetres?: number;
  /** @default 8 */
  readonly marginXMillimetres?: number;
  /**
   * Gap between columns, and between rows, mm.
   *
   * @default 2
   */
  readonly gapXMillimetres?: number;
  /** @default 2 */
  readonly gapYMillimetres?: number;
  /**
   * Labels that are gone from the first sheet.
   *
   * @default 0
   */
  readonly skip?: number;
}

/** A geometry with the size of its labels. */
export type SheetLayout = Required<SheetGeometry> & {
  readonly widthMillimetres: number;
  readonly heightMillimetres: number;
};

/** The project's own: sheets differ from maker to maker, and give their margins on the box. */
const MARGIN = 8;
const GAP = 2;

/** The project's own: below it a QR code and a line beside it are no longer read. */
const LEAST_WIDTH = 20;
const LEAST_HEIGHT = 8;
const MOST_ACROSS = 100;

/**
 * Lays out a sheet.
 *
 * @throws DesignError `labels/bad-sheet`, `labels/too-small`
 */
export function layOutSheet(geometry: SheetGeometry): SheetLayout {
  const layout = {
    marginYMillimetres: MARGIN,
    marginXMillimetres: MARGIN,
    gapXMillimetres: GAP,
    gapYMillimetres: GAP,
    skip: 0,
    ...geometry,
  };
  const { columns, rows, skip, marginXMillimetres, marginYMillimetres, gapXMillimetres, gapYMillimetres } = layout;
  const name = `a sheet of ${columns} x ${rows} labels`;
  const isWhole = (count: number, least: number, most: number): boolean =>
    Number.isInteger(count) && count >= least && count <= most;
  if (!isWhole(columns, 1, MOST_ACROSS) || !isWhole(rows, 1, MOST_ACROSS)) {
    throw badSheet(name, 'is no sheet', `give columns and rows from 1 to ${MOST_ACROSS}, such as 3x8`);
  }
  if (!isWhole(skip, 0, columns * rows - 1)) {
    throw badSheet(name, `cannot begin after ${skip} labels`, `give a whole number from 0 to ${columns * rows - 1}`);
  }
  for (const millimetres of [marginXMillimetres, marginYMillimetres, gapXMillimetres, gapYMillimetres]) {
    if (millimetres >= 0 && millimetres <= A4.widthMillimetres / 2) continue;
    throw badSheet(name, `has a margin or gap of ${millimetres} mm`, 'give millimetres from 0 to 105');
  }
  const size = (whole: number, margin: number, gap: number, count: number): number =>
    (whole - 2 * margin - (count - 1) * gap) / count;
  const widthMillimetres = size(A4.widthMillimetres, marginXMillimetres, gapXMillimetres, columns);
  const heightMillimetres = size(A4.heightMillimetres, marginYMillimetres, gapYMillimetres, rows);
  if (widthMillimetres >= LEAST_WIDTH && heightMillimetres >= LEAST_HEIGHT) {
    return { ...layout, widthMillimetres, heightMillimetres };
  }
  const found = `${inMillimetres(widthMillimetres)} x ${inMillimetres(heightMillimetres)} mm`;
  throw new DesignError('labels/too-small', {
    problem: `${name} leaves ${found} a label`,
    remedy: `leave at least ${LEAST_WIDTH} x ${LEAST_HEIGHT} mm: fewer labels, or smaller margins and gaps`,
    value: found,
    limit: `${LEAST_WIDTH} x ${LEAST_HEIGHT} mm`,
  });
}

/**
 * Reads columns and rows from `3x8`.
 *
 * @throws DesignError `labels/bad-sheet`
 */
export function parseSheet(text: string): Pick<SheetGeometry, 'columns' | 'rows'> {
  const [, columns, rows] = /^(\d{1,3})\s?x\s?(\d{1,3})$/i.exec(text.trim()) ?? [];
  if (columns !== undefined && rows !== undefined) return { columns: Number(columns), rows: Number(rows) };
  throw badSheet(`sheet '${text}'`, 'is no grid of labels', "give columns and rows, such as '3x8' or '4x12'");
}

function badSheet(name: string, problem: string, remedy: string): DesignError {
  return new DesignError('labels/bad-sheet', { problem: `${name} ${problem}`, remedy });
}

function inMillimetres(value: number): string {
  return String(Math.round(value * 10) / 10);
}
