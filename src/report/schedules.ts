import type { CableEnd, CableRow } from '../model/cabling-plan';
import { type CabledSite, siteCableRows, SitePlaces } from '../model/site-cables';
import type { NetworkRole } from '../model/fabric-plan';
import type { MilestonePlan } from '../model/phase';
import { type DeviceInput, devicesByName } from '../model/placement-plan';
import { assumedKind, type Assumption, type SitePlan } from '../model/site-plan';
import { peopleCsv } from './csv';
import { assumedCell, assumedOfDevices, assumedProps, metres, plainDecimals, rate } from './in-figures';

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

/** What the cable schedule is written from: devices and assumptions for what is assumed of its figures. */
export type ScheduledSite = CabledSite & Partial<Pick<SitePlan, 'devices' | 'assumptions'>>;

/**
 * Lines of the cable schedule as CSV (quoted as RFC 4180 says), a row a link; links on one cable have the same `cable`, and `assumed` is there where a length, medium or rate rests on something assumed. Each piece holds up to a
 * thousand lines, so that a site of any size can be written without holding it whole.
 */
export function* cableScheduleLines(plan: ScheduledSite): Generator<string> {
  const rates = new Map<number, string>();
  const assumedOf = assumedOfCables(plan);
  let rows: (string | number)[][] = [assumedOf === undefined ? CABLE_COLUMNS : [...CABLE_COLUMNS, 'assumed']];
  for (const row of siteCableRows(plan)) {
    const { label, cable, fabric, a, b, medium, lengthMillimetres, part, rateBits } = row;
    const length = lengthMillimetres === 0 ? '' : metres(lengthMillimetres);
    const rateText = rates.get(rateBits) ?? rate(rateBits);
    rates.set(rateBits, rateText);
    const cells = [label, cable, fabric, ...endCells(a), ...endCells(b), medium, length, part ?? '', rateText];
    rows.push(assumedOf === undefined ? cells : [...cells, assumedOf(row)]);
    if (rows.length < ROWS_AT_ONCE) continue;
    yield toCsv(rows);
    rows = [];
  }
  if (rows.length > 0) yield toCsv(rows);
}

/** The whole cable schedule as one text. */
export function renderCableScheduleCsv(plan: ScheduledSite): string {
  return [...cableScheduleLines(plan)].join('');
}

/** Lengths of routes. */
const ROUTES = /(?:^|\.)(?:cableSlack|rowPitch|rackPitch|riser|place|patching)\b/;

/** Ports that links take, by the network that they are of. */
const PORTS = {
  any: /^(?:ports|extraPorts|portRate|portsPerCage|connector|breakouts|pairedBreakouts|sharedAdapters)\b/,
  compute: /^(?:computePorts|computeAdapters|infinibandForm|ethernetForm|railAdapters|rails|planes|twinPlanePorts)\b/,
  storage: /^storagePorts\b/,
  'in-band': /^inBandPorts\b/,
  oob: /^(?:management|oob|bmc)\w*Ports\b/,
} as const;

/** What a fabric says of its own cables. */
const CABLES = /link|cable|transceiver|optic|cord|trunk(?!Rate)|reach|lengths|medium|rate\b|split|breakout/i;

/** What is assumed of ports of devices for links of a role; of no role, of any. */
export function assumedPorts(
  assumptions: readonly Assumption[],
  devices: Iterable<Pick<DeviceInput, 'model' | 'path'>>,
  role: NetworkRole | undefined,
): readonly Assumption[] {
  const all = role === undefined ? Object.values(PORTS) : [PORTS.any, PORTS[role]];
  return assumedOfDevices(assumptions, devices, new RegExp(all.map(({ source }) => source).join('|')));
}

/** What the figures of a cable rest on that is assumed, or undefined where those of none do. */
function assumedOfCables(plan: ScheduledSite): ((row: CableRow) => string) | undefined {
  const { assumptions = [], devices = [] } = plan;
  if (assumptions.length === 0) return undefined;
  const byName = devicesByName(devices);
  const places = new SitePlaces(plan);
  const routes = assumptions.filter(({ prop }) => ROUTES.test(prop));
  const networks = new Map(
    [...plan.fabrics, ...(plan.converged ?? [])].map(({ path, plan: network }) => [
      network.name,
      {
        role: 'role' in network ? network.role : undefined,
        own: assumptions.filter((each) => each.path === path && CABLES.test(each.prop)),
      },
    ]),
  );
  const hasPorts = assumedPorts(assumptions, devices, undefined).length > 0;
  if (!hasPorts && routes.length === 0 && [...networks.values()].every(({ own }) => own.length === 0)) return undefined;
  const known = new Map<string, string>();
  return ({ fabric, a, b }) => {
    const ends = [a, b].flatMap(({ device }) => byName.get(places.holderOf(device)) ?? []);
    const key = JSON.stringify([fabric, ...ends.flatMap(({ model, path }) => [model, path])]);
    const { role, own = [] } = networks.get(fabric) ?? {};
    const text = known.get(key) ?? assumedCell([...assumedPorts(assumptions, ends, role), ...own], routes);
    known.set(key, text);
    return text;
  };
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

/** Props by which the switches of a fabric draw. */
const SWITCH_POWER = /switchPower$/i;

/** Writes what is where as CSV (quoted as RFC 4180 says): racks in the order of the plan, devices from the bottom up, and what is assumed of their models and of their draw. */
export function renderRackScheduleCsv(
  plan: Pick<SitePlan, 'assets' | 'devices' | 'placement' | 'assumptions'>,
): string {
  const { assumptions = [] } = plan;
  const assumed = assumedProps(assumptions);
  const draws = assumptions.filter((each) => assumedKind(each) !== 'model' && SWITCH_POWER.test(each.prop));
  const marks = new Map(
    plan.devices.map(({ name, kind, model, path }) => [
      name,
      [
        ...(assumed.get(`model '${model}'`) ?? []),
        ...(kind === 'switch' ? draws : []).flatMap((each) => (each.path === path ? [each.prop] : [])),
      ].join(' '),
    ]),
  );
  const hasAssumed = [...marks.values()].some((mark) => mark !== '');
  const devices = devicesByName(plan.devices);
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
        ...(hasAssumed ? [marks.get(name) ?? ''] : []),
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
