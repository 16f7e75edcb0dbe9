import { peopleCsv } from '../csv';
import type { LabelKind, LabelPlan } from '../../design/labels/label-maker';

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
