import { Power } from '../units/power';
import { UsageError } from './usage-error';

const LARGEST_COUNT = 1_000_000;

/**
 * A reader of counts for an option such as `--count`.
 *
 * @param option - its name with dashes
 * @param least - lowest count
 * @throws UsageError for all but whole numbers from `least` to a million
 */
export function countOf(option: string, least: 0 | 1 = 1): (text: string) => number {
  return (text) => {
    const count = /^\d+$/.test(text) ? Number(text) : NaN;
    if (count >= least && count <= LARGEST_COUNT) return count;
    throw new UsageError(`'${option}' is '${text}'`, `give a whole number from ${least} to 1,000,000`);
  };
}

/**
 * Reads the number of tiers.
 *
 * @throws UsageError for all but 1, 2 and 3
 */
export function tiersOf(text: string): 1 | 2 | 3 {
  if (text === '1') return 1;
  if (text === '2') return 2;
  if (text === '3') return 3;
  throw new UsageError(
    `'--tiers' is '${text}'`,
    'give 1, 2 or 3, or leave it out for the fewest that reach every host',
  );
}

/**
 * A reader of power for an option that names its unit, such as `--rack-kw`.
 *
 * @throws UsageError for all but decimal numbers above 0
 */
export function powerOf(option: string, unit: 'W' | 'kW'): (text: string) => Power {
  return (text) => {
    const amount = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
    if (amount > 0 && amount <= 1e9) return unit === 'W' ? Power.watts(amount) : Power.kilowatts(amount);
    throw new UsageError(`'${option}' is '${text}'`, `give a number of ${unit} above 0`);
  };
}
