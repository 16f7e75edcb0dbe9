import { DesignError, DesignErrors } from '../../errors/design-error';
import type { AddressPlan, PoolPurpose } from '../../model/address-plan';
import { type FabricInput, type FabricPlan, type HostGroup, trayNames } from '../../model/fabric-plan';
import type { DeviceInput, HallInput, Position } from '../../model/placement-plan';
import type { ClusterPlan, FabricInSite, SitePlan } from '../../model/site-plan';
import { siteTotals } from '../../model/site-plan';
import type { StoragePlan } from '../../model/storage-plan';
import { addTo, present } from '../../units/present';
import { growFabric } from '../fabric/grow-fabric';
import { planFabric } from '../fabric/plan-fabric';
import { rememberedInput } from '../lock/stack-memory';
import { planPlacement } from '../placement/plan-placement';
import { loadsThere } from '../site/phase-view';
import { planLoads } from '../site/plan-loads';
import { planStorage, referenceSystems } from '../storage/plan-storage';
import type { GrownSystem } from './limits-plan';

/** What an engine refuses of a grown site. */
export interface Refusal {
  readonly code: string;
  readonly object: string;
  readonly found: string;
  readonly limit: string;
}

/** A site with so many more systems of a cluster. */
export interface GrownSite {
  /** What engines refuse of it; the plan has those parts as they are. */
  readonly refusals: readonly Refusal[];
  /** Whether something that the growth brings found no place. */
  readonly isFull: boolean;
  /** The plan with loads of what found a place. Cables, underlay, addresses, the BOM and stacks are those of the site as it is. */
  readonly plan: SitePlan;
  /** Addresses that the growth takes, by purpose of pools without a tenant. */
  readonly addresses: ReadonlyMap<PoolPurpose, number>;
}

/** Devices that come with more systems, and what they are like: a group of hosts that has the like of them takes them too. */
interface Newcomers {
  readonly like: string;
  readonly names: readonly string[];
  /** Whether they share the one unit of those that are like them, as the blocks of a tier. */
  readonly isOneUnit?: boolean;
}

/**
 * A site with more systems of one cluster, planned by its own engines: the systems, the switches and blocks of storage that come with them, their places
 * beside all that stands where it is, and the loads. Each number of systems is planned once.
 */
export class Growth {
  private readonly known = new Map<number, GrownSite>();
  private readonly inputs: ReadonlyMap<string, FabricInput>;
  private readonly unitOf: (index: number) => string;
  private readonly joinedHalls: readonly (readonly [string, string])[] | undefined;

  public constructor(
    private readonly site: SitePlan,
    private readonly grown: GrownSystem,
    /** Halls that it grows in: those of the site, or longer ones. */
    private readonly halls: readonly HallInput[] = site.halls,
  ) {
    const { fabrics, slots } = site.lock;
    this.inputs = new Map(
      site.fabrics.flatMap(({ plan }) => {
        const locked = fabrics[plan.name];
        const input = locked === undefined ? undefined : rememberedInput(locked, slots);
        return input === undefined ? [] : [[plan.name, withoutGone(input, plan)] as const];
      }),
    );
    this.joinedHalls = hallsWithCables(site);
    const { cluster, unitSystems } = grown;
    const taken = Object.values(slots[cluster.name] ?? {});
    const first = Math.max(cluster.hosts.length, ...taken.map((slot) => slot + 1));
    this.unitOf = (index) => `${cluster.name}/${unitName(Math.floor((first + index) / unitSystems) + 1)}`;
  }

  /** The site with `more` systems. */
  public with(more: number): GrownSite {
    const known = this.known.get(more) ?? this.plan(more);
    this.known.set(more, known);
    return known;
  }

  private plan(more: number): GrownSite {
    const { site, grown } = this;
    const refusals: Refusal[] = [];
    const systems = newSystems(grown, more, this.unitOf);
    const cluster = grownCluster(grown.cluster, systems);
    const clusters = site.clusters.map((each) => (each === grown.cluster ? cluster : each));
    const newcomers: Newcomers[] = [
      { like: grown.sample.name, names: systems.map(({ name }) => name) },
      { like: lastTray(grown.cluster) ?? '', names: traysOf(cluster).slice(traysOf(grown.cluster).length) },
    ];
    const added: DeviceInput[] = [...systems];
    const storage = site.storage.map((tier) => {
      const plan = attempt(refusals, tier.plan, () => grownTier(tier.plan, cluster, clusters));
      const blocks = plan.nodes.slice(tier.plan.nodes.length);
      const like = site.devices.find(({ name }) => name === tier.plan.nodes.at(-1));
      if (like !== undefined) added.push(...blocks.map((name) => copyOf(like, name, like.unit)));
      newcomers.push({ like: tier.plan.nodes.at(-1) ?? '', names: blocks, isOneUnit: true });
      return plan === tier.plan ? tier : { ...tier, plan };
    });
    const plans = this.fabricsWith(newcomers, added, refusals);
    const fabrics = site.fabrics.map((each): FabricInSite => ({
      ...each,
      plan: plans.get(each.plan.name) ?? each.plan,
    }));
    const devices = withAdded(site.devices, added);
    const placed = lazily(() =>
      planPlacement({
        halls: this.halls,
        devices,
        lock: placesOf(site),
        adopted: new Set(site.lock.adopted?.devices),
        zones: site.power.zones,
        basis: site.power.basis,
        ...present({
          tenantLoads: site.power.tenantLoads,
          zonePlacement: site.zonePlacement,
          joinedHalls: this.joinedHalls,
        }),
      }),
    );
    const homeless = new Set(site.placement.unplaced.map(({ device }) => device));
    const whole = lazily((): SitePlan => {
      const placement = placed();
      const loads = attempt(refusals, { power: site.power, ...present({ cooling: site.cooling }) }, () =>
        planLoads(loadsThere(site, { halls: this.halls, devices, placement, isThere: () => true })),
      );
      const assets = new Map([
        ...site.assets,
        ...added.map(({ name }) => [name, { device: name, state: 'planned' }] as const),
      ]);
      // Cooling, where there is any, is part of the loads.
      const plan = { ...site, clusters, devices, halls: this.halls, fabrics, storage, placement, assets, ...loads };
      return { ...plan, totals: siteTotals(plan) };
    });
    return {
      get refusals() {
        whole();
        return refusals;
      },
      get isFull() {
        return placed().unplaced.some(({ device }) => !homeless.has(device));
      },
      get plan() {
        return whole();
      },
      addresses: addressesOf(site.fabrics, fabrics),
    };
  }

  /** Fabrics with what is new on them; those of the management come last, for they have the new switches of all others. */
  private fabricsWith(
    newcomers: Newcomers[],
    added: DeviceInput[],
    refusals: Refusal[],
  ): ReadonlyMap<string, FabricPlan> {
    const inOrder = [...this.site.fabrics].sort(
      (left, right) => Number(left.plan.role === 'oob') - Number(right.plan.role === 'oob'),
    );
    return new Map(
      inOrder.map(({ path, plan }) => {
        const input = this.inputs.get(plan.name);
        if (input === undefined) return [plan.name, plan] as const;
        const groups = input.groups.map((group) => withHosts(group, newcomers));
        const isSame = groups.every((group, index) => group === input.groups[index]);
        if (isSame) return [plan.name, plan] as const;
        // How far systems alone leave every cable in its place is found before; a unit that grows is tried here.
        const isWider = groups.some(({ unitHosts }, index) => unitHosts !== input.groups[index]?.unitHosts);
        const next = attempt(refusals, plan, () =>
          isWider ? growFabric({ ...input, groups }, input).plan : planFabric({ ...input, groups }),
        );
        const switches = newSwitches(this.site, path, { before: plan, after: next });
        added.push(...switches);
        const like = plan.switches.at(-1)?.name ?? '';
        newcomers.push({ like, names: switches.map(({ name }) => name) });
        return [plan.name, next] as const;
      }),
    );
  }
}

/** Halls between which cables run today; undefined where the site has none. */
function hallsWithCables({
  fabrics,
  converged = [],
  placement,
}: SitePlan): readonly (readonly [string, string])[] | undefined {
  if (fabrics.length === 0 && converged.length === 0) return undefined;
  const hallOf = new Map(placement.racks.map(({ name, hall }) => [name, hall]));
  return fabrics.flatMap(({ plan: { switches, endpoints } }) => {
    const names = [...switches.map(({ name }) => name), ...endpoints.map(({ name, device = name }) => device)];
    const halls = [...new Set(names.flatMap((name) => hallOf.get(placement.positions.get(name)?.rack ?? '') ?? []))];
    return halls.flatMap((one, index) => halls.slice(index + 1).map((other) => [one, other] as const));
  });
}

/** A site that was refused in part: that part is as it was, and the refusal is kept. */
function attempt<T>(refusals: Refusal[], asIs: T, plan: () => T): T {
  let made = asIs;
  refusals.push(
    ...refusalsOf(() => {
      made = plan();
    }),
  );
  return made;
}

/** What an engine refuses; nothing where it does not. */
export function refusalsOf(plan: () => unknown): readonly Refusal[] {
  try {
    plan();
    return [];
  } catch (error) {
    if (!(error instanceof DesignError)) throw error;
    return (error instanceof DesignErrors ? error.errors : [error]).map(
      ({ code, problem, object = '', value, limit = '' }) => ({ code, object, found: value ?? problem, limit }),
    );
  }
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Hosts that are gone keep their slot as a gap. */
function withoutGone(input: FabricInput, plan: FabricPlan): FabricInput {
  const there = new Set(plan.endpoints.map(({ name }) => name));
  return {
    ...input,
    groups: input.groups.map((group) => ({
      ...group,
      hosts: group.hosts.map((host) => (there.has(host) ? host : '')),
    })),
  };
}

function unitName(number: number): string {
  return `su-${String(number).padStart(2, '0')}`;
}

function copyOf({ fixed: _fixed, ...like }: DeviceInput, name: string, unit: string): DeviceInput {
  return { ...like, name, unit };
}

function newSystems({ cluster, sample }: GrownSystem, more: number, unitOf: (index: number) => string): DeviceInput[] {
  return Array.from({ length: more }, (_, index) => copyOf(sample, `${cluster.name}-more-${index + 1}`, unitOf(index)));
}

function traysOf({ scaleUpDomains = [] }: ClusterPlan): readonly string[] {
  return scaleUpDomains.flatMap(({ hosts }) => hosts);
}

function lastTray(cluster: ClusterPlan): string | undefined {
  return traysOf(cluster).at(-1);
}

function grownCluster(cluster: ClusterPlan, systems: readonly DeviceInput[]): ClusterPlan {
  const names = systems.map(({ name }) => name);
  const { scaleUpDomains } = cluster;
  const like = scaleUpDomains?.at(-1);
  const hosts = [...cluster.hosts, ...names];
  if (scaleUpDomains === undefined || like === undefined) return { ...cluster, hosts };
  const domains = names.map((name) => ({ ...like, name, hosts: trayNames([name], like.hosts.length) }));
  return { ...cluster, hosts, scaleUpDomains: [...scaleUpDomains, ...domains] };
}

/** A tier that follows the GPUs that it serves has the blocks that its level asks for then; any other stays as it is. */
function grownTier(tier: StoragePlan, { name }: ClusterPlan, clusters: readonly ClusterPlan[]): StoragePlan {
  const { level, serves, block, tolerates, checkpoint, demand } = tier;
  if (level === undefined || serves?.includes(name) !== true) return tier;
  const gpus = clusters
    .filter((each) => serves.includes(each.name))
    .reduce((sum, { hosts, gpusPerHost }) => sum + hosts.length * gpusPerHost, 0);
  const names = tier.nodes;
  const systems = referenceSystems(gpus);
  const isChosen = tier.decidedBy === 'override';
  const grown = planStorage(
    {
      name: tier.name,
      block,
      ...demand,
      level: { grade: level.grade, systems },
      serves,
      ...present({ tolerates, blocks: isChosen ? tier.blocks : undefined }),
    },
    (index) => names[index] ?? `${tier.name}-more-${index + 1}`,
  );
  return { ...grown, ...present({ checkpoint }), nodes: grown.nodes.length < names.length ? names : grown.nodes };
}

/** A group with the newcomers whose like it has. */
function withHosts(group: HostGroup, newcomers: readonly Newcomers[]): HostGroup {
  const own = newcomers.filter(({ like, names }) => names.length > 0 && group.hosts.includes(like));
  if (own.length === 0) return group;
  const hosts = [...group.hosts, ...own.flatMap(({ names }) => names)];
  // A management network has blocks among all others, and fills its leaves.
  const isWider = group.hosts.length <= group.unitHosts && own.every(({ isOneUnit }) => isOneUnit === true);
  return { ...group, hosts, unitHosts: isWider ? Math.max(group.unitHosts, hosts.length) : group.unitHosts };
}

/** Switches that a fabric has more of: like the last of their tier, beside the hosts that they serve. */
function newSwitches(
  { devices }: SitePlan,
  path: string,
  { before, after }: { readonly before: FabricPlan; readonly after: FabricPlan },
): DeviceInput[] {
  if (after.switches.length === before.switches.length) return [];
  const known = new Set(before.switches.map(({ name }) => name));
  const own = new Map(devices.filter((device) => device.path === path).map((device) => [device.name, device]));
  const likeOf = new Map(before.switches.map(({ name, tier }) => [tier, own.get(name)]));
  const any = own.get(before.switches[0]?.name ?? '');
  const units = placementUnits(after);
  return after.switches.flatMap(({ name, tier, unit }) => {
    const like = likeOf.get(tier) ?? any;
    if (known.has(name) || like === undefined) return [];
    const beside = tier === 'leaf' ? (units.get(unit ?? 0) ?? like.unit) : like.unit;
    return [copyOf(like, name, beside)];
  });
}

/** Unit of the devices of each scalable unit of a fabric. */
function placementUnits({ endpoints }: FabricPlan): ReadonlyMap<number, string> {
  const firstOf = new Map<string, number>();
  const units = new Map<number, string>();
  for (const { group, unit } of endpoints) {
    if (group === undefined || unit === undefined) continue;
    const first = firstOf.get(group) ?? unit;
    firstOf.set(group, first);
    if (!units.has(unit)) units.set(unit, `${group}/${unitName(unit - first + 1)}`);
  }
  return units;
}

/** Devices with the new ones behind the last of the same owner. */
function withAdded(devices: readonly DeviceInput[], added: readonly DeviceInput[]): DeviceInput[] {
  const lastOf = new Map(devices.map(({ path }, index) => [path, index]));
  const behind = new Map<number, DeviceInput[]>();
  for (const device of added) {
    const at = lastOf.get(device.path) ?? devices.length - 1;
    addTo(behind, at, device);
  }
  return devices.flatMap((device, index) => [device, ...(behind.get(index) ?? [])]);
}

/** Places of all that stands, and those that the lock keeps for what is gone. */
function placesOf({ placement: { positions, racks } }: SitePlan): Readonly<Record<string, Position>> {
  const lock: Record<string, Position> = Object.fromEntries(positions);
  for (const { name, gaps = [] } of racks) for (const gap of gaps) lock[gap.name] = { rack: name, u: gap.u };
  return lock;
}

const WANTED = { storage: 'storage', 'in-band': 'in-band', oob: 'oob' } as const satisfies Partial<
  Record<FabricPlan['role'], PoolPurpose>
>;

/** Addresses of what is new on fabrics: one a host, but on compute fabrics, and one a switch that routes. */
function addressesOf(
  before: readonly FabricInSite[],
  after: readonly FabricInSite[],
): ReadonlyMap<PoolPurpose, number> {
  const counts = new Map<PoolPurpose, number>();
  const add = (purpose: PoolPurpose, count: number): unknown => counts.set(purpose, (counts.get(purpose) ?? 0) + count);
  after.forEach(({ plan, underlay }, index) => {
    const was = before[index]?.plan;
    if (was === undefined || was === plan) return;
    if (plan.role !== 'compute') add(WANTED[plan.role], plan.counts.hosts - was.counts.hosts);
    if (underlay !== undefined) add('loopback', plan.switches.length - was.switches.length);
  });
  return counts;
}

/** Addresses that pools without a tenant have left, by purpose; purposes with a carved pool are left out, since another is carved beside it. */
export function addressesLeft(
  { pools }: AddressPlan,
  { pools: carved = {} }: SitePlan['lock'],
): ReadonlyMap<PoolPurpose, number> {
  const left = new Map<PoolPurpose, number>();
  const open = new Set<PoolPurpose>();
  for (const { name, purpose, tenant, capacity, used } of pools) {
    if (tenant !== undefined) continue;
    if (carved[name] !== undefined) open.add(purpose);
    left.set(purpose, (left.get(purpose) ?? 0) + capacity - used);
  }
  for (const purpose of open) left.delete(purpose);
  return left;
}
