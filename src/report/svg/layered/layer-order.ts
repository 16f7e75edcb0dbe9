import type { LayerItem } from './layered-graph';

const SWEEPS = 8;

/**
 * Orders the items of each layer so that few lines cross: barycentre sweeps down and up, of which the best order stays. Items that tie keep their order.
 *
 * Method: K. Sugiyama, S. Tagawa, M. Toda, Methods for Visual Understanding of Hierarchical System Structures, 1981.
 */
export function orderLayers(layers: LayerItem[][]): void {
  let best = layers.map((items) => [...items]);
  let fewest = crossings(layers);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep += 1) {
    const isDown = sweep % 2 === 0;
    for (const items of isDown ? layers : [...layers].reverse()) {
      sortBy(items, isDown ? ({ upper }) => upper : ({ lower }) => lower);
    }
    const found = crossings(layers);
    if (found >= fewest) continue;
    fewest = found;
    best = layers.map((items) => [...items]);
  }
  best.forEach((items, layer) => {
    layers[layer] = items;
    number(items);
  });
}

function sortBy(items: LayerItem[], neighbours: (item: LayerItem) => readonly LayerItem[]): void {
  const keys = new Map(
    items.map((item) => {
      const near = neighbours(item);
      const middle = near.reduce((sum, { order }) => sum + order, 0) / near.length;
      return [item, near.length === 0 ? item.order : middle];
    }),
  );
  items.sort((left, right) => (keys.get(left) ?? 0) - (keys.get(right) ?? 0) || left.order - right.order);
  number(items);
}

function number(items: readonly LayerItem[]): void {
  items.forEach((item, order) => (item.order = order));
}

/** Pairs of lines that cross: inversions among the lower ends, counted in a Fenwick tree. */
function crossings(layers: readonly (readonly LayerItem[])[]): number {
  return layers.reduce((sum, items, layer) => sum + crossingsBelow(items, layers[layer + 1]?.length ?? 0), 0);
}

function crossingsBelow(items: readonly LayerItem[], lowerCount: number): number {
  const tree = new Uint32Array(lowerCount + 1);
  let seen = 0;
  let found = 0;
  for (const { lower } of items) {
    const ends = lower.map(({ order }) => order).sort((left, right) => left - right);
    for (const end of ends) {
      let notAbove = 0;
      for (let place = end + 1; place > 0; place -= place & -place) notAbove += tree[place] ?? 0;
      found += seen - notAbove;
    }
    for (const end of ends) {
      for (let place = end + 1; place <= lowerCount; place += place & -place) tree[place] = (tree[place] ?? 0) + 1;
    }
    seen += ends.length;
  }
  return found;
}
