import { DesignError } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import type { AssetState } from '../../model/asset';
import { SitePlaces } from '../../model/site-cables';
import type { SitePlan } from '../../model/site-plan';
import { present } from '../../units/present';
import type { CheckPlace, DarkDevice } from './commissioning-report';

/** States of what is not judged: it is not cabled yet, or out of work. */
const DARK: readonly AssetState[] = ['planned', 'ordered', 'delivered', 'racked', 'failed', 'retired'];

/** A scalable unit with what is handed over with it. */
export interface UnitScope {
  /** As devices name it: `haein/su-02`. */
  readonly name: string;
  /** Hosts of the unit that are judged. */
  readonly hosts: ReadonlySet<string>;
  /** Leaves of the unit that are judged. */
  readonly leaves: ReadonlySet<string>;
  /** All devices, judged or not. */
  readonly devices: ReadonlySet<string>;
  readonly dark: readonly DarkDevice[];
}

/** Units with systems, in the order of declaration. */
export function unitNames({ devices }: Pick<SitePlan, 'devices'>): string[] {
  return [...new Set(devices.filter(({ kind }) => kind === 'system').map(({ unit }) => unit))];
}

/**
 * The unit of a name, `haein/su-02` or, where one cluster alone has it, `su-02`.
 *
 * @throws DesignError `commissioning/unknown-unit`, `commissioning/several-units`
 */
export function unitNamed(site: Pick<SitePlan, 'devices'>, name: string): string {
  const names = unitNames(site);
  if (names.includes(name)) return name;
  const short = names.filter((each) => each.slice(each.lastIndexOf('/') + 1) === name);
  const [first, second] = short;
  if (first !== undefined && second === undefined) return first;
  if (first !== undefined) {
    throw new DesignError('commissioning/several-units', {
      problem: `several clusters have a unit '${name}': ${short.join(', ')}`,
      remedy: `name the cluster too, as in '${first}'`,
      value: name,
    });
  }
  const hint = spellingHint(name, [...names, ...names.map((each) => each.slice(each.lastIndexOf('/') + 1))]);
  throw new DesignError('commissioning/unknown-unit', {
    problem: `the site has no unit '${name}'`,
    remedy: hint === undefined ? `give one of ${names.slice(0, 8).join(', ')}` : `did you mean '${hint}'?`,
    value: name,
  });
}

/** Systems of a unit, their hosts, and the leaves that carry it. A site without an asset file has nothing dark. */
export function unitScope(site: SitePlan, name: string): UnitScope {
  const systems = new Set(
    site.devices.filter(({ unit, kind }) => unit === name && kind === 'system').map((each) => each.name),
  );
  const hosts = new Set<string>();
  const leaves = new Set<string>();
  for (const { plan } of site.fabrics) {
    const numbers = new Set<number>();
    for (const { name: endpoint, device, unit } of plan.endpoints) {
      if (!systems.has(device ?? endpoint)) continue;
      hosts.add(endpoint);
      if (unit !== undefined) numbers.add(unit);
    }
    for (const { name: leaf, tier, unit } of plan.switches) {
      if (tier === 'leaf' && unit !== undefined && numbers.has(unit)) leaves.add(leaf);
    }
  }
  for (const system of systems) if (!isHolder(site, system)) hosts.add(system);
  const isKept = [...site.assets.values()].some(({ state }) => state !== 'planned');
  const stateOf = (device: string): AssetState => site.assets.get(device)?.state ?? 'planned';
  const isDark = (device: string): boolean => isKept && DARK.includes(stateOf(device));
  const places = new SitePlaces(site);
  const devices = new Set([...systems, ...leaves]);
  const placeOf = placesOf(site);
  return {
    name,
    hosts: new Set([...hosts].filter((host) => !isDark(places.holderOf(host)))),
    leaves: new Set([...leaves].filter((leaf) => !isDark(leaf))),
    devices,
    dark: [...devices].filter(isDark).map((device) => {
      const place = placeOf(device);
      return { device, state: stateOf(device), ...present({ place }) };
    }),
  };
}

/** Places of devices and of hosts that stand in one. */
export function placesOf({
  placement,
  fabrics,
}: Pick<SitePlan, 'placement' | 'fabrics'>): (name: string) => CheckPlace | undefined {
  const places = new SitePlaces({ placement, fabrics });
  return (name) => {
    const place = places.of(name);
    return place.rack === '' ? undefined : place;
  };
}

/** GPUs of each host by the plan: those of its system, over the trays that stand in it. */
export function gpusByHost({ clusters }: Pick<SitePlan, 'clusters'>): ReadonlyMap<string, number> {
  return new Map(
    clusters.flatMap(({ hosts, gpusPerHost, scaleUpDomains = [] }) => [
      ...hosts.map((host) => [host, gpusPerHost] as const),
      ...scaleUpDomains.flatMap(({ hosts: trays }) => trays.map((tray) => [tray, gpusPerHost / trays.length] as const)),
    ]),
  );
}

function isHolder({ fabrics }: Pick<SitePlan, 'fabrics'>, system: string): boolean {
  return fabrics.some(({ plan }) => plan.endpoints.some(({ device }) => device === system));
}
