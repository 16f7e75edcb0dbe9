import type { Box } from '../shapes';
import { placeLayers } from './layer-places';
import { orderLayers } from './layer-order';
import { type LayerItem, layerItems, type LayeredNode } from './layered-graph';

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
export interface LayeredLayout {
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
