import type { FabricPlan } from '../../../src/design/fabric/fabric-plan';

/** Most links' worth of traffic from the named endpoints to all others, by breadth-first augmentation (Edmonds-Karp). */
export function maxFlow(plan: FabricPlan, from: readonly string[]): number {
  const { endpoints, links } = plan;
  const source = endpoints.length + plan.switches.length;
  const sink = source + 1;
  const capacity = Array.from({ length: sink + 1 }, () => new Map<number, number>());
  const add = (a: number, b: number, much: number): void => {
    capacity[a]?.set(b, (capacity[a].get(b) ?? 0) + much);
  };
  const isLeft = new Set(from);
  endpoints.forEach(({ name }, at) => (isLeft.has(name) ? add(source, at, Infinity) : add(at, sink, Infinity)));
  for (let row = 0; row < links.count; row += 1) {
    const a = (links.aNode[row] ?? 0) + (links.tier[row] === 0 ? 0 : endpoints.length);
    const b = (links.bNode[row] ?? 0) + endpoints.length;
    add(a, b, 1);
    add(b, a, 1);
  }
  let flow = 0;
  for (
    let path = shortestPath(capacity, source, sink);
    path !== undefined;
    path = shortestPath(capacity, source, sink)
  ) {
    const steps = path.slice(1).map((to, at) => [path?.[at] ?? source, to] as const);
    const least = Math.min(...steps.map(([a, b]) => capacity[a]?.get(b) ?? 0));
    for (const [a, b] of steps) {
      add(a, b, -least);
      add(b, a, least);
    }
    flow += least;
  }
  return flow;
}

function shortestPath(capacity: readonly Map<number, number>[], source: number, sink: number): number[] | undefined {
  const cameFrom = new Map<number, number>([[source, source]]);
  const queue = [source];
  for (let node = queue.shift(); node !== undefined && !cameFrom.has(sink); node = queue.shift()) {
    for (const [next, left] of capacity[node] ?? []) {
      if (left <= 0 || cameFrom.has(next)) continue;
      cameFrom.set(next, node);
      queue.push(next);
    }
  }
  if (!cameFrom.has(sink)) return undefined;
  const path = [sink];
  for (let node = sink; node !== source;) {
    node = cameFrom.get(node) ?? source;
    path.unshift(node);
  }
  return path;
}
