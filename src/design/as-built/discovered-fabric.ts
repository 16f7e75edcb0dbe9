/** What a device of a dump is: LLDP does not tell switches from hosts. */
export type DiscoveredKind = 'switch' | 'adapter' | 'router' | 'device';

/**
 * How much a dump tells of a device's links. `subnet`: all links of the whole subnet are in the dump; `own`: all links of this
 * device are; `named`: it was named by a neighbour alone.
 */
export type DiscoveredView = 'subnet' | 'own' | 'named';

/** A device, or an adapter of one, as a tool printed it. */
export interface DiscoveredNode {
  /** Description or system name, as the tool prints it. */
  readonly name: string;
  readonly kind: DiscoveredKind;
  readonly view: DiscoveredView;
  /** GUID as 16 small hex digits, or MAC as six pairs with colons. Absent: the tool told none. */
  readonly id?: string;
  /** Ports of an adapter or InfiniBand switch; often more than the front panel has. */
  readonly ports?: number;
}

/** An end of a link that was found. */
export interface DiscoveredEnd {
  /** Index into `nodes`. */
  readonly node: number;
  /** Number or name, as the tool prints it. */
  readonly port: string;
  /** GUID or MAC of the port, as `DiscoveredNode.id`. */
  readonly id?: string;
}

/** A link that was found; it is in the list once, or twice where both ends reported it by LLDP. */
export interface DiscoveredLink {
  readonly a: DiscoveredEnd;
  readonly b: DiscoveredEnd;
  /** Width and speed as the tool prints them, for example `4xNDR`. */
  readonly speed?: string;
  /** Absent: not told, or in a word that is not known. */
  readonly rateBits?: number;
}

/** What one or more dumps say of the links of a site. */
export interface DiscoveredFabric {
  readonly nodes: readonly DiscoveredNode[];
  readonly links: readonly DiscoveredLink[];
}

/** Puts several dumps together. */
export function mergeDiscovered(parts: readonly DiscoveredFabric[]): DiscoveredFabric {
  const nodes: DiscoveredNode[] = [];
  const links: DiscoveredLink[] = [];
  for (const part of parts) {
    const base = nodes.length;
    for (const node of part.nodes) nodes.push(node);
    for (const link of part.links) links.push({ ...link, a: moved(link.a, base), b: moved(link.b, base) });
  }
  return { nodes, links };
}

function moved(end: DiscoveredEnd, base: number): DiscoveredEnd {
  return { ...end, node: end.node + base };
}
