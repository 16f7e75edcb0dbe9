import type { PowerSupplies } from '../../model/placement-plan';
import type { DeviceSurvival } from '../../model/power-plan';

/**
 * What a device does with so many healthy supplies. With `needed` or more it runs in full. Below that it is `degraded` down to `degradedFrom` and
 * `down` under it; where the maker states no `degradedFrom`, only the loss of all supplies is certain.
 *
 * @see https://docs.nvidia.com/dgx/dgxh100-user-guide/ (4 of 6 needed, 3 run it slower, fewer only its BMC)
 */
export function deviceSurvival({ needed, degradedFrom }: PowerSupplies, healthy: number): DeviceSurvival {
  if (healthy >= needed) return 'full';
  if (healthy === 0) return 'down';
  if (degradedFrom === undefined) return 'indeterminate';
  return healthy >= degradedFrom ? 'degraded' : 'down';
}

/** Supplies of a device on each of its feeds: supply k is on feed k modulo the feeds. */
export function suppliesByFeed(count: number, feeds: number): number[] {
  return Array.from({ length: feeds }, (_, feed) => Math.floor(count / feeds) + (feed < count % feeds ? 1 : 0));
}
