import { DesignError } from '../errors/design-error';

/**
 * Refuses what is not a whole number of at least 1.
 *
 * @throws DesignError with the given code
 */
export function checkCount(code: string, owner: string, prop: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 1) return;
  throw new DesignError(code, {
    problem: `${owner}: '${prop}' is ${value}`,
    remedy: 'give a whole number of at least 1',
    object: owner,
    value: String(value),
    limit: '1',
  });
}
