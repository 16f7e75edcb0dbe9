import { Measure } from './measure';
import { Scale, unit } from './scale';

const PBIT_PER_S = unit('Pb/s', 1_000_000_000_000_000n, { aliases: ['Pbit/s', 'Pbps'] });
const TBIT_PER_S = unit('Tb/s', 1_000_000_000_000n, { aliases: ['Tbit/s', 'Tbps'] });
const GBIT_PER_S = unit('Gb/s', 1_000_000_000n, { aliases: ['Gbit/s', 'Gbps'] });
const MBIT_PER_S = unit('Mb/s', 1_000_000n, { aliases: ['Mbit/s', 'Mbps'] });
const KBIT_PER_S = unit('kb/s', 1_000n, { aliases: ['kbit/s', 'kbps'] });
const BIT_PER_S = unit('b/s', 1n, { aliases: ['bit/s', 'bps'] });
const TBYTE_PER_S = unit('TB/s', 8_000_000_000_000n, { isPrinted: false });
const GBYTE_PER_S = unit('GB/s', 8_000_000_000n, { isPrinted: false });
const MBYTE_PER_S = unit('MB/s', 8_000_000n, { isPrinted: false });
const SCALE = new Scale({
  name: 'data rate',
  units: [PBIT_PER_S, TBIT_PER_S, GBIT_PER_S, MBIT_PER_S, KBIT_PER_S, BIT_PER_S, TBYTE_PER_S, GBYTE_PER_S, MBYTE_PER_S],
  isSigned: false,
  printedDecimals: undefined,
});

/** Data per second, kept as whole bits per second. `Gb/s` is bits, `GB/s` is bytes: case counts. */
export class DataRate extends Measure<DataRate> {
  /** Nothing of it. */
  public static readonly ZERO = new DataRate(0n);

  public static petabitsPerSecond(amount: number): DataRate {
    return new DataRate(SCALE.amountOf(amount, PBIT_PER_S));
  }

  public static terabitsPerSecond(amount: number): DataRate {
    return new DataRate(SCALE.amountOf(amount, TBIT_PER_S));
  }

  public static gigabitsPerSecond(amount: number): DataRate {
    return new DataRate(SCALE.amountOf(amount, GBIT_PER_S));
  }

  public static megabitsPerSecond(amount: number): DataRate {
    return new DataRate(SCALE.amountOf(amount, MBIT_PER_S));
  }

  public static bitsPerSecond(amount: number): DataRate {
    return new DataRate(SCALE.amountOf(amount, BIT_PER_S));
  }

  public static terabytesPerSecond(amount: number): DataRate {
    return new DataRate(SCALE.amountOf(amount, TBYTE_PER_S));
  }

  public static gigabytesPerSecond(amount: number): DataRate {
    return new DataRate(SCALE.amountOf(amount, GBYTE_PER_S));
  }

  public static megabytesPerSecond(amount: number): DataRate {
    return new DataRate(SCALE.amountOf(amount, MBYTE_PER_S));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inPetabitsPerSecond(): number {
    return SCALE.inUnit(this.amount, PBIT_PER_S);
  }

  public get inTerabitsPerSecond(): number {
    return SCALE.inUnit(this.amount, TBIT_PER_S);
  }

  public get inGigabitsPerSecond(): number {
    return SCALE.inUnit(this.amount, GBIT_PER_S);
  }

  public get inMegabitsPerSecond(): number {
    return SCALE.inUnit(this.amount, MBIT_PER_S);
  }

  public get inBitsPerSecond(): number {
    return SCALE.inUnit(this.amount, BIT_PER_S);
  }

  public get inTerabytesPerSecond(): number {
    return SCALE.inUnit(this.amount, TBYTE_PER_S);
  }

  public get inGigabytesPerSecond(): number {
    return SCALE.inUnit(this.amount, GBYTE_PER_S);
  }

  public get inMegabytesPerSecond(): number {
    return SCALE.inUnit(this.amount, MBYTE_PER_S);
  }

  protected override scale(): Scale {
    return SCALE;
  }

  protected override withAmount(amount: bigint): DataRate {
    return new DataRate(amount);
  }
}
