import { Measure } from './quantity';
import { Scale, unit } from './scale';

const L_PER_MIN = unit('L/min', 1_000n, { aliases: ['l/min', 'LPM'] });
const ML_PER_MIN = unit('mL/min', 1n, { aliases: ['ml/min'] });
const M3_PER_H = unit('m3/h', { numerator: 1_000_000n, denominator: 60n }, { aliases: ['m³/h'], isPrinted: false });
const GPM = unit(
  'GPM',
  { numerator: 3_785_411_784n, denominator: 1_000_000n },
  { aliases: ['gpm', 'gal/min'], isPrinted: false },
);
const CFM = unit(
  'CFM',
  { numerator: 28_316_846_592n, denominator: 1_000_000n },
  { aliases: ['cfm', 'ft3/min'], isPrinted: false },
);
const SCALE = new Scale({
  name: 'flow rate',
  units: [L_PER_MIN, ML_PER_MIN, M3_PER_H, GPM, CFM],
  isSigned: false,
  printedDecimals: undefined,
});

/** Volume per minute of a coolant or of air, kept as whole millilitres per minute. */
export class FlowRate extends Measure<FlowRate> {
  /** Nothing of it. */
  public static readonly ZERO = new FlowRate(0n);

  public static litresPerMinute(amount: number): FlowRate {
    return new FlowRate(SCALE.amountOf(amount, L_PER_MIN));
  }

  public static millilitresPerMinute(amount: number): FlowRate {
    return new FlowRate(SCALE.amountOf(amount, ML_PER_MIN));
  }

  public static cubicMetresPerHour(amount: number): FlowRate {
    return new FlowRate(SCALE.amountOf(amount, M3_PER_H));
  }

  /** US gallons a minute. */
  public static gallonsPerMinute(amount: number): FlowRate {
    return new FlowRate(SCALE.amountOf(amount, GPM));
  }

  /** Air flow in cubic feet a minute. */
  public static cubicFeetPerMinute(amount: number): FlowRate {
    return new FlowRate(SCALE.amountOf(amount, CFM));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inLitresPerMinute(): number {
    return SCALE.inUnit(this.amount, L_PER_MIN);
  }

  public get inMillilitresPerMinute(): number {
    return SCALE.inUnit(this.amount, ML_PER_MIN);
  }

  public get inCubicMetresPerHour(): number {
    return SCALE.inUnit(this.amount, M3_PER_H);
  }

  public get inGallonsPerMinute(): number {
    return SCALE.inUnit(this.amount, GPM);
  }

  public get inCubicFeetPerMinute(): number {
    return SCALE.inUnit(this.amount, CFM);
  }

  protected override scale(): Scale {
    return SCALE;
  }

  protected override withAmount(amount: bigint): FlowRate {
    return new FlowRate(amount);
  }
}

const M3 = unit('m3', 1_000_000n, { aliases: ['m³'], isPrinted: false });
const L = unit('L', 1_000n, { aliases: ['l'] });
const ML = unit('mL', 1n, { aliases: ['ml'] });
const VOLUMES = new Scale({
  name: 'volume',
  units: [M3, L, ML],
  isSigned: false,
  printedDecimals: undefined,
});

/** A volume of water or fuel, kept as whole millilitres. */
export class Volume extends Measure<Volume> {
  /** Nothing of it. */
  public static readonly ZERO = new Volume(0n);

  public static cubicMetres(amount: number): Volume {
    return new Volume(VOLUMES.amountOf(amount, M3));
  }

  public static litres(amount: number): Volume {
    return new Volume(VOLUMES.amountOf(amount, L));
  }

  public static millilitres(amount: number): Volume {
    return new Volume(VOLUMES.amountOf(amount, ML));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inCubicMetres(): number {
    return VOLUMES.inUnit(this.amount, M3);
  }

  public get inLitres(): number {
    return VOLUMES.inUnit(this.amount, L);
  }

  public get inMillilitres(): number {
    return VOLUMES.inUnit(this.amount, ML);
  }

  protected override scale(): Scale {
    return VOLUMES;
  }

  protected override withAmount(amount: bigint): Volume {
    return new Volume(amount);
  }
}

const L_PER_KWH = unit('L/kWh', 1_000_000n, { aliases: ['l/kWh'] });
const ML_PER_KWH = unit('mL/kWh', 1_000n, { aliases: ['ml/kWh'] });
const UL_PER_KWH = unit('uL/kWh', 1n);
const CONSUMPTIONS = new Scale({
  name: 'consumption',
  units: [L_PER_KWH, ML_PER_KWH, UL_PER_KWH],
  isSigned: false,
  printedDecimals: undefined,
});

/** Volume that a kilowatt-hour takes: fuel of a generator, water of a cooling tower. Kept as whole microlitres per kilowatt-hour. */
export class Consumption extends Measure<Consumption> {
  /** Nothing of it. */
  public static readonly ZERO = new Consumption(0n);

  public static litresPerKilowattHour(amount: number): Consumption {
    return new Consumption(CONSUMPTIONS.amountOf(amount, L_PER_KWH));
  }

  public static millilitresPerKilowattHour(amount: number): Consumption {
    return new Consumption(CONSUMPTIONS.amountOf(amount, ML_PER_KWH));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inLitresPerKilowattHour(): number {
    return CONSUMPTIONS.inUnit(this.amount, L_PER_KWH);
  }

  public get inMillilitresPerKilowattHour(): number {
    return CONSUMPTIONS.inUnit(this.amount, ML_PER_KWH);
  }

  protected override scale(): Scale {
    return CONSUMPTIONS;
  }

  protected override withAmount(amount: bigint): Consumption {
    return new Consumption(amount);
  }
}
