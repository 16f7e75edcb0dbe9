import { networkLinks, type NetworkPlan } from '../../model/site-links';
import { dotText } from '../machine-text';

/**
 * Writes an Ethernet fabric, or a pair of cores, as the `topology.dot` with which Cumulus Linux checks its cabling by LLDP; Graphviz draws it too.
 *
 * @see https://docs.nvidia.com/networking-ethernet-software/cumulus-linux/Layer-1-and-Switch-Ports/Prescriptive-Topology-Manager-PTM/
 */
export function renderPtmTopology(plan: NetworkPlan): string {
  const { name, links } = networkLinks(plan);
  const lines = [`graph ${dotText(name)} {`, '  LLDP=""'];
  for (const { a, b } of links()) {
    lines.push(`  ${dotText(a.device)}:${dotText(a.port)} -- ${dotText(b.device)}:${dotText(b.port)}`);
  }
  return `${lines.join('\n')}\n}\n`;
}
