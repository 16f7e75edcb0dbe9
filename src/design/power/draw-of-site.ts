import type { PlannedSite } from '../../model/site-plan';
import type { SupplyFigures } from '../../model/power-plan';

/** What a site draws at its point of supply, and what that was reckoned from. */
export interface SiteDrawPlan {
  readonly watts: number;
  /** Power usage effectiveness that it was reckoned with: as stated, or by the plan of cooling. Absent: neither is known. */
  readonly pue?: { readonly value: number; readonly isStated: boolean };
  /** Whether a part of it is not known, so that the site draws at least this. */
  readonly isLeast: boolean;
}

/** What is left of a product in binary fractions, W: no watt is added for it. */
const BINARY_REST = 1e-6;

/**
 * Draw of a site at its point of supply: the load of IT times the PUE that is stated or that the plan of cooling gives, which holds the losses of the power
 * chain already. Without a PUE what the power chain draws, else the load of IT alone: both are the least that the site draws.
 */
export function drawOfSite(plan: Pick<PlannedSite, 'power' | 'supply' | 'cooling' | 'aws'>): SiteDrawPlan {
  const { power, supply, cooling } = plan;
  const cloud = cloudWattsOf(plan);
  const value = supply?.pue ?? cooling?.pue;
  if (value === undefined) return { watts: (power.chain?.sourceWatts ?? power.loadWatts) + cloud, isLeast: true };
  const watts = Math.ceil((power.loadWatts + cloud) * value - BINARY_REST);
  return { watts, pue: { value, isStated: supply?.pue !== undefined }, isLeast: false };
}

/** Draw of zones of a cloud that stand on the site, W; those elsewhere draw nothing here. */
export function cloudWattsOf({ aws }: Pick<PlannedSite, 'aws'>): number {
  return (aws?.zones ?? []).reduce((sum, { onSiteWatts }) => sum + onSiteWatts, 0);
}

/** Contract, IT and energised power that hold for a plan: those of its last phase where it has phases, else those of the site. */
export function figuresOf({
  supply,
  phases,
}: Pick<PlannedSite, 'supply' | 'phases'>): SupplyFigures & { readonly path: string | undefined } {
  const phase = phases?.at(-1);
  return { ...(phase ?? supply), path: phase?.path };
}
