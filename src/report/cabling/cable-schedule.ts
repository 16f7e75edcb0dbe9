import { cableRows } from '../../design/cabling/cable-rows';
import type { CableEnd, CableRow } from '../../model/cabling-plan';
import type { ConvergedCable, ConvergedEnd, ConvergedInSite } from '../../model/core-pair';
import type { PlacementPlan } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
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

/** What the cable schedule of a site is made from. */
type CabledSite = Pick<SitePlan, 'cables' | 'fabrics' | 'placement' | 'converged'>;

/** Rows of the cable schedule of a whole site, made one by one: fabrics in the order of the plan, then pairs of cores. */
export function* siteCableRows({ cables, fabrics, placement, converged = [] }: CabledSite): Generator<CableRow> {
  const tables = new Map(cables.map((table) => [table.fabric, table]));
  for (const { plan } of fabrics) {
    const table = tables.get(plan.name);
    if (table !== undefined) yield* cableRows(plan, table, placement);
  }
  for (const pair of converged) yield* pairRows(pair, placement);
}

function* pairRows({ plan, cables, choices = [] }: ConvergedInSite, placement: PlacementPlan): Generator<CableRow> {
  const racks = new Map(placement.racks.map((rack) => [rack.name, rack]));
  const end = ({ device, port }: ConvergedEnd): CableEnd => {
    const position = placement.positions.get(device);
    const rack = racks.get(position?.rack ?? '');
    const u = rack === undefined ? 0 : (position?.u ?? 0);
    return { device, port, hall: rack?.hall ?? '', row: rack?.row ?? '', rack: rack?.name ?? '', u };
  };
  for (const { label, cable, a, b, rateBits, routeMillimetres, lengthMillimetres, ...made } of cables) {
    const { medium, cablePart: part } = choices[made.choice ?? -1] ?? { medium: withoutMedium(made, routeMillimetres) };
    const ends = { a: end(a), b: end(b) };
    yield { label, cable, fabric: plan.name, ...ends, medium, part, lengthMillimetres, rateBits };
  }
}

function withoutMedium(
  { reachMillimetres }: Pick<ConvergedCable, 'reachMillimetres'>,
  routeMillimetres: number | undefined,
): CableRow['medium'] {
  if (routeMillimetres === undefined) return 'unplaced';
  return reachMillimetres === undefined ? 'unknown' : 'unreached';
}
