import { eachLink } from '../../model/switch-ports';
import type { FabricPlan } from '../../model/fabric-plan';
import { dotText } from '../machine-text';

/**
 * Writes an Ethernet fabric as the `topology.dot` with which Cumulus Linux checks its cabling by LLDP; Graphviz draws it too.
 *
 * @see https://docs.nvidia.com/networking-ethernet-software/cumulus-linux/Layer-1-and-Switch-Ports/Prescriptive-Topology-Manager-PTM/
 */
export function renderPtmTopology(fabric: FabricPlan): string {
  const lines = [`graph ${dotText(fabric.name)} {`, '  LLDP=""'];
  for (const { a, b } of eachLink(fabric)) {
    lines.push(`  ${dotText(a.device)}:${dotText(a.port)} -- ${dotText(b.device)}:${dotText(b.port)}`);
  }
  return `${lines.join('\n')}\n}\n`;
}
