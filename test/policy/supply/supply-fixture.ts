import type { SiteSupply } from '../../../src/model/power-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { sitePlan } from '../site-plan-fixture';

/** A site of a load by nameplate, with its supply. */
export function suppliedSite(loadWatts: number, supply: Partial<SiteSupply>, parts: Partial<SitePlan> = {}): SitePlan {
  return sitePlan({
    power: { basis: 'nameplate', zones: [], loadWatts },
    supply: { rules: 'neutral', limits: [], ...supply },
    ...parts,
  });
}

/** A site under Korea's rules. */
export function koreanSite(supply: Partial<SiteSupply>): SitePlan {
  return suppliedSite(1_000_000, { rules: 'kr', ...supply });
}
