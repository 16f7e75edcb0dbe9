import type { FabricPlan } from '../../model/fabric-plan';

/**
 * Subnet of each switch, as the number of one of its switches: switches that cables join, by disjoint sets. Adapters join nothing, so that the
 * planes of a fabric, and the leaves of one with a single tier, are subnets of their own.
 */
export function subnets({ switches, links }: FabricPlan): Uint32Array {
  const parent = Uint32Array.from(switches, (_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    for (;;) {
      const above = parent[root] ?? root;
      if (above === root) return root;
      root = parent[root] = parent[above] ?? above;
    }
  };
  for (let link = 0; link < links.count; link += 1) {
    if (links.tier[link] === 0) continue;
    parent[rootOf(links.aNode[link] ?? 0)] = rootOf(links.bNode[link] ?? 0);
  }
  return parent.map((_, index) => rootOf(index));
}
