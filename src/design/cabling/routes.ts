import { DesignError, DesignErrors } from '../../errors/design-error';
import type { HallRoute } from '../../model/cabling-plan';
import type { FabricPlan } from '../../model/fabric-plan';
import type { HallInput, PartnerSet, PlacementPlan, RackPlan } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { linkLabel } from '../../model/switch-ports';

/** Route of a link with an end that stands in no rack. */
export const NO_ROUTE = 0xffff_ffff;

/** What the length of a route depends on. */
export interface RouteInput {
  /** Fabric whose links are routed. */
  readonly fabric: FabricPlan;
  /** Where its ends stand. */
  readonly placement: PlacementPlan;
  /** Halls with the height from a rack's top to the tray, mm. */
  readonly halls: readonly Pick<HallInput, 'name' | 'riserMillimetres'>[];
  /** Slack of each cable, mm. */
  readonly slackMillimetres: number;
  /** Tray between two halls, from any rack of the one to any rack of the other, mm. */
  readonly hallRoutes?: readonly HallRoute[];
}

/**
 * Routed length of each link, mm: up to the tray, along the rows and across them, down again, and the slack. Within one
 * rack a cable climbs no tray: it takes the difference in height and the slack.
 *
 * @throws DesignError `cabling/between-halls`
 */
export function routeLengths({ fabric, placement, halls, slackMillimetres, hallRoutes = [] }: RouteInput): Uint32Array {
  const standOf = stands(placement, halls);
  const endpoints = fabric.endpoints.map(({ name, device = name }) => standOf.get(device));
  const switches = fabric.switches.map(({ name }) => standOf.get(name));
  const ways = new HallWays(halls, hallRoutes);
  const { links } = fabric;
  const routes = new Uint32Array(links.count);
  for (let link = 0; link < links.count; link += 1) {
    const a = (links.tier[link] === 0 ? endpoints : switches)[links.aNode[link] ?? 0];
    const b = switches[links.bNode[link] ?? 0];
    if (a === undefined || b === undefined) routes[link] = NO_ROUTE;
    else routes[link] = wayBetween(a, b, ways, link) + slackMillimetres;
  }
  DesignErrors.throwAll(ways.missing().map((pair) => betweenHalls(fabric, pair)));
  return routes;
}

function betweenHalls(fabric: FabricPlan, { from, to, link, links }: MissingWay): DesignError {
  const which = links === 1 ? 'it is the only one' : `it is the first of ${links}`;
  return new DesignError('cabling/between-halls', {
    problem: `link '${linkLabel(fabric, link)}' joins halls '${from}' and '${to}' (${which}), and no way between them is known`,
    remedy: "give the fabric's devices zones of one hall, or name the two halls in 'hallRoutes'",
    object: linkLabel(fabric, link),
  });
}

/** Height of a rack unit, mm (EIA-310). */
const RACK_UNIT_MILLIMETRES = 44.45;

/** Where a device stands, as far as a cable asks. */
export interface Stand {
  readonly rack: RackPlan;
  readonly u: number;
  /** Index of its hall. */
  readonly hall: number;
  readonly riserMillimetres: number;
}

type Risers = readonly Pick<HallInput, 'name' | 'riserMillimetres'>[];

const STANDS = new WeakMap<PlacementPlan, { readonly halls: Risers; readonly stands: ReadonlyMap<string, Stand> }>();

/** Stands of all placed devices, by name; found once for a placement, which every fabric asks. */
export function stands(placement: PlacementPlan, halls: Risers): ReadonlyMap<string, Stand> {
  const known = STANDS.get(placement);
  if (known?.halls === halls) return known.stands;
  const found = findStands(placement, halls);
  STANDS.set(placement, { halls, stands: found });
  return found;
}

function findStands(placement: PlacementPlan, halls: Risers): ReadonlyMap<string, Stand> {
  const indexes = new Map(halls.map(({ name }, index) => [name, index]));
  const racks = new Map(placement.racks.map((rack) => [rack.name, rack]));
  const made = new Map<string, Stand>();
  for (const [device, { rack: name, u }] of placement.positions) {
    const rack = racks.get(name);
    const hall = indexes.get(rack?.hall ?? '');
    const riserMillimetres = halls[hall ?? -1]?.riserMillimetres;
    if (rack !== undefined && hall !== undefined && riserMillimetres !== undefined) {
      made.set(device, { rack, u, hall, riserMillimetres });
    }
  }
  return made;
}

/** Routed length between two stands without slack, mm. Within one rack a cable climbs no tray. `link` names it where no way is known. */
export function wayBetween(a: Stand, b: Stand, ways: HallWays, link: number): number {
  if (a.rack === b.rack) return Math.round(Math.abs(a.u - b.u) * RACK_UNIT_MILLIMETRES);
  const way = a.hall === b.hall ? wayInHall(a.rack, b.rack) : ways.between(a.hall, b.hall, link);
  return a.riserMillimetres + b.riserMillimetres + way;
}

function wayInHall(a: RackPlan, b: RackPlan): number {
  return Math.abs(a.xMillimetres - b.xMillimetres) + Math.abs(a.yMillimetres - b.yMillimetres);
}

/** Two halls between which links run and no way is known. */
interface MissingWay {
  readonly from: string;
  readonly to: string;
  /** The first of these links. */
  readonly link: number;
  readonly links: number;
}

/** Ways between halls, with a memory of those that were asked for and are not there. */
export class HallWays {
  private readonly lengths: Float64Array;
  private readonly asked = new Map<number, MissingWay>();

  public constructor(
    private readonly halls: readonly { readonly name: string }[],
    routes: readonly HallRoute[],
  ) {
    this.lengths = new Float64Array(halls.length * halls.length).fill(-1);
    for (const { halls: ends, lengthMillimetres } of routes) {
      const [a, b] = ends.map((name) => halls.findIndex((hall) => hall.name === name));
      if (a !== undefined && b !== undefined && a >= 0 && b >= 0) {
        this.lengths[this.cell(a, b)] = lengthMillimetres;
      }
    }
  }

  /** Length between two halls by index, mm; 0 where it is missing. */
  public between(a: number, b: number, link: number): number {
    const cell = this.cell(a, b);
    const length = this.lengths[cell] ?? -1;
    if (length >= 0) return length;
    const [from = '', to = ''] = [this.halls[a]?.name ?? '', this.halls[b]?.name ?? ''].sort();
    const seen = this.asked.get(cell);
    this.asked.set(cell, { from, to, link: seen?.link ?? link, links: (seen?.links ?? 0) + 1 });
    return 0;
  }

  /** What was asked for and is missing, in the order in which it was asked for. */
  public missing(): MissingWay[] {
    return [...this.asked.values()];
  }

  private cell(a: number, b: number): number {
    return Math.min(a, b) * this.halls.length + Math.max(a, b);
  }
}

/** How far apart the members of a partner set stand, and what it costs. */
export interface PartnerSpreadPlan {
  /** The set. */
  readonly partners: PartnerSet;
  /** Members that have a place. */
  readonly members: number;
  /** Racks that hold some of them. */
  readonly racks: number;
  /** Members in the rack with most of them. */
  readonly most: number;
  /** Way of their cables beyond the one with all of them in the rack of the first, mm; below 0 where apart they are nearer to what they serve. */
  readonly addedMillimetres: number;
}

interface SetState {
  readonly partners: PartnerSet;
  readonly home: RackPlan;
  readonly inRack: Map<RackPlan, number>;
  members: number;
  addedMillimetres: number;
}

/**
 * Partner sets of a site in the order of its devices. What a set costs compares the way of each link of its members with the way from the rack of the first member, all else
 * as it stands; slack and the steps in which cables are sold are left out. Linear in the links.
 */
export function partnerSpread({
  devices,
  placement,
  halls,
  fabrics,
  converged = [],
}: SitePlan): readonly PartnerSpreadPlan[] {
  const standOf = stands(placement, halls);
  const sets = new Map<string, SetState>();
  const stateOf = new Map<string, SetState>();
  for (const { name, partners } of devices) {
    const rack = standOf.get(name)?.rack;
    if (partners === undefined || rack === undefined) continue;
    const known = sets.get(partners.set);
    const state = known ?? {
      partners,
      home: rack,
      inRack: new Map<RackPlan, number>(),
      members: 0,
      addedMillimetres: 0,
    };
    if (known === undefined) sets.set(partners.set, state);
    state.inRack.set(rack, (state.inRack.get(rack) ?? 0) + 1);
    state.members += 1;
    stateOf.set(name, state);
  }
  const add = (name: string, other: string): void => {
    const [state, from, to] = [stateOf.get(name), standOf.get(name), standOf.get(other)];
    if (state === undefined || from === undefined || to === undefined || from.rack === state.home) return;
    state.addedMillimetres += way(from, to) - way({ ...from, rack: state.home }, to);
  };
  for (const {
    plan: { links, endpoints, switches },
  } of fabrics) {
    for (let row = 0; row < links.count; row += 1) {
      const lower = links.aNode[row] ?? 0;
      const endpoint = links.tier[row] === 0 ? endpoints[lower] : undefined;
      const a = endpoint?.device ?? endpoint?.name ?? switches[lower]?.name ?? '';
      const b = switches[links.bNode[row] ?? 0]?.name ?? '';
      add(a, b);
      add(b, a);
    }
  }
  for (const { cables } of converged) {
    for (const { a, b } of cables) {
      add(a.device, b.device);
      add(b.device, a.device);
    }
  }
  return [...sets.values()].map(({ partners, inRack, members, addedMillimetres }) => ({
    partners,
    members,
    racks: inRack.size,
    most: Math.max(...inRack.values()),
    addedMillimetres,
  }));
}

/** Way between two stands of a hall; between halls the tray is as long from any rack. */
function way(a: Stand, b: Stand): number {
  if (a.hall !== b.hall || a.rack === b.rack) return 0;
  const across =
    Math.abs(a.rack.xMillimetres - b.rack.xMillimetres) + Math.abs(a.rack.yMillimetres - b.rack.yMillimetres);
  return a.riserMillimetres + b.riserMillimetres + across;
}
