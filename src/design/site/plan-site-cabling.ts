import type { CableTable, PatchedLinks } from '../../model/cabling-plan';
import type { DeviceInput, PlacementPlan } from '../../model/placement-plan';
import type { SiteInput } from '../../model/site-input';
import { planCables } from '../cabling/plan-cables';
import { type Patching, planPatching, standingPanels } from '../cabling/plan-patching';
import { planPlacement } from '../placement/plan-placement';

/** Where everything stands, and the cables between. */
export interface SiteCabling {
  readonly placement: PlacementPlan;
  /** One for each fabric, in the same order. */
  readonly cables: readonly CableTable[];
  /** Devices of the site, its patch panels after all others. */
  readonly devices: readonly DeviceInput[];
  /** Ports of panels, for the lock. */
  readonly panelSlots: Patching['slots'];
}

/**
 * Places the devices of a site and plans its cables. With patched ways it does so twice: how many panels there are follows from
 * the cables without them. Panels of the lock keep their places; new ones come after all devices, which they do not move.
 *
 * @throws DesignError of either engine
 */
export function planSiteCabling(input: SiteInput): SiteCabling {
  const { halls, devices, patching: ways = [] } = input;
  const standing = standingPanels({ ways, slots: input.lock.slots });
  const adopted = new Set(input.lock.adopted?.devices);
  const placement = planPlacement({ halls, devices: [...devices, ...standing], lock: input.lock.positions, adopted });
  const cables = cablesOf(input, placement, []);
  if (ways.length === 0) return { placement, cables, devices, panelSlots: {} };
  const fabrics = input.fabrics.map(({ plan }) => plan);
  const patching = planPatching({ ways, fabrics, cables, placement, slots: input.lock.slots });
  const all = [...devices, ...patching.panels];
  const placed = planPlacement({ halls, devices: all, lock: input.lock.positions, adopted });
  return {
    placement: placed,
    cables: cablesOf(input, placed, patching.links),
    devices: all,
    panelSlots: patching.slots,
  };
}

function cablesOf(
  input: SiteInput,
  placement: PlacementPlan,
  patched: readonly (PatchedLinks | undefined)[],
): CableTable[] {
  const { halls, slackMillimetres, lengthStepMillimetres, hallRoutes } = input;
  return input.fabrics.map(({ plan, media }, index) => {
    const links = patched[index];
    return planCables({
      fabric: plan,
      placement,
      halls,
      media,
      slackMillimetres,
      lengthStepMillimetres,
      hallRoutes,
      ...(links === undefined ? {} : { patched: links }),
    });
  });
}
