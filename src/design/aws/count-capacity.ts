import type { AwsPlan, AwsPoolPlan } from './aws-plan';

/** Use of one region, counted at the largest size of each pool. */
export interface AwsRegionUse {
  readonly region: string;
  /** Interfaces of instances; whether AWS counts EFA-only ones is not known, so all are counted. */
  readonly interfaces: number;
  /** vCPU of on-demand instances by quota family; undefined where a type states none. */
  readonly vcpus: ReadonlyMap<AwsPoolPlan['quotaFamily'], number | undefined>;
  readonly interfacesBy: readonly string[];
}

/** Counts what pools take of each region, in order of first use. */
export function countCapacity(plan: AwsPlan): readonly AwsRegionUse[] {
  const regionOf = new Map(plan.vpcs.map(({ name, region }) => [name, region]));
  const byRegion = new Map<string, AwsPoolPlan[]>();
  for (const pool of plan.pools) {
    const region = regionOf.get(pool.vpc) ?? '';
    const known = byRegion.get(region);
    if (known === undefined) byRegion.set(region, [pool]);
    else known.push(pool);
  }
  return [...byRegion].map(([region, pools]) => ({
    region,
    interfaces: pools.reduce((sum, { maxCount, layout }) => sum + maxCount * layout.interfaces.length, 0),
    interfacesBy: pools.map(
      ({ name, maxCount, layout }) => `${maxCount} x ${layout.interfaces.length} of pool '${name}'`,
    ),
    vcpus: vcpusOf(pools),
  }));
}

function vcpusOf(pools: readonly AwsPoolPlan[]): AwsRegionUse['vcpus'] {
  const sums = new Map<AwsPoolPlan['quotaFamily'], number | undefined>();
  for (const { quotaFamily, vcpusEach, maxCount, capacity } of pools) {
    if (capacity === 'capacity-block' || capacity === 'ultraserver-block') continue;
    const sum = sums.has(quotaFamily) ? sums.get(quotaFamily) : 0;
    sums.set(quotaFamily, sum === undefined || vcpusEach === undefined ? undefined : sum + maxCount * vcpusEach);
  }
  return sums;
}
