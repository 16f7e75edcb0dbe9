import { type DeviceInput, devicesByName, type RackPlan, tenantsOfRacks, wattsOf } from '../../model/placement-plan';
import { PhaseOrder } from '../../model/phase';
import type { SitePlan } from '../../model/site-plan';
import { counted, load } from '../in-figures';
import type { LegendEntry } from '../drawing/shapes';
import { INK, KIND_PAINT, LEVEL_PAINT, type Paint } from '../drawing/palette';
import { tenantParts } from '../../design/power/plan-power';

/** What the colour of a rack tells. */
export type RackColouring = 'power' | 'zone' | 'phase';

/** How the racks of a plan are coloured. */
export interface RackColours {
  /** What the colours tell, for the title: `racks by power`. */
  readonly title: string;
  readonly legend: readonly LegendEntry[];
  readonly paintOf: (rack: RackPlan) => Paint;
  /** Line under the name of a rack, and its end of the tooltip. */
  readonly textOf: (rack: RackPlan) => string;
}

/** Racks in use that no class takes. */
const EMPTY = { text: 'empty', paint: { fill: INK.paper, stroke: INK.line } };
const OVER = { text: 'above the rack’s power budget', paint: LEVEL_PAINT.over };

/** From light to dark; dark text stands on all of them. */
const RAMP: readonly Paint[] = [
  { fill: '#e6f1fa', stroke: '#4a7ba6' },
  { fill: '#c9e1f4', stroke: '#3a6d99' },
  { fill: '#a5cdec', stroke: '#2b5f8c' },
  { fill: '#7fb8e2', stroke: '#1d4f7a' },
];

/** Classes without an order, the first eight of a kind each of its own colour. */
const CLASSES: readonly Paint[] = [
  KIND_PAINT.system,
  KIND_PAINT.switch,
  KIND_PAINT.storage,
  KIND_PAINT.server,
  KIND_PAINT.ufm,
  { fill: '#dcd5f2', stroke: '#5b4a9e' },
  { fill: '#d6e6b8', stroke: '#55701a' },
  KIND_PAINT.panel,
];

/** Steps that people count in, of which four reach the densest rack. */
const STEP_FACTORS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** Racks to colour, with their loads by the figure of the site. */
interface ColouredRacks {
  readonly racks: readonly RackPlan[];
  readonly loads: RackLoads;
}

/** Colours of the racks given, by what they shall tell. */
export function rackColours(plan: SitePlan, { racks, loads }: ColouredRacks, colouring: RackColouring): RackColours {
  if (colouring === 'power') return byPower(racks, loads);
  return colouring === 'zone' ? byZone(racks) : byPhase(plan, racks);
}

function byPower(racks: readonly RackPlan[], loads: RackLoads): RackColours {
  const step = stepFor(racks.reduce((most, rack) => Math.max(most, loads.of(rack)), 0));
  const isOver = (rack: RackPlan): boolean => loads.of(rack) > rack.limits.budgetWatts;
  const steps = RAMP.map((paint, index) => ({ text: `to ${load(step * (index + 1))}`, paint }));
  return {
    title: `racks by power${loads.suffix}`,
    legend: [EMPTY, ...steps, ...(racks.some(isOver) ? [OVER] : [])],
    paintOf: (rack) => {
      if (rack.devices.length === 0) return EMPTY.paint;
      if (isOver(rack)) return OVER.paint;
      return RAMP[Math.min(RAMP.length - 1, Math.max(0, Math.ceil(loads.of(rack) / step) - 1))] ?? EMPTY.paint;
    },
    textOf: (rack) => (rack.devices.length === 0 ? 'empty' : load(loads.of(rack))),
  };
}

function stepFor(mostWatts: number): number {
  const least = Math.max(mostWatts, 1) / RAMP.length;
  const power = 10 ** Math.floor(Math.log10(least));
  return (STEP_FACTORS.find((factor) => factor * power >= least) ?? 10) * power;
}

function byZone(racks: readonly RackPlan[]): RackColours {
  const zones = [...new Set(racks.map(({ zone }) => zone))];
  const paints = new Map(zones.map((zone, index) => [zone, paintOfClass(index)]));
  return {
    title: 'racks by power zone',
    legend: zones.map((zone) => ({ text: zone, paint: paintOf(paints, zone) })),
    paintOf: ({ zone }) => paintOf(paints, zone),
    textOf: ({ zone }) => zone,
  };
}

/** By the phase that is the first to put something into a rack. */
function byPhase(plan: SitePlan, racks: readonly RackPlan[]): RackColours {
  const order = new PhaseOrder(plan.phases ?? []);
  const devices = devicesByName(plan.devices);
  const halls = new Map(plan.halls.map((hall) => [hall.name, order.numberOf(hall)]));
  const phaseOf = ({ devices: standing, hall }: RackPlan): number | undefined => {
    const numbers = standing.map(({ name }) => numberOf(order, devices.get(name)));
    return numbers.length === 0 ? undefined : Math.max(halls.get(hall) ?? 0, Math.min(...numbers));
  };
  const nameOf = (number: number): string => order.phases[number]?.name ?? 'the first day';
  const used = [...new Set(racks.map(phaseOf).filter((number) => number !== undefined))].sort((a, b) => a - b);
  return {
    title: 'racks by the phase that first uses them',
    legend: [
      EMPTY,
      ...used.map((number) => {
        const date = order.phases[number]?.date;
        return { text: `${nameOf(number)}${date === undefined ? '' : ` (${date})`}`, paint: paintOfClass(number) };
      }),
    ],
    paintOf: (rack) => {
      const number = phaseOf(rack);
      return number === undefined ? EMPTY.paint : paintOfClass(number);
    },
    textOf: (rack) => {
      const number = phaseOf(rack);
      return number === undefined ? 'empty' : nameOf(number);
    },
  };
}

function numberOf(order: PhaseOrder, device: DeviceInput | undefined): number {
  return device === undefined ? 0 : order.numberOf(device);
}

function paintOfClass(index: number): Paint {
  return CLASSES[index % CLASSES.length] ?? EMPTY.paint;
}

function paintOf(paints: ReadonlyMap<string, Paint>, name: string): Paint {
  return paints.get(name) ?? EMPTY.paint;
}

/** Tooltip of a rack: what it holds of what it takes. */
export function rackTooltip(rack: RackPlan, loads: RackLoads): string {
  const { name, devices, usedU, limits, zone, reservedFor } = rack;
  const letTo = loads.letTo(rack);
  if (letTo !== undefined) return `${name}: ${letTo}, ${zone}`;
  const held = `${name}: ${counted(devices.length, 'device')}, ${load(loads.of(rack))} of ${load(limits.budgetWatts)}`;
  const kept = reservedFor === undefined ? '' : `, kept for ${reservedFor}`;
  return `${held}, ${usedU} of ${limits.heightU} U, ${zone}${kept}`;
}

/** What the racks of one row draw together. */
export interface RowLoad {
  /** Draw of the site's own devices by the figure of the site, and of the tenant's block in the row. */
  readonly watts: number;
  /** Rack positions. */
  readonly racks: number;
  /** Those that hold devices of the site. */
  readonly used: number;
  /** Tenant load that has all of it. Absent: it is the site's own, or in part. */
  readonly tenant?: string;
  /** Who feeds it, and who has it: its power zones, and its tenants where it has some. */
  readonly owners: string;
}

/** What the loads of racks follow from. */
type Loaded = Pick<SitePlan, 'devices' | 'halls' | 'placement' | 'power'>;

/**
 * Loads of racks as drawings and the book tell them: by the figure of the site, as its zones and totals are calculated. What a tenant draws is known of its rows
 * alone, not of its racks.
 */
export class RackLoads {
  /** What a title of loads ends with: ` (capped)`; nothing by nameplate. */
  public readonly suffix: string;
  /** Whether any rack is let. */
  public readonly hasTenants: boolean;
  private readonly watts: ReadonlyMap<string, number>;
  private readonly tenantOf: (rack: Pick<RackPlan, 'hall' | 'row' | 'number'>) => string | undefined;
  /** Draw of tenants by row and zone. */
  private readonly letWatts = new Map<string, number>();

  public constructor({ devices, halls, placement, power }: Loaded) {
    this.suffix = power.basis === 'nameplate' ? '' : ` (${power.basis})`;
    this.watts = new Map(devices.map((device) => [device.name, wattsOf(device, power.basis)]));
    this.tenantOf = tenantsOfRacks(halls);
    for (const { row, zone, watts } of tenantParts(power.tenantLoads ?? [], placement.racks)) {
      const key = `${row}\n${zone}`;
      this.letWatts.set(key, (this.letWatts.get(key) ?? 0) + watts);
    }
    this.hasTenants = placement.racks.some((rack) => this.tenantOf(rack) !== undefined);
  }

  /** Draw of the site's own devices in a rack. */
  public of({ devices }: Pick<RackPlan, 'devices'>): number {
    return devices.reduce((sum, { name }) => sum + (this.watts.get(name) ?? 0), 0);
  }

  /** Draw of the racks of a row, all of which are given, or all in one power zone. */
  public ofRow(racks: readonly RackPlan[]): RowLoad {
    const own = racks.reduce((sum, rack) => sum + this.of(rack), 0);
    const used = racks.filter(({ devices }) => devices.length > 0).length;
    const tenants = [...new Set(racks.map((rack) => this.tenantOf(rack)))];
    const keys = new Map(racks.map(({ hall, row, zone }) => [zone, `${hall}/${row}\n${zone}`]));
    const letWatts = [...keys.values()].reduce((sum, key) => sum + (this.letWatts.get(key) ?? 0), 0);
    const zones = [...keys.keys()].join(', ');
    const row = { watts: own + letWatts, racks: racks.length, used };
    const [tenant, ...others] = tenants;
    if (others.length === 0) {
      return tenant === undefined ? { ...row, owners: zones } : { ...row, tenant, owners: `let to ${tenant}` };
    }
    const partly = tenants.filter((each) => each !== undefined).join(', ');
    return { ...row, owners: `${zones}, in part let to ${partly}` };
  }

  /** `let to neighbour`, for a rack of a tenant; undefined for one of the site. */
  public letTo(rack: RackPlan): string | undefined {
    const tenant = rack.devices.length > 0 ? undefined : this.tenantOf(rack);
    return tenant === undefined ? undefined : `let to ${tenant}`;
  }
}
