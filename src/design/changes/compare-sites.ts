import { linkChanges, type SiteLink, type SiteNetwork, siteNetworks } from '../../model/site-links';
import type { SitePlan, SiteTotals } from '../../model/site-plan';
import { type StateChange, stateChanges } from '../../model/state-changes';
import { present } from '../../units/present';
import type { LimitLevel, LimitsPlan } from '../limits/limits-plan';
import { planLimits } from '../limits/plan-limits';
import { checkMoves, type SiteMoves } from '../site/renames';
import { underNewNames } from '../site/renames';

/** Units of the totals. */
const TOTALS: Readonly<Record<keyof SiteTotals, string>> = {
  systems: 'systems',
  gpus: 'GPUs',
  systemsInService: 'systems',
  gpusInService: 'GPUs',
  racks: 'racks',
  racksUsed: 'racks',
  switches: 'switches',
  cables: 'cables',
  loadWatts: 'W',
};

/**
 * What a change does to a site: totals, loads, limits, devices, cables, what moves, and the BOM. Compared by names.
 *
 * @param standing - the site as it is
 * @param after - the site as it will be
 * @param limitsOf - finds what a site runs out of; by default without the rules of policy
 */
export function compareSites(
  standing: SitePlan,
  after: SitePlan,
  limitsOf: (plan: SitePlan) => LimitsPlan = planLimits,
): SiteChanges {
  const before = underNewNames(standing, after);
  const devices = stateChanges(devicesOf(before), devicesOf(after));
  return {
    site: after.name,
    totals: (Object.keys(TOTALS) as (keyof SiteTotals)[]).map((name) => ({
      name,
      before: before.totals[name],
      after: after.totals[name],
      unit: TOTALS[name],
    })),
    loads: changed(loadsOf(before), loadsOf(after), 'W'),
    limits: limitChanges(limitsOf(before), limitsOf(after)),
    devicesAdded: devices.flatMap((change) => (change.before === undefined ? [change.name] : [])),
    devicesRemoved: devices.flatMap((change) => (change.after === undefined ? [change.name] : [])),
    cables: cableChanges(before, after),
    moves: checkMoves(before, after),
    bill: changed(billOf(before), billOf(after), 'pieces'),
  };
}

function devicesOf({ devices }: SitePlan): ReadonlyMap<string, string> {
  return new Map(devices.map(({ name }) => [name, name]));
}

function loadsOf({ power }: SitePlan): ReadonlyMap<string, number> {
  return new Map([
    ...power.zones.map(({ name, loadWatts }) => [`power zone '${name}'`, loadWatts] as const),
    ...(power.chain?.nodes ?? []).map(({ kind, name, loadWatts }) => [`${kind} '${name}'`, loadWatts] as const),
  ]);
}

function billOf({ bill }: SitePlan): ReadonlyMap<string, number> {
  const quantities = new Map<string, number>();
  for (const { category, description, partNumber, lengthMillimetres, unit, quantity } of bill.lines) {
    const length = lengthMillimetres === undefined ? '' : `, ${lengthMillimetres / 1_000} m`;
    const part = partNumber === undefined ? '' : ` (${partNumber})`;
    const name = `${category}: ${description}${part}${length}${unit === 'm' ? ', in metres' : ''}`;
    quantities.set(name, (quantities.get(name) ?? 0) + quantity);
  }
  return quantities;
}

function changed(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>, unit: string): Change[] {
  return stateChanges(before, after)
    .map(({ name, before: was = 0, after: is = 0 }) => ({ name, before: was, after: is, unit }))
    .filter((change) => change.before !== change.after);
}

/** All levels of both states: those that stay too, in the order in which they run out after the change, then those that are gone. */
function limitChanges(before: LimitsPlan, after: LimitsPlan): LimitChange[] {
  const levelsOf = ({ levels }: LimitsPlan): ReadonlyMap<string, LimitLevel> =>
    new Map(levels.map((level) => [`${level.domain}/${level.level}`, level]));
  const [was, is] = [levelsOf(before), levelsOf(after)];
  const places = new Map([...is.keys()].map((name, index) => [name, index]));
  return stateChanges(was, is, () => false)
    .sort((one, other) => (places.get(one.name) ?? is.size) - (places.get(other.name) ?? is.size))
    .flatMap(({ before: early, after: late }) => {
      const level = late ?? early;
      if (level === undefined) return [];
      return [{ domain: level.domain, level: level.level, ...present({ after: late, before: early }) }];
    });
}

function cableChanges(before: SitePlan, after: SitePlan): CableChange[] {
  const networks = (plan: SitePlan): ReadonlyMap<string, SiteNetwork> =>
    new Map(siteNetworks(plan).map((network) => [network.name, network]));
  const [was, is] = [networks(before), networks(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((fabric) => {
    const changes = linkChanges(was.get(fabric), is.get(fabric));
    const count = (has: (change: StateChange<SiteLink>) => boolean): number => changes.filter(has).length;
    const counts = {
      added: count((change) => change.before === undefined),
      removed: count((change) => change.after === undefined),
      moved: count((change) => change.before !== undefined && change.after !== undefined),
    };
    // A network that comes or goes is told even where it has no link.
    return changes.length === 0 && was.has(fabric) && is.has(fabric) ? [] : [{ fabric, ...counts }];
  });
}

/** An amount before and after a change. */
export interface Change {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  /** Unit of both, `W` or a count's noun. */
  readonly unit: string;
}

/** A level of limits before and after. Absent: it was not there, or is not any more. */
export interface LimitChange {
  readonly domain: LimitLevel['domain'];
  readonly level: string;
  readonly before?: LimitLevel;
  readonly after?: LimitLevel;
}

/** Cables of one fabric, or of a converged pair: by label. */
interface CableChange {
  readonly fabric: string;
  readonly added: number;
  readonly removed: number;
  readonly moved: number;
}

/** What a change of the program does to a site. */
export interface SiteChanges {
  readonly site: string;
  readonly totals: readonly (Change & { readonly name: keyof SiteTotals })[];
  /** Load of each zone and node of the power chain that changes, W. */
  readonly loads: readonly Change[];
  readonly limits: readonly LimitChange[];
  readonly devicesAdded: readonly string[];
  readonly devicesRemoved: readonly string[];
  readonly cables: readonly CableChange[];
  readonly moves: SiteMoves;
  /** Lines of the BOM whose quantity changes. */
  readonly bill: readonly Change[];
}
