import type { DeviceInput, HallInput, RackLimits, RackPlan, RowInput } from '../../../src/model/placement-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { device, rack, siteWithRacks } from '../site-plan-fixture';

/** A rack of 48 U, 600 mm x 1.2 m x 2.3 m, that weighs 150 kg and asks for 1.2 m in front and 900 mm behind. */
export const RACK: RackLimits = {
  model: 'rack-48u',
  heightU: 48,
  budgetWatts: 60_000,
  body: {
    widthMillimetres: 600,
    depthMillimetres: 1_200,
    heightMillimetres: 2_300,
    weightGrams: 150_000,
    frontClearanceMillimetres: 1_200,
    rearClearanceMillimetres: 900,
  },
};

/** A row of 10 such racks. */
export function row(name: string, parts: Partial<RowInput> = {}): RowInput {
  return { name, racks: 10, zone: 'a', rack: RACK, ...parts };
}

/** A hall of rows 2.4 m apart, with positions of 600 mm. */
export function hall(rows: readonly RowInput[], parts: Partial<HallInput> = {}): HallInput {
  return {
    name: 'hall-1',
    rows,
    rowPitchMillimetres: 2_400,
    rackPitchMillimetres: 600,
    riserMillimetres: 1_500,
    ...parts,
  };
}

/** A site with halls, and with racks in them that hold DGX B200. */
export function siteWithHalls(
  halls: readonly HallInput[],
  racks: readonly RackPlan[] = [],
  devices?: readonly DeviceInput[],
): SitePlan {
  return { ...siteWithRacks(racks, devices), halls };
}

/** One rack of the body above, with devices of 142.4 kg. */
export function standing(names: readonly string[], parts: Partial<RackPlan> = {}): RackPlan {
  return rack(names, { limits: RACK, ...parts });
}

/** Devices of one unit. */
export function unitOf(unit: string, names: readonly string[]): DeviceInput[] {
  return names.map((name) => device(name, { unit }));
}
