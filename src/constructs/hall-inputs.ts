import type { HallInput, RackBody, RackLimits, RackPosition, RowInput } from '../model/placement-plan';
import type { HallProps, RackPositionProps, RackProps, RowProps } from './hall-props';
import { rackNumber } from './rack-number';

/** Paths of the constructs that a hall was declared by. */
export interface HallPaths {
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
  const { width, depth, floorLimit, doorHeight, containment, placement, phase, formerly } = hall;
  return {
    name: hall.name,
    rowPitchMillimetres: hall.rowPitch.inMillimetres,
    rackPitchMillimetres: hall.rackPitch.inMillimetres,
    riserMillimetres: hall.riser.inMillimetres,
    rows: hall.rows.map((row) => rowInput(hall, row, paths)),
    ...(paths === undefined ? {} : { path: paths.hall }),
    ...(width === undefined ? {} : { widthMillimetres: width.inMillimetres }),
    ...(depth === undefined ? {} : { depthMillimetres: depth.inMillimetres }),
    ...(floorLimit === undefined ? {} : { floorGramsPerSquareMetre: floorLimit.inGramsPerSquareMetre }),
    ...(doorHeight === undefined ? {} : { doorMillimetres: doorHeight.inMillimetres }),
    ...(containment === undefined ? {} : { containment }),
    ...(placement === undefined ? {} : { placement }),
    ...(phase === undefined ? {} : { phase }),
    ...(formerly === undefined ? {} : { formerly }),
  };
}

function rowInput(hall: HallProps, row: RowProps, paths: HallPaths | undefined): RowInput {
  const { name, racks, accepts, facing, at, reservedFor, formerly, positions = {} } = row;
  const rack = row.rack ?? hall.rack;
  const path = paths?.rows.get(name);
  const special = Object.entries(positions)
    .map(([rackName, position]) => rackPosition(row, rack, { rackName, position, path: paths?.racks.get(rackName) }))
    .sort((a, b) => a.number - b.number);
  return {
    name,
    racks,
    zone: '',
    ...(accepts === undefined ? {} : { accepts: [...accepts] }),
    rack: rackLimits(rack),
    ...(path === undefined ? {} : { path }),
    ...(facing === undefined ? {} : { facing }),
    ...(at === undefined ? {} : { yMillimetres: at.inMillimetres }),
    ...(reservedFor === undefined ? {} : { reservedFor }),
    ...(formerly === undefined ? {} : { formerly }),
    ...(special.length === 0 ? {} : { positions: special }),
  };
}

interface NamedPosition {
  readonly rackName: string;
  readonly position: RackPositionProps;
  readonly path: string | undefined;
}

function rackPosition(row: RowProps, rack: RackProps, { rackName, position, path }: NamedPosition): RackPosition {
  const { blockedBy, reservedFor, ...changes } = position;
  // A program that runs without type-check may give undefined for what it leaves out.
  const given = Object.entries<unknown>(changes).filter(([, value]) => value !== undefined);
  return {
    number: rackNumber(row.name, rackName) ?? 0,
    ...(path === undefined ? {} : { path }),
    ...(given.length === 0
      ? {}
      : { rack: rackLimits({ ...rack, ...(Object.fromEntries(given) as Partial<RackProps>) }) }),
    ...(blockedBy === undefined ? {} : { blockedBy }),
    ...(reservedFor === undefined ? {} : { reservedFor }),
  };
}

function rackLimits({ model, units, power, maxLoad, maxAirHeat, ...rest }: RackProps): RackLimits {
  const body = rackBody(rest);
  return {
    model,
    heightU: units,
    budgetWatts: power.inWatts,
    ...(maxLoad === undefined ? {} : { maxLoadGrams: maxLoad.inGrams }),
    ...(maxAirHeat === undefined ? {} : { maxAirWatts: maxAirHeat.inWatts }),
    ...(Object.keys(body).length === 0 ? {} : { body }),
  };
}

function rackBody(rack: Omit<RackProps, 'model' | 'units' | 'power' | 'maxLoad' | 'maxAirHeat'>): RackBody {
  const { width, depth, height, weight, frontClearance, rearClearance } = rack;
  return {
    ...(width === undefined ? {} : { widthMillimetres: width.inMillimetres }),
    ...(depth === undefined ? {} : { depthMillimetres: depth.inMillimetres }),
    ...(height === undefined ? {} : { heightMillimetres: height.inMillimetres }),
    ...(weight === undefined ? {} : { weightGrams: weight.inGrams }),
    ...(frontClearance === undefined ? {} : { frontClearanceMillimetres: frontClearance.inMillimetres }),
    ...(rearClearance === undefined ? {} : { rearClearanceMillimetres: rearClearance.inMillimetres }),
  };
}
