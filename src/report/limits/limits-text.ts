import type { LimitLevel, LimitRow, LimitsPlan } from '../../design/limits/limits-plan';
import type { PowerChainPlan } from '../../model/power-node';
import { assumedKind, type Assumption, type SitePlan } from '../../model/site-plan';
import { oneLine } from '../../errors/design-error';
import { DataRate, DataSize } from '../../units/data';
import { Power } from '../../units/power';
import { addTo } from '../../units/present';
import { assumedCsv } from '../csv';
import {
  assumedCell,
  assumedOfDevices,
  count,
  counted,
  decimals,
  DRAWS,
  finePercent,
  plainDecimals,
} from '../in-figures';
import { assumedPorts } from '../schedules';

/** Heads of the table of limits. */
export const LIMIT_HEADS = [
  'what runs out',
  'tightest',
  'used',
  'of',
  'share',
  'left',
  'more systems',
  'more units',
  'at the ratio of today',
] as const;

/** The table of limits as cells, one row a level, the first to run out on top. */
export function limitCells(levels: readonly LimitLevel[]): readonly (readonly string[])[] {
  return levels.flatMap(({ domain, level, rows, moreSystems, moreUnits, ratioSystems }) => {
    const [tightest] = rows;
    if (tightest === undefined) return [];
    const { object, used, capacity, headroom, unit } = tightest;
    const row = [used, capacity, headroom];
    return [
      [
        `${domain}: ${level}`,
        rows.length === 1 ? object : `${object} (of ${rows.length})`,
        amountText(used, unit, row),
        amountText(capacity, unit, row),
        capacity > 0 ? finePercent(used / capacity) : '-',
        amountText(headroom, unit, row),
        moreSystems === undefined ? '-' : count(moreSystems),
        moreUnits === undefined ? '-' : count(moreUnits),
        ratioSystems === undefined ? '-' : count(ratioSystems),
      ],
    ];
  });
}

/** The first limit in a sentence. */
export function nextLimitText({ site, cluster, levels }: LimitsPlan): string {
  const [next] = levels;
  const [tightest] = next?.rows ?? [];
  if (next === undefined || tightest === undefined) return `site '${oneLine(site)}': nothing is limited`;
  if (cluster === undefined) return oneLine(`site '${site}' has no cluster: the fullest is ${tightest.object}`);
  if (next.moreSystems === undefined)
    return oneLine(`no limit of cluster '${cluster}' of site '${site}' is reached: the fullest is ${tightest.object}`);
  const last =
    next.moreSystems === 0
      ? 'no more system fits'
      : `${count(next.moreSystems)} more ${next.moreSystems === 1 ? 'system fits' : 'systems fit'}`;
  return oneLine(
    `${last} in cluster '${cluster}' of site '${site}': ${next.domain} (${next.level}) runs out first, at ${tightest.object}`,
  );
}

/** What fails with one system more than fits, in a sentence; empty where nothing is known to. */
export function bindingText({ binds }: LimitsPlan): string {
  if (binds === undefined) return '';
  const { rule, object, found, limit, atSystems } = binds;
  const most = limit === '' ? '' : `, limit ${limit}`;
  return oneLine(`with ${counted(atSystems, 'more system')}: ${object}: ${found}${most} [${rule}]`);
}

const MILLILITRES_A_SECOND_PER_LITRE_A_MINUTE = 1_000 / 60;

const MILLILITRES_PER_CUBIC_METRE = 1_000_000;

/** An amount of a limit row for people; powers of one row have one unit. */
export function amountText(amount: number, unit: string, row: readonly number[] = [amount]): string {
  const sign = amount < 0 ? '-' : '';
  const size = Math.round(Math.abs(amount));
  if (unit === 'W') return sign + powerText(size, row);
  if (unit === 'VA') return sign + powerText(size, row).replace(/W$/, 'VA');
  if (unit === 'B') return sign + DataSize.bytes(size).toString();
  if (unit === 'bit/s') return sign + DataRate.bitsPerSecond(size).formatIn('GB/s');
  if (unit === 'ml/s' && size >= MILLILITRES_PER_CUBIC_METRE)
    return `${sign}${decimals(size / MILLILITRES_PER_CUBIC_METRE, 2)} m3/s`;
  if (unit === 'ml/s') return `${sign}${count(Math.round(size / MILLILITRES_A_SECOND_PER_LITRE_A_MINUTE))} L/min`;
  return `${sign}${count(size)} ${unit}`;
}

/** A power in the smallest unit that one of its row needs to be exact. */
function powerText(watts: number, row: readonly number[]): string {
  const texts = row.map((each) => Power.watts(Math.round(Math.abs(each))).toString());
  const unit = ['W', 'kW', 'MW', 'GW'].find((symbol) =>
    texts.some((text) => text.endsWith(` ${symbol}`) && text !== '0 W'),
  );
  return unit === undefined ? Power.watts(watts).toString() : Power.watts(watts).formatIn(unit);
}

const HEADER = [
  'domain',
  'level',
  'object',
  'used',
  'capacity',
  'headroom',
  'unit',
  'used_percent',
  'per_system',
  'more_systems',
  'more_units',
  'ratio_systems',
];

/** What a row of limits is of in a site that assumes something. */
type AssumingSite = Pick<SitePlan, 'path' | 'assumptions' | 'devices' | 'fabrics' | 'placement' | 'power'>;

/** The same with the nodes that each node of the chain feeds. */
type AssumingChain = AssumingSite & {
  readonly fed: ReadonlyMap<string, readonly string[]>;
  /** What is assumed of the draw of devices, by their zones: alike for all nodes that feed these. */
  readonly draws: Map<string, readonly Assumption[]>;
};

/** What is assumed of a whole site, its halls, rows and racks, by the level that it is a figure of. */
const OF_SITE: readonly (readonly [RegExp, RegExp])[] = [
  [/^rack units/, /(?:^|\.)(?:units|racks|rows)\b/],
  [/^rack positions/, /(?:^|\.)(?:racks|rows|positions)\b/],
  [/^rack power/, /(?:^|\.)(?:power|racks|rows)\b/],
  [/^(?:contract|energised) power|^power for IT/, /power|contract|energised|itWatts/i],
  [/^addresses/, /address|pool|block/i],
];

const PLACES = new Set(['site', 'hall', 'row', 'position']);

/** What a level of storage asks of the model of its tier. */
const OF_TIER: Readonly<Record<string, RegExp>> = {
  capacity: /capacity/i,
  'read rate': /^read/,
  'write rate': /^write/,
};

/** Lost power of nodes, and draw of cooling that is on some nodes of the chain; of all where `names` is absent. */
function assumedLosses(assumptions: readonly Assumption[], names?: ReadonlySet<string>): readonly Assumption[] {
  return assumptions.filter((each) => {
    const kind = assumedKind(each);
    if (kind === 'tenant load') return each.prop !== 'leadTime';
    if (kind.startsWith('cooling')) return names === undefined && /power|coefficient/i.test(each.prop);
    if (kind !== 'power node' || !/efficiency|loss/i.test(each.prop)) return false;
    return names === undefined || names.has(each.object.slice("power node '".length, -1));
  });
}

/** A node of the chain with all that it may feed, in any state. */
function nodesBelow(name: string, fed: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set([name]);
  for (const above of found) for (const each of fed.get(above) ?? []) found.add(each);
  return found;
}

/** Nodes that each node of a chain may feed. */
function fedNodes({ nodes = [] }: Partial<Pick<PowerChainPlan, 'nodes'>>): ReadonlyMap<string, readonly string[]> {
  const fed = new Map<string, string[]>();
  for (const { name, fedFrom } of nodes) for (const above of fedFrom) addTo(fed, above, name);
  return fed;
}

/** What the load of a node or zone, or what a whole site draws, rests on that is assumed. */
function assumedOfLoad(path: string, site: AssumingChain): readonly Assumption[] {
  const { assumptions = [], devices, power } = site;
  const { chain } = power;
  const node = chain?.nodes.find((each) => each.path === path);
  const below = node === undefined || chain === undefined ? undefined : nodesBelow(node.name, site.fed);
  const isBelow = (names: readonly string[]): boolean => names.some((name) => below?.has(name));
  // Cooling takes the heat of all racks and nodes: what it draws rests on them.
  const zones =
    below === undefined || chain?.mechanical?.some(({ fedFrom }) => isBelow(fedFrom))
      ? power.zones.filter((zone) => zone.path === path)
      : power.zones.filter(({ sources = {} }) => isBelow(Object.values(sources).flat()));
  if (zones.length === 0) return [...assumedOfDevices(assumptions, devices, DRAWS), ...assumedLosses(assumptions)];
  const losses = assumedLosses(assumptions, below ?? new Set());
  const key = JSON.stringify(zones.map(({ name }) => name));
  const known = site.draws.get(key);
  if (known !== undefined) return [...known, ...losses];
  const racks = new Set(zones.flatMap((zone) => zone.racks));
  const { positions } = site.placement;
  const standing = devices.filter(({ name }) => racks.has(positions.get(name)?.rack ?? ''));
  const draws = assumedOfDevices(assumptions, standing, DRAWS);
  site.draws.set(key, draws);
  return [...draws, ...losses];
}

/** What the figures of a row of limits rest on that is assumed. */
function assumedOfRow({ domain, level, object, path }: LimitRow, site: AssumingChain): string {
  const { assumptions = [], devices, fabrics } = site;
  const isNamed = (each: Assumption): boolean => assumedKind(each) !== 'model' && each.prop !== 'leadTime';
  const own = assumptions.filter((each) => path !== site.path && each.path === path && isNamed(each));
  const ofSite = OF_SITE.find(([levels]) => levels.test(level))?.[1];
  const placed = assumptions.filter((each) => PLACES.has(assumedKind(each)) && ofSite?.test(each.prop));
  switch (domain) {
    case 'power':
      return assumedCell([...own, ...placed], assumedOfLoad(path, site));
    case 'cooling': {
      const loops = assumptions.filter(
        (each) => assumedKind(each) === 'cooling loop' && object.endsWith(each.object.replace('cooling ', '')),
      );
      return assumedCell([...own, ...loops.filter(isNamed)], assumedOfLoad(site.path, site));
    }
    case 'space': {
      if (level === 'rack positions') return assumedCell(placed);
      const [, hall] = / of hall '([^]*)'$/.exec(object) ?? [];
      const racks = new Set(site.placement.racks.flatMap((rack) => (rack.hall === hall ? rack.name : [])));
      const { positions } = site.placement;
      const standing =
        hall === undefined ? devices : devices.filter(({ name }) => racks.has(positions.get(name)?.rack ?? ''));
      const facts = assumedOfDevices(assumptions, standing, level === 'rack power' ? DRAWS : /heightU/);
      return assumedCell(placed, facts);
    }
    case 'fabric': {
      const fabric = fabrics.find((each) => each.path === path)?.plan;
      if (fabric === undefined) return assumedCell(own.filter(({ prop }) => !DRAWS.test(prop)));
      const names = new Set([
        ...fabric.endpoints.map(({ name, device }) => device ?? name),
        ...fabric.switches.map(({ name }) => name),
      ]);
      const ends = devices.filter(({ name }) => names.has(name));
      return assumedCell(
        own.filter(({ prop }) => !DRAWS.test(prop)),
        assumedPorts(assumptions, ends, fabric.role),
      );
    }
    case 'storage': {
      const ofTier = devices.filter((device) => device.path === path);
      return assumedCell(own, assumedOfDevices(assumptions, ofTier, OF_TIER[level] ?? /./));
    }
    default:
      return assumedCell([...own, ...placed]);
  }
}

/**
 * Writes all that a site can run out of as CSV (quoted as RFC 4180 says), one row an object, levels in the order in which they run out; `assumed` is there where
 * figures of some rest on something assumed.
 */
export function renderLimitsCsv({ levels }: LimitsPlan, site?: AssumingSite): string {
  const all = levels.flatMap(({ rows }) => rows);
  const rows = all.map((row) => [
    row.domain,
    row.level,
    row.object,
    row.used,
    row.capacity,
    row.headroom,
    row.unit,
    row.capacity > 0 ? plainDecimals((row.used / row.capacity) * 100, 1) : '',
    row.perSystem ?? '',
    row.moreSystems ?? '',
    row.moreUnits ?? '',
    row.ratioSystems ?? '',
  ]);
  const assuming = site?.assumptions && { ...site, fed: fedNodes(site.power.chain ?? {}), draws: new Map() };
  const marks = assuming === undefined ? [] : all.map((row) => assumedOfRow(row, assuming));
  return assumedCsv(HEADER, rows, marks);
}
