import type { FabricPlan } from '../../../src/model/fabric-plan';

interface Arc {
  readonly to: number;
  left: number;
  /** Place of the opposite arc in the list of `to`. */
  readonly back: number;
}

/** Most links' worth of traffic from the named endpoints to all others. */
export function maxFlow(plan: FabricPlan, from: readonly string[]): number {
  return flowBetween(plan, from, () => 1);
}

/** Most traffic from the named endpoints to all others, bit/s, at the speeds of the links. */
export function maxFlowBits(plan: FabricPlan, from: readonly string[]): number {
  const rates = [plan.hostRateBits, plan.trunkRateBits, plan.ratios[1]?.upRateBits ?? plan.trunkRateBits];
  return flowBetween(plan, from, (tier) => rates[tier] ?? 0);
}

/** Dinic: levels by breadth, then blocking flows by depth. */
function flowBetween(plan: FabricPlan, from: readonly string[], capacityOf: (tier: number) => number): number {
  const { endpoints, links } = plan;
  const source = endpoints.length + plan.switches.length;
  const sink = source + 1;
  const arcs: Arc[][] = Array.from({ length: sink + 1 }, () => []);
  const join = (a: number, b: number, forth: number, back: number): void => {
    const [out, into] = [arcs[a] ?? [], arcs[b] ?? []];
    out.push({ to: b, left: forth, back: into.length });
    into.push({ to: a, left: back, back: out.length - 1 });
  };
  const isLeft = new Set(from);
  endpoints.forEach(({ name }, at) => (isLeft.has(name) ? join(source, at, Infinity, 0) : join(at, sink, Infinity, 0)));
  for (let row = 0; row < links.count; row += 1) {
    const tier = links.tier[row] ?? 0;
    const a = (links.aNode[row] ?? 0) + (tier === 0 ? 0 : endpoints.length);
    join(a, (links.bNode[row] ?? 0) + endpoints.length, capacityOf(tier), capacityOf(tier));
  }
  let flow = 0;
  for (let levels = levelsOf(arcs, source); (levels[sink] ?? -1) >= 0; levels = levelsOf(arcs, source)) {
    const next = new Array<number>(arcs.length).fill(0);
    for (let sent = push(source, Infinity); sent > 0; sent = push(source, Infinity)) flow += sent;
    function push(node: number, most: number): number {
      if (node === sink) return most;
      const own = arcs[node] ?? [];
      for (; (next[node] ?? 0) < own.length; next[node] = (next[node] ?? 0) + 1) {
        const arc = own[next[node] ?? 0];
        if (arc === undefined || arc.left <= 0 || levels[arc.to] !== (levels[node] ?? 0) + 1) continue;
        const sent = push(arc.to, Math.min(most, arc.left));
        if (sent <= 0) continue;
        arc.left -= sent;
        const opposite = arcs[arc.to]?.[arc.back];
        if (opposite !== undefined) opposite.left += sent;
        return sent;
      }
      return 0;
    }
  }
  return flow;
}

function levelsOf(arcs: readonly Arc[][], source: number): number[] {
  const levels = new Array<number>(arcs.length).fill(-1);
  levels[source] = 0;
  const queue = [source];
  for (const node of queue) {
    for (const { to, left } of arcs[node] ?? []) {
      if (left <= 0 || levels[to] !== -1) continue;
      levels[to] = (levels[node] ?? 0) + 1;
      queue.push(to);
    }
  }
  return levels;
}
