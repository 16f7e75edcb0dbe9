import type { Floor, RackAt, RowState } from './floor';
import { FreeRacks } from './free-racks';
import { needsLiquid } from './needs-liquid';
import type { DeviceInput, Position } from '../../model/placement-plan';
import { isReservedFor } from './reservation';

/** What stands of a unit in one row. */
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
 */
export class Allocator {
  private readonly shapes = new Map<string, Shape>();
  private readonly unitRows = new Map<string, UnitRow[]>();
  private readonly rowLists = new Map<string, readonly RowState[]>();
  private readonly keptRowLists = new Map<string, readonly RowState[]>();
  private readonly hasReservations: boolean;

  public constructor(private readonly floor: Floor) {
    this.hasReservations = floor.rows.some(({ reservations }) => reservations.size > 0);
  }

  /** Finds a place and takes it; undefined where no rack has room. */
  public place(device: DeviceInput): Position | undefined {
    const kept = this.hasReservations ? this.keptRows(device) : [];
    return (kept.length === 0 ? undefined : this.placeIn(device, kept, device.unit)) ?? this.placeIn(device);
  }

  /** Finds a place in racks that are kept for a unit, or, without one, in those that take any. */
  private placeIn(device: DeviceInput, kept?: readonly RowState[], unit?: string): Position | undefined {
    const unitRows = this.rowsOfUnit(device);
    const shape = this.shapeOf(device, unit);
    for (const row of kept ?? this.rowsInTurn(device, unitRows)) {
      const nearUnit = unitRows.find((each) => each.row === row) ?? unitRows[0];
      const free = entryOf(shape, row.order, () => openRacks(row, unit === undefined ? undefined : device));
      const found = firstFit(device, row, free, device.kind === 'switch' ? nearUnit : undefined);
      if (found !== undefined) return this.put(device, found.at, found.u);
    }
    return undefined;
  }

  /** Lets a device stand at a place that is known to be free. */
  public put(device: DeviceInput, { row, index, rack }: RackAt, u: number): Position {
    rack.put(device, u);
    this.join(device, row, index);
    return { rack: rack.site.name, u };
  }

  private shapeOf({ kind, heightU, maxWatts, weightGrams, maxPerRack }: DeviceInput, unit?: string): Shape {
    const key = [kind, heightU, maxWatts, weightGrams, maxPerRack, ...(unit === undefined ? [] : [unit])].join('|');
    return entryOf(this.shapes, key, (): Shape => new Map());
  }

  private keptRows(device: DeviceInput): readonly RowState[] {
    const key = JSON.stringify([device.kind, device.zones, device.row, needsLiquid(device), device.unit]);
    return entryOf(this.keptRowLists, key, () => this.floor.rowsKeptFor(device));
  }

  /** Rows to try, each once. */
  private *rowsInTurn(device: DeviceInput, unitRows: readonly UnitRow[]): Iterable<RowState> {
    const list = JSON.stringify([device.kind, device.zones, device.row, needsLiquid(device)]);
    const rows = entryOf(this.rowLists, list, () => this.floor.rowsFor(device));
    const own = unitRows.filter(({ row }) => rows.includes(row)).map(({ row }) => row);
    yield* own;
    const [home] = unitRows;
    const isNear = device.kind === 'switch' && home !== undefined;
    const inTurn = isNear
      ? entryOf(this.rowLists, `${home.row.order}|${list}`, () => byDistance(rows, home.row, device.zones))
      : unitRows.length === 0
        ? roomyFirst(this.floor.rowsForNewUnit(rows), device)
        : rows;
    for (const row of inTurn) if (!own.includes(row)) yield row;
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

/** Racks of a row that are kept for the device's unit; without a device, those that are kept for none. */
function openRacks({ racks, reservations }: RowState, device: DeviceInput | undefined): FreeRacks {
  const free = new FreeRacks(racks.length);
  if (reservations.size === 0) return free;
  racks.forEach(({ site: { reservedFor } }, index) => {
    const isOpen =
      reservedFor === undefined ? device === undefined : device !== undefined && isReservedFor(reservedFor, device);
    if (!isOpen) free.close(index);
  });
  return free;
}

/** The first rack of a row with room, or the one nearest to the unit; racks without room are closed on the way. */
function firstFit(
  device: DeviceInput,
  row: RowState,
  free: FreeRacks,
  near: UnitRow | undefined,
): { at: RackAt; u: number } | undefined {
  for (;;) {
    const index = near === undefined ? free.first() : free.nearest(near.first + near.last);
    const rack = index === undefined ? undefined : row.racks[index];
    if (index === undefined || rack === undefined) return undefined;
    const u = rack.placeFor(device);
    if (u > 0) return { at: { row, index, rack }, u };
    free.close(index);
  }
}

/** The first row with room for the whole unit of a device before all others, so that a unit does not split at the end of a row. */
function roomyFirst(rows: readonly RowState[], device: DeviceInput): readonly RowState[] {
  const { unitDevices } = device;
  if (unitDevices === undefined) return rows;
  const roomIn = ({ racks }: RowState): number =>
    racks.reduce((sum, rack) => sum + (rack.site.reservedFor === undefined ? rack.roomFor(device) : 0), 0);
  const roomy = rows.find((row) => roomIn(row) >= unitDevices);
  return roomy === undefined ? rows : [roomy, ...rows.filter((row) => row !== roomy)];
}

/** Preferred zones first, then rows of the same hall by distance, then the others in order. */
function byDistance(rows: readonly RowState[], home: RowState, zones: readonly string[] | undefined): RowState[] {
  const preference = ({ input }: RowState): number => zones?.indexOf(input.zone) ?? 0;
  const distance = ({ hall, index }: RowState): number =>
    hall === home.hall ? Math.abs(index - home.index) : Number.MAX_SAFE_INTEGER;
  return [...rows].sort((a, b) => preference(a) - preference(b) || distance(a) - distance(b) || a.order - b.order);
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
