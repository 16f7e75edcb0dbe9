import { DesignError, DesignErrors } from '../../errors/design-error';
import { FlowRate } from '../../units/flow-rate';
import { Length } from '../../units/length';
import { Power } from '../../units/power';
import { Temperature } from '../../units/temperature';
import { countErrors } from '../props/check-props';

/** A bare number with its least value, which is allowed unless `isAbove`. */
export interface NumberCheck {
  readonly value: number | undefined;
  readonly least: number;
  readonly isAbove?: boolean;
  readonly isWhole?: boolean;
}

/** Amounts of one kind by the name of their prop. */
export type Amounts<T> = Readonly<Record<string, T | undefined>>;

/** Amounts of a construct of the cooling; those that are not given are right. */
export interface CoolingAmounts {
  readonly counts?: Amounts<number>;
  /** Above 0 W. */
  readonly powers?: Amounts<Power>;
  /** Electrical draws, which may be 0 W. */
  readonly draws?: Amounts<Power>;
  /** Above nothing. */
  readonly flows?: Amounts<FlowRate>;
  /** Above 0 mm. */
  readonly lengths?: Amounts<Length>;
  /** Differences above 0 degC. */
  readonly rises?: Amounts<Temperature>;
  /** Differences of 0 degC or more. */
  readonly approaches?: Amounts<Temperature>;
  /** Temperatures of any sign. */
  readonly temperatures?: Amounts<Temperature>;
  /** Bare numbers. */
  readonly numbers?: Readonly<Record<string, NumberCheck>>;
}

/** Temperatures beyond these are slips: no hall and no coolant has them. */
const COLDEST = Temperature.celsius(-90);
const HOTTEST = Temperature.celsius(100);

type Quantities = Power | FlowRate | Length | Temperature;

const isAboveZero = (value: Quantities): boolean => sizeOf(value) > 0;

/**
 * Refuses amounts that cannot be, all at once. A program that runs without type-check may give a bare number for a quantity.
 *
 * @throws DesignError `cooling/bad-count`, `cooling/bad-amount`
 */
export function checkCoolingAmounts(owner: string, amounts: CoolingAmounts): void {
  const { counts = {}, powers, draws, flows, lengths, rises, approaches, temperatures, numbers = {} } = amounts;
  const bad = (prop: string, value: string, remedy: string): DesignError =>
    new DesignError('cooling/bad-amount', { problem: `${owner}: '${prop}' is ${value}`, remedy, object: owner, value });
  const errors = <T extends Quantities>(
    given: Amounts<T> = {},
    { kind, isRight, remedy, example }: AmountCheck<T>,
  ): DesignError[] =>
    Object.entries(given).flatMap(([prop, value]) => {
      if (value === undefined) return [];
      if (!(value instanceof kind)) return [bad(prop, String(value), `give it as ${example}`)];
      return isRight(value) ? [] : [bad(prop, value.toString(), remedy)];
    });
  const power = {
    kind: Power as unknown as Kind<Power>,
    remedy: 'give a power above 0 W',
    example: 'Power.kilowatts(...)',
  };
  const temperature = { kind: Temperature as unknown as Kind<Temperature>, example: 'Temperature.celsius(...)' };
  const flow = { kind: FlowRate as unknown as Kind<FlowRate>, example: 'FlowRate.litresPerMinute(...)' };
  const length = { kind: Length as unknown as Kind<Length>, example: 'Length.millimetres(...)' };
  const isInRange = (value: Temperature): boolean => value.isAtLeast(COLDEST) && value.isAtMost(HOTTEST);
  const range = `give a temperature from ${COLDEST.toString()} to ${HOTTEST.toString()}`;
  DesignErrors.throwAll([
    ...countErrors('cooling/bad-count', owner, counts),
    ...errors(powers, { ...power, isRight: isAboveZero }),
    ...errors(draws, { ...power, isRight: () => true }),
    ...errors(flows, { ...flow, isRight: isAboveZero, remedy: 'give a flow above 0 L/min' }),
    ...errors(lengths, { ...length, isRight: isAboveZero, remedy: 'give a length above 0 mm' }),
    ...errors(rises, { ...temperature, isRight: isAboveZero, remedy: 'give a difference above 0 degC' }),
    ...errors(approaches, {
      ...temperature,
      isRight: (value) => sizeOf(value) >= 0,
      remedy: 'give a difference of 0 degC or more',
    }),
    ...errors(temperatures, { ...temperature, isRight: isInRange, remedy: range }),
    ...Object.entries(numbers).flatMap(([prop, check]) =>
      holds(check) ? [] : [bad(prop, String(check.value), `give a ${numberWords(check)}`)],
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

/** A class of quantities; their constructors are private. */
type Kind<T> = abstract new (...given: never[]) => T;

interface AmountCheck<T> {
  readonly kind: Kind<T>;
  readonly isRight: (value: T) => boolean;
  readonly remedy: string;
  readonly example: string;
}

function holds({ value, least, isAbove = false, isWhole = false }: NumberCheck): boolean {
  if (value === undefined) return true;
  if (!(isWhole ? Number.isSafeInteger(value) : Number.isFinite(value))) return false;
  return isAbove ? value > least : value >= least;
}

function numberWords({ least, isAbove = false, isWhole = false }: NumberCheck): string {
  return `${isWhole ? 'whole number' : 'number'} ${isAbove ? 'above' : 'of at least'} ${least}`;
}

function sizeOf(value: Quantities): number {
  if (value instanceof Power) return value.inWatts;
  if (value instanceof FlowRate) return value.inMillilitresPerMinute;
  return value instanceof Length ? value.inMillimetres : value.inCelsius;
}
