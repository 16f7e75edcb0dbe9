import type { LinkEnd, LinkEnds } from './fabric-plan';
import { type FabricPlan, type FabricSwitch, type SwitchTier } from './fabric-plan';

/** Ports of a switch at link speed, by what they may serve. Numbers count from 1. */
interface SwitchPorts {
  /** Ports that hosts and uplinks share. */
  readonly common: number;
  /** Ports that may serve as uplinks: the switch's own, else the common ones. */
  readonly uplinks: number;
  /** Whether uplinks have ports of their own. */
  readonly hasOwnUplinks: boolean;
  /** Speed of an uplink port, bit/s. */
  readonly uplinkRateBits: number;
}

/** Ports of a model. */
export function switchPorts(model: FabricSwitch): SwitchPorts {
  const common = model.cages * model.portsPerCage;
  return {
    common,
    uplinks: model.uplinks?.ports ?? common,
    hasOwnUplinks: model.uplinks !== undefined,
    uplinkRateBits: model.uplinks?.rateBits ?? model.portRateBits,
  };
}

/** How a switch divides its ports between what is below and above it. */
export interface PortSplit {
  readonly down: number;
  readonly up: number;
  /** Port before the first uplink port: uplinks take the last common ports, or the switch's own. */
  readonly upBase: number;
}

/** Split of a switch with `down` ports below and `up` above. */
export function portSplit(model: FabricSwitch, down: number, up: number): PortSplit {
  const ports = switchPorts(model);
  return { down, up, upBase: ports.hasOwnUplinks ? ports.common : ports.common - up };
}

/** Uplinks at `upRateBits` (bit/s) that carry what `down` ports at `downRateBits` bring, as far as the switch has ports for them. */
export function uplinksFor(model: FabricSwitch, down: number, downRateBits: number, upRateBits: number): number {
  const ports = switchPorts(model);
  if (ports.hasOwnUplinks) return ports.uplinks;
  return Math.min(ports.common - down, Math.ceil((down * downRateBits) / upRateBits));
}

/** Down ports where nothing is said: all common ports of a switch with uplinks of its own, else half of them. */
export function defaultDown(model: FabricSwitch): number {
  const ports = switchPorts(model);
  return ports.hasOwnUplinks ? ports.common : Math.floor(ports.common / 2);
}

/** Ports of the cage of a port, and how the port stands in it. */
export interface CagePlace {
  /** From 1. */
  readonly cage: number;
  /** From 0. */
  readonly rank: number;
  /** Ports of the cage. */
  readonly ports: number;
}

/** Cage of a port (from 1), and its place in it. The uplink ports of a model that has its own follow the common ones; those for fabric managers are one a cage. */
export function cagePlace({ cages, portsPerCage, uplinks }: FabricSwitch, port: number): CagePlace {
  const common = cages * portsPerCage;
  if (port <= common) return placeIn(0, portsPerCage, port);
  const own = uplinks?.ports ?? 0;
  const ports = uplinks?.portsPerCage ?? 1;
  if (port <= common + own) return placeIn(cages, ports, port - common);
  return placeIn(cages + Math.ceil(own / ports), 1, port - common - own);
}

function placeIn(before: number, ports: number, port: number): CagePlace {
  return { cage: before + Math.ceil(port / ports), rank: (port - 1) % ports, ports };
}

/** Cage of a port, both from 1. */
export function cageOf(model: FabricSwitch, port: number): number {
  return cagePlace(model, port).cage;
}

/** Cages of a model, with those of its own uplinks and of ports for fabric managers. */
export function cagesOf({ cages, uplinks, managerPorts = 0 }: FabricSwitch): number {
  return cages + Math.ceil((uplinks?.ports ?? 0) / (uplinks?.portsPerCage ?? 1)) + managerPorts;
}

/**
 * Name of a port (from 1, at link speed) as the switch's own system prints it: `1/2` (`ib`), `sw1p2` (`xdr`), `swp1s1`,
 * or `swp1` where a cage is one port (`cumulus`), `Ethernet1/5` after its first lane (`eos`). Ports for fabric managers are `fnm1` and so on.
 *
 * @see https://docs.nvidia.com/networking/display/QM97X0PUB/Interfaces
 */
export function switchPortName(model: FabricSwitch, port: number): string {
  const beyond = port - portsBefore(model);
  if (beyond > 0) return `fnm${beyond}`;
  const { cage, rank, ports } = cagePlace(model, port);
  const isSplit = ports > 1;
  const inCage = rank + 1;
  switch (model.portNaming) {
    case 'ib':
      return `${cage}/${inCage}`;
    case 'xdr':
      return `sw${cage}p${inCage}`;
    case 'cumulus':
      return isSplit ? `swp${cage}s${inCage - 1}` : `swp${cage}`;
    case 'eos':
      return `Ethernet${cage}/${1 + (inCage - 1) * lanesOfPort(model, cage, ports)}`;
  }
}

/** Lanes of a port of a split cage; one where the model does not state its lanes. */
function lanesOfPort(model: FabricSwitch, cage: number, ports: number): number {
  const lanes = cage > model.cages ? model.uplinks?.lanes : model.lanes;
  return lanes === undefined ? 1 : Math.max(1, Math.floor(lanes / ports));
}

/** Ports of a model before those for fabric managers: common ones and uplinks of its own. */
export function portsBefore(model: FabricSwitch): number {
  return model.cages * model.portsPerCage + (model.uplinks?.ports ?? 0);
}

/** Electrical lanes of a port, counted from 0 over all cages of the switch; none where the model does not state its lanes. Ports count from 1. */
export function sonicLanes(model: FabricSwitch, port: number): number[] {
  const { cages, lanes = 0, uplinks } = model;
  const { cage, rank, ports } = cagePlace(model, port);
  const inCage = cage > cages ? (uplinks?.lanes ?? 0) : lanes;
  const before = cage > cages ? cages * lanes + (cage - cages - 1) * inCage : (cage - 1) * lanes;
  const width = inCage / ports;
  return lanesFrom(before + rank * width, width);
}

/** Name of a port as SONiC gives it, after its first lane: `Ethernet4`. */
export function sonicPortName(model: FabricSwitch, port: number): string {
  return `Ethernet${sonicLanes(model, port)[0] ?? 0}`;
}

/** Alias of a port: `etp1`, or `etp1a` where the cage is split. */
export function sonicPortAlias(model: FabricSwitch, port: number): string {
  const { cage, rank, ports } = cagePlace(model, port);
  return ports === 1 ? `etp${cage}` : `etp${cage}${String.fromCharCode(97 + rank)}`;
}

function lanesFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, lane) => first + lane);
}

/** What a switch's name is made of; all numbers from 1. */
interface SwitchNameParts {
  readonly fabric: string;
  readonly tier: SwitchTier;
  /** Scalable unit of a leaf. */
  readonly unit?: number | undefined;
  /** Pod of a spine under cores. */
  readonly pod?: number | undefined;
  readonly rail?: number | undefined;
  /** Last of several rails that share a leaf. */
  readonly lastRail?: number | undefined;
  /** Absent where the fabric has one plane. */
  readonly plane?: number | undefined;
  /** Number among the switches that share all else. */
  readonly number?: number | undefined;
}

/**
 * Name of a switch, for example `compute-leaf-su01-r1`, `compute-leaf-su01-r1-p2-3`, `compute-spine-07`,
 * `compute-spine-pod02-07`. Each part is padded to a fixed width, so that no name changes when a fabric grows; above 99 a
 * number is as wide as it is.
 */
export function switchName(parts: SwitchNameParts): string {
  const words = [parts.fabric, parts.tier];
  if (parts.unit !== undefined) words.push(`su${pad(parts.unit)}`);
  if (parts.pod !== undefined) words.push(`pod${pad(parts.pod)}`);
  if (parts.rail !== undefined) words.push(`r${parts.rail}${parts.lastRail === undefined ? '' : `-${parts.lastRail}`}`);
  if (parts.plane !== undefined) words.push(`p${parts.plane}`);
  if (parts.number !== undefined) words.push(parts.tier === 'leaf' ? `${parts.number}` : pad(parts.number));
  return words.join('-');
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

/** Ends of link `index`, made when asked for. */
export function linkEnds(plan: FabricPlan, index: number): LinkEnds {
  const { links, switches } = plan;
  const upper = switches[links.bNode[index] ?? -1];
  const port = links.bPort[index] ?? 0;
  const b = { device: upper?.name ?? '', port: upper === undefined ? '' : switchPortName(upper.model, port) };
  return { a: lowerEnd(plan, index), b };
}

/** Identity of link `index`, from the lower end's names: `<fabric>/<device>:<port>`. */
export function linkLabel(plan: FabricPlan, index: number): string {
  const { device, port } = lowerEnd(plan, index);
  return `${plan.name}/${device}:${port}`;
}

/** Labels and ends of all links, in order. */
export function* eachLink(plan: FabricPlan): Generator<LinkEnds & { readonly index: number; readonly label: string }> {
  for (let index = 0; index < plan.links.count; index += 1) {
    const ends = linkEnds(plan, index);
    yield { index, label: `${plan.name}/${ends.a.device}:${ends.a.port}`, ...ends };
  }
}

function lowerEnd({ endpoints, links, switches }: FabricPlan, index: number): LinkEnd {
  const node = links.aNode[index] ?? -1;
  const port = links.aPort[index] ?? 0;
  if (links.tier[index] === 0) {
    const endpoint = endpoints[node];
    return { device: endpoint?.name ?? '', port: endpoint?.portNames[port] ?? '' };
  }
  const lower = switches[node];
  return { device: lower?.name ?? '', port: lower === undefined ? '' : switchPortName(lower.model, port) };
}
