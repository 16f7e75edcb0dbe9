/** A box of a layered drawing. */
export interface LayeredNode {
  readonly width: number;
  readonly height: number;
  /** Places in the list of the nodes above it that it is joined to; a node of the same layer or below is passed over. */
  readonly above: readonly number[];
  /** Layer from the top, 0 first. */
  readonly layer: number;
}

/**
 * Layers by the longest path from above; what has nothing above it stands right over the first thing below it.
 *
 * @param above - places of the nodes above each node
 */
export function layersOf(above: readonly (readonly number[])[]): number[] {
  const below: number[][] = above.map(() => []);
  above.forEach((list, place) => list.forEach((upper) => below[upper]?.push(place)));
  const waiting = above.map((list) => list.length);
  const layers = above.map(() => 0);
  const order = above.flatMap((list, place) => (list.length === 0 ? [place] : []));
  for (let next = 0; next < order.length; next += 1) {
    const place = order[next] ?? 0;
    for (const lower of below[place] ?? []) {
      layers[lower] = Math.max(layers[lower] ?? 0, (layers[place] ?? 0) + 1);
      waiting[lower] = (waiting[lower] ?? 0) - 1;
      if (waiting[lower] === 0) order.push(lower);
    }
  }
  return layers.map((layer, place) => {
    const lower = below[place] ?? [];
    if (above[place]?.length !== 0 || lower.length === 0) return layer;
    return Math.min(...lower.map((each) => layers[each] ?? 1)) - 1;
  });
}

/** What stands in a layer: a node, or the point where a line of a node above passes through. */
export interface LayerItem {
  /** The node, or the node whose line passes. */
  readonly node: number;
  readonly isPassing: boolean;
  readonly width: number;
  /** Items of the layer above that it hangs from. */
  readonly upper: LayerItem[];
  readonly lower: LayerItem[];
  /** Place in its layer. */
  order: number;
  /** Its middle. */
  x: number;
}

const PASSING_WIDTH = 10;

/** Items by layer: nodes in the order of the list, with a point in each layer that a line passes, one for all lines of a node. */
export function layerItems(nodes: readonly LayeredNode[]): LayerItem[][] {
  const count = nodes.reduce((most, { layer }) => Math.max(most, layer + 1), 0);
  const layers: LayerItem[][] = Array.from({ length: count }, () => []);
  const add = (layer: number, node: number, width: number, isPassing: boolean): LayerItem => {
    const items = layers[layer] ?? [];
    const item = { node, isPassing, width, upper: [], lower: [], order: items.length, x: 0 };
    items.push(item);
    return item;
  };
  const own = nodes.map(({ layer, width }, node) => add(layer, node, width, false));
  const lines: (LayerItem | undefined)[][] = own.map((item) => [item]);
  nodes.forEach(({ above, layer }, place) => {
    for (const upper of new Set(above)) {
      const from = nodes[upper]?.layer ?? layer;
      const line = lines[upper];
      const item = own[place];
      if (from >= layer || line === undefined || item === undefined) continue;
      for (let step = 1; step < layer - from; step += 1) {
        if (line[step] !== undefined) continue;
        const point = add(from + step, upper, PASSING_WIDTH, true);
        join(line[step - 1], point);
        line[step] = point;
      }
      join(line[layer - from - 1], item);
    }
  });
  return layers;
}

function join(upper: LayerItem | undefined, lower: LayerItem): void {
  if (upper === undefined) return;
  upper.lower.push(lower);
  lower.upper.push(upper);
}
