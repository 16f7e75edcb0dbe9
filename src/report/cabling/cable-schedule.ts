import type { CableEnd } from '../../model/cabling-plan';
import { type CabledSite, siteCableRows } from '../../model/site-cables';
import { peopleCsv } from '../csv';
import { metres, rate } from '../in-figures';

const END = ['hall', 'row', 'rack', 'u', 'device', 'port'];

const HEADER = [
  'label',
  'cable',
  'fabric',
  ...END.map((column) => `a_${column}`),
  ...END.map((column) => `b_${column}`),
  'medium',
  'length_m',
  'part_number',
  'rate',
];

const ROWS_AT_ONCE = 1_000;

/**
 * Lines of the cable schedule as CSV (quoted as RFC 4180 says), a row a link; links on one cable have the same `cable`. Each piece holds up to a
 * thousand lines, so that a site of any size can be written without holding it whole.
 */
export function* cableScheduleLines(plan: CabledSite): Generator<string> {
  const rates = new Map<number, string>();
  let rows: (string | number)[][] = [HEADER];
  for (const { label, cable, fabric, a, b, medium, lengthMillimetres, part, rateBits } of siteCableRows(plan)) {
    const length = lengthMillimetres === 0 ? '' : metres(lengthMillimetres);
    const rateText = rates.get(rateBits) ?? rate(rateBits);
    rates.set(rateBits, rateText);
    rows.push([label, cable, fabric, ...endCells(a), ...endCells(b), medium, length, part ?? '', rateText]);
    if (rows.length < ROWS_AT_ONCE) continue;
    yield toCsv(rows);
    rows = [];
  }
  if (rows.length > 0) yield toCsv(rows);
}

/** The whole cable schedule as one text. */
export function renderCableScheduleCsv(plan: CabledSite): string {
  return [...cableScheduleLines(plan)].join('');
}

function endCells({ hall, row, rack, u, device, port }: CableEnd): (string | number)[] {
  return [hall, row, rack, u === 0 ? '' : u, device, port];
}

function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return peopleCsv(rows);
}
