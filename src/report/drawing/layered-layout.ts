import type { Box } from './shapes';

/** A straight piece of a line: from x, y to x, y. */
export type Segment = readonly [number, number, number, number];

/** The lines from a node down to those below it: down to a bar, along it, and from it down to each. */
export interface LayeredLine {
  /** Place of the upper node. */
  readonly from: number;
  readonly trunk: readonly Segment[];
  /** Last pieces by the lower node, where their end stands. */
  readonly drops: readonly { readonly to: number; readonly segment: Segment }[];
  /** Where a drop leaves the bar. */
  readonly dots: readonly (readonly [number, number])[];
}

/** A layered drawing, its upper left corner at 0, 0. */
interface LayeredLayout {
  /** In the order of the nodes. */
  readonly boxes: readonly Box[];
  readonly lines: readonly LayeredLine[];
  readonly width: number;
  readonly height: number;
}

const GAP = 26;

const TRACK = 9;

const CHANNEL = 34;

const PORT = 16;

/** Lays nodes out in layers with right-angled lines between them; every line of a node runs over one bar in the space below its layer. */
export function layeredLayout(nodes: readonly LayeredNode[]): LayeredLayout {
  const layers = layerItems(nodes);
  orderLayers(layers);
  placeLayers(layers, GAP);
  const boxes: Box[] = nodes.map(({ width, height }) => ({ x: 0, y: 0, width, height }));
  const lines = nodes.map((_, from) => ({
    from,
    trunk: [] as Segment[],
    drops: [] as { to: number; segment: Segment }[],
    dots: [] as (readonly [number, number])[],
  }));
  let top = 0;
  for (const items of layers) {
    const height = items.reduce(
      (most, { node, isPassing }) => Math.max(most, isPassing ? 0 : heightOf(nodes, node)),
      0,
    );
    const bottom = top + height;
    for (const { node, isPassing, x } of items) {
      const box = boxes[node];
      if (isPassing) lines[node]?.trunk.push([x, top, x, bottom]);
      else if (box !== undefined) boxes[node] = { ...box, x: x - box.width / 2, y: top };
    }
    const tracks = tracksOf(items);
    const most = Math.max(0, ...tracks.values());
    for (const item of items) {
      const line = lines[item.node];
      if (line === undefined || item.lower.length === 0) continue;
      const start = item.isPassing ? bottom : top + heightOf(nodes, item.node);
      draw(item, line, {
        start,
        bar: bottom + CHANNEL / 2 + TRACK * (tracks.get(item) ?? 0),
        end: bottom + CHANNEL + TRACK * most,
      });
    }
    top = bottom + (items.some(({ lower }) => lower.length > 0) ? CHANNEL + TRACK * most : GAP);
  }
  const width = boxes.reduce((most, box) => Math.max(most, box.x + box.width), 0);
  const through = layers.flat().reduce((most, { x }) => Math.max(most, x + PORT), 0);
  return {
    boxes,
    lines: lines.filter(({ trunk, drops }) => trunk.length + drops.length > 0),
    width: Math.max(width, through),
    height: boxes.reduce((most, box) => Math.max(most, box.y + box.height), 0),
  };
}

function heightOf(nodes: readonly LayeredNode[], node: number): number {
  return nodes[node]?.height ?? 0;
}

function draw(
  item: LayerItem,
  line: { trunk: Segment[]; drops: { to: number; segment: Segment }[]; dots: (readonly [number, number])[] },
  { start, bar, end }: { start: number; bar: number; end: number },
): void {
  const ends = item.lower.map((lower) => ({ lower, x: portOf(lower, item) }));
  const xs = [item.x, ...ends.map(({ x }) => x)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  line.trunk.push([item.x, start, item.x, bar]);
  if (right > left) line.trunk.push([left, bar, right, bar]);
  for (const { lower, x } of ends) {
    if (lower.isPassing) line.trunk.push([x, bar, x, end]);
    else line.drops.push({ to: lower.node, segment: [x, bar, x, end] });
    if (ends.length > 1) line.dots.push([x, bar]);
  }
}

/** Where the line of `upper` meets the top of `lower`: ports stand in the order of what is above, and clear of the middle where there are several. */
function portOf(lower: LayerItem, upper: LayerItem): number {
  const { length } = lower.upper;
  if (length === 1) return lower.x;
  const place = [...lower.upper].sort((a, b) => a.x - b.x).indexOf(upper);
  const pitch = Math.min(PORT, (lower.width - PORT) / length);
  return Math.round(lower.x + (place - (length - 1) / 2) * pitch + (length % 2 === 1 ? pitch / 3 : 0));
}

/** Bars that overlap stand on tracks of their own, 0 on top. Method: greedy over intervals by their left end. */
function tracksOf(items: readonly LayerItem[]): Map<LayerItem, number> {
  const bars = items.flatMap((item) => {
    if (item.lower.length === 0) return [];
    const xs = [item.x, ...item.lower.map((lower) => portOf(lower, item))];
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    return right > left ? [{ item, left, right }] : [];
  });
  bars.sort((a, b) => a.left - b.left || a.right - b.right);
  const ends: number[] = [];
  const tracks = new Map<LayerItem, number>();
  for (const { item, left, right } of bars) {
    const free = ends.findIndex((end) => end + PORT / 2 < left);
    const track = free === -1 ? ends.length : free;
    ends[track] = right;
    tracks.set(item, track);
  }
  return tracks;
}

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

const ROUNDS = 6;

/** Sets the middle of each item in its layer: near what it is joined to, in the order of the layer, with `gap` between neighbours; the leftmost edge is at 0. */
function placeLayers(layers: readonly (readonly LayerItem[])[], gap: number): void {
  for (const items of layers) settle(items, gap, () => 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const items of layers) settle(items, gap, (item) => middleOf(item.upper, item.x));
    for (const items of [...layers].reverse()) settle(items, gap, (item) => middleOf(item.lower, item.x));
  }
  for (const items of layers) settle(items, gap, (item) => middleOf([...item.upper, ...item.lower], item.x));
  for (const items of layers) settle(items, gap, straightened);
  const least = layers.flat().reduce((most, { x, width }) => Math.min(most, x - width / 2), Infinity);
  for (const items of layers) for (const item of items) item.x = Math.round(item.x - least);
}

/** Under what it alone hangs from, so that the line between them is straight; else where it is. */
function straightened({ upper, x }: LayerItem): number {
  const [only] = upper;
  return only !== undefined && upper.length === 1 && only.lower.length === 1 ? only.x : x;
}

function middleOf(near: readonly LayerItem[], otherwise: number): number {
  return near.length === 0 ? otherwise : near.reduce((sum, { x }) => sum + x, 0) / near.length;
}

/**
 * Places in order that come nearest to what is wanted, by least squares. Method: pool adjacent violators on the wanted places less the space that the items
 * before take.
 */
function settle(items: readonly LayerItem[], gap: number, wanted: (item: LayerItem) => number): void {
  const offsets: number[] = [];
  const pools: { sum: number; count: number }[] = [];
  items.forEach((item, index) => {
    const before = items[index - 1];
    const step = before === undefined ? 0 : (before.width + item.width) / 2 + gap;
    const offset = (offsets[index - 1] ?? 0) + step;
    offsets.push(offset);
    let pool = { sum: wanted(item) - offset, count: 1 };
    for (let last = pools.at(-1); last !== undefined && mean(last) >= mean(pool); last = pools.at(-1)) {
      pools.pop();
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
    }
    pools.push(pool);
  });
  const places = pools.flatMap((pool) => Array.from({ length: pool.count }, () => mean(pool)));
  items.forEach((item, index) => (item.x = (places[index] ?? 0) + (offsets[index] ?? 0)));
}

function mean({ sum, count }: { sum: number; count: number }): number {
  return sum / count;
}

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

/** What is in a layer: a node, or the point where a line of a node above passes through. */
interface LayerItem {
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
