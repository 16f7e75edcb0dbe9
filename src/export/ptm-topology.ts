import { eachLink } from '../design/fabric/link-ends';
import type { FabricPlan } from '../design/fabric/fabric-plan';

/**
 * Writes an Ethernet fabric as the `topology.dot` with which Cumulus Linux checks its cabling by LLDP; Graphviz draws it too.
 *
 * @see https://docs.nvidia.com/networking-ethernet-software/cumulus-linux/Layer-1-and-Switch-Ports/Prescriptive-Topology-Manager-PTM/
 */
export function renderPtmTopology(fabric: FabricPlan): string {
  const lines = [`graph ${quoted(fabric.name)} {`, '  LLDP=""'];
  for (const { a, b } of eachLink(fabric)) {
    lines.push(`  ${quoted(a.device)}:${quoted(a.port)} -- ${quoted(b.device)}:${quoted(b.port)}`);
  }
  return `${lines.join('\n')}\n}\n`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
