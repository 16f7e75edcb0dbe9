import { planCooling } from '../../../src/design/cooling/plan-cooling';
import type { RackLimits } from '../../../src/model/placement-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { coolingInput, type CoolingParts } from '../../design/cooling/cooling-fixture';
import { sitePlan } from '../site-plan-fixture';

/** A site that holds the racks, loops and units that a test gives. */
export function cooledPlan(parts: CoolingParts, limits: Partial<RackLimits> = {}): SitePlan {
  const input = coolingInput(parts);
  const racks = input.placement.racks.map((rack) => ({ ...rack, limits: { ...rack.limits, ...limits } }));
  return sitePlan({
    cooling: planCooling(input),
    placement: { racks, positions: new Map(), unplaced: [] },
    devices: input.devices,
  });
}
