import { activeRating } from '../../../design/power/chain/chain-graph';
import type { PowerNodePlan } from '../../../design/power/chain/power-chain-plan';
import type { PowerPlan, PowerZonePlan } from '../../../design/power/power-plan';
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
 * The boxes of a diagram, in the order of the plan: each node and zone its own where they are few; else those share a box that are alike and are fed alike,
 * and of still larger sites those of a kind, a layer and a feed.
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
  const views: (() => string[])[] = [
    () => parts.map((_, place) => String(place)),
    () => alikeKeys(parts, feedings, layers),
    () => parts.map((part, place) => `${layers[place] ?? 0}/${kindOf(part)}/${feedOf(part)}`),
    () => parts.map((part, place) => `${layers[place] ?? 0}/${kindOf(part)}`),
  ];
  let items: OneLineItem[] = [];
  for (const view of views) {
    items = grouped(parts, feedings, layers, view());
    const widest = new Map<number, number>();
    for (const { layer } of items) widest.set(layer, (widest.get(layer) ?? 0) + 1);
    if (items.length <= MOST_BOXES && Math.max(0, ...widest.values()) <= MOST_IN_LAYER) break;
  }
  return items;
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
