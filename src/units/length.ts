import { Measure } from './measure';
import { Scale, unit } from './scale';

const KILOMETRE = unit('km', 1_000_000n);
const METRE = unit('m', 1_000n);
const MILLIMETRE = unit('mm', 1n);
const CENTIMETRE = unit('cm', 10n, { isPrinted: false });
const FOOT = unit('ft', { numerator: 3_048n, denominator: 10n }, { isPrinted: false });
const INCH = unit('in', { numerator: 254n, denominator: 10n }, { isPrinted: false });
const RACK_UNIT = unit('U', { numerator: 4_445n, denominator: 100n }, { aliases: ['RU'], isPrinted: false });
const SCALE = new Scale({
  name: 'length',
  units: [KILOMETRE, METRE, MILLIMETRE, CENTIMETRE, FOOT, INCH, RACK_UNIT],
  isSigned: false,
  printedDecimals: undefined,
});

/** A length, kept as whole millimetres. */
export class Length extends Measure<Length> {
  /** Nothing of it. */
  public static readonly ZERO = new Length(0n);

  public static kilometres(amount: number): Length {
    return new Length(SCALE.amountOf(amount, KILOMETRE));
  }

  public static metres(amount: number): Length {
    return new Length(SCALE.amountOf(amount, METRE));
  }

  public static millimetres(amount: number): Length {
    return new Length(SCALE.amountOf(amount, MILLIMETRE));
  }

  public static centimetres(amount: number): Length {
    return new Length(SCALE.amountOf(amount, CENTIMETRE));
  }

  public static feet(amount: number): Length {
    return new Length(SCALE.amountOf(amount, FOOT));
  }

  public static inches(amount: number): Length {
    return new Length(SCALE.amountOf(amount, INCH));
  }

  /** Rack units of 44.45 mm (EIA-310). */
  public static rackUnits(amount: number): Length {
    return new Length(SCALE.amountOf(amount, RACK_UNIT));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inKilometres(): number {
    return SCALE.inUnit(this.amount, KILOMETRE);
  }

  public get inMetres(): number {
    return SCALE.inUnit(this.amount, METRE);
  }

  public get inMillimetres(): number {
    return SCALE.inUnit(this.amount, MILLIMETRE);
  }

  public get inCentimetres(): number {
    return SCALE.inUnit(this.amount, CENTIMETRE);
  }

  public get inFeet(): number {
    return SCALE.inUnit(this.amount, FOOT);
  }

  public get inInches(): number {
    return SCALE.inUnit(this.amount, INCH);
  }

  public get inRackUnits(): number {
    return SCALE.inUnit(this.amount, RACK_UNIT);
  }

  protected override scale(): Scale {
    return SCALE;
  }

  protected override withAmount(amount: bigint): Length {
    return new Length(amount);
  }
}

const DB = unit('dB', 1_000n);
const MDB = unit('mdB', 1n, { isPrinted: false });
const DECIBELS = new Scale({
  name: 'attenuation',
  units: [DB, MDB],
  isSigned: false,
  printedDecimals: undefined,
});

/** Loss of light in a fibre link or in a part of it, kept as whole thousandths of a decibel. */
export class Attenuation extends Measure<Attenuation> {
  /** Nothing of it. */
  public static readonly ZERO = new Attenuation(0n);

  public static decibels(amount: number): Attenuation {
    return new Attenuation(DECIBELS.amountOf(amount, DB));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inDecibels(): number {
    return DECIBELS.inUnit(this.amount, DB);
  }

  protected override scale(): Scale {
    return DECIBELS;
  }

  protected override withAmount(amount: bigint): Attenuation {
    return new Attenuation(amount);
  }
}
