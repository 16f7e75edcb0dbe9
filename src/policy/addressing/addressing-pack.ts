import type { PoolPlan, PoolPurpose } from '../../model/address-plan';
import type { ClusterPlan, SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Rule } from '../engine/rule';
import { addTo } from '../../units/present';

/** Highest share of a pool that may be given out. */
const POOL_SHARE = 0.9;

const poolNearlyFull = defineRule({
  id: 'addressing/pool-nearly-full',
  severity: 'warning',
  title: `at most ${inWords.percent(POOL_SHARE)} of an address pool are given out`,
  why: {
    text: 'A pool that is full stops the next system; a larger one means new addresses for all that are there.',
    source: 'Convention of this library',
  },
  check: (plan) =>
    judgeEach(
      plan.addresses.pools.filter(({ purpose }) => !CUT_INTO_PAIRS.includes(purpose)),
      (pool) => {
        const allowed = Math.floor(pool.capacity * POOL_SHARE);
        if (pool.used <= allowed) return undefined;
        const share = pool.capacity === 0 ? 1 : pool.used / pool.capacity;
        return failed({
          path: plan.path,
          object: describe(pool),
          found: `${inWords.count(pool.used, 'address', 'addresses')}, ${inWords.percent(share)}`,
          limit: `${inWords.count(allowed, 'address', 'addresses')}, ${inWords.percent(POOL_SHARE)}`,
          required: inWords.count(pool.used, 'address', 'addresses'),
          available: inWords.count(allowed, 'address', 'addresses'),
          shortfall: inWords.count(pool.used - allowed, 'address', 'addresses'),
          arithmetic: `${inWords.number(pool.capacity)} x ${inWords.percent(POOL_SHARE)} = ${inWords.number(allowed)}; ${inWords.number(pool.used)} / ${inWords.number(pool.capacity)} = ${inWords.percent(share)}`,
          remedy: "add a second pool of the same purpose to 'addressPools'",
        });
      },
      'the site has no address pool',
    ),
});

const vlanUsedTwice = defineRule({
  id: 'addressing/vlan-used-twice',
  severity: 'error',
  title: 'a VLAN carries the addresses of one purpose and one tenant',
  why: {
    text: 'Two networks on one VLAN are one broadcast domain: each sees the traffic of the other. An IPv4 and an IPv6 pool of one network may share it.',
    source: 'IEEE 802.1Q',
  },
  check: (plan) => {
    const byVlan = new Map<number, PoolPlan[]>();
    for (const pool of plan.addresses.pools) {
      if (pool.vlan !== undefined) addTo(byVlan, pool.vlan, pool);
    }
    return judgeEach(
      byVlan,
      ([vlan, [first, ...others]]) => {
        const clash = others.find((pool) => first !== undefined && isOtherNetwork(first, pool));
        if (first === undefined || clash === undefined) return undefined;
        return failed({
          path: plan.path,
          object: `VLAN ${vlan}`,
          found: `${describe(first)} and ${describe(clash)}`,
          limit: '1 network a VLAN',
          arithmetic: `${inWords.count(others.length + 1, 'pool')} on VLAN ${vlan}`,
          remedy: "give one of the pools another 'vlan'",
        });
      },
      'no address pool has a VLAN',
    );
  },
});

const hostPortVlan = defineRule({
  id: 'addressing/host-port-vlan',
  severity: 'warning',
  title: 'the VLAN of every host port that is not routed is known',
  why: {
    text: 'A host port without a VLAN stands in the untagged VLAN of its own switch: hosts of one subnet on two leaves do not reach each other.',
    source: 'IEEE 802.1Q',
  },
  check: (plan) =>
    judgeEach(
      plan.fabrics.filter(({ plan: { role }, underlay }) => underlay?.rails.length === 0 && role !== 'compute'),
      ({ path, plan: { name, role, counts } }) => {
        const pools = plan.addresses.pools.filter(({ purpose, tenant }) => purpose === role && tenant === undefined);
        const bare = pools.filter(({ vlan }) => vlan === undefined);
        if (pools.length > 0 && bare.length === 0) return undefined;
        const leaves = inWords.count(counts.leaf, 'leaf', 'leaves');
        return indeterminate({
          path,
          object: `fabric '${name}'`,
          unknown: `the VLAN of its host ports, on ${leaves}`,
          givenBy:
            bare.length === 0
              ? `a pool of purpose '${role}' with a 'vlan' in 'addressPools'`
              : vlansOf(
                  plan,
                  bare.map(({ name: pool }) => pool),
                ),
        });
      },
      'no fabric has host ports in a VLAN',
    ),
});

/** Rules about address pools. */
const poolRules: readonly Rule[] = [poolNearlyFull, vlanUsedTwice, hostPortVlan];

const partitionUsedTwice = defineRule({
  id: 'addressing/partition-used-twice',
  severity: 'error',
  title: 'a partition key belongs to one tenant',
  why: {
    text: 'Rules of partitions with the same key merge: two tenants with one key are in one partition.',
    source: 'OpenSM, doc/partition-config.txt',
  },
  check: (plan) => {
    const byKey = new Map<number, string[]>();
    for (const { tenant, pkey } of plan.addresses.partitions) addTo(byKey, pkey, tenant);
    return judgeEach(
      byKey,
      ([pkey, tenants]) => {
        if (tenants.length === 1) return undefined;
        return failed({
          path: plan.path,
          object: `partition key 0x${pkey.toString(16).padStart(4, '0')}`,
          found: `tenants ${inWords.names(tenants)}`,
          limit: '1 tenant',
          arithmetic: `${tenants.length} tenants - 1 = ${tenants.length - 1} too many`,
          remedy: 'release one of the keys in the lock, so that it is given again',
        });
      },
      'the site has no partition',
    );
  },
});

const tenantWithoutPartition = defineRule({
  id: 'addressing/tenant-without-partition',
  severity: 'error',
  title: 'every tenant of a cluster on InfiniBand has a partition of its own',
  why: {
    text: 'On InfiniBand only partitions keep tenants apart; without one a tenant shares the default partition with all.',
    source: 'OpenSM, doc/partition-config.txt',
  },
  check: (plan) => {
    const partitioned = new Set(plan.addresses.partitions.map(({ tenant }) => tenant));
    return judgeEach(
      tenantsOnInfiniband(plan),
      ({ cluster, tenant, fabrics }) => {
        if (partitioned.has(tenant)) return undefined;
        return failed({
          path: cluster.path,
          object: `tenant '${tenant}' of cluster '${cluster.name}'`,
          found: `0 partitions, on ${inWords.names(fabrics)}`,
          limit: '1 partition',
          required: '1 partition',
          available: '0 partitions',
          shortfall: '1 partition',
          arithmetic: `0 of ${inWords.count(plan.addresses.partitions.length, 'partition')} are of '${tenant}'`,
          remedy: "name the tenant in the 'tenants' of the site, so that it is given a partition key",
        });
      },
      'no tenant is on an InfiniBand fabric',
    );
  },
});

const tenantWithoutPool = defineRule({
  id: 'addressing/tenant-without-pool',
  severity: 'warning',
  title: 'every tenant has an address pool of its own',
  why: {
    text: 'Tenants that share addresses share a network; what separates them is then a matter of filters alone.',
    source: 'Convention of this library',
  },
  check: (plan) =>
    judgeEach(
      plan.tenants,
      (tenant) => {
        const own = plan.addresses.pools.filter((pool) => pool.purpose === 'tenant' && pool.tenant === tenant);
        if (own.length > 0) return undefined;
        const others = plan.addresses.pools.filter(({ purpose }) => purpose === 'tenant').length;
        return failed({
          path: plan.path,
          object: `tenant '${tenant}'`,
          found: '0 pools',
          limit: 'at least 1 pool',
          required: '1 pool',
          available: '0 pools',
          shortfall: '1 pool',
          arithmetic: `0 of ${inWords.count(others, 'pool')} for tenants are of '${tenant}'`,
          remedy: `add a pool of purpose 'tenant' with 'tenant: ${tenant}' to 'addressPools', or let 'addressPlan' carve one`,
        });
      },
      'the site has no tenant',
    ),
});

/** Rules about what keeps tenants apart. */
const tenantRules: readonly Rule[] = [partitionUsedTwice, tenantWithoutPartition, tenantWithoutPool];

/** Rules about addresses, VLANs and partitions. */
export const addressingPack: readonly Rule[] = [...poolRules, ...tenantRules];

/** Pools whose size the underlay checks itself: they are cut by switch and port, not given out one by one. */
const CUT_INTO_PAIRS: readonly PoolPurpose[] = ['fabric-link', 'rail'];

/** Where the VLANs of pools are given: with the pools, or with the block that they were carved from. */
function vlansOf({ lock }: SitePlan, pools: readonly string[]): string {
  const listed = (names: readonly string[]): string => names.map((name) => `pool '${name}'`).join(', ');
  const carved = pools.filter((name) => lock.pools?.[name] !== undefined);
  const given = pools.filter((name) => !carved.includes(name));
  return [
    ...(given.length === 0 ? [] : [`'vlan' of ${listed(given)} in 'addressPools'`]),
    ...(carved.length === 0 ? [] : [`'vlans' of 'addressPlan' for ${listed(carved)}`]),
  ].join(' and ');
}

function describe({ name, purpose, tenant, cidr }: PoolPlan): string {
  return `pool '${name}' (${cidr}, ${purpose}${tenant === undefined ? '' : ` of '${tenant}'`})`;
}

function isOtherNetwork(left: PoolPlan, right: PoolPlan): boolean {
  const isSameFamily = left.cidr.includes(':') === right.cidr.includes(':');
  return isSameFamily || left.purpose !== right.purpose || left.tenant !== right.tenant;
}

function tenantsOnInfiniband(
  plan: SitePlan,
): { readonly cluster: ClusterPlan; readonly tenant: string; readonly fabrics: readonly string[] }[] {
  const infiniband = new Set(
    plan.fabrics.filter((fabric) => fabric.plan.kind === 'infiniband').map((fabric) => fabric.plan.name),
  );
  return plan.clusters.flatMap((cluster) => {
    const fabrics = cluster.fabrics.filter((name) => infiniband.has(name));
    return fabrics.length === 0 ? [] : cluster.tenants.map((tenant) => ({ cluster, tenant, fabrics }));
  });
}
