import type { FabricPlan } from '../../model/fabric-plan';
import { linkRate } from '../../report/in-figures';
import type { InfinibandGuids } from './ufm';
import { commentText, nodeDescription } from '../machine-text';
import { switchModelName } from '../switches/nvue-words';

/** Vendor id that the vendors of this kind of switch and adapter print, the IEEE's number for Mellanox. */
const VENDOR_ID = '0x2c9';

/** Lanes of a port. */
const LANES = 4;

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
  readonly peer: Node;
  readonly peerPort: number;
  readonly speed: string;
}

/** A node with its connected ports. */
interface Node {
  readonly kind: 'S' | 'H';
  readonly guid: string;
  /** What all nodes of one box share. */
  readonly systemGuid: string;
  /** Of the port of an adapter, whichever plane. */
  readonly portGuid?: string;
  readonly name: string;
  readonly size: number;
  readonly ports: Port[];
}

/**
 * Writes one plane of an InfiniBand fabric as `ibnetdiscover` prints a subnet, for simulators and for comparison with what exists.
 *
 * Local ids are 0, since a subnet manager gives them; every port of an endpoint is an adapter of its own, named `<device> <port>`. A switch with a chip a plane of its ports
 * is as many nodes, `MF0;<switch>:<model>/U1` and on, which no link joins, and an adapter there has a port a plane.
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
  const switchNodes = switches.map((each) => chipsOf(each, guids));
  const adapters: Node[] = [];
  for (let index = 0; index < links.count; index += 1) {
    const upperIndex = links.bNode[index] ?? -1;
    const upper = switchNodes[upperIndex] ?? [];
    const aNode = links.aNode[index] ?? -1;
    const aPort = links.aPort[index] ?? 0;
    const bPort = links.bPort[index] ?? 0;
    if (switches[upperIndex]?.plane !== plane) continue;
    const rateBits = linkRate(fabric, index);
    if (links.tier[index] === 0) {
      const endpoint = endpoints[aNode];
      if (endpoint === undefined) continue;
      const name = `${endpoint.name} ${endpoint.portNames[aPort] ?? ''}`.trimEnd();
      const { node: guid, port: portGuid } = guids.ofPort(fabric, endpoint.name, aPort);
      const adapter: Node = { kind: 'H', guid, systemGuid: guid, portGuid, name, size: upper.length, ports: [] };
      adapters.push(adapter);
      upper.forEach((chip, at) => join([adapter, at + 1], [chip, bPort], speedOf(rateBits, upper.length)));
    } else {
      const lower = switchNodes[aNode] ?? [];
      const planes = Math.min(lower.length, upper.length);
      for (const [at, chip] of upper.slice(0, planes).entries()) {
        const below = lower[at];
        if (below !== undefined) join([below, aPort], [chip, bPort], speedOf(rateBits, planes));
      }
    }
  }
  return [...switchNodes.flatMap((chips, index) => (switches[index]?.plane === plane ? chips : [])), ...adapters];
}

/** The nodes of a switch: one, or one a chip. */
function chipsOf({ name, model }: FabricPlan['switches'][number], guids: InfinibandGuids): Node[] {
  const { cages, portsPerCage, uplinks, managerPorts = 0, planeChips = 1 } = model;
  const size = cages * portsPerCage + (uplinks?.ports ?? 0) + managerPorts;
  return Array.from({ length: planeChips }, (_, at): Node => {
    const own = planeChips === 1 ? name : `MF0;${name}:${switchModelName(model)}/U${at + 1}`;
    const [guid, systemGuid] = [guids.ofSwitch(name, at + 1), guids.ofSwitch(name)];
    return { kind: 'S', guid, systemGuid, name: own, size, ports: [] };
  });
}

function join([a, aPort]: readonly [Node, number], [b, bPort]: readonly [Node, number], speed: string): void {
  a.ports.push({ own: aPort, peer: b, peerPort: bPort, speed });
  b.ports.push({ own: bPort, peer: a, peerPort: aPort, speed });
}

function switchBlock({ guid, systemGuid, name, size, ports }: Node): string {
  return [
    ...idLines(systemGuid),
    `switchguid=0x${guid}(${guid})`,
    `Switch\t${size} "S-${guid}"\t\t# ${nodeDescription(name)} enhanced port 0 lid 0 lmc 0`,
    ...sorted(ports).map(({ own, peer, peerPort, speed }) => {
      const portGuid = peer.portGuid === undefined ? '' : `(${peer.portGuid})`;
      return `[${own}]\t"${peer.kind}-${peer.guid}"[${peerPort}]${portGuid}\t\t# ${nodeDescription(peer.name)} lid 0 ${speed}`;
    }),
  ].join('\n');
}

function adapterBlock({ guid, systemGuid, portGuid = guid, name, size, ports }: Node): string {
  return [
    ...idLines(systemGuid),
    `caguid=0x${guid}`,
    `Ca\t${size} "H-${guid}"\t\t# ${nodeDescription(name)}`,
    ...sorted(ports).map(
      ({ own, peer, peerPort, speed }) =>
        `[${own}](${portGuid})\t"S-${peer.guid}"[${peerPort}]\t\t# lid 0 lmc 0 ${nodeDescription(peer.name)} lid 0 ${speed}`,
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

/** A port of so many planes has a lane in each, where they are as many as its lanes. */
function speedOf(bits: number, planes: number): string {
  return `${Math.max(1, LANES / planes)}x${SPEEDS[bits / 1e9] ?? '????'}`;
}
