import type { FabricPlan, FabricSwitchPlan, SwitchTier } from '../../model/fabric-plan';
import { dotText, mermaidText } from '../machine-text';

/** Switches above which a graph shows groups of switches. */
const MOST_SWITCHES = 200;

/** A node of a graph: a switch, several that are alike, or hosts of a unit. */
interface GraphNode {
  readonly name: string;
  readonly kind: SwitchTier | 'hosts';
  /** Devices that it stands for. */
  readonly count: number;
}

/** All links between two nodes. */
interface GraphEdge {
  readonly lower: string;
  readonly upper: string;
  readonly links: number;
}

/** A fabric as a graph. */
interface FabricGraph {
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

const SHAPES: Readonly<Record<GraphNode['kind'], string>> = {
  core: 'box3d',
  spine: 'box',
  leaf: 'box',
  hosts: 'ellipse',
};

/**
 * Draws a fabric for Graphviz, tiers from the top; above 200 switches the leaves of a unit and the spines of a pod are one node each.
 *
 * @see https://graphviz.org/doc/info/lang.html
 */
export function renderFabricDot(fabric: FabricPlan): string {
  const { nodes, edges } = fabricGraph(fabric, fabric.switches.length > MOST_SWITCHES);
  const lines = [`graph ${dotText(fabric.name)} {`, '  rankdir=TB', '  node [fontname="sans-serif"]'];
  for (const kind of ['core', 'spine', 'leaf', 'hosts'] as const) {
    const alike = nodes.filter((node) => node.kind === kind);
    if (alike.length === 0) continue;
    lines.push('  {', '    rank=same');
    for (const { name, count } of alike) {
      lines.push(
        `    ${dotText(name)} [shape=${SHAPES[kind]}, label=${dotText(count === 1 ? name : `${name} (${count})`)}]`,
      );
    }
    lines.push('  }');
  }
  for (const { lower, upper, links } of edges) {
    lines.push(`  ${dotText(upper)} -- ${dotText(lower)}${links === 1 ? '' : ` [label="${links}"]`}`);
  }
  return `${lines.join('\n')}\n}\n`;
}

/** Edges that Mermaid draws where it is not told otherwise. */
const MOST_EDGES = 500;

/**
 * Draws a fabric for Mermaid, as Markdown pages show it, tiers from the top. Above 200 switches, or 500 edges, the leaves of a unit and the spines of a
 * pod are one node each.
 *
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function renderFabricMermaid(fabric: FabricPlan): string {
  const whole = fabricGraph(fabric, fabric.switches.length > MOST_SWITCHES);
  const { nodes, edges } = whole.edges.length > MOST_EDGES ? fabricGraph(fabric, true) : whole;
  const ids = new Map(nodes.map(({ name }, index) => [name, `n${index + 1}`]));
  return [
    'flowchart TB',
    ...nodes.map(({ name, kind, count }) => {
      const text = mermaidText(count === 1 ? name : `${name} (${count})`);
      return `  ${ids.get(name) ?? ''}${kind === 'hosts' ? `([${text}])` : `[${text}]`}`;
    }),
    ...edges.map(({ lower, upper, links }) => {
      const label = links === 1 ? '' : `|${links}|`;
      return `  ${ids.get(upper) ?? ''} ---${label} ${ids.get(lower) ?? ''}`;
    }),
    '',
  ].join('\n');
}
