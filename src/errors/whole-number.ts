import { DesignError } from './design-error';

/** A number of an input that must be whole. */
export interface WholeNumber {
  /** Code of the error, for example `space/invalid-number`. */
  readonly code: string;
  /** Object and its name, for example `row 'A'`. */
  readonly owner: string;
  readonly field: string;
  readonly value: number;
  readonly least: number;
}

/** The error of a number that is NaN, infinite, fractional or below `least`; undefined where it is right. */
export function wholeNumberError({ code, owner, field, value, least }: WholeNumber): DesignError | undefined {
  if (Number.isInteger(value) && value >= least) return undefined;
  return new DesignError(code, {
    problem: `${owner}: '${field}' is ${value}`,
    remedy: `give a whole number of ${least} or more`,
    object: owner,
    value: String(value),
    limit: String(least),
  });
}
