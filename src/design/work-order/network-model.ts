import type { CableEnd } from '../../model/cabling-plan';
import type { ClusterPlan, SitePlan } from '../../model/site-plan';
import { SitePlaces, siteCableRows } from '../../model/site-cables';
import { siteNetworks } from '../../model/site-links';
import type { WorkCable, WorkEnd } from './work-order-plan';

/** A link of a network as it is in one state of the site, or in both. */
export interface NetworkLink {
  readonly network: Network;
  /** Endpoint of an edge link, switch of a trunk. */
  readonly endpoint?: NetworkEndpoint;
  readonly lower?: NetworkSwitch;
  readonly upper: NetworkSwitch;
  readonly rateBits: number;
  isBefore: boolean;
  isAfter: boolean;
  /** Cables of the link that are in: one, or three where it passes panels. */
  have: number;
  need: number;
}

/** A switch of a network. */
export interface NetworkSwitch {
  readonly name: string;
  readonly ups: NetworkLink[];
  readonly downs: NetworkLink[];
  readonly edges: NetworkLink[];
  /** Whether it is there and has power. */
  isOn: boolean;
  /** Whether it is new or moved: then it carries as far as its links to lower switches are in. */
  isFresh: boolean;
  /** Share of what it carries in the plan, 0 to 1. */
  carries: number;
}

/** An endpoint of a network. */
export interface NetworkEndpoint {
  readonly name: string;
  readonly device: string;
  readonly network: Network;
  readonly owner: string;
  readonly tenants: readonly string[];
  readonly gpus: number;
  readonly links: NetworkLink[];
}

/** A fabric, or the cables of one kind of a pair of cores, over both states of the site. */
export interface Network {
  readonly name: string;
  /** Whether it carries data: out-of-band networks do not. */
  readonly isJudged: boolean;
  readonly endpoints: Map<string, NetworkEndpoint>;
  readonly switches: Map<string, NetworkSwitch>;
}

/** Networks of two states of a site with their links, each by label and state. */
export interface NetworkModel {
  readonly networks: ReadonlyMap<string, Network>;
  readonly before: ReadonlyMap<string, NetworkLink>;
  readonly after: ReadonlyMap<string, NetworkLink>;
}

/** Lays both states of all networks over each other. A link with the same ends in both is one link. */
export function networkModel(was: SitePlan, is: SitePlan): NetworkModel {
  const networks = new Map<string, Network>();
  const known = new Map<string, NetworkLink>();
  const owners = ownersOf([is, was]);
  const read = (plan: SitePlan, state: 'isBefore' | 'isAfter'): Map<string, NetworkLink> => {
    const links = new Map<string, NetworkLink>();
    for (const wire of wiresOf(plan)) {
      const key = `${wire.label} ${wire.a.device} ${wire.b.device}:${wire.b.port}`;
      const link = known.get(key) ?? makeLink(networks, owners, wire);
      known.set(key, link);
      link[state] = true;
      links.set(wire.label, link);
    }
    return links;
  };
  return { networks, before: read(was, 'isBefore'), after: read(is, 'isAfter') };
}

/** Label of the link that a cable or a segment belongs to. */
export function linkOfCable(label: string): string {
  return label.replace(/#\d+$/, '');
}

interface Owner {
  readonly cluster: string;
  readonly tenants: readonly string[];
  readonly gpus: number;
}

interface Wire {
  readonly label: string;
  readonly network: string;
  readonly isJudged: boolean;
  readonly isEdge: boolean;
  readonly rateBits: number;
  readonly a: { readonly device: string; readonly holder: string };
  readonly b: { readonly device: string; readonly port: string };
}

/** Owners by host: the systems of a cluster, or their trays. */
export function ownersOf(plans: readonly Pick<SitePlan, 'clusters'>[]): ReadonlyMap<string, Owner> {
  const owners = new Map<string, Owner>();
  for (const { clusters } of plans) {
    for (const cluster of clusters) {
      for (const [host, gpus] of gpusOf(cluster)) {
        if (!owners.has(host)) owners.set(host, { cluster: cluster.name, tenants: cluster.tenants, gpus });
      }
    }
  }
  return owners;
}

/** GPUs of each system of a cluster, and of each tray of a system that has trays. */
function gpusOf({ hosts, gpusPerHost, scaleUpDomains = [] }: ClusterPlan): (readonly [string, number])[] {
  const trays = scaleUpDomains.flatMap(({ hosts: each }) =>
    each.map((tray) => [tray, gpusPerHost / each.length] as const),
  );
  return [...hosts.map((host) => [host, gpusPerHost] as const), ...trays];
}

/** Links as networks see them: those of one kind of a pair of cores are a network of their own. */
function* wiresOf(plan: SitePlan): Generator<Wire> {
  const places = new SitePlaces(plan);
  for (const { name, links } of siteNetworks(plan)) {
    for (const { label, kind, joins, isOutOfBand, rateBits, a, b } of links()) {
      const isEdge = joins === 'endpoint';
      // What joins the cores carries no more than stays after a core is lost.
      if (kind !== undefined && !isEdge) continue;
      const network = kind === undefined ? name : `${name} ${kind}`;
      const lower = { device: a.device, holder: places.holderOf(a.device) };
      yield { label, network, isJudged: !isOutOfBand, isEdge, rateBits, a: lower, b };
    }
  }
}

function makeLink(networks: Map<string, Network>, owners: ReadonlyMap<string, Owner>, wire: Wire): NetworkLink {
  const network = networkOf(networks, wire);
  const upper = switchOf(network, wire.b.device);
  const state = { isBefore: false, isAfter: false, have: 0, need: 1 };
  if (!wire.isEdge) {
    const lower = switchOf(network, wire.a.device);
    const link: NetworkLink = { network, lower, upper, rateBits: wire.rateBits, ...state };
    lower.ups.push(link);
    upper.downs.push(link);
    return link;
  }
  const endpoint = endpointOf(network, owners, wire.a);
  const link: NetworkLink = { network, endpoint, upper, rateBits: wire.rateBits, ...state };
  endpoint.links.push(link);
  upper.edges.push(link);
  return link;
}

function networkOf(networks: Map<string, Network>, { network: name, isJudged }: Wire): Network {
  const known = networks.get(name);
  if (known !== undefined) return known;
  const network: Network = { name, isJudged, endpoints: new Map(), switches: new Map() };
  networks.set(name, network);
  return network;
}

function switchOf({ switches }: Network, name: string): NetworkSwitch {
  const known = switches.get(name);
  if (known !== undefined) return known;
  const made: NetworkSwitch = { name, ups: [], downs: [], edges: [], isOn: false, isFresh: false, carries: 0 };
  switches.set(name, made);
  return made;
}

function endpointOf(
  network: Network,
  owners: ReadonlyMap<string, Owner>,
  { device, holder }: Wire['a'],
): NetworkEndpoint {
  const known = network.endpoints.get(device);
  if (known !== undefined) return known;
  const { cluster = 'services', tenants = [], gpus = 0 } = owners.get(device) ?? owners.get(holder) ?? {};
  const made: NetworkEndpoint = { name: device, device: holder, network, owner: cluster, tenants, gpus, links: [] };
  network.endpoints.set(device, made);
  return made;
}

/** Cables of a site as people carry them, by label; those with an end in no rack are not there yet. */
export function workCables(plan: SitePlan): Map<string, WorkCable> {
  const places = new SitePlaces(plan);
  const cables = new Map<string, WorkCable & { readonly links: { label: string; a: WorkEnd; b: WorkEnd }[] }>();
  const end = (given: CableEnd): WorkEnd => ({ ...given, holder: places.holderOf(given.device) });
  for (const row of siteCableRows(plan)) {
    if (row.a.rack === '' || row.b.rack === '') continue;
    const link = { label: row.label, a: end(row.a), b: end(row.b) };
    const known = cables.get(row.cable);
    if (known !== undefined) {
      known.links.push(link);
      continue;
    }
    const { cable: label, fabric, medium, part, lengthMillimetres } = row;
    const cable = { label, fabric, links: [link], medium, lengthMillimetres };
    cables.set(label, part === undefined ? cable : { ...cable, part });
  }
  return cables;
}

/** Identity of the port of an end: a panel has two faces. */
function portKey({ device, port, face }: WorkEnd): string {
  return `${device} ${port} ${face ?? ''}`;
}

/** Keys of all ports that a cable takes. */
export function portsOf({ links }: WorkCable): string[] {
  return links.flatMap(({ a, b }) => [portKey(a), portKey(b)]);
}

/** Devices that stand in racks and hold an end of the cable, each once. */
export function holdersOf({ links }: WorkCable): string[] {
  return [...new Set(links.flatMap(({ a, b }) => [a.holder, b.holder]))];
}

/** Whether both are one and the same piece of cable in the same ports. */
export function isSameCable(one: WorkCable, other: WorkCable): boolean {
  return isSamePiece(one, other) && portsOf(one).join('\n') === portsOf(other).join('\n');
}

/** Whether one piece can serve as both. */
export function isSamePiece(one: WorkCable, other: WorkCable): boolean {
  return (
    one.medium === other.medium &&
    one.part === other.part &&
    one.lengthMillimetres === other.lengthMillimetres &&
    one.links.length === other.links.length
  );
}
