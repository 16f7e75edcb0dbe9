/** What a device of a dump is: LLDP does not tell switches from hosts. */
type DiscoveredKind = 'switch' | 'adapter' | 'router' | 'device';

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
  /** State of the link where a tool tells it and it is short of Active. Absent: it is active, or not told. */
  readonly state?: string;
}

/** What one or more dumps say of the links of a site. */
export interface DiscoveredFabric {
  readonly nodes: readonly DiscoveredNode[];
  readonly links: readonly DiscoveredLink[];
  /** Nodes that did not answer the tool: links behind them are not told. Absent: none. */
  readonly unanswered?: number;
}

/** Puts several dumps together. */
export function mergeDiscovered(parts: readonly DiscoveredFabric[]): DiscoveredFabric {
  const nodes: DiscoveredNode[] = [];
  const links: DiscoveredLink[] = [];
  let unanswered = 0;
  for (const part of parts) {
    unanswered += part.unanswered ?? 0;
    const base = nodes.length;
    for (const node of part.nodes) nodes.push(node);
    for (const link of part.links) links.push({ ...link, a: moved(link.a, base), b: moved(link.b, base) });
  }
  return { nodes, links, ...(unanswered > 0 && { unanswered }) };
}

function moved(end: DiscoveredEnd, base: number): DiscoveredEnd {
  return { ...end, node: end.node + base };
}

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

/** An object of a JSON text. */
export type Members = Readonly<Record<string, unknown>>;

/** Whether a value is an object and no list. */
export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a value of a JSON text is, in words. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isMembers(value)) return 'an object';
  return typeof value === 'string' ? `the text '${value.slice(0, 60)}'` : String(value);
}

/** Member of an object, or of the first object of a list: some tools wrap every value in a list. */
export function member(value: unknown, name: string): unknown {
  const object: unknown = Array.isArray(value) ? value[0] : value;
  return isMembers(object) ? object[name] : undefined;
}

/** A text, or the `value` of an object, or of the first object of a list. */
export function textOf(value: unknown): string | undefined {
  const text = typeof value === 'object' ? member(value, 'value') : value;
  if (typeof text === 'number') return String(text);
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** A MAC in small letters with colons, of one with colons, with dashes or in three groups with dots; undefined for all else. */
export function macOf(text: string | undefined): string | undefined {
  const mac = text?.trim().toLowerCase() ?? '';
  if (/^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/.test(mac)) return mac.replace(/-/g, ':');
  if (!/^[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}$/.test(mac)) return undefined;
  return mac.replace(/\./g, '').match(/../g)?.join(':');
}
