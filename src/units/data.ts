import { Measure } from './quantity';
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
const DATA_SIZE_SCALE = new Scale({
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
    return new DataSize(DATA_SIZE_SCALE.amountOf(amount, EB));
  }

  public static petabytes(amount: number): DataSize {
    return new DataSize(DATA_SIZE_SCALE.amountOf(amount, PB));
  }

  public static terabytes(amount: number): DataSize {
    return new DataSize(DATA_SIZE_SCALE.amountOf(amount, TB));
  }

  public static gigabytes(amount: number): DataSize {
    return new DataSize(DATA_SIZE_SCALE.amountOf(amount, GB));
  }

  public static megabytes(amount: number): DataSize {
    return new DataSize(DATA_SIZE_SCALE.amountOf(amount, MB));
  }

  public static pebibytes(amount: number): DataSize {
    return new DataSize(DATA_SIZE_SCALE.amountOf(amount, PIB));
  }

  public static tebibytes(amount: number): DataSize {
    return new DataSize(DATA_SIZE_SCALE.amountOf(amount, TIB));
  }

  public static gibibytes(amount: number): DataSize {
    return new DataSize(DATA_SIZE_SCALE.amountOf(amount, GIB));
  }

  public static mebibytes(amount: number): DataSize {
    return new DataSize(DATA_SIZE_SCALE.amountOf(amount, MIB));
  }

  public static bytes(amount: number): DataSize {
    return new DataSize(DATA_SIZE_SCALE.amountOf(amount, B));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inExabytes(): number {
    return DATA_SIZE_SCALE.inUnit(this.amount, EB);
  }

  public get inPetabytes(): number {
    return DATA_SIZE_SCALE.inUnit(this.amount, PB);
  }

  public get inTerabytes(): number {
    return DATA_SIZE_SCALE.inUnit(this.amount, TB);
  }

  public get inGigabytes(): number {
    return DATA_SIZE_SCALE.inUnit(this.amount, GB);
  }

  public get inMegabytes(): number {
    return DATA_SIZE_SCALE.inUnit(this.amount, MB);
  }

  public get inPebibytes(): number {
    return DATA_SIZE_SCALE.inUnit(this.amount, PIB);
  }

  public get inTebibytes(): number {
    return DATA_SIZE_SCALE.inUnit(this.amount, TIB);
  }

  public get inGibibytes(): number {
    return DATA_SIZE_SCALE.inUnit(this.amount, GIB);
  }

  public get inMebibytes(): number {
    return DATA_SIZE_SCALE.inUnit(this.amount, MIB);
  }

  public get inBytes(): number {
    return DATA_SIZE_SCALE.inUnit(this.amount, B);
  }

  protected override scale(): Scale {
    return DATA_SIZE_SCALE;
  }

  protected override withAmount(amount: bigint): DataSize {
    return new DataSize(amount);
  }
}

const PBIT_PER_S = unit('Pb/s', 1_000_000_000_000_000n, { aliases: ['Pbit/s', 'Pbps'] });
const TBIT_PER_S = unit('Tb/s', 1_000_000_000_000n, { aliases: ['Tbit/s', 'Tbps'] });
const GBIT_PER_S = unit('Gb/s', 1_000_000_000n, { aliases: ['Gbit/s', 'Gbps'] });
const MBIT_PER_S = unit('Mb/s', 1_000_000n, { aliases: ['Mbit/s', 'Mbps'] });
const KBIT_PER_S = unit('kb/s', 1_000n, { aliases: ['kbit/s', 'kbps'] });
const BIT_PER_S = unit('b/s', 1n, { aliases: ['bit/s', 'bps'] });
const TBYTE_PER_S = unit('TB/s', 8_000_000_000_000n, { isPrinted: false });
const GBYTE_PER_S = unit('GB/s', 8_000_000_000n, { isPrinted: false });
const MBYTE_PER_S = unit('MB/s', 8_000_000n, { isPrinted: false });
const DATA_RATE_SCALE = new Scale({
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
    return new DataRate(DATA_RATE_SCALE.amountOf(amount, PBIT_PER_S));
  }

  public static terabitsPerSecond(amount: number): DataRate {
    return new DataRate(DATA_RATE_SCALE.amountOf(amount, TBIT_PER_S));
  }

  public static gigabitsPerSecond(amount: number): DataRate {
    return new DataRate(DATA_RATE_SCALE.amountOf(amount, GBIT_PER_S));
  }

  public static megabitsPerSecond(amount: number): DataRate {
    return new DataRate(DATA_RATE_SCALE.amountOf(amount, MBIT_PER_S));
  }

  public static bitsPerSecond(amount: number): DataRate {
    return new DataRate(DATA_RATE_SCALE.amountOf(amount, BIT_PER_S));
  }

  public static terabytesPerSecond(amount: number): DataRate {
    return new DataRate(DATA_RATE_SCALE.amountOf(amount, TBYTE_PER_S));
  }

  public static gigabytesPerSecond(amount: number): DataRate {
    return new DataRate(DATA_RATE_SCALE.amountOf(amount, GBYTE_PER_S));
  }

  public static megabytesPerSecond(amount: number): DataRate {
    return new DataRate(DATA_RATE_SCALE.amountOf(amount, MBYTE_PER_S));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inPetabitsPerSecond(): number {
    return DATA_RATE_SCALE.inUnit(this.amount, PBIT_PER_S);
  }

  public get inTerabitsPerSecond(): number {
    return DATA_RATE_SCALE.inUnit(this.amount, TBIT_PER_S);
  }

  public get inGigabitsPerSecond(): number {
    return DATA_RATE_SCALE.inUnit(this.amount, GBIT_PER_S);
  }

  public get inMegabitsPerSecond(): number {
    return DATA_RATE_SCALE.inUnit(this.amount, MBIT_PER_S);
  }

  public get inBitsPerSecond(): number {
    return DATA_RATE_SCALE.inUnit(this.amount, BIT_PER_S);
  }

  public get inTerabytesPerSecond(): number {
    return DATA_RATE_SCALE.inUnit(this.amount, TBYTE_PER_S);
  }

  public get inGigabytesPerSecond(): number {
    return DATA_RATE_SCALE.inUnit(this.amount, GBYTE_PER_S);
  }

  public get inMegabytesPerSecond(): number {
    return DATA_RATE_SCALE.inUnit(this.amount, MBYTE_PER_S);
  }

  protected override scale(): Scale {
    return DATA_RATE_SCALE;
  }

  protected override withAmount(amount: bigint): DataRate {
    return new DataRate(amount);
  }
}

const MTOK_PER_S = unit('Mtok/s', 1_000_000_000n);
const KTOK_PER_S = unit('ktok/s', 1_000_000n);
const TOK_PER_S = unit('tok/s', 1_000n);
const TOKEN_SCALE = new Scale({
  name: 'token rate',
  units: [MTOK_PER_S, KTOK_PER_S, TOK_PER_S],
  isSigned: false,
  printedDecimals: undefined,
});

/** Tokens per second, kept as whole thousandths of a token per second. Whether they are tokens in, out or all of them is said beside. */
export class TokenRate extends Measure<TokenRate> {
  /** Nothing of it. */
  public static readonly ZERO = new TokenRate(0n);

  public static megatokensPerSecond(amount: number): TokenRate {
    return new TokenRate(TOKEN_SCALE.amountOf(amount, MTOK_PER_S));
  }

  public static kilotokensPerSecond(amount: number): TokenRate {
    return new TokenRate(TOKEN_SCALE.amountOf(amount, KTOK_PER_S));
  }

  public static tokensPerSecond(amount: number): TokenRate {
    return new TokenRate(TOKEN_SCALE.amountOf(amount, TOK_PER_S));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inMegatokensPerSecond(): number {
    return TOKEN_SCALE.inUnit(this.amount, MTOK_PER_S);
  }

  public get inKilotokensPerSecond(): number {
    return TOKEN_SCALE.inUnit(this.amount, KTOK_PER_S);
  }

  public get inTokensPerSecond(): number {
    return TOKEN_SCALE.inUnit(this.amount, TOK_PER_S);
  }

  protected override scale(): Scale {
    return TOKEN_SCALE;
  }

  protected override withAmount(amount: bigint): TokenRate {
    return new TokenRate(amount);
  }
}
