import { DesignError } from '../errors/design-error';
import { DesignErrors } from '../errors/design-errors';
import { FlowRate } from '../units/flow-rate';
import { Length } from '../units/length';
import { Power } from '../units/power';
import { Temperature } from '../units/temperature';
import { countErrors } from './check-counts';

/** A bare number with its least value, which is allowed unless `isAbove`. */
export interface NumberCheck {
  readonly value: number | undefined;
  readonly least: number;
  readonly isAbove?: boolean;
  readonly isWhole?: boolean;
}

/** Amounts of a construct of the cooling, by the name of their prop; those that are not given are right. */
export interface CoolingAmounts {
  readonly counts?: Readonly<Record<string, number | undefined>>;
  /** Above nothing. */
  readonly positive?: Readonly<Record<string, Power | FlowRate | Length | Temperature | undefined>>;
  /** Differences of temperature, and powers, that may be nothing but not less. */
  readonly notNegative?: Readonly<Record<string, Power | Temperature | undefined>>;
  /** Temperatures of any sign. */
  readonly temperatures?: Readonly<Record<string, Temperature | undefined>>;
  /** Bare numbers, by the name of their prop. */
  readonly numbers?: Readonly<Record<string, NumberCheck>>;
}

/** Temperatures beyond these are slips: no hall and no coolant has them. */
const COLDEST = Temperature.celsius(-90);
const HOTTEST = Temperature.celsius(100);

/**
 * Refuses amounts that cannot be, all at once.
 *
 * @throws DesignError `cooling/bad-count`, `cooling/bad-amount`
 */
export function checkCoolingAmounts(owner: string, amounts: CoolingAmounts): void {
  const { counts = {}, positive = {}, notNegative = {}, temperatures = {}, numbers = {} } = amounts;
  const bad = (prop: string, value: string, remedy: string): DesignError =>
    new DesignError('cooling/bad-amount', { problem: `${owner}: '${prop}' is ${value}`, remedy, object: owner, value });
  DesignErrors.throwAll([
    ...countErrors('cooling/bad-count', owner, counts),
    ...given(positive).flatMap(([prop, value]) =>
      sizeOf(value) > 0 ? [] : [bad(prop, value.toString(), 'give an amount above it, or leave it out')],
    ),
    ...given(notNegative).flatMap(([prop, value]) =>
      sizeOf(value) >= 0 ? [] : [bad(prop, value.toString(), 'give a difference of 0 degC or more')],
    ),
    ...given(temperatures).flatMap(([prop, value]) =>
      value.isAtLeast(COLDEST) && value.isAtMost(HOTTEST)
        ? []
        : [bad(prop, value.toString(), `give a temperature from ${COLDEST.toString()} to ${HOTTEST.toString()}`)],
    ),
    ...Object.entries(numbers).flatMap(([prop, check]) =>
      holds(check)
        ? []
        : [
            bad(
              prop,
              String(check.value),
              `give a ${check.isWhole === true ? 'whole ' : ''}number ${leastWords(check)}`,
            ),
          ],
    ),
  ]);
}

/** A temperature in thousandths of a degree, as the engines take it. */
export function millicelsius(temperature: Temperature): number {
  return Math.round(temperature.inCelsius * 1_000);
}

/** A flow in millilitres a second, as the engines take it. */
export function millilitresPerSecond(flow: FlowRate): number {
  return Math.round(flow.inMillilitresPerMinute / 60);
}

function holds({ value, least, isAbove = false, isWhole = false }: NumberCheck): boolean {
  if (value === undefined) return true;
  if (!(isWhole ? Number.isSafeInteger(value) : Number.isFinite(value))) return false;
  return isAbove ? value > least : value >= least;
}

function leastWords({ least, isAbove = false }: NumberCheck): string {
  return `${isAbove ? 'above' : 'of at least'} ${least}`;
}

function given<T>(values: Readonly<Record<string, T | undefined>>): [string, T][] {
  return Object.entries(values).filter((entry): entry is [string, T] => entry[1] !== undefined);
}

function sizeOf(value: Power | FlowRate | Length | Temperature): number {
  if (value instanceof Power) return value.inWatts;
  if (value instanceof FlowRate) return value.inMillilitresPerMinute;
  return value instanceof Length ? value.inMillimetres : value.inCelsius;
}
