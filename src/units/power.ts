import { Measure } from './quantity';
import { Scale, unit } from './scale';

const GW = unit('GW', 1_000_000_000n);
const MW = unit('MW', 1_000_000n);
const KW = unit('kW', 1_000n);
const W = unit('W', 1n);
const SCALE = new Scale({
  name: 'power',
  units: [GW, MW, KW, W],
  isSigned: false,
  printedDecimals: undefined,
});

/** Electrical power, kept as whole watts. */
export class Power extends Measure<Power> {
  /** Nothing of it. */
  public static readonly ZERO = new Power(0n);

  public static gigawatts(amount: number): Power {
    return new Power(SCALE.amountOf(amount, GW));
  }

  public static megawatts(amount: number): Power {
    return new Power(SCALE.amountOf(amount, MW));
  }

  public static kilowatts(amount: number): Power {
    return new Power(SCALE.amountOf(amount, KW));
  }

  public static watts(amount: number): Power {
    return new Power(SCALE.amountOf(amount, W));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inGigawatts(): number {
    return SCALE.inUnit(this.amount, GW);
  }

  public get inMegawatts(): number {
    return SCALE.inUnit(this.amount, MW);
  }

  public get inKilowatts(): number {
    return SCALE.inUnit(this.amount, KW);
  }

  public get inWatts(): number {
    return SCALE.inUnit(this.amount, W);
  }

  protected override scale(): Scale {
    return SCALE;
  }

  protected override withAmount(amount: bigint): Power {
    return new Power(amount);
  }
}
