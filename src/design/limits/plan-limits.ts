import { DesignError } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import type { SitePlan } from '../../model/site-plan';
import { addressLimits } from './address-limits';
import { cloudLimits } from './cloud-limits';
import { coolingLimits } from './cooling-limits';
import { fabricLimits } from './fabric-limits';
import { type GrownSystem, grownSystem } from './grown-system';
import type { LimitRow } from './limit-row';
import { lasting } from './limit-row-of';
import type { LimitLevel, LimitsPlan } from './limits-plan';
import { powerLimits } from './power-limits';
import { spaceLimits } from './space-limits';
import { storageLimits } from './storage-limits';
import { terraformLimits } from './terraform-limits';

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
