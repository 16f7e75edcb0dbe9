import type { FabricPlan } from '../../model/fabric-plan';
import { linkRate } from '../../report/in-figures';
import type { InfinibandGuids } from './ufm';
import { commentText, nodeDescription } from '../machine-text';

/** Vendor id that the vendors of this kind of switch and adapter print, the IEEE's number for Mellanox. */
const VENDOR_ID = '0x2c9';

/** Lane speeds of links of four lanes, by rate in Gb/s. */
const SPEEDS: Readonly<Record<number, string>> = {
  40: 'QDR',
  56: 'FDR',
  100: 'EDR',
  200: 'HDR',
  400: 'NDR',
  800: 'XDR',
};

/** One end of a link as the other end prints it. */
interface Port {
  readonly own: number;
  readonly peer: string;
  /** Of an adapter at the other end. */
  readonly peerGuid: string | undefined;
  readonly peerPort: number;
  readonly peerName: string;
  readonly speed: string;
}

/** A node with its connected ports. */
interface Node {
  readonly kind: 'S' | 'H';
  readonly guid: string;
  /** Of the one port of an adapter. */
  readonly portGuid?: string;
  readonly name: string;
  readonly size: number;
  readonly ports: Port[];
}

/**
 * Writes one plane of an InfiniBand fabric as `ibnetdiscover` prints a subnet, for simulators and for comparison with what exists.
 *
 * Local ids are 0, since a subnet manager gives them; every port of an endpoint is an adapter of its own, named `<device> <port>`.
 *
 * @see https://github.com/linux-rdma/rdma-core/blob/master/infiniband-diags/ibnetdiscover.c
 */
export function renderIbnetdiscover(fabric: FabricPlan, guids: InfinibandGuids, plane = 1): string {
  const blocks = nodesOf(fabric, guids, plane).map((node) =>
    node.kind === 'S' ? switchBlock(node) : adapterBlock(node),
  );
  return `${[`# Planned subnet of fabric ${commentText(fabric.name)}, plane ${plane}`, ...blocks].join('\n\n')}\n`;
}

function nodesOf(fabric: FabricPlan, guids: InfinibandGuids, plane: number): Node[] {
  const { links, switches, endpoints } = fabric;
  const switchNodes = switches.map((each): Node => {
    const { cages, portsPerCage, uplinks, managerPorts = 0 } = each.model;
    const size = cages * portsPerCage + (uplinks?.ports ?? 0) + managerPorts;
    return { kind: 'S', guid: guids.ofSwitch(each.name), name: each.name, size, ports: [] };
  });
  const adapters: Node[] = [];
  for (let index = 0; index < links.count; index += 1) {
    const upperIndex = links.bNode[index] ?? -1;
    const upper = switchNodes[upperIndex];
    const aNode = links.aNode[index] ?? -1;
    const aPort = links.aPort[index] ?? 0;
    const bPort = links.bPort[index] ?? 0;
    if (upper === undefined || switches[upperIndex]?.plane !== plane) continue;
    const speed = speedOf(linkRate(fabric, index));
    if (links.tier[index] === 0) {
      const endpoint = endpoints[aNode];
      if (endpoint === undefined) continue;
      const name = `${endpoint.name} ${endpoint.portNames[aPort] ?? ''}`.trimEnd();
      const { node: guid, port: portGuid } = guids.ofPort(fabric, endpoint.name, aPort);
      const adapter: Node = { kind: 'H', guid, portGuid, name, size: 1, ports: [] };
      adapters.push(adapter);
      join(adapter, 1, upper, bPort, speed);
    } else {
      const lower = switchNodes[aNode];
      if (lower !== undefined) join(lower, aPort, upper, bPort, speed);
    }
  }
  return [...switchNodes.filter((_, index) => switches[index]?.plane === plane), ...adapters];
}

function join(a: Node, aPort: number, b: Node, bPort: number, speed: string): void {
  a.ports.push({ own: aPort, ...peerOf(b), peerPort: bPort, speed });
  b.ports.push({ own: bPort, ...peerOf(a), peerPort: aPort, speed });
}

function peerOf({ kind, guid, name, portGuid }: Node): Pick<Port, 'peer' | 'peerGuid' | 'peerName'> {
  return { peer: `${kind}-${guid}`, peerGuid: portGuid, peerName: name };
}

function switchBlock({ guid, name, size, ports }: Node): string {
  return [
    ...idLines(guid),
    `switchguid=0x${guid}(${guid})`,
    `Switch\t${size} "S-${guid}"\t\t# ${nodeDescription(name)} enhanced port 0 lid 0 lmc 0`,
    ...sorted(ports).map(({ own, peer, peerGuid, peerPort, peerName, speed }) => {
      const portGuid = peerGuid === undefined ? '' : `(${peerGuid})`;
      return `[${own}]\t"${peer}"[${peerPort}]${portGuid}\t\t# ${nodeDescription(peerName)} lid 0 ${speed}`;
    }),
  ].join('\n');
}

function adapterBlock({ guid, portGuid = guid, name, size, ports }: Node): string {
  return [
    ...idLines(guid),
    `caguid=0x${guid}`,
    `Ca\t${size} "H-${guid}"\t\t# ${nodeDescription(name)}`,
    ...sorted(ports).map(
      ({ own, peer, peerPort, peerName, speed }) =>
        `[${own}](${portGuid})\t"${peer}"[${peerPort}]\t\t# lid 0 lmc 0 ${nodeDescription(peerName)} lid 0 ${speed}`,
    ),
  ].join('\n');
}

/** The device id is not part of a plan. */
function idLines(guid: string): string[] {
  return [`vendid=${VENDOR_ID}`, 'devid=0x0', `sysimgguid=0x${guid}`];
}

function sorted(ports: readonly Port[]): Port[] {
  return [...ports].sort((a, b) => a.own - b.own);
}

function speedOf(bits: number): string {
  return `4x${SPEEDS[bits / 1e9] ?? '????'}`;
}
