import { DesignError } from '../../errors/design-error';
import type { DiscoveredEnd, DiscoveredFabric, DiscoveredLink } from './discovered-fabric';
import type { NetworkEndpoint, NetworkEnds } from './compared-network';
import { type NameMap, type ResolvedNode, resolveNodes } from './name-map';

/** Where an end of a found link is: in the words of the dump, and as a number of `NetworkEnds` where the network has that port, else `NONE`. */
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
    private readonly ends: NetworkEnds,
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
    return this.ends.endpoint(device) !== undefined || this.ends.isSwitch(device);
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
  private endpointWithoutPort(one: DiscoveredEnd, other: DiscoveredEnd, adapter: string): NetworkEndpoint | undefined {
    const { device } = this.nodeOf(one);
    const endpoint = this.ends.endpoint(device);
    if (endpoint === undefined || !this.ends.isSwitch(this.nodeOf(other).device)) return undefined;
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
  /** Whether an adapter of one of them has the name of a port: then the names are not an order. */
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
  public add(endpoint: NetworkEndpoint, adapter: string): void {
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
  public portOf(endpoint: NetworkEndpoint, adapter: string): string {
    const key = keyOf(endpoint);
    let order = this.orders.get(key);
    if (order === undefined) {
      order = orderOf(endpoint, this.kindOf(endpoint));
      this.orders.set(key, order);
    }
    return order.get(adapter) ?? adapter;
  }

  private kindOf(endpoint: NetworkEndpoint): Kind {
    const key = keyOf(endpoint);
    const kind = this.kinds.get(key) ?? { shown: new Map(), endpoints: new Set(), isNamed: false };
    this.kinds.set(key, kind);
    return kind;
  }
}

function orderOf({ name, group, portNames, isMixed }: NetworkEndpoint, kind: Kind): ReadonlyMap<string, string> {
  if (kind.isNamed) return new Map();
  const all = [...kind.shown.keys()].sort(new Intl.Collator('en', { numeric: true }).compare);
  const usual = all.filter((adapter) => (kind.shown.get(adapter)?.size ?? 0) * 2 >= kind.endpoints.size);
  const adapters = all.length === portNames.length ? all : usual;
  if (adapters.length !== portNames.length || isMixed === true) {
    const whose = group === undefined ? `'${name}' shows` : `the hosts of '${group}' show`;
    const shown = all.length > 10 ? `${all.slice(0, 10).join(', ')} ..` : all.join(', ');
    throw new DesignError('as-built/adapter-order', {
      problem: `${whose} ${all.length} ${all.length === 1 ? 'adapter' : 'adapters'} (${shown}) for ${portNames.length} ports (${portNames.join(', ')})${isMixed === true ? ' of several kinds' : ''}`,
      remedy: "say which adapter is which port in a table 'port,adapter', and give it with '--ports'",
      object: name,
      value: `${all.length}`,
      limit: `${portNames.length}`,
    });
  }
  return new Map(adapters.map((adapter, at) => [adapter, portNames[at] ?? adapter]));
}

function keyOf({ group, name, portNames }: NetworkEndpoint): string {
  return [group ?? name, ...portNames].join('\n');
}
