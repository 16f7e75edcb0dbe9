import { createHash } from 'node:crypto';
import type { FabricPlan, LinkTable } from '../../model/fabric-plan';
import type { SitePlan } from '../../model/site-plan';
import {
  type CableReachClaim,
  type CapacityClaim,
  type Certificate,
  CERTIFICATE_SCHEMA,
  type Claim,
  type ClaimName,
  type GrowthClaim,
  type NonBlockingClaim,
} from '../../design/certificate/certificate';
import { cannot, proveLosses } from '../../design/certificate/prove-losses';
import { cloudWattsOf, figuresOf } from '../../design/power/plan-power';

/** A plan with the SHA-256 of its file. */
export interface ReadSite {
  readonly plan: SitePlan;
  readonly sha256: string;
}

/**
 * Proves claims about a site.
 *
 * @param site - the plan, as it was read
 * @param claims - which; each once
 * @param before - the state before, for the claim of growth
 * @throws DesignError `certificate/cannot-prove`
 */
export function proveSite(site: ReadSite, claims: readonly ClaimName[], before?: ReadSite): Certificate {
  const provers: Readonly<Record<ClaimName, () => Claim>> = {
    'single-loss': () => proveLosses(site.plan),
    capacity: () => proveCapacity(site.plan),
    'non-blocking': () => proveNonBlocking(site.plan),
    'cable-reach': () => proveReach(site.plan),
    growth: () => proveGrowth(site.plan, before),
  };
  return {
    schema: CERTIFICATE_SCHEMA,
    site: site.plan.name,
    siteSha256: site.sha256,
    claims: claims.map((claim) => provers[claim]()),
  };
}

/** Every cable against its medium. */
function proveReach({ cables }: SitePlan): CableReachClaim {
  const networks = cables.map(({ fabric, count, choice, choices, lengthMillimetres }) => {
    const longest = new Map<number, number>();
    for (let cable = 0; cable < count; cable += 1) {
      const of = choice[cable] ?? 255;
      const reach = choices[of]?.reachMillimetres;
      if (reach === undefined || (lengthMillimetres[cable] ?? 0) > reach) {
        throw cannot(
          'cable-reach',
          `cable ${cable} of '${fabric}' is in reach of no medium`,
          'mend what the plan finds first',
        );
      }
      const known = longest.get(of);
      if (known === undefined || (lengthMillimetres[cable] ?? 0) > (lengthMillimetres[known] ?? 0))
        longest.set(of, cable);
    }
    return {
      network: fabric,
      cables: count,
      longest: [...longest]
        .sort(([left], [right]) => left - right)
        .map(([of, cable]) => [of, cable, lengthMillimetres[cable] ?? 0, choices[of]?.reachMillimetres ?? 0] as const),
    };
  });
  return { claim: 'cable-reach', networks };
}

/** Links of each switch to hosts and switches below, and up, by port. */
function switchPorts({
  switches,
  links,
  endpoints,
}: FabricPlan): readonly { readonly down: number[]; readonly up: number[] }[] {
  const ports = switches.map(() => ({ down: [] as number[], up: [] as number[] }));
  for (let link = 0; link < links.count; link += 1) {
    // Services, such as fabric managers, are no hosts: what they move is no traffic of jobs.
    const isService = links.tier[link] === 0 && endpoints[links.aNode[link] ?? 0]?.group === undefined;
    if (!isService) ports[links.bNode[link] ?? 0]?.down.push(links.bPort[link] ?? 0);
    if (links.tier[link] !== 0) ports[links.aNode[link] ?? 0]?.up.push(links.aPort[link] ?? 0);
  }
  return ports;
}

/** A matching of the ports of each switch: each link from below has one of its own up. */
function proveNonBlocking({ fabrics }: SitePlan): NonBlockingClaim {
  const compute = fabrics.filter(({ plan }) => plan.role === 'compute');
  if (compute.length === 0) {
    throw cannot('non-blocking', 'the site has no compute fabric', "add one, or leave it out of '--claims'");
  }
  return {
    claim: 'non-blocking',
    fabrics: compute.map(({ plan }) => {
      const top = plan.links.tier.reduce((most, tier) => Math.max(most, tier), 0);
      const ports = switchPorts(plan);
      const matchings = plan.switches.flatMap(({ name }, index) => {
        const { down = [], up = [] } = ports[index] ?? {};
        if (up.length === 0) {
          if (isTop(plan.links, index, top)) return [];
          throw cannot(
            'non-blocking',
            `switch '${name}' of '${plan.name}' has no links up`,
            'mend what the plan finds first',
          );
        }
        if (down.length > up.length) {
          throw cannot(
            'non-blocking',
            `switch '${name}' of '${plan.name}' has ${down.length} links from below and ${up.length} up`,
            'give it as many links up as it has from below',
          );
        }
        const ups = [...up].sort((left, right) => left - right);
        const pairs = [...down].sort((left, right) => left - right).map((port, at) => [port, ups[at] ?? 0] as const);
        return [{ switch: name, pairs }];
      });
      return { fabric: plan.name, matchings };
    }),
  };
}

/** Whether a switch is of the top tier: links of that tier end on it. */
function isTop({ count, tier, bNode }: LinkTable, index: number, top: number): boolean {
  for (let link = count - 1; link >= 0 && tier[link] === top; link -= 1) if (bNode[link] === index) return true;
  return false;
}

/** More systems of the largest cluster by free units, budgets, weights, zones and the contract. */
function proveCapacity(site: SitePlan): CapacityClaim {
  const cluster = [...site.clusters].sort(
    (left, right) => right.hosts.length - left.hosts.length || (left.name < right.name ? -1 : 1),
  )[0];
  const sample = site.devices.find(({ name }) => name === cluster?.hosts[0]);
  if (cluster === undefined || sample === undefined)
    throw cannot('capacity', 'the site has no cluster', 'add a cluster');
  const { contractWatts } = figuresOf(site);
  const byContract =
    contractWatts === undefined ? Number.POSITIVE_INFINITY : byContractOf(site, contractWatts, sample.maxWatts);
  const rows = new Map(
    site.halls.flatMap(({ name, rows: all }) => all.map((row) => [`${name}/${row.name}`, row] as const)),
  );
  const racks = new Map(site.placement.racks.map((rack) => [rack.name, rack]));
  const places: (readonly [string, number])[] = [];
  const watts = new Map(site.devices.map(({ name, maxWatts }) => [name, maxWatts]));
  for (const zone of site.power.zones) {
    let left = Math.floor((zone.limitWatts - zone.loadWatts) / sample.maxWatts);
    if (sample.zones !== undefined && !sample.zones.includes(zone.name)) continue;
    for (const name of zone.racks) {
      const rack = racks.get(name);
      const accepts = rows.get(`${rack?.hall ?? ''}/${rack?.row ?? ''}`)?.accepts;
      if (rack === undefined || (accepts !== undefined && !accepts.includes('system'))) continue;
      const spare = rack.limits.budgetWatts - rack.devices.reduce((sum, each) => sum + (watts.get(each.name) ?? 0), 0);
      const mass =
        rack.limits.maxLoadGrams === undefined || sample.weightGrams === undefined
          ? Number.POSITIVE_INFINITY
          : Math.floor((rack.limits.maxLoadGrams - rack.weightGrams) / sample.weightGrams);
      const ofKind = rack.devices.filter(
        (each) => site.assets.get(each.name) !== undefined && each.heightU === sample.heightU,
      ).length;
      const most = Math.min(
        left,
        mass,
        Math.floor(spare / sample.maxWatts),
        (sample.maxPerRack ?? Number.POSITIVE_INFINITY) - ofKind,
      );
      const free = freeUnits(rack, sample.heightU).slice(0, Math.max(0, most));
      left -= free.length;
      places.push(...free.map((unit) => [name, unit] as const));
    }
  }
  const more = Math.min(byContract, places.length);
  return {
    claim: 'capacity',
    cluster: cluster.name,
    more,
    full: byContract <= places.length ? 'contract' : 'zones-and-racks',
    places: places.slice(0, more),
  };
}

/** Systems more that a contract takes. Without a PUE nothing says what they draw of it. */
function byContractOf(site: SitePlan, contractWatts: number, systemWatts: number): number {
  const pue = site.supply?.pue ?? site.cooling?.pue;
  if (pue === undefined) {
    throw cannot('capacity', 'the site has a contract and no PUE', "give the site a 'pue', or plan its cooling");
  }
  if (cloudWattsOf(site) > 0) {
    throw cannot('capacity', 'zones of a cloud draw of the contract', "leave it out of '--claims'");
  }
  return Math.max(0, Math.floor((contractWatts / pue - site.power.loadWatts) / systemWatts));
}

/** Lowest units of gaps of a rack that take a device of a height, from below. */
function freeUnits(rack: SitePlan['placement']['racks'][number], heightU: number): readonly number[] {
  const taken = new Set(
    rack.devices.flatMap(({ u, heightU: height }) => Array.from({ length: height }, (_, index) => u + index)),
  );
  const found: number[] = [];
  for (let unit = 1; unit + heightU - 1 <= rack.limits.heightU;) {
    const above = Array.from({ length: heightU }, (_, index) => unit + index).filter((each) => taken.has(each));
    const last = above.at(-1);
    if (last === undefined) {
      found.push(unit);
      unit += heightU;
    } else unit = last + 1;
  }
  return found;
}

/** What stood before, as it stood and as it stands. */
function proveGrowth(site: SitePlan, before: ReadSite | undefined): GrowthClaim {
  if (before === undefined) throw cannot('growth', 'there is no state before', "give it by '--before'");
  const of = (
    linesBefore: ReadonlyMap<string, string>,
    linesNow: ReadonlyMap<string, string>,
    what: string,
  ): GrowthClaim['places'] => {
    const names = [...linesBefore.keys()].sort();
    const moved = names.find((name) => linesBefore.get(name) !== linesNow.get(name));
    if (moved !== undefined) {
      throw cannot('growth', `${what} '${moved}' is not as it was`, "see 'aifactory moves' for all that moves");
    }
    const digest = (lines: ReadonlyMap<string, string>): string =>
      sha256(names.map((name) => `${name}=${lines.get(name) ?? ''}\n`).join(''));
    return [names.length, digest(linesBefore), digest(linesNow)];
  };
  return {
    claim: 'growth',
    beforeSha256: before.sha256,
    places: of(placeLines(before.plan), placeLines(site), 'device'),
    cables: of(cableLines(before.plan), cableLines(site), 'link'),
  };
}

function placeLines({ placement }: SitePlan): ReadonlyMap<string, string> {
  return new Map([...placement.positions].map(([name, { rack, u }]) => [name, `${rack} ${u}`]));
}

/** Links by their lower end: fabric, end and port, and the end and port above. */
function cableLines({ fabrics }: SitePlan): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  for (const { plan } of fabrics) {
    const { count, tier, aNode, aPort, bNode, bPort } = plan.links;
    for (let link = 0; link < count; link += 1) {
      const ends = tier[link] === 0 ? plan.endpoints : plan.switches;
      const from = ends[aNode[link] ?? 0]?.name ?? '';
      lines.set(
        `${plan.name} ${from} ${aPort[link] ?? 0}`,
        `${plan.switches[bNode[link] ?? 0]?.name ?? ''} ${bPort[link] ?? 0}`,
      );
    }
  }
  return lines;
}

/** SHA-256 of a text or of bytes, in hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
