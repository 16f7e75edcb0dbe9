import { Measure } from './measure';
import { Scale, unit } from './scale';

const EB = unit('EB', 1_000_000_000_000_000_000n);
const PB = unit('PB', 1_000_000_000_000_000n);
const TB = unit('TB', 1_000_000_000_000n);
const GB = unit('GB', 1_000_000_000n);
const MB = unit('MB', 1_000_000n);
const PIB = unit('PiB', 2n ** 50n);
const TIB = unit('TiB', 2n ** 40n);
const GIB = unit('GiB', 2n ** 30n);
const MIB = unit('MiB', 2n ** 20n);
const KB = unit('kB', 1_000n);
const KIB = unit('KiB', 2n ** 10n);
const B = unit('B', 1n);
const SCALE = new Scale({
  name: 'data size',
  units: [EB, PB, TB, GB, MB, PIB, TIB, GIB, MIB, KB, KIB, B],
  isSigned: false,
  printedDecimals: undefined,
});

/** An amount of data, kept as whole bytes. `GB` is 10^9 bytes, `GiB` is 2^30. */
export class DataSize extends Measure<DataSize> {
  /** Nothing of it. */
  public static readonly ZERO = new DataSize(0n);

  public static exabytes(amount: number): DataSize {
    return new DataSize(SCALE.amountOf(amount, EB));
  }

  public static petabytes(amount: number): DataSize {
    return new DataSize(SCALE.amountOf(amount, PB));
  }

  public static terabytes(amount: number): DataSize {
    return new DataSize(SCALE.amountOf(amount, TB));
  }

  public static gigabytes(amount: number): DataSize {
    return new DataSize(SCALE.amountOf(amount, GB));
  }

  public static megabytes(amount: number): DataSize {
    return new DataSize(SCALE.amountOf(amount, MB));
  }

  public static pebibytes(amount: number): DataSize {
    return new DataSize(SCALE.amountOf(amount, PIB));
  }

  public static tebibytes(amount: number): DataSize {
    return new DataSize(SCALE.amountOf(amount, TIB));
  }

  public static gibibytes(amount: number): DataSize {
    return new DataSize(SCALE.amountOf(amount, GIB));
  }

  public static mebibytes(amount: number): DataSize {
    return new DataSize(SCALE.amountOf(amount, MIB));
  }

  public static bytes(amount: number): DataSize {
    return new DataSize(SCALE.amountOf(amount, B));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inExabytes(): number {
    return SCALE.inUnit(this.amount, EB);
  }

  public get inPetabytes(): number {
    return SCALE.inUnit(this.amount, PB);
  }

  public get inTerabytes(): number {
    return SCALE.inUnit(this.amount, TB);
  }

  public get inGigabytes(): number {
    return SCALE.inUnit(this.amount, GB);
  }

  public get inMegabytes(): number {
    return SCALE.inUnit(this.amount, MB);
  }

  public get inPebibytes(): number {
    return SCALE.inUnit(this.amount, PIB);
  }

  public get inTebibytes(): number {
    return SCALE.inUnit(this.amount, TIB);
  }

  public get inGibibytes(): number {
    return SCALE.inUnit(this.amount, GIB);
  }

  public get inMebibytes(): number {
    return SCALE.inUnit(this.amount, MIB);
  }

  public get inBytes(): number {
    return SCALE.inUnit(this.amount, B);
  }

  protected override scale(): Scale {
    return SCALE;
  }

  protected override withAmount(amount: bigint): DataSize {
    return new DataSize(amount);
  }
}
