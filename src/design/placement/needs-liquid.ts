import type { DeviceInput } from '../../model/placement-plan';

/** Whether part of a device's heat goes into liquid, so that it stands on a technology loop. */
export function needsLiquid({ cooling }: Pick<DeviceInput, 'cooling'>): boolean {
  if (cooling === undefined) return false;
  return (cooling.statedHeat?.liquidWatts ?? cooling.liquidShare) > 0;
}
