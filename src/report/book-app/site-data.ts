import { PhaseOrder } from '../../model/phase';
import { tenantsOfRacks, wattsOf } from '../../model/placement-plan';
import { networkPlans, isFabric, networkName } from '../../model/site-links';
import type { SitePlan } from '../../model/site-plan';
import { rackPlaces } from '../../model/shared-loss';
import { addTo } from '../../units/present';
import type { BookFinding, BookLanguage, BookNode, BookRacks, BookSite } from './book-data';

/** A finding as a policy report has it. */
export interface JudgedFinding {
  readonly ruleId: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly outcome?: 'failed' | 'indeterminate';
  readonly object: string;
  readonly path: string;
  readonly found: string;
  readonly limit?: string;
  readonly remedy: string;
  readonly acknowledgement?: { readonly reason: string; readonly until: string };
}

/** What a book tells beside the plan. */
export interface BookAppExtras {
  /**
   * What the policies found.
   *
   * @default - the site was not judged, and the book says so
   */
  readonly findings?: { readonly findings: readonly JudgedFinding[]; readonly acknowledged: readonly JudgedFinding[] };
  /**
   * Rules that were judged.
   *
   * @default - none are told
   */
  readonly rules?: readonly {
    readonly id: string;
    readonly title: string;
    readonly why: { readonly text: string; readonly source: string };
  }[];
  /**
   * Files beside the book, relative to the folder of the site.
   *
   * @default - none are linked
   */
  readonly files?: Iterable<string>;
  /**
   * Language of the labels; a reader may choose another.
   *
   * @default 'en'
   */
  readonly language?: BookLanguage;
}

/** A list that holds each text once, in order of arrival. */
export class TextList {
  public readonly texts: string[] = [];
  private readonly places = new Map<string, number>();

  public constructor(given: readonly string[] = []) {
    for (const text of given) this.placeOf(text);
  }

  /** Place of a text, which is added where it is new. */
  public placeOf(text: string): number {
    const known = this.places.get(text);
    if (known !== undefined) return known;
    this.places.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }

  /** Place of a text that is there; -1: it is not. */
  public find(text: string | undefined): number {
    return text === undefined ? -1 : (this.places.get(text) ?? -1);
  }
}

/** The first file of a book: all that is told before anything is picked. */
export function bookSite(
  plan: SitePlan,
  { findings, rules = [], files = [], language = 'en' }: BookAppExtras,
): BookSite {
  const { halls, phases = [], power, cooling, totals, placement, devices, assumptions = [] } = plan;
  const order = new PhaseOrder(phases);
  const models = new TextList();
  const kinds = new TextList();
  const rackPlace = new Map(placement.racks.map(({ name }, index) => [name, index]));
  const positions = devices.map(({ name }) => placement.positions.get(name));
  const tenants = new TextList([
    ...(power.tenantLoads ?? []).map(({ name }) => name),
    ...plan.clusters.flatMap((cluster) => cluster.tenants),
  ]);
  const compartments = new TextList();
  const racks = rackColumns(plan, { tenants, compartments });
  return {
    format: 1,
    name: plan.name,
    basis: power.basis,
    language,
    totals: [
      ['GPUs', totals.gpus],
      ['Systems', totals.systems],
      ['GPUs in service', totals.gpusInService],
      ['Racks', totals.racks],
      ['Racks in use', totals.racksUsed],
      ['Switches', totals.switches],
      ['Cables', totals.cables],
    ],
    loadWatts: totals.loadWatts,
    phases: order.phases.map(({ name, date }) => {
      const { gpus = 0, racksUsed = 0, loadWatts = 0 } = phases.find((phase) => phase.name === name) ?? {};
      return { name, date, gpus, racksUsed, loadWatts };
    }),
    halls: halls.map((hall) => ({
      name: hall.name,
      phase: order.numberOf(hall),
      pitch: hall.rackPitchMillimetres,
      rows: hall.rows.map(({ name }) => name),
    })),
    zones: power.zones.map(({ name, ratingWatts, limitWatts, loadWatts, feedLoads }) => ({
      name,
      ratingWatts,
      limitWatts,
      loadWatts,
      feeds: feedLoads.map(({ feed, normalWatts, worstWatts }) => [feed, normalWatts, worstWatts] as const),
    })),
    loops: (cooling?.loops ?? []).map(({ name, kind, heatWatts, capacityWatts }) => ({
      ...{ name, kind, heatWatts, capacityWatts },
    })),
    compartments: compartments.texts,
    tenants: tenants.texts,
    networks: networkPlans(plan).map((network) =>
      isFabric(network)
        ? { name: network.name, kind: network.kind, role: network.role }
        : { name: networkName(network), kind: 'ethernet', role: 'core pair' },
    ),
    racks,
    devices: {
      name: devices.map(({ name }) => name),
      kind: devices.map(({ kind }) => kinds.placeOf(kind)),
      model: devices.map(({ model }) => models.placeOf(model)),
      rack: positions.map((position) => rackPlace.get(position?.rack ?? '') ?? -1),
      u: positions.map((position) => position?.u ?? 0),
      heightU: devices.map(({ heightU }) => heightU),
      watts: devices.map((device) => wattsOf(device, power.basis)),
      phase: devices.map((device) => order.numberOf(device)),
    },
    models: models.texts,
    kinds: kinds.texts,
    ...(findings === undefined
      ? {}
      : { findings: [...findings.findings, ...findings.acknowledged].map((finding) => bookFinding(finding)) }),
    rules: rules.map(({ id, title, why }) => [id, title, why.text, why.source] as const),
    nodes: bookNodes(plan, order),
    assumptions: assumptions.map(({ object, prop, value, why, owner, until }) => [
      ...[object, prop, value, why, owner, until],
    ]),
    files: [...files],
  };
}

function rackColumns(
  { halls, clusters, placement: { racks, positions }, power, cooling, fabrics }: SitePlan,
  { tenants, compartments }: Readonly<Record<'tenants' | 'compartments', TextList>>,
): BookRacks {
  const hallPlace = new Map(halls.map(({ name }, index) => [name, index]));
  const rowPlace = new Map(
    halls.flatMap((hall) => hall.rows.map((row, index) => [JSON.stringify([hall.name, row.name]), index] as const)),
  );
  const zonePlace = new Map(power.zones.map(({ name }, index) => [name, index]));
  const compartmentOf = rackPlaces(halls);
  const tenantOf = tenantsOfRacks(halls);
  const loops = new Map<string, number[]>();
  for (const [index, loop] of (cooling?.loops ?? []).entries())
    for (const rack of loop.racks) addTo(loops, rack, index);
  // Trays of a rack-scale system are hosts of fabrics, and the rack is the device.
  const holders = new Map(
    fabrics.flatMap(({ plan }) => plan.endpoints.map(({ name, device }) => [name, device ?? name] as const)),
  );
  const owners = new Map<string, Set<number>>();
  for (const cluster of clusters) {
    if (cluster.tenants.length === 0) continue;
    for (const host of cluster.hosts) {
      const rack = positions.get(holders.get(host) ?? host)?.rack;
      if (rack === undefined) continue;
      const own = owners.get(rack) ?? new Set<number>();
      for (const tenant of cluster.tenants) own.add(tenants.placeOf(tenant));
      owners.set(rack, own);
    }
  }
  const letTo = racks.map((rack) => (rack.devices.length > 0 ? -1 : tenants.find(tenantOf(rack))));
  return {
    name: racks.map(({ name }) => name),
    hall: racks.map(({ hall }) => hallPlace.get(hall) ?? -1),
    row: racks.map(({ hall, row }) => rowPlace.get(JSON.stringify([hall, row])) ?? -1),
    x: racks.map(({ xMillimetres }) => xMillimetres),
    y: racks.map(({ yMillimetres }) => yMillimetres),
    zone: racks.map(({ zone }) => zonePlace.get(zone) ?? -1),
    heightU: racks.map(({ limits }) => limits.heightU),
    budgetWatts: racks.map(({ limits }) => limits.budgetWatts),
    compartment: racks.map((rack) => compartments.placeOf(compartmentOf(rack))),
    loops: racks.map(({ name }) => loops.get(name) ?? []),
    tenants: racks.map(({ name }, index) => {
      const own = [...(owners.get(name) ?? [])].sort((a, b) => a - b);
      return letTo[index] === -1 ? own : [letTo[index] ?? -1];
    }),
    letTo,
    reserved: racks.map(({ reservedFor = '' }) => reservedFor),
  };
}

function bookFinding(finding: JudgedFinding): BookFinding {
  const { ruleId: rule, severity, outcome, object, path, found, limit = '', remedy, acknowledgement } = finding;
  const known = outcome === 'indeterminate' ? 'not known' : severity;
  return {
    ...{ rule, object, path, found, limit, remedy },
    outcome: acknowledgement === undefined ? known : 'acknowledged',
    ...(acknowledgement === undefined ? {} : { waiver: `${acknowledgement.reason} (until ${acknowledgement.until})` }),
  };
}

function bookNodes({ power: { chain, zones } }: SitePlan, order: PhaseOrder): BookNode[] {
  const nodes = chain?.nodes ?? [];
  const places = new Map(nodes.map(({ name }, index) => [name, index]));
  const fed = new Map<string, string[]>();
  for (const { name, sources = {} } of zones) {
    for (const [feed, given] of Object.entries(sources)) {
      for (const source of given) addTo(fed, source, `${name}/${feed}`);
    }
  }
  return nodes.map((node) => ({
    name: node.name,
    kind: node.kind,
    feed: node.feed ?? '',
    group: node.group ?? '',
    compartment: node.compartment ?? '',
    phase: order.numberOf(node),
    loadWatts: node.loadWatts,
    limitWatts: node.limitWatts,
    worstWatts: node.worst.loadWatts,
    fedFrom: node.fedFrom.flatMap((name) => places.get(name) ?? []),
    feeds: fed.get(node.name) ?? [],
  }));
}
