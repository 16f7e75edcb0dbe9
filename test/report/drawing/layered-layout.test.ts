import fc from 'fast-check';

import {
  layeredLayout,
  type LayeredNode,
  layerItems,
  layersOf,
  orderLayers,
} from '../../../src/report/drawing/layered-layout';

/** Boxes of 100 x 50 from what is above each. */
function nodesOf(above: readonly (readonly number[])[]): LayeredNode[] {
  const layers = layersOf(above);
  return above.map((list, place) => ({ width: 100, height: 50, above: list, layer: layers[place] ?? 0 }));
}

/** Lists of what is above each node, of nodes before it alone. */
const graphs = fc
  .array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 40 })
  .map((lists) => lists.map((list, place) => (place === 0 ? [] : [...new Set(list.map((each) => each % place))])));

test('layers follow the longest path, and a source stands right over what it feeds', () => {
  // 0 -> 1 -> 2 -> 3 and the source 4 -> 3: 4 stands beside 2.
  expect(layersOf([[], [0], [1], [2, 4], []])).toEqual([0, 1, 2, 3, 2]);
});

test('nodes of a cycle stay on the top layer', () => {
  expect(layersOf([[1], [0], []])).toEqual([0, 0, 0]);
});

test('every node stands below all that is above it', () => {
  fc.assert(
    fc.property(graphs, (above) => {
      const layers = layersOf(above);
      above.forEach((list, place) => {
        for (const upper of list) expect(layers[upper]).toBeLessThan(layers[place] ?? 0);
      });
    }),
  );
});

test('boxes never overlap and stand within the drawing', () => {
  fc.assert(
    fc.property(graphs, (above) => {
      const { boxes, width, height } = layeredLayout(nodesOf(above));
      boxes.forEach((box, index) => {
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(width);
        expect(box.y + box.height).toBeLessThanOrEqual(height);
        for (const other of boxes.slice(index + 1)) {
          const isApart =
            box.x + box.width <= other.x ||
            other.x + other.width <= box.x ||
            box.y + box.height <= other.y ||
            other.y + other.height <= box.y;
          expect(isApart).toBe(true);
        }
      });
    }),
  );
});

test('a line ends on every node that has something above it, on its top edge', () => {
  fc.assert(
    fc.property(graphs, (above) => {
      const { boxes, lines } = layeredLayout(nodesOf(above));
      const ends = lines.flatMap(({ from, drops }) => drops.map(({ to, segment }) => ({ from, to, segment })));
      const pairs = above.flatMap((list, to) => list.map((from) => `${from} ${to}`)).sort();
      expect(ends.map(({ from, to }) => `${from} ${to}`).sort()).toEqual(pairs);
      for (const {
        to,
        segment: [, , x, y],
      } of ends) {
        const box = boxes[to];
        expect(y).toBe(box?.y);
        expect(x).toBeGreaterThan(box?.x ?? 0);
        expect(x).toBeLessThan((box?.x ?? 0) + (box?.width ?? 0));
      }
    }),
  );
});

test('lines pass between boxes, never through one', () => {
  fc.assert(
    fc.property(graphs, (above) => {
      const { boxes, lines } = layeredLayout(nodesOf(above));
      for (const [x1, y1, x2, y2] of lines.flatMap(({ trunk, drops }) => [
        ...trunk,
        ...drops.map((drop) => drop.segment),
      ])) {
        const hit = boxes.find(
          (box) =>
            Math.max(x1, x2) > box.x &&
            Math.min(x1, x2) < box.x + box.width &&
            Math.max(y1, y2) > box.y &&
            Math.min(y1, y2) < box.y + box.height,
        );
        expect(hit).toBeUndefined();
      }
    }),
  );
});

test('crossings that an order can do without are gone', () => {
  // 0 and 1 above; 2 hangs from 1 and 3 from 0: the lines cross until 2 and 3 change places.
  const layers = layerItems(nodesOf([[], [], [1], [0]]));
  orderLayers(layers);
  expect(layers.map((items) => items.map(({ node }) => node))).toEqual([
    [0, 1],
    [3, 2],
  ]);
});

test('the same nodes give the same drawing', () => {
  fc.assert(
    fc.property(graphs, (above) => expect(layeredLayout(nodesOf(above))).toEqual(layeredLayout(nodesOf(above)))),
  );
});
