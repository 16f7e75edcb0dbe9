import type { FabricPlan } from '../model/fabric-plan';
import { fabricGraph, MOST_SWITCHES } from './fabric-graph';
import { mermaidText } from './machine-text';

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
