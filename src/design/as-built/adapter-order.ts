import { DesignError } from '../../errors/design-error';
import type { FabricEndpoint } from '../../model/fabric-plan';

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
export class AdapterOrder {
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
