import type { LayerItem } from './layered-graph';

const ROUNDS = 6;

/** Sets the middle of each item in its layer: near what it is joined to, in the order of the layer, with `gap` between neighbours; the leftmost edge is at 0. */
export function placeLayers(layers: readonly (readonly LayerItem[])[], gap: number): void {
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
