import { checkProps, type PropNames } from './check-props';
import type { HallLayoutProps, HallProps, RackPositionProps, RackProps, RowLayoutProps, RowProps } from './hall-props';

/** Props of a hall beside its name and rows. */
export const HALL_LAYOUT_NAMES: PropNames<HallLayoutProps> = {
  rack: 'required',
  rowPitch: 'required',
  rackPitch: 'required',
  riser: 'required',
  width: 'optional',
  depth: 'optional',
  floorLimit: 'optional',
  doorHeight: 'optional',
  containment: 'optional',
  placement: 'optional',
  formerly: 'optional',
};

const HALL_NAMES: PropNames<HallProps> = {
  name: 'required',
  ...HALL_LAYOUT_NAMES,
  rows: 'required',
  phase: 'optional',
};

const RACK_NAMES: PropNames<RackProps> = {
  model: 'required',
  units: 'required',
  power: 'required',
  maxLoad: 'optional',
  maxAirHeat: 'optional',
  weight: 'optional',
  width: 'optional',
  depth: 'optional',
  height: 'optional',
  frontClearance: 'optional',
  rearClearance: 'optional',
};

/** Props of one position. */
export const RACK_POSITION_NAMES: PropNames<RackPositionProps> = {
  ...RACK_NAMES,
  model: 'optional',
  units: 'optional',
  power: 'optional',
  blockedBy: 'optional',
  reservedFor: 'optional',
};

/** Props of a row beside its name. */
export const ROW_LAYOUT_NAMES: PropNames<RowLayoutProps> = {
  racks: 'required',
  accepts: 'optional',
  rack: 'optional',
  facing: 'optional',
  at: 'optional',
  reservedFor: 'optional',
  formerly: 'optional',
};

const ROW_NAMES: PropNames<RowProps> = {
  name: 'required',
  ...ROW_LAYOUT_NAMES,
  positions: 'optional',
};

/** Refuses slips in the names of the props of a hall, its rows and its racks: `props/missing`, `props/unknown`. */
export function checkHallNames(hall: HallProps, site: string): void {
  const owner = `hall '${hall.name}' of ${site}`;
  checkProps(owner, hall, HALL_NAMES);
  checkRackNames(owner, hall.rack);
  for (const row of hall.rows) {
    const where = `row '${row.name}' of ${owner}`;
    checkProps(where, row, ROW_NAMES);
    checkRackNames(where, row.rack);
    for (const [position, props] of Object.entries(row.positions ?? {})) {
      checkProps(`position '${position}' of ${where}`, props, RACK_POSITION_NAMES);
    }
  }
}

/** Refuses slips in the names of the props of a rack. */
export function checkRackNames(owner: string, rack: RackProps | undefined): void {
  if (rack !== undefined) checkProps(`rack of ${owner}`, rack, RACK_NAMES);
}
