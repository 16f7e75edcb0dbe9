import { Measure } from './measure';
import { Scale, unit } from './scale';

const DEG_C = unit('degC', 1_000n, { aliases: ['°C', 'C'] });
const SCALE = new Scale({
  name: 'temperature',
  units: [DEG_C],
  isSigned: true,
  printedDecimals: undefined,
});

/** A temperature or a difference of two, kept as whole thousandths of a degree Celsius. It may be below zero. */
export class Temperature extends Measure<Temperature> {
  /** The freezing point of water, or no difference. */
  public static readonly ZERO = new Temperature(0n);

  public static celsius(amount: number): Temperature {
    return new Temperature(SCALE.amountOf(amount, DEG_C));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inCelsius(): number {
    return SCALE.inUnit(this.amount, DEG_C);
  }

  protected override scale(): Scale {
    return SCALE;
  }

  protected override withAmount(amount: bigint): Temperature {
    return new Temperature(amount);
  }
}
