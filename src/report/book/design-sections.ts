import type { ConvergedInSite } from '../../model/core-pair';
import type { TenantLoadInput } from '../../model/power-plan';
import type { ClusterPlan, SitePlan } from '../../model/site-plan';
import { DataSize } from '../../units/data';
import { LEVEL_WORDS, loadLevel } from '../drawing/palette';
import { count, counted, finePercent, load, rate, ratioToOne } from '../in-figures';
import { element, type Markup } from '../markup';
import { survivalLines } from '../power/render-power-svg';
import { type BookFiles, bookTable, figure, words } from './book-table';
import type { AwsPlan } from '../../model/aws-plan';

/** Clusters with their systems, and the switch trays inside those that are whole racks. */
export function clustersSection({ clusters }: SitePlan): Markup[] {
  const hasTrays = clusters.some((cluster) => computeTrays(cluster) > 0);
  return [
    bookTable(
      'Clusters',
      [
        words('Cluster'),
        words('System'),
        figure('Systems'),
        figure('GPUs'),
        figure('Systems a unit'),
        ...(hasTrays ? [figure('Trays'), figure('Scale-up switch trays')] : []),
        words('Fabrics'),
        words('Zones'),
        words('Tenants'),
      ],
      clusters.map((cluster) => [
        cluster.name,
        cluster.systemModel,
        count(cluster.hosts.length),
        count(cluster.hosts.length * cluster.gpusPerHost),
        count(cluster.unitHosts),
        ...(hasTrays ? [count(computeTrays(cluster)), scaleUpSwitches(cluster)] : []),
        cluster.fabrics.join(', '),
        cluster.zones.length === 0 ? 'any' : cluster.zones.join(', '),
        cluster.tenants.join(', '),
      ]),
    ),
  ];
}

function computeTrays({ scaleUpDomains = [] }: ClusterPlan): number {
  return scaleUpDomains.reduce((sum, { hosts }) => sum + hosts.length, 0);
}

function scaleUpSwitches({ scaleUpDomains = [] }: ClusterPlan): string {
  const known = scaleUpDomains.flatMap(({ switches }) => switches ?? []);
  return known.length === 0 ? '' : count(known.reduce((sum, each) => sum + each, 0));
}

/** Fabrics with counts and oversubscription, and their drawings. */
export function fabricsSection({ fabrics, cables }: SitePlan, files: BookFiles): Markup[] {
  const cablesOf = new Map(cables.map((table) => [table.fabric, table.count]));
  return [
    bookTable(
      'Fabrics',
      [
        words('Fabric'),
        words('Role'),
        words('Kind'),
        figure('Tiers'),
        figure('Hosts'),
        figure('Leaves'),
        figure('Spines'),
        figure('Cores'),
        figure('Host links'),
        figure('Trunk links'),
        figure('Cables'),
        words('Oversubscription'),
        figure('Bisection'),
      ],
      fabrics.map(({ plan }) => [
        plan.name,
        plan.role,
        plan.kind,
        count(plan.tiers),
        count(plan.counts.hosts),
        count(plan.counts.leaf),
        count(plan.counts.spine),
        count(plan.counts.core),
        count(plan.counts.hostLinks + plan.counts.serviceLinks),
        count(plan.counts.leafSpineLinks + plan.counts.spineCoreLinks),
        count(cablesOf.get(plan.name) ?? 0),
        plan.ratios.map(({ tier, ratio }) => `${tier} ${ratioToOne(ratio)}`).join(', ') || 'one tier',
        rate(plan.bisectionBits),
      ]),
    ),
    ...fabrics.flatMap(({ plan: { name } }) =>
      files.has(`fabric-${name}.svg`)
        ? [element('h3', {}, `Fabric ${name}`), ...files.drawing(`fabric-${name}.svg`, `Tiers of fabric ${name}`)]
        : [],
    ),
  ];
}

/** Zones with their loads, and what a lost feed does. */
export function powerSection({ power }: SitePlan, files: BookFiles): Markup[] {
  const { tenantLoads = [] } = power;
  return [
    bookTable(
      'Power zones',
      [
        words('Zone'),
        words('Redundancy'),
        words('Feed'),
        figure('Rating'),
        figure('Limit'),
        figure('Normal'),
        figure('Another lost'),
        figure('Of rating'),
        words('At worst'),
      ],
      power.zones.flatMap((zone) =>
        zone.feedLoads.map(({ feed, normalWatts, worstWatts }) => {
          const level = loadLevel(worstWatts, zone.limitWatts);
          const shade = { within: 'good', near: 'warning', over: 'error' }[level];
          return [
            zone.name,
            zone.redundancy,
            feed,
            load(zone.ratingWatts),
            load(zone.limitWatts),
            load(normalWatts),
            load(worstWatts),
            finePercent(worstWatts / zone.ratingWatts),
            element('span', { class: `severity ${shade}` }, LEVEL_WORDS[level]),
          ];
        }),
      ),
    ),
    ...(tenantLoads.length === 0 ? [] : [tenantsTable(tenantLoads)]),
    ...power.zones.map((zone) =>
      element(
        'details',
        {},
        element('summary', {}, `Feed loss in ${zone.name}`),
        element('ul', {}, ...survivalLines(zone).map((text) => element('li', {}, text))),
      ),
    ),
    ...files.drawing('power.svg', 'One-line diagram of power'),
  ];
}

/** Blocks of others in the site, of which nothing but their figures is known. */
function tenantsTable(tenantLoads: readonly TenantLoadInput[]): Markup {
  return bookTable(
    'Tenant loads',
    [words('Tenant'), words('Rows'), figure('Racks'), figure('Draw'), figure('Heat into liquid'), words('From')],
    tenantLoads.map(({ name, rows, positions = [], racks, loadWatts, liquidShare, phase }) => [
      name,
      [...rows, ...positions].join(', '),
      count(racks),
      load(loadWatts),
      finePercent(liquidShare),
      phase ?? 'the first day',
    ]),
  );
}

/** Storage tiers. */
export function storageSection({ storage }: SitePlan): Markup[] {
  const reads = (bits: number | undefined): string => (bits === undefined ? '' : rate(bits));
  return [
    bookTable(
      'Storage tiers',
      [
        words('Tier'),
        words('Block'),
        figure('Blocks'),
        words('Decided by'),
        figure('Usable'),
        figure('Read'),
        figure('Asked'),
        figure('Write'),
        figure('Asked'),
      ],
      storage.map(({ plan }) => [
        plan.name,
        plan.block.id,
        count(plan.blocks),
        plan.decidedBy,
        DataSize.bytes(plan.usableBytes).toString(),
        rate(plan.readBitsPerSecond),
        reads(plan.demand.readBitsPerSecond),
        rate(plan.writeBitsPerSecond),
        reads(plan.demand.writeBitsPerSecond),
      ]),
    ),
  ];
}

/** Address pools and partitions. */
export function addressesSection({ addresses }: SitePlan): Markup[] {
  return [
    bookTable(
      'Address pools',
      [
        words('Pool'),
        words('Purpose'),
        words('Block'),
        words('Gateway'),
        figure('VLAN'),
        figure('Used'),
        figure('Capacity'),
      ],
      addresses.pools.map(({ name, purpose, cidr, gateway, vlan, used, capacity }) => [
        name,
        purpose,
        cidr,
        gateway ?? '',
        vlan,
        count(used),
        count(capacity),
      ]),
    ),
    ...(addresses.partitions.length === 0
      ? []
      : [
          bookTable(
            'InfiniBand partitions',
            [words('Tenant'), words('PKey')],
            addresses.partitions.map(({ tenant, pkey }) => [
              tenant,
              element('code', {}, `0x${pkey.toString(16).padStart(4, '0')}`),
            ]),
          ),
        ]),
    ...(addresses.asNumbers.length === 0
      ? []
      : [
          element(
            'p',
            {},
            `${counted(addresses.asNumbers.length, 'device')} with ${counted(new Set(addresses.asNumbers.map(({ asNumber }) => asNumber)).size, 'AS number')}.`,
          ),
        ]),
  ];
}

/** Core pairs with their runs of cages and their links by kind and medium, and their drawings. */
export function pairsSection(pairs: readonly ConvergedInSite[], files: BookFiles): Markup[] {
  return pairs.flatMap((pair) => {
    const { name, cores, runs } = pair.plan;
    const file = `pair-${name}.svg`;
    return [
      element('h3', {}, `Pair ${name}`),
      bookTable(
        `Runs of cages on each of ${cores[0].name} and ${cores[1].name}`,
        [words('Run'), figure('Ports a cage'), figure('Rate of a port'), figure('Cages'), figure('With a cable')],
        runs.map((run) => {
          const breakout = cores[0].cages.find((cage) => cage.run === run.name)?.breakout;
          return [
            run.name,
            breakout === undefined ? '' : count(breakout.portsPerCage),
            breakout === undefined ? '' : rate(breakout.portRateBits),
            count(run.cages.length),
            count(run.cabled),
          ];
        }),
      ),
      bookTable(
        `Links of ${name}`,
        [words('Kind'), words('Medium'), words('Part'), figure('Links'), figure('Cables')],
        linkRows(pair),
      ),
      ...files.drawing(file, `Cages of pair ${name}`),
    ];
  });
}

function linkRows({ cables, choices = [] }: ConvergedInSite): string[][] {
  const rows = new Map<string, { readonly cells: readonly string[]; links: number; cables: number }>();
  for (const { kind, label, cable, choice, reachMillimetres, routeMillimetres } of cables) {
    const made = choices[choice ?? -1];
    const without = routeMillimetres === undefined ? 'not placed' : 'not known';
    const medium = made?.medium ?? (reachMillimetres === undefined ? without : 'nothing reaches');
    const cells = [kind, medium, made?.cablePart ?? ''];
    const key = JSON.stringify(cells);
    const row = rows.get(key) ?? { cells, links: 0, cables: 0 };
    row.links += 1;
    if (label === cable) row.cables += 1;
    rows.set(key, row);
  }
  return [...rows.values()].map(({ cells, links, cables: own }) => [...cells, count(links), count(own)]);
}

/** What the site has in AWS: zones, networks, pools with their GPUs, file systems, and lines with what they must carry. */
export function awsSection(aws: AwsPlan): Markup[] {
  return [
    bookTable(
      'Zones',
      [words('Zone'), words('Region'), words('Kind'), words('Id'), figure('Power from the site')],
      aws.zones.map(({ name, region, kind, zoneId, zoneName, onSiteWatts }) => [
        name,
        region,
        kind,
        zoneId ?? zoneName ?? '',
        onSiteWatts === 0 ? '' : load(onSiteWatts),
      ]),
    ),
    bookTable(
      'Networks',
      [words('Network'), words('Region'), words('Blocks'), figure('Subnets'), words('Way out')],
      aws.vpcs.map(({ name, region, cidrs, subnets, egress }) => [
        name,
        region,
        cidrs.join(', '),
        count(subnets.length),
        egress,
      ]),
    ),
    bookTable(
      'GPU pools',
      [
        words('Pool'),
        words('Zone'),
        words('Instance'),
        figure('Instances'),
        figure('At most'),
        words('Accelerator'),
        figure('Accelerators'),
        words('Runs'),
        words('Capacity'),
      ],
      aws.pools.map((pool) => [
        pool.name,
        pool.zone,
        pool.instance,
        count(pool.count),
        count(pool.maxCount),
        pool.accelerator,
        count(pool.count * pool.acceleratorsEach),
        pool.cluster ?? pool.consumer,
        pool.capacity,
      ]),
    ),
    ...(aws.lustre.length === 0 ? [] : [lustreTable(aws)]),
    ...(aws.directConnects.length === 0 ? [] : [linesTable(aws), ...demands(aws)]),
  ];
}

function lustreTable({ lustre }: AwsPlan): Markup {
  return bookTable(
    'Lustre',
    [words('File system'), words('Zone'), figure('GiB'), figure('Rate'), figure('Asked'), words('Pools')],
    lustre.map(({ name, zone, sizing, pools }) => [
      name,
      zone,
      count(sizing.storageGibibytes),
      rate(sizing.rateBitsPerSecond),
      sizing.demand.rateBitsPerSecond === undefined ? '' : rate(sizing.demand.rateBitsPerSecond),
      pools.join(', '),
    ]),
  );
}

function linesTable({ directConnects }: AwsPlan): Markup {
  return bookTable(
    'Direct Connect',
    [words('Line'), words('Of'), words('Location'), figure('Connections'), figure('Rate of each'), words('Order')],
    directConnects.flatMap(({ name: owner, connections }) =>
      connections.map(({ name, location, place, connections: number, rateBits, isExisting, isAvailable }) => [
        name,
        owner,
        location === undefined ? 'not known' : place === undefined ? location : `${location}: ${place}`,
        count(number),
        rate(rateBits),
        isExisting ? 'exists' : isAvailable === true ? 'available' : 'new',
      ]),
    ),
  );
}

function demands({ directConnects }: AwsPlan): Markup[] {
  return directConnects
    .filter(({ demands: own }) => own.length > 0)
    .map(({ name, demands: own, hasVpn }) =>
      element(
        'p',
        {},
        `${name} must carry ${own.map((demand) => `${rate(demand.bits)} of ${demand.name}`).join(' and ')}; ${hasVpn ? 'a VPN stands behind it' : 'no VPN stands behind it'}.`,
      ),
    );
}
