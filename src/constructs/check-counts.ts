import { DesignError } from '../errors/design-error';
import { DesignErrors } from '../errors/design-errors';

/** Props that count something, by name; those that are not given are right. */
export type Counts = Readonly<Record<string, number | undefined>>;

/**
 * Refuses counts that are not whole numbers of at least 1, all of them at once.
 *
 * @throws DesignError with the given code
 */
export function checkCounts(code: string, owner: string, counts: Counts): void {
  DesignErrors.throwAll(countErrors(code, owner, counts));
}

/** An error for each count that is not a whole number of at least 1. */
export function countErrors(code: string, owner: string, counts: Counts): readonly DesignError[] {
  return Object.entries(counts).flatMap(([prop, value]) => {
    if (value === undefined || (Number.isSafeInteger(value) && value >= 1)) return [];
    return [
      new DesignError(code, {
        problem: `${owner}: '${prop}' is ${value}`,
        remedy: 'give a whole number of at least 1',
        object: owner,
        value: String(value),
        limit: '1',
      }),
    ];
  });
}
