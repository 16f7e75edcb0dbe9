import type { CoolingLoopInput, CoolingPlan, DeviceCooling, HeatSource } from '../../model/cooling-plan';
import {
  type DeviceInput,
  type LoadFigure,
  type PlacementPlan,
  type RackPlan,
  wattsOf,
} from '../../model/placement-plan';
import type { TenantLoadInput } from '../../model/power-plan';
import { apportion } from '../power/apportion';
import { LoopLoad } from './loop-load';
import { splitHeat } from './split-heat';

/** What gives heat, and the loops that take it. */
export interface HeatInput {
  readonly loops: readonly CoolingLoopInput[];
  readonly placement: Pick<PlacementPlan, 'racks'>;
  readonly devices: readonly DeviceInput[];
  /** Figure by which draws are reckoned. */
  readonly basis: LoadFigure;
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

/** Gathers the heat of what stands in the rows of a site, and hands it to the loops of those rows. */
export function gatherHeat({ loops, placement, devices, basis, tenantLoads }: HeatInput): GatheredHeat {
  const byName = new Map(devices.map((device) => [device.name, device]));
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
  const { name, row, liquidWatts, airWatts, unstatedWatts } = heat;
  const technologyLoop = liquidWatts === 0 ? undefined : loops[at.technology ?? -1]?.name;
  const airLoop = airWatts === 0 ? undefined : loops[at.air ?? -1]?.name;
  if (technologyLoop !== undefined) loads[at.technology ?? -1]?.racks.push(name);
  if (airLoop !== undefined) loads[at.air ?? -1]?.racks.push(name);
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

/** Heat of each block in each of its rows, shared out by rack positions. */
function tenantHeat(tenantLoads: readonly TenantLoadInput[], racks: readonly RackPlan[]): readonly HeatSource[] {
  if (tenantLoads.length === 0) return [];
  const positions = new Map<string, number>();
  for (const { hall, row } of racks) positions.set(`${hall}/${row}`, (positions.get(`${hall}/${row}`) ?? 0) + 1);
  return tenantLoads.flatMap(({ name, rows, loadWatts, liquidShare }) => {
    const known = rows.filter((row) => positions.has(row));
    const watts = apportion(
      loadWatts,
      known.map((row) => positions.get(row) ?? 0),
    );
    return known.map((row, index) => {
      const { liquidWatts, airWatts } = splitHeat(watts[index] ?? 0, { liquidShare });
      return { name: `${name}@${row}`, row, liquidWatts, airWatts, unstatedWatts: 0 };
    });
  });
}
