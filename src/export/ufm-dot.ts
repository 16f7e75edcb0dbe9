import { eachLink } from '../design/fabric/switch-ports';
import type { FabricPlan, SwitchTier } from '../model/fabric-plan';
import { dotText } from './machine-text';

/** Words of UFM's cable validation for the tiers. */
const ROLES: Readonly<Record<SwitchTier, string>> = { leaf: 'leaf', spine: 'spine', core: 'super_spine' };

/**
 * Writes an Ethernet fabric as the `.dot` file of UFM's cable validation: switches with their roles, then a line a link, the upper end first.
 *
 * @see https://docs.nvidia.com/networking/display/cablevalidationtool150/dot+file
 */
export function renderUfmDot(fabric: FabricPlan): string {
  const lines = ['graph network {'];
  for (const { name, tier, model } of fabric.switches) {
    const os = model.portNaming === 'cumulus' ? ' os="cumulus"' : '';
    lines.push(`  ${dotText(name)} [role="${ROLES[tier]}"${os}]`);
  }
  for (const { a, b } of eachLink(fabric)) {
    lines.push(`  ${dotText(b.device)}:${dotText(b.port)} -- ${dotText(a.device)}:${dotText(a.port)}`);
  }
  return `${lines.join('\n')}\n}\n`;
}
