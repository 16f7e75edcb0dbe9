import type { DeviceInput, HallInput, RowInput } from '../../model/placement-plan';
import { present } from '../../units/present';
import { needsLiquid, RackState } from './rack-state';

/** A row while devices are placed. */
export interface RowState {
  /** Position among all rows of the site. */
  readonly order: number;
  readonly hall: string;
  /** Position in its hall, from 0. */
  readonly index: number;
  readonly input: RowInput;
  /** Racks that stand there, by number; blocked positions have none. */
  readonly racks: readonly RackState[];
  /** Names of units and owners that racks of it are kept for. */
  readonly reservations: ReadonlySet<string>;
}

/** A rack and the row that it stands in. */
export interface RackAt {
  readonly row: RowState;
  /** Position among the racks of the row, from 0. */
  readonly index: number;
  readonly rack: RackState;
}

/** Whether racks of a hall carry no hall in their names. */
export function isUnnamedHall({ isUnnamed }: Pick<HallInput, 'isUnnamed'>, halls: readonly HallInput[]): boolean {
  return isUnnamed ?? halls.length === 1;
}

/** Names of a row's racks: `A01`, with the hall in front where the site has several: `hall-1-A01`. */
export function rackName(hall: string | undefined, row: string, number: number): string {
  return `${hall === undefined ? '' : `${hall}-`}${row}${String(number).padStart(2, '0')}`;
}

/** All rows and racks of a site, in order of declaration, and the way from a name to a rack. */
export class Floor {
  public readonly rows: readonly RowState[];
  private readonly byName = new Map<string, RackAt>();
  private readonly blocked = new Map<string, string>();
  private readonly orders: ReadonlyMap<string, HallInput['placement']>;
  private readonly hasLoop: boolean;

  public constructor(halls: readonly HallInput[]) {
    const rows: RowState[] = [];
    for (const hall of halls) {
      const hallInNames = isUnnamedHall(hall, halls) ? undefined : hall.name;
      hall.rows.forEach((input, index) => {
        const racks = racksOf(hall, input, { index: input.slot ?? index, hallInNames });
        const reservations = new Set(racks.flatMap(({ site: { reservedFor } }) => reservedFor ?? []));
        rows.push({ order: rows.length, hall: hall.name, index: input.slot ?? index, input, racks, reservations });
        for (const { number, blockedBy } of input.positions ?? []) {
          if (blockedBy !== undefined) this.blocked.set(rackName(hallInNames, input.name, number), blockedBy);
        }
      });
    }
    this.rows = rows;
    this.orders = new Map(halls.map(({ name, placement }) => [name, placement]));
    this.hasLoop = rows.some(({ input }) => input.isOnLoop === true);
    this.indexNames();
  }

  /** Why no rack stands at a position; undefined where one does, or where there is no such position. */
  public blockedBy(name: string): string | undefined {
    return this.blocked.get(name);
  }

  /** Rows with racks that are kept for this unit, or for its owner. */
  public rowsKeptFor(device: DeviceInput): RowState[] {
    return this.rowsFor(device).filter(({ reservations }) =>
      [...reservations].some((name) => isReservedFor(name, device)),
    );
  }

  /**
   * The rack of a name. A name with its hall is understood where the site has one hall, and one without where it has several (the first hall
   * that has it): so a second hall does not lose the places of the first.
   */
  public rackNamed(name: string): RackAt | undefined {
    return this.byName.get(name);
  }

  /** Names of all racks. */
  public rackNames(): string[] {
    return this.rows.flatMap(({ racks }) => racks.map(({ site }) => site.name));
  }

  /**
   * Rows where the device may stand: those of the zones it prefers first, then in order of declaration. What needs liquid finds rows on a
   * technology loop before all others. Rows that a tenant takes are none of them.
   */
  public rowsFor(device: Pick<DeviceInput, 'kind' | 'zones' | 'row' | 'cooling'>): RowState[] {
    const { kind, zones, row } = device;
    const own = this.rows.filter(({ input }) => input.tenant === undefined);
    if (row !== undefined) return own.filter(({ hall, input }) => hall === row.hall && input.name === row.row);
    const accepting = own.filter(({ input }) => input.accepts?.includes(kind) ?? true);
    const zoned =
      zones === undefined ? accepting : zones.flatMap((zone) => accepting.filter(({ input }) => input.zone === zone));
    if (!this.hasLoop || !needsLiquid(device)) return zoned;
    const isOnLoop = ({ input }: RowState): boolean => input.isOnLoop === true;
    return [...zoned.filter(isOnLoop), ...zoned.filter((each) => !isOnLoop(each))];
  }

  /** Rows in the order in which the first device of a unit tries them: as their halls ask for. */
  public rowsForNewUnit(rows: readonly RowState[]): readonly RowState[] {
    if ([...this.orders.values()].every((order) => order === undefined || order === 'first-fit')) return rows;
    return inPlacementOrder(rows, { all: this.rows, orders: this.orders });
  }

  private indexNames(): void {
    const all = this.rows.flatMap((row) => row.racks.map((rack, index): RackAt => ({ row, index, rack })));
    for (const each of all) this.byName.set(each.rack.site.name, each);
    for (const each of all) {
      const { hall, row, number } = each.rack.site;
      for (const name of [rackName(hall, row, number), rackName(undefined, row, number)]) {
        if (!this.byName.has(name)) this.byName.set(name, each);
      }
    }
  }
}

function racksOf(
  hall: HallInput,
  row: RowInput,
  { index, hallInNames }: { readonly index: number; readonly hallInNames: string | undefined },
): RackState[] {
  const { rackPitchMillimetres } = hall;
  const positions = new Map((row.positions ?? []).map((position) => [position.number, position]));
  const yMillimetres = rowMillimetres(hall, row, index);
  return Array.from({ length: row.racks }, (_, at) => {
    const position = positions.get(at + 1);
    if (position?.blockedBy !== undefined) return undefined;
    const reservedFor = position?.reservedFor ?? row.reservedFor;
    return new RackState({
      name: rackName(hallInNames, row.name, at + 1),
      hall: hall.name,
      row: row.name,
      number: at + 1,
      zone: row.zone,
      limits: position?.rack ?? row.rack,
      ...present({ reservedFor }),
      xMillimetres: at * rackPitchMillimetres + Math.floor(rackPitchMillimetres / 2),
      yMillimetres,
    });
  }).filter((rack) => rack !== undefined);
}

/** Middle of a row in its hall, mm from the middle of the first place: as given, or by its place and the row pitch. */
function rowMillimetres(
  { rowPitchMillimetres }: Pick<HallInput, 'rowPitchMillimetres'>,
  { yMillimetres, slot }: Pick<RowInput, 'yMillimetres' | 'slot'>,
  index: number,
): number {
  return yMillimetres ?? (slot ?? index) * rowPitchMillimetres;
}

/** Rows of a hall from front to back, each with its middle. */
export function rowLines(hall: HallInput): readonly { readonly row: RowInput; readonly yMillimetres: number }[] {
  return hall.rows
    .map((row, index) => ({ row, yMillimetres: rowMillimetres(hall, row, index) }))
    .sort((a, b) => a.yMillimetres - b.yMillimetres);
}

/** Whether a rack that is kept for `name` takes a device: it is of that unit (`haein/su-02`), or of that cluster or fabric (`haein`). */
export function isReservedFor(name: string, { unit }: Pick<DeviceInput, 'unit'>): boolean {
  return unit === name || unit.startsWith(`${name}/`);
}

/** What the order of rows depends on. */
interface PlacementOrderInput {
  /** All rows of the site. */
  readonly all: readonly RowState[];
  /** Wish of each hall. */
  readonly orders: ReadonlyMap<string, HallInput['placement']>;
}

/**
 * Rows in the order in which a new unit tries them. Halls keep their turn; within a hall that wishes so, its rows change places among
 * themselves: `symmetric` takes mirrored pairs from the outside in, of each pair the row that holds less; `near-switches` takes
 * the row nearest to one that takes switches and no systems.
 */
function inPlacementOrder(rows: readonly RowState[], { all, orders }: PlacementOrderInput): readonly RowState[] {
  const turns = new Map<string, Iterator<RowState>>();
  for (const hall of new Set(rows.map((row) => row.hall))) {
    const own = rows.filter((row) => row.hall === hall);
    const order = orders.get(hall) ?? 'first-fit';
    const floor = all.filter((row) => row.hall === hall);
    const sorted =
      order === 'symmetric' ? pairsFirst(own, floor) : order === 'near-switches' ? nearSwitches(own, floor) : own;
    turns.set(hall, sorted[Symbol.iterator]());
  }
  return rows.map((row) => (turns.get(row.hall)?.next().value as RowState | undefined) ?? row);
}

/** The row at the same distance from the other end of the hall; itself in the middle. */
export function mirrorOf<R extends Pick<RowState, 'index'>>(row: R, floor: readonly R[]): R {
  const inTurn = [...floor].sort((a, b) => a.index - b.index);
  return inTurn[inTurn.length - 1 - inTurn.indexOf(row)] ?? row;
}

function pairsFirst(rows: readonly RowState[], floor: readonly RowState[]): readonly RowState[] {
  const pairOf = (row: RowState): number => Math.min(row.index, mirrorOf(row, floor).index);
  return [...rows].sort((a, b) => pairOf(a) - pairOf(b) || heldBy(a) - heldBy(b) || a.index - b.index);
}

function nearSwitches(rows: readonly RowState[], floor: readonly RowState[]): readonly RowState[] {
  const homes = floor.filter(
    ({ input: { accepts } }) => accepts?.includes('switch') === true && !accepts.includes('system'),
  );
  const distance = (row: RowState): number =>
    homes.reduce((least, home) => Math.min(least, Math.abs(lineOf(home) - lineOf(row))), Number.MAX_SAFE_INTEGER);
  return [...rows].sort((a, b) => distance(a) - distance(b) || a.order - b.order);
}

function heldBy({ racks }: RowState): number {
  return racks.reduce((sum, rack) => sum + rack.systems, 0);
}

function lineOf({ racks, index }: RowState): number {
  return racks[0]?.site.yMillimetres ?? index;
}
