import type { FabricPlan } from '../model/fabric-plan';
import { fabricGraph, MOST_SWITCHES, type GraphNode } from './fabric-graph';
import { dotText } from './machine-text';

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
