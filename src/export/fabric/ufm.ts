import type { FabricPlan, LinkEnd, SwitchTier } from '../../model/fabric-plan';
import { SitePlaces } from '../../model/site-cables';
import { isFabric, networkLinks, type NetworkPlan } from '../../model/site-links';
import type { SitePlan } from '../../model/site-plan';
import { machineCsv } from '../../report/csv';
import { dotText } from '../machine-text';
import { type InfinibandGuids, isPlaceholderGuid } from './infiniband-guids';

const INFINIBAND = ['Rack', 'U', 'Name', 'HCA/Port', 'Rack', 'U', 'Name', 'Port'];

const ETHERNET = ['A-Node Name', 'A-Type', 'A-Port', 'Z-Node Name', 'Z-Type', 'Z-Port'];

/**
 * Writes the point-to-point sheet of a fabric, or of a pair of cores, as UFM's cable validation takes it, a row a link, the lower end first. An adapter of an
 * InfiniBand host is its number from 1, which UFM takes for `mlx5_0` and so on where no map of adapters says otherwise.
 *
 * @see https://docs.nvidia.com/networking/display/cablevalidationtool/p2p+file
 */
export function renderUfmCables(plan: NetworkPlan, site: Pick<SitePlan, 'placement'>): string {
  return isFabric(plan) && plan.kind === 'infiniband' ? infinibandSheet(plan, site) : ethernetSheet(plan);
}

function infinibandSheet(fabric: FabricPlan, { placement }: Pick<SitePlan, 'placement'>): string {
  const places = new SitePlaces({ placement });
  const place = (device: string): string[] => {
    const { rack, u } = places.of(device);
    return [rack, rack === '' ? '' : `${u}`, device];
  };
  const rows = Array.from(networkLinks(fabric).links(), ({ joins, a, b }, index) => {
    const port = joins === 'endpoint' ? `${(fabric.links.aPort[index] ?? 0) + 1}` : a.port;
    return [...place(a.device), port, ...place(b.device), b.port];
  });
  return machineCsv([INFINIBAND, ...rows]);
}

function ethernetSheet(plan: NetworkPlan): string {
  const upper = new Set(isFabric(plan) ? plan.switches.map(({ name }) => name) : plan.switches);
  const end = ({ device, port }: LinkEnd): string[] => [device, upper.has(device) ? 'Switch' : 'Host', port];
  const rows = Array.from(networkLinks(plan).links(), ({ a, b }) => [...end(a), ...end(b)]);
  return machineCsv([ETHERNET, ...rows]);
}

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
  for (const { a, b } of networkLinks(fabric).links()) {
    lines.push(`  ${dotText(b.device)}:${dotText(b.port)} -- ${dotText(a.device)}:${dotText(a.port)}`);
  }
  return `${lines.join('\n')}\n}\n`;
}

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
