import type { Position } from '../../model/placement-plan';
import type { AdoptedSite } from '../../model/adopted-site';

/** Places with those of the plan for devices that stand elsewhere; without those that had none in it. */
export function plannedPositions(
  positions: Readonly<Record<string, Position>>,
  { places }: Pick<AdoptedSite, 'places'>,
): Record<string, Position> {
  const planned = new Map(Object.entries(positions));
  for (const [device, { planned: text }] of Object.entries(places)) {
    const at = text.lastIndexOf(' U');
    if (at < 0) planned.delete(device);
    else planned.set(device, { rack: text.slice(0, at), u: Number(text.slice(at + 2)) });
  }
  return Object.fromEntries(planned);
}
