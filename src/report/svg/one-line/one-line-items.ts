import { activeRating } from '../../../design/power/chain/chain-graph';
import type { PowerNodePlan } from '../../../model/power-node';
import type { PowerPlan, PowerZonePlan } from '../../../model/power-plan';
import { layersOf } from '../layered/layered-graph';

/** A node of the chain, or a zone below it. */
export type OneLinePart =
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
export function ratingOf(part: OneLinePart): number {
  return part.kind === 'zone' ? part.zone.ratingWatts : activeRating(part.node);
}
