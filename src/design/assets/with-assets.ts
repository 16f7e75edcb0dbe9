import type { Asset } from '../../model/asset';
import { type SitePlan, siteTotals } from '../../model/site-plan';

/** The plan of a site with other hardware at its places: nothing changes but what is said of the hardware, and the counts in service. */
export function withAssets<P extends SitePlan>(plan: P, assets: ReadonlyMap<string, Asset>): P {
  const next = { ...plan, assets };
  return { ...next, totals: siteTotals(next) };
}
