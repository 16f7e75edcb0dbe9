import { DesignError, DesignErrors } from '../errors/design-error';

/** More of anything than a site has: above it a number is a slip, and naming them all would take for ever. */
const MOST = 1_000_000;

/** Props that count something, by name; those that are not given are right. */
export type Counts = Readonly<Record<string, number | undefined>>;

/**
 * Refuses counts that are not whole numbers from 1 to a million, all of them at once.
 *
 * @throws DesignError with the given code
 */
export function checkCounts(code: string, owner: string, counts: Counts): void {
  DesignErrors.throwAll(countErrors(code, owner, counts));
}

/** An error for each count that is not a whole number from 1 to a million. */
export function countErrors(code: string, owner: string, counts: Counts): readonly DesignError[] {
  return Object.entries(counts).flatMap(([prop, value]) => {
    if (value === undefined || (Number.isSafeInteger(value) && value >= 1 && value <= MOST)) return [];
    const isTooMany = value > MOST;
    return [
      new DesignError(code, {
        problem: `${owner}: '${prop}' is ${value}`,
        remedy: isTooMany ? `give at most ${MOST}` : 'give a whole number of at least 1',
        object: owner,
        value: String(value),
        limit: String(isTooMany ? MOST : 1),
      }),
    ];
  });
}
