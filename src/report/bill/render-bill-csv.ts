import { peopleCsv } from '../csv';
import type { SitePlan } from '../../model/site-plan';
import { metres } from '../in-figures';

const HEADER = ['category', 'manufacturer', 'part_number', 'description', 'length_m', 'quantity', 'unit', 'phase'];

/** Writes the BOM as CSV (quoted as RFC 4180 says), lines as in the plan, with `spares` where the site has some and `assumed` where facts of models are. A line without `part_number` is a gap. */
export function renderBillCsv({ bill }: Pick<SitePlan, 'bill'>): string {
  const hasSpares = bill.lines.some(({ spares }) => spares !== undefined);
  const hasAssumed = bill.lines.some(({ assumed }) => assumed !== undefined);
  const rows = bill.lines.map((line) => [
    line.category,
    line.manufacturer ?? '',
    line.partNumber ?? '',
    line.description,
    line.lengthMillimetres === undefined ? '' : metres(line.lengthMillimetres),
    line.quantity,
    line.unit,
    line.phase,
    ...(hasSpares ? [line.spares ?? 0] : []),
    ...(hasAssumed ? [(line.assumed ?? []).join(' ')] : []),
  ]);
  return peopleCsv([[...HEADER, ...(hasSpares ? ['spares'] : []), ...(hasAssumed ? ['assumed'] : [])], ...rows]);
}
