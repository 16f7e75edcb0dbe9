import type {
  CoolingLoopInput,
  CoolingLoopPlan,
  CoolingPlan,
  DeviceCooling,
  HeatSource,
  TemperatureLimit,
} from '../../model/cooling-plan';
import {
  type DeviceInput,
  devicesByName,
  type LoadFigure,
  type PlacementPlan,
  type RackPlan,
  wattsOf,
} from '../../model/placement-plan';
import type { TenantLoadInput } from '../../model/power-plan';
import { present } from '../../units/present';
import { tenantParts } from '../power/plan-power';

/** What gives heat, and the loops that take it. */
export interface HeatInput {
  /** Loops that take heat, in order of declaration. */
  readonly loops: readonly CoolingLoopInput[];
  /** Racks with their devices. */
  readonly placement: Pick<PlacementPlan, 'racks'>;
  /** Devices with their draw and the way of their heat. */
  readonly devices: readonly DeviceInput[];
  /** Figure by which draws are calculated. */
  readonly basis: LoadFigure;
  /** Blocks of others, with their draw and the share of liquid. */
  readonly tenantLoads: readonly TenantLoadInput[];
}

/** Heat of all racks and tenants, by source and by loop. */
export interface GatheredHeat extends Pick<CoolingPlan, 'sources' | 'unknownSplits'> {
  /** In the order of the loops; what other loops reject is not in them yet. */
  readonly loads: readonly LoopLoad[];
}

/** Loops that serve a row: one of liquid, one of air. */
interface RowLoops {
  technology?: number;
  air?: number;
}

/** Gathers the heat of what is in the rows of a site, and hands it to the loops of those rows. */
export function gatherHeat({ loops, placement, devices, basis, tenantLoads }: HeatInput): GatheredHeat {
  const byName = devicesByName(devices);
  const loads = loops.map((loop) => new LoopLoad(loop));
  const rows = rowLoops(loops);
  const unknown = new Map<string, { devices: number; watts: number }>();
  const sources: HeatSource[] = [];
  const sourceOf = (heat: HeatSource): void => {
    sources.push(served({ loops, loads, at: rows.get(heat.row) ?? {} }, heat));
  };
  // Racks stand row by row and hold alike: what was found for the last is found again for most.
  let at: RowLoops = {};
  let row = '';
  let last = { watts: NaN, cooling: undefined as DeviceCooling | undefined, split: splitHeat(0, undefined) };
  for (const rack of placement.racks) {
    if (rack.devices.length === 0) continue;
    const key = `${rack.hall}/${rack.row}`;
    if (key !== row) [row, at] = [key, rows.get(key) ?? {}];
    const [technology, air] = [loads[at.technology ?? -1], loads[at.air ?? -1]];
    let liquidWatts = 0;
    let airWatts = 0;
    let unstatedWatts = 0;
    for (const { name } of rack.devices) {
      const device = byName.get(name);
      if (device === undefined) continue;
      const { cooling } = device;
      const watts = wattsOf(device, basis);
      if (watts !== last.watts || cooling !== last.cooling) last = { watts, cooling, split: splitHeat(watts, cooling) };
      const { split } = last;
      liquidWatts += split.liquidWatts;
      airWatts += split.airWatts;
      unstatedWatts += split.unstatedWatts;
      technology?.addDevice(split.liquidWatts, device);
      air?.addDevice(split.airWatts, device);
      if (device.kind === 'system' && cooling === undefined) noteUnknown(unknown, device.model, watts);
    }
    if (liquidWatts + airWatts > 0) sourceOf({ name: rack.name, row, liquidWatts, airWatts, unstatedWatts });
  }
  for (const heat of tenantHeat(tenantLoads, placement.racks)) {
    const tenant = rows.get(heat.row) ?? {};
    loads[tenant.technology ?? -1]?.addUnknown(heat.liquidWatts);
    loads[tenant.air ?? -1]?.addUnknown(heat.airWatts);
    sourceOf(heat);
  }
  const unknownSplits = [...unknown].map(([model, counts]) => ({ model, ...counts }));
  return { loads, sources, unknownSplits };
}

/** Where a source gives its heat to. */
interface ServedBy {
  readonly loops: readonly CoolingLoopInput[];
  readonly loads: readonly LoopLoad[];
  readonly at: RowLoops;
}

function noteUnknown(unknown: Map<string, { devices: number; watts: number }>, model: string, watts: number): void {
  const known = unknown.get(model);
  unknown.set(model, { devices: (known?.devices ?? 0) + 1, watts: (known?.watts ?? 0) + watts });
}

/** The source with the loops that serve it, which note it among their racks. Written out: thousands of racks are copied a phase. */
function served({ loops, loads, at }: ServedBy, heat: HeatSource): HeatSource {
  const { name, row, liquidWatts, airWatts, unstatedWatts, zone } = heat;
  const technologyLoop = liquidWatts === 0 ? undefined : loops[at.technology ?? -1]?.name;
  const airLoop = airWatts === 0 ? undefined : loops[at.air ?? -1]?.name;
  if (technologyLoop !== undefined) loads[at.technology ?? -1]?.racks.push(name);
  if (airLoop !== undefined) loads[at.air ?? -1]?.racks.push(name);
  if (zone !== undefined) return { ...heat, ...present({ technologyLoop, airLoop }) };
  if (technologyLoop === undefined) {
    return airLoop === undefined ? heat : { name, row, liquidWatts, airWatts, unstatedWatts, airLoop };
  }
  if (airLoop === undefined) return { name, row, liquidWatts, airWatts, unstatedWatts, technologyLoop };
  return { name, row, liquidWatts, airWatts, unstatedWatts, technologyLoop, airLoop };
}

function rowLoops(loops: readonly CoolingLoopInput[]): ReadonlyMap<string, RowLoops> {
  const rows = new Map<string, RowLoops>();
  loops.forEach(({ kind, rows: served }, place) => {
    if (kind === 'facility') return;
    for (const row of served) {
      const at = rows.get(row) ?? {};
      at[kind] = place;
      rows.set(row, at);
    }
  });
  return rows;
}

/** Heat of each block in each of its rows; where the racks of a row are in several power zones, in each zone there. */
function tenantHeat(tenantLoads: readonly TenantLoadInput[], racks: readonly RackPlan[]): readonly HeatSource[] {
  return tenantParts(tenantLoads, racks).map(({ name, row, zone, isRowShared, watts, liquidShare }) => {
    const { liquidWatts, airWatts } = splitHeat(watts, { liquidShare });
    return { name, row, liquidWatts, airWatts, unstatedWatts: 0, ...(isRowShared && { zone }) };
  });
}

/** Heat of a device by what it goes into: whole watts that add up to its draw. */
interface HeatSplit {
  readonly liquidWatts: number;
  readonly airWatts: number;
  /** Part of `airWatts` that no figure gives to air. */
  readonly unstatedWatts: number;
}

/**
 * Heat of a device at some draw: all of its draw becomes heat.
 *
 * Heats that its vendor states in themselves go before a share, for the two do not always agree. What it draws beyond them is in nobody's statement and is
 * counted as air, since nothing catches it; at a draw below them both shrink alike. A device that states nothing gives all to air.
 *
 * @param watts - its draw, whole watts
 */
export function splitHeat(watts: number, cooling: DeviceCooling | undefined): HeatSplit {
  if (cooling === undefined) return { liquidWatts: 0, airWatts: watts, unstatedWatts: watts };
  const { statedHeat, liquidShare } = cooling;
  if (statedHeat === undefined) return parts(watts, Math.round(watts * liquidShare), 0);
  const stated = statedHeat.liquidWatts + statedHeat.airWatts;
  if (watts >= stated) return parts(watts, statedHeat.liquidWatts, watts - stated);
  return parts(watts, Math.round((watts * statedHeat.liquidWatts) / stated), 0);
}

function parts(watts: number, liquidWatts: number, unstatedWatts: number): HeatSplit {
  return { liquidWatts, airWatts: watts - liquidWatts, unstatedWatts };
}

/** What the loads of a loop ask of it, added up. */
export type LoadOfLoop = Pick<
  CoolingLoopPlan,
  | 'heatWatts'
  | 'flowMillilitresPerSecond'
  | 'flowKnownWatts'
  | 'unknownFlowDevices'
  | 'unknownSupplyDevices'
  | 'mostSupply'
  | 'leastSupply'
>;

/** Adds up what the loads of one loop ask of it. */
class LoopLoad {
  /** Racks and blocks that it takes heat from. */
  public readonly racks: string[] = [];
  private heatWatts = 0;
  private ownFlow = 0;
  private ownFlowWatts = 0;
  private devicesWithoutFlow = 0;
  private devicesWithoutLimit = 0;
  private mostSupply: TemperatureLimit | undefined;
  private leastSupply: TemperatureLimit | undefined;

  public constructor(private readonly loop: Pick<CoolingLoopInput, 'kind' | 'coolant' | 'riseMillicelsius'>) {}

  /** The same load, to add to. */
  public copy(): LoopLoad {
    const load = new LoopLoad(this.loop);
    load.heatWatts = this.heatWatts;
    load.ownFlow = this.ownFlow;
    load.ownFlowWatts = this.ownFlowWatts;
    load.devicesWithoutFlow = this.devicesWithoutFlow;
    load.devicesWithoutLimit = this.devicesWithoutLimit;
    load.mostSupply = this.mostSupply;
    load.leastSupply = this.leastSupply;
    load.racks.push(...this.racks);
    return load;
  }

  /** Adds the heat of a device that goes into this loop. */
  public addDevice(heatWatts: number, device: Pick<DeviceInput, 'name' | 'model' | 'cooling'>): void {
    if (heatWatts === 0) return;
    const { cooling } = device;
    this.addHeat(heatWatts, this.flowOf(heatWatts, cooling));
    const [most, least] = this.limitsOf(cooling);
    if (most === undefined) this.devicesWithoutLimit += 1;
    else if (this.mostSupply === undefined || most < this.mostSupply.millicelsius) {
      this.mostSupply = { millicelsius: most, device: device.name, model: device.model };
    }
    if (least !== undefined && (this.leastSupply === undefined || least > this.leastSupply.millicelsius)) {
      this.leastSupply = { millicelsius: least, device: device.name, model: device.model };
    }
  }

  /** Adds heat of which nothing but its amount is known, such as a tenant's block. */
  public addUnknown(heatWatts: number): void {
    if (heatWatts === 0) return;
    this.addHeat(heatWatts, undefined);
    this.devicesWithoutLimit += 1;
  }

  /** Adds the heat of a loop that rejects to this one, or of power nodes that give it their losses. */
  public addLoop(heatWatts: number): void {
    this.heatWatts += heatWatts;
  }

  /** The sums. Heat without a flow of its own flows by the rise of the loop. */
  public total(): LoadOfLoop {
    const { riseMillicelsius } = this.loop;
    const others = this.heatWatts - this.ownFlowWatts;
    const byRise = riseMillicelsius === undefined ? 0 : flowFor(this.loop, others, riseMillicelsius);
    return {
      heatWatts: this.heatWatts,
      flowMillilitresPerSecond: Math.round(this.ownFlow) + byRise,
      flowKnownWatts: riseMillicelsius === undefined ? this.ownFlowWatts : this.heatWatts,
      unknownFlowDevices: riseMillicelsius === undefined ? this.devicesWithoutFlow : 0,
      unknownSupplyDevices: this.devicesWithoutLimit,
      ...present({ mostSupply: this.mostSupply, leastSupply: this.leastSupply }),
    };
  }

  private addHeat(heatWatts: number, flow: number | undefined): void {
    this.heatWatts += heatWatts;
    if (flow === undefined) {
      this.devicesWithoutFlow += 1;
      return;
    }
    this.ownFlow += flow;
    this.ownFlowWatts += heatWatts;
  }

  private flowOf(heatWatts: number, cooling: DeviceCooling | undefined): number | undefined {
    if (this.loop.kind === 'air') return cooling?.airMillilitresPerSecond;
    const perKilowatt = cooling?.flowMillilitresPerSecondPerKilowatt;
    return perKilowatt === undefined ? undefined : (heatWatts * perKilowatt) / 1_000;
  }

  private limitsOf(cooling: DeviceCooling | undefined): readonly [number | undefined, number | undefined] {
    if (this.loop.kind !== 'air') return [cooling?.mostSupplyMillicelsius, undefined];
    return [cooling?.airInlet?.mostMillicelsius, cooling?.airInlet?.leastMillicelsius];
  }
}

/**
 * Heat that a millilitre of coolant takes for a degree, J/(ml K): density in kg/l times specific heat in kJ/(kg K).
 *
 * @see a public TypeScript planner for AI data centres: water 0.997 and 4.18, a quarter propylene glycol 1.02 and 3.95
 */
const HEAT_OF_COOLANT = { water: 0.997 * 4.18, pg25: 1.02 * 3.95 } as const;

/** Heat that a millilitre of air takes for a degree, J/(ml K): 1.2 kg/m3 times 1.005 kJ/(kg K), of which a million millilitres make a cubic metre. */
const HEAT_OF_AIR = (1.2 * 1.005) / 1_000;

/** What a loop moves. */
type Medium = Pick<CoolingLoopInput, 'kind' | 'coolant'>;

/**
 * Flow that carries heat at a rise, whole ml/s: `Q = P / (rho x cp x dT)`.
 *
 * @param medium - what the loop moves
 * @param heatWatts - heat that it carries
 * @param riseMillicelsius - above 0
 */
function flowFor(medium: Medium, heatWatts: number, riseMillicelsius: number): number {
  return Math.round((heatWatts * 1_000) / (heatPerMillilitre(medium) * riseMillicelsius));
}

/**
 * Rise that heat gives to a flow, thousandths of a degree: `dT = P / (rho x cp x Q)`.
 *
 * @param medium - what the loop moves
 * @param heatWatts - heat that it carries
 * @param millilitresPerSecond - above 0
 */
export function riseOf(medium: Medium, heatWatts: number, millilitresPerSecond: number): number {
  return Math.round((heatWatts * 1_000) / (heatPerMillilitre(medium) * millilitresPerSecond));
}

/**
 * Whole seconds that a loop carries all of its heat while no unit takes any: as stated, else `t = V x rho x cp x dT / P` of the water that is cold (its supply
 * side, its buffer store) or of the air of its room, which warm from supply to return meanwhile. Undefined: not known.
 *
 * @param loop - what is stated of it
 * @param heatWatts - heat that it carries
 * @param riseMillicelsius - from supply to return. Undefined: not known
 * @see a public TypeScript planner for AI data centres: Q = P / (rho x cp x dT), of which this is V / Q
 */
export function holdOf(
  loop: Medium & Pick<CoolingLoopInput, 'holdSeconds' | 'waterLitres' | 'bufferLitres' | 'roomCubicMetres'>,
  heatWatts: number,
  riseMillicelsius: number | undefined,
): number | undefined {
  const { kind, holdSeconds, waterLitres, bufferLitres, roomCubicMetres } = loop;
  if (holdSeconds !== undefined) return holdSeconds;
  const stored =
    kind === 'air'
      ? (roomCubicMetres ?? 0) * 1_000_000
      : ((waterLitres ?? 0) + (bufferLitres ?? 0)) * MILLILITRES_PER_LITRE;
  if (stored === 0 || riseMillicelsius === undefined || heatWatts === 0) return undefined;
  return Math.floor((stored * heatPerMillilitre(loop) * riseMillicelsius) / (1_000 * heatWatts));
}

const MILLILITRES_PER_LITRE = 1_000;

/** Mean velocity in a round pipe, whole mm/s. */
export function velocityIn(diameterMillimetres: number, millilitresPerSecond: number): number {
  const areaSquareMillimetres = (Math.PI * diameterMillimetres ** 2) / 4;
  return Math.round((millilitresPerSecond * 1_000) / areaSquareMillimetres);
}

function heatPerMillilitre({ kind, coolant }: Medium): number {
  return kind === 'air' ? HEAT_OF_AIR : HEAT_OF_COOLANT[coolant];
}
