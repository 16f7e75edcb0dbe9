import {
  type CableChoice,
  type CableEnd,
  type CableRow,
  type CableTable,
  panelPort,
  type PatchTable,
} from './cabling-plan';
import type { ConvergedCable, ConvergedInSite } from './core-pair';
import type { FabricEndpoint, FabricPlan, LinkEnd } from './fabric-plan';
import type { RackPlan } from './placement-plan';
import type { ClusterPlan, SitePlan } from './site-plan';
import { eachLink, linkLabel } from './switch-ports';
import { present } from '../units/present';

/** Place of a device; empty texts and unit 0 where it stands in no rack. */
export interface SitePlace {
  readonly hall: string;
  readonly row: string;
  readonly rack: string;
  readonly u: number;
}

const NOWHERE: SitePlace = { hall: '', row: '', rack: '', u: 0 };

/** What says which device holds a tray. */
interface HoldingSite {
  /** Default: every end is a device of its own. */
  readonly fabrics?: readonly {
    readonly plan: { readonly endpoints: readonly Pick<FabricEndpoint, 'name' | 'device'>[] };
  }[];
  /** Default: trays are known of fabrics alone. */
  readonly clusters?: readonly Pick<ClusterPlan, 'scaleUpDomains'>[];
}

/** What places are read from. */
type PlacedSite = Pick<SitePlan, 'placement'> & HoldingSite;

/** Systems that hold trays, by the name of the tray: a fabric says it of its endpoints, a cluster of all its trays, those on a pair of cores among them. */
export function trayHolders({ fabrics = [], clusters = [] }: HoldingSite): ReadonlyMap<string, string> {
  const holders = new Map<string, string>();
  for (const { scaleUpDomains = [] } of clusters)
    for (const { name, hosts } of scaleUpDomains) for (const tray of hosts) holders.set(tray, name);
  for (const { plan } of fabrics)
    for (const { name, device } of plan.endpoints) if (device !== undefined) holders.set(name, device);
  return holders;
}

/** Trays with a port in a network of the site, in the order of its networks, with the systems that hold them. */
export function cabledTrays(site: Pick<SitePlan, 'fabrics' | 'converged' | 'clusters'>): ReadonlyMap<string, string> {
  const holders = trayHolders(site);
  const names = [
    ...site.fabrics.flatMap(({ plan }) => plan.endpoints.map(({ name }) => name)),
    ...(holders.size === 0 ? [] : (site.converged ?? []).flatMap(({ cables }) => cables.map(({ a }) => a.device))),
  ];
  return new Map(
    names.flatMap((name) => {
      const holder = holders.get(name);
      return holder === undefined ? [] : [[name, holder] as const];
    }),
  );
}

/** Where devices, and the trays in them, stand: ends of links find their places here. */
export class SitePlaces {
  public readonly racks: ReadonlyMap<string, RackPlan>;
  private readonly positions: SitePlan['placement']['positions'];
  private readonly holders: ReadonlyMap<string, string>;

  public constructor({ placement, ...holding }: PlacedSite) {
    this.racks = new Map(placement.racks.map((rack) => [rack.name, rack]));
    this.positions = placement.positions;
    this.holders = trayHolders(holding);
  }

  /** Device that stands in a rack and holds it; itself where it is one. */
  public holderOf(device: string): string {
    return this.holders.get(device) ?? device;
  }

  public of(device: string): SitePlace {
    const position = this.positions.get(this.holderOf(device));
    const rack = this.racks.get(position?.rack ?? '');
    if (position === undefined || rack === undefined) return NOWHERE;
    return { hall: rack.hall, row: rack.row, rack: rack.name, u: position.u };
  }

  /** An end of a link with its place. */
  public end({ device, port }: LinkEnd): CableEnd {
    return { device, port, ...this.of(device) };
  }
}

/** What the cables of a site are read from. */
export type CabledSite = Pick<SitePlan, 'cables' | 'fabrics' | 'placement' | 'converged'> &
  Partial<Pick<SitePlan, 'clusters'>>;

/** Cables of a whole site with their ends and places, made one by one: fabrics in the order of the plan, then pairs of cores. */
export function* siteCableRows(plan: CabledSite): Generator<CableRow> {
  const places = new SitePlaces(plan);
  const tables = new Map(plan.cables.map((table) => [table.fabric, table]));
  for (const { plan: fabric } of plan.fabrics) {
    const table = tables.get(fabric.name);
    if (table !== undefined) yield* fabricRows(fabric, table, places);
  }
  for (const pair of plan.converged ?? []) yield* pairRows(pair, places);
}

/** A link of a pair with the cable that it is on. */
export interface PairCable extends ConvergedCable {
  readonly medium: CableRow['medium'];
  /** What the cable is made of. Absent: nothing is chosen. */
  readonly made?: CableChoice;
  /** `switch`: between the cores. */
  readonly joins: 'endpoint' | 'switch';
  /** Whether it is the first link on its cable, which stands for the cable. */
  readonly isFirst: boolean;
}

/** Links of a pair with their cables, in the order of its wire map. */
export function pairCables({
  plan,
  cables,
  choices = [],
}: Pick<ConvergedInSite, 'plan' | 'cables' | 'choices'>): PairCable[] {
  const cores = new Set<string>(plan.cores.map(({ name }) => name));
  return cables.map((cable): PairCable => {
    const made = choices[cable.choice ?? -1];
    return {
      ...cable,
      ...present({ made }),
      medium: made?.medium ?? withoutMedium(cable),
      joins: cores.has(cable.a.device) ? 'switch' : 'endpoint',
      isFirst: cable.label === cable.cable,
    };
  });
}

function* pairRows(pair: ConvergedInSite, places: SitePlaces): Generator<CableRow> {
  for (const { label, cable, a, b, rateBits, lengthMillimetres, medium, made } of pairCables(pair)) {
    const ends = { a: places.end(a), b: places.end(b) };
    const part = made?.cablePart;
    yield { label, cable, fabric: pair.plan.name, ...ends, medium, part, lengthMillimetres, rateBits };
  }
}

function withoutMedium({
  reachMillimetres,
  routeMillimetres,
}: Pick<ConvergedCable, 'reachMillimetres' | 'routeMillimetres'>): CableRow['medium'] {
  if (routeMillimetres === undefined) return 'unplaced';
  return reachMillimetres === undefined ? 'unknown' : 'unreached';
}

/** No link. */
const NONE = 0xffff_ffff;

/** Cables of one fabric as rows in the order of its links, made one by one. */
export function* cableRows(
  fabric: FabricPlan,
  table: CableTable,
  placement: SitePlan['placement'],
): Generator<CableRow> {
  yield* fabricRows(fabric, table, new SitePlaces({ placement, fabrics: [{ plan: fabric }] }));
}

function* fabricRows(fabric: FabricPlan, table: CableTable, places: SitePlaces): Generator<CableRow> {
  const end = (given: LinkEnd): CableEnd => places.end(given);
  let nextPatched = 0;
  const firstLinks = firstLinkOfEach(table);
  for (const { index, label, a, b } of eachLink(fabric)) {
    const cable = table.cableOf[index] ?? 0;
    const first = firstLinks[cable] ?? index;
    const choice = table.choices[table.choice[cable] ?? -1];
    const ends = { a: end(a), b: end(b) };
    const rateBits = fabric.links.tier[index] === 0 ? fabric.hostRateBits : fabric.trunkRateBits;
    const { patched } = table;
    if (patched !== undefined && patched.link[nextPatched] === index) {
      const medium = choice?.medium ?? (table.lengthMillimetres[cable] === 0 ? 'unplaced' : 'unreached');
      yield* segmentRows({ patched, row: nextPatched, end }, { label, fabric: fabric.name, ...ends, medium, rateBits });
      nextPatched += 1;
      continue;
    }
    const isPlaced = ends.a.rack !== '' && ends.b.rack !== '';
    yield {
      label,
      cable: first === index ? label : linkLabel(fabric, first),
      fabric: fabric.name,
      ...ends,
      medium: choice?.medium ?? (isPlaced ? 'unreached' : 'unplaced'),
      part: choice?.cablePart,
      lengthMillimetres: table.lengthMillimetres[cable] ?? 0,
      rateBits,
    };
  }
}

function firstLinkOfEach({ cableOf, count }: CableTable): Uint32Array {
  const first = new Uint32Array(count).fill(NONE);
  cableOf.forEach((cable, link) => {
    if (first[cable] === NONE) first[cable] = link;
  });
  return first;
}

/** A link that passes panels, and the way from a device to its place. */
interface PatchedAt {
  readonly patched: PatchTable;
  /** Row of the link in `patched`. */
  readonly row: number;
  readonly end: (end: LinkEnd) => CableEnd;
}

/** Rows of one link that passes panels: cord, trunk and cord, from its lower end to its upper. */
function segmentRows(
  { patched, row, end }: PatchedAt,
  link: Omit<CableRow, 'cable' | 'part' | 'lengthMillimetres'>,
): CableRow[] {
  const way = patched.ways[patched.way[row] ?? 0];
  if (way === undefined) return [];
  const { medium } = link;
  const fibre = medium === 'multimode' || medium === 'single-mode' ? way.fibres[medium] : undefined;
  const isReversed = patched.isReversed[row] === 1;
  const panelAt = (side: 0 | 1): CableEnd => {
    const { panel, port } = panelPort(way, side, patched.port[row] ?? 0);
    return end({ device: panel, port: String(port) });
  };
  const [aPanel, bPanel] = [panelAt(isReversed ? 1 : 0), panelAt(isReversed ? 0 : 1)];
  const segment = (number: number, ends: Pick<CableRow, 'a' | 'b'>, length: number, part?: string): CableRow => {
    const label = `${link.label}#${number}`;
    return { ...link, label, cable: label, ...ends, part, lengthMillimetres: length };
  };
  const front = (panel: CableEnd): CableEnd => ({ ...panel, face: 'front' });
  const rear = (panel: CableEnd): CableEnd => ({ ...panel, face: 'rear' });
  const { aCordMillimetres, trunkMillimetres, bCordMillimetres } = patched;
  return [
    segment(1, { a: link.a, b: front(aPanel) }, aCordMillimetres[row] ?? 0, fibre?.cordPart),
    segment(2, { a: rear(aPanel), b: rear(bPanel) }, trunkMillimetres[row] ?? 0, fibre?.trunkPart),
    segment(3, { a: front(bPanel), b: link.b }, bCordMillimetres[row] ?? 0, fibre?.cordPart),
  ];
}
