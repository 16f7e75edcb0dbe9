import type { FabricEndpoint } from '../../model/fabric-plan';
import { AdapterOrder } from './adapter-order';
import type { DiscoveredEnd, DiscoveredFabric, DiscoveredLink } from './discovered-fabric';
import type { NameMap } from './name-map';
import type { PlanEnds } from './plan-ends';
import { resolveNodes, type ResolvedNode } from './resolve-names';

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
