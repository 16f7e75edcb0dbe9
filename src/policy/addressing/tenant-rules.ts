import type { ClusterPlan, SitePlan } from '../../model/site-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed } from '../verdict';

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
          remedy: `add a pool of purpose 'tenant' with 'tenant: ${tenant}' to 'addressPools'`,
        });
      },
      'the site has no tenant',
    ),
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
    for (const { tenant, pkey } of plan.addresses.partitions) byKey.set(pkey, [...(byKey.get(pkey) ?? []), tenant]);
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
          remedy: 'release one of the keys in the lock, so that it is given anew',
        });
      },
      'the site has no partition',
    );
  },
});

/** Rules about what keeps tenants apart. */
export const tenantRules: readonly Rule[] = [partitionUsedTwice, tenantWithoutPartition, tenantWithoutPool];

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
