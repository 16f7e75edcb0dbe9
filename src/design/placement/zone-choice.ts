import { type DeviceInput, type LoadFigure, wattsOf } from '../../model/placement-plan';
import type { PowerZoneInput, TenantLoadInput, ZonePlacement } from '../../model/power-plan';
import { tenantWattsByZone } from '../power/plan-power';
import { feedWeights, suppliesOn, zoneLimit } from '../power/zones/load-group';
import { type Floor, type RowState, type RowTurn, zonesOfTurn } from './floor';
import { needsLiquid, type RackState } from './rack-state';

/** Power of the zones that racks are fed from, as far as placement asks. */
export interface ZonePowerInput {
  /** Zones in order of declaration. Default: none, and no rack is short of its zone's power. */
  readonly zones?: readonly PowerZoneInput[];
  /** Figure by which loads are calculated. Default: `nameplate`. */
  readonly basis?: LoadFigure;
  /** Blocks of others, which draw from their zones too. Default: none. */
  readonly tenantLoads?: readonly TenantLoadInput[];
  /** Zone that a new unit takes. Default: `fill`. */
  readonly zonePlacement?: ZonePlacement;
  /** Halls between which cables may run. Default: between all. */
  readonly joinedHalls?: readonly (readonly [string, string])[];
}

/** Racks that a search is limited to. */
export interface ZoneFilter {
  /** What it hangs on. */
  readonly name: string;
  readonly takesTurn: (turn: RowTurn) => boolean;
  readonly takesRack: (rack: RackState) => boolean;
}

/** A device on the feeds of a zone: what they see of it. */
type FedDevice = Pick<DeviceInput, 'kind' | 'maxWatts' | 'figures' | 'psus' | 'psuFeeds'>;

/** What binary fractions leave of a sum, W: it decides nothing. */
const BINARY_REST = 1e-6;

/**
 * What a zone has left while devices are placed: the load of each feed in normal operation and, where the zone is redundant, with each other feed lost.
 * It is what the plan of power comes to for the same devices, before loads are rounded to whole watts.
 */
export class ZoneRoom {
  /** What each feed may carry; infinite where the rating is none, which the plan of power refuses. */
  private readonly limitWatts: number;
  private readonly states: readonly ReadonlySet<number>[];
  /** By state, then feed. */
  private readonly loads: number[][];

  public constructor(
    private readonly zone: PowerZoneInput,
    private readonly basis: LoadFigure,
    tenantWatts = 0,
  ) {
    const { ratingWatts, feeds, redundancy } = zone;
    this.limitWatts = Number.isSafeInteger(ratingWatts) ? zoneLimit(zone) : Infinity;
    const losses = redundancy === 'N' || feeds.length < 2 ? [] : feeds.map((_, feed) => new Set([feed]));
    this.states = [new Set<number>(), ...losses];
    this.loads = this.states.map((lost) => {
      const alive = feeds.map((_, feed) => (lost.has(feed) ? 0 : 1));
      return alive.map((each) => (each * tenantWatts) / Math.max(1, total(alive)));
    });
  }

  /** Load of the fullest feed as a share of the limit. */
  public get share(): number {
    const most = Math.max(0, ...this.loads.flat());
    return most === 0 ? 0 : most / this.limitWatts;
  }

  /** How many devices of this kind it takes within its limit; in the rack of this number in its row, or in racks alike. */
  public roomFor(device: FedDevice, rackNumber?: number): number {
    const added = this.added(device, rackNumber);
    let room = Infinity;
    this.loads.forEach((feeds, state) => {
      feeds.forEach((load, feed) => {
        const each = added[state]?.[feed] ?? 0;
        if (each > 0) room = Math.min(room, Math.floor((this.limitWatts - load + BINARY_REST) / each));
      });
    });
    return Math.max(0, room);
  }

  /** Counts a device that has its place in the rack of this number in its row. */
  public add(device: FedDevice, rackNumber: number): void {
    const added = this.added(device, rackNumber);
    this.loads.forEach((feeds, state) => {
      for (const feed of feeds.keys()) feeds[feed] = (feeds[feed] ?? 0) + (added[state]?.[feed] ?? 0);
    });
  }

  /** Load of one device by state and feed, W. */
  private added(device: FedDevice, rackNumber: number | undefined): readonly (readonly number[])[] {
    const { feeds, rackFeed } = this.zone;
    const watts = device.kind === 'panel' ? 0 : wattsOf(device, this.basis);
    const supplies = suppliesOn(device, feeds);
    const isBySwitch = rackFeed === 'static-switch' && feeds.length > 0;
    const turns = !isBySwitch ? [0] : rackNumber === undefined ? [...feeds.keys()] : [(rackNumber - 1) % feeds.length];
    return this.states.map((lost) => {
      const parts = turns.map((turn) => {
        const weights = feedWeights(this.zone, { supplies, turn }, lost);
        const all = total(weights);
        return weights.map((weight) => (all === 0 ? 0 : (weight / all) * (watts / turns.length)));
      });
      return feeds.map((_, feed) => total(parts.map((part) => part[feed] ?? 0)));
    });
  }
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/**
 * Which power zone a device goes to.
 *
 * A zone has room for a device while each of its feeds stays within its limit, in normal operation and, where the zone is redundant, with any other feed
 * lost. A rack of a zone without room is taken only where none within reach has any: in halls to which cables run, and on a technology loop for what needs one.
 *
 * A unit that says how large it becomes goes whole to one zone where it fits. `fill` keeps to the order of rows, and leaves it where the first zone cannot feed
 * what it has racks for, while another takes the whole unit. `balance` takes the zone whose fullest feed is loaded least; a unit that fits into none
 * goes device by device to the zone that is loaded least then.
 */
export class ZoneChoice {
  private readonly rooms: ReadonlyMap<string, ZoneRoom>;
  private readonly isBalanced: boolean;
  /** Zone of each unit that has one, `undefined` where the order of rows decides, `EACH` where each of its devices has its own. */
  private readonly units = new Map<string, string | undefined>();
  private readonly reach: ReadonlyMap<string, number>;

  public constructor(floor: Floor, { zones = [], basis = 'nameplate', zonePlacement, ...input }: ZonePowerInput) {
    const racks = floor.rows.flatMap((row) => row.racks.map(({ site }) => site));
    const tenantWatts = tenantWattsByZone(input.tenantLoads ?? [], racks);
    this.rooms = new Map(zones.map((zone) => [zone.name, new ZoneRoom(zone, basis, tenantWatts.get(zone.name))]));
    this.isBalanced = zonePlacement === 'balance';
    this.reach = reachOf([...new Set(floor.rows.map(({ hall }) => hall))], input.joinedHalls);
  }

  /** Counts a device that has its place now. */
  public add(device: DeviceInput, { site }: RackState): void {
    this.rooms.get(site.zone)?.add(device, site.number);
  }

  /** Whether the zone of a rack has room for a device that would stand there. */
  public hasRoom(device: DeviceInput, { site }: RackState): boolean {
    const zone = this.rooms.get(site.zone);
    return zone === undefined || zone.roomFor(device, site.number) >= 1;
  }

  /** Racks within reach of a row whose zones have room for a device. */
  public withRoom(device: DeviceInput, from: RowState): ZoneFilter {
    return {
      name: 'room',
      takesTurn: (turn) =>
        this.isAlike(device, turn.row, from) && zonesOfTurn(turn).some((zone) => this.roomIn(zone, device) > 0),
      takesRack: (rack) => this.hasRoom(device, rack),
    };
  }

  /**
   * Racks of the zone that a device is to go to; undefined where the order of rows decides.
   *
   * @param device - the device, and its unit
   * @param isBegun - whether a device of its unit has its place already
   * @param inTurn - rows in the order in which they are tried
   */
  public wishOf(device: DeviceInput, isBegun: boolean, inTurn: () => readonly RowTurn[]): ZoneFilter | undefined {
    if (this.rooms.size < 2) return undefined;
    const { unit } = device;
    if (!this.units.has(unit)) {
      this.units.set(unit, isBegun ? undefined : this.zoneForUnit(device, inTurn()));
    }
    const known = this.units.get(unit);
    const zone = known === EACH ? this.leastLoaded(device, inTurn()) : known;
    if (zone === undefined || this.roomIn(zone, device) < 1) return undefined;
    return {
      name: zone,
      takesTurn: (turn) => zonesOfTurn(turn).includes(zone),
      takesRack: (rack) => rack.site.zone === zone && this.hasRoom(device, rack),
    };
  }

  private zoneForUnit(device: DeviceInput, turns: readonly RowTurn[]): string | undefined {
    const { unitDevices } = device;
    const open = turns.find((turn) => roomIn(turn, device) > 0);
    if (open === undefined) return undefined;
    const near = turns.filter(({ row }) => this.isAlike(device, row, open.row));
    if (!this.isBalanced) return unitDevices === undefined ? undefined : this.wholeElsewhere(device, unitDevices, near);
    if (unitDevices === undefined) return this.leastLoaded(device, near);
    return (
      this.byLoad(zonesOf(near)).find((zone) => this.takesWhole(zone, { device, unitDevices, turns: near })) ?? EACH
    );
  }

  /** A zone that takes the whole unit, where the first in turn has racks for more of it than it can feed. */
  private wholeElsewhere(device: DeviceInput, unitDevices: number, turns: readonly RowTurn[]): string | undefined {
    const first =
      turns.find((turn) => roomIn(turn, device) >= unitDevices) ?? turns.find((turn) => roomIn(turn, device) > 0);
    const rack = first?.row.racks.find((each) => takes(first, each) && each.roomFor(device) > 0);
    if (first === undefined || rack === undefined) return undefined;
    const { zone } = rack.site;
    const isOfOneZone = first.row.zones.length === 1;
    const racksFor = Math.min(unitDevices, roomInZone(zone, turns, device));
    const isFed = this.roomIn(zone, device) >= racksFor;
    if (isFed && (racksFor === unitDevices || isOfOneZone)) return isOfOneZone ? undefined : zone;
    return zonesOf(turns).find((each) => this.takesWhole(each, { device, unitDevices, turns }));
  }

  private takesWhole(zone: string, { device, unitDevices, turns }: WholeUnit): boolean {
    return this.roomIn(zone, device) >= unitDevices && roomInZone(zone, turns, device) >= unitDevices;
  }

  /** Of the zones that have room for a device and a rack that takes it, the one whose fullest feed is loaded least. */
  private leastLoaded(device: DeviceInput, turns: readonly RowTurn[]): string | undefined {
    const open = turns.find((turn) => turn.row.racks.some((rack) => takes(turn, rack) && rack.placeFor(device) > 0));
    if (open === undefined) return undefined;
    const near = turns.filter(({ row }) => this.isAlike(device, row, open.row));
    return this.byLoad(zonesOf(near)).find(
      (zone) => this.roomIn(zone, device) >= 1 && hasPlaceInZone(zone, near, device),
    );
  }

  /** Zones from the least loaded on; of equal ones the first in turn. */
  private byLoad(zones: readonly string[]): readonly string[] {
    const share = (zone: string): number => this.rooms.get(zone)?.share ?? 0;
    return [...zones].sort((a, b) => share(a) - share(b));
  }

  private roomIn(zone: string, device: DeviceInput): number {
    return this.rooms.get(zone)?.roomFor(device) ?? Infinity;
  }

  /** Whether a device may as well stand in one row as in the other. */
  private isAlike(device: DeviceInput, row: RowState, other: RowState): boolean {
    if (this.reach.get(row.hall) !== this.reach.get(other.hall)) return false;
    return !needsLiquid(device) || row.input.isOnLoop === other.input.isOnLoop;
  }
}

/** In place of a zone: each device of the unit takes its own. */
const EACH = '';

interface WholeUnit {
  readonly device: DeviceInput;
  readonly unitDevices: number;
  readonly turns: readonly RowTurn[];
}

/** Whether a rack of a row is of its turn, and neither let nor kept for somebody. */
function takes({ zone }: RowTurn, { isLet, site }: RackState): boolean {
  return !isLet && site.reservedFor === undefined && (zone === undefined || site.zone === zone);
}

/** Devices of this shape that the racks of a row still take in its turn; racks that are let, or kept for somebody, are none of them. */
export function roomIn(
  turn: RowTurn,
  device: DeviceInput,
  takesRack: (rack: RackState) => boolean = () => true,
): number {
  return turn.row.racks.reduce(
    (sum, rack) => sum + (takes(turn, rack) && takesRack(rack) ? rack.roomFor(device) : 0),
    0,
  );
}

function roomInZone(zone: string, turns: readonly RowTurn[], device: DeviceInput): number {
  return turns
    .filter((turn) => zonesOfTurn(turn).includes(zone))
    .reduce((sum, turn) => sum + roomIn(turn, device, ({ site }) => site.zone === zone), 0);
}

function hasPlaceInZone(zone: string, turns: readonly RowTurn[], device: DeviceInput): boolean {
  return turns.some(
    (turn) =>
      zonesOfTurn(turn).includes(zone) &&
      turn.row.racks.some((rack) => rack.site.zone === zone && takes(turn, rack) && rack.placeFor(device) > 0),
  );
}

/** Zones of rows, each once, in turn. */
function zonesOf(turns: readonly RowTurn[]): readonly string[] {
  return [...new Set(turns.flatMap(zonesOfTurn))];
}

/** Halls that cables join, by the number of the first hall of each such group. */
function reachOf(
  halls: readonly string[],
  joined: readonly (readonly [string, string])[] | undefined,
): ReadonlyMap<string, number> {
  const groups = new Map<string, number>();
  halls.forEach((hall, index) => {
    const first = halls
      .slice(0, index)
      .find((each) => joined === undefined || joined.some((pair) => pair.includes(each) && pair.includes(hall)));
    groups.set(hall, first === undefined ? index : (groups.get(first) ?? index));
  });
  return groups;
}
