import type { FabricPlan } from '../../model/fabric-plan';
import { linkRate } from '../../report/in-figures';
import { switchModelName } from '../switches/nvue-words';
import { checkWords, IBDIAGNET_WORDS } from '../machine-text';

const LANES = 4;
const GIGA = 1_000_000_000;

/**
 * Writes one plane of an InfiniBand fabric as the topology file of ibdiagnet, which UFM's cable validation reads too: a block a switch, a line
 * a cabled port. Adapters are called `mlx5_0` and so on in the order of the ports, as UFM takes them where no map says otherwise; the type of an
 * endpoint is `HCA_` and their number in the fabric.
 *
 * @throws DesignError `export/name-not-taken`
 * @see https://docs.nvidia.com/networking/display/cablevalidationtool150/topo+file
 */
export function renderIbdiagnetTopo(fabric: FabricPlan, plane = 1): string {
  const { links, switches, endpoints } = fabric;
  checkWords(
    [...switches, ...endpoints].map(({ name }) => name),
    IBDIAGNET_WORDS,
  );
  const lines = switches.map((): { readonly port: number; readonly text: string }[] => []);
  const add = (at: number, port: number, row: number, peer: string): void => {
    const speed = `-${LANES}x-${linkRate(fabric, row) / LANES / GIGA}G->`;
    lines[at]?.push({ port, text: `P${port} ${speed} ${peer}` });
  };
  const switchEnd = (at: number, port: number): string => {
    const each = switches[at];
    return each === undefined ? '' : `${switchModelName(each.model)} ${each.name} P${port}`;
  };
  for (let row = 0; row < links.count; row += 1) {
    const lower = links.aNode[row] ?? -1;
    const lowerPort = links.aPort[row] ?? 0;
    const upper = links.bNode[row] ?? -1;
    const upperPort = links.bPort[row] ?? 0;
    if (switches[upper]?.plane !== plane) continue;
    if (links.tier[row] === 0) {
      const { name = '', portNames = [] } = endpoints[lower] ?? {};
      add(upper, upperPort, row, `HCA_${portNames.length} ${name} mlx5_${lowerPort}/P1`);
    } else {
      add(upper, upperPort, row, switchEnd(lower, lowerPort));
      add(lower, lowerPort, row, switchEnd(upper, upperPort));
    }
  }
  const blocks = switches.flatMap(({ name, model, plane: own }, at) => {
    if (own !== plane) return [];
    const ports = [...(lines[at] ?? [])].sort((a, b) => a.port - b.port);
    return [[`${switchModelName(model)} ${name}`, ...ports.map(({ text }) => text)].join('\n')];
  });
  return `${blocks.join('\n\n')}\n`;
}
