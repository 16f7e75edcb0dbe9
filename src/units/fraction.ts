/** An exact ratio of two whole numbers. The denominator is above zero. */
export interface Fraction {
  /** Number above the bar. */
  readonly numerator: bigint;
  /** Number below the bar, above zero. */
  readonly denominator: bigint;
}

const DECIMAL = /^(-?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/;

/** Reads a decimal as it is written, such as `-14.3` or `1e+21`. Undefined where the text is no decimal. */
export function fractionOf(decimal: string): Fraction | undefined {
  const [, sign = '', whole = '', decimals = '', exponent = '0'] = DECIMAL.exec(decimal) ?? [];
  if (`${whole}${decimals}` === '') return undefined;
  const digits = BigInt(`${sign}${whole}${decimals}`);
  const shift = Number(exponent) - decimals.length;
  return shift < 0
    ? { numerator: digits, denominator: 10n ** BigInt(-shift) }
    : { numerator: digits * 10n ** BigInt(shift), denominator: 1n };
}

/** The nearest whole number; halves go away from zero. */
export function rounded({ numerator, denominator }: Fraction): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const whole = (magnitude * 2n + denominator) / (denominator * 2n);
  return numerator < 0n ? -whole : whole;
}
