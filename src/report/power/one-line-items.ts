import { activeRating } from '../../design/power/chain/chain-graph';
import { shareOf } from '../../design/power/zones/load-group';
import {
  type MechanicalLoadPlan,
  OUTSIDE,
  type PowerNodeKind,
  type PowerNodePlan,
  type RedundancyGroupInput,
} from '../../model/power-node';
import type { PowerPlan, PowerZonePlan } from '../../model/power-plan';
import { layersOf } from '../drawing/layered-layout';
import { loadLevel, type LoadLevel } from '../drawing/palette';
import { count, counted, finePercent, load, percent } from '../in-figures';

/** A node of the chain, or a zone or units of cooling below it. */
type OneLinePart =
  | { readonly kind: 'node'; readonly node: PowerNodePlan }
  | { readonly kind: 'zone'; readonly zone: PowerZonePlan }
  | { readonly kind: 'cooling'; readonly units: MechanicalLoadPlan };

/** What one box of a one-line diagram stands for: a node, a zone or units of cooling, or several that are alike. */
export interface OneLineItem {
  readonly parts: readonly OneLinePart[];
  /** Places of the items that feed it, each with whether all of its lines are a reserve, used when what is before it is out. */
  readonly above: readonly { readonly item: number; readonly isReserve: boolean }[];
  readonly layer: number;
}

/** How much a diagram holds at most before what is alike shares a box. */
const MOST_BOXES = 44;

const MOST_IN_LAYER = 10;

interface Feeding {
  readonly place: number;
  readonly isReserve: boolean;
}

/**
 * The boxes of a diagram, in the order of the plan: each node, zone and group of cooling units its own where they are few; in a layer that is too wide those share a box that are
 * alike and are fed alike, then those of a kind and a feed, then those of a kind; likewise in the widest layers of a diagram of too many boxes.
 */
export function oneLineItems({ chain, zones }: PowerPlan): OneLineItem[] {
  const { nodes = [], mechanical = [] } = chain ?? {};
  const places = new Map(nodes.map(({ name }, place) => [name, place]));
  const feedings = [
    ...nodes.map(({ fedFrom, draws }) => feedingsOf(fedFrom, draws === 'first-live', places)),
    ...zones.map(({ sources = {}, feeds }) => feeds.flatMap((feed) => feedingsOf(sources[feed] ?? [], true, places))),
    ...mechanical.map(({ fedFrom }) => feedingsOf(fedFrom, true, places)),
  ];
  const parts: OneLinePart[] = [
    ...nodes.map((node): OneLinePart => ({ kind: 'node', node })),
    ...zones.map((zone): OneLinePart => ({ kind: 'zone', zone })),
    ...mechanical.map((units): OneLinePart => ({ kind: 'cooling', units })),
  ];
  const byPath = layersOf(feedings.map((list) => list.map(({ place }) => place)));
  const last = Math.max(0, ...byPath);
  const layers = byPath.map((layer, place) => (parts[place]?.kind === 'zone' ? last : layer));
  const alike = alikeKeys(parts, feedings, layers);
  const views: readonly ((part: OneLinePart, place: number) => string)[] = [
    (_, place) => String(place),
    (_, place) => `alike ${alike[place] ?? ''}`,
    (part, place) => `${layers[place] ?? 0}/${kindOf(part)}/${feedOf(part)}`,
    (part, place) => `${layers[place] ?? 0}/${kindOf(part)}`,
  ];
  const levels = Array.from({ length: last + 1 }, () => 0);
  for (;;) {
    const keys = parts.map((part, place) => views[levels[layers[place] ?? 0] ?? 0]?.(part, place) ?? '');
    const items = grouped(parts, feedings, layers, keys);
    const coarser = layersToMerge(items, levels, views.length - 1);
    if (coarser.length === 0) return items;
    for (const layer of coarser) levels[layer] = (levels[layer] ?? 0) + 1;
  }
}

/** Layers that are too wide, or the widest where all of them together are too much; none that says the least already. */
function layersToMerge(items: readonly OneLineItem[], levels: readonly number[], last: number): number[] {
  const widths = levels.map(() => 0);
  for (const { layer } of items) widths[layer] = (widths[layer] ?? 0) + 1;
  const open = widths.flatMap((width, layer) => ((levels[layer] ?? 0) < last && width > 1 ? [{ layer, width }] : []));
  const wide = open.filter(({ width }) => width > MOST_IN_LAYER).map(({ layer }) => layer);
  if (wide.length > 0 || items.length <= MOST_BOXES) return wide;
  const widest = Math.max(0, ...open.map(({ width }) => width));
  return open.filter(({ width }) => width === widest).map(({ layer }) => layer);
}

function feedingsOf(names: readonly string[], isOrdered: boolean, places: ReadonlyMap<string, number>): Feeding[] {
  return names.flatMap((name, index) => {
    const place = places.get(name);
    return place === undefined ? [] : [{ place, isReserve: isOrdered && index > 0 }];
  });
}

function grouped(
  parts: readonly OneLinePart[],
  feedings: readonly (readonly Feeding[])[],
  layers: readonly number[],
  keys: readonly string[],
): OneLineItem[] {
  const itemOf = new Map<string, number>();
  const members: number[][] = [];
  keys.forEach((key, place) => {
    const item = itemOf.get(key);
    if (item !== undefined) members[item]?.push(place);
    else {
      itemOf.set(key, members.length);
      members.push([place]);
    }
  });
  return members.map((list) => {
    const above = new Map<number, boolean>();
    for (const place of list) {
      for (const { place: upper, isReserve } of feedings[place] ?? []) {
        const item = itemOf.get(keys[upper] ?? '');
        if (item !== undefined) above.set(item, (above.get(item) ?? true) && isReserve);
      }
    }
    return {
      parts: list.flatMap((place) => parts[place] ?? []),
      above: [...above].map(([item, isReserve]) => ({ item, isReserve })),
      layer: layers[list[0] ?? 0] ?? 0,
    };
  });
}

/** Keys by what a part is and the keys of what feeds it, from the top down. */
function alikeKeys(
  parts: readonly OneLinePart[],
  feedings: readonly (readonly Feeding[])[],
  layers: readonly number[],
): string[] {
  const numbers = new Map<string, number>();
  const keys = parts.map(() => '');
  const order = parts.map((_, place) => place).sort((a, b) => (layers[a] ?? 0) - (layers[b] ?? 0) || a - b);
  for (const place of order) {
    const part = parts[place];
    if (part === undefined) continue;
    const fed = [...new Set((feedings[place] ?? []).map((each) => keys[each.place] ?? ''))].sort();
    const traits = [layers[place], kindOf(part), feedOf(part), ratingOf(part), ...fed];
    const key = JSON.stringify(traits);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    keys[place] = String(number);
  }
  return keys;
}

function kindOf(part: OneLinePart): ItemText['symbol'] {
  return part.kind === 'node' ? part.node.kind : part.kind;
}

function feedOf(part: OneLinePart): string {
  if (part.kind === 'cooling') return '';
  return part.kind === 'zone' ? part.zone.feeds.join('+') : (part.node.feed ?? '');
}

/** What a part is rated for, W; of units of cooling what they draw. */
function ratingOf(part: OneLinePart): number {
  if (part.kind === 'cooling') return part.units.loadWatts;
  return part.kind === 'zone' ? part.zone.ratingWatts : activeRating(part.node);
}

/** What the box of an item says. */
export interface ItemText {
  readonly symbol: PowerNodeKind | 'zone' | 'cooling';
  readonly title: string;
  readonly detail: string;
  readonly loadText: string;
  readonly worstText: string;
  /** Shares of the rating in the normal state and in the worst loss of one node: the highest of the item. */
  readonly share: number;
  readonly worstShare: number;
  readonly limitShare: number;
  readonly level: LoadLevel;
  readonly worstLevel: LoadLevel;
  /** Its losses and where their heat goes; of units of cooling what they are fed from. Empty: it loses nothing. */
  readonly heatText: string;
  /** Whether a figure of it is assumed. */
  readonly isAssumed: boolean;
  /** Whether none of it is there yet. */
  readonly isAbsent: boolean;
  /** Of one that stands alone: all that its tooltip says beside. */
  readonly tooltip: string;
}

interface PartLoad {
  readonly name: string;
  readonly loadWatts: number;
  readonly ratingWatts: number;
  readonly share: number;
  readonly worstShare: number;
  readonly worstOut: string;
  readonly limitShare: number;
  readonly level: LoadLevel;
  readonly worstLevel: LoadLevel;
}

const LEVELS: readonly LoadLevel[] = ['within', 'near', 'over'];

/** What the texts of an item need beside it. */
export interface ItemFacts {
  readonly groups: ReadonlyMap<string, RedundancyGroupInput>;
  /** Nodes that are not there yet. */
  readonly absent: ReadonlySet<string>;
  /** Cooling units whose draw is not known. */
  readonly unknownDraws?: ReadonlySet<string>;
  /** Props that are assumed by object: `power node 'tx-a'`. */
  readonly assumed?: ReadonlyMap<string, readonly string[]>;
}

/** Texts and shares of an item. */
export function itemText(
  { parts }: OneLineItem,
  { groups, absent, unknownDraws = new Set(), assumed = new Map() }: ItemFacts,
): ItemText {
  const loads = parts.map(partLoad);
  const [first] = parts;
  const [load0] = loads;
  const worst = loads.reduce((most, each) => (each.worstShare > (most?.worstShare ?? -1) ? each : most), load0);
  const shares = loads.map(({ share }) => share);
  const symbol = first === undefined ? 'zone' : kindOf(first);
  const isAbsent = parts.every((part) => part.kind === 'node' && absent.has(part.node.name));
  const word = wordOf(symbol);
  const isRaised = worst !== undefined && worst.worstOut !== '';
  const worstText = isRaised
    ? `${finePercent(worst.worstShare)} ${parts.length === 1 ? `when ${worst.worstOut} is lost` : `at worst: ${worst.name}`}`
    : 'no single loss raises it';
  return {
    symbol,
    title: parts.length === 1 ? (load0?.name ?? '') : `${count(parts.length)} x ${word}`,
    detail: detailOf(parts, groups),
    loadText: isAbsent ? 'not there yet' : symbol === 'cooling' ? drawText(parts, unknownDraws) : loadText(loads),
    worstText: isAbsent || symbol === 'cooling' ? '' : worstText,
    heatText: isAbsent ? '' : heatTextOf(parts),
    isAssumed: parts.some((part) => assumed.has(objectOf(part))),
    share: Math.max(0, ...shares),
    worstShare: worst?.worstShare ?? 0,
    limitShare: load0?.limitShare ?? 1,
    level: highest(loads.map(({ level }) => level)),
    worstLevel: highest(loads.map(({ worstLevel }) => worstLevel)),
    isAbsent,
    tooltip: tooltipOf(parts, loads, assumed),
  };
}

function partLoad(part: OneLinePart): PartLoad {
  const ratingWatts = ratingOf(part);
  const of = (watts: number): number => (ratingWatts > 0 ? watts / ratingWatts : 0);
  if (part.kind === 'cooling') {
    const { name, loadWatts } = part.units;
    const unraised = { share: 0, worstShare: 0, worstOut: '', limitShare: 1 };
    return { name, loadWatts, ratingWatts, ...unraised, level: 'within', worstLevel: 'within' };
  }
  if (part.kind === 'zone') {
    const { name, feedLoads, feeds, limitWatts, limitShare } = part.zone;
    const normal = Math.max(0, ...feedLoads.map(({ normalWatts }) => normalWatts));
    const worst = feedLoads.reduce((most, each) => (each.worstWatts > most.worstWatts ? each : most), {
      feed: '',
      worstWatts: normal,
    });
    return {
      name,
      loadWatts: normal,
      ratingWatts,
      share: of(normal),
      worstShare: of(worst.worstWatts),
      worstOut: worst.feed === '' || feeds.length < 2 ? '' : 'another feed',
      limitShare,
      level: loadLevel(normal, limitWatts),
      worstLevel: loadLevel(worst.worstWatts, limitWatts),
    };
  }
  const { node } = part;
  return {
    name: node.name,
    loadWatts: node.loadWatts,
    ratingWatts,
    share: of(node.loadWatts),
    worstShare: of(node.worst.loadWatts),
    worstOut: node.worst.out.join(' and '),
    limitShare: node.limitShare,
    level: loadLevel(node.loadWatts, node.limitWatts),
    worstLevel: loadLevel(node.worst.loadWatts, failureLimit(node.failureLimitShare, ratingWatts)),
  };
}

function failureLimit(share: number, ratingWatts: number): number {
  return Number.isFinite(ratingWatts) ? shareOf(ratingWatts, share) : Infinity;
}

function detailOf(parts: readonly OneLinePart[], groups: ReadonlyMap<string, RedundancyGroupInput>): string {
  const [first] = parts;
  if (first === undefined) return '';
  if (first.kind === 'zone') {
    const racks = parts.reduce((sum, part) => sum + (part.kind === 'zone' ? part.zone.racks.length : 0), 0);
    return `${first.zone.redundancy}, feeds ${first.zone.feeds.join(', ')}, ${counted(racks, 'rack')}`;
  }
  if (first.kind === 'cooling') {
    const units = parts.reduce((sum, part) => sum + (part.kind === 'cooling' ? part.units.count : 0), 0);
    return counted(units, 'unit');
  }
  const { kind, feed, volts, current, group } = first.node;
  const feeds = new Set(parts.map((part) => (part.kind === 'node' ? (part.node.feed ?? '') : '')));
  const scheme = group === undefined ? undefined : groups.get(group)?.scheme;
  return [
    parts.length === 1 ? wordOf(kind) : undefined,
    feeds.size === 1 && feed !== undefined ? `feed ${feed}` : undefined,
    `${volts >= 1_000 ? `${volts / 1_000} kV` : `${volts} V`}${current === 'dc' ? ' DC' : ''}`,
    scheme,
  ]
    .filter((text) => text !== undefined)
    .join(', ');
}

const CAPITALS: ReadonlySet<string> = new Set(['ups', 'bess', 'rpp', 'pdu']);

function wordOf(symbol: ItemText['symbol']): string {
  if (CAPITALS.has(symbol)) return symbol.toUpperCase();
  return symbol === 'cooling' ? 'group of cooling units' : symbol.replace('-', ' ');
}

/** Losses by where their heat goes, the most first; what nobody says is not known. */
function heatTextOf(parts: readonly OneLinePart[]): string {
  const [first] = parts;
  if (first?.kind === 'cooling') {
    const nodes = new Set(parts.flatMap((part) => (part.kind === 'cooling' ? part.units.fedFrom.slice(0, 1) : [])));
    return nodes.size === 1 ? `from ${[...nodes][0] ?? ''}` : `from ${counted(nodes.size, 'node')}`;
  }
  const places = new Map<string, number>();
  for (const part of parts) {
    const lost = part.kind === 'node' ? Math.max(0, part.node.inputWatts - part.node.loadWatts) : 0;
    if (lost === 0 || part.kind !== 'node') continue;
    const place = part.node.heatTo ?? '';
    places.set(place, (places.get(place) ?? 0) + lost);
  }
  if (places.size === 0) return '';
  const total = [...places.values()].reduce((sum, watts) => sum + watts, 0);
  if (places.size > 1) return `${load(total)} of heat: ${counted(places.size, 'place')}`;
  const [place = ''] = places.keys();
  const where = place === '' ? 'place not known' : place === OUTSIDE ? 'outside the loops' : `to ${place}`;
  return `${load(total)} of heat: ${where}`;
}

/** The object by which assumptions name a part. */
function objectOf(part: OneLinePart): string {
  if (part.kind === 'node') return `power node '${part.node.name}'`;
  return part.kind === 'zone' ? `power zone '${part.zone.name}'` : `cooling units '${part.units.units}'`;
}

/** What units of cooling draw; of some of unknown draw the sum is a least. */
function drawText(parts: readonly OneLinePart[], unknownDraws: ReadonlySet<string>): string {
  const units = parts.flatMap((part) => (part.kind === 'cooling' ? [part.units] : []));
  const unknown = units.filter((each) => unknownDraws.has(each.units)).length;
  if (unknown > 0 && unknown === units.length) return 'draw not known';
  const drawn = load(units.reduce((sum, { loadWatts }) => sum + loadWatts, 0));
  return unknown > 0 ? `draws at least ${drawn}, ${counted(unknown, 'group')} not known` : `draws ${drawn}`;
}

function loadText(loads: readonly PartLoad[]): string {
  const [first] = loads;
  if (first === undefined) return '';
  if (loads.length === 1)
    return `${load(first.loadWatts)} of ${load(first.ratingWatts)} (${first.level === 'within' ? percent(first.share) : finePercent(first.share)})`;
  const shares = loads.map(({ share }) => Math.round(share * 100));
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  const range = least === most ? `${most} %` : `${least}-${most} %`;
  const ratings = loads.map(({ ratingWatts }) => ratingWatts);
  const [low, high] = [Math.min(...ratings), Math.max(...ratings)];
  return low === high ? `${range} of ${load(high)} each` : `${range} of ${load(low)} to ${load(high)}`;
}

function tooltipOf(
  parts: readonly OneLinePart[],
  loads: readonly PartLoad[],
  assumed: ReadonlyMap<string, readonly string[]>,
): string {
  const lines = parts.slice(0, 40).map((part, place) => {
    const { name = '', loadWatts = 0, ratingWatts = 0, share = 0, worstShare = 0, worstOut = '' } = loads[place] ?? {};
    const props = assumed.get(objectOf(part));
    const guessed = props === undefined ? '' : `; assumed: ${props.join(', ')}`;
    if (part.kind === 'cooling') {
      const { count: units, fedFrom } = part.units;
      return `${name}: ${counted(units, 'unit')}, ${load(loadWatts)}, from ${fedFrom.join(', then ')}${guessed}`;
    }
    const worst = worstOut === '' ? '' : `, ${finePercent(worstShare)} when ${worstOut} is lost`;
    const heat = heatTextOf([part]);
    return `${wordOf(kindOf(part))} ${name}: ${load(loadWatts)} of ${load(ratingWatts)}, ${finePercent(share)}${worst}${heat === '' ? '' : `; ${heat}`}${guessed}`;
  });
  return [...lines, ...(loads.length > lines.length ? [`and ${loads.length - lines.length} more`] : [])].join('\n');
}

function highest(levels: readonly LoadLevel[]): LoadLevel {
  return LEVELS[Math.max(0, ...levels.map((level) => LEVELS.indexOf(level)))] ?? 'within';
}
