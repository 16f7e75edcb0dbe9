import { type NameKind, nameErrors } from '../../design/names';
import { spellingHint } from '../../errors/design-error';
import {
  type HallInput,
  type RackBody,
  type RackLimits,
  rackName,
  type RackPosition,
  type RowInput,
} from '../../model/placement-plan';
import type { UsedDefault } from '../../model/site-plan';
import { present } from '../../units/present';
import type { Refuse } from '../props/check-props';
import {
  HALL_DEFAULTS,
  type HallLayoutProps,
  type HallProps,
  type RackPositionProps,
  type RackProps,
  type RowProps,
} from './hall-props';

const HALL_NAME = /^[A-Za-z0-9][A-Za-z0-9-]*$/;

const ROW_NAME = /^[A-Za-z][A-Za-z0-9-]*$/;

/** Notes what is wrong with a hall, its rows and its racks. */
export function checkHall(hall: HallProps, refuse: Refuse): void {
  const where = `hall '${hall.name}'`;
  if (!HALL_NAME.test(hall.name)) {
    const remedy = "use letters, digits and '-', beginning with a letter or digit";
    refuse('space/invalid-name', `${where}: '${hall.name}' cannot begin the name of a rack`, remedy);
  }
  checkLength('hall', hall.name, refuse);
  for (const name of repeated(hall.rows)) {
    refuse('space/duplicate-row', `${where}: two rows are named '${name}'`, 'give each row a name of its own');
  }
  for (const row of hall.rows) checkRow(`row '${row.name}' of ${where}`, row, refuse);
}

/** Notes a name that is too long for what is named after it. */
export function checkLength(kind: NameKind & ('hall' | 'row'), name: string, refuse: Refuse): void {
  for (const { code, problem, remedy } of nameErrors(kind, kind, name)) {
    if (code === 'names/too-long') refuse(code, problem, remedy);
  }
}

/** Notes what is wrong with a row and its positions. */
export function checkRow(where: string, row: RowProps, refuse: Refuse): void {
  const { name, positions = {} } = row;
  if (!ROW_NAME.test(name)) {
    const remedy = "use letters, digits and '-', beginning with a letter: racks are named after the row";
    refuse('space/invalid-name', `${where}: '${name}' cannot begin the name of a rack`, remedy);
  }
  checkLength('row', name, refuse);
  for (const [position, props] of Object.entries(positions)) checkPosition(where, { row, position, props }, refuse);
}

/** Notes what is wrong with one position of a row. */
export function checkPosition(
  where: string,
  { row, position, props }: { readonly row: RowProps; readonly position: string; readonly props: RackPositionProps },
  refuse: Refuse,
): void {
  const owner = `position '${position}' of ${where}`;
  const number = rackNumber(row.name, position);
  if (number === undefined || number > row.racks) {
    const last = Number.isInteger(row.racks) ? rackName(undefined, row.name, row.racks) : row.name;
    const hint = paddedName(row, position) ?? spellingHint(position, namesOf(row));
    const remedy = hint === undefined ? "correct its name, or raise 'racks' of the row" : `did you mean '${hint}'?`;
    const range = `the row has positions '${rackName(undefined, row.name, 1)}' to '${last}'`;
    refuse('space/no-such-position', `${owner}: ${range}`, remedy);
  }
  const { blockedBy, ...others } = props;
  const given = Object.entries<unknown>(others).flatMap(([prop, value]) => (value === undefined ? [] : [`'${prop}'`]));
  if (blockedBy !== undefined && given.length > 0) {
    const problem = `${owner}: no rack stands there ('blockedBy'), and ${given.join(', ')} would be its`;
    refuse('site/bad-rack', problem, "take 'blockedBy' away, or the others");
  }
}

/** `A03` for `A3`. */
function paddedName({ name, racks }: RowProps, position: string): string | undefined {
  const number = position.startsWith(name) ? Number(position.slice(name.length)) : Number.NaN;
  return Number.isInteger(number) && number >= 1 && number <= racks ? rackName(undefined, name, number) : undefined;
}

function namesOf({ name, racks }: RowProps): string[] {
  const count = Number.isInteger(racks) ? Math.min(Math.max(racks, 0), 1_000) : 0;
  return Array.from({ length: count }, (_, index) => rackName(undefined, name, index + 1));
}

/** Names that stand more than once in a list. */
export function repeated(list: readonly { readonly name: string }[]): readonly string[] {
  const names = list.map(({ name }) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

/** Paths of the constructs that a hall was declared by. */
interface HallPaths {
  readonly hall: string;
  /** By name of the row. */
  readonly rows: ReadonlyMap<string, string>;
  /** By name of the rack. */
  readonly racks: ReadonlyMap<string, string>;
}

/** Halls as the engines take them; rows are not in a zone yet (`zone` is empty). */
export function hallInputs(halls: readonly HallProps[]): readonly HallInput[] {
  return halls.map((hall) => hallInput(hall));
}

/** A hall as the engines take it, with the paths of its constructs where it has some. */
export function hallInput(hall: HallProps, paths?: HallPaths): HallInput {
  const { width, depth, floorLimit, doorHeight, containment, placement, phase, formerly, compartment } = hall;
  return {
    name: hall.name,
    rowPitchMillimetres: (hall.rowPitch ?? HALL_DEFAULTS.rowPitch).inMillimetres,
    rackPitchMillimetres: (hall.rackPitch ?? hall.rack.width ?? HALL_DEFAULTS.rackPitch).inMillimetres,
    riserMillimetres: (hall.riser ?? HALL_DEFAULTS.riser).inMillimetres,
    rows: hall.rows.map((row) => rowInput(hall, row, paths)),
    ...present({
      path: paths?.hall,
      widthMillimetres: width?.inMillimetres,
      depthMillimetres: depth?.inMillimetres,
      floorGramsPerSquareMetre: floorLimit?.inGramsPerSquareMetre,
      doorMillimetres: doorHeight?.inMillimetres,
      containment,
      placement,
      phase,
      formerly,
      compartment,
    }),
  };
}

/** Lengths that a hall leaves to their defaults, as the plan lists them. */
export function hallDefaults(hall: HallLayoutProps & { readonly name: string }): readonly UsedDefault[] {
  const object = `hall '${hall.name}'`;
  return (['rowPitch', 'rackPitch', 'riser'] as const).flatMap((prop): UsedDefault[] => {
    if (hall[prop] !== undefined) return [];
    const { width } = hall.rack;
    if (prop === 'rackPitch' && width !== undefined) {
      return [{ object, prop, value: width.toString(), basis: "'width' of the hall's rack" }];
    }
    return [{ object, prop, value: HALL_DEFAULTS[prop].toString(), basis: 'assumed' }];
  });
}

function rowInput(hall: HallProps, row: RowProps, paths: HallPaths | undefined): RowInput {
  const { name, racks, accepts, facing, at, reservedFor, formerly, compartment, positions = {} } = row;
  const rack = row.rack ?? hall.rack;
  const path = paths?.rows.get(name);
  const special = Object.entries(positions)
    .map(([rackName, position]) => rackPosition(row, rack, { rackName, position, path: paths?.racks.get(rackName) }))
    .sort((a, b) => a.number - b.number);
  return {
    name,
    racks,
    zone: '',
    ...present({ accepts: accepts === undefined ? undefined : [...accepts] }),
    rack: rackLimits(rack),
    ...present({ path, facing, yMillimetres: at?.inMillimetres, reservedFor, formerly, compartment }),
    ...(special.length === 0 ? {} : { positions: special }),
  };
}

interface NamedPosition {
  readonly rackName: string;
  readonly position: RackPositionProps;
  readonly path: string | undefined;
}

function rackPosition(row: RowProps, rack: RackProps, { rackName, position, path }: NamedPosition): RackPosition {
  const { blockedBy, reservedFor, compartment, ...changes } = position;
  // A program that runs without type-check may give undefined for what it leaves out.
  const given = Object.entries<unknown>(changes).filter(([, value]) => value !== undefined);
  return {
    number: rackNumber(row.name, rackName) ?? 0,
    ...present({ path }),
    ...(given.length === 0
      ? {}
      : { rack: rackLimits({ ...rack, ...(Object.fromEntries(given) as Partial<RackProps>) }) }),
    ...present({ blockedBy, reservedFor, compartment }),
  };
}

function rackLimits({ model, units, power, maxLoad, maxAirHeat, ...rest }: RackProps): RackLimits {
  const body = rackBody(rest);
  return {
    model,
    heightU: units,
    budgetWatts: power.inWatts,
    ...present({ maxLoadGrams: maxLoad?.inGrams, maxAirWatts: maxAirHeat?.inWatts }),
    ...(Object.keys(body).length === 0 ? {} : { body }),
  };
}

function rackBody(rack: Omit<RackProps, 'model' | 'units' | 'power' | 'maxLoad' | 'maxAirHeat'>): RackBody {
  const { width, depth, height, weight, frontClearance, rearClearance } = rack;
  return present({
    widthMillimetres: width?.inMillimetres,
    depthMillimetres: depth?.inMillimetres,
    heightMillimetres: height?.inMillimetres,
    weightGrams: weight?.inGrams,
    frontClearanceMillimetres: frontClearance?.inMillimetres,
    rearClearanceMillimetres: rearClearance?.inMillimetres,
  });
}

/** Number of a rack in its row, from 1, by its name: 3 of `A03` in row `A`; undefined where the name is of another row, or is written otherwise. */
function rackNumber(row: string, name: string): number | undefined {
  if (!name.startsWith(row)) return undefined;
  const number = Number(name.slice(row.length));
  return Number.isInteger(number) && number >= 1 && rackName(undefined, row, number) === name ? number : undefined;
}
