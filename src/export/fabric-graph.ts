import type { FabricPlan, FabricSwitchPlan, SwitchTier } from '../model/fabric-plan';

/** Switches above which a graph shows groups of switches. */
export const MOST_SWITCHES = 200;

/** A node of a graph: a switch, several that are alike, or hosts of a unit. */
export interface GraphNode {
  readonly name: string;
  readonly kind: SwitchTier | 'hosts';
  /** Devices that it stands for. */
  readonly count: number;
}

/** All links between two nodes. */
export interface GraphEdge {
  readonly lower: string;
  readonly upper: string;
  readonly links: number;
}

/** A fabric as a graph. */
export interface FabricGraph {
  /** Cores, spines, leaves, hosts, each in the order of the plan. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/**
 * A fabric as a graph. The hosts of a unit are one node always; switches are, where `isGrouped`: the leaves of a unit, the spines of a pod, the cores of a
 * plane.
 */
export function fabricGraph(fabric: FabricPlan, isGrouped: boolean): FabricGraph {
  const { links, switches, endpoints } = fabric;
  const switchNodes = switches.map((each) => (isGrouped ? groupOf(fabric, each) : each.name));
  const hostNodes = endpoints.map(({ group, unit, name }) =>
    group === undefined || unit === undefined ? name : `${group} su${String(unit).padStart(2, '0')}`,
  );
  const edges = new Map<string, { readonly lower: string; readonly upper: string; links: number }>();
  for (let row = 0; row < links.count; row += 1) {
    const lower = (links.tier[row] === 0 ? hostNodes : switchNodes)[links.aNode[row] ?? -1] ?? '';
    const upper = switchNodes[links.bNode[row] ?? -1] ?? '';
    const key = `${lower}\n${upper}`;
    const known = edges.get(key);
    if (known === undefined) edges.set(key, { lower, upper, links: 1 });
    else known.links += 1;
  }
  const tiers = (['core', 'spine', 'leaf'] as const).flatMap((tier) =>
    counted(
      switchNodes.filter((_, index) => switches[index]?.tier === tier),
      tier,
    ),
  );
  return { nodes: [...tiers, ...counted(hostNodes, 'hosts')], edges: [...edges.values()] };
}

function counted(names: readonly string[], kind: GraphNode['kind']): GraphNode[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, kind, count }));
}

function groupOf({ name, planes }: FabricPlan, { tier, unit, plane }: FabricSwitchPlan): string {
  const place = unit === undefined ? '' : `-${tier === 'leaf' ? 'su' : 'pod'}${String(unit).padStart(2, '0')}`;
  return `${name}-${tier}${place}${planes > 1 ? `-p${plane}` : ''}`;
}
