import { DesignError } from '../errors/design-error';
import type { Scale } from './scale';

/** An immutable amount of something with a unit: whole base units, so that sums and limits are exact. */
export abstract class Quantity<Q extends Quantity<Q>> {
  protected constructor(protected readonly amount: bigint) {}

  /** @throws DesignError `units/too-large` */
  public plus(other: Q): Q {
    const sum = this.amount + this.comparable(other);
    return this.withAmount(this.scale().checked(sum, () => `${this.toString()} plus ${other.toString()}`));
  }

  /**
   * The difference.
   *
   * @throws DesignError `units/negative` where the other is larger and the quantity cannot be below zero
   */
  public minus(other: Q): Q {
    const difference = this.amount - this.comparable(other);
    return this.withAmount(this.scale().checked(difference, () => `${this.toString()} minus ${other.toString()}`));
  }

  /**
   * The product with a count or a ratio, rounded once; halves go away from zero.
   *
   * @throws DesignError `units/not-finite`, `units/negative`, `units/too-large`
   */
  public times(factor: number): Q {
    return this.withAmount(this.scale().times(this.amount, factor));
  }

  /**
   * Over a number: a quantity, rounded once. Over a quantity of the same kind: a ratio.
   *
   * @throws DesignError `units/division-by-zero`, `units/not-finite`
   */
  public dividedBy(divisor: number): Q;
  public dividedBy(divisor: Q): number;
  public dividedBy(divisor: number | Q): Q | number {
    if (typeof divisor === 'number') return this.withAmount(this.scale().dividedBy(this.amount, divisor));
    const other = this.comparable(divisor);
    if (other === 0n) throw this.scale().divisionByZero(this.amount);
    return Number(this.amount) / Number(other);
  }

  /** Below zero, zero or above zero where this one is less than, equal to or greater than the other: for sorting. */
  public compareTo(other: Q): number {
    const amount = this.comparable(other);
    if (this.amount === amount) return 0;
    return this.amount < amount ? -1 : 1;
  }

  public isLessThan(other: Q): boolean {
    return this.compareTo(other) < 0;
  }

  public isGreaterThan(other: Q): boolean {
    return this.compareTo(other) > 0;
  }

  public isAtMost(other: Q): boolean {
    return this.compareTo(other) <= 0;
  }

  public isAtLeast(other: Q): boolean {
    return this.compareTo(other) >= 0;
  }

  public equals(other: Q): boolean {
    return this.compareTo(other) === 0;
  }

  public isZero(): boolean {
    return this.amount === 0n;
  }

  /** For people, exact: the largest unit that needs three decimals at most, such as `14.3 kW`. `parse` reads it back. */
  public toString(): string {
    return this.scale().format(this.amount);
  }

  /**
   * For people, in a unit of choice and rounded to three decimals: `formatIn('GB/s')`.
   *
   * @throws DesignError `units/unknown-unit`
   */
  public formatIn(symbol: string): string {
    return this.scale().formatIn(this.amount, symbol);
  }

  /** The amount of `other` in base units, once it is sure that the two can be compared. */
  protected comparable(other: Q): bigint {
    if (!(other instanceof Quantity) || other.constructor !== this.constructor) {
      throw new DesignError('units/mixed-kinds', {
        problem: `${this.toString()} and ${String(other)} are not quantities of one kind`,
        remedy: `give a ${this.constructor.name}`,
      });
    }
    return other.amount;
  }

  protected abstract scale(): Scale;
  protected abstract withAmount(amount: bigint): Q;
}

/** A class of measures, such as `Power`. */
export interface MeasureClass<Q> {
  /** Nothing of it. */
  readonly ZERO: Q;
}

/** A physical quantity. */
export abstract class Measure<Q extends Measure<Q>> extends Quantity<Q> {
  /**
   * The sum of all, zero of none.
   *
   * @throws DesignError `units/too-large`
   */
  public static sum<Q extends Measure<Q>>(this: MeasureClass<Q>, items: Iterable<Q>): Q {
    let total = 0n;
    for (const item of items) total += item.amount;
    const { ZERO } = this;
    return ZERO.withAmount(ZERO.scale().checked(total, () => 'the sum'));
  }

  /** The largest. */
  public static max<Q extends Measure<Q>>(this: MeasureClass<Q>, first: Q, ...others: readonly Q[]): Q {
    return others.reduce((best, each) => (each.isGreaterThan(best) ? each : best), first);
  }

  /** The smallest. */
  public static min<Q extends Measure<Q>>(this: MeasureClass<Q>, first: Q, ...others: readonly Q[]): Q {
    return others.reduce((best, each) => (each.isLessThan(best) ? each : best), first);
  }

  /**
   * Reads a text such as `1,816.1 kW`: a number, perhaps with commas between thousands, and a unit. Case counts.
   *
   * @throws DesignError `units/unreadable`, `units/unknown-unit`, `units/negative`, `units/too-large`
   */
  public static parse<Q extends Measure<Q>>(this: MeasureClass<Q>, text: string): Q {
    const { ZERO } = this;
    return ZERO.withAmount(ZERO.scale().parse(text));
  }

  protected constructor(amount: bigint) {
    super(amount);
    Object.freeze(this);
  }

  /** Base units: a number, or a decimal text where a number would lose digits. */
  public toJSON(): number | string {
    const { amount } = this;
    return BigInt(Number(amount)) === amount ? Number(amount) : `${amount}`;
  }

  protected abstract override scale(): Scale;
}
