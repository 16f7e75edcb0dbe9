import { Measure } from './measure';
import { Scale, unit } from './scale';

const T = unit('t', 1_000_000n);
const KG = unit('kg', 1_000n);
const G = unit('g', 1n);
const SCALE = new Scale({
  name: 'mass',
  units: [T, KG, G],
  isSigned: false,
  printedDecimals: undefined,
});

/** A mass, kept as whole grams. */
export class Mass extends Measure<Mass> {
  /** Nothing of it. */
  public static readonly ZERO = new Mass(0n);

  public static tonnes(amount: number): Mass {
    return new Mass(SCALE.amountOf(amount, T));
  }

  public static kilograms(amount: number): Mass {
    return new Mass(SCALE.amountOf(amount, KG));
  }

  public static grams(amount: number): Mass {
    return new Mass(SCALE.amountOf(amount, G));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inTonnes(): number {
    return SCALE.inUnit(this.amount, T);
  }

  public get inKilograms(): number {
    return SCALE.inUnit(this.amount, KG);
  }

  public get inGrams(): number {
    return SCALE.inUnit(this.amount, G);
  }

  protected override scale(): Scale {
    return SCALE;
  }

  protected override withAmount(amount: bigint): Mass {
    return new Mass(amount);
  }
}
