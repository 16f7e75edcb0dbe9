import { DesignError, DesignErrors } from '../../errors/design-error';
import type { AddressPlan, PoolPlan } from '../../model/address-plan';
import type { SiteFabric } from '../../model/site-input';
import type { FabricInSite } from '../../model/site-plan';
import { planUnderlay } from './plan-underlay';

/**
 * Fabrics of a site with their underlays.
 *
 * @throws DesignError `underlay/shared-pool`, and those of `planUnderlay`
 */
export function planUnderlays(fabrics: readonly SiteFabric[], addresses: AddressPlan): FabricInSite[] {
  checkOwners(fabrics);
  return fabrics.map(({ path, plan, underlay: options }) =>
    options === undefined
      ? { path, plan }
      : { path, plan, underlay: planUnderlay({ fabric: plan, addresses, options }) },
  );
}

/** Pools with what the underlays use of them. */
export function withPairs(pools: readonly PoolPlan[], fabrics: readonly FabricInSite[]): PoolPlan[] {
  const used = new Map<string, number>();
  for (const { plan, underlay } of fabrics) {
    const { hostLinks, serviceLinks, leafSpineLinks, spineCoreLinks } = plan.counts;
    if (underlay?.links !== undefined) used.set(underlay.links.pool, 2 * (leafSpineLinks + spineCoreLinks));
    const [rail] = underlay?.rails ?? [];
    if (rail !== undefined) used.set(rail.pool, 2 * (hostLinks + serviceLinks));
  }
  return pools.map((pool) => ({ ...pool, used: used.get(pool.name) ?? pool.used }));
}

function checkOwners(fabrics: readonly SiteFabric[]): void {
  const owners = new Map<string, string>();
  const errors: DesignError[] = [];
  for (const { plan, underlay } of fabrics) {
    for (const pool of [underlay?.linkPool, underlay?.railPool]) {
      if (pool === undefined) continue;
      const owner = owners.get(pool);
      if (owner === undefined) owners.set(pool, plan.name);
      else {
        errors.push(
          new DesignError('underlay/shared-pool', {
            problem: `fabrics '${owner}' and '${plan.name}' take pairs from one pool, '${pool}'`,
            remedy: 'give each fabric a pool of its own',
            object: pool,
          }),
        );
      }
    }
  }
  DesignErrors.throwAll(errors);
}
