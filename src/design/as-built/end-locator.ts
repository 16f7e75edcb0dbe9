import { DesignError } from '../../errors/design-error';
import type { DiscoveredEnd, DiscoveredFabric, DiscoveredLink } from './discovered-fabric';
import type { NetworkEndpoint, NetworkEnds } from './compared-network';
import { NONE } from './match-cables';
import { type NameMap, type ResolvedNode, resolveNodes } from './name-map';

/** Where an end of a found link is: in the words of the dump, and as a number of `NetworkEnds` where the network has that port, else `NONE`. */
export interface LocatedEnd {
  readonly end: number;
  readonly device: string;
  readonly port: string;
  /** What the node calls itself. Absent: as the device. */
  readonly name?: string;
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
    const { name, kind } = this.found.nodes[one.node] ?? {};
    // The router within a switch bears its name, and has ports of its own.
    const isInside = kind === 'router' && this.ends.isSwitch(device);
    return {
      end: isInside ? NONE : this.ends.endOf(device, port),
      device,
      port,
      ...(name !== undefined && name !== device && { name }),
    };
  }

  private learn(one: DiscoveredEnd, other: DiscoveredEnd): void {
    const endpoint = this.ends.endpoint(this.nodeOf(one).device);
    if (endpoint === undefined) return;
    const adapter = this.portName(one);
    if (endpoint.portNames.includes(adapter) || this.endpointWithoutPort(one, other, adapter) !== undefined) {
      this.order.add(endpoint, adapter);
      const { device } = this.nodeOf(other);
      const met = this.ends.metBy(device, other.port);
      const port = met?.device === endpoint.name ? met.port : this.ends.onlyPort(endpoint.name, device);
      if (port !== undefined) this.order.meets(endpoint, adapter, port);
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

/** Endpoints that are alike and name their adapters alike, with the adapters that they show. */
interface Kind {
  /** Endpoints by adapter. */
  readonly shown: Map<string, Set<string>>;
  readonly endpoints: Set<string>;
  /** By adapter, how many endpoints meet the planned end of each of their ports with it. */
  readonly meets: Map<string, Map<string, number>>;
}

/**
 * Which adapter is which port where no name tells: as the catalogue names the adapters of the system, else the adapters that endpoints with the same ports show, in the
 * order of their names, are the ports in theirs. Where there are too many, those count that at least half of the endpoints show: the others are cabled to the wrong
 * fabric. Where all endpoints meet the plan in one other order, that one counts, and is told. Adapters whose names differ in more than their numbers (`mlx5_0`, `HCA-1`) are
 * of systems that were set up otherwise, and have an order of their own.
 */
class AdapterOrder {
  public readonly shownOrders: ShownOrder[] = [];
  private readonly kinds = new Map<string, Map<string, Kind>>();
  /** Kinds of which an adapter has the name of a port: then the names are not an order. */
  private readonly named = new Set<string>();
  private readonly orders = new Map<string, ReadonlyMap<string, string>>();

  /** Takes an adapter that an endpoint shows on this fabric. */
  public add(endpoint: NetworkEndpoint, adapter: string): void {
    if (endpoint.portNames.includes(adapter)) this.named.add(keyOf(endpoint));
    const kind = this.kindOf(endpoint, adapter);
    kind.endpoints.add(endpoint.name);
    if (endpoint.portNames.includes(adapter)) return;
    const shown = kind.shown.get(adapter);
    if (shown === undefined) kind.shown.set(adapter, new Set([endpoint.name]));
    else shown.add(endpoint.name);
  }

  /** Takes the port of the endpoint whose planned far end an adapter meets. */
  public meets(endpoint: NetworkEndpoint, adapter: string, port: string): void {
    const { meets } = this.kindOf(endpoint, adapter);
    const ports = meets.get(adapter) ?? new Map<string, number>();
    meets.set(adapter, ports.set(port, (ports.get(port) ?? 0) + 1));
  }

  /**
   * Port of an adapter that was added; the adapter itself where it is none of the ports.
   *
   * @throws DesignError `as-built/adapter-order` where there are not as many adapters as ports
   */
  public portOf(endpoint: NetworkEndpoint, adapter: string, known: ReadonlyMap<string, string>): string {
    const key = `${keyOf(endpoint)}\n${schemeOf(adapter)}`;
    let order = this.orders.get(key);
    if (order === undefined) {
      order = this.orderFor(endpoint, adapter, known);
      this.orders.set(key, order);
    }
    return order.get(adapter) ?? adapter;
  }

  private orderFor(
    endpoint: NetworkEndpoint,
    adapter: string,
    known: ReadonlyMap<string, string>,
  ): ReadonlyMap<string, string> {
    if (this.named.has(keyOf(endpoint))) return new Map();
    const kind = this.kindOf(endpoint, adapter);
    const usual = usualAdapters(kind);
    // Adapters that were renamed, or that another system numbers otherwise, are not those of the catalogue.
    const isKnown = known.size > 0 && usual.every((each) => known.has(each));
    const named = isKnown ? known : namedOrder(endpoint, kind);
    const shown = shownOrder(endpoint, kind, named ?? new Map());
    // Where hosts show more adapters than ports, those that meet the plan are the ports.
    if (named === undefined && shown !== undefined && isByName(endpoint, shown)) return shown;
    if (shown === undefined) {
      if (named !== undefined) return named;
      if (this.isLesser(endpoint, kind)) return new Map();
      throw adapterOrder(endpoint, [...kind.shown.keys()].sort(NUMERIC.compare));
    }
    const adapters = endpoint.portNames.flatMap((port) =>
      [...shown].filter(([, own]) => own === port).map(([each]) => ({ port, adapter: each })),
    );
    this.shownOrders.push({ whose: endpoint.group ?? endpoint.name, hosts: kind.endpoints.size, adapters });
    return shown;
  }

  /** Whether more endpoints name their adapters otherwise: what is strange at a few is told of their cables. */
  private isLesser(endpoint: NetworkEndpoint, kind: Kind): boolean {
    const all = [...(this.kinds.get(keyOf(endpoint))?.values() ?? [])];
    return all.some(({ endpoints }) => endpoints.size > kind.endpoints.size);
  }

  private kindOf(endpoint: NetworkEndpoint, adapter: string): Kind {
    const key = keyOf(endpoint);
    const schemes = this.kinds.get(key) ?? new Map<string, Kind>();
    this.kinds.set(key, schemes);
    const scheme = schemeOf(adapter);
    const kind = schemes.get(scheme) ?? { shown: new Map(), endpoints: new Set(), meets: new Map() };
    schemes.set(scheme, kind);
    return kind;
  }
}

const NUMERIC = new Intl.Collator('en', { numeric: true });

/** A name without its numbers: `mlx5_10` and `mlx5_3` are of one scheme. The number of a driver is none of an adapter. */
function schemeOf(adapter: string): string {
  return /^[0-9a-f]{16}$/.test(adapter) ? 'id' : adapter.replace(/\d+/g, '#');
}

/** Hosts that must show an order before it is taken for one: a single host may be cabled wrongly. */
const LEAST_HOSTS = 2;

/**
 * The order in which the adapters of all endpoints meet the planned ports, where it is not that of their names; undefined where they do not agree. Each adapter must
 * meet one port at more than half of the endpoints, and no two the same; there are as many adapters as ports.
 */
function shownOrder(
  { portNames, isMixed }: NetworkEndpoint,
  { shown: adapters, endpoints, meets }: Kind,
  named: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> | undefined {
  if (endpoints.size < LEAST_HOSTS || isMixed === true) return undefined;
  const shown = new Map<string, string>();
  for (const adapter of [...adapters.keys()].sort(NUMERIC.compare)) {
    const [best] = [...(meets.get(adapter) ?? [])].sort(([, one], [, other]) => other - one);
    if (best !== undefined && best[1] * 2 > endpoints.size) shown.set(adapter, best[0]);
  }
  if (shown.size !== portNames.length || new Set(shown.values()).size !== shown.size) return undefined;
  return [...shown].every(([adapter, port]) => named.get(adapter) === port) ? undefined : shown;
}

/** Whether adapters in the order of their names are the ports in theirs. */
function isByName({ portNames }: NetworkEndpoint, order: ReadonlyMap<string, string>): boolean {
  return [...order.values()].every((port, at) => port === portNames[at]);
}

/** Adapters that at least half of the endpoints show. */
function usualAdapters({ shown, endpoints }: Kind): string[] {
  return [...shown].filter(([, names]) => names.size * 2 >= endpoints.size).map(([adapter]) => adapter);
}

/** Adapters in the order of their names as the ports in theirs; undefined where they are not as many. */
function namedOrder({ portNames, isMixed }: NetworkEndpoint, kind: Kind): ReadonlyMap<string, string> | undefined {
  const all = [...kind.shown.keys()].sort(NUMERIC.compare);
  const usual = usualAdapters(kind).sort(NUMERIC.compare);
  const adapters = all.length === portNames.length ? all : usual;
  if (adapters.length !== portNames.length || isMixed === true) return undefined;
  return new Map(adapters.map((adapter, at) => [adapter, portNames[at] ?? adapter]));
}

function adapterOrder({ name, group, portNames, isMixed }: NetworkEndpoint, all: readonly string[]): DesignError {
  const whose = group === undefined ? `'${name}' shows` : `the hosts of '${group}' show`;
  const shown = all.length > 10 ? `${all.slice(0, 10).join(', ')} ..` : all.join(', ');
  return new DesignError('as-built/adapter-order', {
    problem: `${whose} ${all.length} ${all.length === 1 ? 'adapter' : 'adapters'} (${shown}) for ${portNames.length} ports (${portNames.join(', ')})${isMixed === true ? ' of several kinds' : ''}`,
    remedy: "say which adapter is which port in a table 'port,adapter', and give it with '--ports'",
    object: name,
    value: `${all.length}`,
    limit: `${portNames.length}`,
  });
}

function keyOf({ group, name, portNames }: NetworkEndpoint): string {
  return [group ?? name, ...portNames].join('\n');
}
