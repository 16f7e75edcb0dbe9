import { rackName } from '../design/placement/floor';

/** Number of a rack in its row, from 1, by its name: 3 of `A03` in row `A`; undefined where the name is of another row, or is written otherwise. */
export function rackNumber(row: string, name: string): number | undefined {
  if (!name.startsWith(row)) return undefined;
  const number = Number(name.slice(row.length));
  return Number.isInteger(number) && number >= 1 && rackName(undefined, row, number) === name ? number : undefined;
}
