import { DesignError, spellingHint } from '../errors/design-error';

/** A unit of a quantity, measured in base units. */
export interface Unit {
  /** As printed, such as `kW`. Case counts. */
  readonly symbol: string;
  /** Base units in one of this unit. */
  readonly size: Fraction;
  /** Other spellings that are read but never printed. */
  readonly aliases: readonly string[];
  /** Whether `toString()` may choose this unit. */
  readonly isPrinted: boolean;
}

/** How a kind of quantity is called, and in which units it comes. */
interface ScaleInput {
  /** Word for people: `power`. */
  readonly name: string;
  /** Units, largest first; the last one is printed when no other fits. */
  readonly units: readonly Unit[];
  /** Whether amounts below zero make sense. */
  readonly isSigned: boolean;
  /** Fixed number of printed decimals, `undefined` for as many as needed. */
  readonly printedDecimals: number | undefined;
}

/** Largest amount in base units: that of a signed 64-bit integer, so that other programs can hold it. */
const LARGEST = 2n ** 63n - 1n;

const MOST_DECIMALS = 3;

const QUANTITY = /^\s*(-?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*([^\s\d.,+-].*?)\s*$/;

/** A unit of `size` base units; a fraction gives the size of units such as the inch. */
export function unit(
  symbol: string,
  size: bigint | Fraction,
  options: { readonly aliases?: readonly string[]; readonly isPrinted?: boolean } = {},
): Unit {
  return {
    symbol,
    size: typeof size === 'bigint' ? { numerator: size, denominator: 1n } : size,
    aliases: options.aliases ?? [],
    isPrinted: options.isPrinted ?? true,
  };
}

/** Reads, checks and prints the amounts of one kind of quantity. Amounts are whole base units. */
export class Scale {
  /** Word for people: `power`. */
  public readonly name: string;
  private readonly units: readonly Unit[];
  private readonly isSigned: boolean;
  private readonly printedDecimals: number | undefined;

  public constructor({ name, units, isSigned, printedDecimals }: ScaleInput) {
    this.name = name;
    this.units = units;
    this.isSigned = isSigned;
    this.printedDecimals = printedDecimals;
  }

  /**
   * The amount of `value` units, rounded once to whole base units. The value counts as the decimal that it prints as.
   *
   * @throws DesignError `units/not-finite`, `units/negative`, `units/too-large`
   */
  public amountOf(value: number, of: Unit): bigint {
    return this.checked(this.scaled(value, of.size), () => `${value} ${of.symbol}`);
  }

  /**
   * The amount that a text such as `1,816.1 kW` states.
   *
   * @throws DesignError `units/unreadable`, `units/unknown-unit`, `units/negative`, `units/too-large`
   */
  public parse(text: string): bigint {
    const match = QUANTITY.exec(text);
    const [, sign = '', whole = '', decimals = '', symbol = ''] = match ?? [];
    const value = fractionOf(`${sign}${whole.replaceAll(',', '')}${decimals}`);
    if (match === null || value === undefined) {
      throw new DesignError('units/unreadable', {
        problem: `'${text}' is not a ${this.name}`,
        remedy: `write a number and a unit, such as '${this.example()}'; units are ${this.symbols().join(', ')}`,
        value: text,
      });
    }
    const of = this.unitOf(symbol, text);
    const amount = {
      numerator: value.numerator * of.size.numerator,
      denominator: value.denominator * of.size.denominator,
    };
    return this.checked(rounded(amount), () => text.trim());
  }

  /**
   * `factor` times an amount, rounded once.
   *
   * @throws DesignError `units/not-finite`, `units/negative`, `units/too-large`
   */
  public times(amount: bigint, factor: number): bigint {
    const product = this.scaled(factor, { numerator: amount, denominator: 1n });
    return this.checked(product, () => `${this.format(amount)} times ${factor}`);
  }

  /**
   * An amount over a divisor, rounded once.
   *
   * @throws DesignError `units/division-by-zero`, `units/not-finite`, `units/negative`, `units/too-large`
   */
  public dividedBy(amount: bigint, divisor: number): bigint {
    if (divisor === 0) throw this.divisionByZero(amount);
    const { numerator, denominator } = this.exactly(divisor);
    const sign = numerator < 0n ? -1n : 1n;
    const quotient = rounded({ numerator: amount * denominator * sign, denominator: numerator * sign });
    return this.checked(quotient, () => `${this.format(amount)} divided by ${divisor}`);
  }

  /** The error of a division of `amount` by nothing. */
  public divisionByZero(amount: bigint): DesignError {
    return new DesignError('units/division-by-zero', {
      problem: `${this.format(amount)} is divided by 0`,
      remedy: 'divide by something above 0',
      value: this.format(amount),
    });
  }

  /**
   * The amount itself if it is allowed.
   *
   * @throws DesignError `units/negative`, `units/too-large`
   */
  public checked(amount: bigint, origin: () => string): bigint {
    if (amount < 0n && !this.isSigned) {
      throw new DesignError('units/negative', {
        problem: `${origin()} is below zero, and a ${this.name} cannot be`,
        remedy: 'use an amount of 0 or more, and compare before subtracting',
        value: origin(),
        limit: '0',
      });
    }
    if (amount > LARGEST || amount < -LARGEST) {
      const limit = this.format(LARGEST);
      throw new DesignError('units/too-large', {
        problem: `${origin()} is above the largest ${this.name} that is kept exactly, ${limit}`,
        remedy: 'check the unit, or split it up',
        value: origin(),
        limit,
      });
    }
    return amount;
  }

  /** An amount as a number of `of`, the nearest number there is. */
  public inUnit(amount: bigint, of: Unit): number {
    return Number(amount * of.size.denominator) / Number(of.size.numerator);
  }

  /** For people: the largest unit in which the amount is 1 or more and exact with three decimals. */
  public format(amount: bigint): string {
    const magnitude = amount < 0n ? -amount : amount;
    const printed = this.units.filter(({ isPrinted }) => isPrinted);
    const fits = printed.find(
      ({ size }) => magnitude >= size.numerator && (magnitude * 1_000n) % size.numerator === 0n,
    );
    const of = fits ?? printed.at(-1);
    return of === undefined ? `${amount}` : this.formatWith(amount, of);
  }

  /**
   * For people, in the unit named, with three decimals at most.
   *
   * @throws DesignError `units/unknown-unit`
   */
  public formatIn(amount: bigint, symbol: string): string {
    return this.formatWith(amount, this.unitOf(symbol, symbol));
  }

  private formatWith(amount: bigint, of: Unit): string {
    const { numerator, denominator } = of.size;
    const thousandths = rounded({ numerator: amount * 1_000n * denominator, denominator: numerator });
    const digits = `${thousandths < 0n ? -thousandths : thousandths}`.padStart(MOST_DECIMALS + 1, '0');
    const whole = digits.slice(0, -MOST_DECIMALS).replace(/\B(?=(\d{3})+$)/g, ',');
    const decimals = digits.slice(-MOST_DECIMALS).replace(/0+$/, '');
    const kept = this.printedDecimals === undefined ? decimals : decimals.padEnd(this.printedDecimals, '0');
    return `${thousandths < 0n ? '-' : ''}${whole}${kept === '' ? '' : `.${kept}`} ${of.symbol}`;
  }

  private scaled(value: number, by: Fraction): bigint {
    const { numerator, denominator } = this.exactly(value);
    return rounded({ numerator: numerator * by.numerator, denominator: denominator * by.denominator });
  }

  private exactly(value: number): Fraction {
    const fraction = Number.isFinite(value) ? fractionOf(String(value)) : undefined;
    if (fraction !== undefined) return fraction;
    throw new DesignError('units/not-finite', {
      problem: `${this.name}: ${value} is not a finite number`,
      remedy: 'pass a finite number',
      value: String(value),
    });
  }

  private unitOf(symbol: string, text: string): Unit {
    const known = this.units.find((each) => each.symbol === symbol || each.aliases.includes(symbol));
    if (known !== undefined) return known;
    const symbols = this.symbols();
    const hint = symbols.find((each) => each.toLowerCase() === symbol.toLowerCase()) ?? spellingHint(symbol, symbols);
    throw new DesignError('units/unknown-unit', {
      problem: `'${text}': '${symbol}' is not a unit of ${this.name}`,
      remedy: `${hint === undefined ? 'use' : `did you mean '${hint}'? Use`} one of ${symbols.join(', ')}`,
      value: text,
    });
  }

  private symbols(): string[] {
    return this.units.map(({ symbol }) => symbol);
  }

  private example(): string {
    return `1.5 ${this.units.find(({ isPrinted }) => isPrinted)?.symbol ?? ''}`;
  }
}

/** An exact ratio of two whole numbers. The denominator is above zero. */
interface Fraction {
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
function rounded({ numerator, denominator }: Fraction): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const whole = (magnitude * 2n + denominator) / (denominator * 2n);
  return numerator < 0n ? -whole : whole;
}
