import qrcode from 'qrcode-generator';
import type { CableScope } from '../../design/as-built/as-built-report';
import {
  LabelMaker,
  cableLabels,
  deviceLabels,
  feedLabels,
  rackLabels,
  type Label,
  type LabelKind,
  type LabelOptions,
  type LabelPlan,
} from '../../design/labels/labels';
import { DesignError } from '../../errors/design-error';
import { siteCableRows } from '../../model/site-cables';
import type { SitePlan } from '../../model/site-plan';
import { peopleCsv } from '../csv';
import { textWidth } from '../drawing/shapes';
import { type Markup, element, verbatim } from '../markup';

const STYLE = `
@page { size: A4 portrait; margin: 0; }
html, body { margin: 0; padding: 0; background: #fff; color: #000; }
.sheet { width: 210mm; height: 297mm; overflow: hidden; break-after: page; }
.sheet:last-of-type { break-after: auto; }
svg { display: block; width: 210mm; height: 297mm; }
text { font-family: Arial, 'Helvetica Neue', Helvetica, 'Liberation Sans', sans-serif; }
@media screen { body { background: #ddd; } .sheet { margin: 5mm auto; background: #fff; } .guide { fill: none; stroke: #bbb; stroke-width: .2; } }
@media print { .guide { display: none; } }
`;

/** Free border within a label, mm: the project's own. */
const PADDING = 1.5;

/** Largest type on a label, and the share of a line that its type takes, mm. */
const LARGEST_TYPE = 4.5;

const TYPE_SHARE = 0.78;

/** Width of bold type over that of plain type, on the safe side. */
const BOLD = 1.08;

/** Most of the width of a label that its QR code takes. */
const MOST_QR_SHARE = 0.45;

/**
 * Writes labels as sheets of A4 in one page of HTML that needs nothing else, piece by piece: each sheet is an inline SVG in millimetres. Lines that are too
 * long are set smaller, never cut.
 *
 * @throws DesignError `labels/bad-sheet`, `labels/too-small`, before the first piece
 */
export function labelSheets({ kind, labels }: LabelPlan, site: string, geometry: SheetGeometry): Iterable<string> {
  return sheets(labels, `Labels of ${kind}, site ${site}`, layOutSheet(geometry));
}

/** Paths of QR codes. Both ends of a cable have the same, one after the other, and making one takes the time of a label. */
function qrPaths(): (text: string) => QrPath {
  let last = { text: '', qr: qrPath('') };
  return (text) => {
    if (text !== last.text) last = { text, qr: qrPath(text) };
    return last.qr;
  };
}

function* sheets(labels: readonly Label[], title: string, layout: SheetLayout): Generator<string> {
  const { columns, rows, skip } = layout;
  const perSheet = columns * rows;
  const pathOf = qrPaths();
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('title', {}, title),
    element('style', {}, verbatim(STYLE)),
  );
  yield `<!doctype html>\n<html lang="en">\n${head.markup}\n<body>\n`;
  for (let first = 0; first < labels.length + skip; first += perSheet) {
    const drawn = Array.from({ length: perSheet }, (_, place) => {
      const label = labels[first + place - skip];
      return label === undefined ? undefined : drawLabel(label, pathOf(label.qr), { place, layout });
    });
    const { widthMillimetres: width, heightMillimetres: height } = A4;
    const drawing = element('svg', { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}` }, drawn);
    yield `${element('section', { class: 'sheet' }, drawing).markup}\n`;
  }
  yield '</body>\n</html>\n';
}

function drawLabel(
  { lines, identifier }: Label,
  { size, path }: QrPath,
  { place, layout }: { readonly place: number; readonly layout: SheetLayout },
): Markup {
  const { columns, widthMillimetres: width, heightMillimetres: height } = layout;
  const x = layout.marginXMillimetres + (place % columns) * (width + layout.gapXMillimetres);
  const y = layout.marginYMillimetres + Math.floor(place / columns) * (height + layout.gapYMillimetres);
  const side = Math.min(height, width * MOST_QR_SHARE);
  const room = width - side - PADDING;
  const lineHeight = Math.min((height - 2 * PADDING) / lines.length, LARGEST_TYPE / TYPE_SHARE);
  const top = (height - lineHeight * lines.length) / 2;
  const typeOf = (line: string, weight: number): number =>
    Math.min(lineHeight * TYPE_SHARE, room / Math.max(textWidth(line, weight), 1));
  const firstType = typeOf(lines[0] ?? '', BOLD);
  const texts = lines.map((line, index) =>
    element(
      'text',
      {
        x: side,
        y: top + lineHeight * (index + TYPE_SHARE),
        'font-size': Math.min(firstType, typeOf(line, 1)),
        'font-weight': index === 0 ? 'bold' : undefined,
      },
      line,
    ),
  );
  const scale = (side / size).toFixed(4);
  const corner = ((height - side) / 2).toFixed(2);
  return element(
    'g',
    { transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})` },
    element('title', {}, identifier),
    element('rect', { class: 'guide', width, height, rx: 1, fill: 'none' }),
    element('path', { d: path, transform: `translate(0 ${corner}) scale(${scale})`, 'shape-rendering': 'crispEdges' }),
    texts,
  );
}

/** A QR code as a path of squares of one unit, with its quiet zone around it. */
interface QrPath {
  /** Modules along a side, quiet zone on both sides among them. */
  readonly size: number;
  /** Path of the dark modules. */
  readonly path: string;
}

/** Light modules around a QR code (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** The QR code of a text in UTF-8, of the smallest version that holds it, with error correction M (15 %). */
export function qrPath(text: string): QrPath {
  const code = qrcode(0, 'M');
  // The library takes each character for a byte.
  code.addData(String.fromCharCode(...new TextEncoder().encode(text)), 'Byte');
  code.make();
  const modules = code.getModuleCount();
  const runs: string[] = [];
  for (let row = 0; row < modules; row += 1) {
    let start = -1;
    for (let column = 0; column <= modules; column += 1) {
      const isDark = column < modules && code.isDark(row, column);
      if (isDark && start < 0) start = column;
      if (isDark || start < 0) continue;
      runs.push(`M${start + QUIET_ZONE} ${row + QUIET_ZONE}h${column - start}v1h-${column - start}z`);
      start = -1;
    }
  }
  return { size: modules + 2 * QUIET_ZONE, path: runs.join('') };
}

const ROWS_AT_ONCE = 1_000;

const END = ['device', 'port', 'face', 'hall', 'row', 'rack', 'u'];

const PLACED = ['device', 'kind', 'model', 'hall', 'row', 'rack', 'u'];

const COLUMNS: Readonly<Record<LabelKind, readonly string[]>> = {
  cables: [
    ...['near', 'far', 'cable', 'fabric'],
    ...END.map((column) => `near_${column}`),
    ...END.map((column) => `far_${column}`),
    ...['medium', 'length_m', 'part_number'],
  ],
  devices: PLACED,
  panels: PLACED,
  racks: ['hall', 'row', 'rack', 'zone', 'model'],
  feeds: ['hall', 'row', 'rack', 'zone', 'feed'],
};

/**
 * Lines of labels as CSV for label printers (quoted as RFC 4180 says), a line a label. A value that a spreadsheet would take for a formula gets an apostrophe
 * in front. Each piece holds up to a thousand lines.
 */
export function* labelLines({ kind, labels }: LabelPlan): Generator<string> {
  const columns = COLUMNS[kind];
  let rows: string[][] = [['identifier', ...columns, 'qr']];
  for (const { identifier, fields, qr } of labels) {
    rows.push([identifier, ...columns.map((column) => fields[column] ?? ''), qr]);
    if (rows.length < ROWS_AT_ONCE) continue;
    yield peopleCsv(rows);
    rows = [];
  }
  if (rows.length > 0) yield peopleCsv(rows);
}

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
type SheetLayout = Required<SheetGeometry> & {
  readonly widthMillimetres: number;
  readonly heightMillimetres: number;
};

/** The project's own: sheets differ from vendor to vendor, and give their margins on the box. */
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

/**
 * Labels of one kind for a whole site. What is in no rack gets none.
 *
 * @throws DesignError `labels/bad-scheme`, `labels/ambiguous`, `labels/qr-too-long`
 */
export function planLabels(plan: SitePlan, kind: LabelKind, options: LabelOptions = {}): LabelPlan {
  const maker = new LabelMaker(kind, plan, options);
  const { labels, unplaced } = made(plan, kind, maker);
  checkUnique(labels);
  return { kind, labels, unplaced };
}

/** Those labels that go on something in a part of the site: of a cable those whose near end is there. */
export function labelsWithin(labels: LabelPlan, { devices }: Pick<SitePlan, 'devices'>, scope: CableScope): LabelPlan {
  const inUnits = new Set(devices.filter(({ unit }) => scope.units?.includes(unit)).map(({ name }) => name));
  return {
    ...labels,
    labels: labels.labels.filter(({ fields }) => {
      const device = fields['near_device'] ?? fields['device'] ?? '';
      const rack = fields['near_rack'] ?? fields['rack'] ?? '';
      return scope.racks?.includes(rack) === true || scope.devices?.includes(device) === true || inUnits.has(device);
    }),
  };
}

function made(plan: SitePlan, kind: LabelKind, maker: LabelMaker): Pick<LabelPlan, 'labels' | 'unplaced'> {
  switch (kind) {
    case 'cables':
      return cableLabels({ rows: siteCableRows(plan), splits: splitCables(plan) }, maker);
    case 'devices':
      return deviceLabels(plan, false, maker);
    case 'panels':
      return deviceLabels(plan, true, maker);
    case 'racks':
      return { labels: rackLabels(plan, maker), unplaced: 0 };
    case 'feeds':
      return { labels: feedLabels(plan, maker), unplaced: 0 };
  }
}

function splitCables({ converged = [] }: SitePlan): Set<string> {
  return new Set(
    converged.flatMap(({ cables }) => cables.flatMap(({ cable, split }) => (split === undefined ? [] : [cable]))),
  );
}

function checkUnique(labels: readonly Label[]): void {
  const names = new Map<string, string>();
  for (const { identifier, name } of labels) {
    const other = names.get(identifier);
    if (other !== undefined) {
      throw new DesignError('labels/ambiguous', {
        problem: `'${other}' and '${name}' would both be labelled '${identifier}'`,
        remedy: "add what tells them apart to the scheme, such as '{u}', '{device}' or '{port}'",
        object: name,
        value: identifier,
      });
    }
    names.set(identifier, name);
  }
}
