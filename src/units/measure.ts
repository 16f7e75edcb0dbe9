import { Quantity } from './quantity';
import type { Scale } from './scale';

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
