import type { LinkEnds } from '../../model/fabric-plan';
import { type NetworkPlan, networkPlans } from '../../model/site-links';
import { addTo, present } from '../../units/present';
import type { AsBuiltFinding, AsBuiltReport, CableScope } from './as-built-report';
import { type ComparedNetwork, comparedNetwork, networkDevices } from './compared-network';
import { catalogueAdapters, expectation, placer, scopeTest, type SiteFacts } from './discovered-fabric';
import type { DiscoveredFabric, DiscoveredView } from './discovered-fabric';
import { foldPlanes } from './fold-planes';
import { inOrder } from './group-findings';
import { EndLocator, type ShownOrder, type SitePorts } from './end-locator';
import { judgeLinks } from './judge-links';
import { NONE } from './match-cables';
import type { NameMap } from './name-map';
import type { FoundLink } from './settle-links';

/** What a comparison may know beside the plan of the fabric and the dump. */
export interface CompareOptions {
  /**
   * How names of the dump become names of the plan.
   *
   * @default - names are alike, and adapters in the order of their names are the ports
   */
  readonly map?: NameMap;
  /**
   * Parts of the site to check.
   *
   * @default - the whole fabric
   */
  readonly only?: CableScope;
  /**
   * Places and states of devices.
   *
   * @default - findings name no rack, and every device is expected to be cabled
   */
  readonly site?: SiteFacts;
}

/**
 * Compares what exists with what is planned, in time linear in the links.
 *
 * @param plan - plan of a fabric, or of a pair of cores
 * @param dump - one dump or several put together; links of other networks in it are passed over
 * @throws DesignError `as-built/adapter-order`
 */
export function compareFabric(
  plan: NetworkPlan,
  dump: DiscoveredFabric,
  { map = {}, only, site }: CompareOptions = {},
): AsBuiltReport {
  const network = comparedNetwork(plan);
  const discovered = foldPlanes(dump);
  const { ends, switches } = network;
  const models = new Map(site?.devices.map(({ name, model }) => [name, model]));
  const isCompute = 'role' in plan && plan.role === 'compute';
  const locator = new EndLocator(discovered, ends, map, sitePorts(site, plan), (endpoint) =>
    isCompute ? catalogueAdapters(endpoint, models) : new Map(),
  );
  const links: FoundLink[] = [];
  let ignored = 0;
  for (const link of discovered.links) {
    const { a, b } = locator.locate(link);
    if (a.end !== NONE || b.end !== NONE)
      links.push({ a, b, speed: link.speed, rateBits: link.rateBits, state: link.state, planes: link.planes });
    else if (ends.isSwitch(a.device) || ends.isSwitch(b.device)) ignored += 1;
  }
  links.sort(inOneOrder);
  const strangers = new Set(locator.nodes.flatMap(({ device, isKnown }) => (isKnown ? [] : [device])));
  const { findings, ...counts } = judgeLinks(network, links, {
    place: placer(network, site),
    isExpected: expectation(network, site),
    isInScope: scopeTest(only, network, site),
    isSeen: sightOf(network, discovered, locator),
  });
  const shown = new Set(locator.nodes.flatMap(({ device }) => (ends.isSwitch(device) ? [device] : [])));
  return {
    fabric: network.links.name,
    switchesShown: shown.size,
    switchesPlanned: switches.length,
    counts: { ...counts, ignored },
    findings: inOrder([...locator.shownOrders.map((order) => orderFinding(network.links.name, order)), ...findings]),
    strangers: [...strangers].sort(),
    ...present({ unanswered: discovered.unanswered }),
  };
}

/**
 * Cables of a network as a dump shows them, in the words of the plan: those of which both ends are ports of the network, each once. What else a dump shows is left out.
 *
 * @param plan - plan of a fabric, or of a pair of cores
 * @param dump - one dump or several put together
 * @throws DesignError `as-built/adapter-order`
 */
export function foundCables(
  plan: NetworkPlan,
  dump: DiscoveredFabric,
  { map = {}, site }: Pick<CompareOptions, 'map' | 'site'> = {},
): LinkEnds[] {
  const { ends } = comparedNetwork(plan);
  const discovered = foldPlanes(dump);
  const models = new Map(site?.devices.map(({ name, model }) => [name, model]));
  const isCompute = 'role' in plan && plan.role === 'compute';
  const locator = new EndLocator(discovered, ends, map, sitePorts(site, plan), (endpoint) =>
    isCompute ? catalogueAdapters(endpoint, models) : new Map(),
  );
  const cables = new Map<string, LinkEnds>();
  for (const link of discovered.links) {
    const { a, b } = locator.locate(link);
    if (a.end === NONE || b.end === NONE) continue;
    const [low, high] = [Math.min(a.end, b.end), Math.max(a.end, b.end)];
    cables.set(`${low} ${high}`, { a: ends.nameOf(low), b: ends.nameOf(high) });
  }
  return [...cables].sort(([one], [other]) => compareText(one, other)).map(([, cable]) => cable);
}

/** Found links in one order, whichever the tools printed them in: of two in one port, the one that tells a state or the lower rate counts. */
function inOneOrder(one: FoundLink, other: FoundLink): number {
  const [a, b] = [low(one), low(other)];
  return (
    a[0].end - b[0].end ||
    a[1].end - b[1].end ||
    compareText(a[0].device, b[0].device) ||
    compareText(a[0].port, b[0].port) ||
    compareText(a[1].device, b[1].device) ||
    compareText(a[1].port, b[1].port) ||
    compareText(other.state ?? '', one.state ?? '') ||
    compareNumber(one.rateBits, other.rateBits)
  );
}

function low({ a, b }: FoundLink): readonly [FoundLink['a'], FoundLink['b']] {
  return a.end <= b.end ? [a, b] : [b, a];
}

/** A number that is not there comes last. */
function compareNumber(one = Number.MAX_VALUE, other = Number.MAX_VALUE): number {
  return one - other;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function sitePorts(site: CompareOptions['site'], plan: NetworkPlan): SitePorts {
  const ports = new Map<string, string[]>(site?.devices.map(({ name }) => [name, []]));
  const plans =
    site?.fabrics === undefined
      ? [plan]
      : networkPlans({ fabrics: site.fabrics, ...present({ converged: site.converged }) });
  for (const { endpoints, switches } of plans.map(networkDevices)) {
    for (const { name, portNames } of endpoints) addTo(ports, name, ...portNames);
    for (const { name } of switches) if (!ports.has(name)) ports.set(name, []);
  }
  return ports;
}

/** Whether a dump tells of a planned link: that of its subnet, or that of a device at one of its ends. */
function sightOf(
  { links, switches, subnetOf = () => undefined }: ComparedNetwork,
  { nodes, unanswered = 0 }: DiscoveredFabric,
  locator: EndLocator,
): (link: number, devices: readonly string[]) => boolean {
  const views = new Map<string, DiscoveredView>();
  nodes.forEach(({ view }, index) => {
    const device = locator.nodes[index]?.device ?? '';
    if (view !== 'named') views.set(device, view);
  });
  const shown = new Set(switches.flatMap(({ name }) => (views.get(name) === 'subnet' ? [subnetOf(name)] : [])));
  // Where nodes did not answer, a device that the dump does not name at all may be one of them.
  const isTold = (device: string): boolean => unanswered === 0 || views.has(device);
  return (link, devices) => {
    const subnet = subnetOf(links.link(link).b.device);
    return (
      (subnet !== undefined && shown.has(subnet) && devices.every(isTold)) ||
      devices.some((device) => views.get(device) === 'own')
    );
  };
}

/** One finding for all hosts that show their adapters in another order than that of their names. */
function orderFinding(fabric: string, { whose, hosts, adapters }: ShownOrder): AsBuiltFinding {
  return { kind: 'order', fabric, label: `${fabric}/${whose}`, hosts, adapters };
}
