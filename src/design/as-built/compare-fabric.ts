import type { FabricPlan } from '../../model/fabric-plan';
import type { AsBuiltReport, CableScope } from './as-built-report';
import { expectation, placer, scopeTest, type SiteFacts } from './device-facts';
import type { DiscoveredFabric, DiscoveredView } from './discovered-fabric';
import { EndLocator, type LocatedEnd, NONE, PlanEnds, type SitePorts } from './end-locator';
import { type FoundLink, judgeLinks } from './judge-links';
import type { NameMap } from './name-map';

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
  readonly site?: SiteFacts & { readonly fabrics?: readonly { readonly plan: FabricPlan }[] };
}

/**
 * Compares what stands with what is planned, in time linear in the links.
 *
 * @param fabric - the plan
 * @param discovered - one dump or several put together; links of other fabrics in it are passed over
 * @throws DesignError `as-built/adapter-order`
 */
export function compareFabric(
  fabric: FabricPlan,
  discovered: DiscoveredFabric,
  { map = {}, only, site }: CompareOptions = {},
): AsBuiltReport {
  const ends = new PlanEnds(fabric);
  const locator = new EndLocator(discovered, ends, map, sitePorts(site, fabric));
  const links: FoundLink[] = [];
  let ignored = 0;
  for (const link of discovered.links) {
    const { a, b } = locator.locate(link);
    if (a.end !== NONE || b.end !== NONE) links.push({ a, b, speed: link.speed, rateBits: link.rateBits });
    else if (isOfSwitch(ends, a) || isOfSwitch(ends, b)) ignored += 1;
  }
  const strangers = new Set(locator.nodes.flatMap(({ device, isKnown }) => (isKnown ? [] : [device])));
  const { findings, ...counts } = judgeLinks(fabric, ends, links, {
    place: placer(fabric, site),
    isExpected: expectation(fabric, site),
    isInScope: scopeTest(only, fabric, site),
    isSeen: sightOf(fabric, discovered, locator),
  });
  const shown = new Set(locator.nodes.flatMap(({ device }) => (ends.switchOf(device) === undefined ? [] : [device])));
  return {
    fabric: fabric.name,
    switchesShown: shown.size,
    switchesPlanned: fabric.switches.length,
    counts: { ...counts, ignored },
    findings,
    strangers: [...strangers].sort(),
  };
}

function isOfSwitch(ends: PlanEnds, { device }: LocatedEnd): boolean {
  return ends.switchOf(device) !== undefined;
}

function sitePorts(site: CompareOptions['site'], fabric: FabricPlan): SitePorts {
  const ports = new Map<string, readonly string[]>(site?.devices.map(({ name }) => [name, []]));
  const fabrics = site?.fabrics?.map(({ plan }) => plan) ?? [fabric];
  for (const { endpoints, switches } of fabrics) {
    for (const { name, portNames } of endpoints) ports.set(name, [...(ports.get(name) ?? []), ...portNames]);
    for (const { name } of switches) if (!ports.has(name)) ports.set(name, []);
  }
  return ports;
}

/** Whether a dump tells of a planned link: that of its subnet, or that of a device at one of its ends. */
function sightOf(
  fabric: FabricPlan,
  { nodes }: DiscoveredFabric,
  locator: EndLocator,
): (link: number, devices: readonly string[]) => boolean {
  const views = new Map<string, DiscoveredView>();
  nodes.forEach(({ view }, index) => {
    const device = locator.nodes[index]?.device ?? '';
    if (view !== 'named') views.set(device, view);
  });
  const subnetOf = subnets(fabric);
  const shown = new Set(subnetOf.filter((_, index) => views.get(fabric.switches[index]?.name ?? '') === 'subnet'));
  return (link, devices) => {
    const subnet = subnetOf[fabric.links.bNode[link] ?? 0];
    return (subnet !== undefined && shown.has(subnet)) || devices.some((device) => views.get(device) === 'own');
  };
}

/**
 * Subnet of each switch, as the number of one of its switches: switches that cables join, by disjoint sets. Adapters join nothing, so that the
 * planes of a fabric, and the leaves of one with a single tier, are subnets of their own.
 */
function subnets({ switches, links }: FabricPlan): Uint32Array {
  const parent = Uint32Array.from(switches, (_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    for (;;) {
      const above = parent[root] ?? root;
      if (above === root) return root;
      root = parent[root] = parent[above] ?? above;
    }
  };
  for (let link = 0; link < links.count; link += 1) {
    if (links.tier[link] === 0) continue;
    parent[rootOf(links.aNode[link] ?? 0)] = rootOf(links.bNode[link] ?? 0);
  }
  return parent.map((_, index) => rootOf(index));
}
