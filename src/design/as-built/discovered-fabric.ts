import type { SystemSpec } from '../../catalog/system-spec';
import { systems } from '../../catalog/systems';
import { type Asset, CABLED_STATES } from '../../model/asset';
import type { CableEnd } from '../../model/cabling-plan';
import type { LinkEnd } from '../../model/fabric-plan';
import { present } from '../../units/present';
import { SitePlaces } from '../../model/site-cables';
import type { SitePlan } from '../../model/site-plan';
import type { CableScope } from './as-built-report';
import type { NetworkDevices } from './compared-network';
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
  /** Id that all nodes of one box share, as 16 small hex digits. Absent: the tool told none. */
  readonly system?: string;
  /** Ids of the further chips of a switch whose planes were put together. Absent: none. */
  readonly others?: readonly string[];
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
  /** Planes of the port that are up, from 1, where each is a link of its own in the dump. Absent: the link is all of the port. */
  readonly planes?: readonly number[];
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

/** What a comparison needs of a site beside the network. */
export type SiteFacts = Pick<SitePlan, 'assets' | 'devices' | 'placement'> &
  Partial<Pick<SitePlan, 'fabrics' | 'converged' | 'clusters'>>;

/** Where a network's ends stand, as far as the site is known. */
function placesOf(network: NetworkDevices, site: SiteFacts | undefined): SitePlaces {
  const placement = site?.placement ?? { racks: [], positions: new Map(), unplaced: [] };
  const fabrics = [...(site?.fabrics ?? []), { plan: network }];
  return new SitePlaces({ placement, fabrics, ...present({ clusters: site?.clusters }) });
}

/** Ends by rack, unit and port: empty texts and unit 0 where a device stands in no rack. */
export function placer(network: NetworkDevices, site: SiteFacts | undefined): (end: LinkEnd) => CableEnd {
  const places = placesOf(network, site);
  return (end) => places.end(end);
}

/**
 * Whether a link of a device is expected to be up: it is `cabled`, `accepted`, `in-service` or `drained`. A site of which every device is `planned` keeps no asset file: all are expected.
 */
export function expectation(network: NetworkDevices, site: SiteFacts | undefined): (device: string) => boolean {
  const places = placesOf(network, site);
  const assets = site?.assets ?? new Map<string, Asset>();
  const isKept = [...assets.values()].some(({ state }) => state !== 'planned');
  if (!isKept) return () => true;
  return (device) => {
    const state = assets.get(places.holderOf(device))?.state;
    return state === undefined || CABLED_STATES.includes(state);
  };
}

/** Whether a device is in a scope; undefined where there is none. */
export function scopeTest(
  scope: CableScope | undefined,
  network: NetworkDevices,
  site: SiteFacts | undefined,
): ((device: string) => boolean) | undefined {
  if (scope === undefined) return undefined;
  const racks = new Set(scope.racks);
  const units = new Set(scope.units);
  const inside = new Set(scope.devices);
  for (const { name, unit } of [...network.endpoints, ...network.switches]) {
    if (unit !== undefined && units.has(`${unit}`)) inside.add(name);
  }
  for (const { name, unit } of site?.devices ?? []) if (units.has(unit)) inside.add(name);
  const places = placesOf(network, site);
  return (name) => {
    const device = places.holderOf(name);
    return inside.has(name) || inside.has(device) || racks.has(site?.placement.positions.get(device)?.rack ?? '');
  };
}

/**
 * Ports of a host by the default names of its adapters, as the catalogue has them for its system: none where it has none, or the fabric is not the compute fabric. The
 * catalogue names a port by cage and link, `1/1`, which ends the name of the port in the plan.
 */
export function catalogueAdapters(
  {
    name,
    device = name,
    portNames,
  }: { readonly name: string; readonly device?: string; readonly portNames: readonly string[] },
  models: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const model = models.get(device);
  const spec = Object.values<SystemSpec>(systems).find(({ id }) => id === model);
  const ports = new Map(portNames.map((port) => [/\d+\/\d+$/.exec(port)?.[0] ?? '', port]));
  return new Map(
    Object.entries(spec?.computeAdapters?.value ?? {}).flatMap(([link, adapter]) => {
      const port = ports.get(link);
      return port === undefined ? [] : [[adapter, port] as const];
    }),
  );
}

const GIGA = 1_000_000_000;

/** Rate of one lane, Gb/s, as the trade counts it. */
const LANE_GIGABITS: Readonly<Record<string, number>> = {
  SDR: 2.5,
  DDR: 5,
  QDR: 10,
  FDR10: 10,
  FDR: 14,
  EDR: 25,
  HDR: 50,
  NDR: 100,
  XDR: 200,
};

/**
 * Rate of an InfiniBand link from its width and speed, such as `4xNDR`, bit/s; undefined for a speed that is not known.
 *
 * @see https://www.infinibandta.org/infiniband-roadmap/
 */
export function infinibandRateBits(text: string): number | undefined {
  const [, width = '', speed = ''] = /^(\d+)x(\w+)$/.exec(text) ?? [];
  const lane = Object.hasOwn(LANE_GIGABITS, speed) ? LANE_GIGABITS[speed] : undefined;
  return lane === undefined ? undefined : Number(width) * lane * GIGA;
}

/** Rate of an Ethernet port from a word such as `400G`, `25000M` or `1000BaseT`, bit/s; undefined for another word. */
export function ethernetRateBits(text: string): number | undefined {
  const [, amount = '', unit = 'M'] = /^(\d+)(?:([GM])b?$|([GM])?Base)/i.exec(text)?.filter((part) => part) ?? [];
  if (amount === '') return undefined;
  return Number(amount) * (unit.toUpperCase() === 'G' ? GIGA : GIGA / 1_000);
}
