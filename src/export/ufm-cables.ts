import { eachLink } from '../design/fabric/switch-ports';
import type { FabricPlan, LinkEnd } from '../model/fabric-plan';
import type { SitePlan } from '../model/site-plan';
import { machineCsv } from '../report/csv';

const INFINIBAND = ['Rack', 'U', 'Name', 'HCA/Port', 'Rack', 'U', 'Name', 'Port'];
const ETHERNET = ['A-Node Name', 'A-Type', 'A-Port', 'Z-Node Name', 'Z-Type', 'Z-Port'];

/**
 * Writes the point-to-point sheet of a fabric as UFM's cable validation takes it, a row a link, the lower end first. An adapter of an InfiniBand host
 * is its number from 1, which UFM takes for `mlx5_0` and so on where no map of adapters says otherwise.
 *
 * @see https://docs.nvidia.com/networking/display/cablevalidationtool/p2p+file
 */
export function renderUfmCables(fabric: FabricPlan, site: Pick<SitePlan, 'placement'>): string {
  return fabric.kind === 'infiniband' ? infinibandSheet(fabric, site) : ethernetSheet(fabric);
}

function infinibandSheet(fabric: FabricPlan, { placement }: Pick<SitePlan, 'placement'>): string {
  const place = (device: string): string[] => {
    const position = placement.positions.get(device);
    return position === undefined ? ['', '', device] : [position.rack, `${position.u}`, device];
  };
  const rows = [...eachLink(fabric)].map(({ index, a, b }) => {
    const isHost = fabric.links.tier[index] === 0;
    const port = isHost ? `${(fabric.links.aPort[index] ?? 0) + 1}` : a.port;
    return [...place(a.device), port, ...place(b.device), b.port];
  });
  return machineCsv([INFINIBAND, ...rows]);
}

function ethernetSheet(fabric: FabricPlan): string {
  const end = ({ device, port }: LinkEnd, type: 'Host' | 'Switch'): string[] => [device, type, port];
  const rows = [...eachLink(fabric)].map(({ index, a, b }) => [
    ...end(a, fabric.links.tier[index] === 0 ? 'Host' : 'Switch'),
    ...end(b, 'Switch'),
  ]);
  return machineCsv([ETHERNET, ...rows]);
}
