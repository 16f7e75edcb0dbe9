import { initialLimit } from '../../catalog/aws-quotas';
import { DesignError, spellingHint } from '../../errors/design-error';
import { RESOURCE_BUDGET } from '../../model/site-input';
import type { PlannedSite, SitePlan } from '../../model/site-plan';
import { addTo, present } from '../../units/present';
import { quotaNeedsOf } from '../aws/aws-capacity';
import { fabricLimits } from './fabric-limits';
import { GrowthSearch, type GrowthRule } from './growth-search';
import {
  type GrownSystem,
  grownSystem,
  lasting,
  type LimitFigures,
  type LimitLevel,
  type LimitRow,
  limitRowOf,
  loadFigures,
  type LimitsPlan,
} from './limits-plan';
import { spaceLimits } from './space-limits';

/** Levels whose objects each take systems of their own, so that what is left of them adds up at the ratio of today. */
const ADDED = new Set(['zone']);

/**
 * What a site runs out of first: every level of every domain with what is used, what there is and how many more systems fit.
 *
 * How many fit is a dry run: the site is planned again with more systems, and all that comes with them, until an object is overrun, an engine refuses or a rule
 * fails that holds today. What has no error at its end says only for how many systems it lasts at the ratio of today.
 *
 * @param plan - the whole site
 * @param cluster - cluster whose systems are counted; the largest where none is named
 * @param rules - rules by which the grown site is judged; those that are no errors are left out. Without any, only the figures of the levels are compared
 * @throws DesignError `limits/no-such-cluster`
 */
export function planLimits(plan: SitePlan, cluster?: string, rules: readonly GrowthRule[] = []): LimitsPlan {
  const grown = grownSystem(plan, cluster);
  if (cluster !== undefined && grown === undefined) throw noSuchCluster(plan, cluster);
  const ports = fabricLimits(plan, grown);
  const rest = [...storageLimits(plan, grown), ...terraformLimits(plan, grown), ...cloudLimits(plan, grown)];
  const figures = [...loadFigures(plan), ...addressFigures(plan, grown)];
  if (grown === undefined) {
    const rows = [...figures, ...rest].map((row) => limitRowOf(row, undefined));
    return { site: plan.name, levels: levelsOf([...rows, ...spaceLimits(plan, undefined), ...ports.rows], undefined) };
  }
  const search = new GrowthSearch(plan, grown, { rules, ports });
  const space = spaceLimits(plan, grown, (guess) => search.places(guess));
  const { rows, binds } = search.rows(figures, [...space, ...ports.rows]);
  const levels = levelsOf([...rows, ...rest], grown);
  return {
    site: plan.name,
    cluster: grown.cluster.name,
    unitSystems: grown.unitSystems,
    levels,
    ...present({ binds }),
  };
}

function levelsOf(rows: readonly LimitRow[], grown: GrownSystem | undefined): readonly LimitLevel[] {
  const levels = new Map<string, LimitRow[]>();
  for (const row of rows) {
    const key = `${row.domain}/${row.level}`;
    addTo(levels, key, row);
  }
  return [...levels.values()].map((level) => levelOf(level, grown)).sort(byNext);
}

function levelOf(rows: readonly LimitRow[], grown: GrownSystem | undefined): LimitLevel {
  const sorted = [...rows].sort(
    (left, right) =>
      order(left.moreSystems, right.moreSystems) ||
      order(left.ratioSystems, right.ratioSystems) ||
      shareOf(right) - shareOf(left),
  );
  const { domain = 'space', level = '' } = sorted[0] ?? {};
  if (grown === undefined) return { domain, level, rows: sorted };
  const known = sorted.flatMap(({ moreSystems }) => (moreSystems === undefined ? [] : [moreSystems]));
  const ratios = sorted.flatMap(({ ratioSystems }) => (ratioSystems === undefined ? [] : [ratioSystems]));
  const ratio = ADDED.has(level) ? ratios.reduce((sum, each) => sum + each, 0) : Math.min(...ratios);
  return {
    domain,
    level,
    rows: sorted,
    ...(known.length === 0 ? {} : lasting(Math.min(...known), grown)),
    ...(ratios.length === 0 ? {} : { ratioSystems: ratio }),
  };
}

/** The level that runs out first; then what is left at the ratio of today; of those that are not counted in systems, the fullest. */
function byNext(left: LimitLevel, right: LimitLevel): number {
  return (
    order(left.moreSystems, right.moreSystems) ||
    order(left.ratioSystems, right.ratioSystems) ||
    fullest(right) - fullest(left)
  );
}

function order(left = Infinity, right = Infinity): number {
  return left === right ? 0 : left < right ? -1 : 1;
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
function addressFigures(
  { path, addresses, lock }: PlannedSite,
  grown: GrownSystem | undefined,
): readonly LimitFigures[] {
  const systems = new Set([...(grown?.cluster.hosts ?? []), ...(grown?.systems.map(({ name }) => name) ?? [])]);
  const taken = new Map<string, number>();
  for (const { device, pool } of addresses.addresses) {
    if (systems.has(device)) taken.set(pool, (taken.get(pool) ?? 0) + 1);
  }
  return addresses.pools.map(({ name, purpose, used, capacity }) => ({
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
  }));
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
