import { planTenancy, type TenancyPlan } from '../../design/tenancy/plan-tenancy';
import type { Tenancy } from '../../design/tenancy/tenancy';
import type { SitePlan } from '../../model/site-plan';
import { addTo } from '../../units/present';
import { infinibandGuids, isPlaceholderGuid } from '../fabric/ufm';
import { hostsByNode } from './tenant-nodes';

/** A change of members of a partition, in the order in which it is to be made. */
export interface MemberStep {
  /** `remove` comes first and is verified before any `add`. */
  readonly action: 'remove' | 'verify' | 'add';
  /** Fabric whose manager is told. */
  readonly fabric: string;
  readonly tenant: string;
  readonly pkey: string;
  readonly node: string;
  /** Port GUIDs that the asset file has. */
  readonly guids: readonly string[];
  /** Ports whose GUIDs it has not: the step is not whole without them. Absent: none. */
  readonly portsWithoutGuid?: number;
}

/** A port that is a member of a partition. */
export interface PartitionMember {
  readonly device: string;
  /** Port GUID, 16 hex digits behind `0x`. */
  readonly guid: string;
  /** Full members reach all, limited ones reach full members alone. */
  readonly membership: 'full' | 'limited';
}

/** A partition of a tenant in a fabric, as it is to be. */
export interface PartitionTable {
  readonly fabric: string;
  readonly tenant: string;
  readonly pkey: string;
  /** In the order of the endpoints of the fabric. */
  readonly members: readonly PartitionMember[];
  /** Devices that belong in, and of whose ports the asset file has not all GUIDs: without them the table would put members out. */
  readonly missing: readonly string[];
}

/**
 * Partitions of tenants, a table a fabric and tenant. On a compute fabric a tenant's hosts are full members: they talk to each other. On a storage fabric the storage is a full
 * member and hosts are limited ones: they reach the storage, and not each other.
 *
 * @see https://docs.nvidia.com/networking/
 */
export function partitionTables(site: SitePlan, tenancy: Tenancy, plan: TenancyPlan): readonly PartitionTable[] {
  const keys = pkeysOf(site, tenancy);
  const guids = guidsByFabric(site);
  const clusters = new Set(site.clusters.map(({ name }) => name));
  const nodes = membersOf(tenancy, plan);
  const hostsOf = hostsByNode(site);
  const tenantOf = new Map(
    [...nodes].flatMap(([node, tenant]) => hostsOf(node).map((host) => [host, tenant] as const)),
  );
  const tenants = tenancy.tenants.filter(({ name, isolation }) => isolation.includes('pkey') && keys.has(name));
  return site.fabrics.flatMap(({ plan: fabric }) => {
    if (fabric.kind !== 'infiniband') return [];
    const ports = guids.get(fabric.name) ?? new Map<string, PortGuids>();
    const hosts = new Map<string, string[]>();
    const services: string[] = [];
    for (const { name, group } of fabric.endpoints) {
      const tenant = tenantOf.get(name);
      if (tenant !== undefined) addTo(hosts, tenant, name);
      else if (fabric.role === 'storage' && group !== undefined && !clusters.has(group)) services.push(name);
    }
    return tenants.flatMap(({ name }) => {
      const own = hosts.get(name) ?? [];
      const devices = [
        ...own.map((device) => ({
          device,
          membership: fabric.role === 'storage' ? ('limited' as const) : ('full' as const),
        })),
        ...(own.length === 0 ? [] : services.map((device) => ({ device, membership: 'full' as const }))),
      ];
      return {
        fabric: fabric.name,
        tenant: name,
        pkey: keys.get(name) ?? '',
        members: devices.flatMap(({ device, membership }) =>
          (ports.get(device)?.known ?? []).map((guid) => ({ device, guid, membership })),
        ),
        missing: devices.filter(({ device }) => (ports.get(device)?.unknown ?? 1) > 0).map(({ device }) => device),
      };
    });
  });
}

/** Members that a full replacement of the tables of one day by those of another puts out, by fabric, tenant, device and GUID. */
export function removedMembers(
  before: readonly PartitionTable[],
  after: readonly PartitionTable[],
): readonly (Pick<PartitionTable, 'fabric' | 'tenant' | 'pkey'> & PartitionMember)[] {
  const kept = new Map(
    after.map(({ fabric, tenant, members }) => [`${fabric}\n${tenant}`, new Set(members.map(({ guid }) => guid))]),
  );
  return before.flatMap(({ fabric, tenant, pkey, members }) =>
    members
      .filter(({ guid }) => kept.get(`${fabric}\n${tenant}`)?.has(guid) !== true)
      .map((member) => ({ fabric, tenant, pkey, ...member })),
  );
}

/**
 * Members of partitions that leave and come, in the order in which it is safe: all removals, then the proof that they are gone, then the additions of nodes that are
 * proven clean. A node that is closed comes to nobody.
 *
 * @throws DesignError `tenancy/...`
 */
export function memberSteps(site: SitePlan, tenancy: Tenancy, day: string, before?: string): readonly MemberStep[] {
  const keys = pkeysOf(site, tenancy);
  const was = before === undefined ? new Map<string, string>() : membersOf(tenancy, planTenancy(site, tenancy, before));
  const is = membersOf(tenancy, planTenancy(site, tenancy, day));
  const guids = guidsByFabric(site);
  const hostsOf = hostsByNode(site);
  const step = (action: MemberStep['action'], [node, tenant]: readonly [string, string]): readonly MemberStep[] => {
    const pkey = keys.get(tenant);
    if (pkey === undefined) return [];
    const hosts = hostsOf(node);
    return [...guids].flatMap(([fabric, ports]) => {
      const own = hosts.filter((host) => ports.has(host));
      if (own.length === 0) return [];
      const without = own.reduce((sum, host) => sum + (ports.get(host)?.unknown ?? 0), 0);
      const step = { action, fabric, tenant, pkey, node, guids: own.flatMap((host) => ports.get(host)?.known ?? []) };
      return without === 0 ? step : { ...step, portsWithoutGuid: without };
    });
  };
  const gone = [...was].filter(([node, tenant]) => is.get(node) !== tenant);
  const come = [...is].filter(([node, tenant]) => was.get(node) !== tenant);
  return [
    ...gone.flatMap((each) => step('remove', each)),
    ...gone.flatMap((each) => step('verify', each)),
    ...come.flatMap((each) => step('add', each)),
  ];
}

/** Nodes that go from one tenant's partition into another's between two days, with both. */
export function movedMembers(
  tenancy: Tenancy,
  before: TenancyPlan,
  after: TenancyPlan,
): readonly { readonly node: string; readonly from: string; readonly to: string }[] {
  const was = membersOf(tenancy, before);
  return [...membersOf(tenancy, after)].flatMap(([node, to]) => {
    const from = was.get(node);
    return from === undefined || from === to ? [] : [{ node, from, to }];
  });
}

/** Tenant of each node that is in a partition. */
function membersOf({ tenants }: Tenancy, { nodes }: TenancyPlan): ReadonlyMap<string, string> {
  const isApart = new Set(tenants.filter(({ isolation }) => isolation.includes('pkey')).map(({ name }) => name));
  return new Map(
    nodes.flatMap(({ node, use, tenant }) =>
      use === 'leased' && tenant !== undefined && isApart.has(tenant) ? [[node, tenant] as const] : [],
    ),
  );
}

/** Partition key of each tenant, as UFM writes it. */
function pkeysOf(site: SitePlan, { tenants }: Tenancy): ReadonlyMap<string, string> {
  const keys = new Map(site.addresses.partitions.map(({ tenant, pkey }) => [tenant, pkey]));
  for (const { name, pkey } of tenants) if (pkey !== undefined) keys.set(name, pkey);
  return new Map([...keys].map(([name, pkey]) => [name, `0x${pkey.toString(16).padStart(4, '0')}`]));
}

/** GUIDs of the ports of a device, as far as the asset file has them. */
interface PortGuids {
  readonly known: readonly string[];
  /** Ports without one. */
  readonly unknown: number;
}

/** GUIDs of the ports of each endpoint, by InfiniBand fabric. */
function guidsByFabric(site: SitePlan): ReadonlyMap<string, ReadonlyMap<string, PortGuids>> {
  const guids = infinibandGuids(site);
  return new Map(
    site.fabrics.flatMap(({ plan }) => {
      if (plan.kind !== 'infiniband') return [];
      const ports = plan.endpoints.map(({ name, portNames }) => {
        const all = portNames.map((_, port) => guids.ofPort(plan, name, port).port);
        const known = all.filter((guid) => !isPlaceholderGuid(guid)).map((guid) => `0x${guid}`);
        return [name, { known, unknown: all.length - known.length }] as const;
      });
      return [[plan.name, new Map(ports)] as const];
    }),
  );
}
