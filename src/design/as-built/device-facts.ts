import type { SystemSpec } from '../../catalog/system-spec';
import { systems } from '../../catalog/systems';
import type { Asset } from '../../model/asset';
import type { CableEnd } from '../../model/cabling-plan';
import type { LinkEnd } from '../../model/fabric-plan';
import { SitePlaces } from '../../model/site-cables';
import type { SitePlan } from '../../model/site-plan';
import type { CableScope } from './as-built-report';
import type { NetworkDevices } from './compared-network';

/** What a comparison needs of a site beside the network. */
export type SiteFacts = Pick<SitePlan, 'assets' | 'devices' | 'placement'> &
  Partial<Pick<SitePlan, 'fabrics' | 'converged'>>;

const CABLED: readonly Asset['state'][] = ['cabled', 'accepted', 'in-service', 'drained'];

/** Where a network's ends stand, as far as the site is known. */
function placesOf(network: NetworkDevices, site: SiteFacts | undefined): SitePlaces {
  const placement = site?.placement ?? { racks: [], positions: new Map(), unplaced: [] };
  return new SitePlaces({ placement, fabrics: [...(site?.fabrics ?? []), { plan: network }] });
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
    return state === undefined || CABLED.includes(state);
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
