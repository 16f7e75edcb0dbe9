import { DesignError, spellingHint } from '../errors/design-error';
import type { ConvergedInSite } from './core-pair';
import { type FabricPlan, type LinkEnds, OWN_WAYS_OUT, type RepairWays } from './fabric-plan';
import type { SitePlan } from './site-plan';
import { type StateChange, stateChanges } from './state-changes';
import { linkEnds } from './switch-ports';
import { addTo } from '../units/present';

/** A link of a site, whatever network it is in. */
export interface SiteLink extends LinkEnds {
  /** From the lower end's names: `<network>/<device>:<port>`. */
  readonly label: string;
  /** Identity in its network: the lower end's device and the place of its port, whatever the port is called. */
  readonly port: string;
  /** What it carries, as the wire map of a pair of cores says. Absent: it is a link of a fabric. */
  readonly kind?: string;
  /** `endpoint`: from an endpoint to a switch. `switch`: between switches. */
  readonly joins: 'endpoint' | 'switch';
  /** Whether it carries no data, but management alone. */
  readonly isOutOfBand: boolean;
  readonly rateBits: number;
}

/** A fabric, or a pair of cores, as a set of links. */
export interface SiteNetwork {
  readonly name: string;
  readonly count: number;
  /** Link by its place in the order of the plan, from 0, made when asked for. */
  readonly link: (index: number) => SiteLink;
  /** Links in the order of the plan, made one by one. */
  readonly links: () => Iterable<SiteLink>;
}

/** Plan of a network: a fabric, or a pair of cores. */
export type NetworkPlan = FabricPlan | ConvergedInSite;

/** Plans of a site's networks: fabrics in the order of the plan, then pairs of cores. */
export function networkPlans({ fabrics, converged = [] }: Pick<SitePlan, 'fabrics' | 'converged'>): NetworkPlan[] {
  return [...fabrics.map(({ plan }) => plan), ...converged];
}

/** Whether a network is a fabric, and no pair of cores. */
export function isFabric(network: NetworkPlan): network is FabricPlan {
  return 'links' in network;
}

/** Name of a network. */
export function networkName(network: NetworkPlan): string {
  return isFabric(network) ? network.name : network.plan.name;
}

/** The links of a network. */
export function networkLinks(network: NetworkPlan): SiteNetwork {
  return isFabric(network) ? fabricNetwork(network) : pairNetwork(network);
}

/** Networks of a site in the order of `networkPlans`, as sets of links. */
export function siteNetworks(site: Pick<SitePlan, 'fabrics' | 'converged'>): SiteNetwork[] {
  return networkPlans(site).map(networkLinks);
}

/** The links of a fabric. */
export function fabricNetwork(fabric: FabricPlan): SiteNetwork {
  const { tier, aPort } = fabric.links;
  const isOutOfBand = fabric.role === 'oob';
  return networkOf(fabric.name, fabric.links.count, (index) => {
    const isEdge = tier[index] === 0;
    const { a, b } = linkEnds(fabric, index);
    return {
      label: `${fabric.name}/${a.device}:${a.port}`,
      port: `${isEdge ? 'endpoint' : 'switch'} ${a.device} ${aPort[index] ?? 0}`,
      joins: isEdge ? 'endpoint' : 'switch',
      isOutOfBand,
      rateBits: isEdge ? fabric.hostRateBits : fabric.trunkRateBits,
      a,
      b,
    };
  });
}

/** The links of a pair of cores. */
function pairNetwork({ plan, cables }: ConvergedInSite): SiteNetwork {
  const cores = new Set<string>(plan.cores.map(({ name }) => name));
  const links = cables.map(({ label, kind, a, b, rateBits }): SiteLink => {
    const joins = cores.has(a.device) ? 'switch' : 'endpoint';
    return { label, port: label, kind, joins, isOutOfBand: !cores.has(b.device), rateBits, a, b };
  });
  return networkOf(plan.name, links.length, (index) => links[index] ?? NO_LINK);
}

const NO_LINK: SiteLink = {
  label: '',
  port: '',
  joins: 'endpoint',
  isOutOfBand: false,
  rateBits: 0,
  a: { device: '', port: '' },
  b: { device: '', port: '' },
};

function networkOf(name: string, count: number, link: SiteNetwork['link']): SiteNetwork {
  return {
    name,
    count,
    link,
    links: function* () {
      for (let index = 0; index < count; index += 1) yield link(index);
    },
  };
}

/** A port that an id of the asset file is of. */
interface IdPort {
  /** Fabric, or pair of cores. */
  readonly network: string;
  readonly port: string;
}

/**
 * Ports of each device below the switches, in the order in which its ids of the asset file count: over its networks in the order of the site, without those
 * that carry management alone.
 */
export function idPorts({
  fabrics,
  converged = [],
}: Pick<SitePlan, 'fabrics' | 'converged'>): ReadonlyMap<string, readonly IdPort[]> {
  const ports = new Map<string, IdPort[]>();
  const add = (device: string, network: string, names: readonly string[]): void => {
    addTo(ports, device, ...names.map((port) => ({ network, port })));
  };
  for (const { plan } of fabrics) {
    if (plan.role === 'oob') continue;
    for (const { name, portNames } of plan.endpoints) add(name, plan.name, portNames);
  }
  for (const pair of converged) {
    const upper = new Set(pair.switches);
    const { name, links } = networkLinks(pair);
    for (const { a, isOutOfBand } of links()) if (!isOutOfBand && !upper.has(a.device)) add(a.device, name, [a.port]);
  }
  return ports;
}

/** A link that does not stand as it did. */
export interface MovedLink {
  /** Its label before. */
  readonly label: string;
  readonly before: LinkEnds;
  /** Absent where nothing is plugged into the lower port any more. */
  readonly after?: LinkEnds;
}

/** Links of one network whose ends change, in its order of before; those that are only new are none of them. */
export function movedLinks(before: SiteNetwork, after: SiteNetwork | undefined): MovedLink[] {
  return linkChanges(before, after).flatMap(({ before: was, after: is }) =>
    was === undefined ? [] : [{ label: was.label, before: endsOf(was), ...(is && { after: endsOf(is) }) }],
  );
}

/** Links that come, go or get other ends between two states of one network. */
export function linkChanges(before: SiteNetwork | undefined, after: SiteNetwork | undefined): StateChange<SiteLink>[] {
  return stateChanges(byPort(before), byPort(after), isSameLink);
}

function byPort(network: SiteNetwork | undefined): Map<string, SiteLink> {
  const links = new Map<string, SiteLink>();
  for (const link of network?.links() ?? []) links.set(link.port, link);
  return links;
}

function isSameLink(one: SiteLink, other: SiteLink): boolean {
  return (
    one.a.device === other.a.device &&
    one.a.port === other.a.port &&
    one.b.device === other.b.device &&
    one.b.port === other.b.port
  );
}

function endsOf({ a, b }: LinkEnds): LinkEnds {
  return { a, b };
}

/** Networks that ways to repair name and the site does not have: `fabric/unknown-network`. */
export function unknownNetworkErrors(
  networks: readonly { readonly plan: { readonly name: string }; readonly repair?: RepairWays }[],
): readonly DesignError[] {
  const ways = [...OWN_WAYS_OUT, ...networks.map(({ plan }) => plan.name)];
  return networks.flatMap(({ plan: { name: owner }, repair: { wayOut, services = [] } = {} }) => {
    const named = [
      ...(wayOut === undefined ? [] : [{ prop: "'wayOut'", name: wayOut }]),
      ...services.map((service) => ({ prop: `'network' of service '${service.name}'`, name: service.network })),
    ];
    return named
      .filter(({ name }) => !ways.includes(name))
      .map(({ prop, name }) => {
        const hint = spellingHint(name, ways);
        return new DesignError('fabric/unknown-network', {
          problem: `out-of-band network '${owner}': ${prop} is '${name}', and the site has no such network`,
          remedy:
            hint === undefined ? `name one of ${ways.map((way) => `'${way}'`).join(', ')}` : `did you mean '${hint}'?`,
          object: owner,
          value: name,
        });
      });
  });
}
