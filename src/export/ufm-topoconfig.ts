import type { FabricPlan } from '../model/fabric-plan';
import { isPlaceholderGuid, type InfinibandGuids } from './infiniband-guids';

/**
 * Writes UFM's static topology, `topoconfig.conf`, of one plane of a fabric: a line a link end. UFM raises an alarm for each GUID that it does not find,
 * so that the file exists only once the asset file has all of them.
 *
 * @returns undefined while a GUID is missing
 * @see https://docs.nvidia.com/networking/display/ufmenterpriserestapi/static+topology+rest+api
 */
export function renderUfmTopoconfig(fabric: FabricPlan, guids: InfinibandGuids, plane = 1): string | undefined {
  const { links, switches, endpoints } = fabric;
  const lines: string[] = [];
  for (let row = 0; row < links.count; row += 1) {
    const upper = switches[links.bNode[row] ?? -1];
    if (upper?.plane !== plane) continue;
    const at = links.aNode[row] ?? -1;
    const port = links.aPort[row] ?? 0;
    const isHost = links.tier[row] === 0;
    const [aGuid, aPort] = isHost
      ? [guids.ofPort(fabric, endpoints[at]?.name ?? '', port).node, 1]
      : [guids.ofSwitch(switches[at]?.name ?? ''), port];
    const bGuid = guids.ofSwitch(upper.name);
    if (isPlaceholderGuid(aGuid) || isPlaceholderGuid(bGuid)) return undefined;
    const [a, b] = [`0x${aGuid},${aPort}`, `0x${bGuid},${links.bPort[row] ?? 0}`];
    lines.push(`${a},${b},Any,Active\n`, `${b},${a},Any,Active\n`);
  }
  return lines.join('');
}
