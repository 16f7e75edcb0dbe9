/** The hall whose racks carry no hall in their names, in the slots of a lock. */
export const UNNAMED_HALL = 'hall without prefix';

/** Places of the rows of a hall, in the slots of a lock. */
export function rowsGroup(hall: string): string {
  return `rows of ${hall}`;
}
