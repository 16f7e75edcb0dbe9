import { Measure } from './quantity';
import { Scale, unit } from './scale';

const KILOMETRE = unit('km', 1_000_000n);
const METRE = unit('m', 1_000n);
const MILLIMETRE = unit('mm', 1n);
const CENTIMETRE = unit('cm', 10n, { isPrinted: false });
const FOOT = unit('ft', { numerator: 3_048n, denominator: 10n }, { isPrinted: false });
const INCH = unit('in', { numerator: 254n, denominator: 10n }, { isPrinted: false });
const RACK_UNIT = unit('U', { numerator: 4_445n, denominator: 100n }, { aliases: ['RU'], isPrinted: false });
const LENGTH_SCALE = new Scale({
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
    return new Length(LENGTH_SCALE.amountOf(amount, KILOMETRE));
  }

  public static metres(amount: number): Length {
    return new Length(LENGTH_SCALE.amountOf(amount, METRE));
  }

  public static millimetres(amount: number): Length {
    return new Length(LENGTH_SCALE.amountOf(amount, MILLIMETRE));
  }

  public static centimetres(amount: number): Length {
    return new Length(LENGTH_SCALE.amountOf(amount, CENTIMETRE));
  }

  public static feet(amount: number): Length {
    return new Length(LENGTH_SCALE.amountOf(amount, FOOT));
  }

  public static inches(amount: number): Length {
    return new Length(LENGTH_SCALE.amountOf(amount, INCH));
  }

  /** Rack units of 44.45 mm (EIA-310). */
  public static rackUnits(amount: number): Length {
    return new Length(LENGTH_SCALE.amountOf(amount, RACK_UNIT));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inKilometres(): number {
    return LENGTH_SCALE.inUnit(this.amount, KILOMETRE);
  }

  public get inMetres(): number {
    return LENGTH_SCALE.inUnit(this.amount, METRE);
  }

  public get inMillimetres(): number {
    return LENGTH_SCALE.inUnit(this.amount, MILLIMETRE);
  }

  public get inCentimetres(): number {
    return LENGTH_SCALE.inUnit(this.amount, CENTIMETRE);
  }

  public get inFeet(): number {
    return LENGTH_SCALE.inUnit(this.amount, FOOT);
  }

  public get inInches(): number {
    return LENGTH_SCALE.inUnit(this.amount, INCH);
  }

  public get inRackUnits(): number {
    return LENGTH_SCALE.inUnit(this.amount, RACK_UNIT);
  }

  protected override scale(): Scale {
    return LENGTH_SCALE;
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

const KG_PER_M2 = unit('kg/m2', 1_000n, { aliases: ['kg/m²'] });
const G_PER_M2 = unit('g/m2', 1n, { aliases: ['g/m²'] });
// Standard gravity, 9.80665 m/s2: 1 kN weighs as much as 1,000,000 / 9.80665 g.
const KN_PER_M2 = unit(
  'kN/m2',
  { numerator: 100_000_000_000n, denominator: 980_665n },
  { aliases: ['kN/m²', 'kPa'], isPrinted: false },
);
const FLOOR_SCALE = new Scale({
  name: 'floor load',
  units: [KG_PER_M2, G_PER_M2, KN_PER_M2],
  isSigned: false,
  printedDecimals: undefined,
});

/** Load on a floor, or what a floor can carry: kept as whole grams per square metre. */
export class FloorLoad extends Measure<FloorLoad> {
  /** Nothing of it. */
  public static readonly ZERO = new FloorLoad(0n);

  public static kilogramsPerSquareMetre(amount: number): FloorLoad {
    return new FloorLoad(FLOOR_SCALE.amountOf(amount, KG_PER_M2));
  }

  public static gramsPerSquareMetre(amount: number): FloorLoad {
    return new FloorLoad(FLOOR_SCALE.amountOf(amount, G_PER_M2));
  }

  /** At standard gravity: 1 kN/m2 is 101.972 kg/m2. */
  public static kilonewtonsPerSquareMetre(amount: number): FloorLoad {
    return new FloorLoad(FLOOR_SCALE.amountOf(amount, KN_PER_M2));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inKilogramsPerSquareMetre(): number {
    return FLOOR_SCALE.inUnit(this.amount, KG_PER_M2);
  }

  public get inGramsPerSquareMetre(): number {
    return FLOOR_SCALE.inUnit(this.amount, G_PER_M2);
  }

  public get inKilonewtonsPerSquareMetre(): number {
    return FLOOR_SCALE.inUnit(this.amount, KN_PER_M2);
  }

  protected override scale(): Scale {
    return FLOOR_SCALE;
  }

  protected override withAmount(amount: bigint): FloorLoad {
    return new FloorLoad(amount);
  }
}

const DEG_C = unit('degC', 1_000n, { aliases: ['°C', 'C'] });
const TEMPERATURE_SCALE = new Scale({
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
    return new Temperature(TEMPERATURE_SCALE.amountOf(amount, DEG_C));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inCelsius(): number {
    return TEMPERATURE_SCALE.inUnit(this.amount, DEG_C);
  }

  protected override scale(): Scale {
    return TEMPERATURE_SCALE;
  }

  protected override withAmount(amount: bigint): Temperature {
    return new Temperature(amount);
  }
}
