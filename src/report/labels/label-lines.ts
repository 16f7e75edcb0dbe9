import { stringify } from 'csv-stringify/sync';
import type { LabelPlan } from '../../design/labels/label';

const ROWS_AT_ONCE = 1_000;

/**
 * Lines of labels as CSV for label printers (quoted as RFC 4180 says), a line a label. A value that a spreadsheet would take for a formula gets an apostrophe
 * in front. Each piece holds up to a thousand lines.
 */
export function* labelLines({ labels }: LabelPlan): Generator<string> {
  const columns = Object.keys(labels[0]?.fields ?? {});
  let rows: string[][] = [['identifier', ...columns, 'qr']];
  for (const { identifier, fields, qr } of labels) {
    rows.push([identifier, ...columns.map((column) => fields[column] ?? ''), qr]);
    if (rows.length < ROWS_AT_ONCE) continue;
    yield stringify(rows, { escape_formulas: true });
    rows = [];
  }
  if (rows.length > 0) yield stringify(rows, { escape_formulas: true });
}
