import type { FabricEndpoint, FabricPlan, FabricSwitchPlan, LinkEnd } from '../../model/fabric-plan';
import { type ConvergedInSite, coreCageOf } from '../../model/core-pair';
import { isFabric, networkLinks, type NetworkPlan, type SiteNetwork } from '../../model/site-links';
import { sonicLanes, sonicPortAlias, sonicPortName, portsBefore, switchPortName } from '../../model/switch-ports';
import { present } from '../../units/present';
import { cageTable } from '../cabling/cage-table';
import { NONE } from './match-cables';

/** A device below the switches of a network. */
export interface NetworkEndpoint extends Pick<FabricEndpoint, 'name' | 'group' | 'portNames'> {
  /** Whether its links are of several kinds, so that adapters in the order of their names are no order of its ports. Absent: they are not. */
  readonly isMixed?: true;
}

/** Every port of a network's devices as a number from 0: endpoints first, then switches, used or not. */
export interface NetworkEnds {
  /** Lower and upper end of each planned link. */
  readonly aEnd: Int32Array;
  readonly bEnd: Int32Array;
  readonly count: number;
  /** Endpoint of a name, undefined for a switch and for what is not of the network. */
  readonly endpoint: (device: string) => NetworkEndpoint | undefined;
  readonly isSwitch: (device: string) => boolean;
  /** Number of a port; `NONE` where the network has none of that name. */
  readonly endOf: (device: string, port: string) => number;
  /** Device and port of an end, in the words of the plan. */
  readonly nameOf: (end: number) => LinkEnd;
  /** Place of an end among the ports of its device, from 1. */
  readonly numberOf: (end: number) => number;
  /** Lower end of the planned link at a port of a switch; undefined where none is planned there. */
  readonly metBy: (device: string, port: string) => LinkEnd | undefined;
  /** The one port of an endpoint whose planned link ends at a switch; undefined where none or several do. */
  readonly onlyPort: (endpoint: string, device: string) => string | undefined;
}

/** Devices of a network. */
export interface NetworkDevices {
  /** Those below the switches. */
  readonly endpoints: readonly (NetworkEndpoint & Pick<FabricEndpoint, 'device' | 'unit'>)[];
  readonly switches: readonly Pick<FabricSwitchPlan, 'name' | 'unit' | 'rail'>[];
}

/** A network as a comparison sees it. */
export interface ComparedNetwork extends NetworkDevices {
  readonly links: SiteNetwork;
  readonly ends: NetworkEnds;
  /** Cage of each link's lower end: links of one number share it. */
  readonly cages: ArrayLike<number>;
  /** Tier of a link: 0 from an endpoint to a switch, 1 from a leaf upwards or between cores, 2 above. */
  readonly tierOf: (link: number) => number;
  /** Rail of the switch at a link's upper end. */
  readonly railOf: (link: number) => number | undefined;
  /** Planes of the port at a link's upper end: 1 where it is one link, or it is not stated; 0 of a port for a fabric manager, whose planes no source states. */
  readonly planesOf: (link: number) => number;
  /** Subnet of each switch that one dump shows whole, as a number. Absent: no dump does. */
  readonly subnetOf?: (device: string) => number | undefined;
}

/** A fabric or a pair as a comparison sees it. */
export function comparedNetwork(network: NetworkPlan): ComparedNetwork {
  return isFabric(network) ? comparedFabric(network) : comparedPair(network);
}

function comparedFabric(fabric: FabricPlan): ComparedNetwork {
  const { endpoints, switches, links } = fabric;
  const subnetOf = subnets(fabric);
  const at = new Map(switches.map(({ name }, index) => [name, subnetOf[index]]));
  return {
    links: networkLinks(fabric),
    ends: new PlanEnds(fabric),
    endpoints,
    switches,
    cages: cageTable(fabric).a,
    tierOf: (link) => links.tier[link] ?? 0,
    railOf: (link) => switches[links.bNode[link] ?? 0]?.rail,
    planesOf: (link) => planesAt(switches[links.bNode[link] ?? 0]?.model, links.bPort[link] ?? 0),
    subnetOf: (device) => at.get(device),
  };
}

function planesAt(model: Model | undefined, port: number): number {
  const { planeChips = 1, cages = 0, portsPerCage = 0 } = model ?? {};
  return planeChips > 1 && port > cages * portsPerCage ? 0 : planeChips;
}

/** Devices of a fabric or of a pair. */
export function networkDevices(network: NetworkPlan): NetworkDevices {
  return isFabric(network) ? network : pairDevices(network);
}

/** The ports of a device in the order of its links, its out-of-band ports behind the others. */
function pairDevices({ cables, switches, input }: ConvergedInSite): NetworkDevices {
  const groups = new Map(
    input?.groups.flatMap(({ name, devices }) => devices.map((device) => [device, name] as const)),
  );
  const upper = new Set(switches);
  const below = new Map<string, { readonly ports: string[]; readonly kinds: Set<string> }>();
  for (const { a, kind } of cables) {
    if (upper.has(a.device)) continue;
    const known = below.get(a.device) ?? { ports: [], kinds: new Set() };
    below.set(a.device, known);
    known.ports.push(a.port);
    known.kinds.add(kind);
  }
  return {
    endpoints: [...below].map(([name, { ports, kinds }]) => ({
      name,
      portNames: ports,
      ...present({ group: groups.get(name) }),
      ...(kinds.size > 1 && { isMixed: true as const }),
    })),
    switches: switches.map((name) => ({ name })),
  };
}

function comparedPair(pair: ConvergedInSite): ComparedNetwork {
  const [links, devices] = [networkLinks(pair), pairDevices(pair)];
  const ends = new PairEnds(pair, links, devices);
  const cages = new Map<string, number>();
  return {
    ...devices,
    links,
    ends,
    cages: Array.from(links.links(), ({ a }) => {
      const cage = `${a.device}\n${ends.isSwitch(a.device) ? coreCageOf(a.port) : a.port}`;
      const known = cages.get(cage) ?? cages.size;
      cages.set(cage, known);
      return known;
    }),
    tierOf: (link) => (links.link(link).joins === 'endpoint' ? 0 : 1),
    railOf: () => undefined,
    planesOf: () => 1,
  };
}

/** Ports of a pair of cores and of the devices below them. */
class PairEnds implements NetworkEnds {
  public readonly aEnd: Int32Array;
  public readonly bEnd: Int32Array;
  private readonly byName: ReadonlyMap<string, NetworkEndpoint>;
  private readonly switches: ReadonlySet<string>;
  private readonly numbers = new Map<string, number>();
  private readonly names: LinkEnd[] = [];
  private readonly first = new Map<string, number>();
  private lower: ReadonlyMap<number, number> | undefined;
  private only: ReadonlyMap<string, string> | undefined;

  public constructor({ plan, input }: ConvergedInSite, network: SiteNetwork, { endpoints, switches }: NetworkDevices) {
    this.switches = new Set(switches.map(({ name }) => name));
    this.byName = new Map(endpoints.map((endpoint) => [endpoint.name, endpoint]));
    for (const { name, portNames } of endpoints) for (const port of portNames) this.add({ device: name, port });
    for (const { name: device, cages } of plan.cores) {
      for (const { port, ports } of cages) {
        for (const { name } of ports.length === 0 ? [{ name: port }] : ports) this.add({ device, port: name });
      }
    }
    const { names = [], portsPerSwitch = 0, portPrefix = 'swp' } = input?.oob ?? {};
    for (const device of names) {
      for (let port = 1; port <= portsPerSwitch; port += 1) this.add({ device, port: `${portPrefix}${port}` });
    }
    const links = [...network.links()];
    this.aEnd = Int32Array.from(links, ({ a }) => this.add(a));
    this.bEnd = Int32Array.from(links, ({ b }) => this.add(b));
  }

  public get count(): number {
    return this.names.length;
  }

  public endpoint(device: string): NetworkEndpoint | undefined {
    return this.byName.get(device);
  }

  public isSwitch(device: string): boolean {
    return this.switches.has(device);
  }

  public endOf(device: string, port: string): number {
    return this.numbers.get(`${device}\n${port}`) ?? NONE;
  }

  public nameOf(end: number): LinkEnd {
    return this.names[end] ?? { device: '', port: '' };
  }

  public numberOf(end: number): number {
    return end - (this.first.get(this.nameOf(end).device) ?? 0) + 1;
  }

  public metBy(device: string, port: string): LinkEnd | undefined {
    this.lower ??= lowerEnds(this);
    const lower = this.lower.get(this.endOf(device, port));
    return lower === undefined ? undefined : this.nameOf(lower);
  }

  public onlyPort(endpoint: string, device: string): string | undefined {
    this.only ??= onlyPorts(this);
    const port = this.only.get(`${endpoint}\n${device}`);
    return port === '' ? undefined : port;
  }

  private add(end: LinkEnd): number {
    const key = `${end.device}\n${end.port}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.names.length);
    if (!this.first.has(end.device)) this.first.set(end.device, this.names.length);
    return this.names.push({ device: end.device, port: end.port }) - 1;
  }
}

type Model = FabricSwitchPlan['model'];

/** Every port of a fabric's devices as a number from 0: endpoints first, then switches, used or not. */
export class PlanEnds implements NetworkEnds {
  /** Lower and upper end of each planned link. */
  public readonly aEnd: Int32Array;
  public readonly bEnd: Int32Array;
  public readonly count: number;
  private readonly endpointAt = new Map<string, number>();
  private readonly switchAt = new Map<string, number>();
  private readonly endpointBase: Int32Array;
  private readonly switchBase: Int32Array;
  private readonly portNumbers = new Map<string, ReadonlyMap<string, number>>();
  private readonly fabric: FabricPlan;
  private lower: ReadonlyMap<number, number> | undefined;
  private only: ReadonlyMap<string, string> | undefined;

  public constructor(fabric: FabricPlan) {
    const { endpoints, switches, links } = fabric;
    this.fabric = fabric;
    let count = 0;
    this.endpointBase = Int32Array.from(endpoints, ({ name, portNames }, index) => {
      this.endpointAt.set(name, index);
      count += portNames.length;
      return count - portNames.length;
    });
    this.switchBase = Int32Array.from(switches, ({ name, model }, index) => {
      this.switchAt.set(name, index);
      count += portsOf(model);
      return count - portsOf(model);
    });
    this.count = count;
    this.aEnd = new Int32Array(links.count);
    this.bEnd = new Int32Array(links.count);
    for (let link = 0; link < links.count; link += 1) {
      const node = links.aNode[link] ?? 0;
      const port = links.aPort[link] ?? 0;
      const isHost = links.tier[link] === 0;
      this.aEnd[link] = isHost ? (this.endpointBase[node] ?? 0) + port : (this.switchBase[node] ?? 0) + port - 1;
      this.bEnd[link] = (this.switchBase[links.bNode[link] ?? 0] ?? 0) + (links.bPort[link] ?? 0) - 1;
    }
  }

  /** Endpoint of a name, undefined for a switch and for what is not of the fabric. */
  public endpoint(device: string): FabricEndpoint | undefined {
    return this.fabric.endpoints[this.endpointAt.get(device) ?? NONE];
  }

  public isSwitch(device: string): boolean {
    return this.switchAt.has(device);
  }

  /** Switch of a name, undefined for an endpoint and for what is not of the fabric. */
  public switchOf(device: string): FabricSwitchPlan | undefined {
    return this.fabric.switches[this.switchAt.get(device) ?? NONE];
  }

  /** Number of a port by its name in the plan, or by its number where a switch has no names; `NONE` where there is no such port. */
  public endOf(device: string, port: string): number {
    const endpoint = this.endpointAt.get(device);
    if (endpoint !== undefined) {
      const at = this.fabric.endpoints[endpoint]?.portNames.indexOf(port) ?? NONE;
      return at < 0 ? NONE : (this.endpointBase[endpoint] ?? 0) + at;
    }
    const at = this.switchAt.get(device);
    const model = this.fabric.switches[at ?? NONE]?.model;
    if (at === undefined || model === undefined) return NONE;
    const number = /^\d+$/.test(port) ? Number(port) : (this.numbersOf(model).get(port) ?? 0);
    return number >= 1 && number <= portsOf(model) ? (this.switchBase[at] ?? 0) + number - 1 : NONE;
  }

  public nameOf(end: number): LinkEnd {
    const { endpoints, switches } = this.fabric;
    const firstSwitch = this.switchBase[0] ?? this.count;
    const bases = end < firstSwitch ? this.endpointBase : this.switchBase;
    const owner = lastAtMost(bases, end);
    const port = end - (bases[owner] ?? 0);
    if (end < firstSwitch) {
      const endpoint = endpoints[owner];
      return { device: endpoint?.name ?? '', port: endpoint?.portNames[port] ?? '' };
    }
    const upper = switches[owner];
    return { device: upper?.name ?? '', port: upper === undefined ? '' : switchPortName(upper.model, port + 1) };
  }

  public numberOf(end: number): number {
    const bases = end < (this.switchBase[0] ?? this.count) ? this.endpointBase : this.switchBase;
    return end - (bases[lastAtMost(bases, end)] ?? 0) + 1;
  }

  public metBy(device: string, port: string): LinkEnd | undefined {
    this.lower ??= lowerEnds(this);
    const lower = this.lower.get(this.endOf(device, port));
    return lower === undefined ? undefined : this.nameOf(lower);
  }

  public onlyPort(endpoint: string, device: string): string | undefined {
    this.only ??= onlyPorts(this);
    const port = this.only.get(`${endpoint}\n${device}`);
    return port === '' ? undefined : port;
  }

  private numbersOf(model: Model): ReadonlyMap<string, number> {
    const { portNaming, cages, portsPerCage, lanes, uplinks } = model;
    const key = JSON.stringify([portNaming, cages, portsPerCage, lanes, uplinks, model.managerPorts]);
    let numbers = this.portNumbers.get(key);
    if (numbers === undefined) {
      const ports = Array.from({ length: portsOf(model) }, (_, index) => index + 1);
      numbers = new Map([
        ...(portNaming === 'cumulus' ? ports.flatMap((port) => sonicNames(model, port)) : []),
        ...ports.map((port) => [switchPortName(model, port), port] as const),
      ]);
      this.portNumbers.set(key, numbers);
    }
    return numbers;
  }
}

/** Lower ends of planned links by their upper ends. */
function lowerEnds({ aEnd, bEnd }: Pick<NetworkEnds, 'aEnd' | 'bEnd'>): ReadonlyMap<number, number> {
  const lower = new Map<number, number>();
  bEnd.forEach((end, link) => lower.set(end, aEnd[link] ?? NONE));
  return lower;
}

/** Port of an endpoint by itself and the switch that its link ends at; empty where several do. */
function onlyPorts(ends: Pick<NetworkEnds, 'aEnd' | 'bEnd' | 'nameOf'>): ReadonlyMap<string, string> {
  const only = new Map<string, string>();
  ends.aEnd.forEach((end, link) => {
    const [a, b] = [ends.nameOf(end), ends.nameOf(ends.bEnd[link] ?? NONE)];
    const key = `${a.device}\n${b.device}`;
    only.set(key, only.has(key) ? '' : a.port);
  });
  return only;
}

/** Name and alias under SONiC, which numbers ports by lane. */
function sonicNames(model: Model, port: number): (readonly [string, number])[] {
  if (sonicLanes(model, port).length === 0) return [];
  return [
    [sonicPortName(model, port), port],
    [sonicPortAlias(model, port), port],
  ];
}

function portsOf(model: Model): number {
  return portsBefore(model) + (model.managerPorts ?? 0);
}

/** Index of the last base that is not above `end`, by halving. Bases rise; of equal ones the last has the ports. */
function lastAtMost(bases: Int32Array, end: number): number {
  let low = 0;
  let high = bases.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((bases[middle] ?? 0) <= end) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Subnet of each switch, as the number of one of its switches: switches that cables join, by disjoint sets. Adapters join nothing, so that the
 * planes of a fabric, and the leaves of one with a single tier, are subnets of their own.
 */
function subnets({ switches, links }: FabricPlan): Uint32Array {
  const parent = Uint32Array.from(switches, (_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    for (;;) {
      const above = parent[root] ?? root;
      if (above === root) return root;
      root = parent[root] = parent[above] ?? above;
    }
  };
  for (let link = 0; link < links.count; link += 1) {
    if (links.tier[link] === 0) continue;
    parent[rootOf(links.aNode[link] ?? 0)] = rootOf(links.bNode[link] ?? 0);
  }
  return parent.map((_, index) => rootOf(index));
}
