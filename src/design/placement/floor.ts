import { type DeviceInput, type HallInput, type PartnerSet, rackName, type RowInput } from '../../model/placement-plan';
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
  /** Power zones of its racks, each once. */
  readonly zones: readonly string[];
  /** Names of units and owners that racks of it are kept for. */
  readonly reservations: ReadonlySet<string>;
  /** All of its racks as one turn. */
  readonly turn: RowTurn;
}

/** Racks that are tried together: those of a row, or where they are in several power zones and it matters which, those of one zone in it. */
export interface RowTurn {
  readonly row: RowState;
  /** Absent: all racks of the row. */
  readonly zone?: string;
}

/** Power zones of the racks of a turn. */
export function zonesOfTurn({ row, zone }: RowTurn): readonly string[] {
  return zone === undefined ? row.zones : [zone];
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
        const zones = [...new Set(racks.map(({ site: { zone } }) => zone))];
        const place = { order: rows.length, hall: hall.name, index: input.slot ?? index };
        rows.push(rowState({ ...place, input, racks, zones, reservations }));
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

  /** Turns of rows with racks that are kept for this unit, or for its owner. */
  public turnsKeptFor(device: DeviceInput): RowTurn[] {
    return this.turnsFor(device).filter(({ row: { reservations } }) =>
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
   * Turns of rows where the device may stand: those of the zones it prefers first, then in order of declaration. What needs liquid finds rows on a
   * technology loop before all others. Rows that a tenant takes are none of them. A row whose racks are in several zones has a turn for each zone that
   * the device names, or, where its partners are spread over zones, for each there is.
   */
  public turnsFor(device: Pick<DeviceInput, 'kind' | 'zones' | 'row' | 'cooling' | 'partners'>): RowTurn[] {
    const { kind, zones, row, partners } = device;
    const own = this.rows.filter(({ input }) => input.tenant === undefined);
    const turnsOf = (each: RowState): readonly RowTurn[] => turnsByZone(each, partners?.over === 'zones');
    if (row !== undefined) {
      const named = own.filter(({ hall, input }) => hall === row.hall && input.name === row.row);
      const within = named.flatMap((each) => turnsInZones(each, zones ?? []));
      return within.length > 0 ? within : named.flatMap(turnsOf);
    }
    const accepting = own.filter(({ input }) => input.accepts?.includes(kind) ?? true);
    const zoned =
      zones === undefined
        ? accepting.flatMap(turnsOf)
        : zones.flatMap((zone) => accepting.flatMap((each) => turnsInZones(each, [zone])));
    if (!this.hasLoop || !needsLiquid(device)) return zoned;
    const isOnLoop = ({ row: { input } }: RowTurn): boolean => input.isOnLoop === true;
    return [...zoned.filter(isOnLoop), ...zoned.filter((each) => !isOnLoop(each))];
  }

  /** Turns in the order in which the first device of a unit tries them: as their halls ask for. */
  public turnsForNewUnit(turns: readonly RowTurn[]): readonly RowTurn[] {
    if ([...this.orders.values()].every((order) => order === undefined || order === 'first-fit')) return turns;
    return inPlacementOrder(turns, { all: this.rows, orders: this.orders });
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

function rowState(parts: Omit<RowState, 'turn'>): RowState {
  const turn: { row?: RowState } = {};
  const row: RowState = { ...parts, turn: turn as RowTurn };
  turn.row = row;
  return row;
}

/** Turns of a row in zones, in the order of the zones; a row that is in one of them whole has one. */
function turnsInZones(row: RowState, zones: readonly string[]): readonly RowTurn[] {
  const own = zones.filter((zone) => row.zones.includes(zone));
  return row.zones.length === 1 ? own.map(() => row.turn) : own.map((zone) => ({ row, zone }));
}

function turnsByZone(row: RowState, isByZone: boolean): readonly RowTurn[] {
  return isByZone && row.zones.length > 1 ? row.zones.map((zone) => ({ row, zone })) : [row.turn];
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
    const site = {
      name: rackName(hallInNames, row.name, at + 1),
      hall: hall.name,
      row: row.name,
      number: at + 1,
      zone: position?.zone ?? row.zone,
      limits: position?.rack ?? row.rack,
      ...present({ reservedFor }),
      xMillimetres: at * rackPitchMillimetres + Math.floor(rackPitchMillimetres / 2),
      yMillimetres,
    };
    return new RackState(site, (position?.tenant ?? row.tenant) !== undefined);
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
function inPlacementOrder(rows: readonly RowTurn[], { all, orders }: PlacementOrderInput): readonly RowTurn[] {
  const turns = new Map<string, Iterator<RowTurn>>();
  for (const hall of new Set(rows.map(({ row }) => row.hall))) {
    const own = rows.filter(({ row }) => row.hall === hall);
    const order = orders.get(hall) ?? 'first-fit';
    const floor = all.filter((row) => row.hall === hall);
    const sorted =
      order === 'symmetric' ? pairsFirst(own, floor) : order === 'near-switches' ? nearSwitches(own, floor) : own;
    turns.set(hall, sorted[Symbol.iterator]());
  }
  return rows.map((each) => (turns.get(each.row.hall)?.next().value as RowTurn | undefined) ?? each);
}

/** The row at the same distance from the other end of the hall; itself in the middle. */
export function mirrorOf<R extends Pick<RowState, 'index'>>(row: R, floor: readonly R[]): R {
  const inTurn = [...floor].sort((a, b) => a.index - b.index);
  return inTurn[inTurn.length - 1 - inTurn.indexOf(row)] ?? row;
}

function pairsFirst(turns: readonly RowTurn[], floor: readonly RowState[]): readonly RowTurn[] {
  const pairOf = (row: RowState): number => Math.min(row.index, mirrorOf(row, floor).index);
  return [...turns].sort(
    ({ row: a }, { row: b }) => pairOf(a) - pairOf(b) || heldBy(a) - heldBy(b) || a.index - b.index,
  );
}

function nearSwitches(turns: readonly RowTurn[], floor: readonly RowState[]): readonly RowTurn[] {
  const homes = floor.filter(
    ({ input: { accepts } }) => accepts?.includes('switch') === true && !accepts.includes('system'),
  );
  const distance = (row: RowState): number =>
    homes.reduce((least, home) => Math.min(least, Math.abs(lineOf(home) - lineOf(row))), Number.MAX_SAFE_INTEGER);
  return [...turns].sort(({ row: a }, { row: b }) => distance(a) - distance(b) || a.order - b.order);
}

function heldBy({ racks }: RowState): number {
  return racks.reduce((sum, rack) => sum + rack.systems, 0);
}

function lineOf({ racks, index }: RowState): number {
  return racks[0]?.site.yMillimetres ?? index;
}

/** Whether a rack takes no more of something, though it has room. */
export type IsFull = (rack: RackState) => boolean;

/** A place that is free. */
export interface Found {
  readonly at: RackAt;
  readonly u: number;
}

/** Members of one set that stand. */
interface SetState {
  /** The rack of the first of them. */
  readonly home: RackState;
  readonly inRack: Map<RackState, number>;
  readonly inRow: Map<RowState, number>;
  readonly inZone: Map<string, number>;
}

/** Where partners stand, and where the next of them may. */
export class Partners {
  private readonly sets = new Map<string, SetState>();
  /** Least number in a rack that still finds a place, by set and rows: racks only fill, so it never falls. */
  private readonly levels = new Map<string, number>();

  /** @param spreadWithin - how far from the first of its set a partner may stand, mm, by set; anywhere in its hall where it is absent */
  public constructor(private readonly spreadWithin: ReadonlyMap<string, number>) {}

  /** Counts a device that has its place now. */
  public join({ partners }: DeviceInput, row: RowState, rack: RackState): void {
    if (partners === undefined) return;
    const known = this.sets.get(partners.set);
    const state = known ?? { home: rack, inRack: new Map(), inRow: new Map(), inZone: new Map() };
    if (known === undefined) this.sets.set(partners.set, state);
    count(state.inRack, rack);
    count(state.inRow, row);
    count(state.inZone, rack.site.zone);
  }

  /**
   * A place for one of a set. The first place that there is decides the hall, and whether it stands on a technology loop: partners are not spread over halls,
   * for no way between may be known, nor away from the loop that they need.
   *
   * @param partners - the set
   * @param turns - rows in the order in which they are tried
   * @param find - the place in a row, racks that are full aside
   * @param key - what the place hangs on beside the set
   */
  public apart(
    partners: PartnerSet,
    turns: readonly RowTurn[],
    find: (turn: RowTurn, isFull?: IsFull) => Found | undefined,
    key: string,
  ): Found | undefined {
    const { set, mostPerRack, over } = partners;
    const first = firstOf(turns, find);
    const state = this.sets.get(set);
    if (first === undefined || state === undefined) return first;
    const { home, inRack } = state;
    const within = this.spreadWithin.get(set) ?? Infinity;
    const near = inTurn(
      over,
      state,
      turns.filter(({ row }) => isAlike(row, first.at.row)),
    );
    const levelKey = JSON.stringify([set, key, first.at.row.hall]);
    const highest = Math.max(...inRack.values());
    for (let most = this.levels.get(levelKey) ?? mostPerRack; most <= highest + 1; most += 1) {
      const isFull: IsFull = (rack) => (inRack.get(rack) ?? 0) >= most || distance(rack, home) > within;
      const found = firstOf(near, (turn) => find(turn, isFull));
      if (found !== undefined) return found;
      this.levels.set(levelKey, most + 1);
    }
    return first;
  }
}

/** Rows or zones with the fewest of the set first, where partners are spread over them; else as they come. */
function inTurn(over: PartnerSet['over'], { inRow, inZone }: SetState, turns: readonly RowTurn[]): readonly RowTurn[] {
  if (over === undefined) return turns;
  const held = (turn: RowTurn): number =>
    (over === 'rows' ? inRow.get(turn.row) : inZone.get(zonesOfTurn(turn)[0] ?? '')) ?? 0;
  return [...turns].sort((a, b) => held(a) - held(b));
}

function isAlike(row: RowState, other: RowState): boolean {
  return row.hall === other.hall && row.input.isOnLoop === other.input.isOnLoop;
}

function distance({ site: a }: RackState, { site: b }: RackState): number {
  return Math.abs(a.xMillimetres - b.xMillimetres) + Math.abs(a.yMillimetres - b.yMillimetres);
}

function count<K>(map: Map<K, number>, key: K): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

/** The first place that the rows give, in turn. */
export function firstOf<T>(turns: Iterable<RowTurn>, find: (turn: RowTurn) => T | undefined): T | undefined {
  for (const turn of turns) {
    const found = find(turn);
    if (found !== undefined) return found;
  }
  return undefined;
}
