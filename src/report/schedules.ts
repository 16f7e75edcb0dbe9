import type { CableEnd } from '../model/cabling-plan';
import { type CabledSite, siteCableRows } from '../model/site-cables';
import type { MilestonePlan } from '../model/phase';
import type { SitePlan } from '../model/site-plan';
import { peopleCsv } from './csv';
import { assumedProps, metres, plainDecimals, rate } from './in-figures';

const END_COLUMNS = ['hall', 'row', 'rack', 'u', 'device', 'port'];

const CABLE_COLUMNS = [
  'label',
  'cable',
  'fabric',
  ...END_COLUMNS.map((column) => `a_${column}`),
  ...END_COLUMNS.map((column) => `b_${column}`),
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
  let rows: (string | number)[][] = [CABLE_COLUMNS];
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

const RACK_COLUMNS = [
  'hall',
  'row',
  'rack',
  'u',
  'height_u',
  'device',
  'kind',
  'model',
  'zone',
  'max_kw',
  'weight_kg',
  'state',
  'serial',
  'asset_tag',
];

/** Writes what is where as CSV (quoted as RFC 4180 says): racks in the order of the plan, devices from the bottom up, and what is assumed of their models. */
export function renderRackScheduleCsv(
  plan: Pick<SitePlan, 'assets' | 'devices' | 'placement' | 'assumptions'>,
): string {
  const assumed = assumedProps(plan.assumptions);
  const hasAssumed = plan.devices.some(({ model }) => assumed.has(`model '${model}'`));
  const devices = new Map(plan.devices.map((device) => [device.name, device]));
  const rows = plan.placement.racks.flatMap((rack) =>
    rack.devices.map(({ name, u, heightU }) => {
      const device = devices.get(name);
      const asset = plan.assets.get(name);
      return [
        rack.hall,
        rack.row,
        rack.name,
        u,
        heightU,
        name,
        device?.kind ?? '',
        device?.model ?? '',
        rack.zone,
        device === undefined ? '' : plainDecimals(device.maxWatts / 1_000, 3),
        device?.weightGrams === undefined ? '' : plainDecimals(device.weightGrams / 1_000, 3),
        asset?.state ?? 'planned',
        asset?.serial ?? '',
        asset?.assetTag ?? '',
        ...(hasAssumed ? [(assumed.get(`model '${device?.model ?? ''}'`) ?? []).join(' ')] : []),
      ];
    }),
  );
  return peopleCsv([hasAssumed ? [...RACK_COLUMNS, 'assumed'] : RACK_COLUMNS, ...rows]);
}

const BILL_COLUMNS = [
  'category',
  'manufacturer',
  'part_number',
  'description',
  'length_m',
  'quantity',
  'unit',
  'phase',
];

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
  return peopleCsv([[...BILL_COLUMNS, ...(hasSpares ? ['spares'] : []), ...(hasAssumed ? ['assumed'] : [])], ...rows]);
}

const MILESTONE_COLUMNS = [
  'milestone',
  'kind',
  'day',
  'lead_time_weeks',
  'applied_on',
  'last_application',
  'reached_on',
  'holds',
  'what',
  'phase',
  'starts_on',
  'source',
];

/** Writes milestones as CSV (quoted as RFC 4180 says), a row for each thing that waits for one: `day` is empty where it is not known, `starts_on` where no day is stated. */
export function renderMilestonesCsv(milestones: readonly MilestonePlan[]): string {
  const rows = milestones.flatMap((milestone) =>
    milestone.gates.map(({ what, name, phase = '', date = '' }) => [
      milestone.name,
      milestone.kind,
      milestone.day ?? '',
      milestone.leadTimeWeeks === undefined ? '' : plainDecimals(milestone.leadTimeWeeks, 2),
      milestone.appliedOn ?? '',
      milestone.lastApplication ?? '',
      milestone.reachedOn ?? '',
      what,
      name,
      phase,
      date,
      milestone.source,
    ]),
  );
  return peopleCsv([MILESTONE_COLUMNS, ...rows]);
}
