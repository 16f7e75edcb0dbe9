import { DesignError } from '../../errors/design-error';
import type { FabricEndpoint, FabricPlan, FabricSwitchPlan, LinkEnd } from '../../model/fabric-plan';
import { sonicLanes, sonicPortAlias, sonicPortName, switchPortName } from '../../model/switch-ports';
import type { DiscoveredEnd, DiscoveredFabric, DiscoveredLink } from './discovered-fabric';
import { type NameMap, type ResolvedNode, resolveNodes } from './name-map';

/** Where an end of a found link is: in the words of the dump, and as a number of `PlanEnds` where the fabric has that port, else `NONE`. */
export interface LocatedEnd {
  readonly end: number;
  readonly device: string;
  readonly port: string;
}

/** What the whole site has: devices by name, with the names of their ports in all fabrics. */
export type SitePorts = ReadonlyMap<string, readonly string[]>;

const NOWHERE: ResolvedNode = { device: '', isKnown: false };

/** Brings the ends of found links into the names and ports of a fabric. */
export class EndLocator {
  /** What each node of the dump is. */
  public readonly nodes: readonly ResolvedNode[];
  private readonly order = new AdapterOrder();

  public constructor(
    private readonly found: DiscoveredFabric,
    private readonly ends: PlanEnds,
    private readonly map: NameMap,
    private readonly sitePorts: SitePorts,
  ) {
    this.nodes = resolveNodes(found.nodes, map, (device) => sitePorts.has(device) || this.isOfFabric(device));
    for (const { a, b } of found.links) {
      this.learn(a, b);
      this.learn(b, a);
    }
  }

  /** Both ends of a found link. @throws DesignError `as-built/adapter-order` */
  public locate({ a, b }: DiscoveredLink): { readonly a: LocatedEnd; readonly b: LocatedEnd } {
    return { a: this.locateEnd(a, b), b: this.locateEnd(b, a) };
  }

  private isOfFabric(device: string): boolean {
    return this.ends.endpoint(device) !== undefined || this.ends.switchOf(device) !== undefined;
  }

  private nodeOf({ node }: DiscoveredEnd): ResolvedNode {
    return this.nodes[node] ?? NOWHERE;
  }

  private locateEnd(one: DiscoveredEnd, other: DiscoveredEnd): LocatedEnd {
    const { device } = this.nodeOf(one);
    const adapter = this.portName(one);
    const endpoint = this.endpointWithoutPort(one, other, adapter);
    const port = endpoint === undefined ? adapter : this.order.portOf(endpoint, adapter);
    return { end: this.ends.endOf(device, port), device, port };
  }

  private learn(one: DiscoveredEnd, other: DiscoveredEnd): void {
    const endpoint = this.ends.endpoint(this.nodeOf(one).device);
    if (endpoint === undefined) return;
    const adapter = this.portName(one);
    if (endpoint.portNames.includes(adapter) || this.endpointWithoutPort(one, other, adapter) !== undefined) {
      this.order.add(endpoint, adapter);
    }
  }

  /** The endpoint whose adapter has the name of no port of the site, and that meets a switch of the fabric. */
  private endpointWithoutPort(one: DiscoveredEnd, other: DiscoveredEnd, adapter: string): FabricEndpoint | undefined {
    const { device } = this.nodeOf(one);
    const endpoint = this.ends.endpoint(device);
    if (endpoint === undefined || this.ends.switchOf(this.nodeOf(other).device) === undefined) return undefined;
    const isPort = endpoint.portNames.includes(adapter) || this.sitePorts.get(device)?.includes(adapter) === true;
    return isPort ? undefined : endpoint;
  }

  /** Port as ids and maps name it, else adapter or interface as the dump does. */
  private portName(one: DiscoveredEnd): string {
    const node = this.nodeOf(one);
    const byId = one.id === undefined ? undefined : this.map.ids?.get(one.id);
    if (byId?.port !== undefined && byId.device === node.device) return byId.port;
    const { kind, ports = 1, id } = this.found.nodes[one.node] ?? { kind: 'device' as const };
    if (kind !== 'adapter') return this.map.ports?.get(one.port) ?? one.port;
    if (node.adapter === undefined && (id === undefined || !node.isKnown)) return one.port;
    const adapter = node.adapter ?? id ?? '';
    const numbered = ports > 1 ? `${adapter}/${one.port}` : adapter;
    return this.map.ports?.get(numbered) ?? numbered;
  }
}

/** Endpoints that are alike, with the adapters that they show. */
interface Kind {
  /** Endpoints by adapter. */
  readonly shown: Map<string, Set<string>>;
  readonly endpoints: Set<string>;
  /** Whether an adapter of one of them bears the name of a port: then the names are not an order. */
  isNamed: boolean;
}

/**
 * Which adapter is which port where no name tells: the adapters that endpoints with the same ports show, in the order of their names, are
 * the ports in theirs. Where there are too many, those count that at least half of the endpoints show: the others are cabled to the wrong fabric.
 */
class AdapterOrder {
  private readonly kinds = new Map<string, Kind>();
  private readonly orders = new Map<string, ReadonlyMap<string, string>>();

  /** Takes an adapter that an endpoint shows on this fabric. */
  public add(endpoint: FabricEndpoint, adapter: string): void {
    const kind = this.kindOf(endpoint);
    kind.endpoints.add(endpoint.name);
    if (endpoint.portNames.includes(adapter)) {
      kind.isNamed = true;
      return;
    }
    const shown = kind.shown.get(adapter);
    if (shown === undefined) kind.shown.set(adapter, new Set([endpoint.name]));
    else shown.add(endpoint.name);
  }

  /**
   * Port of an adapter that was added; the adapter itself where it is none of the ports.
   *
   * @throws DesignError `as-built/adapter-order` where there are not as many adapters as ports
   */
  public portOf(endpoint: FabricEndpoint, adapter: string): string {
    const key = keyOf(endpoint);
    let order = this.orders.get(key);
    if (order === undefined) {
      order = orderOf(endpoint, this.kindOf(endpoint));
      this.orders.set(key, order);
    }
    return order.get(adapter) ?? adapter;
  }

  private kindOf(endpoint: FabricEndpoint): Kind {
    const key = keyOf(endpoint);
    const kind = this.kinds.get(key) ?? { shown: new Map(), endpoints: new Set(), isNamed: false };
    this.kinds.set(key, kind);
    return kind;
  }
}

function orderOf({ name, group, portNames }: FabricEndpoint, kind: Kind): ReadonlyMap<string, string> {
  if (kind.isNamed) return new Map();
  const all = [...kind.shown.keys()].sort(new Intl.Collator('en', { numeric: true }).compare);
  const usual = all.filter((adapter) => (kind.shown.get(adapter)?.size ?? 0) * 2 >= kind.endpoints.size);
  const adapters = all.length === portNames.length ? all : usual;
  if (adapters.length !== portNames.length) {
    const whose = group === undefined ? `'${name}' shows` : `the hosts of '${group}' show`;
    const shown = all.length > 10 ? `${all.slice(0, 10).join(', ')} ..` : all.join(', ');
    throw new DesignError('as-built/adapter-order', {
      problem: `${whose} ${all.length} ${all.length === 1 ? 'adapter' : 'adapters'} (${shown}) for ${portNames.length} ports (${portNames.join(', ')})`,
      remedy: "say which adapter is which port in a table 'port,adapter', and give it with '--ports'",
      object: name,
      value: `${all.length}`,
      limit: `${portNames.length}`,
    });
  }
  return new Map(adapters.map((adapter, at) => [adapter, portNames[at] ?? adapter]));
}

function keyOf({ group, name, portNames }: FabricEndpoint): string {
  return [group ?? name, ...portNames].join('\n');
}

/** No end, or no link. */
export const NONE = -1;

type Model = FabricSwitchPlan['model'];

/** Every port of a fabric's devices as a number from 0: endpoints first, then switches, used or not. */
export class PlanEnds {
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

  /** Device and port of an end, in the words of the plan. */
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

  private numbersOf(model: Model): ReadonlyMap<string, number> {
    const { portNaming, cages, portsPerCage, lanes, uplinks } = model;
    const key = JSON.stringify([portNaming, cages, portsPerCage, lanes, uplinks?.ports, uplinks?.lanes]);
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

/** Name and alias under SONiC, which numbers ports by lane. */
function sonicNames(model: Model, port: number): (readonly [string, number])[] {
  if (sonicLanes(model, port).length === 0) return [];
  return [
    [sonicPortName(model, port), port],
    [sonicPortAlias(model, port), port],
  ];
}

function portsOf({ cages, portsPerCage, uplinks }: Model): number {
  return cages * portsPerCage + (uplinks?.ports ?? 0);
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
