import type { HallProps, RackProps, RowProps } from './site-props';

/** Notes one thing that is wrong: code, problem, remedy. */
export type Refuse = (code: string, problem: string, remedy: string) => void;

const ROW_NAME = /^[A-Za-z][A-Za-z0-9-]*$/;

/** Notes what is wrong with a hall, its rows and its racks. */
export function checkHall(hall: HallProps, refuse: Refuse): void {
  const where = `hall '${hall.name}'`;
  if (hall.rows.length === 0) {
    refuse('site/no-rows', `${where}: 'rows' is empty`, 'give the hall at least one row of racks');
  }
  for (const name of repeated(hall.rows)) {
    refuse('space/duplicate-row', `${where}: two rows are named '${name}'`, 'give each row a name of its own');
  }
  for (const prop of ['rowPitch', 'rackPitch'] as const) {
    if (hall[prop].isZero()) refuse('site/bad-pitch', `${where}: '${prop}' is 0 m`, 'give the distance between fronts');
  }
  checkRack(where, hall.rack, refuse);
  for (const row of hall.rows) checkRow(`row '${row.name}' of ${where}`, row, refuse);
}

function checkRow(where: string, { name, racks, rack }: RowProps, refuse: Refuse): void {
  if (!ROW_NAME.test(name)) {
    const remedy = "use letters, digits and '-', beginning with a letter: racks are named after the row";
    refuse('space/invalid-name', `${where}: '${name}' cannot begin the name of a rack`, remedy);
  }
  if (!Number.isInteger(racks) || racks < 1) {
    refuse('space/invalid-number', `${where}: 'racks' is ${racks}`, 'give a whole number of at least 1');
  }
  if (rack !== undefined) checkRack(where, rack, refuse);
}

function checkRack(where: string, { units, power }: RackProps, refuse: Refuse): void {
  if (!Number.isInteger(units) || units < 1) {
    refuse(
      'site/bad-rack',
      `${where}: 'rack.units' is ${units}`,
      'give the height as a whole number of units, for example 48',
    );
  }
  if (power.isZero()) {
    refuse('site/bad-rack', `${where}: 'rack.power' is ${power.toString()}`, 'give the power that one rack may draw');
  }
}

/** Names that stand more than once in a list. */
export function repeated(list: readonly { readonly name: string }[]): readonly string[] {
  const names = list.map(({ name }) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
