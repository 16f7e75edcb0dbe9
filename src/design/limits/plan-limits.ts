import { initialLimit } from '../../catalog/aws-quotas';
import { DesignError } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import { RESOURCE_BUDGET } from '../../model/site-input';
import type { PlannedSite, SitePlan } from '../../model/site-plan';
import { present } from '../../units/present';
import { quotaNeedsOf } from '../aws/quota-needs';
import { fabricLimits } from './fabric-limits';
import {
  type GrownSystem,
  grownSystem,
  lasting,
  type LimitLevel,
  type LimitRow,
  limitRowOf,
  type LimitsPlan,
} from './limits-plan';
import { spaceLimits } from './space-limits';
import { cloudWattsOf, drawOfSite, figuresOf } from '../power/plan-power';

/** Levels whose objects each take systems of their own, so that what they still take adds up. */
const ADDED = new Set(['zone']);

/**
 * What a site runs out of first: every level of every domain with what is used, what there is and how many more systems fit.
 *
 * @param plan - the whole site
 * @param cluster - cluster whose systems are counted; the largest where none is named
 * @throws DesignError `limits/no-such-cluster`
 */
export function planLimits(plan: SitePlan, cluster?: string): LimitsPlan {
  const grown = grownSystem(plan, cluster);
  if (cluster !== undefined && grown === undefined) throw noSuchCluster(plan, cluster);
  const rows = [
    ...powerLimits(plan, grown),
    ...coolingLimits(plan, grown),
    ...spaceLimits(plan, grown),
    ...fabricLimits(plan, grown),
    ...addressLimits(plan, grown),
    ...storageLimits(plan, grown),
    ...terraformLimits(plan, grown),
    ...cloudLimits(plan, grown),
  ];
  const levels = new Map<string, LimitRow[]>();
  for (const row of rows) {
    const key = `${row.domain}/${row.level}`;
    const known = levels.get(key);
    if (known === undefined) levels.set(key, [row]);
    else known.push(row);
  }
  return {
    site: plan.name,
    ...(grown === undefined ? {} : { cluster: grown.cluster.name, unitSystems: grown.unitSystems }),
    levels: [...levels.values()].map((level) => levelOf(level, grown)).sort(byNext),
  };
}

function levelOf(rows: readonly LimitRow[], grown: GrownSystem | undefined): LimitLevel {
  const sorted = [...rows].sort(
    (left, right) => (left.moreSystems ?? Infinity) - (right.moreSystems ?? Infinity) || shareOf(right) - shareOf(left),
  );
  const { domain = 'space', level = '' } = sorted[0] ?? {};
  const known = sorted.flatMap(({ moreSystems }) => (moreSystems === undefined ? [] : [moreSystems]));
  if (grown === undefined || known.length === 0) return { domain, level, rows: sorted };
  const more = ADDED.has(level) ? known.reduce((sum, each) => sum + each, 0) : Math.min(...known);
  return { domain, level, rows: sorted, ...lasting(more, grown) };
}

/** The level that runs out first; of those that are not counted in systems, the fullest. */
function byNext(left: LimitLevel, right: LimitLevel): number {
  const [a, b] = [left.moreSystems ?? Infinity, right.moreSystems ?? Infinity];
  if (a !== b) return a < b ? -1 : 1;
  return fullest(right) - fullest(left);
}

function fullest({ rows }: LimitLevel): number {
  return Math.max(0, ...rows.map(shareOf));
}

function shareOf({ used, capacity }: LimitRow): number {
  return capacity > 0 ? used / capacity : used > 0 ? Infinity : 0;
}

function noSuchCluster({ name, clusters }: SitePlan, cluster: string): DesignError {
  const known = clusters.map((each) => each.name);
  const hint = spellingHint(cluster, known);
  const others = known.length === 0 ? 'it has none' : `it has ${known.map((each) => `'${each}'`).join(', ')}`;
  return new DesignError('limits/no-such-cluster', {
    problem: `site '${name}' has no cluster '${cluster}'`,
    remedy: hint === undefined ? `name one of its clusters: ${others}` : `did you mean '${hint}'?`,
    object: cluster,
  });
}

/**
 * What of its addresses a site has left, by pool. One more system takes as many as those that stand take on the mean; a pool that was carved limits nothing,
 * since another is carved beside it.
 */
function addressLimits({ path, addresses, lock }: PlannedSite, grown: GrownSystem | undefined): readonly LimitRow[] {
  const systems = new Set([...(grown?.cluster.hosts ?? []), ...(grown?.systems.map(({ name }) => name) ?? [])]);
  const taken = new Map<string, number>();
  for (const { device, pool } of addresses.addresses) {
    if (systems.has(device)) taken.set(pool, (taken.get(pool) ?? 0) + 1);
  }
  return addresses.pools.map(({ name, purpose, used, capacity }) =>
    limitRowOf(
      {
        domain: 'addressing',
        level: `addresses (${purpose})`,
        object: `address pool '${name}'`,
        path,
        used,
        capacity,
        unit: 'addresses',
        ...present({
          perSystem:
            grown === undefined || lock.pools?.[name] !== undefined
              ? undefined
              : (taken.get(name) ?? 0) / Math.max(1, grown.systems.length),
        }),
      },
      grown,
    ),
  );
}

/** What of the quotas of AWS a site has left, as an account has them that asked for nothing; those whose initial limit no source states are left out. */
function cloudLimits({ path, aws }: PlannedSite, grown: GrownSystem | undefined): readonly LimitRow[] {
  return (aws === undefined ? [] : quotaNeedsOf(aws)).flatMap(({ region, code, what, needed }) => {
    const capacity = initialLimit(code);
    if (capacity === undefined) return [];
    const object = `${what} in ${region}`;
    return [
      limitRowOf(
        { domain: 'cloud', level: `quota ${code}`, object, path, used: needed, capacity, unit: 'of the quota' },
        grown,
      ),
    ];
  });
}

const DEMANDS = [
  { level: 'capacity', demand: 'capacityBytes', given: 'usableBytes', unit: 'B' },
  { level: 'read rate', demand: 'readBitsPerSecond', given: 'readBitsPerSecond', unit: 'bit/s' },
  { level: 'write rate', demand: 'writeBitsPerSecond', given: 'writeBitsPerSecond', unit: 'bit/s' },
] as const;

/** What of its storage a site has left, by tier and demand. One more system is taken to ask for as much as each that the tier serves now. */
function storageLimits({ storage, clusters }: PlannedSite, grown: GrownSystem | undefined): readonly LimitRow[] {
  return storage.flatMap(({ path, plan }) =>
    DEMANDS.flatMap(({ level, demand, given, unit }) => {
      const used = plan.demand[demand];
      if (used === undefined) return [];
      const object = `${level} of storage tier '${plan.name}'`;
      const served = clusters.filter(({ name }) => plan.serves?.includes(name) ?? true);
      const systems = served.reduce((sum, { hosts }) => sum + hosts.length, 0);
      const isServed = served.some(({ name }) => name === grown?.cluster.name);
      const each = systems === 0 ? {} : { perSystem: isServed ? used / systems : 0 };
      return [
        limitRowOf({ domain: 'storage', level, object, path, used, capacity: plan[given], unit, ...each }, grown),
      ];
    }),
  );
}

/** What of a state's budget of resources each stack has left. */
function terraformLimits({ stacks }: Pick<SitePlan, 'stacks'>, grown: GrownSystem | undefined): readonly LimitRow[] {
  return stacks.map(({ name, path, resources }) =>
    limitRowOf(
      {
        domain: 'terraform',
        level: 'resources of a state',
        object: `stack '${name}'`,
        path,
        used: resources,
        capacity: RESOURCE_BUDGET,
        unit: 'resources',
      },
      grown,
    ),
  );
}

/**
 * What of its power a site has left: its nodes by kind, zones on the feed that carries most after a loss, and supply as far as it is stated.
 *
 * One more system is taken to load a node in the proportion in which the site's load does now, in the worst state of one loss.
 */
export function powerLimits(plan: PlannedSite, grown: GrownSystem | undefined): readonly LimitRow[] {
  return [...supplyRows(plan, grown), ...nodeRows(plan, grown), ...zoneRows(plan, grown)];
}

/** Contract, energised and IT power, as far as they are stated; the first two hold for all that the site draws, the last for its racks. */
function supplyRows(plan: PlannedSite, grown: GrownSystem | undefined): LimitRow[] {
  const { contractWatts, energisedWatts, itWatts, path = plan.path } = figuresOf(plan);
  const { watts: drawn } = drawOfSite(plan);
  const stated = [
    ['contract power', drawn, contractWatts],
    ['energised power', drawn, energisedWatts],
    ['power for IT', plan.power.loadWatts + cloudWattsOf(plan), itWatts],
  ] as const;
  return stated.flatMap(([level, used, capacity]) => {
    if (capacity === undefined) return [];
    const each = perSystem(used, plan.power.loadWatts, grown);
    const object = `${level} of site '${plan.name}'`;
    return [limitRowOf({ domain: 'power', level, object, path, used, capacity, unit: 'W', ...each }, grown)];
  });
}

function nodeRows({ power }: PlannedSite, grown: GrownSystem | undefined): LimitRow[] {
  return (power.chain?.nodes ?? []).map((node) => {
    const used = Math.max(node.loadWatts, node.worst.loadWatts);
    return limitRowOf(
      {
        domain: 'power',
        level: node.kind,
        object: `${node.kind} '${node.name}'`,
        path: node.path,
        used,
        capacity: node.limitWatts,
        unit: 'W',
        ...perSystem(used, power.loadWatts, grown),
      },
      grown,
    );
  });
}

function zoneRows({ power }: PlannedSite, grown: GrownSystem | undefined): LimitRow[] {
  return power.zones.map((zone) => {
    const used = Math.max(
      0,
      ...zone.feedLoads.map((feed) => (zone.redundancy === 'N' ? feed.normalWatts : feed.worstWatts)),
    );
    const zones = grown?.sample.zones;
    const takes = zones === undefined || zones.includes(zone.name);
    const feeds = Math.max(1, zone.feeds.length - (zone.redundancy === 'N' ? 0 : 1));
    const idle = present({ perSystem: grown === undefined ? undefined : Math.ceil(grown.sample.maxWatts / feeds) });
    return limitRowOf(
      {
        domain: 'power',
        level: 'zone',
        object: `power zone '${zone.name}'`,
        path: zone.path,
        used,
        capacity: zone.limitWatts,
        unit: 'W',
        ...(!takes ? { perSystem: 0 } : zone.loadWatts === 0 ? idle : perSystem(used, zone.loadWatts, grown)),
      },
      grown,
    );
  });
}

/** Watts that one more system brings where `used` of `load` pass now. */
function perSystem(used: number, load: number, grown: GrownSystem | undefined): { readonly perSystem?: number } {
  if (grown === undefined || load === 0) return {};
  return { perSystem: (grown.sample.maxWatts * used) / load };
}

/** What of its cooling a site has left, by loop, heat and flow, with the spare units kept for a loss. */
export function coolingLimits({ cooling, power }: PlannedSite, grown: GrownSystem | undefined): readonly LimitRow[] {
  return (cooling?.loops ?? []).flatMap((loop) =>
    loop.units.flatMap((group) => {
      const working = Math.max(0, group.units - group.spare);
      const common = { domain: 'cooling', path: group.path } as const;
      const share = (used: number): { readonly perSystem?: number } =>
        grown === undefined || power.loadWatts === 0
          ? {}
          : { perSystem: (grown.sample.maxWatts * used) / power.loadWatts };
      const flow = group.flowMillilitresPerSecond ?? group.airMillilitresPerSecond;
      const { capacityWatts } = group;
      const heat =
        capacityWatts === undefined
          ? []
          : [
              limitRowOf(
                {
                  ...common,
                  level: `${loop.kind} heat`,
                  object: `heat of '${group.name}' on loop '${loop.name}'`,
                  used: loop.heatWatts,
                  capacity: working * capacityWatts,
                  unit: 'W',
                  ...share(loop.heatWatts),
                },
                grown,
              ),
            ];
      if (flow === undefined || loop.unknownFlowDevices > 0) return heat;
      const moved = limitRowOf(
        {
          ...common,
          level: `${loop.kind} flow`,
          object: `flow of '${group.name}' on loop '${loop.name}'`,
          used: loop.flowMillilitresPerSecond,
          capacity: working * flow,
          unit: 'ml/s',
          ...share(loop.flowMillilitresPerSecond),
        },
        grown,
      );
      return [...heat, moved];
    }),
  );
}
