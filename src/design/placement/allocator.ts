import { spellingHint } from '../../errors/design-error';
import type { DeviceInput, Position, Unplaced } from '../../model/placement-plan';
import {
  firstOf,
  type Floor,
  type Found,
  type IsFull,
  isReservedFor,
  Partners,
  type RackAt,
  type RowState,
  type RowTurn,
  zonesOfTurn,
} from './floor';
import { FreeRacks, needsLiquid, type RackState, type Shortage } from './rack-state';
import { roomIn, type ZoneChoice, type ZoneFilter } from './zone-choice';

/** What is there of a unit in one row. */
interface UnitRow {
  readonly row: RowState;
  devices: number;
  /** First and last rack that the unit's devices stand in; a switch counts only where it is the first of them. */
  first: number;
  last: number;
}

/** Devices that fit into the same racks, with the racks of each row (by its order) that still take them. */
type Shape = Map<number, FreeRacks>;

/**
 * Gives devices their places, one after the other; a later device never moves an earlier one.
 *
 * Method: first fit. Racks that are kept for the unit come before all others, and no other unit takes them.
 * Rows where the unit already stands come first, fullest with it first; then the rows of the zones preferred, in order;
 * among them, for the first device of a unit that says how large it becomes, those with room for all of it.
 * Within a row a switch takes the rack nearest to the middle of its unit, and where its unit stands in no row that takes it, the row nearest
 * to the unit; all else takes the first rack with room.
 * Partners stand apart: in this order, the first rack of the hall that holds fewer of the set than `mostPerRack`; where none has room, one that holds the fewest.
 * Where that place is in a power zone that has no room left for the device, it takes the first one within reach whose zone has (see `ZoneChoice`).
 */
export class Allocator {
  private readonly shapes = new Map<string, Shape>();
  private readonly unitRows = new Map<string, UnitRow[]>();
  private readonly turnLists = new Map<string, readonly RowTurn[]>();
  private readonly keptTurnLists = new Map<string, readonly RowTurn[]>();
  private readonly hasReservations: boolean;
  private readonly partners: Partners;

  public constructor(
    private readonly floor: Floor,
    private readonly zones: ZoneChoice,
    spreadWithin: ReadonlyMap<string, number> = new Map(),
  ) {
    this.partners = new Partners(spreadWithin);
    this.hasReservations = floor.rows.some(({ reservations }) => reservations.size > 0);
  }

  /** Finds a place and takes it; undefined where no rack has room. */
  public place(device: DeviceInput): Position | undefined {
    const found = this.find(device);
    return found === undefined ? undefined : this.put(device, found.at, found.u);
  }

  private find(device: DeviceInput): Found | undefined {
    const kept = this.hasReservations ? this.keptTurns(device) : [];
    const search = (where?: ZoneFilter): Found | undefined =>
      (kept.length === 0 ? undefined : this.findIn(device, { where, kept, unit: device.unit })) ??
      this.findIn(device, { where });
    const unitRows = this.rowsOfUnit(device);
    const wished = this.zones.wishOf(device, unitRows.length > 0, () => [...this.inTurn(device, unitRows)]);
    const found = (wished === undefined ? undefined : search(wished)) ?? search();
    if (found === undefined || this.zones.hasRoom(device, found.at.rack)) return found;
    return search(this.zones.withRoom(device, found.at.row)) ?? found;
  }

  /** Finds a place in racks that are kept for a unit, or, without one, in those that take any. */
  private findIn(device: DeviceInput, { where, kept, unit }: Search): Found | undefined {
    const unitRows = this.rowsOfUnit(device);
    const shape = this.shapeOf(device, unit);
    const all = kept ?? this.inTurn(device, unitRows, where);
    const turns = where === undefined ? all : [...all].filter(where.takesTurn);
    const findIn = ({ row, zone }: RowTurn, isFull?: IsFull): Found | undefined => {
      const nearUnit = unitRows.find((each) => each.row === row) ?? unitRows[0];
      const free = entryOf(shape, row.order, () => openRacks(row, unit === undefined ? undefined : device));
      const isPassed: IsFull | undefined =
        where === undefined && zone === undefined
          ? isFull
          : (rack) =>
              (zone !== undefined && rack.site.zone !== zone) ||
              where?.takesRack(rack) === false ||
              isFull?.(rack) === true;
      return firstFit(device, row, { free, near: device.kind === 'switch' ? nearUnit : undefined, isFull: isPassed });
    };
    const { partners } = device;
    if (partners === undefined) return firstOf(turns, findIn);
    const key = [shapeKey(device, unit), listKey(device), where?.name].join('|');
    return this.partners.apart(partners, [...turns], findIn, key);
  }

  /** Lets a device stand at a place that is known to be free. */
  public put(device: DeviceInput, { row, index, rack }: RackAt, u: number): Position {
    rack.put(device, u);
    this.zones.add(device, rack);
    this.join(device, row, index);
    this.partners.join(device, row, rack);
    return { rack: rack.site.name, u };
  }

  private shapeOf(device: DeviceInput, unit?: string): Shape {
    return entryOf(this.shapes, shapeKey(device, unit), (): Shape => new Map());
  }

  private keptTurns(device: DeviceInput): readonly RowTurn[] {
    return entryOf(this.keptTurnLists, `${listKey(device)}|${device.unit}`, () => this.floor.turnsKeptFor(device));
  }

  /** Rows to try, each once. */
  private *inTurn(device: DeviceInput, unitRows: readonly UnitRow[], where?: ZoneFilter): Iterable<RowTurn> {
    const list = listKey(device);
    const turns = entryOf(this.turnLists, list, () => this.floor.turnsFor(device));
    const own = unitRows.flatMap(({ row }): readonly RowTurn[] =>
      turns.includes(row.turn) ? [row.turn] : row.zones.length === 1 ? [] : turns.filter((turn) => turn.row === row),
    );
    yield* own;
    const [home] = unitRows;
    const isNear = device.kind === 'switch' && home !== undefined;
    const inTurn = isNear
      ? entryOf(this.turnLists, `${home.row.order}|${list}`, () => byDistance(turns, home.row, device.zones))
      : unitRows.length === 0
        ? roomyFirst(this.floor.turnsForNewUnit(turns), device, where)
        : turns;
    for (const turn of inTurn) if (!own.includes(turn)) yield turn;
  }

  /** The unit's rows, the one with most of its devices first. */
  private rowsOfUnit({ unit }: DeviceInput): readonly UnitRow[] {
    const rows = this.unitRows.get(unit) ?? [];
    return rows.length < 2 ? rows : rows.sort((a, b) => b.devices - a.devices || a.row.order - b.row.order);
  }

  private join({ unit, kind }: DeviceInput, row: RowState, index: number): void {
    const rows = entryOf(this.unitRows, unit, (): UnitRow[] => []);
    const known = rows.find((each) => each.row === row);
    if (known === undefined) {
      rows.push({ row, devices: 1, first: index, last: index });
      return;
    }
    known.devices += 1;
    if (kind === 'switch') return;
    known.first = Math.min(known.first, index);
    known.last = Math.max(known.last, index);
  }
}

/** Where a device is looked for. */
interface Search {
  readonly where?: ZoneFilter | undefined;
  /** Rows with racks that are kept for `unit`. Absent: racks that are kept for none. */
  readonly kept?: readonly RowTurn[];
  readonly unit?: string;
}

/** What decides whether a rack takes a device. */
function shapeKey({ kind, heightU, maxWatts, weightGrams, maxPerRack }: DeviceInput, unit?: string): string {
  return [kind, heightU, maxWatts, weightGrams, maxPerRack, ...(unit === undefined ? [] : [unit])].join('|');
}

/** What decides which rows a device may stand in. */
function listKey(device: DeviceInput): string {
  return JSON.stringify([
    device.kind,
    device.zones,
    device.row,
    needsLiquid(device),
    device.partners?.over === 'zones',
  ]);
}

/** Racks of a row that are kept for the device's unit; without a device, those that are kept for none. Racks that are let are none of them. */
function openRacks({ racks }: RowState, device: DeviceInput | undefined): FreeRacks {
  const free = new FreeRacks(racks.length);
  racks.forEach(({ isLet, site: { reservedFor } }, index) => {
    const isOpen =
      reservedFor === undefined ? device === undefined : device !== undefined && isReservedFor(reservedFor, device);
    if (isLet || !isOpen) free.close(index);
  });
  return free;
}

interface FitInput {
  readonly free: FreeRacks;
  readonly near: UnitRow | undefined;
  readonly isFull: IsFull | undefined;
}

/** The first rack of a row with room, or the one nearest to the unit; racks without room are closed on the way. */
function firstFit(device: DeviceInput, row: RowState, { free, near, isFull }: FitInput): Found | undefined {
  const isPassed = (index: number): boolean => {
    const rack = row.racks[index];
    return rack !== undefined && isFull?.(rack) === true;
  };
  for (;;) {
    const index = near === undefined ? free.first(isPassed) : free.nearest(near.first + near.last, isPassed);
    const rack = index === undefined ? undefined : row.racks[index];
    if (index === undefined || rack === undefined) return undefined;
    const u = rack.placeFor(device);
    if (u > 0) return { at: { row, index, rack }, u };
    free.close(index);
  }
}

/** The first row with room for the whole unit of a device before all others, so that a unit does not split at the end of a row. */
function roomyFirst(turns: readonly RowTurn[], device: DeviceInput, where?: ZoneFilter): readonly RowTurn[] {
  const { unitDevices } = device;
  if (unitDevices === undefined) return turns;
  const roomy = turns.find((turn) => roomIn(turn, device, where?.takesRack) >= unitDevices);
  return roomy === undefined ? turns : [roomy, ...turns.filter((turn) => turn !== roomy)];
}

/** Preferred zones first, then rows of the same hall by distance, then the others in order. */
function byDistance(turns: readonly RowTurn[], home: RowState, zones: readonly string[] | undefined): RowTurn[] {
  const preference = (turn: RowTurn): number => zones?.indexOf(zonesOfTurn(turn)[0] ?? '') ?? 0;
  const distance = ({ hall, index }: RowState): number =>
    hall === home.hall ? Math.abs(index - home.index) : Number.MAX_SAFE_INTEGER;
  return [...turns].sort(
    (a, b) => preference(a) - preference(b) || distance(a.row) - distance(b.row) || a.row.order - b.row.order,
  );
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/**
 * Why a device found no place, by the rack that came closest: the one that lacks the fewest things, then the smallest share of them, then the
 * first. To be asked once all devices are placed, so that the numbers are those of the plan.
 */
export function explainUnplaced(floor: Floor, device: DeviceInput): Omit<Unplaced, 'device'> {
  const turns = floor.turnsFor(device);
  let closest: { readonly rack: RackState; readonly shortages: readonly Shortage[] } | undefined;
  const racks = turns.flatMap(({ row, zone }) =>
    zone === undefined ? row.racks : row.racks.filter(({ site }) => site.zone === zone),
  );
  const open = racks.filter(
    ({ isLet, site: { reservedFor } }) => !isLet && (reservedFor === undefined || isReservedFor(reservedFor, device)),
  );
  if (racks.length > 0 && open.length === 0) {
    return { reason: 'no-row-accepts-it', detail: `all ${racks.length} racks where it may stand are kept for others` };
  }
  for (const rack of open) {
    const shortages = rack.shortagesFor(device);
    if (closest === undefined || compare(shortages, closest.shortages) < 0) closest = { rack, shortages };
  }
  const [first] = closest?.shortages ?? [];
  if (closest === undefined || first === undefined) {
    const where = device.zones === undefined ? '' : ` in zone ${names(device.zones)}`;
    return { reason: 'no-row-accepts-it', detail: `no row${where} takes kind '${device.kind}'` };
  }
  const { name, row } = closest.rack.site;
  const { shortages } = closest;
  return {
    reason: first.reason,
    detail: `needs ${needsOf(shortages)}; the closest rack, ${name} in row ${row}, has ${leftOf(shortages)}`,
  };
}

function compare(a: readonly Shortage[], b: readonly Shortage[]): number {
  return a.length - b.length || missing(a) - missing(b);
}

function missing(shortages: readonly Shortage[]): number {
  return shortages.reduce((sum, { share }) => sum + share, 0);
}

/** A place in a chosen rack, or why the device cannot have it. */
type CheckedPlace = { readonly at: RackAt; readonly u: number } | { readonly refusal: Unplaced };

/** Checks a place that the user or the lock chose; without `u` the device takes what is free in that rack. */
export function checkPlace(floor: Floor, device: DeviceInput, place: { rack: string; u?: number }): CheckedPlace {
  const refuse = (reason: Unplaced['reason'], detail: string): CheckedPlace => ({
    refusal: { device: device.name, reason, detail },
  });
  const at = floor.rackNamed(place.rack);
  if (at === undefined) {
    const blockedBy = floor.blockedBy(place.rack);
    if (blockedBy !== undefined) return refuse('no-such-rack', `position '${place.rack}' holds no rack: ${blockedBy}`);
    const hint = spellingHint(place.rack, floor.rackNames());
    return refuse('no-such-rack', `there is no rack '${place.rack}'${hint === undefined ? '' : `, but one '${hint}'`}`);
  }
  const { input } = at.row;
  const rack = `rack ${at.rack.site.name}`;
  const { row } = device;
  if (row !== undefined && (row.hall !== at.row.hall || row.row !== input.name)) {
    return refuse('no-row-accepts-it', `${rack} is in row '${input.name}', not in '${row.row}'`);
  }
  if (row === undefined && input.accepts?.includes(device.kind) === false) {
    return refuse(
      'no-row-accepts-it',
      `row ${input.name} of ${rack} takes ${kinds(input.accepts)}, not '${device.kind}'`,
    );
  }
  const { zone } = at.rack.site;
  if (device.zones?.includes(zone) === false) {
    return refuse('no-row-accepts-it', `${rack} is in zone '${zone}', not in ${names(device.zones)}`);
  }
  const { heightU } = input.rack;
  const shortages = place.u === undefined ? at.rack.shortagesFor(device) : at.rack.shortagesBesideUnits(device);
  if (place.u !== undefined) {
    const top = place.u + device.heightU - 1;
    if (!(Number.isInteger(place.u) && place.u >= 1 && top <= heightU)) {
      return refuse('units', `U${place.u} to U${top} are not in ${rack}, which has ${heightU} U`);
    }
    const holder = at.rack.holderOf(place.u, device.heightU);
    if (holder !== undefined)
      return refuse('fixed-place-taken', `'${holder}' stands in U${place.u} to U${top} of ${rack}`);
  }
  const [first] = shortages;
  if (first !== undefined) return refuse(first.reason, `needs ${needsOf(shortages)}; ${rack} has ${leftOf(shortages)}`);
  return { at, u: place.u ?? at.rack.placeFor(device) };
}

/** What a device needs of each thing that is short, in words. */
function needsOf(shortages: readonly Shortage[]): string {
  return shortages.map(({ need }) => need).join(' and ');
}

/** What a rack has of each thing that is short, in words. */
function leftOf(shortages: readonly Shortage[]): string {
  return shortages.map(({ left }) => left).join(' and ');
}

/** Names in quotes, for messages. */
function names(list: readonly string[]): string {
  return list.map((name) => `'${name}'`).join(', ');
}

function kinds(accepts: readonly string[]): string {
  return accepts.length === 0 ? 'nothing' : names(accepts);
}
