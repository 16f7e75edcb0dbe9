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
    private readonly knownAdapters: (endpoint: NetworkEndpoint) => ReadonlyMap<string, string> = () => new Map(),
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
    const port = endpoint === undefined ? adapter : this.order.portOf(endpoint, adapter, this.knownAdapters(endpoint));
    return { end: this.ends.endOf(device, port), device, port };
  }

  private learn(one: DiscoveredEnd, other: DiscoveredEnd): void {
    const endpoint = this.ends.endpoint(this.nodeOf(one).device);
    if (endpoint === undefined) return;
    const adapter = this.portName(one);
    if (endpoint.portNames.includes(adapter) || this.endpointWithoutPort(one, other, adapter) !== undefined) {
      this.order.add(endpoint, adapter);
      const met = this.ends.metBy(this.nodeOf(other).device, other.port);
      if (met?.device === endpoint.name) this.order.meets(endpoint, adapter, met.port);
    }
  }

  /** Orders that all hosts of a kind show and that are none of their names, in the order of the plan. */
  public get shownOrders(): readonly ShownOrder[] {
    return this.order.shownOrders;
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

/** Which adapter all hosts of a kind show at which port, where that is another order than that of the names. */
export interface ShownOrder {
  /** Cluster or tier of the hosts, else the one host. */
  readonly whose: string;
  readonly hosts: number;
  readonly adapters: readonly { readonly port: string; readonly adapter: string }[];
}

/** Endpoints that are alike, with the adapters that they show. */
interface Kind {
  /** Endpoints by adapter. */
  readonly shown: Map<string, Set<string>>;
  readonly endpoints: Set<string>;
  /** By adapter, how many endpoints meet the planned end of each of their ports with it. */
  readonly meets: Map<string, Map<string, number>>;
  /** Whether an adapter of one of them has the name of a port: then the names are not an order. */
  isNamed: boolean;
}

/**
 * Which adapter is which port where no name tells: as the catalogue names the adapters of the system, else the adapters that endpoints with the same ports show, in the
 * order of their names, are the ports in theirs. Where there are too many, those count that at least half of the endpoints show: the others are cabled to the wrong
 * fabric. Where all endpoints meet the plan in one other order, that one counts, and is told.
 */
class AdapterOrder {
  public readonly shownOrders: ShownOrder[] = [];
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

  /** Takes the port of the endpoint whose planned far end an adapter meets. */
  public meets(endpoint: NetworkEndpoint, adapter: string, port: string): void {
    const { meets } = this.kindOf(endpoint);
    const ports = meets.get(adapter) ?? new Map<string, number>();
    meets.set(adapter, ports.set(port, (ports.get(port) ?? 0) + 1));
  }

  /**
   * Port of an adapter that was added; the adapter itself where it is none of the ports.
   *
   * @throws DesignError `as-built/adapter-order` where there are not as many adapters as ports
   */
  public portOf(endpoint: NetworkEndpoint, adapter: string, known: ReadonlyMap<string, string>): string {
    const key = keyOf(endpoint);
    let order = this.orders.get(key);
    if (order === undefined) {
      order = this.orderFor(endpoint, known);
      this.orders.set(key, order);
    }
    return order.get(adapter) ?? adapter;
  }

  private orderFor(endpoint: NetworkEndpoint, known: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    const kind = this.kindOf(endpoint);
    const usual = usualAdapters(kind);
    // Adapters that were renamed, or that another system numbers otherwise, are not those of the catalogue.
    if (!kind.isNamed && known.size > 0 && usual.every((adapter) => known.has(adapter))) return known;
    const named = orderOf(endpoint, kind);
    const shown = shownOrder(endpoint, kind, named);
    if (shown === undefined) return named;
    const adapters = endpoint.portNames.flatMap((port) =>
      [...shown].filter(([, own]) => own === port).map(([adapter]) => ({ port, adapter })),
    );
    this.shownOrders.push({ whose: endpoint.group ?? endpoint.name, hosts: kind.endpoints.size, adapters });
    return shown;
  }

  private kindOf(endpoint: NetworkEndpoint): Kind {
    const key = keyOf(endpoint);
    const kind = this.kinds.get(key) ?? {
      shown: new Map(),
      endpoints: new Set(),
      meets: new Map(),
      isNamed: false,
    };
    this.kinds.set(key, kind);
    return kind;
  }
}

/** Hosts that must show an order before it is taken for one: a single host may be cabled wrongly. */
const LEAST_HOSTS = 2;

/**
 * The order in which the adapters of all endpoints meet the planned ports, where it is not that of their names; undefined where they do not agree. Each adapter must
 * meet one port at more than half of the endpoints, and no two the same.
 */
function shownOrder(
  { portNames }: NetworkEndpoint,
  { endpoints, meets }: Kind,
  named: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> | undefined {
  if (endpoints.size < LEAST_HOSTS || named.size !== portNames.length) return undefined;
  const shown = new Map<string, string>();
  for (const adapter of named.keys()) {
    const [best] = [...(meets.get(adapter) ?? [])].sort(([, one], [, other]) => other - one);
    if (best === undefined || best[1] * 2 <= endpoints.size) return undefined;
    shown.set(adapter, best[0]);
  }
  if (new Set(shown.values()).size !== shown.size) return undefined;
  return [...shown].every(([adapter, port]) => named.get(adapter) === port) ? undefined : shown;
}

/** Adapters that at least half of the endpoints show. */
function usualAdapters({ shown, endpoints }: Kind): string[] {
  return [...shown].filter(([, names]) => names.size * 2 >= endpoints.size).map(([adapter]) => adapter);
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
