import { roundTogether, shares } from './shares';

/**
 * Splits a whole number in proportion to whole weights, so that the parts are whole and add up to it exactly.
 *
 * Method: largest remainder (Hamilton); of equal remainders the earlier part gets the unit. All weights 0: all parts are 0.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  return roundTogether(shares(total, weights));
}
