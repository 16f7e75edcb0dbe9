import { activeRating } from '../../design/power/chain/chain-graph';
import { shareOf } from '../../design/power/zones/load-group';
import type { PowerNodeKind, PowerNodePlan, RedundancyGroupInput } from '../../model/power-node';
import type { PowerPlan, PowerZonePlan } from '../../model/power-plan';
import { layersOf } from '../drawing/layered-layout';
import { loadLevel, type LoadLevel } from '../drawing/palette';
import { count, counted, finePercent, load, percent } from '../in-figures';

/** A node of the chain, or a zone below it. */
type OneLinePart =
  { readonly kind: 'node'; readonly node: PowerNodePlan } | { readonly kind: 'zone'; readonly zone: PowerZonePlan };

/** What one box of a one-line diagram stands for: a node or a zone, or several that are alike. */
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
 * The boxes of a diagram, in the order of the plan: each node and zone its own where they are few; in a layer that is too wide those share a box that are
 * alike and are fed alike, then those of a kind and a feed, then those of a kind; likewise in the widest layers of a diagram of too many boxes.
 */
export function oneLineItems({ chain, zones }: PowerPlan): OneLineItem[] {
  const nodes = chain?.nodes ?? [];
  const places = new Map(nodes.map(({ name }, place) => [name, place]));
  const feedings = [
    ...nodes.map(({ fedFrom, draws }) => feedingsOf(fedFrom, draws === 'first-live', places)),
    ...zones.map(({ sources = {}, feeds }) => feeds.flatMap((feed) => feedingsOf(sources[feed] ?? [], true, places))),
  ];
  const parts: OneLinePart[] = [
    ...nodes.map((node): OneLinePart => ({ kind: 'node', node })),
    ...zones.map((zone): OneLinePart => ({ kind: 'zone', zone })),
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

function kindOf(part: OneLinePart): string {
  return part.kind === 'zone' ? 'zone' : part.node.kind;
}

function feedOf(part: OneLinePart): string {
  return part.kind === 'zone' ? part.zone.feeds.join('+') : (part.node.feed ?? '');
}

/** What a part is rated for, W. */
function ratingOf(part: OneLinePart): number {
  return part.kind === 'zone' ? part.zone.ratingWatts : activeRating(part.node);
}

/** What the box of an item says. */
export interface ItemText {
  readonly symbol: PowerNodeKind | 'zone';
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

/** Texts and shares of an item. */
export function itemText(
  { parts }: OneLineItem,
  { groups, absent }: { groups: ReadonlyMap<string, RedundancyGroupInput>; absent: ReadonlySet<string> },
): ItemText {
  const loads = parts.map(partLoad);
  const [first] = parts;
  const [load0] = loads;
  const worst = loads.reduce((most, each) => (each.worstShare > (most?.worstShare ?? -1) ? each : most), load0);
  const shares = loads.map(({ share }) => share);
  const symbol = first === undefined || first.kind === 'zone' ? 'zone' : first.node.kind;
  const isAbsent = parts.every((part) => part.kind === 'node' && absent.has(part.node.name));
  const word = symbol.replace('-', ' ');
  const isRaised = worst !== undefined && worst.worstOut !== '';
  const worstText = isRaised
    ? `${finePercent(worst.worstShare)} ${parts.length === 1 ? `when ${worst.worstOut} is lost` : `at worst, of ${worst.name}`}`
    : 'no single loss raises it';
  return {
    symbol,
    title: parts.length === 1 ? (load0?.name ?? '') : `${count(parts.length)} x ${word}`,
    detail: detailOf(parts, groups),
    loadText: isAbsent ? 'not there yet' : loadText(loads),
    worstText: isAbsent ? '' : worstText,
    share: Math.max(0, ...shares),
    worstShare: worst?.worstShare ?? 0,
    limitShare: load0?.limitShare ?? 1,
    level: highest(loads.map(({ level }) => level)),
    worstLevel: highest(loads.map(({ worstLevel }) => worstLevel)),
    isAbsent,
    tooltip: tooltipOf(loads, word),
  };
}

function partLoad(part: OneLinePart): PartLoad {
  const ratingWatts = ratingOf(part);
  const of = (watts: number): number => (ratingWatts > 0 ? watts / ratingWatts : 0);
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
  const { kind, feed, volts, current, group } = first.node;
  const feeds = new Set(parts.map((part) => (part.kind === 'node' ? (part.node.feed ?? '') : '')));
  const scheme = group === undefined ? undefined : groups.get(group)?.scheme;
  return [
    parts.length === 1 ? kind.replace('-', ' ') : undefined,
    feeds.size === 1 && feed !== undefined ? `feed ${feed}` : undefined,
    `${volts >= 1_000 ? `${volts / 1_000} kV` : `${volts} V`}${current === 'dc' ? ' DC' : ''}`,
    scheme,
  ]
    .filter((text) => text !== undefined)
    .join(', ');
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

function tooltipOf(loads: readonly PartLoad[], word: string): string {
  const lines = loads.slice(0, 40).map(({ name, loadWatts, ratingWatts, share, worstShare, worstOut }) => {
    const worst = worstOut === '' ? '' : `, ${finePercent(worstShare)} when ${worstOut} is lost`;
    return `${word} ${name}: ${load(loadWatts)} of ${load(ratingWatts)}, ${finePercent(share)}${worst}`;
  });
  return [...lines, ...(loads.length > lines.length ? [`and ${loads.length - lines.length} more`] : [])].join('\n');
}

function highest(levels: readonly LoadLevel[]): LoadLevel {
  return LEVELS[Math.max(0, ...levels.map((level) => LEVELS.indexOf(level)))] ?? 'within';
}
