import type { DiscoveredEnd, DiscoveredFabric, DiscoveredLink, DiscoveredNode } from './discovered-fabric';

/** What a device hears on one of its interfaces. */
export interface LldpNeighbour {
  /** Interface of the device itself. */
  readonly own: string;
  /** System name of the neighbour, else its MAC. */
  readonly name: string;
  readonly port: string;
  /** MAC of the neighbour. */
  readonly id?: string | undefined;
  /** MAC of the neighbour's port. */
  readonly portId?: string | undefined;
  readonly speed?: string | undefined;
  readonly rateBits?: number | undefined;
}

/** Links of one device from what it hears. */
export function linksOfDevice(device: string, neighbours: readonly LldpNeighbour[]): DiscoveredFabric {
  const nodes: DiscoveredNode[] = [{ name: device, kind: 'device', view: 'own' }];
  const known = new Map<string, number>();
  const links = neighbours.map(({ own, name, port, id, portId, speed, rateBits }): DiscoveredLink => {
    const key = `${name}\n${id ?? ''}`;
    let node = known.get(key);
    if (node === undefined) {
      node = nodes.push({ name, kind: 'device', view: 'named', ...(id !== undefined && { id }) }) - 1;
      known.set(key, node);
    }
    const b: DiscoveredEnd = { node, port, ...(portId !== undefined && { id: portId }) };
    return {
      a: { node: 0, port: own },
      b,
      ...(speed !== undefined && { speed }),
      ...(rateBits !== undefined && { rateBits }),
    };
  });
  return { nodes, links };
}
