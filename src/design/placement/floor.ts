import type { DeviceInput, HallInput, RowInput } from './placement-plan';
import { RackState } from './rack-state';

/** A row while devices are placed. */
export interface RowState {
  /** Position among all rows of the site. */
  readonly order: number;
  readonly hall: string;
  /** Position in its hall, from 0. */
  readonly index: number;
  readonly input: RowInput;
  readonly racks: readonly RackState[];
}

/** A rack and the row that it stands in. */
export interface RackAt {
  readonly row: RowState;
  /** Position in the row, from 0. */
  readonly index: number;
  readonly rack: RackState;
}

/** Names of a row's racks: `A01`, with the hall in front where the site has several: `hall-1-A01`. */
export function rackName(hall: string | undefined, row: string, number: number): string {
  return `${hall === undefined ? '' : `${hall}-`}${row}${String(number).padStart(2, '0')}`;
}

/** All rows and racks of a site, in order of declaration, and the way from a name to a rack. */
export class Floor {
  public readonly rows: readonly RowState[];
  private readonly byName = new Map<string, RackAt>();

  public constructor(halls: readonly HallInput[]) {
    const rows: RowState[] = [];
    for (const hall of halls) {
      hall.rows.forEach((input, index) => {
        const racks = racksOf(hall, input, index, halls.length > 1);
        rows.push({ order: rows.length, hall: hall.name, index, input, racks });
      });
    }
    this.rows = rows;
    this.indexNames();
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

  /** Rows where the device may stand: those of the zones it prefers first, then in order of declaration. */
  public rowsFor({ kind, zones, row }: Pick<DeviceInput, 'kind' | 'zones' | 'row'>): RowState[] {
    if (row !== undefined) return this.rows.filter(({ hall, input }) => hall === row.hall && input.name === row.row);
    const accepting = this.rows.filter(({ input }) => input.accepts?.includes(kind) ?? true);
    return zones === undefined
      ? accepting
      : zones.flatMap((zone) => accepting.filter(({ input }) => input.zone === zone));
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

function racksOf(hall: HallInput, row: RowInput, rowIndex: number, hasSeveralHalls: boolean): RackState[] {
  const { rackPitchMillimetres, rowPitchMillimetres } = hall;
  return Array.from({ length: row.racks }, (_, index) => {
    const number = index + 1;
    return new RackState({
      name: rackName(hasSeveralHalls ? hall.name : undefined, row.name, number),
      hall: hall.name,
      row: row.name,
      number,
      zone: row.zone,
      limits: row.rack,
      xMillimetres: index * rackPitchMillimetres + Math.floor(rackPitchMillimetres / 2),
      yMillimetres: rowIndex * rowPitchMillimetres,
    });
  });
}
