import { DesignError, spellingHint } from '../errors/design-error';
import { Quantity } from './quantity';
import { Scale, type Unit, unit } from './scale';

/** Decimals of the minor unit, ISO 4217. */
const MINOR_DIGITS = {
  AUD: 2,
  CAD: 2,
  CHF: 2,
  CNY: 2,
  EUR: 2,
  GBP: 2,
  INR: 2,
  JPY: 0,
  KRW: 0,
  SEK: 2,
  SGD: 2,
  TWD: 2,
  USD: 2,
} as const;

/** ISO 4217 code of a currency that `Money` knows. */
export type Currency = keyof typeof MINOR_DIGITS;

interface CurrencyScale {
  readonly major: Unit;
  readonly scale: Scale;
}

const SCALES: ReadonlyMap<string, CurrencyScale> = new Map(
  Object.entries(MINOR_DIGITS).map(([code, digits]) => {
    const major = unit(code, 10n ** BigInt(digits));
    return [
      code,
      { major, scale: new Scale({ name: 'sum', units: [major], isSigned: true, printedDecimals: digits }) },
    ];
  }),
);

/** An amount of one currency, kept as whole minor units: won, cents. It may be below zero. */
export class Money extends Quantity<Money> {
  public static krw(amount: number): Money {
    return Money.of('KRW', amount);
  }

  public static usd(amount: number): Money {
    return Money.of('USD', amount);
  }

  /**
   * An amount in major units (dollars, won), rounded once to the minor unit.
   *
   * @throws DesignError `units/unknown-currency`, `units/not-finite`, `units/too-large`
   */
  public static of(currency: string, amount: number): Money {
    const { scale, major } = scaleOf(currency);
    return new Money(scale.amountOf(amount, major), currency);
  }

  /**
   * The sum of all; zero of the currency where there are none.
   *
   * @throws DesignError `units/mixed-currencies`
   */
  public static sum(currency: string, items: Iterable<Money>): Money {
    let total = Money.of(currency, 0);
    for (const item of items) total = total.plus(item);
    return total;
  }

  /**
   * Reads a text such as `1,200 KRW`.
   *
   * @throws DesignError `units/unreadable-money`, `units/unknown-currency`
   */
  public static parse(text: string): Money {
    const currency = /([A-Za-z]+)\s*$/.exec(text)?.[1];
    if (currency === undefined) {
      throw new DesignError('units/unreadable-money', {
        problem: `'${text}' is not a sum of money`,
        remedy: "write a number and a currency, such as '1,200 KRW'",
        value: text,
      });
    }
    return new Money(scaleOf(currency).scale.parse(text), currency);
  }

  private constructor(
    amount: bigint,
    /** ISO 4217 code. */
    public readonly currency: string,
  ) {
    super(amount);
    Object.freeze(this);
  }

  /** Dollars, won: the unit that a price list uses. */
  public get inMajorUnits(): number {
    return this.scale().inUnit(this.amount, scaleOf(this.currency).major);
  }

  /** Cents; the same as the major unit where a currency has none. */
  public get inMinorUnits(): number {
    return Number(this.amount);
  }

  /** False for two currencies, even for nothing of both. */
  public override equals(other: Money): boolean {
    return other.currency === this.currency && super.equals(other);
  }

  /** Currency and minor units. */
  public toJSON(): { currency: string; minorUnits: number } {
    return { currency: this.currency, minorUnits: this.inMinorUnits };
  }

  protected override comparable(other: Money): bigint {
    if (other.currency === this.currency) return other.amount;
    throw new DesignError('units/mixed-currencies', {
      problem: `${this.toString()} and ${other.toString()} are in different currencies`,
      remedy: 'convert one of them at a stated rate first',
      value: other.toString(),
      limit: this.currency,
    });
  }

  protected override scale(): Scale {
    return scaleOf(this.currency).scale;
  }

  protected override withAmount(amount: bigint): Money {
    return new Money(amount, this.currency);
  }
}

function scaleOf(currency: string): CurrencyScale {
  const known = SCALES.get(currency);
  if (known !== undefined) return known;
  const hint = spellingHint(currency, SCALES.keys());
  throw new DesignError('units/unknown-currency', {
    problem: `'${currency}' is not a known currency`,
    remedy: `${hint === undefined ? 'use' : `did you mean '${hint}'? Use`} one of ${[...SCALES.keys()].join(', ')}`,
    value: currency,
  });
}
