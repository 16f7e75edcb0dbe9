import { type CoolingInput, planCooling } from '../../../src/design/cooling/plan-cooling';
import type {
  CoolingLoopInput,
  CoolingLoopPlan,
  CoolingPlan,
  CoolingUnitsInput,
  CoolingUnitsPlan,
  DeviceCooling,
} from '../../../src/model/cooling-plan';
import type { DeviceInput, RackPlan } from '../../../src/model/placement-plan';

/** The heats of a GB300 NVL72 as its template states them: 116 kW into liquid, 19.3 kW into air. */
export const GB300_COOLING: DeviceCooling = {
  liquidShare: 116 / 135.3,
  statedHeat: { liquidWatts: 116_000, airWatts: 19_300 },
  mostSupplyMillicelsius: 45_000,
};

/** What is in a rack: one device that fills it. */
export interface RackLoad {
  readonly name: string;
  readonly watts: number;
  readonly cooling?: DeviceCooling;
  readonly row?: string;
}

/** So many racks of a load, named `<prefix>01` and so on. */
export function racksOf(prefix: string, count: number, load: Omit<RackLoad, 'name'>): RackLoad[] {
  return Array.from({ length: count }, (_, index) => ({
    ...load,
    name: `${prefix}${String(index + 1).padStart(2, '0')}`,
  }));
}

/** A technology loop `tcs` on row `hall-1/A`, of a quarter glycol. */
export function technologyLoop(parts: Partial<CoolingLoopInput> = {}): CoolingLoopInput {
  return { name: 'tcs', path: 'stack/tcs', kind: 'technology', rows: ['hall-1/A'], coolant: 'pg25', ...parts };
}

/** A loop of air `hall-air` on row `hall-1/A`. */
export function airLoop(parts: Partial<CoolingLoopInput> = {}): CoolingLoopInput {
  return { ...technologyLoop(), name: 'hall-air', path: 'stack/hall-air', kind: 'air', ...parts };
}

/** A facility loop `fws` of water. */
export function facilityLoop(parts: Partial<CoolingLoopInput> = {}): CoolingLoopInput {
  return { name: 'fws', path: 'stack/fws', kind: 'facility', rows: [], coolant: 'water', ...parts };
}

/** Units on loop `tcs`: Project Deschutes, 2 MW and 500 GPM (1,892.706 L/min, 31,545 ml/s) each, one of them spare. */
export function deschutes(parts: Partial<CoolingUnitsInput> = {}): CoolingUnitsInput {
  return {
    name: 'cdus',
    path: 'stack/cdus',
    kind: 'cdu',
    loop: 'tcs',
    spare: 1,
    capacityWatts: 2_000_000,
    flowMillilitresPerSecond: 31_545,
    approachMillicelsius: 3_000,
    drawWatts: 74_000,
    ...parts,
  };
}

/** Inputs of a plan beside racks. */
export type CoolingParts = Partial<CoolingInput> & { readonly racks?: readonly RackLoad[] };

/** An input of the engine with one device in each rack. */
export function coolingInput({ racks = [], ...parts }: CoolingParts = {}): CoolingInput {
  return {
    loops: [],
    units: [],
    placement: { racks: racks.map(rackPlan) },
    devices: racks.map(deviceOf),
    basis: 'nameplate',
    tenantLoads: [],
    ...parts,
  };
}

/** A plan with one device in each rack. */
export function cooled(parts: CoolingParts = {}): CoolingPlan {
  return planCooling(coolingInput(parts));
}

/** The loop of a name. */
export function loopOf(plan: CoolingPlan, name: string): CoolingLoopPlan {
  const loop = plan.loops.find((each) => each.name === name);
  if (loop === undefined) throw new Error(`there is no loop '${name}'`);
  return loop;
}

/** The units of a name. */
export function unitsOf(plan: CoolingPlan, name: string): CoolingUnitsPlan {
  const units = plan.loops.flatMap((loop) => loop.units).find((each) => each.name === name);
  if (units === undefined) throw new Error(`there are no units '${name}'`);
  return units;
}

function rackPlan({ name, watts, row = 'hall-1/A' }: RackLoad, index: number): RackPlan {
  const [hall = '', ofHall = ''] = row.split('/');
  return {
    name,
    hall,
    row: ofHall,
    number: index + 1,
    zone: 'a',
    limits: { model: 'rack-48u', heightU: 48, budgetWatts: 200_000 },
    xMillimetres: 600 * index,
    yMillimetres: 0,
    devices: [{ name: `${name}-system`, u: 1, heightU: 48 }],
    usedU: 48,
    loadWatts: watts,
    weightGrams: 0,
  };
}

function deviceOf({ name, watts, cooling }: RackLoad): DeviceInput {
  return {
    name: `${name}-system`,
    kind: 'system',
    model: 'gb300-nvl72',
    heightU: 48,
    maxWatts: watts,
    unit: 'haein/su-01',
    path: 'stack/haein',
    ...(cooling === undefined ? {} : { cooling }),
  };
}
