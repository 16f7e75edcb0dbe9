import { stringify } from 'csv-stringify/sync';
import type { SitePlan } from '../design/site/site-plan';
import { metres } from './in-figures';

const HEADER = ['category', 'manufacturer', 'part_number', 'description', 'length_m', 'quantity', 'unit', 'phase'];

/** Writes the bill of materials as CSV (quoted as RFC 4180 says), lines as in the plan. A line without `part_number` is a gap. */
export function renderBillCsv({ bill }: Pick<SitePlan, 'bill'>): string {
  const rows = bill.lines.map((line) => [
    line.category,
    line.manufacturer ?? '',
    line.partNumber ?? '',
    line.description,
    line.lengthMillimetres === undefined ? '' : metres(line.lengthMillimetres),
    line.quantity,
    line.unit,
    line.phase,
  ]);
  return stringify([HEADER, ...rows]);
}
